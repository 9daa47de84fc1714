"""A fingerprint stays while the file around a finding changes, and no two findings share one."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from picoclaw_lint import engine
from picoclaw_lint.context import Context
from picoclaw_lint.diagnostic import Diagnostic
from picoclaw_lint.document import parse
from picoclaw_lint.fingerprint import fingerprints
from picoclaw_lint.source import Source
from picoclaw_lint.surroundings import Surroundings

MODELS = [
    {"model_name": "a", "model": "openai/gpt-99", "colour": 1},
    {"model_name": "b", "model": "openai/gpt-99", "colour": 1},
    {"model_name": "c", "model": "openai/gpt-99"},
]
CONFIG: dict[str, Any] = {"version": 3, "model_list": MODELS, "colour": 1}


def found(config: Any, path: str = "config.json") -> dict[str, str]:
    """The findings of a config by fingerprint: rule and address."""
    text = config if isinstance(config, str) else json.dumps(config)
    diagnostics = engine.check(Context(parse(Source(path, text.encode())), Surroundings())).diagnostics
    made = fingerprints(diagnostics, path)
    assert len(set(made)) == len(diagnostics)
    return {mark: f"{item.rule} {item.address}" for mark, item in zip(made, diagnostics, strict=True)}


EXPECTED = found(CONFIG)


def test_the_config_of_these_tests_has_findings_with_and_without_names() -> None:
    assert {"unknown-field /colour", "unknown-field /model_list/[a]/colour"} <= set(EXPECTED.values())
    assert len(EXPECTED) > 6


@pytest.mark.parametrize(
    "change",
    [
        lambda config: json.dumps(config, indent=8),
        lambda config: json.dumps(config).replace(", ", " ,\r\n\r\n"),
        lambda config: {**config, "model_list": MODELS[::-1]},
        lambda config: {"agents": {}, **config},
        lambda config: dict(reversed(config.items())),
    ],
    ids=["indented", "other lines", "models in another order", "more keys", "keys in another order"],
)
def test_what_is_around_a_finding_does_not_matter(change: Callable[[dict[str, Any]], Any]) -> None:
    assert found(change(CONFIG)) == EXPECTED


def test_a_model_that_is_put_before_the_others_brings_its_own_findings_alone() -> None:
    new = found({**CONFIG, "model_list": [{"model_name": "x", "model": "openai/gpt-99", "colour": 1}, *MODELS]})
    assert EXPECTED.items() <= new.items()
    assert {place for mark, place in new.items() if mark not in EXPECTED} == {
        place.replace("[a]", "[x]") for place in EXPECTED.values() if "[a]" in place
    }


def test_the_words_and_the_value_do_not_matter() -> None:
    assert found(json.dumps(CONFIG).replace("gpt-99", "gpt-98")) == EXPECTED


def test_rule_place_and_file_matter() -> None:
    def mark(rule: str, address: str | None, path: str) -> str:
        item = Diagnostic(rule, "structure", "error", "load", "", None, path, "/x", None, address=address)
        return fingerprints([item], path)[0]

    assert len({mark("a", "/x", "p"), mark("b", "/x", "p"), mark("a", "/y", "p"), mark("a", "/x", "q")}) == 4
    assert mark("a", None, "p") == mark("a", "", "p")


def test_equal_findings_are_counted() -> None:
    twins = [{"model_name": "a", "model": "openai/gpt-99", "colour": 1}] * 3
    three = found({**CONFIG, "model_list": twins})
    two = found({**CONFIG, "model_list": twins[:2]})
    assert two.items() <= three.items()
    assert sum(place == "unknown-field /model_list/[a]/colour" for place in three.values()) == 3


def test_a_fingerprint_stays_from_version_to_version() -> None:
    item = Diagnostic("unknown-field", "structure", "error", "load", "", None, "", "/a/0", None, address="/a/[b]")
    assert fingerprints([item, item], "config.json") == [
        "034f5e4998ea015cf8f87c9c3e752acc",
        "f5a86483aa5d0f914e4586d8da26b49d",
    ]


# Rules and paths have no NUL; a place may.
_NAMES = st.text(st.characters(exclude_characters="\0"), max_size=3)
_PLACES = st.text(st.sampled_from("\0a1/"), max_size=5)


@given(st.lists(st.tuples(_NAMES, _PLACES, _NAMES), max_size=6))
def test_no_two_findings_share_a_fingerprint(items: list[tuple[str, str, str]]) -> None:
    made = [
        mark
        for path in sorted({path for _, _, path in items})
        for mark in fingerprints(
            [
                Diagnostic(rule, "", "info", "advice", "", None, path, None, None, address=address)
                for rule, address, of in items
                if of == path
            ],
            path,
        )
    ]
    assert len(set(made)) == len(items)
