"""The rule ``repeated-default-agent``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.agents import agents
from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, Note, rule


@rule(
    severity="warning",
    impact="ignored",
    examples=[
        Bad(
            '{"version": 3, "agents": {"list": [{"id": "a", "default": true}, {"id": "b", "default": «true»}]}}',
            'agent "b" is marked as default, and "a" before it is as well; PicoClaw takes the first',
        ),
        Bad(
            '{"version": 3, "agents": {"list": [{"id": "a"}, {"name": "B", "default": «true»}]}}',
            "an agent without an id is marked as default; PicoClaw passes over it and takes another",
        ),
        Good('{"version": 3, "agents": {"list": [{"id": "a", "default": false}, {"id": "b", "default": true}]}}'),
        Good('{"version": 3, "agents": {"list": [{"default": true}]}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """An agent is marked as the default one to no effect.

    Why: the default agent is the first with ``"default": true`` and an id, and the first of the list if there is
    none. Another mark, or one without an id, does nothing.

    What to do: mark one agent only, and give it an id.

    Source: docs/picoclaw.md 2.4 (route.go:resolveDefaultAgentID), read in PicoClaw's source.
    """
    everyone = agents(context)
    first = None
    for agent in everyone:
        if agent.entry.get("default") is not True:
            continue
        place = (*agent.pointer, "default")
        written = agent.entry.get("id")
        if not (isinstance(written, str) and written.strip()):
            if agent is not everyone[0]:
                yield Hit(
                    "an agent without an id is marked as default; PicoClaw passes over it and takes another",
                    place,
                    help='give it an "id"',
                )
        elif first is None:
            first = agent
        else:
            yield Hit(
                f"agent {context.quote(written)} is marked as default, and {context.quote(first.entry['id'])} before "
                "it is as well; PicoClaw takes the first",
                place,
                help="mark one agent only",
                notes=(Note((*first.pointer, "default"), "this one is taken"),),
            )
