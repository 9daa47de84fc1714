"""What SchemaStore is to take over keeps to the rules of its CONTRIBUTING.md, cli.js and schema-validation.jsonc."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from picoclaw_lint import engine
from picoclaw_lint.context import Context
from picoclaw_lint.document import parse
from picoclaw_lint.source import Source
from picoclaw_lint.surroundings import Surroundings

STORE = Path(__file__).resolve().parents[2] / "schema/schemastore"
SCHEMA_FILE = STORE / "src/schemas/json/picoclaw.json"
SCHEMA: dict[str, Any] = json.loads(SCHEMA_FILE.read_text("utf-8"))
ENTRY: dict[str, Any] = json.loads((STORE / "catalog-entry.json").read_text("utf-8"))
POSITIVE = sorted((STORE / "src/test/picoclaw").glob("*.json"))
NEGATIVE = sorted((STORE / "src/negative_test/picoclaw").glob("*.json"))

DRAFT_07 = {
    *("$schema", "$id", "$ref", "$comment", "title", "description", "default", "examples", "definitions", "writeOnly"),
    *("type", "enum", "const", "properties", "patternProperties", "additionalProperties", "required", "items"),
    *("anyOf", "allOf", "not", "if", "then", "else", "minimum", "maximum", "minLength", "maxItems", "pattern"),
}
# Beyond the draft, and known to SchemaStore's ajv without being listed for the schema.
KNOWN_THERE = {"defaultSnippets", "markdownDescription", "enumDescriptions", "deprecated"}
# Under these, keys are names of the config and no keywords.
MAPS = {"properties", "patternProperties", "definitions"}
DATA = {"default", "examples", "enum", "const", "defaultSnippets"}


def keywords(schema: Any) -> Iterator[str]:
    """Every keyword of a schema, wherever it stands."""
    if isinstance(schema, list):
        for item in schema:
            yield from keywords(item)
    if isinstance(schema, dict):
        for key, value in schema.items():
            yield key
            if key in MAPS:
                yield from keywords(list(value.values()))
            elif key not in DATA:
                yield from keywords(value)


def load_errors(path: Path) -> list[str]:
    """The rules that say PicoClaw refuses a config."""
    context = Context(parse(Source(str(path), path.read_bytes())), Surroundings())
    return [item.rule for item in engine.check(context).diagnostics if item.impact == "load"]


def test_the_schema_has_only_keywords_that_are_known_there() -> None:
    assert set(keywords(SCHEMA)) - DRAFT_07 - KNOWN_THERE == set()


def test_the_schema_names_its_draft_and_its_address() -> None:
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert SCHEMA["$id"] == ENTRY["url"]
    assert ENTRY["url"].startswith("https://")


@pytest.mark.parametrize(
    "path", [SCHEMA_FILE, STORE / "catalog-entry.json", *POSITIVE, *NEGATIVE], ids=lambda p: p.name
)
def test_a_file_is_plain_json_without_a_byte_order_mark(path: Path) -> None:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len(pairs) == len(dict(pairs))
        return dict(pairs)

    assert not path.read_bytes().startswith(b"\xef\xbb\xbf")
    json.loads(path.read_text("utf-8"), object_pairs_hook=unique)


def test_the_entry_of_the_catalogue_has_the_form_that_is_checked_there() -> None:
    assert set(ENTRY) == {"name", "description", "fileMatch", "url"}
    for text in (ENTRY["name"], ENTRY["description"]):
        assert text
        assert text[-1] not in ",. \t-"
        assert "schema" not in text.lower()
        assert "\n" not in text


def test_the_entry_matches_by_path_and_never_a_bare_config_json() -> None:
    assert ENTRY["fileMatch"] == ["**/.picoclaw/config.json"]


def test_the_lists_of_models_and_providers_are_open() -> None:
    model = {"model_name": "a", "provider": "unheard-of", "model": "unheard-of/model", "thinking_level": "unheard-of"}
    assert Draft7Validator(SCHEMA).is_valid({"version": 3, "model_list": [model]})


@pytest.mark.parametrize("path", POSITIVE, ids=lambda path: path.stem)
def test_a_positive_sample_is_valid_and_picoclaw_loads_it(path: Path) -> None:
    errors = [error.message for error in Draft7Validator(SCHEMA).iter_errors(json.loads(path.read_text("utf-8")))]
    assert errors == []
    # The samples refer to files with keys, which are not there.
    assert set(load_errors(path)) <= {"broken-secret-file"}


@pytest.mark.parametrize("path", NEGATIVE, ids=lambda path: path.stem)
def test_a_negative_sample_is_not_valid_and_picoclaw_refuses_it(path: Path) -> None:
    assert not Draft7Validator(SCHEMA).is_valid(json.loads(path.read_text("utf-8")))
    assert set(load_errors(path)) - {"broken-secret-file"}
