"""The rule ``unknown-builtin-hook``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.rule import Bad, Good, Hit, rule

_PLACE: Pointer = ("hooks", "builtins")


@rule(
    severity="warning",
    impact="runtime",
    examples=[
        Bad(
            '{"version": 3, "hooks": {"builtins": {«"audit"»: {"enabled": true}}}}',
            'the hook "audit" is enabled as one that is compiled in, and PicoClaw as it is released has none; '
            "its gateway starts and answers nothing",
        ),
        Good('{"version": 3, "hooks": {"builtins": {"audit": {"enabled": false}}}}'),
        Good('{"version": 3, "hooks": {"enabled": false, "builtins": {"audit": {"enabled": true}}}}'),
        Good('{"version": 3, "hooks": {"processes": {"audit": {"enabled": true, "command": ["audit"]}}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A hook is enabled that has to be compiled into PicoClaw.

    Why: ``hooks.builtins`` names hooks that are part of the program, and the released program has none. A hook that
    cannot be set up ends the loop of the agents: the gateway runs on, and nobody gets an answer.

    What to do: disable it, or write a program of your own in ``hooks.processes``. In a PicoClaw that you have built
    with this hook, accept the finding.

    Source: docs/picoclaw.md 2.7 and part 3 (hook_mount.go), read in PicoClaw's source.
    """
    builtins = context.get(*_PLACE)
    if not isinstance(builtins, dict) or context.get("hooks", "enabled") is False:
        return
    for name, entry in builtins.items():
        if isinstance(entry, dict) and entry.get("enabled") is True:
            yield Hit(
                f"the hook {context.quote(name)} is enabled as one that is compiled in, and PicoClaw as it is "
                "released has none; its gateway starts and answers nothing",
                (*_PLACE, name),
                "key",
                help='set "enabled" to false, or write the hook as a program in hooks.processes',
            )
