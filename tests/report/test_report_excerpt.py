from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import MINIFIED, excerpt_lines, one, shown
from wcwidth import wcwidth

from picoclaw_lint.report.display import display_width, visible
from picoclaw_lint.report.excerpt import WINDOW, mask

# Letters, tabs, wide ones, marks without width, zero-width, control and bidi characters.
CHARS = 'aZ" {}:,\t漢字한ｅ😀é\u0301\u0308\u0e31\u200b\u200d\ufeff\x00\x07\x1b\x7f\x9b\u202e\u2066\u2028\xa0'
LINES = st.text(CHARS, max_size=300)
SECRET_CHARS = "αβ漢😀é\u0301\t\u202e\x1b\\"


def columns(char: str) -> int:
    """How wide a character is to be shown: by the Unicode tables, tabs as four, escaped ones spelt out."""
    if char == "\t":
        return 4
    if unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zs"} and char != " ":
        return 4 if ord(char) < 256 else 6
    return wcwidth(char)


def width(text: str) -> int:
    return sum(map(columns, text))


def indent_of(carets: str) -> int:
    return len(carets) - len(carets.lstrip())


@given(LINES, LINES, LINES, st.integers(1, 60), st.sampled_from(["\n", "\r\n", "\r"]))
def test_the_carets_stand_under_the_finding(above: str, left: str, right: str, length: int, ending: str) -> None:
    start = len(above + ending + left)
    text = above + ending + left + "X" * length + right + ending + "}"
    line, carets = excerpt_lines(shown("text", one(text, start, start + length)))
    assert width(line[: line.index("X")]) == indent_of(carets)
    assert len(carets) - indent_of(carets) == length
    assert width(line) <= WINDOW + 2 * width("…")


@given(LINES.filter(lambda line: width(line) <= WINDOW), st.data())
def test_a_line_that_fits_is_whole_and_its_carets_cover_the_finding(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    report = shown("text", one(line, start, end))
    shown_line, carets = [row.partition("|")[2][1:] for row in report.split("\n")[2:4]]
    assert width(shown_line) == width(line)
    assert indent_of(carets) == width(line[:start])
    assert len(carets) - indent_of(carets) == max(width(line[start:end]), 1)


@st.composite
def texts_with_secrets(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """A text in which the characters of SECRET_CHARS stand in secrets and nowhere else."""
    text, secrets = "", []
    for _ in range(draw(st.integers(1, 4))):
        text += draw(st.text('ab ,:"\n', max_size=80))
        secret = draw(st.text(SECRET_CHARS + "\n", min_size=1, max_size=150))
        secrets.append((len(text), len(text) + len(secret)))
        text += secret
    return text + draw(st.text("ab \n", max_size=20)), secrets


@given(texts_with_secrets(), st.data())
def test_no_character_of_a_secret_is_shown(case: tuple[str, list[tuple[int, int]]], data: st.DataObject) -> None:
    text, secrets = case
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    report = shown("text", one(text, start, end, *secrets))
    assert not set(SECRET_CHARS) & set(report)


@given(texts_with_secrets(), st.data())
def test_without_its_span_the_same_character_would_be_shown(
    case: tuple[str, list[tuple[int, int]]], data: st.DataObject
) -> None:
    # Holds the test above to its word: it is the masking that hides, not the window.
    text, secrets = case
    at = data.draw(
        st.sampled_from([i for low, high in secrets for i in range(low, high) if text[i] in "αβ漢😀é"] or [0])
    )
    if text[at] in "αβ漢😀é":
        assert text[at] in shown("text", one(text, at, at + 1))


@given(st.text(CHARS, max_size=60), st.data())
def test_masking_keeps_the_columns(line: str, data: st.DataObject) -> None:
    low = data.draw(st.integers(0, len(line)))
    high = data.draw(st.integers(low, len(line)))
    masked, carets = excerpt_lines(shown("text", one(line + "X", len(line), len(line) + 1, (low, high))))
    open_line, open_carets = excerpt_lines(shown("text", one(line + "X", len(line), len(line) + 1)))
    assert width(masked) == width(open_line)
    assert carets == open_carets
    if width(line) < WINDOW // 3:
        assert masked.count("•") == width(line[low:high])


def test_a_wide_character_of_a_secret_takes_two_bullets() -> None:
    text = '"模": "密key密"'
    line, carets = excerpt_lines(shown("text", one(text, 0, 3, (6, 11))))
    assert (line, carets) == ('"模": "•••••••"', "^^^^")


def test_a_secret_over_several_lines_is_masked_on_each_of_them() -> None:
    text = '"one\ntwo\nthree"'
    report = shown("text", one(text, text.index("two"), text.index("two") + 3, (1, len(text) - 1)))
    assert '1 | "•••\n2 | •••\n  | ^^^\n' in report


def test_a_secret_cut_by_the_window_is_masked_up_to_the_cut() -> None:
    end = len(MINIFIED)
    line, _ = excerpt_lines(shown("text", one(MINIFIED, end - 1, end, (7, end - 3))))
    assert line == "…" + "•" * 97 + MINIFIED[-3:]


def test_mask_hides_what_overlaps_and_ignores_what_lies_elsewhere() -> None:
    cells = ["a", "漢", r"\x1b", "b", "\u0301"]
    assert mask(cells, 10, []) == cells
    assert mask(cells, 10, [(0, 10), (15, 20), (12, 12)]) == cells
    assert mask(cells, 10, [(0, 12), (11, 13)]) == ["•", "••", "••••", "b", "\u0301"]
    assert mask(cells, 10, [(14, 99)]) == ["a", "漢", r"\x1b", "b", ""]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain ünïcode 漢", "plain ünïcode 漢"),
        ("a\tb\r\n", r"a\tb\r\n"),
        ("\x1b]0;x\x07", r"\x1b]0;x\x07"),
        ("\u202e\u2066\u200f", r"\u202e\u2066\u200f"),
        ("\ud800 \udcff", r"\ud800 \udcff"),
        ("\U000e0041", r"\U000e0041"),
        ("\xa0", r"\xa0"),
    ],
)
def test_what_cannot_be_seen_is_spelt_out(text: str, expected: str) -> None:
    assert visible(text) == expected


@given(st.text())
def test_what_is_made_visible_is_printable_and_has_a_width(text: str) -> None:
    shown_text = visible(text)
    assert shown_text.isprintable()
    assert 0 <= display_width(shown_text) <= 2 * len(shown_text)
    shown_text.encode("utf-8")
