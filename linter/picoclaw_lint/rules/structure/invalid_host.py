"""The rule ``invalid-host``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, rule
from picoclaw_lint.structure.walker import trim


@rule(
    severity="error",
    impact="load",
    examples=[
        Bad(
            '{"version": 3, "gateway": {"host": «"localhost,,127.0.0.1"»}}',
            'gateway.host "localhost,,127.0.0.1" has an empty entry between its commas; PicoClaw refuses the file',
        ),
        Good('{"version": 3, "gateway": {"host": "localhost, 127.0.0.1"}}'),
        Good('{"version": 3, "gateway": {"host": ""}}'),
        Good('{"version": 3, "gateway": {"host": "\\u001c,a"}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The list of hosts that the gateway listens on has an empty entry.

    Why: ``gateway.host`` may name several hosts with commas between them. PicoClaw takes an empty text for localhost,
    but refuses the file for an empty entry in a list.

    What to do: remove the extra comma.

    Source: docs/picoclaw.md 2.7, run against the loader.
    """
    host = context.get("gateway", "host")
    if isinstance(host, str) and trim(host) and any(not trim(entry) for entry in host.split(",")):
        message = f"gateway.host {context.quote(host)} has an empty entry between its commas; PicoClaw refuses the file"
        yield Hit(message, ("gateway", "host"), help="remove the extra comma")
