"""The rule ``open-listener``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from picoclaw_lint.channels import enabled_channels
from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, rule
from picoclaw_lint.url import host_trouble

_THIS_MACHINE = r"localhost|127(?:\.\d{1,3}){3}|\[?::1\]?|\[?(?:0+:){7}0*1\]?"
_ANYWHERE = ("0.0.0.0", "::", "[::]", "*", "")  # noqa: S104 - what is looked for


@rule(
    severity="warning",
    impact="security",
    examples=[
        Bad(
            '{"version": 3, "gateway": {"host": «"0.0.0.0"»}}',
            'the gateway listens on "0.0.0.0", which is every network this machine is in; '
            "its webhooks, /health and /ready answer whoever asks",
        ),
        Bad(
            '{"version": 3, "gateway": {"host": «"localhost, 192.168.1.5"»}}',
            'the gateway listens on "192.168.1.5", beyond this machine; '
            "its webhooks, /health and /ready answer whoever asks",
        ),
        Bad(
            '{"version": 3, "channel_list": {"maixcam": {"enabled": true, "settings": {"host": «"0.0.0.0"», "port": 18795}}}}',
            'channel "maixcam" listens on "0.0.0.0", which is every network this machine is in; nobody is asked for a password',
        ),
        Bad(
            '{"version": 3, "channel_list": {«"maixcam"»: {"enabled": true, "settings": {"port": 18795}}}}',
            'channel "maixcam" sets no host, which is every network this machine is in; nobody is asked for a password',
        ),
        Good('{"version": 3, "gateway": {"host": "127.0.0.1, ::1"}}'),
        Good('{"version": 3, "gateway": {"host": ""}}'),
        Good('{"version": 3, "gateway": {"host": "0.0.0.0:18790"}}'),
        Good('{"version": 3, "gateway": {"port": 18790}}'),
        Good('{"version": 3, "channel_list": {"maixcam": {"enabled": true, "settings": {"host": "192.168.1.10"}}}}'),
        Good('{"version": 3, "channel_list": {"maixcam": {"enabled": false, "settings": {"host": "0.0.0.0"}}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """PicoClaw takes connections from other machines.

    Why: by default the gateway listens on ``localhost``. With ``0.0.0.0``, ``::``, ``*`` or an address of the network
    its HTTP server is within everybody's reach there: webhooks, ``/health`` and ``/ready`` are open, and the WebSocket of
    pico has its token alone. A maixcam channel asks for nothing at all, and without a host it listens everywhere; the
    one address that the cameras reach is right there.

    What to do: keep ``localhost`` and let a reverse proxy or a tunnel pass on what must come in. In a container the
    address has to be open; then publish the port on 127.0.0.1 only, and accept this finding in the settings.

    Source: docs/picoclaw.md part 5 and 2.7, read in the source; 1.6 for what a maixcam channel loses (run).
    """
    host = context.get("gateway", "host")
    for part in host.split(",") if isinstance(host, str) and host.strip() else ():
        name = part.strip()
        if name and host_trouble(name) is None and not re.fullmatch(_THIS_MACHINE, name, re.I):
            yield Hit(
                f"the gateway listens on {_reach(context, name)}; its webhooks, /health and /ready answer whoever asks",
                ("gateway", "host"),
                help='write "localhost", and let a reverse proxy pass on what must come in',
            )
            break
    for channel in enabled_channels(context):
        name = channel.text("host").strip()
        if channel.type == "maixcam" and name in _ANYWHERE:
            listens = f"listens on {_reach(context, name)}" if name else f"sets no host, {_EVERY_NETWORK}"
            written = channel.value("host") is not None
            yield Hit(
                f"channel {context.quote(channel.name)} {listens}; nobody is asked for a password",
                channel.place("host"),
                "value" if written else "key",
                help="write the one address that the cameras can reach, and keep strangers off that network",
            )


_EVERY_NETWORK = "which is every network this machine is in"


def _reach(context: Context, name: str) -> str:
    return f"{context.quote(name)}, {_EVERY_NETWORK if name in _ANYWHERE else 'beyond this machine'}"
