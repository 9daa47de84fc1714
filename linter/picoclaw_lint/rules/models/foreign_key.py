"""The rule ``foreign-key``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.model_references import named
from picoclaw_lint.rule import Bad, Good, Hit, rule
from picoclaw_lint.secrets.detectors import vendor
from picoclaw_lint.url import host_of

# The vendors whose keys tell themselves, and the providers that take them (docs/picoclaw.md 8.6).
_TAKEN_BY = {
    "Anthropic": ("anthropic", "anthropic-messages"),
    "OpenRouter": ("openrouter",),
    "OpenAI": ("openai",),
    "MiniMax": ("minimax",),
    "ElevenLabs": ("elevenlabs",),
    "Groq": ("groq",),
    "Google": ("gemini", "antigravity"),
    "xAI": (),
    "Perplexity": (),
    "NVIDIA": ("nvidia",),
    "Cerebras": ("cerebras",),
    "ModelScope": ("modelscope",),
    "Telegram": (),
    "Slack": (),
    "Brave": (),
    "Tavily": (),
}


def _config(entry: str) -> str:
    return '{"version": 3, "model_list": [{"model_name": "a", ' + entry + "}]}"


@rule(
    severity="error",
    impact="runtime",
    examples=[
        Bad(
            _config('"model": "groq/llama-3.3-70b-versatile", "api_keys": [«"<openai key>"»]'),
            'the key has the form of one of OpenAI, and model "a" sends it to Groq, which will refuse it',
        ),
        Bad(
            _config('"provider": "openai", "model": "gpt-4o", "api_keys": [«"<telegram token>"»]'),
            'the key has the form of one of Telegram, and model "a" sends it to OpenAI, which will refuse it',
        ),
        Good(_config('"model": "openai/gpt-4o", "api_keys": ["<openai key>"]')),
        Good(_config('"model": "groq/x", "api_base": "https://proxy.example.net/v1", "api_keys": ["<openai key>"]')),
        Good(_config('"model": "groq/llama-3.3-70b-versatile", "api_keys": ["<any key>"]')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The key of a model has the form of another vendor's keys.

    Why: keys of some vendors begin with a mark of their own. Sent to the host of another vendor such a key is refused,
    mostly with 401, and somebody who should not has seen it.

    What to do: put a key of the model's provider there, or name the provider whose key it is.

    Source: docs/picoclaw.md 8.6, from vendors' documentation and open-source scanners; 2.2 for the providers' hosts.
    """
    for model in context.models:
        provider, keys = model.provider, model.entry.get("api_keys")
        if provider is None or not provider.http or provider.local or not isinstance(keys, list):
            continue
        if model.host != host_of(provider.api_base or "") or not model.host:
            continue
        for index, key in enumerate(keys):
            owner = vendor(key) if isinstance(key, str) else None
            if owner in _TAKEN_BY and provider.id not in _TAKEN_BY[owner]:
                yield Hit(
                    f"the key has the form of one of {owner}, and {named(context, model)} sends it to "
                    f"{provider.name}, which will refuse it",
                    (*model.pointer, "api_keys", index),
                    help=f"put a key of {provider.name} there, or name the provider that the key is for",
                )
