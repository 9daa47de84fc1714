"""The rule ``open-channel``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.channels import EnabledChannel, chats
from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.rule import Bad, Good, Hit, rule


def _config(entry: str, name: str = '"telegram"') -> str:
    return f'{{"version": 3, "channel_list": {{{name}: {{"enabled": true{entry}}}}}}}'


@rule(
    severity=("warning", "info"),
    impact="security",
    examples=[
        Bad(
            _config(', "allow_from": [«"*"»]'),
            'channel "telegram" answers everyone: allow_from has "*"; whoever finds the bot can give it orders',
        ),
        Bad(
            _config(', "allow_from": «[]»'),
            'channel "telegram" answers everyone: an empty allow_from keeps nobody out; '
            "whoever finds the bot can give it orders",
        ),
        Bad(
            _config(', "allow_from": «""»'),
            'channel "telegram" answers everyone: an empty allow_from keeps nobody out; '
            "whoever finds the bot can give it orders",
        ),
        Bad(
            _config("", '«"telegram"»'),
            'channel "telegram" answers everyone: it has no allow_from; whoever finds the bot can give it orders',
        ),
        Good(_config(', "allow_from": ["123456789"]')),
        Good(_config(', "allow_from": ["", "@alice"]')),
        Good(_config(', "allow_from": [null]')),
        Good(_config(', "allow_from": [], "type": "pico"')),
        Good('{"version": 3, "channel_list": {"telegram": {"enabled": false, "allow_from": ["*"]}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """Everyone who finds the bot may use it.

    Why: an ``allow_from`` that is absent or empty admits everyone, and so does ``"*"``; with ``"*"`` PicoClaw does not
    even log a warning. Whoever writes to the bot uses its tools and the model that is paid for: by default agents run
    shell commands.

    What to do: write the ids of those who may, as strings: ``"allow_from": ["123456789"]``.

    Source: docs/picoclaw.md 2.5 and part 5, read in the source; mistake 17 in its part 7.
    """
    for channel in chats(context):
        if channel.admits_everyone:
            yield _hit(context, channel)


def _hit(context: Context, channel: EnabledChannel) -> Hit:
    value = channel.entry.get("allow_from")
    at: Pointer = (*channel.pointer, "allow_from")
    if value is None:
        why, at = "it has no allow_from", channel.pointer
    elif "*" in channel.admitted:
        why = 'allow_from has "*"'
        at = (*at, value.index("*")) if isinstance(value, list) else at
    else:
        why = "an empty allow_from keeps nobody out"
    return Hit(
        f"channel {context.quote(channel.name)} answers everyone: {why}; whoever finds the bot can give it orders",
        at,
        "key" if value is None else "value",
        help='name those who may: "allow_from": ["<your id>"]',
        severity="info" if value is None else None,
    )
