"""The published schemas against PicoClaw and the linter: where they agree, and what draft-07 cannot say.

Only what is JSON is asked: an editor shows a syntax error before any schema.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from jsonschema import Draft7Validator
from recorded_cases import CONFIG, Case, Verdict, cases, documents, parse_json, saved_files, security_cases

from picoclaw_lint import engine
from picoclaw_lint.context import Context
from picoclaw_lint.document import parse
from picoclaw_lint.source import Source
from picoclaw_lint.surroundings import Surroundings
from picoclaw_schema import RELEASES, schema_for

ARCHITECTURE = (Path(__file__).resolve().parents[2] / "docs/architecture.md").read_text("utf-8").splitlines()
TODAY = datetime.date(2026, 11, 23)


class Kind(NamedTuple):
    """Why PicoClaw refuses a config that the schema accepts.

    Attributes:
        words: the reason, for people.
        rule: the linter's rule that says it.
        error: what PicoClaw's message matches.
        counts: how many recorded configs of version 3 there are, by release.
    """

    words: str
    rule: str
    error: str
    counts: tuple[int, ...]


# Refused for the type of a value. To draft-07, 8192.0 and 1e3 are integers, and a number may be of any size.
TYPE_ERRORS = (
    Kind(
        "an integer written as `8192.0`",
        "not-an-integer",
        r"type error .* expected int but got number -?\d+\.\d+$",
        (1, 4, 5, 6),
    ),
    Kind(
        "an integer written as `1e3`",
        "not-an-integer",
        r"type error .* expected int but got number -?\d+[eE]\d+$",
        (1, 3, 11, 11),
    ),
    Kind(
        "an integer in channel `settings` written as `8192.0`",
        "invalid-channel-settings",
        r"failed to decode settings: json: cannot unmarshal number -?\d+\.\d+ .* of type int$",
        (0, 0, 0, 1),
    ),
    Kind(
        "a number beyond float64 (`1e400`)",
        "number-out-of-range",
        r"type error .*: expected float64 but got number 1e400$",
        (0, 1, 2, 3),
    ),
)

# Refused for anything else, after keys and types.
LATER = (
    Kind(
        "a `file://` reference to what is missing, outside of the directory, or without a name",
        "broken-secret-file",
        r"^failed to parse config\.json: credential: (failed to resolve|file://)",
        (4, 12, 18, 18),
    ),
    Kind(
        "two enabled channels of a type that allows one",
        "repeated-singleton-channel",
        r"is singleton and does not support multiple instances",
        (1, 4, 5, 5),
    ),
)

# Accepted by PicoClaw, refused by the schema; only in files of an older version.
STRICTER: dict[str, str] = {
    "dev-01104": "10 bytes or less: PicoClaw does not look at what the file says",
    "dev-00807": "a number among api_keys: the migration drops what is no text, and the key is lost",
    "dev-01968": "the same",
    "dev-02544": "the same",
}

each_release = pytest.mark.parametrize("release", RELEASES)


def _is_version_3(value: Any) -> bool:
    """Whether the schema judges a value as version 3; 3.0 is 3 to it."""
    version = value.get("version") if isinstance(value, dict) else None
    return not isinstance(version, bool) and version == 3


@cache
def _valid(release: str) -> frozenset[str]:
    """The ids of the configs that the schema of a release accepts."""
    validator = Draft7Validator(schema_for(release, "strict"))
    return frozenset(name for name, value in documents().items() if validator.is_valid(value))


def _judged(release: str, *, version_3: bool) -> list[tuple[Case, Verdict, bool]]:
    """The configs of version 3, or the older ones: what PicoClaw says, and whether the schema accepts."""
    return [
        (case, case.verdicts[release], case.id in _valid(release))
        for case in cases()
        if case.id in documents() and _is_version_3(documents()[case.id]) == version_3
    ]


def _is_about_keys_or_types(error: str) -> bool:
    return bool(re.search(r"unknown field\(s\)|type error|cannot unmarshal", error))


def _load_rules(case: Case, release: str) -> set[str]:
    context = Context(parse(Source(CONFIG, case.data)), Surroundings(), release, TODAY)
    return {item.rule for item in engine.check(context).diagnostics if item.impact == "load"}


def _seen_by_the_linter_only(kinds: tuple[Kind, ...], *, keys_or_types: bool) -> dict[str, list[int]]:
    """Count, by kind and release, what the schema accepts and PicoClaw refuses; the rest goes by its message."""
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0] * len(RELEASES))
    for position, release in enumerate(RELEASES):
        for case, verdict, valid in _judged(release, version_3=True):
            if not valid or verdict.loads or _is_about_keys_or_types(verdict.error) != keys_or_types:
                continue
            kind = next((kind for kind in kinds if re.search(kind.error, verdict.error)), None)
            told = kind is not None and kind.rule in _load_rules(case, release)
            counts[kind.words if kind is not None and told else f"{case.id}: {verdict.error}"][position] += 1
    print(f"| refused by PicoClaw, accepted by the schema | rule | {' | '.join(RELEASES)} |")
    print("|---|---|" + "---|" * len(RELEASES))
    rules = {kind.words: kind.rule for kind in kinds}
    lines = [f"| {words} | `{rules.get(words)}` | {' | '.join(map(str, row))} |" for words, row in counts.items()]
    print("\n".join(lines))
    assert [line for line in lines if line not in ARCHITECTURE] == [], "docs/architecture.md has the same table"
    return dict(counts)


def test_python_reads_exactly_those_configs_as_json_that_picoclaw_does() -> None:
    ours = set(documents())
    theirs = {case.id for case in cases() if "syntax error" not in case.verdicts["main"].error}
    assert sorted(ours ^ theirs) == []
    assert len(ours) > 2000


@each_release
def test_what_picoclaw_accepts_is_valid(release: str) -> None:
    accepted = [(case.id, valid) for case, verdict, valid in _judged(release, version_3=True) if verdict.loads]
    assert len(accepted) > 100
    assert [name for name, valid in accepted if not valid] == []


@pytest.mark.parametrize("release", ["0.3.0", "main"])
def test_what_picoclaw_accepts_with_a_security_file_is_valid(release: str) -> None:
    validator = Draft7Validator(schema_for(release, "strict"))
    accepted = [case for case in security_cases() if case.verdicts[release].loads]
    assert len(accepted) > 250
    assert [case.id for case in accepted if not validator.is_valid(parse_json(case.text))] == []


def test_what_picoclaw_saves_is_valid() -> None:
    validator = Draft7Validator(schema_for("0.3.0", "strict"))
    assert len(saved_files()) > 250
    assert [case.id for case in saved_files() if not validator.is_valid(parse_json(case.text))] == []


def test_keys_and_types_are_seen_by_the_schema_but_for_what_draft_07_cannot_say() -> None:
    for release in RELEASES:
        errors = [verdict.error for _, verdict, _ in _judged(release, version_3=True)]
        assert sum(map(_is_about_keys_or_types, errors)) > 300
    counts = _seen_by_the_linter_only(TYPE_ERRORS, keys_or_types=True)
    assert counts == {kind.words: list(kind.counts) for kind in TYPE_ERRORS}


def test_what_only_the_linter_sees_beside_keys_and_types_is_known() -> None:
    counts = _seen_by_the_linter_only(LATER, keys_or_types=False)
    assert counts == {kind.words: list(kind.counts) for kind in LATER}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('{"version": 3, "gateway": {"port": "x"}, "gateway": {"port": 1}}', "wrong-type"),
        ('{"version": 3, "channel_list": {"telegram": {"settings": {"TOKEN": 5}}}}', "invalid-channel-settings"),
    ],
    ids=["a wrong type in an earlier duplicate", "a wrong type under a key of settings in other case"],
)
def test_what_no_recorded_config_shows_is_seen_by_the_linter_and_not_by_the_schema(text: str, rule: str) -> None:
    case = Case("written here", {CONFIG: text.encode()}, {})
    assert _load_rules(case, "0.3.0") == {rule}
    assert Draft7Validator(schema_for("0.3.0", "strict")).is_valid(parse_json(text))


@each_release
def test_what_picoclaw_accepts_of_older_versions_is_valid_but_for_what_helps_nobody(release: str) -> None:
    judged = _judged(release, version_3=False)
    unseen: defaultdict[str, list[str]] = defaultdict(list)
    for case, verdict, valid in judged:
        if valid and not verdict.loads:
            unseen[re.sub(r'"[^"]*"|\d+', "_", verdict.error)].append(case.id)
    print(f"versions 0 to 2, {release}: refused by PicoClaw, accepted by the schema")
    for error, names in sorted(unseen.items(), key=lambda item: -len(item[1])):
        print(f"{len(names):4}  {error}  {names[0]}")
    accepted = [(case.id, valid) for case, verdict, valid in judged if verdict.loads]
    assert len(accepted) > 100
    assert {name for name, valid in accepted if not valid} <= set(STRICTER)


def test_every_place_where_the_schema_is_stricter_than_picoclaw_is_still_one() -> None:
    stricter = {
        case.id
        for release in RELEASES
        for case, verdict, valid in _judged(release, version_3=False)
        if verdict.loads and not valid
    }
    assert stricter == set(STRICTER)
