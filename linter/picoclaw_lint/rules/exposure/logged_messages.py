"""The rule ``logged-messages``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.rule import Bad, Good, Hit, rule

_LOGGING: Pointer = ("events", "logging")


@rule(
    severity="warning",
    impact="security",
    examples=[
        Bad(
            '{"version": 3, "events": {"logging": {"include_payload": «true»}}}',
            "the texts of messages go into the log: include_payload is true",
        ),
        Good('{"version": 3, "events": {"logging": {"include_payload": false}}}'),
        Good('{"version": 3, "events": {"logging": {"enabled": false, "include_payload": true}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """What people write goes into the log.

    Why: with ``include_payload`` an event is logged with its contents, the texts of messages and what tools return.
    Logs are kept longer and read by more people than a chat.

    What to do: leave the field out when you are done looking for a mistake.

    Source: docs/picoclaw.md part 5, read in the source.
    """
    place: Pointer = (*_LOGGING, "include_payload")
    if context.get(*place) is True and context.get(*_LOGGING, "enabled") is not False:
        yield Hit("the texts of messages go into the log: include_payload is true", place, help="write false")
