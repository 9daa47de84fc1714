"""The rule ``max-tokens-too-large``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.model_references import used_models
from picoclaw_lint.rule import Bad, Good, Hit, Note, rule
from picoclaw_schema import catalogue

# agents.defaults.max_tokens where it is absent, and where it is 0 (docs/picoclaw.md 2.3).
_ABSENT, _ZERO = 32768, 8192
_PLACE: Pointer = ("agents", "defaults", "max_tokens")


def _config(defaults: str, model: str = "openai/gpt-4o-mini") -> str:
    return (
        f'{{"version": 3, "model_list": [{{"model_name": "a", "model": "{model}"}}],'
        f' "agents": {{"defaults": {{{defaults}}}}}}}'
    )


@rule(
    severity=("error", "warning"),
    impact="runtime",
    examples=[
        Bad(
            _config('"model_name": "a", "max_tokens": «32768»'),
            "max_tokens is 32768, and gpt-4o-mini takes at most 16384 (catalogue of 2026-11-23); OpenAI refuses every request",
        ),
        Bad(
            _config('"model_name": «"a"»'),
            "max_tokens is not set, so PicoClaw sends 32768, and gpt-4o-mini takes at most 16384 (catalogue of 2026-11-23); "
            "OpenAI refuses every request",
        ),
        Bad(
            _config('"model_name": "a", "max_tokens": «0»', "gpt-3.5-turbo"),
            "max_tokens is 0, so PicoClaw sends 8192, and gpt-3.5-turbo takes at most 4096 (catalogue of 2026-11-23); "
            "OpenAI refuses every request",
        ),
        Good(_config('"model_name": "a", "max_tokens": 16384')),
        Good(_config('"model_name": "a"', "gpt-4.1")),
        Good(_config('"model_name": "a", "max_tokens": 99999', "ollama/gpt-4o-mini")),
        Good(_config('"model_name": "b", "max_tokens": 99999')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """More tokens are asked for than the model gives.

    Why: PicoClaw sends ``agents.defaults.max_tokens`` with every request, 32768 where it is absent and 8192 where it
    is 0. OpenAI answers a number above the model's limit with an error: "max_tokens is too large". Models that the
    agents use and that OpenAI itself serves are checked.

    What to do: set agents.defaults.max_tokens to the model's limit or less.

    Source: docs/picoclaw.md 8.3, 8.4 and 2.3.
    """
    data = catalogue("models")
    known: dict[str, Any] = data["providers"]["openai"]
    limited = [
        (known[model.base_model]["out"], model)
        for model, _ in used_models(context)
        if model.is_openai and "out" in known.get(model.base_model, {})
    ]
    if not limited:
        return
    limit, model = min(limited, key=lambda pair: pair[0])
    written = context.get(*_PLACE)
    if written is not None and (isinstance(written, bool) or not isinstance(written, int)):
        return
    sent = _ABSENT if written is None else written or _ZERO
    if sent <= limit:
        return
    if written is None:
        said = f"max_tokens is not set, so PicoClaw sends {sent}"
    elif written == 0:
        said = f"max_tokens is 0, so PicoClaw sends {sent}"
    else:
        said = f"max_tokens is {sent}"
    yield Hit(
        f"{said}, and {model.base_model} takes at most {limit} (catalogue of {data['as_of']}); "
        "OpenAI refuses every request",
        context.default_model.pointer if written is None else _PLACE,
        help=f'set agents.defaults: "max_tokens": {limit}',
        severity="warning" if written is None else None,
        notes=(Note((*model.pointer, "model"), f"this model takes at most {limit}"),),
    )
