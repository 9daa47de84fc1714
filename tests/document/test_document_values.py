"""Values still know what Go would see: literals, repeated keys, numbers beyond float64."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from json_texts import KEYS, TREES, Members, write

from picoclaw_lint.document import Document, parse
from picoclaw_lint.document.pointer import Nth
from picoclaw_lint.document.tolerant import read, unescape
from picoclaw_lint.document.values import Number, Repeated, make_object
from picoclaw_lint.source import Source


def document(text: str) -> Document:
    return parse(Source("config.json", text.encode()))


@pytest.mark.parametrize("literal", ["8192.0", "1e3", "-0.0", "1E-07", "1e400", "0e0", "123456789.123456789123456789"])
@pytest.mark.parametrize("reader", [lambda text: document(text).value, lambda text: read(text).value])
def test_a_number_keeps_its_literal(literal: str, reader: Any) -> None:
    number = reader(f" {literal} ")
    assert isinstance(number, Number)
    assert number.literal == literal
    assert number == float(Decimal(literal)) or number == float("inf")


@pytest.mark.parametrize("reader", [lambda text: document(text).value, lambda text: read(text).value])
def test_integers_stay_integers_up_to_the_size_of_float64(reader: Any) -> None:
    assert reader("9" * 308) == int("9" * 308)
    assert type(reader("-" + "9" * 307)) is int
    assert reader("9223372036854775808") == 2**63


@pytest.mark.parametrize("reader", [lambda text: document(text).value, lambda text: read(text).value])
@pytest.mark.parametrize("literal", ["9" * 5000, "-" + "9" * 5000, "9" * 309, "1" + "0" * 400])
def test_integers_that_float64_cannot_hold_are_infinite_and_keep_their_literal(reader: Any, literal: str) -> None:
    number = reader(literal)
    assert isinstance(number, Number)
    assert number.literal == literal
    assert abs(number) == float("inf")


def test_an_integer_of_many_digits_that_float64_can_hold_is_finite() -> None:
    number = document("1" + "0" * 308).value
    assert (number.literal, number) == ("1" + "0" * 308, 1e308)


def test_survey_names_every_number_beyond_float64_wherever_it_stands() -> None:
    found = document(
        '{"a": [1e400, {"b": -1e999}], "c": 1e308, "d": {"x": ' + "9" * 400 + '}, "d": 1, "e": ' + "9" * 309 + "}"
    )
    places = [(place, number.literal[:5]) for place, number in found.survey.unreadable_numbers]
    assert sorted(places, key=str) == [
        (("a", 0), "1e400"),
        (("a", 1, "b"), "-1e99"),
        (("d", "x"), "99999"),
        (("e",), "99999"),
    ]


def test_survey_names_every_object_that_repeats_a_key_also_in_what_is_overridden() -> None:
    found = document('{"a": {"x": 1, "x": 2}, "a": [{"y": 1, "y": 2}], "b": {"z": 1}}')
    assert {place for place, _ in found.survey.repeated} == {(), ("a",), ("a", 0)}
    overridden = next(place for place, value in found.survey.repeated if "x" in value)
    first = overridden[0]
    assert isinstance(first, Nth)
    assert first.nth == 0


def test_survey_names_each_reference_once_and_no_other_text() -> None:
    found = document('["file://a", {"k": "file://b"}, "file://a", "FILE://c", " file://d", {"file://e": 1}, "file://"]')
    assert sorted(found.survey.references) == ["file://", "file://a", "file://b"]


@given(st.lists(st.tuples(KEYS, TREES), max_size=8), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=150)
def test_an_object_that_repeats_a_key_keeps_every_pair_and_counts_the_earlier_ones(pairs: Any, rng: Any) -> None:
    value = document(write(Members(pairs), rng)).value
    keys = [key for key, _ in pairs]
    if len(set(keys)) == len(keys):
        assert type(value) is dict
        return
    assert isinstance(value, Repeated)
    assert [key for key, _ in value.pairs] == keys
    assert set(value) == set(keys)
    last = dict(value.pairs)
    assert all(value[key] is last[key] for key in keys)
    for key, child in value.earlier():
        at = [index for index, name in enumerate(keys) if name == key][key.nth]
        assert value.pairs[at][1] is child
        assert key in keys[at + 1 :]
    assert len(list(value.earlier())) == len(keys) - len(set(keys))


def test_make_object_is_a_plain_dict_without_repeats() -> None:
    assert type(make_object([("a", 1), ("b", 2)])) is dict
    assert type(make_object([("a", 1), ("a", 2)])) is Repeated


def test_nth_says_which_occurrence_and_equals_the_plain_key() -> None:
    key = Nth("port", 1)
    assert (key, key.nth, hash(key)) == ("port", 1, hash("port"))
    assert {"port": 3}[key] == 3


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("abc", "abc"),
        (r"\b\f\n\r\t\/\"\\", '\b\f\n\r\t/"\\'),
        (r"\u00e9\u0000", "é\x00"),
        (r"\ud83d\ude00", "\U0001f600"),
        (r"\q", "q"),
        ("a\\", "a\\"),
        (r"\u12", "u12"),
    ],
)
def test_unescape_reads_what_go_reads_and_something_of_the_rest(raw: str, text: str) -> None:
    assert unescape(raw) == text
