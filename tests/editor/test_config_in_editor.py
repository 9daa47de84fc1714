"""What VS Code offers, says and marks in a config."""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple, TypeVar

import pytest
from config_positions import COMPLETIONS, DIAGNOSES, HOVERS, Completion, Diagnosis, Hover
from experience_page import HOW_TO_WRITE, PAGE, page
from language_service import CURSOR, Answer, Mark, Offer, accept, ask, measure
from recorded_cases import cases
from schema_positions import Position, is_deprecated, is_offered, models, positions

from picoclaw_lint import engine
from picoclaw_lint.context import Context
from picoclaw_lint.document import parse
from picoclaw_lint.document.yaml_nodes import parse_yaml
from picoclaw_lint.secrets.placeholders import is_reference
from picoclaw_lint.secrets.written_text import secret_spans
from picoclaw_lint.source import Source
from picoclaw_lint.surroundings import Surroundings
from picoclaw_schema import RELEASES, rank
from picoclaw_schema.emit.types import CHANNEL_TYPES, channel_rank

TODAY = datetime.date(2026, 11, 23)

Row = TypeVar("Row", Completion, Hover, Diagnosis)


def each(rows: Iterable[Row]) -> pytest.MarkDecorator:
    """Run a test for each row."""
    return pytest.mark.parametrize("row", [pytest.param(row, id=row.name) for row in rows])


@cache
def answers() -> dict[str, Answer]:
    """What the service says at the positions of the tables, by text."""
    texts = dict.fromkeys(row.text for rows in (COMPLETIONS, HOVERS, DIAGNOSES) for row in rows)
    return ask({text: text for text in texts})


def _plain(markdown: str) -> str:
    """Return Markdown as a person reads it: with escaped characters as they are."""
    return re.sub(r"\\([^a-zA-Z\d\s])", r"\1", markdown)


def context(text: str, security: str | None = None) -> Context:
    """A config as 0.3.0 sees it, with every file there that it refers to."""
    document = parse(Source("config.json", text.encode()))
    beside = None if security is None else parse_yaml(Source(".security.yml", security.encode()))
    surroundings = Surroundings(beside, dict.fromkeys(document.survey.references, "filled"))
    return Context(document, surroundings, "0.3.0", TODAY)


# The tables.


@each(COMPLETIONS)
def test_the_list_has_what_a_person_expects(row: Completion) -> None:
    answer = answers()[row.text]
    assert tuple(answer.labels[: len(row.first)]) == row.first
    assert [label for label in row.offers if label not in answer.labels] == []
    assert [label for label in row.never if label in answer.labels] == []
    assert {offer.label: offer.text for offer in answer.offers if offer.label in row.inserts} == row.inserts
    said = {offer.label: _plain(offer.documentation) for offer in answer.offers}
    assert [label for label, phrase in row.documents.items() if phrase not in said[label]] == []
    if row.all:
        assert sorted(answer.labels) == sorted({*row.first, *row.offers})


@each(HOVERS)
def test_the_hover_says_what_a_person_needs(row: Hover) -> None:
    said = _plain(answers()[row.text].hover)
    assert [phrase for phrase in row.says if phrase not in said] == []


@each(DIAGNOSES)
def test_the_marks_are_where_a_person_looks_and_say_why(row: Diagnosis) -> None:
    marks = sorted(answers()[row.text].marks, key=lambda mark: mark.start)
    assert [row.text[mark.start : mark.end] for mark in marks] == [marked for marked, _ in row.marks]
    pairs = zip(marks, row.marks, strict=True)
    assert [mark.message for mark, (_, phrase) in pairs if phrase not in mark.message] == []
    if row.hints:
        assert all(mark.is_deprecation for mark in marks)


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=row.name)
        for row in DIAGNOSES
        # PicoClaw takes the last one, but nobody means to write two.
        if row.name != "a repeated key"
    ],
)
def test_more_than_a_hint_is_shown_exactly_where_picoclaw_refuses_the_file(row: Diagnosis) -> None:
    assert engine.check(context(row.text)).loads == (answers()[row.text].complaints == [])


def test_there_are_dozens_of_positions_of_each_kind() -> None:
    assert len(COMPLETIONS) > 70
    assert len(HOVERS) > 35
    assert len(DIAGNOSES) > 50


