from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from report_samples import (
    CONFIG,
    MINIFIED,
    diagnostic,
    everything,
    excerpt_lines,
    file_result,
    one,
    place,
    shown,
)
from syrupy.assertion import SnapshotAssertion

from picoclaw_lint.diagnostic import Fix, Related
from picoclaw_lint.report import excerpt
from picoclaw_lint.report.display import visible
from picoclaw_lint.results import FileResult, Results
from picoclaw_lint.source import Source

HOSTILE = "\x1b[31mred\x07\x9b2J\u202egpj\u2066\r\n\ud800\udcff\u200b\x7f"
FORBIDDEN = set("\x1b\x07\x9b\u202e\u2066\r\ud800\udcff\u200b\x7f")


@pytest.mark.parametrize("name", ["text", "concise"])
def test_the_whole_report_in_colour_looks_as_agreed(name: str, snapshot: SnapshotAssertion) -> None:
    assert shown(name, everything(), color=True) == snapshot


def test_infos_appear_once_they_are_asked_for(snapshot: SnapshotAssertion) -> None:
    assert "could be 4" not in shown("text", everything()) + shown("concise", everything())
    assert "could be 4" in shown("concise", everything(), show_info=True)
    assert shown("text", everything(), show_info=True) == snapshot


@pytest.mark.parametrize("name", ["text", "concise"])
def test_a_suppressed_finding_is_not_shown(name: str) -> None:
    assert "known and accepted" not in shown(name, everything(), show_info=True)


@pytest.mark.parametrize("name", ["text", "concise"])
def test_without_color_there_is_no_escape_sequence(name: str) -> None:
    assert "\x1b" not in shown(name, everything())


@pytest.mark.parametrize("name", ["text", "concise"])
def test_color_changes_nothing_but_the_color(name: str) -> None:
    colored = shown(name, everything(), color=True)
    plain = shown(name, everything())
    assert colored != plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain


@pytest.mark.parametrize("name", ["text", "concise"])
def test_nothing_from_outside_reaches_the_terminal_raw(name: str) -> None:
    where = place("x", 0, 1)
    finding = diagnostic(
        HOSTILE,
        path=HOSTILE,
        where=where,
        help_text=HOSTILE,
        related=(Related(HOSTILE, HOSTILE, where, HOSTILE),),
    )
    text = HOSTILE.replace("\ud800", "").replace("\udcff", "")
    file = FileResult(
        HOSTILE,
        "config",
        HOSTILE,
        None,
        False,
        HOSTILE,
        (finding,),
        {HOSTILE: Source(HOSTILE, text.encode())},
    )
    report = shown(name, Results((file,)))
    assert not FORBIDDEN & set(report)
    assert r"\x1b[31mred" in report
    report.encode("utf-8")


def test_a_finding_without_a_place_is_its_heading_alone() -> None:
    report = shown("text", Results((file_result(CONFIG, diagnostic("too open")),)))
    assert report.split("\n\n")[0] == "config.json: error[unknown-field] too open"


def test_a_finding_in_an_unknown_file_is_told_without_an_excerpt() -> None:
    finding = diagnostic("odd", path="elsewhere.json", where=place(CONFIG, 0, 1))
    report = shown("text", Results((file_result(CONFIG, finding),)))
    assert report.split("\n\n")[0] == "elsewhere.json:1:1: error[unknown-field] odd"


def test_a_long_line_is_cut_around_the_finding() -> None:
    start = MINIFIED.index('"colour"')
    line, carets = excerpt_lines(shown("text", one(MINIFIED, start, start + 8)))
    assert len(line) <= 102
    assert line.startswith("…")
    assert line[carets.index("^") : len(carets)] == '"colour"'


def test_a_long_line_cut_on_both_sides_says_so_on_both_sides() -> None:
    start = MINIFIED.index('"item-100"')
    line, carets = excerpt_lines(shown("text", one(MINIFIED, start, start + 10)))
    assert (line[0], line[-1], len(line)) == ("…", "…", 102)
    assert line[carets.index("^") : len(carets)] == '"item-100"'


def test_carets_end_where_the_shown_part_of_a_long_finding_ends() -> None:
    line, carets = excerpt_lines(shown("text", one(MINIFIED, 5, len(MINIFIED))))
    assert line == MINIFIED[:100] + "…"
    assert carets == " " * 5 + "^" * 95


