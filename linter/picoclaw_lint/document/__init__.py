"""A source parsed: its value as PicoClaw would read it and, on demand, the place of any part of it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn

from picoclaw_lint.document.pointer import Part, Pointer
from picoclaw_lint.document.problem import MOST_LEVELS, SyntaxProblem
from picoclaw_lint.document.values import Number, Survey, integer, make_object, survey
from picoclaw_lint.source import Source, Span

if TYPE_CHECKING:
    from picoclaw_lint.document.places import Places

__all__ = ["Document", "parse"]

_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)


# Python's reader is C and fast. It differs from Go's in what the hooks put right, and in lone surrogates and depth,
# for which the tolerant reader takes over. How deep the fast one goes depends on the Python and its stack.
_DECODER = json.JSONDecoder(
    object_pairs_hook=make_object, parse_float=Number, parse_int=integer, parse_constant=_refuse
)


@dataclass(frozen=True)
class Document:
    """A JSON file, parsed.

    Attributes:
        source: the file.
        value: plain Python values; floats are :class:`~picoclaw_lint.document.values.Number`, and an object
            that repeats a key is :class:`~picoclaw_lint.document.values.Repeated`.
        problems: what JSON does not allow, in file order.
        complete: whether ``value`` is the whole file; False where a problem left its meaning uncertain.
    """

    source: Source
    value: Any
    problems: tuple[SyntaxProblem, ...] = ()
    complete: bool = True

    @cached_property
    def places(self) -> Places:
        """Where the parts of the file stand."""
        # Imported here, as most files have nothing to report.
        from picoclaw_lint.document.places import Places

        return Places(self.source.text)

    @cached_property
    def survey(self) -> Survey:
        """What one pass over the whole value finds."""
        return survey(self.value)

    def locate(self, pointer: Pointer, part: Part = "value", occurrence: int = -1) -> Span | None:
        """Find where a part of the entry at ``pointer`` stands; None if it is not in the text."""
        return self.places.locate(pointer, part, occurrence)

    def written(self, pointer: Pointer) -> str:
        """Return the value at ``pointer`` as it is written in the file; empty if it is not there."""
        span = self.locate(pointer)
        return "" if span is None else self.source.text[span.start : span.end]


def parse(source: Source) -> Document:
    """Parse a file as strictly as Go's encoding/json; never raises, however broken the file."""
    text = source.text
    if text.count("{") + text.count("[") <= MOST_LEVELS and not _SURROGATE_ESCAPE.search(text):
        try:
            return Document(source, _DECODER.decode(text))
        except (ValueError, RecursionError):
            pass
    from picoclaw_lint.document.tolerant import read

    reading = read(text)
    return Document(source, reading.value, reading.problems, reading.complete)
