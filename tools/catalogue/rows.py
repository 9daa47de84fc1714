"""Rows of the catalogue: what is known of a model, as it is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from catalogue.claims import CHAT, KINDS, TOOLS
from catalogue.failure import CatalogueError

# The keys of a row in the order in which they are written: what the model is for (chat if absent), tokens of context
# and of an answer, the day of its shutdown, the model to take instead, whether it takes images, whether it reasons, the
# only temperature it takes, how it takes tools, what of all this is not sure, and the letters of its sources.
FIELDS = ("k", "ctx", "out", "eol", "to", "vision", "reasoning", "temp", "tools", "unsure", "s")

# Whose list is good enough to call an id unknown: sources know nearly all of these, those of the vendor among them.
COMPLETE = ("anthropic", "gemini", "groq", "mistral", "openai")

Row = dict[str, Any]
Rows = dict[str, Row]
Providers = dict[str, Rows]


def minimal(row: Row) -> Row:
    """A row's keys in their order, without the kind that most models have."""
    return {key: row[key] for key in FIELDS if key in row and (key, row[key]) != ("k", CHAT)}


def is_live(row: Row | None, on: str) -> bool:
    """Whether a model that is known is not shut down on a day, YYYY-MM-DD."""
    return row is not None and str(row.get("eol", "9999")) > on


def check_form(providers: object, where: str) -> Providers:
    """Return what was read as rows; raises :class:`CatalogueError` that names the first that is none."""
    if not isinstance(providers, dict):
        raise CatalogueError(f"{where}: an object of provider to models is wanted")
    for provider, rows in providers.items():
        if not isinstance(rows, dict):
            raise CatalogueError(f"{where}: {provider}: an object of model to row is wanted")
        for model, row in rows.items():
            _check_row(row, f"{where}: {provider}/{model}")
    return providers


# What else a value has to be, by its key.
_FORMS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "k": (lambda value: isinstance(value, str) and value in KINDS, f"one of {', '.join(sorted(KINDS))}"),
    "ctx": (lambda value: type(value) is int and value > 0, "a positive number"),
    "out": (lambda value: type(value) is int and value > 0, "a positive number"),
    "eol": (lambda value: isinstance(value, str) and _is_day(value), "a day, YYYY-MM-DD"),
    "to": (lambda value: isinstance(value, str), "an id"),
    "vision": (lambda value: isinstance(value, bool), "true or false"),
    "reasoning": (lambda value: isinstance(value, bool), "true or false"),
    "temp": (lambda value: type(value) is int, "a number"),
    "tools": (lambda value: value in TOOLS, f"one of {', '.join(TOOLS)}"),
    "unsure": (lambda value: isinstance(value, list) and set(map(str, value)) <= set(FIELDS), "a list of keys"),
    "s": (lambda value: isinstance(value, str), "letters"),
}


def _check_row(row: object, where: str) -> None:
    if not isinstance(row, dict) or "s" not in row:
        raise CatalogueError(f"{where}: an object with the letters of its sources is wanted")
    for key, value in row.items():
        is_right, wanted = _FORMS.get(key, (lambda _: False, "left out"))
        if not is_right(value):
            raise CatalogueError(f"{where}: {key} must be {wanted}, not {value!r}")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def check_rows(providers: Providers, as_of: str, where: str) -> None:
    """Refuse values of the wrong form, and a replacement that is unknown or was shut down itself."""
    for provider, rows in check_form(providers, where).items():
        for model, row in rows.items():
            if "to" in row and not is_live(rows.get(str(row["to"])), as_of):
                raise CatalogueError(f"{where}: {provider}/{model}: its replacement {row['to']} is not a live model")
