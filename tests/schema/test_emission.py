"""What is published is what the models say, and a flavour changes what it names and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from picoclaw_schema import RELEASES, schema_for, shape_for
from picoclaw_schema.emit.draft7 import STRICT, Flavour, emit_schema
from picoclaw_schema.emit.shape import emit_shape
from picoclaw_schema.emit.types import Table, read_models

PUBLISHED = Path(__file__).resolve().parents[2] / "schema/picoclaw_schema/published"
MINIMAL = {"version": 3, "model_list": [{"model_name": "a", "model": "b"}]}


@pytest.fixture(scope="module")
def table() -> Table:
    return read_models()


def accepts(schema: dict[str, Any], value: object) -> bool:
    return bool(Draft7Validator(schema).is_valid(value))


def test_the_shape_table_is_that_of_the_models(table: Table) -> None:
    assert json.loads((PUBLISHED / "shape.json").read_text("utf-8")) == emit_shape(table)


@pytest.mark.parametrize("release", RELEASES)
def test_the_published_schema_of_a_release_is_the_strict_flavour(table: Table, release: str) -> None:
    published = schema_for(release)
    assert emit_schema(table, release, STRICT, published["$id"]) == published


def test_a_flavour_without_null_offers_no_null(table: Table) -> None:
    schema = emit_schema(table, "0.3.0", Flavour("plain", nullable=False), "https://example.net/x")
    assert accepts(schema, MINIMAL)
    assert not accepts(schema, {**MINIMAL, "gateway": None})
    assert accepts(schema_for("0.3.0"), {**MINIMAL, "gateway": None})


def test_an_open_flavour_takes_unknown_keys(table: Table) -> None:
    schema = emit_schema(table, "0.3.0", Flavour("open", closed=False), "https://example.net/x")
    assert accepts(schema, {**MINIMAL, "gateway": {"unheard_of": 1}})
    assert not accepts(schema_for("0.3.0"), {**MINIMAL, "gateway": {"unheard_of": 1}})
    assert not accepts(schema, {**MINIMAL, "gateway": {"port": "1"}})


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
