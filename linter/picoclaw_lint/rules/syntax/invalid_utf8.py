"""The rule ``invalid-utf8``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, rule
from picoclaw_lint.source import Span, looks_like_utf16


@rule(
    severity="warning",
    impact="runtime",
    examples=[
        Bad(
            "",
            "1 byte is not UTF-8; PicoClaw reads U+FFFD in its place, so the text is not what was meant",
            data=b'{"version": 3, "agents": {"list": [{"id": "caf\xe9"}]}}',
        ),
        Good('{"version": 3, "agents": {"list": [{"id": "café"}]}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The file has bytes that are not UTF-8.

    Why: PicoClaw does not refuse such a byte inside a string value; it reads U+FFFD, the replacement character, in
    its place. A name, a path or a key with it will never match what it should. (In a key it makes an unknown field,
    and outside of strings invalid JSON; both are reported as such.)

    What to do: save the file as UTF-8.

    Source: docs/picoclaw.md 1.3, run against the loader.
    """
    offsets = context.document.source.undecodable
    if offsets and not looks_like_utf16(context.document.source.data):
        count = "1 byte is" if len(offsets) == 1 else f"{len(offsets)} bytes are"
        place = "its place" if len(offsets) == 1 else "their place"
        message = f"{count} not UTF-8; PicoClaw reads U+FFFD in {place}, so the text is not what was meant"
        yield Hit(message, None, span=Span(offsets[0], offsets[0] + 1), help="save the file as UTF-8")
