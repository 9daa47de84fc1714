"""The rule ``invalid-channel-settings``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import dotted
from picoclaw_lint.rule import Bad, Good, Hit, rule, safe
from picoclaw_lint.structure import Problem
from picoclaw_lint.structure.wording import expected, found, remedy, retyping


@rule(
    severity="error",
    impact="load",
    fix="safe",
    examples=[
        Bad(
            '{"version": 3, "channel_list": {"vk": {"settings": {"group_id": «"12"»}}}}',
            'settings.group_id of channel "vk" must be an integer, not the string "12"; PicoClaw refuses the file',
            fixed='{"version": 3, "channel_list": {"vk": {"settings": {"group_id": 12}}}}',
        ),
        Bad(
            '{"version": 3, "channel_list": {"irc": {"settings": «"none"»}}}',
            'settings of channel "irc" must be an object, not the string "none"; PicoClaw refuses the file',
        ),
        Bad(
            '{"channels": {"maixcam": {"port": «1.5»}}}',
            'settings.port of channel "maixcam" must be an integer, not the number 1.5; PicoClaw refuses the file',
        ),
        Good('{"version": 3, "channel_list": {"vk": {"settings": {"GROUP_ID": 12, "group": "x"}}}}'),
        Good('{"channels": {"maixcam": {"port": 60.0}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A setting of a channel has a value that PicoClaw does not decode.

    Why: PicoClaw decodes the settings of every channel by the channel's type, disabled ones too. Unknown settings
    pass and the case of the known ones does not matter, but a wrong type is refused.

    What to do: write the setting in the type that the message names.

    Source: docs/picoclaw.md 1.5, run against the loader.
    """
    for problem in context.structure.settings_problems:
        yield _hit(problem, context)


def _hit(problem: Problem, context: Context) -> Hit:
    shape = context.structure.shape
    where = dotted(problem.pointer[2:])
    name = context.quote(problem.pointer[1])
    wanted = expected(problem.type, shape)
    message = f"{where} of channel {name} must be {wanted}, not {found(problem, shape, context.quote)}; PicoClaw refuses the file"
    said, change = remedy(problem, shape), retyping(problem, shape)
    return Hit(message, problem.pointer, help=said, fix=None if said is None or change is None else safe(said, change))
