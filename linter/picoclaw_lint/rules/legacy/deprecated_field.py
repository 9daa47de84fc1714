"""The rule ``deprecated-field``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer, dotted
from picoclaw_lint.edit.changes import Move
from picoclaw_lint.rule import Bad, Good, Hit, Remedy, rule, safe, unsafe

_GITHUB: Pointer = ("tools", "skills", "github")
# Old fields -> what took their place (docs/picoclaw.md part 6).
_NEW: dict[Pointer, str] = {
    ("evolution", "min_case_count"): "evolution.min_task_count",
    ("evolution", "min_success_rate"): "evolution.min_success_ratio",
    **{
        (*_GITHUB, field): f"tools.skills.registries.github.{new}"
        for field, new in (("token", "auth_token"), ("base_url", "base_url"), ("proxy", "proxy"))
    },
}


@rule(
    severity="info",
    impact="advice",
    fix=("safe", "unsafe"),
    examples=[
        Bad(
            '{"version": 3, "evolution": {«"min_case_count"»: 3}}',
            "evolution.min_case_count is an old name; PicoClaw still reads it, and evolution.min_task_count took its place",
            fixed='{"version": 3, "evolution": {"min_task_count": 3}}',
        ),
        Bad(
            '{"version": 3, "tools": {"skills": {"github": {«"proxy"»: "http://127.0.0.1:7890"}}}}',
            "tools.skills.github.proxy is an old name; PicoClaw still reads it, and "
            "tools.skills.registries.github.proxy took its place",
            fixed='{"version": 3, "tools": {"skills": {"github": {}, "registries": {"github": {"proxy": "http://127.0.0.1:7890"}}}}}',
        ),
        Good('{"version": 3, "evolution": {"min_task_count": 3, "min_case_count": 0}}'),
        Good(
            '{"version": 3, "tools": {"skills": {"github": {"proxy": ""}, "registries": {"github": {"enabled": true}}}}}'
        ),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A field has an old name that PicoClaw still reads.

    Why: the field works, and a later release may refuse it: what PicoClaw does not know keeps it from loading. When
    PicoClaw saves the file, some of these are gone.

    What to do: write the new name.

    Source: docs/picoclaw.md part 6, read in the source.
    """
    for place, new in _NEW.items():
        if context.get(*place):
            yield Hit(
                f"{dotted(place)} is an old name; PicoClaw still reads it, and {new} took its place",
                place,
                "key",
                help=f"write it as {new}",
                fix=_fix(place, new),
            )


def _fix(place: Pointer, new: str) -> Remedy:
    """Another name beside the old one says the same; a section of its own may have more to say."""
    target = tuple(new.split("."))
    make = safe if target[:-1] == place[:-1] else unsafe
    return make(f"write it as {new}", Move(place, target))
