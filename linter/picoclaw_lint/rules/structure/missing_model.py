"""The rule ``missing-model``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, rule


@rule(
    severity="error",
    impact="load",
    examples=[
        Bad(
            '{"version": 3, "model_list": [«{"model_name": "a"}»]}',
            'model_list[0] has no "model"; PicoClaw refuses the file',
        ),
        Bad(
            '{"version": 3, "model_list": [{"model_name": "a", "model": «""»}]}',
            'model_list[0] has an empty "model"; PicoClaw refuses the file',
        ),
        Good('{"version": 3, "model_list": [{"model_name": "a", "model": "b"}]}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """An entry of model_list lacks its ``model``, the provider's id of the model.

    Why: PicoClaw checks every entry when it loads the file, disabled ones too, and refuses the file for one
    without it.

    What to do: fill it in, or remove the entry.

    Source: docs/picoclaw.md 2.1, run against the loader.
    """
    for place, what in context.models_without("model"):
        yield Hit(f'model_list[{place[1]}] has {what} "model"; PicoClaw refuses the file', place, help="fill it in")
