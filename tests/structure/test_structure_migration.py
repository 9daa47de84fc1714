"""Migration: config versions 0 to 2 become version 3 as PicoClaw does it, and every part says where it stood."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loading import kinds, loaded

from picoclaw_schema.migration import migrate, operations
from picoclaw_schema.operations import Drop, Gather, Move, Path, Put, apply

VERSIONS = pytest.mark.parametrize("version", [0, 1, 2])
OLD = pytest.mark.parametrize("version", [0, 1])

KEYS = st.sampled_from(
    (
        *("version", "agents", "defaults", "model", "model_name", "model_list", "api_key", "api_keys", "enabled"),
        *("bindings", "channels", "channel_list", "telegram", "onebot", "settings", "mention_only", "token"),
        *("group_trigger", "group_trigger_prefix", "allow_from", "type"),
    )
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(("", "k1", "k2", "local-model")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)
CONFIGS = st.fixed_dictionaries(
    {},
    optional={
        "agents": st.fixed_dictionaries({}, optional={"defaults": st.dictionaries(KEYS, VALUES, max_size=3)}) | VALUES,
        "model_list": st.lists(st.dictionaries(KEYS, VALUES, max_size=5), max_size=3) | VALUES,
        "channels": st.dictionaries(KEYS, st.dictionaries(KEYS, VALUES, max_size=5) | VALUES, max_size=3) | VALUES,
        "channel_list": VALUES,
        "bindings": VALUES,
        "gateway": VALUES,
    },
)


def at(value: Any, path: Path) -> Any:
    for part in path:
        value = value[part]
    return value


@VERSIONS
def test_a_config_without_anything_old_only_gets_its_version(version: int) -> None:
    config = {"version": version, "gateway": {"port": 1}}
    assert operations(config, version) == [Put(("version",), 3, ("version",), "")]
    assert migrate(config, version) == ({"version": 3, "gateway": {"port": 1}}, {("version",): ("version",)}, [])


@VERSIONS
def test_model_of_the_defaults_becomes_model_name(version: int) -> None:
    config = {"agents": {"defaults": {"model": "x", "max_tokens": 1}}}
    found = migrate(config, version)
    assert found.value["agents"] == {"defaults": {"max_tokens": 1, "model_name": "x"}}
    assert found.origins["agents", "defaults", "model_name"] == ("agents", "defaults", "model")


@VERSIONS
def test_a_model_beside_model_name_is_dropped(version: int) -> None:
    config = {"agents": {"defaults": {"model": "x", "model_name": "y"}}}
    assert operations(config, version)[0] == Drop(("agents", "defaults", "model"), "model_name is set and wins")
    assert migrate(config, version).value["agents"] == {"defaults": {"model_name": "y"}}


@VERSIONS
@pytest.mark.parametrize("agents", [None, [], {}, {"defaults": None}, {"defaults": []}, {"defaults": {}}])
def test_agents_of_another_form_stay(version: int, agents: Any) -> None:
    assert migrate({"agents": agents}, version).value == {"agents": agents, "version": 3}


@OLD
@pytest.mark.parametrize(
    ("model", "keys", "origins"),
    [
        ({"api_key": "a"}, ["a"], ["api_key"]),
        ({"api_key": "a", "api_keys": ["b", "c"]}, ["a", "b", "c"], ["api_key", 0, 1]),
        ({"api_key": "a", "api_keys": ["b", "a", "b"]}, ["a", "b"], ["api_key", 0]),
        ({"api_key": "a", "api_keys": ["", None, 5, "b"]}, ["a", "b"], ["api_key", 3]),
        ({"api_key": "a", "api_keys": "x"}, ["a"], ["api_key"]),
        ({"api_key": "", "api_keys": ["b"]}, ["b"], [0]),
        ({"api_key": None, "api_keys": ["b", "b"]}, ["b"], [0]),
        ({"api_key": 5, "api_keys": ["b"]}, ["b"], [0]),
    ],
)
def test_api_key_joins_api_keys_each_key_once(version: int, model: Any, keys: list[str], origins: list[Any]) -> None:
    found = migrate({"model_list": [{}, {"model_name": "m", **model}]}, version)
    entry = found.value["model_list"][1]
    assert entry == {"model_name": "m", "api_keys": keys, "enabled": True}
    for index, origin in enumerate(origins):
        place: Path = ("model_list", 1, "api_keys", origin) if isinstance(origin, int) else ("model_list", 1, origin)
        assert found.origins["model_list", 1, "api_keys", index] == place


@OLD
@pytest.mark.parametrize(
    "model", [{"api_key": ""}, {"api_key": None}, {"api_key": "", "api_keys": []}, {"api_key": 5, "api_keys": [""]}]
)
def test_an_api_key_without_any_key_stays_and_is_refused(version: int, model: dict[str, Any]) -> None:
    config = {"version": version, "model_list": [{"model_name": "m", "model": "x", **model}]}
    assert migrate(config, version).value["model_list"] == config["model_list"]
    assert ("unknown-field", ("model_list", 0, "api_key")) in kinds(loaded(config).problems)


def test_an_api_key_in_version_2_stays_and_is_refused() -> None:
    config = {"version": 2, "model_list": [{"model_name": "m", "model": "x", "api_key": "k"}]}
    assert migrate(config, 2).value["model_list"] == config["model_list"]
    assert kinds(loaded(config).problems) == [("unknown-field", ("model_list", 0, "api_key"))]


@OLD
@pytest.mark.parametrize(
    ("model", "enabled"),
    [
        ({"api_keys": ["k"]}, True),
        ({"api_key": "k"}, True),
        ({"model_name": "local-model"}, True),
        ({"api_keys": [""]}, None),
        ({"api_keys": "k"}, None),
        ({"api_keys": ["k"], "enabled": False}, False),
        ({"model_name": "local-model", "enabled": None}, None),
        ({}, None),
    ],
)
def test_enabled_is_inferred_for_models_that_can_work(
    version: int, model: dict[str, Any], enabled: bool | None
) -> None:
    found = migrate({"model_list": [model]}, version)
    assert found.value["model_list"][0].get("enabled") is enabled
    if enabled and "enabled" not in model:
        assert found.origins["model_list", 0, "enabled"] == ("model_list", 0)


def test_nothing_is_inferred_for_models_of_version_2() -> None:
    config = {"model_list": [{"model_name": "local-model", "api_keys": ["k"]}]}
    assert migrate(config, 2).value["model_list"] == config["model_list"]


@VERSIONS
@pytest.mark.parametrize("models", [None, {}, "x", [None, 5, "y"], []])
def test_a_model_list_of_another_form_stays(version: int, models: Any) -> None:
    assert migrate({"model_list": models}, version).value == {"model_list": models, "version": 3}


@VERSIONS
def test_providers_are_not_migrated_and_refused(version: int) -> None:
    config = {"version": version, "providers": {"openai": {"api_key": "k"}}}
    assert migrate(config, version).value["providers"] == config["providers"]
    assert kinds(loaded(config).problems) == [("unknown-field", ("providers",))]


@VERSIONS
@pytest.mark.parametrize("bindings", [[{"agent_id": "x"}], {}, None, "anything"])
def test_bindings_are_dropped_whatever_they_hold(version: int, bindings: Any) -> None:
    config = {"version": version, "bindings": bindings}
    assert migrate(config, version).value == {"version": 3}
    assert loaded(config).problems == []


@VERSIONS
def test_flat_channels_become_entries_with_settings(version: int) -> None:
    entry = {"enabled": True, "token": "t", "allow_from": ["a"], "_comment": "c", "group_trigger": {"prefixes": ["/"]}}
    found = migrate({"channels": {"telegram": entry}}, version)
    assert found.value["channel_list"] == {
        "telegram": {
            "group_trigger": {"prefixes": ["/"]},
            "enabled": True,
            "allow_from": ["a"],
            "settings": {"token": "t", "_comment": "c"},
            "type": "telegram",
        }
    }
    assert "channels" not in found.value
    new, old = ("channel_list", "telegram"), ("channels", "telegram")
    assert found.origins[(*new, "settings", "token")] == (*old, "token")
    assert found.origin((*new, "allow_from")) == (*old, "allow_from")
    assert found.origins[(*new, "type")] == old
    assert found.origin(new) == old
    assert found.origins["channel_list",] == ("channels",)


@VERSIONS
def test_the_type_of_a_channel_is_its_key_whatever_it_says(version: int) -> None:
    config = {"version": version, "channels": {"foo": {"type": "telegram"}}}
    assert migrate(config, version).value["channel_list"] == {"foo": {"type": "foo"}}


@VERSIONS
def test_an_entry_with_settings_is_left_as_it_is(version: int) -> None:
    config = {"version": version, "channels": {"telegram": {"settings": {"token": "t"}, "token": "u"}}}
    found = loaded(config)
    assert found.config["channel_list"] == {"telegram": {"settings": {"token": "t"}, "token": "u", "type": "telegram"}}
    assert kinds(found.problems) == [("unknown-field", ("channels", "telegram", "token"))]
    assert found.origin(("channel_list", "telegram", "settings", "token")) == (
        "channels",
        "telegram",
        "settings",
        "token",
    )


@OLD
@pytest.mark.parametrize("trigger", [None, {}, {"prefixes": ["/"]}, [], "x"])
@pytest.mark.parametrize("first", [True, False])
def test_mention_only_moves_into_the_group_trigger(version: int, trigger: Any, first: bool) -> None:
    entry = (
        {"mention_only": True, "group_trigger": trigger} if first else {"group_trigger": trigger, "mention_only": True}
    )
    found = migrate({"channels": {"discord": entry}}, version)
    kept = trigger if isinstance(trigger, dict) else {}
    assert found.value["channel_list"]["discord"]["group_trigger"] == {**kept, "mention_only": True}
    place = ("channel_list", "discord", "group_trigger", "mention_only")
    assert found.origins[place] == ("channels", "discord", "mention_only")


def test_mention_only_of_version_2_becomes_a_setting_that_nobody_reads() -> None:
    found = migrate({"channels": {"discord": {"mention_only": True}}}, 2)
    assert found.value["channel_list"] == {"discord": {"settings": {"mention_only": True}, "type": "discord"}}


@OLD
def test_mention_only_moves_beside_settings_too(version: int) -> None:
    config = {"version": version, "channels": {"discord": {"mention_only": True, "settings": {}}}}
    found = loaded(config)
    assert found.config["channel_list"]["discord"]["group_trigger"] == {"mention_only": True}
    assert found.problems == []


@VERSIONS
def test_a_group_trigger_prefix_beside_prefixes_goes(version: int) -> None:
    config = {"channels": {"onebot": {"group_trigger_prefix": ["/"], "group_trigger": {"prefixes": ["!"]}}}}
    entry = migrate(config, version).value["channel_list"]["onebot"]
    assert entry == {"group_trigger": {"prefixes": ["!"]}, "type": "onebot"}


@VERSIONS
def test_the_group_trigger_prefix_becomes_the_prefixes(version: int) -> None:
    config = {"channels": {"onebot": {"group_trigger_prefix": ["/"], "group_trigger": {"mention_only": False}}}}
    entry = migrate(config, version).value["channel_list"]["onebot"]
    assert entry == {"group_trigger": {"mention_only": False, "prefixes": ["/"]}, "type": "onebot"}


@VERSIONS
def test_a_channel_list_beside_channels_is_thrown_away_but_checked(version: int) -> None:
    config = {"version": version, "channels": {"telegram": {}}, "channel_list": {"irc": {"type": "irc", "nick": "x"}}}
    found = loaded(config)
    assert list(found.config["channel_list"]) == ["telegram"]
    assert kinds(found.problems) == [("unknown-field", ("channel_list", "irc", "nick"))]


@VERSIONS
def test_a_channel_list_alone_stays_as_it_is(version: int) -> None:
    config = {"version": version, "channel_list": {"my-bot": {"type": "telegram", "settings": {"token": "t"}}}}
    found = loaded(config)
    assert found.problems == []
    assert found.config["channel_list"] == config["channel_list"]


@VERSIONS
@pytest.mark.parametrize(
    ("channels", "expected"),
    [
        ({"telegram": None}, {"telegram": None}),
        ({"_comment": "x"}, {"_comment": "x"}),
        ([1], [1]),
        (None, None),
        ({}, {}),
    ],
)
def test_channels_of_another_form_are_moved_as_they_are(version: int, channels: Any, expected: Any) -> None:
    found = migrate({"channels": channels}, version)
    assert found.value == {"channel_list": expected, "version": 3}
    assert found.origins["channel_list",] == ("channels",)


@VERSIONS
def test_problems_of_a_migrated_config_stand_where_the_user_wrote_them(version: int) -> None:
    config = {
        "version": version,
        "agents": {"defaults": {"model": 5}},
        "model_list": [{"model_name": "a", "model": "b", "_comment": "x", "rpm": "fast"}],
        "channels": {"telegram": {"enabled": "yes", "group_trigger": {"prefix": 1}}},
    }
    found = loaded(config)
    assert kinds(found.problems) == sorted(
        [
            ("wrong-type", ("agents", "defaults", "model")),
            ("unknown-field", ("model_list", 0, "_comment")),
            ("wrong-type", ("model_list", 0, "rpm")),
            ("wrong-type", ("channels", "telegram", "enabled")),
            ("unknown-field", ("channels", "telegram", "group_trigger", "prefix")),
        ],
        key=str,
    )


@VERSIONS
def test_unknown_keys_of_the_first_check_hide_those_of_the_second(version: int) -> None:
    config = {"version": version, "_comment": "x", "model_list": [{"model_name": "a", "model": "b", "_note": 1}]}
    assert kinds(loaded(config).problems) == [("unknown-field", ("_comment",))]


@given(CONFIGS, st.sampled_from([0, 1, 2]))
@settings(deadline=None, max_examples=400)
def test_any_config_migrates_is_left_as_it_was_and_every_origin_is_in_it(config: dict[str, Any], version: int) -> None:
    before = copy.deepcopy(config)
    found = migrate(config, version)
    assert config == before
    assert found.value["version"] == 3
    assert "channels" not in found.value
    assert "bindings" not in found.value
    for target, source in found.origins.items():
        if source != ("version",):
            at(config, source)
        if isinstance(target[-1], int):
            assert at(found.value, target) == at(config, source)


@given(CONFIGS, st.sampled_from([0, 1, 2]))
@settings(deadline=None, max_examples=200)
def test_each_operation_names_places_that_are_there_when_its_turn_comes(config: dict[str, Any], version: int) -> None:
    for step in operations(config, version):
        if not isinstance(step, Put):
            for source in step.sources if isinstance(step, Gather) else (step.source,):
                at(config, source)
        if isinstance(step, Move):
            assert step.source != step.target
        config = apply(config, [step]).value


@given(CONFIGS, st.sampled_from([0, 1, 2]))
@settings(deadline=None, max_examples=200)
def test_any_old_config_can_be_loaded_and_judged(config: dict[str, Any], version: int) -> None:
    found = loaded({**config, "version": version})
    assert found.config_version == version
    for problem in (*found.problems, *found.settings_problems):
        assert found.shape.types[problem.type]
    for secret in found.secrets:
        assert found.security_origin(secret.pointer) is None
