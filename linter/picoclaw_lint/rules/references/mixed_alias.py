"""The rule ``mixed-alias``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.models import Model
from picoclaw_lint.nearest import plain
from picoclaw_lint.rule import Bad, Good, Hit, Note, rule


def _config(first: str, second: str) -> str:
    return (
        f'{{"version": 3, "model_list": [{{"model_name": "a", "model": "{first}"}},'
        f' {{"model_name": «"a"», "model": "{second}"}}]}}'
    )


@rule(
    severity="info",
    impact="advice",
    examples=[
        Bad(
            _config("openai/gpt-5.4", "groq/llama-3.3-70b-versatile"),
            '"a" stands for gpt-5.4 and for llama-3.3-70b-versatile; PicoClaw uses them in turn',
        ),
        Good(_config("openai/gpt-5.4", "openrouter/openai/gpt-5.4").replace("«", "").replace("»", "")),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """One alias stands for different models.

    Why: entries that share a ``model_name`` take turns. That spreads requests over several keys or servers of one
    model. Where the models differ, so do their answers, their limits and what they cost, from one request to the next.

    What to do: if one is to stand in for the other, give each its own alias and name it in
    ``agents.defaults.model_fallbacks``. If they are meant to take turns, accept the finding.

    Source: docs/picoclaw.md part 3, read in PicoClaw's source.
    """
    for alias, models in context.aliases.items():
        others = [model for model in models[1:] if model.id and _kind(model) != _kind(models[0])]
        if others and models[0].id:
            first, other = models[0], others[0]
            ids = (context.quote(model.id).strip('"') for model in (first, other))
            yield Hit(
                f"{context.quote(alias)} stands for {' and for '.join(ids)}; PicoClaw uses them in turn",
                (*other.pointer, "model_name"),
                help="give each model its own alias, and name one in agents.defaults.model_fallbacks",
                notes=(Note((*first.pointer, "model_name"), "the first model of this alias"),),
            )


def _kind(model: Model) -> str:
    """The model, whoever serves it: the last part of its id."""
    return plain(model.base_model.rstrip("/").rpartition("/")[2])
