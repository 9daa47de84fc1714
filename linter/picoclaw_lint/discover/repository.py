"""What git knows: where a repository begins, which files it tracks, which it ignores."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import subprocess

# What git is asked to list, among the files it is asked about: what it has, or what would be added with all files.
_Question = Literal["tracked", "addable"]
_OPTIONS: dict[_Question, tuple[str, ...]] = {
    "tracked": ("--cached",),
    "addable": ("--others", "--exclude-standard"),
}
# As many paths as a command line takes.
_AT_ONCE = 500


class _Tree(NamedTuple):
    """A work tree: its top, and where its repository is if that is not ``.git``."""

    top: str
    repository: str | None = None


class Git:
    """What git knows of the files of a run: asked once for each repository, when first needed."""

    def __init__(self, paths: Iterable[str] = (), *, assume_tracked: bool = False) -> None:
        """Take the paths that somebody may ask about, so that git is asked about all of them at once.

        With ``assume_tracked`` git is never asked, and every file counts as tracked.
        """
        self._announced = dict.fromkeys(os.path.realpath(path) for path in paths)
        self._assume_tracked = assume_tracked
        self._trees: dict[str, _Tree | None] = {}
        self._answers: dict[tuple[_Tree, _Question], dict[str, bool]] = {}
        self._failures: dict[_Tree, str] = {}

    def tracks(self, path: str) -> bool | None:
        """Whether git tracks a file or has it staged; None outside of a repository, or if git cannot tell."""
        return True if self._assume_tracked else self._answer("tracked", path)

    def ignores(self, path: str) -> bool | None:
        """Whether git leaves out a file that it does not track when all are added; None as with :meth:`tracks`."""
        if self._assume_tracked:
            return False
        is_addable = self._answer("addable", path)
        return None if is_addable is None else not is_addable

    def would_ignore(self, path: str) -> bool | None:
        """Whether git would leave out a file that need not be there yet; None as with :meth:`tracks`."""
        real = os.path.realpath(path)
        tree = self._tree(real)
        if tree is None or tree in self._failures or self._assume_tracked:
            return None
        try:
            return _ignores(tree, real)
        except _Failed as error:
            self._failures[tree] = str(error)
            return None

    def forget(self) -> None:
        """Forget what git said, as files have been written since."""
        self._answers.clear()

    def notes(self) -> Iterator[str]:
        """Yield what the user should know: the repositories of which git said nothing, though it was asked."""
        for tree, why in self._failures.items():
            yield (
                f"git tells nothing of {tree.top}: {why}; its files count as not tracked, "
                "unless --assume-tracked says otherwise"
            )

    def _answer(self, question: _Question, path: str) -> bool | None:
        real = os.path.realpath(path)
        tree = self._tree(real)
        if tree is None or tree in self._failures:
            return None
        known = self._answers.setdefault((tree, question), {})
        if real not in known:
            self._announced.setdefault(real)
            asked = [other for other in self._announced if other not in known and self._tree(other) == tree]
            try:
                listed = _listed(tree, question, asked)
            except _Failed as error:
                self._failures[tree] = str(error)
                return None
            known.update((other, other in listed) for other in asked)
        return known[real]

    def _tree(self, path: str) -> _Tree | None:
        directory = os.path.dirname(path)
        if directory not in self._trees:
            self._trees[directory] = _tree_of(directory)
        return self._trees[directory]


class _Failed(Exception):
    """Git gives no answer; the text says why, as a phrase without anything that git said."""


def _tree_of(directory: str) -> _Tree | None:
    """Return the nearest work tree around a directory.

    A work tree without ``.git``, as people have for their home directory with a bare repository elsewhere, is known
    only by the environment. A hook's environment names the repository that the hook is of, so that counts for less.
    """
    top = top_of(directory)
    repository, work_tree = os.environ.get("GIT_DIR"), os.environ.get("GIT_WORK_TREE")
    if repository and work_tree:
        named = os.path.realpath(work_tree)
        is_nearer = top is None or (top != named and _is_below(named, top))
        if is_nearer and _is_below(directory, named):
            return _Tree(named, os.path.realpath(repository))
    return None if top is None else _Tree(top)


def in_work_tree(directory: str) -> bool:
    """Whether git may track what is in a directory; its path is a real one."""
    return _tree_of(directory) is not None


def _is_below(path: str, directory: str) -> bool:
    try:
        return os.path.commonpath((path, directory)) == directory
    except ValueError:  # on another drive
        return False


def top_of(directory: str) -> str | None:
    """Return the top of the work tree that a directory is in; a submodule or worktree has a file ``.git``."""
    while not os.path.exists(os.path.join(directory, ".git")):
        parent = os.path.dirname(directory)
        if parent == directory:
            return None
        directory = parent
    return directory


@cache
def _program(path: str) -> str | None:
    """Return the absolute path of git, from the absolute directories of a PATH; None if it is in none of them.

    The working directory may be somebody else's, and so may the programs in it. On Windows the system looks there
    before PATH, unless a program is named with its directory.
    """
    name = "git.exe" if os.name == "nt" else "git"
    directories = [directory.strip('"') if os.name == "nt" else directory for directory in path.split(os.pathsep)]
    found = (shutil.which(os.path.join(directory, name)) for directory in directories if _is_fixed(directory))
    return next((program for program in found if program is not None), None)


def _is_fixed(directory: str) -> bool:
    """Whether a directory is the same one wherever the program is run; on Windows that takes a drive."""
    return os.path.isabs(directory) and (os.name != "nt" or bool(os.path.splitdrive(directory)[0]))


def _ignores(tree: _Tree, path: str) -> bool:
    """Whether git ignores a path, which need not exist; raises :class:`_Failed`."""
    answer = _asked(tree, ["check-ignore", "-q", "--no-index", "--", os.path.relpath(path, tree.top)])
    if answer.returncode not in (0, 1):
        raise _Failed("it cannot read it")
    return answer.returncode == 0


def _asked(tree: _Tree, question: list[str]) -> subprocess.CompletedProcess[bytes]:
    """Ask git; raises :class:`_Failed` where it gives no answer at all."""
    import subprocess

    program = _program(os.environ.get("PATH", os.defpath))
    if program is None:
        raise _Failed("it is not installed")
    # A repository may name programs for git to run; none of them is needed for this question.
    command = [program, "-C", tree.top, "-c", "core.fsmonitor=false"]
    if tree.repository is not None:
        command += [f"--git-dir={tree.repository}", f"--work-tree={tree.top}"]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment |= {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        return subprocess.run([*command, *question], capture_output=True, check=False, env=environment, timeout=60)
    except subprocess.TimeoutExpired as error:
        raise _Failed("it takes too long") from error
    except (OSError, subprocess.SubprocessError) as error:
        raise _Failed("it cannot be run") from error


def _listed(tree: _Tree, question: _Question, paths: list[str]) -> frozenset[str]:
    """Return those of the paths that git lists; raises :class:`_Failed`."""
    found: set[str] = set()
    for start in range(0, len(paths), _AT_ONCE):
        chunk = [f":(literal){os.path.relpath(path, tree.top)}" for path in paths[start : start + _AT_ONCE]]
        answer = _asked(tree, ["ls-files", "-z", *_OPTIONS[question], "--", *chunk])
        if answer.returncode:
            # Git refuses a repository of somebody else, as that could name programs to run.
            is_refused = b"dubious ownership" in answer.stderr or b"unsafe repository" in answer.stderr
            raise _Failed(
                "the repository belongs to another user (safe.directory)" if is_refused else "it cannot read it"
            )
        names = answer.stdout.decode("utf-8", "surrogateescape").split("\0")
        found.update(os.path.join(tree.top, name) for name in names if name)
    return frozenset(found)


def common_directory(top: str) -> str | None:
    """Return the directory with a repository's data, from the top of its work tree; None if that is none.

    A submodule or worktree has a file ``.git`` that says where it is, and a worktree shares most of it with others.
    """
    directory = os.path.join(top, ".git")
    if not os.path.isdir(directory):
        said = _first_line(directory)
        if said is None or not said.startswith("gitdir:"):
            return None
        directory = os.path.join(top, said.removeprefix("gitdir:").strip())
    return os.path.join(directory, _first_line(os.path.join(directory, "commondir")) or "")


def _first_line(path: str) -> str | None:
    try:
        if not os.path.isfile(path):
            return None
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            return file.readline(8192).rstrip("\n")
    except OSError:
        return None
