"""The page on every key of ``config.json``, made of the models."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from picoclaw_schema import RELEASES, rank
from picoclaw_schema.emit.types import CHANNEL_TYPES, FieldSpec, Table, channel_rank, read_models
from picoclaw_schema.model.legacy import VERSION_3_ONLY

_GENERATED = "<!-- Written by tools/generate.py from schema/picoclaw_schema/model; change it there. -->\n"
_BY_TYPE = "Settings by type of channel"
_OLDER = "Keys of older files"
_TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true/false",
    "secret": "secret",
    "secrets": "list of secrets",
    "strings": "list of texts, or one text",
    "any": "any JSON",
    "free-object": "map of any JSON",
    "settings": "object, by type",
    "object": "object",
}
_SEVERAL = {"text": "texts", "object": "objects", "list of texts": "lists of texts"}
# What a key has in Go that is absent and has no default of its own.
_ZERO: dict[str, object] = {
    "string": "",
    "integer": 0,
    "number": 0,
    "boolean": False,
    "strings": [],
    "array": [],
    "map": {},
    "any": None,
    "free-object": {},
}
# Go has pointers here: absent is something else than zero, and the text says what.
_NO_ZERO = ("agents.defaults.temperature", "agents.dispatch.rules[].when.mentioned", "tools.mcp.servers.*.deferred")
# By the kind of a container: what stands in a path for its members, and what to say above their keys.
_MEMBERS = {
    "array": ("[]", "Each entry of the list:\n"),
    "map": (".*", "Each entry, under its name:\n"),
    "registries": (".*", "Each entry, under the name of the registry:\n"),
    "flat-channels": (".*", "Each entry, under the type of the channel:\n"),
    "text-or-object": ("", "As an object:\n"),
}


class _Place(NamedTuple):
    """A key of the file.

    Attributes:
        path: the keys that lead to it, with ``[]`` and ``.*`` for members.
        field: what the model says of it.
        rank: the place of the first release that has it.
        later: whether that is later than the release that the object around it came with.
    """

    path: str
    field: FieldSpec
    rank: int
    later: bool


class _Inner(NamedTuple):
    """The object that a value is or holds: its type, its path, and what to say above its keys."""

    type: str
    path: str
    lead: str = ""


def page() -> str:
    """Return the text of the page."""
    table = read_models()
    roots = _places(table, _Inner(table.root, ""), 0)
    lines = [_GENERATED, "# Config reference\n", _introduction(), *_contents(roots)]
    for root in roots:
        lines += _root(table, root)
    return "\n".join([*lines, *_older(table)]).rstrip() + "\n"


def _introduction() -> str:
    *releases, main = RELEASES
    first, last = (f"{release} ({RELEASES[release]})" for release in (releases[0], releases[-1]))
    return f"""\
This page is generated. It has every key of PicoClaw's `config.json`, version 3, for the releases {first} to
{last} and PicoClaw's main branch of {RELEASES[main]}. Where no release is named, all of these know the
key; a release refuses a file with a key that it does not know.

- The default is what PicoClaw takes when the key is absent. `null` is the same as absent, unless the text says more.
- A name in capitals is the environment variable that goes before the file.
- A whole number must be written without a point and without an exponent.
- A secret is a text: the secret itself, `file://NAME` for the content of a file below the directory of `config.json`,
  or `enc://` and what PicoClaw has encrypted. PicoClaw moves secrets to `.security.yml` beside `config.json` when it
  saves.
