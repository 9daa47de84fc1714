"""What Go's encoding/json refuses is a problem with a name and an exact place."""

from __future__ import annotations

import pytest

from picoclaw_lint.document import parse
from picoclaw_lint.document.problem import MOST_LEVELS, SyntaxProblem
from picoclaw_lint.rules.syntax import invalid_json
from picoclaw_lint.source import Source

# Each text marks the span of its first problem.
KINDS = {
    "byte-order-mark": ["«\ufeff»{}"],
    "comment": [
        "«// x»\n{}",
        '{"a": 1 «/* y\n */»}',
        "{«# z»\r}",
        "[1«//»",
        "{} «/* never closed»",
        '{"a" «/**/»: «» 1}',
    ],
    "trailing-comma": ['{"a": 1«,»}', "[1«,» \n]", '{"a": [{"b": 2}«,» ]}'],
    "empty": ["«»", " \n«»"],
    "unclosed": ['{"a": 1«»', '{"a": [1, «»', '{"a"«»', '{"a":«»', "[«»", '{"a": 1, «»'],
    "unclosed-string": ['{"a": «"b»', '{"a": «"b»\nc"}', '{«"a»', '["x", «"y»\r\n]'],
    "control-character": ['"a«\t»b"', '"«\x00»"', '"«\x1f»"', '{"a«\x01»": 1}'],
    "bad-escape": ['"C:«\\U»sers"', '"«\\x»41"', '"«\\u»12"', '"«\\»', '"«\\u»00g0"', '"it«\\\'»s"', '{"«\\a»": 1}'],
    "missing-comma": ['{"a": 1 «"b"»: 2}', "[1 «2»]", '["a"«"b"»]', "[1«:»2]", "[{}«{»}]"],
    "extra-comma": ["{«,»}", '{"a": 1,«,»}'],
    "wrong-bracket": ["[1«}»", '{"a": 1«]»', "{«]»}", '{"a": [{}«}»'],
    "missing-colon": ['{"a" «1»}', '{"a"«}»', '{"a"«,» "b": 1}', '{"a" «"b"»}'],
    "missing-value": ['{"a": «}»', "[«,»1]", '{"a": «,» "b": 1}', "«:»1", "«]»", "«}»"],
    "single-quotes": ["{«'a'»: 1}", "[«'a'»]", "«'»"],
    "unquoted-key": ["{«a»: 1}", "{«$a»: 1}", "{«a-b»: 1}"],
    "not-a-key": ["{«1»: 2}", "{«[»1]: 2}", '{«{»"a": 1}}', "{«é»: 1}"],
    "unquoted-value": ['{"a": «abc»}', "«tru»", '{"a": «localhost»:80}', "[«é»]", "«truely»", "«\u00a0»"],
    "template": [
        '{"a": «${PORT}»}',
        '{"a": «{{ .Values.port }}»}',
        '{"a": «{{-x}}»}',
        "«{»% x",
        '{"a": «{% if x %}»1}',
        '{"a": «%PORT%»}',
        '{"a": «<port>»}',
        '{"a": «$PORT»}',
        "{«${KEY}»: 1}",
        "{«{% if x %}» 1}",
        "{«{{ key }}»: 1}",
    ],
    "bad-number": [
        *("«01»", "«+1»", "«.5»", "«1.»", "«-»", "«-.5»", "«0x10»", "«1e»", "«1e+»", "«1_000»", "«--1»", "«00»"),
        *("[«1.e5»]", '{"a": «-Infinity»}', '{"a": «1.2.3»}', '{"a": «1-2»}', '{"a": «5m»}'),
    ],
    "not-a-json-word": [
        '{"a": «NaN»}',
        '{"a": «Infinity»}',
        '{"a": «True»}',
        '{"a": «FALSE»}',
        '{"a": «None»}',
        '{"a": «undefined»}',
        "«Null»",
    ],
    "too-deep": ["[" * MOST_LEVELS + "«[»", '{"a":' * MOST_LEVELS + "«{»}"],
    "text-after-value": [
        '{"a": 1} «x»',
        "{}«}»",
        "1 «2» \n",
        "[] «,»",
        '{"a": 1}\n«{"b": 2}»\n',
        "{}«\x00»",
        "1 «\x0b»",
    ],
}
EXAMPLES = [(kind, text) for kind, texts in KINDS.items() for text in texts]


def problems(text: str) -> tuple[SyntaxProblem, ...]:
    return parse(Source("config.json", text.encode())).problems


@pytest.mark.parametrize(("kind", "marked"), EXAMPLES, ids=lambda value: repr(value[-40:]))
def test_each_kind_of_problem_is_named_where_it_stands(kind: str, marked: str) -> None:
    start = marked.index("«")
    end = marked.index("»") - 1
    text = marked.replace("«", "").replace("»", "")
    first = next(problem for problem in problems(text) if problem.kind != "comment" or kind == "comment")
    assert (first.kind, first.start, first.end) == (kind, start, end)


def test_the_examples_reach_every_kind_that_messages_exist_for() -> None:
    assert set(KINDS) == {*invalid_json._WORDS, *invalid_json._ELSEWHERE}


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ('{"a": [1, ', 6),
        ('{"a": 1', 0),
        ("[[", 1),
        ("[1}", 0),
        ('{"a" 1}', 0),
        ('{"a": {,}}', 6),
        ("", None),
        ("x", None),
    ],
)
def test_a_problem_inside_a_container_says_where_that_was_opened(text: str, opened: int | None) -> None:
    assert problems(text)[-1].opened == opened


@pytest.mark.parametrize(
    "text",
    ["{} // end", "// a\n// b\n{}", '{"a": [1, /* one */ 2,], }', "\ufeff[]", '{"a" /* x */ : /* y */ 1 /* z */}'],
)
def test_problems_of_a_certain_meaning_keep_the_whole_value(text: str) -> None:
    document = parse(Source("config.json", text.encode()))
    assert document.problems
    assert document.complete
    assert document.value in ({}, [], {"a": [1, 2]}, {"a": 1})


def test_several_problems_stand_in_the_order_of_the_file() -> None:
    found = problems("\ufeff// x\n[1, 2,] # y\n")
    assert [problem.kind for problem in found] == ["byte-order-mark", "comment", "trailing-comma", "comment"]
    assert [problem.start for problem in found] == sorted(problem.start for problem in found)


@pytest.mark.parametrize("text", ['"\x7f"', '"\u2028"', "[1e5, -0, 0.0, 1E+2, 0e0]", '"\\u0000"', " \t\r\n1", "true"])
def test_what_go_accepts_is_no_problem(text: str) -> None:
    assert problems(text) == ()


def test_a_word_of_another_language_is_told_from_text_without_quotes() -> None:
    assert {problems(word)[0].kind for word in ("nan", "infinity", "none", "TRUE")} == {"not-a-json-word"}
    assert {problems(word)[0].kind for word in ("nano", "truth", "nulls")} == {"unquoted-value"}
