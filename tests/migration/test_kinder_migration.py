"""What PicoClaw's own migration refuses or drops is brought to version 3 all the same."""

from __future__ import annotations

import datetime
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from picoclaw_lint.context import Context
from picoclaw_lint.discover import Git, surroundings
from picoclaw_lint.document import parse
from picoclaw_lint.migrating import Migrated, Migrator, Unmigratable, refusals
from picoclaw_lint.source import Source
from picoclaw_schema.kinder_migration import dispatch_rules

KEY = "sk-" + "abcdefghijklmnopqrst" + "T3Blbk" + "FJ" + "abcdefghijklmnopqrst"
MIGRATOR = Migrator("0.3.0", datetime.date(2026, 11, 29), Git(), writes=False)
OLD = pytest.mark.parametrize("version", [0, 1, 2])


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def migrated(config: dict[str, Any], security: str | None = None) -> tuple[dict[str, Any], Migrated]:
    if security is not None:
        Path(".security.yml").write_text(security)
    source = Source("config.json", json.dumps(config, indent=2).encode())
    found = MIGRATOR.migrate(source)
    after = next((each.after for each in found.rewrites if each.after.path == "config.json"), source)
    return parse(after).value, found


@OLD
def test_each_filled_provider_becomes_a_model_and_the_default_model_is_found(version: int) -> None:
    config = {
        "version": version,
        "agents": {"defaults": {"provider": "anthropic", "model": "claude-opus-4-8"}},
        "providers": {
            "groq": {"api_key": "", "api_base": ""},
            "anthropic": {"api_key": "k1", "proxy": "http://p:1", "auth_method": ""},
            "openai": {"api_key": "k2", "api_base": "https://api.openai.com/v1", "request_timeout": 60},
            "mine": {"api_base": "http://localhost:1/v1"},
        },
    }
    value, found = migrated(config)
    models = [{key: item for key, item in model.items() if key != "enabled"} for model in value["model_list"]]
    assert models == [
        {
            "model_name": "openai",
            "model": "openai/gpt-5.4",
            "api_keys": ["k2"],
            "api_base": "https://api.openai.com/v1",
            "request_timeout": 60,
        },
        {
            "model_name": "claude-opus-4-8",
            "model": "anthropic/claude-opus-4-8",
            "api_keys": ["k1"],
            "proxy": "http://p:1",
        },
        {"model_name": "mine", "model": "openai/auto", "api_base": "http://localhost:1/v1"},
    ]
    assert value["agents"]["defaults"]["model_name"] == "claude-opus-4-8"
    assert "providers" not in value
    assert list(refusals(found)) == []
    assert "dropped providers: each filled entry is one of model_list now" in found.steps


@OLD
@pytest.mark.parametrize(
    ("model", "provider", "expected"),
    [
        ("gpt-5.5", "", ("gpt-5.5", "openai/gpt-5.5")),
        ("gpt-5.5", "gpt", ("gpt-5.5", "openai/gpt-5.5")),
        ("openrouter/x/y", "openai", ("openrouter/x/y", "openrouter/x/y")),
        ("glm-4.7", "zhipu", ("openai", "openai/gpt-5.4")),
        ("", "openai", ("openai", "openai/gpt-5.4")),
    ],
)
def test_the_model_that_was_named_goes_to_the_provider_that_was_named(
    version: int, model: str, provider: str, expected: tuple[str, str]
) -> None:
    config = {
        "version": version,
        "agents": {"defaults": {"provider": provider, "model": model}},
        "providers": {"openai": {"api_key": "k"}},
    }
    (entry,) = migrated(config)[0]["model_list"]
    assert (entry["model_name"], entry["model"]) == expected


@OLD
@pytest.mark.parametrize("providers", [{}, None, {"openai": {"api_key": ""}}, "x", [1]])
def test_providers_without_anything_in_them_go(version: int, providers: Any) -> None:
    value, found = migrated({"version": version, "providers": providers, "gateway": {}})
    assert value == {"version": 3, "gateway": {}}
    assert list(refusals(found)) == []


@OLD
def test_providers_beside_a_model_list_go(version: int) -> None:
    models = [{"model_name": "a", "model": "ollama/b"}]
    value, found = migrated({"version": version, "providers": {"openai": {"api_key": "k"}}, "model_list": models})
    assert value == {"version": 3, "model_list": models}
    assert "dropped providers: model_list is given and counts alone; nothing used openai" in found.steps


