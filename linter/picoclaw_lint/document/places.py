"""Where a part of a JSON text stands, found only when somebody asks; works on broken texts as far as they go."""

from __future__ import annotations

import re
from typing import NamedTuple

from picoclaw_lint.document.pointer import Nth, Part, Pointer
from picoclaw_lint.document.tolerant import COMMENT, unescape
from picoclaw_lint.source import Span

_BLANK = re.compile(rf"(?:[ \t\n\r\ufeff]|{COMMENT.pattern})*")
_GAP = re.compile(rf"(?:[ \t\n\r\ufeff,]|{COMMENT.pattern})*")
# A string that is not closed ends with its line: that is where a person looks for the missing quote.
_STRING = re.compile(r'"(?:[^"\\\n\r]|\\[^\n\r])*"?')
_STRUCTURE = re.compile(rf"{_STRING.pattern}|[{{}}\[\]]|{COMMENT.pattern}")
_SCALAR = re.compile(r"(?:(?!//|/\*)[^\s,{}\[\]\"#])+")


class Entry(NamedTuple):
    """A member of a container: its key (none in an array) and its value, as spans."""

    key: Span | None
    value: Span


class Listing(NamedTuple):
    """The members of a container in file order, and at which of these places each key or index stands."""

    entries: tuple[Entry, ...]
    at: dict[str | int, list[int]]


class Places:
    """Spans of the parts of one text. Each container is read once, when a place inside it is asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._members: dict[int, dict[str | int, list[Entry]]] = {}
        self._listings: dict[int, Listing] = {}
        self._ends: dict[int, int] = {}

    def locate(self, pointer: Pointer, part: Part = "value", occurrence: int = -1) -> Span | None:
        """Find a part of the entry at ``pointer``; of a repeated key the occurrence asked for, the last by default.

        The root and the elements of an array have no key: for them every part is the value.
        Returns None for a place that is not in the text.
        """
        entry = self._find(pointer, occurrence)
        if entry is None or part == "value" or entry.key is None:
            return entry and entry.value
        return entry.key if part == "key" else Span(entry.key.start, entry.value.end)

    def _find(self, pointer: Pointer, occurrence: int) -> Entry | None:
        start = self._after(_GAP, 0)
        if start == len(self._text):
            return None
        # Go merges repeated objects, so what is looked for may stand in an earlier one only: the later are tried first.
        waiting = [(0, Entry(None, Span(start, self._skip(start))))]
        while waiting:
            depth, entry = waiting.pop()
            if depth == len(pointer):
                return entry
            step = pointer[depth]
            found = self.members(entry.value.start).get(step, [])
            if isinstance(step, Nth):
                found = found[step.nth :][:1]
            elif depth == len(pointer) - 1:
                found = found[occurrence:][:1]
            waiting += ((depth + 1, choice) for choice in found)
        return None

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

    def listing(self, start: int) -> Listing:
        """Return the members of the container that opens at offset ``start`` in file order."""
        known = self._listings.get(start)
        if known is None:
            found = [(entry, key) for key, entries in self.members(start).items() for entry in entries]
            found.sort(key=lambda each: each[0].value.start)
            at: dict[str | int, list[int]] = {}
            for index, (_, key) in enumerate(found):
                at.setdefault(key, []).append(index)
            known = self._listings[start] = Listing(tuple(entry for entry, _ in found), at)
        return known

    def _read_object(self, at: int, members: dict[str | int, list[Entry]]) -> None:
        text = self._text
        while True:
            at = self._after(_GAP, at)
            if at >= len(text) or text[at] in "}]":
                return
            key = _STRING.match(text, at)
            if key is None:
                at = self._skip(at)
                continue
            colon = self._after(_BLANK, key.end())
            if text[colon : colon + 1] != ":":
                at = key.end()
                continue
            start = self._after(_BLANK, colon + 1)
            end = self._skip(start) if start < len(text) and text[start] not in ",}]" else start
            name = unescape(key[0][1:-1] if key[0].endswith('"') else key[0][1:])
            members.setdefault(name, []).append(Entry(Span(*key.span()), Span(start, end)))
            at = end

    def _read_array(self, at: int, members: dict[str | int, list[Entry]]) -> None:
        text = self._text
        while True:
            at = self._after(_GAP, at)
            if at >= len(text) or text[at] in "}]":
                return
            end = self._skip(at)
            members[len(members)] = [Entry(None, Span(at, end))]
            at = end

    def _after(self, what: re.Pattern[str], at: int) -> int:
        """Return where ``what``, which may be empty, ends if it begins at ``at``."""
        match = what.match(self._text, at)
        assert match is not None
        return match.end()

    def _skip(self, at: int) -> int:
        """Return the end of the value, or of whatever stands there, that begins at ``at``; always moves on."""
        text = self._text
        char = text[at]
        if char == '"':
            return self._after(_STRING, at)
        if char in "{[":
            if at not in self._ends:
                self._match_brackets(at)
            return self._ends[at]
        match = _SCALAR.match(text, at)
        return match.end() if match else at + 1

    def _match_brackets(self, at: int) -> None:
        """Note where the container that opens at ``at`` ends, and each one in it, so that nothing is searched twice."""
        opened: list[int] = []
        for match in _STRUCTURE.finditer(self._text, at):
            token = match[0]
            if token in ("{", "["):
                opened.append(match.start())
            elif token in ("}", "]"):
                self._ends[opened.pop()] = match.end()
                if not opened:
                    return
        self._ends.update(dict.fromkeys(opened, len(self._text)))
