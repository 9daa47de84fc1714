"""The rule ``invalid-private-host``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.rule import Bad, Good, Hit, rule

_PLACE: Pointer = ("tools", "web", "private_host_whitelist")
_FORM = r"[0-9A-Fa-f:.]+(?:/\d{1,3})?"


def _config(hosts: str) -> str:
    return f'{{"version": 3, "tools": {{"web": {{"private_host_whitelist": {hosts}}}}}}}'


@rule(
    severity="error",
    impact="runtime",
    examples=[
        Bad(
            _config('["192.168.1.0/24", «"nas.local"»]'),
            '"nas.local" is neither an IP address nor a range such as 192.168.1.0/24; PicoClaw then has no web_fetch',
        ),
        Bad(
            _config('«"192.168.1.0/33"»'),
            '"192.168.1.0/33" is neither an IP address nor a range such as 192.168.1.0/24; PicoClaw then has no web_fetch',
        ),
        Good(_config('["10.1.2.3", "fd00::/8", "192.168.1.7/24"]')),
        Good('{"version": 3, "tools": {"web": {"enabled": false, "private_host_whitelist": ["nas.local"]}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """An entry of private_host_whitelist is no IP address and no range of them.

    Why: PicoClaw takes addresses and ranges in CIDR form only, no names. With anything else in the list the tool
    web_fetch is not made.

    What to do: write the address of the host.

    Source: docs/picoclaw.md 2.6, read in the source.
    """
    hosts = context.get(*_PLACE)
    if context.get("tools", "web", "enabled") is False or not hosts:
        return
    entries = (
        [((*_PLACE, index), host) for index, host in enumerate(hosts)] if isinstance(hosts, list) else [(_PLACE, hosts)]
    )
    for pointer, host in entries:
        if isinstance(host, str) and host.strip() and not _is_address(host.strip()):
            yield Hit(
                f"{context.quote(host)} is neither an IP address nor a range such as 192.168.1.0/24; "
                "PicoClaw then has no web_fetch",
                pointer,
                help="write the host's address, or remove the entry",
            )


def _is_address(text: str) -> bool:
    if not re.fullmatch(_FORM, text):
        return False
    import ipaddress  # few files have the list, and it takes as long to import as the rest of the rule's work

    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return False
    return True
