"""The rule ``unknown-session-dimension``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.nearest import nearest
from picoclaw_lint.rule import Bad, Good, Hit, rewording, rule

_DIMENSIONS = ("space", "chat", "topic", "sender")


@rule(
    severity="warning",
    impact="ignored",
    fix=("unsafe", "safe"),
    examples=[
        Bad(
            '{"version": 3, "session": {"dimensions": ["chat", «"senders"»]}}',
            '"senders" is no dimension of sessions; did you mean "sender"? PicoClaw ignores it',
            fixed='{"version": 3, "session": {"dimensions": ["chat", "sender"]}}',
        ),
        Bad(
            '{"version": 3, "agents": {"dispatch": {"rules": '
            '[{"agent": "main", "when": {"channel": "telegram"}, "session_dimensions": [«"channel"»]}]}}}',
            '"channel" is no dimension of sessions; PicoClaw ignores it',
        ),
        Good('{"version": 3, "session": {"dimensions": ["space", "chat", "topic", "sender"]}}'),
        Good('{"version": 3, "session": {"dimensions": []}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A dimension of sessions that PicoClaw does not know.

    Why: the dimensions say which messages share a conversation. PicoClaw knows space, chat, topic and sender, and
    drops others without a word, so that people may share a conversation who should not.

    What to do: write one of the four.

    Source: docs/picoclaw.md 2.4, read in PicoClaw's source.
    """
    yield from _unknown(context, context.get("session", "dimensions"), ("session", "dimensions"))
    for pointer, entry in context.objects("agents", "dispatch", "rules"):
        yield from _unknown(context, entry.get("session_dimensions"), (*pointer, "session_dimensions"))


def _unknown(context: Context, dimensions: Any, at: Pointer) -> Iterator[Hit]:
    for index, name in enumerate(dimensions if isinstance(dimensions, list) else []):
        if isinstance(name, str) and name.strip() and name.strip().lower() not in _DIMENSIONS:
            meant = nearest(name, _DIMENSIONS)
            guess = f"did you mean {context.quote(meant)}? " if meant else ""
            yield Hit(
                f"{context.quote(name)} is no dimension of sessions; {guess}PicoClaw ignores it",
                (*at, index),
                help=f"known dimensions: {', '.join(_DIMENSIONS)}",
                fix=rewording((*at, index), name, meant),
            )
