"""Files that could not be judged, for formats that know nothing but findings."""

from __future__ import annotations

from picoclaw_lint.diagnostic import Diagnostic
from picoclaw_lint.results import Results

#: Stands where a finding has its rule.
UNCHECKED = "unchecked-file"


def as_findings(results: Results) -> Results:
    """Return the results with a finding in front for each file that could not be judged."""
    files = [
        file if file.error is None else file._replace(diagnostics=(_finding(file.path, file.error), *file.diagnostics))
        for file in results.files
    ]
    return results._replace(files=tuple(files))


def _finding(path: str, error: str) -> Diagnostic:
    return Diagnostic(
        rule=UNCHECKED,
        family="",
        severity="error",
        impact="load",  # it may well be refused: nobody looked
        message=f"the file could not be checked: {error}",
        help=None,
        path=path,
        pointer=None,
        range=None,
    )
