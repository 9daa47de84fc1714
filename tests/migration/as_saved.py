"""How a config that we migrated compares with what PicoClaw saved for the same one; each difference has its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from picoclaw_lint.document.pointer import Pointer, dotted
from picoclaw_schema import Shape, shape_for

MISSING = object()
SHAPE = shape_for(3, "0.3.0")
SECRETS = ("secret", "secrets")

# Why a value of ours is not in the saved file as it stands in ours.
REASONS = {
    "empty": "PicoClaw leaves out what is 0, false or empty, and its defaults stand where a section is null or empty",
    "default": "a few fields have another default for an empty text, a list without entries or 0",
    "secret": "PicoClaw takes secrets out of the config; those of models are compared by model_keys",
    "enabled": "PicoClaw does not save enabled of a model, and nothing acts on it",
    "key-fallbacks": "a model with several keys gets a fallback for each further one",
    "text-list": "PicoClaw writes a text, or a number, in a list of texts as a list of texts",
    "primary": "a model of an agent that has no fallbacks is saved as a text",
    "host": "PicoClaw takes blanks and brackets out of gateway.host, and localhost for blanks alone",
    "registries": "PicoClaw saves an array of registries as an object by their names",
    "setting": "PicoClaw saves the settings of a channel without what its type does not know",
}
# The fields of the reason "default", and what PicoClaw writes there.
DEFAULTS = {
    "session.dimensions": "what dm_scope stands for, else chat",
    "agents.defaults.workspace": "~/.picoclaw/workspace",
    "gateway.host": "localhost",
    "model_list": "null is an empty list",
}


class Difference(NamedTuple):
    """A value of ours, at a place, that the saved file has not; ``reason`` is empty where nothing explains it."""

    place: Pointer
    ours: Any
    saved: Any
    reason: str


def differences(ours: dict[str, Any], saved: dict[str, Any]) -> Iterator[Difference]:
    """Yield where our config says something that the saved one does not say in the same words."""
    for place, value in leaves(ours, ()):
        there = at(saved, place)
        if there is MISSING or not same(there, value):
            yield Difference(place, value, there, reason(place, value, there, ours, saved))


def leaves(value: Any, place: Pointer) -> Iterator[tuple[Pointer, Any]]:
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from leaves(item, (*place, key))
    elif isinstance(value, list) and value:
        for index, item in enumerate(value):
            yield from leaves(item, (*place, index))
    else:
        yield place, value


def at(value: Any, place: Pointer) -> Any:
    try:
        for step in place:
            value = value[step]
    except (KeyError, IndexError, TypeError):
        return MISSING
    return value


def same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and one == other if isinstance(one, bool) else one == other


def reason(place: Pointer, value: Any, there: Any, ours: dict[str, Any], saved: dict[str, Any]) -> str:
    path = re.sub(r"\[\d+\]", "[]", dotted(place))
    kinds = list(kinds_along(place, ours))
    if any(kind in SECRETS for kind in kinds):
        return "secret"
    if path.startswith("model_list[].fallbacks"):
        names = at(saved, place[:3])
        kept = [name for name in names if "__key_" not in name] if isinstance(names, list) else []
        return "key-fallbacks" if kept == at(ours, place[:3]) else "" if value else "empty"
    if path in DEFAULTS and not value:
        return "default"
    if value is None or value == {} or (there is MISSING and not value):
        return "empty"
    if path == "model_list[].enabled":
        return "enabled"
    if "strings" in kinds:
        home = next(place[:depth] for depth in range(1, len(place) + 1) if kinds[depth] == "strings")
        return "text-list" if at(saved, home) == as_texts(at(ours, home)) else ""
    if re.fullmatch(r"agents\.list\[\](\.subagents)?\.model\.primary", path):
        return "primary" if at(saved, place[:-1]) == value else ""
    if path == "gateway.host":
        return "host" if there == (re.sub(r"[\s\[\]]+", "", value) or "localhost") else ""
    if path.startswith("tools.skills.registries[]"):
        entry = at(ours, place[:4])
        stored = at(saved, (*place[:3], entry["name"]))
        return "registries" if place[4] == "name" or stored.get(place[4]) == value else ""
    if place[0] == "channel_list" and place[2:3] == ("settings",) and "any" in kinds:
        return "setting" if there is MISSING else ""
    return ""


def kinds_along(place: Pointer, config: dict[str, Any]) -> Iterator[str]:
    """Yield the kind of the type at each step of a place, from the root on."""
    yield from _kinds(place, config, SHAPE)


def _kinds(place: Pointer, config: dict[str, Any], shape: Shape) -> Iterator[str]:
    type_name: str | None = shape.root
    for depth in range(len(place) + 1):
        spec = {} if type_name is None else shape.types[type_name]
        kind = spec.get("kind", "any")
        yield kind
        if depth == len(place):
            return
        step = place[depth]
        if kind == "text-or-object":
            spec = shape.types[spec["of"]]
            kind = spec["kind"]
        if depth == 2 and place[0] == "channel_list" and step == "settings":
            entry = config["channel_list"][place[1]]
            spec_of = shape.channels.get(entry.get("type") or place[1])
            type_name = None if spec_of is None else spec_of[0]
        elif kind == "object":
            field = spec["fields"].get(step)
            if field is None:
                fitting = [key for key in spec["fields"] if isinstance(step, str) and key.lower() == step.lower()]
                field = spec["fields"][fitting[0]] if fitting else None
            type_name = None if field is None else field[0]
        elif kind in ("array", "map", "registries"):
            type_name = spec["of"]
        else:
            type_name = None


def as_texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [item if isinstance(item, str) else f"{item:.0f}" if not isinstance(item, bool) else "" for item in values]
