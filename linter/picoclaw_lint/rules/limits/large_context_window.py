"""The rule ``large-context-window``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.model_references import used_models
from picoclaw_lint.rule import Bad, Good, Hit, Note, rule
from picoclaw_schema import catalogue

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
            "context_window is 1000000, and gpt-4o has 128000 (catalogue of 2026-11-23); "
            "OpenAI will refuse conversations that grow beyond that",
        ),
        Good(_config('"context_window": 128000')),
        Good(_config('"context_window": 1000000', "openai/gpt-4.1")),
        Good(_config('"context_window": 1000000', "openrouter/openai/gpt-4o")),
        Good(_config('"max_tokens": 16384')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The context window is larger than that of a model in use.

    Why: PicoClaw shortens a conversation when it nears ``context_window``. If the model has less, the conversation
    reaches the model's limit first, and OpenAI answers with an error. Models that the agents use and that OpenAI itself
    serves are checked.

    What to do: set agents.defaults.context_window to what the smallest of the models has, or leave it out.

    Source: docs/picoclaw.md 2.3 and 8.4.
    """
    data = catalogue("models")
    known = data["providers"]["openai"]
    windows = [
        (known[model.base_model]["ctx"], model)
        for model, _ in used_models(context)
        if model.is_openai and "ctx" in known.get(model.base_model, {})
    ]
    window = context.integer(*_PLACE)
    if window is None or not windows:
        return
    most, model = min(windows, key=lambda pair: pair[0])
    if window > most:
        yield Hit(
            f"context_window is {window}, and {model.base_model} has {most} (catalogue of {data['as_of']}); "
            "OpenAI will refuse conversations that grow beyond that",
            _PLACE,
            help=f'set agents.defaults: "context_window": {most}, or leave it out',
            notes=(Note((*model.pointer, "model"), f"this model has {most}"),),
        )
