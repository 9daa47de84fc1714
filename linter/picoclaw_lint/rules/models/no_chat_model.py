"""The rule ``no-chat-model``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context, Model
from picoclaw_lint.model_references import is_default, used_models
from picoclaw_lint.rule import Bad, Good, Hit, Note, rule
from picoclaw_schema import catalogue

_KINDS = {
    "embedding": "computes embeddings",
    "stt": "turns speech into text",
    "tts": "turns text into speech",
    "image": "makes images",
    "realtime": "speaks in real time",
    "moderation": "judges texts",
    "video": "makes videos",
    "completion": "completes texts by an old API",
}


def _config(entry: str, more: str = '"model_name": «"a"»') -> str:
    return f'{{"version": 3, "model_list": [{{"model_name": "a", {entry}}}], "agents": {{"defaults": {{{more}}}}}}}'


@rule(
    severity="error",
    impact=("runtime", "startup"),
    examples=[
        Bad(
            _config('"model": "openai/whisper-1"'),
            'an agent is to talk with model "a", but whisper-1 turns speech into text; every request will fail',
        ),
        Bad(
            _config('"model": "openai/text-embedding-3-small"', '"model_fallbacks": [«"a"»]'),
            'an agent is to talk with model "a", but text-embedding-3-small computes embeddings; every request will fail',
        ),
        Bad(
            _config('"model": "elevenlabs/scribe_v1"'),
            'an agent is to talk with model "a", but ElevenLabs ASR only turns speech into text; PicoClaw does not start',
        ),
        Good(_config('"model": "openai/whisper-1"', '"model_name": "b"')),
        Good(_config('"model": "openai/gpt-audio"', '"model_name": "a"')),
        Good(_config('"model": "openai/whisper-1", "api_base": "http://localhost:8000/v1"', '"model_name": "a"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """An agent is to talk with a model that is not made for chats.

    Why: PicoClaw sends the messages of an agent to ``/chat/completions``, which models for speech, images and
    embeddings do not answer. Such models are right in ``voice.model_name`` and ``voice.tts_model_name``. Models that
    OpenAI itself serves are checked, and those of ElevenLabs, which PicoClaw does not make for an agent at all.

    What to do: name a chat model for the agent.

    Source: docs/picoclaw.md 8.1 and 2.2, read in the source; OpenAI's own Python package for the kinds of models.
    """
    for model, pointer in used_models(context):
        does = _does(model)
        if does is None:
            continue
        startup = model.provider is not None and not model.provider.chat and is_default(context, model)
        effect = "PicoClaw does not start" if startup else "every request will fail"
        yield Hit(
            f"an agent is to talk with model {context.quote(model.alias)}, but {does}; {effect}",
            pointer,
            help="name a chat model here; one for speech belongs into voice",
            impact="startup" if startup else "runtime",
            notes=(Note((*model.pointer, "model"), "the model"),),
        )


def _does(model: Model) -> str | None:
    if model.provider is not None and not model.provider.chat:
        return f"{model.provider.name} only turns speech into text"
    row = catalogue("models")["providers"]["openai"].get(model.base_model, {})
    kind = _KINDS.get(row.get("k", "")) if model.is_openai else None
    return f"{model.base_model} {kind}" if kind else None
