"""The rule ``unfiltered-secrets``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, rule


@rule(
    severity="warning",
    impact="security",
    examples=[
        Bad(
            '{"version": 3, "tools": {"filter_sensitive_data": «false»}}',
            "keys and tokens of this config are no longer cut out of what tools return; "
            "they may reach the model and the chat",
        ),
        Good('{"version": 3, "tools": {"filter_sensitive_data": true}}'),
        Good('{"version": 3, "tools": {"filter_min_length": 8}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The filter that keeps secrets from the model is off.

    Why: PicoClaw cuts its own keys and tokens out of the output of tools before the model sees it. With
    ``filter_sensitive_data`` false a command or a file that shows one passes it on to the provider, and maybe into the
    chat.

    What to do: leave the field out.

    Source: docs/picoclaw.md part 4 and 5, read in the source.
    """
    if context.get("tools", "filter_sensitive_data") is False:
        yield Hit(
            "keys and tokens of this config are no longer cut out of what tools return; "
            "they may reach the model and the chat",
            ("tools", "filter_sensitive_data"),
            help="write true, or leave the field out",
        )
