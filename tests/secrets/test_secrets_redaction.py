"""No output contains a secret: texts are scrubbed, files are masked, whole or broken."""

from __future__ import annotations

import json
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import ALPHANUMERIC, FORMATS, PLAIN, text

from picoclaw_lint.secrets.detectors import find
from picoclaw_lint.secrets.names import names_secret
from picoclaw_lint.secrets.redaction import Redacted, is_literal, quote, scrub
from picoclaw_lint.secrets.written_text import secret_spans
from picoclaw_lint.source import Span

RNG = random.Random(7)
KEY, OTHER = text(RNG, ALPHANUMERIC, 32), text(RNG, ALPHANUMERIC, 24)
PASSWORD = 'p"a]s\\s}w/ord'


def masked(whole: str) -> str:
    cells = list(whole)
    for start, end in secret_spans(whole):
        cells[start:end] = "*" * (end - start)
    return "".join(cells)


@pytest.mark.parametrize(
    ("secret", "vendor", "words"),
    [
        ("hunter2", None, "<secret of 7 characters>"),
        ("hunter2", "Groq", "<Groq secret of 7 characters>"),
        ("", None, "<secret of 0 characters>"),
    ],
)
def test_a_secret_is_spoken_of_by_vendor_and_length_alone(secret: str, vendor: str | None, words: str) -> None:
    shown = Redacted(secret, vendor)
    assert str(shown) == repr(shown) == f"{shown}" == words


@pytest.mark.parametrize(("name", "make"), FORMATS)
def test_a_redacted_key_gives_nothing_away(name: str | None, make: object) -> None:
    secret = make(random.Random(str(name)))  # type: ignore[operator]
    shown = repr({"key": Redacted(secret)})
    assert secret[:6] not in shown
    assert secret[-6:] not in shown
    assert not hasattr(Redacted(secret), "__dict__")
    assert name is None or name in shown


@pytest.mark.parametrize(("name", "make"), [*FORMATS, *PLAIN])
def test_scrubbing_leaves_nothing_of_a_known_secret(name: str, make: object) -> None:
    secret = make(random.Random(str(name)))  # type: ignore[operator]
    whole = f'the key "{secret}" and {secret}{secret} again'
    clean = scrub(whole, {secret})
    assert secret not in clean
    assert secret[:8] not in clean
    assert clean.startswith('the key "<')
    assert clean.endswith("> again")


@pytest.mark.parametrize(("name", "make"), FORMATS)
def test_scrubbing_finds_credentials_that_nobody_named(name: str, make: object) -> None:
    secret = make(random.Random(str(name)))  # type: ignore[operator]
    assert scrub(f"x {secret} y") == f"x {Redacted(secret, name)} y"


def test_scrubbing_leaves_other_texts_as_they_are() -> None:
    for harmless in ("model_list[0].api_keys", "sk-your-openai-key", "file://key", 'unknown key "api_key"', ""):
        assert scrub(harmless, {KEY, PASSWORD}) == harmless


def test_scrubbing_leaves_short_secrets_that_are_words() -> None:
    assert scrub("the port is 12345", {"port", "12345", ""}) == "the port is 12345"


@pytest.mark.parametrize(
    ("whole", "secrets"),
    [
        ("abcdef-ghijkl", ["abcdef", "abcdef-ghijkl"]),
        ("abcdef-ghijkl", ["ghijkl", "abcdef-ghijkl"]),
        ("abcdef-ghijkl-mnopqr", ["abcdef-ghijkl", "ghijkl-mnopqr"]),
        ("abcabcabcabc", ["abcabcabc"]),
        ("secret characters", ["secret", "characters"]),
    ],
)
def test_secrets_that_overlap_are_scrubbed_as_one(whole: str, secrets: list[str]) -> None:
    for given_order in (secrets, secrets[::-1]):
        clean = scrub(f"[{whole}]", given_order)
        for part in (whole[:5], whole[-5:]) if whole != "secret characters" else ():
            assert part not in clean
        assert clean.count("<") == clean.count(">") == (2 if " " in whole else 1)


