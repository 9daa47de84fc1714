"""The rule ``invalid-json``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.problem import SyntaxProblem
from picoclaw_lint.edit.changes import Cut
from picoclaw_lint.rule import Bad, Good, Hit, Remedy, rule, safe, unsafe
from picoclaw_lint.source import Span, looks_like_utf16

# What is wrong, and what to do about it; {text} is what stands there.
_WORDS: dict[str, tuple[str, str]] = {
    "comment": ("a comment, and JSON has none", "remove it; PicoClaw has no field for comments either"),
    "trailing-comma": ("a comma after the last entry", "remove the comma"),
    "empty": ("the file is empty", "write at least {}"),
    "unclosed": (
        "the file ends before this bracket is closed",
        "add the closing bracket, or see what was cut off",
    ),
    "unclosed-string": (
        "a string that is not closed on its line",
        'add the closing ", and write line breaks as \\n',
    ),
    "control-character": ("a control character inside a string", "write it as an escape: a tab is \\t"),
    "bad-escape": (
        "{text} is no escape that JSON knows",
        "write a backslash as \\\\, as in C:\\\\Users, or use / in paths",
    ),
    "missing-comma": ("a comma is missing before {text}", "put a comma after the entry above"),
    "extra-comma": ("a comma with no entry before it", "remove the comma"),
    "wrong-bracket": (
        "{text} closes something that was opened by another bracket",
        "make the brackets match",
    ),
    "missing-colon": ("a key without a colon and a value", 'write "key": value'),
    "missing-value": ("a value is missing before {text}", "write the value, or remove the key"),
    "single-quotes": ("single quotes, and JSON has double ones only", 'use "'),
    "unquoted-key": ("the key {text} is not in quotes", "put the key in double quotes"),
    "not-a-key": ("a key in double quotes is needed here, not {text}", 'write "key": value'),
    "unquoted-value": ("{text} is not a JSON value", "put text in double quotes"),
    "template": ("a template that was never filled in", "fill it in; PicoClaw does not replace variables"),
    "bad-number": (
        "{text} is not a number as JSON writes it",
        "no leading + or 0, no hexadecimal, digits around the point",
    ),
    "not-a-json-word": ("{text} is not a JSON word", "JSON has true, false and null, in lower case"),
    "text-after-value": ("text after the end of the config", "remove it; a file holds one object"),
}
# Anything longer may be a key or a password, but for what everybody knows: names of fields and of JavaScript's values.
_LONGEST_TEXT = 5
_LONGEST_NUMBER = 12
_NUMBER = r"[+-]?(?:0[xX])?[0-9._]+(?:[eE][+-]?[0-9]*)?"
_JAVASCRIPT = frozenset(("undefined", "infinity", "-infinity"))
_PYTHON = {"True": "true", "False": "false", "None": "null", "TRUE": "true", "FALSE": "false", "NULL": "null"}
_IDENTIFIER = re.compile(r"[A-Za-z_$][\w$-]*")
_IN_SINGLE_QUOTES = re.compile(r"""'[^'"\\\x00-\x1f]*'""")
_PLUS = re.compile(r"\+(?:0|[1-9]\d*)(?:\.\d+)?")
_POINT_FIRST = re.compile(r"-?\.\d+")
_ELSEWHERE = ("byte-order-mark", "too-deep")


