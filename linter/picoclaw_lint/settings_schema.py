"""What settings may say: the published schema, and what is told of settings that say something else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from picoclaw_lint import patterns
from picoclaw_lint.nearest import nearest
from picoclaw_lint.secrets.redaction import scrub

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

    from picoclaw_lint.toml_reading import Place

_BARE_KEY = re.compile(r"[\w-]+", re.A)
_LONGEST_QUOTE = 60


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft-07) of the settings."""
    from importlib.resources import files

    loaded: dict[str, Any] = json.loads(files("picoclaw_lint").joinpath("settings.schema.json").read_text("utf-8"))
    return loaded


def wrong(table: Any) -> Iterator[tuple[Place, str]]:
    """Yield what is wrong with settings, with the places, in no order; the same may be said twice."""
    # Imported here: it takes longer than a check, and most projects have no settings.
    from jsonschema import Draft7Validator

    sound = True
    for error in Draft7Validator(schema()).iter_errors(table):
        sound = False
        yield from _told(error)
    if sound:
        found = list(_path_patterns(table))
        if len(found) > patterns.MOST_PATTERNS:
            yield (), f"there are more than {patterns.MOST_PATTERNS} patterns for paths"
            return
        for place, pattern, is_only in found:
            flaw = patterns.flaw(pattern)
            if is_only and pattern.startswith("!"):
                flaw = 'matches nothing: a "!" takes back what another pattern of a list said'
            if flaw:
                yield place, f"{dotted(place[:1])}: {_quote(pattern)} {flaw}"


def _path_patterns(table: dict[str, Any]) -> Iterator[tuple[Place, str, bool]]:
    """Yield the patterns for paths, each with its place and whether it stands alone."""
    for at, pattern in enumerate(table.get("exclude", ())):
        yield ("exclude", at), pattern, False
    for pattern in table.get("per-file-ignores", ()):
        yield ("per-file-ignores", pattern), pattern, True
    for at, item in enumerate(table.get("ignore", ())):
        if isinstance(item, dict) and "path" in item:
            yield ("ignore", at, "path"), item["path"], True


def _told(error: ValidationError) -> Iterator[tuple[Place, str]]:
    place: Place = tuple(error.absolute_path)
    name = dotted(place) or "the settings"
    value: Any = error.instance
    wanted: Any = error.validator_value
    if error.validator == "additionalProperties":
        known = list(_properties(error))
        inside = f" in {name}" if place else ""
        for key in value:
            if key not in known:
                yield (*place, key), f"unknown key {_quote(key)}{inside}{_guess(key, known)}"
    elif error.validator == "anyOf" and isinstance(value, str | dict):
        # A name or a table: what it is not, nobody need hear of.
        for each in error.context or ():
            if (each.relative_schema_path[0] == 1) is isinstance(value, dict):
                yield from _told(each)
    elif error.validator == "required":
        # There is one error for each key that is missing, and none says which.
        yield from ((place, f'{name} needs "{key}"') for key in wanted if key not in value)
    else:
        yield place, f"{name} must {_must(str(error.validator), wanted, value)}"


def _must(keyword: str, wanted: Any, value: Any) -> str:
    if keyword == "enum":
        return f"be one of {', '.join(wanted)}" + (_guess(value, wanted) if isinstance(value, str) else "")
    if keyword == "type":
        return {"array": "be a list", "object": "be a table", "string": "be a text"}[wanted]
    if keyword == "pattern":
        return {"^/": 'begin with "/"', r"\S": "not be empty"}.get(wanted, "have no control characters")
    return "be a text or a table" if keyword == "anyOf" else "not be empty"


def _properties(error: ValidationError) -> dict[str, Any]:
    known: Any = error.schema
    properties: dict[str, Any] = known["properties"]
    return properties


def _guess(word: str, known: Iterable[str]) -> str:
    meant = nearest(word, known)
    return f'; did you mean "{meant}"?' if meant else ""


def _quote(text: str) -> str:
    # Made safe first: a part of a secret looks like none.
    text = scrub(text)
    return f'"{text}"' if len(text) <= _LONGEST_QUOTE else f'"{text[: _LONGEST_QUOTE - 1]}…"'


def quoted_key(part: str) -> str:
    """Write a key as TOML would, in quotes if it needs them."""
    return part if _BARE_KEY.fullmatch(part) else _quote(part)


def dotted(place: Place) -> str:
    """Name an entry as PicoClaw names those of a config: ``per-file-ignores."a/*.json"[0]``."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{quoted_key(part)}" for part in place).removeprefix(".")
