"""Where a finding stands, as services want it told: paths from the working directory, the last line included."""

from __future__ import annotations

import os

from picoclaw_lint.diagnostic import Range
from picoclaw_lint.report.display import visible


def relative(path: str, directory: str) -> str:
    """Return a path from the working directory if it is below it, else as it was given; with forward slashes."""
    found = below(path, directory)
    return _slashed(os.path.normpath(path)) if found is None else found


def below(path: str, directory: str) -> str | None:
    """Return a path from the working directory, with forward slashes; None if it is not below it."""
    if not directory:
        return None if os.path.isabs(path) else _slashed(os.path.normpath(path))
    root = os.path.join(directory, "")
    whole = _whole(path, directory)
    return _slashed(whole.removeprefix(root)) if whole.startswith(root) else None


def absolute(path: str, directory: str) -> str:
    """Return a path from the root, with forward slashes and a first one in any case."""
    return "/" + _slashed(_whole(path, directory)).lstrip("/")


def _whole(path: str, directory: str) -> str:
    return os.path.normpath(os.path.join(directory, path))


def _slashed(path: str) -> str:
    return path.replace(os.sep, "/")


def plain(path: str) -> str:
    """Return a path fit for one line of text; unlike :func:`visible` it keeps blanks, or it would name another file."""
    return "".join(char if char in _BLANKS else visible(char) for char in path)


_BLANKS = frozenset("\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")


def lines(place: Range | None) -> tuple[int, int]:
    """Return the first and the last line of a place; without one, the first line of the file."""
    if place is None:
        return 1, 1
    first, last = place.start.line, place.end.line
    if last > first and place.end.column == 1:
        last -= 1  # it ends with the line before
    return first, last
