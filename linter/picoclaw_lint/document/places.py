"""Where a part of a JSON text stands, found only when somebody asks; works on broken texts as far as they go."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from picoclaw_lint.document.pointer import Nth, Pointer
from picoclaw_lint.document.tolerant import unescape
from picoclaw_lint.source import Span

Part = Literal["key", "value", "entry"]

_GAP = re.compile(r"(?:[ \t\n\r\ufeff,]|//[^\n\r]*|/\*[\s\S]*?(?:\*/|\Z)|#[^\n\r]*)*")
_COLON = re.compile(r"[ \t\n\r]*:[ \t\n\r]*")
# A string that is not closed ends with its line: that is where a person looks for the missing quote.
_STRING = re.compile(r'"(?:[^"\\\n\r]|\\[^\n\r])*"?')
_STRUCTURE = re.compile(r'"(?:[^"\\\n\r]|\\[^\n\r])*"?|[{}\[\]]|//[^\n\r]*|/\*[\s\S]*?(?:\*/|\Z)')
_SCALAR = re.compile(r"[^\s,{}\[\]\"]+")


class Entry(NamedTuple):
    """A member of a container: its key (none in an array) and its value, as spans."""

    key: Span | None
    value: Span


class Places:
    """Spans of the parts of one text. Each container is read once, when a place inside it is asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._members: dict[int, dict[str | int, list[Entry]]] = {}

    def locate(self, pointer: Pointer, part: Part = "value", occurrence: int = -1) -> Span | None:
        """Find a part of the entry at ``pointer``; of a repeated key the occurrence asked for, the last by default.

        The root and the elements of an array have no key: for them every part is the value.
        Returns None for a place that is not in the text.
        """
        gap = _GAP.match(self._text)
        assert gap is not None
        if gap.end() == len(self._text):
            return None
        entry = Entry(None, Span(gap.end(), self._skip(gap.end())))
        for depth, step in enumerate(pointer):
            found = self.members(entry.value.start).get(step)
            if not found:
                return None
            last = depth == len(pointer) - 1
            entry = self._choose(found, step, occurrence, pointer[depth + 1 :] if not last else ())
        if part == "value" or entry.key is None:
            return entry.value
        return entry.key if part == "key" else Span(entry.key.start, entry.value.end)

    def _choose(self, found: list[Entry], step: str | int, occurrence: int, rest: Pointer) -> Entry:
        if isinstance(step, Nth):
            return found[step.nth]
        if not rest:
            return found[occurrence]
        # Go merges repeated objects, so what is looked for may stand in an earlier one only.
        return next((entry for entry in reversed(found) if rest[0] in self.members(entry.value.start)), found[-1])

    def members(self, start: int) -> dict[str | int, list[Entry]]:
        """Return the members of the container that opens at offset ``start``, by key or index; {} if none does."""
        known = self._members.get(start)
        if known is None:
            opener = self._text[start : start + 1]
            known = {}
            if opener == "{":
                self._read_object(start + 1, known)
            elif opener == "[":
                self._read_array(start + 1, known)
            self._members[start] = known
        return known

    def _read_object(self, at: int, members: dict[str | int, list[Entry]]) -> None:
        text = self._text
        while True:
            at = self._gap(at)
            if at >= len(text) or text[at] in "}]":
                return
            key = _STRING.match(text, at)
            if key is None:
                at = self._skip(at)
                continue
            colon = _COLON.match(text, key.end())
            if colon is None:
                at = key.end()
                continue
            start = self._gap(colon.end())
            end = self._skip(start) if start < len(text) and text[start] not in "}]" else start
            name = unescape(key[0][1:-1] if key[0].endswith('"') else key[0][1:])
            members.setdefault(name, []).append(Entry(Span(*key.span()), Span(start, end)))
            at = end

    def _read_array(self, at: int, members: dict[str | int, list[Entry]]) -> None:
        text = self._text
        while True:
            at = self._gap(at)
            if at >= len(text) or text[at] in "}]":
                return
            end = self._skip(at)
            members[len(members)] = [Entry(None, Span(at, end))]
            at = end

    def _gap(self, at: int) -> int:
        match = _GAP.match(self._text, at)
        assert match is not None
        return match.end()

    def _skip(self, at: int) -> int:
        """Return the end of the value, or of whatever stands there, that begins at ``at``; always moves on."""
        text = self._text
        char = text[at]
        if char == '"':
            match = _STRING.match(text, at)
            assert match is not None
            return match.end()
        if char not in "{[":
            match = _SCALAR.match(text, at)
            return match.end() if match else at + 1
        depth = 0
        for match in _STRUCTURE.finditer(text, at):
            token = match[0]
            if token in ("{", "["):
                depth += 1
            elif token in ("}", "]"):
                depth -= 1
                if not depth:
                    return match.end()
        return len(text)
