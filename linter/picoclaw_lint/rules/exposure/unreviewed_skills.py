"""The rule ``unreviewed-skills``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, rule


@rule(
    severity="warning",
    impact="security",
    examples=[
        Bad(
            '{"version": 3, "evolution": {"enabled": true, "mode": «"apply"»}}',
            'PicoClaw writes skills by itself and uses them before anybody has read them: evolution.mode is "apply"',
        ),
        Good('{"version": 3, "evolution": {"enabled": true, "mode": "draft"}}'),
        Good('{"version": 3, "evolution": {"enabled": false, "mode": "apply"}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """PicoClaw may change its own skills.

    Why: with the mode ``apply`` what PicoClaw learns from conversations becomes a skill at once. Who writes to the bot
    then has a say in what it does for everybody.

    What to do: write ``draft``, which leaves the skill for you to read, or ``observe``.

    Source: docs/picoclaw.md part 5 and 2.7, read in the source.
    """
    mode = context.get("evolution", "mode")
    if context.get("evolution", "enabled") is True and isinstance(mode, str) and mode.strip().lower() == "apply":
        yield Hit(
            "PicoClaw writes skills by itself and uses them before anybody has read them: "
            f"evolution.mode is {context.quote(mode)}",
            ("evolution", "mode"),
            help='write "draft", and read what it proposes',
        )