@pytest.mark.parametrize("rows", [COMPLETIONS, HOVERS, DIAGNOSES], ids=["completion", "hover", "diagnostics"])
def test_every_row_of_a_table_is_about_something_else(rows: tuple[Completion | Hover | Diagnosis, ...]) -> None:
    names = Counter(row.name for row in rows)
    assert [name for name, count in names.items() if count > 1] == []


# Promises about every place there is.


class Taken(NamedTuple):
    """An offer at a position, and the config once it is taken: its text and what the service says of it."""

    position: Position
    before: Answer
    offer: Offer
    text: str
    after: Answer

    @property
    def is_snippet(self) -> bool:
        """Whether more than a single value is inserted."""
        return "\n" in self.offer.text

    @property
    def needs_a_choice(self) -> bool:
        """Whether the value is left out, for the editor to open the list of values at once."""
        return self.offer.kind == "key" and self.offer.text.rstrip(",").endswith(": $1")

    def __str__(self) -> str:
        return f"{self.position.path}: {self.offer.label}"


@cache
def everywhere() -> tuple[tuple[Position, Answer], ...]:
    """What the service offers at every position."""
    report = ask({position.text: position.text for position in positions()})
    return tuple((position, report[position.text]) for position in positions())


@cache
def taken() -> tuple[Taken, ...]:
    """Every offer taken, but for the values of deprecated keys: nobody is told to write those."""
    offers = [
        (position, answer, offer, accept(position.text, offer))
        for position, answer in everywhere()
        if not position.is_deprecated
        for offer in answer.offers
    ]
    after = ask({text: text for text in dict.fromkeys(text for *_, text in offers)})
    return tuple(Taken(position, before, offer, text, after[text]) for position, before, offer, text in offers)


def _offers() -> Iterator[tuple[str, Position, Offer]]:
    for position, answer in everywhere():
        for offer in answer.offers:
            yield f"{position.path}: {offer.label}", position, offer


def offered_nulls() -> Iterator[str]:
    return (name for name, _, offer in _offers() if re.search(r"\bnull\b", offer.filled) or offer.label == "null")


def offered_secrets() -> Iterator[str]:
    """What looks like a secret, and what stands where PicoClaw reads one and is no reference."""
    yield from (name for name, _, offer in _offers() if secret_spans(offer.filled))
    for taking in taken():
        if any(secret.text and not is_reference(secret.text) for secret in context(taking.text).structure.secrets):
            yield str(taking)


def offered_deprecated_keys() -> Iterator[str]:
    """Deprecated keys that are offered, or inserted as a part of something else."""
    for name, position, offer in _offers():
        field = models().types[position.section].fields.get(offer.label) if position.kind == "key" else None
        if field is not None and is_deprecated(field):
            yield name
    for taking in taken():
        hints = {mark.message for mark in taking.after.marks if mark.is_deprecation}
        if hints - {mark.message for mark in taking.before.marks}:
            yield str(taking)


def keys_without_documentation() -> Iterator[str]:
    return (name for name, _, offer in _offers() if offer.kind == "key" and not offer.documentation)


def keys_without_value() -> Iterator[str]:
    return (name for name, _, offer in _offers() if offer.kind == "key" and ": " not in offer.text)


def choices_without_a_list() -> Iterator[str]:
    """Keys that are inserted without a value where no list of values opens, or an empty one."""
    lists = {position.path: answer for position, answer in everywhere() if position.kind == "value"}
    for taking in taken():
        values = lists.get(f"{taking.position.path}.{taking.offer.label}".lstrip("."))
        if taking.needs_a_choice and not (taking.offer.opens_list and values is not None and values.offers):
            yield str(taking)


def missing_keys() -> Iterator[str]:
    """Keys that belong into an object and are to be offered, and that are not offered in it."""
    for position, answer in everywhere():
        # In older files a channel has the keys of two sections.
        if position.kind == "key" and not position.path.startswith("version 1.channels."):
            there, _ = json.JSONDecoder().raw_decode("{" + position.text.partition(CURSOR)[2])
            for key, field in models().types[position.section].fields.items():
                wanted = field.rank <= rank("0.3.0") and is_offered(field) and key not in there
                if wanted and key not in answer.labels:
                    yield f"{position.path}: {key}"


