"""The rule ``nesting-too-deep``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.problem import MOST_LEVELS
from picoclaw_lint.rule import Bad, Good, Hit, rule
from picoclaw_lint.source import Span

_HEAD = '{"version": 3, "agents": {"defaults": {"context_manager_config": '


@rule(
    severity="error",
    impact="load",
    examples=[
        Bad(
            _HEAD + "[" * (MOST_LEVELS - 3) + "«[»" + "]" * (MOST_LEVELS - 2) + "}}}",
            "more than 10000 objects and arrays inside each other; PicoClaw refuses the file",
        ),
        Good(_HEAD + "[" * (MOST_LEVELS - 3) + "]" * (MOST_LEVELS - 3) + "}}}"),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """Objects and arrays are nested deeper than Go reads.

    Why: Go's JSON reader stops at 10,000 levels. No config needs them; a program that wrote the file has run wild.

    What to do: look at what is nested, and write what was meant.

    Source: docs/picoclaw.md 1.3, run against the loader.
    """
    for problem in context.document.problems:
        if problem.kind == "too-deep":
            message = f"more than {MOST_LEVELS} objects and arrays inside each other; PicoClaw refuses the file"
            yield Hit(message, None, span=Span(problem.start, problem.end))
