"""Placeholders are what documentation writes and what servers without keys are content with; a real key is none."""

from __future__ import annotations

import random
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import ALPHANUMERIC, FORMATS, PLAIN, text

from picoclaw_lint.secrets.placeholders import is_placeholder, is_reference, is_variable
from picoclaw_lint.secrets.redaction import is_literal

# Those that PicoClaw's documentation and other public configs show (docs/picoclaw.md 8.6).
SEEN = (
    *(
        "YOUR_TELEGRAM_BOT_TOKEN",
        "YOUR_API_KEY",
        "YOUR_USER_ID",
        "YOUR_APP_SECRET",
        "your-groq-key",
        "your-brave-api-key",
    ),
    *(
        "Your API Key",
        "sk-your-openai-key",
        "sk-ant-your-key",
        "sk-or-v1-YOUR_OPENROUTER_KEY",
        "sk-or-your-openrouter-key",
    ),
    *(
        "sk-your-actual-api-key-here",
        "sk-key1",
        "sk-key2",
        "sk-key3",
        "key-1",
        "single-key-here",
        "sk-main",
        "sk-light",
    ),
    *("sk-backup-1", "sk-...", "sk-xxx", "sk-or-v1-xxx", "gsk_xxx", "pplx-xxx", "ctx7sk-xx", "BSA...", "xoxb-..."),
    *("xoxb-YOUR-BOT-TOKEN", "xapp-YOUR-APP-TOKEN", "ya29...", "1//...", "123456:ABC...", "123456:ABC-DEF"),
    *(
        "123456789:ABCdefGHIjklMNOpqrsTUVwxyz",
        "1234567890:ABCdefGHIjklMNOpqrsTUVwxyz",
        "xxx",
        "...",
        "value",
        "mytoken",
    ),
    *("OMITTED", "Bearer YOUR_TOKEN", "{{.Env.X}}", "postgresql://user:password@localhost/dbname", "user:password"),
    *(
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=YOUR_KEY",
        "hooks.slack.com/services/T00000000/B00000000/XXXX",
    ),
    *("https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX", "AKIAIOSFODNN7" + "EXAMPLE"),
    *("wJalrXUtnFEMI/K7MDENG/bPxRfiCY" + "EXAMPLEKEY", "你的API密钥", "EMPTY", "none", "ollama", "lm-studio", "test"),
    *(
        "sk-no-key-required",
        "dummy",
        "changeme",
        "REDACTED",
        "****",
        "cli_xxx",
        "sk-ant-api03-" + "x" * 80,
        "enc://AAAA...base64...",
    ),
    *(
        "0" * 32,
        "x" * 20,
        "1234567890abcdef",
        "1234567890" * 3,
        "1234567890abcdefghijklmnop",
        "abcdefghijklmnopqrstuvwxyz",
    ),
)


@pytest.mark.parametrize("sample", SEEN)
def test_every_placeholder_that_was_seen_is_one(sample: str) -> None:
    assert is_placeholder(sample)
    assert not is_literal(sample)


@pytest.mark.parametrize(
    "sample",
    [
        *("", "   ", "<your key>", "<token>", "[YOUR KEY]", "%s", "$(cat key)", "__TOKEN__", "{api_key}", "{% key %}"),
        *("REPLACE_ME", "replace-with-key", "insert your token here", "my-bot-token", "enter_api_key", "…", "----"),
        *("YOUR-KEY", "sk-proj-xxxx", "token-here", "ключ сюда", "{{ secrets.KEY }}", " none ", "Change_Me", "TODO"),
        *(
            "AbAbAbAb",
            "aaaa",
            "12345678",
            "123456:ABC",
            "xai-xxxxxxxx",
            "sk-1234567890",
            "my_key",
            "@@API_KEY@@",
            "#{API_KEY}#",
            "<%= ENV['KEY'] %>",
            "AIzaSyxxx",
            "https://x/?token=YOUR_TOKEN",
        ),
    ],
)
def test_other_texts_that_say_what_belongs_there_are_placeholders(sample: str) -> None:
    assert is_placeholder(sample)


@pytest.mark.parametrize(
    "sample",
    [
        *(
            "test-key",
            "fake-key",
            "dummy-key",
            "demo-key",
            "local-key",
            "example-token",
            "not-a-real-key",
            "sk-test-key",
        ),
        *("PLACEHOLDER_TOKEN", "BOT_TOKEN", "OPENAI_API_KEY", "n/a", "N/A", "no", "anything", "fill-me-in", "sk-…"),
        *("xoxb-123456789012-123456789012-" + "x" * 24, "https://example.com/webhook", "https://example.org"),
        "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11",
    ],
)
def test_what_examples_and_local_servers_have_for_a_key_is_a_placeholder(sample: str) -> None:
    assert is_placeholder(sample)


