"""Patterns for paths match as in .gitignore, in no more time than they need."""

from __future__ import annotations

import time
import warnings
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from picoclaw_lint.patterns import flaw, matches_path


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("config.json", "config.json", True),
        ("config.json", "a/b/config.json", True),
        ("/config.json", "a/config.json", False),
        ("a/config.json", "a/config.json", True),
        ("a/config.json", "b/a/config.json", False),
        ("a/", "a/b/config.json", True),
        ("a/", "a", False),
        ("a", "a/b/config.json", True),
        ("*.json", "a/config.json", True),
        ("a/*.json", "a/b/config.json", False),
        ("a/**/*.json", "a/b/c/config.json", True),
        ("a/**", "a/b", True),
        ("config.[jx]son", "config.xson", True),
        ("Config.json", "config.json", False),
        ("a/*", "../a/config.json", False),
        ("*", "..", False),
        ("*", ".", False),
        ("*", "..a", True),
    ],
)
def test_a_pattern_matches_as_git_does(pattern: str, path: str, matches: bool) -> None:
    assert matches_path([pattern], path, ".") is matches


def test_a_directory_is_matched_by_patterns_for_directories() -> None:
    Path("a/build").mkdir(parents=True)
    assert matches_path(["build/"], "a/build", ".")
    assert not matches_path(["/a/*", "!build/"], "a/build", ".")


@pytest.mark.parametrize("pattern", [r"build\config.json", r"a\\\b", r"é\é"])
def test_a_backslash_between_names_is_refused(pattern: str) -> None:
    assert flaw(pattern) == 'has a backslash: directories are written with "/"'


@pytest.mark.parametrize(("pattern", "path"), [(r"\!a", "!a"), (r"\#a", "#a"), (r"a\*", "a*"), (r"a\\b", r"a\b")])
def test_a_backslash_before_a_sign_takes_its_meaning(pattern: str, path: str) -> None:
    assert flaw(pattern) is None
    assert matches_path([pattern], path, ".")


def test_without_patterns_nothing_matches() -> None:
    assert not matches_path([], "config.json", ".")


@given(st.text(max_size=12))
@example("[[a]*")
@example("[a--b]")
@example("a\\")
@example("[z-a]")
def test_no_text_breaks_a_pattern(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        if flaw(text) is None:
            matches_path([text], "a/b.json", ".")


@pytest.mark.parametrize(
    "pattern", ["*a*b", "**/*a*b", "*a*b/*a*b", "**/a/**/*b", "**/a/**/*a*b", "**/*a/**/b/**", "!**/**/**/a/**"]
)
def test_a_pattern_that_is_allowed_costs_little_on_a_long_path(pattern: str) -> None:
    assert flaw(pattern) is None
    start = time.process_time()
    assert not matches_path([pattern], "/".join(["a" * 250] * 4 + ["a"] * 200 + ["c"]), ".")
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("*a*a*a*a*", "has more than 4 asterisks"),
        ("**/a/**/*b*c*", "has more than 4 asterisks"),
        ("a" + "*b" * 50, "has more than 4 asterisks"),
        ("*a*a*a*b", "has more than 2 asterisks in one name"),
        ("x/*a*a*b/", "has more than 2 asterisks in one name"),
        ("**/a/**/a/**/b", 'has more than 2 times "**" before a name'),
        ("!**/a/**/a/**/b", 'has more than 2 times "**" before a name'),
    ],
)
def test_a_pattern_that_would_cost_much_is_refused(pattern: str, reason: str) -> None:
    assert flaw(pattern) == reason