@OLD
@pytest.mark.parametrize("key", ["", None])
def test_an_api_key_without_a_key_goes(version: int, key: Any) -> None:
    value, found = migrated({"version": version, "model_list": [{"model_name": "a", "model": "b", "api_key": key}]})
    assert value["model_list"] == [{"model_name": "a", "model": "b"}]
    assert list(refusals(found)) == []


def test_an_api_key_of_version_2_becomes_api_keys() -> None:
    entry = {"model_name": "a", "model": "b", "api_key": "k1", "api_keys": ["k2", "k1"]}
    value, found = migrated({"version": 2, "model_list": [entry]})
    assert value["model_list"] == [{"model_name": "a", "model": "b", "api_keys": ["k1", "k2"]}]
    assert list(refusals(found)) == []


@OLD
@pytest.mark.parametrize(
    ("key", "keys", "together"),
    [
        ("k1", "k2", ["k1", "k2"]),
        ("k1", "k1", ["k1"]),
        ("", "k2", "k2"),
        (["k1", "k2"], None, ["k1", "k2"]),
        (["k1"], [], ["k1"]),
    ],
)
def test_keys_in_an_unusual_form_are_kept(version: int, key: Any, keys: Any, together: Any) -> None:
    entry = {"model_name": "a", "model": "b", "api_key": key, "api_keys": keys}
    value, found = migrated({"version": version, "model_list": [entry]})
    (model,) = value["model_list"]
    assert "api_key" not in model
    # A text that stands alone is one of the things that are mended after it.
    assert model["api_keys"] == ([together] if isinstance(together, str) else together)
    assert list(refusals(found)) == []


@pytest.mark.parametrize(
    ("keys", "place"), [([{"x": "k2"}, "k3"], "model_list[0].api_keys[0]"), ({"x": "k2"}, "model_list[0].api_keys")]
)
def test_what_picoclaw_loses_of_the_keys_is_told(keys: Any, place: str) -> None:
    config = {"model_list": [{"model_name": "a", "model": "b", "api_key": "k1", "api_keys": keys}]}
    assert f"dropped {place}: it is no text, so it is no key" in migrated(config)[1].steps


@OLD
def test_providers_keep_their_keys_under_every_name_and_what_is_lost_is_told(version: int) -> None:
    providers = {"openai": {"apiKey": "k1", "api_keys": ["k2", ""], "apiBase": "http://x", "token": "t"}}
    value, found = migrated({"version": version, "model_list": [], "providers": providers})
    (model,) = value["model_list"]
    assert (model["api_keys"], model["api_base"]) == (["k1", "k2"], "http://x")
    assert "dropped providers.openai.token: a model has no place for it" in found.steps
    assert "set model_list: openai as openai/gpt-5.4 (a guess, as none is named)" in found.steps


@OLD
@pytest.mark.parametrize(
    ("providers", "wanted", "model"),
    [
        (("openai", "anthropic"), "anthropic/claude-opus-4-8", "anthropic/claude-opus-4-8"),
        (("openai", "openrouter"), "google/gemini-3", "openrouter/google/gemini-3"),
        (("openrouter",), "openrouter/google/gemini-3", "openrouter/google/gemini-3"),
        (("groq",), "meta/llama-4", "groq/meta/llama-4"),
    ],
)
def test_the_name_of_a_model_says_which_provider_serves_it(
    version: int, providers: tuple[str, ...], wanted: str, model: str
) -> None:
    config = {"version": version, "agents": {"defaults": {"model": wanted}}}
    config["providers"] = {name: {"api_key": "k"} for name in providers}
    models = {entry["model_name"]: entry["model"] for entry in migrated(config)[0]["model_list"]}
    assert models[wanted] == model


@OLD
def test_a_setting_that_was_removed_goes_and_the_reason_is_told(version: int) -> None:
    value, found = migrated({"version": version, "session": {"backlog_limit": 5}})
    assert value == {"version": 3, "session": {}}
    assert "dropped session.backlog_limit: it was removed, and nothing takes its place" in found.steps


@OLD
@pytest.mark.parametrize("section", ["build_info", "events", "evolution"])
def test_what_only_version_3_has_stays(version: int, section: str) -> None:
    value, found = migrated({"version": version, section: {}})
    assert value == {"version": 3, section: {}}
    assert list(refusals(found)) == []


