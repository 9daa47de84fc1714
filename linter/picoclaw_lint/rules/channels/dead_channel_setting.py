"""The rule ``dead-channel-setting``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from picoclaw_lint.channels import EnabledChannel, enabled_channels
from picoclaw_lint.context import Context
from picoclaw_lint.edit.changes import Drop, Gather, Move
from picoclaw_lint.rule import Bad, Good, Hit, Remedy, rule, safe, unsafe
from picoclaw_schema import catalogue


class _Dead(NamedTuple):
    """What happens in spite of the setting, and what to do instead."""

    effect: str
    remedy: str


_GATEWAY = "LINE's messages arrive at the gateway"
_BRIDGE = "the bridge keeps the login"
# docs/picoclaw.md 2.5, "dead"; use_native is the matter of ignored-native-mode.
_DEAD = {
    ("discord", "mention_only"): _Dead(
        "the bot answers every message in a group",
        'write "group_trigger": {"mention_only": true} in the channel itself',
    ),
    ("onebot", "group_trigger_prefix"): _Dead(
        "the bot answers every message in a group", 'write "group_trigger": {"prefixes": [...]} in the channel itself'
    ),
    ("line", "webhook_host"): _Dead(_GATEWAY, "remove it; gateway.host says where PicoClaw listens"),
    ("line", "webhook_port"): _Dead(_GATEWAY, "remove it; gateway.port says where PicoClaw listens"),
    ("pico", "write_timeout"): _Dead("nothing reads it", "remove it"),
    ("whatsapp", "session_store_path"): _Dead(_BRIDGE, "remove it, or use the type whatsapp_native"),
    ("whatsapp_native", "bridge_url"): _Dead("this type has no bridge", "remove it, or use the type whatsapp"),
}


# What took the place of a setting, in group_trigger of the channel itself.
_MOVED = {("discord", "mention_only"): "mention_only", ("onebot", "group_trigger_prefix"): "prefixes"}


def _config(kind: str, settings: str, more: str = "") -> str:
    return f'{{"version": 3, "channel_list": {{"{kind}": {{"enabled": true{more}, "settings": {{{settings}}}}}}}}}'


@rule(
    severity="warning",
    impact="ignored",
    fix=("safe", "unsafe"),
    examples=[
        Bad(
            _config("discord", '«"mention_only"»: true'),
            'mention_only of channel "discord" does nothing: the bot answers every message in a group',
            fixed=_config("discord", '}, "group_trigger": {"mention_only": true'),
        ),
        Bad(
            '{"version": 2, "channels": {"discord": {"enabled": true, «"mention_only"»: true}}}',
            'mention_only of channel "discord" does nothing: the bot answers every message in a group',
        ),
        Bad(
            _config("line", '«"webhook_port"»: 8080'),
            'webhook_port of channel "line" does nothing: LINE\'s messages arrive at the gateway',
            fixed=_config("line", ""),
        ),
        Good(_config("discord", '"mention_only": true', ', "group_trigger": {"mention_only": true}')),
        Good('{"version": 1, "channels": {"discord": {"enabled": true, "mention_only": true}}}'),
        Good(_config("line", '"webhook_host": "0.0.0.0", "webhook_port": 18791')),
        Good(_config("telegram", '"mention_only": false')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A setting of a channel is read and never used.

    Why: these settings are left from older releases, or belong to another type of channel. A ``mention_only`` that does
    nothing is noticed when the bot answers everything in a group; the migration of version 2 leaves it there. What
    PicoClaw writes there by itself is not reported.

    What to do: remove it, and write what took its place.

    Source: docs/picoclaw.md 2.5 and part 6, read in the source; 1.4 for the migration (run).
    """
    for channel in enabled_channels(context):
        own = catalogue("channels")["channels"].get(channel.type, {}).get("settings", {})
        for (kind, setting), dead in _DEAD.items():
            value = channel.value(setting)
            if kind != channel.type or not value or value == own.get(setting):
                continue
            if "group_trigger" in dead.remedy and channel.entry.get("group_trigger"):
                continue
            yield Hit(
                f"{setting} of channel {context.quote(channel.name)} does nothing: {dead.effect}",
                channel.place(setting),
                "key",
                help=dead.remedy,
                fix=_fix(context, channel, setting, value),
            )


def _fix(context: Context, channel: EnabledChannel, setting: str, value: object) -> Remedy | None:
    """Where something took its place, the setting goes there; a file of an older version is to be migrated first."""
    place, instead = channel.place(setting), _MOVED.get((channel.type, setting))
    if instead is None:
        return unsafe("remove it", Drop(place))
    if context.structure.config_version != 3:
        return None
    target = (*channel.pointer, "group_trigger", instead)
    title = f"write it as group_trigger.{instead}"
    if instead == "mention_only":
        return safe(title, Move(place, target)) if isinstance(value, bool) else None
    if isinstance(value, str):
        return safe(title, Gather((place,), place), Move(place, target))
    return safe(title, Move(place, target))
