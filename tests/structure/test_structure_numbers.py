"""Numbers that pass through Go's map[string]any come out as encoding/json writes a float64."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loading import kinds, loaded

from picoclaw_lint.document import parse
from picoclaw_lint.document.values import Number
from picoclaw_lint.source import Source
from picoclaw_lint.structure.numbers import generic


def value(text: str) -> Any:
    return generic(parse(Source("", text.encode())).value)


@pytest.mark.parametrize(
    ("literal", "integer"),
    [
        ("60.0", 60),
        ("1e3", 1000),
        ("-0", 0),
        ("-0.0", 0),
        ("0e5", 0),
        ("1e20", 10**20),
        ("123456789012345678", 123456789012345680),
        (str(2**63 - 1), 9223372036854776000),
        (str(-(2**63)), -9223372036854776000),
        ("9007199254740993", 9007199254740992),
        ("1" + "0" * 20, 10**20),
    ],
)
def test_whole_numbers_are_written_as_integers(literal: str, integer: int) -> None:
    found = value(literal)
    assert (type(found), found) == (int, integer)


@pytest.mark.parametrize(
    ("literal", "written"),
    [
        ("1.5", "1.5"),
        ("-0.25", "-0.25"),
        ("1e-6", "0.000001"),
        ("0.10", "0.1"),
        ("1e21", "1e+21"),
        ("-1E+21", "-1e+21"),
        ("1e-7", "1e-07"),
        ("1" + "0" * 21, "1e+21"),
        ("123456.789e3", None),
    ],
)
def test_other_numbers_are_written_with_the_shortest_digits(literal: str, written: str | None) -> None:
    found = value(literal)
    if written is None:
        assert found == 123456789
        return
    assert isinstance(found, Number)
    assert (found.literal, found) == (written, float(literal))


@pytest.mark.parametrize("literal", ["1e400", "-1e400", "9" * 309, "9" * 5000])
def test_numbers_beyond_float64_stay_what_they_were(literal: str) -> None:
    found = value(literal)
    assert isinstance(found, Number)
    assert found.literal == literal
    assert abs(found) == float("inf")


@pytest.mark.parametrize("number", [10**400, -(10**400), float("inf")])
def test_numbers_of_yaml_beyond_float64_become_infinite(number: Any) -> None:
    assert isinstance(generic(number), Number)
    assert abs(generic(number)) == float("inf")


def test_what_is_no_number_stays_and_the_last_of_repeated_keys_wins() -> None:
    text = '{"a": [true, null, "1.0", {"b": 1.0, "b": 2.0}], "c": {}}'
    assert value(text) == {"a": [True, None, "1.0", {"b": 2}], "c": {}}
    assert value(text)["a"][0] is True
    assert type(value(text)["a"][3]) is dict


def test_the_given_value_is_left_as_it_was() -> None:
    given_value = {"a": [{"b": 60.0}]}
    generic(given_value)
    assert given_value == {"a": [{"b": 60.0}]}
    assert type(given_value["a"][0]["b"]) is float


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**80), 2**80))
@settings(deadline=None)
def test_what_comes_out_reads_back_as_the_same_float64_and_settles(number: float) -> None:
    once = generic(number)
    assert float(once) == float(number)
    again = generic(once)
    assert (again, type(again), getattr(again, "literal", None)) == (once, type(once), getattr(once, "literal", None))


@pytest.mark.parametrize(
    ("literal", "kind"),
    [
        ("60.0", None),
        ("1e3", None),
        ("-0", None),
        ("1.5", "not-an-integer"),
        ("1e21", "not-an-integer"),
        ("1e-7", "not-an-integer"),
        (str(2**63 - 1), "integer-out-of-range"),
        (str(-(2**63)), "integer-out-of-range"),
    ],
)
def test_models_of_old_versions_are_judged_by_what_comes_out(literal: str, kind: str | None) -> None:
    text = '{"version": 2, "model_list": [{"model_name": "a", "model": "b", "rpm": LITERAL}]}'.replace(
        "LITERAL", literal
    )
    assert kinds(loaded(text).problems) == ([] if kind is None else [(kind, ("model_list", 0, "rpm"))])


def test_typed_sections_of_old_versions_are_judged_by_what_is_written() -> None:
    assert kinds(loaded('{"version": 1, "gateway": {"port": 60.0}}').problems) == [
        ("not-an-integer", ("gateway", "port"))
    ]


@pytest.mark.parametrize("literal", ["9" * 309, "9" * 5000, "1e400"])
@pytest.mark.parametrize("version", [0, 1, 2, 3])
def test_a_number_beyond_float64_is_a_problem_in_every_version(literal: str, version: int) -> None:
    found = loaded(f'{{"version": {version}, "gateway": {{"port": {literal}}}}}')
    assert [pointer for _, pointer in kinds(found.problems)] == [("gateway", "port")]
