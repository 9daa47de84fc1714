"""What can be done to a config: moves and the like, said by places, so that they hold for a value and for its text.

The migration is a list of them, and so is the remedy of a rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from itertools import pairwise
from typing import Any, NamedTuple

Path = tuple[str | int, ...]


class Move(NamedTuple):
    """Take the value at ``source`` and put it at ``target``; containers on the way are made.

    Within one object that is a new name for the entry, which stays where it is.
    """

    source: Path
    target: Path


class Put(NamedTuple):
    """Set ``target`` to a value that is not in the file.

    ``cause`` is the place that made it necessary. A new entry of an object is written after its entry ``after`` (in
    front where there is none of that name), and at the end for None. ``reason`` says why it is this value, where that
    needs words.
    """

    target: Path
    value: Any
    cause: Path = ()
    after: str | None = None
    reason: str = ""


class Drop(NamedTuple):
    """Leave out what stands at ``source``."""

    source: Path
    reason: str = ""


class Gather(NamedTuple):
    """Make ``target`` the list of the values at ``sources``, which go; what ``target`` held besides is left out."""

    sources: tuple[Path, ...]
    target: Path


Operation = Move | Put | Drop | Gather


class Applied(NamedTuple):
    """A value after some operations.

    Attributes:
        value: the new value.
        origins: places of ``value`` that stood elsewhere before; all others stood where they stand.
        dropped: what is left out.
    """

    value: dict[str, Any]
    origins: dict[Path, Path]
    dropped: list[Any]

    def origin(self, path: Path) -> Path:
        """Return where a place of the value stood before."""
        return longest_prefix(self.origins, path) or path


def longest_prefix(origins: dict[Path, Path], path: Path) -> Path | None:
    """Return where ``path`` comes from, by the longest part of it that ``origins`` has; None if it has none."""
    for length in range(len(path), 0, -1):
        origin = origins.get(path[:length])
        if origin is not None:
            return origin + path[length:]
    return None


def apply(value: dict[str, Any], operations: Iterable[Operation]) -> Applied:
    """Apply operations to a value, in order; ``value`` itself is left as it is.

    They reach no deeper than the members of a model or of a channel.
    """
    work = _Work(Applied(_copy(value, 4), {}, []))
    for step in operations:
        work.do(step)
    return work.result


class _Work:
    """A value while operations are applied to it."""

    def __init__(self, result: Applied) -> None:
        self.result = result
        # The containers that something has come into.
        self._homes: set[Path] = set()

    def do(self, step: Operation) -> None:
        value, origin = self.result.value, self.result.origin
        if isinstance(step, Move):
            came_from = origin(step.source)
            if step.source in self._homes:
                self._take_along(step)
            _set(value, step.target, _take(value, step.source))
            self._note(step.target, came_from)
        elif isinstance(step, Gather):
            origins = [origin(source) for source in step.sources]
            values = [value_at(value, source) for source in step.sources]
            for source in step.sources:
                if len(source) == len(step.target):
                    _take(value, source)
            _set(value, step.target, values)
            for index, came_from in enumerate(origins):
                self._note((*step.target, index), came_from)
        elif isinstance(step, Put):
            came_from = origin(step.cause)
            _set(value, step.target, deepcopy(step.value))
            self._note(step.target, came_from)
        else:
            self.result.dropped.append(_take(value, step.source))

    def _note(self, place: Path, origin: Path) -> None:
        self.result.origins[place] = origin
        self._homes.update(place[:length] for length in range(1, len(place)))

    def _take_along(self, step: Move) -> None:
        """Give what has come into a container before it moves the places it has then."""
        depth, origins = len(step.source), self.result.origins
        for place in [place for place in origins if len(place) > depth and place[:depth] == step.source]:
            self._note(step.target + place[depth:], origins.pop(place))


def _copy(value: Any, depth: int) -> Any:
    """Copy the containers, as deep as the operations reach: the members of a model or of a channel."""
    if depth and isinstance(value, dict):
        return {key: _copy(item, depth - 1) for key, item in value.items()}
    if depth and isinstance(value, list):
        return [_copy(item, depth - 1) for item in value]
    return value


def value_at(value: Any, path: Path) -> Any:
    """Return what stands at a path, which is there."""
    for part in path:
        value = value[part]
    return value


def _take(value: dict[str, Any], path: Path) -> Any:
    return value_at(value, path[:-1]).pop(path[-1])


def _set(value: dict[str, Any], path: Path, new: Any) -> None:
    parent: Any = value
    for part, following in pairwise(path):
        if isinstance(following, str) and isinstance(parent, dict) and parent.get(str(part)) is None:
            parent[str(part)] = {}
        parent = parent[part]
    parent[path[-1]] = new
