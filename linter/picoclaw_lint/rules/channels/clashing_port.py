"""The rule ``clashing-port``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.channels import enabled_channels
from picoclaw_lint.context import Context
from picoclaw_lint.edit.changes import Put
from picoclaw_lint.rule import Bad, Good, Hit, Note, rule, unsafe

# The gateway's port where none is set (docs/picoclaw.md 2.5).
_GATEWAY = 18790


def _config(port: str, gateway: str = "") -> str:
    return (
        f'{{"version": 3, {gateway}"channel_list":'
        f' {{"maixcam": {{"enabled": true, "settings": {{"host": "127.0.0.1", "port": {port}}}}}}}}}'
    )


@rule(
    severity="warning",
    impact="runtime",
    fix="unsafe",
    examples=[
        Bad(
            _config("«18790»"),
            'channel "maixcam" listens on port 18790, which is the gateway\'s too; one of them does not start',
            fixed=_config("18795"),
        ),
        Bad(
            _config("«9000»", '"gateway": {"port": 9000}, '),
            'channel "maixcam" listens on port 9000, which is the gateway\'s too; one of them does not start',
            fixed=_config("18795", '"gateway": {"port": 9000}, '),
        ),
        Good(_config("18795")),
        Good(_config("18790", '"gateway": {"port": 9000}, ')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A channel listens on the port of the gateway.

    Why: a maixcam channel has a server of its own. Its usual port, 18790, is the gateway's as well, and only one of them
    can have it.

    What to do: give the channel another port, such as 18795.

    Source: docs/picoclaw.md 2.5, read in the source.
    """
    written = context.get("gateway", "port")
    taken = _GATEWAY if written is None else written
    for channel in enabled_channels(context):
        port = channel.value("port")
        if channel.type == "maixcam" and isinstance(port, int) and port > 0 and port == taken:
            notes = () if written is None else (Note(("gateway", "port"), "the gateway's port"),)
            yield Hit(
                f"channel {context.quote(channel.name)} listens on port {port}, which is the gateway's too; "
                "one of them does not start",
                channel.place("port"),
                help="write another port, such as 18795",
                fix=unsafe("write 18795", Put(channel.place("port"), 18795)),
                notes=notes,
            )
