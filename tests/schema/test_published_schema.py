"""The published schemas: what any editor or validator may rely on."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from picoclaw_schema import DEFAULT_RELEASE, RELEASES, schema_for

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "schema/picoclaw_schema/published"
SCHEMAS: dict[str, dict[str, Any]] = {
    path.name: json.loads(path.read_text("utf-8")) for path in sorted(PUBLISHED.glob("config*.schema.json"))
}
LARGEST = 250_000

each_schema = pytest.mark.parametrize("name", SCHEMAS)


def _homepage() -> str:
    """No tomllib on Python 3.10, and one line is all that is needed."""
    match = re.search(r'^Homepage = "(.+)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.M)
    assert match is not None
    return match[1]


def _objects(node: Any) -> Iterator[dict[str, Any]]:
    """Every object of a schema, itself included."""
    if isinstance(node, dict):
        yield node
        for child in node.values():
            yield from _objects(child)
    elif isinstance(node, list):
        for child in node:
            yield from _objects(child)


def _references(schema: dict[str, Any]) -> set[str]:
    # A key of a config may be called "$ref" as well; then its value is a schema, no text.
    return {item["$ref"] for item in _objects(schema) if isinstance(item.get("$ref"), str)}


def test_there_is_a_schema_for_every_release_and_one_for_the_default() -> None:
    of_releases = {f"config-{release}{kind}.schema.json" for release in RELEASES for kind in ("", ".strict")}
    assert set(SCHEMAS) == {"config.schema.json", *of_releases}


@each_schema
def test_a_schema_is_valid_draft_07(name: str) -> None:
    assert SCHEMAS[name]["$schema"] == "http://json-schema.org/draft-07/schema#"
    jsonschema.Draft7Validator.check_schema(SCHEMAS[name])


@each_schema
def test_a_schema_refers_to_what_it_defines_and_to_nothing_else(name: str) -> None:
    references = _references(SCHEMAS[name])
    for reference in references:
        assert reference.startswith("#/")
        target: Any = SCHEMAS[name]
        for step in reference[2:].split("/"):
            target = target[step]
    assert {reference.split("/")[2] for reference in references} == set(SCHEMAS[name]["definitions"])


@each_schema
def test_a_schema_says_beside_a_reference_only_what_validators_may_ignore(name: str) -> None:
    words = {"$ref", "description", "markdownDescription", "default", "examples", "defaultSnippets", "writeOnly"}
    words |= {"deprecated", "deprecationMessage", "doNotSuggest", "suggestSortText"}
    beside = [set(item) for item in _objects(SCHEMAS[name]) if isinstance(item.get("$ref"), str)]
    assert [sorted(keys - words) for keys in beside if keys - words] == []


@each_schema
def test_a_schema_is_small_enough_to_be_fetched_by_an_editor(name: str) -> None:
    assert len(json.dumps(SCHEMAS[name], separators=(",", ":"), ensure_ascii=False).encode()) < LARGEST


@each_schema
def test_a_schema_is_named_after_the_place_where_it_is_published(name: str) -> None:
    assert SCHEMAS[name]["$id"] == f"{_homepage()}/raw/main/{(PUBLISHED / name).relative_to(ROOT).as_posix()}"


@each_schema
def test_a_schema_asks_for_no_key_twice(name: str) -> None:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        assert len(keys) == len(set(keys)), keys
        return dict(pairs)

    json.loads((PUBLISHED / name).read_text("utf-8"), object_pairs_hook=unique)


def test_the_schema_without_a_release_in_its_name_is_that_of_the_default_release() -> None:
    named = {**SCHEMAS[f"config-{DEFAULT_RELEASE}.schema.json"], "$id": None}
    assert {**SCHEMAS["config.schema.json"], "$id": None} == named


@pytest.mark.parametrize("release", RELEASES)
def test_the_package_hands_out_the_schemas_that_are_published(release: str) -> None:
    assert schema_for(release) == SCHEMAS[f"config-{release}.schema.json"]
    assert schema_for(release, "strict") == SCHEMAS[f"config-{release}.strict.schema.json"]


def test_everything_generated_is_current() -> None:
    command = [sys.executable, str(ROOT / "tools/generate.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
