"""The rule ``negative-limit``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.edit.changes import Drop
from picoclaw_lint.rule import Bad, Good, Hit, rule, unsafe

_DEFAULTS: Pointer = ("agents", "defaults")


def _config(defaults: str) -> str:
    return f'{{"version": 3, "agents": {{"defaults": {{{defaults}}}}}}}'


@rule(
    severity=("error", "warning"),
    impact="runtime",
    fix="unsafe",
    examples=[
        Bad(
            _config('"max_tool_iterations": «-1»'),
            "max_tool_iterations is -1, so PicoClaw never calls the model and answers with a stock text",
            fixed=_config(""),
        ),
        Bad(
            _config('"max_tokens": «-1»'),
            "max_tokens is -1, which PicoClaw does not check; APIs will refuse it",
        ),
        Good(_config('"max_tool_iterations": 0, "max_tokens": 0')),
        Good(_config('"max_tool_iterations": 200')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A limit of agents is negative, which does not stand for "no limit".

    Why: for ``max_tool_iterations`` 0 means 20 and absent 50; with a negative number the loop that calls the model is
    not entered at all. A negative ``max_tokens`` is not checked and goes to the API.

    What to do: write the number that you want; a large one where there should be no limit.

    Source: docs/picoclaw.md 2.3, read in the source.
    """
    at: Pointer = (*_DEFAULTS, "max_tool_iterations")
    rounds = context.integer(*at)
    if rounds is not None and rounds < 0:
        yield Hit(
            f"max_tool_iterations is {rounds}, so PicoClaw never calls the model and answers with a stock text",
            at,
            help="write a positive number, or leave it out for 50",
            fix=unsafe("leave it out for 50", Drop(at)),
        )
    at = (*_DEFAULTS, "max_tokens")
    tokens = context.integer(*at)
    if tokens is not None and tokens < 0:
        yield Hit(
            f"max_tokens is {tokens}, which PicoClaw does not check; APIs will refuse it",
            at,
            help="write a positive number",
            severity="warning",
        )
