"""The security file of an older version on its way to the layout that version 3 reads."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from picoclaw_lint.context import Context
from picoclaw_lint.discover import SECURITY_FILE
from picoclaw_lint.document.pointer import Pointer, dotted, found_at
from picoclaw_lint.edit.changes import Move, Put
from picoclaw_lint.fixing.secrets import Unmovable, relaid
from picoclaw_lint.mending import hidden_in
from picoclaw_lint.migrating.steps import Unmigratable
from picoclaw_lint.results import Rewrite
from picoclaw_lint.security_slots import slot_of
from picoclaw_lint.structure.numbers import generic
from picoclaw_lint.structure.walker import NOT_HERE
from picoclaw_schema.operations import Operation, apply

if TYPE_CHECKING:
    from picoclaw_lint.document.yaml_nodes import Node, YamlDocument


def together(context: Context) -> dict[str, Any]:
    """The config of the older version with the security file in it, as PicoClaw migrates it."""
    merge = context.structure.merge
    is_there = context.surroundings.security is not None
    return merge.config if is_there else generic(context.document.value)


def brought_along(
    context: Context, expected: dict[str, Any], steps: list[Operation]
) -> tuple[YamlDocument | None, dict[Pointer, Any], list[str]]:
    """Bring what PicoClaw takes from the security file to the places where it looks beside a config of version 3.

    Returns the new file, what the old one has in places that are left, and what was done in words.
    """
    from picoclaw_lint.document.yaml_nodes import parse_yaml

    security = context.surroundings.security
    if security is None:
        return None, {}, []
    values: dict[Pointer, Any] = {}
    emptied: dict[Pointer, Any] = {}
    told: list[str] = []
    for old, origin in context.structure.merge.origins.items():
        place, node = _after(old, steps), security.find(*origin)
        value = found_at(expected, place)
        if node is None:
            continue
        if value in (None, NOT_HERE, [NOT_HERE]):
            # There is no secret, or what it was for has no place any more.
            if origin[0] == "channels":
                emptied[origin] = node.value
                told += _told_of_drop(origin, node)
            continue
        slot = slot_of(expected, place)
        if slot is None or not _is_secret(value):
            if value != found_at(context.document.value, old):
                raise Unmigratable(
                    f"{dotted(origin)} in {SECURITY_FILE} cannot be taken along, as it is no text or has no place "
                    "beside version 3; see what picoclaw-lint check says of it"
                )
        elif slot != origin:
            values[slot], emptied[origin] = value, node.value
            added = ", with the keys of the config" if slot[0] == "model_list" and value != node.value else ""
            told.append(f"moved {dotted(origin)} to {dotted(slot)} in {SECURITY_FILE}{added}")
        elif node.value != value:
            values[slot] = value
            is_joined = slot[0] == "model_list"
            what = "added the keys of the config to {}" if is_joined else "replaced {}, which was not read,"
            told.append(f"{what.format(dotted(slot))} in {SECURITY_FILE}")
    if not values and not emptied:
        return security, {}, []
    try:
        return parse_yaml(relaid(security, values, emptied)), emptied, told
    except Unmovable as error:
        raise Unmigratable(str(error)) from None


def _told_of_drop(origin: Pointer, node: Node) -> Iterator[str]:
    if node.holds_something and node.value != NOT_HERE:
        yield f"dropped {dotted(origin)} in {SECURITY_FILE}: version 3 has no place for it"


def _after(place: Pointer, steps: Iterable[Operation]) -> Pointer:
    """Where a place of the old config is in the migrated one."""
    for step in steps:
        if isinstance(step, Move) and place[: len(step.source)] == step.source:
            place = step.target + place[len(step.source) :]
    return place


def _is_secret(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(item, str) for item in value))


def inferred(expected: dict[str, Any], found: dict[str, Any]) -> Iterator[Put]:
    """Yield what the config has to say because of the keys in the security file: PicoClaw infers it once, here.

    A model with keys is enabled, and a channel has its type.
    """
    models, others = expected.get("model_list"), found.get("model_list")
    if isinstance(models, list) and isinstance(others, list):
        for index, (model, other) in enumerate(zip(models, others, strict=True)):
            if isinstance(model, dict) and isinstance(other, dict) and "enabled" in model and "enabled" not in other:
                yield Put(("model_list", index, "enabled"), model["enabled"])
    channels, known = expected.get("channel_list"), found.get("channel_list")
    for name, entry in channels.items() if isinstance(channels, dict) else ():
        other = known.get(name) if isinstance(known, dict) else None
        if isinstance(entry, dict) and "type" in entry and "type" not in (other or {}):
            yield Put(("channel_list", name, "type"), entry["type"])


def awakened(expected: dict[str, Any], moved: Context) -> dict[str, Any]:
    """What is expected, with what the security file has for version 3 already, which counts from now on.

    PicoClaw would write that file anew, from what it has read of it.
    """
    new = [place for place in moved.structure.merge.origins if found_at(expected, place) is None]
    return apply(expected, [Put(place, found_at(moved.config, place)) for place in new]).value


def bare(value: Any) -> Any:
    """Return a value without null and without what stands for a secret that is elsewhere."""
    if isinstance(value, list):
        return [bare(item) for item in value]
    if not isinstance(value, dict):
        return value
    said = {key: bare(item) for key, item in value.items() if item not in (None, NOT_HERE, [NOT_HERE])}
    return {key: item for key, item in said.items() if item != {} or value[key] == {}}


def security_rewrite(old: YamlDocument, new: YamlDocument) -> Rewrite:
    """Return a security file as it was and as it is, with what nobody may be shown."""
    return Rewrite(old.source, new.source, hidden_in(old), hidden_in(new))


def in_stages(rewrites: Sequence[Rewrite], emptied: dict[Pointer, Any]) -> Iterator[Rewrite]:
    """Order what is written so that PicoClaw finds every secret whenever it is started meanwhile.

    The security file has its secrets in the old places and in the new ones until the config is of the new version.
    """
    from picoclaw_lint.document.yaml_nodes import parse_yaml

    security = next((each for each in rewrites if os.path.basename(each.after.path) == SECURITY_FILE), None)
    if not emptied or security is None:
        yield from rewrites
        return
    both = of_both_versions(parse_yaml(security.after), emptied).source
    for rewrite in rewrites:
        yield rewrite._replace(after=both) if rewrite is security else rewrite
    yield security._replace(before=both)


def of_both_versions(security: YamlDocument, emptied: dict[Pointer, Any]) -> YamlDocument:
    """Put what stood in the places of the older version back into a security file; raises :class:`Unmovable`."""
    from picoclaw_lint.document.yaml_nodes import parse_yaml

    filled = {place: value for place, value in emptied.items() if _is_secret(value)}
    return parse_yaml(relaid(security, filled, ())) if filled else security
