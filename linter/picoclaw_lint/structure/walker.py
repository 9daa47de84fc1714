"""Go's decoding of a value into the shape of a release, with every problem in one pass.

PicoClaw checks a file twice: an exact check for keys that are not known, over the value with the last of repeated keys,
and Go's typed decoding, which sees every occurrence and ignores the case of keys. Both happen here at once: under a
``strict`` walk keys must match exactly; elsewhere (repeats that a later one overrides, channel settings) unknown keys
pass and known ones match in any case. Source of the facts: docs/picoclaw.md 1.1, 1.5 and 1.6.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.document.values import Number, Repeated
from picoclaw_lint.structure.problem import Kind, Problem, Secret
from picoclaw_schema import Shape

MIN_INT, MAX_INT = -(2**63), 2**63 - 1
NOT_HERE = "[NOT_HERE]"


def fold(key: str) -> str:
    """Fold a key as encoding/json does to compare keys in any case; two letters beyond ASCII fold into it."""
    return key.lower().replace("\u017f", "s")


def trim(text: str) -> str:
    """Trim as Go's strings.TrimSpace does; Python takes four control characters more for white space."""
    start, end = 0, len(text)
    while start < end and text[start].isspace() and not "\x1c" <= text[start] <= "\x1f":
        start += 1
    while end > start and text[end - 1].isspace() and not "\x1c" <= text[end - 1] <= "\x1f":
        end -= 1
    return text[start:end]


def as_integer(value: Any) -> int | None:
    """Return a value that Go takes for an int; None for any other."""
    fits = isinstance(value, int) and not isinstance(value, bool) and MIN_INT <= value <= MAX_INT
    return value if fits else None


