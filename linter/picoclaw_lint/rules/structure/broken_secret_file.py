"""The rule ``broken-secret-file``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, rule
from picoclaw_lint.structure import reference_trouble


def _config(key: str) -> str:
    return '{"version": 3, "model_list": [{"model_name": "a", "model": "b", "api_keys": [' + key + "]}]}"


@rule(
    severity="error",
    impact="load",
    examples=[
        Bad(
            _config('«"file://missing.key"»'),
            '"file://missing.key" refers to a file that does not exist beside the config; PicoClaw refuses the file',
        ),
        Bad(
            _config('«"file:///etc/openai.key"»'),
            '"file:///etc/openai.key" is no absolute path: it means etc/openai.key in the config\'s directory, where '
            "no such file is; PicoClaw refuses the file",
        ),
        Bad(
            _config('«"file://empty.key"»'),
            '"file://empty.key" cannot be read: the file it names is empty; PicoClaw refuses the file',
            files={"empty.key": " \n"},
        ),
        Bad(
            _config('«"file://keys"»'),
            '"file://keys" cannot be read: it names a directory; PicoClaw refuses the file',
            files={"keys": None},
        ),
        Bad(
            _config('«"file://../up.key"»'),
            '"file://../up.key" cannot be read: it leads out of the config\'s directory; PicoClaw refuses the file',
            files={"../up.key": "x"},
        ),
        Bad(
            _config('«"file://"»'),
            '"file://" cannot be read: it names no file; PicoClaw refuses the file',
        ),
        Good(_config('"file://good.key"'), files={"good.key": "x"}),
        Good(_config('"file:///good.key"'), files={"/good.key": "x"}),
        Good('{"version": 3, "model_list": [{"model_name": "a", "model": "b", "proxy": "file://none"}]}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A ``file://`` reference that PicoClaw cannot follow.

    Why: where a secret belongs, ``file://name`` stands for the content of a file in the config's own directory.
    PicoClaw reads it when it loads the config and refuses the config if the file is missing, empty, a directory or
    outside. ``file:///x`` is not an absolute path: it means x in the config's directory.

    What to do: put the key into the file that is named, beside the config.

    Source: docs/picoclaw.md 1.8, run against the loader.
    """
    for secret in context.structure.secrets:
        if not secret.text.startswith("file://"):
            continue
        trouble = reference_trouble(secret.text, context.surroundings)
        name = secret.text.removeprefix("file://").strip()
        if trouble == "missing" and name.startswith("/"):
            meant = context.quote(name.lstrip("/")).strip('"')
            why = f"is no absolute path: it means {meant} in the config's directory, where no such file is"
        elif trouble == "missing":
            why = "refers to a file that does not exist beside the config"
        elif trouble is not None:
            why = f"cannot be read: {trouble}"
        else:
            continue
        remedy = "name a file with the secret in the config's own directory"
        if name.startswith("~"):
            remedy += "; ~ stands for no other directory here"
        yield Hit(f"{context.quote(secret.text)} {why}; PicoClaw refuses the file", secret.pointer, help=remedy)
