"""The rule ``max-tokens-too-large``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from picoclaw_lint.context import Context, Model
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.known_models import live_model, said_on
from picoclaw_lint.model_references import used_models
from picoclaw_lint.rule import Bad, Good, Hit, Note, rule

# agents.defaults.max_tokens where it is absent, and where it is 0 (docs/picoclaw.md 2.3).
_ABSENT, _ZERO = 32768, 8192
_PLACE: Pointer = ("agents", "defaults", "max_tokens")
# Whose API is known to refuse a number that is too large; others may take it down by themselves.
_REFUSING = ("anthropic", "anthropic-messages", "groq", "openai")
# OpenRouter looks for somebody who gives as much.
_ACCEPTING = ("openrouter",)


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
            "max_tokens is 32768, and gpt-4o-mini takes at most 16384 (catalogue of <date>); OpenAI refuses every request",
        ),
        Bad(
            _config('"model_name": «"a"»'),
            "max_tokens is not set, so PicoClaw sends 32768, and gpt-4o-mini takes at most 16384 (catalogue of <date>); "
            "OpenAI refuses every request",
        ),
        Bad(
            _config('"model_name": "a", "max_tokens": «100000»', "anthropic/claude-haiku-4-5"),
            "max_tokens is 100000, and claude-haiku-4-5 takes at most 64000 (catalogue of <date>); "
            "Anthropic refuses every request",
        ),
        Bad(
            _config('"model_name": «"a"»', "groq/qwen/qwen3.8-27b"),
            "max_tokens is not set, so PicoClaw sends 32768, and qwen/qwen3.8-27b takes at most 16384 (catalogue of <date>); "
            "Groq refuses every request",
        ),
        Bad(
            _config('"model_name": "a", "max_tokens": «65537»', "gemini/gemini-2.5-pro"),
            "max_tokens is 65537, and gemini-2.5-pro takes at most 65536 (catalogue of <date>); "
            "Google Gemini may refuse every request",
        ),
        Bad(
            _config('"model_name": "a", "max_tokens": «0»', "novita/gryphe/mythomax-l2-13b"),
            "max_tokens is 0, so PicoClaw sends 8192, and gryphe/mythomax-l2-13b takes at most 3200 (catalogue of <date>); "
            "Novita AI may refuse every request",
        ),
        Bad(
            _config('"model_name": "a", "max_tokens": «65536»', "cerebras/gpt-oss-120b"),
            "max_tokens is 65536, and gpt-oss-120b takes at most 40960 (catalogue of <date>, unconfirmed); "
            "Cerebras may refuse every request",
        ),
        Good(_config('"model_name": "a", "max_tokens": 16384')),
        Good(_config('"model_name": "a"', "gpt-4.1")),
        Good(_config('"model_name": "a", "max_tokens": 99999', "ollama/gpt-4o-mini")),
        Good(_config('"model_name": "a", "max_tokens": 99999', "github-copilot/gpt-4o")),
        Good(_config('"model_name": "a", "max_tokens": 99999', "openrouter/openai/gpt-4o")),
        Good(_config('"model_name": "b", "max_tokens": 99999')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """More tokens are asked for than the model gives.

    Why: PicoClaw sends ``agents.defaults.max_tokens`` with every request, 32768 where it is absent and 8192 where it
    is 0. OpenAI answers a number above the model's limit with an error: "max_tokens is too large", and so do Anthropic
    and Groq; of others that is not known, and OpenRouter looks for somebody who gives as much. Models that the agents use and that the provider itself serves are checked.

    What to do: set agents.defaults.max_tokens to the model's limit or less.

    Source: docs/picoclaw.md 8.3, 8.4 and 2.3; the limits from OpenAI's pages and public lists of models.
    """
    written = context.get(*_PLACE)
    if written is not None and (isinstance(written, bool) or not isinstance(written, int)):
        return
    sent = _ABSENT if written is None else written or _ZERO
    over = [limit for limit in _limits(context) if sent > limit.tokens]
    if not over:
        return
    # What is beyond doubt first, then the smallest: it holds for all.
    limit = min(over, key=lambda limit: (not limit.is_certain, limit.tokens))
    least = min(limit.tokens for limit in over)
    if written is None:
        said = f"max_tokens is not set, so PicoClaw sends {sent}"
    elif written == 0:
        said = f"max_tokens is 0, so PicoClaw sends {sent}"
    else:
        said = f"max_tokens is {sent}"
    yield Hit(
        f"{said}, and {limit.name} takes at most {limit.tokens} {limit.on}; "
        f"{limit.vendor} {'refuses' if limit.refuses else 'may refuse'} every request",
        context.default_model.pointer if written is None else _PLACE,
        help=f'set agents.defaults: "max_tokens": {least}',
        severity="error" if limit.is_certain and written is not None else "warning",
        notes=(Note((*limit.model.pointer, "model"), f"this model takes at most {limit.tokens}"),),
    )


class _Limit(NamedTuple):
    """What a model that agents use takes at most."""

    tokens: int
    name: str
    on: str
    vendor: str
    refuses: bool
    is_certain: bool
    model: Model


def _limits(context: Context) -> Iterator[_Limit]:
    for model, _ in used_models(context):
        known = live_model(context, model)
        if known is None or known.output is None or known.kind not in ("chat", "responses"):
            continue
        assert model.provider is not None
        # Programs that PicoClaw talks to by other ways than HTTP are not told a number.
        if model.provider.id in _ACCEPTING or not model.provider.http:
            continue
        refuses = model.provider.id in _REFUSING
        on = said_on(known, "output")
        is_certain = refuses and known.is_sure("output")
        yield _Limit(known.output, known.id, on, model.provider.name, refuses, is_certain, model)
