"""The rule ``large-context-window``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.agents import MaxTokens, max_tokens
from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.edit.changes import Put
from picoclaw_lint.known_models import KnownModel, live_model, said_on
from picoclaw_lint.model_references import Use, used_models
from picoclaw_lint.rule import Bad, Good, Hit, Note, rule, unsafe

_PLACE: Pointer = ("agents", "defaults", "context_window")
_TOKENS: Pointer = ("agents", "defaults", "max_tokens")
# The window where none is set, in max_tokens (docs/picoclaw.md 2.3).
_TIMES = 4


def _config(defaults: str, model: str = "openai/gpt-4o") -> str:
    return (
        f'{{"version": 3, "model_list": [{{"model_name": "a", "model": "{model}"}}],'
        f' "agents": {{"defaults": {{"model_name": "a", {defaults}}}}}}}'
    )


@rule(
    severity="warning",
    impact="runtime",
    fix="unsafe",
    examples=[
        Bad(
            _config('"context_window": «1000000»'),
            "context_window is 1000000, and gpt-4o has 128000 (catalogue of <date>); "
            "OpenAI will refuse conversations that grow beyond that",
            fixed=_config('"context_window": 128000'),
        ),
        Bad(
            _config('"context_window": «1000000»', "anthropic/claude-haiku-4-5"),
            "context_window is 1000000, and claude-haiku-4-5 has 200000 (catalogue of <date>); "
            "Anthropic will refuse conversations that grow beyond that",
            fixed=_config('"context_window": 200000', "anthropic/claude-haiku-4-5"),
        ),
        Bad(
            _config('"max_tokens": «60000»', "anthropic/claude-haiku-4-5"),
            "context_window is not set, so it is 4 times max_tokens, 240000, and claude-haiku-4-5 has 200000 "
            "(catalogue of <date>); Anthropic will refuse conversations that grow beyond that",
            fixed=_config('"max_tokens": 60000, "context_window": 200000', "anthropic/claude-haiku-4-5"),
        ),
        Bad(
            '{"version": 3, "agents": {"defaults": {"model_name": "gpt-5.4", "context_window": «2000000»}}}',
            "context_window is 2000000, and gpt-5.4 has 1050000 (catalogue of <date>); "
            "OpenAI will refuse conversations that grow beyond that",
            fixed='{"version": 3, "agents": {"defaults": {"model_name": "gpt-5.4", "context_window": 1050000}}}',
        ),
        Good(_config('"max_tokens": 16384, "context_window": 128000')),
        Good(_config('"max_tokens": 16384, "context_window": 1000000', "openai/gpt-4.1")),
        Good(_config('"context_window": 1000000', "litellm/gpt-4o")),
        Good(_config('"max_tokens": 16384')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The context window is larger than that of a model in use.

    Why: PicoClaw shortens a conversation when it nears ``context_window``, four times max_tokens where it is absent.
    If the model has less, the conversation reaches the model's limit first, and the provider answers with an error.
    Models that the agents use and that the provider itself serves are checked.

    What to do: set agents.defaults.context_window to what the smallest of the models has, or leave it out.

    Source: docs/picoclaw.md 2.3 and 8.4; the limits from OpenAI's pages and public lists of models.
    """
    window, tokens = context.integer(*_PLACE), max_tokens(context)
    is_implied = not window and context.get(*_PLACE) in (None, 0)
    if is_implied and tokens is not None and tokens.written:
        # What it is then. Where nothing is set at all, max_tokens is what is to be mended.
        window = _TIMES * tokens.sent
    smaller = [
        (known, use)
        for use in used_models(context)
        if (known := live_model(context, use.model)) is not None
        if known.context is not None and window is not None and window > known.context
        if known.kind in ("chat", "responses") and not _has_to_change(tokens, known, use, with_window=is_implied)
    ]
    if not smaller:
        return
    known, use = min(smaller, key=lambda pair: pair[0].context or 0)
    assert use.model.provider is not None
    assert known.context is not None
    said = f"context_window is not set, so it is {_TIMES} times max_tokens, {window}" if is_implied else ""
    is_left_out_well = tokens is not None and _TIMES * tokens.sent <= known.context
    yield Hit(
        f"{said or f'context_window is {window}'}, and {known.id} has {known.context} {said_on(known, 'context')}; "
        f"{use.model.provider.name} {'will' if known.is_sure('context') else 'may'} refuse conversations that grow "
        "beyond that",
        _TOKENS if is_implied else _PLACE,
        help=f'set agents.defaults: "context_window": {known.context}' + (", or leave it out" * is_left_out_well),
        notes=(Note(use.place, f"this model has {known.context}"),) if use.is_listed else (),
        fix=unsafe(f"set agents.defaults.context_window to {known.context}", Put(_PLACE, known.context)),
    )


def _has_to_change(tokens: MaxTokens | None, known: KnownModel, use: Use, *, with_window: bool) -> bool:
    """Whether max_tokens is too large itself, which is reported as that, and so is a window that follows from it."""
    if tokens is None or known.context is None or use.model.max_tokens_field in use.model.body:
        return False
    return tokens.sent >= known.context or (with_window and known.output is not None and tokens.sent > known.output)
