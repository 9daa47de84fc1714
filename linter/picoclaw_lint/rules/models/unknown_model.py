"""The rule ``unknown-model``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context, release_name
from picoclaw_lint.edit.changes import Put
from picoclaw_lint.known_models import (
    is_complete,
    knows,
    said_on,
    serves_others,
    vendors_of,
)
from picoclaw_lint.meant_models import (
    as_written,
    its_end,
    meant_model,
    names_provider_twice,
    own_models,
    right_model,
)
from picoclaw_lint.model_references import ModelPlace, model_places
from picoclaw_lint.models import Model
from picoclaw_lint.nearest import distance, nearest
from picoclaw_lint.rule import Bad, Good, Hit, Remedy, rule, unsafe

_MOST_NAMED = 3


def _config(entry: str) -> str:
    return '{"version": 3, "model_list": [{"model_name": "a", ' + entry + "}]}"


@rule(
    severity=("error", "warning"),
    impact="runtime",
    fix="unsafe",
    examples=[
        Bad(
            _config('"model": «"openai/gpt4o-mini"»'),
            'OpenAI has no model "gpt4o-mini" (catalogue of <date>); did you mean "gpt-4o-mini"?',
            fixed=_config('"model": "openai/gpt-4o-mini"'),
        ),
        Bad(
            _config('"model": «"gpt-7-preview"»'),
            'OpenAI has no model "gpt-7-preview" that we know of (catalogue of <date>)',
        ),
        Bad(
            _config('"model": «"ft:gpt4o-mini:acme::abc123"»'),
            'OpenAI has no model "gpt4o-mini" (catalogue of <date>); did you mean "gpt-4o-mini"?',
            fixed=_config('"model": "ft:gpt-4o-mini:acme::abc123"'),
        ),
        Bad(
            _config('"model": «"anthropic/claude-sonnet-4.6"»'),
            'Anthropic has no model "claude-sonnet-4.6" (catalogue of <date>); did you mean "claude-sonnet-4-6"?',
            fixed=_config('"model": "anthropic/claude-sonnet-4-6"'),
        ),
        Bad(
            _config('"provider": "anthropic-messages", "model": «"claude-3.5-haiku-20241022"»'),
            'Anthropic Messages has no model "claude-3.5-haiku-20241022" (catalogue of <date>); '
            'did you mean "claude-3-5-haiku-20241022"?',
        ),
        Bad(
            _config('"model": «"groq/gpt-oss-120b"»'),
            'Groq has no model "gpt-oss-120b" that we know of (catalogue of <date>); did you mean "openai/gpt-oss-120b"?',
            fixed=_config('"model": "groq/openai/gpt-oss-120b"'),
        ),
        Bad(
            _config('"model": «"anthropic/claude-3.5-sonnet"»'),
            'Anthropic has no model "claude-3.5-sonnet" that we know of (catalogue of <date>); '
            'did you mean "claude-3-5-sonnet-latest"?',
        ),
        Bad(
            _config('"model": «"openrouter/gpt-5.4"»'),
            'OpenRouter has no model "gpt-5.4" that we know of (catalogue of <date>); did you mean "openai/gpt-5.4"?',
            fixed=_config('"model": "openrouter/openai/gpt-5.4"'),
        ),
        Bad(
            _config('"model": «"nvidia/nemotron-3-super-120b-a12b"»'),
            'NVIDIA has no model "nemotron-3-super-120b-a12b" that we know of (catalogue of <date>); '
            'did you mean "nvidia/nemotron-3-super-120b-a12b"?',
            fixed=_config('"model": "nvidia/nvidia/nvidia/nemotron-3-super-120b-a12b"'),
        ),
        Bad(
            _config('"model": «"openai/openai/gpt-4.1"»'),
            'the whole text "openai/gpt-4.1" is sent, and OpenAI has no such model (catalogue of <date>); did you mean "gpt-4.1"?',
            fixed=_config('"model": "openai/gpt-4.1"'),
        ),
        Bad(
            _config('"model": «"openai/"»'),
            '"openai/" names OpenAI and no model',
        ),
        Bad(
            _config('"model": "openai/gpt-5.4"')[:-1]
            + ', "agents": {"list": [{"id": "x", "model": «"openai/gpt4o-mini"»}]}}',
            'OpenAI has no model "gpt4o-mini" (catalogue of <date>); did you mean "gpt-4o-mini"?',
            fixed='{"version": 3, "model_list": [{"model_name": "a", "model": "openai/gpt-5.4"}], "agents": {"list": [{"id": "x", "model": "openai/gpt-4o-mini"}]}}',
        ),
        Bad(
            _config('"model": «"deepseek/claude-opus-4-8"»'),
            'DeepSeek has no model "claude-opus-4-8" (catalogue of <date>); it is one of Anthropic',
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
            'Moonshot has no model "kimi-k2_6" that we know of (catalogue of <date>); did you mean "kimi-k2.6"?',
            fixed=_config('"model": "moonshot/kimi-k2.6"'),
        ),
        Bad(
            _config('"model": «"antropic/claude-opus-4-7"»'),
            '"antropic" is no provider that PicoClaw knows, so it sends "antropic/claude-opus-4-7" to OpenAI; '
            'did you mean "anthropic"?',
            fixed=_config('"model": "anthropic/claude-opus-4-7"'),
        ),
        Bad(
            _config('"model": «"cohere/command-r"»'),
            '"cohere" is no provider that PicoClaw knows, so it sends "cohere/command-r" to OpenAI, which has no id with a '
            "slash",
        ),
        Bad(
            _config('"model": «"nearai/glm"»'),
            '"nearai" is no provider that PicoClaw 0.3.0 (2026-06-17) knows (it is known since main (2026-07-09)), '
            'so it sends "nearai/glm" to OpenAI',
        ),
        Bad(
            _config('"provider": "openai", "model": «"openai/gpt-4o"»'),
            'with "provider": "openai" the whole text "openai/gpt-4o" is sent, and OpenAI has no such model '
            '(catalogue of <date>); did you mean "gpt-4o"?',
            fixed=_config('"provider": "openai", "model": "gpt-4o"'),
        ),
        Bad(
            '{"version": 3, "tools": {"web": {"gemini": {"enabled": true, "model": «"gemini-2-5-flash"»}}}}',
            'Google Gemini has no model "gemini-2-5-flash" (catalogue of <date>); did you mean "gemini-2.5-flash"?',
            fixed='{"version": 3, "tools": {"web": {"gemini": {"enabled": true, "model": "gemini-2.5-flash"}}}}',
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
        Good(_config('"model": "siliconflow/Qwen/Qwen2.5-VL-72B-Instruct"')),
        Good(_config('"model": "gemini/models/gemini-2.5-pro"')),
        Good(_config('"provider": "google", "model": "google/gemini-2.5-pro"')),
        Good(_config('"model": "openai/whatever", "extra_body": {"model": "gpt-5.4"}')),
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
        if place.known is None and place.alias is None:
            hit = _hit(context, place)
            if hit is not None:
                yield hit


def _hit(context: Context, place: ModelPlace) -> Hit | None:
    model, provider = place.model, place.provider
    own = own_models(context, provider.id)
    if place.id in own or (model is not None and model.sent in own):
        return None
    if model is not None and (hit := _malformed(context, place, model)) is not None:
        return hit
    # What no agent can talk with, and a provider that stands there twice, is reported as that.
    if not knows(provider.id) or (place.role not in ("voice", "speech", "") and not provider.chat):
        return None
    if model is not None and place.is_listed and names_provider_twice(context, model):
        return None
    said = f"{provider.name} has no model {context.quote(place.id)}"
    meant = meant_model(context, provider.id, place.id)
    if meant is None:
        return _elsewhere(context, place, said)
    is_certain = meant.is_certain and is_complete(provider.id)
    said += f" {said_on()}" if is_certain else f" that we know of {said_on()}"
    written = meant.id if model is None else as_written(model, meant.id)
    return Hit(
        f'{said}; did you mean "{meant.id}"?',
        place.pointer,
        help=f"write {context.quote(written)}{its_end(context, meant.known)}",
        fix=None if its_end(context, meant.known) else _fix(context, place, written),
        severity="error" if is_certain else "warning",
    )


def _fix(context: Context, place: ModelPlace, written: str) -> Remedy:
    return unsafe(f"write {context.quote(written)}", Put(place.pointer, written))


def _malformed(context: Context, place: ModelPlace, model: Model) -> Hit | None:
    """An id that is none by its form: with slashes where its provider has none, or nothing at all."""
    provider, written = place.provider, model.sent if model.is_laid_over else model.text("model")
    trimmed = written.rstrip("/")
    end = trimmed.rpartition("/")[2].strip()
    is_alone = not model.named_provider and not model.is_laid_over and "/" not in trimmed
    if trimmed != written and end not in ("", "models") and not is_alone:
        said = f"{context.quote(written)} ends with a slash, as no id of {provider.name} does"
        return Hit(said, place.pointer, help=f"write {context.quote(trimmed)}", fix=_fix(context, place, trimmed))
    if not place.id:
        said = f"{context.quote(written)} names {provider.name} and no model"
        return Hit(said, place.pointer, help="write the model's id behind it")
    if "/" in place.id and provider.id == "openai" and model.id == place.id:
        return _with_slash(context, place, model)
    return None


def _elsewhere(context: Context, place: ModelPlace, said: str) -> Hit | None:
    """An id that is like none of the provider: another one's, or none that is known at all."""
    provider = place.provider
    vendors = vendors_of(context, place.id)
    makers = [name for name in vendors if is_complete(name) and not serves_others(name)]
    remedy = _to_its_own(place)
    if makers and not serves_others(provider.id):
        message = f"{said} {said_on()}; it is one of {context.providers[makers[0]].name}"
        # Of the others' lists nobody knows how far they go.
        return Hit(message, place.pointer, help=remedy, severity="error" if is_complete(provider.id) else "warning")
    if not is_complete(provider.id):
        return None
    said += f" that we know of {said_on()}"
    if vendors:
        names = ", ".join(context.providers[name].name for name in vendors[:_MOST_NAMED])
        return Hit(f"{said}; it is known at {names}", place.pointer, help=remedy, severity="warning")
    remedy = f"look the id up at {provider.name}; one that is newer than the catalogue goes into extra-models of the settings"
    return Hit(said, place.pointer, help=remedy, severity="warning")


