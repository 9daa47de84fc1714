"""The rule ``no-chat-model``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.known_models import (
    WHAT_IT_DOES,
    KnownModel,
    is_complete,
    is_shut_down,
    live_model,
    said_on,
)
from picoclaw_lint.model_references import is_default, model_places, used_models
from picoclaw_lint.models import Model, Provider
from picoclaw_lint.rule import Bad, Good, Hit, Note, rule

# Google's models for images and music are asked like those for chats, and answer.
_ANSWERING = (("gemini", "image"), ("gemini", "music"), ("antigravity", "image"))


def _config(entry: str, more: str = '"model_name": «"a"»') -> str:
    return f'{{"version": 3, "model_list": [{{"model_name": "a", {entry}}}], "agents": {{"defaults": {{{more}}}}}}}'


@rule(
    severity=("error", "warning"),
    impact=("runtime", "startup"),
    examples=[
        Bad(
            _config('"model": "openai/whisper-1"'),
            'an agent is to talk with model "a", but whisper-1 turns speech into text (catalogue of <date>); every request will fail',
        ),
        Bad(
            _config('"model": "openai/text-embedding-3-small"', '"model_fallbacks": [«"a"»]'),
            'an agent is to talk with model "a", but text-embedding-3-small computes embeddings (catalogue of <date>); '
            "every request will fail",
        ),
        Bad(
            _config('"model": "elevenlabs/scribe_v1"'),
            'an agent is to talk with model "a", but ElevenLabs ASR only turns speech into text; PicoClaw does not start',
        ),
        Bad(
            _config('"model": "novita/baai/bge-m3"'),
            'an agent is to talk with model "a", but baai/bge-m3 computes embeddings (catalogue of <date>); '
            "requests may fail",
        ),
        Good(_config('"model": "openai/whisper-1"', '"model_name": "b"')),
        Bad(
            _config('"model": "openai/gpt-audio-1.5"'),
            'an agent is to talk with model "a", but gpt-audio-1.5 wants sound in each request (catalogue of <date>); '
            "requests may fail",
        ),
        Bad(
            '{"version": 3, "model_list": [], "agents": {"list": [{"id": "x", "model": «"openai/whisper-1"»}]}}',
            'an agent is to talk with model "openai/whisper-1", but whisper-1 turns speech into text '
            "(catalogue of <date>); every request will fail",
        ),
        Bad(
            '{"version": 3, "tools": {"web": {"gemini": {"enabled": true, "model": «"gemini-embedding-2"»}}}}',
            "web searches by Gemini are to ask gemini-embedding-2, which computes embeddings (catalogue of <date>); "
            "every one will fail",
        ),
        Good(_config('"model": "openai/whisper-1", "api_base": "http://localhost:8000/v1"', '"model_name": "a"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """An agent is to talk with a model that is not made for chats.

    Why: PicoClaw sends the messages of an agent to ``/chat/completions``, which models for speech, images and
    embeddings do not answer. Those for speech are right in ``voice.model_name`` and ``voice.tts_model_name``. Models
    that the provider itself serves are checked, and those of ElevenLabs, which PicoClaw does not make for an agent at
    all. It is an error for the providers whose models the catalogue knows nearly all.

    What to do: name a chat model for the agent.

    Source: docs/picoclaw.md 8.1 and 2.2, read in the source; OpenAI's pages and public lists of models for the kinds.
    """
    seen = set()
    for use in used_models(context):
        model = use.model
        told = _does(model.provider, live_model(context, model))
        # Of several entries with one alias the first stands for those that are alike.
        if told is None or (use.pointer, told) in seen:
            continue
        seen.add((use.pointer, told))
        does, is_sure = told
        startup = model.provider is not None and not model.provider.chat and is_default(context, model)
        fails = "every request will fail" if is_sure else "requests may fail"
        yield Hit(
            f"an agent is to talk with model {context.quote(model.alias or use.reference.name)}, but {does}; "
            f"{'PicoClaw does not start' if startup else fails}",
            use.pointer,
            help="name a chat model here" + ("; this one belongs in voice" if _is_for_voice(model, context) else ""),
            severity="error" if is_sure else "warning",
            impact="startup" if startup else "runtime",
            notes=(Note(use.place, "the model"),) if use.is_listed else (),
        )
    for place in model_places(context):
        if place.role == "search" and place.known is not None and not is_shut_down(context, place.known):
            told = _does(place.provider, place.known)
            if told is not None:
                yield Hit(
                    f"web searches by Gemini are to ask {place.known.id}, which {told[0].partition(' ')[2]}; "
                    f"{'every one will' if told[1] else 'they may'} fail",
                    place.pointer,
                    help="name a chat model here",
                    severity="error" if told[1] else "warning",
                )


def _is_for_voice(model: Model, context: Context) -> bool:
    """Whether it is a model for speech, which has a place of its own in a config."""
    known = live_model(context, model)
    return (known is not None and known.kind in ("stt", "tts")) or (
        model.provider is not None and not model.provider.chat
    )


def _does(provider: Provider | None, known: KnownModel | None) -> tuple[str, bool] | None:
    """What a model does that is no chat, and whether that is sure."""
    if provider is None:
        return None
    if not provider.chat:
        return f"{provider.name} only turns speech into text", True
    if known is None or known.kind not in WHAT_IT_DOES or (provider.id, known.kind) in _ANSWERING:
        return None
    is_sure = known.is_sure("kind") and is_complete(provider.id) and known.kind != "audio"
    return f"{known.id} {WHAT_IT_DOES[known.kind]} {said_on(known, 'kind')}", is_sure
