"""The part of a file that a finding points at: masked, cut to the width of a screen, carets in place.

Whatever shows text of a file goes through this module, for here is where secrets are masked.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from picoclaw_lint.diagnostic import Range
from picoclaw_lint.report.display import BULLET, ELLIPSIS, display_width, visible
from picoclaw_lint.source import Source

#: How many columns of a line are shown.
WINDOW = 100
# How many characters left and right of the finding are looked at: a minified file may be one line of
# megabytes, and characters without width must not make the window endless.
_REACH = 4 * WINDOW
_TAB = "    "
_LINE_END = re.compile(r"[\r\n]")

Secrets = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Excerpt:
    """The first line of a finding.

    Attributes:
        number: the line's number, 1-based.
        text: the line as shown.
        indent: the columns before the first caret.
        carets: the number of carets, at least one.
        lines: over how many lines the finding stretches.
        before: the line above, as shown; None if that would not help.
    """

    number: int
    text: str
    indent: int
    carets: int
    lines: int
    before: str | None


def excerpt(source: Source, place: Range, secrets: Secrets) -> Excerpt:
    """Cut the excerpt for a place out of a source; no character within ``secrets`` is in it.

    A place outside the text counts as the nearest place in it.
    """
    size = len(source.text)
    start = min(max(place.start.offset, 0), size)
    end = min(max(place.end.offset, start), size)
    first = source.position(start)
    last = source.position(max(start, end - 1))
    spans = [(low, high) for low, high in secrets if low < high]
    line_start = start - first.column + 1
    window = _window(source.text, line_start, start, end, spans)
    return Excerpt(
        number=first.line,
        text=window.text,
        indent=window.indent,
        carets=window.carets,
        lines=last.line - first.line + 1,
        before=None if window.cut_left else _line_above(source, first.line, line_start, spans),
    )


def mask(cells: Sequence[str], offset: int, secrets: Secrets) -> list[str]:
    """Replace the cells that lie in a secret by bullets that take as many columns.

    ``cells[i]`` shows the character at ``offset + i``; a secret is a start and an exclusive end.
    """
    masked = list(cells)
    for low, high in secrets:
        for index in range(max(low - offset, 0), min(high - offset, len(masked))):
            masked[index] = BULLET * display_width(cells[index])
    return masked


def _between(secrets: Secrets, start: int, end: int) -> list[tuple[int, int]]:
    """Return the secrets that reach into ``[start, end)``; they stand in order, so few of thousands are looked at."""
    near: list[tuple[int, int]] = []
    for index in range(bisect_left(secrets, (end, end)) - 1, -1, -1):
        if secrets[index][1] <= start:
            break
        near.append(secrets[index])
    return near


@dataclass(frozen=True)
class _Window:
    text: str
    indent: int
    carets: int
    cut_left: bool


def _line_above(source: Source, number: int, line_start: int, secrets: Secrets) -> str | None:
    if number == 1:
        return None
    ending = 2 if source.text.startswith("\r\n", line_start - 2) else 1
    start = line_start - ending - len(source.line(number - 1))
    shown = _window(source.text, start, start, start, secrets).text
    return shown if shown.strip() else None


def _window(text: str, line_start: int, start: int, end: int, secrets: Secrets) -> _Window:
    """Show :data:`WINDOW` columns of the line that begins at ``line_start``, around ``[start, end)``."""
    begin = max(line_start, start - _REACH)
    piece = text[begin : start + _REACH]
    line_end = _LINE_END.search(piece)
    to_the_end = line_end is not None or begin + len(piece) == len(text)
    piece = piece[: line_end.start()] if line_end else piece
    near = _between(secrets, begin, begin + len(piece))
    cells = mask([_TAB if char == "\t" else visible(char) for char in piece], begin, near)
    widths = [display_width(cell) for cell in cells]
    focus = min(start - begin, len(cells))
    left, right = _bounds(widths, focus)
    cut_left = begin > line_start or left > 0
    cut_right = not to_the_end or right < len(cells)

    lead = ELLIPSIS if cut_left else ""
    # A width is taken of whole stretches: some characters change the width of the one before them.
    indent = display_width(lead + "".join(cells[left:focus]))
    upto = display_width(lead + "".join(cells[left : max(focus, min(end - begin, right))]))
    shown = lead + "".join(cells[left:right]) + (ELLIPSIS if cut_right else "")
    return _Window(shown, indent, max(upto - indent, 1), cut_left)


def _bounds(widths: Sequence[int], focus: int) -> tuple[int, int]:
    """Choose the cells to show: a third of the window before the focus, more where the line ends early."""
    left = right = focus
    used = 0
    while left > 0 and used + widths[left - 1] <= WINDOW // 3:
        left -= 1
        used += widths[left]
    while right < len(widths) and used + widths[right] <= WINDOW:
        used += widths[right]
        right += 1
    while left > 0 and used + widths[left - 1] <= WINDOW:
        left -= 1
        used += widths[left]
    while 0 < left < focus and widths[left] == 0:
        left += 1  # a mark must not sit on the ellipsis
    return left, right
