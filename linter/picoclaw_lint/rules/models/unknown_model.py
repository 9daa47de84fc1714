"""The rule ``unknown-model``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from picoclaw_lint.context import Context, Model, release_name
from picoclaw_lint.nearest import distance, nearest, plain
from picoclaw_lint.rule import Bad, Good, Hit, rule
from picoclaw_schema import catalogue


def _config(entry: str) -> str:
    return '{"version": 3, "model_list": [{"model_name": "a", ' + entry + "}]}"


@rule(
    severity=("error", "warning"),
    impact="runtime",
    examples=[
        Bad(
            _config('"model": «"openai/gpt4o-mini"»'),
            'OpenAI has no model "gpt4o-mini" (catalogue of 2026-11-23); did you mean "gpt-4o-mini"?',
        ),
        Bad(
            _config('"model": «"gpt-7-preview"»'),
            'OpenAI has no model "gpt-7-preview" that the catalogue of 2026-11-23 knows',
        ),
        Bad(
            _config('"model": «"ft:gpt4o-mini:acme::abc123"»'),
            'OpenAI has no model "gpt4o-mini" (catalogue of 2026-11-23); did you mean "gpt-4o-mini"?',
        ),
        Bad(
            _config('"model": «"antropic/claude-opus-4-7"»'),
            '"antropic" is no provider that PicoClaw knows, so it sends "antropic/claude-opus-4-7" to OpenAI; '
            'did you mean "anthropic"?',
        ),
        Bad(
            _config('"model": «"cohere/command-r"»'),
            '"cohere" is no provider that PicoClaw knows, so it sends "cohere/command-r" to OpenAI',
        ),
        Bad(
            _config('"model": «"nearai/glm"»'),
            '"nearai" is no provider that PicoClaw 0.3.0 (2026-06-17) knows (it is known since main (2026-07-09)), '
            'so it sends "nearai/glm" to OpenAI',
        ),
        Bad(
            _config('"provider": "openai", "model": «"openai/gpt-4o"»'),
            'with "provider": "openai" the whole text "openai/gpt-4o" is sent, and OpenAI has no such model; '
            'did you mean "gpt-4o"?',
        ),
        Good(_config('"model": "gpt/gpt-4o-mini"')),
        Good(_config('"model": "ft:gpt-4o-mini-2024-07-18:acme::abc123"')),
        Good(_config('"model": "openai/qwen3-local", "api_base": "http://localhost:8000/v1"')),
        Good(_config('"model": "openrouter/openai/gpt-99"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A model id that OpenAI does not have.

    Why: a model id without a provider that PicoClaw knows goes to OpenAI as it is, and an id that OpenAI does not
    have is answered with an error at the first message. Only models that OpenAI itself serves are checked (its own
    hosts, its regional ones included); a fine-tune counts by the model it was made from.

    What to do: write the id as OpenAI does. It is an error only where a known id is meant beyond doubt; otherwise the
    catalogue may be older than the model, and `extra-models` in the settings can name it.

    Source: OpenAI's own Python package, whose ids the catalogue is made of; docs/picoclaw.md 2.1.
    """
    data = catalogue("models")
    known: dict[str, Any] = {**data["providers"]["openai"], **dict.fromkeys(context.extra_models.get("openai", ()))}
    for model in context.models:
        # What PicoClaw refuses for its form is reported as that.
        well_formed = model.id and not model.id.startswith("/") and not any(char.isspace() for char in model.id)
        if model.is_openai and well_formed and model.base_model not in known:
            yield _hit(context, model, known, data["as_of"])


def _hit(context: Context, model: Model, known: dict[str, Any], as_of: str) -> Hit:
    place = (*model.pointer, "model")
    wanted = model.base_model
    prefix, slash, rest = wanted.partition("/")
    if slash and model.text("provider") and rest in known:
        message = (
            f'with "provider": {context.quote(model.text("provider"))} the whole text {context.quote(model.id)} is sent, '
            f'and OpenAI has no such model; did you mean "{rest}"?'
        )
        return Hit(message, place, help=f'write "model": "{rest}"')
    if slash and not model.from_prefix and not model.text("provider"):
        return _unknown_provider(context, model, prefix)
    meant = nearest(wanted, known)
    if meant is not None and (plain(wanted) == plain(meant) or distance(wanted, meant, 1) == 1):
        message = f'OpenAI has no model {context.quote(wanted)} (catalogue of {as_of}); did you mean "{meant}"?'
        return Hit(message, place, help=f'write "{model.text("model").replace(wanted, meant)}"')
    guess = f'; did you mean "{meant}"?' if meant else ""
    message = f"OpenAI has no model {context.quote(wanted)} that the catalogue of {as_of} knows{guess}"
    remedy = "look the id up at OpenAI; a model of another provider needs its provider, an own server its api_base"
    return Hit(message, place, help=remedy, severity="warning")


def _unknown_provider(context: Context, model: Model, prefix: str) -> Hit:
    """The text before the slash is no provider, so the whole of it goes to OpenAI, which has no id with a slash."""
    said = f"{context.quote(prefix)} is no provider that PicoClaw"
    sent = f"so it sends {context.quote(model.id)} to OpenAI"
    place = (*model.pointer, "model")
    since = context.later_providers.get(prefix.lower())
    if since is not None:
        message = f"{said} {context.release_name} knows (it is known since {release_name(since)}), {sent}"
        return Hit(message, place, help=f"run PicoClaw {since} or later, or set provider and api_base")
    remedy = 'name the provider in "provider", and its address in "api_base" if it is your own'
    meant = nearest(prefix, context.providers) if len(prefix) > 4 else None
    if meant is not None and distance(prefix.lower(), meant, 1) <= 1:
        return Hit(f'{said} knows, {sent}; did you mean "{meant}"?', place, help=remedy)
    return Hit(f"{said} knows, {sent}", place, help=remedy, severity="warning")
