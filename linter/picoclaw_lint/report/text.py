"""Findings with the lines they point at, and a summary: the format for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from picoclaw_lint.diagnostic import Diagnostic
from picoclaw_lint.report import Options
from picoclaw_lint.report.display import in_log, visible
from picoclaw_lint.report.heading import Painter, failure, heading, location, painter
from picoclaw_lint.report.totals import totals
from picoclaw_lint.results import FileResult, Results

if TYPE_CHECKING:
    from picoclaw_lint.report.excerpt import Excerpt


def render(results: Results, options: Options) -> Iterator[str]:
    """Yield a block for each finding to be shown and each file that could not be judged, or counts; then the totals.

    In the log of a step on GitHub, no text of a config and no name of a file is taken for a command.
    """
    return map(in_log, _pieces(results, options))


def _pieces(results: Results, options: Options) -> Iterator[str]:
    yield from _counts(results, options) if options.statistics else _blocks(results, options)
    if not options.quiet:
        for line in totals(results, options):
            yield line + "\n"


def _counts(results: Results, options: Options) -> Iterator[str]:
    from picoclaw_lint.report.statistics import statistics

    counted = list(statistics(results, options))
    yield from counted
    if counted:
        yield "\n"


def _blocks(results: Results, options: Options) -> Iterator[str]:
    paint = painter(options.color)
    for file in results.files:
        if file.error is not None:
            yield failure(file.path, file.error, paint) + "\n\n"
        for diagnostic in file.diagnostics:
            if options.shows(diagnostic):
                yield "\n".join(_block(file, diagnostic, paint)) + "\n\n"


def _block(file: FileResult, diagnostic: Diagnostic, paint: Painter) -> Iterator[str]:
    yield heading(diagnostic, paint)
    shown = _excerpt(file, diagnostic)
    margin = ""
    if shown is not None:
        margin = " " * len(str(shown.number))
        yield from _lines(shown, margin, diagnostic, paint)
    notes = list(_notes(diagnostic, shown, paint))
    if shown is not None and notes:
        yield margin + paint("gutter", " |")
    yield from (f"{margin} {paint('gutter', '=')} {note}" for note in notes)


def _excerpt(file: FileResult, diagnostic: Diagnostic) -> Excerpt | None:
    source = file.sources.get(diagnostic.path)
    if source is None or diagnostic.range is None:
        return None
    # Imported here, as most files have nothing to report.
    from picoclaw_lint.report.excerpt import excerpt

    return excerpt(source, diagnostic.range, file.secrets.get(diagnostic.path, ()))


def _lines(shown: Excerpt, margin: str, diagnostic: Diagnostic, paint: Painter) -> Iterator[str]:
    def row(number: str, text: str) -> str:
        gutter = paint("gutter", f"{number:>{len(margin)}} |")
        return f"{gutter} {text}" if text else gutter

    yield row("", "")
    if shown.before is not None:
        yield row(str(shown.number - 1), shown.before)
    yield row(str(shown.number), shown.text)
    yield row("", " " * shown.indent + paint(diagnostic.severity, "^" * shown.carets))


def _notes(diagnostic: Diagnostic, shown: Excerpt | None, paint: Painter) -> Iterator[str]:
    if shown is not None and shown.lines > 1:
        yield f"{paint('help', 'note:')} this goes on over {shown.lines} lines"
    if diagnostic.help is not None:
        yield f"{paint('help', 'help:')} {visible(diagnostic.help)}"
    for related in diagnostic.related:
        yield f"{paint('help', 'note:')} {location(related.path, related.range)}: {visible(related.message)}"
