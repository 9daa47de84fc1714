"""A JSON reader for what the fast one refuses: it says what is wrong where, and goes on where the meaning is certain.

It follows Go's encoding/json: no recursion, at most 10,000 levels, lone surrogates become U+FFFD.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple, NoReturn

from picoclaw_lint.document.problem import MOST_LEVELS, SyntaxProblem
from picoclaw_lint.document.values import Number, integer, make_object

BLANK = re.compile(r"[ \t\n\r]*")
COMMENT = re.compile(r"//[^\n\r]*|/\*[\s\S]*?(?:\*/|\Z)|#[^\n\r]*")
STRING = re.compile(r'"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"')
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))")
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WORDS = {"true": True, "false": False, "null": None}
_TOKEN = re.compile(r'\$\{[^}\n]*\}|\{[{%].*?[%}]\}|"[^"\n\r]*"?|[^\s,:{}\[\]"]+|.')
_WORD = re.compile(r"[A-Za-z_$][\w$-]*")
_MORE_OF_A_NUMBER = re.compile(r"[\w.+-]")
# What template languages leave behind; {{ before a quote is a bracket too many.
_TEMPLATE = re.compile(r"\{\{-?\s*[\w.$]|\{%|[%<$]")


class Reading(NamedTuple):
    """What could be read.

    Attributes:
        value: the value; of a broken file, what was read before it broke.
        problems: in file order; empty for valid JSON.
        complete: whether every problem was one with a certain meaning, so that ``value`` is the whole file.
    """

    value: Any
    problems: tuple[SyntaxProblem, ...]
    complete: bool


def unescape(raw: str) -> str:
    """Decode the inside of a JSON string as Go does."""
    if "\\" not in raw:
        return raw
    text = _ESCAPE.sub(
        lambda match: chr(int(match[1], 16)) if match[1] else _SHORT.get(match[2], match[2]),
        raw,
    )
    return _SURROGATES.sub(_join_surrogates, text)


def _join_surrogates(match: re.Match[str]) -> str:
    pair = match[0]
    if len(pair) == 2:
        return chr(0x10000 + ((ord(pair[0]) - 0xD800) << 10) + (ord(pair[1]) - 0xDC00))
    return "\ufffd"


class _Broken(Exception):
    """Reading cannot go on; the problem is in ``args[0]``."""


class _Frame:
    """A container that is being read."""

    __slots__ = ("items", "key", "opened", "pairs")

    def __init__(self, opened: int, is_object: bool) -> None:
        self.opened = opened
        self.pairs: list[tuple[str, Any]] | None = [] if is_object else None
        self.items: list[Any] = []
        self.key = ""

    def add(self, value: Any) -> None:
        if self.pairs is None:
            self.items.append(value)
        else:
            self.pairs.append((self.key, value))

    def finish(self) -> Any:
        return self.items if self.pairs is None else make_object(self.pairs)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.problems: list[SyntaxProblem] = []
        self.stack: list[_Frame] = []
        self.root: Any = None

    def read(self) -> Reading:
        if self.text.startswith("\ufeff"):
            self.problems.append(SyntaxProblem("byte-order-mark", 0, 1))
            self.at = 1
        try:
            self._file()
            complete = True
        except _Broken as broken:
            self.problems.append(broken.args[0])
            complete = False
            while self.stack:
                self._done(self.stack.pop().finish())
        return Reading(self.root, tuple(self.problems), complete)

    def _file(self) -> None:
        self._blank()
        self._value()
        while self.stack:
            self._member()
        self._blank()
        if self.at < len(self.text):
            self._break("text-after-value", self.at, len(self.text.rstrip(" \t\n\r")))

    def _member(self) -> None:
        """Read the next member of the innermost container, or its end."""
        frame = self.stack[-1]
        closer = "}" if frame.pairs is not None else "]"
        self._blank()
        count = len(frame.pairs) if frame.pairs is not None else len(frame.items)
        comma = -1
        if count and self._peek() != closer:
            if self._peek() != ",":
                self._break(self._missing_comma(closer), self.at, self._token_end(), frame.opened)
            comma = self.at
            self.at += 1
            self._blank()
        if self._peek() == closer:
            if comma >= 0:
                self.problems.append(SyntaxProblem("trailing-comma", comma, comma + 1))
            self.at += 1
            self.stack.pop()
            self._done(frame.finish())
            return
        if frame.pairs is not None:
            self._key(frame)
        self._value()

    def _key(self, frame: _Frame) -> None:
        match = STRING.match(self.text, self.at)
        if match is None:
            self._break_at_key(frame)
        frame.key = unescape(match[0][1:-1])
        self.at = match.end()
        self._blank()
        if self._peek() != ":":
            self._break(
                "missing-colon" if self.at < len(self.text) else "unclosed",
                self.at,
                self._token_end(),
                frame.opened,
            )
        self.at += 1
        self._blank()

    def _value(self) -> None:
        char = self._peek()
        if char in ("{", "[") and not _TEMPLATE.match(self.text, self.at):
            if len(self.stack) >= MOST_LEVELS:
                self._break("too-deep", self.at, self.at + 1)
            self.stack.append(_Frame(self.at, char == "{"))
            self.at += 1
        elif char == '"':
            match = STRING.match(self.text, self.at)
            if match is None:
                self._break_in_string()
            self.at = match.end()
            self._done(unescape(match[0][1:-1]))
        else:
            self._scalar()

    def _scalar(self) -> None:
        word = _WORD.match(self.text, self.at)
        if word is not None and word[0] in _WORDS:
            self.at = word.end()
            self._done(_WORDS[word[0]])
            return
        number = NUMBER.match(self.text, self.at)
        if number is None or _MORE_OF_A_NUMBER.match(self.text, number.end()):
            self._break_at_value()
        self.at = number.end()
        literal = number[0]
        self._done(Number(literal) if any(char in literal for char in ".eE") else integer(literal))

    def _done(self, value: Any) -> None:
        if self.stack:
            self.stack[-1].add(value)
        else:
            self.root = value

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def _blank(self) -> None:
        """Skip white space; a comment is a problem, but what the file means is clear."""
        while True:
            match = BLANK.match(self.text, self.at)
            assert match is not None
            self.at = match.end()
            comment = COMMENT.match(self.text, self.at)
            if comment is None:
                return
            self.problems.append(SyntaxProblem("comment", comment.start(), comment.end()))
            self.at = comment.end()

    def _token_end(self) -> int:
        """The end of whatever stands at the current place, for a span that can be seen."""
        match = _TOKEN.match(self.text, self.at)
        return match.end() if match else self.at

    def _break(self, kind: str, start: int, end: int, opened: int | None = None) -> NoReturn:
        raise _Broken(SyntaxProblem(kind, start, max(end, start), opened))

    def _missing_comma(self, closer: str) -> str:
        char = self._peek()
        if not char:
            return "unclosed"
        if char in "}]" and char != closer:
            return "wrong-bracket"
        return "missing-comma"

    def _break_at_key(self, frame: _Frame) -> NoReturn:
        char = self._peek()
        kinds = {"": "unclosed", "'": "single-quotes", '"': "", ",": "extra-comma", "]": "wrong-bracket"}
        kind = kinds.get(char, "unquoted-key" if _WORD.match(self.text, self.at) else "not-a-key")
        if not kind:
            self._break_in_string()
        if self.text.startswith(("{", "${"), self.at) and _TEMPLATE.match(self.text, self.at):
            kind = "template"
        self._break(kind, self.at, self._token_end(), frame.opened)

    def _break_at_value(self) -> NoReturn:
        rest = self.text[self.at : self.at + 20]
        opened = self.stack[-1].opened if self.stack else None
        if not rest:
            self._break("empty" if opened is None else "unclosed", self.at, self.at, opened)
        if _TEMPLATE.match(self.text, self.at):
            kind = "template"
        elif rest[0] == "'":
            kind = "single-quotes"
        elif rest[0] in ",}]:":
            kind = "missing-value"
        elif re.match(r"[+.]?\d|-", rest):
            kind = "bad-number"
        elif re.match(r"(?i)(nan|infinity|true|false|none|null|undefined)\b", rest):
            kind = "not-a-json-word"
        else:
            kind = "unquoted-value"
        self._break(kind, self.at, self._token_end(), opened)

    def _break_in_string(self) -> NoReturn:
        start = self.at
        body = re.compile(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*').match(self.text, start)
        assert body is not None
        stop = body.end()
        char = self.text[stop : stop + 1]
        if not char:
            self._break("unclosed-string", start, stop)
        if char == "\\":
            self._break("bad-escape", stop, min(stop + 2, len(self.text)))
        if char in "\n\r":
            self._break("unclosed-string", start, stop)
        self._break("control-character", stop, stop + 1)


def read(text: str) -> Reading:
    """Read a text as far as it can be understood; never raises."""
    return _Reader(text).read()
