"""Fixes are applied round by round: none meets another, none does harm, and there is an end."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picoclaw_lint.diagnostic import Diagnostic, Edit, Fix, Literally, Safety, Suppression
from picoclaw_lint.fixing.choosing import applied, choose
from picoclaw_lint.fixing.loop import mend
from picoclaw_lint.results import FileResult
from picoclaw_lint.source import Source

SAFE: tuple[Safety, ...] = ("safe",)
ALL: tuple[Safety, ...] = ("safe", "unsafe")


def finding(*edits: tuple[int, int, str], rule: str = "a", safety: Safety = "safe", message: str = "m") -> Diagnostic:
    made = tuple(Edit("f", start, end, (Literally(text),) if text else ()) for start, end, text in edits)
    fix = Fix("mend it", safety, made)
    return Diagnostic(rule, "structure", "error", "load", message, None, "f", None, None, fix=fix)


def judged(found: list[Diagnostic], refusals: int = 0) -> FileResult:
    return FileResult("f", "config", "0.3.0", diagnostics=tuple(found), refusals=refusals)


def judge_by(text_to_findings: Callable[[str], list[Diagnostic]]) -> Callable[[Source], FileResult]:
    return lambda source: judged(text_to_findings(source.text))


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ((0, 2, ""), (2, 4, ""), True),
        ((0, 2, ""), (3, 4, ""), True),
        ((0, 3, ""), (2, 4, ""), False),
        ((0, 4, ""), (1, 2, ""), False),
        ((1, 1, "x"), (1, 1, "y"), False),
        ((1, 1, "x"), (2, 2, "y"), True),
        ((0, 2, ""), (2, 2, "x"), False),
        ((0, 2, ""), (0, 0, "x"), False),
        ((0, 2, ""), (1, 1, "x"), False),
    ],
)
def test_fixes_that_meet_are_not_applied_at_once(
    one: tuple[int, int, str], other: tuple[int, int, str], both: bool
) -> None:
    for first, second in ((one, other), (other, one)):
        assert len(choose([finding(first, rule="a"), finding(second, rule="b")], SAFE)) == 1 + both


def test_a_fix_counts_with_all_of_its_edits() -> None:
    wide, narrow = finding((0, 1, ""), (8, 9, "")), finding((4, 5, ""))
    blocked = finding((2, 3, ""), (8, 8, "x"))
    assert choose([wide, narrow, blocked], SAFE) == [wide, narrow]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 4), st.text("xyz", max_size=2)), max_size=12))
def test_what_is_chosen_can_be_applied_at_once_and_in_any_order(places: list[tuple[int, int, str]]) -> None:
    text = "".join(chr(ord("\u0410") + number) for number in range(40))
    found = [finding((start, start + size, new), message=str(n)) for n, (start, size, new) in enumerate(places)]
    chosen = choose(found, SAFE)
    after = applied(Source("f", text.encode()), chosen).text
    assert after == applied(Source("f", text.encode()), chosen[::-1]).text
    kept = set(text)
    for item in chosen:
        assert item.fix is not None
        kept -= set(text[item.fix.edits[0].start : item.fix.edits[0].end])
    assert re.sub("[xyz]", "", after) == "".join(char for char in text if char in kept)


def test_unsafe_fixes_and_those_for_show_wait_to_be_asked_for() -> None:
    found = [finding((0, 1, ""), safety=safety) for safety in ("safe", "unsafe", "display")]
    assert choose(found[1:], SAFE) == []
    assert choose(found[2:], ALL) == []
    assert choose(found[1:2], ALL) == found[1:2]


def test_what_is_suppressed_and_what_has_no_edits_is_left_alone() -> None:
    suppressed = finding((0, 1, ""))._replace(suppressed=Suppression("settings", "x"))
    assert choose([suppressed, finding()], SAFE) == []


def test_each_round_is_judged_anew_until_nothing_is_left() -> None:
    judge = judge_by(lambda text: [finding((len(text) - 1, len(text), ""))] if len(text) > 2 else [])
    mended = mend(Source("f", b"{}xyz"), judge, SAFE)
    assert (mended.source.text, len(mended.fixed), mended.is_settled) == ("{}", 3, True)


def test_fixes_that_undo_each_other_are_stopped_and_told() -> None:
    judge = judge_by(lambda text: [finding((1, 2, "2" if text == "[1]" else "1"))])
    mended = mend(Source("f", b"[1]"), judge, SAFE)
    assert not mended.is_settled


def test_a_fix_that_makes_more_of_the_file_refused_is_left_out_and_its_neighbours_are_applied() -> None:
    def judge(source: Source) -> FileResult:
        found = []
        if "1" in source.text:
            found.append(finding((1, 2, "9"), rule="harmful"))
        if "2" in source.text:
            found.append(finding((3, 4, "0"), rule="good"))
        return judged(found, refusals=source.text.count("9"))

    mended = mend(Source("f", b"[1,2]"), judge, SAFE)
    assert mended.source.text == "[1,0]"
    assert [fixed.rule for fixed in mended.fixed] == ["good"]
    assert mended.is_settled


def test_a_fix_that_breaks_the_file_is_left_out() -> None:
    mended = mend(Source("f", b"[1]"), judge_by(lambda _: [finding((2, 3, ""))]), SAFE)
    assert (mended.source.text, mended.fixed, mended.is_settled) == ("[1]", (), True)


def test_a_broken_file_that_can_be_read_then_may_show_more_that_is_refused() -> None:
    def judge(source: Source) -> FileResult:
        if source.text == "[1":
            return judged([finding((2, 2, "]"))], refusals=1)
        return judged([], refusals=5)

    assert mend(Source("f", b"[1"), judge, SAFE).source.text == "[1]"


def test_only_what_is_wanted_is_mended() -> None:
    judge = judge_by(lambda text: [finding((1, 2, "0"))] if "1" in text else [])
    assert mend(Source("f", b"[1]"), judge, SAFE, lambda _: False).source.text == "[1]"
