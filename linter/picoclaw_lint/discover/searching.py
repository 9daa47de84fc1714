"""Which files are judged when none, or a directory, is named."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from picoclaw_lint.discover.neighbours import SECURITY_FILE
from picoclaw_lint.discover.reading import Unreadable, read_source, reason
from picoclaw_lint.discover.recognition import is_config
from picoclaw_lint.discover.repository import in_work_tree

if TYPE_CHECKING:
    from picoclaw_lint.discover.gitignore import GitIgnore

# Directories that never hold a config of the user's own.
_SKIPPED = frozenset((".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", "venv"))
# What PicoClaw keeps when it migrates (docs/picoclaw.md 1.1).
_BACKUP = re.compile(r"(?:config\.json|\.security\.yml)\..+\.bak", re.S)
# What PicoClaw puts into a workspace when it makes one.
_OF_A_WORKSPACE = ("AGENT.md", "SOUL.md")


class Found(NamedTuple):
    """What a search came upon.

    Attributes:
        paths: the files that look like a PicoClaw config; what else with keys in it git would take along.
        skipped: what could not be looked at, or is not the user's, with the reason as a phrase.
        ignored: the files that look like a PicoClaw config and that .gitignore names.
        ignored_directories: the directories that .gitignore names; nobody looked into them.
    """

    paths: tuple[str, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    ignored_directories: tuple[str, ...] = ()


def default_paths() -> list[str]:
    """Return the configs to check when none is named: where PicoClaw itself would look, nearest first."""
    named = os.environ.get("PICOCLAW_CONFIG")
    if named:
        return [named]
    here = [path for path in ("config.json", os.path.join(".picoclaw", "config.json")) if _is_config_here(path)]
    if here:
        return here
    home = os.environ.get("PICOCLAW_HOME") or os.path.join(os.path.expanduser("~"), ".picoclaw")
    path = os.path.join(home, "config.json")
    return [path] if os.path.isfile(path) else []


def _is_config_here(path: str) -> bool:
    try:
        return os.path.isfile(path) and is_config(path)
    except Unreadable:
        return False


def search(directory: str, exclude: Callable[[str], bool] = lambda _: False, *, assume_tracked: bool = False) -> Found:
    """Look for PicoClaw configs below a directory; raises :class:`Unreadable` if the directory cannot be listed.

    Where git may have them, security files and PicoClaw's backups of both are found as well.

    What .gitignore names is left out, as git does; the directory itself is searched whatever is said of it. Links to
    directories are not followed, those to files are.

    Args:
        directory: where to look.
        exclude: what else is left out: asked for each file and directory that comes into question, by its path.
        assume_tracked: whether git counts as having the files wherever they are.
    """
    return _Search(exclude, assume_tracked=assume_tracked).below(directory)


def notes(searches: Sequence[Found], checked: Collection[str]) -> Iterator[str]:
    """Yield what the user should know of some searches, given all paths that are checked."""
    for path, why in dict.fromkeys(pair for found in searches for pair in found.skipped):
        if path not in checked:
            yield f"skipped {path}: {why}"
    ignored = {path for found in searches for path in found.ignored}.difference(checked)
    if ignored:
        yield _left_out(len(ignored), "file", "files")
    if not checked:
        # Nearly every project has such directories; they matter only to one who wonders where the configs are.
        directories = {path for found in searches for path in found.ignored_directories}
        if directories:
            yield _left_out(len(directories), "directory", "directories")


def _left_out(count: int, one: str, several: str) -> str:
    if count == 1:
        return f"1 {one} was left out because .gitignore names it"
    return f"{count} {several} were left out because .gitignore names them"


class _Folder(NamedTuple):
    """A directory to look into.

    Attributes:
        path: its path as people know it.
        real: its path without links.
        ignore: what .gitignore said so far.
        in_git: whether git may track what is in it.
    """

    path: str
    real: str
    ignore: GitIgnore
    in_git: bool


class _Search:
    def __init__(self, exclude: Callable[[str], bool], *, assume_tracked: bool) -> None:
        self.exclude = exclude
        self.assume_tracked = assume_tracked
        self.paths: list[str] = []
        self.skipped: list[tuple[str, str]] = []
        self.ignored: list[str] = []
        self.ignored_directories: list[str] = []

    def below(self, directory: str) -> Found:
        # Imported here, as most runs name their files.
        from picoclaw_lint.discover import gitignore

        real = os.path.realpath(directory)
        # Files of the working directory are called by their names alone.
        shown = "" if directory in (os.curdir, os.curdir + os.sep) else directory
        in_git = self.assume_tracked or in_work_tree(real)
        waiting = [_Folder(shown, real, gitignore.above(real, self.skip), in_git)]
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(folder.path or os.curdir) as entries:
                    found = sorted(entries, key=lambda entry: entry.name)
            except OSError as error:
                if folder.real == real:
                    raise Unreadable(reason(error)) from error
                self.skip(folder.path, reason(error))
                continue
            waiting += reversed(self.look(folder, found))
        return Found(tuple(self.paths), tuple(self.skipped), tuple(self.ignored), tuple(self.ignored_directories))

    def skip(self, path: str, why: str) -> None:
        self.skipped.append((path, why))

    def look(self, folder: _Folder, entries: list[os.DirEntry[str]]) -> list[_Folder]:
        """Look at the files of a directory; return the directories to look into, in order."""

        def tell(path: str, why: str) -> None:
            is_here = os.path.dirname(path) == folder.real
            self.skip(os.path.join(folder.path, os.path.basename(path)) if is_here else path, why)

        ignore = folder.ignore.entering(folder.real, tell)
        in_git = folder.in_git or any(entry.name == ".git" for entry in entries)
        has_config = False
        below: list[str] = []
        for entry in entries:
            if _is_directory(entry):
                below.append(entry.name)
            elif entry.name.endswith(".json"):
                has_config |= self.file(folder, ignore, entry)
            elif entry.name == SECURITY_FILE or entry.name.endswith(".bak"):
                has_config |= entry.name == SECURITY_FILE
                if in_git:
                    self.beside_config(folder, ignore, entry)
        return [
            _Folder(os.path.join(folder.path, name), os.path.join(folder.real, name), ignore, in_git)
            for name in below
            if self.is_entered(folder, ignore, name, has_config)
        ]

    def file(self, folder: _Folder, ignore: GitIgnore, entry: os.DirEntry[str]) -> bool:
        """Keep a file if it is to be judged; return whether it is a config."""
        path = os.path.join(folder.path, entry.name)
        if self.exclude(path) or (entry.is_symlink() and os.path.isdir(path)):
            return False
        why = ""
        try:
            if not is_config(path):
                return False
        except Unreadable as error:
            why = str(error)
        # Asked last, as nearly all files are of other programs.
        if ignore.leaves_out(os.path.join(folder.real, entry.name), is_directory=False):
            if not why:
                self.ignored.append(path)
        elif why:
            self.skip(path, why)
        else:
            self.paths.append(path)
        return not why

    def beside_config(self, folder: _Folder, ignore: GitIgnore, entry: os.DirEntry[str]) -> None:
        """Keep a security file or a backup if git would take it along; where it is ignored all is well."""
        path = os.path.join(folder.path, entry.name)
        is_ours = entry.name == SECURITY_FILE or _BACKUP.fullmatch(entry.name) is not None
        if not is_ours or self.exclude(path):
            return
        if ignore.leaves_out(os.path.join(folder.real, entry.name), is_directory=False):
            return
        try:
            read_source(path)
            if entry.name.startswith(SECURITY_FILE) or is_config(path):
                self.paths.append(path)
        except Unreadable as error:
            self.skip(path, str(error))

    def is_entered(self, folder: _Folder, ignore: GitIgnore, name: str, beside_config: bool) -> bool:
        path = os.path.join(folder.path, name)
        if name in _SKIPPED or self.exclude(path):
            return False
        if ignore.leaves_out(os.path.join(folder.real, name), is_directory=True):
            self.ignored_directories.append(path)
            return False
        if _is_workspace(path, name, beside_config):
            self.skip(path, "PicoClaw's agents work in it")
            return False
        return True


def _is_directory(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a directory, not a link to one; a junction on Windows is such a link."""
    is_junction: Callable[[], bool] = getattr(entry, "is_junction", bool)
    try:
        return entry.is_dir(follow_symlinks=False) and not is_junction()
    except OSError:
        return False


def _is_workspace(path: str, name: str, beside_config: bool) -> bool:
    """Whether a directory is one where PicoClaw's agents work; what they keep there is not the user's.

    PicoClaw calls them ``workspace`` and ``workspace-<agent>`` and puts them beside the config (docs/picoclaw.md 2.3
    and 2.4). Others call theirs so too, hence the second look.
    """
    if name != "workspace" and not name.startswith("workspace-"):
        return False
    return beside_config or any(os.path.isfile(os.path.join(path, made)) for made in _OF_A_WORKSPACE)
