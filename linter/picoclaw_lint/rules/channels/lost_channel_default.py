"""The rule ``lost-channel-default``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from picoclaw_lint.channels import EnabledChannel, enabled_channels
from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.edit.changes import Put
from picoclaw_lint.rule import Bad, Good, Hit, rule, unsafe


def _config(kind: str, settings: str, more: str = "") -> str:
    return f'{{"version": 3, "channel_list": {{«"{kind}"»: {{"enabled": true{more}, "settings": {{{settings}}}}}}}}}'


def _plain(text: str) -> str:
    return text.replace("«", "").replace("»", "")


@rule(
    severity=("warning", "info"),
    impact=("runtime", "advice"),
    fix="unsafe",
    examples=[
        Bad(
            _config("onebot", '"ws_url": "ws://127.0.0.1:3001"'),
            'channel "onebot" sets no reconnect_interval, and PicoClaw\'s own 5 counts only without the channel in the file; '
            "once the connection is lost, it stays lost",
            fixed=_config("onebot", '"ws_url": "ws://127.0.0.1:3001", "reconnect_interval": 5'),
        ),
        Bad(
            _plain(_config("onebot", '"ws_url": "ws://127.0.0.1:3001", "reconnect_interval": 0')).replace(
                ": 0", ": «0»"
            ),
            'channel "onebot" has reconnect_interval 0; once the connection is lost, it stays lost',
            fixed='{"version": 3, "channel_list": {"onebot": {"enabled": true, "settings": {"ws_url": "ws://127.0.0.1:3001", "reconnect_interval": 5}}}}',
        ),
        Bad(
            _config("maixcam", '"host": "192.168.1.10"'),
            'channel "maixcam" sets no port, and PicoClaw\'s own 18790 counts only without the channel in the file; '
            "it listens on any free port, which no camera knows",
            fixed=_config("maixcam", '"host": "192.168.1.10", "port": 18795'),
        ),
        Bad(
            _config("matrix", '"homeserver": "https://matrix.org"'),
            'channel "matrix" sets no group_trigger, and PicoClaw\'s own mention_only counts only without the channel in the '
            "file; it answers every message in a group",
            fixed=_config("matrix", '"homeserver": "https://matrix.org"}, "group_trigger": {"mention_only": true'),
        ),
        Bad(
            _config("qq", '"app_id": "1024"'),
            'channel "qq" sets no max_message_length, and PicoClaw\'s own 2000 counts only without the channel in the file; '
            "long answers are not split",
            fixed=_config("qq", '"app_id": "1024", "max_message_length": 2000'),
        ),
        Good(_plain(_config("onebot", '"ws_url": "ws://127.0.0.1:3001", "reconnect_interval": 5'))),
        Good(_plain(_config("matrix", '"homeserver": "https://matrix.org"', ', "group_trigger": {"prefixes": ["!"]}'))),
        Good('{"version": 3, "channel_list": {"onebot": {"enabled": false}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A channel loses a default that matters, because it stands in the file.

    Why: PicoClaw has defaults for its channels, but an entry in the file replaces all of them: what it does not set is
    0, false or empty. A onebot channel then does not connect a second time, maixcam gets a port that no camera knows, matrix
    and line answer everything in groups, and qq does not split long answers.

    What to do: write the setting with the value that the message names, or another one.

    Source: docs/picoclaw.md 1.6 (the defaults, run against the loader) and 2.5 (what follows, read in the source).
    """
    for channel in enabled_channels(context):
        name = context.quote(channel.name)
        for lost in _lost(channel):
            if channel.value(lost.setting) is None:
                said = (
                    f"sets no {lost.setting}, and PicoClaw's own {lost.own} counts only without the channel in the file"
                )
            else:
                said = f"has {lost.setting} {context.quote(channel.value(lost.setting))}"
            place = channel.place(lost.setting)
            yield Hit(
                f"channel {name} {said}; {lost.effect}",
                place,
                "key" if place == channel.pointer else "value",
                help=lost.remedy,
                fix=unsafe(f"write {lost.setting}", Put(_target(channel, lost), lost.value)),
                severity=None if lost.fails else "info",
                impact=None if lost.fails else "advice",
            )


class _Lost(NamedTuple):
    """A setting that is lost: PicoClaw's own value, what happens without, what to do, whether something fails."""

    setting: str
    own: str
    effect: str
    remedy: str
    value: Any
    fails: bool = False


def _lost(channel: EnabledChannel) -> Iterator[_Lost]:
    if channel.type == "onebot" and _is_nothing(channel.value("reconnect_interval")):
        remedy = f'write "reconnect_interval": 5 {channel.inside}'
        yield _Lost("reconnect_interval", "5", "once the connection is lost, it stays lost", remedy, 5, fails=True)
    if channel.type == "maixcam" and _is_nothing(channel.value("port")):
        remedy = f'write a "port" {channel.inside} that is not the gateway\'s, such as 18795'
        yield _Lost("port", "18790", "it listens on any free port, which no camera knows", remedy, 18795, fails=True)
    if channel.type in ("matrix", "line") and channel.entry.get("group_trigger") is None:
        remedy = 'write "group_trigger": {"mention_only": true} in the channel itself'
        yield _Lost(
            "group_trigger", "mention_only", "it answers every message in a group", remedy, {"mention_only": True}
        )
    if channel.type == "qq" and channel.value("max_message_length") is None:
        remedy = f'write "max_message_length": 2000 {channel.inside}'
        yield _Lost("max_message_length", "2000", "long answers are not split", remedy, 2000)


def _target(channel: EnabledChannel, lost: _Lost) -> Pointer:
    return (*channel.pointer, lost.setting) if lost.setting == "group_trigger" else channel.new_place(lost.setting)


def _is_nothing(value: Any) -> bool:
    return value is None or (isinstance(value, int) and value <= 0)
