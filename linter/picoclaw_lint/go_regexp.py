"""Which regular expressions Go refuses: it has no lookaround, no backreferences and no possessive quantifiers.

Only the form is read, as Go's regexp/syntax does under its flags for Perl; a script (``\\p{Greek}``) is taken to exist.
"""

from __future__ import annotations

import re

# Texts, not compiled: re keeps what it compiled, and most files have no pattern.
_LOOKAROUND = {"(?=": "lookahead", "(?!": "lookahead", "(?<=": "lookbehind", "(?<!": "lookbehind"}
_GROUP = r"\(\?(?:P?<[A-Za-z0-9_]+>|[imsU]*(?:-[imsU]+)?(:|\)))"
_COUNT = r"\{(\d+)(?:,(\d*))?\}"
_MOST = 1000
_PERL = "dswDSW"
_PLACES = "AbBz"
_CONTROL = "afnrtv"
_UNICODE = r"[pP](?:\{\^?[A-Za-z_]+\}|[A-Za-z])"
_HEX = r"x(?:[0-9A-Fa-f]{2}|\{[0-9A-Fa-f]{1,8}\})"
_OCTAL = r"0[0-7]{0,2}|[1-7][0-7]{1,2}"
_NAMED_CLASS = r"\[:\^?[a-z]+:\]"


class _Refused(Exception):
    """Go refuses the expression; the text says what is wrong with it."""


def _match(form: str, pattern: str, at: int) -> re.Match[str] | None:
    return re.compile(form).match(pattern, at)


def why_refused(pattern: str) -> str | None:
    """Say what Go refuses in a regular expression; None for one that it compiles."""
    try:
        _read(pattern)
    except _Refused as error:
        return str(error)
    return None


def _read(pattern: str) -> None:
    at, depth = 0, 0
    repeatable = repeated = False  # whether there is something to repeat, and whether it is repeated already
    while at < len(pattern):
        char = pattern[at]
        count = _match(_COUNT, pattern, at) if char == "{" else None
        if char in "*+?" or count is not None:
            operator = count[0] if count is not None else char
            if not repeatable:
                raise _Refused(f'there is nothing before "{operator}" that it could repeat')
            if repeated:
                raise _Refused(f'"{operator}" stands behind another repetition')
            if count is not None:
                _check_count(count)
            at += len(operator)
            at += pattern[at : at + 1] == "?"
            repeated = True
            continue
        repeatable, repeated = char not in "(|", False
        if char == "(":
            at, opened = _open(pattern, at)
            depth += opened
            continue
        if char == ")":
            depth -= 1
            if depth < 0:
                raise _Refused('a ")" closes nothing')
        if char == "[":
            at = _class(pattern, at)
        elif char == "\\":
            at = _escape(pattern, at, in_class=False)
        else:
            at += 1
    if depth:
        raise _Refused('a "(" is not closed')


def _check_count(count: re.Match[str]) -> None:
    least, most = int(count[1][:5]), int((count[2] or count[1])[:5])
    if max(least, most) > _MOST or least > most:
        raise _Refused(f'"{count[0]}" is no repetition that Go takes, at most {_MOST}')


def _open(pattern: str, at: int) -> tuple[int, bool]:
    """Return where the inside of a group begins, and whether one was opened: ``(?i)`` only sets flags."""
    if not pattern.startswith("(?", at):
        return at + 1, True
    for start, name in _LOOKAROUND.items():
        if pattern.startswith(start, at):
            raise _Refused(f'"{start}" is {name}, which Go does not have')
    group = _match(_GROUP, pattern, at)
    if group is None:
        raise _Refused(f'"{pattern[at : at + 3]}" begins a group that Go does not have')
    return group.end(), group[1] != ")"


def _class(pattern: str, at: int) -> int:
    at += 1
    at += pattern[at : at + 1] == "^"
    first = True
    while first or pattern[at : at + 1] != "]":
        if at >= len(pattern):
            raise _Refused('a "[" is not closed')
        first = False
        named = _match(_NAMED_CLASS, pattern, at)
        if named is not None:
            at = named.end()
            continue
        start = at
        at = _escape(pattern, at, in_class=True) if pattern[at] == "\\" else at + 1
        low, behind = pattern[start:at], pattern[at + 1 : at + 2]
        if pattern[at : at + 1] == "-" and behind not in ("]", ""):
            if behind != "\\" and len(low) == 1 and behind < low:
                raise _Refused(f'"{low}-{behind}" is a range whose end comes before its start')
            at = _escape(pattern, at + 1, in_class=True) if behind == "\\" else at + 2
    return at + 1


def _escape(pattern: str, at: int, *, in_class: bool) -> int:
    """Return where the escape at ``at`` ends."""
    char = pattern[at + 1 : at + 2]
    if not char:
        raise _Refused("it ends in a backslash")
    if char == "Q" and not in_class:
        end = pattern.find("\\E", at + 2)
        return len(pattern) if end < 0 else end + 2
    for form in (_UNICODE, _HEX, _OCTAL):
        match = _match(form, pattern, at + 1)
        if match is not None:
            return match.end()
    if char in "123456789":
        raise _Refused(f'"\\{char}" is a backreference, which Go does not have')
    known = char in _CONTROL or char in _PERL or (char in _PLACES and not in_class)
    if not known and (not char.isascii() or char.isalnum()):
        raise _Refused(f'"\\{char}" is an escape that Go does not have')
    return at + 2
