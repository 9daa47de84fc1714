"""A security file, named itself or beside a config: what is told of it, and where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import picoclaw_lint
from picoclaw_lint import FileResult

CONFIG: dict[str, Any] = {
    "version": 3,
    "model_list": [{"model_name": "main", "model": "ollama/llama3.2", "rpm": 60, "request_timeout": 600}],
    "agents": {"defaults": {"model_name": "main"}},
    "channel_list": {"telegram": {"enabled": False}},
}
FLAT = "channel_list:\n  telegram:\n    token: file://telegram.token\n"
UNKNOWN_TYPE = "channel_list:\n  wecom_app:\n    settings:\n      secret: file://x.key\n"


@pytest.fixture(autouse=True)
def _in_a_directory_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def judged(security: str | bytes, config: Any = None, *paths: str) -> list[FileResult]:
    Path(".security.yml").write_bytes(security.encode() if isinstance(security, str) else security)
    if config is not None:
        Path("config.json").write_text(config if isinstance(config, str) else json.dumps(config), "utf-8")
    options = {"select": ["structure", "syntax", "missing-api-key"], "isolated": True}
    return list(picoclaw_lint.check(paths or [".security.yml"], **options).files)  # type: ignore[arg-type]


def told(file: FileResult) -> list[tuple[str, str | None, int | None]]:
    """Return rule, pointer and line of each finding."""
    return [(item.rule, item.pointer, item.range.start.line if item.range else None) for item in file.shown]


def test_beside_a_config_the_place_in_the_security_file_is_a_related_one() -> None:
    (file,) = judged(FLAT, CONFIG, "config.json")
    assert told(file) == [("ignored-security-entry", None, None)]
    (place,) = next(file.shown).related
    assert (place.path, place.pointer) == (".security.yml", "/channel_list/telegram/token")
    assert place.range is not None
    assert place.range.start.line == 3
    assert file.loads is True


def test_named_alone_it_is_judged_with_the_config_beside_it() -> None:
    (file,) = judged(FLAT, CONFIG)
    assert (file.kind, file.loads) == ("security", None)
    assert told(file) == [("ignored-security-entry", "/channel_list/telegram/token", 3)]


@pytest.mark.parametrize("paths", [("config.json", ".security.yml"), ("./.security.yml", "config.json")])
def test_what_is_told_of_the_security_file_is_not_told_of_the_config_again(paths: tuple[str, ...]) -> None:
    files = {file.kind: file for file in judged(FLAT, CONFIG, *paths)}
    assert told(files["config"]) == []
    assert [rule for rule, _, _ in told(files["security"])] == ["ignored-security-entry"]


@pytest.mark.parametrize(
    ("security", "rule", "place"),
    [
        ("model_list:\n  main:\n    api_keys: text\n", "broken-security-file", ("/model_list/main/api_keys", 3)),
        (UNKNOWN_TYPE, "unknown-channel-type", ("/channel_list/wecom_app", 2)),
    ],
)
def test_what_keeps_the_config_from_loading_is_told_of_both(security: str, rule: str, place: tuple[str, int]) -> None:
    config, beside = judged(security, CONFIG, "config.json", ".security.yml")
    assert config.loads is False
    assert [item.rule for item in config.shown] == [rule]
    assert told(beside) == [(rule, *place)]
    assert beside.loads is None


@pytest.mark.parametrize("config", [None, "{broken", '{"name": "another program"}'])
def test_without_a_config_only_what_is_wrong_in_any_case_is_told(config: str | None) -> None:
    assert told(judged("channels: {telegram: {token: file://a}}\n", config)[0]) == []
    assert told(judged("tools: {web: {brave: {api_keys: [file://a]}}}\n", config)[0]) == []
    assert told(judged("model_list: {any: {api_keys: [file://a]}, other: {}}\n", config)[0]) == []
    assert told(judged("model_list: {any: {api_key: file://a}}\n", config)[0]) == [
        ("ignored-security-entry", "/model_list/any/api_key", 1)
    ]
    assert told(judged("model_list: {any: {api_keys: text}}\n", config)[0]) == [
        ("broken-security-file", "/model_list/any/api_keys", 1)
    ]


@pytest.mark.parametrize("version", [0, 1, 2])
def test_an_old_config_reads_what_version_3_ignores(version: int) -> None:
    old = {"version": version, "model_list": CONFIG["model_list"], "channels": {"telegram": {"enabled": False}}}
    Path("a.key").write_text("x", "utf-8")
    security = "channels: {telegram: {token: file://a.key}}\ntools: {web: {brave: {api_keys: [file://a.key]}}}\n"
    assert told(judged(security, old)[0]) == []
    lists = "model_list:\n  - model_name: main\n    api_keys: [file://a.key]\n"
    assert told(judged(lists, old)[0]) == [("ignored-security-entry", "/model_list", 1)]
    beside = "channel_list: {telegram: {settings: {token: file://a.key}}}\n"
    assert told(judged(beside, old)[0]) == [("ignored-security-entry", "/channel_list", 1)]


def test_keys_that_are_wiped_are_told_where_they_stand_in_the_config() -> None:
    Path("k").write_text("x", "utf-8")
    model = {"model_name": "main", "model": "openai/gpt-4o", "api_keys": ["file://k"], "rpm": 60}
    (file,) = judged("model_list:\n  main:0: {}\n", {**CONFIG, "model_list": [model]}, "config.json")
    assert [(item.rule, item.pointer, item.impact) for item in file.shown] == [
        ("wiped-api-keys", "/model_list/0/api_keys", "startup")
    ]


def test_a_key_file_that_is_missing_is_one_finding() -> None:
    model = {"model_name": "main", "model": "openai/gpt-4o", "rpm": 60}
    (file,) = judged("model_list: {main: {api_keys: [file://no.key]}}\n", {**CONFIG, "model_list": [model]})
    assert told(file) == [("missing-key-file", "/model_list/main/api_keys/0", 1)]


@pytest.mark.parametrize(
    "security",
    [
        "model_list: {main: {api_keys: [*nobody]}}\n",
        "model_list: {main: {}, main: {}}\n",
        "? [a, b]\n: c\n",
        "a: " + "[" * 3000,
        "a: &a [*a]\n",
        "\tmodel_list: x\n",
        b"model_list: \xff\n",
        "just text\n",
        "- a\n- b\n",
    ],
    ids=range(9),
)
def test_what_is_no_mapping_or_no_yaml_is_refused_and_named(security: str | bytes) -> None:
    config, beside = judged(security, CONFIG, "config.json", ".security.yml")
    assert config.loads is False
    assert [item.rule for item in config.shown] == ["broken-security-file"]
    assert [item.rule for item in beside.shown] == ["broken-security-file"]
    assert (config.error, beside.error) == (None, None)


@pytest.mark.parametrize("security", ["", "# nothing\n", "{}\n", "---\n...\n", "model_list:\n", "\ufeff{}\n", "{}\r\n"])
def test_what_is_empty_is_no_finding(security: str) -> None:
    config, beside = judged(security, CONFIG, "config.json", ".security.yml")
    assert (told(config), told(beside), config.loads) == ([], [], True)


def test_line_ends_of_windows_and_further_documents_change_no_place() -> None:
    (file,) = judged(FLAT.replace("\n", "\r\n") + "---\r\nmodel_list: [x]\r\n", CONFIG)
    assert told(file) == [("ignored-security-entry", "/channel_list/telegram/token", 3)]


def test_a_copy_is_not_judged_by_its_layout() -> None:
    Path(".security.yml.20260401.bak").write_text("model_list: {any: {api_key: file://a, api_keys: x}}\n", "utf-8")
    (file,) = picoclaw_lint.check(".security.yml.20260401.bak", isolated=True).files
    assert told(file) == []


def test_no_value_of_a_file_that_is_no_yaml_is_masked_less_than_whole() -> None:
    secret = "correct horse battery"
    text = f"model_list:\n  main:\n    api_keys:\n      - {secret}\n    bad: [{secret}\n   {secret}\n"
    (file,) = judged(text)
    assert [item.rule for item in file.shown] == ["broken-security-file"]
    hidden = file.secrets[".security.yml"]
    places = [at for at in range(len(text)) if text.startswith(secret, at)]
    assert len(places) == 3
    assert all(any(start <= at and at + len(secret) <= end for start, end in hidden) for at in places)
    assert secret not in next(file.shown).message
