"""What an editor says of a config: ajv, which most of them use, with the published schemas."""

from __future__ import annotations

import re
from functools import cache
from math import isinf
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from node_packages import run_node
from recorded_cases import cases, documents

from picoclaw_schema import DEFAULT_RELEASE, RELEASES, schema_for

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = ROOT / "schema/picoclaw_schema/published"
LIMIT = 2**63

# Configs with a number that JavaScript cannot hold, and therefore with another verdict: how many ajv accepts because
# an integer just beyond 64 bits is rounded to the limit, and how many it refuses because a number becomes infinite.
ROUNDED = {"0.2.8": 3, "0.2.9": 8, "0.3.0": 13, "main": 15}
INFINITE = {"0.2.8": 0, "0.2.9": 1, "0.3.0": 1, "main": 2}


# Where null is "of no other type", a number that became infinite counts as null to ajv: to it, it is of no type.
INFINITE_AS_NULL = {"0.2.8": 2, "0.2.9": 6, "0.3.0": 11, "main": 11}

# The published schemas, and the one for SchemaStore, which is for the default release.
SCHEMAS = {
    **{f"{release}, editor": (release, PUBLISHED / f"config-{release}.schema.json") for release in RELEASES},
    **{f"{release}, strict": (release, PUBLISHED / f"config-{release}.strict.schema.json") for release in RELEASES},
    "schemastore": (DEFAULT_RELEASE, ROOT / "schema/schemastore/src/schemas/json/picoclaw.json"),
}
each_schema = pytest.mark.parametrize("name", SCHEMAS)


@pytest.fixture(scope="session")
def reports() -> dict[str, Any]:
    """What ajv says, by schema: of the schema itself, and of every recorded config."""
    paths = [str(path) for _, path in SCHEMAS.values()]
    report = run_node("validate.mjs", *paths, given={case.id: case.text for case in cases()})
    return {name: report[path] for name, path in zip(SCHEMAS, paths, strict=True)}


@cache
def _verdicts(release: str) -> dict[str, bool | None]:
    """The verdict of python-jsonschema on every recorded config; None for what is no JSON."""
    validator = Draft7Validator(schema_for(release, "strict"))
    values = documents()
    return {case.id: validator.is_valid(values[case.id]) if case.id in values else None for case in cases()}


def _just_beyond_64_bits(text: str) -> bool:
    """Whether a text has an integer that is too large, and that JavaScript rounds to the limit it rounds as well."""
    numbers = [int(literal) for literal in re.findall(r"-?\d{19,}", text)]
    return any(not -LIMIT <= number < LIMIT and abs(float(number)) == LIMIT for number in numbers)


def _infinite(text: str) -> bool:
    """Whether a text has a number beyond float64, which JavaScript takes for no number."""
    return any(isinf(float(literal)) for literal in re.findall(r"\d+[eE]\d+", text))


@each_schema
def test_ajv_says_what_python_says_but_for_numbers_that_javascript_cannot_hold(
    name: str, reports: dict[str, Any]
) -> None:
    release, _ = SCHEMAS[name]
    ours, theirs = _verdicts(release), reports[name]["verdicts"]
    assert set(ours) == set(theirs)
    texts = {case.id: case.text for case in cases()}
    looser = {case for case in ours if (ours[case], theirs[case]) == (False, True)}
    stricter = {case for case in ours if (ours[case], theirs[case]) == (True, False)}
    assert {case for case in ours if ours[case] is not theirs[case]} == looser | stricter
    infinite = {case for case in looser | stricter if _infinite(texts[case])}
    assert [case for case in looser - infinite if not _just_beyond_64_bits(texts[case])] == []
    assert stricter <= infinite
    assert (len(looser - infinite), len(stricter), len(looser & infinite)) == (
        ROUNDED[release],
        *((INFINITE[release], 0) if name.endswith("strict") else (0, INFINITE_AS_NULL[release])),
    )


@each_schema
def test_ajv_has_nothing_to_say_of_a_schema_in_strict_mode(name: str, reports: dict[str, Any]) -> None:
    assert reports[name]["complaints"] == []


def test_ajv_judges_the_samples_for_schemastore_as_they_are_filed() -> None:
    _, schema = SCHEMAS["schemastore"]
    filed = {
        str(path): folder == "test"
        for folder in ("test", "negative_test")
        for path in (ROOT / "schema/schemastore/src" / folder / "picoclaw").glob("*.json")
    }
    given = {path: Path(path).read_text("utf-8") for path in filed}
    assert run_node("validate.mjs", str(schema), given=given)[str(schema)]["verdicts"] == filed
    assert {True, False} == set(filed.values())


def test_the_files_for_schemastore_have_the_form_that_prettier_gives_them() -> None:
    files = [path for path in (ROOT / "schema/schemastore").rglob("*.*") if path.is_file()]
    assert len(files) > 15
    assert run_node("formatting.mjs", given={str(path): path.read_text("utf-8") for path in files}) == []