@OLD
@pytest.mark.parametrize("name", ["wecom_app", "wecom_aibot"])
def test_channels_that_no_release_has_any_more_go_and_the_reason_is_told(version: int, name: str) -> None:
    value, found = migrated({"version": version, "channels": {name: {"enabled": False, "corp_id": "x"}, "irc": {}}})
    assert list(value["channel_list"]) == ["irc"]
    assert list(refusals(found)) == []
    assert any(
        step.startswith(f"dropped channels.{name}: no release since 0.2.8 has this type") for step in found.steps
    )


@OLD
def test_a_channel_with_a_name_and_a_type_keeps_both(version: int) -> None:
    value, found = migrated({"version": version, "channels": {"work": {"type": "slack", "bot_token": ""}}})
    assert value["channel_list"] == {"work": {"type": "slack", "settings": {"bot_token": ""}}}
    assert list(refusals(found)) == []


@OLD
def test_the_last_of_repeated_keys_counts_as_before(version: int) -> None:
    text = f'{{"version": {version}, "gateway": {{"port": 1}}, "gateway": {{"host": "localhost"}}}}'
    found = MIGRATOR.migrate(Source("config.json", text.encode()))
    assert found.rewrites[0].after.text == '{"version": 3, "gateway": {"host": "localhost"}}'
    assert "dropped gateway: a later one of the same name counts" in found.steps


def test_a_broken_file_is_mended_before_if_that_is_safe() -> None:
    text = '\ufeff{"version": "2", "gateway": {},}'
    found = MIGRATOR.migrate(Source("config.json", text.encode()))
    assert found.rewrites[0].after.text == '{"version": 3, "gateway": {}}'


@pytest.mark.parametrize("text", ["{}", '{"a":1}', "null", '{ "b": 2}'])
def test_a_file_that_picoclaw_does_not_look_into_stays(text: str) -> None:
    source = Source("config.json", text.encode())
    if text == "null":
        with pytest.raises(Unmigratable):
            MIGRATOR.migrate(source)
    else:
        assert MIGRATOR.migrate(source).rewrites == ()


# Bindings.


@pytest.mark.parametrize(
    ("match", "when"),
    [
        ({"channel": "Telegram"}, {"channel": "telegram", "account": "default"}),
        ({"channel": "telegram", "account_id": "*"}, {"channel": "telegram"}),
        ({"channel": "telegram", "account_id": "Work"}, {"channel": "telegram", "account": "work"}),
        (
            {"channel": "telegram", "peer": {"kind": "direct", "id": "Alice"}},
            {"channel": "telegram", "account": "default", "sender": "alice"},
        ),
        (
            {"channel": "telegram", "peer": {"kind": "group", "id": "-1"}},
            {"channel": "telegram", "account": "default", "chat": "group:-1"},
        ),
        (
            {"channel": "slack", "peer": {"kind": "topic", "id": "9"}, "account_id": "*"},
            {"channel": "slack", "topic": "topic:9"},
        ),
        ({"channel": "discord", "guild_id": "7"}, {"channel": "discord", "account": "default", "space": "guild:7"}),
        ({"channel": "slack", "team_id": "T1"}, {"channel": "slack", "account": "default", "space": "team:T1"}),
    ],
)
def test_a_binding_becomes_the_rule_that_picoclaw_makes_of_it(match: dict[str, Any], when: dict[str, str]) -> None:
    config = {"version": 2, "bindings": [{"agent_id": "main", "match": match}]}
    value, _ = migrated(config)
    assert value["agents"]["dispatch"]["rules"] == [{"name": "legacy-binding-1", "agent": "main", "when": when}]
    assert "bindings" not in value


def test_a_sender_goes_by_the_name_that_identity_links_know() -> None:
    match = {"channel": "telegram", "peer": {"kind": "direct", "id": "123"}}
    config = {
        "bindings": [{"agent_id": "main", "match": match}],
        "session": {"identity_links": {"Alice": ["telegram:123"]}},
    }
    (rule,) = dispatch_rules(config)
    assert rule["when"]["sender"] == "alice"


