"""The published schema of the settings, which editors of TOML use, is the one that the linter keeps to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from picoclaw_lint import settings
from picoclaw_lint.diagnostic import SEVERITIES
from picoclaw_lint.project import HOMEPAGE
from picoclaw_lint.settings import Accepted
from picoclaw_lint.settings_schema import schema
from picoclaw_schema import RELEASES

ROOT = Path(__file__).resolve().parents[2]
FILE = "linter/picoclaw_lint/settings.schema.json"
SCHEMA = schema()
PROPERTIES = SCHEMA["properties"]
ACCEPTED = SCHEMA["definitions"]["accepted"]


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object inside of a value."""
    if isinstance(value, dict):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(item)


def test_it_is_valid_draft_07() -> None:
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"
    jsonschema.Draft7Validator.check_schema(SCHEMA)


def test_its_address_is_where_the_file_lies() -> None:
    assert SCHEMA["$id"] == f"{HOMEPAGE}/raw/main/{FILE}"
    assert json.loads((ROOT / FILE).read_text("utf-8")) == SCHEMA


def test_it_needs_no_other_file() -> None:
    references = [item["$ref"] for item in objects(SCHEMA) if "$ref" in item]
    assert references
    assert {reference.removeprefix("#/definitions/") for reference in references} == set(SCHEMA["definitions"])


@pytest.mark.parametrize("properties", [PROPERTIES, ACCEPTED["properties"]], ids=["settings", "ignore"])
def test_every_setting_has_a_description(properties: dict[str, dict[str, Any]]) -> None:
    for name, setting in properties.items():
        assert len(setting.get("description", "")) > 10, name
        assert setting["description"].endswith("."), name


def test_it_knows_the_releases_and_severities_of_the_linter() -> None:
    assert PROPERTIES["target-version"]["enum"] == list(RELEASES)
    assert PROPERTIES["fail-on"]["enum"] == [*SEVERITIES, "never"]
    assert PROPERTIES["severity"]["additionalProperties"]["enum"] == list(SEVERITIES)


def test_it_refuses_unknown_keys_everywhere() -> None:
    closed = [item for item in objects(SCHEMA) if "properties" in item and item.get("type") == "object"]
    assert closed == [SCHEMA, ACCEPTED]
    assert all(item["additionalProperties"] is False for item in closed)


def test_it_has_the_fields_that_the_linter_reads() -> None:
    assert {name.replace("-", "_") for name in PROPERTIES} == {*settings.Settings._fields} - {
        "path",
        "accepted",
        "named_rules",
        "lines",
    }
    assert set(ACCEPTED["properties"]) == set(Accepted._fields) - {"line"}
    assert ACCEPTED["required"] == ["rule", "reason"]
