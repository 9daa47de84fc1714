"""The models against the facts: every key that PicoClaw decodes, as recorded from its own types."""

from __future__ import annotations

import json
import typing
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import pytest

from picoclaw_schema.model.agents import AgentDefaults
from picoclaw_schema.model.channels import CHANNEL_TYPES
from picoclaw_schema.model.config import Config
from picoclaw_schema.model.field import Decoding, Section
from picoclaw_schema.model.legacy import VERSION_3_ONLY, LegacyAgentDefaults, LegacyConfig, LegacyModel
from picoclaw_schema.model.model_list import Model

FACTS: dict[str, dict[str, Any]] = {
    fact["path"]: fact
    for fact in map(json.loads, (Path(__file__).parents[1] / "data" / "fields.jsonl").read_text("utf-8").splitlines())
}
RELEASES = ("before 0.2.8", "0.2.9", "0.3.0", "main")
GO_TYPES = {
    "str": {"string"},
    "bool": {"bool"},
    "int": {"int", "int64"},
    "float": {"float64"},
    "list": {"array"},
    "dict": {"map", "ChannelsConfig"},
    "section": {"object"},
    "secret": {"SecureString"},
    "secrets": {"SecureStrings"},
    "strings": {"FlexibleStringSlice"},
    "any": {"RawMessage"},
    "free-object": {"map"},
    "settings": {"RawNode"},
    "text-or-object": {"AgentModelConfig"},
    "registries": {"SkillsRegistriesConfig"},
    "registry": {"SkillRegistryConfig"},
    "pointers": {"array"},
}


@dataclass(frozen=True)
class Key:
    """A path of the file as the models have it."""

    kind: str
    since: str
    data: dict[str, Any] = field(default_factory=dict)


def _later(one: str, other: str) -> str:
    return max(one, other, key=RELEASES.index)


def _split(annotation: Any) -> tuple[Any, str | None]:
    """The bare type of an annotation, and the name of its decoding."""
    if typing.get_origin(annotation) is not Annotated:
        return annotation, None
    bare, *metadata = typing.get_args(annotation)
    return bare, next((mark.name for mark in metadata if isinstance(mark, Decoding)), None)


def _is_section(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Section)


def _value(
    path: str, annotation: Any, decoding: str | None, since: str, data: dict[str, Any]
) -> Iterator[tuple[str, Key]]:
    """A value and everything below it."""
    annotation, inner = _split(annotation)
    decoding = decoding or inner
    origin = typing.get_origin(annotation)
    kind = "section" if _is_section(annotation) else (origin or annotation).__name__
    yield path, Key(decoding or kind, since, data)
    if decoding in {"secret", "secrets", "strings", "any", "free-object", "settings"}:
        return
    if _is_section(annotation):
        yield from _section(annotation, path, since)
    elif decoding == "registries":
        yield from _value(f"{path}[]", typing.get_args(annotation)[1], "registry", since, {})
    elif origin is list:
        yield from _value(f"{path}[]", typing.get_args(annotation)[0], None, since, {})
    elif origin is dict:
        yield from _value(f"{path}.*", typing.get_args(annotation)[1], None, since, {})


def _section(section: type[Section], path: str, since: str) -> Iterator[tuple[str, Key]]:
    for name, info in section.model_fields.items():
        data = info.json_schema_extra
        assert isinstance(data, dict)
        # pydantic takes the Annotated off and keeps what was in it.
        decoding = next((mark.name for mark in info.metadata if isinstance(mark, Decoding)), None)
        yield from _value(
            f"{path}.{name}".lstrip("."),
            info.annotation,
            decoding,
            _later(since, str(data.get("since", RELEASES[0]))),
            data,
        )


def _settings() -> Iterator[tuple[str, Key]]:
    for name, kind in CHANNEL_TYPES.items():
        path = f"channel_list.<{name}>.settings"
        yield from _value(path, kind.settings, None, kind.since or RELEASES[0], {})


PAIRS = [*_section(Config, "", RELEASES[0]), *_settings()]
KEYS = dict(PAIRS)


def _sections(section: type[Section] = Section) -> Iterator[type[Section]]:
    for child in section.__subclasses__():
        # Sections of other tests are none of ours.
        if child.__module__.startswith("picoclaw_schema.model."):
            yield child
            yield from _sections(child)


