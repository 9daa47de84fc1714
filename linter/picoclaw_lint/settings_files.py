"""Finding and reading the settings of a run."""

from __future__ import annotations

import codecs
import os

from picoclaw_lint import discover, settings
from picoclaw_lint.settings import InvalidSettings, Settings

NO_SETTINGS = Settings()
LARGEST = 1024 * 1024


class SettingsFiles:
    """The settings of a run: for each file the nearest settings upwards from it."""

    def __init__(self) -> None:
        self._nearest: dict[str, Settings] = {}

    def nearest(self, path: str) -> Settings:
        """Return the settings for a file; raises :class:`InvalidSettings`."""
        return self._of_directory(os.path.dirname(os.path.abspath(path)))

    def _of_directory(self, directory: str) -> Settings:
        waiting = []
        while directory not in self._nearest:
            waiting.append(directory)
            found = _in_directory(directory)
            parent = os.path.dirname(directory)
            if found is not None or parent == directory:
                self._nearest[directory] = found or NO_SETTINGS
            else:
                directory = parent
        self._nearest.update(dict.fromkeys(waiting, self._nearest[directory]))
        return self._nearest[directory]


def _in_directory(directory: str) -> Settings | None:
    for name in settings.FILE_NAMES:
        path = os.path.join(directory, name)
        # Of our own files, a link that leads nowhere is told of: nobody would see that it has no effect.
        if os.path.isfile(path) if name == settings.PYPROJECT else os.path.lexists(path):
            found = read(path)
            if found is not None:
                return found
    return None


def read(path: str) -> Settings | None:
    """Read a settings file; None if a pyproject.toml says nothing of us. Raises :class:`InvalidSettings`."""
    shown = _shown(path)
    is_pyproject = os.path.basename(path) == settings.PYPROJECT
    try:
        data = discover.read_source(path).data
    except discover.Unreadable as error:
        raise InvalidSettings(f"cannot read {shown}: {error}") from None
    if is_pyproject and b"picoclaw" not in data.lower().translate(None, b"-_.:/ "):
        # Most projects' file says nothing of us, and need not be read as TOML for it.
        return None
    if len(data) > LARGEST:
        raise InvalidSettings(f"cannot read {shown}: it is larger than {LARGEST // 1024 // 1024} MiB")
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InvalidSettings(f"{shown}:{line}: not valid UTF-8") from None
    return settings.read(text, shown, is_pyproject=is_pyproject)


def _shown(path: str) -> str:
    """A path as people read it: from the working directory where the file lies below it."""
    try:
        relative = os.path.relpath(path)
    except (ValueError, OSError):  # another drive; a working directory that somebody removed
        return path
    return path if relative.split(os.sep, 1)[0] == os.pardir else relative
