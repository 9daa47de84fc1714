"""The load path as a whole: versions, files that are no config, channels and their settings, secrets by reference."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loading import Found, kinds, loaded, version_3

from picoclaw_lint.document import parse
from picoclaw_lint.source import Source
from picoclaw_lint.structure import Channel, encrypted, load, reference_trouble
from picoclaw_lint.structure.walker import trim
from picoclaw_lint.surroundings import Surroundings

PAD = " " * 20


@pytest.mark.parametrize(
    ("text", "config_version", "expected", "ignored"),
    [
        ("{}", 0, [], True),
        ('{"a":1}', 0, [], True),
        ("null", 0, [], False),
        ("{}" + PAD, 0, [], False),
        ("null" + PAD, None, [("null-entry", ())], False),
        ("[]", None, [("wrong-type", ())], False),
        ('"x"', None, [("wrong-type", ())], False),
        ("0", None, [("wrong-type", ())], False),
        ("[1, 2, 3, 4, 5, 6]", None, [("wrong-type", ())], False),
        ('{"a": 123}', 0, [], True),
        ('{"a": 1234}', 0, [("unknown-field", ("a",))], False),
        ('{"version": 3}', 3, [], False),
        ('{"version": 2}', 2, [], False),
        ('{"version": 1}', 1, [], False),
        ('{"version": 0}', 0, [], False),
        ('{"version": -0}', 0, [], False),
        ('{"version": null}', 0, [], False),
        ('{"version": 4}', 4, [], False),
        ('{"version": -1}', -1, [], False),
        ('{"version": "3"}', None, [("wrong-type", ("version",))], False),
        ('{"version": 3.0}', None, [("not-an-integer", ("version",))], False),
        ('{"version": true}', None, [("wrong-type", ("version",))], False),
        ('{"version": []}', None, [("wrong-type", ("version",))], False),
        ('{"version": "x"}', None, [("wrong-type", ("version",))], False),
        ('{"version": 1e400}', None, [("not-an-integer", ("version",))], False),
        ('{"version": ' + "9" * 400 + "}", None, [("integer-out-of-range", ("version",))], False),
        ('{"version": 99999999999999999999}', None, [("integer-out-of-range", ("version",))], False),
        ('{"Version": 3}', 3, [("miscased-field", ("Version",))], False),
        ('{"version": 2, "version": 3}', 3, [], False),
        ('{"version": 3, "version": null}', 3, [], False),
        ('{"version": "x", "version": 3}', None, [("wrong-type", ("version",))], False),
    ],
)
def test_a_file_is_taken_for_what_its_version_says(
    text: str, config_version: Any, expected: Found, ignored: bool
) -> None:
    found = loaded(text)
    assert found.config_version == config_version
    assert kinds(found.problems) == expected
    assert found.ignored is ignored


def test_a_version_of_the_wrong_type_is_taken_for_what_it_looks_like() -> None:
    assert kinds(loaded('{"version": "3", "prot": 1}').problems) == [
        ("unknown-field", ("prot",)),
        ("wrong-type", ("version",)),
    ]
    assert loaded('{"version": "2", "channels": {"irc": {"nick": "x"}}}').config["channel_list"]["irc"]["type"] == "irc"


@pytest.mark.parametrize(
    "text", ['{"version": 7, "model_list": [{"api_keys": ["k"]}]}', '{"model_list": [{"api_keys": ["k"]}']
)
def test_secrets_are_found_in_files_of_which_nothing_else_can_be_said(text: str) -> None:
    found = loaded(text)
    assert [(secret.pointer, secret.text) for secret in found.secrets] == [(("model_list", 0, "api_keys", 0), "k")]
    assert found.problems == []
    assert found.config == {}


@pytest.mark.parametrize(
    ("inside", "old", "new"),
    [
        ('"_comment": "x"', [("_comment",)], [("_comment",)]),
        ('"model_list": [{"model_name": "a", "model": "b", "_comment": "x"}]', [("model_list", 0, "_comment")], None),
        ('"channels": {"telegram": {"_comment": "x"}}', [], [("channels",)]),
        ('"channel_list": {"telegram": {"_comment": "x"}}', [("channel_list", "telegram", "_comment")], None),
        ('"channel_list": {"telegram": {"settings": {"_comment": "x"}}}', [], []),
        ('"channel_list": {"telegram": {"token": "x"}}', [("channel_list", "telegram", "token")], None),
        ('"providers": {}', [("providers",)], [("providers",)]),
        ('"providers": null', [("providers",)], [("providers",)]),
        ('"bindings": []', [], [("bindings",)]),
        ('"events": {}', [("events",)], []),
        ('"evolution": {}', [("evolution",)], []),
        ('"build_info": {"version": "x"}', [("build_info",)], []),
        ('"session": {"backlog_limit": 1}', [("session", "backlog_limit")], None),
        ('"agents": {"defaults": {"model": "x"}}', [], [("agents", "defaults", "model")]),
        ('"tools": {"web": {"brave": {"api_key": "x"}}}', [("tools", "web", "brave", "api_key")], None),
        ('"tools": {"web": {"gemini": {"api_keys": ["x"]}}}', [("tools", "web", "gemini", "api_keys")], None),
        ('"gateway": {"x": 1}', [("gateway", "x")], None),
    ],
)
@pytest.mark.parametrize("version", [0, 1, 2, 3])
def test_each_version_refuses_the_keys_it_does_not_know(version: int, inside: str, old: Any, new: Any) -> None:
    found = loaded(f'{{"version": {version}, {inside}}}')
    wanted = old if version < 3 or new is None else new
    assert [place for kind, place in kinds(found.problems) if kind == "unknown-field"] == wanted


@pytest.mark.parametrize(
    ("settings_text", "expected"),
    [
        ("{}", []),
        ("[]", []),
        ("null", []),
        ('{"token": "t", "x": [1]}', []),
        ('{"TOKEN": "t"}', []),
        ('"x"', [("wrong-type", ())]),
        ("5", [("wrong-type", ())]),
        ("true", [("wrong-type", ())]),
        ("[1]", [("wrong-type", ())]),
        ("[ ]", [("wrong-type", ())]),
        ('{"token": 5}', [("wrong-type", ("token",))]),
        ('{"Token": 5}', [("wrong-type", ("Token",))]),
        ('{"streaming": {"throttle_seconds": 1.5}}', [("not-an-integer", ("streaming", "throttle_seconds"))]),
    ],
)
@pytest.mark.parametrize("enabled", ["true", "false"])
def test_settings_are_decoded_by_the_type_of_the_channel_enabled_or_not(
    settings_text: str, expected: Found, enabled: str
) -> None:
    entry = f'{{"type": "telegram", "enabled": {enabled}, "settings": {settings_text}}}'
    found = loaded(version_3(f'"channel_list": {{"bot": {entry}}}'))
    at = ("channel_list", "bot", "settings")
    assert kinds(found.settings_problems) == [(kind, (*at, *place)) for kind, place in expected]
    assert found.problems == []


def test_empty_settings_of_an_old_version_are_written_anew_before_they_are_compared() -> None:
    assert loaded('{"version": 2, "channel_list": {"telegram": {"settings": [ ]}}}').settings_problems == []


@pytest.mark.parametrize("kind", ["nosuch", "Telegram", "mqtt"])
def test_settings_of_a_type_the_release_does_not_know_are_not_decoded(kind: str) -> None:
    text = version_3(f'"channel_list": {{"bot": {{"type": "{kind}", "settings": {{"token": 5, "broker": 5}}}}}}')
    found = loaded(text, release="0.2.8")
    assert found.settings_problems == []
    assert not found.knows_channel(kind)


@pytest.mark.parametrize(("release", "known"), [("0.2.8", False), ("0.2.9", True), ("0.3.0", True), ("main", True)])
def test_a_release_knows_the_channel_types_it_came_with(release: str, known: bool) -> None:
    assert loaded(version_3('"gateway": {}'), release=release).knows_channel("mqtt") is known
    assert loaded(version_3('"gateway": {}'), release=release).knows_channel("telegram")


def test_secrets_of_settings_are_found_under_any_spelling() -> None:
    found = loaded(version_3('"channel_list": {"slack": {"settings": {"Bot_Token": "b", "app_token": "a"}}}'))
    assert sorted(secret.text for secret in found.secrets) == ["a", "b"]


@pytest.mark.parametrize(
    ("channels", "expected"),
    [
        ({"telegram": {}}, [("telegram", "telegram")]),
        ({"bot": {"type": "telegram"}, "x": {"type": ""}}, [("bot", "telegram"), ("x", "x")]),
        ({"bot": {"type": 5}, "gone": None, "y": "text"}, [("bot", "bot")]),
        (None, []),
        ([], []),
    ],
)
def test_channels_have_a_name_and_a_type_and_null_is_none(channels: Any, expected: Any) -> None:
    found = loaded({"version": 3, "channel_list": channels}).channels()
    assert [(channel.name, channel.type) for channel in found] == expected
    assert all(isinstance(channel, Channel) and isinstance(channel.entry, dict) for channel in found)


def test_a_place_that_did_not_move_stands_where_it_stands() -> None:
    found = loaded({"version": 2, "channels": {"telegram": {"token": "t"}}})
    assert found.origin(("gateway", "port")) == ("gateway", "port")
    assert found.origin(()) == ()
    assert found.origin(("channel_list", "telegram", "settings", "token", "x")) == (
        "channels",
        "telegram",
        "token",
        "x",
    )
    assert loaded(version_3('"gateway": {}')).origin(("channel_list", "x")) == ("channel_list", "x")
    assert loaded(version_3('"gateway": {}')).security_origin(("gateway",)) is None


def test_the_same_mistake_is_noted_once_though_two_steps_see_it() -> None:
    found = loaded('{"version": 1, "gateway": {"port": "x"}, "session": []}')
    assert kinds(found.problems) == [("wrong-type", ("gateway", "port")), ("wrong-type", ("session",))]


FILLED = base64.b64encode(bytes(range(50))).decode()


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        (FILLED, None),
        (base64.b64encode(bytes(range(44))).decode(), None),
        (
            base64.b64encode(bytes(range(43))).decode(),
            "it is too short: 43 bytes, where salt, nonce and tag alone take 44",
        ),
        ("", "it is too short: 0 bytes, where salt, nonce and tag alone take 44"),
        ("AAAA", "it is too short: 3 bytes, where salt, nonce and tag alone take 44"),
        ("A" * 80, "it is a filler, not an encrypted value"),
        ("not base64!", "it is not base64"),
        (FILLED + "\n", None),
        (FILLED[:20] + "\r\n" + FILLED[20:], None),
        (FILLED + " ", "it is not base64"),
        (FILLED + "=", "it is not base64"),
        (FILLED.rstrip("="), "it is not base64"),
        (FILLED + "====", "it is not base64"),
        ("AAAA...base64...", "it is not base64"),
        ("ключ", "it is not base64"),
    ],
)
def test_an_encrypted_value_has_the_form_that_picoclaw_writes(text: str, trouble: str | None) -> None:
    assert encrypted.malformed(f"enc://{text}") == trouble
    assert reference_trouble(f"enc://{text}", Surroundings()) == trouble


@given(st.text(max_size=20))
@settings(deadline=None)
def test_no_encrypted_value_makes_the_check_raise(text: str) -> None:
    assert isinstance(encrypted.malformed(f"enc://{text}"), str)


@pytest.mark.parametrize("text", ["plain", "FILE://x", "Enc://x", "", " file://x"])
def test_plain_text_refers_to_nothing(text: str) -> None:
    assert reference_trouble(text, Surroundings()) is None


@pytest.mark.parametrize(
    ("state", "trouble"),
    [
        ("filled", None),
        ("missing", "missing"),
        ("empty", "the file it names is empty"),
        ("directory", "it names a directory"),
        ("outside", "it leads out of the config's directory"),
        ("unreadable", "the file it names cannot be read"),
    ],
)
def test_a_reference_has_the_trouble_its_target_has(state: Any, trouble: str | None) -> None:
    assert reference_trouble("file://k", Surroundings(references={"file://k": state})) == trouble


@pytest.mark.parametrize("text", ["file://", "file://  ", "file://\t\n"])
def test_a_reference_without_a_name_names_no_file(text: str) -> None:
    assert reference_trouble(text, Surroundings(references={text: "filled"})) == "it names no file"


def test_a_reference_that_nobody_looked_at_counts_as_missing() -> None:
    assert reference_trouble("file://k", Surroundings()) == "missing"
    assert Surroundings().exposure.ask_git() is None


@given(st.text(alphabet='{}[],:" \n1ax', max_size=25), st.sampled_from(["0.2.8", "0.2.9", "0.3.0", "main"]))
@settings(deadline=None, max_examples=200)
def test_no_text_makes_loading_raise(text: str, release: str) -> None:
    found = loaded(text, release=release)
    assert found.config_version is None or isinstance(found.config_version, int)


BAD = {
    "version": 3,
    "model_list": [{"model_name": "a", "model": "b", "api_keys": ["k"], "rpm": 1.5, "x": None}],
    "channel_list": {"telegram": {"settings": {"token": "t", "streaming": {"enabled": 1}}}},
    "agents": {"list": [{"model": 5}], "defaults": {"model": "m"}},
}


@pytest.mark.parametrize("version", [0, 1, 2, 3])
def test_every_prefix_of_a_file_can_be_loaded(version: int) -> None:
    text = json.dumps({**BAD, "version": version}, indent=1)
    for end in range(len(text)):
        document = parse(Source("config.json", text[:end].encode()))
        assert load(document, Surroundings(), "0.3.0").config == {}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('[{"name": "x", "enabled": 5, "enabled": true}]', []),
        ('[{"name": "x", "enabled": true, "enabled": 5}]', ["wrong-type"]),
        ('[{"name": "x", "extra": 1}]', ["unknown-field"]),
        ('{"x": {"enabled": true, "extra": 1}}', []),
    ],
)
def test_of_a_registry_the_last_of_repeated_keys_counts(text: str, names: list[str]) -> None:
    found = loaded(f'{{"version": 3, "tools": {{"skills": {{"registries": {text}}}}}}}')
    assert [kind for kind, _ in kinds(found.problems)] == names


def test_a_null_entry_that_a_later_array_fills_is_no_crash() -> None:
    entry = '{"model_name": "a", "model": "b"}'
    assert loaded(f'{{"version": 3, "model_list": [null], "model_list": [{entry}]}}').problems == []
    crashed = loaded(f'{{"version": 3, "model_list": [{entry}], "model_list": [null]}}')
    assert kinds(crashed.problems) == [("null-entry", ("model_list", 0))]


@pytest.mark.parametrize(
    ("text", "trimmed"),
    [("  a\t\n", "a"), ("\u00a0a\u2003", "a"), ("\u001ca\u001f", "\u001ca\u001f"), (" \u0085 ", ""), ("", "")],
)
def test_blanks_are_trimmed_as_go_trims_them(text: str, trimmed: str) -> None:
    assert trim(text) == trimmed
