"""Two readers, one language: the fast one and the tolerant one, and neither ever raises."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from json_texts import RANDOMS, TREES, expected, plain, write

from picoclaw_lint.document import parse
from picoclaw_lint.document.tolerant import read
from picoclaw_lint.source import Source

PIECES = (
    *'{}[],:"',
    *("'", "\\", "//", "/*", "*/", "#", " ", "\n", "\t", "\x00", "\ufeff", "\ud7ff", "é", "\u00a0"),
    *("0", "1", "-", "+", ".", "e5", "true", "null", "nul", "NaN", "abc", "${X}", "{{ x }}", "{%", "<y>", "\\u12"),
)


def document(text: str) -> Any:
    return parse(Source("config.json", text.encode()))


def is_json(text: str) -> bool:
    def refuse(name: str) -> None:
        raise ValueError(name)

    try:
        json.loads(text, parse_constant=refuse, parse_int=str)
    except ValueError:
        return False
    return True


@given(TREES, RANDOMS)
@settings(deadline=None, max_examples=300)
def test_both_readers_read_what_was_written_in_any_layout(tree: Any, rng: random.Random) -> None:
    text = write(tree, rng)
    fast, tolerant = document(text), read(text)
    assert plain(tolerant.value) == expected(tree)
    assert plain(fast.value) == expected(tree)
    assert (fast.problems, fast.complete) == (tolerant.problems, tolerant.complete) == ((), True)


@given(TREES, RANDOMS)
@settings(deadline=None, max_examples=200)
def test_comments_keep_the_value_and_are_the_only_problems(tree: Any, rng: random.Random) -> None:
    text = write(tree, rng, comments=True)
    found = document(text)
    assert plain(found.value) == expected(tree)
    assert found.complete
    assert {problem.kind for problem in found.problems} <= {"comment"}
    assert bool(found.problems) != is_json(text)


@given(TREES, RANDOMS, st.data())
@settings(deadline=None, max_examples=300)
def test_a_changed_text_has_a_problem_exactly_when_it_is_no_json(tree: Any, rng: random.Random, data: Any) -> None:
    text = write(tree, rng)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        gone = data.draw(st.integers(0, 2))
        text = text[:at] + data.draw(st.sampled_from(PIECES)) + text[at + gone :]
    found = document(text)
    assert (found.problems == ()) == is_json(text)
    assert plain(found.value) == plain(read(text).value)


@given(TREES, RANDOMS)
@settings(deadline=None, max_examples=60)
def test_every_prefix_is_read_as_far_as_it_goes(tree: Any, rng: random.Random) -> None:
    text = write(tree, rng)
    for end in range(len(text)):
        found = document(text[:end])
        assert (found.problems == ()) == is_json(text[:end]) == found.complete
        assert all(0 <= problem.start <= problem.end <= end for problem in found.problems)


@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@settings(deadline=None, max_examples=500)
def test_no_text_makes_the_reader_raise(text: str) -> None:
    found = document(text)
    assert (found.problems == ()) == is_json(text)
    size = len(text)
    assert all(0 <= problem.start <= problem.end <= size for problem in found.problems)


@given(st.binary(max_size=60))
@settings(deadline=None)
def test_no_bytes_make_the_reader_raise(data: bytes) -> None:
    found = parse(Source("config.json", data))
    assert (found.problems == ()) == is_json(found.source.text)


@given(TREES, RANDOMS)
@settings(deadline=None, max_examples=100)
def test_a_comma_after_the_last_entry_keeps_the_value(tree: Any, rng: random.Random) -> None:
    text = "[" + write(tree, rng) + " , ] \n"
    found = document(text)
    comma = text.rindex(",")
    assert plain(found.value) == ("array", [expected(tree)])
    assert found.complete
    assert [tuple(problem[:3]) for problem in found.problems] == [("trailing-comma", comma, comma + 1)]


def test_lone_surrogates_become_the_replacement_character() -> None:
    assert document(r'{"a": "x\ud800y\udc00", "\udfff": 1}').value == {"a": "x\ufffdy\ufffd", "\ufffd": 1}
    assert document(r'"\udc00\ud800"').value == "\ufffd\ufffd"


def test_pairs_of_surrogates_become_one_character() -> None:
    assert document(r'"\ud83d\ude00 \uD83D\uDE00"').value == "\U0001f600 \U0001f600"
    assert document(r'"\ud83d\ud83d\ude00\ude00"').value == "\ufffd\U0001f600\ufffd"


def test_an_escaped_backslash_before_u_is_no_surrogate() -> None:
    assert document(r'"\\ud800"').value == "\\ud800"


@pytest.mark.parametrize("text", [r'"\ud83"', r'"\ud83dx\ude0"'])
def test_half_an_escape_of_a_surrogate_is_a_problem(text: str) -> None:
    assert [problem.kind for problem in document(text).problems] == ["bad-escape"]


def test_a_document_and_its_source_are_frozen() -> None:
    found = document("{}")
    with pytest.raises(AttributeError):
        found.value = 1
    with pytest.raises(AttributeError):
        found.source.data = b""


def test_what_was_read_before_a_file_breaks_is_kept() -> None:
    assert document('{"a": {"b": [1, 2, {"c": tru').value == {"a": {"b": [1, 2, {}]}}
    assert document('{"a": 1}}').value == {"a": 1}
    assert document('{"a": 1} {"b": 2}').value == {"a": 1}
    assert document("").value is None
