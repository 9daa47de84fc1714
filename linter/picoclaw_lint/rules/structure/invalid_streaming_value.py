"""The rule ``invalid-streaming-value``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from picoclaw_lint.context import Context
from picoclaw_lint.edit.changes import Put
from picoclaw_lint.rule import Bad, Good, Hit, rule, unsafe
from picoclaw_lint.structure.walker import fold

_TYPES = ("telegram", "pico", "wecom")
_KEYS = ("throttle_seconds", "min_growth_chars")


@rule(
    severity="error",
    impact="load",
    fix="unsafe",
    examples=[
        Bad(
            '{"version": 3, "channel_list": {"pico": {"settings": {"streaming": {"throttle_seconds": «-1»}}}}}',
            'streaming.throttle_seconds of channel "pico" must not be negative; PicoClaw refuses the file',
            fixed='{"version": 3, "channel_list": {"pico": {"settings": {"streaming": {"throttle_seconds": 0}}}}}',
        ),
        Good('{"version": 3, "channel_list": {"pico": {"settings": {"streaming": {"throttle_seconds": 0}}}}}'),
        Good('{"version": 3, "channel_list": {"irc": {"settings": {"streaming": {"throttle_seconds": -1}}}}}'),
        Good(
            '{"version": 3, "channel_list": {"pico": {"settings": {"streaming": {"throttle_seconds": -1}}}}}',
            release="0.2.8",
        ),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A streaming setting of a channel is negative.

    Why: since 0.2.9 PicoClaw checks ``throttle_seconds`` and ``min_growth_chars`` of telegram, pico and wecom
    channels when it loads the file, disabled ones too.

    What to do: write 0 or more.

    Source: docs/picoclaw.md 2.5, run against the loader.
    """
    if not context.at_least("0.2.9"):
        return
    for channel in context.channels:
        if channel.type not in _TYPES:
            continue
        at = ("channel_list", channel.name, "settings")
        for section, streaming in _members(channel.entry.get("settings")):
            if fold(section) == "streaming":
                for key, value in _members(streaming):
                    if fold(key) in _KEYS and isinstance(value, int) and value < 0:
                        yield Hit(
                            f"streaming.{key} of channel {context.quote(channel.name)} must not be negative; "
                            "PicoClaw refuses the file",
                            (*at, section, key),
                            help="write 0 or more",
                            fix=unsafe("write 0", Put((*at, section, key), 0)),
                        )


def _members(value: Any) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, dict) else []
