"""Detectors find every format of theirs, wherever it stands, and nothing that only looks a little like it."""

from __future__ import annotations

import hashlib
import json
import random
import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import ALPHANUMERIC, FORMATS, text

from picoclaw_lint.secrets.detectors import DETECTORS, Found, find, is_words, vendor
from picoclaw_schema import catalogue

IDS = [f"{index}-{name}" for index, (name, _) in enumerate(FORMATS)]


@pytest.mark.parametrize(("name", "make"), FORMATS, ids=IDS)
def test_every_key_of_a_format_is_found_whole_and_its_issuer_named(name: str, make: object) -> None:
    rng = random.Random(str(name))
    for _ in range(150):
        secret = make(rng)  # type: ignore[operator]
        assert vendor(secret) == name
        assert list(find(secret)) == [Found(name, 0, len(secret))]


def test_a_token_that_happens_to_hold_what_looks_like_a_key_is_found_whole() -> None:
    token = ".".join(("eyJ" + "a" * 20, "eyJ" + "b" * 20 + "-hf_" + "c" * 34, "d" * 43))
    assert list(find(token)) == [Found(None, 0, len(token))]


@pytest.mark.parametrize(("name", "make"), FORMATS, ids=IDS)
@pytest.mark.parametrize(
    "around",
    ['"{}"', "key={}", "Bearer {}", "a {} b", '{{"x": ["{}"]}}', "--token={}", "{}\n", "'{}',", "?key={}&x=1", "\\n{}"],
)
def test_a_key_is_found_inside_other_text_and_nothing_more_with_it(name: str, make: object, around: str) -> None:
    rng = random.Random(around)
    for _ in range(10):
        secret = make(rng)  # type: ignore[operator]
        whole = around.format(secret)
        if around == "\\n{}" and not secret.startswith("sk-"):
            continue
        start = whole.index(secret)
        assert [(found.start, found.end) for found in find(whole)] == [(start, start + len(secret))]


def test_every_detector_finds_a_key_by_itself() -> None:
    rng = random.Random(1)
    winners = set()
    for _, make in FORMATS:
        secret = make(rng)
        winners |= {item for item in DETECTORS if item.keyword in secret and item.vendor == vendor(secret)}
    assert winners == set(DETECTORS)


@pytest.mark.parametrize("detector", DETECTORS, ids=lambda item: f"{item.vendor} {item.keyword}")
def test_a_keyword_is_a_part_of_whatever_its_pattern_finds(detector: object) -> None:
    rng = random.Random(2)
    found = [
        match[0]
        for _, make in FORMATS
        for match in re.finditer(detector.pattern, " ".join(make(rng) for _ in range(5)))  # type: ignore[attr-defined]
    ]
    assert found
    assert all(detector.keyword in text for text in found)  # type: ignore[attr-defined]


def test_a_telegram_token_is_found_in_the_address_of_its_api() -> None:
    token = dict(FORMATS)["Telegram"](random.Random(3))
    url = f"https://api.telegram.org/bot{token}/getMe"
    assert [url[found.start : found.end] for found in find(url)] == [token]


@pytest.mark.parametrize(
    ("url", "secret"),
    [
        ("postgresql://{}@localhost/db", "joe:hunter2"),
        ("http://{}@127.0.0.1:7891", "joe:hunter2"),
        ("socks5h://{}@proxy", ":hunter2"),
        ("https://{}@host/path?x=a@b", "joe:p@ss@word"),
        ("ssl://{}@broker:8883", "joe:a:b"),
    ],
)
def test_user_and_password_in_a_url_are_a_secret(url: str, secret: str) -> None:
    whole = f"x {url.format(secret)} y"
    assert [(found.vendor, whole[found.start : found.end]) for found in find(whole)] == [(None, secret)]


@pytest.mark.parametrize("login", ["joe:hunter2@proxy", "joe:swORDfish@proxy:80", "joe:pass+wOrd@x.example"])
def test_user_and_password_without_a_scheme_are_a_secret_unless_they_are_words(login: str) -> None:
    assert [login[found.start : found.end] for found in find(login)] == [login.partition("@")[0]]


def test_a_private_key_is_found_with_the_lines_that_say_how_it_is_encrypted_and_with_none_at_its_end() -> None:
    body = text(random.Random(7), ALPHANUMERIC, 64)
    begin = "-----BEGIN RSA PRIVATE " + "KEY-----\n"
    for key in (f"{begin}Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,ABCDEF\n\n{body}", begin + body):
        for written in (key, json.dumps(key)[1:-1]):
            assert list(find(written)) == [Found(None, 0, len(written))]