def test_a_finding_over_several_lines_is_shown_by_its_first_line() -> None:
    text = '{\n  "a": [\n    1,\n    2\n  ]\n}\n'
    report = shown("text", one(text, text.index("["), text.index("]") + 1))
    assert excerpt_lines(report) == ('  "a": [', "       ^")
    assert "this goes on over 4 lines" in report


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_the_line_above_is_shown_whatever_ends_it(ending: str) -> None:
    text = ending.join(["{", '"first": 1,', '"second": 2', "}"])
    start = text.index('"second"')
    assert ' |\n2 | "first": 1,\n3 | "second": 2\n  | ^^^^^^^^\n' in shown("text", one(text, start, start + 8))


def test_a_blank_line_above_is_left_out() -> None:
    assert "  |\n3 | x\n  | ^\n" in shown("text", one("{\n \t\nx", 5, 6))


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("", 0, ("", "^")),
        ("{", 1, ("{", " ^")),
        ("{\n", 2, ("", "^")),
        ("ab\r\ncd", 2, ("ab", "  ^")),
        ("ab\r\ncd", 3, ("ab", "  ^")),
    ],
    ids=["empty file", "end of file", "after the last line end", "at a line end", "within a line end"],
)
def test_an_empty_place_gets_one_caret(text: str, start: int, expected: tuple[str, str]) -> None:
    report = shown("text", one(text, start, start))
    rows = [line.partition("|")[2].removeprefix(" ") for line in report.split("\n") if "|" in line]
    assert tuple(rows[-2:]) == expected


def test_a_place_beyond_the_text_is_shown_at_its_end() -> None:
    finding = diagnostic(where=place("x" * 50, 40, 50))
    assert excerpt_lines(shown("text", Results((file_result("{}", finding),)))) == ("{}", "  ^")


def test_a_tab_is_shown_as_four_columns() -> None:
    assert excerpt_lines(shown("text", one('\t"a"\t: x', 7, 8))) == ('    "a"    : x', " " * 13 + "^")


def test_an_emoji_made_wide_by_what_follows_keeps_the_caret_in_place() -> None:
    text = '"\u2764\ufe0f": x'
    line, carets = excerpt_lines(shown("text", one(text, 6, 7)))
    assert line == text
    assert carets == " " * 6 + "^"


def _file(name: str, *severities: str, **rest: object) -> FileResult:
    findings = [diagnostic("m", path=name, severity=severity) for severity in severities]  # type: ignore[arg-type]
    return file_result("{}", *findings, path=name, **rest)  # type: ignore[arg-type]


GONE = FileResult("gone.json", "config", "0.3.0", error="no such file")
FIXABLE = [diagnostic("m", fix=Fix("t", safety, ())) for safety in ("safe", "safe", "unsafe", "display")]


@pytest.mark.parametrize(
    ("files", "lines"),
    [
        ((), ["No files were checked."]),
        ((_file("a", loads=True),), ["1 file is clean."]),
        ((_file("a"), _file("b")), ["All 2 files are clean."]),
        (
            (_file("a", "error", "error", loads=False), _file("b", "error", "warning", loads=True)),
            ["Found 3 errors and 1 warning in 2 files.", "PicoClaw 0.3.0 refuses a."],
        ),
        ((_file("a", "warning"), _file("b")), ["Found 1 warning in 1 of 2 files."]),
        (
            (_file("a", "info", "info"),),
            ["1 file is clean.", "2 infos not shown (use --fail-on info to see them)"],
        ),
        ((GONE,), ["1 file could not be checked."]),
        ((GONE, _file("a")), ["1 file is clean. 1 file could not be checked."]),
        ((GONE, _file("a", "error")), ["Found 1 error in 1 of 2 files. 1 file could not be checked."]),
        (
            (file_result("{}", loads=False),),
            ["No finding of the selected rules in 1 file.", "PicoClaw 0.3.0 refuses config.json."],
        ),
        (
            (file_result("{}", diagnostic("m").suppress("baseline", "old"), loads=False),),
            ["No new finding in 1 file.", "PicoClaw 0.3.0 refuses config.json.", "1 finding suppressed"],
        ),
        (
            (file_result("{}", *FIXABLE),),
            ["Found 4 errors in 1 file.", "2 fixable with --fix", "1 more fixable with --fix --unsafe-fixes"],
        ),
    ],
)
def test_the_last_lines_count_what_was_found(files: tuple[FileResult, ...], lines: list[str]) -> None:
    report = shown("text", Results(files))
    assert report.split("\n\n")[-1].splitlines() == lines


