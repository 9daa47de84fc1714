"""The rule ``responses-only-model``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, rule
from picoclaw_schema import catalogue


def _config(entry: str) -> str:
    return '{"version": 3, "model_list": [{"model_name": "a", ' + entry + "}]}"


@rule(
    severity="error",
    impact="runtime",
    examples=[
        Bad(
            _config('"model": «"openai/gpt-5.3-codex"»'),
            "OpenAI serves gpt-5.3-codex by its Responses API only, and PicoClaw asks the one for chat completions; "
            "every request will fail",
        ),
        Bad(
            _config('"provider": "openai", "model": «"o3-pro"»'),
            "OpenAI serves o3-pro by its Responses API only, and PicoClaw asks the one for chat completions; "
            "every request will fail",
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
    known = catalogue("models")["providers"]["openai"]
    for model in context.models:
        if model.is_openai and known.get(model.base_model, {}).get("k") == "responses":
            yield Hit(
                f"OpenAI serves {model.base_model} by its Responses API only, and PicoClaw asks the one for chat "
                "completions; every request will fail",
                (*model.pointer, "model"),
                help="take a model for chat completions, or serve this one by azure or openrouter",
            )
