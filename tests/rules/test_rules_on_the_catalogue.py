"""Rules that rest on the catalogue of models: every model in every place, and never more than is known."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from picoclaw_lint import engine
from picoclaw_lint.context import Context
from picoclaw_lint.diagnostic import Diagnostic
from picoclaw_lint.document import parse
from picoclaw_lint.known_models import as_of, is_complete, known_models, providers
from picoclaw_lint.registry import Selection
from picoclaw_lint.source import Source
from picoclaw_lint.surroundings import Surroundings

RULES = frozenset(
    (
        *("unknown-model", "retired-model", "retiring-model", "no-chat-model", "responses-only-model", "refused-tools"),
        *("refused-temperature", "wrong-max-tokens-field", "max-tokens-too-large", "large-context-window"),
        *("blind-image-model", "wrong-speech-model", "stripped-model-id"),
    )
)
# What is said of a provider whatever its models are.
SAID_OF_A_PROVIDER = ("gets no recordings", "ElevenLabs ASR only turns speech into text")
TODAY = datetime.date(2026, 11, 29)
LATER = datetime.date(2027, 6, 1)


def judge(config: dict[str, Any], today: datetime.date = TODAY) -> list[Diagnostic]:
    document = parse(Source("config.json", json.dumps(config).encode()))
    result = engine.check(Context(document, Surroundings(), "main", today), Selection(RULES))
    assert result.error is None, [item.message for item in result.diagnostics]
    return [item for item in result.diagnostics if item.rule in RULES]


def everywhere(provider: str, model: str) -> dict[str, Any]:
    """A config that names one model in every place that a model can be named in, and asks a lot of it."""
    return {
        "version": 3,
        "model_list": [{"model_name": "a", "provider": provider, "model": model, "max_tokens_field": "max_tokens"}],
        "agents": {
            "defaults": {
                "model_name": "a",
                "model_fallbacks": ["a"],
                "image_model": "a",
                "image_model_fallbacks": ["a"],
                "routing": {"enabled": True, "light_model": "a", "threshold": 0.5},
                "max_tokens": 10_000_000,
                "context_window": 100_000_000,
                "temperature": 0.5,
            },
            "list": [{"id": "x", "model": {"primary": "a", "fallbacks": [f"{provider}/{model}"]}}],
        },
        "voice": {"model_name": "a", "tts_model_name": "a"},
    }


@pytest.mark.parametrize("provider", providers())
@pytest.mark.parametrize("today", [TODAY, LATER], ids=str)
def test_what_is_not_sure_never_makes_an_error_and_every_finding_says_the_day(
    provider: str, today: datetime.date
) -> None:
    spoken = 0
    for known in known_models(provider):
        for found in judge(everywhere(provider, known.id), today):
            where = f"{provider}/{known.id}: {found.message}"
            rests_on_the_catalogue = not any(words in found.message for words in SAID_OF_A_PROVIDER)
            assert (f"(catalogue of {as_of()}" in found.message) == rests_on_the_catalogue, where
            if found.severity == "error":
                assert "unconfirmed" not in found.message, where
                assert is_complete(provider) or not rests_on_the_catalogue, where
            assert found.rule != "unknown-model", where
            spoken += 1
    # Of github-copilot and its like a few facts are known, but hardly any provider is passed over in silence.
    assert spoken > 0 or provider in ("longcat", "modelscope", "siliconflow", "venice", "vivgrid", "antigravity")


@pytest.mark.parametrize("provider", ["openai", "anthropic", "gemini", "groq", "mistral"])
def test_a_model_that_is_certainly_shut_down_is_an_error_at_its_provider(provider: str) -> None:
    gone = [known for known in known_models(provider) if known.retires and known.retires <= TODAY]
    assert len(gone) > 10
    for known in gone:
        (found,) = judge({"version": 3, "model_list": [{"model_name": "a", "provider": provider, "model": known.id}]})
        assert (found.rule, found.severity == "error") == ("retired-model", known.is_sure("retires")), known.id
        assert f"{known.retires}" in found.message


@pytest.mark.parametrize("provider", providers())
def test_a_model_that_is_known_is_never_called_unknown_however_it_is_written(provider: str) -> None:
    for known in known_models(provider):
        for entry in ({"model": f"{provider}/{known.id}"}, {"provider": provider, "model": known.id}):
            config = {"version": 3, "model_list": [{"model_name": "a", **entry}]}
            rules = [item.rule for item in judge(config)]
            assert "unknown-model" not in rules, entry


@pytest.mark.parametrize(
    ("entry", "today", "days"),
    [
        ("anthropic/claude-sonnet-4-5", datetime.date(2026, 11, 29), "tomorrow"),
        ("anthropic/claude-sonnet-4-5", datetime.date(2026, 11, 30), None),
        ("openai/gpt-4o", datetime.date(2026, 10, 16), "in 90 days"),
    ],
)
def test_from_the_day_of_its_shutdown_on_a_model_is_gone(entry: str, today: datetime.date, days: str | None) -> None:
    (found,) = judge({"version": 3, "model_list": [{"model_name": "a", "model": entry}]}, today)
    assert (found.rule, found.severity) == (("retiring-model", "warning") if days else ("retired-model", "error"))
    assert days is None or days in found.message


def test_more_than_ninety_days_ahead_it_is_a_note() -> None:
    config = {"version": 3, "model_list": [{"model_name": "a", "model": "openai/gpt-4o"}]}
    (found,) = judge(config, datetime.date(2026, 10, 15))
    assert (found.rule, found.severity, found.impact) == ("retiring-model", "info", "advice")


def test_a_model_of_the_settings_is_known() -> None:
    config = {"version": 3, "model_list": [{"model_name": "a", "provider": "groq", "model": "our-own"}]}
    document = parse(Source("config.json", json.dumps(config).encode()))
    context = Context(document, Surroundings(), "main", TODAY, {"groq": ["our-own"]})
    assert engine.check(context, Selection(frozenset(("unknown-model",)))).diagnostics == ()


@pytest.mark.parametrize(
    "entry",
    [
        {"model": "openai/gpt-4-32k", "api_base": "https://gateway.example.net/v1"},
        {"model": "anthropic/claude-9", "api_base": "https://gateway.example.net/v1"},
        {"model": "openai/gpt-4-32k", "auth_method": "oauth"},
        {"model": "anthropic/claude-sonnet-4.6", "auth_method": "token"},
        {"provider": "azure", "model": "gpt-4-32k", "api_base": "https://acme.openai.azure.com"},
        *({"provider": name, "model": "gpt-4-32k"} for name in ("ollama", "vllm", "lmstudio", "litellm", "gpt4free")),
        *({"provider": name, "model": "whatever-9"} for name in ("claude-cli", "codex-cli", "avian", "shengsuanyun")),
    ],
)
def test_what_another_server_serves_is_its_own_business(entry: dict[str, Any]) -> None:
    assert judge({"version": 3, "model_list": [{"model_name": "a", **entry}]}) == []
