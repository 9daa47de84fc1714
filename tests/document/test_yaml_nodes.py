"""YAML as nodes with places: near to Go's yaml.v3, never raising, never showing what is in the file."""

from __future__ import annotations

import time
import warnings
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from picoclaw_lint.document.yaml_nodes import Node, YamlDocument, parse_yaml
from picoclaw_lint.source import Source, Span

PIECES = (
    *("a", "b: ", "- ", "\n", "  ", "{", "}", "[", "]", ",", ": ", "? ", "&x ", "*x", "!!int ", "!t ", "|", "|+2\n"),
    *(">-\n", "'", '"', "\\", "\\U99999999", "\\x", "%YAML 1.1\n", "%YAML 1.7\n", "%TAG ! x\n", "---\n", "...", "\t"),
    *(
        "#c",
        "<<: ",
        "0x",
        "1e3",
        ".inf",
        "2001-01-01",
        "\r",
        "\ufeff",
        "\x85",
        "\u2028",
        "!<x>",
        "!<",
        "@",
        "`",
        "\x00",
    ),
    *("é", "\U0001f600", "\uffff", "1_0", "010", "~", "null", "yes", "!!float x", "!!bool maybe", "!!binary ", "%ff"),
)


def yaml(text: str) -> YamlDocument:
    return parse_yaml(Source(".security.yml", text.encode()))


def node(text: str, *path: str | int) -> Node:
    found = yaml(text).find(*path)
    assert found is not None
    return found


def nodes(root: Node) -> list[Node]:
    return [root, *(below for child in (*root.entries.values(), *root.items) for below in nodes(child))]


@pytest.mark.parametrize(
    ("written", "tag", "text", "value"),
    [
        ("abc", "str", "abc", "abc"),
        ('"a\\n\\u00e9"', "str", "a\né", "a\né"),
        ("'it''s'", "str", "it's", "it's"),
        ("|\n  a\n  b\n", "str", "a\nb\n", "a\nb\n"),
        (">-\n  a\n  b\n", "str", "a b", "a b"),
        ("123", "int", "123", 123),
        ("0x1F", "int", "0x1F", 31),
        ("0o17", "int", "0o17", 15),
        ("-5", "int", "-5", -5),
        ("1_000", "int", "1_000", 1000),
        ("'123'", "str", "123", "123"),
        ("1.5", "float", "1.5", 1.5),
        ("1e3", "float", "1e3", 1000.0),
        ("true", "bool", "true", True),
        ("False", "bool", "False", False),
        ("yes", "str", "yes", "yes"),
        ("null", "null", "null", None),
        ("~", "null", "~", None),
        ("", "null", "", None),
        ("!!str 12", "str", "12", "12"),
        ("!!int x", "int", "x", "x"),
        (".inf", "float", ".inf", ".inf"),
        ("2001-01-01", "timestamp", "2001-01-01", "2001-01-01"),
        ("!mine x", "!mine", "x", "x"),
    ],
)
def test_a_scalar_has_its_text_its_tag_and_its_plain_value(written: str, tag: str, text: str, value: Any) -> None:
    found = node(f"k: {written}", "k")
    assert (found.kind, found.tag, found.text, found.value) == ("scalar", tag, text, value)
    assert type(found.value) is type(value)
    assert found.is_null is (value is None)


def test_mappings_and_sequences_have_plain_values_in_file_order() -> None:
    found = yaml("b: [1, {c: x}]\na: {}\n")
    assert found.root is not None
    assert found.root.value == {"b": [1, {"c": "x"}], "a": {}}
    assert list(found.root.entries) == ["b", "a"]
    assert (found.root.kind, found.find("b").kind, found.find("b").is_null) == ("mapping", "sequence", False)  # type: ignore[union-attr]


def test_spans_of_keys_and_scalars_are_what_is_written() -> None:
    text = "# é\r\nmodel_list:\r\n  \"gpt 4\":\r\n    api_keys: ['x', \U0001f600b ]\r\n"
    found = yaml(text)
    assert found.root is not None
    written = {
        "model_list": found.find("model_list"),
        '"gpt 4"': found.find("model_list", "gpt 4"),
        "api_keys": found.find("model_list", "gpt 4", "api_keys"),
    }
    for key, place in written.items():
        assert place is not None
        assert place.key_span is not None
        assert text[place.key_span.start : place.key_span.end] == key
    items = node(text, "model_list", "gpt 4", "api_keys").items
    assert [text[item.span.start : item.span.end] for item in items] == ["'x'", "\U0001f600b"]
    assert [item.key_span for item in items] == [None, None]


@pytest.mark.parametrize("path", [("x",), ("a", "x"), ("a", 5), (0,), ("b", 0, "y"), ("b", 1), ("c", "d", "e")])
def test_find_returns_nothing_for_a_place_that_is_not_there(path: tuple[str | int, ...]) -> None:
    assert yaml("a: {k: 1}\nb: [1]\nc: 3\n").find(*path) is None


def test_find_follows_keys_and_indices() -> None:
    assert node("a: [x, {b: y}]", "a", 1, "b").text == "y"
    assert node("a: 1").kind == "mapping"


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n# nothing\n...\n"])
def test_a_file_without_content_has_no_value_and_no_problem(text: str) -> None:
    found = yaml(text)
    assert found.problem is None
    assert found.root is None or found.root.is_null
    assert found.find("a") is None


