"""The rule ``wrong-type``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import dotted
from picoclaw_lint.edit.changes import Drop
from picoclaw_lint.rule import Bad, Good, Hit, rule, safe, unsafe
from picoclaw_lint.structure import Problem
from picoclaw_lint.structure.fields import is_comment
from picoclaw_lint.structure.wording import expected, found, remedy, retyping


@rule(
    severity="error",
    impact="load",
    fix=("safe", "unsafe"),
    examples=[
        Bad(
            '{"version": 3, "gateway": {"port": «"18790"»}}',
            'gateway.port must be an integer, not the string "18790"; PicoClaw refuses the file',
            fixed='{"version": 3, "gateway": {"port": 18790}}',
        ),
        Bad(
            '{"version": 3, "model_list": [{"model_name": "a", "model": "b", "api_keys": «"file://k"»}]}',
            "model_list[0].api_keys must be an array of strings, not a string; PicoClaw refuses the file",
            fixed='{"version": 3, "model_list": [{"model_name": "a", "model": "b", "api_keys": ["file://k"]}]}',
        ),
        Bad(
            '{"version": 3, "agents": {"defaults": {"temperature": «"0.7"»}}}',
            'agents.defaults.temperature must be a number, not the string "0.7"; PicoClaw refuses the file',
            fixed='{"version": 3, "agents": {"defaults": {"temperature": 0.7}}}',
        ),
        Bad(
            '{"version": 3, "channel_list": {"_comment": «"mine"»}}',
            'channel_list._comment must be an object, not the string "mine"; PicoClaw refuses the file',
            fixed='{"version": 3, "channel_list": {}}',
        ),
        Bad('«[{"version": 3}]»', "the config must be an object, not an array; PicoClaw refuses the file"),
        Bad('«"to do"»', "the config must be an object, not a string; PicoClaw refuses the file"),
        Bad(
            '{"agents": {"defaults": {"model": «{"primary": "a"}»}}}',
            "agents.defaults.model must be a string, not an object; PicoClaw refuses the file",
        ),
        Good('{"version": 3, "gateway": {"port": null}, "channel_list": {"irc": {"allow_from": 12}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A value has a type that PicoClaw does not decode there.

    Why: Go decodes into fixed types and converts nothing: "18790" is not a number and 1 is not true. One such value
    and the whole file is refused. null is accepted nearly everywhere and means "not given".

    What to do: write the value in the type that the message names.

    Source: docs/picoclaw.md 1.2 and 1.6, run against the loader.
    """
    for problem in context.structure.problems:
        if problem.kind == "wrong-type":
            yield _hit(problem, context)


def _hit(problem: Problem, context: Context) -> Hit:
    where = dotted(problem.pointer) or "the config"
    wanted = expected(problem.type, context.structure.shape)
    message = f"{where} must be {wanted}, not {found(problem, context.structure.shape, context.quote)}; PicoClaw refuses the file"
    said, change = remedy(problem, context.structure.shape), retyping(problem, context.structure.shape)
    fix = None if said is None or change is None else safe(said, change)
    if said is None and isinstance(problem.value, str) and problem.pointer and is_comment(str(problem.pointer[-1])):
        said, fix = "remove it; there are no comments, not even as fields", unsafe("remove it", Drop(problem.pointer))
    return Hit(message, problem.pointer, help=said, in_file=True, fix=fix)
