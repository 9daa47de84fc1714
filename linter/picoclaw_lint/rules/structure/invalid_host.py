"""The rule ``invalid-host``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.edit.changes import Put
from picoclaw_lint.rule import Bad, Good, Hit, rule, safe
from picoclaw_lint.structure.walker import trim
from picoclaw_lint.url import host_trouble

_WRONG = {
    "url": ("is an address, and the name of the host alone belongs here", "write the host without the rest"),
    "port": ("has a port, which belongs into gateway.port", "write the port as a number in gateway.port"),
    "form": ("is no name and no number of a host", "write localhost, or a comma between two hosts"),
    "blank": ("has a blank in it", "put a comma between two hosts"),
}


@rule(
    severity="error",
    impact=("load", "startup"),
    fix="safe",
    examples=[
        Bad(
            '{"version": 3, "gateway": {"host": «"localhost,,127.0.0.1"»}}',
            'gateway.host "localhost,,127.0.0.1" has an empty entry between its commas; PicoClaw refuses the file',
            fixed='{"version": 3, "gateway": {"host": "localhost,127.0.0.1"}}',
        ),
        Bad(
            '{"version": 3, "gateway": {"host": «"http://localhost"»}}',
            'gateway.host "http://localhost" is an address, and the name of the host alone belongs here; '
            "the gateway does not start",
        ),
        Bad(
            '{"version": 3, "gateway": {"host": «"127.0.0.1, localhost:8080"»}}',
            'gateway.host "localhost:8080" has a port, which belongs into gateway.port; the gateway does not start',
        ),
        Bad(
            '{"version": 3, "gateway": {"host": «"localhost 127.0.0.1"»}}',
            'gateway.host "localhost 127.0.0.1" has a blank in it; the gateway does not start',
        ),
        Bad(
            '{"version": 3, "gateway": {"host": «"127.0.0.1;::1"»}}',
            'gateway.host "127.0.0.1;::1" is no name and no number of a host; the gateway does not start',
        ),
        Good('{"version": 3, "gateway": {"host": "localhost, 127.0.0.1"}}'),
        Good('{"version": 3, "gateway": {"host": "*, ::1, [fe80::1%eth0]"}}'),
        Good('{"version": 3, "gateway": {"host": ""}}'),
        Good('{"version": 3, "gateway": {"host": "\\u001c,a"}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The gateway is to listen on something that is no host.

    Why: ``gateway.host`` may name several hosts with commas between them. PicoClaw takes an empty text for localhost,
    but refuses the file for an empty entry in a list. An address with ``http://``, a port or a blank loads, and then the
    gateway cannot open its listeners and ends.

    What to do: write names or numbers of hosts alone, with commas between them; the port is ``gateway.port``.

    Source: docs/picoclaw.md 2.7, run against the loader; the start was read in the source.
    """
    host = context.get("gateway", "host")
    if not isinstance(host, str) or not trim(host):
        return
    place: Pointer = ("gateway", "host")
    if any(not trim(entry) for entry in host.split(",")):
        message = f"gateway.host {context.quote(host)} has an empty entry between its commas; PicoClaw refuses the file"
        bare = ",".join(entry for entry in host.split(",") if trim(entry))
        fix = safe("remove the extra comma", Put(place, bare)) if bare else None
        yield Hit(message, place, help="remove the extra comma", fix=fix)
        return
    for entry in map(trim, host.split(",")):
        trouble = host_trouble(entry)
        if trouble is not None:
            wrong, remedy = _WRONG[trouble]
            message = f"gateway.host {context.quote(entry)} {wrong}; the gateway does not start"
            yield Hit(message, place, help=remedy, impact="startup")
