"""Text and positions: what a person sees in an editor, whatever the bytes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from picoclaw_lint.source import REPLACEMENT, Position, Source, looks_like_utf16

TEXTS = st.text(alphabet="ab\n\r é\U0001f600\u2028\x0b\x85", max_size=30)


def source(text: str) -> Source:
    return Source("config.json", text.encode())


@pytest.mark.parametrize(
    ("text", "offset", "line", "column"),
    [
        ("", 0, 1, 1),
        ("abc", 3, 1, 4),
        ("a\nb", 1, 1, 2),
        ("a\nb", 2, 2, 1),
        ("a\r\nb", 3, 2, 1),
        ("a\rb", 2, 2, 1),
        ("a\n\rb", 3, 3, 1),
        ("a\r\r\nb", 4, 3, 1),
        ("\n\n", 2, 3, 1),
        ("é\U0001f600x", 2, 1, 3),
        ("a\u2028b\x85c\x0bd", 6, 1, 7),
    ],
)
def test_lines_end_with_any_of_three_ends_and_columns_count_code_points(
    text: str, offset: int, line: int, column: int
) -> None:
    assert source(text).position(offset) == Position(line, column, offset)


@given(TEXTS)
@settings(deadline=None)
def test_lines_and_positions_agree_with_the_text(text: str) -> None:
    lines = re.split(r"\r\n|\n|\r", text)
    assert [source(text).line(number) for number in range(1, len(lines) + 1)] == lines
    for offset, char in enumerate(text):
        place = source(text).position(offset)
        line = lines[place.line - 1]
        assert place.offset == offset
        assert char in "\r\n" or line[place.column - 1] == char
    assert source(text).position(len(text)) == Position(len(lines), len(lines[-1]) + 1, len(text))


@given(TEXTS)
@settings(deadline=None)
def test_positions_never_go_back(text: str) -> None:
    places = [source(text).position(offset) for offset in range(len(text) + 1)]
    assert [(place.line, place.column) for place in places] == sorted((place.line, place.column) for place in places)


def test_a_line_that_does_not_exist_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(IndexError):
        source("a\n").line(3)


@pytest.mark.parametrize(
    ("data", "text", "undecodable"),
    [
        (b"abc", "abc", ()),
        (b"\xc3\xa9", "é", ()),
        (b"\xef\xbf\xbd", REPLACEMENT, ()),
        (b"a\xffb", f"a{REPLACEMENT}b", (1,)),
        (b"\xe2\x82", REPLACEMENT * 2, (0, 1)),
        (b"\xed\xa0\x80", REPLACEMENT * 3, (0, 1, 2)),
        (b"\xf5\xf0\x9f\x98", REPLACEMENT * 4, (0, 1, 2, 3)),
        (b"\xc0\x80x", REPLACEMENT * 2 + "x", (0, 1)),
        ("é".encode() + b"\xfe" + "é".encode(), f"é{REPLACEMENT}é", (1,)),
    ],
)
def test_each_undecodable_byte_is_one_character_with_an_offset(
    data: bytes, text: str, undecodable: tuple[int, ...]
) -> None:
    found = Source("config.json", data)
    assert (found.text, found.undecodable) == (text, undecodable)


@pytest.mark.parametrize(
    ("data", "is_utf16"),
    [
        ("{}".encode("utf-16"), True),
        (b"\xfe\xff", True),
        (b"{}", False),
        (b"", False),
        (b"\xff", False),
        (b"\xef\xbb", False),
    ],
)
def test_utf_16_is_known_by_its_mark(data: bytes, is_utf16: bool) -> None:
    assert looks_like_utf16(data) is is_utf16


@given(st.binary(max_size=40))
@settings(deadline=None)
def test_any_bytes_have_a_text_and_no_surrogate_is_in_it(data: bytes) -> None:
    found = Source("config.json", data)
    assert found.text.encode() is not None
    assert all(found.text[offset] == REPLACEMENT for offset in found.undecodable)
    assert len(found.text.encode()) - 2 * len(found.undecodable) == len(data)
