"""The rule ``unrestricted-workspace``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.rule import Bad, Good, Hit, rule

_DEFAULTS: Pointer = ("agents", "defaults")


@rule(
    severity="warning",
    impact="security",
    examples=[
        Bad(
            '{"version": 3, "agents": {"defaults": {"restrict_to_workspace": «false»}}}',
            "agents are not kept to their workspace: their file tools and commands reach whatever PicoClaw's user can",
        ),
        Bad(
            '{"version": 3, "agents": {"defaults": {"allow_read_outside_workspace": «true»}}}',
            "agents may read whatever PicoClaw's user can, keys and the config included",
        ),
        Good('{"version": 3, "agents": {"defaults": {"restrict_to_workspace": true}}}'),
        Good('{"version": 3, "agents": {"defaults": {}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """Agents may leave their workspace.

    Why: by default file tools and commands are confined to the workspace. With ``restrict_to_workspace`` false they are
    not, and with ``allow_read_outside_workspace`` true everything can be read, so a text that misleads the model is
    enough to have private files sent away.

    What to do: leave the fields out, and list single directories in ``tools.allow_read_paths`` and
    ``tools.allow_write_paths``.

    Source: docs/picoclaw.md part 5, read in the source.
    """
    if context.get(*_DEFAULTS, "restrict_to_workspace") is False:
        yield Hit(
            "agents are not kept to their workspace: their file tools and commands reach whatever PicoClaw's user can",
            (*_DEFAULTS, "restrict_to_workspace"),
            help="write true, and list single directories in tools.allow_read_paths and tools.allow_write_paths",
        )
    elif context.get(*_DEFAULTS, "allow_read_outside_workspace") is True:
        yield Hit(
            "agents may read whatever PicoClaw's user can, keys and the config included",
            (*_DEFAULTS, "allow_read_outside_workspace"),
            help="write false, and list single directories in tools.allow_read_paths",
        )