def _to_its_own(place: ModelPlace) -> str:
    """What to do about a model of another provider."""
    if place.role == "search":
        return f"name a model of {place.provider.name}"
    if not place.is_listed:
        return "name the model's own provider in front of it"
    return 'name its provider in "provider"; a server of your own needs its "api_base"'


def _with_slash(context: Context, place: ModelPlace, model: Model) -> Hit:
    """OpenAI has no id with a slash: somebody named a provider that PicoClaw does not see, or no model of OpenAI."""
    prefix, _, rest = model.id.partition("/")
    if not model.named_provider and not model.from_prefix:
        return _unknown_provider(context, model, prefix)
    sent = f"the whole text {context.quote(model.id)} is sent, and OpenAI has no such model"
    said = f'with "provider": {context.quote(model.text("provider"))} {sent}' if model.named_provider else sent
    base = model._replace(id=rest).base_model
    meant = right_model(context, "openai", base)
    is_of_another = context.providers.get(prefix.lower()) is not model.provider or bool(vendors_of(context, base))
    if meant is None and is_of_another:
        return Hit(said, place.pointer, help=_to_its_own(place))
    # A fine-tune of a model that is there is named as it stands.
    right = rest if meant is None or meant.id == base else meant.id
    guess = "" if meant is None else f" {said_on()}; did you mean {context.quote(right)}?"
    written = right if model.named_provider else f"{model.text('model').partition('/')[0]}/{right}"
    end = its_end(context, meant and meant.known)
    field = '"model": ' if place.is_listed else ""
    fix = None if meant is None or end else _fix(context, place, written)
    return Hit(f"{said}{guess}", place.pointer, help=f"write {field}{context.quote(written)}{end}", fix=fix)


