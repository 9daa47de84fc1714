"""Patterns that people write for paths and for places in a config."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Any, TypeVar

# The library tries all ways to share a path among the asterisks: each one more in a name, and each "**" between names,
# makes a long path take a hundred times as long.
MOST_ASTERISKS = 4
MOST_IN_A_NAME = 2
MOST_DOUBLE = 2
#: How many patterns one file may have.
MOST_PATTERNS = 1000
# A backslash takes its meaning from a sign, and a letter has none: somebody meant a directory, as on Windows.
_BACKSLASH = re.compile(r"(?<!\\)(?:\\\\)*\\\w")
# The name of an array's element, with slashes written as they are.
_NAMED = re.compile(r"(?<=/)\[[^\]]*\](?=/|$)")

Run = TypeVar("Run", list[str], str)


def matches_path(patterns: Sequence[str], path: str, directory: str) -> bool:
    """Whether a path matches one of some patterns as in .gitignore, which are relative to a directory.

    A path outside of the directory matches nothing. Paths may be relative to the working directory.
    """
    relative = _below(path, directory) if patterns else None
    if relative is None:
        return False
    if os.path.isdir(path):
        # Patterns may be for directories only.
        relative += "/"
    return bool(_spec(tuple(patterns)).match_file(relative))


def flaw(pattern: str) -> str | None:
    """Say what is wrong with a pattern for paths, as a phrase; None if it can be used."""
    if any(part in (os.curdir, os.pardir) for part in pattern.removeprefix("!").split("/")):
        return 'matches nothing: paths have no "." and ".." in them'
    if _BACKSLASH.search(pattern):
        return 'has a backslash: directories are written with "/"'
    costly = too_many_asterisks(pattern)
    if costly:
        return costly
    try:
        spec = _spec((pattern,))
    except (ValueError, re.error):
        return "is not a pattern as in .gitignore"
    return None if any(each.include is not None for each in spec.patterns) else "matches nothing"


def too_many_asterisks(pattern: str) -> str | None:
    """Say, as a phrase, that a pattern for paths could take long to match; None if it cannot."""
    parts = pattern.rstrip("/").split("/")
    asterisks = [len(re.findall(r"\*+", part)) for part in parts]
    if sum(asterisks) > MOST_ASTERISKS:
        return f"has more than {MOST_ASTERISKS} asterisks"
    if max(asterisks) > MOST_IN_A_NAME:
        return f"has more than {MOST_IN_A_NAME} asterisks in one name"
    # Those next to each other are one, and one at the end costs nothing.
    double = [kind for kind, _ in groupby(re.fullmatch(r"!?\*\*+", part) is not None for part in parts)]
    if double[:-1].count(True) > MOST_DOUBLE:
        return f'has more than {MOST_DOUBLE} times "**" before a name'
    return None


def _below(path: str, directory: str) -> str | None:
    """The path from the directory, with forward slashes; None if it is not below it.

    It may be below as it is named, or once links in the names of both directories are followed. A link in the place
    of the file itself is not: settings are for the files of their project, wherever these come from.
    """
    ways: tuple[Callable[[str], str], ...] = (os.path.abspath, _real)
    for way in ways:
        try:
            relative = os.path.relpath(way(path), way(os.path.join(directory, "")))
        except ValueError:  # another drive
            continue
        if relative != os.curdir and relative.split(os.sep, 1)[0] != os.pardir:
            return relative.replace(os.sep, "/")
    return None


def _real(path: str) -> str:
    directory, name = os.path.split(path)
    return os.path.join(os.path.realpath(directory), name)


@lru_cache(maxsize=MOST_PATTERNS)
def _spec(patterns: tuple[str, ...]) -> Any:
    # Imported here: only settings and searches have patterns.
    from pathspec import GitIgnoreSpec

    with warnings.catch_warnings():
        # Of what Python's regular expressions may mean one day.
        warnings.simplefilter("ignore", FutureWarning)
        return GitIgnoreSpec.from_lines(patterns)


def matches_place(pattern: str, *places: str | None) -> bool:
    """Whether a pattern stands for one of some JSON pointers: ``*`` is any text within a part, ``**`` any parts.

    In the name of an array's element, in brackets, a slash may stand as it is: ``/model_list/[openai/gpt-4o]``.
    """
    escaped = _NAMED.sub(lambda name: name[0].replace("/", "~1"), pattern)
    return any(
        _matches_parts(_parts(wanted), _parts(place))
        for place in places
        if place is not None
        for wanted in {pattern, escaped}
    )


def _parts(pointer: str) -> list[str]:
    return pointer.split("/")[1:]


# Both give a star as little as will do, from the left on; more could not help those that follow. So no text and no
# pattern, however hostile, takes longer than the product of their lengths.


def _matches_parts(wanted: list[str], parts: list[str]) -> bool:
    def find(run: list[str], start: int, end: int) -> int:
        starts = range(start, end - len(run) + 1)
        return next((at for at in starts if all(map(_matches_part, run, parts[at : at + len(run)]))), -1)

    cuts = [-1, *(at for at, part in enumerate(wanted) if part == "**"), len(wanted)]
    return _in_order([wanted[start + 1 : end] for start, end in pairwise(cuts)], len(parts), find)


def _matches_part(wanted: str, part: str) -> bool:
    return _in_order(wanted.split("*"), len(part), part.find)


def _in_order(runs: Sequence[Run], size: int, find: Callable[[Run, int, int], int]) -> bool:
    """Whether runs stand one after the other in what has this size, the first at its start and the last at its end.

    ``find`` tells where a run stands first between two places; -1 if nowhere.
    """
    first, others = runs[0], runs[1:]
    if not others:
        return len(first) == size and find(first, 0, size) == 0
    at, end = len(first), size - len(others[-1])
    if at > end or find(first, 0, at) != 0 or find(others[-1], end, size) != end:
        return False
    for run in others[:-1]:
        found = find(run, at, end)
        if found < 0:
            return False
        at = found + len(run)
    return True