class Walker:
    """A walk over one value; the findings are in ``problems`` and ``secrets``.

    ``newest`` is the rank of the first release that has every field which was met.
    """

    def __init__(self, shape: Shape) -> None:
        self._types = shape.types
        self._rank = shape.rank
        self._folded: dict[str, dict[str, str]] = {}
        self.problems: list[Problem] = []
        self.secrets: list[Secret] = []
        self.newest = 0
        self._decoders: dict[str, Callable[[Any, str, Pointer, bool], None]] = {
            "object": self._object,
            "map": self._map,
            "array": self._array,
            "text-or-object": self._text_or_object,
            "registries": self._registries,
            "settings": self._nothing,
            "any": self._nothing,
            "free-object": self._free_object,
            "string": self._string,
            "integer": self._integer,
            "boolean": self._boolean,
            "number": self._number,
            "secret": self._secret,
            "secrets": self._secrets,
            "strings": self._strings,
        }

    def walk(self, value: Any, type_name: str, at: Pointer, strict: bool = True) -> None:
        """Decode ``value`` as the type, noting what is wrong."""
        self._decoders[self._types[type_name]["kind"]](value, type_name, at, strict)

    def fields(self, type_name: str) -> dict[str, str]:
        """Return the keys that the release knows in an object type, each with the type of its value."""
        fields: dict[str, list[Any]] = self._types[type_name]["fields"]
        return {key: spec[0] for key, spec in fields.items() if spec[1] <= self._rank}

    def _note(self, kind: Kind, at: Pointer, type_name: str, value: Any) -> None:
        self.problems.append(Problem(kind, at, type_name, value))

    def _wrong(self, value: Any, type_name: str, at: Pointer) -> None:
        self._note("wrong-type", at, type_name, value)

    def _object(self, value: Any, type_name: str, at: Pointer, strict: bool) -> None:
        if value is None:
            return
        if not isinstance(value, dict):
            self._wrong(value, type_name, at)
            return
        fields = self._types[type_name]["fields"]
        rank = self._rank
        for key, child in value.items():
            spec = fields.get(key)
            if spec is not None and spec[1] <= rank:
                if spec[1] > self.newest:
                    self.newest = spec[1]
                if child is not None:
                    self._decoders[self._types[spec[0]]["kind"]](child, spec[0], (*at, key), strict)
            else:
                self._other_key(key, child, type_name, at, strict)
        if isinstance(value, Repeated):
            for key, child in value.earlier():
                known = self._known(key, type_name)
                if known is not None:
                    self.walk(child, known, (*at, key), False)

    def _other_key(self, key: str, child: Any, type_name: str, at: Pointer, strict: bool) -> None:
        known = self._known(key, type_name)
        if strict:
            self._note("unknown-field" if known is None else "miscased-field", (*at, key), type_name, child)
        elif known is not None:
            self.walk(child, known, (*at, key), False)

    def _known(self, key: str, type_name: str) -> str | None:
        """Return the type under ``key``, its case ignored; None if the release has no such field."""
        folded = self._folded.get(type_name)
        if folded is None:
            folded = self._folded[type_name] = {fold(name): kind for name, kind in self.fields(type_name).items()}
        return folded.get(fold(key))

    def _map(self, value: Any, type_name: str, at: Pointer, strict: bool) -> None:
        if value is None:
            return
        if not isinstance(value, dict):
            self._wrong(value, type_name, at)
            return
        of = self._types[type_name]["of"]
        for key, child in value.items():
            if child is not None:
                self.walk(child, of, (*at, key), strict)
        if isinstance(value, Repeated):
            for key, child in value.earlier():
                self.walk(child, of, (*at, key), False)

    def _array(self, value: Any, type_name: str, at: Pointer, strict: bool) -> None:
        if value is None:
            return
        if not isinstance(value, list):
            self._wrong(value, type_name, at)
            return
        spec = self._types[type_name]
        of = spec["of"]
        for index, child in enumerate(value):
            if child is not None:
                self.walk(child, of, (*at, index), strict)
            elif spec.get("null_crashes") and strict:
                self._note("null-entry", (*at, index), of, None)

    def _text_or_object(self, value: Any, type_name: str, at: Pointer, strict: bool) -> None:
        if value is None or isinstance(value, str):
            return
        if isinstance(value, dict):
            self._object(value, self._types[type_name]["of"], at, strict)
        else:
            self._wrong(value, type_name, at)

    def _registries(self, value: Any, type_name: str, at: Pointer, strict: bool) -> None:
        of = self._types[type_name]["of"]
        if value is None:
            return
        if isinstance(value, list):
            for index, child in enumerate(value):
                self._registry(child, of, (*at, index), strict)
        elif isinstance(value, dict):
            for name, child in value.items():
                self._registry(child, of, (*at, name), False)
        else:
            self._wrong(value, type_name, at)

    def _registry(self, value: Any, type_name: str, at: Pointer, strict: bool) -> None:
        """A registry: known keys match exactly, the last of repeated ones counts.

        The rest become parameters, but under ``strict`` (an entry of an array) the check for unknown keys names them.
        """
        if value is None:
            return
        if not isinstance(value, dict):
            self._wrong(value, type_name, at)
            return
        fields = self.fields(type_name)
        for key, child in value.items():
            if key in fields:
                self.newest = max(self.newest, self._types[type_name]["fields"][key][1])
                self.walk(child, fields[key], (*at, key), False)
            elif strict:
                self._other_key(key, child, type_name, at, strict)
            elif key == "param" and child is not None and not isinstance(child, dict):
                self._wrong(child, "free-object", (*at, key))

    def _nothing(self, value: Any, type_name: str, at: Pointer, strict: bool) -> None:
        """A place where every JSON value is accepted."""

    def _free_object(self, value: Any, type_name: str, at: Pointer, strict: bool) -> None:
        if value is not None and not isinstance(value, dict):
            self._wrong(value, type_name, at)

    def _string(self, value: Any, type_name: str, at: Pointer, strict: bool) -> None:
        if value is not None and not isinstance(value, str):
            self._wrong(value, type_name, at)

    def _boolean(self, value: Any, type_name: str, at: Pointer, strict: bool) -> None:
        if value is not None and not isinstance(value, bool):
            self._wrong(value, type_name, at)

    def _integer(self, value: Any, type_name: str, at: Pointer, strict: bool) -> None:
        if isinstance(value, Number):
            whole = value.literal.lstrip("-").isdigit()
            self._note("integer-out-of-range" if whole else "not-an-integer", at, type_name, value)
        elif value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            self._wrong(value, type_name, at)
        elif value is not None and not MIN_INT <= value <= MAX_INT:
            self._note("integer-out-of-range", at, type_name, value)

    def _number(self, value: Any, type_name: str, at: Pointer, strict: bool) -> None:
        if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
            self._wrong(value, type_name, at)

    def _secret(self, value: Any, type_name: str, at: Pointer, strict: bool) -> None:
        if isinstance(value, str):
            if value and value != NOT_HERE:
                self.secrets.append(Secret(at, value))
        elif value is not None:
            self._wrong(value, type_name, at)

    def _secrets(self, value: Any, type_name: str, at: Pointer, strict: bool) -> None:
        if value is None or value == NOT_HERE:
            return
        if not isinstance(value, list):
            self._wrong(value, type_name, at)
            return
        for index, child in enumerate(value):
            self._secret(child, "secret", (*at, index), strict)

    def _strings(self, value: Any, type_name: str, at: Pointer, strict: bool) -> None:
        if isinstance(value, (bool, dict)):
            self._wrong(value, type_name, at)
