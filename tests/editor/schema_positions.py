"""Every place in a config where an editor is asked for something, made from the models."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from language_service import CURSOR

from picoclaw_schema import rank
from picoclaw_schema.emit.types import CHANNEL_TYPES, FieldSpec, Table, channel_rank, read_models

# Where the value goes in the text around it.
_SLOT = "□"
Around = str


class Position(NamedTuple):
    """A place for the cursor.

    Attributes:
        path: where it is, for people.
        text: a config with the cursor in it.
        kind: ``key`` for a new key of an object, ``name`` for one of a map, ``value`` for what is behind a key, and
            ``member`` for a new one of a list.
        section: the object type that the key belongs to; empty in maps and lists.
        field: for a value, what the models say of it.
    """

    path: str
    text: str
    kind: Literal["key", "name", "value", "member"]
    section: str = ""
    field: FieldSpec | None = None

    @property
    def is_deprecated(self) -> bool:
        """Whether it is the value of a key that should not be written any more."""
        return self.field is not None and is_deprecated(self.field)


def is_deprecated(field: FieldSpec) -> bool:
    """Whether the models say that a field does nothing or has been replaced."""
    return "dead" in field.facts or "replaced_by" in field.facts


def is_offered(field: FieldSpec) -> bool:
    """Whether the models say that people write a field."""
    return not is_deprecated(field) and field.facts.get("offered", True) is True


@cache
def models() -> Table:
    """Return the models."""
    return read_models()


@cache
def positions(release: str = "0.3.0") -> tuple[Position, ...]:
    """Return every position there is in configs of version 3 and of version 1."""
    walk, table = _Walk(release), models()
    current = walk.object(table.root, "", _SLOT, '"version": 3')
    legacy = walk.object(table.legacy_model_root, "version 1", _SLOT, '"version": 1')
    return (*current, *legacy)


class _Walk:
    def __init__(self, release: str) -> None:
        self.rank = rank(release)
        self.types = models().types
        self.channels = [name for name in sorted(CHANNEL_TYPES) if channel_rank(name) <= self.rank]

    def object(self, section: str, path: str, around: Around, *members: str) -> Iterator[Position]:
        """Yield what is in the object at the slot of a text, where ``members`` are already."""
        yield Position(path, _put(around, _object(CURSOR, *members)), "key", section)
        known = {key: field for key, field in self.types[section].fields.items() if field.rank <= self.rank}
        needed = [f'"{key}": "x"' for key, field in known.items() if field.facts.get("needed")]
        for key, field in known.items():
            others = [*members, *(member for member in needed if not member.startswith(f'"{key}"'))]
            inside = _put(around, _object(*others, f'"{key}": {_SLOT}'))
            where = f"{path}.{key}".lstrip(".")
            yield Position(where, _put(inside, CURSOR), "value", section, field)
            yield from self._inside(field.type, where, inside)

    def _inside(self, name: str, path: str, around: Around) -> Iterator[Position]:
        """Yield what is in a value of a type."""
        spec = self.types[name]
        kind, of = spec.kind, spec.of
        if kind == "object":
            yield from self.object(name, path, around)
        elif kind in ("strings", "secrets"):
            yield Position(f"{path}[]", _put(around, f"[{CURSOR}]"), "member")
        elif of == "Channel":
            yield Position(f"{path}.*", _put(around, _object(CURSOR)), "name")
            yield from self._flat(path, around) if kind == "flat-channels" else self._named(path, around)
        elif kind == "text-or-object":
            assert of is not None
            yield from self.object(of, path, around)
        elif of is not None:
            if kind in ("array", "registries"):
                list_ = _put(around, f"[{_SLOT}]")
                yield Position(f"{path}[]", _put(list_, CURSOR), "member")
                yield from self._inside(of, f"{path}[]", list_)
            if kind in ("map", "registries"):
                yield Position(f"{path}.*", _put(around, _object(CURSOR)), "name")
                named = _put(around, _object(f'"any": {_SLOT}'))
                yield Position(f"{path}.any", _put(named, CURSOR), "value")
                yield from self._inside(of, f"{path}.any", named)

    def _named(self, path: str, around: Around) -> Iterator[Position]:
        """Channels called like their type, and channels that say their type."""
        yield Position(f"{path}.my-bot", _put(around, _object(f'"my-bot": {CURSOR}')), "value")
        for name in self.channels:
            yield Position(f"{path}.{name}", _put(around, _object(f'"{name}": {CURSOR}')), "value")
            for channel, members in ((name, []), ("my-bot", [f'"type": {json.dumps(name)}'])):
                where = f"{path}.{channel}({name})"
                one = _put(around, _object(f'"{channel}": {_SLOT}'))
                yield from self.object("Channel", where, one, *members)
                settings = _put(one, _object(*members, f'"settings": {_SLOT}'))
                yield from self.object(models().settings[name], f"{where}.settings", settings)

    def _flat(self, path: str, around: Around) -> Iterator[Position]:
        """Channels of older files, with their settings beside the other keys or under ``settings``."""
        for name in self.channels:
            section = models().settings[name]
            one = _put(around, _object(f'"{name}": {_SLOT}'))
            yield Position(f"{path}.{name}", _put(one, CURSOR), "value")
            yield from self.object("Channel", f"{path}.{name}", one)
            yield from self.object(section, f"{path}.{name}", one)
            settings = _put(one, _object(f'"settings": {_SLOT}'))
            yield from self.object(section, f"{path}.{name}.settings", settings)


def _object(*members: str) -> str:
    """Return an object; the cursor, as its first member, has no comma behind it: the editor puts one there."""
    first, *others = members
    return "{" + (f"{first} {', '.join(others)}" if first == CURSOR else ", ".join(members)).strip() + "}"


def _put(around: Around, value: str) -> str:
    return around.replace(_SLOT, value)
