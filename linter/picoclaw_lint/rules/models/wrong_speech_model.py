"""The rule ``wrong-speech-model``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.known_models import WHAT_IT_DOES, KnownModel, live_model, said_on
from picoclaw_lint.model_references import uses
from picoclaw_lint.models import TRANSCRIBED, Model
from picoclaw_lint.rule import Bad, Good, Hit, Note, rule

# Providers whose client is given no recordings, and those that are asked for transcriptions whatever the id.
_DEAF = ("anthropic", "anthropic-messages", "antigravity", "bedrock", "claude-cli", "codex-cli", "github-copilot")
_MUTE = ("elevenlabs",)


def _config(entry: str, voice: str) -> str:
    return f'{{"version": 3, "model_list": [{{"model_name": "a", {entry}}}], "voice": {{{voice}}}}}'


@rule(
    severity="warning",
    impact="runtime",
    examples=[
        Bad(
            _config('"model": "openai/tts-1"', '"model_name": «"a"»'),
            'the model for speech recognition is "a", but tts-1 turns text into speech (catalogue of <date>)',
        ),
        Bad(
            _config('"model": "openai/gpt-4o-transcribe"', '"model_name": «"a"»'),
            'the model for speech recognition is "a", but PicoClaw sends recordings to gpt-4o-transcribe as a chat, which '
            'it does not answer (catalogue of <date>); only ids with "whisper" in them are asked for a transcription',
        ),
        Bad(
            _config('"model": "openai/gpt-4o"', '"tts_model_name": «"a"»'),
            'the model that speaks is "a", but gpt-4o answers in text (catalogue of <date>)',
        ),
        Bad(
            _config('"model": "groq/whisper-large-v3"', '"tts_model_name": «"a"»'),
            'the model that speaks is "a", but whisper-large-v3 turns speech into text (catalogue of <date>)',
        ),
        Bad(
            _config('"model": "anthropic/claude-sonnet-4-6"', '"model_name": «"a"»'),
            'the model for speech recognition is "a", but Anthropic gets no recordings, so PicoClaw takes another model, if '
            "there is one that can do it",
        ),
        Bad(
            _config('"model": "elevenlabs/scribe_v1"', '"tts_model_name": «"a"»'),
            'the model that speaks is "a", but ElevenLabs ASR only turns speech into text',
        ),
        Good(_config('"model": "openai/whisper-1"', '"model_name": "a"')),
        Good(_config('"model": "groq/whisper-large-v3-turbo"', '"model_name": "a"')),
        Good(_config('"model": "gemini/gemini-2.5-flash"', '"model_name": "a"')),
        Good(_config('"model": "openai/gpt-audio-1.5"', '"model_name": "a"')),
        Good(_config('"model": "openai/gpt-4o-mini-tts"', '"tts_model_name": "a"')),
        Good(_config('"model": "elevenlabs/scribe_v1"', '"model_name": "a"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A model in voice is made for something else.

    Why: ``voice.model_name`` names what turns recordings into text. PicoClaw asks ElevenLabs, and models with "whisper"
    in their id, for a transcription; all others get the recording in a chat message, which a chat model that hears
    answers and no other. ``voice.tts_model_name`` names what is asked at ``/audio/speech``. Models that the provider
    itself serves are checked.

    What to do: name a model of the right kind: whisper-1 of OpenAI or whisper-large-v3-turbo of Groq for recordings,
    gpt-4o-mini-tts of OpenAI for speech.

    Source: docs/picoclaw.md 8.8, read in pkg/audio/asr/asr.go and pkg/audio/tts/tts.go; OpenAI's pages and
    public lists of models for the kinds.
    """
    seen = set()
    for use in uses(context):
        if use.reference.role not in ("voice", "speech"):
            continue
        wrong = _wrong(use.reference.role, use.model, live_model(context, use.model))
        # Of several entries with one alias the first stands for those that are alike.
        if wrong is not None and (use.pointer, wrong) not in seen:
            seen.add((use.pointer, wrong))
            yield Hit(
                f"{use.reference.title} is {context.quote(use.reference.name)}, but {wrong}",
                use.pointer,
                help=_REMEDIES[use.reference.role],
                notes=(Note(use.place, "the model"),) if use.is_listed else (),
            )


_REMEDIES = {
    "voice": "name a whisper model, one of ElevenLabs, or a chat model that hears",
    "speech": "name a model that turns text into speech",
}


def _wrong(role: str, model: Model, known: KnownModel | None) -> str | None:
    """What is wrong with a model for speech; None where nothing is, or nobody can tell."""
    provider = model.provider
    if provider is not None and provider.id in (_DEAF if role == "voice" else _MUTE):
        if role == "voice":
            return (
                f"{provider.name} gets no recordings, so PicoClaw takes another model, if there is one that can do it"
            )
        return f"{provider.name} only turns speech into text"
    if known is None or (provider is not None and provider.id in _MUTE):
        return None
    on = said_on(known, "kind")
    does = f"{known.id} {WHAT_IT_DOES.get(known.kind, 'answers in text')} {on}"
    if role == "speech":
        return None if known.kind == "tts" else does
    if known.kind == "stt" and TRANSCRIBED not in model.sent.lower():
        return (
            f"PicoClaw sends recordings to {known.id} as a chat, which it does not answer {on}; only ids with "
            f'"{TRANSCRIBED}" in them are asked for a transcription'
        )
    # Whether a chat model hears is not known well enough.
    return None if known.kind in ("stt", "chat", "responses", "audio") else does
