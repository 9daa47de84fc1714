"""The models as a table of types: the one form that every emitter reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

from pydantic.fields import FieldInfo

from picoclaw_schema import RELEASES, rank
from picoclaw_schema.model.channels import CHANNEL_TYPES, Channel
from picoclaw_schema.model.config import Config
from picoclaw_schema.model.field import Decoding, Section
from picoclaw_schema.model.legacy import VERSION_3_ONLY, LegacyConfig

_PLAIN: dict[Any, str] = {str: "string", int: "integer", bool: "boolean", float: "number"}
# Kinds that say all by themselves; their type is called like the kind.
SCALARS = (*_PLAIN.values(), "secret", "secrets", "strings", "any", "free-object", "settings")


@dataclass(frozen=True)
class FieldSpec:
    """A key of an object: the type of its value, the description, and what else the model says of it."""

    type: str
    description: str
    facts: dict[str, Any]

    @property
    def rank(self) -> int:
        """The place of the first release that knows the key."""
        since = self.facts.get("since")
        return 0 if since is None else rank(since)


@dataclass(frozen=True)
class Type:
    """A type of the table.

    Attributes:
        kind: how a value is decoded; see :class:`picoclaw_schema.model.field.Decoding`.
        fields: the keys of an object.
        of: the type of the members of a container.
        null_crashes: whether a null member crashes PicoClaw (a Go slice of pointers).
        description: what the section is.
    """

    kind: str
    fields: dict[str, FieldSpec] = field(default_factory=dict)
    of: str | None = None
    null_crashes: bool = False
    description: str = ""


@dataclass(frozen=True)
class Table:
    """All types by name, the roots, and the settings type of each channel type."""

    types: dict[str, Type]
    root: str
    legacy_root: str
    legacy_model_root: str
    settings: dict[str, str]


def read_models() -> Table:
    """Read the models into a table."""
    reader = _Reader()
    root = reader.section(Config)
    legacy_models = reader.legacy(reader.section(LegacyConfig))
    settings = {name: reader.section(spec.settings) for name, spec in CHANNEL_TYPES.items()}
    return Table(reader.types, root, reader.legacy_check(legacy_models), legacy_models, settings)


class _Reader:
    def __init__(self) -> None:
        self.types: dict[str, Type] = {name: Type(name) for name in SCALARS}

    def section(self, model: type[Section]) -> str:
        name = model.__name__
        if name not in self.types:
            self.types[name] = Type("object", description=_first_line(model))
            fields = {key: self._field(info) for key, info in model.model_fields.items()}
            self.types[name].fields.update(fields)
        return name

    def legacy(self, name: str) -> str:
        """Leave out of an old file's type what only version 3 has."""
        for key in VERSION_3_ONLY:
            del self.types[name].fields[key]
        return name

    def legacy_check(self, models: str) -> str:
        """PicoClaw checks an old file against this first: models and channels are free maps there.

        Their keys are checked after the migration, in version 3 (docs/picoclaw.md 1.4).
        """
        fields = dict(self.types[models].fields)
        free = {"model_list": self._container("array", "free-object"), "channels": "free-object"}
        for key, type_name in free.items():
            fields[key] = FieldSpec(type_name, fields[key].description, fields[key].facts)
        self.types["LegacyCheck"] = Type("object", fields)
        return "LegacyCheck"

    def _field(self, info: FieldInfo) -> FieldSpec:
        decoding = next((item.name for item in info.metadata if isinstance(item, Decoding)), None)
        extra = info.json_schema_extra
        assert isinstance(extra, dict)
        return FieldSpec(self._type(info.annotation, decoding), info.description or "", dict(extra))

    def _type(self, annotation: Any, decoding: str | None) -> str:
        if get_origin(annotation) is Annotated:
            annotation, *metadata = get_args(annotation)
            decoding = next((item.name for item in metadata if isinstance(item, Decoding)), decoding)
        if decoding in SCALARS:
            return decoding
        if annotation in _PLAIN:
            return _PLAIN[annotation]
        if isinstance(annotation, type) and issubclass(annotation, Section):
            name = self.section(annotation)
            return name if decoding is None else self._container(decoding, name)
        arguments = [item for item in get_args(annotation) if item is not NoneType]
        of = self._type(arguments[-1], None)
        kind = "array" if get_origin(annotation) is list else "map"
        if decoding in ("registries", "flat-channels", "pointers"):
            kind = decoding
        return self._container(kind, of)

    def _container(self, kind: str, of: str) -> str:
        marks = {"array": "[]", "pointers": "[*]", "map": "{}", "text-or-object": "|string"}
        name = of + marks.get(kind, f"({kind})")
        crashes = kind == "pointers"
        self.types[name] = Type("array" if crashes else kind, of=of, null_crashes=crashes)
        return name


def _first_line(model: type[Section]) -> str:
    return (model.__doc__ or "").strip().splitlines()[0]


def channel_rank(name: str) -> int:
    """Return the place of the first release that knows a channel type."""
    since = CHANNEL_TYPES[name].since
    return 0 if since is None else rank(since)


__all__ = [
    "CHANNEL_TYPES",
    "RELEASES",
    "Channel",
    "FieldSpec",
    "Table",
    "Type",
    "channel_rank",
    "read_models",
]
