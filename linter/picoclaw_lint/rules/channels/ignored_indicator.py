"""The rule ``ignored-indicator``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.channels import enabled_channels
from picoclaw_lint.context import Context
from picoclaw_lint.edit.changes import Drop
from picoclaw_lint.rule import Bad, Good, Hit, rule, unsafe
from picoclaw_schema import catalogue

# The types that look at them (docs/picoclaw.md 2.5).
_READERS = {"typing": ("irc",), "placeholder": ("telegram", "discord", "feishu", "matrix", "pico")}


def _config(kind: str, more: str) -> str:
    return f'{{"version": 3, "channel_list": {{"{kind}": {{"enabled": true, {more}}}}}}}'


@rule(
    severity="info",
    impact="advice",
    fix="unsafe",
    examples=[
        Bad(
            _config("slack", '"placeholder": {"enabled": «true»}'),
            'channel "slack" has a placeholder, which only telegram, discord, feishu, matrix and pico show',
            fixed='{"version": 3, "channel_list": {"slack": {"enabled": true}}}',
        ),
        Bad(
            _config("discord", '"typing": {"enabled": «true»}'),
            'channel "discord" has typing, which only irc looks at',
            fixed='{"version": 3, "channel_list": {"discord": {"enabled": true}}}',
        ),
        Good(_config("discord", '"placeholder": {"enabled": true, "text": "One moment"}')),
        Good(_config("telegram", '"typing": {"enabled": true}')),
        Good(_config("irc", '"typing": {"enabled": true}, "placeholder": {"enabled": false}')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A channel is to show that an answer is on its way, in a manner that its type does not have.

    Why: ``typing`` switches the sign on in IRC alone; others show it, or not, whatever the file says. A ``placeholder``
    is shown by telegram, discord, feishu, matrix and pico. What PicoClaw writes there by itself is not reported.

    What to do: remove it.

    Source: docs/picoclaw.md 2.5, read in the source.
    """
    for channel in enabled_channels(context):
        own = catalogue("channels")["channels"].get(channel.type, {})
        for part, readers in _READERS.items():
            wanted = channel.entry.get(part)
            is_on = isinstance(wanted, dict) and wanted.get("enabled") is True
            if is_on and channel.type not in readers and not own.get(part, {}).get("enabled"):
                *others, last = readers
                who = f"{', '.join(others)} and {last} show" if others else f"{last} looks at"
                shown = "a placeholder" if part == "placeholder" else part
                yield Hit(
                    f"channel {context.quote(channel.name)} has {shown}, which only {who}",
                    (*channel.pointer, part, "enabled"),
                    help="remove it",
                    fix=unsafe("remove it", Drop((*channel.pointer, part))),
                )
