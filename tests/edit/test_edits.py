"""Edits change what they are to change, and no other byte, however the file is laid out."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from layouts import LAYOUTS, LITERALS, OBJECTS, Layout, Literal

from picoclaw_lint.diagnostic import Copied, Edit, Literally
from picoclaw_lint.document import Document, parse
from picoclaw_lint.document.pointer import Nth, Pointer
from picoclaw_lint.edit.changes import Amend, Change, Cut, Drop, Gather, Move, Put, Quote, Unquote
from picoclaw_lint.edit.draft import Unplaced
from picoclaw_lint.edit.edits import edited, edits_of
from picoclaw_lint.source import Source
from picoclaw_schema.operations import Applied, apply

PLAIN = Layout("  ", "\n", ": ", " ")
INLINE = Layout(None, "\n", ": ", " ")


def document(text: str | bytes) -> Document:
    return parse(Source("config.json", text.encode() if isinstance(text, str) else text))


def changed(text: str, *changes: Change) -> str:
    read = document(text)
    return edited(read.source, edits_of(read, changes)).text


def leaves(value: Any, at: Pointer = ()) -> list[Pointer]:
    if isinstance(value, dict) and value:
        return [leaf for key, item in value.items() for leaf in leaves(item, (*at, key))]
    if isinstance(value, list) and value:
        return [leaf for index, item in enumerate(value) for leaf in leaves(item, (*at, index))]
    return [at]


def objects(value: Any, at: Pointer = ()) -> list[Pointer]:
    if isinstance(value, dict):
        return [at, *(place for key, item in value.items() for place in objects(item, (*at, key)))]
    if isinstance(value, list):
        return [place for index, item in enumerate(value) for place in objects(item, (*at, index))]
    return []


def members(value: Any, at: Pointer = ()) -> list[Pointer]:
    if isinstance(value, dict):
        return [place for key, item in value.items() for place in ((*at, key), *members(item, (*at, key)))]
    return []


@st.composite
def changes_of(draw: st.DrawFn, value: dict[str, Any]) -> list[Change]:
    """Some changes of an object, each of places that are there by then."""
    changes: list[Change] = []
    for _ in range(draw(st.integers(1, 5))):
        places = members(value)
        kind = draw(st.sampled_from(("put", "new", "rename", "move", "drop")))
        homes = [place for place in objects(value) if not any(isinstance(step, int) for step in place)]
        change: Change
        if kind == "new" or not places:
            home = draw(st.sampled_from(homes))
            after = draw(st.none() | st.just("") | st.sampled_from(("a", "b", "c")))
            added: Any = copy.deepcopy(draw(st.sampled_from((1, "x", {}, [], {"n": {"m": [1, {"o": None}]}}, ["p"]))))
            change = Put((*home, draw(st.sampled_from(("new", "newer", "a")))), added, (), after)
        elif kind == "put":
            change = Put(draw(st.sampled_from(places)), draw(st.sampled_from((False, "ö", {"k": 1}))))
        elif kind == "drop":
            change = Drop(draw(st.sampled_from(places)))
        else:
            source = draw(st.sampled_from(places))
            home = source[:-1] if kind == "rename" else draw(st.sampled_from(homes))
            target = (*home, draw(st.sampled_from(("moved", "other", str(source[-1])))))
            if target[: len(source)] == source or at(value, target) is not MISSING:
                continue
            change = Move(source, target)
        changes.append(copy.deepcopy(change))
        value = apply(copy.deepcopy(value), [change]).value  # type: ignore[list-item]
    return changes


MISSING = object()


def at(value: Any, place: Pointer) -> Any:
    for step in place:
        if not isinstance(value, dict) or step not in value:
            return MISSING
        value = value[step]
    return value


@given(OBJECTS, LAYOUTS, st.data())
@settings(deadline=None, max_examples=400)
def test_what_is_changed_in_a_text_is_changed_in_its_value(value: dict[str, Any], layout: Layout, data: Any) -> None:
    text = layout.text(value)
    before = document(text)
    changes = data.draw(changes_of(before.value))
    after = document(changed(text, *changes))
    expected = apply(copy.deepcopy(before.value), changes)
    assert after.problems == ()
    assert after.value == expected.value


@given(OBJECTS, LAYOUTS, st.data())
@settings(deadline=None, max_examples=400)
def test_what_is_not_changed_stays_as_it_was_written(value: dict[str, Any], layout: Layout, data: Any) -> None:
    text = layout.text(value)
    before = document(text)
    changes = data.draw(changes_of(before.value))
    new = new_places(changes)
    expected: Applied = apply(copy.deepcopy(before.value), changes)
    after = document(changed(text, *changes))
    for leaf in leaves(expected.value):
        # What is empty may have become so.
        if at(expected.value, leaf) not in ({}, []) and not any(leaf[: len(place)] == place for place in new):
            assert after.written(leaf) == before.written(expected.origin(leaf)), leaf


def new_places(changes: list[Change]) -> list[Pointer]:
    """The places that hold something new, and wherever that is moved to."""
    new: list[Pointer] = []
    for change in changes:
        if isinstance(change, Put):
            new.append(change.target)
        if isinstance(change, Move) and any(change.source[: len(place)] == place for place in new):
            new.append(change.target)
        if isinstance(change, Move):
            new += [
                change.target + place[len(change.source) :]
                for place in new
                if place[: len(change.source)] == change.source
            ]
    return new


@given(OBJECTS, LAYOUTS, st.data())
@settings(deadline=None, max_examples=200)
def test_line_ends_and_the_text_outside_of_edits_stay(value: dict[str, Any], layout: Layout, data: Any) -> None:
    text = layout.text(value)
    read = document(text)
    edits = edits_of(read, data.draw(changes_of(read.value)))
    ends = 0
    for edit in edits:
        assert ends <= edit.start <= edit.end <= len(text)
        ends = edit.end
    after = edited(read.source, edits).text
    at_old = at_new = 0
    for edit in edits:
        kept = text[at_old : edit.start]
        assert after[at_new : at_new + len(kept)] == kept
        at_new += len(kept) + sum(
            len(part.text) if isinstance(part, Literally) else part.end - part.start for part in edit.parts
        )
        at_old = edit.end
    assert after[at_new:] == text[at_old:]
    if layout.newline == "\r\n" and "\r\n" in text.strip():
        assert "\n" not in after.replace("\r\n", "")


def scalars(value: Any) -> list[Pointer]:
    return [place for place in leaves(value) if place and at(value, place) not in ({}, []) and all_keys(place)]


def all_keys(place: Pointer) -> bool:
    return not any(isinstance(step, int) for step in place)


@given(OBJECTS, LAYOUTS, st.data())
@settings(deadline=None, max_examples=200)
def test_values_that_are_gathered_stand_together_as_they_were_written(
    value: dict[str, Any], layout: Layout, data: Any
) -> None:
    text = layout.text(value)
    before = document(text)
    places = scalars(before.value)
    assume(places)
    first = data.draw(st.sampled_from(places))
    beside = [place for place in places if place[:-1] == first[:-1]]
    sources = tuple(data.draw(st.lists(st.sampled_from(beside), min_size=1, unique=True)))
    target = (*first[:-1], data.draw(st.sampled_from(("gathered", str(sources[0][-1])))))
    after = document(changed(text, Gather(sources, target)))
    assert after.value == apply(copy.deepcopy(before.value), [Gather(sources, target)]).value
    for number, source in enumerate(sources):
        assert after.written((*target, number)) == before.written(source)


@given(OBJECTS, LAYOUTS, st.data())
@settings(deadline=None, max_examples=200)
def test_a_number_in_quotes_has_the_same_digits_and_comes_out_of_them_again(
    value: dict[str, Any], layout: Layout, data: Any
) -> None:
    text = layout.text(value)
    before = document(text)
    numbers = [
        place
        for place in leaves(before.value)
        if isinstance(item := value_at(before.value, place), (int, float)) and not isinstance(item, bool)
    ]
    assume(numbers)
    place = data.draw(st.sampled_from(numbers))
    quoted = changed(text, Quote(place))
    assert document(quoted).written(place) == f'"{before.written(place)}"'
    assert changed(quoted, Unquote(place)) == text


def value_at(value: Any, place: Pointer) -> Any:
    for step in place:
        value = value[step]
    return value


@given(st.lists(st.tuples(st.sampled_from("ab"), LITERALS), min_size=2, max_size=6), LAYOUTS, st.data())
@settings(deadline=None, max_examples=200)
def test_of_a_repeated_key_the_occurrence_that_is_meant_goes(
    pairs: list[tuple[str, Literal]], layout: Layout, data: Any
) -> None:
    number = data.draw(st.integers(0, len(pairs) - 1))
    key, nth = pairs[number][0], [name for name, _ in pairs[:number]].count(pairs[number][0])
    # Laid out with names of their own, which then become what they are.
    text = layout.text({f"{index}-{name}": item for index, (name, item) in enumerate(pairs)})
    text = re.sub(r'"\d-([ab])"', r'"\1"', text)
    after = changed(text, Drop((Nth(key, nth),)))
    left = [(name, json.loads(item.text)) for index, (name, item) in enumerate(pairs) if index != number]
    assert json.loads(after, object_pairs_hook=list) == left or (left, after.split()) == ([], ["{}"])


@given(OBJECTS, LAYOUTS)
@settings(deadline=None, max_examples=100)
def test_a_new_entry_stands_as_its_neighbours_do(value: dict[str, Any], layout: Layout) -> None:
    assume(len(value) > 1 and layout.indent is not None)
    assert layout.indent is not None
    after = changed(layout.text(value), Put(("new",), 1))
    assert f',{layout.newline}{layout.indent}"new"' in after


@pytest.mark.parametrize("layout", [PLAIN, INLINE, Layout("\t", "\r\n", " : ", "")])
def test_putting_something_in_and_taking_it_out_gives_the_same_text(layout: Layout) -> None:
    text = layout.text({"a": Literal("1"), "b": {"c": Literal("2")}})
    for place in (("new",), ("b", "new")):
        for after in (None, ""):
            assert changed(changed(text, Put(place, {"x": [1]}, (), after)), Drop(place)) == text


@pytest.mark.parametrize(
    ("text", "changes", "expected"),
    [
        ('{"a": 1, "b": 2}', [Drop(("a",))], '{"b": 2}'),
        ('{"a": 1, "b": 2}', [Drop(("b",))], '{"a": 1}'),
        ('{"a": 1, "b": 2}', [Drop(("a",)), Drop(("b",))], "{}"),
        ('{\n  "a": 1,\n  "b": 2\n}\n', [Drop(("a",))], '{\n  "b": 2\n}\n'),
        ('{\n  "a": 1,\n\n  "b": 2\n}\n', [Drop(("b",))], '{\n  "a": 1\n}\n'),
        ('{\n  "a": 1\n}', [Drop(("a",))], "{}"),
        ('{"a": [1, 2, 3]}', [Drop(("a", 1))], '{"a": [1, 3]}'),
        ('{"a": [1, 2, 3]}', [Drop(("a", 0)), Drop(("a", 2))], '{"a": [2]}'),
        ("{}", [Put(("a",), 1)], '{"a": 1}'),
        ("{\n}", [Put(("a",), 1)], '{\n  "a": 1\n}'),
        ('{\n    "a": {}\n}', [Put(("a", "b"), 1)], '{\n    "a": {\n        "b": 1\n    }\n}'),
        ('{"a":{}}', [Put(("a", "b"), {"c": [1, 2]})], '{"a":{"b":{"c":[1,2]}}}'),
        ('{"a": null}', [Put(("a", "b"), 1)], '{"a": {"b": 1}}'),
        ('{"b": 1}', [Put(("a",), 0, (), "")], '{"a": 0, "b": 1}'),
        ('{"b": 1, "c": 2}', [Put(("a",), 0, (), "b")], '{"b": 1, "a": 0, "c": 2}'),
        ('{"b": 1, "c": 2}', [Put(("a",), 0, (), "nobody")], '{"a": 0, "b": 1, "c": 2}'),
        ('{"a": 1}', [Move(("a",), ("b", "c", "d"))], '{"b": {"c": {"d": 1}}}'),
        ('{"a": 1, "a": 2}', [Drop(("a",))], '{"a": 1}'),
        ('{"a": 1, "a": 2}', [Drop((Nth("a", 0),))], '{"a": 2}'),
        ('{"k": "x"}', [Gather((("k",),), ("ks",))], '{"ks": ["x"]}'),
        ('{"k": "x"}', [Gather((("k",),), ("k",))], '{"k": ["x"]}'),
        ('{"k": "x", "ks": ["y"]}', [Gather((("k",), ("ks", 0)), ("ks",))], '{"ks": ["x", "y"]}'),
        ('{"k": "x", "ks": ["y", ""]}', [Gather((("k",), ("ks", 0)), ("ks",))], '{"ks": ["x", "y"]}'),
        ('{"k": "x", "ks": null}', [Gather((("k",),), ("ks",))], '{"ks": ["x"]}'),
        ('{"a": 00012}'.replace("000", ""), [Quote(("a",))], '{"a": "12"}'),
        ('{"a": "12"}', [Unquote(("a",))], '{"a": 12}'),
        ('{"a": "https://x/y"}', [Amend(("a",), 9, 11)], '{"a": "https://x"}'),
        ('{"a": "x"}', [Amend(("a",), 0, 0, '"\\')], '{"a": "\\"\\\\x"}'),
        ('{"a": 1,}', [Drop(("a",))], "{}"),
        ('{"a": 1, "b": 2,}', [Put(("c",), 3)], '{"a": 1, "b": 2, "c": 3,}'),
        ('{"a": 1, // one\n "b": 2}', [Drop(("a",))], '{ // one\n "b": 2}'),
        ('{"a": 1, // one\n "b": 2}', [Drop(("b",))], '{"a": 1 // one\n }'),
        ('{"a": 1 /* , */, "b": 2}', [Drop(("b",))], '{"a": 1 /* , */ }'),
        ('{/* all */ "a": 1}', [Drop(("a",))], "{/* all */ }"),
        ("\ufeff{}", [Cut(0, 1)], "{}"),
    ],
)
def test_changes_by_example(text: str, changes: list[Change], expected: str) -> None:
    assert changed(text, *changes) == expected


def test_what_moves_to_another_depth_is_indented_anew() -> None:
    text = '{\n  "a": {\n    "b": [\n      1\n    ]\n  },\n  "c": {}\n}\n'
    assert changed(text, Move(("a", "b"), ("c", "d"))) == (
        '{\n  "a": {},\n  "c": {\n    "d": [\n      1\n    ]\n  }\n}\n'
    )
    assert changed(text, Move(("a", "b"), ("b",))) == '{\n  "a": {},\n  "c": {},\n  "b": [\n    1\n  ]\n}\n'


def test_a_value_that_moves_takes_its_changes_along() -> None:
    text = '{"a": {"b": 1, "c": 2}}'
    assert changed(text, Drop(("a", "b")), Move(("a",), ("z", "a"))) == '{"z": {"a": {"c": 2}}}'
    assert changed(text, Move(("a",), ("z", "a")), Move(("z", "a", "c"), ("c",))) == '{"z": {"a": {"b": 1}}, "c": 2}'


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ('{"a": 1}', Drop(("b",))),
        ('{"a": 1}', Drop(())),
        ('{"a": 1}', Move(("b",), ("c",))),
        ('{"a": 1, "b": 2}', Move(("a",), ("b",))),
        ('{"a": 1, "b": 2}', Move(("a",), ("b", "c"))),
        ('{"a": [1]}', Move(("a", 0), ("a", 1, "x"))),
        ('{"a": 1}', Put(("a", "b"), 1)),
        ('{"a": "b\\u0041"}', Amend(("a",), 0, 1)),
        ('{"a": 1}', Amend(("a",), 0, 1)),
        ('{"a": 1}', Unquote(("a",))),
        ('{"a": "1"}', Quote(("a",))),
        ("[1]", Drop(("a",))),
        ("7", Put(("a",), 1)),
        ('{"a": 1', Drop(("a",))),
        ("", Put(("a",), 1)),
    ],
)
def test_what_cannot_be_placed_is_refused_and_nothing_is_put_out_of_the_way(text: str, change: Change) -> None:
    with pytest.raises(Unplaced):
        changed(text, change)


def test_cuts_that_overlap_other_changes_are_refused() -> None:
    with pytest.raises(Unplaced):
        changed('{"a": 1, "b": 2}', Drop(("a",)), Cut(2, 4))


def test_bytes_that_are_no_utf8_stay_as_they_are() -> None:
    data = b'{"a": "\xff\xc3", "b": "\xe9"}'
    read = document(data)
    assert (
        edited(read.source, edits_of(read, [Move(("a",), ("c", "d"))])).data == b'{"b": "\xe9", "c": {"d": "\xff\xc3"}}'
    )


def test_a_secret_moves_as_a_copied_stretch() -> None:
    text = '{"api_key": "sk-secret", "b": 1}'
    edits = edits_of(document(text), [Gather((("api_key",),), ("api_keys",))])
    assert all("sk-secret" not in part.text for edit in edits for part in edit.parts if isinstance(part, Literally))
    assert any(isinstance(part, Copied) for edit in edits for part in edit.parts)


def test_an_edit_touches_no_more_than_it_has_to() -> None:
    text = '{"a": 12, "b": "x"}'
    assert edits_of(document(text), [Quote(("a",))]) == (
        Edit("config.json", 6, 6, (Literally('"'),)),
        Edit("config.json", 8, 8, (Literally('"'),)),
    )
    assert edits_of(document(text), [Move(("a",), ("c",))]) == (Edit("config.json", 1, 4, (Literally('"c"'),)),)
