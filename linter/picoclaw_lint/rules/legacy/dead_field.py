"""The rule ``dead-field``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer, dotted
from picoclaw_lint.edit.changes import Drop
from picoclaw_lint.rule import Bad, Good, Hit, rule, unsafe
from picoclaw_lint.secrets.names import names_secret
from picoclaw_schema import dead_fields


@rule(
    severity="warning",
    impact="ignored",
    fix="unsafe",
    examples=[
        Bad(
            '{"version": 3, "model_list": [{"model_name": "a", "model": "b", «"fallbacks"»: ["c"]}]}',
            '"fallbacks" in model_list[0] does nothing: PicoClaw reads the key but never uses it',
            fixed='{"version": 3, "model_list": [{"model_name": "a", "model": "b"}]}',
        ),
        Bad(
            '{"version": 3, "agents": {"list": [{"id": "a", "subagents": {"allow_agents": ["*"], «"model"»: "mini"}}]}}',
            '"model" in agents.list[0].subagents does nothing: PicoClaw reads the key but never uses it',
            fixed='{"version": 3, "agents": {"list": [{"id": "a", "subagents": {"allow_agents": ["*"]}}]}}',
        ),
        Bad(
            '{"version": 3, "voice": {«"elevenlabs_api_key"»: "<any key>"}}',
            '"elevenlabs_api_key" in voice does nothing: PicoClaw reads the key but no longer uses it for speech',
        ),
        Bad(
            '{"version": 3, "agents": {"defaults": {"turn_profile": {"history": {«"allow"»: ["a"]}}}}}',
            '"allow" in agents.defaults.turn_profile.history does nothing: only the mode custom looks at the list, '
            "and skills and tools alone have that mode",
            fixed='{"version": 3, "agents": {"defaults": {"turn_profile": {"history": {}}}}}',
        ),
        Good('{"version": 3, "model_list": [{"model_name": "a", "model": "b", "fallbacks": [], "enabled": false}]}'),
        Good('{"version": 3, "voice": {"elevenlabs_api_key": ""}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A field is filled that PicoClaw reads and never uses.

    Why: the field is left from an older release, or was never put to use. The file loads, and what was meant does not
    happen. Fields of channels that do nothing are reported by the rules for channels.

    What to do: remove it, and write the field that took its place.

    Source: docs/picoclaw.md 2.1, 2.4 and part 6, read in PicoClaw's source.
    """
    for field in dead_fields():
        for pointer, value in _at(context.config, field.path, ()):
            if value:
                remedy = f"remove it, and set {field.instead}" if field.instead else "remove it"
                yield Hit(
                    f"{context.quote(pointer[-1])} in {dotted(pointer[:-1])} does nothing: {_as_clause(field.why)}",
                    pointer,
                    "key",
                    help=remedy,
                    fix=None if names_secret(str(pointer[-1])) else unsafe("remove it", Drop(pointer)),
                )


def _as_clause(sentence: str) -> str:
    """A sentence as it goes on after a colon; names keep their capitals."""
    first = sentence.split(maxsplit=1)[0]
    return (sentence if first[1:] != first[1:].lower() else sentence[:1].lower() + sentence[1:]).rstrip(".")


def _at(value: Any, path: tuple[str, ...], at: Pointer) -> Iterator[tuple[Pointer, Any]]:
    """The values that a path leads to."""
    if not path:
        yield at, value
    elif path[0] == "[]":
        for index, item in enumerate(value if isinstance(value, list) else []):
            yield from _at(item, path[1:], (*at, index))
    elif isinstance(value, dict) and path[0] in value:
        yield from _at(value[path[0]], path[1:], (*at, path[0]))
