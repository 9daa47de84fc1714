"""A fix says the same whatever the file looks like: what is fixed on one line is fixed on many, in their style."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from rule_examples import mended, plain_text

from picoclaw_lint.document import Document, parse
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.registry import RULES
from picoclaw_lint.rule import Bad, Rule
from picoclaw_lint.source import Source

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "edit"))
from layouts import Layout, Literal

LAYOUTS = [
    Layout(None, "\n", ":", "", at_end=""),
    Layout(None, "\n", ": ", " "),
    Layout("", "\n", ": ", " "),
    Layout("   ", "\r\n", " : ", " "),
    Layout("\t", "\n", ": ", " ", blank_lines=True),
    Layout("        ", "\n", ":\t", "", at_end="\n\n"),
]


def read(text: str) -> Document:
    return parse(Source("config.json", text.encode()))


def as_written(document: Document, value: Any, at: Pointer = ()) -> Any:
    """The value with every scalar in its spelling."""
    if isinstance(value, dict):
        return {key: as_written(document, item, (*at, key)) for key, item in value.items()}
    if isinstance(value, list):
        return [as_written(document, item, (*at, index)) for index, item in enumerate(value)]
    return Literal(document.written(at))


FIXABLE = [
    (rule, example, read(plain_text(example)))
    for rule in RULES
    for example in rule.examples
    if isinstance(example, Bad) and example.fixed is not None
]
LAID_OUT = [
    pytest.param(rule, example, document, id=f"{rule.name}-{number}")
    for number, (rule, example, document) in enumerate(FIXABLE)
    # Elsewhere the layout itself is what is wrong, or two keys that a value cannot have.
    if not document.problems and isinstance(document.value, dict) and not document.survey.repeated
]


def test_nearly_all_fixable_examples_can_be_laid_out_anew() -> None:
    assert len(LAID_OUT) > 0.8 * len(FIXABLE) > 80


@pytest.mark.parametrize(("rule", "example", "document"), LAID_OUT)
def test_a_fix_gives_the_same_value_in_every_layout_and_comes_to_an_end(
    rule: Rule, example: Bad, document: Document
) -> None:
    assert example.fixed is not None
    wanted = read(plain_text(example._replace(text=example.fixed))).value
    tree = as_written(document, document.value)
    for layout in LAYOUTS:
        text = layout.text(tree)
        after = mended(rule, example._replace(text=text))
        assert read(after).value == wanted
        assert mended(rule, example._replace(text=after)) == after
        if layout.newline == "\r\n":
            assert "\n" not in after.replace("\r\n", "")
        if layout.indent is None:
            assert after.count("\n") == text.count("\n")