FIELDS: list[tuple[str, Any]] = sorted(
    (
        (f"{section.__name__}.{name}", info)
        for section in set(_sections())
        for name, info in section.model_fields.items()
    ),
    key=lambda pair: pair[0],
)
each_path = pytest.mark.parametrize("path", sorted(FACTS.keys() & KEYS.keys()))
each_field = pytest.mark.parametrize("info", [info for _, info in FIELDS], ids=[name for name, _ in FIELDS])


def test_the_models_have_every_path_of_the_facts_and_no_other() -> None:
    assert sorted(KEYS) == sorted(FACTS)
    assert len(PAIRS) == len(KEYS)


@each_path
def test_a_path_came_with_the_release_the_facts_name(path: str) -> None:
    assert KEYS[path].since == FACTS[path]["since"]


@each_path
def test_a_path_has_the_environment_variable_of_the_facts(path: str) -> None:
    assert KEYS[path].data.get("env") == FACTS[path].get("env")


@each_path
def test_a_path_has_the_default_of_the_facts_or_none(path: str) -> None:
    assert ("default" in KEYS[path].data) == ("default" in FACTS[path])
    default, expected = KEYS[path].data.get("default"), FACTS[path].get("default")
    # True equals 1 in Python, but not in the file.
    assert (type(default), default) == (type(expected), expected)


@each_path
def test_a_path_decodes_as_its_go_type_does(path: str) -> None:
    assert FACTS[path]["go_type"] in GO_TYPES[KEYS[path].kind]


def test_the_secret_paths_are_exactly_those_with_a_secret_kind() -> None:
    secret = {path for path, key in KEYS.items() if key.kind in {"secret", "secrets"}}
    assert secret == {path for path, fact in FACTS.items() if fact.get("secret")}


def test_the_free_form_paths_are_exactly_those_nobody_looks_into() -> None:
    free = {path for path, key in KEYS.items() if key.kind in {"any", "free-object", "settings"}}
    assert free == {path for path, fact in FACTS.items() if fact.get("free_form")}


@each_field
def test_a_field_is_described_in_whole_sentences(info: Any) -> None:
    assert len(info.description) >= 20
    assert info.description.endswith(".")
    assert info.description[0].isupper()


@each_field
def test_the_values_of_a_field_are_strings_with_a_sentence_each(info: Any) -> None:
    for value, meaning in info.json_schema_extra.get("values", {}).items():
        assert isinstance(value, str)
        assert meaning.endswith(".")


@each_field
def test_a_remark_on_a_field_is_a_sentence(info: Any) -> None:
    for remark in ("others", "dead"):
        assert info.json_schema_extra.get(remark, ".").endswith(".")


@each_field
def test_a_value_is_only_the_default_of_a_field_that_allows_it(info: Any) -> None:
    values = info.json_schema_extra.get("values")
    default = info.json_schema_extra.get("default")
    if values and default is not None:
        assert set(default if isinstance(default, list) else [default]) <= set(values)


def test_a_successor_is_a_path_of_version_3_or_a_parameter_of_a_registry() -> None:
    for name, info in FIELDS:
        successor = info.json_schema_extra.get("replaced_by")
        known = successor is None or successor in KEYS or successor.startswith("tools.skills.registries.github")
        assert known, name


def test_every_section_says_what_it_is() -> None:
    assert all((section.__doc__ or "").strip().endswith(".") for section in _sections())


def test_only_pico_and_pico_client_are_singletons() -> None:
    assert {name for name, kind in CHANNEL_TYPES.items() if kind.singleton} == {"pico", "pico_client"}


def test_every_channel_type_is_described_in_a_sentence() -> None:
    assert all(kind.description.endswith(".") for kind in CHANNEL_TYPES.values())


def test_older_files_have_a_few_keys_that_version_3_has_not() -> None:
    triples: tuple[tuple[type[Section], type[Section], set[str]], ...] = (
        (LegacyConfig, Config, {"bindings", "channels", "providers"}),
        (LegacyAgentDefaults, AgentDefaults, {"model"}),
        (LegacyModel, Model, {"api_key"}),
    )
    for legacy, current, extra in triples:
        assert set(legacy.model_fields) - set(current.model_fields) == extra


def test_the_keys_that_only_version_3_has_are_keys_of_the_root() -> None:
    assert set(VERSION_3_ONLY) <= set(Config.model_fields)
