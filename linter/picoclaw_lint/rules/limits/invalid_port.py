"""The rule ``invalid-port``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.rule import Bad, Good, Hit, rule

_PLACE: Pointer = ("gateway", "port")


@rule(
    severity="error",
    impact="startup",
    examples=[
        Bad(
            '{"version": 3, "gateway": {"port": «0»}}',
            "gateway.port is 0, and ports go from 1 to 65535; PicoClaw does not start",
        ),
        Bad(
            '{"version": 3, "gateway": {"port": «187900»}}',
            "gateway.port is 187900, and ports go from 1 to 65535; PicoClaw does not start",
        ),
        Good('{"version": 3, "gateway": {"port": 65535}}'),
        Good('{"version": 3, "gateway": {"port": null}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The port of the gateway is none.

    Why: the file loads with any number, and then the start ends with "config pre-check failed: invalid gateway port".

    What to do: write a port from 1 to 65535, or leave the field out for 18790.

    Source: docs/picoclaw.md 2.7: that 0 and 3000000000 load was run, the rest read in the source.
    """
    port = context.integer(*_PLACE)
    if port is not None and not 1 <= port <= 65535:
        yield Hit(
            f"gateway.port is {context.quote(port)}, and ports go from 1 to 65535; PicoClaw does not start",
            _PLACE,
            help="write a port such as 18790, the usual one",
        )
