"""The rule ``refused-temperature``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context, Model
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
            "(catalogue of <date>); OpenAI refuses them",
        ),
        Bad(
            _config('"model_name": "a", "temperature": «0.2»', '"model": "openai/o3"'),
            "temperature is 0.2, and o3 takes only 1 (catalogue of <date>); OpenAI refuses every request",
        ),
        Bad(
            _config('"model_name": "a", "temperature": «0.5»', '"model": "anthropic/claude-opus-4-8"'),
            "temperature is 0.5, and claude-opus-4-8 takes only 1 (catalogue of <date>, unconfirmed); "
            "Anthropic refuses every request",
        ),
        Good(_config('"model_name": "a", "temperature": 1')),
        Good(_config('"model_name": "a"', '"model": "openai/gpt-5.4"')),
        Good(_config('"model_name": "a"', '"model": "openai/gpt-5-mini", "extra_body": {"temperature": 1}')),
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
    temperature = context.get(*_PLACE)
    if isinstance(temperature, bool) or not isinstance(temperature, (int, float, type(None))) or temperature == 1:
        return
    if temperature is not None and not 0 <= temperature <= 2:
        return  # no model takes it, which is reported as that
    refusing = [(use, known) for use in used_models(context) if (known := _refusing(context, use.model)) is not None]
    if not refusing:
        return
    (model, pointer), known = refusing[0]
    assert model.provider is not None
    vendor = model.provider.name
    limit = f"{known.id} takes only 1 {said_on(known, 'temperature')}"
    if temperature is None:
        message = (
            f"temperature is not set, so PicoClaw sends 0.7 with every request, and {limit}; {vendor} refuses them"
        )
    else:
        message = f"temperature is {context.quote(temperature)}, and {limit}; {vendor} refuses every request"
    yield Hit(
        message,
        pointer if temperature is None else _PLACE,
        help='set agents.defaults: "temperature": 1',
        notes=(Note((*model.pointer, "model"), "this model takes only 1"),),
    )


def _refusing(context: Context, model: Model) -> KnownModel | None:
    """What is known of a model that takes only one temperature and is sent another."""
    extra = model.entry.get("extra_body")
    set_there = isinstance(extra, dict) and ("temperature" in extra or "reasoning_effort" in extra)
    known = live_model(context, model)
    return None if set_there or known is None or known.kind != "chat" or known.temperature != 1 else known
