"""The rule ``invalid-schema-transform``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.nearest import nearest
from picoclaw_lint.rule import Bad, Good, Hit, rewording, rule
from picoclaw_lint.structure.walker import trim

_KNOWN = ("", "off", "none", "native", "simple", "basic", "strict", "flat")


@rule(
    severity="error",
    impact="load",
    fix="unsafe",
    examples=[
        Bad(
            '{"version": 3, "model_list": [{"model_name": "a", "model": "b", "tool_schema_transform": «"simpel"»}]}',
            'tool_schema_transform must be off or simple, not "simpel"; did you mean "simple"? PicoClaw refuses the file',
            fixed='{"version": 3, "model_list": [{"model_name": "a", "model": "b", "tool_schema_transform": "simple"}]}',
        ),
        Good('{"version": 3, "model_list": [{"model_name": "a", "model": "b", "tool_schema_transform": " Flat"}]}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """``tool_schema_transform`` has a value that PicoClaw does not have.

    Why: PicoClaw checks it when it loads the file, for disabled entries too. ``off`` (or none, native) sends tool
    schemas as they are, ``simple`` (or basic, strict, flat) simplifies them for providers that refuse them, Gemini
    above all.

    What to do: write off or simple.

    Source: docs/picoclaw.md 2.1, run against the loader.
    """
    if not context.at_least("0.2.9"):
        return
    for pointer, entry in context.objects("model_list"):
        value = entry.get("tool_schema_transform")
        if isinstance(value, str) and trim(value).lower() not in _KNOWN:
            meant = nearest(trim(value), _KNOWN[1:])
            guess = f'; did you mean "{meant}"? ' if meant else "; "
            message = f"tool_schema_transform must be off or simple, not {context.quote(value)}{guess}PicoClaw refuses the file"
            place = (*pointer, "tool_schema_transform")
            yield Hit(message, place, fix=rewording(place, value, meant))
