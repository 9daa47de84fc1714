"""Markdown for the summary of a job: the verdict and a table of findings, worst first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from picoclaw_lint.diagnostic import Diagnostic
from picoclaw_lint.report import Options
from picoclaw_lint.report.display import visible
from picoclaw_lint.report.order import worst_first
from picoclaw_lint.report.places import lines, plain, relative
from picoclaw_lint.report.totals import counted, totals
from picoclaw_lint.report.unchecked import UNCHECKED, as_findings
from picoclaw_lint.results import Results

#: How many bytes a report may have: GitHub takes 1 MiB for a step, and other tools may write to the same summary.
MOST = 960 * 1024
# What the verdict, the head of the table and the sentence about the rest may take.
_MARGIN = 1024
_HEAD = "\n| severity | place | rule | message |\n|---|---|---|---|\n"
# What cannot be a link, a mention, an issue, a commit, markup, an emoji or a formula, whatever stands around it.
_PLAIN_WORD = re.compile(r"\(?(?:[^\W\d_]+(?:['’-][^\W\d_]+)?|\d{1,6})\)?[,.;:?!]?")
_COMMIT = re.compile(r"[0-9a-fA-F]{7,}")
# A quoted text may hold blanks.
_WORDS = re.compile(r'(?:"[^"]*"|\S)+')
_TICKS = re.compile("`+")


def render(results: Results, options: Options) -> Iterator[str]:
    """Yield a heading with the verdict, what it means, and the table; cut where a summary would be too large."""
    # The verdict holds nothing but counts.
    verdict, *closing = totals(results, replace(options, show_info=True))
    yield f"## picoclaw-lint: {verdict}\n"
    above = _Room(MOST // 4)
    yield from above.fitting(f"\n{_text(line)}\n" for line in closing)
    found = worst_first(diagnostic for file in as_findings(results).files for diagnostic in file.shown)
    table = _Room(MOST - MOST // 4 - _MARGIN)
    if found:
        yield _HEAD
        yield from table.fitting(_row(diagnostic, options) for diagnostic in found)
    cut = [counted(table.cut, "finding")] * bool(table.cut)
    cut += [counted(above.cut, "line") + " above the table"] * bool(above.cut)
    if cut:
        yield f"\nLeft out, as a summary may not be larger than 1 MiB: {' and '.join(cut)}.\n"


class _Room:
    """Counts the bytes that are still free, and the texts for which they were too few."""

    def __init__(self, size: int) -> None:
        self.left = size
        self.cut = 0

    def fitting(self, texts: Iterable[str]) -> Iterator[str]:
        """Yield the texts for which there is room."""
        for text in texts:
            size = len(text.encode("utf-8"))
            if size > self.left:
                self.cut += 1
            else:
                self.left -= size
                yield text


def _row(diagnostic: Diagnostic, options: Options) -> str:
    place = plain(relative(diagnostic.path, options.directory))
    if diagnostic.range is not None:
        place += f":{lines(diagnostic.range)[0]}"
    rule = _code(visible(diagnostic.rule))
    if diagnostic.rule != UNCHECKED:
        rule = f"[{rule}]({options.rule_url(diagnostic.rule)})"
    words = _text(visible(diagnostic.message))
    if diagnostic.help:
        words += f"<br>help: {_text(visible(diagnostic.help))}"
    cells = (diagnostic.severity, _code(place), rule, words)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"


def _text(text: str) -> str:
    """Return a text in which only plain words stand bare: all else is code, which no renderer takes for anything."""
    said: list[str] = []
    code: list[str] = []
    for word in _WORDS.findall(text):
        if _PLAIN_WORD.fullmatch(word) and not _COMMIT.search(word):
            said += [*_spans(code), word]
            code = []
        else:
            code.append(word)
    return " ".join([*said, *_spans(code)])


def _spans(words: list[str]) -> Iterator[str]:
    """Yield one code span for words that follow each other, without what closes the phrase."""
    if not words:
        return
    text = " ".join(words)
    core = text[:-1] if text[-1] in ",.;:?!" else text
    if core.endswith(")") and "(" not in core:
        core = core[:-1]
    yield _code(core or text) + (text[len(core) :] if core else "")


def _code(text: str) -> str:
    """Return a code span, with more backticks around it than there are in it."""
    fence = "`" * (max(map(len, _TICKS.findall(text)), default=0) + 1)
    edge = " " if text[:1] in ("`", " ", "") or text[-1:] in ("`", " ") else ""
    return f"{fence}{edge}{text}{edge}{fence}"