def test_the_narrower_rules_come_first_and_keep_their_numbers() -> None:
    bindings = [
        {"agent_id": "a", "match": {"channel": "x", "account_id": "*"}},
        {"agent_id": "b", "match": {"channel": "x"}},
        {"agent_id": "c", "match": {}},
        {"agent_id": "d", "match": {"channel": "x", "guild_id": "1"}},
        {"agent_id": "e", "match": {"channel": "x", "peer": {"kind": "group", "id": "1"}}},
        {"agent_id": "f", "match": {"channel": "x", "peer": {"kind": "nobody", "id": "1"}}},
    ]
    rules = dispatch_rules({"bindings": bindings})
    assert [(rule["name"], rule["agent"]) for rule in rules] == [
        ("legacy-binding-5", "e"),
        ("legacy-binding-4", "d"),
        ("legacy-binding-2", "b"),
        ("legacy-binding-1", "a"),
    ]


@pytest.mark.parametrize(
    "bindings", [None, {}, "x", [1], [{"agent_id": 5, "match": {"channel": "x"}}], [{"agent_id": "a", "match": []}]]
)
def test_bindings_that_go_does_not_decode_become_nothing(bindings: Any) -> None:
    assert dispatch_rules({"bindings": bindings}) == []


def test_rules_that_are_there_win() -> None:
    bindings = [{"agent_id": "a", "match": {"channel": "x"}}]
    config = {"bindings": bindings, "agents": {"dispatch": {"rules": [{"agent": "b"}]}}}
    assert dispatch_rules(config) == []


# The security file of an older version.

FLAT = """# flat, as older versions have it
channels:
  telegram:
    token: file://t   # the bot's
web:
  brave: {api_keys: [file://t]}
model_list:
  a: {api_keys: [file://t]}
"""


@OLD
def test_a_security_file_in_the_older_layout_is_brought_to_the_new_one(version: int) -> None:
    Path("t").write_text("x")
    config = {
        "version": version,
        "model_list": [{"model_name": "a", "model": "openai/gpt-5.4"}],
        "channels": {"telegram": {"enabled": True}},
        "tools": {"web": {"brave": {"enabled": True}}},
    }
    value, found = migrated(config, FLAT)
    (security,) = [each.after.text for each in found.rewrites if each.after.path == ".security.yml"]
    assert parse_security(security) == {
        "channel_list": {"telegram": {"settings": {"token": "file://t"}}},
        "web": {"brave": {"api_keys": ["file://t"]}},
        "model_list": {"a": {"api_keys": ["file://t"]}},
    }
    assert security.startswith("# flat, as older versions have it\n")
    assert "token" not in json.dumps(value)
    assert list(refusals(found)) == []


def parse_security(text: str) -> Any:
    from picoclaw_lint.document.yaml_nodes import parse_yaml

    root = parse_yaml(Source(".security.yml", text.encode())).root
    return None if root is None else root.value


def test_a_security_file_that_is_right_already_stays() -> None:
    Path("t").write_text("x")
    security = "model_list:\n  a:\n    api_keys: [file://t]\n"
    config = {"version": 2, "model_list": [{"model_name": "a", "model": "openai/gpt-5.4"}]}
    _, found = migrated(config, security)
    assert [each.after.path for each in found.rewrites] == ["config.json"]


def test_keys_in_both_files_of_version_0_all_go_to_the_security_file() -> None:
    Path("t").write_text("x")
    config = {"model_list": [{"model_name": "a", "model": "openai/gpt-5.4", "api_key": "k1"}]}
    value, found = migrated(config, "model_list:\n  a:\n    api_keys: [file://t]\n")
    (security,) = [each.after.text for each in found.rewrites if each.after.path == ".security.yml"]
    assert parse_security(security) == {"model_list": {"a": {"api_keys": ["k1", "file://t"]}}}
    assert value["model_list"][0]["api_keys"] == ["k1"]


def test_what_the_security_file_sets_and_version_3_does_not_read_there_stops_the_migration() -> None:
    with pytest.raises(Unmigratable, match=r"^gateway\.port in \.security\.yml cannot be taken along"):
        migrated({"version": 2, "gateway": {"port": 1}}, "gateway:\n  port: 8080\n")


# Anything at all.

_KEYS = st.sampled_from(
    (
        *("version", "agents", "defaults", "model", "model_name", "provider", "model_list", "api_key", "api_keys"),
        *("bindings", "channels", "channel_list", "telegram", "onebot", "wecom_app", "settings", "mention_only"),
        *("group_trigger", "group_trigger_prefix", "providers", "openai", "type", "dispatch", "rules", "token"),
    )
)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(("", "k1", "telegram", "openai")) | st.just(6.0),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=5),
    max_leaves=25,
)


