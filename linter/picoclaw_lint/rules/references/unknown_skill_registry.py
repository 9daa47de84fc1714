"""The rule ``unknown-skill-registry``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Part, Pointer
from picoclaw_lint.edit.changes import Move
from picoclaw_lint.nearest import nearest
from picoclaw_lint.rule import Bad, Good, Hit, Remedy, rewording, rule, unsafe

_PLACE: Pointer = ("tools", "skills", "registries")
_REGISTRIES = ("clawhub", "github")


@rule(
    severity="warning",
    impact="ignored",
    fix=("unsafe", "safe"),
    examples=[
        Bad(
            '{"version": 3, "tools": {"skills": {"registries": {«"claw-hub"»: {"enabled": true}}}}}',
            '"claw-hub" is no registry of skills that PicoClaw has; did you mean "clawhub"? PicoClaw ignores it',
            fixed='{"version": 3, "tools": {"skills": {"registries": {"clawhub": {"enabled": true}}}}}',
        ),
        Bad(
            '{"version": 3, "tools": {"skills": {"registries": [{"name": «"skillhub"», "enabled": true}]}}}',
            '"skillhub" is no registry of skills that PicoClaw has; PicoClaw ignores it',
        ),
        Good('{"version": 3, "tools": {"skills": {"registries": {"github": {"enabled": true}}}}}'),
        Good('{"version": 3, "tools": {"skills": {"registries": {"gitlab": {"enabled": false}}}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A registry of skills is enabled that PicoClaw does not have.

    Why: PicoClaw has two registries, clawhub and github. What is set for another name it reads and never uses.

    What to do: set ``base_url`` of one of the two for a server of your own, or remove the entry.

    Source: docs/picoclaw.md 2.6 and part 3 (skills/registry.go), read in PicoClaw's source.
    """
    for name, pointer, part in _enabled(context.get(*_PLACE)):
        if name.strip().lower() not in _REGISTRIES:
            meant = nearest(name, _REGISTRIES)
            guess = f"did you mean {context.quote(meant)}? " if meant else ""
            yield Hit(
                f"{context.quote(name)} is no registry of skills that PicoClaw has; {guess}PicoClaw ignores it",
                pointer,
                part,
                help=f"known registries: {', '.join(_REGISTRIES)}",
                fix=_fix(pointer, part, name, meant),
            )


def _enabled(registries: Any) -> Iterator[tuple[str, Pointer, Part]]:
    """The names of the enabled registries, written as an object or as an array."""
    if isinstance(registries, dict):
        for name, entry in registries.items():
            if isinstance(entry, dict) and entry.get("enabled") is True:
                yield name, (*_PLACE, name), "key"
    for index, entry in enumerate(registries if isinstance(registries, list) else []):
        if isinstance(entry, dict) and entry.get("enabled") is True and isinstance(entry.get("name"), str):
            yield entry["name"], (*_PLACE, index, "name"), "value"


def _fix(pointer: Pointer, part: Part, name: str, meant: str | None) -> Remedy | None:
    if meant is None or part == "value":
        return rewording(pointer, name, meant)
    return unsafe(f'write "{meant}"', Move(pointer, (*pointer[:-1], meant)))
