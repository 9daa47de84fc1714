"""The rule ``invalid-mode``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.nearest import nearest
from picoclaw_lint.rule import Bad, Good, Hit, rewording, rule
from picoclaw_lint.structure.walker import trim

_PLAIN = ("", "default", "off")
_MODES = {
    "history": _PLAIN,
    "system_prompt": _PLAIN,
    "skills": (*_PLAIN, "custom"),
    "tools": (*_PLAIN, "custom"),
}
_PROFILE = ("agents", "defaults", "turn_profile")


@rule(
    severity="error",
    impact="load",
    fix=("unsafe", "safe"),
    examples=[
        Bad(
            '{"version": 3, "agents": {"defaults": {"turn_profile": {"enabled": true, "tools": {"mode": «"on"»}}}}}',
            'turn_profile.tools.mode must be default, off or custom, not "on"; PicoClaw refuses the file',
        ),
        Bad(
            '{"version": 3, "agents": {"defaults": {"turn_profile": {"enabled": true, "history": {"mode": «"custom"»}}}}}',
            'turn_profile.history.mode must be default or off, not "custom"; PicoClaw refuses the file',
        ),
        Bad(
            '{"version": 3, "agents": {"defaults": {"turn_profile": {"enabled": true, "tools": {"mode": «"of"»}}}}}',
            'turn_profile.tools.mode must be default, off or custom, not "of"; PicoClaw refuses the file',
            fixed='{"version": 3, "agents": {"defaults": {"turn_profile": {"enabled": true, "tools": {"mode": "off"}}}}}',
        ),
        Good(
            '{"version": 3, "agents": {"defaults": {"turn_profile": {"enabled": true, "tools": {"mode": " Custom "}}}}}'
        ),
        Good('{"version": 3, "agents": {"defaults": {"turn_profile": {"tools": {"mode": "on"}}}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A mode of an enabled turn profile is none that PicoClaw has.

    Why: PicoClaw checks the four modes when it loads the file, if the profile is enabled. ``custom`` is there for
    tools and skills only.

    What to do: write default, off, or for tools and skills custom with an ``allow`` list.

    Source: docs/picoclaw.md 2.3, run against the loader.
    """
    if not context.at_least("0.2.9") or context.get(*_PROFILE, "enabled") is not True:
        return
    for section, modes in _MODES.items():
        mode = context.get(*_PROFILE, section, "mode")
        if isinstance(mode, str) and trim(mode).lower() not in modes:
            known = " or ".join([", ".join(modes[1:-1]), modes[-1]])
            yield Hit(
                f"turn_profile.{section}.mode must be {known}, not {context.quote(mode)}; PicoClaw refuses the file",
                (*_PROFILE, section, "mode"),
                fix=rewording((*_PROFILE, section, "mode"), mode, nearest(trim(mode), modes[1:])),
            )
