"""Which name somebody meant: a slip of the pen is seen, another thing is never taken for it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from picoclaw_lint.nearest import distance, nearest, plain

MODELS = ("gpt-4o", "gpt-4o-mini", "gpt-5.4", "gpt-5.5", "gpt-5.4-mini", "claude-sonnet-4-6", "claude-opus-4-7", "o3")
PROVIDERS = ("anthropic", "openai", "openrouter", "deepseek", "gemini", "groq", "zai", "qwen-intl", "qwen-us")
FIELDS = ("port", "host", "hot_reload", "log_level", "api_base", "api_keys", "model", "model_name", "rpm")


@pytest.mark.parametrize(
    ("name", "known", "meant"),
    [
        ("gpt4o-mini", MODELS, "gpt-4o-mini"),
        ("GPT-4o", MODELS, "gpt-4o"),
        ("gpt_4o", MODELS, "gpt-4o"),
        ("gtp-4o", MODELS, "gpt-4o"),
        ("claude-sonnet-4.6", MODELS, "claude-sonnet-4-6"),
        ("claude-sonet-4-6", MODELS, "claude-sonnet-4-6"),
        ("openai/gpt-4o", ("openai/gpt-4o", "gpt-4o"), "openai/gpt-4o"),
        ("antropic", PROVIDERS, "anthropic"),
        ("anthropics", PROVIDERS, "anthropic"),
        ("open-ai", PROVIDERS, "openai"),
        ("open router", PROVIDERS, "openrouter"),
        ("deepsek", PROVIDERS, "deepseek"),
        ("gorq", PROVIDERS, "groq"),
        ("gmeiny", PROVIDERS, "gemini"),
        ("qwen_intl", PROVIDERS, "qwen-intl"),
        ("prot", FIELDS, "port"),
        ("apiKeys", FIELDS, "api_keys"),
        ("api_key", FIELDS, "api_keys"),
        ("modelname", FIELDS, "model_name"),
        ("hotreload", FIELDS, "hot_reload"),
        ("model", FIELDS, "model"),
        ("a-b", ("a_b", "a-b"), "a-b"),
    ],
)
def test_a_slip_of_the_pen_is_understood(name: str, known: tuple[str, ...], meant: str) -> None:
    assert nearest(name, known) == meant
    assert nearest(name, reversed(known)) == meant


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("gpt-5.4", ("gpt-5.5",)),
        ("gpt-5", MODELS),
        ("gpt-6", MODELS),
        ("claude-opus-4-6", MODELS),
        ("o4", MODELS),
        ("gpt-4o-2024-08-06", MODELS),
        ("llama", MODELS),
        ("kimi", PROVIDERS),
        ("gorqx", PROVIDERS),
        ("zi", ("xai", "zai", "zia")),
        ("pot", ("port", "post")),
        ("cat", ("bat", "hat")),
        ("ho", FIELDS),
        ("", FIELDS),
        ("x", ()),
        ("portals", ("port",)),
        ("ab", ("a-b", "a_b")),
        ("colour-of-the-thing", ("color-off-thing",)),
    ],
)
def test_nothing_is_guessed_where_nothing_is_near_or_two_are(name: str, known: tuple[str, ...]) -> None:
    assert nearest(name, known) is None


@pytest.mark.parametrize(
    ("a", "b", "edits"),
    [
        ("abc", "abc", 0),
        ("abc", "abd", 1),
        ("abc", "ab", 1),
        ("abc", "xabc", 1),
        ("abc", "acb", 1),
        ("abcd", "badc", 2),
        ("abc", "xyz", 3),
        ("", "ab", 2),
        ("kitten", "sitting", 3),
    ],
)
def test_edits_are_counted_up_to_a_bound(a: str, b: str, edits: int) -> None:
    for most in range(5):
        assert distance(a, b, most) == distance(b, a, most) == min(edits, most + 1)


NAMES = st.text(alphabet="abc-1", max_size=8)


@given(NAMES, NAMES, st.integers(0, 4))
@settings(deadline=None, max_examples=200)
def test_the_distance_is_that_of_a_plain_calculation(a: str, b: str, most: int) -> None:
    rows = [[i + j if not i * j else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    assert distance(a, b, most) == min(rows[-1][-1], most + 1)


@given(NAMES, st.lists(NAMES, max_size=6, unique=True))
@settings(deadline=None, max_examples=200)
def test_a_known_name_is_meant_by_itself_and_digits_never_change(name: str, known: list[str]) -> None:
    meant = nearest(name, known)
    assert meant is None or (meant in known and meant.count("1") == name.count("1"))
    assert nearest(name, [*known, name] if name not in known else known) == name


@pytest.mark.parametrize(
    ("name", "bare"), [("GPT-4o_Mini", "gpt4omini"), ("a.b:c/d e", "abcde"), ("--", ""), ("Ä-1", "ä1")]
)
def test_plain_names_lack_case_and_separators(name: str, bare: str) -> None:
    assert plain(name) == bare
