"""The rule ``temperature-out-of-range``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.edit.changes import Drop
from picoclaw_lint.rule import Bad, Good, Hit, rule, unsafe

_PLACE: Pointer = ("agents", "defaults", "temperature")
_MOST = 2
_DEFAULT = '{"version": 3, "agents": {"defaults": {}}}'


def _config(temperature: str) -> str:
    return f'{{"version": 3, "agents": {{"defaults": {{"temperature": {temperature}}}}}}}'


@rule(
    severity="warning",
    impact="runtime",
    fix="unsafe",
    examples=[
        Bad(
            _config("«70»"),
            "temperature is 70, and APIs take one from 0 to 2; they will refuse every request",
            fixed=_DEFAULT,
        ),
        Bad(
            _config("«-0.5»"),
            "temperature is -0.5, and APIs take one from 0 to 2; they will refuse every request",
            fixed=_DEFAULT,
        ),
        Good(_config("0")),
        Good(_config("2.0")),
        Good(_config("null")),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The temperature is one that no API takes.

    Why: PicoClaw sends ``agents.defaults.temperature`` with every request and does not check it. The common APIs take 0
    to 2, some of them only up to 1, and answer anything else with an error.

    What to do: write a number from 0 to 2 (many APIs stop at 1), or leave the field out for 0.7.

    Source: docs/picoclaw.md 2.3, read in the source; OpenAI's documentation for the range.
    """
    temperature = context.get(*_PLACE)
    number = isinstance(temperature, (int, float)) and not isinstance(temperature, bool)
    if number and not 0 <= temperature <= _MOST:
        yield Hit(
            f"temperature is {context.quote(temperature)}, and APIs take one from 0 to {_MOST}; "
            "they will refuse every request",
            _PLACE,
            help="write a number from 0 to 2; many APIs stop at 1",
            fix=unsafe("remove it, for 0.7", Drop(_PLACE)),
        )