def test_a_credential_in_the_password_of_a_url_is_scrubbed_with_it() -> None:
    token = dict(FORMATS)["GitHub"](random.Random(8))
    clean = scrub(f"clone https://joe:{token}@github.com/a/b now")
    assert clean == f"clone https://<secret of {len(token) + 4} characters>@github.com/a/b now"


@given(st.text(alphabet="abc <>", max_size=5), st.lists(st.text(alphabet="QXZ", min_size=6, max_size=9), max_size=4))
@settings(deadline=None, max_examples=200)
def test_no_part_of_a_secret_survives_scrubbing_wherever_it_stood(around: str, secrets: list[str]) -> None:
    whole = around.join(["", *secrets, *reversed(secrets), ""])
    assert not set(scrub(whole, secrets)) & set("QXZ")


@pytest.mark.parametrize(
    ("key", "telling"),
    [
        *(
            (key, True)
            for key in ("token", "bot_token", "app_token", "access_token", "auth_token", "TOKEN", "botToken")
        ),
        *((key, True) for key in ("api_key", "api_keys", "apiKey", "APIKEY", "X-API-Key", "x-api-key", "key", "KEYS")),
        *(
            (key, True)
            for key in ("secret", "app_secret", "client_secret", "secrets", "channel_secret", "clientSecret")
        ),
        *(
            (key, True)
            for key in ("password", "sasl_password", "nickserv_password", "passwd", "MYSQL_PWD", "passphrase")
        ),
        *((key, True) for key in ("crypto_passphrase", "encrypt_key", "verification_token", "elevenlabs_api_key")),
        *((key, True) for key in ("webhook_url", "WEBHOOK_URL", "webhookUrl", "slack_webhook_url", "Authorization")),
        *((key, True) for key in ("Cookie", "Set-Cookie", "credentials", "signature", "api_key_2", "token1", "KEY_10")),
        *((key, True) for key in ("GITHUB_TOKEN", "OPENAI_API_KEY", "AWS_SECRET_ACCESS_KEY", "proxy-authorization")),
        *(
            (key, False)
            for key in ("max_tokens_field", "max_tokens", "auth_method", "token_file", "key_path", "api_key_env")
        ),
        *((key, False) for key in ("model_name", "monkey", "keyboard", "tokenizer", "url", "base_url", "webhook", "")),
        *((key, False) for key in ("summarize_token_percent", "default_token_budget", "author", "123", "ключ", "--")),
    ],
)
def test_a_name_says_whether_its_value_is_a_secret(key: str, telling: bool) -> None:
    assert names_secret(key) is telling


CONFIG = {
    "version": 3,
    "model_list": [
        {"model_name": "main", "model": "openai/gpt-5.4", "api_keys": [KEY, OTHER, "sk-your-key", "file://k", ""]},
        {"model_name": "two", "api_key": KEY, "max_tokens_field": "max_completion_tokens"},
    ],
    "channel_list": {"irc": {"settings": {"password": PASSWORD, "nick": "claw"}}},
    "tools": {
        "mcp": {
            "servers": {"x": {"env": {"GITHUB_TOKEN": OTHER, "PATH": "/usr/bin"}, "args": ["postgres://u:pw123@h/d"]}}
        }
    },
    "webhooks": {"webhook_url": "https://example.test/hook/" + KEY},
}
SHOWN = (
    "main",
    "openai/gpt-5.4",
    "sk-your-key",
    "file://k",
    "max_completion_tokens",
    "claw",
    "/usr/bin",
    "postgres://",
)
LAYOUTS = {
    "minified": json.dumps(CONFIG, separators=(",", ":")),
    "one line": json.dumps(CONFIG),
    "indented": json.dumps(CONFIG, indent=2),
    "tabs": json.dumps(CONFIG, indent="\t").replace("\n", "\r\n"),
    "spaced": json.dumps(CONFIG, indent=1, separators=(" , ", " :\n")),
}
WRITTEN = (KEY, OTHER, json.dumps(PASSWORD)[1:-1], "u:pw123")


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_stands_under_a_telling_key_is_masked_and_the_rest_shown(name: str) -> None:
    whole = LAYOUTS[name]
    shown = masked(whole)
    assert not any(secret in shown for secret in WRITTEN)
    assert all(word in shown for word in SHOWN)
    assert len(shown) == len(whole)


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_file_cut_off_anywhere_shows_no_part_of_a_secret(name: str) -> None:
    whole = LAYOUTS[name]
    places = [
        (start, start + len(secret)) for secret in WRITTEN for start in _starts(whole, secret) if secret != "u:pw123"
    ]
    assert len(places) == 6
    for end in range(len(whole) + 1):
        spans = secret_spans(whole[:end])
        for start, stop in places:
            inside = range(start, min(stop, end))
            piece = whole[start : inside.stop]
            assert not is_literal(piece) or all(any(low <= at < high for low, high in spans) for at in inside), end


