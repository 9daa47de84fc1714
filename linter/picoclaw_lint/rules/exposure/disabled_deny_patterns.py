"""The rule ``disabled-deny-patterns``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.rule import Bad, Good, Hit, rule

_EXEC: Pointer = ("tools", "exec")


@rule(
    severity="warning",
    impact="security",
    examples=[
        Bad(
            '{"version": 3, "tools": {"exec": {"enable_deny_patterns": «false»}}}',
            "no command is refused any more, however dangerous: enable_deny_patterns is false",
        ),
        Bad(
            '{"version": 3, "tools": {"exec": {"enable_deny_patterns": «false», "custom_deny_patterns": ["^sudo"]}}}',
            "no command is refused any more, however dangerous: enable_deny_patterns is false, "
            "and that turns custom_deny_patterns off too",
        ),
        Good('{"version": 3, "tools": {"exec": {"enabled": false, "enable_deny_patterns": false}}}'),
        Good('{"version": 3, "tools": {"exec": {"enable_deny_patterns": true}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The list of commands that are refused is turned off.

    Why: before a command runs, PicoClaw compares it with patterns of dangerous ones. With ``enable_deny_patterns`` false
    it does not, and ``custom_deny_patterns`` are not looked at either.

    What to do: leave the field out, and let single commands through with narrow ``custom_allow_patterns``.

    Source: docs/picoclaw.md part 5 and 2.6, read in the source.
    """
    place: Pointer = (*_EXEC, "enable_deny_patterns")
    if context.get(*place) is False and context.get(*_EXEC, "enabled") is not False:
        message = "no command is refused any more, however dangerous: enable_deny_patterns is false"
        if context.get(*_EXEC, "custom_deny_patterns"):
            message += ", and that turns custom_deny_patterns off too"
        yield Hit(message, place, help="write true, and let single commands through with custom_allow_patterns")
