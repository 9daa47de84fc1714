"""The rule ``spawn-without-subagent``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.edit.changes import Put
from picoclaw_lint.rule import Bad, Good, Hit, Note, rule, unsafe


def _config(subagent: str, spawn: str) -> str:
    return f'{{"version": 3, "tools": {{"subagent": {{"enabled": {subagent}}}, {spawn}}}}}'


@rule(
    severity="warning",
    impact="ignored",
    fix="unsafe",
    examples=[
        Bad(
            _config("false", '"spawn": {"enabled": «true»}'),
            "the tool spawn is enabled and subagent, which it needs, is disabled; PicoClaw leaves spawn out",
            fixed=_config("true", '"spawn": {"enabled": true}'),
        ),
        Bad(
            _config("false", '"spawn_status": {"enabled": «true»}'),
            "the tool spawn_status is enabled and subagent, which it needs, is disabled; PicoClaw leaves "
            "spawn_status out",
            fixed=_config("true", '"spawn_status": {"enabled": true}'),
        ),
        Good(_config("true", '"spawn": {"enabled": true}')),
        Good(_config("false", '"spawn": {"enabled": false}')),
        Good('{"version": 3, "tools": {"subagent": {"enabled": false}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The tool spawn is enabled without the tool subagent.

    Why: spawn and spawn_status work through subagent. Where that is disabled PicoClaw logs a warning and gives agents
    neither.

    What to do: enable ``tools.subagent``, or disable the other as well.

    Source: docs/picoclaw.md part 3 (agent_init.go), read in PicoClaw's source.
    """
    if context.get("tools", "subagent", "enabled") is not False:
        return
    for tool in ("spawn", "spawn_status"):
        if context.get("tools", tool, "enabled") is True:
            yield Hit(
                f"the tool {tool} is enabled and subagent, which it needs, is disabled; PicoClaw leaves {tool} out",
                ("tools", tool, "enabled"),
                help="set tools.subagent.enabled to true, or this to false",
                fix=unsafe("set tools.subagent.enabled to true", Put(("tools", "subagent", "enabled"), True)),
                notes=(Note(("tools", "subagent", "enabled"), "subagent is disabled here"),),
            )
