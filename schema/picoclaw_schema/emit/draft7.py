"""JSON Schema, draft-07: the one draft that VS Code, JetBrains, yaml-language-server and SchemaStore share.

What a schema of this draft cannot say of PicoClaw's loader is listed in docs/architecture.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from picoclaw_schema import RELEASES, rank
from picoclaw_schema.emit.types import CHANNEL_TYPES, FieldSpec, Table, Type, channel_rank
from picoclaw_schema.model.field import any_case

Schema = dict[str, Any]

_INT64 = {"minimum": -(2**63), "maximum": 2**63 - 1}
_SCALARS: dict[str, Schema] = {
    "string": {"type": "string"},
    "integer": {"type": "integer", **_INT64},
    "boolean": {"type": "boolean"},
    "number": {"type": "number"},
    "secret": {"type": "string"},
    "free-object": {"type": "object"},
}


@dataclass(frozen=True)
class Flavour:
    """A choice of what a schema says, from the same models.

    Attributes:
        name: for the title.
        nullable: whether null is allowed where PicoClaw takes it for "not given".
        closed: whether unknown keys are refused.
    """

    name: str
    nullable: bool = True
    closed: bool = True


STRICT = Flavour("strict")


def emit_schema(table: Table, release: str, flavour: Flavour, url: str) -> Schema:
    """Return the schema of a release: every config version, in one file without remote references."""
    return _Emitter(table, release, flavour).whole(url)


class _Emitter:
    def __init__(self, table: Table, release: str, flavour: Flavour) -> None:
        self.table = table
        self.release = release
        self.rank = rank(release)
        self.flavour = flavour
        self.definitions: dict[str, Schema] = {}

    def whole(self, url: str) -> Schema:
        """The file: by ``version``, what version 3 says or what the older ones do."""
        current = self.reference(self.table.root)
        legacy = self.reference(self.table.legacy_model_root)
        return {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "$id": url,
            "title": f"PicoClaw config.json ({self.release})",
            "description": f"What PicoClaw {self.release} ({RELEASES[self.release]}) loads.",
            "type": "object",
            "properties": {"version": {"type": ["integer", "null"], "minimum": 0, "maximum": 3}},
            "if": {"properties": {"version": {"const": 3}}, "required": ["version"]},
            "then": current,
            "else": legacy,
            "definitions": dict(sorted(self.definitions.items())),
        }

    def reference(self, name: str) -> Schema:
        """A reference to the definition of an object type, which is made when first asked for."""
        key = name.replace("|string", "OrText")
        if key not in self.definitions:
            self.definitions[key] = {}
            self.definitions[key].update(self.object(name))
        return {"$ref": f"#/definitions/{key}"}

    def type(self, name: str) -> Schema:
        """The schema of a value of a type."""
        spec = self.table.types[name]
        kind = spec.kind
        if kind in _SCALARS:
            return self._nullable(_SCALARS[kind])
        if kind in ("any", "settings"):
            return {}
        if kind in ("object", "text-or-object"):
            return self.reference(name)
        if kind == "strings":
            return self._nullable({"type": ["string", "number", "array"]})
        if kind == "secrets":
            several: Schema = {"type": "array", "items": self.type("secret")}
            return {"anyOf": [self._nullable(several), {"const": "[NOT_HERE]"}]}
        assert spec.of is not None
        return self._container(spec, spec.of)

    def _container(self, spec: Type, of: str) -> Schema:
        if spec.kind == "array":
            item = self.type(of)
            if spec.null_crashes:
                item = {"allOf": [item], "type": "object"}
            return self._nullable({"type": "array", "items": item})
        if spec.kind == "registries":
            lenient = {**self._fields(self.table.types[of]), "type": ["object", "null"]}
            lenient["properties"] = {**lenient["properties"], "param": self.type("free-object")}
            return self._nullable(
                {"type": ["object", "array"], "additionalProperties": lenient, "items": self.type(of)}
            )
        if of == "Channel":
            return self._nullable(self._flat_channels() if spec.kind == "flat-channels" else self._channels())
        return self._nullable({"type": "object", "additionalProperties": self.type(of)})

    def object(self, name: str) -> Schema:
        """The definition of an object type."""
        spec = self.table.types[name]
        if spec.kind == "text-or-object":
            assert spec.of is not None
            inner = self.object(spec.of)
            return {**inner, "type": ["object", "string", *(["null"] if self.flavour.nullable else [])]}
        emitted = self._nullable({"type": "object", **self._fields(spec)})
        if name == self.table.legacy_model_root:
            # The older form knows the key, but no release loads a file that has it (docs/picoclaw.md 1.3).
            del emitted["properties"]["providers"]
        if name == "TurnProfile" and self.rank >= rank("0.2.9"):
            emitted |= self._enabled_modes(spec)
        if spec.description:
            emitted["description"] = spec.description
        if self.flavour.closed:
            emitted["additionalProperties"] = False
        return emitted

    def _enabled_modes(self, spec: Type) -> Schema:
        """PicoClaw looks at the modes of a turn profile only when it is enabled; not all parts take ``custom``."""
        modes: Schema = {}
        for key, field in spec.fields.items():
            mode = self.table.types[field.type].fields.get("mode")
            if mode is not None:
                known = any_case(*mode.facts["values"])
                modes[key] = {
                    "properties": {"mode": {"type": ["string", "null"], "pattern": known}},
                    "type": ["object", "null"],
                }
        enabled: Schema = {"properties": {"enabled": {"const": True}}, "required": ["enabled"]}
        return {"if": enabled, "then": {"properties": modes}}

    def _fields(self, spec: Type) -> Schema:
        known = {key: field for key, field in spec.fields.items() if field.rank <= self.rank}
        needed = [key for key, field in known.items() if field.facts.get("needed")]
        emitted: Schema = {"properties": {key: self.field(field) for key, field in known.items()}}
        return {**emitted, "required": needed} if needed else emitted

    def field(self, field: FieldSpec) -> Schema:
        """The schema under a key. A keyword beside ``$ref`` is ignored in draft-07, hence ``allOf``."""
        schema = self.type(field.type)
        if field.facts.get("needed"):
            schema = {key: "string" if key == "type" else value for key, value in schema.items()}
        if "$ref" in schema:
            schema = {"allOf": [schema]}
        return {"description": field.description, **schema, **self._refusals(field)}

    def _refusals(self, field: FieldSpec) -> Schema:
        """What PicoClaw refuses when it loads a value of the right type."""
        emitted: Schema = {"minLength": 1} if field.facts.get("needed") else {}
        since = field.facts.get("refused_from")
        if since is not None and rank(since) <= self.rank:
            emitted |= {key: field.facts[key] for key in ("minimum", "maximum", "pattern") if key in field.facts}
        return emitted

    def _nullable(self, schema: Schema) -> Schema:
        if not self.flavour.nullable:
            return schema
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return {**schema, "type": [*types, "null"]}

    def _channel_types(self) -> list[str]:
        return [name for name in sorted(CHANNEL_TYPES) if channel_rank(name) <= self.rank]

    def _settings(self, name: str) -> Schema:
        """Settings of a channel type: known keys are checked, others pass; an empty array counts as nothing."""
        key = self.table.settings[name]
        if key not in self.definitions:
            self.definitions[key] = {}
            fields = self._fields(self.table.types[key])
            self.definitions[key].update({"type": ["object", "array", "null"], "maxItems": 0, **fields})
        return {"$ref": f"#/definitions/{key}"}

    def _channels(self) -> Schema:
        """Channels by name: the settings go by ``type``, and by the name where no type is given."""
        names = self._channel_types()
        channel = self.reference("Channel")
        untyped: Schema = {"not": {"properties": {"type": {"type": "string", "minLength": 1}}, "required": ["type"]}}
        definition = self.definitions["Channel"]
        if "allOf" not in definition:
            definition["allOf"] = [self._when_typed(name) for name in names]
        entry = self._nullable({"type": "object"})
        by_name = {
            name: {
                **entry,
                "allOf": [channel],
                "if": untyped,
                "then": {"properties": {"settings": self._settings(name)}},
                "else": {"properties": {"type": {"enum": names}}},
            }
            for name in names
        }
        typed = {"properties": {"type": {"enum": names}}, "required": ["type"]}
        own_name: Schema = {**entry, "allOf": [channel], "if": {"type": "object"}, "then": typed}
        return {"type": "object", "properties": by_name, "additionalProperties": own_name}

    def _when_typed(self, name: str) -> Schema:
        return {
            "if": {"properties": {"type": {"const": name}}, "required": ["type"]},
            "then": {"properties": {"settings": self._settings(name)}},
        }

    def _flat_channels(self) -> Schema:
        """Channels of an old file: by type, with ``settings`` or with the settings beside the common keys."""
        common = {key: self.field(spec) for key, spec in self.table.types["Channel"].fields.items()}
        moved = {
            "mention_only": self._nullable({"type": "boolean"}),
            "group_trigger_prefix": self._nullable({"type": "array", "items": self.type("string")}),
        }
        entries: dict[str, Schema] = {}
        for name in self._channel_types():
            settings = self._fields(self.table.types[self.table.settings[name]])["properties"]
            entries[name] = {
                "type": ["object", "null"],
                "properties": {**settings, **moved, **common, "settings": self._settings(name)},
            }
        return {"type": "object", "properties": entries, "additionalProperties": {"type": "null"}}
