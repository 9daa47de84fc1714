"""GitLab's Code Quality report: a JSON array that a merge request shows as a widget and in its changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from picoclaw_lint.diagnostic import Diagnostic
from picoclaw_lint.report import Options
from picoclaw_lint.report.ascii_json import written
from picoclaw_lint.report.places import lines
from picoclaw_lint.report.sentences import sentences
from picoclaw_lint.report.tracking import Tracked, tracked
from picoclaw_lint.report.unchecked import as_findings
from picoclaw_lint.results import Results


def render(results: Results, options: Options) -> Iterator[str]:
    """Yield the array of all findings that are not suppressed; a file that could not be judged is one of them."""
    issues = [_issue(item) for item in tracked(as_findings(results), options) if item.diagnostic.suppressed is None]
    yield written(issues, indent=2) + "\n"


def _issue(item: Tracked) -> dict[str, Any]:
    diagnostic = item.diagnostic
    first, last = lines(diagnostic.range)
    return {
        "description": sentences(diagnostic),
        "check_name": diagnostic.rule,
        "fingerprint": item.fingerprint,
        "severity": _severity(diagnostic),
        "location": {"path": item.path, "lines": {"begin": first, "end": last}},
    }


def _severity(diagnostic: Diagnostic) -> str:
    """GitLab has five; what stops PicoClaw is a blocker, what leaks is critical, and infos are infos in any case."""
    if diagnostic.severity == "info":
        return "info"
    if diagnostic.impact == "security":
        return "critical"
    if diagnostic.severity == "error":
        return "blocker" if diagnostic.impact in ("load", "startup") else "critical"
    return "major" if diagnostic.impact in ("load", "startup", "runtime") else "minor"