@given(st.dictionaries(_KEYS, _VALUES, max_size=6), st.sampled_from([0, 1, 2]), st.sampled_from([None, 1, 4, "\t"]))
@settings(deadline=None, max_examples=400)
def test_any_object_is_migrated_or_stays_with_a_reason(value: dict[str, Any], version: int, indent: Any) -> None:
    text = json.dumps({**value, "version": version}, indent=indent)
    source = Source("config.json", text.encode())
    before = len(list(refusals_of(source)))
    outcome = migrated_or_why(source)
    if isinstance(outcome, str):
        assert "please report it" not in outcome
        return
    found = outcome
    after = next((each.after for each in found.rewrites), source)
    assert parse(after).problems == ()
    assert before or not list(refusals(found))


def refusals_of(source: Source) -> list[str]:
    from picoclaw_lint import engine
    from picoclaw_lint.context import Context
    from picoclaw_lint.surroundings import Surroundings

    result = engine.check(Context(parse(source), Surroundings(), "0.3.0", datetime.date(2026, 11, 29)))
    return [item.message for item in result.diagnostics if item.impact == "load"]


def migrated_or_why(source: Source) -> Migrated | str:
    try:
        return MIGRATOR.migrate(source)
    except Unmigratable as error:
        return str(error)


def on_disk(config: dict[str, Any], security: str | None = None, **options: Any) -> Migrated:
    Path("config.json").write_text(json.dumps(config, indent=2))
    if security is not None:
        Path(".security.yml").write_text(security)
    source = Source("config.json", Path("config.json").read_bytes())
    return MIGRATOR._replace(writes=True, **options).migrate(source)


def test_what_has_no_place_any_more_is_kept_in_a_backup_that_only_its_owner_can_read() -> None:
    before = {"providers": {"openai": {"api_key": KEY}}, "model_list": [{"model_name": "a", "model": "ollama/b"}]}
    found = on_disk(before)
    backup = Path("config.json.20261129.bak")
    assert json.loads(backup.read_text()) == before
    assert backup.stat().st_mode & 0o777 == 0o600
    assert found.notes == (f"config.json: not all of it has a place in version 3; {backup} has it as it was",)
    # Another one never takes its place.
    on_disk({"session": {"backlog_limit": 7}})
    assert json.loads(backup.read_text()) == before
    assert json.loads(Path("config.json.20261129.1.bak").read_text()) == {"session": {"backlog_limit": 7}}


def test_what_only_moves_or_is_written_in_another_way_needs_no_backup() -> None:
    models = [{"model_name": "a", "model": "ollama/b", "api_key": KEY, "rpm": "60", "request_timeout": 30.0}]
    on_disk({"model_list": models, "channels": {"telegram": {"enabled": True, "token": "t", "mention_only": False}}})
    assert [path.name for path in Path().iterdir()] == ["config.json"]


OLD_SECURITY = """# mine
channels:
  telegram: # the bot
    token: "123:abc" # rotated in May
  irc:
    password: hunter
"""


def test_the_security_file_of_an_older_layout_keeps_its_comments_and_each_move_is_told() -> None:
    channels = {"telegram": {"enabled": True}, "irc": {"server": "irc.example.org:6697"}}
    found = on_disk({"channels": channels}, OLD_SECURITY)
    text = Path(".security.yml").read_text()
    for comment in ("# mine", "# the bot", "# rotated in May"):
        assert comment in text
    assert "moved channels.telegram.token to channel_list.telegram.settings.token in .security.yml" in found.steps
    assert "moved channels.irc.password to channel_list.irc.settings.password in .security.yml" in found.steps
    assert "\nchannels:" not in text


