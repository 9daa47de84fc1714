"""The bytes and text of one file."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n|\n|\r")
_UNDECODABLE = re.compile("[\udc80-\udcff]")
REPLACEMENT = "\ufffd"


def looks_like_utf16(data: bytes) -> bool:
    """Whether a file is UTF-16, as some editors on Windows save it: it begins with that mark."""
    return data[:2] in (b"\xff\xfe", b"\xfe\xff")


class Span(NamedTuple):
    """A stretch of text: 0-based offsets in code points, the end exclusive."""

    start: int
    end: int


class Position(NamedTuple):
    """A place for people and for reports: line and column 1-based, offset 0-based, all in code points."""

    line: int
    column: int
    offset: int


@dataclass(frozen=True)
class Source:
    """One file as it was read.

    Attributes:
        path: the path as the user gave it, shown in every report.
        data: the bytes, exactly as on disk.
    """

    path: str
    data: bytes

    @cached_property
    def _decoded(self) -> tuple[str, tuple[int, ...]]:
        try:
            return self.data.decode("utf-8"), ()
        except UnicodeDecodeError:
            # Like Go, one U+FFFD for each undecodable byte; "replace" would make one of several bytes.
            text = self.data.decode("utf-8", "surrogateescape")
            offsets = tuple(match.start() for match in _UNDECODABLE.finditer(text))
            return _UNDECODABLE.sub(REPLACEMENT, text), offsets

    @property
    def text(self) -> str:
        """The text; each byte that is not UTF-8 reads as U+FFFD, as it does in Go."""
        return self._decoded[0]

    @property
    def undecodable(self) -> tuple[int, ...]:
        """The offsets of the bytes that are not UTF-8."""
        return self._decoded[1]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def position(self, offset: int) -> Position:
        """Turn an offset into a line and a column."""
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1, offset)

    def line(self, number: int) -> str:
        """Return the text of the line with this 1-based number, without its end."""
        start = self._line_starts[number - 1]
        end = self._line_starts[number] if number < len(self._line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")
