"""Secrets in texts that are no place for one: environments, headers, arguments, addresses, fields nobody knows.

A name can say that its value is a secret (``GITHUB_TOKEN``, ``--api-key``, ``?sig=``), or the value can show it by its
format. The places where people keep them are in docs/picoclaw.md part 4.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from picoclaw_lint.document.pointer import Path, Pointer, pointer_of
from picoclaw_lint.document.values import Repeated
from picoclaw_lint.secrets.detectors import find, is_words, may_hold_credential
from picoclaw_lint.secrets.names import SCHEME, is_named_secret, named_spans, names_secret
from picoclaw_lint.secrets.redaction import is_literal, joined_spans
from picoclaw_lint.source import Span

# Texts, not compiled, as in placeholders.
_OPTION = r"--?[A-Za-z][\w-]*"
# What follows an option and is another one, not its value.
_NEXT_OPTION = r"--?[A-Za-z][\w-]*=(?s:.*)|--[a-z]+(?:-[a-z]+)*|-[A-Za-z]"
# Names under which any text is a secret; under the others words are none, nor a session's key as PicoClaw writes it,
# nor a reference into a store of secrets.
_WORDS_COUNT = r"(?:pass(?:word|wd|phrase)?|pwd|secret)s?[^A-Za-z]*$"
_NAME_BEFORE = re.compile(r"(?<![\w.-])[\w.-]+[^\w.-]*$")
_LONGEST_NAME = 200
_HARMLESS = r"agent:[\w:.@+-]+"
_STORE = r"(?!(?:https?|wss?|ftps?)://)[a-z][a-z0-9+.-]*://[^\s@?=]*"
_SHORTEST = 8


class Written(NamedTuple):
    """A secret where it stands: the place, whether in its key or its value, the stretch of that text, the secret.

    The secrets of one text have the same pointer; those of repeated keys have others that are only equal.
    """

    pointer: Pointer
    part: Literal["key", "value"]
    span: Span
    text: str


def secrets_in(value: Any) -> Iterator[Written]:
    """Yield the secrets in the texts of a JSON value, and each key that holds a credential of a known format.

    What a later entry of a repeated key overrides stands in the file all the same.
    """
    for path, name, item in places_in(value):
        if isinstance(item, str):
            spans = secret_spans_of(name, item)
            pointer = pointer_of(path) if spans else ()
            yield from (Written(pointer, "value", span, item[span.start : span.end]) for span in spans)
        key = path[1] if path is not None else None
        if isinstance(key, str) and may_hold_credential(key):
            found = next((item for item in find(key) if _shows(key, item.start, item.end)), None)
            if found is not None:
                span = Span(found.start, found.end)
                yield Written(pointer_of(path), "key", span, key[span.start : span.end])


def places_in(value: Any) -> Iterator[tuple[Path, str, Any]]:
    """Yield every place of a value: its path, the key of the nearest object around, and what stands there."""
    # Without recursion: Go allows a depth of 10,000.
    waiting: list[tuple[Path, str, Any]] = [(None, "", value)]
    while waiting:
        place = path, key, item = waiting.pop()
        yield place
        if isinstance(item, dict):
            entries = [*(item.earlier() if isinstance(item, Repeated) else ()), *item.items()]
            waiting += [((path, name), name, member) for name, member in reversed(entries)]
        elif isinstance(item, list):
            names = [key, *(_option(*pair) or key for pair in pairwise(item))]
            members = [((path, index), names[index], member) for index, member in enumerate(item)]
            waiting += reversed(members)


# Models share providers and addresses, and so do files.
@lru_cache(maxsize=4096)
def secret_spans_of(key: str, text: str) -> tuple[Span, ...]:
    """Return the stretches of a text that are secrets, in order; ``key`` is the name it stands under."""
    spans = [span for span in _named(key, text) if _is_secret_under(key, text[span.start : span.end])]
    if spans:
        return tuple(spans)
    named = list(named_spans(text)) if "=" in text or ":" in text else []
    if named:
        named = joined_spans(
            span for span in named if _is_secret_under(_name_before(text, span.start), text[span.start : span.end])
        )
    if not may_hold_credential(text):
        return tuple(named)
    ends = [span.end for span in named]
    for found in find(text):
        # The first that ends behind where this one starts: find itself yields none that overlap.
        nearest = bisect(ends, found.start)
        is_apart = nearest == len(named) or named[nearest].start >= found.end
        if is_apart and _shows(text, found.start, found.end):
            spans.append(Span(found.start, found.end))
    return tuple(sorted([*named, *spans]))


def _is_secret_under(name: str, text: str) -> bool:
    """Whether a text under a name that sounds secret looks like one; under that of a password any does."""
    if not is_named_secret(text) or re.fullmatch(_STORE, text, re.I):
        return False
    if re.search(_WORDS_COUNT, name, re.I):
        return True
    return len(text) >= _SHORTEST and not is_words(text) and not re.fullmatch(_HARMLESS, text)


def _name_before(text: str, at: int) -> str:
    """Return the name that a value has before it: an option, a parameter, a header."""
    name = _NAME_BEFORE.search(text, max(0, at - _LONGEST_NAME), at)
    return name[0] if name else ""


def _named(key: str, text: str) -> list[Span]:
    """The whole text, without the scheme of a header, where its name says that it is a secret."""
    if not names_secret(key) or "://" in text:
        return []
    scheme = re.match(SCHEME, text, re.I)
    return [Span(scheme.end() if scheme else 0, len(text))]


def _shows(text: str, start: int, end: int) -> bool:
    """Whether what has the format of a credential is one; of user and password only the password counts."""
    found = text[start:end]
    if text.startswith("@", end):
        return is_literal(found) and is_literal(found.partition(":")[2])
    return is_literal(found)


def _option(text: Any, following: Any) -> str | None:
    """Return the name of a command-line option whose value is the next argument."""
    if (
        not isinstance(text, str)
        or not isinstance(following, str)
        or text[:1] != "-"
        or not re.fullmatch(_OPTION, text)
    ):
        return None
    return None if re.fullmatch(_NEXT_OPTION, following) else text
