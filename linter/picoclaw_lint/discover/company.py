"""Who can get at a config and at what lies beside it: git, other users, whoever gets a backup."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator

from picoclaw_lint.discover.permissions import readers
from picoclaw_lint.discover.reading import Unreadable, read_source
from picoclaw_lint.discover.repository import Git
from picoclaw_lint.source import Source
from picoclaw_lint.surroundings import Backup, Exposure

# What PicoClaw calls the files it keeps when it migrates: config.json.20260401.bak (docs/picoclaw.md 1.1).
_BACKUP = re.compile(r"(?P<of>.+?\.(?:json|yml))(?:\..+)?\.bak", re.S)


class Company:
    """The company that the files of a run keep; a directory is listed once."""

    def __init__(self, git: Git, is_judged: Callable[[Source], bool] = lambda _: False) -> None:
        """Take what knows of git, and what knows which files have a result of their own: they are no backups here."""
        self._git = git
        self._is_judged = is_judged
        self._backups: dict[str, dict[str, list[str]]] = {}

    def exposure(self, path: str) -> Exposure:
        """Return the questions about one file."""
        return Exposure(lambda: self._git.tracks(path), lambda: self._git.ignores(path), lambda: readers(path))

    def backups(self, *paths: str) -> tuple[Backup, ...]:
        """Return the backups of some files that lie beside each other; those that cannot be read are left out."""
        return tuple(backup for path in paths for backup in self._backups_of(path))

    def _backups_of(self, path: str) -> Iterator[Backup]:
        directory, name = os.path.split(path)
        if directory not in self._backups:
            self._backups[directory] = _listed(directory)
        for found in self._backups[directory].get(name, ()):
            backup = os.path.join(directory, found)
            try:
                source = read_source(backup)
            except Unreadable:
                continue
            if not self._is_judged(source):
                yield Backup(source, self.exposure(backup))


def _listed(directory: str) -> dict[str, list[str]]:
    """Return the names of the backups in a directory, by the name of the file that they are of."""
    found: dict[str, list[str]] = {}
    try:
        names = sorted(os.listdir(directory or os.curdir))
    except OSError:
        return found
    for name in names:
        match = _BACKUP.fullmatch(name) if name.endswith(".bak") else None
        if match is not None:
            found.setdefault(match["of"], []).append(name)
    return found
