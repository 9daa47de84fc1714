"""Findings that somebody decided not to see: they stay in the results, marked with who and why."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import NamedTuple

from picoclaw_lint.diagnostic import Diagnostic, Suppression
from picoclaw_lint.patterns import matches_path, matches_place
from picoclaw_lint.secrets.redaction import scrub
from picoclaw_lint.settings import Accepted, Settings

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


class _Tally(NamedTuple):
    """What a settings file accepts, over all files of a run: what was looked for, and what was found."""

    settings: Settings
    asked: set[Accepted]
    used: set[Accepted]


class Acceptances:
    """The findings that settings accept (``[[ignore]]``), and which of these entries were of use."""

    def __init__(self) -> None:
        self._tallies: dict[str, _Tally] = {}

    def decision(self, settings: Settings, path: str, is_shown: Callable[[str], bool]) -> Decision:
        """Return what the settings say of the findings in one file.

        ``is_shown`` tells whether findings of a rule or family are shown: else there is nothing to accept.
        """
        tally = self._tallies.setdefault(settings.path or "", _Tally(settings, set(), set()))
        directory = os.path.dirname(settings.path or "")
        here = [
            each
            for each in settings.accepted
            if each.path is None or matches_path((each.path,), path, directory or os.curdir)
        ]
        tally.asked.update(each for each in here if is_shown(each.rule))

        def decide(found: Diagnostic) -> Suppression | None:
            for each in here:
                if each.rule in (found.rule, found.family) and _covers(each, found):
                    tally.used.add(each)
                    return Suppression("settings", each.reason)
            return None

        return decide

    def unused(self) -> list[str]:
        """Say which entries accept nothing, though a file they are for was checked; in the order of the files."""
        return [
            scrub(
                f"{tally.settings.path}:{each.line}: nothing to ignore for {each.rule}"
                + (f" at {each.pointer}" if each.pointer else "")
                + (f" in {each.path}" if each.path else "")
            )
            for tally in self._tallies.values()
            for each in tally.settings.accepted
            if each in tally.asked - tally.used
        ]


def _covers(accepted: Accepted, found: Diagnostic) -> bool:
    return accepted.pointer is None or matches_place(accepted.pointer, found.pointer, found.address)
