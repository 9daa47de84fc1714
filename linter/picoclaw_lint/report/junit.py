"""JUnit's XML, which most CI services show: a suite for each file, a test case for each finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from picoclaw_lint.diagnostic import Diagnostic
from picoclaw_lint.report import INTERNAL_ERROR, Options
from picoclaw_lint.report.display import visible
from picoclaw_lint.report.heading import failure, heading, location, painter
from picoclaw_lint.report.places import lines, plain, relative
from picoclaw_lint.report.unchecked import UNCHECKED
from picoclaw_lint.results import FileResult, Results

# Everything is visible first, so no character is left that XML 1.0 forbids.
# Not from xml.sax.saxutils: that imports urllib.request, and with it sockets and TLS.
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;"})
_KINDS = ("tests", "failures", "errors", "skipped")
_COUNTED = {"failure": "failures", "error": "errors", "skipped": "skipped", "": "passed"}


def render(results: Results, options: Options) -> Iterator[str]:
    """Yield XML in pure ASCII: failures for findings, errors for what could not be judged, skipped ones for accepted.

    A file without a finding to show has one test case that passes, or readers would take it for an empty report.
    """
    suites = [_Suite(file, options) for file in results.files]
    counts: Counter[str] = Counter()
    for suite in suites:
        counts.update(suite.counts)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="picoclaw-lint"{_numbers(counts)}>\n'
    for suite in suites:
        yield from suite.written()
    yield "</testsuites>\n"


class _Suite:
    """The test cases of one file."""

    def __init__(self, file: FileResult, options: Options) -> None:
        self.path = plain(relative(file.path, options.directory))
        self.options = options
        self.counts: Counter[str] = Counter()
        self.names: Counter[str] = Counter()
        self.cases: list[str] = []
        if file.error is not None:
            text = failure(file.path, file.error, painter(False))
            self._add("the file can be checked", 1, "error", visible(file.error), UNCHECKED, text)
        for diagnostic in file.diagnostics:
            self._finding(diagnostic)
        if file.error is None and not any(file.shown):
            self._add("no findings", 1)

    def written(self) -> Iterator[str]:
        yield f"  <testsuite{_attributes(name=self.path)}{_numbers(self.counts)}>\n"
        yield from self.cases
        yield "  </testsuite>\n"

    def _finding(self, diagnostic: Diagnostic) -> None:
        line, _ = lines(diagnostic.range)
        name = visible(f"{diagnostic.rule} {diagnostic.address or diagnostic.pointer or ''}".strip())
        if diagnostic.suppressed is not None:
            reason = f"{diagnostic.suppressed.by}: {diagnostic.suppressed.reason}"
            self._add(name, line, "skipped", visible(reason))
            return
        outcome = "error" if diagnostic.rule == INTERNAL_ERROR else "failure"
        text = "\n".join(_told(diagnostic, self.options))
        self._add(name, line, outcome, visible(diagnostic.message), diagnostic.severity, text)

    def _add(self, name: str, line: int, outcome: str = "", message: str = "", kind: str = "", text: str = "") -> None:
        self.counts["tests"] += 1
        self.counts[_COUNTED[outcome]] += 1
        # Readers take cases of one name for one case.
        self.names[name] += 1
        if self.names[name] > 1:
            name = f"{name} ({self.names[name]})"
        start = f"    <testcase{_attributes(name=name, classname=self.path, file=self.path, line=str(line), time='0')}"
        if not outcome:
            self.cases.append(f"{start}/>\n")
            return
        element = f"{outcome}{_attributes(message=message, **({'type': kind} if kind else {}))}"
        # The line ends of a text may stand as they are, those of an attribute may not.
        body = "\n".join(map(_escaped, text.split("\n")))
        whole = f"<{element}>{body}</{outcome}>" if body else f"<{element}/>"
        self.cases.append(f"{start}>\n      {whole}\n    </testcase>\n")


def _told(diagnostic: Diagnostic, options: Options) -> Iterator[str]:
    yield heading(diagnostic, painter(False))
    if diagnostic.help:
        yield f"help: {visible(diagnostic.help)}"
    for related in diagnostic.related:
        yield f"note: {location(related.path, related.range)}: {visible(related.message)}"
    yield options.rule_url(diagnostic.rule)


def _numbers(counts: Counter[str]) -> str:
    return _attributes(**{kind: str(counts[kind]) for kind in _KINDS}, time="0")


def _attributes(**values: str) -> str:
    return "".join(f' {name}="{_escaped(value)}"' for name, value in values.items())


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES).encode("ascii", "xmlcharrefreplace").decode("ascii")
