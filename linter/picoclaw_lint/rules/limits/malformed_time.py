"""The rule ``malformed-time``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.edit.changes import Put
from picoclaw_lint.rule import Bad, Good, Hit, rule, unsafe

# The modes in which PicoClaw works on its skills.
_WORKING = ("draft", "apply")
_TIMES: Pointer = ("evolution", "cold_path_times")
_TIME = r"(?:[01]?\d|2[0-3]):[0-5]\d"


def _config(times: str, mode: str = "draft") -> str:
    return (
        f'{{"version": 3, "evolution": {{"enabled": true, "mode": "{mode}", "cold_path_trigger": "scheduled", '
        f'"cold_path_times": {times}}}}}'
    )


@rule(
    severity="warning",
    impact="ignored",
    fix="unsafe",
    examples=[
        Bad(
            _config('["03:00", «"3 am"»]'),
            '"3 am" is no time of the form HH:MM; PicoClaw passes over it',
        ),
        Bad(
            _config('[«"24:00"»]'),
            '"24:00" is no time of the form HH:MM; PicoClaw passes over it, and there is no other',
        ),
        Bad(
            '{"version": 3, "evolution": {"enabled": true, "mode": "apply", "cold_path_trigger": «"scheduled"»}}',
            "evolution is to run at set times, and there is no time; it never runs",
        ),
        Bad(
            '{"version": 3, "evolution": {"enabled": true, "mode": "draft", "cold_path_times": «["03:00"]»}}',
            'evolution.cold_path_times counts only with the trigger "scheduled"; PicoClaw works after each turn',
            fixed='{"version": 3, "evolution": {"enabled": true, "mode": "draft", "cold_path_trigger": "scheduled", "cold_path_times": ["03:00"]}}',
        ),
        Good(_config('["03:00", "15:30"]')),
        Good(_config('["soon"]', "observe")),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A time of day is none.

    Why: with ``cold_path_trigger`` "scheduled" PicoClaw works on its skills at ``evolution.cold_path_times``, written as
    HH:MM. It passes over any other text without a word, and without a time it never does.

    What to do: write the time with a colon, as of a clock with 24 hours.

    Source: docs/picoclaw.md 2.7, read in the source.
    """
    section, times = context.get("evolution"), context.get(*_TIMES)
    if not isinstance(section, dict) or section.get("enabled") is not True or _word(section, "mode") not in _WORKING:
        return
    trigger = _word(section, "cold_path_trigger")
    if trigger != "scheduled":
        if times and trigger in ("", "after_turn"):
            message = (
                'evolution.cold_path_times counts only with the trigger "scheduled"; PicoClaw works after each turn'
            )
            place = ("evolution", "cold_path_trigger")
            fix = unsafe('write "cold_path_trigger": "scheduled"', Put(place, "scheduled", (), "mode"))
            yield Hit(message, _TIMES, help=fix.title, fix=fix)
        return
    written = [entry for entry in times if isinstance(entry, str)] if isinstance(times, list) else []
    good = [entry for entry in written if re.fullmatch(_TIME, entry.strip())]
    if not any(entry.strip() for entry in written):
        message = "evolution is to run at set times, and there is no time; it never runs"
        yield Hit(message, ("evolution", "cold_path_trigger"), help='write "cold_path_times": ["03:00"]')
    for index, entry in enumerate(times if isinstance(times, list) else ()):
        if isinstance(entry, str) and entry.strip() and entry not in good:
            end = "" if good else ", and there is no other"
            yield Hit(
                f"{context.quote(entry)} is no time of the form HH:MM; PicoClaw passes over it{end}",
                (*_TIMES, index),
                help='write a time such as "03:00"',
            )


def _word(section: dict[str, Any], key: str) -> str:
    value = section.get(key)
    return value.strip().lower() if isinstance(value, str) else ""
