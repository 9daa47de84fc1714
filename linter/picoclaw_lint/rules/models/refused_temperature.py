"""The rule ``refused-temperature``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.known_models import KnownModel, live_model, said_on
from picoclaw_lint.model_references import used_models
from picoclaw_lint.rule import Bad, Good, Hit, Note, rule

_PLACE: Pointer = ("agents", "defaults", "temperature")


def _config(defaults: str, entry: str = '"model": "openai/gpt-5-mini"') -> str:
    return f'{{"version": 3, "model_list": [{{"model_name": "a", {entry}}}], "agents": {{"defaults": {{{defaults}}}}}}}'


@rule(
    severity="warning",
    impact="runtime",
    examples=[
        Bad(
            _config('"model_name": «"a"»'),
            "temperature is not set, so PicoClaw sends 0.7 with every request, and gpt-5-mini takes only 1 "
            "(catalogue of <date>, unconfirmed); OpenAI may refuse them",
        ),
        Bad(
            _config('"model_name": "a", "temperature": «0.2»', '"model": "openai/o3"'),
            "temperature is 0.2, and o3 takes only 1 (catalogue of <date>, unconfirmed); OpenAI may refuse every request",
        ),
        Bad(
            _config('"model_name": "a", "temperature": «0.5»', '"model": "anthropic/claude-opus-4-8"'),
            "temperature is 0.5, and claude-opus-4-8 takes only 1 (catalogue of <date>, unconfirmed); "
            "Anthropic may refuse every request",
        ),
        Bad(
            _config('"model_name": "a"', '"model": "openai/o3", "extra_body": {"temperature": «0.3»}'),
            "temperature is 0.3, and o3 takes only 1 (catalogue of <date>, unconfirmed); OpenAI may refuse every request",
        ),
        Bad(
            _config(
                '"model_name": "a", "temperature": «0.2»',
                '"model": "openai/gpt-5.4", "extra_body": {"reasoning_effort": "high"}',
            ),
            "temperature is 0.2, and gpt-5.4 takes only 1 (catalogue of <date>); OpenAI may refuse every request",
        ),
        Good(_config('"model_name": "a", "temperature": 1')),
        Good(_config('"model_name": "a"', '"model": "openai/gpt-5.4"')),
        Good(_config('"model_name": "a"', '"model": "openai/gpt-5-mini", "extra_body": {"temperature": 1}')),
        Good(_config('"model_name": "a"', '"model": "openai/gpt-5.5", "extra_body": {"reasoning_effort": "none"}')),
        Good(_config('"model_name": "b"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A model that agents use refuses the temperature that PicoClaw sends.

    Why: PicoClaw sends a temperature with every request, ``agents.defaults.temperature``, or 0.7 where it is absent.
    OpenAI's reasoning models take another one than 1 only if they are told not to reason; for the o-series, gpt-5,
    5.5, 5.6 and 6 that is not so by default. Anthropic's newer models take none either. The answer is "Unsupported
    value: 'temperature' does not support ...". Models that the provider itself serves are checked.

    What to do: set ``"temperature": 1`` in agents.defaults.

    Source: docs/picoclaw.md 8.3, from OpenAI's documentation, reports and public lists of models; that 1 helps is
    inferred. Mistake 27 in its part 7.
    """
    written = context.get(*_PLACE)
    if not _is_number(written, or_absent=True):
        return
    told = set()
    for use in used_models(context):
        known = live_model(context, use.model)
        if known is None or known.kind != "chat" or not _takes_only_one(known, use.model.body.get("reasoning_effort")):
            continue
        own = use.model.body.get("temperature")
        if own is None and "temperature" in use.model.body:
            continue  # What OpenAI makes of a null is not known.
        temperature = written if own is None else own
        place = use.pointer if written is None else _PLACE
        if own is not None:
            place = (*use.model.pointer, "extra_body", "temperature")
        # What no model takes is reported as that; of several models the first stands for all.
        is_out = temperature is not None and not (_is_number(temperature) and 0 <= temperature <= 2)
        if temperature == 1 or is_out or (place in told or (own is None and _PLACE in told)):
            continue
        told.add(place if own is not None else _PLACE)
        assert use.model.provider is not None
        limit = f"{known.id} takes only 1 {said_on(known, 'temperature')}; {use.model.provider.name} may refuse"
        if temperature is None:
            message = f"temperature is not set, so PicoClaw sends 0.7 with every request, and {limit} them"
        else:
            message = f"temperature is {context.quote(temperature)}, and {limit} every request"
        remedy = 'set agents.defaults: "temperature": 1' if own is None else 'write "temperature": 1'
        notes = (Note(use.place, "this model takes only 1"),) if use.is_listed and place != use.place else ()
        yield Hit(message, place, help=remedy, notes=notes)


def _is_number(value: Any, *, or_absent: bool = False) -> bool:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return is_number or (or_absent and value is None)


def _takes_only_one(known: KnownModel, effort: Any) -> bool:
    """Whether a model takes no other temperature than 1, given what it is told about reasoning."""
    if known.reasoning and effort is not None:
        return bool(effort != "none")
    return known.temperature == 1