@pytest.mark.parametrize(
    "url",
    ["https://host:8080/a@b", "https://joe@host/x", "http://[::1]:80/", "ws://h/?a=b:c@d", "https://host:80?x=a@b"],
)
def test_a_url_without_a_password_is_none(url: str) -> None:
    assert list(find(url)) == []


def test_a_key_that_is_a_password_in_a_url_is_found_once_and_whole() -> None:
    token = dict(FORMATS)["GitHub"](random.Random(4))
    url = f"https://x{token}:y{token}z@github.com/a"
    assert [url[found.start : found.end] for found in find(url)] == [f"x{token}:y{token}z"]


@given(st.lists(st.sampled_from(range(len(FORMATS))), max_size=6), st.integers(0, 2**32))
@settings(deadline=None, max_examples=100)
def test_what_is_found_does_not_overlap_and_covers_every_key(chosen: list[int], seed: int) -> None:
    rng = random.Random(seed)
    keys = [json.dumps(FORMATS[index][1](rng))[1:-1] for index in chosen]
    whole = '{"keys": ["' + '", "'.join(keys) + '"]}'
    spans = sorted((found.start, found.end) for found in find(whole))
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert [whole[start:end] for start, end in spans] == keys


def test_no_known_model_is_a_credential() -> None:
    names = json.dumps([catalogue("models"), catalogue("default_models"), catalogue("providers")])
    assert [names[found.start : found.end] for found in find(names)] == []


@pytest.mark.parametrize(
    "harmless",
    [
        "ft:gpt-4o-mini-2024-07-18:acme:custom-model-name:AbC123xy",
        "meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8",
        "risk-assessment-model-with-a-long-name-2026-07",
        "/srv/task-runner-configuration-for-my-agents/data",
        "disk-usage-and-other-measurements-of-the-machine",
        hashlib.sha256(b"x").hexdigest(),
        hashlib.sha1(b"x").hexdigest(),
        hashlib.md5(b"x").hexdigest(),
        "sha512-" + hashlib.sha512(b"x").hexdigest(),
        "123e4567-e89b-12d3-a456-426614174000",
        "2026-07-09T12:34:56Z",
        "https://api.openai.com/v1/chat/completions",
        "file://keys/openai.key",
        "enc://" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo" * 3,
        "[NOT_HERE]",
        "${OPENAI_API_KEY}",
        "123456789012345678",
        "192.168.0.1:8080",
        "openai/gpt-5.4",
        "A" * 20,
        "sk-...",
        "",
        "sk-slovakia-weather-forecast-for-the-next-week",
        "sk_-" * 5 + "sk-words_and-words_and-words_and-words",
        "mailto:bob@example.com",
        "mailto:bob4@example.com",
        "bob:friend@example.com",
        "bob:old-friend@example.com",
        "user:id@host",
        "http-" + "a1" * 16,
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY----- is how it begins",
        "-----BEGIN CERTIFICATE-----\n" + "MIIB" * 16,
    ],
)
def test_what_is_no_credential_is_not_found(harmless: str) -> None:
    assert list(find(harmless)) == []
    assert vendor(harmless) is None


def test_a_text_around_a_credential_has_no_issuer() -> None:
    token = dict(FORMATS)["Groq"](random.Random(5))
    assert vendor(f"key {token}") is None
    assert vendor(token) == "Groq"


@given(st.text(max_size=60) | st.text(alphabet="sk-_:/@.Ahfgp0 ", max_size=80))
@settings(deadline=None)
def test_any_text_can_be_searched(whole: str) -> None:
    assert all(0 <= found.start < found.end <= len(whole) for found in find(whole))


@pytest.mark.parametrize(
    "piece",
    [
        "sk-",
        "sk-a_",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN A PRIVATE KEY-----DEK-Info: a",
        "glpat-",
        "SG.a",
        "A a",
    ],
)
def test_no_format_makes_the_search_slower_than_in_step_with_the_length_of_the_text(piece: str) -> None:
    start = time.perf_counter()
    assert all(found.start < found.end for found in find(piece * 20_000))
    assert all(found.start < found.end for found in find(f"a:{piece * 20_000}1@host"))
    assert is_words("A a" * 20_000 + "1") is False
    assert time.perf_counter() - start < 5


def test_a_long_text_is_searched_in_time_in_step_with_its_length() -> None:
    rng = random.Random(6)
    words = (
        "a" * 300_000 + " ://" + text(rng, ALPHANUMERIC, 300_000) + "".join(make(rng) + "," for _, make in FORMATS * 50)
    )
    start = time.perf_counter()
    assert len(list(find(words))) == 50 * len(FORMATS)
    assert time.perf_counter() - start < 5
