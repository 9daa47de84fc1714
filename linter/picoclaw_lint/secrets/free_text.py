"""Secrets in texts that are no place for one: environments, headers, arguments, addresses, fields nobody knows.

A name can say that its value is a secret (``GITHUB_TOKEN``, ``--api-key``, ``?sig=``), or the value can show it by its
format. The places where people keep them are in docs/picoclaw.md part 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.secrets.detectors import find
from picoclaw_lint.secrets.redaction import SCHEME, is_literal, is_named_secret, joined_spans, named_spans, names_secret
from picoclaw_lint.source import Span

_OPTION = re.compile(r"--?[A-Za-z][\w-]*")
# What follows an option and is another one, not its value.
_NEXT_OPTION = re.compile(r"--?[A-Za-z][\w-]*=.*|--[a-z]+(?:-[a-z]+)*|-[A-Za-z]", re.S)


def secrets_in(value: Any) -> Iterator[tuple[Pointer, Span, str]]:
    """Yield the place of each text that holds a secret, the stretch of the text that is one, and the secret itself.

    ``value`` is any JSON value; an entry of a repeated key that a later one overrides is not looked at.
    """
    # Without recursion: Go allows a depth of 10,000. The key is that of the nearest object around.
    waiting: list[tuple[Pointer, str, Any]] = [((), "", value)]
    while waiting:
        pointer, key, item = waiting.pop()
        if isinstance(item, dict):
            waiting += [((*pointer, name), name, member) for name, member in reversed(item.items())]
        elif isinstance(item, list):
            names = [key, *(_option(*pair) or key for pair in pairwise(item))]
            members = [((*pointer, index), names[index], member) for index, member in enumerate(item)]
            waiting += reversed(members)
        elif isinstance(item, str):
            for span in secret_spans_of(key, item):
                yield pointer, span, item[span.start : span.end]


def secret_spans_of(key: str, text: str) -> list[Span]:
    """Return the stretches of a text that are secrets, in order; ``key`` is the name it stands under."""
    spans = [span for span in _named(key, text) if is_named_secret(text[span.start : span.end])]
    if spans:
        return spans
    if "=" in text or ":" in text:
        spans = joined_spans(named_spans(text))
    for found in find(text):
        if not any(span.start < found.end and found.start < span.end for span in spans) and _shows(
            text, found.start, found.end
        ):
            spans.append(Span(found.start, found.end))
    return sorted(spans)


def _named(key: str, text: str) -> list[Span]:
    """The whole text, without the scheme of a header, where its name says that it is a secret."""
    if not names_secret(key) or "://" in text:
        return []
    scheme = SCHEME.match(text)
    return [Span(scheme.end() if scheme else 0, len(text))]


def _shows(text: str, start: int, end: int) -> bool:
    """Whether what has the format of a credential is one; of user and password only the password counts."""
    found = text[start:end]
    if text.startswith("@", end):
        return is_literal(found) and is_literal(found.partition(":")[2])
    return is_literal(found)


def _option(text: Any, following: Any) -> str | None:
    """Return the name of a command-line option whose value is the next argument."""
    if not isinstance(text, str) or not isinstance(following, str) or not _OPTION.fullmatch(text):
        return None
    return None if _NEXT_OPTION.fullmatch(following) else text
