"""The rule ``unmatchable-sender``."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

from picoclaw_lint.channels import EnabledChannel, enabled_channels
from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.edit.changes import Amend, Drop, Quote
from picoclaw_lint.rule import Bad, Good, Hit, rule, safe, unsafe

# Types whose senders have numbers for ids.
_NUMBERED = ("telegram", "discord", "vk")
_NAME = r"[A-Za-z][\w.]*"
_NUMBER = r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?"
_UNFILLED = r"@?your[-_ ].*|<.*>|\$?\{.*\}"
_LONGEST_NUMBER = 60


def _config(allowed: str, kind: str = "discord") -> str:
    return f'{{"version": 3, "channel_list": {{"{kind}": {{"enabled": true, "allow_from": {allowed}}}}}}}'


@rule(
    severity="warning",
    impact="ignored",
    fix=("safe", "unsafe"),
    examples=[
        Bad(
            _config("[«123456789012345678»]"),
            "allow_from has the number 123456789012345678, which PicoClaw reads as 123456789012345680; nobody has that id",
            fixed=_config('["123456789012345678"]'),
        ),
        Bad(
            _config("«123456789012345678»").replace('"version": 3, "channel_list"', '"channels"'),
            "allow_from has the number 123456789012345678, which PicoClaw reads as 123456789012345680; nobody has that id",
            fixed='{"channels": {"discord": {"enabled": true, "allow_from": "123456789012345678"}}}',
        ),
        Bad(
            _config('[«"alice"»]', "telegram"),
            'allow_from has the name "alice" without an @; PicoClaw takes it for an id, which nobody has',
            fixed=_config('["@alice"]', "telegram"),
        ),
        Bad(
            _config('[«"YOUR_USER_ID"»]', "telegram"),
            'allow_from was never filled in: "YOUR_USER_ID" is a placeholder, and no sender has it for an id',
        ),
        Bad(
            _config('["@alice", «null»]', "telegram"),
            'allow_from has null, which PicoClaw reads as "<nil>"',
            fixed=_config('["@alice"]', "telegram"),
        ),
        Good(_config('[123456789, "123456789012345678", "@alice", "42|alice", "discord:42", "*", ""]')),
        Good(_config('["alice"]', "irc")),
        Good(_config("[9007199254740992]")),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """An entry of allow_from admits nobody.

    Why: numbers in ``allow_from`` pass through a float64, so those above 2^53, as all ids of Discord are, come out as
    other numbers. A name needs its ``@``: without it PicoClaw compares it with the sender's id, which is a number in
    telegram, discord and vk (which hands over no names at all). The bot then ignores its own user.

    What to do: write ids as strings, ``"123456789012345678"``, and names with an ``@``.

    Source: docs/picoclaw.md 1.6 (the numbers, run against the loader) and 2.5 (the names, read in the source); mistake
    17 in its part 7.
    """
    for channel in enabled_channels(context):
        at: Pointer = (*channel.pointer, "allow_from")
        allowed = channel.entry.get("allow_from")
        if isinstance(allowed, list):
            for index, entry in enumerate(allowed):
                yield from _unmatchable(context, channel, (*at, index), entry)
        elif allowed is not None:
            yield from _unmatchable(context, channel, at, allowed)


def _unmatchable(context: Context, channel: EnabledChannel, place: Pointer, entry: Any) -> Iterator[Hit]:
    if isinstance(entry, str):
        if re.fullmatch(_UNFILLED, entry.strip(), re.I | re.S):
            message = (
                f"allow_from was never filled in: {context.quote(entry)} is a placeholder, "
                "and no sender has it for an id"
            )
            yield Hit(message, place, help="write your own id, as a string")
        elif channel.type in _NUMBERED and re.fullmatch(_NAME, entry):
            message = (
                f"allow_from has the name {context.quote(entry)} without an @; "
                "PicoClaw takes it for an id, which nobody has"
            )
            # A sender from vk comes without a name.
            also = "" if channel.type == "vk" else f", or {context.quote('@' + entry)}"
            fix = unsafe(f"write {context.quote('@' + entry)}", Amend(place, 0, 0, "@")) if also else None
            yield Hit(message, place, help=f"write the id, as a string{also}", fix=fix)
    elif entry is None or isinstance(entry, bool):
        read = "<nil>" if entry is None else context.quote(entry)
        yield Hit(
            f'allow_from has {context.quote(entry)}, which PicoClaw reads as "{read}"',
            place,
            help="remove it",
            fix=unsafe("remove it", Drop(place)),
        )
    elif isinstance(entry, (int, float)):
        # Imported here, as few files have a number there.
        from decimal import Decimal

        # An old config has been through float64 already; the file has what its author wrote.
        written = context.document.written(context.structure.origin(place)) or str(entry)
        if len(written) <= _LONGEST_NUMBER and re.fullmatch(_NUMBER, written) and math.isfinite(float(written)):
            read = f"{float(written):.0f}"
            if Decimal(read) != Decimal(written):
                message = f"allow_from has the number {written}, which PicoClaw reads as {read}; nobody has that id"
                fix = safe("write it as a string", Quote(place)) if re.fullmatch(r"\d+", written) else None
                yield Hit(message, place, help=f'write it as a string: "{written}"', fix=fix)
