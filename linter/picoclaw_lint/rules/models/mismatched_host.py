"""The rule ``mismatched-host``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.models import Model, Provider
from picoclaw_lint.rule import Bad, Good, Hit, rule
from picoclaw_lint.url import host_of

_OPENROUTER = "openrouter.ai"


def _config(entry: str) -> str:
    return '{"version": 3, "model_list": [{"model_name": "a", ' + entry + "}]}"


@rule(
    severity=("error", "warning"),
    impact="runtime",
    examples=[
        Bad(
            _config('"model": "google/gemini-2.5-flash", "api_base": «"https://openrouter.ai/api/v1"»'),
            '"google/" in front of the model makes PicoClaw speak Gemini\'s own protocol, which OpenRouter does not; '
            "every request will fail",
        ),
        Bad(
            _config('"provider": "gemini", "model": "m", "api_base": «"https://api.openai.com/v1"»'),
            '"provider": "gemini" makes PicoClaw speak Gemini\'s own protocol, which OpenAI does not; '
            "every request will fail",
        ),
        Bad(
            _config('"model": "openai/gpt-4o", "api_base": «"https://openrouter.ai/api/v1"»'),
            'PicoClaw takes "openai/" for the provider and asks OpenRouter for "gpt-4o", '
            "whose ids begin with the vendor",
        ),
        Good(_config('"model": "openrouter/google/gemini-2.5-flash", "api_base": "https://openrouter.ai/api/v1"')),
        Good(_config('"provider": "openai", "model": "openai/gpt-4o", "api_base": "https://openrouter.ai/api/v1"')),
        Good(_config('"model": "openai/deepseek-chat", "api_base": "https://api.deepseek.com/v1"')),
        Good(_config('"model": "gemini/gemini-2.5-flash", "api_base": "https://gateway.example.net/v1beta"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The provider that a model names does not fit the host of its api_base.

    Why: without ``provider``, a name in front of ``model`` that PicoClaw knows is taken for the provider and off the id.
    ``google/gemini-2.5-flash`` with OpenRouter's address is then spoken to in Gemini's protocol, and
    ``openai/gpt-4o`` asks OpenRouter for "gpt-4o".

    What to do: name in ``provider`` who runs the host, and keep the whole id in ``model``.

    Source: docs/picoclaw.md 2.1 and 8.5, read in the source; mistake 10 in its part 7.
    """
    remote = [provider for provider in context.providers.values() if provider.api_base and not provider.local]
    owners = {host_of(provider.api_base or ""): provider for provider in remote}
    for model in context.models:
        owner = owners.get(model.host) if model.text("api_base") else None
        if model.provider is not None and owner is not None and owner is not model.provider:
            hit = _hit(context, model, owner)
            if hit is not None:
                yield hit


def _hit(context: Context, model: Model, owner: Provider) -> Hit | None:
    prefix = f"{model.text('model').partition('/')[0]}/"
    remedy = f'write "provider": "{owner.id}", and in "model" the id that {owner.name} has'
    place = (*model.pointer, "api_base")
    assert model.provider is not None
    if model.provider.id == "gemini":
        source = (
            f"{context.quote(prefix)} in front of the model"
            if model.from_prefix
            else f'"provider": {context.quote(model.text("provider"))}'
        )
        message = (
            f"{source} makes PicoClaw speak Gemini's own protocol, which {owner.name} does not; every request will fail"
        )
        return Hit(message, place, help=remedy)
    if model.from_prefix and model.host == _OPENROUTER and "/" not in model.id:
        message = (
            f"PicoClaw takes {context.quote(prefix)} for the provider and asks OpenRouter for {context.quote(model.id)}, "
            "whose ids begin with the vendor"
        )
        return Hit(message, place, help=remedy, severity="warning")
    return None
