"""The rule ``miscased-field``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import dotted
from picoclaw_lint.edit.changes import Move
from picoclaw_lint.rule import Bad, Good, Hit, rule, safe
from picoclaw_lint.structure.fields import spelled


@rule(
    severity="error",
    impact="load",
    fix="safe",
    examples=[
        Bad(
            '{"version": 3, "gateway": {«"Port"»: 18790}}',
            'PicoClaw refuses "Port" in gateway: fields match in exact case, and this one is "port"',
            fixed='{"version": 3, "gateway": {"port": 18790}}',
        ),
        Good('{"version": 3, "channel_list": {"telegram": {"settings": {"Token": ""}}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A field is right but for its case.

    Why: the strict check, which PicoClaw has since 0.2.8, compares field names exactly; ``Port`` is an unknown field.
    (Only the settings of channels are matched in any case.)

    What to do: write the field as it is marked in the message.

    Source: docs/picoclaw.md 1.5, run against the loader.
    """
    for problem in context.structure.problems:
        if problem.kind == "miscased-field":
            key = str(problem.pointer[-1])
            right = spelled(context.structure.shape, problem.type, key)
            where = dotted(problem.pointer[:-1]) or "the config"
            message = f'PicoClaw refuses {context.quote(key)} in {where}: fields match in exact case, and this one is "{right}"'
            yield Hit(
                message,
                problem.pointer,
                "key",
                help=f'write "{right}"',
                in_file=True,
                fix=safe(f'write "{right}"', Move(problem.pointer, (*problem.pointer[:-1], right))),
            )
