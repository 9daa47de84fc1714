"""The rule ``disabled-media-cleanup``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.rule import Bad, Good, Hit, rule

_PLACE: Pointer = ("tools", "media_cleanup")


def _config(cleanup: str) -> str:
    return f'{{"version": 3, "tools": {{"media_cleanup": {{{cleanup}}}}}}}'


@rule(
    severity="warning",
    impact="ignored",
    examples=[
        Bad(
            _config('"enabled": true, "max_age_minutes": «0»'),
            "media_cleanup is enabled, but max_age_minutes is 0, which turns it off; files from chats stay for ever",
        ),
        Good(_config('"enabled": true, "max_age_minutes": 30, "interval_minutes": 5')),
        Good(_config('"enabled": false, "max_age_minutes": 0')),
        Good(_config('"max_age_minutes": 0')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The cleaning of files from chats is enabled, and a number turns it off.

    Why: with 0 or less for ``max_age_minutes`` or ``interval_minutes`` PicoClaw never cleans up, whatever ``enabled`` says.

    What to do: write the minutes that you want, or ``"enabled": false`` if nothing is to be removed.

    Source: docs/picoclaw.md 2.6, read in the source.
    """
    if context.get(*_PLACE, "enabled") is not True:
        return
    for key in ("max_age_minutes", "interval_minutes"):
        minutes = context.integer(*_PLACE, key)
        if minutes is not None and minutes <= 0:
            yield Hit(
                f"media_cleanup is enabled, but {key} is {minutes}, which turns it off; files from chats stay for ever",
                (*_PLACE, key),
                help='write the minutes that you want, or "enabled": false',
            )
            return
