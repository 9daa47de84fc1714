"""The rule ``ignored-tiny-file``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, rule


@rule(
    severity="warning",
    impact="ignored",
    examples=[
        Bad(
            '«{"a": 12}»',
            "a file of 9 bytes: PicoClaw ignores 10 bytes or fewer and starts with its defaults",
        ),
        Good("{}"),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The file is too short for PicoClaw to look into.

    Why: a file of 10 bytes or fewer counts as empty: PicoClaw starts with its built-in defaults and does not read
    what is written there, not even to complain about unknown fields.

    What to do: write a whole config, or remove the file.

    Source: docs/picoclaw.md 1.1 step 3, run against the loader.
    """
    if context.structure.ignored and context.document.value:
        size = len(context.document.source.data)
        message = f"a file of {size} bytes: PicoClaw ignores 10 bytes or fewer and starts with its defaults"
        yield Hit(message, (), help="write a whole config, or remove the file")
