"""The rule ``unreachable-threshold``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.edit.changes import Put
from picoclaw_lint.rule import Bad, Good, Hit, Remedy, rule, unsafe


class _Threshold(NamedTuple):
    """A number from 0 to 1 in a part that can be enabled, and what follows if it is larger."""

    section: Pointer
    field: str
    effect: str


_THRESHOLDS = (
    _Threshold(("agents", "defaults", "routing"), "threshold", "every message goes to the light model"),
    _Threshold(("evolution",), "min_success_ratio", "nothing is ever learned"),
)


@rule(
    severity="warning",
    impact="ignored",
    fix="unsafe",
    examples=[
        Bad(
            '{"version": 3, "agents": {"defaults": {"routing": {"enabled": true, "light_model": "l", "threshold": «35»}}}}',
            "agents.defaults.routing.threshold is 35, and nothing is above 1; every message goes to the light model",
            fixed='{"version": 3, "agents": {"defaults": {"routing": {"enabled": true, "light_model": "l", "threshold": 0.35}}}}',
        ),
        Bad(
            '{"version": 3, "evolution": {"enabled": true, "min_success_ratio": «1.5»}}',
            "evolution.min_success_ratio is 1.5, and nothing is above 1; nothing is ever learned",
        ),
        Good('{"version": 3, "evolution": {"enabled": true, "min_success_ratio": 1}}'),
        Good('{"version": 3, "agents": {"defaults": {"routing": {"enabled": false, "threshold": 2}}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A threshold is larger than what it is compared with can be.

    Why: PicoClaw compares these with a number from 0 to 1. A percentage (``35``) is above all of them.

    What to do: write a fraction, such as 0.35.

    Source: docs/picoclaw.md 2.3 and 2.7, read in the source.
    """
    for section, field, effect in _THRESHOLDS:
        value = context.get(*section, field)
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if is_number and value > 1 and context.get(*section, "enabled") is True:
            name = ".".join(map(str, (*section, field)))
            yield Hit(
                f"{name} is {context.quote(value)}, and nothing is above 1; {effect}",
                (*section, field),
                help="write a fraction, such as 0.35",
                fix=_fix((*section, field), value),
            )


def _fix(place: Pointer, percentage: float) -> Remedy | None:
    """A number of more than a few units was meant as a percentage."""
    fraction = percentage / 100
    return unsafe(f"write {fraction}", Put(place, fraction)) if 0.02 <= fraction <= 1 else None
