"""The rule ``retiring-model``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.known_models import is_shut_down, said_on
from picoclaw_lint.meant_models import in_its_place
from picoclaw_lint.model_references import model_places
from picoclaw_lint.rule import Bad, Good, Hit, rule

# What is nearer than that wants doing.
_SOON = 90


def _config(entry: str) -> str:
    return '{"version": 3, "model_list": [{"model_name": "a", ' + entry + "}]}"


@rule(
    severity=("warning", "info"),
    impact=("runtime", "advice"),
    examples=[
        Bad(
            _config('"model": «"anthropic/claude-sonnet-4-5"»'),
            "Anthropic shuts claude-sonnet-4-5 down on 2026-11-30, in 7 days (catalogue of <date>)",
        ),
        Bad(
            _config('"model": «"ft:gpt-4o-2024-08-06:acme::abc123"»'),
            "OpenAI shuts gpt-4o-2024-08-06 down on 2027-01-14, in 52 days (catalogue of <date>), "
            "and its fine-tunes with it",
        ),
        Bad(
            _config('"model": «"openai/gpt-5.1"»'),
            "OpenAI shuts gpt-5.1 down on 2027-04-01, in 129 days (catalogue of <date>)",
        ),
        Good(_config('"model": "anthropic/claude-opus-4-8"')),
        Good(_config('"model": "openai/gpt-4-32k"')),
        Good(_config('"model": "openrouter/anthropic/claude-sonnet-4-5"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A model whose shutdown is announced.

    Why: from the day of its shutdown on, a provider answers every request for a model with an error. It is a warning
    within 90 days of it, and a note before.

    What to do: take the model that the provider names in its place before that day. `--now DATE` tells what will be due
    on a day.

    Source: the vendors' own Python packages and copies of their pages of deprecations; docs/picoclaw.md 8.7.
    """
    for place in model_places(context):
        known = place.known
        if known is None or known.retires is None or is_shut_down(context, known):
            continue
        days = (known.retires - context.today).days
        left = "tomorrow" if days == 1 else f"in {days} days"
        model = known.id if place.alias is None else f"{known.id}, PicoClaw's {context.quote(place.alias)},"
        shuts = "shuts" if known.is_sure("retires") else "is to shut"
        said = f"{place.provider.name} {shuts} {model} down on {known.retires}, {left} {said_on(known, 'retires')}"
        yield Hit(
            f"{said}, and its fine-tunes with it" if place.is_fine_tune else said,
            place.pointer,
            help=in_its_place(context, place),
            severity="warning" if days <= _SOON else "info",
            impact="runtime" if days <= _SOON else "advice",
        )
