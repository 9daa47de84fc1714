"""What a security file holds that PicoClaw never reads, and says nothing of.

Source of the facts: docs/picoclaw.md 1.7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.document.yaml_nodes import Node
from picoclaw_lint.structure.walker import fold
from picoclaw_schema import Shape, shape_for

SECTIONS = ("model_list", "channel_list", "web", "skills")
# Names that are read and better not written any more.
_OLDER_SECTION, _OLDER_REGISTRY = "channels", "clawhub"
_KINDS_WITH_SECRETS = ("secret", "secrets")


class Unread(NamedTuple):
    """Something that is not read.

    Attributes:
        place: what kind of place it stands in: at the top, in an entry of a model, and so on.
        path: where it stands; of several keys in one place, the first.
        known: the keys that are read there instead.
        keys: the keys, where several of one place are told together.
    """

    place: Literal["top", "list", "model", "web", "skills", "secrets", "channel", "setting", "channel_list"]
    path: Pointer
    known: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


def unread(root: Node, shape: Shape, layout: int | None, channel_types: dict[str, str]) -> Iterator[Unread]:
    """Find what is not read of a security file, but for entries whose name the config does not have.

    ``layout`` is the config version by whose layout PicoClaw reads it; None where that is not known: then only what
    is read in no version is found. ``channel_types`` are the types of the config's channels.
    """
    found = [*_version_3(root, shape, channel_types)] if layout in (3, None) else [*_models(root)]
    if layout is None:
        roots = (shape_for(0, shape.release), shape)
        found = [item for item in found if not any(_is_field(shape, item.path) for shape in roots)]
    elif layout < 3:
        models = root.entries.get("model_list")
        if models is not None and models.kind != "mapping" and models.holds_something:
            found.append(Unread("list", ("model_list",)))
    yield from found


def _version_3(root: Node, shape: Shape, channel_types: dict[str, str]) -> Iterator[Unread]:
    yield from _others(root, (), "top", SECTIONS, (_OLDER_SECTION,))
    yield from _models(root)
    tools = shape.types[_type(shape, shape.root, "tools")]["fields"]
    web, skills = tools["web"][0], tools["skills"][0]
    if "web" in root.entries:
        section = root.entries["web"]
        providers = {
            key: secrets for key in _fields(shape, web) if (secrets := _secrets(shape, _type(shape, web, key)))
        }
        yield from _others(section, ("web",), "web", providers)
        for name, entry in section.entries.items():
            if name in providers:
                yield from _others(entry, ("web", name), "secrets", providers[name])
    if "skills" in root.entries:
        section = root.entries["skills"]
        yield from _others(section, ("skills",), "skills", ("registries", "github"), (_OLDER_REGISTRY,))
        registry = _secrets(shape, shape.types[_type(shape, skills, "registries")]["of"])
        for name, entry in section.entries.items():
            if name == "registries":
                for own, values in entry.entries.items():
                    yield from _others(values, ("skills", name, own), "secrets", registry)
            elif name == _OLDER_REGISTRY:
                yield from _others(entry, ("skills", name), "secrets", registry)
            elif name == "github":
                yield from _others(entry, ("skills", name), "secrets", _secrets(shape, _type(shape, skills, name)))
    for key in ("channel_list", _OLDER_SECTION):
        for name, entry in root.entries[key].entries.items() if key in root.entries else ():
            yield from _channel(entry, (key, name), shape, channel_types.get(name, name))


def _models(root: Node) -> Iterator[Unread]:
    models = root.entries.get("model_list")
    for name, entry in models.entries.items() if models is not None else ():
        yield from _others(entry, ("model_list", name), "model", ("api_keys",))


def _channel(entry: Node, path: Pointer, shape: Shape, channel_type: str) -> Iterator[Unread]:
    flat = tuple(key for key, node in entry.entries.items() if key != "settings" and node.holds_something)
    if flat:
        yield Unread("channel", (*path, flat[0]), ("settings",), flat)
    spec = shape.channels.get(channel_type)
    settings = entry.entries.get("settings")
    if spec is None or spec[1] > shape.rank or settings is None:
        return
    known = _fields(shape, spec[0])
    # Settings go the way of the config's own, where their keys may be in any case.
    folded = {fold(key) for key in known}
    yield from _others(
        settings, (*path, "settings"), "setting", known, tuple(k for k in settings.entries if fold(k) in folded)
    )


def _others(
    node: Node, path: Pointer, place: Literal["top", "model", "web", "skills", "secrets", "setting"],
    known: Iterable[str], read_too: tuple[str, ...] = (),
) -> Iterator[Unread]:  # fmt: skip
    known = tuple(known)
    for key, child in node.entries.items():
        if key not in known and key not in read_too and child.holds_something:
            yield Unread(place, (*path, key), known, (key,))


def _fields(shape: Shape, type_name: str) -> list[str]:
    fields: dict[str, list[int]] = shape.types[type_name].get("fields", {})
    return [key for key, field in fields.items() if field[1] <= shape.rank]


def _type(shape: Shape, type_name: str, key: str) -> str:
    name: str = shape.types[type_name]["fields"][key][0]
    return name


def _secrets(shape: Shape, type_name: str) -> tuple[str, ...]:
    """Return the fields of a type that hold secrets."""
    fields = _fields(shape, type_name)
    return tuple(key for key in fields if shape.types[_type(shape, type_name, key)]["kind"] in _KINDS_WITH_SECRETS)


def _is_field(shape: Shape, path: Pointer) -> bool:
    """Whether the config has a field where a place of the security file belongs, in the layout of versions 0 to 2."""
    if path[0] in ("web", "skills"):
        path = ("tools", *path)
    if path[0] == "model_list":
        return len(path) == 1
    type_name = shape.root
    for key in path:
        spec = shape.types[type_name]
        if spec["kind"] == "object":
            if key not in _fields(shape, type_name):
                return False
            type_name = _type(shape, type_name, str(key))
        elif spec["kind"] in ("map", "registries"):
            type_name = spec["of"]
        else:
            return True
    return True
