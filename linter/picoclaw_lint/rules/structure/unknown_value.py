"""The rule ``unknown-value``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.nearest import nearest
from picoclaw_lint.rule import Bad, Good, Hit, rewording, rule


class _Choice(NamedTuple):
    """A field that takes one of a few words, and what PicoClaw takes for any other."""

    path: tuple[str, ...]
    words: tuple[str, ...]
    instead: str
    any_case: bool = True


_CHOICES = (
    _Choice(("tools", "read_file", "mode"), ("bytes", "lines"), "bytes"),
    _Choice(("tools", "web", "format"), ("plaintext", "markdown"), "plaintext"),
    _Choice(("gateway", "log_level"), ("debug", "info", "warn", "warning", "error", "fatal"), "warn"),
    _Choice(("events", "logging", "min_severity"), ("debug", "info", "warn", "warning", "error"), "info"),
    _Choice(("agents", "defaults", "steering_mode"), ("all", "one-at-a-time"), "one-at-a-time", any_case=False),
    _Choice(("agents", "defaults", "context_manager"), ("legacy", "seahorse"), "legacy"),
    _Choice(("evolution", "mode"), ("observe", "draft", "apply"), "observe"),
    _Choice(("evolution", "cold_path_trigger"), ("after_turn", "scheduled", "manual", "none", "off"), "after_turn"),
)


@rule(
    severity="warning",
    impact="ignored",
    fix=("unsafe", "safe"),
    examples=[
        Bad(
            '{"version": 3, "tools": {"read_file": {"mode": «"line"»}}}',
            'tools.read_file.mode is "line", which PicoClaw does not know; did you mean "lines"? It takes "bytes"',
            fixed='{"version": 3, "tools": {"read_file": {"mode": "lines"}}}',
        ),
        Bad(
            '{"version": 3, "gateway": {"log_level": «"trace"»}}',
            'gateway.log_level is "trace", which PicoClaw does not know; it takes "warn"',
        ),
        Bad(
            '{"version": 3, "agents": {"defaults": {"steering_mode": «"All"»}}}',
            'agents.defaults.steering_mode is "All", which PicoClaw does not know; did you mean "all"? '
            'It takes "one-at-a-time"',
            fixed='{"version": 3, "agents": {"defaults": {"steering_mode": "all"}}}',
        ),
        Bad(
            '{"version": 3, "evolution": {"enabled": true, "mode": "draft", "cold_path_trigger": «"schedule"»}}',
            'evolution.cold_path_trigger is "schedule", which PicoClaw does not know; did you mean "scheduled"? '
            'It takes "after_turn"',
            fixed='{"version": 3, "evolution": {"enabled": true, "mode": "draft", "cold_path_trigger": "scheduled"}}',
        ),
        Good('{"version": 3, "evolution": {"enabled": false, "mode": "learn"}}'),
        Good('{"version": 3, "gateway": {"log_level": "Warning"}, "tools": {"read_file": {"mode": ""}}}'),
        Good('{"version": 3, "tools": {"web": {"format": "text"}}}'),
        Good('{"version": 3, "agents": {"defaults": {"steering_mode": "all", "context_manager": "seahorse"}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A field has a word that PicoClaw does not know, so another is taken.

    Why: the field takes one of a few words. For any other PicoClaw takes its usual one, and at most its log says so.

    What to do: write one of the words that the help lists.

    Source: docs/picoclaw.md 2.3, 2.6 and 2.7, read in the source.
    """
    for choice in _CHOICES:
        written = context.get(*choice.path)
        if not isinstance(written, str) or not written.strip():
            continue
        if choice.path[0] == "evolution" and context.get("evolution", "enabled") is not True:
            continue
        word = written.strip().lower() if choice.any_case else written
        if word in choice.words or word in choice.instead:
            continue  # "plain" gives what it says, as PicoClaw's usual word is plaintext
        at: Pointer = choice.path
        meant = nearest(written, choice.words)
        guess = f'did you mean "{meant}"? It' if meant else "it"
        yield Hit(
            f"{'.'.join(choice.path)} is {context.quote(written)}, which PicoClaw does not know; "
            f'{guess} takes "{choice.instead}"',
            at,
            help=f"write one of {', '.join(choice.words)}",
            fix=rewording(at, written, meant),
        )
