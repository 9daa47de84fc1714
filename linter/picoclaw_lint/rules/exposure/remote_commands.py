"""The rule ``remote-commands``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.channels import chats_open_to
from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.rule import Bad, Good, Hit, rule

_EXEC: Pointer = ("tools", "exec")
_CHAT = '"channel_list": {"telegram": {"enabled": true, "allow_from": ["123456789"]}}'
_OPEN = '"channel_list": {"telegram": {"enabled": true, "allow_from": ["*"]}}'


@rule(
    severity=("warning", "info"),
    impact="security",
    examples=[
        Bad(
            f'{{"version": 3, {_OPEN}, "tools": {{"exec": {{"allow_remote": «true»}}}}}}',
            'whoever finds "telegram" can have shell commands run on this machine: allow_remote is true',
        ),
        Bad(
            f'{{"version": 3, {_CHAT}, "tools": {{"exec": {{"allow_remote": «true»}}}}}}',
            'whoever may write in "telegram" can have shell commands run on this machine: allow_remote is true',
        ),
        Bad(
            f'{{"version": 3, {_CHAT}, «"tools"»: {{"mcp": {{"enabled": false}}}}}}',
            'whoever may write in "telegram" can have shell commands run on this machine: that is PicoClaw\'s default',
        ),
        Good(f'{{"version": 3, {_CHAT}, "tools": {{"exec": {{"allow_remote": false}}}}}}'),
        Good(f'{{"version": 3, {_CHAT}, "tools": {{"exec": {{"enabled": false, "allow_remote": true}}}}}}'),
        Good('{"version": 3, "tools": {"exec": {"allow_remote": true}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """Shell commands can be asked for over a chat.

    Why: the tool ``exec`` is on by default, and so is ``allow_remote``: what somebody writes in an enabled channel can
    make the model run commands as PicoClaw's user. With ``allow_remote`` false only the command line and PicoClaw itself
    can. This is a note, and a warning where the file says true and a channel answers everyone.

    What to do: set ``tools.exec.allow_remote`` to false, or keep ``allow_from`` to people who may use this machine.

    Source: docs/picoclaw.md part 5, read in the source.
    """
    place: Pointer = (*_EXEC, "allow_remote")
    who = chats_open_to(context)
    if who is None or context.get(*_EXEC, "enabled") is False or context.get(*place) is False:
        return
    # PicoClaw writes its defaults out when it saves a file, so a true says little on its own.
    written = context.get(*place) is True
    why = "allow_remote is true" if written else "that is PicoClaw's default"
    nearest = context.nearest_place(place)
    yield Hit(
        f"whoever {who.words} can have shell commands run on this machine: {why}",
        nearest,
        "value" if nearest == place or not nearest else "key",
        help='set tools.exec: "allow_remote": false',
        severity=None if written and who.is_everyone else "info",
    )
