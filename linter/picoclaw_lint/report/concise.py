"""One line a finding, for people in a hurry and for editors that read ``path:line:column``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.report import Options
from picoclaw_lint.report.display import in_log
from picoclaw_lint.report.heading import failure, heading, painter
from picoclaw_lint.results import Results


def render(results: Results, options: Options) -> Iterator[str]:
    """Yield a line for each finding to be shown and each file that could not be judged, or counts; nothing else.

    In the log of a step on GitHub, no text of a config and no name of a file is taken for a command.
    """
    return map(in_log, _lines(results, options))


def _lines(results: Results, options: Options) -> Iterator[str]:
    if options.statistics:
        from picoclaw_lint.report.statistics import statistics

        yield from statistics(results, options)
        return
    paint = painter(options.color)
    for file in results.files:
        if file.error is not None:
            yield failure(file.path, file.error, paint) + "\n"
        for diagnostic in file.diagnostics:
            if options.shows(diagnostic):
                yield heading(diagnostic, paint) + "\n"
