"""Secrets in free text are found where they stand, by name or by format, and what only sounds like one is not."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest
from samples import ALPHANUMERIC, FORMATS, text

from picoclaw_lint.document.values import make_object
from picoclaw_lint.secrets.free_text import secret_spans_of, secrets_in

RNG = random.Random(11)
# Nothing but its place tells that it is one.
KEY = text(RNG, ALPHANUMERIC, 24)
TOKEN = dict(FORMATS)["GitHub"](RNG)


def found(value: Any) -> list[tuple[tuple[str | int, ...], str]]:
    return [(found.pointer, found.text) for found in secrets_in(value) if found.part == "value"]


@pytest.mark.parametrize(
    ("value", "pointer"),
    [
        ({"env": {"GITHUB_TOKEN": "KEY"}}, ("env", "GITHUB_TOKEN")),
        ({"env": {"DATABASE_URL": "postgres://bot:KEY@db/x"}}, ("env", "DATABASE_URL")),
        ({"headers": {"Authorization": "Bearer KEY"}}, ("headers", "Authorization")),
        ({"headers": {"Authorization": "basic  KEY"}}, ("headers", "Authorization")),
        ({"headers": {"X-API-Key": "KEY"}}, ("headers", "X-API-Key")),
        ({"args": ["-y", "--api-key", "KEY"]}, ("args", 2)),
        ({"args": ["--token=KEY"]}, ("args", 0)),
        ({"args": ["run", "-e", "SLACK_BOT_TOKEN=KEY"]}, ("args", 2)),
        ({"args": ["--header", "Authorization: Bearer KEY"]}, ("args", 1)),
        ({"command": ["curl", "-H", "X-Api-Key: KEY"]}, ("command", 2)),
        ({"command": "curl -H 'X-Api-Key: KEY' https://x"}, ("command",)),
        ({"command": "API_TOKEN=KEY npx server"}, ("command",)),
        ({"url": "https://x/sse?token=KEY"}, ("url",)),
        ({"url": "https://x/sse?a=1&apiKey=KEY&b=2"}, ("url",)),
        ({"url": "wss://x/?x=1&sig=KEY#top"}, ("url",)),
        ({"proxy": "joe:KEY@proxy:1080"}, ("proxy",)),
        ({"extra_body": {"auth": {"access_token": "KEY"}}}, ("extra_body", "auth", "access_token")),
        ({"api_keys": ["KEY"]}, ("api_keys", 0)),
        ({"secrets": [["KEY"]]}, ("secrets", 0, 0)),
        ([{"password": "KEY"}], (0, "password")),
    ],
)
def test_a_secret_is_found_by_its_name(value: Any, pointer: tuple[str | int, ...]) -> None:
    def filled(item: Any) -> Any:
        if isinstance(item, str):
            return item.replace("KEY", KEY)
        return [filled(each) for each in item] if isinstance(item, list) else {k: filled(v) for k, v in item.items()}

    ((place, secret),) = found(filled(value))
    assert place == pointer
    assert secret in (KEY, f"bot:{KEY}", f"joe:{KEY}")
    assert found(filled(value))[0][1].endswith(KEY)


@pytest.mark.parametrize("around", ["{}", "see {}", "https://x/{}/y", "--note={}", "a;{};b"])
def test_a_secret_of_a_known_format_is_found_under_any_name(around: str) -> None:
    assert found({"notes": ["x", around.format(TOKEN)]}) == [(("notes", 1), TOKEN)]


@pytest.mark.parametrize(
    ("key", "harmless"),
    [
        *(("REQUIRE_PASSWORD", value) for value in ("true", "No", "off", "required", "8", "enabled")),
        *(("SSH_KEY", value) for value in ("~/.ssh/id_ed25519", "./key", "/run/secrets/x", "C:\\k.pem", "keys/a.pem")),
        *(("token", value) for value in ("", "abc", "YOUR_TOKEN", "${TOKEN}", "file://x", "enc://AAAA", "<token>")),
        ("Authorization", "Bearer ${TOKEN}"),
        ("Authorization", "Bearer YOUR_TOKEN"),
        ("webhook_url", "https://example.com/hook"),
        ("prompt_cache_key", KEY),
        ("note", KEY),
        ("url", f"https://x/?page_token={KEY}"),
        ("url", f"https://x/?q={KEY}"),
        ("url", "https://me@host/a?key=YOUR_KEY"),
        ("url", "postgresql://user:password@localhost/dbname"),
        ("command", "server --token=$TOKEN --key=${KEY} --password=$(cat /run/secrets/x) --secret=`cat y`"),
        ("command", "server --auth=none --key=id"),
        ("pattern", "^git clone https://[^:@]+@"),
        ("note", "token: see the docs"),
        ("note", "a token=word; another"),
        ("locale", "token=zh-CN"),
        ("session_key", "agent:main:telegram"),
        ("session_key", "agent:main:telegram:direct:123456789"),
        ("key", "ctrl+shift+p"),
        ("keys", "a,b,c"),
        ("auth", "oauth2"),
        ("cookie", "session"),
        ("credential", "default"),
        ("REQUIRE_TOKEN", "always"),
        ("command", "run --secret=vault://kv/data/x --password=op://vault/item/field --token=aws-sm://prod/x"),
        *(("DB_PASSWORD", value) for value in ("{env:PW}", "@env:X", "$X:-y")),
        ("contact", "mailto:bob@example.com"),
        ("note", "sk-slovakia-weather-forecast-for-the-next-week"),
    ],
)
def test_what_only_sounds_secret_is_none(key: str, harmless: str) -> None:
    assert secret_spans_of(key, harmless) == ()


@pytest.mark.parametrize("args", [["--no-auth", "--verbose"], ["--token", "-v"], ["--key", "--x=y"], ["--token"], []])
def test_an_option_is_no_value_of_the_option_before(args: list[str]) -> None:
    assert found({"args": args}) == []


@pytest.mark.parametrize("name", ["DB_PASSWORD", "passphrase", "client_secret", "MYSQL_PWD", "password2"])
def test_any_text_is_a_secret_under_the_name_of_a_password(name: str) -> None:
    assert found({name: "swordfish"}) == [((name,), "swordfish")]
    assert found({"args": [f"--{name}=correct"]}) == [(("args", 0), "correct")]


@pytest.mark.parametrize("value", ["postgres://joe:hunter2@db/x", "https://x.example/?token=hunter22"])
def test_an_address_is_no_reference_into_a_store_of_secrets(value: str) -> None:
    assert found({"args": [f"--secret={value}"]}) != []


def test_what_a_later_entry_of_a_repeated_key_overrides_is_found_at_its_own_place() -> None:
    value = make_object([("env", {"TOKEN": KEY}), ("env", make_object([("TOKEN", KEY[::-1]), ("TOKEN", TOKEN)]))])
    assert [(*(getattr(key, "nth", None) for key in place), secret) for place, _, _, secret in secrets_in(value)] == [
        (0, None, KEY),
        (None, 0, KEY[::-1]),
        (None, None, TOKEN),
    ]


def test_a_key_of_an_object_that_has_a_known_format_is_found() -> None:
    value = {"x": [{TOKEN: 1}], f"see {TOKEN}": {KEY: "", "token": "", "mailto:a@b": ""}}
    assert [(found.pointer, found.text) for found in secrets_in(value) if found.part == "key"] == [
        (("x", 0, TOKEN), TOKEN),
        ((f"see {TOKEN}",), TOKEN),
    ]


def test_a_text_may_hold_several_secrets() -> None:
    url = f"https://joe:{KEY}@x/?token={TOKEN}"
    assert [url[start:end] for start, end in secret_spans_of("url", url)] == [f"joe:{KEY}", TOKEN]


def test_what_is_no_text_is_passed_over() -> None:
    assert found({"token": None, "password": 12345678, "key": True, "secret": {}, "auth": []}) == []


@pytest.mark.parametrize("wrap", [lambda value: [value], lambda value: {"a": value}])
def test_depth_is_no_obstacle(wrap: Any) -> None:
    value: Any = {"token": KEY}
    for _ in range(10_000):
        value = wrap(value)
    started = time.perf_counter()
    ((pointer, secret),) = found(value)
    assert (len(pointer), secret) == (10_001, KEY)
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    "piece",
    [
        *("token=", "--token=x ", "a:b@", "X-Key: ", '"-a","', "Bearer ", "=", ":", "key=abcdef&", "\\n", "'a: "),
        *("eyJaaaaaaaaaaaa.", "token=aB3dEf6h; eyJaaaaaaaaaaaa.", "key=A1b2C3d4&", "A ", "a-"),
    ],
)
def test_the_time_grows_with_the_length_of_the_text(piece: str) -> None:
    started = time.perf_counter()
    secret_spans_of("note", piece * 20_000)
    secret_spans_of("token", piece * 20_000)
    assert time.perf_counter() - started < 5
