"""TOML is read with the line of every entry, however it is written."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picoclaw_lint.toml_reading import InvalidToml, Place, _lines, parse_toml


def places(value: Any, place: Place = ()) -> set[Place]:
    """The place of every entry inside of a value."""
    items: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    return {found for key, item in items for found in ((*place, key), *places(item, (*place, key)))}


ALL_FORMS = '''\
# [not.a.table]
title = "a # no comment" # a comment
"quoted \\u00e9 \\" key" = 'C:\\new'
'single = "quoted"'.bare.1.5 = 1.5
text = """
[in.a.text]
key = "\\"""
also """ # "
after = 1979-05-27 07:32:00
literal = AAA
[[x]]
'AAA
list = [ # of everything
  "one", 'two', # three = 3
  [1, [2.5e-3]],

  { a.b = "c", d = [] }, 1979-05-27T07:32:00Z,
]
empty = {}
[ a . "b.c" ]
x = true
[[models]]
name = "first"
[models.more]
deep = inf
[[models.parts]]
[[models]] # the second

name = "second"
[[models.parts]]
name = 1
[[models.parts]]
name = 2
[a.d]
'''.replace("AAA", "'" * 3)


def test_every_entry_has_its_line() -> None:
    value, lines = parse_toml(ALL_FORMS)
    assert set(lines) == places(value)
    expected: dict[Place, int] = {
        ("title",): 2,
        ('quoted é " key',): 3,
        ('single = "quoted"',): 4,
        ('single = "quoted"', "bare", "1", "5"): 4,
        ("text",): 5,
        ("after",): 9,
        ("literal",): 10,
        ("list",): 13,
        ("list", 0): 14,
        ("list", 1): 14,
        ("list", 2, 1, 0): 15,
        ("list", 3, "a", "b"): 17,
        ("list", 4): 17,
        ("empty",): 19,
        ("a",): 20,
        ("a", "b.c", "x"): 21,
        ("models",): 22,
        ("models", 0, "name"): 23,
        ("models", 0, "more", "deep"): 25,
        ("models", 0, "parts", 0): 26,
        ("models", 1): 27,
        ("models", 1, "name"): 29,
        ("models", 1, "parts", 0, "name"): 31,
        ("models", 1, "parts", 1): 32,
        ("a", "d"): 34,
    }
    assert {place: lines[place] for place in expected} == expected


def test_the_line_of_a_file_with_a_form_feed_or_another_odd_blank_is_that_of_toml() -> None:
    assert parse_toml('a = "\x85\u2028" # \u2029\nb = 1')[1][("b",)] == 2


_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=8)
_SCALARS = st.one_of(
    st.integers(-(2**40), 2**40), st.booleans(), st.sampled_from(["1.5", "1e3", "inf"]).map(float), _TEXTS
)
_VALUES = st.recursive(
    _SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3), max_leaves=8
)


class _Writer:
    """Writes a value as TOML, with lists and comments over several lines, and keeps the line of each entry."""

    def __init__(self, breaks: str) -> None:
        self.breaks = breaks
        self.text = ""
        self.lines: dict[Place, int] = {}

    def note(self, place: Place) -> None:
        self.lines[place] = self.text.count("\n") + 1

    def string(self, text: str) -> str:
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return f"'{text}'" if "'" not in text and len(text) % 2 else f'"{escaped}"'

    def value(self, value: Any, place: Place) -> None:
        self.note(place)
        self.inner(value, place)

    def inner(self, value: Any, place: Place) -> None:
        if isinstance(value, list):
            self.text += "["
            for at, item in enumerate(value):
                self.text += self.breaks
                self.value(item, (*place, at))
                self.text += ","
            self.text += self.breaks + "]"
        elif isinstance(value, dict):
            self.text += "{"
            for at, (key, item) in enumerate(value.items()):
                self.text += ", " if at else " "
                self.note((*place, key))
                self.text += self.string(key) + " = "
                self.inner(item, (*place, key))
            self.text += "}"
        elif isinstance(value, str):
            self.text += self.string(value)
        else:
            self.text += str(value).lower()


@given(st.dictionaries(_TEXTS, _VALUES, max_size=5), st.sampled_from(["", " ", "\n", ' # "[\n\t', "\n\n# }\n"]))
def test_whatever_is_written_is_read_with_its_lines(value: dict[str, Any], breaks: str) -> None:
    writer = _Writer(breaks)
    for key, item in value.items():
        writer.note((key,))
        writer.text += writer.string(key) + "="
        writer.inner(item, (key,))
        writer.text += " # end\n"
    lines = {place: line for place, line in writer.lines.items() if len(place) <= 8}
    assert parse_toml(writer.text) == (value, lines)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a = 1\nb == 2\n", 2, "invalid value"),
        ("a = ", 0, "invalid value (at end of document)"),
        ("a = " + "[" * 100_000, 0, "arrays or tables stand too deep in each other"),
    ],
)
def test_what_is_not_toml_is_told_with_its_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(InvalidToml) as raised:
        parse_toml(text)
    assert (raised.value.line, raised.value.reason) == (line, reason)


def test_a_key_of_many_parts_is_read_in_time_and_only_its_first_parts_have_lines() -> None:
    start = time.process_time()
    key = ".".join(["a"] * 20_000)
    found = _lines(f"{key} = 1\nb = 1\n[{key}.b]\n" + "c = 1\n" * 5_000 + f"[[{key}.d]]\n" * 5)
    assert time.process_time() - start < 5
    assert (max(map(len, found)), found[("a",) * 8], found[("b",)]) == (8, 1, 2)


def test_a_text_that_is_made_to_be_slow_is_read_in_time() -> None:
    hostile = "x = " + "[" + " " * 50_000 + "]\n#" + "[ " * 50_000 + '\ny = """' + '""a' * 50_000 + '"""\n'
    assert parse_toml(hostile).lines[("y",)] == 3
