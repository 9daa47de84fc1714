"""The rule ``missing-light-model``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.rule import Bad, Good, Hit, rule

_PLACE: Pointer = ("agents", "defaults", "routing")


def _config(routing: str) -> str:
    return f'{{"version": 3, "agents": {{"defaults": {{"routing": {routing}}}}}}}'


@rule(
    severity="warning",
    impact="ignored",
    examples=[
        Bad(
            _config('{"enabled": «true», "threshold": 0.5}'),
            "routing is enabled, and no light_model is named; PicoClaw sends everything to the main model",
        ),
        Bad(
            _config('{"enabled": «true», "light_model": ""}'),
            "routing is enabled, and no light_model is named; PicoClaw sends everything to the main model",
        ),
        Good(_config('{"enabled": true, "light_model": "gpt-5.4"}')),
        Good(_config('{"enabled": false, "light_model": ""}')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """Routing is enabled without the model that simple messages are to go to.

    Why: PicoClaw routes only where ``enabled`` and ``light_model`` are both given; else it says nothing and sends
    every message to the main model.

    What to do: name the alias of a cheaper model in ``light_model``, or disable routing.

    Source: docs/picoclaw.md 2.3, read in PicoClaw's source.
    """
    routing = context.get(*_PLACE)
    if not isinstance(routing, dict) or routing.get("enabled") is not True:
        return
    light = routing.get("light_model")
    if light is None or light == "":
        yield Hit(
            "routing is enabled, and no light_model is named; PicoClaw sends everything to the main model",
            (*_PLACE, "enabled"),
            help='name the alias of a model in "light_model", or set "enabled" to false',
        )
