"""How to show what must not be shown: the vendor's name and the length stand for the secret, nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable

from picoclaw_lint.secrets.detectors import find, vendor
from picoclaw_lint.secrets.placeholders import is_placeholder, is_reference, is_variable
from picoclaw_lint.source import Span

# Shorter secrets are common words; in a sentence of ours they would be masked by chance.
_SHORTEST_IN_TEXT = 6


class Redacted:
    """A secret that can be spoken of: its only text is the vendor's name and the length."""

    __slots__ = ("_length", "_vendor")

    def __init__(self, secret: str, vendor_name: str | None = None) -> None:
        self._vendor = vendor_name or vendor(secret)
        self._length = len(secret)

    def __str__(self) -> str:
        whose = f"{self._vendor} " if self._vendor and not self._vendor.startswith("a") else ""
        return f"<{whose}secret of {self._length} characters>"

    __repr__ = __str__


def is_literal(text: str) -> bool:
    """Whether the text in a secret's place is the secret itself, not a placeholder and not a reference."""
    return not (is_reference(text) or is_variable(text) or is_placeholder(text))


def scrub(text: str, secrets: Iterable[str] = ()) -> str:
    """Return ``text`` with every known secret, and whatever looks like a credential, redacted."""
    for secret in secrets:
        if len(secret) >= _SHORTEST_IN_TEXT and secret in text:
            text = text.replace(secret, str(Redacted(secret)))
    found = sorted(
        (item for item in find(text) if is_literal(text[item.start : item.end])), key=lambda item: -item.start
    )
    for item in found:
        text = text[: item.start] + str(Redacted(text[item.start : item.end], item.vendor)) + text[item.end :]
    return text


_KEY = re.compile(r'"((?:[^"\\\n\r]|\\.)*)"\s*:\s*(?=["\[{])')
_STRING = re.compile(r'"((?:[^"\\\n\r]|\\[^\n\r])*)("|$|(?=[\n\r]))')
# From behind an opening bracket to the first closing one that is not inside a string.
_INSIDE = re.compile(r'(?:[^"\]}]+|"(?:[^"\\\n\r]|\\[^\n\r])*"?)*')
_SECRET_WORDS = frozenset(
    (
        *("key", "keys", "apikey", "apikeys", "token", "secret", "secrets", "password", "passwd", "pwd"),
        *("passphrase", "credential", "credentials", "authorization", "cookie", "signature"),
    )
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


def names_secret(key: str) -> bool:
    """Whether a key's name says that its value is a secret: its last word, or ``webhook_url``."""
    words = [word.lower() for word in _WORD.findall(key)]
    return bool(words) and (words[-1] in _SECRET_WORDS or key.lower() == "webhook_url")


def secret_spans(text: str) -> tuple[Span, ...]:
    """Return the stretches of a file's text that no output may show.

    It reads the text, not the parsed value, so it works on a broken file: what stands under a key with a telling
    name, and what looks like a credential, wherever it stands.
    """
    spans = [Span(item.start, item.end) for item in find(text) if is_literal(text[item.start : item.end])]
    for key in _KEY.finditer(text):
        if names_secret(key[1]):
            spans += _strings_under(text, key.end())
    return tuple(sorted(set(spans)))


def _strings_under(text: str, at: int) -> list[Span]:
    """Return the literal secrets in the string, or in the array or object of strings, that starts at ``at``."""
    if text[at] == '"':
        matches = [match] if (match := _STRING.match(text, at)) else []
    else:
        inside = _INSIDE.match(text, at + 1)
        matches = list(_STRING.finditer(text, at, inside.end() if inside else len(text)))
    return [Span(*match.span(1)) for match in matches if is_literal(match[1])]