def test_until_the_config_is_migrated_its_secrets_are_where_both_versions_look(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real, texts = os.replace, list[tuple[str, str]]()

    def noted(source: str, target: str) -> None:
        if not target.endswith(".bak"):
            texts.append((os.path.basename(target), Path(source).read_text()))
        real(source, target)

    monkeypatch.setattr(os, "replace", noted)
    on_disk({"channels": {"telegram": {"enabled": True}, "irc": {}}}, OLD_SECURITY)
    (first, both), (second, _), (third, new) = texts
    assert (first, second, third) == (".security.yml", "config.json", ".security.yml")
    assert both.count("123:abc") == both.count("hunter") == 2
    assert new.count("123:abc") == new.count("hunter") == 1


@pytest.mark.parametrize("fails_at", [2, 3])
def test_a_migration_that_was_stopped_can_be_taken_up_again(fails_at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    config = {"model_list": [{"model_name": "m", "model": "openai/gpt-5.4", "api_key": KEY}], "channels": {"irc": {}}}
    security = "model_list:\n  m:\n    api_keys:\n      - sk-other\nchannels:\n  irc:\n    password: hunter\n"
    real, count = os.replace, 0

    def stopped(source: str, target: str) -> None:
        nonlocal count
        count += 1
        if count == fails_at:
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "replace", stopped)
    with pytest.raises(Unmigratable, match="no space left on device"):
        on_disk(config, security)
    source = Source("config.json", Path("config.json").read_bytes())
    found = MIGRATOR._replace(writes=True).migrate(source)
    assert list(refusals(found)) == []
    document = parse(Source("config.json", Path("config.json").read_bytes()))
    seen = Context(document, surroundings(document)).structure.config
    assert seen["model_list"][0]["api_keys"] == [KEY, "sk-other"]
    assert seen["channel_list"]["irc"]["settings"]["password"] == "hunter"


def test_what_is_nested_beyond_measure_stays_as_it_is() -> None:
    deep = b'{"x":' + b"[" * 5000 + b"]" * 5000 + b"}"
    with pytest.raises(Unmigratable):
        MIGRATOR.migrate(Source("config.json", deep))


def test_what_the_security_file_has_for_version_3_already_counts_from_then_on() -> None:
    security = (
        "model_list:\n  gpt:0:\n    api_keys: [sk-abc]\nchannel_list:\n  irc:\n    settings:\n      password: x\n"
    )
    models = [{"model_name": "gpt", "model": "openai/gpt-5.4"}]
    on_disk({"version": 2, "model_list": models, "channels": {"irc": {"enabled": True}}}, security)
    document = parse(Source("config.json", Path("config.json").read_bytes()))
    seen = Context(document, surroundings(document)).structure.config
    assert seen["model_list"][0]["api_keys"] == ["sk-abc"]
    assert seen["channel_list"]["irc"]["settings"] == {"password": "x"}


def test_what_stands_for_a_secret_that_is_elsewhere_is_not_taken_along() -> None:
    channels = {"telegram": {"enabled": True, "token": "1:config"}, "irc": {"server": "x:1"}}
    security = 'channels:\n  telegram:\n    token: 1:security\n  irc:\n    password: "[NOT_HERE]"\n'
    found = on_disk({"channels": channels}, security)
    text = Path(".security.yml").read_text()
    assert text == 'channel_list:\n  telegram:\n    settings:\n      token: "1:security"\n'
    # The token of the config does not count, and is kept all the same.
    assert "1:config" in Path("config.json").read_text()
    assert [path.name for path in Path().glob(".*.bak")] == [".security.yml.20261129.bak"]
    assert not list(Path().glob("config*.bak"))
    assert list(refusals(found)) == []


@pytest.mark.parametrize(
    "written", ["'Tr0ub4dor #9-Xq7Lz'", '"Tr0ub4dor #9-Xq7Lz"', ">-\n      Tr0ub4dor\n      #9-Xq7Lz"]
)
def test_a_secret_with_a_sign_that_begins_comments_is_no_comment(written: str) -> None:
    security = (
        f"channels:\n  irc:\n    password: {written} # mine\n"
        if ">" not in written
        else (f"channels:\n  irc:\n    password: {written}\n")
    )
    found = on_disk({"version": 2, "channels": {"irc": {"server": "x:1"}}}, security)
    text = Path(".security.yml").read_text()
    assert text.count("#9-Xq7Lz") == 1
    rewrite = next(each for each in found.rewrites if each.after.path == ".security.yml")
    masked = [text[slice(*span)] for span in rewrite.secrets_after]
    assert any("#9-Xq7Lz" in secret for secret in masked)


def test_each_comment_is_kept_as_often_as_it_stands() -> None:
    security = "channels:\n  irc:\n    password: a # prod\n  telegram:\n    token: b # prod\n"
    on_disk({"channels": {"irc": {}, "telegram": {}}}, security)
    assert Path(".security.yml").read_text().count("# prod") == 2
    assert Path(".security.yml.20261129.bak").read_text() == security


def test_what_stands_for_nothing_in_the_security_file_stops_no_migration() -> None:
    found = on_disk({"version": 2, "channels": {"irc": {"server": "x:1"}}}, "channels:\n  irc:\n    password:\n")
    assert list(refusals(found)) == []


def test_secrets_of_channels_that_no_release_has_go_and_are_told() -> None:
    security = "channels:\n  wecom_app:\n    corp_secret: s\n"
    found = on_disk({"version": 2, "channels": {"wecom_app": {"enabled": False}}}, security)
    assert list(refusals(found)) == []
    said = "dropped channels.wecom_app.corp_secret in .security.yml: version 3 has no place for it"
    assert said in found.steps
    assert Path(".security.yml.20261129.bak").read_text() == security


def test_a_config_beside_it_keeps_what_it_reads_of_the_security_file() -> None:
    channels = {"telegram": {"enabled": True, "allow_from": ["1"]}}
    Path("work.json").write_text(json.dumps({"version": 2, "model_list": [], "channels": channels}))
    token = "123456789:" + "AAabcdefghijklmnopqrstuvwxyz1234567"
    found = on_disk({"version": 2, "channels": channels}, f"channels:\n  telegram:\n    token: {token}\n")
    assert Path(".security.yml").read_text().count(token) == 2
    note = ".security.yml keeps the places of the older version as well, as work.json reads them"
    assert note in found.notes
    for name in ("config.json", "work.json"):
        document = parse(Source(name, Path(name).read_bytes()))
        seen = Context(document, surroundings(document)).structure.config
        assert seen["channel_list"]["telegram"]["settings"]["token"] == token, name


def test_what_was_mended_in_a_file_of_version_3_is_told() -> None:
    source = Source("config.json", b'{"version": 3, "gateway": {"port": 1},}')
    assert MIGRATOR.migrate(source).steps == ("fixed the text (remove the comma)",)


@pytest.mark.parametrize(
    "config",
    [
        {"version": 2, "agents": {"defaults": "x"}, "providers": {"openai": {"api_key": "k"}}},
        {
            "version": 2,
            "session": {"identity_links": ["x"]},
            "bindings": [{"agent_id": "a", "match": {"channel": "c", "peer": {"kind": "direct", "id": "1"}}}],
        },
    ],
)
def test_what_is_of_another_type_than_it_should_be_is_no_crash(config: dict[str, Any]) -> None:
    assert migrated(config)[0]["version"] == 3


@OLD
def test_a_provider_is_known_in_any_case(version: int) -> None:
    config = {
        "version": version,
        "agents": {"defaults": {"provider": "OpenAI", "model": "gpt-5"}},
        "providers": {"OpenAI": {"api_key": "k"}},
    }
    (model,) = migrated(config)[0]["model_list"]
    assert (model["model_name"], model["model"]) == ("gpt-5", "openai/gpt-5")


@pytest.mark.parametrize(
    "text",
    [
        '{"version": 2, "model_list": [], "gateway": {"hot_reload": true}, "gateway": {"port": 18790}}',
        '{"model_list": [{"model_name": "a", "model": "b", "api_key": "k", "api_keys": 5}], "gateway": {"port": 5}}',
    ],
)
def test_whatever_is_dropped_is_in_a_backup_even_if_the_same_is_said_elsewhere(text: str) -> None:
    Path("config.json").write_text(text)
    MIGRATOR._replace(writes=True).migrate(Source("config.json", text.encode()))
    assert Path("config.json.20261129.bak").read_text() == text


def test_two_backups_are_kept_out_of_git_with_one_line() -> None:
    import subprocess

    subprocess.run(["git", "init", "-q"], check=True)
    channels = {"telegram": {"enabled": True}, "wecom_app": {"enabled": True}}
    security = "channels:\n  telegram:\n    token: 1:a\n"
    on_disk({"version": 2, "model_list": [], "channels": channels}, security, git=Git())
    assert Path(".gitignore").read_text() == "*.bak\n"
    assert len([path for path in Path().iterdir() if path.name.endswith(".bak")]) == 2