def _starts(whole: str, part: str) -> list[int]:
    return [at for at in range(len(whole)) if whole.startswith(part, at)]


@pytest.mark.parametrize(
    "broken",
    [
        '{"api_key": "KEY"',
        '{"api_key": "KEY\n}',
        '{"api_key": "KEY',
        '{"api_key": "KEY\\',
        '{"api_key": "\\"KEY\\',
        '{"api_key" : /* mine */ "KEY"}',
        '{"api_key" // mine\n : # "\n "KEY"}',
        '{"api_key": // not "this": []\n "KEY"}',
        '{"name": "abc, "api_key": "KEY"}',
        "{'api_key': 'KEY'}",
        "{'api_key': \"KEY\"}",
        "{\"api_key\": 'KEY'}",
        "{api_key: 'KEY'}",
        '{api_key: "KEY"}',
        '{  bot_token : ["KEY"]}',
        '{"api_key": KEY}',
        '{"api_key": KEY, "x": 1}',
        '{"api_key": KEY',
        '{"password": KEY and KEY,\n "x": 1}',
        '{"api_keys": ["a", "b]", "KEY"]}',
        '{"api_keys": ["KEY" "KEY"',
        "{\"api_keys\": ['KEY', 'KEY']}",
        '{"credentials": {"user": "joe", "pin": "KEY"}}',
        '{"secrets": {"a": "x}y", "b": "KEY"',
        '// "api_key": "KEY"',
        '{"url": "https://x", "api_key": "KEY"}',
        '{"url": https://x, "api_key": "KEY"}',
        '{"key": {"key": {"key": "KEY"}}}',
        '{"keys": [{"keys": "x"}, "y"], "keys": ["KEY"]}',
        '"api_key":"KEY"',
    ],
)
def test_secrets_in_broken_texts_are_masked(broken: str) -> None:
    whole = broken.replace("KEY", KEY)
    shown = masked(whole)
    assert KEY not in shown
    assert KEY[:4] not in shown
    assert len(shown) == len(whole)


@pytest.mark.parametrize(
    "harmless",
    [
        '{"api_key": true, "token": null, "key": 12, "secret": -1.5e3, "password": false}',
        '{"max_tokens": 8192, "token": 12345678}',
        '{"api_key": }',
        '{"api_key": , "x": "abcdefghij"}',
        '{"api_key": "YOUR_API_KEY", "token": "${TOKEN}", "password": ""}',
        '{"api_key": ${API_KEY}}',
        '{"api_keys": [], "secrets": {}, "keys": [1, true]}',
        '{"note": "the token is elsewhere", "url": "https://example.test/a:b"}',
        '{"note": "key: value", "x": "token:"}',
        '{"model": "token", "name": "api_key"}',
        "{token: true, key: value}",
        '{"api_key" // not here\n "x"}',
        '{"api_key" /* nor here */, "abcdefghij"}',
        '{"api_key"',
        '{"api_key":',
        "",
    ],
)
def test_what_is_no_secret_stays_visible(harmless: str) -> None:
    assert secret_spans(harmless) == ()


