"""The rule ``unknown-model``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from picoclaw_lint.context import Context, Model, release_name
from picoclaw_lint.known_models import (
    KnownModel,
    is_complete,
    is_shut_down,
    known_models,
    look_up,
    said_on,
    serves_others,
    vendors_of,
)
from picoclaw_lint.model_references import ModelPlace, model_places
from picoclaw_lint.nearest import distance, nearest, plain
from picoclaw_lint.rule import Bad, Good, Hit, rule

# What people put around an id that is right but for that: a prefix of Google's API, a moving alias, a day.
_AROUND = r"^models/|-latest$|-\d{4}-\d\d-\d\d$|-\d{8}$"
_MOST_NAMED = 3


def _config(entry: str) -> str:
    return '{"version": 3, "model_list": [{"model_name": "a", ' + entry + "}]}"


@rule(
    severity=("error", "warning"),
    impact="runtime",
    examples=[
        Bad(
            _config('"model": «"openai/gpt4o-mini"»'),
            'OpenAI has no model "gpt4o-mini" (catalogue of <date>); did you mean "gpt-4o-mini"?',
        ),
        Bad(
            _config('"model": «"gpt-7-preview"»'),
            'OpenAI has no model "gpt-7-preview" that we know of (catalogue of <date>)',
        ),
        Bad(
            _config('"model": «"ft:gpt4o-mini:acme::abc123"»'),
            'OpenAI has no model "gpt4o-mini" (catalogue of <date>); did you mean "gpt-4o-mini"?',
        ),
        Bad(
            _config('"model": «"anthropic/claude-sonnet-4.6"»'),
            'Anthropic has no model "claude-sonnet-4.6" (catalogue of <date>); did you mean "claude-sonnet-4-6"?',
        ),
        Bad(
            _config('"provider": "anthropic-messages", "model": «"claude-3.5-haiku-20241022"»'),
            'Anthropic Messages has no model "claude-3.5-haiku-20241022" (catalogue of <date>); '
            'did you mean "claude-3-5-haiku-20241022"?',
        ),
        Bad(
            _config('"model": «"gemini/models/gemini-2.5-pro"»'),
            'Google Gemini has no model "models/gemini-2.5-pro" that we know of (catalogue of <date>); '
            'did you mean "gemini-2.5-pro"?',
        ),
        Bad(
            _config('"model": «"openai/claude-opus-4-8"»'),
            'OpenAI has no model "claude-opus-4-8" (catalogue of <date>); it is one of Anthropic',
        ),
        Bad(
            _config('"model": «"openai/gpt-oss-120b"»'),
            'OpenAI has no model "gpt-oss-120b" that we know of (catalogue of <date>); it is known at Google Code Assist, '
            "Cerebras",
        ),
        Bad(
            _config('"model": «"moonshot/kimi-k2_6"»'),
            'Moonshot has no model "kimi-k2_6" (catalogue of <date>); did you mean "kimi-k2.6"?',
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
        Bad(
            '{"version": 3, "tools": {"web": {"gemini": {"enabled": true, "model": «"gemini-2-5-flash"»}}}}',
            'Google Gemini has no model "gemini-2-5-flash" (catalogue of <date>); did you mean "gemini-2.5-flash"?',
        ),
        Good(_config('"model": "gpt/gpt-4o-mini"')),
        Good(_config('"model": "ft:gpt-4o-mini-2024-07-18:acme::abc123"')),
        Good(_config('"model": "openai/qwen3-local", "api_base": "http://localhost:8000/v1"')),
        Good(_config('"model": "anthropic/claude-sonnet-4.6", "auth_method": "oauth"')),
        Good(_config('"provider": "claude-cli", "model": "claude-opus-4-8"')),
        Good(_config('"model": "ollama/gpt4o-mini"')),
        Good(_config('"provider": "azure", "model": "gpt4o-mini", "api_base": "https://acme.openai.azure.com"')),
        Good(_config('"model": "openrouter/openai/gpt-99"')),
        Good(_config('"model": "openrouter/anthropic/claude-sonnet-4.6"')),
        Good(_config('"model": "moonshot/kimi-k9-preview"')),
        Good(_config('"model": "groq/meta-llama/llama-4-scout-17b-16e-instruct"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A model id that its provider does not have.

    Why: a provider answers an id that it does not have with an error at the first message. A model id without a provider
    that PicoClaw knows goes to OpenAI as it is. Only models that the provider itself serves are checked (its own host,
    no log-in); a fine-tune counts by the model it was made from. An unknown id counts for OpenAI, Anthropic, Gemini,
    Groq and Mistral, whose models the catalogue knows nearly all; for the others only one that is like a known id.

    What to do: write the id as the provider does (Anthropic writes versions with dashes, OpenRouter and Copilot with
    dots). It is an error only where a known id is meant beyond doubt; otherwise the catalogue may be older than the
    model, and `extra-models` in the settings can name it.

    Source: the vendors' own Python packages and public lists of models, which the catalogue is made of;
    docs/picoclaw.md 2.1 and 8.5.
    """
    for place in model_places(context):
        own = context.extra_models.get(place.provider.id, ())
        if place.known is None and place.alias is None and place.id not in own:
            hit = _hit(context, place, own)
            if hit is not None:
                yield hit


