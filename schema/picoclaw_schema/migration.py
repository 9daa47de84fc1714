"""Config versions 0 to 2 brought to version 3: one pure list of operations, as PicoClaw 0.2.8 and later do it.

The operations name places of the file and places of the result, so the same list gives the migrated value, the place in
the user's file that each part of it came from, and (as text edits) the migrated file.
Source of the facts: docs/picoclaw.md 1.3 and 1.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from picoclaw_schema.operations import Applied, Drop, Gather, Move, Operation, Path, Put, apply

# The keys that belong to every channel; of a flat entry, everything else becomes a setting.
CHANNEL_KEYS = frozenset(
    (
        "enabled",
        "type",
        "allow_from",
        "reasoning_channel_id",
        "group_trigger",
        "typing",
        "placeholder",
        "settings",
    )
)


def operations(config: dict[str, Any], version: int) -> list[Operation]:
    """List what turns ``config`` (a generic value of config version 0, 1 or 2) into version 3.

    They are to be applied in order. What PicoClaw does not migrate (``providers``, an ``api_key`` without a key) has
    no operation: it stays, and the check of version 3 refuses it.
    """
    steps: list[Operation] = []
    steps += _agents(config)
    steps += _models(config.get("model_list"), version)
    if "bindings" in config:
        steps.append(Drop(("bindings",), "read in memory only; agents.dispatch.rules takes its place"))
    steps += _channels(config, version)
    steps.append(Put(("version",), 3, ("version",), after=""))
    return steps


def _agents(config: dict[str, Any]) -> Iterator[Operation]:
    agents = config.get("agents")
    defaults = agents.get("defaults") if isinstance(agents, dict) else None
    if not isinstance(defaults, dict) or "model" not in defaults:
        return
    if "model_name" in defaults:
        yield Drop(("agents", "defaults", "model"), "model_name is set and wins")
    else:
        yield Move(("agents", "defaults", "model"), ("agents", "defaults", "model_name"))


def _models(models: Any, version: int) -> Iterator[Operation]:
    if version == 2 or not isinstance(models, list):
        return
    for index, model in enumerate(models):
        if not isinstance(model, dict):
            continue
        at: Path = ("model_list", index)
        yield from _keys(model, at)
        if "enabled" not in model and (_has_key(model) or model.get("model_name") == "local-model"):
            yield Put((*at, "enabled"), True, at)


def _keys(model: dict[str, Any], at: Path) -> Iterator[Operation]:
    """``api_key`` joins ``api_keys``, each key once; an ``api_key`` that leaves no key at all stays."""
    if "api_key" not in model:
        return
    several = model.get("api_keys")
    places: list[Path] = [(*at, "api_key")]
    values = [model["api_key"]]
    if isinstance(several, list):
        places += [(*at, "api_keys", index) for index in range(len(several))]
        values += several
    keys: dict[str, Path] = {}
    for place, value in zip(places, values, strict=True):
        if isinstance(value, str) and value:
            keys.setdefault(value, place)
    if keys:
        yield Gather(tuple(keys.values()), (*at, "api_keys"))
        if places[0] not in keys.values():
            yield Drop(places[0], "it holds no key of its own")


def _has_key(model: dict[str, Any]) -> bool:
    keys = model.get("api_keys")
    return any(
        isinstance(key, str) and key for key in [model.get("api_key"), *(keys if isinstance(keys, list) else [])]
    )


def _channels(config: dict[str, Any], version: int) -> Iterator[Operation]:
    channels = config.get("channels")
    if "channels" not in config:
        return
    if "channel_list" in config:
        yield Drop(("channel_list",), "channels takes its place as a whole")
    yield Move(("channels",), ("channel_list",))
    if isinstance(channels, dict):
        for name, entry in channels.items():
            if isinstance(entry, dict):
                yield from _channel(entry, ("channel_list", name), version)


def _channel(entry: dict[str, Any], at: Path, version: int) -> Iterator[Operation]:
    """``type`` is the name. Of an entry that has ``settings`` only ``mention_only`` moves."""
    yield Put((*at, "type"), at[-1], at, after="enabled")
    flat = entry
    if "settings" in entry:
        flat = {key: entry[key] for key in ("group_trigger", "mention_only") if key in entry and version < 2}
    yield from settled(flat, at, mention=version < 2)


def settled(entry: dict[str, Any], at: Path, *, mention: bool) -> Iterator[Operation]:
    """List what makes the flat channel at ``at`` one of version 3: what is no key of all channels becomes a setting.

    With ``mention`` a ``mention_only`` goes to where the channels look for it, else into the settings, where none does.
    """
    trigger = entry.get("group_trigger")
    moves = {"mention_only"} & set(entry) if mention else set()
    moves |= {"group_trigger_prefix"} & set(entry)
    if moves and trigger is not None and not isinstance(trigger, dict):
        yield Drop((*at, "group_trigger"), "it is no object, and what belongs into it takes its place")
        trigger = None
    for key in entry:
        if key == "mention_only" and mention:
            if trigger is not None and "mention_only" in trigger:
                yield Drop((*at, "group_trigger", "mention_only"), "the mention_only of the channel itself wins")
            yield Move((*at, key), (*at, "group_trigger", "mention_only"))
        elif key == "group_trigger_prefix":
            if trigger is not None and "prefixes" in trigger:
                yield Drop((*at, key), "group_trigger.prefixes is set and wins")
            else:
                yield Move((*at, key), (*at, "group_trigger", "prefixes"))
        elif key not in CHANNEL_KEYS:
            yield Move((*at, key), (*at, "settings", key))


def migrate(config: dict[str, Any], version: int) -> Applied:
    """Apply :func:`operations` to a value; ``config`` itself is left as it is."""
    return apply(config, operations(config, version))
