"""What is published is what the models say, and a flavour changes what it names and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from recorded_cases import documents

from picoclaw_schema import RELEASES, dead_fields, schema_for, shape_for
from picoclaw_schema.emit.dead_fields import emit_dead_fields
from picoclaw_schema.emit.draft7 import emit_schema
from picoclaw_schema.emit.flavour import EDITOR, FLAVOURS, SCHEMASTORE, STRICT, Flavour
from picoclaw_schema.emit.shape import emit_shape
from picoclaw_schema.emit.types import Table, read_models

PUBLISHED = Path(__file__).resolve().parents[2] / "schema/picoclaw_schema/published"
MINIMAL = {"version": 3, "model_list": [{"model_name": "a", "model": "b"}]}


@pytest.fixture(scope="module")
def table() -> Table:
    return read_models()


def accepts(schema: dict[str, Any], value: object) -> bool:
    return bool(Draft7Validator(schema).is_valid(value))


def test_the_dead_fields_are_those_of_the_models_and_none_has_another_inside(table: Table) -> None:
    paths = [field.path for field in dead_fields()]
    assert [row["path"] for row in emit_dead_fields(table)["fields"]] == [list(path) for path in paths]
    assert ("model_list", "[]", "fallbacks") in paths
    assert not [path for path in paths if any(other != path and path[: len(other)] == other for other in paths)]


def test_the_shape_table_is_that_of_the_models(table: Table) -> None:
    assert json.loads((PUBLISHED / "shape.json").read_text("utf-8")) == emit_shape(table)


@pytest.mark.parametrize("flavour", [EDITOR, STRICT], ids=lambda flavour: flavour.name)
@pytest.mark.parametrize("release", RELEASES)
def test_the_published_schema_of_a_release_is_what_its_flavour_says(
    table: Table, release: str, flavour: Flavour
) -> None:
    published = schema_for(release, flavour.name)
    assert emit_schema(table, release, flavour, published["$id"]) == published


@pytest.mark.parametrize("release", RELEASES)
def test_all_flavours_find_the_same_configs_valid(table: Table, release: str) -> None:
    schemas = [emit_schema(table, release, flavour, "https://example.net/x") for flavour in FLAVOURS.values()]
    validators = [Draft7Validator(schema) for schema in schemas]
    verdicts = {name: [each.is_valid(value) for each in validators] for name, value in documents().items()}
    assert {name: valid for name, valid in verdicts.items() if len(set(valid)) > 1} == {}
    assert {True, False} == {valid[0] for valid in verdicts.values()}


@pytest.mark.parametrize("flavour", FLAVOURS.values(), ids=FLAVOURS)
def test_null_is_valid_where_picoclaw_takes_it_for_not_given(table: Table, flavour: Flavour) -> None:
    schema = emit_schema(table, "0.3.0", flavour, "https://example.net/x")
    nothing = {"gateway": None, "tools": {"web": {"brave": None, "provider": None}}, "session": {"dimensions": None}}
    assert accepts(schema, {**MINIMAL, **nothing})
    assert not accepts(schema, {**MINIMAL, "model_list": [None]})


def types(schema: Any) -> set[str]:
    """Every type that a schema names."""
    if isinstance(schema, list):
        return set().union(*map(types, schema))
    if not isinstance(schema, dict):
        return set()
    named = schema.get("type")
    own = {named} if isinstance(named, str) else set(named) if isinstance(named, list) else set()
    return own.union(*(types(value) for value in schema.values()))


@pytest.mark.parametrize("flavour", [EDITOR, SCHEMASTORE], ids=lambda flavour: flavour.name)
def test_no_editor_can_read_null_off_a_schema_for_editors(table: Table, flavour: Flavour) -> None:
    text = json.dumps(emit_schema(table, "main", flavour, "https://example.net/x"))
    assert "null" not in types(json.loads(text))
    assert not re.search(r'"(default|const|enum|examples)": (\[[^]]*)?null', text)
    assert "null" in types(emit_schema(table, "main", STRICT, "https://example.net/x"))


@pytest.mark.parametrize(
    ("profile", "valid"),
    [
        ({"enabled": True, "tools": {"mode": " Custom"}}, True),
        ({"enabled": True, "history": {"mode": "custom"}}, False),
        ({"enabled": True, "history": {"mode": ""}}, True),
        ({"enabled": False, "history": {"mode": "custom"}}, True),
        ({"enabled": True, "history": None}, True),
    ],
)
def test_modes_are_checked_in_an_enabled_profile_only(profile: dict[str, Any], valid: bool) -> None:
    config = {**MINIMAL, "agents": {"defaults": {"turn_profile": profile}}}
    assert accepts(schema_for("0.3.0"), config) is valid


@pytest.mark.parametrize(
    ("channel", "valid"),
    [
        ({"telegram": {"settings": {"token": "x"}}}, True),
        ({"telegram": {"settings": {"token": 5}}}, False),
        ({"mine": {"type": "telegram", "settings": {"token": 5}}}, False),
        ({"mine": {"type": "telegram", "settings": {"anything": 5}}}, True),
        ({"mine": {"enabled": False}}, False),
        ({"telegram": {"type": "irc", "settings": {"token": 5}}}, True),
        ({"telegram": {"type": "Telegram"}}, False),
        ({"telegram": None, "mine": None}, True),
    ],
)
def test_settings_go_by_type_and_else_by_name(channel: dict[str, Any], valid: bool) -> None:
    assert accepts(schema_for("0.3.0"), {**MINIMAL, "channel_list": channel}) is valid


def test_old_versions_have_their_own_root_and_releases_their_own_rank() -> None:
    assert shape_for(3).root != shape_for(2).root
    assert shape_for(0).root == shape_for(2).root
    assert shape_for(3, "0.2.8").rank < shape_for(3, "main").rank