- In a path, `[]` stands for the entries of a list and `*` for a name.
"""


def _contents(roots: list[_Place]) -> Iterator[str]:
    for root in roots:
        first = re.split(r"(?<=\.) ", root.field.description)[0]
        yield f"- [{root.path}](#{_anchor(root.path)}): {_plain(first)}"
    yield f"- [{_OLDER}](#{_slug(_OLDER)}): what versions 0 to 2 had that version 3 refuses.\n"


def _root(table: Table, root: _Place) -> Iterator[str]:
    yield f"## `{root.path}`\n"
    inner = _inner(table, root.path, root.field.type)
    if inner is None:
        yield from _entry(table, root, headed=True)
        yield ""
        return
    yield from _about(root.field.description, root.rank)
    yield from _object(table, inner, root.rank, 3)
    if root.path == "channel_list":
        yield from _channel_types(table)


def _object(table: Table, inner: _Inner, since: int, level: int) -> Iterator[str]:
    """The keys of an object, then the objects in it under headings of their own."""
    if inner.lead:
        yield inner.lead
    places = [(place, _inner(table, place.path, place.field.type)) for place in _places(table, inner, since)]
    for place, within in places:
        yield from _entry(table, place, headed=within is not None)
    yield ""
    for place, within in places:
        if within is not None:
            yield from _heading(place.path, level)
            yield from _about(table.types[within.type].description, place.rank if place.later else 0)
            yield from _object(table, within, place.rank, level + 1)


def _places(table: Table, inner: _Inner, since: int) -> list[_Place]:
    return [
        _Place(f"{inner.path}.{key}".lstrip("."), field, max(since, field.rank), field.rank > since)
        for key, field in table.types[inner.type].fields.items()
    ]


def _heading(path: str, level: int) -> Iterator[str]:
    """A heading with an anchor of its own: GitHub makes one without the points."""
    yield f'<a id="{_anchor(path)}"></a>\n'
    typed = re.fullmatch(r"(channel_list)\.<(\w+)>(.+)", path)
    title = f"`{path}`" if typed is None else f"`{typed[1]}.*{typed[3]}` of type `{typed[2]}`"
    yield f"{'#' * level} {title}\n"


def _about(description: str, since: int) -> Iterator[str]:
    yield _plain(description) + (f" ({_since(since)})" if since else "") + "\n"


def _channel_types(table: Table) -> Iterator[str]:
    yield f"### {_BY_TYPE}\n"
    yield "A variable goes before the file in every channel of the type.\n"
    for name, kind in CHANNEL_TYPES.items():
        path, since = f"channel_list.<{name}>.settings", channel_rank(name)
        yield from _heading(path, 4)
        single = " PicoClaw refuses a file that enables more than one channel of this type." if kind.singleton else ""
        yield from _about(kind.description + single, since)
        yield from _object(table, _Inner(table.settings[name], path), since, 5)


def _older(table: Table) -> Iterator[str]:
    yield f"## {_OLDER}\n"
    *some, last = (f"`{key}`" for key in VERSION_3_ONLY)
    yield (
        "PicoClaw converts a file of version 0, 1 or 2 when it loads it, and saves it as version 3. In such a file it "
        f"knows these keys besides those above, and refuses {', '.join(some)} and {last}.\n"
    )
    for place in _older_places(table, _Inner(table.legacy_model_root, ""), table.root):
        yield from _entry(table, place, headed=False, name=place.path)


def _older_places(table: Table, older: _Inner, current: str) -> Iterator[_Place]:
    """The keys that only the older form of an object has, and those of the objects in it."""
    known = table.types[current].fields
    for place in _places(table, older, 0):
        now = known.get(place.path.rsplit(".", 1)[-1])
        if now is None:
            yield place
            continue
        before, after = (_inner(table, place.path, field.type) for field in (place.field, now))
        if before is not None and after is not None and before.type != after.type:
            yield from _older_places(table, before, after.type)


def _entry(table: Table, place: _Place, *, headed: bool, name: str = "") -> Iterator[str]:
    """A key: a line of facts, the text, and the values it may have.

    Args:
        table: the types.
        place: the key.
        headed: whether it has a heading, and with that its anchor, elsewhere.
        name: what to call it, if not by the last part of its path.
    """
    facts = place.field.facts
    mark = "" if headed else f'<a id="{_anchor(place.path)}"></a>'
    said = " · ".join(_facts(table, place, headed))
    yield f"- {mark}**`{name or place.path.rsplit('.', 1)[-1]}`**: {said}\\"
    lines = [_plain(place.field.description), *_remarks(facts)]
    if "example" in facts:
        lines.append(f"Example: {_code(facts['example'])}")
    yield "\\\n".join(f"  {line}" for line in lines)
    for value, meaning in facts.get("values", {}).items():
        shown = _code(value)
        if place.path == "channel_list.*.type" and value:
            shown = f"[{shown}](#{_anchor(f'channel_list.<{value}>.settings')})"
        yield f"  - {shown}: {_plain(meaning)}"
    if "values" in facts:
        yield f"  - {_plain(facts.get('others') or f'Any other value is refused{_from(facts)}.')}"


def _facts(table: Table, place: _Place, headed: bool) -> Iterator[str]:
    facts = place.field.facts
    kind = table.types[place.field.type].kind
    words = _words(table, place.field.type) + (f", in {_several(facts['unit'])}" if "unit" in facts else "")
    if kind == "settings":
        words = f"[{words}](#{_slug(_BY_TYPE)})"
    yield f"[{words}](#{_anchor(place.path)})" if headed and "." in place.path else words
    yield from _range(facts)
    if facts.get("needed"):
        yield "required, not empty"
    elif "default" in facts:
        yield f"default {_code(facts['default'])}"
    elif kind in _ZERO and _has_zero(table, place):
        yield f"default {_code(_ZERO[kind])}"
    if "env" in facts:
        yield f"`{facts['env']}`"
    if place.later:
        yield _since(place.rank)


def _has_zero(table: Table, place: _Place) -> bool:
    unwanted = "dead" in place.field.facts or "replaced_by" in place.field.facts
    return not unwanted and place.path not in _NO_ZERO and _inner(table, "", place.field.type) is None


def _range(facts: dict[str, Any]) -> Iterator[str]:
    low, high = facts.get("minimum"), facts.get("maximum")
    if low is not None:
        words = f"{low} or more" if high is None else f"{low} to {high}"
        yield words + (f", refused otherwise{_from(facts)}" if "refused_from" in facts else "")


def _remarks(facts: dict[str, Any]) -> Iterator[str]:
    """What PicoClaw refuses of a text, and what to write instead of a key that is no longer wanted."""
    if "form" in facts:
        yield f"Refused in another form{_from(facts)}: {_plain(facts['form'])}."
    said = [_plain(facts["dead"])] if "dead" in facts else []
    if "replaced_by" in facts:
        said.append(f"Use {_link(facts['replaced_by'])}.")
    if said:
        yield f"**Deprecated.** {' '.join(said)}"


def _from(facts: dict[str, Any]) -> str:
    """From which release on something is refused, if that is not all of them."""
    since = rank(facts.get("refused_from", next(iter(RELEASES))))
    return f" by {_since(since)}" if since else ""


def _since(since: int) -> str:
    release = list(RELEASES)[since]
    return f"main of {RELEASES[release]} only" if release == "main" else f"{release} and later"


def _inner(table: Table, path: str, name: str) -> _Inner | None:
    """Return the object that a value is, or that its members are."""
    spec, lead = table.types[name], ""
    while spec.of is not None:
        suffix, lead = _MEMBERS[spec.kind]
        path, name = path + suffix, spec.of
        spec = table.types[name]
    return _Inner(name, path, lead) if spec.kind == "object" else None


def _words(table: Table, name: str) -> str:
    """Say what a type is."""
    spec = table.types[name]
    if spec.of is None:
        return _TYPES[spec.kind]
    of = _words(table, spec.of)
    if spec.kind == "text-or-object":
        return f"text, or {of}"
    container = {"array": "list", "registries": "map or list"}.get(spec.kind, "map")
    return f"{container} of {_SEVERAL[of]}"


def _several(unit: str) -> str:
    return unit if unit in ("percent", "MiB") else f"{unit}s"


def _link(path: str) -> str:
    """A link to a key; of a registry with a name, to the key that all registries have, or to the registries."""
    target = re.sub(r"(?<=\.registries)\.github(?=\.(?:base_url|auth_token)$)", ".*", path)
    return f"[`{path}`](#{_anchor(re.sub(r'(?<=.registries)[.]github.*', '', target))})"


def _anchor(path: str) -> str:
    """The address of a key on the page: its path without what stands for members."""
    return re.sub(r"\[\]|\.\*|[<>]", "", path)


def _slug(title: str) -> str:
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def _code(value: object) -> str:
    return f"`{json.dumps(value, ensure_ascii=False)}`"


def _plain(text: str) -> str:
    """A text as it stands, whatever of it Markdown would take for its own."""
    return re.sub(r"([\\`*<\[\]~])|(?<!\w)_|_(?!\w)", r"\\\g<0>", text)
