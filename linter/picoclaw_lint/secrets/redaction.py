"""How to show what must not be shown: the vendor's name and the length stand for the secret, nothing else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
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
    for span in reversed(joined_spans([*spans, *_credentials(text)])):
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


def _credentials(text: str) -> list[Span]:
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


def random_spans(text: str) -> list[Span]:
    """Return what looks like a key by its letters and digits alone, for a text in which nobody can tell what is one."""
    return [Span(*match.span()) for match in _RANDOM.finditer(text) if is_literal(match[0])]


def joined_spans(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that overlap as one: of two secrets, one may be a part of the other."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


# What may stand beside a colon. Comments are no JSON, but a file with them is read to its end. Each alternative matches
# in one way only, and comments in this place are short, so that hostile texts cost no more than others.
_GAP = re.compile(r"\s*(?:(?://|#)[^\n\r]{0,200}[\n\r]\s*|/\*[^*]{0,200}\*/\s*)*")
# A key; in single quotes or in none, as in JavaScript, it is no JSON, but a secret may stand behind it all the same.
# Strings that are no keys are taken as well, so that nothing in them is looked at again and again.
_KEY = re.compile(
    r"""\"(?P<plain>(?:[^"\\\n\r]|\\.)*)(?:\"|\\?(?=[\n\r])|\\?\Z)|'(?P<single>[^'"\n\r]*)'(?=\s*:)"""
    r"""|(?<![\w"'.-])(?P<bare>[A-Za-z_][\w-]*)(?=\s*:)"""
)
_GAP_TO_COLON = re.compile(r"\s*[:/#]")
# What people write for a colon, or nothing, between a key and what is under it.
_NO_COLON = re.compile(r"""[ \t]{0,20}[=;]?[ \t]{0,20}(?=["'\[{])""")
# A string that is not closed ends with its line, or with a text that was cut off, maybe behind a backslash.
_STRING = re.compile(r""""((?:[^"\\\n\r]|\\[^\n\r]?)*)"?|'([^'\n\r]*)'?""")
_BRACKET = re.compile(r'[\[\]{}]|"(?:[^"\\\n\r]|\\[^\n\r]?)*"?')
_BARE_VALUE = re.compile(r"""\$\{[^}\n\r]*\}|[^\s,\]}"'][^,\]}"'\n\r]*(?<!\s)""")
# The same in an array or an object.
_WORD_INSIDE = re.compile(r"""(?<=[:\[,])\s*([^\s"'\[\]{},:/][^",\]}\n\r]*)(?<!\s)""")
# UTF-16 or UTF-32 taken for UTF-8, in which no key and no credential can be made out.
_WIDE = re.compile(r"(?:[^\0]?\0){4,}[^\0]?")
# Letters and digits in one piece, too many for a word with a number.
_RANDOM = re.compile(r"(?<![A-Za-z0-9])(?=[A-Za-z]{0,40}\d)(?=\d{0,40}[A-Za-z])[A-Za-z0-9]{16,}")
# Behind a string that is a key; and the names, made of words, that are no secret themselves.
_COLON = re.compile(r"\s*:")
_NAME = re.compile(r"[A-Za-z]{1,20}(?:[-_ ][A-Za-z]{1,20}){0,5}[-_]?\d{0,2}")
_JSON_SCALAR = re.compile(r"true|false|null|-?\d[\d.eE+-]*")
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


# How the credential in a header may begin: the scheme is no part of it.
SCHEME = re.compile(r"(?:Bearer|Basic|Token|Bot|Digest|ApiKey)\s+", re.I)
# A name with its value inside a text: a parameter of an address or a command line (?sig=..., --api-key=...,
# DB_PASSWORD=...), a header as curl takes it ("X-Api-Key: ..."), an option before its value in an array.
_VALUE = r"(?!\$[\w({]|`)([^\s&;\"'#<>]+)"
_NAMED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\w.])-{{0,2}}([A-Za-z_][\w.-]{{0,80}})={_VALUE}",
        rf"(?:^|(?<=[\"'\n])|(?<=\\n))([A-Za-z][\w-]{{0,60}}):[ \t]{{0,5}}(?:{SCHEME.pattern})?{_VALUE}(?=[\"'\\\n]|$)",
        r"""["'](--?[A-Za-z][\w-]{0,80})["'],\s{0,80}["'](?!--[a-z])([^\s"']+)["']""",
    )
)
# What a name that sounds secret is often followed by, and is none: a switch, a number, a name of a file.
_HARMLESS = re.compile(
    r"(?:true|false|yes|no|on|off|auto|required|optional|enabled|disabled|basic|bearer|plain|\d{1,5})"
    r"|(?:~|\.{1,2}|/(?:app|config|data|etc|home|mnt|opt|root|run|secrets|srv|tmp|usr|var|Users))/\S*"
    r"|[A-Za-z]:\\.*|[\w./-]+\.(?:key|pem|crt|json|ya?ml|toml|txt|env|ini|pub)",
    re.I,
)
_SHORTEST = 4


