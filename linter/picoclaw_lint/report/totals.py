"""The last lines of a report for people: how much was found, and what it means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from picoclaw_lint.diagnostic import SEVERITIES, Diagnostic
from picoclaw_lint.report import Options
from picoclaw_lint.report.display import visible
from picoclaw_lint.results import Results


def totals(results: Results, options: Options) -> Iterator[str]:
    """Yield the closing lines, without line ends: counts, refused files, and what was left out."""
    found = [diagnostic for file in results.files for diagnostic in file.diagnostics if options.shows(diagnostic)]
    yield _verdict(results, options, found)
    for file in results.files:
        if file.loads is False:
            yield f"PicoClaw {visible(file.target_version)} refuses {visible(file.path)}."
    yield from _fixable(found)
    summary = results.summary
    hidden = sum(not options.shows(diagnostic) for file in results.files for diagnostic in file.shown)
    if hidden:
        yield f"{counted(hidden, 'info')} not shown (use --fail-on info to see them)"
    if summary.suppressed:
        yield f"{counted(summary.suppressed, 'finding')} suppressed"


def _verdict(results: Results, options: Options, found: list[Diagnostic]) -> str:
    files = len(results.files)
    if not files:
        return "No files were checked."
    unjudged = sum(file.error is not None for file in results.files)
    tail = f" {counted(unjudged, 'file')} could not be checked." if unjudged else ""
    if found:
        affected = sum(any(map(options.shows, file.diagnostics)) for file in results.files)
        where = counted(files, "file") if affected == files else f"{affected} of {counted(files, 'file')}"
        return f"Found {_severities(found)} in {where}.{tail}"
    if unjudged == files:
        return tail.strip()
    judged = files - unjudged
    if any(file.loads is False for file in results.files):
        # What makes PicoClaw refuse it was suppressed or not selected: no finding, yet far from clean.
        what = "No new finding" if results.summary.suppressed else "No finding of the selected rules"
        return f"{what} in {counted(judged, 'file')}.{tail}"
    return ("1 file is clean." if judged == 1 else f"All {judged} files are clean.") + tail


def _severities(found: list[Diagnostic]) -> str:
    counts = Counter(diagnostic.severity for diagnostic in found)
    parts = [counted(counts[severity], severity) for severity in SEVERITIES if counts[severity]]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _fixable(found: list[Diagnostic]) -> Iterator[str]:
    counts = Counter(diagnostic.fix.safety for diagnostic in found if diagnostic.fix is not None)
    if counts["safe"]:
        yield f"{counts['safe']} fixable with --fix"
    if counts["unsafe"]:
        yield f"{counts['unsafe']} {'more ' if counts['safe'] else ''}fixable with --fix --unsafe-fixes"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where it is not one."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
