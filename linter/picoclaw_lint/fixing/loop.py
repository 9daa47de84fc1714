"""Applying fixes until none is left: each round judges the file anew, as fixes make others possible or needless."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from operator import gt
from typing import NamedTuple

from picoclaw_lint.diagnostic import Diagnostic, Safety
from picoclaw_lint.document import parse
from picoclaw_lint.fixing.choosing import applied, choose
from picoclaw_lint.results import FileResult, Fixed
from picoclaw_lint.source import Source

#: Fixes that stand in each other's way take a round each; whether a text comes back is looked at besides.
MOST_ROUNDS = 200

Judge = Callable[[Source], FileResult]


class Mended(NamedTuple):
    """A file after its fixes.

    Attributes:
        source: the file; the same as before where nothing was applied.
        result: what is found in it then.
        fixed: what was applied, in that order.
        is_settled: whether no fix is left; False where fixes undo each other.
    """

    source: Source
    result: FileResult
    fixed: tuple[Fixed, ...]
    is_settled: bool = True


def _any(_: Diagnostic) -> bool:
    return True


def mend(
    source: Source, judge: Judge, safeties: Collection[Safety], wanted: Callable[[Diagnostic], bool] = _any
) -> Mended:
    """Apply the fixes of these safeties to a file; what would make PicoClaw refuse more of it is left alone.

    Only findings that are ``wanted`` are mended.
    """
    work = _Work(source, judge, wanted)
    seen = {source.data}
    # A file that is no JSON shows one place after the other.
    for _ in range(MOST_ROUNDS + len(re.findall("[:',]", source.text))):
        before = work.source.data
        if not work.round(safeties):
            return work.mended(is_settled=True)
        if work.source.data != before and work.source.data in seen:
            break
        seen.add(work.source.data)
    return work.mended(is_settled=False)


class _Work:
    def __init__(self, source: Source, judge: Judge, wanted: Callable[[Diagnostic], bool]) -> None:
        self.source = source
        self.judge = judge
        self.wanted = wanted
        self.result = judge(source)
        self.harm: tuple[bool, bool, int, int] | None = None
        self.fixed: list[Fixed] = []
        self.harmful: set[tuple[str, str | None, str]] = set()

    def mended(self, *, is_settled: bool) -> Mended:
        return Mended(self.source, self.result, tuple(self.fixed), is_settled)

    def round(self, safeties: Collection[Safety]) -> bool:
        """Apply what can be applied at once; False if there is nothing left to try."""
        found = (item for item in self.result.shown if self.wanted(item) and _name(item) not in self.harmful)
        chosen = choose(found, safeties)
        if not chosen:
            return False
        if not self._apply(chosen):
            # One of them does harm; its neighbours are not to suffer for that.
            for item in chosen:
                if self._apply([item]):
                    break
                self.harmful.add(_name(item))
        return True

    def _apply(self, chosen: list[Diagnostic]) -> bool:
        source = applied(self.source, chosen)
        result = self.judge(source)
        before, after = self.harm or _harm(self.source, self.result), _harm(source, result)
        # What a broken file holds is seen only when it can be read.
        if after[:2] > before[:2] or (after[:2] == before[:2] and any(map(gt, after[2:], before[2:]))):
            return False
        self.source, self.result, self.harm = source, result, after
        fixes = ((item, item.fix) for item in chosen)
        self.fixed += [Fixed(item.rule, fix.title, fix.safety, item.pointer) for item, fix in fixes if fix is not None]
        return True


def _name(item: Diagnostic) -> tuple[str, str | None, str]:
    return item.rule, item.pointer, item.message


def _harm(source: Source, result: FileResult) -> tuple[bool, bool, int, int]:
    """How far a file is from being loaded: whether its end is not even reached, how much of it is refused.

    Two fixes may give two entries one name, and one of them would count for nothing; so repeated keys are harm too.
    """
    document = parse(source)
    repeats = sum(len(value.pairs) - len(value) for _, value in document.survey.repeated)
    return not document.complete, result.error is not None, result.refusals, repeats
