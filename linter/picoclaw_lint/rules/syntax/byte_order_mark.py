"""The rule ``byte-order-mark``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.edit.changes import Cut
from picoclaw_lint.rule import Bad, Good, Hit, rule, safe
from picoclaw_lint.source import Span


@rule(
    severity="error",
    impact="load",
    fix="safe",
    examples=[
        Bad(
            '«\ufeff»{"version": 3, "gateway": {}}',
            "the file starts with a byte order mark (U+FEFF); PicoClaw refuses it",
            fixed='{"version": 3, "gateway": {}}',
        ),
        Good('{"version": 3, "agents": {"defaults": {"workspace": "\ufeff"}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The file starts with a byte order mark.

    Why: some editors on Windows put the invisible character U+FEFF in front of a file they save as "UTF-8 with BOM".
    Go's JSON reader takes it for text before the object and refuses the file.

    What to do: save the file as UTF-8 without a byte order mark.

    Source: docs/picoclaw.md 1.3, run against the loader.
    """
    if context.document.source.text.startswith("\ufeff"):
        message = "the file starts with a byte order mark (U+FEFF); PicoClaw refuses it"
        yield Hit(
            message,
            None,
            span=Span(0, 1),
            help="save it as UTF-8 without BOM",
            fix=safe("remove the byte order mark", Cut(0, 1)),
        )
