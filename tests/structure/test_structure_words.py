"""What messages say of types, values and fields."""

from __future__ import annotations

import json
from typing import Any

import pytest
from loading import walked

from picoclaw_lint.document.values import Number
from picoclaw_lint.structure.fields import fields, first_release, places_of, spelled
from picoclaw_lint.structure.problem import Problem
from picoclaw_lint.structure.wording import expected, found, remedy
from picoclaw_schema import shape_for

SHAPE = shape_for(3)


@pytest.mark.parametrize(
    ("type_name", "words"),
    [
        ("string", "a string"),
        ("secret", "a string"),
        ("integer", "an integer"),
        ("boolean", "true or false"),
        ("number", "a number"),
        ("secrets", "an array of strings"),
        ("strings", "a string, a number or an array of them"),
        ("string[]", "an array"),
        ("AgentModel|string", "a string or an object"),
        ("Gateway", "an object"),
        ("Channel{}", "an object"),
        ("free-object", "an object"),
        ("SkillRegistry(registries)", "an object"),
    ],
)
def test_each_type_has_words(type_name: str, words: str) -> None:
    assert expected(type_name, SHAPE) == words


@pytest.mark.parametrize(
    ("type_name", "value", "words"),
    [
        ("integer", "x", 'the string "x"'),
        ("string", 5, "the number 5"),
        ("string", Number("1e3"), "the number 1000.0"),
        ("string", True, "true"),
        ("Model[*]", None, "null"),
        ("string", [1], "[1]"),
        ("string", {}, "{}"),
        ("secrets", "hunter2", "a string"),
        ("secret", 8123456789, "a number"),
        ("secret", Number("1e3"), "a number"),
        ("secret", True, "true"),
        ("secret", ["x"], '["x"]'),
        ("secrets", {}, "{}"),
    ],
)
def test_each_value_has_words_and_one_in_the_place_of_a_secret_is_not_quoted(
    type_name: str, value: Any, words: str
) -> None:
    assert found(Problem("wrong-type", ("key",), type_name, value), SHAPE, json.dumps) == words


def test_a_file_that_is_one_string_is_not_quoted() -> None:
    assert found(Problem("wrong-type", (), "Config", "x"), SHAPE, json.dumps) == "a string"


@pytest.mark.parametrize(
    ("type_name", "value", "words"),
    [
        ("boolean", "true", "write true without quotes"),
        ("boolean", " False ", "write false without quotes"),
        ("boolean", "yes", None),
        ("boolean", 1, "write true"),
        ("boolean", 0, "write false"),
        ("boolean", 2, None),
        ("boolean", [], None),
        ("boolean", {}, None),
        ("integer", "18790", "write 18790 without quotes"),
        ("integer", " -5", "write -5 without quotes"),
        ("number", "5", "write 5 without quotes"),
        ("integer", "fast", None),
        ("integer", True, None),
        ("string", 5, "put it in double quotes"),
        ("string", Number("1.5"), "put it in double quotes"),
        ("secret", 5, "put it in double quotes"),
        ("string", [], None),
        ("string[]", "x", "put it into an array: [ ... ]"),
        ("secrets", "x", "put it into an array: [ ... ]"),
        ("string[]", 5, None),
        ("Gateway", "x", None),
        ("Gateway", 5, None),
    ],
)
def test_a_remedy_is_named_where_there_is_one(type_name: str, value: Any, words: str | None) -> None:
    assert remedy(Problem("wrong-type", (), type_name, value), SHAPE) == words


def test_what_a_remedy_says_is_then_accepted() -> None:
    assert walked({"port": 18790}, "Gateway").problems == []
    assert walked({"hot_reload": True}, "Gateway").problems == []


def test_fields_of_a_type_are_those_of_the_release() -> None:
    assert "dm_scope" in fields(SHAPE, "Session")
    assert "dm_scope" not in fields(shape_for(3, "0.2.9"), "Session")
    assert fields(SHAPE, "string") == []


def test_a_key_in_another_case_is_spelled_as_the_field() -> None:
    assert spelled(SHAPE, "Gateway", "PORT") == "port"
    assert spelled(SHAPE, "Gateway", "ho\u017ft") == "host"


@pytest.mark.parametrize(
    ("type_name", "key", "release"),
    [
        ("Session", "dm_scope", "0.3.0"),
        ("Config", "events", "0.2.9"),
        ("Gateway", "port", "0.2.8"),
        ("Gateway", "x", None),
        ("string", "x", None),
    ],
)
def test_the_first_release_of_a_field_is_known(type_name: str, key: str, release: str | None) -> None:
    assert first_release(SHAPE, type_name, key) == release


@pytest.mark.parametrize(
    ("key", "release", "places"),
    [
        ("dm_scope", "0.3.0", ["session.dm_scope"]),
        ("dm_scope", "0.2.9", []),
        ("model_name", "0.3.0", ["voice.model_name", "model_list[].model_name", "agents.defaults.model_name"]),
        ("primary", "0.3.0", ["agents.list[].model.primary", "agents.list[].subagents.model.primary"]),
        ("auth_token", "0.3.0", ["tools.skills.registries[].auth_token"]),
        ("command", "0.3.0", ["hooks.processes.*.command", "tools.mcp.servers.*.command"]),
        ("nosuch", "0.3.0", []),
    ],
)
def test_every_place_of_a_field_is_found(key: str, release: str, places: list[str]) -> None:
    assert sorted(places_of(key, release)) == sorted(places)
