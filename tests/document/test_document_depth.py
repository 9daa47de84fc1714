"""Depth: as much as Go allows, never as little as Python's recursion."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from picoclaw_lint import document as document_package
from picoclaw_lint.document import Document, parse
from picoclaw_lint.document.pointer import Pointer, dotted, format_pointer
from picoclaw_lint.document.problem import MOST_LEVELS
from picoclaw_lint.secrets.written_text import secret_spans
from picoclaw_lint.source import Source
from picoclaw_lint.structure import load
from picoclaw_lint.structure.numbers import generic
from picoclaw_lint.surroundings import Surroundings

# Seconds; each of these takes a hundredth of it.
LONG = 5.0
HALF = MOST_LEVELS // 2

DEEP: dict[str, tuple[str, Pointer]] = {
    "arrays": ("[" * MOST_LEVELS + "1" + "]" * MOST_LEVELS, (0,) * MOST_LEVELS),
    "objects": ('{"a": ' * MOST_LEVELS + "1" + "}" * MOST_LEVELS, ("a",) * MOST_LEVELS),
    "both": ('{"a": [' * HALF + "1" + "]}" * HALF, ("a", 0) * HALF),
    "secrets": ('{"api_keys": [' * HALF + '"x"' + "]}" * HALF, ("api_keys", 0) * HALF),
    "comments": ("[ // x\n" * MOST_LEVELS + "1" + "]" * MOST_LEVELS, (0,) * MOST_LEVELS),
}


def document(text: str) -> Document:
    return parse(Source("config.json", text.encode()))


def inner(value: Any) -> Iterator[Any]:
    while isinstance(value, (dict, list)):
        yield value
        value = value[0] if isinstance(value, list) else next(iter(value.values()))
    yield value


@pytest.fixture
def timed() -> Iterator[None]:
    start = time.perf_counter()
    yield
    assert time.perf_counter() - start < LONG


@pytest.mark.parametrize("name", DEEP)
def test_ten_thousand_levels_are_read(name: str, timed: None) -> None:
    found = document(DEEP[name][0])
    assert {problem.kind for problem in found.problems} <= {"comment"}
    assert found.complete
    assert sum(1 for _ in inner(found.value)) == MOST_LEVELS + 1


@pytest.mark.parametrize("opener", ["[", '{"a": ', " [\n", '{"\\ud800": '])
def test_one_level_more_is_refused_at_its_bracket(opener: str, timed: None) -> None:
    text = opener * (MOST_LEVELS + 1)
    at = opener.index("[" if "[" in opener else "{") + MOST_LEVELS * len(opener)
    found = document(text)
    assert [tuple(problem) for problem in found.problems] == [("too-deep", at, at + 1, None)]
    assert not found.complete


class _Bottomless:
    """A fast reader of a Python whose recursion is not bounded; what it cannot know is how deep Go goes."""

    def decode(self, text: str) -> Any:
        return "read fast"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[" * MOST_LEVELS + "]" * MOST_LEVELS, ()),
        ("[" * (MOST_LEVELS + 1) + "]" * (MOST_LEVELS + 1), ("too-deep",)),
        ('{"a":' * MOST_LEVELS + "{}" + "}" * MOST_LEVELS, ("too-deep",)),
        ('[{"a":' * HALF + "[]" + "}]" * HALF, ("too-deep",)),
    ],
)
def test_the_bound_does_not_depend_on_the_python(
    text: str, expected: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document_package, "_DECODER", _Bottomless())
    found = document(text)
    assert tuple(problem.kind for problem in found.problems) == expected
    assert (found.value == "read fast") is not bool(expected)


def test_the_deepest_of_places_that_are_all_given_twice_is_found(timed: None) -> None:
    text = '{"a": 0, "a": ' * MOST_LEVELS + "1" + "}" * MOST_LEVELS
    found = document(text)
    assert found.written(("a",) * MOST_LEVELS) == "1"
    assert found.locate(("a",) * MOST_LEVELS + ("b",)) is None


def test_depth_is_counted_not_brackets(timed: None) -> None:
    found = document("[" + "[{}]," * MOST_LEVELS + "[]]")
    assert found.problems == ()
    assert len(found.value) == MOST_LEVELS + 1


@pytest.mark.parametrize("name", DEEP)
def test_the_deepest_place_is_found(name: str, timed: None) -> None:
    text, pointer = DEEP[name]
    found = document(text)
    deepest = '"x"' if name == "secrets" else "1"
    assert found.written(pointer) == deepest
    assert found.locate((*pointer, "b")) is None
    assert found.locate(pointer[:-1]) is not None
    assert format_pointer(pointer).count("/") == MOST_LEVELS
    assert dotted(pointer).endswith("[0]" if pointer[-1] == 0 else str(pointer[-1]))


@pytest.mark.parametrize("name", DEEP)
@pytest.mark.parametrize("tail", ["", '"'])
def test_places_of_a_file_cut_off_at_its_deepest_are_found(name: str, tail: str, timed: None) -> None:
    text, pointer = DEEP[name]
    cut = text[: text.index("]" if "]" in text else "}")] + tail
    found = document(cut)
    assert not found.complete
    span = found.locate(pointer)
    assert span is not None
    assert 0 <= span.start <= span.end <= len(cut)


LOOKS: dict[str, Callable[[Document], object]] = {
    "survey": lambda found: found.survey,
    "generic": lambda found: list(inner(generic(found.value))),
    "secrets": lambda found: secret_spans(found.source.text),
    "load": lambda found: load(found, Surroundings(), "0.3.0"),
    "old config": lambda found: load(document('{"bindings": ' + found.source.text[1:-1]), Surroundings(), "0.3.0"),
    "free place": lambda found: load(
        document(
            '{"version": 3, "hooks": {"builtins": {"x": {"config": [[[1]]]}}}}'.replace(
                "[[[1]]]", "[" * 9996 + "]" * 9996
            )
        ),
        Surroundings(),
        "0.3.0",
    ),
}


@pytest.mark.parametrize("name", DEEP)
@pytest.mark.parametrize("look", LOOKS)
def test_whatever_looks_at_every_place_does_so_at_any_depth(name: str, look: str, timed: None) -> None:
    assert LOOKS[look](document(DEEP[name][0])) is not None


def test_a_secret_at_the_bottom_is_found() -> None:
    text, _ = DEEP["secrets"]
    start = text.index('"x"') + 1
    secret = "q7" * 10
    spans = secret_spans(text.replace('"x"', f'"{secret}k"'))
    assert (start, start + len(secret) + 1) in spans


def test_a_number_at_the_bottom_passes_through_float64() -> None:
    text, _ = DEEP["both"]
    value = document(text.replace("1", "60.0")).value
    assert list(inner(generic(value)))[-1] == 60
    assert type(list(inner(generic(value)))[-1]) is int
