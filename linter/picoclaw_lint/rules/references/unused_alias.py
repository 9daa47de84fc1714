"""The rule ``unused-alias``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.model_references import aliases_by_id, model_references
from picoclaw_lint.models import Model
from picoclaw_lint.rule import Bad, Good, Hit, Note, rule

_SHOWN = 3
# PicoClaw looks for models of speech itself where voice names none.
_SPEECH = ("whisper", "transcribe", "asr", "scribe", "tts", "speech")


def _config(names: str, defaults: str = '"model_name": "a"', more: str = "") -> str:
    models = ", ".join(f'{{"model_name": {name}, "model": "openai/gpt-4o"}}' for name in names.split())
    return f'{{"version": 3, "model_list": [{models}], "agents": {{"defaults": {{{defaults}}}}}{more}}}'


@rule(
    severity="info",
    impact="advice",
    examples=[
        Bad(_config('"a" «"b"»'), 'nothing in the file names the model "b"'),
        Bad(_config('"a" «"b"» "b"'), 'nothing in the file names the model "b"'),
        Bad(
            _config('"a" «"b"» "c" "d" "e"'),
            'nothing in the file names the models "b", "c", "d" and 1 more',
        ),
        Good(_config('"a" "b" "c"', '"model_name": "a", "model_fallbacks": ["b"], "image_model": "c"')),
        Good(_config('"a" "b"', '"model_name": "a", "routing": {"enabled": false, "light_model": "b"}')),
        Good(_config('"a" "b"', '"workspace": "~/w"')),
        Good(
            '{"version": 3, "model_list": [{"model_name": "a", "model": "openai/gpt-4o"}, {"model_name": "ears", '
            '"provider": "elevenlabs", "model": "scribe_v1"}, {"model_name": "off", "model": "openai/o3", "enabled": false}], '
            '"agents": {"defaults": {"model_name": "a"}}}'
        ),
        Good(_config('"a" "b"', more=', "voice": {"model_name": "b"}')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A model has an alias that nothing in the file uses.

    Why: the entry may be left over, or the place that was to name it says something else. It can still be chosen by a
    command in a chat or in the instructions of an agent, which is why this is a note. Nothing is said of a file that
    names no default model, of disabled entries, and of models for speech, which PicoClaw finds by itself.

    What to do: nothing, if people switch to it; else remove it, and its key with it.

    Source: docs/picoclaw.md part 3, read in the source.
    """
    if context.default_model.alias not in context.aliases:
        return
    named = {reference.name for reference in model_references(context, idle=True)}
    strangers = named - context.aliases.keys()
    if strangers:
        # A text that is no alias may be a model's id.
        by_id = aliases_by_id(context)
        named |= {by_id[name] for name in strangers if name in by_id}
    unused = [
        models[0]
        for alias, models in context.aliases.items()
        if alias not in named and alias == alias.strip() and not any(_is_found_otherwise(model) for model in models)
    ]
    if not unused:
        return
    first, *others = unused
    shown = ", ".join(context.quote(model.alias) for model in unused[:_SHOWN])
    more = f" and {len(unused) - _SHOWN} more" if len(unused) > _SHOWN else ""
    # One finding: a list of models to switch between is one decision.
    yield Hit(
        f"nothing in the file names the model{'s' if others else ''} {shown}{more}",
        (*first.pointer, "model_name"),
        help=f"remove {'them' if others else 'it'}, unless people switch models by a command",
        notes=tuple(Note((*model.pointer, "model_name"), "nor this one") for model in others),
    )


def _is_found_otherwise(model: Model) -> bool:
    hears_or_speaks = model.provider is not None and not model.provider.chat
    return hears_or_speaks or model.entry.get("enabled") is False or any(word in model.id.lower() for word in _SPEECH)
