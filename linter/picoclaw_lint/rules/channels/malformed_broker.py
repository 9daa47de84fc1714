"""The rule ``malformed-broker``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.channels import enabled_channels
from picoclaw_lint.context import Context
from picoclaw_lint.edit.changes import Amend
from picoclaw_lint.nearest import nearest
from picoclaw_lint.rule import Bad, Good, Hit, rule, unsafe
from picoclaw_lint.url import parse_url

# What the MQTT client that PicoClaw is built with can open; the first ones are what people mean.
_SCHEMES = ("ssl", "tcp", "mqtts", "mqtt", "wss", "ws", "tls", "tcps", "mqtt+ssl", "unix")
_MEANT = {"https": "wss", "http": "ws"}
# Where a port is not added by the client.
_WANT_PORT = ("ssl", "tcp", "mqtts", "mqtt", "tls", "tcps", "mqtt+ssl")


def _config(broker: str) -> str:
    return (
        '{"version": 3, "channel_list": {"mqtt": {"enabled": true, "settings":'
        f' {{"broker": {broker}, "agent_id": "kitchen"}}}}}}}}'
    )


@rule(
    severity="error",
    impact="runtime",
    fix="unsafe",
    examples=[
        Bad(
            _config('«"http://broker.example.org:1883"»'),
            'the broker has the scheme "http", which MQTT clients cannot open; did you mean "ws"? '
            'channel "mqtt" does not connect',
            fixed=_config('"ws://broker.example.org:1883"'),
        ),
        Bad(
            _config('«"ssl://broker.example.org"»'),
            'the broker "ssl://broker.example.org" names no port; channel "mqtt" does not connect',
        ),
        Bad(
            _config('«"tcp://localhost:188300"»'),
            'the broker "tcp://localhost:188300" has a port that is none from 1 to 65535; channel "mqtt" does not connect',
        ),
        Good(_config('"ssl://broker.example.org:8883"')),
        Good(_config('"localhost:1883"')),
        Good(_config('"wss://broker.example.org/mqtt"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The address of an MQTT broker is none that the client can open.

    Why: the broker is given as ``scheme://host:port``, with ssl, tcp, mqtts, mqtt, wss or ws. With another scheme the
    client says "unknown protocol", and without a port it does not know where to connect.

    What to do: write ``ssl://host:8883``, or ``tcp://host:1883`` for a broker on this machine.

    Source: docs/picoclaw.md 2.5; the schemes were read in the source of the Paho client for Go.
    """
    for channel in enabled_channels(context):
        broker = channel.text("broker")
        url = parse_url(broker)
        if channel.type != "mqtt" or url is None:
            continue
        fix = None
        remedy = "write scheme, host and port, such as ssl://broker.example.org:8883"
        if url.scheme not in _SCHEMES:
            meant = _MEANT.get(url.scheme) or nearest(url.scheme, _SCHEMES)
            guess = f'; did you mean "{meant}"?' if meant else ";"
            wrong = f'has the scheme "{url.scheme}", which MQTT clients cannot open{guess}'
            if meant and broker.lower().startswith(f"{url.scheme}:"):
                fix = unsafe(f'write "{meant}"', Amend(channel.place("broker"), 0, len(url.scheme), meant))
        elif url.has_bad_port:
            wrong = f"{context.quote(broker)} has a port that is none from 1 to 65535;"
        elif url.scheme in _WANT_PORT and not url.port:
            wrong = f"{context.quote(broker)} names no port;"
        else:
            continue
        yield Hit(
            f"the broker {wrong} channel {context.quote(channel.name)} does not connect",
            channel.place("broker"),
            help=remedy,
            fix=fix,
        )
