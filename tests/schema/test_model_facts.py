"""The models against the facts: every key that PicoClaw decodes, as recorded from its own types."""

from __future__ import annotations

import json
import re
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
    description: str = ""


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
    path: str, annotation: Any, decoding: str | None, since: str, data: dict[str, Any], description: str = ""
) -> Iterator[tuple[str, Key]]:
    """A value and everything below it."""
    annotation, inner = _split(annotation)
    decoding = decoding or inner
    origin = typing.get_origin(annotation)
    kind = "section" if _is_section(annotation) else (origin or annotation).__name__
    yield path, Key(decoding or kind, since, data, description)
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
            info.description or "",
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
    if path == "version":
        # The facts name the version that PicoClaw writes; a file without it is of version 0.
        assert (FACTS[path]["default"], KEYS[path].data["example"]) == (3, 3)
        return
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


# Numbers that count what the sentence names, or measure nothing.
UNITLESS = {
    "version",
    "agents.defaults.max_llm_retries",
    "agents.defaults.max_parallel_turns",
    "agents.defaults.max_tool_iterations",
    "agents.defaults.routing.threshold",
    "agents.defaults.subturn.max_concurrent",
    "agents.defaults.subturn.max_depth",
    "agents.defaults.temperature",
    "channel_list.<deltachat>.settings.imap_port",
    "channel_list.<deltachat>.settings.smtp_port",
    "channel_list.<line>.settings.webhook_port",
    "channel_list.<maixcam>.settings.port",
    "channel_list.<mqtt>.settings.qos",
    "channel_list.<vk>.settings.group_id",
    "evolution.min_success_rate",
    "evolution.min_success_ratio",
    "gateway.port",
    "hooks.builtins.*.priority",
    "hooks.processes.*.priority",
    "tools.skills.max_concurrent_searches",
}
# Plain strings that may carry a secret: PicoClaw leaves them as they are (docs/picoclaw.md, 4).
PLAIN_SECRETS = {
    "channel_list.<discord>.settings.proxy",
    "channel_list.<matrix>.settings.crypto_passphrase",
    "channel_list.<pico_client>.settings.url",
    "channel_list.<telegram>.settings.proxy",
    "channel_list.<weixin>.settings.proxy",
    "hooks.processes.*.command",
    "hooks.processes.*.env",
    "model_list[].api_base",
    "model_list[].custom_headers",
    "model_list[].extra_body",
    "model_list[].proxy",
    "tools.mcp.servers.*.args",
    "tools.mcp.servers.*.env",
    "tools.mcp.servers.*.headers",
    "tools.mcp.servers.*.url",
    "tools.skills.github.proxy",
    "tools.skills.registries",
    "tools.skills.registries[].base_url",
    "tools.web.proxy",
    "tools.web.searxng.base_url",
    "voice.elevenlabs_api_key",
}
# What the code looks for (docs/picoclaw.md, 2.1 to 2.7); an empty text that stands for one of them may be added.
MODES = {"default", "off"}
DIMENSIONS = {"space", "chat", "topic", "sender"}
LISTS = {
    "agents.defaults.context_manager": {"legacy", "seahorse"},
    "agents.defaults.steering_mode": {"one-at-a-time", "all"},
    "agents.defaults.turn_profile.history.mode": MODES,
    "agents.defaults.turn_profile.skills.mode": MODES | {"custom"},
    "agents.defaults.turn_profile.system_prompt.mode": MODES,
    "agents.defaults.turn_profile.tools.mode": MODES | {"custom"},
    "agents.dispatch.rules[].session_dimensions": DIMENSIONS,
    "channel_list.*.type": set(CHANNEL_TYPES),
    "channel_list.<matrix>.settings.message_format": {"plain"},
    "events.logging.min_severity": {"debug", "info", "warn", "warning", "error"},
    "evolution.cold_path_trigger": {"after_turn", "scheduled", "manual", "none", "off"},
    "evolution.mode": {"observe", "draft", "apply"},
    "gateway.log_level": {"debug", "info", "warn", "warning", "error", "fatal"},
    "hooks.processes.*.intercept": {"before_llm", "after_llm", "before_tool", "after_tool", "approve_tool"},
    "hooks.processes.*.transport": {"stdio"},
    "isolation.expose_paths[].mode": {"ro", "rw"},
    "model_list[].auth_method": {"oauth", "token", "local"},
    "model_list[].connect_mode": {"grpc"},
    "model_list[].max_tokens_field": {"max_tokens", "max_completion_tokens"},
    "model_list[].thinking_level": {"off", "low", "medium", "high", "xhigh", "adaptive"},
    "model_list[].tool_schema_transform": {"off", "none", "native", "simple", "basic", "strict", "flat"},
    "session.dimensions": DIMENSIONS,
    "session.dm_scope": {"per-channel-peer", "per-channel", "per-peer", "global"},
    "tools.mcp.servers.*.type": {"stdio", "sse", "http", "streamable-http", "streamable_http", "streamablehttp"},
    "tools.read_file.mode": {"bytes", "lines"},
    "tools.web.format": {"plaintext", "markdown"},
    "tools.web.glm_search.search_engine": {"search_std", "search_pro", "search_pro_sogou", "search_pro_quark"},
    "tools.web.provider": {
        *("auto", "sogou", "duckduckgo", "gemini", "brave", "tavily", "kagi"),
        *("perplexity", "searxng", "glm_search", "baidu_search"),
    },
}
# Of these, nothing takes the place.
GONE = {
    "agents.defaults.turn_profile.history.allow",
    "agents.defaults.turn_profile.system_prompt.allow",
    "agents.list[].subagents.model",
    "channel_list.<pico>.settings.write_timeout",
}
# Keys whose text has a form that the name does not say.
FORMED = re.compile(
    r"(^|_)(url|base|proxy|server|homeserver|broker|origins|host|paths|patterns|times|emoji|email|env|env_file"
    r"|headers|args|command|links|whitelist|remotes|prefixes|allow_from)$"
)
PYTHON_TYPES: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "bool": (bool,),
    "int": (int,),
    "float": (float,),
    "list": (list,),
    "dict": (dict,),
    "free-object": (dict,),
    "registries": (dict,),
    "strings": (list,),
}


