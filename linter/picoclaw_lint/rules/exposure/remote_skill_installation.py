"""The rule ``remote-skill-installation``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.channels import chats_open_to
from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.rule import Bad, Good, Hit, rule

_PLACE: Pointer = ("tools", "install_skill", "enabled")


def _config(tools: str, admitted: str = '["123456789"]') -> str:
    chat = f'"channel_list": {{"telegram": {{"enabled": true, "allow_from": {admitted}}}}}'
    return f'{{"version": 3, {chat}, "tools": {{{tools}}}}}'


@rule(
    severity=("warning", "info"),
    impact="security",
    examples=[
        Bad(
            _config('"install_skill": {"enabled": «true»}', '["*"]'),
            'whoever finds "telegram" can have skills of others installed: install_skill is enabled',
        ),
        Bad(
            _config('"install_skill": {"enabled": «true»}'),
            'whoever may write in "telegram" can have skills of others installed: install_skill is enabled',
        ),
        Good(_config('"install_skill": {"enabled": false}')),
        Good(_config('"skills": {"enabled": false}, "install_skill": {"enabled": true}')),
        Good(
            _config(
                '"skills": {"registries": {"clawhub": {"enabled": false}, "github": {"enabled": false}}}, '
                '"install_skill": {"enabled": true}'
            )
        ),
        Good(_config('"exec": {"enabled": false}')),
        Good('{"version": 3, "tools": {"install_skill": {"enabled": true}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """Skills can be installed over a chat.

    Why: with the tool ``install_skill`` what somebody writes in an enabled channel can bring text and programs from a
    public registry into the workspace, where the model follows them. PicoClaw has it on by default and writes that out
    when it saves a file; where the file does not say it, ``remote-commands`` tells of the larger hole. This is a note, and
    a warning where a channel answers everyone.

    What to do: set ``tools.install_skill.enabled`` to false, and install skills yourself.

    Source: docs/picoclaw.md part 5, read in the source.
    """
    who = chats_open_to(context)
    registries = [context.get("tools", "skills", "registries", name, "enabled") for name in ("clawhub", "github")]
    is_on = context.get("tools", "skills", "enabled") is not False and registries != [False, False]
    if who is not None and context.get(*_PLACE) is True and is_on:
        yield Hit(
            f"whoever {who.words} can have skills of others installed: install_skill is enabled",
            _PLACE,
            help="write false, and install skills yourself",
            severity=None if who.is_everyone else "info",
        )
