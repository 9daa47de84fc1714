"""Findings that somebody decided not to see: they stay in the results, marked with who and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from picoclaw_lint.diagnostic import Diagnostic, Suppression

# Answers for one diagnostic: the suppression that covers it, or None.
Decision = Callable[[Diagnostic], Suppression | None]


def apply(diagnostics: Iterable[Diagnostic], decisions: Iterable[Decision]) -> list[Diagnostic]:
    """Mark every diagnostic that a decision covers; the first decision that does is named."""
    decisions = tuple(decisions)
    marked = []
    for diagnostic in diagnostics:
        suppression = next((found for decide in decisions if (found := decide(diagnostic)) is not None), None)
        marked.append(diagnostic if suppression is None else diagnostic.suppress(suppression.by, suppression.reason))
    return marked
