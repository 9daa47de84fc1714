"""The rule ``small-context-window``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.agents import max_tokens
from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.rule import Bad, Good, Hit, rule

_PLACE: Pointer = ("agents", "defaults", "context_window")


def _config(defaults: str) -> str:
    return f'{{"version": 3, "agents": {{"defaults": {{{defaults}}}}}}}'


@rule(
    severity="warning",
    impact="runtime",
    examples=[
        Bad(
            _config('"context_window": «8192», "max_tokens": 8192'),
            "context_window is 8192, and max_tokens takes all of it for the answer (8192); "
            "PicoClaw will compress the conversation on every turn",
        ),
        Bad(
            _config('"context_window": «32000»'),
            "context_window is 32000, and max_tokens, which is not set, takes all of it for the answer (32768); "
            "PicoClaw will compress the conversation on every turn",
        ),
        Good(_config('"context_window": 128000')),
        Good(_config('"context_window": 32000, "max_tokens": 8192')),
        Good(_config('"context_window": 0')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The context window is no larger than the answer may be.

    Why: ``context_window`` holds the conversation and the answer, for which ``max_tokens`` is kept free: 32768 where it
    is absent. With nothing left PicoClaw compresses the conversation on every turn, which costs a request each time
    and forgets what was said.

    What to do: lower max_tokens, or set context_window to what the model has.

    Source: docs/picoclaw.md 2.3, read in the source.
    """
    window, tokens = context.integer(*_PLACE), max_tokens(context)
    if window is not None and tokens is not None and 0 < window <= tokens.sent:
        unset = ", which is not set," if tokens.written is None else ""
        yield Hit(
            f"context_window is {window}, and max_tokens{unset} takes all of it for the answer ({tokens.sent}); "
            "PicoClaw will compress the conversation on every turn",
            _PLACE,
            help="lower agents.defaults.max_tokens, or set context_window to what the model has",
        )
