"""Every rule keeps the same promises, shown on its own examples."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from rule_examples import credential, judge, mended, plain_text, prepare

from picoclaw_lint import engine
from picoclaw_lint.context import Context
from picoclaw_lint.diagnostic import Diagnostic, Fix, Literally
from picoclaw_lint.registry import RULES
from picoclaw_lint.rule import Bad, Good, Rule, message_of
from picoclaw_schema import catalogue

BAD = [
    pytest.param(rule, example, id=f"{rule.name}-bad-{number}")
    for rule in RULES
    for number, example in enumerate(item for item in rule.examples if isinstance(item, Bad))
]
GOOD = [
    pytest.param(rule, example, id=f"{rule.name}-good-{number}")
    for rule in RULES
    for number, example in enumerate(item for item in rule.examples if isinstance(item, Good))
]
# What a message may begin with though it is no small letter.
NAMES = ("PicoClaw", '"', ".", *(row["name"].split()[0] for row in catalogue("providers")["providers"]))
EACH = [pytest.param(rule, id=rule.name) for rule in RULES]


def findings(rule: Rule, example: Bad | Good, prefix: int | None = None) -> list[Diagnostic]:
    result = judge(rule, example, prefix=prefix)
    broken = [diagnostic for diagnostic in result.diagnostics if diagnostic.rule == engine.INTERNAL_ERROR]
    assert not broken, broken[0].message
    return list(result.diagnostics)


def fixed(example: Bad) -> Bad:
    assert example.fixed is not None
    return example._replace(text=example.fixed)


def literal_texts(fix: Fix) -> Iterator[str]:
    return (part.text for edit in fix.edits for part in edit.parts if isinstance(part, Literally))


def refusals(rule: Rule, example: Bad) -> tuple[bool, int]:
    """Whether the file is broken beyond reading, and how much of it PicoClaw refuses."""
    facts = prepare(rule, example).facts
    assert isinstance(facts, Context)
    problems = (*facts.document.problems, *facts.structure.problems, *facts.structure.settings_problems)
    return not facts.document.complete, len(problems)


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_a_bad_example_is_reported_exactly_where_it_is_marked(rule: Rule, example: Bad) -> None:
    marks = prepare(rule, example).marks
    found = findings(rule, example)
    assert found
    if example.data is None and marks:
        spans = [(item.range.start.offset, item.range.end.offset) for item in found if item.range]
        assert spans == [tuple(mark) for mark in marks]


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_a_bad_example_is_reported_in_the_words_it_states(rule: Rule, example: Bad) -> None:
    assert findings(rule, example)[0].message == message_of(example)


@pytest.mark.parametrize(("rule", "example"), GOOD)
def test_a_good_example_is_not_reported(rule: Rule, example: Good) -> None:
    assert findings(rule, example) == []


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_the_fixes_of_a_bad_example_make_the_text_it_states_and_come_to_an_end(rule: Rule, example: Bad) -> None:
    if example.data is None:
        assert mended(rule, example) == plain_text(example if example.fixed is None else fixed(example))


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_what_is_fixed_is_not_reported_again_and_loads_no_worse(rule: Rule, example: Bad) -> None:
    if example.fixed is not None:
        before = {item.message for item in findings(rule, example) if item.fix is not None}
        assert before.isdisjoint(item.message for item in findings(rule, fixed(example)))
        assert refusals(rule, fixed(example)) <= refusals(rule, example)


@pytest.mark.parametrize("rule", EACH)
def test_how_safe_its_fixes_are_is_declared_and_shown(rule: Rule) -> None:
    shown = {
        item.fix.safety
        for example in rule.examples
        if isinstance(example, Bad)
        for item in findings(rule, example)
        if item.fix is not None
    }
    assert shown <= set(rule.fixes)
    assert bool(shown) == bool(rule.fixes)


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_a_fix_holds_no_secret(rule: Rule, example: Bad) -> None:
    for diagnostic in findings(rule, example):
        texts = [] if diagnostic.fix is None else [diagnostic.fix.title, *literal_texts(diagnostic.fix)]
        assert not any(credential(kind) in text for kind in ("openai", "telegram", "any") for text in texts)


@pytest.mark.parametrize(("rule", "example"), [*BAD, *GOOD])
def test_no_prefix_of_an_example_makes_the_rule_fail(rule: Rule, example: Bad | Good) -> None:
    length = len(prepare(rule, example).facts.document.source.data)
    for prefix in range(0, length, max(1, length // 60)):
        findings(rule, example, prefix)


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_messages_are_one_line_without_a_full_stop_and_without_a_secret(rule: Rule, example: Bad) -> None:
    for diagnostic in findings(rule, example):
        for text in (diagnostic.message, diagnostic.help or "", *(note.message for note in diagnostic.related)):
            assert "\n" not in text
            assert not text.endswith(".")
            assert not any(credential(kind) in text for kind in ("openai", "telegram", "any"))
        first = diagnostic.message.split()[0]
        assert first[0].islower() or first[0].isdigit() or first.startswith(NAMES), diagnostic.message


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_severity_and_impact_are_ones_the_rule_declares_and_fit_each_other(rule: Rule, example: Bad) -> None:
    for diagnostic in findings(rule, example):
        assert diagnostic.severity in rule.severities
        assert diagnostic.impact in rule.impacts
        if diagnostic.impact == "load":
            assert diagnostic.severity == "error"
        if diagnostic.impact == "advice":
            assert diagnostic.severity == "info"
        if diagnostic.impact == "ignored":
            assert diagnostic.severity == "warning"


@pytest.mark.parametrize("rule", EACH)
def test_a_rule_shows_what_it_reports_and_a_near_miss(rule: Rule) -> None:
    kinds = {type(example) for example in rule.examples}
    assert kinds == {Bad, Good}


@pytest.mark.parametrize("rule", EACH)
def test_every_impact_and_severity_a_rule_declares_is_shown_by_an_example(rule: Rule) -> None:
    shown = [
        diagnostic for example in rule.examples if isinstance(example, Bad) for diagnostic in findings(rule, example)
    ]
    assert {diagnostic.severity for diagnostic in shown} == set(rule.severities)
    assert {diagnostic.impact for diagnostic in shown} == set(rule.impacts)


@pytest.mark.parametrize("rule", EACH)
def test_the_docstring_says_why_what_to_do_and_where_the_fact_is_from(rule: Rule) -> None:
    summary, *sections = rule.doc.split("\n\n")
    assert re.fullmatch(r"[A-Z`].{20,110}\.", summary), summary
    assert [section.split(":")[0] for section in sections] == ["Why", "What to do", "Source"]


def test_names_are_unique_and_made_of_words() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)+", name) for name in names)


def test_no_secret_looking_text_stands_in_an_example() -> None:
    from picoclaw_lint.secrets.detectors import find
    from picoclaw_lint.secrets.redaction import is_literal

    for rule in RULES:
        for example in rule.examples:
            found = [example.text[item.start : item.end] for item in find(example.text)]
            assert not [text for text in found if is_literal(text)], rule.name
