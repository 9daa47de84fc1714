"""What git knows: where a repository begins, and which files it tracks."""

from __future__ import annotations

import os
from collections.abc import Iterable


class Git:
    """What git knows of the files of a run: asked once for each repository, when first needed."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = {os.path.realpath(path) for path in paths}
        self._tracked: dict[str, frozenset[str] | None] = {}

    def tracks(self, path: str) -> bool | None:
        """Whether git tracks a file or has it staged; None outside of a repository, or if git cannot tell."""
        real = os.path.realpath(path)
        top = top_of(os.path.dirname(real))
        if top is None:
            return None
        if top not in self._tracked or real not in self._paths:
            self._paths.add(real)
            inside = [other for other in self._paths if top_of(os.path.dirname(other)) == top]
            self._tracked[top] = _tracked_files(top, inside)
        tracked = self._tracked[top]
        return None if tracked is None else real in tracked


def top_of(directory: str) -> str | None:
    """Return the top of the work tree that a directory is in; a submodule or worktree has a file ``.git``."""
    while not os.path.exists(os.path.join(directory, ".git")):
        parent = os.path.dirname(directory)
        if parent == directory:
            return None
        directory = parent
    return directory


def _tracked_files(top: str, paths: list[str]) -> frozenset[str] | None:
    import subprocess

    # A repository may name programs for git to run; none of them is needed for this question.
    command = ["git", "-C", top, "-c", "core.fsmonitor=false", "ls-files", "-z", "--cached", "--"]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    found: set[str] = set()
    for start in range(0, len(paths), 500):
        chunk = [f":(literal){os.path.relpath(path, top)}" for path in paths[start : start + 500]]
        try:
            answer = subprocess.run([*command, *chunk], capture_output=True, check=True, env=environment, timeout=60)
        except (OSError, subprocess.SubprocessError):
            return None
        names = answer.stdout.decode("utf-8", "surrogateescape").split("\0")
        found.update(os.path.join(top, name) for name in names if name)
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
