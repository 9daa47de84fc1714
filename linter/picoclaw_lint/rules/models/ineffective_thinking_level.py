"""The rule ``ineffective-thinking-level``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.edit.changes import Drop
from picoclaw_lint.models import Model
from picoclaw_lint.nearest import nearest
from picoclaw_lint.rule import Bad, Good, Hit, rewording, rule, unsafe

_LEVELS = ("off", "low", "medium", "high", "xhigh", "adaptive")


def _config(entry: str) -> str:
    return '{"version": 3, "model_list": [{"model_name": "a", ' + entry + "}]}"


@rule(
    severity="warning",
    impact="ignored",
    fix=("unsafe", "safe"),
    examples=[
        Bad(
            _config('"model": "gemini/gemini-2.5-flash", "thinking_level": «"hihg"»'),
            'thinking_level "hihg" is none that PicoClaw knows, so it is as if unset; did you mean "high"?',
            fixed=_config('"model": "gemini/gemini-2.5-flash", "thinking_level": "high"'),
        ),
        Bad(
            _config('"model": "gemini/gemini-2.5-flash", "thinking_level": «"minimal"»'),
            'thinking_level "minimal" is none that PicoClaw knows, so it is as if unset',
        ),
        Bad(
            _config('"model": "openai/gpt-5.4", "thinking_level": «"high"»'),
            'thinking_level "high" has no effect on a model of OpenAI; PicoClaw only logs a warning',
            fixed=_config('"model": "openai/gpt-5.4"'),
        ),
        Bad(
            _config('"model": "anthropic/claude-sonnet-4-6", "thinking_level": «"high"»'),
            'thinking_level "high" has no effect on a model of Anthropic with an API key; PicoClaw only logs a warning',
            fixed=_config('"model": "anthropic/claude-sonnet-4-6"'),
        ),
        Bad(
            _config('"model": "deepseek/deepseek-chat", "thinking_level": «"adaptive"»'),
            'thinking_level "adaptive" does nothing for DeepSeek',
            fixed=_config('"model": "deepseek/deepseek-chat"'),
        ),
        Good(_config('"model": "deepseek/deepseek-chat", "thinking_level": "High"')),
        Good(
            _config('"model": "openai/deepseek-v4", "api_base": "https://api.deepseek.com", "thinking_level": "high"')
        ),
        Good(_config('"model": "anthropic/claude-sonnet-4-6", "auth_method": "oauth", "thinking_level": "high"')),
        Good(_config('"model": "openai/gpt-5.4", "thinking_level": "off"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A thinking_level has no effect on the model.

    Why: a level other than ``off`` works for DeepSeek, for Gemini, and for Anthropic with its log-in (``auth_method``
    "oauth"). For all others PicoClaw ignores it with a warning in its log, and a level that it does not know is as if
    unset.

    What to do: remove the field. What the provider's own API takes for it can be sent by ``extra_body``.

    Source: docs/picoclaw.md 2.1 ("Thinking"), read in the source.
    """
    for model in context.models:
        written = model.text("thinking_level")
        wrong = _wrong(context, model, written, written.strip().lower())
        if wrong is not None:
            is_known = written.strip().lower() in _LEVELS
            remedy = "remove it" if is_known else f"write one of {', '.join(_LEVELS)}, or remove it"
            place = (*model.pointer, "thinking_level")
            fix = unsafe("remove it", Drop(place)) if is_known else rewording(place, written, nearest(written, _LEVELS))
            yield Hit(wrong, place, help=remedy, fix=fix)


def _wrong(context: Context, model: Model, written: str, level: str) -> str | None:
    if not level or level == "off" or model.provider is None:
        return None
    said = f"thinking_level {context.quote(written)}"
    if level not in _LEVELS:
        meant = nearest(level, _LEVELS)
        guess = f'; did you mean "{meant}"?' if meant else ""
        return f"{said} is none that PicoClaw knows, so it is as if unset{guess}"
    if model.provider.id == "deepseek" or "deepseek" in model.host:
        return f"{said} does nothing for DeepSeek" if level == "adaptive" else None
    # Google Code Assist serves Gemini, and nobody looked whether the level counts there.
    if model.provider.id in ("gemini", "antigravity"):
        return None
    signed_in = model.text("auth_method").strip().lower() in ("oauth", "token")
    if model.provider.id == "anthropic" and signed_in:
        return None
    with_key = " with an API key" if model.provider.id == "anthropic" else ""
    return f"{said} has no effect on a model of {model.provider.name}{with_key}; PicoClaw only logs a warning"
