"""What is wrong with a text that is not JSON."""

from __future__ import annotations

from typing import NamedTuple

# encoding/json, scanner.go: maxNestingDepth.
MOST_LEVELS = 10_000


class SyntaxProblem(NamedTuple):
    """Something that JSON does not allow.

    Attributes:
        kind: a short name of what is wrong; the rule ``invalid-json`` has the words for each.
        start, end: where, as offsets.
        opened: for a bracket that is never closed, where it was opened.
    """

    kind: str
    start: int
    end: int
    opened: int | None = None
