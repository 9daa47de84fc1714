"""One line a finding, for people in a hurry and for editors that read ``path:line:column``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.report import Options
from picoclaw_lint.report.heading import failure, heading, painter
from picoclaw_lint.results import Results


def render(results: Results, options: Options) -> Iterator[str]:
    """Yield a line for each finding to be shown and each file that could not be judged, or counts; nothing else."""
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
