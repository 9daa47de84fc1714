"""The rule ``disabled-model-in-use``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.model_references import listed_models
from picoclaw_lint.rule import Bad, Good, Hit, Note, rule


def _config(default: str, enabled: str) -> str:
    return (
        f'{{"version": 3, "model_list": [{{"model_name": "a", "model": "ollama/m", "enabled": {enabled}}}],'
        f' "agents": {{"defaults": {{"model_name": {default}}}}}}}'
    )


@rule(
    severity="warning",
    impact="ignored",
    examples=[
        Bad(
            _config('"a"', "«false»"),
            'model "a" is not enabled, but PicoClaw does not look at that; an agent uses it all the same',
        ),
        Good(_config('"b"', "false")),
        Good(_config('"a"', "true")),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A model is disabled and used all the same.

    Why: PicoClaw keeps ``enabled`` of a model for its web UI; neither the gateway nor an agent acts on it. To name a
    model is to use it.

    What to do: name another model in ``agents``, or take ``"enabled": false`` away.

    Source: docs/picoclaw.md 2.1, read in the source.
    """
    for model, pointer in listed_models(context):
        if model.entry.get("enabled") is False:
            yield Hit(
                f"model {context.quote(model.alias)} is not enabled, but PicoClaw does not look at that; "
                "an agent uses it all the same",
                (*model.pointer, "enabled"),
                help="name another model in agents, or remove the field",
                notes=(Note(pointer, "it is named here"),),
            )
