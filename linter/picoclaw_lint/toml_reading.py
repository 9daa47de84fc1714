"""Reading TOML: its value, and the line of every entry, which no reader of TOML tells."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

# The keys and indices on the way to an entry.
Place = tuple[str | int, ...]

_POSITION = re.compile(r"(.*) \(at line (\d+), column (\d+)\)", re.S)
_TOKEN = re.compile(
    r'''"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}'''
    r"""|'''(?:[^']|'{1,2}(?!'))*'{3,5}"""
    r"""|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#[^\n]*|\n|[\[\]{}=.,]"""
    r"""|[^\s"'#\[\]{}=.,]+""",
    re.S,
)


# How many parts of a place have a line; settings stand nowhere near as deep, and more would cost their square.
_DEEPEST = 8


class InvalidToml(Exception):
    """A text that is not TOML.

    Attributes:
        line: where it stops being TOML; 0 at its end.
        reason: why, as a phrase.
    """

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


class Toml(NamedTuple):
    """A TOML file.

    Attributes:
        value: what it says.
        lines: the line of each entry, by its place; of a table, that of its first mention. Places of more than eight
            parts have none.
    """

    value: dict[str, Any]
    lines: Mapping[Place, int]


def parse_toml(text: str) -> Toml:
    """Read a text; raises :class:`InvalidToml`."""
    try:
        return Toml(_load(text), _lines(text))
    except ValueError as error:
        found = _POSITION.fullmatch(str(error))
        reason = found[1] if found else str(error)
        raise InvalidToml(int(found[2]) if found else 0, reason[:1].lower() + reason[1:]) from None
    except RecursionError:
        raise InvalidToml(0, "arrays or tables stand too deep in each other") from None


def _load(text: str) -> dict[str, Any]:
    # Imported here: most projects have no settings.
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    return tomllib.loads(text)


def _lines(text: str) -> dict[Place, int]:
    return _Reader(text).read()


class _Token(NamedTuple):
    text: str
    line: int


class _Reader:
    """Goes through the tokens of a text that is known to be TOML."""

    def __init__(self, text: str) -> None:
        self.tokens = list(_tokens(text))
        self.at = 0
        self.found: dict[Place, int] = {}

    def read(self) -> dict[Place, int]:
        table: Place = ()
        last: dict[Place, int] = {}  # the index of the last element, for arrays of tables
        while self.skip("\n"):
            if self.next.text != "[":
                self.entry(table)
                continue
            line = self.next.line
            opening = 2 if self.tokens[self.at + 1].text == "[" else 1
            self.at += opening
            table = ()
            for part in self.key("]"):
                if len(table) >= _DEEPEST:
                    continue
                table += (part,)
                if table in last:
                    table += (last[table],)
            self.at += opening - 1
            if opening == 2:
                # Of an array that has elements, the key has led to the last one.
                array = table[:-1] if isinstance(table[-1], int) else table
                last[array] = last.get(array, -1) + 1
                table = (*array, last[array])
            self.note(table, line)
        return self.found

    @property
    def next(self) -> _Token:
        return self.tokens[self.at]

    def skip(self, *texts: str) -> bool:
        """Pass over tokens; return whether another one follows."""
        while self.at < len(self.tokens) and self.next.text in texts:
            self.at += 1
        return self.at < len(self.tokens)

    def note(self, place: Place, line: int) -> None:
        for size in range(1, min(len(place), _DEEPEST) + 1):
            self.found.setdefault(place[:size], line)

    def key(self, end: str) -> Iterator[str]:
        """Yield the parts of a key, and pass over the token behind it."""
        while self.next.text != end:
            if self.next.text != ".":
                yield _part(self.next.text)
            self.at += 1
        self.at += 1

    def entry(self, table: Place) -> None:
        line = self.next.line
        self.value((*table, *self.key("=")), line)

    def value(self, place: Place, line: int) -> None:
        self.note(place, line)
        opening = self.next.text
        if opening == "[":
            self.at += 1
            index = 0
            while self.skip("\n", ",") and self.next.text != "]":
                self.value((*place, index), self.next.line)
                index += 1
            self.at += 1
        elif opening == "{":
            self.at += 1
            while self.skip("\n", ",") and self.next.text != "}":
                self.entry(place)
            self.at += 1
        else:
            # Numbers and dates may be several tokens.
            while self.at < len(self.tokens) and self.next.text not in ("\n", ",", "]", "}"):
                self.at += 1


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        if not match[0].startswith("#"):
            yield _Token(match[0], line)
        line += match[0].count("\n")


def _part(text: str) -> str:
    if text.startswith("'"):
        return text[1:-1]
    if text.startswith('"'):
        found: str = _load(f"key = {text}")["key"]
        return found
    return text
