"""On the recorded configs no fix makes PicoClaw refuse what it loads, and many make it load what it refuses."""

from __future__ import annotations

import datetime
from functools import cache
from typing import NamedTuple

import pytest
from recorded_cases import CONFIG, cases

from picoclaw_lint import engine
from picoclaw_lint.context import Context
from picoclaw_lint.diagnostic import Safety
from picoclaw_lint.document import parse
from picoclaw_lint.fixing.loop import Mended, mend
from picoclaw_lint.results import FileResult
from picoclaw_lint.source import Source
from picoclaw_lint.surroundings import Surroundings

RELEASE = "0.3.0"
SAFE: tuple[Safety, ...] = ("safe",)
ALL: tuple[Safety, ...] = ("safe", "unsafe")
TODAY = datetime.date(2026, 11, 29)


class Case(NamedTuple):
    """A recorded config: its bytes, whether PicoClaw loads it, and what the fixes make of it."""

    id: str
    data: bytes
    loads: bool
    mended: Mended


def judge(source: Source) -> FileResult:
    return engine.check(Context(parse(source), Surroundings(), RELEASE, TODAY))


@cache
def mended_cases(safeties: tuple[Safety, ...]) -> tuple[Case, ...]:
    return tuple(
        Case(case.id, case.data, case.verdicts[RELEASE].loads, mend(Source(CONFIG, case.data), judge, safeties))
        for case in cases()
    )


EACH = pytest.mark.parametrize("safeties", [SAFE, ALL], ids=["safe", "unsafe"])


@EACH
def test_no_fix_makes_picoclaw_refuse_what_it_loads(safeties: tuple[Safety, ...]) -> None:
    assert [case.id for case in mended_cases(safeties) if case.loads and not case.mended.result.loads] == []


@EACH
def test_fixes_come_to_an_end_and_fixing_again_changes_nothing(safeties: tuple[Safety, ...]) -> None:
    for case in mended_cases(safeties):
        assert case.mended.is_settled, case.id
        again = mend(case.mended.source, judge, safeties)
        assert again.source.data == case.mended.source.data, case.id


@EACH
def test_what_has_no_finding_to_mend_stays_as_it_is(safeties: tuple[Safety, ...]) -> None:
    for case in mended_cases(safeties):
        assert bool(case.mended.fixed) == (case.mended.source.data != case.data), case.id


@pytest.mark.parametrize(("safeties", "made_loadable"), [(SAFE, 267), (ALL, 415)], ids=["safe", "unsafe"])
def test_so_many_refused_files_load_then(safeties: tuple[Safety, ...], made_loadable: int) -> None:
    refused = [case for case in mended_cases(safeties) if not case.loads]
    assert len(refused) == 1700
    assert sum(bool(case.mended.result.loads) for case in refused) == made_loadable
