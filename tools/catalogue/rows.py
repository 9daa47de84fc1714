"""Rows of the catalogue: what is known of a model, as it is written."""

from __future__ import annotations

import re
from typing import Any

from catalogue.claims import CHAT, KINDS
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


def check_rows(providers: Providers, as_of: str) -> None:
    """Refuse values of the wrong shape, and a replacement that is unknown or was shut down itself."""
    for provider, rows in providers.items():
        for model, row in rows.items():
            where = f"{provider}/{model}"
            if row.get("k", CHAT) not in KINDS:
                raise CatalogueError(f"{where}: unknown kind {row['k']!r}")
            for limit in ("ctx", "out"):
                if limit in row and (type(row[limit]) is not int or int(row[limit]) <= 0):
                    raise CatalogueError(f"{where}: {limit} must be a positive number")
            if "eol" in row and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(row["eol"])):
                raise CatalogueError(f"{where}: eol must be YYYY-MM-DD")
            if "to" in row and not is_live(rows.get(str(row["to"])), as_of):
                raise CatalogueError(f"{where}: its replacement {row['to']} is not a live model")