@rule(
    severity="error",
    impact="load",
    fix=("safe", "unsafe"),
    examples=[
        Bad(
            '{"version": 3«,»}',
            "invalid JSON: a comma after the last entry; PicoClaw refuses the file",
            fixed='{"version": 3}',
        ),
        Bad(
            '{\n  «// my models»\n  "version": 3\n}',
            "invalid JSON: a comment, and JSON has none; PicoClaw refuses the file",
            fixed='{\n  "version": 3\n}',
        ),
        Bad(
            '{"version": 3, "gateway": {"port": «${PORT}»}}',
            "invalid JSON: a template that was never filled in; PicoClaw refuses the file",
        ),
        Bad(
            '{"version": 3, "agents": {"defaults": {"workspace": "C:«\\U»sers"}}}',
            'invalid JSON: "\\U" is no escape that JSON knows; PicoClaw refuses the file',
            fixed='{"version": 3, "agents": {"defaults": {"workspace": "C:\\\\Users"}}}',
        ),
        Bad(
            "{«version»: 3, gateway: {'host': '127.0.0.1'}}",
            'invalid JSON: the key "version" is not in quotes; PicoClaw refuses the file',
            fixed='{"version": 3, "gateway": {"host": "127.0.0.1"}}',
        ),
        Bad(
            '{"version": 3,«,» "gateway": {"port": +18790}}',
            "invalid JSON: a comma with no entry before it; PicoClaw refuses the file",
            fixed='{"version": 3, "gateway": {"port": 18790}}',
        ),
        Bad(
            '{"version": 3, "agents": {"defaults": {"workspace": "a«\t»b"}}}',
            "invalid JSON: a control character inside a string; PicoClaw refuses the file",
            fixed='{"version": 3, "agents": {"defaults": {"workspace": "a\\tb"}}}',
        ),
        Bad(
            '{"version": 3, "tools": {"exec": {"custom_deny_patterns": ["a", «,» "b"]}}}',
            'invalid JSON: a value is missing before ","; PicoClaw refuses the file',
            fixed='{"version": 3, "tools": {"exec": {"custom_deny_patterns": ["a",  "b"]}}}',
        ),
        Bad(
            '{"version": 3}«}»',
            "invalid JSON: text after the end of the config; PicoClaw refuses the file",
            fixed='{"version": 3}',
        ),
        Bad(
            '{"version": 3\n «"gateway"»: {}}',
            'invalid JSON: a comma is missing before "gateway"; PicoClaw refuses the file',
            fixed='{"version": 3,\n "gateway": {}}',
        ),
        Bad(
            '«{»"version": 3, "gateway": {"port": 18790}',
            "invalid JSON: the file ends before this bracket is closed; PicoClaw refuses the file",
        ),
        Bad(
            "",
            "invalid JSON: the file is UTF-16, and JSON is UTF-8; PicoClaw refuses the file",
            data='{"version": 3}'.encode("utf-16"),
        ),
        Good('{"version": 3, "agents": {"defaults": {"workspace": "C:\\\\Users // not a comment,}"}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The file is not valid JSON.

    Why: PicoClaw reads its config with Go's encoding/json, which takes no comments, no trailing commas, no single
    quotes and no variables, and stops at the first of them. Of the public configs that PicoClaw refuses, every sixth
    is refused for this.

    What to do: change what is marked. Where the meaning of the rest is certain (comments, trailing commas), the
    other findings in the file are reported as well.

    Source: docs/picoclaw.md 1.3, run against the loader.
    """
    text = context.document.source.text
    if looks_like_utf16(context.document.source.data):
        message = "invalid JSON: the file is UTF-16, and JSON is UTF-8; PicoClaw refuses the file"
        yield Hit(message, None, span=Span(0, 1), help="save it as UTF-8")
        return
    for problem in context.document.problems:
        if problem.kind not in _ELSEWHERE:
            what, remedy = _WORDS[problem.kind]
            what = what.replace("{text}", _shown(text, problem, context))
            yield Hit(
                f"invalid JSON: {what}; PicoClaw refuses the file",
                None,
                span=_span(problem, text),
                help=remedy,
                fix=_fix(text, problem),
            )


def _fix(text: str, problem: SyntaxProblem) -> Remedy | None:
    start, end = problem.start, problem.end
    written = text[start:end]
    if problem.kind in ("trailing-comma", "extra-comma"):
        return safe("remove the comma", Cut(start, end))
    if problem.kind == "missing-value" and written == "," and text[:start].rstrip()[-1:] in ("[", ","):
        return unsafe("remove the comma", Cut(start, end))
    if problem.kind == "comment":
        return unsafe("remove the comment", Cut(*_whole_line(text, start, end)))
    if problem.kind == "missing-comma" and text[start : start + 1] in ('"', "{", "["):
        before = len(text[:start].rstrip())
        return unsafe("write the comma", Cut(before, before, ","))
    if problem.kind == "text-after-value" and text[start:].strip("]} \t\r\n") == "":
        return unsafe("remove it", Cut(len(text[:start].rstrip()), len(text.rstrip())))
    return _reworded(problem, written)


def _reworded(problem: SyntaxProblem, written: str) -> Remedy | None:
    """Write a word, a number or a string of another language as JSON has it."""
    start, end, kind = problem.start, problem.end, problem.kind
    if kind == "not-a-json-word" and written in _PYTHON:
        return safe(f"write {_PYTHON[written]}", Cut(start, end, _PYTHON[written]))
    if kind == "unquoted-key" and _IDENTIFIER.fullmatch(written):
        return safe("put it in double quotes", Cut(start, start, '"'), Cut(end, end, '"'))
    if kind == "single-quotes" and _IN_SINGLE_QUOTES.fullmatch(written):
        return safe("use double quotes", Cut(start, start + 1, '"'), Cut(end - 1, end, '"'))
    if kind == "control-character" and written == "\t":
        return safe("write it as \\t", Cut(start, end, "\\t"))
    if kind == "bad-escape":
        return unsafe("write the backslash twice", Cut(start, start, "\\"))
    if kind == "bad-number" and _PLUS.fullmatch(written):
        return safe("remove the +", Cut(start, start + 1))
    if kind == "bad-number" and _POINT_FIRST.fullmatch(written):
        point = start + written.index(".")
        return safe("write the 0 before the point", Cut(point, point, "0"))
    return None


def _whole_line(text: str, start: int, end: int) -> Span:
    """The stretch of a comment, with its line where nothing else stands on it, else with the blanks before it."""
    begin = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    rest = re.match(r"[ \t]*(?:\r\n|\n|\r)", text[end:])
    if text[begin:start].strip(" \t") == "" and rest is not None:
        return Span(begin, end + rest.end())
    return Span(len(text[:start].rstrip(" \t")), end)


def _shown(text: str, problem: SyntaxProblem, context: Context) -> str:
    written = text[problem.start : problem.end]
    content = written.strip('"')
    is_number = len(content) <= _LONGEST_NUMBER and re.fullmatch(_NUMBER, content) is not None
    if len(content) > _LONGEST_TEXT and not is_number and not _is_known(content, context):
        return "this"
    return written if written.startswith('"') and written.isprintable() else context.quote(written)


def _is_known(word: str, context: Context) -> bool:
    fields = (of_type.get("fields", ()) for of_type in context.structure.shape.types.values())
    return word.lower() in _JAVASCRIPT or any(word in each for each in fields)


def _span(problem: SyntaxProblem, text: str) -> Span:
    if problem.kind == "unclosed" and problem.opened is not None:
        return Span(problem.opened, problem.opened + 1)
    end = min(problem.end, len(text.rstrip()))
    return Span(problem.start, max(end, problem.start))
