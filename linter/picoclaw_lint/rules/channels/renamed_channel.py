"""The rule ``renamed-channel``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.channels import enabled_channels
from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, rule

# The types that call themselves by their type, whatever their name (docs/picoclaw.md 2.5).
_FIXED = ("discord", "slack", "line", "onebot", "qq", "feishu", "maixcam", "whatsapp", "wecom", "mqtt")


@rule(
    severity="warning",
    impact="runtime",
    examples=[
        Bad(
            '{"version": 3, "channel_list": {«"my-bot"»: {"type": "discord", "enabled": true, "settings": {"token": "file://t"}}}}',
            'channel "my-bot" is of type "discord", which always answers as "discord"; PicoClaw drops its replies: '
            '"Unknown channel for outbound message"',
        ),
        Good('{"version": 3, "channel_list": {"my-bot": {"type": "telegram", "enabled": true}}}'),
        Good('{"version": 3, "channel_list": {"discord": {"type": "discord", "enabled": true}}}'),
        Good('{"version": 3, "channel_list": {"my-bot": {"type": "discord", "enabled": false}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A channel has a name of its own, and its type loses its replies then.

    Why: channels of these types hand messages in under the name of their type, so the answers are addressed to a
    channel that does not exist: the bot reads and stays silent. Names of one's own work for telegram, weixin, vk,
    whatsapp_native, dingtalk, irc, matrix, pico, pico_client, teams_webhook and slack_webhook.

    What to do: call the channel by its type.

    Source: docs/picoclaw.md 2.5, read in the source; mistake 25 in its part 7.
    """
    for channel in enabled_channels(context):
        if channel.type in _FIXED and channel.name != channel.type:
            kind = context.quote(channel.type)
            yield Hit(
                f"channel {context.quote(channel.name)} is of type {kind}, which always answers as {kind}; "
                'PicoClaw drops its replies: "Unknown channel for outbound message"',
                channel.pointer,
                "key",
                help=f"rename the channel to {kind}",
            )