def test_all_three_severities_are_counted_in_order() -> None:
    report = shown("text", Results((_file("a", "info", "error", "warning"),)), show_info=True)
    assert report.endswith("Found 1 error, 1 warning and 1 info in 1 file.\n")


def test_concise_gives_one_line_a_finding_and_no_totals() -> None:
    assert shown("concise", everything()).splitlines() == [
        'config.json:5:32: error[unknown-field] unknown field "api_key", did you mean "api_keys"',
        'config.json:6:19: error[unknown-field] unknown field "thinking"',
        "config.json:5:28: warning[no-base] a model without a base",
        'min.json:1:2098: warning[unknown-field] unknown field "colour"',
        "min.json: warning[open-mode] the file is open to everybody",
        "gone.json: error: no such file",
        "/home/me/project/unter ordner/größe#1.json: warning[no-base] grows | <b>slowly</b> & `surely`",
        "/home/me/project/unter ordner/größe#1.json: warning[no-base] grows | <b>slowly</b> & `surely`",
        "/home/me/project/unter ordner/größe#1.json:3:8: error[plaintext-secret] token holds a secret in plain text "
        "(<IRC secret of 13 characters>), and git tracks the file",
        "../beside/config.json: error: a rule failed; please report it",
        "../beside/config.json: error[internal-error] the rule odd-rule failed with KeyError",
    ]


def test_concise_is_empty_when_there_is_nothing_to_say() -> None:
    assert shown("concise", Results((_file("a"),))) == ""


_IMPORTS = """
import sys
sys.path.insert(0, {here!r})
from report_samples import one, shown
import report_samples
before = set(sys.modules)
shown({name!r}, one({text!r}, 0, 1, (1, 2)))
print(*sorted(m for m in set(sys.modules) - before if m.startswith(("picoclaw_lint.report.", "wcwidth"))))
"""


def _imported_by(name: str, text: str) -> set[str]:
    script = _IMPORTS.format(here=str(Path(__file__).parent), name=name, text=text)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return {module.partition(".")[0] if module.startswith("wcwidth") else module for module in done.stdout.split()}


def test_the_tables_of_widths_are_read_only_for_lines_that_need_them() -> None:
    assert "wcwidth" not in _imported_by("text", '{"a": "\t\x1b"}' + "x" * 200)
    assert "wcwidth" in _imported_by("text", '{"模": 1}')


def test_a_format_is_imported_only_when_it_is_used() -> None:
    imported = _imported_by("concise", "{}")
    assert "picoclaw_lint.report.concise" in imported
    assert not imported & {"picoclaw_lint.report.text", "picoclaw_lint.report.json_report"}


def test_only_the_part_of_a_huge_line_around_the_finding_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = 0

    def counting(text: str) -> str:
        nonlocal seen
        seen += len(text)
        return visible(text)

    monkeypatch.setattr(excerpt, "visible", counting)
    text = "[" + "1," * 50_000 + "x" + ",1" * 50_000 + "]"
    line, carets = excerpt_lines(shown("text", one(text, 100_001, 100_002)))
    assert line[carets.index("^")] == "x"
    assert 0 < seen < 1000


def test_a_mark_is_not_shown_upon_the_ellipsis() -> None:
    text = "a" * 50 + "\u0301\u0308" + "b" * 33 + "X" + "c" * 100
    line, _ = excerpt_lines(shown("text", one(text, text.index("X"), text.index("X") + 1)))
    assert line.startswith("…" + "b" * 33 + "X")


def test_the_line_above_is_left_out_where_the_line_is_cut_at_its_start() -> None:
    text = "first\n" + "a" * 200 + "X"
    assert "first" in shown("text", one(text, 10, 11))
    assert "first" not in shown("text", one(text, 206, 207))
