"""The rule ``any-origin``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.channels import enabled_channels
from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, rule


def _config(settings: str, name: str = '"pico"', enabled: str = "true") -> str:
    return (
        f'{{"version": 3, "channel_list": {{{name}: {{"enabled": {enabled}, "settings":'
        f' {{"token": "file://t"{settings}}}}}}}}}'
    )


@rule(
    severity=("warning", "info"),
    impact="security",
    examples=[
        Bad(
            _config(', "allow_origins": ["https://chat.example.org", «"*"»]'),
            'channel "pico" lets every web page connect: allow_origins has "*"',
        ),
        Bad(
            _config("", '«"pico"»'),
            'channel "pico" lets every web page connect, as it names none in allow_origins',
        ),
        Good(_config(', "allow_origins": ["https://chat.example.org"]')),
        Good(_config("", enabled="false")),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """Every web page may connect to the pico channel.

    Why: without ``allow_origins``, or with ``"*"`` in it, a page that somebody opens in a browser on this machine may
    try to connect; only the token keeps it from talking to the agents. (A later PicoClaw takes the page's own origin
    where nothing is set.)

    What to do: list the pages that may: ``"allow_origins": ["https://chat.example.org"]``.

    Source: docs/picoclaw.md part 5, read in the source; mistake 23 in its part 7.
    """
    for channel in enabled_channels(context):
        if channel.type != "pico":
            continue
        origins = channel.value("allow_origins")
        every = f"channel {context.quote(channel.name)} lets every web page connect"
        remedy = 'list the pages that may: "allow_origins": ["https://chat.example.org"]'
        if isinstance(origins, list) and "*" in origins:
            place = (*channel.place("allow_origins"), origins.index("*"))
            yield Hit(f'{every}: allow_origins has "*"', place, help=remedy)
        elif not origins:
            yield Hit(
                f"{every}, as it names none in allow_origins",
                channel.place("allow_origins"),
                "key",
                help=remedy,
                severity="info",
            )
