"""Which fixes of a file can be applied at once."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable

from picoclaw_lint.diagnostic import Diagnostic, Edit, Safety
from picoclaw_lint.edit.edits import edited
from picoclaw_lint.source import Source


def fixable(diagnostic: Diagnostic, safeties: Collection[Safety]) -> bool:
    """Whether a finding has edits of this safety, and nobody accepted it as it is."""
    fix = diagnostic.fix
    return fix is not None and fix.safety in safeties and bool(fix.edits) and diagnostic.suppressed is None


def choose(diagnostics: Iterable[Diagnostic], safeties: Collection[Safety]) -> list[Diagnostic]:
    """Return findings whose fixes do not get in each other's way, the first in the file before those behind it."""
    taken: list[tuple[int, int]] = []
    chosen = []
    candidates = [item for item in diagnostics if fixable(item, safeties)]
    for item in sorted(candidates, key=lambda item: _edits(item)[0][1:3]):
        edits = _edits(item)
        if not any(_meets(taken, edit) for edit in edits):
            chosen.append(item)
            for edit in edits:
                insort(taken, (edit.start, edit.end))
    return chosen


def applied(source: Source, chosen: Iterable[Diagnostic]) -> Source:
    """Return a file with the fixes of some findings, which :func:`choose` has chosen."""
    edits = [edit for item in chosen for edit in _edits(item)]
    return edited(source, sorted(edits, key=lambda edit: (edit.start, edit.end)))


def _edits(diagnostic: Diagnostic) -> tuple[Edit, ...]:
    assert diagnostic.fix is not None
    return diagnostic.fix.edits


def _meets(taken: list[tuple[int, int]], edit: Edit) -> bool:
    """Whether an edit overlaps one of those that are taken, or writes where one begins or ends."""
    place = bisect_left(taken, (edit.start, edit.end))
    for start, end in taken[max(place - 1, 0) : place + 1]:
        writes = edit.start == edit.end or start == end
        if (edit.start <= end and start <= edit.end) if writes else (edit.start < end and start < edit.end):
            return True
    return False
