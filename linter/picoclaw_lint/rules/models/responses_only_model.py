"""The rule ``responses-only-model``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.known_models import live_model, said_on
from picoclaw_lint.model_references import every_model
from picoclaw_lint.rule import Bad, Good, Hit, rule


def _config(entry: str) -> str:
    return '{"version": 3, "model_list": [{"model_name": "a", ' + entry + "}]}"


@rule(
    severity=("error", "warning"),
    impact="runtime",
    examples=[
        Bad(
            _config('"model": «"openai/gpt-5.3-codex"»'),
            "OpenAI serves gpt-5.3-codex by its Responses API only (catalogue of <date>), and PicoClaw asks the one for "
            "chat completions; every request will fail",
        ),
        Bad(
            _config('"provider": "openai", "model": «"o3-pro"»'),
            "OpenAI serves o3-pro by its Responses API only (catalogue of <date>), and PicoClaw asks the one for "
            "chat completions; every request will fail",
        ),
        Bad(
            _config('"model": «"openai/gpt-6.2-astra-law"»'),
            "OpenAI serves gpt-6.2-astra-law by its Responses API only (catalogue of <date>, unconfirmed), and PicoClaw "
            "asks the one for chat completions; requests may fail",
        ),
        Bad(
            '{"version": 3, "agents": {"list": [{"id": "x", "model": {"primary": «"openai/o3-pro"»}}]}}',
            "OpenAI serves o3-pro by its Responses API only (catalogue of <date>), and PicoClaw asks the one for "
            "chat completions; every request will fail",
        ),
        Good(_config('"model": "openai/gpt-5.4"')),
        Good(_config('"model": "azure/gpt-5.3-codex", "api_base": "https://acme.openai.azure.com"')),
        Good(_config('"model": "openai/gpt-5.3-codex", "auth_method": "oauth"')),
        Good(_config('"model": "openrouter/openai/gpt-5.3-codex"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A model that OpenAI serves by another API than the one PicoClaw asks.

    Why: PicoClaw's provider ``openai`` sends everything to ``/chat/completions``. The codex, pro and deep-research models
    are only served by OpenAI's Responses API.

    What to do: take a model for chat completions. ``azure`` uses the Responses API, and OpenRouter translates.

    Source: docs/picoclaw.md 8.1; OpenAI's own Python package lists these models apart.
    """
    for model, place, _ in every_model(context):
        known = live_model(context, model)
        if known is None or known.kind != "responses" or not model.is_openai:
            continue
        is_sure = known.is_sure("kind")
        yield Hit(
            f"OpenAI serves {known.id} by its Responses API only {said_on(known, 'kind')}, and PicoClaw asks the one for "
            f"chat completions; {'every request will fail' if is_sure else 'requests may fail'}",
            place,
            help="take a model for chat completions, or serve this one by azure or openrouter",
            severity="error" if is_sure else "warning",
        )
