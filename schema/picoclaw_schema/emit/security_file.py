"""JSON Schema, draft-07, of the security file: for completion and hover in editors with yaml-language-server.

The layout is the one that config version 3 reads (docs/picoclaw.md 1.7). All of it comes from the fields of the models
that hold secrets, but for the names of the sections and of the registries, which the models do not know.

What PicoClaw refuses, the schema refuses, as far as the file alone shows it: it knows neither the channels of the
config beside it, nor whether ``file://`` and ``enc://`` can be opened.

What PicoClaw ignores without a word is refused as well, because nobody writes it on purpose. Everywhere that is a
closed object (``additionalProperties: false``) whose ``errorMessage`` says what is read there. A described property for
the mistake itself would not do: its hover would make it look right, and editors would insert it.

- another key at the top, such as ``tools``;
- another key in an entry of ``model_list``, such as ``api_key``;
- another key in ``web``, ``skills`` or what is in them, such as ``api_key`` for a provider that has ``api_keys``;
- another key beside ``settings`` of a channel: the flat form of older files;
- in ``settings``, a key that the type of the channel does not have, or has in another case. The type is what the name
  says; under any other name the keys of all types are taken.

So is a reference that leads out of the directory: PicoClaw refuses it if the file exists, and else stops reading there.

What PicoClaw reads though it is better placed elsewhere is accepted and not offered: ``channels``, settings that are no
secrets, tokens of registries in their older places. So is null, which PicoClaw nearly everywhere takes for "not given":
it is written as "no other type", because editors offer a null that is listed as a type.

A secret outside of channels may be any scalar, of which PicoClaw takes the text. In a channel it must be a string.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from picoclaw_schema import RELEASES, rank
from picoclaw_schema.emit.types import CHANNEL_TYPES, FieldSpec, Table, Type, channel_rank
from picoclaw_schema.model.tools_skills import REGISTRIES

Schema = dict[str, Any]

# Sections of this file with their place in the config.
_SECTIONS = {"web": ("tools", "web"), "skills": ("tools", "skills")}
_MODELS = "model_list[]"
# The registry with an older place beside `registries` (docs/picoclaw.md 1.7).
_OLD_REGISTRY = "clawhub"

# What the models say of the place where a secret is best kept: the reader of this schema is there already.
_ADVICE = re.compile(r" ?Keep (?:it|them|the keys) in \.security\.yml beside config\.json, under .+?\.(?= [A-Z]|$)")
_IN_THIS_FILE = " in .security.yml beside config.json, under"
_FORMS = (
    "Write the secret itself, `file://NAME` for the content of a file beside `config.json`, or `enc://...` for an "
    "encrypted one, which PicoClaw opens with `PICOCLAW_KEY_PASSPHRASE` and an SSH key."
)
# PicoClaw refuses a reference without a name, and one that leads out of the directory (docs/picoclaw.md 1.8).
_USABLE = r"^(?!file://(?:\.\.(?:/|$)|$))"
_STOPS = "If the file is missing, PicoClaw says nothing and reads no further in `.security.yml`."
_FAILS = "If the file is missing, PicoClaw does not load."
_WIPES = (
    "An entry without keys (`{}`, or an empty list) takes away the keys that the model has in `config.json`. PicoClaw "
    "itself writes such entries when it saves."
)
# Secrets that most channels do without: a reference to a file that is not there would keep PicoClaw from loading.
_OPTIONAL = {"encrypt_key", "verification_token", "nickserv_password", "sasl_password"}
_NOT_HERE = "This is no secret and belongs in `config.json`, but PicoClaw reads it here as well."


def emit_security_schema(table: Table, release: str, url: str) -> Schema:
    """Return the schema of the security file beside a config of version 3, for a release."""
    return _Emitter(table, release).whole(url)


def _said(*paragraphs: str) -> Schema:
    """A text for people, with and without marks."""
    return {"description": " ".join(paragraphs).replace("`", ""), "markdownDescription": "\n\n".join(paragraphs)}


def _inserts(label: str, body: Any) -> Schema:
    """What an editor inserts with a key, and offers below it."""
    return {"defaultSnippets": [{"label": "file://" if isinstance(body, str) else label, "body": body}]}


def _listed(words: Iterable[str], last: str = "and") -> str:
    *most, final = words
    return f"{', '.join(most)} {last} {final}" if most else final


def _none_of(*types: str) -> Schema:
    # Without the empty properties, yaml-language-server takes a plain type beside this for the same, and shows both.
    return {"not": {"anyOf": [{"type": name} for name in types]}, "properties": {}}


_NULL: Schema = {"$ref": "#/definitions/null"}
_SCALAR: Schema = {"$ref": "#/definitions/scalar"}
_HIDDEN: Schema = {"doNotSuggest": True}
_ELSEWHERE: Schema = {**_said(_NOT_HERE), **_HIDDEN}
_PLAIN: dict[str, Schema] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "number": {"type": "number"},
    "strings": {"type": ["string", "number", "array"]},
}
_DEFINITIONS: dict[str, Schema] = {
    "null": _none_of("array", "boolean", "number", "object", "string"),
    "scalar": _none_of("array", "object", "string"),
    **{kind: {**_ELSEWHERE, "anyOf": [schema, _NULL]} for kind, schema in _PLAIN.items()},
}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, _NULL]}


def _mapping(member: Schema, needed: str, **named: Schema) -> Schema:
    """An object with any names, of which some are known."""
    refused = f"{needed} PicoClaw refuses to load anything else."
    known = {"properties": named} if named else {}
    return {"type": "object", **known, "additionalProperties": member, "errorMessage": refused}


def _closed(properties: dict[str, Schema], hint: str = "") -> Schema:
    """An object of which nothing else is read."""
    offered = [key for key, schema in properties.items() if not schema.keys() & {"doNotSuggest", "$ref"}]
    read = f"PicoClaw reads {_listed(offered)} here" if offered else "PicoClaw reads no secrets here"
    message = f"{read}. It ignores any other key, and refuses to load anything but a mapping. {hint}".rstrip()
    return {"type": "object", "properties": properties, "additionalProperties": False, "errorMessage": message}


@dataclass(frozen=True)
class _Place:
    """Where in the config a value stands, and whose it is: the name of a provider, a registry or a type of channel."""

    path: tuple[str, ...]
    owner: str
    in_channel: bool = False

    def down(self, key: str) -> _Place:
        return replace(self, path=(*self.path, key))

    def of(self, owner: str) -> _Place:
        return replace(self, owner=owner)

    @property
    def target(self) -> str:
        return ".".join(self.path)

    @property
    def file(self) -> str:
        """A name for the file that could hold the secret."""
        return f"{self.owner}.{self.path[-1] if self.in_channel else 'key'}"


class _Emitter:
    def __init__(self, table: Table, release: str) -> None:
        self.table = table
        self.types = table.types
        self.release = release
        self.rank = rank(release)

    def whole(self, url: str) -> Schema:
        """The file: its sections, all of them optional."""
        channels: Schema = {"allOf": [{"$ref": "#/definitions/channels"}]}
        sections = {
            "model_list": self._models(),
            "channel_list": {
                **_said("Secrets of channels, by the name that the channel has in `channel_list` of `config.json`."),
                **_inserts("a channel", {"${1:telegram}": {"settings": {"${2:token}": "file://${3:telegram.token}"}}}),
                **channels,
            },
            "channels": {**_said("An older name of `channel_list`, which is still read."), **_HIDDEN, **channels},
            **{name: self._section(name, path) for name, path in _SECTIONS.items()},
        }
        return {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "$id": url,
            "title": f"PicoClaw .security.yml ({self.release})",
            **_said(
                f"What PicoClaw {self.release} ({RELEASES[self.release]}) reads of `.security.yml` beside a "
                "`config.json` of version 3.",
                "Beside an older config the file is read by the layout of that config, which the schema does not know.",
            ),
            **_or_null(_closed(sections, "What the config has under tools stands at the top here.")),
            "definitions": {**_DEFINITIONS, "channels": self._channels()},
        }

    # The sections, as this file lays them out.

    def _models(self) -> Schema:
        """Models by name; in the config they are a list."""
        models = self.types[self.types[self.table.root].fields["model_list"].type].of
        assert models is not None
        place = _Place((_MODELS,), "openai")
        by_name = (
            "The keys of the model with this `model_name`. Write `NAME:0`, `NAME:1` and so on where several entries of "
            "`model_list` have the name."
        )
        entry = {**_said(by_name, _WIPES), **self._value(models, place)}
        return {
            **_said("Keys of models, by `model_name`. They fill `model_list[].api_keys` of `config.json`.", _WIPES),
            **_inserts("a model", self._body(models, place, "model_name")),
            **_or_null(_mapping(entry, "A mapping of model names is needed here, not a list.")),
        }

    def _section(self, name: str, path: tuple[str, ...]) -> Schema:
        """A section of the config that stands at the top here."""
        type_name = self.table.root
        for step in path:
            type_name = self.types[type_name].fields[step].type
        place = _Place(path, name)
        older: dict[str, Schema] = {}
        fields = self._known(self.types[type_name])
        if name == "skills":
            registry = self.types[fields["registries"].type].of
            assert registry is not None
            older = {_OLD_REGISTRY: {**self._registry(registry, place, _OLD_REGISTRY), "deprecated": True, **_HIDDEN}}
            snippet = _inserts("a registry", {"registries": self._body(registry, place.of("clawhub"), "clawhub")})
        else:
            first = next(key for key, field in fields.items() if "api_keys" in self.types[field.type].fields)
            snippet = _inserts("a search provider", self._body(fields[first].type, place.of(first), first))
        text = f"Secrets of `{place.target}` in `config.json`. The section stands at the top here, not under `tools`."
        return {**_said(text), **snippet, **self._object(self.types[type_name], place, older)}

    def _registry(self, type_name: str, place: _Place, name: str) -> Schema:
        text = f"The token of a registry for skills. PicoClaw looks at {_listed(REGISTRIES)} only."
        own = place.down(name).of(name if name in REGISTRIES else "registry")
        # Of a key that an editor cannot offer there is nothing to insert.
        snippet = _inserts("a token", self._body(type_name, own)) if name in REGISTRIES else {}
        return {**_said(text), **snippet, **self._value(type_name, own)}

    def _channels(self) -> Schema:
        types = [name for name in sorted(CHANNEL_TYPES) if channel_rank(name) <= self.rank]
        by_type = {name: self._channel(name) for name in types}
        return _mapping(self._own_name(types), "A mapping of channel names is needed here.", **by_type)

    def _channel(self, name: str) -> Schema:
        """A channel that has the name of a type, and therefore most likely is of that type."""
        type_name = self.table.settings[name]
        place = _Place(("channel_list", name, "settings"), name, in_channel=True)
        secrets = [f"`{key}`" for key, field in self._known(self.types[type_name]).items() if self._holds(field.type)]
        value = self._value(type_name, place)
        if not secrets:
            text = f"A {name} channel has no secrets."
            return {**self._entry(text, {**_said(text, _NOT_HERE), **value}), **_HIDDEN}
        text = f"The secrets of a {name} channel: {_listed(secrets)}."
        body = self._body(type_name, place)
        settings = {**_said(text), **_inserts("all secrets", body), **value}
        return {**self._entry(text, settings), **_inserts("settings with secrets", {"settings": body})}

    def _entry(self, text: str, settings: Schema) -> Schema:
        hint = "A channel's secrets go under settings."
        return {**_said(text, hint), **_or_null(_closed({"settings": settings}, hint))}

    def _own_name(self, types: list[str]) -> Schema:
        """A channel whose type only the config knows: the settings of all types."""
        place = _Place(("channel_list", "<name>", "settings"), "channel", in_channel=True)
        having: dict[str, dict[str, FieldSpec]] = {}
        for name in types:
            for key, field in self._known(self.types[self.table.settings[name]]).items():
                having.setdefault(key, {})[name] = field
        properties = {key: self._shared(key, fields, place) for key, fields in sorted(having.items())}
        text = "The secrets of a channel, by its name in `channel_list` of `config.json`, which also has its type."
        settings = {
            **_said(text),
            **_inserts("a secret", {"${1:token}": "file://${2:channel.token}"}),
            **_or_null(_closed(properties, "No type of channel has this setting.")),
        }
        return self._entry(text, settings)

    def _shared(self, key: str, fields: dict[str, FieldSpec], place: _Place) -> Schema:
        """A setting that one type of channel has, or several."""
        field = next(iter(fields.values()))
        if len(fields) > 1:
            owners = f"`{key}` of a channel of type {_listed(fields, 'or')}."
            field = replace(field, description=owners, facts={})
        emitted = self._field(field, place.down(key))
        values = [self._value(other.type, place.down(key)) for other in fields.values()]
        distinct = [value for index, value in enumerate(values) if value not in values[:index]]
        if len(distinct) == 1:
            return emitted
        return {**(_ELSEWHERE if "$ref" in emitted else emitted), "anyOf": distinct}

    # From here on it is the models that speak.

    def _known(self, spec: Type) -> dict[str, FieldSpec]:
        return {key: field for key, field in spec.fields.items() if field.rank <= self.rank}

    def _holds(self, type_name: str) -> bool:
        """Whether a value of a type is a secret or has secrets in it."""
        spec = self.types[type_name]
        inner = [field.type for field in self._known(spec).values()] + ([spec.of] if spec.of else [])
        return spec.kind in ("secret", "secrets") or any(map(self._holds, inner))

    def _field(self, field: FieldSpec, place: _Place) -> Schema:
        """The schema under a key."""
        if not self._holds(field.type):
            return self._elsewhere(field, place)
        kind = self.types[field.type].kind
        emitted = {**_said(*self._text(field, place)), **self._value(field.type, place)}
        if kind != "secrets":
            # An editor starts a list by itself; with a snippet here it would offer the whole list within the list.
            emitted |= _inserts("a key" if kind == "object" else "an entry", self._body(field.type, place))
        # A key that has a better place is read, and PicoClaw itself writes it; there is no need to offer it.
        return {**emitted, "deprecated": True, **_HIDDEN} if "replaced_by" in field.facts else emitted

    def _elsewhere(self, field: FieldSpec, place: _Place) -> Schema:
        """A setting of a channel that is no secret."""
        kind = self.types[field.type].kind
        limits: Schema = {key: field.facts[key] for key in ("minimum", "maximum") if key in field.facts}
        since = field.facts.get("refused_from")
        if limits and since is not None and rank(since) <= self.rank:
            return {**_ELSEWHERE, **_or_null({**_PLAIN[kind], **limits})}
        value = self._value(field.type, place)
        return value if kind in _PLAIN else {**_ELSEWHERE, **value}

    def _text(self, field: FieldSpec, place: _Place) -> list[str]:
        spec = self.types[field.type]
        if spec.kind not in ("secret", "secrets"):
            return [spec.description or field.description, f"Fills the secrets of `{place.target}` in `config.json`."]
        text = [
            _ADVICE.sub("", field.description).replace(_IN_THIS_FILE, " under"),
            f"Fills `{place.target}` of `config.json`, and wins over a value there.",
            *([_WIPES] if place.path[0] == _MODELS else []),
            f"{_FORMS} {_FAILS if place.in_channel else _STOPS}",
        ]
        facts = []
        if "env" in field.facts:
            facts.append(f"Environment: `{field.facts['env']}`, which wins over both files")
        if "since" in field.facts:
            facts.append(f"Since {field.facts['since']} ({RELEASES[field.facts['since']]})")
        return [*text, " · ".join(facts)] if facts else text

    def _value(self, type_name: str, place: _Place) -> Schema:
        """What is allowed for a value; outside of channels, nothing but the secrets in it."""
        spec = self.types[type_name]
        if spec.kind in _PLAIN:
            return {"$ref": f"#/definitions/{spec.kind}"}
        if spec.kind == "secret":
            return {"writeOnly": True, "anyOf": self._text_or(_NULL if place.in_channel else _SCALAR)}
        if spec.kind == "secrets":
            return self._secrets(place)
        if spec.kind == "object":
            return self._object(spec, place)
        assert spec.of is not None
        if spec.kind == "array":
            return _or_null({"type": "array", "items": self._value(spec.of, place)})
        if spec.kind == "registries":
            named = {name: self._registry(spec.of, place, name) for name in REGISTRIES}
            others = self._registry(spec.of, place, "<name>")
            return _or_null(_mapping(others, "A mapping of registries is needed here.", **named))
        return _or_null(_mapping(self._value(spec.of, place.down("<name>")), "A mapping of names is needed here."))

    def _text_or(self, other: Schema) -> list[Schema]:
        quotes = ": put quotes around a number. PicoClaw refuses to load anything else." if other is _NULL else "."
        text = {
            "type": "string",
            "pattern": _USABLE,
            "patternErrorMessage": "After file:// goes the name of a file in the directory of config.json.",
            "errorMessage": f"A text is needed here{quotes}",
        }
        return [text, other]

    def _secrets(self, place: _Place) -> Schema:
        """A list; its members stand at the top, where yaml-language-server looks for how to start one."""
        item = {**_said(f"{_FORMS} {_STOPS}"), **_inserts("", f"file://${{1:{place.file}}}"), "writeOnly": True}
        needed = "A list of keys is needed here, each on a line of its own after a dash."
        return {
            "examples": [[f"file://{place.file}"]],
            "items": {**item, "anyOf": self._text_or(_SCALAR)},
            "if": _NULL,
            "else": {"type": "array", "errorMessage": f"{needed} PicoClaw refuses to load anything else."},
        }

    def _object(self, spec: Type, place: _Place, older: dict[str, Schema] | None = None) -> Schema:
        """A section of the models, with keys that they do not know any more."""
        properties = {}
        for key, field in self._known(spec).items():
            if place.in_channel or self._holds(field.type):
                # Outside of channels, an object is the owner of its secrets.
                own = not place.in_channel and self.types[field.type].kind == "object"
                properties[key] = self._field(field, place.down(key).of(key if own else place.owner))
        return _or_null(_closed({**properties, **(older or {})}))

    # What an editor is to insert.

    def _body(self, type_name: str, place: _Place, name: str = "") -> Any:
        """A value with references in the place of its secrets; under a key to fill in, if there is a name for it."""
        stops = count(1)
        if not name:
            return self._filled(type_name, place, stops)
        key = f"${{{next(stops)}:{name}}}"
        return {key: self._filled(type_name, place, stops)}

    def _filled(self, type_name: str, place: _Place, stops: count[int]) -> Any:
        spec = self.types[type_name]
        if spec.kind == "secret":
            return f"file://${{{next(stops)}:{place.file}}}"
        if spec.kind == "secrets":
            return [f"file://${{{next(stops)}:{place.file}}}"]
        if spec.kind == "registries":
            place = place.of(next(iter(REGISTRIES)))
        if spec.of is not None:
            # A map within a channel is that of its webhooks, which must have one of this name (docs/picoclaw.md 2.5).
            name = "default" if place.in_channel else place.owner if spec.kind == "registries" else "name"
            key = f"${{{next(stops)}:{name}}}"
            return {key: self._filled(spec.of, place, stops)}
        held = {
            key: field.type
            for key, field in self._known(spec).items()
            if self._holds(field.type) and key not in _OPTIONAL
        }
        return {key: self._filled(inner, place.down(key), stops) for key, inner in held.items()}
