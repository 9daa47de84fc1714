"""Places: what a pointer names is what stands at its span, in any layout, in whole files and in broken ones."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from json_texts import RANDOMS, TREES, expected, places, plain, pointers, write

from picoclaw_lint.document import Document, parse
from picoclaw_lint.document.pointer import Nth, Pointer, dotted, format_pointer
from picoclaw_lint.source import Source, Span

CONFIG = """{
  // "a": 0,
  "a" /* x */ : /* y */ {"b": [1, {"c": "d"}], "e": 2 // e }
  },
  "a": {"f": true},
  "g": 18790# not }
}
"""


def document(text: str) -> Document:
    return parse(Source("config.json", text.encode()))


def cut(text: str, span: Span | None) -> str:
    assert span is not None
    return text[span.start : span.end]


@given(TREES, RANDOMS, st.booleans())
@settings(deadline=None, max_examples=250)
def test_every_place_holds_what_its_pointer_names(tree: Any, rng: random.Random, comments: bool) -> None:
    text = write(tree, rng, comments)
    found = document(text)
    for pointer, subtree in places(tree):
        value = cut(text, found.locate(pointer))
        assert plain(document(value).value) == expected(subtree)
        assert value == found.written(pointer)
        assert value == value.strip()


@given(TREES, RANDOMS, st.booleans())
@settings(deadline=None, max_examples=150)
def test_every_key_has_its_place_and_entries_reach_from_key_to_value(
    tree: Any, rng: random.Random, comments: bool
) -> None:
    text = write(tree, rng, comments)
    found = document(text)
    for pointer, _ in places(tree):
        key: Any = found.locate(pointer, "key")
        value: Any = found.locate(pointer, "value")
        entry: Any = found.locate(pointer, "entry")
        assert None not in (key, value, entry)
        if pointer and isinstance(pointer[-1], str):
            assert json.loads(cut(text, key)) == pointer[-1]
            assert entry == Span(key.start, value.end)
            assert ":" in text[key.end : value.start]
        else:
            assert key == value == entry


@given(TREES, RANDOMS)
@settings(deadline=None, max_examples=150)
def test_a_plain_key_names_the_last_occurrence_and_a_number_any(tree: Any, rng: random.Random) -> None:
    found = document(write(tree, rng))
    for pointer, _ in places(tree):
        if pointer and isinstance(last := pointer[-1], Nth):
            parent = pointer[:-1]
            count = sum(place[:-1] == parent and place[-1:] == (last,) for place, _ in places(tree) if place)
            exact = found.locate(pointer)
            assert found.locate((*parent, str(last)), occurrence=last.nth) == exact
            assert found.locate((*parent, Nth(last, count))) is None
            assert found.locate((*parent, str(last)), occurrence=count) is None
            if last.nth == count - 1:
                assert found.locate((*parent, str(last))) == exact


@given(TREES, RANDOMS, st.booleans())
@settings(deadline=None, max_examples=60)
def test_places_in_a_text_that_was_cut_off_are_those_of_the_whole(
    tree: Any, rng: random.Random, comments: bool
) -> None:
    text = write(tree, rng, comments)
    whole = document(text)
    # A list, because the occurrences of a key equal each other.
    spans = [(pointer, whole.locate(pointer)) for pointer, _ in places(tree)]
    for end in range(0, len(text), 1 + len(text) // 40):
        found = document(text[:end])
        for pointer, span in spans:
            seen = found.locate(pointer)
            assert span is not None
            assert seen is None or 0 <= seen.start <= seen.end <= end
            # Half of a comment's opening could as well belong to the word before it.
            if span.end < end and text[span.end : end] != "/":
                assert seen == span
        assert all(found.locate(pointer) is not None for pointer in pointers(found.value) if pointer)


@given(TREES, RANDOMS, st.data())
@settings(deadline=None, max_examples=200)
def test_whatever_was_read_of_a_damaged_text_has_a_place(tree: Any, rng: random.Random, data: Any) -> None:
    text = write(tree, rng, comments=True)
    at = data.draw(st.integers(0, len(text)))
    text = text[:at] + data.draw(st.sampled_from([*"{}[],:\"\\/#*\n'x1", ""])) + text[at + 1 :]
    found = document(text)
    for pointer in (*pointers(found.value), *(pointer for pointer, _ in places(tree))):
        span = found.locate(pointer)
        assert span is None or 0 <= span.start <= span.end <= len(text)
    assert all(found.locate(pointer) is not None for pointer in pointers(found.value) if pointer)


@given(st.text(alphabet="{}[],:\"\\/#* \nab1'\ufeff", max_size=30))
@settings(deadline=None, max_examples=300)
def test_no_text_makes_a_search_raise_or_leave_the_text(text: str) -> None:
    found = document(text)
    for pointer in ((), ("a",), (0,), ("a", "b"), ("a", 0), (0, 0), ("",), (Nth("a", 1),)):
        for part in ("key", "value", "entry"):
            span = found.locate(pointer, part)
            assert span is None or 0 <= span.start <= span.end <= len(text)


@pytest.mark.parametrize(
    ("pointer", "part", "written"),
    [
        (("a",), "value", '{"f": true}'),
        ((Nth("a", 0), "e"), "value", "2"),
        ((Nth("a", 0), "b", 1, "c"), "entry", '"c": "d"'),
        (("a", "b", 1, "c"), "value", '"d"'),
        (("a", "b", 1, "c"), "key", '"c"'),
        (("a", "b", 0), "key", "1"),
        (("g",), "entry", '"g": 18790'),
        ((Nth("a", 0),), "key", '"a"'),
    ],
)
def test_comments_are_no_part_of_a_place(pointer: Pointer, part: Any, written: str) -> None:
    assert cut(CONFIG, document(CONFIG).locate(pointer, part)) == written


@pytest.mark.parametrize("value", ["1", "true", "null", "-1.5e3", '"x"', "[]", "{}"])
@pytest.mark.parametrize("comment", ["// x", "/* x */", "# x"])
def test_a_comment_right_behind_a_value_is_no_part_of_it(value: str, comment: str) -> None:
    text = f'{{"a": {value}{comment}\n}}'
    assert document(text).written(("a",)) == value


@pytest.mark.parametrize("pointer", [("x",), (0,), ("a", "x"), ("a", "b", 2), ("a", "b", "0"), ("g", 0), ("g", "x", 1)])
def test_what_is_not_in_the_text_has_no_place(pointer: Pointer) -> None:
    assert document(CONFIG).locate(pointer) is None
    assert document(CONFIG).written(pointer) == ""


@pytest.mark.parametrize("text", ["", " \n", "// only a comment", "\ufeff", ",,"])
def test_a_text_without_a_value_has_no_places(text: str) -> None:
    assert document(text).locate(()) is None


def test_of_objects_that_merge_the_latest_that_has_the_place_is_named() -> None:
    text = '{"a": {"b": {"c": 1}}, "a": {"b": {"d": 2}}, "a": {"b": 3}, "a": [4]}'
    found = document(text)
    assert found.written(("a", "b", "c")) == "1"
    assert found.written(("a", "b", "d")) == "2"
    assert found.written(("a", "b")) == "3"
    assert found.written(("a", 0)) == "4"
    assert found.locate(("a", "b", "x")) is None


def test_arrays_that_merge_are_searched_element_by_element() -> None:
    text = '{"m": [{"name": "x", "model": "y"}, {"rpm": 1}], "m": [{"name": "z"}]}'
    found = document(text)
    assert found.written(("m", 0, "name")) == '"z"'
    assert found.written(("m", 0, "model")) == '"y"'
    assert found.written(("m", 1, "rpm")) == "1"


@pytest.mark.parametrize(
    ("text", "pointer", "written"),
    [
        ('{"a": , "b": 1}', ("b",), "1"),
        ('{"a": , "b": 1}', ("a",), ""),
        ('{"a" "b": 1}', ("b",), "1"),
        ('{a: 1, "b": 2}', ("b",), "2"),
        ('{"a": "x\n "b": 2}', ("b",), "2"),
        ('{"ab\n: 1}', ("ab",), "1"),
        ('{"a": [1, "b": 2}', ("a", 0), "1"),
        ('{"a": abc:1}', ("a",), "abc:1"),
        ('{"a": "x\\', ("a",), '"x'),
        ('["a" "b"]', (1,), '"b"'),
        ('{"a": 1} {"b": 2}', ("a",), "1"),
        ("[1, ]]", (0,), "1"),
        ('{"a\\u0062": 1', ("ab",), "1"),
        ("{é: 1, 'x': 2, \"b\": 3}", ("b",), "3"),
    ],
)
def test_places_of_a_broken_text_go_as_far_as_a_reader_would(text: str, pointer: Pointer, written: str) -> None:
    assert document(text).written(pointer) == written


@pytest.mark.parametrize(
    ("pointer", "formatted", "dots"),
    [
        ((), "", ""),
        (("a/b", 0), "/a~1b/0", "a/b[0]"),
        (("~", "~1"), "/~0/~01", "~.~1"),
        (("model_list", 0, "api_keys", 1), "/model_list/0/api_keys/1", "model_list[0].api_keys[1]"),
        ((0, "a"), "/0/a", "[0].a"),
        (("", "x"), "//x", "x"),
        ((Nth("port", 1),), "/port", "port"),
    ],
)
def test_pointers_are_written_as_json_pointers_and_as_picoclaw_writes_them(
    pointer: Pointer, formatted: str, dots: str
) -> None:
    assert format_pointer(pointer) == formatted
    assert dotted(pointer) == dots


@given(st.lists(st.text(alphabet="~/01ab", max_size=3) | st.integers(0, 9), max_size=4).map(tuple))
def test_a_formatted_pointer_can_be_read_back(pointer: Pointer) -> None:
    steps = format_pointer(pointer).split("/")[1:]
    assert [step.replace("~1", "/").replace("~0", "~") for step in steps] == [str(step) for step in pointer]
