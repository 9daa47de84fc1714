"""The rule ``ambiguous-model-id``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.models import Model
from picoclaw_lint.rule import Bad, Good, Hit, Note, rule


def _config(default: str, second: str = '"api_base": "https://llm.example.com/v1", ') -> str:
    return (
        '{"version": 3, "model_list": [{"model_name": "cloud", "model": "openai/gpt-5.4"},'
        f' {{"model_name": "own", {second}"model": "openai/gpt-5.4"}}],'
        f' "agents": {{"defaults": {{"model_name": {default}}}}}}}'
    )


@rule(
    severity="warning",
    impact="runtime",
    examples=[
        Bad(
            _config('«"own"»'),
            'the default model "own" has the same model id as "cloud", which stands before it with another address; '
            "PicoClaw may use that one",
        ),
        Bad(
            _config('«"own"»', '"api_keys": ["file://own"], '),
            'the default model "own" has the same model id as "cloud", which stands before it with other keys; '
            "PicoClaw may use that one",
            files={"own": "x"},
        ),
        Good(_config('"cloud"')),
        Good(_config('"own"', "")),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The default model shares its id with an earlier entry that leads elsewhere.

    Why: once it runs, the gateway keeps the id of the default model in place of its alias, and agents look that id up
    again: among the aliases, then among the models. Another entry with the same id may be found first, and the
    requests go to its address, with its key.

    What to do: put the entry of the default model first, or keep one entry for each model id.

    Source: docs/picoclaw.md part 3 (gateway.go:Run, model_resolution.go:lookupModelConfigByRef), read in PicoClaw's
    source, and mistake 16 in its part 7.
    """
    alias, pointer = context.default_model
    chosen = context.aliases.get(alias)
    if not chosen or not chosen[0].id:
        return
    model = chosen[0]
    for other in context.models[: model.position]:
        difference = _difference(other, model)
        if other.alias and other.alias != alias and other.id == model.id and difference:
            yield Hit(
                f"the default model {context.quote(alias)} has the same model id as {context.quote(other.alias)}, "
                f"which stands before it with {difference}; PicoClaw may use that one",
                pointer,
                help=f"move the entry {context.quote(alias)} before {context.quote(other.alias)}",
                notes=(Note((*other.pointer, "model"), "the earlier entry with this model id"),),
            )
            return


def _difference(one: Model, other: Model) -> str | None:
    if one.provider != other.provider:
        return "another provider"
    if one.api_base.rstrip("/") != other.api_base.rstrip("/"):
        return "another address"
    return "other keys" if set(one.keys) != set(other.keys) else None
