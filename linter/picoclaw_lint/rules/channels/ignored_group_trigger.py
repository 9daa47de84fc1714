"""The rule ``ignored-group-trigger``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.channels import enabled_channels
from picoclaw_lint.context import Context
from picoclaw_lint.edit.changes import Drop
from picoclaw_lint.rule import Bad, Good, Hit, rule, unsafe

# The types that do not look at it (docs/picoclaw.md 2.5).
_DEAF = frozenset(
    (
        *("weixin", "wecom", "maixcam", "whatsapp", "whatsapp_native", "pico", "pico_client", "mqtt"),
        *("teams_webhook", "slack_webhook"),
    )
)


def _config(kind: str, trigger: str) -> str:
    return f'{{"version": 3, "channel_list": {{"{kind}": {{"enabled": true, "group_trigger": {trigger}}}}}}}'


@rule(
    severity="warning",
    impact="ignored",
    fix="unsafe",
    examples=[
        Bad(
            _config("whatsapp", '«{"mention_only": true}»'),
            'channel "whatsapp" has a group_trigger, which its type does not look at; the bot answers in groups all the same',
            fixed='{"version": 3, "channel_list": {"whatsapp": {"enabled": true}}}',
        ),
        Bad(
            _config("pico", '«{"prefixes": ["!"]}»'),
            'channel "pico" has a group_trigger, which its type does not look at; it has no effect',
            fixed='{"version": 3, "channel_list": {"pico": {"enabled": true}}}',
        ),
        Good(_config("telegram", '{"mention_only": true}')),
        Good(_config("whatsapp", '{"mention_only": false, "prefixes": []}')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A channel is told when to answer in groups, and its type does not look at that.

    Why: ``group_trigger`` keeps a bot quiet in groups until it is mentioned or called by a prefix. Channels of type
    weixin, wecom, maixcam, whatsapp, whatsapp_native, pico, pico_client, mqtt and the webhooks do not read it.

    What to do: remove it, and keep the bot out of groups where it is not to answer, or name in ``allow_from`` who may
    use it.

    Source: docs/picoclaw.md 2.5, read in the source.
    """
    for channel in enabled_channels(context):
        trigger = channel.entry.get("group_trigger")
        wanted = isinstance(trigger, dict) and (trigger.get("mention_only") is True or trigger.get("prefixes"))
        if channel.type in _DEAF and wanted:
            effect = "the bot answers in groups all the same" if channel.is_chat else "it has no effect"
            yield Hit(
                f"channel {context.quote(channel.name)} has a group_trigger, which its type does not look at; {effect}",
                (*channel.pointer, "group_trigger"),
                help="remove it; allow_from says who may use the bot",
                fix=unsafe("remove it", Drop((*channel.pointer, "group_trigger"))),
            )
