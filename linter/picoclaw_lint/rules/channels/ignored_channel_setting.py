"""The rule ``ignored-channel-setting``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.channels import EnabledChannel, enabled_channels
from picoclaw_lint.context import Context, release_name
from picoclaw_lint.edit.changes import Move
from picoclaw_lint.nearest import nearest
from picoclaw_lint.rule import Bad, Good, Hit, rule, unsafe
from picoclaw_lint.structure.fields import fields, first_release, is_comment
from picoclaw_lint.structure.walker import fold


def _config(kind: str, settings: str) -> str:
    return f'{{"version": 3, "channel_list": {{"{kind}": {{"enabled": true, "settings": {{{settings}}}}}}}}}'


@rule(
    severity="warning",
    impact="ignored",
    fix="unsafe",
    examples=[
        Bad(
            _config("telegram", '"token": "file://t", «"use_markdownv2"»: true'),
            'channel "telegram" has no setting "use_markdownv2"; did you mean "use_markdown_v2"? PicoClaw ignores it',
            fixed=_config("telegram", '"token": "file://t", "use_markdown_v2": true'),
        ),
        Bad(
            _config("discord", '"token": "file://t", «"allow_from"»: ["123456789"]'),
            '"allow_from" of channel "discord" belongs beside "settings", not inside; PicoClaw ignores it here',
            fixed='{"version": 3, "channel_list": {"discord": {"enabled": true, "settings": {"token": "file://t"}, "allow_from": ["123456789"]}}}',
        ),
        Bad(
            '{"channels": {"wecom": {"enabled": true, "bot_id": "aib", «"corp_id"»: "ww12345"}}}',
            'channel "wecom" has no setting "corp_id"; PicoClaw ignores it',
        ),
        Bad(
            _config("telegram", '«"media_group_delay_ms"»: 500'),
            'channel "telegram" has the setting "media_group_delay_ms" since 0.2.9 (2026-05-22); '
            "PicoClaw 0.2.8 (2026-04-30) ignores it",
            release="0.2.8",
        ),
        Good(_config("telegram", '"Token": "file://t", "_comment": "mine"')),
        Good('{"version": 3, "channel_list": {"telegram": {"enabled": false, "settings": {"tokn": "file://t"}}}}'),
        Good(_config("discord", '"mention_only": true')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A channel's settings hold something that PicoClaw does not read.

    Why: everywhere else PicoClaw refuses a key it does not know; inside of ``settings`` it ignores it without a word, so
    a slip of the pen there is noticed by what does not happen. The migration of an older file moves what it does not
    know into ``settings`` too. What all channels have in common (``allow_from``, ``group_trigger`` and others) stands
    beside ``settings`` and does nothing inside.

    What to do: correct the name, or move it.

    Source: docs/picoclaw.md 1.5 and 1.4, run against the loader; part 9 counts such keys among what goes unnoticed.
    """
    for channel in enabled_channels(context):
        kind = context.structure.settings_type(channel.type)
        if kind is not None:
            known = {fold(key) for key in fields(context.structure.shape, kind)}
            for key, setting in channel.settings.items():
                in_file = context.structure.security_origin(setting.pointer) is None
                if key not in known and in_file and not is_comment(key):
                    yield _hit(context, channel, kind, str(setting.pointer[-1]))


def _hit(context: Context, channel: EnabledChannel, kind: str, key: str) -> Hit:
    name, shown = context.quote(channel.name), context.quote(key)
    place = (*channel.pointer, "settings", key)
    shape = context.structure.shape
    since = first_release(shape, kind, key)
    if since is not None:
        message = (
            f"channel {name} has the setting {shown} since {release_name(since)}; "
            f"PicoClaw {context.release_name} ignores it"
        )
        return Hit(message, place, "key", help="remove it, or run a later PicoClaw")
    if key in fields(shape, "Channel"):
        message = f'{shown} of channel {name} belongs beside "settings", not inside; PicoClaw ignores it here'
        fix = unsafe('move it out of "settings"', Move(place, (*channel.pointer, key)))
        return Hit(message, place, "key", help='move it out of "settings"', fix=fix)
    settings = fields(shape, kind)
    meant = nearest(key, settings)
    guess = f'; did you mean "{meant}"? ' if meant else "; "
    remedy = f'write "{meant}"' if meant else "remove it; there are " + ", ".join(settings)
    hit = Hit(f"channel {name} has no setting {shown}{guess}PicoClaw ignores it", place, "key", help=remedy)
    return hit if meant is None else hit._replace(fix=unsafe(f'write "{meant}"', Move(place, (*place[:-1], meant))))