@pytest.mark.parametrize(("name", "make"), FORMATS)
def test_credentials_are_masked_wherever_they_stand(name: str, make: object) -> None:
    secret = make(random.Random(str(name)))  # type: ignore[operator]
    whole = f'{{"notes": ["see {secret}"], "x": '
    assert Span(whole.index(secret), whole.index(secret) + len(secret)) in secret_spans(whole)
    assert secret not in masked(whole)


def test_spans_are_sorted_and_none_is_given_twice() -> None:
    secret = dict(FORMATS)["Groq"](random.Random(9))
    spans = secret_spans(f'{{"api_key": "{secret}", "b": {{"token": "{KEY}"}}, "c": "{secret}"}}')
    assert list(spans) == sorted(set(spans))
    assert len(spans) == 3


@given(st.text(alphabet="\"'key{}[]:,\\/*# \nx1", max_size=40) | st.text(max_size=30))
@settings(deadline=None, max_examples=300)
def test_no_text_makes_the_search_raise_or_leave_the_text(whole: str) -> None:
    assert all(0 <= start <= end <= len(whole) for start, end in secret_spans(whole))
    assert all(is_literal(whole[start:end]) for start, end in secret_spans(whole))


@pytest.mark.parametrize(
    "piece",
    [
        "\0",
        "a\0",
        "a\0b\0c\0dd",
        '{"key":',
        '"key":[',
        '{"key": "x" /* y */, ',
        "'key",
        '"',
        "{key: ",
        '"a" /**/ ',
        "sk-",
        "key:",
        "://a:b",
        "\\",
    ],
)
def test_the_time_grows_with_the_length_of_the_text(piece: str) -> None:
    start = time.perf_counter()
    secret_spans(piece * 10_000)
    scrub(piece * 10_000, {KEY})
    assert time.perf_counter() - start < 5


def test_every_credential_that_is_found_is_masked() -> None:
    rng = random.Random(10)
    whole = json.dumps({"list": [make(rng) for _, make in FORMATS]})
    assert not list(find(masked(whole)))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("around", ['{"api_key": "%s"}', 'größe: "%s"\n', "боты %s"])
def test_nothing_of_a_key_is_shown_of_a_text_in_another_encoding(encoding: str, around: str) -> None:
    data = (around % KEY).encode(encoding)
    shown = masked(data.decode("utf-8", "replace")).replace("\0", "")
    assert not any(KEY[start : start + 4] in shown for start in range(len(KEY) - 3))


@pytest.mark.parametrize("text", ["\0", '{"a": "x\0y\0z"}', "a\0b"])
def test_single_zeros_hide_nothing(text: str) -> None:
    assert masked(text) == text


def test_a_key_of_an_object_of_secrets_is_masked_unless_it_is_a_name() -> None:
    shown = masked(json.dumps({"secrets": {KEY: "", "access_token": {"b": OTHER}, "c": [KEY], "d": "hunter22"}}))
    assert not any(secret in shown for secret in (KEY, OTHER, "hunter22"))
    assert '"access_token": {"b": ' in shown


@pytest.mark.parametrize(
    "broken",
    ['{"keys": {"a": {"b": KEY}, "c": "x"}}', '["--api-key", "KEY"', '{"url": "https://x?token=KEY', '["X-Key: KEY"'],
)
def test_secrets_are_masked_by_the_name_before_them(broken: str) -> None:
    assert KEY not in masked(broken.replace("KEY", KEY))


@pytest.mark.parametrize("secret", ["https://x.example/hook/abcdef", "a~b/c~1d/efgh"])
def test_a_secret_is_scrubbed_from_a_pointer(secret: str) -> None:
    pointer = "/a/" + secret.replace("~", "~0").replace("/", "~1")
    assert scrub(pointer, {secret}) == f"/a/{Redacted(secret)}"


def test_a_part_of_a_secret_is_not_quoted() -> None:
    assert quote(KEY[:8], {KEY}) == str(Redacted(KEY[:8]))
    assert quote(KEY[:7], {KEY}) == f'"{KEY[:7]}"'
