"""The rule ``number-out-of-range``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, rule


@rule(
    severity="error",
    impact="load",
    examples=[
        Bad(
            '{"version": 3, "agents": {"defaults": {"context_manager_config": {"limit": «1e400»}}}}',
            "1e400 is beyond the numbers that Go reads (about 1.8e308); PicoClaw refuses the file",
        ),
        Good('{"version": 3, "agents": {"defaults": {"context_manager_config": {"limit": 1e300}}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A number is too large to be read at all.

    Why: before anything else PicoClaw reads the whole file into 64-bit floating point numbers. One that does not fit
    is refused wherever it stands, in places of free form too.

    What to do: write a number that was meant.

    Source: docs/picoclaw.md 1.1, run against the loader.
    """
    if context.document.complete and not context.structure.ignored:
        for pointer, number in context.document.survey.unreadable_numbers:
            quoted = context.quote(number)
            message = f"{quoted} is beyond the numbers that Go reads (about 1.8e308); PicoClaw refuses the file"
            yield Hit(message, pointer, in_file=True)
