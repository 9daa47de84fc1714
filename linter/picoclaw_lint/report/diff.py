"""What fixes change, as a unified diff; secrets are masked, so it is to be read, not to be applied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from picoclaw_lint.report.display import in_log, visible
from picoclaw_lint.report.excerpt import mask
from picoclaw_lint.report.heading import Painter, painter
from picoclaw_lint.results import Results, Rewrite
from picoclaw_lint.source import Source

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_STYLES = {"-": "error", "+": "help", "@": "gutter"}


def diffs(results: Results, *, color: bool = False) -> Iterator[str]:
    """Yield the lines of the diffs of all files that fixes change, each with its newline."""
    paint = painter(color)
    for rewrite in results.rewrites:
        yield from _diff(rewrite, paint)


def _diff(rewrite: Rewrite, paint: Painter) -> Iterator[str]:
    # Imported here: it takes a while, and few runs show a diff.
    from difflib import unified_diff

    path = visible(rewrite.after.path)
    old = [] if rewrite.before is None else _lines(rewrite.before, rewrite.secrets_before)
    new = _lines(rewrite.after, rewrite.secrets_after)
    name = "/dev/null" if rewrite.before is None else path
    for line in unified_diff(old, new, name, path, lineterm=""):
        style = _STYLES.get(line[:1])
        line, newline, note = line.partition("\n")
        yield in_log(line if style is None else paint(style, line)) + newline + note + "\n"


def _lines(source: Source, secrets: Sequence[tuple[int, int]]) -> list[str]:
    """Return the lines as they may be shown; that one has another end than the others is shown as well."""
    lines = [(match.start(), match[0]) for match in _LINE.finditer(source.text) if match[0]]
    ends = [text[len(text.rstrip("\r\n")) :] for _, text in lines]
    usual = max(dict.fromkeys(ends), key=ends.count) if ends else ""
    hidden = sorted(secrets, reverse=True)
    shown = []
    for (start, text), end in zip(lines, ends, strict=True):
        while hidden and hidden[-1][1] <= start:
            hidden.pop()
        cells = ["\t" if char == "\t" else visible(char) for char in text.rstrip("\r\n")]
        if hidden and hidden[-1][0] < start + len(text):
            cells = mask(cells, start, _before(hidden, start + len(text)))
        shown.append("".join(cells) + ("" if end == usual or not end else visible(end)))
    if lines and not ends[-1]:
        shown[-1] += "\n\\ No newline at end of file"
    return shown


def _before(spans: Sequence[tuple[int, int]], end: int) -> list[tuple[int, int]]:
    """Return those of some spans, the last one first, that begin before ``end``."""
    return list(takewhile(lambda span: span[0] < end, reversed(spans)))