def offers_with_complaints() -> Iterator[str]:
    """Offers that, once taken, bring a complaint that was not there before."""
    for taking in taken():
        if taking.needs_a_choice:
            continue
        before = Counter(mark.message for mark in taking.before.marks)
        after = Counter(mark.message for mark in taking.after.complaints)
        # The name of a model is still to be written.
        if taking.offer.text == '"model_name": "$1"':
            after -= Counter(["String is shorter than the minimum length of 1."])
        if after - before:
            yield str(taking)


def snippets_with_errors() -> Iterator[str]:
    """Snippets that, with their places left as they are, give a config that the linter calls wrong.

    Where a snippet says that a key goes into the security file, the key is there.
    """
    for taking in taken():
        if taking.is_snippet:
            said = _plain(taking.offer.documentation)
            named = re.search(r"^The key goes into \.security\.yml .* under model_list\.(\S+)\.api_keys\.", said)
            security = f"model_list:\n  {named[1]}:\n    api_keys: [x]\n" if named else None
            empty = "null" if taking.position.kind == "value" else ""
            if _errors(taking.text, security) - _errors(taking.position.text.replace(CURSOR, empty)):
                yield str(taking)


def _errors(text: str, security: str | None = None) -> set[str]:
    return {
        finding.rule for finding in engine.check(context(text, security)).diagnostics if finding.severity == "error"
    }


PROMISES: dict[str, Callable[[], Iterator[str]]] = {
    "null is never offered": offered_nulls,
    "a secret is never offered, but a reference to a file with it": offered_secrets,
    "a deprecated key is never offered or inserted": offered_deprecated_keys,
    "every key that is offered says what it is for": keys_without_documentation,
    "a key is inserted with its colon and its value": keys_without_value,
    "where the value is left out, a list of values opens": choices_without_a_list,
    "every key that belongs there and that somebody would write is offered": missing_keys,
    "taking an offer brings no complaint": offers_with_complaints,
    "a snippet gives a config that loads and that the linter finds no error in": snippets_with_errors,
}


@pytest.mark.parametrize("promise", PROMISES)
def test_everywhere(promise: str) -> None:
    assert [*PROMISES[promise]()] == []


def test_everywhere_is_hundreds_of_objects_and_thousands_of_values() -> None:
    kinds = Counter(position.kind for position, _ in everywhere())
    assert kinds["key"] > 500
    assert kinds["value"] > 2000
    assert len(taken()) > 5000
    assert sum(taking.is_snippet for taking in taken()) > 200


def test_everywhere_is_in_every_object_that_the_models_know() -> None:
    sections = {name for name, spec in models().types.items() if spec.kind == "object"}
    later = {models().settings[name] for name in CHANNEL_TYPES if channel_rank(name) > rank("0.3.0")}
    # Older files are checked twice, and the schema says both at once.
    assert sections - {position.section for position, _ in everywhere()} == {"LegacyCheck", *later}


# What PicoClaw said of recorded configs.

# A config that PicoClaw loads and that more is said of than deprecations: an older file, or a number.
STRICTER = {
    "dev-00486": "0.0 for an integer: the conversion of an older file takes it",
    "dev-00807": "a number among api_keys: the conversion of an older file drops it, and the key is lost",
    "dev-01968": "the same",
    "dev-02544": "the same",
    "dev-01104": "10 bytes or less: PicoClaw does not look at what the file says",
}


@pytest.mark.parametrize("release", RELEASES)
def test_of_what_picoclaw_loads_nothing_but_deprecations_is_said(release: str) -> None:
    loaded = {case.id: case.text for case in cases() if case.verdicts[release].loads}
    assert len(loaded) > 250
    said = ask(loaded, release)
    marked = {name for name, answer in said.items() if any(map(_is_refusal, answer.complaints))}
    assert marked <= set(STRICTER)
    if release == "main":
        assert marked == set(STRICTER)


def _is_refusal(mark: Mark) -> bool:
    return mark.message != "Duplicate object key"


# The page, and the measure.


def test_the_page_shows_what_the_service_says(pytestconfig: pytest.Config) -> None:
    written = page(answers())
    if pytestconfig.getoption("update_snapshots"):
        PAGE.write_text(written, "utf-8")
    assert PAGE.exists(), HOW_TO_WRITE
    assert PAGE.read_text("utf-8") == written, HOW_TO_WRITE


def test_the_validation_of_a_config_can_be_measured() -> None:
    small, large = (measure(json.dumps({"version": 3, "model_list": [{}] * count}), 5) for count in (1, 500))
    assert 0 < small < large
