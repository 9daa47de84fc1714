"""The rule ``no-time-limit``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.edit.changes import Drop
from picoclaw_lint.rule import Bad, Good, Hit, rule, unsafe


def _config(tools: str) -> str:
    return f'{{"version": 3, "tools": {{{tools}}}}}'


@rule(
    severity="info",
    impact="advice",
    fix="unsafe",
    examples=[
        Bad(
            _config('"exec": {"timeout_seconds": «0»}'),
            "tools.exec.timeout_seconds is 0, so a command that hangs keeps its agent waiting for ever",
            fixed=_config('"exec": {}'),
        ),
        Bad(
            _config('"cron": {"exec_timeout_minutes": «0»}'),
            "tools.cron.exec_timeout_minutes is 0, so a scheduled command that hangs is never ended",
            fixed=_config('"cron": {}'),
        ),
        Good(_config('"exec": {"timeout_seconds": 60}, "cron": {"exec_timeout_minutes": 5}')),
        Good(_config('"exec": {"enabled": false, "timeout_seconds": 0}')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """Commands may run without a limit of time.

    Why: 0 for ``tools.exec.timeout_seconds`` (a negative number too) and ``tools.cron.exec_timeout_minutes`` means no
    limit. A command that waits for input then never comes back.

    What to do: set a limit; without the fields it is 60 seconds and 5 minutes.

    Source: docs/picoclaw.md 2.6, read in the source.
    """
    seconds = context.integer("tools", "exec", "timeout_seconds")
    if context.get("tools", "exec", "enabled") is not False and seconds is not None and seconds <= 0:
        yield Hit(
            f"tools.exec.timeout_seconds is {seconds}, so a command that hangs keeps its agent waiting for ever",
            ("tools", "exec", "timeout_seconds"),
            help="set a limit, or leave it out for 60 seconds",
            fix=unsafe("leave it out for 60 seconds", Drop(("tools", "exec", "timeout_seconds"))),
        )
    minutes = context.integer("tools", "cron", "exec_timeout_minutes")
    if context.get("tools", "cron", "enabled") is not False and minutes == 0:
        yield Hit(
            "tools.cron.exec_timeout_minutes is 0, so a scheduled command that hangs is never ended",
            ("tools", "cron", "exec_timeout_minutes"),
            help="set a limit, or leave it out for 5 minutes",
            fix=unsafe("leave it out for 5 minutes", Drop(("tools", "cron", "exec_timeout_minutes"))),
        )