@pytest.mark.parametrize(
    "around",
    ["{} your key", "your key: {}", "{}...", "{}…", "YOUR_KEY,{}", "<{}>", "{} goes here: add key", "{{{{{}}}}}"],
)
@pytest.mark.parametrize("size", [30, 40])
def test_a_key_beside_telling_words_dots_or_brackets_is_no_placeholder(around: str, size: int) -> None:
    rng = random.Random(size)
    assert not [key for key in (text(rng, ALPHANUMERIC, size) for _ in range(50)) if is_placeholder(around.format(key))]


@pytest.mark.parametrize("around", ["Grün{}", "{}é", "пароль {}", "{}密码"])
def test_a_password_that_is_not_all_ascii_is_no_placeholder(around: str) -> None:
    rng = random.Random(around)
    assert not [key for key in (text(rng, ALPHANUMERIC, 20) for _ in range(50)) if is_placeholder(around.format(key))]


@pytest.mark.parametrize("sample", ["你的API密钥", "ключ API2", "votre clé d'OpenAI", "ваш TELEGRAM токен"])
def test_words_of_other_languages_are_placeholders(sample: str) -> None:
    assert is_placeholder(sample)


@pytest.mark.parametrize("secret", ["CORRECT_HORSE", "https://example.com/hook/T0kEn", "test-driven", "nothing"])
def test_what_is_only_like_an_example_is_no_placeholder(secret: str) -> None:
    assert is_literal(secret)


def test_random_keys_are_no_placeholders() -> None:
    rng = random.Random(20260709)
    makers = [make for _, make in (*FORMATS, *PLAIN)]
    keys = [makers[index % len(makers)](rng) for index in range(2000)]
    mistaken = [key for key in keys if is_placeholder(key) or not is_literal(key)]
    assert len(mistaken) <= 2


@pytest.mark.parametrize("size", [16, 20, 32, 64])
@pytest.mark.parametrize("alphabet", [string.ascii_letters, ALPHANUMERIC + "-_", string.hexdigits])
def test_random_texts_of_any_length_are_no_placeholders(size: int, alphabet: str) -> None:
    rng = random.Random(size)
    assert sum(is_placeholder(text(rng, alphabet, size)) for _ in range(1000)) <= 1


@pytest.mark.parametrize(
    "word",
    ["xxx", "your", "fake", "example", "test", "dummy", "none", "key", "token", "secret", "here", "replace", "todo"],
)
def test_a_telling_word_inside_a_random_key_does_not_make_it_a_placeholder(word: str) -> None:
    rng = random.Random(word)
    for at in range(1, 31):
        key = text(rng, ALPHANUMERIC, 32)
        assert not is_placeholder(key[:at] + word + key[at:])


@pytest.mark.parametrize(
    "password", ["hunter2", "correct horse", "Tr0ub4dor&3", "swordfish", "s3cr3t!", "letmein99", "ab1", "abcabcabc"]
)
def test_a_password_that_a_person_made_up_is_no_placeholder(password: str) -> None:
    assert is_literal(password)


@pytest.mark.parametrize(
    "name",
    [
        "${OPENAI_API_KEY}",
        "$KEY",
        " ${A:-b} ",
        "env:KEY",
        "env://KEY",
        "process.env.KEY",
        "%API_KEY%",
        "$env:KEY",
        "$KEY:-y",
        "{env:PW}",
        "@env:PW",
    ],
)
def test_a_variable_is_no_literal_and_no_placeholder_for_a_key(name: str) -> None:
    assert is_variable(name)
    assert not is_literal(name)
    assert not is_reference(name)


@pytest.mark.parametrize(
    "text_", ["$", "$1a-b", "a${B}", "${A", "$A$B", "environment:KEY", "cost: $5", "$KEY and more"]
)
def test_a_dollar_alone_makes_no_variable(text_: str) -> None:
    assert not is_variable(text_)


@pytest.mark.parametrize("reference", ["file://key", "enc://abc", "[NOT_HERE]", "file://"])
def test_what_picoclaw_takes_from_elsewhere_is_no_literal(reference: str) -> None:
    assert is_reference(reference)
    assert not is_literal(reference)


@pytest.mark.parametrize("other", ["FILE://key", " file://key", "[not_here]", "Enc://x", "files://x"])
def test_a_reference_is_written_exactly_so(other: str) -> None:
    assert not is_reference(other)


@given(st.text(max_size=50) | st.text(alphabet="your-my_ key{}<>$0x.", max_size=40))
@settings(deadline=None)
def test_any_text_can_be_judged(sample: str) -> None:
    assert is_literal(sample) == (not is_placeholder(sample) and not is_reference(sample) and not is_variable(sample))
    assert is_placeholder(f" {sample}\n") == is_placeholder(sample)
