"""How to show what must not be shown: the vendor's name and the length stand for the secret, nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache

from picoclaw_lint.secrets.detectors import find, vendor
from picoclaw_lint.secrets.placeholders import is_miscased_reference, is_placeholder, is_reference, is_variable
from picoclaw_lint.source import Span

# Shorter secrets are common words; in a sentence of ours they would be masked by chance.
_SHORTEST_IN_TEXT = 6
# So much of a secret is too much.
_SHORTEST_PIECE = 8
_LONGEST_QUOTE = 60
_FEW = 50


class Redacted:
    """A secret that can be spoken of: its only text is the vendor's name and the length."""

    __slots__ = ("_length", "_vendor")

    def __init__(self, secret: str, vendor_name: str | None = None) -> None:
        self._vendor = vendor_name or vendor(secret)
        self._length = len(secret)

    def __str__(self) -> str:
        whose = f"{self._vendor} " if self._vendor else ""
        return f"<{whose}secret of {self._length} character{'' if self._length == 1 else 's'}>"

    __repr__ = __str__


def is_literal(text: str) -> bool:
    """Whether the text in a secret's place is the secret itself, not a placeholder and not a reference."""
    return not (is_reference(text) or is_miscased_reference(text) or is_variable(text) or is_placeholder(text))


def scrub(text: str, secrets: Iterable[str] = ()) -> str:
    """Return ``text`` with every known secret, and whatever looks like a credential, redacted."""
    known = frozenset(secrets)
    # A pointer has "/" and "~" in its keys written so.
    plain = text.replace("~1", "/").replace("~0", "~")
    scrubbed = plain if plain == text else _scrubbed(plain, known)
    return _scrubbed(text if scrubbed == plain else scrubbed, known)


def _scrubbed(text: str, known: frozenset[str]) -> str:
    # Most texts hold none, and most files have few secrets: to look for each is the quickest way then.
    spans = [] if len(known) <= _FEW and not any(secret in text for secret in known) else _known(text, known)
    for span in reversed(joined_spans([*spans, *credentials(text)])):
        text = text[: span.start] + str(Redacted(text[span.start : span.end])) + text[span.end :]
    return text


def _known(text: str, secrets: frozenset[str]) -> list[Span]:
    starts = _by_start(secrets)
    return [
        Span(at, at + len(secret))
        for at in range(len(text) - _SHORTEST_IN_TEXT + 1)
        for secret in starts.get(text[at : at + _SHORTEST_IN_TEXT], ())
        if text.startswith(secret, at)
    ]


def credentials(text: str) -> list[Span]:
    """Return where credentials of known formats stand in a text, placeholders left out."""
    return [Span(item.start, item.end) for item in find(text) if is_literal(text[item.start : item.end])]


def quote(text: str, secrets: Collection[str]) -> str:
    """Quote a text of the file in a message: short, on one line, never a secret."""
    # A part of one as well: a rule may have cut it at a slash.
    if text in secrets or (len(text) >= _SHORTEST_PIECE and text[:_SHORTEST_PIECE] in _pieces(frozenset(secrets))):
        return str(Redacted(text))
    scrubbed = scrub(text, secrets)
    if scrubbed != text:
        return scrubbed
    text = text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
    return '"' + "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text) + '"'


@lru_cache(maxsize=8)
def _by_start(secrets: frozenset[str]) -> dict[str, list[str]]:
    """Sort secrets by how they begin: a file may hold thousands of them, and thousands of findings."""
    starts: dict[str, list[str]] = {}
    for secret in secrets:
        if len(secret) >= _SHORTEST_IN_TEXT:
            starts.setdefault(secret[:_SHORTEST_IN_TEXT], []).append(secret)
    return starts


@lru_cache(maxsize=8)
def _pieces(secrets: frozenset[str]) -> frozenset[str]:
    """Return every piece of a secret that is too much of it."""
    return frozenset(
        secret[at : at + _SHORTEST_PIECE] for secret in secrets for at in range(len(secret) - _SHORTEST_PIECE + 1)
    )


def spans_of(secrets: Iterable[str], text: str) -> list[Span]:
    """Return every place where a known secret stands in a text, wherever it was found."""
    known = frozenset(secrets)
    if len(known) > _FEW:
        return _known(text, known)
    spans = []
    for secret in known:
        at = text.find(secret) if len(secret) >= _SHORTEST_IN_TEXT else -1
        while at >= 0:
            spans.append(Span(at, at + len(secret)))
            at = text.find(secret, at + len(secret))
    return spans


def joined_spans(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that overlap as one: of two secrets, one may be a part of the other."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
