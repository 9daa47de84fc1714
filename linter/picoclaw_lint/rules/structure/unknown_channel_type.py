"""The rule ``unknown-channel-type``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context, release_name
from picoclaw_lint.nearest import nearest
from picoclaw_lint.rule import Bad, Good, Hit, Remedy, rewording, rule
from picoclaw_lint.structure import Channel
from picoclaw_schema import RELEASES

# Types that PicoClaw had once (docs/picoclaw.md, part 6).
_WECOM = 'it became "wecom", with bot_id and secret in its settings; remove the old entry'
_SUCCESSORS = {"wecom_app": _WECOM, "wecom_aibot": _WECOM}


@rule(
    severity="error",
    impact="load",
    fix=("unsafe", "safe"),
    examples=[
        Bad(
            '{"version": 3, "channel_list": {"bot": {"type": «"telegramm"»}}}',
            'channel "bot" has the unknown type "telegramm"; did you mean "telegram"? PicoClaw refuses the file',
            fixed='{"version": 3, "channel_list": {"bot": {"type": "telegram"}}}',
        ),
        Bad(
            '{"version": 3, "channel_list": {«"my-bot"»: {"enabled": false}}}',
            'channel "my-bot" gives no type, and its name is none; PicoClaw refuses the file',
        ),
        Bad(
            '{"channels": {«"wecom_app"»: {"enabled": false}}}',
            'channel "wecom_app" has a name that is no type, and below config version 3 the name is the type; '
            "PicoClaw refuses the file",
        ),
        Bad(
            '{"version": 3, "channel_list": {"mqtt": {"type": «"mqtt"»}}}',
            'channel "mqtt" has the type "mqtt", known since 0.2.9 (2026-05-22); PicoClaw 0.2.8 (2026-04-30) refuses the file',
            release="0.2.8",
        ),
        Good('{"version": 3, "channel_list": {"my-bot": {"type": "telegram"}, "irc": {}, "old": null}}'),
        Good('{"version": 3, "channel_list": {"mine": {"type": {}}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A channel has a type that PicoClaw does not have.

    Why: PicoClaw sets up every entry of ``channel_list`` when it loads the file, disabled ones too, and refuses the
    file for a type it does not know. The type must match exactly; where none is given, the name of the entry is the
    type. In ``channels`` of older files the name always is.

    What to do: give the type, or remove the channel (null removes it as well). ``wecom_app`` and ``wecom_aibot``
    became ``wecom``, with bot_id and secret.

    Source: docs/picoclaw.md 1.3 and 2.5, run against the loader.
    """
    for channel in context.channels:
        # A type that is no text is reported as that.
        given = channel.entry.get("type")
        if (given is None or isinstance(given, str)) and not context.structure.knows_channel(channel.type):
            yield _hit(channel, context)


def _hit(channel: Channel, context: Context) -> Hit:
    name, kind = context.quote(channel.name), context.quote(channel.type)
    at = ("channel_list", channel.name)
    fix: Remedy | None = None
    spec = context.structure.shape.channels.get(channel.type)
    typed = context.document.locate(context.structure.origin((*at, "type"))) if channel.entry.get("type") else None
    old = (context.structure.config_version or 0) < 3 and "channels" in (context.document.value or {})
    if spec is not None:
        since = release_name(list(RELEASES)[spec[1]])
        refuses = f"PicoClaw {context.release_name} refuses the file"
        message = f"channel {name} has the type {kind}, known since {since}; {refuses}"
        remedy = "remove the channel, or run a later PicoClaw"
    elif old:
        message = (
            f"channel {name} has a name that is no type, and below config version 3 the name is the type; "
            "PicoClaw refuses the file"
        )
        remedy = _SUCCESSORS.get(channel.name, 'name it after its type, or write "channel_list" with "version": 3')
    elif channel.entry.get("type"):
        known = [known for known in context.structure.shape.channels if context.structure.knows_channel(known)]
        meant = nearest(channel.type, known)
        guess = f'; did you mean "{meant}"? ' if meant else "; "
        message = f"channel {name} has the unknown type {kind}{guess}PicoClaw refuses the file"
        remedy = f'write "type": "{meant}"' if meant else "known types: " + ", ".join(known)
        fix = rewording((*at, "type"), channel.type, meant)
    else:
        message = f"channel {name} gives no type, and its name is none; PicoClaw refuses the file"
        remedy = _SUCCESSORS.get(channel.name, 'write its type, such as "type": "telegram"')
    if typed is None or old:
        return Hit(message, at, "key", help=remedy)
    return Hit(message, (*at, "type"), help=remedy, fix=fix)
