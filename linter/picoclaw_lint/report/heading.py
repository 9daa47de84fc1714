"""The line that names a finding, the same in every format for people."""

from __future__ import annotations

from collections.abc import Callable

from picoclaw_lint.diagnostic import Diagnostic, Range
from picoclaw_lint.report.display import visible

#: Wraps a text in the colour for its role: ``path``, ``gutter``, ``help`` or a severity.
Painter = Callable[[str, str], str]

_CODES = {
    "path": "1",
    "error": "1;31",
    "warning": "1;33",
    "info": "1;34",
    "gutter": "36",
    "help": "1",
}


def painter(color: bool) -> Painter:
    """Return a function from a role and a text to the text in its colour, or as it is without colour."""
    if not color:
        return lambda _role, text: text
    return lambda role, text: f"\x1b[{_CODES[role]}m{text}\x1b[0m"


def location(path: str, place: Range | None) -> str:
    """Return ``path:line:column``, or the path alone where there is no place; safe to print."""
    shown = _path(path)
    return shown if place is None else f"{shown}:{place.start.line}:{place.start.column}"


def _path(path: str) -> str:
    # GitHub's runner takes a line that begins with "::name::" for a command.
    return ("./" if path.lstrip().startswith("::") else "") + visible(path)


def heading(diagnostic: Diagnostic, paint: Painter) -> str:
    """Return ``path:line:column: severity[rule] message``, safe to print."""
    where = paint("path", location(diagnostic.path, diagnostic.range))
    what = paint(diagnostic.severity, f"{diagnostic.severity}[{visible(diagnostic.rule)}]")
    return f"{where}: {what} {visible(diagnostic.message)}"


def failure(path: str, error: str, paint: Painter) -> str:
    """Return the line for a file that could not be judged, safe to print."""
    return f"{paint('path', _path(path))}: {paint('error', 'error:')} {visible(error)}"