def named_spans(text: str) -> Iterator[Span]:
    """Yield the secrets that stand behind their name in a text: ``?token=...``, ``--key=...``, ``X-Api-Key: ...``."""
    for pattern in _NAMED:
        for match in pattern.finditer(text):
            if names_secret(match[1]) and is_named_secret(match[2]):
                yield Span(*match.span(2))


def is_named_secret(text: str) -> bool:
    """Whether a text under a name that sounds secret is one."""
    return len(text) >= _SHORTEST and is_literal(text) and not _HARMLESS.fullmatch(text)


def secret_spans(text: str) -> tuple[Span, ...]:
    """Return the stretches of a file's text that no output may show, in order and without overlaps.

    It reads the text, not the parsed value, so it works on a broken file: what stands under a key with a telling
    name, and what looks like a credential, wherever it stands. UTF-16 cannot be read so, and none of it is shown.
    """
    spans = [*_credentials(text), *named_spans(text)]
    seen = 0
    for key in _keys(text):
        if names_secret(key["plain"] or key["single"] or key["bare"] or ""):
            colon = _end(_GAP, text, key.end())
            missing = _NO_COLON.match(text, key.end()) if key["plain"] else None
            if missing is None and not text.startswith(":", colon):
                continue
            at = missing.end() if missing is not None else _end(_GAP, text, colon + 1)
            if not text.startswith(("[", "{"), at):
                spans += _single(text, at, key["bare"] is None)
            elif at >= seen:
                # What is deeper inside is found with the outermost; to look again would take the square of the depth.
                seen = _closing(text, at)
                inside = ((_content(string), string.end()) for string in _STRING.finditer(text, at, seen))
                spans += (span for span, end in inside if not _is_name(text, span, end))
                words = (word for word in _WORD_INSIDE.finditer(text, at, seen) if not _JSON_SCALAR.fullmatch(word[1]))
                spans += (Span(*word.span(1)) for word in words)
    literal = {span for span in spans if is_literal(text[span.start : span.end])}
    return tuple(joined_spans(literal.union(Span(*wide.span()) for wide in _WIDE.finditer(text))))


def _keys(text: str) -> Iterator[re.Match[str]]:
    """Yield what may be a key. In a broken text the end of one string may be the start of another."""
    at = 0
    while (key := _KEY.search(text, at)) is not None:
        yield key
        is_value = key["plain"] is not None and _GAP_TO_COLON.match(text, key.end()) is None
        at = key.end("plain") if is_value else key.end()


def _closing(text: str, at: int) -> int:
    """Return where the bracket at ``at`` is closed: by its like, in a broken text by one that closes nothing."""
    expected = []
    for found in _BRACKET.finditer(text, at):
        char = found[0]
        if char in "[{":
            expected.append("]" if char == "[" else "}")
        elif char in "]}" and (expected.pop() != char or not expected):
            return found.start()
    return len(text)


def _is_name(text: str, span: Span, end: int) -> bool:
    """Whether a string is a key, and looks like one."""
    return _COLON.match(text, end) is not None and _NAME.fullmatch(text, *span) is not None


def _single(text: str, at: int, quoted_key: bool) -> list[Span]:
    """Return the string that starts at ``at``, or the word without quotes if that is no value JSON knows."""
    string = _STRING.match(text, at)
    if string:
        return [_content(string)]
    word = _BARE_VALUE.match(text, at) if quoted_key else None
    return [] if word is None or _JSON_SCALAR.fullmatch(word[0]) else [Span(*word.span())]


def _content(string: re.Match[str]) -> Span:
    return Span(*string.span(1 if string[1] is not None else 2))


def _end(what: re.Pattern[str], text: str, at: int) -> int:
    """Return where ``what``, which may be empty, ends if it begins at ``at``."""
    match = what.match(text, at)
    assert match is not None
    return match.end()
