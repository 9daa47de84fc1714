"""JSON values as plain Python values that still know what Go would see: literals and repeated keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from picoclaw_lint.document.pointer import Nth, Path, Pointer, pointer_of

# Integers of up to this many digits fit a float64, which is what json.Unmarshal reads numbers as.
_MOST_DIGITS = 308


class Number(float):
    """A number written with a fraction or an exponent, or too long for an integer; it keeps how it was written."""

    __slots__ = ("literal",)

    literal: str

    def __new__(cls, literal: str) -> Number:
        """Read a JSON number literal; one beyond float64 becomes an infinity."""
        self = super().__new__(cls, literal)
        self.literal = literal
        return self


def integer(literal: str) -> int | Number:
    """Read an integer literal; one of absurd length stays a :class:`Number`, which may be beyond float64."""
    return int(literal) if len(literal) <= _MOST_DIGITS else Number(literal)


class Repeated(dict[str, Any]):
    """An object that repeats a key: a dict of the last values that keeps every occurrence in ``pairs``."""

    __slots__ = ("pairs",)

    pairs: list[tuple[str, Any]]

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.pairs = pairs

    def earlier(self) -> Iterator[tuple[Nth, Any]]:
        """Yield the occurrences that a later one of the same key overrides."""
        seen: dict[str, int] = {}
        total: dict[str, int] = {}
        for key, _ in self.pairs:
            total[key] = total.get(key, 0) + 1
        for key, value in self.pairs:
            nth = seen.get(key, 0)
            seen[key] = nth + 1
            if nth + 1 < total[key]:
                yield Nth(key, nth), value


def make_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Build an object from its entries in file order."""
    value = dict(pairs)
    return value if len(value) == len(pairs) else Repeated(pairs)


class Survey(NamedTuple):
    """What one pass over a value found, for the questions that need every place of it.

    Attributes:
        repeated: the objects that repeat a key.
        unreadable_numbers: numbers beyond float64, which Go refuses anywhere.
        references: the distinct strings that start with ``file://``.
    """

    repeated: list[tuple[Pointer, Repeated]]
    unreadable_numbers: list[tuple[Pointer, Number]]
    references: list[str]


def survey(root: Any) -> Survey:
    """Look at every place of a value once, without recursion: Go allows a depth of 10,000."""
    found = Survey([], [], [])
    references: dict[str, None] = {}
    stack: list[tuple[Any, Path]] = [(root, None)]
    while stack:
        value, path = stack.pop()
        if isinstance(value, str):
            if value.startswith("file://"):
                references[value] = None
        elif isinstance(value, dict):
            if isinstance(value, Repeated):
                found.repeated.append((pointer_of(path), value))
                stack.extend((child, (path, key)) for key, child in value.earlier())
            stack.extend((child, (path, key)) for key, child in value.items())
        elif isinstance(value, list):
            stack.extend((child, (path, index)) for index, child in enumerate(value))
        elif isinstance(value, Number) and value in (float("inf"), float("-inf")):
            found.unreadable_numbers.append((pointer_of(path), value))
    found.references.extend(references)
    return found
