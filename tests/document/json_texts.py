"""JSON texts in every layout: trees of values, and the many ways to write one."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from picoclaw_lint.document.pointer import Nth, Pointer
from picoclaw_lint.document.values import Number, Repeated

COMMENTS = ('// it\'s "so" }\n', "/* [ */", '/* a\n"b": { */', "# don't ]\n", "//\r\n")


class Members(list[tuple[str, Any]]):
    """An object as its entries, so that it may repeat a key."""


class Literal(str):
    """A number as it is written."""

    __slots__ = ()


KEYS = st.sampled_from(("a", "b", "a/b", "~", "", "0", 'key \\ "x"', "ключ", "\U0001f511")) | st.text(max_size=4)
NUMBERS = st.sampled_from(("0", "-0", "1", "60.0", "1e3", "-1.50E+02", "1E-7", "1e400", "8192")).map(Literal)
SCALARS = st.none() | st.booleans() | NUMBERS | st.integers().map(lambda number: Literal(number)) | st.text(max_size=8)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.lists(st.tuples(KEYS, inner), max_size=4).map(Members),
    max_leaves=14,
)
RANDOMS = st.randoms(use_true_random=False)


def write(tree: Any, rng: random.Random, comments: bool = False) -> str:
    """Write a tree with random white space and escapes."""
    return _gap(rng, comments) + _write(tree, rng, comments) + _gap(rng, comments)


def write_string(text: str, rng: random.Random) -> str:
    """Write a string with random escapes."""
    return '"' + "".join(_write_char(char, rng) for char in text) + '"'


def _write(tree: Any, rng: random.Random, comments: bool) -> str:
    if isinstance(tree, Literal):
        return str(tree)
    if isinstance(tree, str):
        return write_string(tree, rng)
    if not isinstance(tree, list):
        return json.dumps(tree)
    opener, closer = "{}" if isinstance(tree, Members) else "[]"
    items = [_member(item, rng, comments) if opener == "{" else _write(item, rng, comments) for item in tree]
    gaps = [_gap(rng, comments) for _ in range(2 * len(items) + 1)]
    inside = gaps[-1] + ",".join(
        before + item + after for before, item, after in zip(gaps[::2], items, gaps[1::2], strict=False)
    )
    return opener + inside + closer


def _member(pair: tuple[str, Any], rng: random.Random, comments: bool) -> str:
    key, value = pair
    return write_string(key, rng) + _gap(rng, comments) + ":" + _gap(rng, comments) + _write(value, rng, comments)


def _gap(rng: random.Random, comments: bool) -> str:
    if comments and rng.random() < 0.2:
        return rng.choice(COMMENTS)
    return "".join(rng.choice(" \t\n\r") for _ in range(rng.choice((0, 0, 1, 3))))


def _write_char(char: str, rng: random.Random) -> str:
    short = {'"': '\\"', "\\": "\\\\", "/": "\\/", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    must = char in '"\\' or char < " "
    if char in short and (must or rng.random() < 0.3):
        return short[char]
    if must or rng.random() < 0.2:
        units = char.encode("utf-16-be")
        escapes = "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
        return escapes.upper().replace("\\U", "\\u") if rng.random() < 0.5 else escapes
    return char


def plain(value: Any) -> Any:
    """Return a value that was read in a form that equals only what was written alike: literals, order and repeats."""
    if isinstance(value, Number):
        return "number", value.literal
    if isinstance(value, Repeated):
        return "repeated", [(key, plain(child)) for key, child in value.pairs], list(value)
    if isinstance(value, dict):
        return "object", [(key, plain(child)) for key, child in value.items()]
    if isinstance(value, list):
        return "array", [plain(child) for child in value]
    return type(value).__name__, value


def expected(tree: Any) -> Any:
    """Return what :func:`plain` says of a tree that was written and read."""
    if isinstance(tree, Literal):
        return ("number", str(tree)) if any(char in tree for char in ".eE") else ("int", int(tree))
    if isinstance(tree, Members):
        members = [(key, expected(child)) for key, child in tree]
        keys = list(dict.fromkeys(key for key, _ in tree))
        return ("repeated", members, keys) if len(keys) < len(members) else ("object", members)
    if isinstance(tree, list):
        return "array", [expected(child) for child in tree]
    return type(tree).__name__, tree


def places(tree: Any, at: Pointer = ()) -> Iterator[tuple[Pointer, Any]]:
    """Yield every place of a tree with what stands there; each key says which of its occurrences it is."""
    yield at, tree
    if isinstance(tree, Members):
        seen: dict[str, int] = {}
        for key, child in tree:
            nth = seen.get(key, 0)
            seen[key] = nth + 1
            yield from places(child, (*at, Nth(key, nth)))
    elif isinstance(tree, list):
        for index, child in enumerate(tree):
            yield from places(child, (*at, index))


def pointers(value: Any, at: Pointer = ()) -> Iterator[Pointer]:
    """Yield the pointer of every place of a value that was read."""
    yield at
    if isinstance(value, Repeated):
        for key, child in value.earlier():
            yield from pointers(child, (*at, key))
    if isinstance(value, dict):
        for key, child in value.items():
            yield from pointers(child, (*at, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from pointers(child, (*at, index))
