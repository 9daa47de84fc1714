"""The rule ``repeated-singleton-channel``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, Note, rule


@rule(
    severity="error",
    impact="load",
    examples=[
        Bad(
            '{"version": 3, "channel_list": {"pico": {"enabled": true}, «"web"»: {"type": "pico", "enabled": true}}}',
            'channel "web" is the second enabled one of type "pico", and PicoClaw takes only one; it refuses the file',
        ),
        Good('{"version": 3, "channel_list": {"pico": {"enabled": true}, "web": {"type": "pico", "enabled": false}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """Two channels are enabled of a type that PicoClaw runs once.

    Why: there can be one enabled channel of type ``pico`` and one of type ``pico_client``. With a second one the
    file is refused.

    What to do: disable or remove one of them.

    Source: docs/picoclaw.md 2.5, run against the loader.
    """
    structure = context.structure
    first: dict[str, str] = {}
    for channel in context.channels:
        singleton = structure.knows_channel(channel.type) and structure.shape.channels[channel.type][2]
        if not singleton or channel.entry.get("enabled") is not True:
            continue
        if channel.type not in first:
            first[channel.type] = channel.name
            continue
        other = first[channel.type]
        yield Hit(
            f"channel {context.quote(channel.name)} is the second enabled one of type {context.quote(channel.type)}, "
            "and PicoClaw takes only one; it refuses the file",
            ("channel_list", channel.name),
            "key",
            help="disable or remove one of them",
            notes=(Note(("channel_list", other), "the first one", "key"),),
        )
