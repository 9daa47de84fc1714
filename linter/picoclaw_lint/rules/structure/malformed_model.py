"""The rule ``malformed-model``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.edit.changes import Put
from picoclaw_lint.rule import Bad, Good, Hit, rule, safe


@rule(
    severity="error",
    impact="load",
    fix="safe",
    examples=[
        Bad(
            '{"version": 3, "model_list": [{"model_name": "a", "model": «"gpt 4o"»}]}',
            'the model id "gpt 4o" contains white space; PicoClaw refuses the file',
        ),
        Bad(
            '{"version": 3, "model_list": [{"model_name": "a", "model": «"/gpt-4o"»}]}',
            'the model id "/gpt-4o" starts with a slash; PicoClaw refuses the file',
        ),
        Bad(
            '{"version": 3, "model_list": [{"model_name": "a", "model": «"openai//gpt-4o"»}]}',
            'the model id "openai//gpt-4o" has two slashes in a row; PicoClaw refuses the file',
        ),
        Bad(
            '{"version": 3, "model_list": [{"model_name": "a", "model": «"gpt-4o "»}]}',
            'the model id "gpt-4o " contains white space; PicoClaw refuses the file',
            fixed='{"version": 3, "model_list": [{"model_name": "a", "model": "gpt-4o"}]}',
        ),
        Good('{"version": 3, "model_list": [{"model_name": "a", "model": "openai/gpt-4o/"}]}'),
        Good('{"version": 3, "model_list": [{"model_name": "a", "model": "gpt 4o"}]}', release="0.2.8"),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A model id has a form that PicoClaw refuses.

    Why: since 0.2.9 PicoClaw refuses a file in which a ``model`` contains white space, starts with a slash or has two
    slashes in a row, whether the entry is used or not.

    What to do: write the id as the provider does, with the provider's name and one slash in front if it is not in
    ``provider``.

    Source: docs/picoclaw.md 2.1, run against the loader.
    """
    if not context.at_least("0.2.9"):
        return
    for pointer, entry in context.objects("model_list"):
        model = entry.get("model")
        if not isinstance(model, str):
            continue
        if any(char in model for char in " \t\r\n"):
            wrong = "contains white space"
        elif model.startswith("/"):
            wrong = "starts with a slash"
        elif "//" in model:
            wrong = "has two slashes in a row"
        else:
            continue
        place = (*pointer, "model")
        bare = model.strip(" \t\r\n")
        usable = bare and not any(char in bare for char in " \t\r\n") and not bare.startswith("/") and "//" not in bare
        fix = safe("take the blanks off", Put(place, bare)) if usable else None
        yield Hit(f"the model id {context.quote(model)} {wrong}; PicoClaw refuses the file", place, fix=fix)
