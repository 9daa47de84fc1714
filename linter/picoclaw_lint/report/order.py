"""The order in which findings matter, for formats that cannot show all of them."""

from __future__ import annotations

from collections.abc import Iterable

from picoclaw_lint.diagnostic import SEVERITIES, Diagnostic, Impact

_IMPACTS: tuple[Impact, ...] = ("load", "startup", "security", "runtime", "ignored", "advice")


def rank(diagnostic: Diagnostic) -> tuple[int, int]:
    """Return how bad a finding is, the worst first: by severity, then by impact."""
    return SEVERITIES.index(diagnostic.severity), _IMPACTS.index(diagnostic.impact)


def worst_first(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return findings in that order; those that are as bad as each other keep theirs."""
    return sorted(diagnostics, key=rank)
