"""The rule ``large-context-window``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context, Model
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.known_models import KnownModel, live_model, said_on
from picoclaw_lint.model_references import used_models
from picoclaw_lint.rule import Bad, Good, Hit, Note, rule

_PLACE: Pointer = ("agents", "defaults", "context_window")


def _config(defaults: str, model: str = "openai/gpt-4o") -> str:
    return (
        f'{{"version": 3, "model_list": [{{"model_name": "a", "model": "{model}"}}],'
        f' "agents": {{"defaults": {{"model_name": "a", {defaults}}}}}}}'
    )


@rule(
    severity="warning",
    impact="runtime",
    examples=[
        Bad(
            _config('"context_window": «1000000»'),
            "context_window is 1000000, and gpt-4o has 128000 (catalogue of <date>); "
            "OpenAI will refuse conversations that grow beyond that",
        ),
        Bad(
            _config('"context_window": «1000000»', "anthropic/claude-haiku-4-5"),
            "context_window is 1000000, and claude-haiku-4-5 has 200000 (catalogue of <date>); "
            "Anthropic will refuse conversations that grow beyond that",
        ),
        Good(_config('"context_window": 128000')),
        Good(_config('"context_window": 1000000', "openai/gpt-4.1")),
        Good(_config('"context_window": 1000000', "litellm/gpt-4o")),
        Good(_config('"max_tokens": 16384')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The context window is larger than that of a model in use.

    Why: PicoClaw shortens a conversation when it nears ``context_window``. If the model has less, the conversation
    reaches the model's limit first, and the provider answers with an error. Models that the agents use and that the
    provider itself serves are checked.

    What to do: set agents.defaults.context_window to what the smallest of the models has, or leave it out.

    Source: docs/picoclaw.md 2.3 and 8.4; the limits from OpenAI's pages and public lists of models.
    """
    window = context.integer(*_PLACE)
    smaller = [pair for pair in _windows(context) if window is not None and window > (pair[0].context or 0)]
    if not smaller:
        return
    known, model = min(smaller, key=lambda pair: pair[0].context or 0)
    assert model.provider is not None
    yield Hit(
        f"context_window is {window}, and {known.id} has {known.context} {said_on(known, 'context')}; "
        f"{model.provider.name} will refuse conversations that grow beyond that",
        _PLACE,
        help=f'set agents.defaults: "context_window": {known.context}, or leave it out',
        notes=(Note((*model.pointer, "model"), f"this model has {known.context}"),),
    )


def _windows(context: Context) -> Iterator[tuple[KnownModel, Model]]:
    """The models that agents use whose window is known."""
    for model, _ in used_models(context):
        known = live_model(context, model)
        if known is not None and known.context is not None and known.kind in ("chat", "responses"):
            yield known, model
