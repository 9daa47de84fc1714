"""Secrets in texts that are no place for one: environments, headers, arguments, addresses, fields nobody knows.

A name can say that its value is a secret (``GITHUB_TOKEN``, ``--api-key``, ``?sig=``), or the value can show it by its
format. The places where people keep them are in docs/picoclaw.md part 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.secrets.detectors import find
from picoclaw_lint.secrets.redaction import is_literal, names_secret
from picoclaw_lint.source import Span

# How the credential in a header may begin: the scheme is no part of it.
_SCHEME = re.compile(r"(?:Bearer|Basic|Token|Bot|Digest|ApiKey)\s+", re.I)
# A parameter of an address or a command line, with its value: ?sig=..., --api-key=..., DB_PASSWORD=...
_PARAMETER = re.compile(r"""(?<![\w.])-{0,2}([A-Za-z_][\w.-]{0,80})=([^\s&;"'#<>]+)""")
_OPTION = re.compile(r"--?[A-Za-z][\w-]*")
# What a name that sounds secret is often followed by, and is none: a switch, a number, a name of a file.
_HARMLESS = re.compile(
    r"(?:true|false|yes|no|on|off|auto|required|optional|basic|bearer|plain|\d{1,5})"
    r"|(?:~|\.{1,2}|/(?:app|config|data|etc|home|mnt|opt|root|run|secrets|srv|tmp|usr|var|Users))/\S*"
    r"|[A-Za-z]:\\.*|[\w./-]+\.(?:key|pem|crt|json|ya?ml|toml|txt|env|ini|pub)",
    re.I,
)
_SHORTEST = 4


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
            names = [key, *(_option(before) or key for before in item[:-1])]
            members = [((*pointer, index), names[index], member) for index, member in enumerate(item)]
            waiting += reversed(members)
        elif isinstance(item, str):
            for span in secret_spans_of(key, item):
                yield pointer, span, item[span.start : span.end]


def secret_spans_of(key: str, text: str) -> list[Span]:
    """Return the stretches of a text that are secrets, in order; ``key`` is the name it stands under."""
    if len(text) < _SHORTEST:
        return []
    spans = [span for span in _named(key, text) if _is_secret(text[span.start : span.end])]
    if spans:
        return spans
    if "=" in text:
        parameters = (match for match in _PARAMETER.finditer(text) if names_secret(match[1]) and _is_secret(match[2]))
        spans += (Span(*match.span(2)) for match in parameters)
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
    scheme = _SCHEME.match(text)
    return [Span(scheme.end() if scheme else 0, len(text))]


def _is_secret(text: str) -> bool:
    return len(text) >= _SHORTEST and is_literal(text) and not _HARMLESS.fullmatch(text)


def _shows(text: str, start: int, end: int) -> bool:
    """Whether what has the format of a credential is one; of user and password only the password counts."""
    found = text[start:end]
    if text.startswith("@", end):
        return is_literal(found) and is_literal(found.partition(":")[2])
    return is_literal(found)


def _option(text: Any) -> str | None:
    """Return the name of a command-line option whose value is the next argument."""
    return text if isinstance(text, str) and _OPTION.fullmatch(text) else None