def described(path: str) -> str:
    return KEYS[path].description


def test_the_numbers_without_a_unit_are_those_that_measure_nothing() -> None:
    numbers = {path for path, key in KEYS.items() if key.kind in {"int", "float"}}
    assert {path for path in numbers if "unit" not in KEYS[path].data} == UNITLESS


def test_only_a_number_has_a_unit_and_it_is_singular() -> None:
    units = {path: key.data["unit"] for path, key in KEYS.items() if "unit" in key.data}
    assert {KEYS[path].kind for path in units} == {"int"}
    assert [unit for unit in units.values() if unit.endswith("s")] == []


def test_the_text_does_not_repeat_the_unit_the_variable_or_the_release() -> None:
    for path, key in KEYS.items():
        if key.description:
            assert not re.search(rf"\bin {key.data.get('unit', 'nothing')}s?\b", key.description), path
            assert key.data.get("env", "PICOCLAW_") not in key.description or path.endswith((".bot_id", ".secret")), (
                path
            )
            assert not re.search(r"(?<![\d.])0\.[23]\.\d", key.description), path


def test_a_text_is_short_and_plain() -> None:
    for path, key in KEYS.items():
        assert len(key.description) <= 300, path
        assert not re.search(r"`|\*\*|\]\(|\n|  ", key.description), path


def test_every_secret_says_under_which_key_of_the_security_file_it_belongs() -> None:
    for path in (path for path, key in KEYS.items() if key.kind in {"secret", "secrets"}):
        place = path.removeprefix("tools.").replace("[]", ".<name>").replace("<name>.api_keys", "<model_name>.api_keys")
        place = re.sub(r"^channel_list\.<\w+>(\.settings(?:\.webhooks(?=\.))?).*", r"channel_list.<name>\1", place)
        place = KEYS[path].data.get("replaced_by", place).removeprefix("tools.")
        assert f".security.yml beside config.json, under {place}" in described(path), path


def test_a_plain_text_that_may_carry_a_secret_says_that_it_is_not_kept() -> None:
    for path in PLAIN_SECRETS:
        assert re.search(r"\.security\.yml|keep secrets out of it", described(path)), path


def test_the_lists_of_values_are_those_the_code_has() -> None:
    values = {path: key.data["values"] for path, key in KEYS.items() if "values" in key.data}
    assert {path: set(known) - {""} for path, known in values.items()} == LISTS


def test_a_list_of_values_says_what_happens_with_others_or_they_are_refused() -> None:
    open_ended = {path for path, key in KEYS.items() if "values" in key.data and "others" not in key.data}
    assert open_ended == {"channel_list.*.type", "model_list[].tool_schema_transform"}


def test_a_key_that_does_nothing_says_what_to_use_unless_nothing_took_its_place() -> None:
    assert {path for path, key in KEYS.items() if "dead" in key.data and "replaced_by" not in key.data} == GONE


def test_an_older_key_that_is_still_read_says_so() -> None:
    for path, key in KEYS.items():
        if "replaced_by" in key.data and "dead" not in key.data:
            assert "still read" in key.description, path


def test_a_key_of_older_files_names_its_successor() -> None:
    older = {(name, info.json_schema_extra.get("replaced_by")) for name, info in FIELDS if name.startswith("Legacy")}
    assert {successor for _, successor in older if successor} >= {
        "agents.defaults.model_name",
        "agents.dispatch.rules",
        "channel_list",
        "model_list",
        "model_list[].api_keys",
    }


def test_a_text_with_a_form_of_its_own_has_an_example_or_a_default() -> None:
    for path, key in KEYS.items():
        wants = key.kind in {"str", "list", "dict", "strings"} and FORMED.search(path.rsplit(".", 1)[-1])
        if wants and key.description and "dead" not in key.data:
            assert "example" in key.data or key.data.get("default"), path


def test_an_example_is_of_its_type_and_one_of_the_values() -> None:
    examples = {path: key for path, key in KEYS.items() if "example" in key.data}
    assert examples
    for path, key in examples.items():
        example = key.data["example"]
        assert isinstance(example, PYTHON_TYPES[key.kind]), path
        assert isinstance(example, bool) == (key.kind == "bool"), path
        assert example != key.data.get("default"), path


def test_an_example_of_a_pattern_compiles_and_one_of_an_address_has_its_scheme() -> None:
    for path, key in KEYS.items():
        example, name = key.data.get("example"), path.rsplit(".", 1)[-1]
        if example is not None and re.search(r"patterns|paths$", name) and path.startswith("tools."):
            assert all(re.compile(pattern) for pattern in example), path
        if isinstance(example, str) and re.search(r"(url|proxy|homeserver|broker|api_base)$", name):
            assert "://" in example, path


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
