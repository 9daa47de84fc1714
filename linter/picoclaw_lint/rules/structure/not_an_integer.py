"""The rule ``not-an-integer``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import dotted
from picoclaw_lint.edit.changes import Put
from picoclaw_lint.rule import Bad, Good, Hit, rule, safe
from picoclaw_lint.structure.wording import whole


@rule(
    severity="error",
    impact="load",
    fix="safe",
    examples=[
        Bad(
            '{"version": 3, "agents": {"defaults": {"max_tokens": «8192.0»}}}',
            "agents.defaults.max_tokens must be written as an integer, and 8192.0 is not; PicoClaw refuses the file",
            fixed='{"version": 3, "agents": {"defaults": {"max_tokens": 8192}}}',
        ),
        Bad(
            '{"version": 3, "model_list": [{"model_name": "a", "model": "b", "rpm": «1e3»}]}',
            "model_list[0].rpm must be written as an integer, and 1e3 is not; PicoClaw refuses the file",
            fixed='{"version": 3, "model_list": [{"model_name": "a", "model": "b", "rpm": 1000}]}',
        ),
        Good('{"model_list": [{"model_name": "a", "model": "b", "rpm": 60.0}]}'),
        Good('{"version": 3, "agents": {"defaults": {"temperature": 1e0}}}'),
        Good('{"version": 3, "gateway": {"port": 1e400}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A number with a fraction or an exponent stands where PicoClaw decodes an integer.

    Why: Go looks at how a number is written: ``8192.0`` and ``1e3`` are not integers to it, though their value is
    whole. (In the models and channels of a file below config version 3 they are, because the conversion writes
    them anew.) JSON Schema validators do not see this.

    What to do: write the digits only.

    Source: docs/picoclaw.md 1.6, run against the loader.
    """
    for problem in context.structure.problems:
        # A number beyond float64 is refused before types are looked at, by number-out-of-range.
        if problem.kind == "not-an-integer" and abs(problem.value) != float("inf"):
            quoted = context.quote(problem.value)
            message = f"{dotted(problem.pointer)} must be written as an integer, and {quoted} is not; PicoClaw refuses the file"
            value = whole(problem.value)
            if value is not None:
                title = f"write {value}"
                fix = safe(title, Put(problem.pointer, value))
                yield Hit(message, problem.pointer, help=title, in_file=True, fix=fix)
            else:
                yield Hit(message, problem.pointer, help="write a whole number", in_file=True)
