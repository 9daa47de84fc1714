"""Repeated objects as one: Go decodes the later one into what the earlier one left."""

from __future__ import annotations

from typing import Any

from picoclaw_lint.document.values import Repeated
from picoclaw_schema import Shape


def merged(value: Any, type_name: str, shape: Shape) -> Any:
    """Return ``value`` with every repeated key decoded as Go does: structs and arrays merge, the rest is replaced."""
    spec = shape.types[type_name]
    kind = spec["kind"]
    if kind == "text-or-object":
        return merged(value, spec["of"], shape)
    if isinstance(value, list) and kind == "array":
        items = [merged(item, spec["of"], shape) for item in value]
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    if not isinstance(value, dict) or kind not in ("object", "map", "registries"):
        return value
    pairs = value.pairs if isinstance(value, Repeated) else list(value.items())
    result: dict[str, Any] = {}
    changed = isinstance(value, Repeated)
    for key, child in pairs:
        of = _type_under(spec, key)
        new = child if of is None else merged(child, of, shape)
        changed = changed or new is not child
        # Go keeps the fields of a struct; an entry of a map starts from nothing each time.
        result[key] = _join(result[key], new, of, shape) if key in result and of and kind == "object" else new
    return result if changed else value


def _type_under(spec: dict[str, Any], key: str) -> str | None:
    if spec["kind"] == "object":
        field = spec["fields"].get(key)
        return field[0] if field else None
    of: str | None = spec.get("of")
    return of


def _join(old: Any, new: Any, type_name: str, shape: Shape) -> Any:
    """Decode ``new`` over ``old``."""
    spec = shape.types[type_name]
    kind = spec["kind"]
    if kind == "object" and isinstance(old, dict):
        if new is None:
            return old
        if isinstance(new, dict):
            fields = spec["fields"]
            joined = dict(old)
            for key, child in new.items():
                joined[key] = _join(old[key], child, fields[key][0], shape) if key in old and key in fields else child
            return joined
    if kind == "map" and isinstance(old, dict) and isinstance(new, dict):
        return {**old, **new}
    if kind == "array" and isinstance(old, list) and isinstance(new, list):
        of = spec["of"]
        return [_join(old[i], child, of, shape) if i < len(old) else child for i, child in enumerate(new)]
    if new is None and kind in ("string", "integer", "boolean", "number"):
        return old
    return new
