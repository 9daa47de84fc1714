"""Which known name somebody meant."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SEPARATORS = re.compile(r"[-_.:/ ]+")
_DIGITS = re.compile(r"\d")


def plain(name: str) -> str:
    """Return a name without what people get wrong first: case and separators."""
    return _SEPARATORS.sub("", name.lower())


def is_same_word(one: str, other: str) -> bool:
    """Whether two names are one but for case, blanks, "-" and "_"; a slash or a point may lead to another thing."""
    return _plain_word(one) == _plain_word(other)


def _plain_word(name: str) -> str:
    return re.sub(r"[-_ ]+", "", name.lower())


def is_slip(name: str, meant: str, known: Iterable[str]) -> bool:
    """Whether a name can only be one of the known ones, badly typed.

    Case and separators aside there is one letter too many, too few or wrong, or two are swapped, and no other known
    name is as near as two edits. One letter of a short name may make another word of it (rps, rpm).
    """
    if is_same_word(name, meant):
        return True
    one, other = plain(name), plain(meant)
    is_swap = len(one) == len(other) and sorted(one) == sorted(other)
    is_long = len(one) >= (4 if is_swap else 6)
    others = (candidate for candidate in known if candidate != meant)
    return is_long and distance(one, other, 1) == 1 and all(distance(one, plain(each), 2) > 2 for each in others)


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
