"""The rule ``scheduled-commands``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.channels import chats
from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.rule import Bad, Good, Hit, rule

_CRON: Pointer = ("tools", "cron")


def _config(cron: str, allowed: str = '["123456789"]', tools: str = "") -> str:
    return (
        f'{{"version": 3, "channel_list": {{"telegram": {{"enabled": true, "allow_from": {allowed}}}}},'
        f' "tools": {{{tools}"cron": {{{cron}}}}}}}'
    )


@rule(
    severity=("warning", "info"),
    impact="security",
    examples=[
        Bad(
            _config('"command_allowed_remotes": [«"*"»]'),
            "shell commands may be scheduled from every channel; they run without anybody looking on",
        ),
        Bad(
            _config('"command_allowed_remotes": [«"telegram"»]', "[]"),
            'shell commands may be scheduled from "telegram", which answers everyone; they run without anybody looking on',
        ),
        Bad(
            _config('"allow_command": «true»'),
            'whoever may write in "telegram" can have shell commands scheduled, as allow_command is true or absent',
            release="0.2.9",
        ),
        Bad(
            _config('"enabled": true').replace('"cron"', '«"cron"»'),
            'whoever may write in "telegram" can have shell commands scheduled, as allow_command is true or absent',
            release="0.2.9",
        ),
        Good(_config('"command_allowed_remotes": ["telegram:123456789"]')),
        Good(_config('"allow_command": true')),
        Good(_config('"allow_command": false'), release="0.2.9"),
        Good(_config('"enabled": false, "command_allowed_remotes": ["*"]')),
        Good(_config("", tools='"exec": {"enabled": false}, '), release="0.2.9"),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """Shell commands can be scheduled over a chat.

    Why: the tool ``cron`` is on by default and may schedule shell commands. Up to 0.2.9 whoever may write in a channel
    can ask for one; since 0.3.0 only those whom ``command_allowed_remotes`` names. A scheduled command runs again and
    again, with nobody looking on.

    What to do: name single chats in ``command_allowed_remotes`` (``telegram:123456789``); before 0.3.0 set
    ``allow_command`` to false, so that every such job has to be confirmed.

    Source: docs/picoclaw.md, the table of releases, and part 5, read in the source.
    """
    off = context.get(*_CRON, "enabled") is False or context.get("tools", "exec", "enabled") is False
    reached = chats(context)
    if off or not reached:
        return
    if context.at_least("0.3.0"):
        yield from _allowed_remotes(context)
    elif context.get(*_CRON, "allow_command") is not False:
        place: Pointer = (*_CRON, "allow_command")
        nearest = context.nearest_place(place)
        yield Hit(
            f"whoever may write in {context.quote(reached[0].name)} can have shell commands scheduled, "
            "as allow_command is true or absent",
            nearest,
            "value" if nearest == place or not nearest else "key",
            help='set tools.cron: "allow_command": false',
            severity="info",
        )


def _allowed_remotes(context: Context) -> Iterator[Hit]:
    place: Pointer = (*_CRON, "command_allowed_remotes")
    allowed = context.get(*place)
    open_to_all = {channel.name for channel in chats(context) if channel.admits_everyone}
    for index, remote in enumerate(allowed if isinstance(allowed, list) else ()):
        if remote == "*":
            whence = "every channel"
        elif isinstance(remote, str) and remote in open_to_all:
            whence = f"{context.quote(remote)}, which answers everyone"
        else:
            continue
        yield Hit(
            f"shell commands may be scheduled from {whence}; they run without anybody looking on",
            (*place, index),
            help="name single chats, such as telegram:123456789",
        )
