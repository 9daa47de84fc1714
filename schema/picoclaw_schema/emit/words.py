"""What a schema says of a field to a person: texts, defaults, known values, deprecation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from picoclaw_schema import RELEASES
from picoclaw_schema.emit.flavour import Flavour, Null
from picoclaw_schema.emit.types import FieldSpec

Schema = dict[str, Any]

# What VS Code inserts for a key without a default, by kind: label and text. A field that is absent is not always zero.
_BLANK = {
    "integer": ("0", "^${1:0}"),
    "number": ("0", "^${1:0}"),
    # A choice, and the careful one first: some of them open something.
    "boolean": ("false", "^${1|false,true|}"),
    "any": ("{}", "^{$1}"),
    "map": ("{}", "^{$1}"),
    "free-object": ("{}", "^{$1}"),
    "registries": ("{}", "^{$1}"),
    "settings": ("{}", "^{$1}"),
    "strings": ("[]", "^[$1]"),
    "secret": ("file://", "file://${1:name.key}"),
    "secrets": ('["file://"]', ["file://${1:name.key}"]),
}
# Mostly a name; the object is for fallbacks.
_TEXT_OR_OBJECT = [
    {"label": '"model_name"', "body": "${1:model_name}"},
    {"label": "{}", "body": {"primary": "${1:model_name}", "fallbacks": ["${2:model_name}"]}},
]
# VS Code sees by itself that these are objects and arrays, where their keywords stand at the top.
_BLANK_APART = {
    "object": ("{}", "^{$1}"),
    "array": ("[]", "^[$1]"),
    "flat-channels": ("{}", "^{$1}"),
}


def words(field: FieldSpec, kind: str, flavour: Flavour, values: dict[str, str]) -> Schema:
    """Return the keywords about a field that do not change what is valid.

    Args:
        field: the field.
        kind: the kind of its type.
        flavour: which keywords are wanted.
        values: the values to offer, each with a sentence.
    """
    facts = field.facts
    emitted: Schema = {"description": field.description}
    if facts.get("default") is not None and not (facts["default"] == "" and "example" in facts):
        # Null would be offered, and says nothing.
        emitted["default"] = facts["default"]
    if "example" in facts and not (flavour.rich and isinstance(facts["example"], list)):
        emitted["examples"] = [facts["example"]]
    if kind in ("secret", "secrets") or "secret" in facts:
        emitted["writeOnly"] = True
    if is_deprecated(field):
        emitted["deprecated"] = True
    if flavour.rich:
        emitted |= _for_editors(field, kind, flavour, values)
    if flavour.vscode and is_deprecated(field):
        emitted["deprecationMessage"] = deprecation(field)
    if flavour.vscode and not is_offered(field):
        emitted["doNotSuggest"] = True
    return emitted


def is_deprecated(field: FieldSpec) -> bool:
    """Whether a field should not be written any more."""
    return "dead" in field.facts or "replaced_by" in field.facts


def is_offered(field: FieldSpec) -> bool:
    """Whether editors are to offer the key of a field."""
    return not is_deprecated(field) and field.facts.get("offered", True) is True


def _for_editors(field: FieldSpec, kind: str, flavour: Flavour, values: dict[str, str]) -> Schema:
    text = markdown(field)
    emitted: Schema = {"markdownDescription": text} if "\n" in text else {}
    blanks = _BLANK if flavour.null is not Null.APART else {**_BLANK, **_BLANK_APART}
    example = field.facts.get("example")
    if isinstance(example, list):
        label = json.dumps(example, ensure_ascii=False)
        emitted["defaultSnippets"] = [{"label": label, "body": _written_over(example, count(1))}]
    elif field.facts.get("default") or "example" in field.facts or is_deprecated(field):
        pass
    elif kind in ("string", "strings") and values:
        # More than one thing to insert makes the editor insert none and open the list of values, where these stand
        # before the others: twice the first one keeps them in their order.
        known = [*values]
        emitted["examples"] = known[:1] * min(len(known), 2) if flavour.vscode else known[:2]
    elif kind == "string":
        if not field.facts.get("needed"):
            emitted["default"] = ""
    elif kind == "text-or-object":
        emitted["defaultSnippets"] = _TEXT_OR_OBJECT
    elif kind in blanks and field.facts.get("default") is None:
        emitted["defaultSnippets"] = [blank(kind)]
    return emitted


def _written_over(example: Any, places: Iterator[int]) -> Any:
    """Return an example whose texts are places to write over."""
    if isinstance(example, str):
        return f"${{{next(places)}:{example}}}"
    if isinstance(example, list):
        return [_written_over(item, places) for item in example]
    return {key: _written_over(item, places) for key, item in example.items()}


def blank(kind: str) -> Schema:
    """Return the snippet for a value of a kind."""
    label, body = {**_BLANK, **_BLANK_APART}[kind]
    return {"label": label, "body": body}


# The units that a number is measured in; the others only say what is counted.
_MEASURES = {
    **{unit: f"{unit}s" for unit in ("millisecond", "second", "minute", "byte", "character", "token")},
    "MiB": "MiB",
    "percent": "percent",
}


def deprecation(field: FieldSpec) -> str:
    """Say in a sentence or two why a field should not be written, and what to write instead."""
    if "dead" not in field.facts:
        return f"An older key; in version 3 write {field.facts['replaced_by']}."
    said = [field.facts["dead"]]
    if "replaced_by" in field.facts:
        said.append(f"Use {field.facts['replaced_by']}.")
    return " ".join(said)


def markdown(field: FieldSpec) -> str:
    """Return the text that an editor shows over a key: what it is, then the facts about it."""
    facts = field.facts
    lines = [_escaped(field.description)]
    if is_deprecated(field):
        lines.append(f"**Deprecated.** {_escaped(deprecation(field))}")
    if facts.get("others") and any(facts["values"]):
        lines.append(_escaped(facts["others"]))
    said = []
    unit = facts.get("unit")
    if facts.get("default") is not None:
        said.append(f"Default: `{json.dumps(facts['default'], ensure_ascii=False)}`")
    if unit in _MEASURES:
        said.append(f"In {_MEASURES[unit]}")
    if "env" in facts:
        said.append(f"Environment: `{facts['env']}`")
    if "since" in facts:
        said.append(f"Since {facts['since']} ({RELEASES[facts['since']]})")
    if said:
        lines.append(" · ".join(said))
    return "\n\n".join(lines)


def _escaped(text: str) -> str:
    """Return plain text as Markdown that shows it: ``<name>`` is no tag, ``*`` no emphasis."""
    return re.sub(r"([\\`*_<\[\]])", r"\\\1", text)
