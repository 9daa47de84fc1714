"""The rule ``no-rate-limit``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Part
from picoclaw_lint.rule import Bad, Good, Hit, rule


@rule(
    severity="info",
    impact="advice",
    examples=[
        Bad(
            '{"version": 3, "model_list": [{«"model_name"»: "a", "model": "openai/gpt-4o"}]}',
            'model "a" has no rate limit, so nothing keeps PicoClaw below the one of OpenAI',
        ),
        Bad(
            '{"version": 3, "model_list": [{"model_name": "a", "model": "openai/gpt-4o", "rpm": «0»}]}',
            'model "a" has no rate limit, so nothing keeps PicoClaw below the one of OpenAI',
        ),
        Good('{"version": 3, "model_list": [{"model_name": "a", "model": "openai/gpt-4o", "rpm": 60}]}'),
        Good('{"version": 3, "model_list": [{"model_name": "a", "model": "ollama/llama3"}]}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A model of a remote provider has no rate limit.

    Why: ``rpm`` is the number of requests a minute that PicoClaw sends to a model; absent, 0 or negative means as many
    as come up. A busy channel then runs into the provider's own limit, which answers 429.

    What to do: set ``rpm`` to what your account allows.

    Source: docs/picoclaw.md 2.1.
    """
    for model in context.models:
        rpm = model.entry.get("rpm")
        limited = isinstance(rpm, (int, float)) and rpm > 0
        remote = model.provider is not None and model.provider.http and not model.provider.local and not model.is_local
        if model.alias and remote and not limited and model.provider is not None:
            message = (
                f"model {context.quote(model.alias)} has no rate limit, so nothing keeps PicoClaw below the one of "
                f"{model.provider.name}"
            )
            place = (*model.pointer, "model_name") if rpm is None else (*model.pointer, "rpm")
            part: Part = "key" if rpm is None else "value"
            yield Hit(message, place, part, help='add "rpm", the requests a minute that your account allows')