def test_only_the_first_document_counts() -> None:
    assert node("a: 1\n---\na: 2\n").value == {"a": 1}
    assert node("a: 1\n---\n[broken\n").value == {"a": 1}


def test_aliases_stand_for_what_they_name() -> None:
    found = yaml("a: &keys [x, y]\nb: *keys\nc: &keys 1\nd: *keys\n")
    assert found.root is not None
    assert found.root.value == {"a": ["x", "y"], "b": ["x", "y"], "c": 1, "d": 1}


@pytest.mark.parametrize("text", ["a: {b: 1, b: 2}", "a: 1\na: 2\n", "'a': 1\na: 2\n", "x:\n  - {k: 1, 'k': 2}"])
def test_a_key_that_stands_twice_is_refused(text: str) -> None:
    found = yaml(text)
    assert found.root is None
    assert found.problem is not None
    assert "stands twice" in found.problem.message


@pytest.mark.parametrize("text", ["? [a]\n: 1\n", "{[a]: 1}", "? {a: 1}\n: 1"])
def test_a_key_that_is_no_text_is_refused(text: str) -> None:
    found = yaml(text)
    assert found.problem is not None
    assert found.problem.message == "a key that is not a plain text"


def test_aliases_that_multiply_are_bounded() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12))
    start = time.perf_counter()
    found = yaml(bomb)
    assert time.perf_counter() - start < 10
    assert found.root is None
    assert found.problem is not None
    assert "repeat without end" in found.problem.message


@pytest.mark.parametrize("text", ["a: &x [*x]", "&x a: {b: 1, c: &y {d: *y}}", "a: &x {b: [*x]}"])
def test_an_alias_inside_what_it_names_is_refused(text: str) -> None:
    found = yaml(text)
    assert found.problem is not None
    assert "repeat without end" in found.problem.message


@pytest.mark.parametrize("opener", ["[", "{a: ", "- "])
def test_nesting_beyond_reason_is_a_problem_not_a_crash(opener: str) -> None:
    found = yaml(opener * 1500)
    assert found.root is None
    assert found.problem is not None
    assert found.problem.message == "nested too deeply"


@pytest.mark.parametrize(
    ("text", "message", "span"),
    [
        ("a: [open", "expected ',' or ']', but got '<stream end>'", Span(8, 8)),
        ("\ta: 1", "found character that cannot start any token", Span(0, 1)),
        ("é: 1\nb: c: d\n", "mapping values are not allowed here", Span(9, 10)),
        ("a: @x", "found character '@' that cannot start any token", Span(3, 4)),
        ('a: "\\q"', "found unknown escape character 'q'", Span(5, 6)),
        ("a: *undefined", "found undefined alias", Span(3, 4)),
        ("%YAML 9.9\n---\na: 1", "found incompatible YAML document (version 1.* is required)", Span(0, 1)),
    ],
)
def test_broken_yaml_is_a_phrase_with_a_place(text: str, message: str, span: Span) -> None:
    found = yaml(text)
    assert found.root is None
    assert found.problem == (message, span)


@pytest.mark.parametrize(
    ("data", "span"),
    [(b"a: \xff\xfe", Span(3, 4)), ("é: ".encode() + b"\xe2\x82", Span(3, 4)), (b"\xed\xa0\x80", Span(0, 1))],
)
def test_bytes_that_are_not_utf_8_are_a_problem_at_the_first_of_them(data: bytes, span: Span) -> None:
    found = parse_yaml(Source(".security.yml", data))
    assert (found.root, found.problem) == (None, ("a byte that is not UTF-8", span))


@pytest.mark.parametrize("text", ['a: "\\U99999999"', "%YAML 1.7\n---\na: !!int 1", "a: \x07", "\x00"])
def test_yaml_that_the_reader_itself_stumbles_over_is_a_problem(text: str) -> None:
    found = yaml(text)
    assert found.root is None
    assert found.problem is not None
    assert found.problem.span is None
    assert "\n" not in found.problem.message


@pytest.mark.parametrize(
    "text",
    [
        "a: *{}",
        "a: !{}!x y",
        "%TAG !{0}! a\n%TAG !{0}! a\n---\nb",
        "*{}: 1",
        "a: '{}' x",
        'a: "{}',
        "{}\n{}: x",
        "a: |{}",
    ],
)
def test_no_message_quotes_the_file(text: str) -> None:
    secret = "hunter" + "two"
    found = yaml(text.replace("{}", secret).replace("{0}", secret))
    assert found.problem is not None
    assert secret not in found.problem.message


def test_an_anchor_that_is_used_again_is_no_problem_and_no_warning(recwarn: pytest.WarningsRecorder) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        found = yaml("a: &key hunter\nb: &key two\nc: *key\n")
    assert found.root is not None
    assert found.root.value == {"a": "hunter", "b": "two", "c": "two"}
    assert not recwarn.list


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=30))
@settings(deadline=None, max_examples=400)
def test_no_text_makes_the_reader_raise(text: str) -> None:
    found = yaml(text)
    assert found.root is None or found.problem is None
    size = len(text)
    if found.problem is not None and found.problem.span is not None:
        assert 0 <= found.problem.span.start <= found.problem.span.end <= size
    if found.root is not None:
        for place in nodes(found.root):
            assert 0 <= place.span.start <= place.span.end <= size
            assert place.value is not None or place.is_null
