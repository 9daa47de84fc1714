"""The rule ``invalid-qos``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.channels import enabled_channels
from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, rule
from picoclaw_lint.structure.walker import as_integer


def _config(qos: str, enabled: str = "true") -> str:
    settings = f'{{"broker": "ssl://mqtt.example.net:8883", "agent_id": "a", "qos": {qos}}}'
    return f'{{"version": 3, "channel_list": {{"mqtt": {{"enabled": {enabled}, "settings": {settings}}}}}}}'


@rule(
    severity="error",
    impact="runtime",
    examples=[
        Bad(_config("«3»"), 'the qos of channel "mqtt" is 3, and MQTT has 0, 1 and 2; the client refuses to subscribe'),
        Bad(
            _config("«-1»"), 'the qos of channel "mqtt" is -1, and MQTT has 0, 1 and 2; the client refuses to subscribe'
        ),
        Good(_config("2")),
        Good(_config("7", "false")),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The quality of service of an MQTT channel is none that MQTT has.

    Why: PicoClaw hands the number to the MQTT client as it is, and that refuses any but 0 (at most once), 1 (at least
    once) and 2 (exactly once).

    What to do: write 0, 1 or 2.

    Source: docs/picoclaw.md 2.5, read in the source.
    """
    for channel in enabled_channels(context):
        qos = as_integer(channel.value("qos")) if channel.type == "mqtt" else None
        if qos is not None and qos not in (0, 1, 2):
            yield Hit(
                f"the qos of channel {context.quote(channel.name)} is {qos}, and MQTT has 0, 1 and 2; "
                "the client refuses to subscribe",
                channel.place("qos"),
                help="write 0, 1 or 2",
            )
