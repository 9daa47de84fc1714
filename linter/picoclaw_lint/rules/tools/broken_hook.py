"""The rule ``broken-hook``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.event_kinds import EVERYTHING, OBSERVABLE
from picoclaw_lint.nearest import nearest
from picoclaw_lint.rule import Bad, Good, Hit, rule

_POINTS = ("before_llm", "after_llm", "before_tool", "after_tool", "approve_tool")
_EFFECT = "the gateway will run and answer nothing"


def _config(hook: str, enabled: str = "true") -> str:
    return f'{{"version": 3, "hooks": {{"processes": {{"audit": {{"enabled": {enabled}, {hook}}}}}}}}}'


@rule(
    severity="error",
    impact="runtime",
    examples=[
        Bad(
            _config('"command": ["python3", "audit.py"], "intercept": [«"before_tools"»]'),
            'the hook "audit" intercepts "before_tools", which PicoClaw does not know; did you mean "before_tool"? '
            "The gateway will run and answer nothing",
        ),
        Bad(
            _config('"transport": «"http"», "command": ["x"], "observe": ["*"]'),
            f'the hook "audit" has the transport "http", and there is only stdio; {_EFFECT}',
        ),
        Bad(
            _config('"command": «[]», "observe": ["*"]'),
            f'the hook "audit" has no command; {_EFFECT}',
        ),
        Bad(
            '{"version": 3, "hooks": {"processes": {«"audit"»: {"enabled": true, "command": ["x"]}}}}',
            f'the hook "audit" neither observes nor intercepts anything; {_EFFECT}',
        ),
        Bad(
            _config('"command": ["x"], "observe": ["agent.turn.end", «"tool_end"»]'),
            f'the hook "audit" observes "tool_end", which PicoClaw does not know; {_EFFECT}',
        ),
        Bad(
            _config('"command": ["x"], "intercept": [«" before_llm"»]'),
            'the hook "audit" intercepts " before_llm", which PicoClaw does not know; did you mean "before_llm"? '
            "The gateway will run and answer nothing",
        ),
        Good(_config('"command": ["python3", "audit.py"], "observe": ["*", "anything"]')),
        Good(_config('"command": ["x"], "observe": ["turn_end", "mcp.server.failed"]')),
        Good(_config('"command": ["x"], "intercept": ["approve_tool", ""]')),
        Good(_config('"intercept": ["x"]', "false")),
        Good('{"version": 3, "hooks": {"enabled": false, "processes": {"audit": {"enabled": true}}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """An enabled hook cannot be set up.

    Why: hooks are on by default. If one of the enabled ones cannot be set up, PicoClaw's agent loop ends, and the gateway
    runs but hears and answers nothing. A hook needs a command, the transport stdio, and something to observe or to
    intercept.

    What to do: mend the hook, or disable it.

    Source: docs/picoclaw.md 2.7, read in the source.
    """
    hooks, processes = context.get("hooks"), context.get("hooks", "processes")
    if not isinstance(processes, dict) or hooks.get("enabled") is False:
        return
    for name, hook in processes.items():
        if isinstance(hook, dict) and hook.get("enabled") is True:
            at: Pointer = ("hooks", "processes", name)
            for message, place, remedy in _wrong(context, hook, at):
                said = f"the hook {context.quote(name)} {message}"
                end = f" {_EFFECT[0].upper()}{_EFFECT[1:]}" if said.endswith("?") else f"; {_EFFECT}"
                yield Hit(said + end, place, "key" if place == at else "value", help=f"{remedy}, or disable the hook")


def _wrong(context: Context, hook: dict[str, Any], at: Pointer) -> Iterator[tuple[str, Pointer, str]]:
    transport, command = hook.get("transport"), hook.get("command")
    if isinstance(transport, str) and transport not in ("", "stdio"):
        yield (
            f"has the transport {context.quote(transport)}, and there is only stdio",
            (*at, "transport"),
            "remove the field",
        )
    if not command or (isinstance(command, list) and command[0] == ""):
        yield (
            "has no command",
            (*at, "command") if "command" in hook else at,
            "write what is to be started, as an array",
        )
    observes, intercepts = hook.get("observe"), hook.get("intercept")
    if not observes and not any(intercepts if isinstance(intercepts, list) else [intercepts]):
        yield "neither observes nor intercepts anything", at, 'write "observe": ["*"], or what it is to intercept'
    for index, kind in enumerate(observes if isinstance(observes, list) else ()):
        if kind in EVERYTHING or not isinstance(kind, str):
            break  # PicoClaw looks no further
        if kind not in OBSERVABLE:
            meant = nearest(kind, OBSERVABLE)
            guess = f'; did you mean "{meant}"?' if meant else ""
            yield (
                f"observes {context.quote(kind)}, which PicoClaw does not know{guess}",
                (*at, "observe", index),
                _observe(meant),
            )
    for index, point in enumerate(intercepts if isinstance(intercepts, list) else ()):
        if isinstance(point, str) and point not in ("", *_POINTS):
            meant = nearest(point, _POINTS)
            guess = f'; did you mean "{meant}"?' if meant else ""
            yield (
                f"intercepts {context.quote(point)}, which PicoClaw does not know{guess}",
                (*at, "intercept", index),
                f"write one of {', '.join(_POINTS)}",
            )


def _observe(meant: str | None) -> str:
    return (
        f'write "{meant}"' if meant else 'write kinds such as "agent.turn.end", or "*" for all; a pattern is not taken'
    )
