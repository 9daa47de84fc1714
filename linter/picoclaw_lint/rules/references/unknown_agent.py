"""The rule ``unknown-agent``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from picoclaw_lint.agents import agent_id, agent_ids
from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.nearest import nearest
from picoclaw_lint.rule import Bad, Good, Hit, rewording, rule


def _config(rules: str = "", allowed: str = "") -> str:
    return (
        f'{{"version": 3, "agents": {{"list": [{{"id": "main", "subagents": {{"allow_agents": [{allowed}]}}}},'
        f' {{"id": "Research"}}], "dispatch": {{"rules": [{rules}]}}}}}}'
    )


@rule(
    severity="warning",
    impact="ignored",
    fix="unsafe",
    examples=[
        Bad(
            _config('{"agent": «"reserch"», "when": {"channel": "telegram"}}'),
            'there is no agent "reserch" in agents.list; did you mean "research"? The default agent answers',
            fixed=_config('{"agent": "research", "when": {"channel": "telegram"}}'),
        ),
        Bad(
            _config(allowed='«"coder"»'),
            'there is no agent "coder" in agents.list; PicoClaw ignores the entry',
        ),
        Bad(
            '{"version": 3, "agents": {"dispatch": {"rules": [{"agent": «"work"», "when": {"channel": "telegram"}}]}}}',
            'there is no agent "work", as agents.list is empty; the default agent answers',
        ),
        Good(_config('{"agent": "RESEARCH", "when": {"channel": "telegram"}}', '"*", "research"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """An agent is named that does not exist.

    Why: dispatch rules and ``allow_agents`` name an agent by its ``id``; case does not matter. Messages for an agent
    that does not exist go to the default agent, without a word, and an unknown entry of ``allow_agents`` allows
    nothing.

    What to do: write the id of an entry of ``agents.list``, or add the agent.

    Source: docs/picoclaw.md part 3 (route.go:pickAgentID, registry.go:agentAllowsSubagent), read in PicoClaw's source.
    """
    known = agent_ids(context)
    if not known:
        return
    for pointer, entry in context.objects("agents", "dispatch", "rules"):
        yield from _unknown(context, known, entry.get("agent"), (*pointer, "agent"), "the default agent answers")
    for pointer, agent in context.objects("agents", "list"):
        subagents = agent.get("subagents")
        allowed = subagents.get("allow_agents") if isinstance(subagents, dict) else None
        for index, name in enumerate(allowed if isinstance(allowed, list) else []):
            if name != "*":
                place = (*pointer, "subagents", "allow_agents", index)
                yield from _unknown(context, known, name, place, "PicoClaw ignores the entry")


def _unknown(context: Context, known: set[str], name: Any, pointer: Pointer, outcome: str) -> Iterator[Hit]:
    if not isinstance(name, str) or not name.strip() or agent_id(name) in known:
        return
    meant = nearest(name, sorted(known))
    wrong = f"there is no agent {context.quote(name)}"
    wrong += " in agents.list" if context.get("agents", "list") else ", as agents.list is empty"
    message = f"{wrong}; {outcome}"
    if meant:
        message = f"{wrong}; did you mean {context.quote(meant)}? {outcome[0].upper()}{outcome[1:]}"
    ids = ", ".join(context.quote(agent) for agent in sorted(known)[:8])
    yield Hit(message, pointer, help=f"known agents: {ids}", fix=rewording(pointer, name, meant))
