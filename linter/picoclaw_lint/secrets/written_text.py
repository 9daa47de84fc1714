"""Secrets in the text of a file, as it is written: for files that nobody could parse, and for excerpts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from picoclaw_lint.secrets.names import named_spans, names_secret
from picoclaw_lint.secrets.redaction import credentials, is_literal, joined_spans
from picoclaw_lint.source import Span

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


def secret_spans(text: str) -> tuple[Span, ...]:
    """Return the stretches of a file's text that no output may show, in order and without overlaps.

    It reads the text, not the parsed value, so it works on a broken file: what stands under a key with a telling
    name, and what looks like a credential, wherever it stands. UTF-16 cannot be read so, and none of it is shown.
    """
    spans = [*credentials(text), *named_spans(text)]
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


def random_spans(text: str) -> list[Span]:
    """Return what looks like a key by its letters and digits alone, for a text in which nobody can tell what is one."""
    return [Span(*match.span()) for match in _RANDOM.finditer(text) if is_literal(match[0])]
