"""The rule ``refused-temperature``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from picoclaw_lint.context import Context, Model
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.model_references import used_models
from picoclaw_lint.rule import Bad, Good, Hit, Note, rule
from picoclaw_schema import catalogue

# Those of OpenAI's reasoning models that reason unless told not to; gpt-5.1, 5.2 and 5.4 do not (docs/picoclaw.md 8.3).
_FIXED = (
    r"(?:o[134](?:-mini)?|gpt-5(?:-mini|-nano)?|gpt-5\.5|gpt-5\.6(?:-\w+)?|gpt-6(?:\.\d+)?-\w+)(?:-\d{4}-\d\d-\d\d)?"
)
_PLACE: Pointer = ("agents", "defaults", "temperature")


def _config(defaults: str, entry: str = '"model": "openai/gpt-5-mini"') -> str:
    return f'{{"version": 3, "model_list": [{{"model_name": "a", {entry}}}], "agents": {{"defaults": {{{defaults}}}}}}}'


@rule(
    severity="warning",
    impact="runtime",
    examples=[
        Bad(
            _config('"model_name": «"a"»'),
            "temperature is not set, so PicoClaw sends 0.7 with every request, and gpt-5-mini takes only 1; "
            "OpenAI will refuse them",
        ),
        Bad(
            _config('"model_name": "a", "temperature": «0.2»', '"model": "openai/o3"'),
            "temperature is 0.2, and o3 takes only 1; OpenAI will refuse every request",
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
    5.5, 5.6 and 6 that is not so by default. The answer is "Unsupported value: 'temperature' does not support ...".

    What to do: set ``"temperature": 1`` in agents.defaults.

    Source: docs/picoclaw.md 8.3, from OpenAI's documentation and reports; that 1 helps is inferred. Mistake 27 in its
    part 7.
    """
    temperature = context.get(*_PLACE)
    if isinstance(temperature, bool) or not isinstance(temperature, (int, float, type(None))) or temperature == 1:
        return
    if temperature is not None and not 0 <= temperature <= 2:
        return  # no model takes it, which is reported as that
    refusing = [use for use in used_models(context) if _refuses(use.model)]
    if not refusing:
        return
    model, pointer = refusing[0]
    if temperature is None:
        message = (
            f"temperature is not set, so PicoClaw sends 0.7 with every request, and {model.base_model} takes only 1; "
            "OpenAI will refuse them"
        )
    else:
        message = (
            f"temperature is {context.quote(temperature)}, and {model.base_model} takes only 1; "
            "OpenAI will refuse every request"
        )
    yield Hit(
        message,
        pointer if temperature is None else _PLACE,
        help='set agents.defaults: "temperature": 1',
        notes=(Note((*model.pointer, "model"), "this model takes only 1"),),
    )


def _refuses(model: Model) -> bool:
    extra = model.entry.get("extra_body")
    set_there = isinstance(extra, dict) and ("temperature" in extra or "reasoning_effort" in extra)
    is_chat = "k" not in catalogue("models")["providers"]["openai"].get(model.base_model, {})
    return model.is_openai and is_chat and not set_there and bool(re.fullmatch(_FIXED, model.base_model))
