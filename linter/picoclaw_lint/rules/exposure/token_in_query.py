"""The rule ``token-in-query``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.channels import enabled_channels
from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, rule


def _config(value: str, enabled: str = "true") -> str:
    return (
        f'{{"version": 3, "channel_list": {{"pico": {{"enabled": {enabled}, "settings":'
        f' {{"token": "file://t", "allow_token_query": {value}}}}}}}}}'
    )


@rule(
    severity="warning",
    impact="security",
    examples=[
        Bad(
            _config("«true»"),
            'channel "pico" takes its token from the address of a request, where logs and histories keep it',
        ),
        Good(_config("false")),
        Good(_config("true", "false")),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The token of a pico channel may stand in the address.

    Why: with ``allow_token_query`` clients may connect to ``/pico/ws?token=...``. Addresses are kept in the logs of
    proxies and in the histories of browsers, and whoever has the token talks to the agents.

    What to do: leave the field out, and let clients send the token in a header.

    Source: docs/picoclaw.md part 5, read in the source; mistake 23 in its part 7.
    """
    for channel in enabled_channels(context):
        if channel.type == "pico" and channel.value("allow_token_query") is True:
            yield Hit(
                f"channel {context.quote(channel.name)} takes its token from the address of a request, "
                "where logs and histories keep it",
                channel.place("allow_token_query"),
                help="write false, and let clients send the token in a header",
            )
