"""Which known name somebody meant."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SEPARATORS = re.compile(r"[-_.:/ ]+")
_DIGITS = re.compile(r"\d")


def plain(name: str) -> str:
    """Return a name without what people get wrong first: case and separators."""
    return _SEPARATORS.sub("", name.lower())


def distance(a: str, b: str, most: int) -> int:
    """Count the edits between two texts (a swap of neighbours is one); ``most + 1`` stands for any more."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row = row, [i, *[0] * len(b)]
        for j, y in enumerate(b, 1):
            row[j] = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                row[j] = min(row[j], before[j - 2] + 1)
        if min(row) > most:
            return most + 1
        before = previous
    return min(row[-1], most + 1)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that ``name`` was meant to be, or None if none is near or two are equally near.

    Names that differ in their digits are different things (gpt-5.4, gpt-5.5), never a slip of the pen.
    """
    wanted = plain(name)
    digits = _DIGITS.findall(name)
    most = 1 if len(wanted) < 6 else 2
    best, found = most + 1, list[str]()
    for candidate in known:
        if _DIGITS.findall(candidate) != digits:
            continue
        edits = distance(wanted, plain(candidate), most)
        if edits < best:
            best, found = edits, [candidate]
        elif edits == best and edits <= most:
            found.append(candidate)
    if len(found) > 1:
        # Several names may differ only in separators; the one that is written most alike is meant.
        alike = min(distance(name, candidate, 9) for candidate in found)
        found = [candidate for candidate in found if distance(name, candidate, 9) == alike]
    return found[0] if len(found) == 1 else None
