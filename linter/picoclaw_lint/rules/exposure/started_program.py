"""The rule ``started-program``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.rule import Bad, Good, Hit, rule

_PROCESSES: Pointer = ("hooks", "processes")


def _config(command: str, enabled: str = "true", hooks: str = "") -> str:
    hook = f'"audit": {{"enabled": {enabled}, "command": {command}, "observe": ["*"]}}'
    return f'{{"version": 3, "hooks": {{{hooks}"processes": {{{hook}}}}}}}'


@rule(
    severity="info",
    impact="security",
    examples=[
        Bad(
            _config('«["python3", "audit.py"]»'),
            'the hook "audit" starts "python3" with PicoClaw, which may do what PicoClaw\'s user may',
        ),
        Good(_config('["python3", "audit.py"]', "false")),
        Good(_config('["python3", "audit.py"]', hooks='"enabled": false, ')),
        Good(_config("[]")),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A hook starts a program with PicoClaw.

    Why: what stands in ``command`` of an enabled hook runs whenever PicoClaw starts. In a config that comes from somebody
    else it is what to read first.

    What to do: nothing, if the hook is yours.

    Source: docs/picoclaw.md part 5, read in the source; mistake 31 in its part 7.
    """
    processes = context.get(*_PROCESSES)
    if not isinstance(processes, dict) or context.get("hooks", "enabled") is False:
        return
    for name, hook in processes.items():
        command = hook.get("command") if isinstance(hook, dict) and hook.get("enabled") is True else None
        if isinstance(command, list) and command and isinstance(command[0], str) and command[0]:
            yield Hit(
                f"the hook {context.quote(name)} starts {context.quote(command[0])} with PicoClaw, "
                "which may do what PicoClaw's user may",
                (*_PROCESSES, name, "command"),
                help="make sure that it is yours",
            )