def _hit(context: Context, place: ModelPlace, own: Collection[str]) -> Hit | None:
    model, provider = place.model, place.provider
    if model is not None and provider.id == "openai" and "/" in place.id:
        prefix, _, rest = place.id.partition("/")
        if model.text("provider") and look_up("openai", rest):
            message = (
                f'with "provider": {context.quote(model.text("provider"))} the whole text {context.quote(model.id)} is '
                f'sent, and OpenAI has no such model; did you mean "{rest}"?'
            )
            return Hit(message, place.pointer, help=f'write "model": "{rest}"')
        if not model.from_prefix and not model.text("provider"):
            return _unknown_provider(context, model, prefix)
    elif model is not None and _is_reported(context, model):
        return None
    ids = {known.id: known for known in known_models(provider.id)}
    if not ids:
        return None  # names of one's own, or nobody knows
    meant, is_certain = _meant(context, place.id, ids, own)
    said = f"{provider.name} has no model {context.quote(place.id)}"
    if meant is not None:
        said += f" {said_on()}" if is_certain else f" that we know of {said_on()}"
        written = context.get(*place.pointer) if model is None else model.text("model")
        return Hit(
            f'{said}; did you mean "{meant}"?',
            place.pointer,
            help=f"write {context.quote(written.replace(place.id, meant))}{_end(context, ids.get(meant))}",
            severity="error" if is_certain and is_complete(provider.id) else "warning",
        )
    return _elsewhere(context, place, said)


def _is_reported(context: Context, model: Model) -> bool:
    """Whether another rule tells what is wrong: the provider stands there twice, or PicoClaw takes off what is wanted."""
    prefix = model.text("model").partition("/")[0].lower()
    assert model.provider is not None
    is_repeated = bool(model.text("provider")) and context.providers.get(prefix) is model.provider
    return is_repeated or (model.sent != model.id and look_up(model.provider.id, model.id) is not None)


def _meant(context: Context, wanted: str, ids: dict[str, KnownModel], own: Collection[str]) -> tuple[str | None, bool]:
    """Return the id that somebody meant, and whether there is no doubt: nothing but case, separators or one letter."""
    # Of two that are alike, nobody means the one that is gone.
    living = [known.id for known in ids.values() if not is_shut_down(context, known)]
    meant = nearest(wanted, [*living, *own]) or nearest(wanted, ids)
    if meant is not None:
        return meant, plain(wanted) == plain(meant) or distance(wanted, meant, 1) == 1
    bare = re.sub(_AROUND, "", wanted)
    return (bare, False) if bare in ids else (None, False)


def _end(context: Context, known: KnownModel | None) -> str:
    if known is None or not is_shut_down(context, known):
        return ""
    instead = f", and {known.successor} is there in its place" if known.successor else ""
    return f"; but it was shut down on {known.retires}{instead}"


def _elsewhere(context: Context, place: ModelPlace, said: str) -> Hit | None:
    """An id that is like none of the provider: another one's, or none that is known at all."""
    provider = place.provider
    vendors = vendors_of(context, place.id)
    makers = [name for name in vendors if is_complete(name) and not serves_others(name)]
    remedy = 'name its provider in "provider"; a server of your own needs its "api_base"'
    if makers and not serves_others(provider.id):
        return Hit(f"{said} {said_on()}; it is one of {context.providers[makers[0]].name}", place.pointer, help=remedy)
    if not is_complete(provider.id):
        return None
    said += f" that we know of {said_on()}"
    if vendors:
        names = ", ".join(context.providers[name].name for name in vendors[:_MOST_NAMED])
        return Hit(f"{said}; it is known at {names}", place.pointer, help=remedy, severity="warning")
    remedy = (
        f"look the id up at {provider.name}; a model of another provider needs its provider, an own server its api_base"
    )
    return Hit(said, place.pointer, help=remedy, severity="warning")


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
