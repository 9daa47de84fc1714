"""The rule ``constant-summaries``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.rule import Bad, Good, Hit, rule

_DEFAULTS: Pointer = ("agents", "defaults")
# A turn adds a question and an answer, at least.
_TURN = 2


def _config(defaults: str) -> str:
    return f'{{"version": 3, "agents": {{"defaults": {{{defaults}}}}}}}'


@rule(
    severity="warning",
    impact="runtime",
    examples=[
        Bad(
            _config('"summarize_message_threshold": «1»'),
            "summarize_message_threshold is 1, fewer messages than a turn has; PicoClaw will summarize on every turn",
        ),
        Bad(
            _config('"summarize_token_percent": «-1»'),
            "summarize_token_percent is -1, which any conversation exceeds; PicoClaw will summarize on every turn",
        ),
        Good(_config('"summarize_message_threshold": 20, "summarize_token_percent": 75')),
        Good(_config('"summarize_message_threshold": 0, "summarize_token_percent": 0')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The conversation is summarized on every turn.

    Why: PicoClaw summarizes a conversation once it has more messages than ``summarize_message_threshold`` or fills more
    than ``summarize_token_percent`` of the context window; 0 stands for 20 and 75. Below what one turn adds it does so
    each time, which costs a request and forgets what was said.

    What to do: raise the number, or leave the field out.

    Source: docs/picoclaw.md 2.3, read in the source.
    """
    at: Pointer = (*_DEFAULTS, "summarize_message_threshold")
    messages = context.integer(*at)
    if messages is not None and messages != 0 and messages < _TURN:
        yield Hit(
            f"summarize_message_threshold is {messages}, fewer messages than a turn has; "
            "PicoClaw will summarize on every turn",
            at,
            help="raise it, or leave it out for 20",
        )
    at = (*_DEFAULTS, "summarize_token_percent")
    percent = context.integer(*at)
    if percent is not None and percent < 0:
        yield Hit(
            f"summarize_token_percent is {percent}, which any conversation exceeds; PicoClaw will summarize on every turn",
            at,
            help="write a percentage, or leave it out for 75",
        )
