"""The rule ``duplicate-key``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Nth, Pointer
from picoclaw_lint.document.values import Repeated
from picoclaw_lint.edit.changes import Drop
from picoclaw_lint.rule import Bad, Good, Hit, Note, Remedy, rule, safe, unsafe


@rule(
    severity="warning",
    impact="ignored",
    fix=("safe", "unsafe"),
    examples=[
        Bad(
            '{"version": 3, "gateway": {"port": 18790, «"port"»: 8080}}',
            '"port" is given 2 times in one object; PicoClaw takes the last value',
            fixed='{"version": 3, "gateway": {"port": 8080}}',
        ),
        Bad(
            '{"version": 3, "gateway": {"port": 18790}, «"gateway"»: {"host": "localhost"}}',
            '"gateway" is given 2 times in one object; PicoClaw merges them, the last value of each key wins',
        ),
        Bad(
            '{"version": 3, "agents": {"list": [{"id": "a"}], «"list"»: [{"name": "b"}]}}',
            '"list" is given 2 times in one object; PicoClaw merges them element by element, the last value of each key wins',
        ),
        Bad(
            '{"version": 3, "gateway": {"port": 18790, «"port"»: 18790}}',
            '"port" is given 2 times in one object; PicoClaw takes the last value',
            fixed='{"version": 3, "gateway": {"port": 18790}}',
        ),
        Good('{"version": 3, "gateway": {"port": 18790}, "heartbeat": {"enabled": true}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """An object gives the same key more than once.

    Why: JSON readers differ on it. In PicoClaw the last plain value wins, while repeated sections are merged, so a
    part of what the file says silently has no effect. A value of a wrong type is refused in every occurrence.

    What to do: keep one of them.

    Source: docs/picoclaw.md 1.6, run against the loader; mistake 18 in its part 7.
    """
    if not context.document.complete:
        return
    for pointer, value in context.document.survey.repeated:
        counts: dict[str, int] = {}
        for key, _ in value.pairs:
            counts[key] = counts.get(key, 0) + 1
        for key, count in counts.items():
            if count > 1:
                yield Hit(
                    f"{context.quote(key)} is given {count} times in one object; {_effect(value[key])}",
                    (*pointer, key),
                    "key",
                    help="keep one of them",
                    notes=(Note((*pointer, Nth(key, 0)), "it is given here first", "key"),),
                    fix=_fix(pointer, key, [item for name, item in value.pairs if name == key]),
                    in_file=True,
                )


def _fix(pointer: Pointer, key: str, values: list[Any]) -> Remedy | None:
    earlier = [Drop((*pointer, Nth(key, nth))) for nth in range(len(values) - 1)]
    if all(_written(value) == _written(values[-1]) for value in values):
        return safe("keep the last one, which says the same", *earlier)
    if any(isinstance(value, (dict, list)) for value in values):
        # PicoClaw puts them together, and none of them says all.
        return None
    return unsafe("keep the last one, which PicoClaw takes", *earlier)


def _written(value: Any) -> Any:
    """A value as it is written: 1 is neither true nor 1.0."""
    if isinstance(value, Repeated):
        # What is repeated in it is put together with the rest, so nobody can tell by looking at one of them.
        return object()
    if isinstance(value, dict):
        return {key: _written(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_written(item) for item in value]
    return (type(value), getattr(value, "literal", value))


def _effect(value: Any) -> str:
    if isinstance(value, dict):
        return "PicoClaw merges them, the last value of each key wins"
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        return "PicoClaw merges them element by element, the last value of each key wins"
    return "PicoClaw takes the last value"
