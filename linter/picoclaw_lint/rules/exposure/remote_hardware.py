"""The rule ``remote-hardware``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.channels import chats_open_to
from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, rule

_TOOLS = {"i2c": "the I2C bus", "spi": "the SPI bus", "serial": "the serial ports"}


def _config(tools: str, admitted: str = '["123456789"]') -> str:
    chat = f'"channel_list": {{"telegram": {{"enabled": true, "allow_from": {admitted}}}}}'
    return f'{{"version": 3, {chat}, "tools": {{{tools}}}}}'


@rule(
    severity=("warning", "info"),
    impact="security",
    examples=[
        Bad(
            _config('"serial": {"enabled": «true»}', '["*"]'),
            'whoever finds "telegram" can reach the serial ports of this machine',
        ),
        Bad(
            _config('"i2c": {"enabled": «true»}'),
            'whoever may write in "telegram" can reach the I2C bus of this machine',
        ),
        Good(_config('"serial": {"enabled": false}, "spi": {}')),
        Good('{"version": 3, "tools": {"serial": {"enabled": true}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The hardware of the machine can be reached over a chat.

    Why: the tools ``i2c``, ``spi`` and ``serial`` are off by default. Once on, what somebody writes in an enabled channel
    can make the model read from and write to what hangs there. This is a note, and a warning where a channel answers
    everyone.

    What to do: keep ``allow_from`` to people who may use that hardware, or turn the tool off.

    Source: docs/picoclaw.md part 5, read in the source.
    """
    who = chats_open_to(context)
    for tool, reach in _TOOLS.items():
        if who is not None and context.get("tools", tool, "enabled") is True:
            yield Hit(
                f"whoever {who.words} can reach {reach} of this machine",
                ("tools", tool, "enabled"),
                help="say in allow_from who may, or write false",
                severity=None if who.is_everyone else "info",
            )
