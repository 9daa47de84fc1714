"""The rule ``ignored-channel-list``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, Note, rule

_SHOWN = 5


@rule(
    severity="warning",
    impact="ignored",
    examples=[
        Bad(
            '{"version": 2, "channels": {"telegram": {"enabled": true}}, «"channel_list"»: {"discord": {}, "irc": {}}}',
            'PicoClaw throws channel_list away, as "channels" stands beside it; "discord", "irc" are lost',
        ),
        Bad(
            '{"channels": {}, «"channel_list"»: {"discord": {"enabled": true}}}',
            'PicoClaw throws channel_list away, as "channels" stands beside it; "discord" is lost',
        ),
        Good('{"version": 2, "channel_list": {"discord": {"enabled": true}}}'),
        Good('{"version": 2, "channels": {"telegram": {"enabled": true}}, "channel_list": {}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A file below config version 3 has channel_list beside channels, and only channels counts.

    Why: when PicoClaw converts the file it makes ``channel_list`` of ``channels``, and what stood under that name
    before is gone, from the file that it saves as well.

    What to do: move all channels into one of the two: ``channels`` with flat fields, or, better, ``channel_list`` with
    ``settings`` and ``"version": 3``.

    Source: docs/picoclaw.md 1.3 and 1.4, run against the loader.
    """
    written = context.document.value
    if context.structure.config_version not in (0, 1, 2) or not isinstance(written, dict):
        return
    lost = written.get("channel_list")
    if "channels" in written and isinstance(lost, dict) and lost:
        names = [context.quote(name) for name in lost]
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        yield Hit(
            'PicoClaw throws channel_list away, as "channels" stands beside it; '
            f"{', '.join(names[:_SHOWN])}{more} {'is' if len(names) == 1 else 'are'} lost",
            ("channel_list",),
            "key",
            help='move these channels into "channels"',
            notes=(Note(("channels",), "only these channels count", "key"),),
            in_file=True,
        )
