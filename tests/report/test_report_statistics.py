"""Counts by rule instead of findings."""

from __future__ import annotations

import pytest
from report_samples import diagnostic, everything, file_result, shown

from picoclaw_lint.report import FORMATS, WITH_STATISTICS
from picoclaw_lint.results import FileResult, Results

COUNTS = """\
gone.json: error: no such file
../beside/config.json: error: a rule failed; please report it
2  unknown-field     error
2  no-base           warning
1  internal-error    error
1  plaintext-secret  error
"""
REST = "1  open-mode         warning\n1  unknown-field     warning\n"


def test_rules_are_counted_most_first_and_the_closing_lines_stay() -> None:
    counts = COUNTS.replace("2  no-base           warning", "3  no-base           warning", 1)
    lines = counts.splitlines(keepends=True)
    lines[2], lines[3] = lines[3], lines[2]
    report = shown("concise", everything(), statistics=True)
    assert report == "".join(lines) + REST
    closing = shown("text", everything()).rpartition("\n\n")[2]
    assert closing.startswith("Found 4 errors and 5 warnings in 4 of 6 files.")
    assert shown("text", everything(), statistics=True) == f"{report}\n{closing}"
    assert shown("text", everything(), statistics=True, quiet=True) == report + "\n"


def test_infos_are_counted_once_they_are_asked_for() -> None:
    assert "old-version" not in shown("concise", everything(), statistics=True)
    assert "\n2  old-version       info\n" in shown("concise", everything(), statistics=True, show_info=True)
    assert "old-version" in shown("concise", everything(), statistics=True, asked=frozenset({"old-version"}))


def test_numbers_and_names_stand_in_columns() -> None:
    found = [diagnostic("m", rule="often") for _ in range(100)] + [diagnostic("m", rule="seldom-but-long")]
    report = shown("concise", Results((file_result("{}", *found),)), statistics=True)
    assert report == "100  often            error\n  1  seldom-but-long  error\n"


def test_nothing_to_count_leaves_the_closing_lines() -> None:
    clean = Results((FileResult("a", "config", "0.3.0", loads=True),))
    assert shown("text", clean, statistics=True) == "1 file is clean.\n"
    assert shown("concise", clean, statistics=True) == ""


def test_colour_changes_nothing_but_the_colour() -> None:
    report = shown("concise", everything(), statistics=True, color=True)
    assert "  \x1b[1;31merror\x1b[0m\n" in report
    for code in ("1;31", "1;33", "1", "0"):
        report = report.replace(f"\x1b[{code}m", "")
    assert report == shown("concise", everything(), statistics=True)


@pytest.mark.parametrize("name", sorted(set(FORMATS) - set(WITH_STATISTICS)))
def test_other_formats_show_findings_all_the_same(name: str) -> None:
    assert shown(name, everything(), statistics=True) == shown(name, everything())
