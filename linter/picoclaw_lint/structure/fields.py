"""Questions about the fields a release knows."""

from __future__ import annotations

from functools import cache

from picoclaw_lint.structure.walker import fold
from picoclaw_schema import RELEASES, Shape, shape_for


def fields(shape: Shape, type_name: str) -> list[str]:
    """Return the fields of an object type that the shape's release knows; none for other types."""
    known: dict[str, list[int]] = shape.types[type_name].get("fields", {})
    return [key for key, field in known.items() if field[1] <= shape.rank]


def spelled(shape: Shape, type_name: str, key: str) -> str:
    """Return the field that ``key`` is, case aside."""
    return next(field for field in fields(shape, type_name) if fold(field) == fold(key))


def first_release(shape: Shape, type_name: str, key: str) -> str | None:
    """Return the first release that knows ``key`` in a type; None if none does."""
    field = shape.types[type_name].get("fields", {}).get(key)
    return None if field is None else list(RELEASES)[field[1]]


@cache
def _places(release: str) -> dict[str, list[str]]:
    shape = shape_for(3, release)
    found: dict[str, list[str]] = {}
    waiting: list[tuple[str, str]] = [(shape.root, "")]
    for type_name, path in waiting:
        spec = shape.types[type_name]
        kind, of = spec["kind"], spec.get("of", "")
        if kind in ("array", "registries"):
            waiting.append((of, f"{path}[]"))
        elif kind == "map":
            waiting.append((of, f"{path}.*"))
        elif kind == "text-or-object":
            waiting.append((of, path))
        elif kind == "object":
            for key in fields(shape, type_name):
                place = f"{path}.{key}" if path else key
                found.setdefault(key, []).append(place)
                waiting.append((spec["fields"][key][0], place))
    return found


def is_comment(key: str) -> bool:
    """Whether a key is what people write for a comment, as JSON has none."""
    bare = key.lower().strip("_-$/#. ")
    return key.startswith(("_", "$", "//", "#")) or bare in ("comment", "comments", "note", "notes", "readme")


def places_of(key: str, release: str) -> list[str]:
    """Return every place of a version 3 config that has a field of this name, as dotted paths."""
    return _places(release).get(key, [])
