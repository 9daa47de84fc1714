"""Names that say that what stands under them is a secret: of keys, options, parameters and headers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from picoclaw_lint.secrets.redaction import is_literal
from picoclaw_lint.source import Span

_SECRET_WORDS = frozenset(
    (
        *("key", "keys", "secret", "secrets", "password", "passwords", "passwd", "pwd", "pass", "passphrase", "token"),
        *("auth", "authorization", "bearer", "credential", "credentials", "creds", "cookie", "signature", "sig", "pat"),
    )
)
# Names in small letters that are several words.
_SECRET_ENDINGS = (
    "apikey",
    "apikeys",
    "authkey",
    "secretkey",
    "accesskey",
    "privatekey",
    "password",
    "token",
    "secret",
)
# A key or a token of these is no credential.
_OTHER_KEYS = frozenset(
    ("cache", "public", "primary", "foreign", "sort", "partition", "idempotency", "shortcut", "hot")
)
_OTHER_TOKENS = frozenset(("bos", "eos", "pad", "mask", "unk", "sep", "cls", "stop", "start", "end", "special", "page"))
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@lru_cache(maxsize=4096)
def names_secret(key: str) -> bool:
    """Whether a key's name says that its value is a secret: its last word, a number aside, or ``webhook_url``."""
    words = [word.lower() for word in _WORD.findall(key)]
    if not words:
        return False
    *before, last = words
    if before and before[-1] in (_OTHER_KEYS if last in ("key", "keys") else _OTHER_TOKENS if last == "token" else ()):
        return False
    return last in _SECRET_WORDS or last.endswith(_SECRET_ENDINGS) or words[-2:] == ["webhook", "url"]


# The patterns below are texts: re keeps what it compiled, and most files need none of them.
# How the credential in a header may begin, in any case: the scheme is no part of it.
SCHEME = r"(?:Bearer|Basic|Token|Bot|Digest|ApiKey)\s+"
# A name with its value inside a text: a parameter of an address or a command line (?sig=..., --api-key=...,
# DB_PASSWORD=...), a header as curl takes it ("X-Api-Key: ..."), an option before its value in an array; and a literal
# without which there is none.
_VALUE = r"(?!\$[\w({]|`)([^\s&;\"'#<>]+)"
_NAMED = (
    ("=", rf"(?<![\w.])-{{0,2}}([A-Za-z_][\w.-]{{0,80}})={_VALUE}"),
    (
        ":",
        rf"(?:^|(?<=[\"'\n])|(?<=\\n))([A-Za-z][\w-]{{0,60}}):[ \t]{{0,5}}(?:{SCHEME})?{_VALUE}(?=[\"'\\\n]|$)",
    ),
    ("-", r"""["'](--?[A-Za-z][\w-]{0,80})["'],\s{0,80}["'](?!--[a-z])([^\s"']+)["']"""),
)
# What a name that sounds secret is often followed by, and is none: a switch, a number, a name of a file.
_HARMLESS = (
    r"(?:true|false|yes|no|on|off|auto|required|optional|enabled|disabled|basic|bearer|plain|\d{1,5})"
    r"|(?:~|\.{1,2}|/(?:app|config|data|etc|home|mnt|opt|root|run|secrets|srv|tmp|usr|var|Users))/\S*"
    r"|[A-Za-z]:\\.*|[\w./-]+\.(?:key|pem|crt|json|ya?ml|toml|txt|env|ini|pub)"
)
_SHORTEST = 4


def named_spans(text: str) -> Iterator[Span]:
    """Yield the secrets that stand behind their name in a text: ``?token=...``, ``--key=...``, ``X-Api-Key: ...``."""
    for literal, pattern in _NAMED:
        if literal in text:
            for match in re.finditer(pattern, text):
                if names_secret(match[1]) and is_named_secret(match[2]):
                    yield Span(*match.span(2))


def is_named_secret(text: str) -> bool:
    """Whether a text under a name that sounds secret is one."""
    return len(text) >= _SHORTEST and is_literal(text) and not re.fullmatch(_HARMLESS, text, re.I)
