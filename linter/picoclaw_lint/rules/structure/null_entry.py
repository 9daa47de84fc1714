"""The rule ``null-entry``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import dotted
from picoclaw_lint.edit.changes import Drop
from picoclaw_lint.rule import Bad, Good, Hit, rule, safe


@rule(
    severity="error",
    impact="load",
    fix="safe",
    examples=[
        Bad(
            '{"version": 3, "model_list": [«null»]}',
            "model_list[0] is null; PicoClaw crashes on it",
            fixed='{"version": 3, "model_list": []}',
        ),
        Bad("«null»          ", "the config is null; PicoClaw crashes on it"),
        Good('{"version": 3, "model_list": null, "agents": {"list": [null]}}'),
        Good("null"),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """``null`` stands where PicoClaw looks inside without asking.

    Why: PicoClaw takes null for "not given" nearly everywhere, but it looks into every entry of ``model_list`` and
    into the file itself, and crashes with a nil pointer where there is none.

    What to do: remove the entry.

    Source: docs/picoclaw.md 1.3 and 1.6, run against the loader.
    """
    for problem in context.structure.problems:
        if problem.kind == "null-entry":
            where = dotted(problem.pointer) or "the config"
            yield Hit(
                f"{where} is null; PicoClaw crashes on it",
                problem.pointer,
                help="remove it",
                in_file=True,
                fix=safe("remove it", Drop(problem.pointer)) if problem.pointer else None,
            )
