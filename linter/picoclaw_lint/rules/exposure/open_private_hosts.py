"""The rule ``open-private-hosts``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.rule import Bad, Good, Hit, rule

if TYPE_CHECKING:
    from ipaddress import IPv4Network, IPv6Network

_PLACE: Pointer = ("tools", "web", "private_host_whitelist")
# As narrow as one local network.
_NARROW = {4: 24, 6: 64}
_ADDRESS = r"[0-9a-fA-F.:]+(?:/\d{1,3})?"
# Clouds give machines their credentials here.
_METADATA = "169.254.169.254"


def _config(hosts: str, more: str = "") -> str:
    return f'{{"version": 3, "tools": {{"web": {{"private_host_whitelist": {hosts}{more}}}}}}}'


@rule(
    severity="warning",
    impact="security",
    examples=[
        Bad(
            _config('["192.168.1.5", «"10.0.0.0/8"»]'),
            'private_host_whitelist has "10.0.0.0/8", 16777216 addresses; a web page can lead agents to any of them',
        ),
        Bad(
            _config('«"127.0.0.1"»'),
            'private_host_whitelist has "127.0.0.1", this machine; '
            "a web page can lead agents to every service that trusts it",
        ),
        Bad(
            _config('[«"169.254.0.0/16"»]'),
            'private_host_whitelist has "169.254.0.0/16", where clouds keep the credentials of a machine; '
            "a web page can lead agents to them",
        ),
        Good(_config('["192.168.1.5", "192.168.2.0/24"]')),
        Good(_config('["10.0.0.0/8"]', ', "enabled": false')),
        Good(_config('["intranet.example.org"]')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """Agents may fetch from more private addresses than a few hosts.

    Why: PicoClaw keeps ``web_fetch`` away from private addresses, as a page or a message can name any address and the
    services there often trust whoever is inside. ``private_host_whitelist`` takes that away for what it lists.

    What to do: list single hosts.

    Source: docs/picoclaw.md part 5 and 2.6, read in the source.
    """
    hosts = context.get(*_PLACE)
    if context.get("tools", "web", "enabled") is False:
        return
    for index, host in enumerate(hosts) if isinstance(hosts, list) else [(None, hosts)]:
        network = _network(host) if isinstance(host, str) else None
        opened = None if network is None else _opened(network)
        if opened is not None:
            yield Hit(
                f"private_host_whitelist has {context.quote(host)}, {opened}",
                _PLACE if index is None else (*_PLACE, index),
                help='list single hosts, such as "192.168.1.5"',
            )


def _network(text: str) -> IPv4Network | IPv6Network | None:
    if not re.fullmatch(_ADDRESS, text.strip()):
        return None
    # Imported here, as few files have such a list.
    from ipaddress import ip_network

    try:
        return ip_network(text.strip(), strict=False)
    except ValueError:
        return None


def _opened(network: IPv4Network | IPv6Network) -> str | None:
    from ipaddress import ip_address

    if network.is_loopback:
        return "this machine; a web page can lead agents to every service that trusts it"
    if network.is_link_local and ip_address(_METADATA) in network:
        return "where clouds keep the credentials of a machine; a web page can lead agents to them"
    if network.prefixlen < _NARROW[network.version]:
        return f"{network.num_addresses} addresses; a web page can lead agents to any of them"
    return None
