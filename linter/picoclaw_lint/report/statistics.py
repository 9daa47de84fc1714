"""Counts by rule instead of findings: what there is most of comes first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from picoclaw_lint.diagnostic import SEVERITIES
from picoclaw_lint.report import Options
from picoclaw_lint.report.display import visible
from picoclaw_lint.report.heading import failure, painter
from picoclaw_lint.results import Results


def statistics(results: Results, options: Options) -> Iterator[str]:
    """Yield a line for each file that could not be judged, then how often each rule and severity was found.

    The findings are those that the formats for people show.
    """
    paint = painter(options.color)
    for file in results.files:
        if file.error is not None:
            yield failure(file.path, file.error, paint) + "\n"
    counts = Counter(
        (item.rule, item.severity) for file in results.files for item in file.diagnostics if options.shows(item)
    )
    most = max(counts.values(), default=0)
    longest = max((len(visible(rule)) for rule, _ in counts), default=0)
    for (rule, severity), count in sorted(
        counts.items(), key=lambda item: (-item[1], SEVERITIES.index(item[0][1]), item[0][0])
    ):
        name = visible(rule)
        gap = " " * (longest - len(name))
        yield f"{count:>{len(str(most))}}  {name}{gap}  {paint(severity, severity)}\n"
