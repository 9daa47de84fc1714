"""The rule ``repeated-fallback``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.edit.changes import Drop
from picoclaw_lint.rule import Bad, Good, Hit, rule, safe

_DEFAULTS: Pointer = ("agents", "defaults")


def _config(defaults: str, agents: str = "") -> str:
    return f'{{"version": 3, "agents": {{"defaults": {{{defaults}}}{agents}}}}}'


@rule(
    severity="warning",
    impact="ignored",
    fix="safe",
    examples=[
        Bad(
            _config('"model_name": "gpt-5.4", "model_fallbacks": [«"gpt-5.4"», "deepseek-chat"]'),
            'the fallback "gpt-5.4" is the model it is to stand in for; PicoClaw asks each model once',
            fixed=_config('"model_name": "gpt-5.4", "model_fallbacks": ["deepseek-chat"]'),
        ),
        Bad(
            _config('"model_name": "gpt-5.4", "model_fallbacks": ["deepseek-chat", «"deepseek-chat"»]'),
            'the fallback "deepseek-chat" stands in the list already; PicoClaw asks each model once',
            fixed=_config('"model_name": "gpt-5.4", "model_fallbacks": ["deepseek-chat"]'),
        ),
        Bad(
            _config(
                '"model_name": "gpt-5.4"',
                ', "list": [{"id": "a", "model": {"primary": "glm-4.7", "fallbacks": [«"glm-4.7"»]}}]',
            ),
            'the fallback "glm-4.7" is the model it is to stand in for; PicoClaw asks each model once',
            fixed=_config(
                '"model_name": "gpt-5.4"', ', "list": [{"id": "a", "model": {"primary": "glm-4.7", "fallbacks": []}}]'
            ),
        ),
        Good(_config('"model_name": "gpt-5.4", "model_fallbacks": ["deepseek-chat"]')),
        Good(
            _config(
                '"model_name": "gpt-5.4", "model_fallbacks": ["gpt-5.4", "deepseek-chat"]',
                ', "list": [{"id": "main"}, {"id": "a", "model": "glm-4.7"}]',
            )
        ),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A fallback is the model that it is to stand in for, or stands in the list already.

    Why: when a model fails, PicoClaw tries the fallbacks from first to last, each model once, so such an entry adds
    nothing. The fallbacks of ``agents.defaults`` also serve agents that have a model but no fallbacks of their own;
    then the default model may rightly be among them. Fallbacks have no fallbacks of their own, so there are no cycles.

    What to do: name another model, best one of another provider.

    Source: docs/picoclaw.md part 3; pkg/providers/fallback.go:ResolveCandidates, read.
    """
    defaults = context.get(*_DEFAULTS)
    if isinstance(defaults, dict):
        main = None if _is_shared(context) else defaults.get("model_name")
        yield from _repeats(context, main, defaults.get("model_fallbacks"), (*_DEFAULTS, "model_fallbacks"))
        images = (*_DEFAULTS, "image_model_fallbacks")
        yield from _repeats(context, defaults.get("image_model"), defaults.get("image_model_fallbacks"), images)
    for pointer, agent in context.objects("agents", "list"):
        own = agent.get("model")
        if isinstance(own, dict):
            main = own.get("primary") or context.default_model.alias
            yield from _repeats(context, main, own.get("fallbacks"), (*pointer, "model", "fallbacks"))


def _is_shared(context: Context) -> bool:
    """Whether an agent with a model of its own has the fallbacks of the defaults."""
    models = (agent.get("model") for _, agent in context.objects("agents", "list"))
    return any(
        (model.get("primary") and model.get("fallbacks") is None) if isinstance(model, dict) else model
        for model in models
    )


def _repeats(context: Context, main: Any, fallbacks: Any, at: Pointer) -> Iterator[Hit]:
    seen: set[str] = set()
    for index, fallback in enumerate(fallbacks if isinstance(fallbacks, list) else []):
        name = fallback.strip() if isinstance(fallback, str) else ""
        if not name:
            continue
        if isinstance(main, str) and name == main.strip():
            why = "is the model it is to stand in for"
        elif name in seen:
            why = "stands in the list already"
        else:
            seen.add(name)
            continue
        yield Hit(
            f"the fallback {context.quote(name)} {why}; PicoClaw asks each model once",
            (*at, index),
            help="name another model, or remove the entry",
            fix=safe("remove the entry", Drop((*at, index))),
        )