def _unknown_provider(context: Context, model: Model, prefix: str) -> Hit:
    """The text before the slash is no provider, so the whole of it goes to OpenAI, which has no id with a slash."""
    said = f"{context.quote(prefix)} is no provider that PicoClaw"
    sent = f"so it sends {context.quote(model.id)} to OpenAI"
    place = (*model.pointer, "model")
    since = context.later_providers.get(prefix.lower())
    if since is not None:
        message = f"{said} {context.release_name} knows (it is known since {release_name(since)}), {sent}"
        newer = "PicoClaw's main" if since == "main" else f"PicoClaw {since} or later"
        return Hit(message, place, help=f"run {newer}, or set provider and api_base")
    meant = nearest(prefix, context.providers) if len(prefix) > 4 else None
    if meant is not None and distance(prefix.lower(), meant, 1) <= 1:
        provider, rest = context.providers[meant].id, model.id.partition("/")[2]
        right = right_model(context, provider, rest)
        written = f"{meant}/{rest if right is None else right.id}"
        end = its_end(context, right and right.known)
        fix = None if end else unsafe(f"write {context.quote(written)}", Put(place, written))
        said += f' knows, {sent}; did you mean "{meant}"?'
        return Hit(said, place, help=f"write {context.quote(written)}{end}", fix=fix)
    remedy = 'name the provider in "provider", and its address in "api_base" if it is your own'
    return Hit(f"{said} knows, {sent}, which has no id with a slash", place, help=remedy)
