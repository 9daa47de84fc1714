"""JSON Schema, draft-07: the one draft that VS Code, JetBrains, yaml-language-server and SchemaStore share.

What a schema of this draft cannot say of PicoClaw's loader is listed in docs/architecture.md.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from picoclaw_schema import RELEASES, rank
from picoclaw_schema.emit.flavour import Flavour, Null
from picoclaw_schema.emit.refusals import (
    COMMENT,
    IN_SETTINGS,
    KEY_IN_VERSION_2,
    NEW_SECTIONS,
    PROVIDERS,
    WECOM,
    pattern_message,
    unknown_channel,
    why_refused,
)
from picoclaw_schema.emit.snippets import MAIN_PROVIDERS, Snippets
from picoclaw_schema.emit.types import CHANNEL_TYPES, FieldSpec, Table, Type, channel_rank
from picoclaw_schema.emit.words import blank, is_deprecated, is_offered, words
from picoclaw_schema.model.field import any_case
from picoclaw_schema.model.tools_skills import REGISTRIES

Schema = dict[str, Any]

_SCALARS: dict[str, tuple[str, Schema]] = {
    "string": ("string", {}),
    "integer": ("integer", {"minimum": -(2**63), "maximum": 2**63 - 1}),
    "boolean": ("boolean", {}),
    "number": ("number", {}),
    "secret": ("string", {}),
    "free-object": ("object", {}),
}
# To say "null" without naming it: see Null.BESIDE.
_NULL: Schema = {"not": {"anyOf": [{"type": name} for name in ("array", "boolean", "number", "object", "string")]}}
_TYPED: Schema = {"properties": {"type": {"type": "string", "minLength": 1}}, "required": ["type"]}
_UNTYPED: Schema = {"not": {"type": "object", **_TYPED}}
# Keys of an old channel that are no settings, whatever its type: PicoClaw puts them into group_trigger.
_MOVED = {"mention_only", "group_trigger_prefix"}


def _having(key: str, value: Schema | None = None) -> Schema:
    """An object with a key, of which the value may be said. Within "not", or VS Code would offer the key."""
    return {"properties": {key: value or {}}, "required": [key]}


# What only files of version 0 to 2 have.
_OLD: list[Schema] = [
    _having("channels"),
    _having("bindings"),
    _having("model_list", {"type": "array", "contains": {"type": "object", **_having("api_key")}}),
    _having("agents", {"type": "object", **_having("defaults", {"type": "object", **_having("model")})}),
]
# A list of keys may be this text, where PicoClaw itself has put the keys into the security file.
_NOT_HERE = "[NOT_HERE]"


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
        self.channel_types = [name for name in sorted(CHANNEL_TYPES) if channel_rank(name) <= self.rank]
        self.snippets = Snippets(release, {name: self._offered_settings(name) for name in self.channel_types})
        self.providers = self.snippets.values("providers")

    def _offered_settings(self, channel_type: str) -> set[str]:
        fields = self.table.types[self.table.settings[channel_type]].fields
        return {key for key, field in fields.items() if field.rank <= self.rank and not is_deprecated(field)}

    def whole(self, url: str) -> Schema:
        """The file: by ``version``, what version 3 says or what the older ones do."""
        current = self.reference(self.table.root)
        legacy = self.reference(self.table.legacy_model_root)
        version = self.field(self.table.types[self.table.root].fields["version"])
        is_current = _has_version(3)
        described: Schema = {"properties": {"version": version}}
        if self.flavour.vscode:
            # A number alone does not make an old file a new one, so it is offered only where nothing old stands.
            for said in (is_current["properties"]["version"], legacy_version := dict(version)):
                said["doNotSuggest"] = True
            version["suggestSortText"] = "00"
            described = {
                "properties": {"version": legacy_version},
                "allOf": [{"if": {"not": {"anyOf": _OLD}}, "then": {"properties": {"version": version}}}],
            }
        return {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "$id": url,
            "title": f"PicoClaw config.json ({self.release}), {self.flavour.title}",
            "description": f"What PicoClaw {self.release} ({RELEASES[self.release]}) loads.",
            **({"defaultSnippets": [self.snippets.config()]} if self.flavour.rich else {}),
            "type": "object",
            **described,
            "if": is_current,
            "then": current,
            # Put the other way round, or VS Code would offer version 2.
            "else": {"allOf": [legacy], "if": {"not": _has_version(2)}, "else": self._version_2()},
            "definitions": dict(sorted(self.definitions.items())),
        }

    def _version_2(self) -> Schema:
        """What version 2 refuses of the older form: nothing moves ``api_key`` any more (docs/picoclaw.md 1.4)."""
        refused: Schema = {"not": {}}
        if self.flavour.vscode:
            refused |= {**_refused(KEY_IN_VERSION_2), "doNotSuggest": True}
        model = self._value({"object": {"properties": {"api_key": refused}}})
        return {"properties": {"model_list": self._value({"array": {"items": model}})}}

    def _define(self, key: str, make: Callable[[], Schema]) -> Schema:
        """A reference to a definition, which is made when first asked for."""
        if key not in self.definitions:
            # The entry comes first, since a definition may refer to itself.
            self.definitions[key] = {}
            self.definitions[key].update(make())
        return {"$ref": f"#/definitions/{key}"}

    def reference(self, name: str) -> Schema:
        """A reference to the definition of an object type."""
        return self._define(name.replace("|string", "OrText"), lambda: self.object(name))

    # Values

    def type(self, name: str, limits: Schema | None = None, values: dict[str, str] | None = None) -> Schema:
        """The schema of a value of a type.

        Args:
            name: the type.
            limits: further keywords for a scalar.
            values: for texts, the values to offer, each with a sentence.
        """
        spec = self.table.types[name]
        kind = spec.kind
        if kind in _SCALARS:
            return self._scalar(kind, limits or {}, values or {})
        if kind in ("any", "settings"):
            return {}
        if kind in ("object", "text-or-object"):
            return self.reference(name)
        if kind == "strings":
            return self._value({"string": {}, "number": {}, "array": {}})
        if kind == "secrets":
            return self._define("secrets", self._secrets)
        assert spec.of is not None
        return self._container(spec, spec.of, values or {})

    def _value(self, by_type: dict[str, Schema]) -> Schema:
        """A value of one of some types, each with its keywords, or null."""
        keywords = {key: value for each in by_type.values() for key, value in each.items()}
        types = [*by_type]
        if self.flavour.null is Null.LISTED:
            return {"type": [*types, "null"], **keywords}
        null = self._define("null", lambda: _NULL)
        if self.flavour.null is Null.APART:
            return {"anyOf": [*({"type": name, **each} for name, each in by_type.items()), null]}
        return {**keywords, "anyOf": [{"type": types if len(types) > 1 else types[0]}, null]}

    def _scalar(self, kind: str, limits: Schema, values: dict[str, str]) -> Schema:
        name, keywords = _SCALARS[kind]
        if values and self.flavour.rich:
            # Two fields offer these, and they are many.
            is_long = values == self.providers
            known = self._define("Providers", lambda: self._known(values)) if is_long else self._known(values)
            plain = self._value({name: limits})
            if self.flavour.null is Null.BESIDE:
                return {"anyOf": [known, {"type": "string", **limits}, plain["anyOf"][-1]]}
            return {"anyOf": [known, *plain["anyOf"]]}
        if limits or self.flavour.null is Null.LISTED:
            return self._value({name: {**keywords, **limits}})
        return self._define(kind, lambda: self._value({name: keywords}))

    def _known(self, values: dict[str, str]) -> Schema:
        """Values to offer, each with its sentence; others may be valid as well."""
        known: Schema = {"type": "string", "enum": [*values], "enumDescriptions": [*values.values()]}
        if self.flavour.vscode and [*values] != sorted(values):
            # Without it, VS Code sorts them by the alphabet.
            known["enumSortTexts"] = [f"{place:02}" for place in range(len(values))]
        return known

    def _secrets(self) -> Schema:
        one = (
            {**self.type("secret"), "defaultSnippets": [blank("secret")]} if self.flavour.rich else self.type("secret")
        )
        several = self._value({"array": {"items": one}})
        if self.flavour.null is Null.LISTED:
            return {"anyOf": [several, {"const": _NOT_HERE}]}
        # Editors offer what const says, and this text is for PicoClaw to write.
        refused = {"patternErrorMessage": "PicoClaw wants an array of keys here."} if self.flavour.vscode else {}
        mark = {"type": "string", "pattern": r"^\[NOT_HERE\]$", **refused}
        return {**several, "anyOf": [*several["anyOf"], mark]}

    def _container(self, spec: Type, of: str, values: dict[str, str]) -> Schema:
        if spec.kind == "array":
            item = self._member(of, values)
            if spec.null_crashes:
                item = {"allOf": [{"$ref": item.pop("$ref")}], "type": "object", **item}
            return self._value({"array": {"items": item}})
        if spec.kind == "registries":
            entries = self._define(f"{of}ByName", lambda: self._lenient(of))
            named = {name: {"description": text, **entries} for name, text in REGISTRIES.items()}
            by_name = {"properties": named, "additionalProperties": entries}
            return self._value({"object": by_name, "array": {"items": self._member(of)}})
        if of == "Channel":
            return self._flat_channels() if spec.kind == "flat-channels" else self._channels()
        named = {}
        if self.flavour.rich:
            named = {key: {**self.type(of), **words} for key, words in self.snippets.named(of).items()}
        properties = {"properties": named} if named else {}
        return self._value({"object": {**properties, "additionalProperties": self._member(of, values)}})

    def _lenient(self, name: str) -> Schema:
        """A registry under its name: there, a key that is not known counts as a parameter."""
        fields = self._fields(self.table.types[name])
        return self._value({"object": {"properties": {**fields["properties"], "param": self._parameters()}}})

    def _parameters(self) -> Schema:
        """The parameters of a registry, where keys that are not known end up as well."""
        text = "Further parameters of the registry. Keys beside the known ones count as such, too."
        snippet = {"defaultSnippets": [blank("free-object")]} if self.flavour.rich else {}
        return {"description": text, **snippet, **self.type("free-object")}

    def _member(self, of: str, values: dict[str, str] | None = None) -> Schema:
        """The schema of a member of a list or of a map, with what it is and, for editors, what it may be."""
        schema = self.type(of, values=values)
        description = self.table.types[of].description
        if description:
            schema = {**schema, "description": description}
        snippets = self.snippets.members(of)
        return {**schema, "defaultSnippets": snippets} if snippets and self.flavour.rich else schema

    # Objects

    def object(self, name: str) -> Schema:
        """The definition of an object type.

        Its description stands where it is used: editors prefer that of a definition to that of a field.
        """
        spec = self.table.types[name]
        if spec.kind == "text-or-object":
            assert spec.of is not None
            return self._value({"object": self._keywords(spec.of), "string": {}})
        return self._value({"object": self._keywords(name)})

    def _keywords(self, name: str) -> Schema:
        """What is said of the keys of an object type."""
        spec = self.table.types[name]
        emitted = self._fields(spec, base=name.removeprefix("Legacy"))
        if name == self.table.legacy_model_root:
            # The older form knows the key, but no release loads a file that has it (docs/picoclaw.md 1.3).
            for place in (emitted["properties"], emitted.get("patternProperties", {})):
                place.pop("providers", place.pop("^providers$", None))
        if name in ("Model", "LegacyModel") and self.flavour.rich:
            emitted["allOf"] = [self._define("ModelIds", self._model_ids)]
        if name == "TurnProfile" and self.rank >= rank("0.2.9"):
            emitted |= self._enabled_modes(spec)
        if self.flavour.vscode:
            self._sort(name, emitted["properties"])
            if name == self.table.legacy_model_root:
                # Only the whole file can tell whether it may be offered.
                emitted["properties"]["version"] = {**emitted["properties"]["version"], "doNotSuggest": True}
            emitted["patternProperties"] = self._explained(name, emitted["properties"])
        return {**emitted, "additionalProperties": False}

    def _model_ids(self) -> Schema:
        """Ids to offer: behind their provider where none is named, else those of the provider that is."""
        ids = self.snippets.model_ids()
        prefixed = [f"{provider}/{name}" for provider, names in ids.items() for name in names]
        by_provider: list[Schema] = [{"if": {"not": _having("provider")}, "then": self._offering(prefixed)}]
        for provider in sorted(MAIN_PROVIDERS & ids.keys()):
            named = _having("provider", {"const": provider})
            by_provider.append({"if": {"not": named}, "else": self._offering(ids[provider])})
        return self._value({"object": {"allOf": by_provider}})

    def _offering(self, ids: list[str]) -> Schema:
        # VS Code takes the place in the list from here, and the text from where the key is described.
        first = {"suggestSortText": "0"} if self.flavour.vscode else {}
        return {"properties": {"model": {"examples": ids, **first}}}

    def _sort(self, name: str, properties: Schema) -> None:
        """Offer keys in the order in which people write them, where that of the alphabet would not do."""
        if name == "Channel":
            properties["type"]["suggestSortText"] = "0"
        if name in (self.table.root, self.table.legacy_model_root):
            for place, key in enumerate(self.table.types[self.table.root].fields):
                # What both forms have is said in one place.
                said_there = self._shared(self.reference(self.table.root), key)
                if key in properties and properties[key] != said_there:
                    properties[key]["suggestSortText"] = f"{place:02}"

    def _explained(self, name: str, known: Schema) -> Schema:
        """Keys that people write and PicoClaw refuses: the plain message only says that they are not allowed.

        They are patterns, of which editors offer nothing.
        """
        reasons = why_refused(name, self.table, self.rank)
        if name == self.table.legacy_model_root:
            newer = sorted(self.table.types[self.table.root].fields.keys() - known)
            reasons |= {"providers": PROVIDERS, **dict.fromkeys(newer, NEW_SECTIONS)}
        if name == "Channel":
            reasons |= self._settings_outside(known)
        keys: dict[str, list[str]] = {}
        for key, why in reasons.items():
            keys.setdefault(why, []).append(key)
        found = {"^[_$/#]": self._define("comment", lambda: _refused(COMMENT))}
        for why, those in keys.items():
            # People who write JavaScript's way mean the same.
            spelled = dict.fromkeys(word for key in those for word in (key, _camel_case(key)) if word not in known)
            found[f"^({'|'.join(spelled)})$"] = self._because(name, those[0], why)
        return found

    def _because(self, name: str, key: str, why: str) -> Schema:
        """A refusal with its reason; what an older file's section has in common with the current one is said once."""
        base = name.removeprefix("Legacy")
        if f"Legacy{base}" in self.table.types and why in why_refused(base, self.table, self.rank).values():
            return self._define(f"{base}.{key}", lambda: _refused(why))
        return _refused(why)

    def _enabled_modes(self, spec: Type) -> Schema:
        """PicoClaw looks at the modes of a turn profile only when it is enabled; not all parts take ``custom``."""
        modes: Schema = {}
        for key, field in spec.fields.items():
            mode = self.table.types[field.type].fields.get("mode")
            if mode is not None:
                mode_limits = {"pattern": any_case(*mode.facts["values"])}
                if self.flavour.vscode:
                    mode_limits["patternErrorMessage"] = pattern_message(mode)
                modes[key] = self._value({"object": {"properties": {"mode": self._value({"string": mode_limits})}}})
        enabled: Schema = {"properties": {"enabled": {"const": True}}, "required": ["enabled"]}
        return {"if": enabled, "then": {"properties": modes}}

    def _fields(self, spec: Type, base: str | None = None) -> Schema:
        """The fields of an object type that the release knows; those it shares with ``base`` are said there."""
        known = {key: field for key, field in spec.fields.items() if field.rank <= self.rank}
        needed = [key for key, field in known.items() if field.facts.get("needed")]
        shared = self.table.types[base].fields if base in self.table.types else {}
        emitted: Schema = {"properties": {}}
        for key, field in known.items():
            # Without a keyword against it, only a pattern keeps editors from offering a key.
            hidden = self.flavour.null is Null.APART and not is_offered(field)
            if base is not None and shared is not spec.fields and shared.get(key) == field and not hidden:
                emitted["properties"][key] = self._shared(self.reference(base), key)
            elif hidden:
                emitted.setdefault("patternProperties", {})[f"^{key}$"] = self.field(field)
            else:
                emitted["properties"][key] = self.field(field, spec.fields.keys() - known.keys())
        return {**emitted, "required": needed} if needed else emitted

    def _shared(self, definition: Schema, key: str) -> Schema:
        """A reference to a field where another definition has it."""
        where = "/anyOf/0" if self.flavour.null is Null.APART else ""
        return {"$ref": f"{definition['$ref']}{where}/properties/{key}"}

    def field(self, field: FieldSpec, unknown: Collection[str] = ()) -> Schema:
        """The schema under a key. Beside ``$ref`` stand only texts: validators of this draft ignore what is there.

        ``unknown`` are keys beside it that a later release has; a value may name one.
        """
        values = {value: words for value, words in self._values(field).items() if value not in unknown}
        kind = self.table.types[field.type].kind
        limits = self._refusals(field)
        if field.facts.get("needed"):
            first = {"suggestSortText": "0"} if self.flavour.vscode else {}
            schema: Schema = {"type": "string", "minLength": 1, **first, **limits}
        else:
            schema = self.type(field.type, limits, values)
        snippets = {"defaultSnippets": self.snippets.members(field.type)} if self.flavour.rich else {}
        return {**words(field, kind, self.flavour, values), **(snippets if any(snippets.values()) else {}), **schema}

    def _values(self, field: FieldSpec) -> dict[str, str]:
        """The values to offer: an empty text is no choice, and a channel type may be unknown to the release."""
        if "offers" in field.facts:
            return self.snippets.values(field.facts["offers"])
        values: dict[str, str] = field.facts.get("values", {})
        unknown = {name for name in CHANNEL_TYPES if name not in self.channel_types}
        return {value: words for value, words in values.items() if value and value not in unknown}

    def _refusals(self, field: FieldSpec) -> Schema:
        """What PicoClaw refuses when it loads a value of the right type."""
        since = field.facts.get("refused_from")
        if since is None or rank(since) > self.rank:
            return {}
        limits: Schema = {key: field.facts[key] for key in ("minimum", "maximum", "pattern") if key in field.facts}
        if "pattern" in limits and self.flavour.vscode:
            limits["patternErrorMessage"] = pattern_message(field)
        return limits

    # Channels

    def _fields_of_settings(self, name: str) -> Schema:
        """What is known of the settings of a channel type; other keys pass."""
        key = self.table.settings[name]
        return self._define(key, lambda: self._value({"object": self._fields(self.table.types[key])}))

    def _settings(self, name: str) -> Schema:
        """Settings of a channel type; an empty array counts as nothing."""
        empty = {"type": "array", "maxItems": 0}
        known = self._fields_of_settings(name)
        return self._define(
            f"{self.table.settings[name]}OrEmpty", lambda: {"if": {"type": "array"}, "then": empty, "else": known}
        )

    def _channels(self) -> Schema:
        """Channels by name: the settings go by ``type``, and by the name where no type is given."""
        channel = self._define("TypedChannel", self._typed_channel)
        known = self._define("ChannelType", lambda: {"type": "string", "enum": self.channel_types})
        untyped = self._define("Untyped", lambda: _UNTYPED)
        by_name: Schema = {}
        for name in self.channel_types:
            by_type = {
                "if": untyped,
                "then": {"properties": {"settings": self._settings(name)}},
                "else": {"properties": {"type": known}},
            }
            by_name[name] = {**self._channel_texts(name), **self._value({"object": {"allOf": [channel], **by_type}})}
        typed: Schema = {"properties": {"type": known}, "required": ["type"]}
        own_name = {
            "description": self.table.types["Channel"].description,
            **self._value({"object": {"allOf": [channel], **typed}}),
        }
        if self.flavour.rich:
            own_name["defaultSnippets"] = self.snippets.members("Channel")
        if self.flavour.vscode:
            for gone in ("wecom_app", "wecom_aibot"):
                by_name[gone] = {**_NULL, "errorMessage": WECOM, "doNotSuggest": True}
        return self._value({"object": {"properties": by_name, "additionalProperties": own_name}})

    def _settings_outside(self, known: Schema) -> dict[str, str]:
        """The settings of all types, refused beside ``settings`` with a word on where they belong."""
        sections = (self.table.types[self.table.settings[name]] for name in self.channel_types)
        return dict.fromkeys(sorted({key for section in sections for key in section.fields} - {*known}), IN_SETTINGS)

    def _channel_texts(self, name: str) -> Schema:
        texts: Schema = {"description": CHANNEL_TYPES[name].description}
        if not self.flavour.rich:
            return texts
        fields = self.table.types[self.table.settings[name]].fields
        secrets = [key for key, field in fields.items() if self.table.types[field.type].kind == "secret"]
        return {**texts, "defaultSnippets": [self.snippets.channel(name, secrets)]}

    def _typed_channel(self) -> Schema:
        """A channel, and what its type says of the settings: after its keys, of which editors take the first."""
        by_type = [self._when_typed(name) for name in self.channel_types]
        return self._value({"object": {"allOf": [self.reference("Channel"), *by_type]}})

    def _when_typed(self, name: str) -> Schema:
        typed = _having("type", {"const": name})
        return {"if": {"not": typed}, "else": {"properties": {"settings": self._settings(name)}}}

    def _flat_channels(self) -> Schema:
        """Channels of an old file: by type, with ``settings`` or with the settings beside the common keys."""
        common = self._define("FlatChannel", self._flat_channel)
        entries: dict[str, Schema] = {}
        for name in self.channel_types:
            own: Schema = {
                "allOf": [common, self._flat_settings(name)],
                "properties": {"settings": self._settings(name)},
            }
            entries[name] = {"description": CHANNEL_TYPES[name].description, **self._value({"object": own})}
        other: Schema = {"type": "null"} if self.flavour.null is Null.LISTED else dict(_NULL)
        if self.flavour.vscode:
            other["errorMessage"] = unknown_channel(self.channel_types)
        return self._value({"object": {"properties": entries, "additionalProperties": other}})

    def _flat_channel(self) -> Schema:
        definition = self.reference("Channel")
        common = {key: self._shared(definition, key) for key in self.table.types["Channel"].fields}
        if self.flavour.vscode:
            # The key of an older channel is its type; what is written here is not looked at.
            common["type"] = {
                "description": "The name of the channel is its type; this is ignored.",
                "doNotSuggest": True,
            }
        moved = {
            "mention_only": self._moved(self.type("boolean"), "group_trigger.mention_only"),
            "group_trigger_prefix": self._moved(
                self._value({"array": {"items": self.type("string")}}), "group_trigger.prefixes"
            ),
        }
        return self._value({"object": {"properties": {**moved, **common}}})

    def _flat_settings(self, name: str) -> Schema:
        """The settings beside the common keys; a setting that PicoClaw moves instead has its say with these."""
        definition = self._fields_of_settings(name)
        fields = {
            key: field
            for key, field in self.table.types[self.table.settings[name]].fields.items()
            if field.rank <= self.rank
        }
        if not _MOVED & fields.keys():
            return definition
        kept = {key: self._shared(definition, key) for key in fields if key not in _MOVED}
        return self._value({"object": {"properties": kept}})

    def _moved(self, schema: Schema, target: str) -> Schema:
        """A key of an old channel that PicoClaw moves."""
        why = f"PicoClaw moves it to {target}."
        hidden = {"deprecationMessage": why, "doNotSuggest": True} if self.flavour.vscode else {}
        return {"description": why, "deprecated": True, **hidden, **schema}


def _refused(why: str) -> Schema:
    return {"not": {}, "errorMessage": why}


def _has_version(version: int) -> Schema:
    return _having("version", {"const": version})


def _camel_case(key: str) -> str:
    first, *others = key.split("_")
    return first + "".join(word.capitalize() for word in others)
