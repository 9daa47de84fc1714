"""Patterns for places: what a star stands for, and that every place can be named."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picoclaw_lint.document.pointer import format_pointer
from picoclaw_lint.patterns import matches_place

# Keys with all that has a meaning somewhere.
_PARTS = st.text(st.sampled_from("ab*[]~/.\\01é\n"), max_size=6)
_POINTERS = st.lists(_PARTS | st.integers(0, 20) | st.just("**"), max_size=6).map(tuple).map(format_pointer)


@pytest.mark.parametrize(
    ("pattern", "place", "matches"),
    [
        ("/model_list/0/api_base", "/model_list/0/api_base", True),
        ("/model_list/0/api_base", "/model_list/0", False),
        ("/model_list/0", "/model_list/0/api_base", False),
        ("/model_list/0", "/model_list/01", False),
        ("/model_list/*/api_base", "/model_list/12/api_base", True),
        ("/model_list/*/api_base", "/model_list/api_base", False),
        ("/model_list/*", "/model_list/0/api_base", False),
        ("/model_list/[local]/api_base", "/model_list/[local]/api_base", True),
        ("/model_list/[*]/api_base", "/model_list/[local]/api_base", True),
        ("/model_list/[gpt-*]/*_base", "/model_list/[gpt-4o]/api_base", True),
        ("/model_list/[gpt-*]/*_base", "/model_list/[local]/api_base", False),
        # A slash within a name, as people write it and as pointers do.
        ("/model_list/[openai/gpt-4o]/api_base", "/model_list/[openai~1gpt-4o]/api_base", True),
        ("/model_list/[openai~1gpt-4o]/api_base", "/model_list/[openai~1gpt-4o]/api_base", True),
        ("/model_list/[openai/*]", "/model_list/[openai~1gpt-4o]", True),
        ("/model_list/[a]/[b]", "/model_list/[a]/[b]", True),
        ("/**", "", True),
        ("/**", "/a/b/c", True),
        ("/**/api_base", "/api_base", True),
        ("/**/api_base", "/model_list/0/api_base", True),
        ("/**/api_base", "/model_list/0/api_bases", False),
        ("/model_list/**", "/model_list", True),
        ("/a/**/b/**/c", "/a/b/c", True),
        ("/a/**/b/**/c", "/a/x/b/b/y/c", True),
        ("/a/**/b/**/c", "/a/x/c/b", False),
        ("/a/**/b*/c/**/d", "/a/b1/x/b2/c/d", True),
        ("/a**b", "/a/b", False),
        ("/a**b", "/axb", True),
        ("/a*a", "/a", False),
        ("/*ab*ab*", "/ab", False),
        ("/*ab*ab*", "/xabab", True),
        ("/", "/", True),
        ("/", "", False),
        ("/a.c", "/abc", False),
    ],
)
def test_a_star_is_any_text_in_a_part_and_two_are_any_parts(pattern: str, place: str, matches: bool) -> None:
    assert matches_place(pattern, place) is matches


def test_a_pattern_may_stand_for_any_of_several_places_and_for_none_that_is_not_known() -> None:
    assert matches_place("/a/[b]", "/a/0", "/a/[b]")
    assert matches_place("/a/0", "/a/0", "/a/[b]")
    assert not matches_place("/a/1", "/a/0", "/a/[b]")
    assert not matches_place("/**", None)


@given(_POINTERS.filter(bool))
def test_every_pointer_matches_itself(pointer: str) -> None:
    assert matches_place(pointer, pointer)


@given(_POINTERS, st.data())
def test_stars_in_place_of_parts_still_match(pointer: str, data: st.DataObject) -> None:
    parts = pointer.split("/")[1:]
    one = [data.draw(st.sampled_from([part, "*", part[:1] + "*" + part[1:]])) for part in parts]
    if one:
        assert matches_place("/" + "/".join(one), pointer)
    start = data.draw(st.integers(0, len(parts)))
    end = data.draw(st.integers(start, len(parts)))
    assert matches_place("/" + "/".join([*parts[:start], "**", *parts[end:]]), pointer)


@given(st.lists(st.sampled_from(["a", "b", "ab", "*", "a*", "*b", "**", "*a*b*"]), min_size=1, max_size=5), _POINTERS)
def test_a_pattern_means_what_the_same_regular_expression_does(parts: list[str], pointer: str) -> None:
    written = "".join(
        "(?:/[^/]*)*" if part == "**" else "/" + "[^/]*".join(map(re.escape, part.split("*"))) for part in parts
    )
    pattern = "/" + "/".join(parts)
    for place in (pointer, pointer.replace("~1", ""), pointer.replace("*", "a")):
        assert matches_place(pattern, place) is (re.fullmatch(written, place, re.S) is not None)


def test_no_pattern_and_no_place_takes_long() -> None:
    start = time.process_time()
    assert not matches_place("/" + "a*" * 50 + "b", "/" + "a" * 100_000)
    assert not matches_place("/**" + "/a*/**" * 20 + "/b", "/a" * 5_000)
    assert time.process_time() - start < 5
