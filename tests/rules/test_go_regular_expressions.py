"""A regular expression is called broken exactly when Go does not compile it."""

from __future__ import annotations

import pytest

from picoclaw_lint.go_regexp import why_refused

TAKEN = (
    r"^git (status|diff)$",
    r"(?i)drop\s+table",
    r"(?P<name>a)(?:b)*?",
    r"[]a]",
    r"[^]a]",
    r"[\d-z]",
    r"[[:alpha:]_]",
    r"[a-]",
    r"\p{Greek}\pN\x{10FFFF}\x7f\012\0",
    r"\Qa(b\E",
    r"\Qa(b",
    r"a{2}?b{,3}c{x}{",
    r"^*",
    r"()*",
    r"\/\.\_\-",
    r"x{1000}",
    "",
)
REFUSED = {
    r"a(?=b)": "lookahead",
    r"a(?!b)": "lookahead",
    r"(?<=a)b": "lookbehind",
    r"(?<!a)b": "lookbehind",
    r"(a)\1": "backreference",
    r"(?P=name)": "group",
    r"(?>a)": "group",
    r"a*+": "repetition",
    r"a**": "repetition",
    r"*.txt": "nothing before",
    r"a|+": "nothing before",
    r"x{1001}": "1000",
    r"x{3,2}": "repetition",
    r"(a": "not closed",
    r"a)": "closes nothing",
    r"[a": "not closed",
    r"[\]": "not closed",
    r"[z-a]": "range",
    r"[\b]": "escape",
    r"C:\Users": "escape",
    r"a\Z": "escape",
    "a\\": "backslash",
    "\\é": "escape",
}


@pytest.mark.parametrize("pattern", TAKEN)
def test_what_go_compiles_is_taken(pattern: str) -> None:
    assert why_refused(pattern) is None


@pytest.mark.parametrize(("pattern", "reason"), REFUSED.items())
def test_what_go_refuses_is_refused_with_its_reason(pattern: str, reason: str) -> None:
    assert reason in (why_refused(pattern) or "")
