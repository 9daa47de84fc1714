"""Config versions 0 to 2 brought to version 3: one pure list of operations, as PicoClaw 0.2.8 and later do it.

The operations name places of the file and places of the result, so the same list gives the migrated value, the place in
the user's file that each part of it came from, and (as text edits) the migrated file.
Source of the facts: docs/picoclaw.md 1.3 and 1.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

Path = tuple[str | int, ...]

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


class Move(NamedTuple):
    """Take the value at ``source`` and put it at ``target``; containers on the way are made."""

    source: Path
    target: Path


class Put(NamedTuple):
    """Set ``target`` to a value that is not in the file; ``cause`` is the place that made it necessary."""

    target: Path
    value: Any
    cause: Path


class Drop(NamedTuple):
    """Leave out what stands at ``source``."""

    source: Path
    reason: str


class Gather(NamedTuple):
    """Make ``target`` the list of the values at ``sources``, which go; what ``target`` held besides is left out."""

    sources: tuple[Path, ...]
    target: Path


Operation = Move | Put | Drop | Gather


def operations(config: dict[str, Any], version: int) -> list[Operation]:
    """List what turns ``config`` (a generic value of config version 0, 1 or 2) into version 3.

    They are to be applied in order. What PicoClaw does not migrate (``providers``, an ``api_key`` without a key) has
    no operation: it stays, and the check of version 3 refuses it.
    """
    steps: list[Operation] = []
    steps += _agents(config)
    steps += _models(config, version)
    if "bindings" in config:
        steps.append(Drop(("bindings",), "read in memory only; agents.dispatch.rules takes its place"))
    steps += _channels(config, version)
    steps.append(Put(("version",), 3, ("version",)))
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


def _models(config: dict[str, Any], version: int) -> Iterator[Operation]:
    models = config.get("model_list")
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
    if not isinstance(channels, dict):
        yield Move(("channels",), ("channel_list",))
        return
    yield Put(("channel_list",), {}, ("channels",))
    for name, entry in channels.items():
        old, new = ("channels", name), ("channel_list", name)
        if not isinstance(entry, dict):
            yield Move(old, new)
            continue
        yield Put(new, {}, old)
        yield from _channel(entry, old, new, version)
    yield Drop(("channels",), "its entries are in channel_list now")


def _channel(entry: dict[str, Any], old: Path, new: Path, version: int) -> Iterator[Operation]:
    if "settings" in entry:
        for key in entry:
            yield Move((*old, key), (*new, key))
        yield Put((*new, "type"), new[-1], old)
        return
    # group_trigger itself goes first: the two keys that end up inside it must find it there.
    for key in sorted(entry, key=lambda key: key != "group_trigger"):
        if key == "mention_only" and version < 2:
            yield Move((*old, key), (*new, "group_trigger", "mention_only"))
        elif key == "group_trigger_prefix":
            yield Move((*old, key), (*new, "group_trigger", "prefixes"))
        elif key in CHANNEL_KEYS:
            yield Move((*old, key), (*new, key))
        else:
            yield Move((*old, key), (*new, "settings", key))
    yield Put((*new, "type"), new[-1], old)


class Migrated(NamedTuple):
    """A config of version 3 and where its parts stand in the file it came from.

    Attributes:
        config: the migrated value.
        origins: places of ``config`` that stand elsewhere in the file; all others stand where they stood.
    """

    config: dict[str, Any]
    origins: dict[Path, Path]


def migrate(config: dict[str, Any], version: int) -> Migrated:
    """Apply :func:`operations` to a value; ``config`` itself is left as it is."""
    result: dict[str, Any] = _copy(config, 4)
    origins: dict[Path, Path] = {}
    for step in operations(config, version):
        if isinstance(step, Move):
            _set(result, step.target, _take(result, step.source))
            origins[step.target] = step.source
        elif isinstance(step, Gather):
            values = [_get(config, source) for source in step.sources]
            for source in step.sources:
                if len(source) == len(step.target):
                    _take(result, source)
            _set(result, step.target, values)
            origins.update(((*step.target, index), source) for index, source in enumerate(step.sources))
        elif isinstance(step, Put):
            _set(result, step.target, _copy(step.value, 1))
            origins[step.target] = step.cause
        else:
            _take(result, step.source)
    return Migrated(result, origins)


def _copy(value: Any, depth: int) -> Any:
    """Copy the containers, as deep as the operations reach: the members of a model or of a channel."""
    if depth and isinstance(value, dict):
        return {key: _copy(item, depth - 1) for key, item in value.items()}
    if depth and isinstance(value, list):
        return [_copy(item, depth - 1) for item in value]
    return value


def _get(config: Any, path: Path) -> Any:
    for part in path:
        config = config[part]
    return config


def _take(config: dict[str, Any], path: Path) -> Any:
    return _get(config, path[:-1]).pop(path[-1])


def _set(config: dict[str, Any], path: Path, value: Any) -> None:
    parent: Any = config
    for part, following in pairwise(path):
        # What stands in the way of an object goes, as in PicoClaw: "group_trigger": [] before "mention_only".
        if isinstance(following, str) and isinstance(parent, dict) and not isinstance(parent.get(str(part)), dict):
            parent[str(part)] = {}
        parent = parent[part]
    parent[path[-1]] = value
