"""VS Code's service and the linter mark the same places, in every recorded config of version 3.

The service judges with the schema, the linter with its walker; both come from the same models. Deprecations are left
out here: what PicoClaw loads is no matter for the walker.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from math import isinf
from typing import Any, NamedTuple

import pytest
from language_service import ask
from recorded_cases import CONFIG, Case, cases, documents

from picoclaw_lint import engine
from picoclaw_lint.context import Context
from picoclaw_lint.document import Document, parse
from picoclaw_lint.document.pointer import Pointer, format_pointer
from picoclaw_lint.source import Source, Span
from picoclaw_lint.surroundings import Surroundings

TODAY = datetime.date(2026, 11, 23)
LIMIT = 2**63

JUDGED = ("0.2.8", "0.3.0")

each_release = pytest.mark.parametrize("release", JUDGED)


class Difference(NamedTuple):
    """A place that only one of them marks.

    Attributes:
        case: the id of the config.
        pointer: the place.
        rules: the linter's rules that mark it; nothing if only the service does.
        messages: what the service says of it; nothing if only the linter does.
        written: the value there, as it is written.
        children: the values in it, as they are written, by key.
    """

    case: str
    pointer: str
    rules: frozenset[str]
    messages: frozenset[str]
    written: str
    children: dict[str, str]


class Kind(NamedTuple):
    """Why they differ, and at how many places in the recorded configs, for each of ``JUDGED``."""

    words: str
    fits: Callable[[Difference], bool]
    counts: tuple[int, ...]


def _is_integer_by_exponent(written: str) -> bool:
    return bool(re.fullmatch(r"-?\d+[eE]\+?\d+", written)) and not isinf(float(written))


def _is_just_beyond_64_bits(written: str) -> bool:
    """Whether it is an integer that is too large, and that JavaScript rounds to the limit it rounds as well."""
    if not re.fullmatch(r"-?\d{19,}", written):
        return False
    return not -LIMIT <= int(written) < LIMIT and abs(float(written)) == LIMIT


def _only_linter(difference: Difference, rules: set[str]) -> bool:
    return bool(difference.rules) and difference.rules <= rules


_NEEDED = ("model_name", "model", "type")
_NEEDED_RULES = {"missing-model-name", "missing-model", "unknown-channel-type"}
_INTEGER_RULES = {"not-an-integer", "integer-out-of-range", "invalid-channel-settings"}

KINDS = (
    Kind(
        "an integer written as `1e3`, which the service takes for one",
        lambda it: _only_linter(it, _INTEGER_RULES) and _is_integer_by_exponent(it.written),
        (13, 16),
    ),
    Kind(
        "an integer just beyond 64 bits, which JavaScript rounds to the limit",
        lambda it: _only_linter(it, _INTEGER_RULES) and _is_just_beyond_64_bits(it.written),
        (14, 15),
    ),
    Kind(
        "a number beyond float64 (`1e400`), an infinity in JavaScript",
        lambda it: _only_linter(it, {"number-out-of-range"}),
        (5, 5),
    ),
    Kind(
        "a `file://` reference that leads nowhere: the service does not look at other files",
        lambda it: _only_linter(it, {"broken-secret-file"}),
        (25, 25),
    ),
    Kind(
        "the second enabled channel of a type that allows one",
        lambda it: _only_linter(it, {"repeated-singleton-channel"}),
        (10, 10),
    ),
    Kind(
        "a repeated key, which PicoClaw takes and the service warns of",
        lambda it: it.messages == {"Duplicate object key"},
        (8, 8),
    ),
    Kind(
        "null for `model_name`, `model` or `type`: the linter marks the object that lacks it",
        lambda it: _only_linter(it, _NEEDED_RULES) and "null" in map(it.children.get, _NEEDED),
        (11, 11),
    ),
    Kind(
        "... and the service the null",
        lambda it: not it.rules and it.written == "null" and it.pointer.rpartition("/")[2] in _NEEDED,
        (11, 11),
    ),
)


def _is_version_3(case: Case) -> bool:
    value = documents().get(case.id)
    version = value.get("version") if isinstance(value, dict) else None
    return not isinstance(version, bool) and version == 3


@cache
def _judged() -> tuple[Case, ...]:
    """The configs that are JSON, of version 3; 3.0 is 3 to the schema."""
    return tuple(case for case in cases() if _is_version_3(case))


def _pointers(value: Any, above: Pointer = ()) -> Iterator[Pointer]:
    yield above
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, member in members:
        yield from _pointers(member, (*above, step))


def _places(document: Document) -> dict[Span, Pointer]:
    """Every stretch of the text that the service may mark, with the entry it belongs to."""
    places: dict[Span, Pointer] = {}
    occurrences = (0, -1) if document.survey.repeated else (-1,)
    for pointer in _pointers(document.value):
        for occurrence in occurrences:
            key, value = (document.locate(pointer, part, occurrence) for part in ("key", "value"))
            assert key is not None
            assert value is not None
            # An object in a list is marked by its bracket when it lacks something.
            places.setdefault(Span(value.start, value.start + 1), pointer)
            places |= {key: pointer, value: pointer, Span(key.start, value.end): pointer}
    return places


def _told_by_linter(document: Document, release: str) -> dict[str, set[str]]:
    """The rules that say that PicoClaw does not load the file, by place."""
    told: defaultdict[str, set[str]] = defaultdict(set)
    for diagnostic in engine.check(Context(document, Surroundings(), release, TODAY)).diagnostics:
        if diagnostic.impact == "load":
            assert diagnostic.pointer is not None
            told[diagnostic.pointer].add(diagnostic.rule)
    return told


@cache
def _told(release: str) -> dict[str, tuple[Document, dict[str, set[str]], dict[str, set[str]]]]:
    """By config: the document, what the linter says and what the service says, by place."""
    answers = ask({case.id: case.text for case in _judged()}, release)
    told = {}
    for case in _judged():
        document = parse(Source(CONFIG, case.data))
        places = _places(document) if answers[case.id].complaints else {}
        by_service: defaultdict[str, set[str]] = defaultdict(set)
        for mark in answers[case.id].complaints:
            by_service[format_pointer(places[Span(mark.start, mark.end)])].add(mark.message)
        told[case.id] = (document, _told_by_linter(document, release), dict(by_service))
    return told


def _differences(release: str) -> Iterator[Difference]:
    for name, (document, linter, service) in _told(release).items():
        pointers = {format_pointer(pointer): pointer for pointer in _pointers(document.value)}
        for place in sorted(linter.keys() ^ service.keys()):
            pointer = pointers[place]
            children = {str(step[-1]): document.written(step) for step in pointers.values() if step[:-1] == pointer}
            yield Difference(
                name,
                place,
                frozenset(linter.get(place, ())),
                frozenset(service.get(place, ())),
                document.written(pointer),
                children,
            )


def _kind(difference: Difference) -> str:
    """The first kind that fits; for one that only the linter marks, no kind of the service's does, and vice versa."""
    own = (kind.words for kind in KINDS if kind.fits(difference))
    return next(own, f"unknown: {difference.case} {difference.pointer} {difference.rules or difference.messages}")


@each_release
def test_the_service_marks_the_places_that_the_linter_does_but_for_known_kinds(release: str) -> None:
    counts = Counter(map(_kind, _differences(release)))
    print(f"| marked by one of them only | {release} |")
    print("\n".join(f"| {words} | {count} |" for words, count in counts.items()))
    assert counts == {kind.words: kind.counts[JUDGED.index(release)] for kind in KINDS}


@each_release
def test_hundreds_of_places_are_marked_by_both(release: str) -> None:
    both = sum(len(linter.keys() & service.keys()) for _, linter, service in _told(release).values())
    assert len(_judged()) > 1000
    assert both > 500


@each_release
def test_the_service_marks_nothing_in_what_picoclaw_loads_but_repeated_keys(release: str) -> None:
    loaded = [case.id for case in _judged() if case.verdicts[release].loads]
    assert len(loaded) > 100
    marked = {name: service for name in loaded if (service := _told(release)[name][2])}
    assert {message for service in marked.values() for messages in service.values() for message in messages} == {
        "Duplicate object key"
    }


def rows() -> list[tuple[str, ...]]:
    """Return the kinds with their numbers, for a page."""
    return [(kind.words, *map(str, kind.counts)) for kind in KINDS]
