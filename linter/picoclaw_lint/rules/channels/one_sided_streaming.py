"""The rule ``one-sided-streaming``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from picoclaw_lint.channels import EnabledChannel, enabled_channels
from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, rule

_TYPES = ("telegram", "pico", "wecom")


def _config(model: str, channel: str, kind: str = "telegram") -> str:
    return (
        f'{{"version": 3, "model_list": [{{"model_name": "a", "model": "ollama/llama3.2"{model}}}],'
        f' "channel_list": {{"{kind}": {{"enabled": true, "settings": {{"token": "file://t"{channel}}}}}}}}}'
    )


_ON = ', "streaming": {"enabled": true}'
_MARKED = ', "streaming": {"enabled": «true»}'


@rule(
    severity="warning",
    impact="ignored",
    examples=[
        Bad(
            _config("", _MARKED),
            'channel "telegram" is to show answers while they are written, and no model streams; '
            "they come in one piece",
        ),
        Bad(
            _config(_MARKED, ""),
            'model "a" is to stream, and no enabled channel shows it; answers come in one piece',
        ),
        Good(_config(_ON, _ON)),
        Good(_config("", "")),
        Good(_config("", _ON, "pico")),
        Good(_config(_ON, "").replace('"enabled": true, "settings"', '"enabled": false, "settings"')),
        Good(_config("", _ON), release="0.2.8"),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """Streaming is switched on in the model or in the channel, and it takes both.

    Why: since 0.2.9 an answer is shown while it is written only if the entry of ``model_list`` and the channel both
    have ``streaming.enabled``; of the channels telegram, pico and wecom can. With one of them nothing changes. (A pico
    channel has it on by itself, so there it says nothing about what was wanted.)

    What to do: set ``"streaming": {"enabled": true}`` in the model and in the ``settings`` of the channel.

    Source: docs/picoclaw.md 2.1, read in the source.
    """
    if not context.at_least("0.2.9") or "model_list" not in context.config:
        return
    channels = list(enabled_channels(context))
    models = [model for model in context.models if _is_on(model.entry.get("streaming"))]
    streaming = [channel for channel in channels if channel.type in _TYPES and _is_on(channel.value("streaming"))]
    if not models:
        for channel in streaming:
            if channel.type != "pico":
                yield _hit(context, channel)
    elif channels and not streaming:
        for model in models:
            yield Hit(
                f"model {context.quote(model.alias)} is to stream, and no enabled channel shows it; "
                "answers come in one piece",
                (*model.pointer, "streaming", "enabled"),
                help='set "streaming": {"enabled": true} in the settings of a telegram, pico or wecom channel too',
            )


def _is_on(streaming: Any) -> bool:
    return isinstance(streaming, dict) and streaming.get("enabled") is True


def _hit(context: Context, channel: EnabledChannel) -> Hit:
    return Hit(
        f"channel {context.quote(channel.name)} is to show answers while they are written, and no model streams; "
        "they come in one piece",
        (*channel.place("streaming"), "enabled"),
        help='set "streaming": {"enabled": true} in the entry of model_list too',
    )
