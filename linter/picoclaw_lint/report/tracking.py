"""Findings with what services know them by from one run to the next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from picoclaw_lint.diagnostic import Diagnostic
from picoclaw_lint.fingerprint import fingerprints
from picoclaw_lint.report import Options
from picoclaw_lint.report.places import relative
from picoclaw_lint.results import Results


class Tracked(NamedTuple):
    """One finding, the path of its file from the working directory, and its fingerprint."""

    diagnostic: Diagnostic
    path: str
    fingerprint: str


def tracked(results: Results, options: Options) -> Iterator[Tracked]:
    """Yield every finding, suppressed ones too, file by file; no fingerprint appears twice."""
    # A file may be named twice, as config.json and ./config.json; its findings are told apart like any that are alike.
    files: dict[str, list[Diagnostic]] = {}
    for file in results.files:
        for diagnostic in file.diagnostics:
            files.setdefault(relative(diagnostic.path, options.directory), []).append(diagnostic)
    for path, diagnostics in files.items():
        for diagnostic, fingerprint in zip(diagnostics, fingerprints(diagnostics, path), strict=True):
            yield Tracked(diagnostic, path, fingerprint)
