"""The rule ``ignored-native-mode``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.channels import EnabledChannel, enabled_channels
from picoclaw_lint.context import Context
from picoclaw_lint.edit.changes import Put
from picoclaw_lint.rule import Bad, Good, Hit, rule, unsafe


@rule(
    severity="warning",
    impact="ignored",
    fix="unsafe",
    examples=[
        Bad(
            '{"version": 3, "channel_list": {"whatsapp": {"enabled": true, "settings": {"use_native": «true»}}}}',
            'channel "whatsapp" has use_native, which only the type "whatsapp_native" knows; without a bridge_url '
            "PicoClaw leaves the channel out",
            fixed='{"version": 3, "channel_list": {"whatsapp": {"enabled": true, "type": "whatsapp_native", "settings": {"use_native": true}}}}',
        ),
        Bad(
            '{"channels": {"whatsapp": {"enabled": true, "use_native": «true», "bridge_url": "ws://localhost:3001"}}}',
            'channel "whatsapp" has use_native, which only the type "whatsapp_native" knows; PicoClaw uses the bridge',
        ),
        Good(
            '{"version": 3, "channel_list": {"whatsapp_native": {"enabled": true, "settings": {"use_native": true}}}}'
        ),
        Good('{"version": 3, "channel_list": {"whatsapp": {"enabled": true, "settings": {"use_native": false}}}}'),
        Good('{"version": 3, "channel_list": {"whatsapp": {"enabled": false, "settings": {"use_native": true}}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """WhatsApp without a bridge is asked for where PicoClaw only knows the bridge.

    Why: the native mode became a type of its own, ``whatsapp_native``. A channel of type ``whatsapp`` does not look at
    ``use_native``: it wants a bridge, or is left out without a word. The migration of older files keeps the type
    ``whatsapp``.

    What to do: use the type ``whatsapp_native``, with ``"use_native": true`` in its settings.

    Source: docs/picoclaw.md 1.4 (the migration, run) and 2.5 (the types, read in the source); mistake 25 in its part 7.
    """
    for channel in enabled_channels(context):
        if channel.type == "whatsapp" and channel.value("use_native") is True:
            does = (
                "PicoClaw uses the bridge"
                if channel.text("bridge_url")
                else "without a bridge_url PicoClaw leaves the channel out"
            )
            old = context.structure.config_version != 3
            yield Hit(
                f"channel {context.quote(channel.name)} has use_native, which only the type "
                f'"whatsapp_native" knows; {does}',
                channel.place("use_native"),
                help='call the channel "whatsapp_native"' if old else 'write "type": "whatsapp_native"',
                fix=None if old else unsafe('write "type": "whatsapp_native"', _retyped(channel)),
            )


def _retyped(channel: EnabledChannel) -> Put:
    return Put((*channel.pointer, "type"), "whatsapp_native", (), "enabled")
