"""The rule ``integer-out-of-range``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import dotted
from picoclaw_lint.rule import Bad, Good, Hit, rule


@rule(
    severity="error",
    impact="load",
    examples=[
        Bad(
            '{"version": 3, "gateway": {"port": «9223372036854775808»}}',
            "gateway.port is 9223372036854775808, which does not fit 64 bits; PicoClaw refuses the file",
        ),
        Good('{"version": 3, "gateway": {"port": 9223372036854775807}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """An integer does not fit the 64 bits that PicoClaw has for it.

    Why: Go refuses an integer below -9223372036854775808 or above 9223372036854775807. A file below config version 3
    passes through floating point on its way, so there the largest ones are refused as well.

    What to do: write the number that was meant. (On 32-bit builds of PicoClaw the limit is 2147483647.)

    Source: docs/picoclaw.md 1.6, run against the loader.
    """
    for problem in context.structure.problems:
        # A number beyond float64 is refused before types are looked at, by number-out-of-range.
        if problem.kind == "integer-out-of-range" and abs(problem.value) != float("inf"):
            quoted = context.quote(problem.value)
            message = f"{dotted(problem.pointer)} is {quoted}, which does not fit 64 bits; PicoClaw refuses the file"
            yield Hit(message, problem.pointer, in_file=True)
