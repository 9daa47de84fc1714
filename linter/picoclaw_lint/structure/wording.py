"""Types and values in the words of messages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from picoclaw_lint.document.values import Number
from picoclaw_lint.edit.changes import Change, Gather, Put, Quote, Unquote
from picoclaw_lint.structure.problem import Problem
from picoclaw_schema import Shape

# Up to here a float64 tells all integers apart, and so do 18 digits an int64.
_LARGEST = 2**53
_WHOLE = re.compile(r"(-?(?:0|[1-9]\d{0,17}))\.0+")
_INTEGER = re.compile(r"-?(?:0|[1-9]\d{0,17})")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?")
_EXPECTED = {
    "string": "a string",
    "integer": "an integer",
    "boolean": "true or false",
    "number": "a number",
    "secret": "a string",
    "secrets": "an array of strings",
    "strings": "a string, a number or an array of them",
    "array": "an array",
    "text-or-object": "a string or an object",
}


def expected(type_name: str, shape: Shape) -> str:
    """Say which JSON value a type takes: ``an integer``."""
    return _EXPECTED.get(shape.types[type_name]["kind"], "an object")


def whole(value: Any) -> int | None:
    """Return the integer that a number with a fraction or an exponent is, to the last digit; None if it is none."""
    exact = _WHOLE.fullmatch(value.literal if isinstance(value, Number) else str(value))
    if exact is not None:
        return int(exact[1])
    near = float(value)
    return int(near) if near.is_integer() and abs(near) < _LARGEST else None


def found(problem: Problem, shape: Shape, quote: Callable[[Any], str]) -> str:
    """Say what stands there instead: ``the string "x"``, ``the number 5``, ``an object``."""
    value = problem.value
    if shape.types[problem.type]["kind"] in ("secret", "secrets") and not isinstance(value, (dict, list, bool)):
        # In the place of a secret a number may be one.
        return "a string" if isinstance(value, str) else "a number" if isinstance(value, (int, float)) else quote(value)
    if isinstance(value, str):
        # A file that is one string is no config, so nobody can tell what it is.
        return f"the string {quote(value)}" if problem.pointer else "a string"
    if isinstance(value, bool) or value is None or isinstance(value, (dict, list)):
        return quote(value)
    return f"the number {quote(value)}"


def remedy(problem: Problem, shape: Shape) -> str | None:
    """Say how to write the value that stands there as the type it should have; None if that cannot be told."""
    kind = shape.types[problem.type]["kind"]
    value = problem.value
    if isinstance(value, str):
        if kind == "boolean" and value.strip().lower() in ("true", "false"):
            return f"write {value.strip().lower()} without quotes"
        if kind in ("integer", "number") and _numeral(kind).fullmatch(value.strip()):
            return f"write {value.strip()} without quotes"
        if kind in ("array", "secrets"):
            return "put it into an array: [ ... ]"
    elif value == [] and kind in ("object", "map"):
        return "write {}"
    elif kind in ("string", "secret") and isinstance(value, (int, float)):
        return "put it in double quotes"
    elif kind == "boolean" and value in (0, 1) and not isinstance(value, (dict, list)):
        return f"write {'true' if value else 'false'}"
    return None


def _numeral(kind: str) -> re.Pattern[str]:
    return _INTEGER if kind == "integer" else _NUMBER


def retyping(problem: Problem, shape: Shape) -> Change | None:
    """Return the change that :func:`remedy` tells of; None if there is none that leaves no doubt."""
    kind, value, place = shape.types[problem.type]["kind"], problem.value, problem.pointer
    if isinstance(value, str):
        word = value.strip()
        if kind == "boolean" and word.lower() in ("true", "false"):
            return Put(place, word.lower() == "true")
        if kind in ("integer", "number") and _numeral(kind).fullmatch(value):
            return Unquote(place)
        of = shape.types[problem.type].get("of", "")
        is_list = kind == "secrets" or (kind == "array" and shape.types[of]["kind"] == "string")
        # A text with commas or blanks may be meant as several.
        if is_list and value and (kind == "secrets" or not re.search(r"[,;\s]", value)):
            return Gather((place,), place)
    elif value == [] and kind in ("object", "map"):
        return Put(place, {})
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        if kind in ("string", "secret"):
            return Quote(place)
        if kind == "boolean" and value in (0, 1):
            return Put(place, value == 1)
    return None
