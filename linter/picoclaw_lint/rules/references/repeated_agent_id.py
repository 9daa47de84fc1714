"""The rule ``repeated-agent-id``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.agents import Agent, agents
from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, Note, rule


@rule(
    severity="warning",
    impact="ignored",
    examples=[
        Bad(
            '{"version": 3, "agents": {"list": [{"id": «"ops"»}, {"id": "dev"}, {"id": "Ops"}]}}',
            'the agent "ops" is replaced by a later one with the same id; PicoClaw uses only the last',
        ),
        Bad(
            '{"version": 3, "agents": {"list": [«{"name": "First"}», {"id": "main"}]}}',
            'the agent without an id, which is called "main", is replaced by a later one with the same id; '
            "PicoClaw uses only the last",
        ),
        Good('{"version": 3, "agents": {"list": [{"id": "ops"}, {"id": "ops2"}]}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """Two agents have the same id, so that only the later one exists.

    Why: PicoClaw puts ids in lower case, turns other characters than letters, digits, "_" and "-" into "-" and calls
    an agent without an id ``main``. Of agents whose ids are then equal the later one wins, without a word.

    What to do: give each agent an id of its own.

    Source: docs/picoclaw.md 2.4, read in PicoClaw's source.
    """
    last: dict[str, Agent] = {}
    replaced: list[tuple[Agent, Agent]] = []
    for agent in reversed(agents(context)):
        if agent.id in last:
            replaced.append((agent, last[agent.id]))
        last.setdefault(agent.id, agent)
    for agent, winner in reversed(replaced):
        has_id = bool(agent.entry.get("id"))
        named = f"the agent {context.quote(agent.entry.get('id'))}"
        if not has_id:
            named = f"the agent without an id, which is called {context.quote(agent.id)},"
        yield Hit(
            f"{named} is replaced by a later one with the same id; PicoClaw uses only the last",
            (*agent.pointer, "id") if has_id else agent.pointer,
            help="give each agent an id of its own",
            notes=(Note(winner.pointer, "this one is used"),),
        )
