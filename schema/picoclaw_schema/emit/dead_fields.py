"""The table of fields that PicoClaw reads and never uses, for the linter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from picoclaw_schema.emit.types import Table


def emit_dead_fields(table: Table) -> dict[str, Any]:
    """Return the dead fields of a version 3 config, those of channels left out, as their type decides on them.

    Each has its ``path`` (``[]`` stands for every element of an array), why it is dead, and what took its place.
    """
    return {"fields": [*_walk(table, table.root, [])]}


def _walk(table: Table, type_name: str, path: list[str]) -> Iterator[dict[str, Any]]:
    spec = table.types[type_name]
    if spec.kind == "array":
        yield from _walk(table, spec.of or "", [*path, "[]"])
    elif spec.kind == "text-or-object":
        yield from _walk(table, spec.of or "", path)
    for key, field in spec.fields.items() if spec.kind == "object" else ():
        here = [*path, key]
        if "dead" in field.facts:
            yield {"path": here, "why": field.facts["dead"], "instead": field.facts.get("replaced_by")}
        else:
            yield from _walk(table, field.type, here)
