"""The rule ``padded-alias``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.edit.changes import Put
from picoclaw_lint.rule import Bad, Good, Hit, Remedy, rule, safe


@rule(
    severity="warning",
    impact="ignored",
    fix="safe",
    examples=[
        Bad(
            '{"version": 3, "model_list": [{"model_name": «"gpt-5.4 "», "model": "openai/gpt-5.4"}]}',
            'the model_name "gpt-5.4 " has blanks around it; PicoClaw takes them off where a model is named, '
            "so nothing finds it",
            fixed='{"version": 3, "model_list": [{"model_name": "gpt-5.4", "model": "openai/gpt-5.4"}]}',
        ),
        Good('{"version": 3, "model_list": [{"model_name": "my model", "model": "openai/gpt-5.4"}]}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """An alias has blanks around it, so that no reference finds it.

    Why: PicoClaw takes blanks off a name that refers to a model, but not off ``model_name`` itself. The file loads,
    and the model is never found.

    What to do: remove the blanks at the start and the end of ``model_name``.

    Source: docs/picoclaw.md 2.1; that the file loads was run, the rest read in PicoClaw's source.
    """
    for model in context.models:
        if model.alias != model.alias.strip():
            yield Hit(
                f"the model_name {context.quote(model.alias)} has blanks around it; PicoClaw takes them off where a "
                "model is named, so nothing finds it",
                (*model.pointer, "model_name"),
                help=f"write {context.quote(model.alias.strip())}" if model.alias.strip() else "write a name",
                fix=_fix(context, (*model.pointer, "model_name"), model.alias),
            )


def _fix(context: Context, place: Pointer, alias: str) -> Remedy | None:
    bare, security = alias.strip(), context.surroundings.security
    section = None if security is None else security.find("model_list")
    names = {} if section is None else section.entries
    # The keys would not be found any more.
    is_named = any(name.rpartition(":")[0] in (alias, "") and alias in name for name in names) or alias in names
    return safe("take the blanks off", Put(place, bare)) if bare and not is_named else None
