"""The rule ``unmatched-event``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.event_kinds import KINDS, matches_some
from picoclaw_lint.nearest import nearest
from picoclaw_lint.rule import Bad, Good, Hit, rewording, rule

_LOGGING: Pointer = ("events", "logging")


def _config(logging: str) -> str:
    return f'{{"version": 3, "events": {{"logging": {{{logging}}}}}}}'


@rule(
    severity="warning",
    impact="ignored",
    fix="unsafe",
    examples=[
        Bad(
            _config('"include": ["agent.*", «"chanel.*"»]'),
            'events.logging.include has "chanel.*", which matches no kind of event; did you mean "channel.*"?',
            fixed=_config('"include": ["agent.*", "channel.*"]'),
        ),
        Bad(
            _config('"exclude": [«"llm_delta"»]'),
            'events.logging.exclude has "llm_delta", which matches no kind of event; did you mean "agent.llm.delta"?',
            fixed=_config('"exclude": ["agent.llm.delta"]'),
        ),
        Good(_config('"include": ["*"], "exclude": ["agent.llm.delta", "mcp.*", "agent.[^x]ubturn.*"]')),
        Good(_config('"enabled": false, "include": ["nothing"]')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A pattern for events of the log matches no event.

    Why: ``events.logging.include`` and ``exclude`` take kinds of events such as ``agent.turn.end``, ``*``, a beginning
    with ``.*``, or a glob. One that matches nothing does nothing, and PicoClaw does not say so. The names that hooks may
    use (``turn_end``) are none here.

    What to do: write a kind that PicoClaw has.

    Source: docs/picoclaw.md 2.7, read in the source.
    """
    if context.get(*_LOGGING, "enabled") is False:
        return
    for field in ("include", "exclude"):
        patterns = context.get(*_LOGGING, field)
        for index, pattern in enumerate(patterns if isinstance(patterns, list) else ()):
            if isinstance(pattern, str) and pattern.strip() and not matches_some(pattern.strip()):
                meant = _meant(pattern.strip())
                guess = f'; did you mean "{meant}"?' if meant else ""
                yield Hit(
                    f"events.logging.{field} has {context.quote(pattern)}, which matches no kind of event{guess}",
                    (*_LOGGING, field, index),
                    help=f'write "{meant}"'
                    if meant
                    else "write a kind such as agent.turn.end, or the start of one: agent.*",
                    fix=rewording((*_LOGGING, field, index), pattern, meant),
                )


def _meant(pattern: str) -> str | None:
    if pattern.endswith(".*"):
        start = nearest(pattern[:-2], sorted({kind.partition(".")[0] for kind in KINDS}))
        return f"{start}.*" if start else None
    return nearest(pattern, KINDS) or nearest(f"agent.{pattern}", KINDS)
