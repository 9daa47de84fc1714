"""JSON objects and the many ways to lay them out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st


@dataclass(frozen=True)
class Literal:
    """A scalar in a spelling of its own, which has to survive."""

    text: str


LITERALS = st.sampled_from(
    (
        *("1E+2", "0.10", "-0", "12345678901234567890", "8192.0", "true", "null", '""', '"\\u00e9\\/"', '"é 漢 😀"'),
        *('"a, b: {c} [d]"', '"\\"quoted\\""', '"// no comment"', "7"),
    )
).map(Literal)
KEYS = st.sampled_from(("a", "b", "c", "ключ", "with space", "q/~", "model_list", "e\u0301"))
OBJECTS = st.recursive(
    st.dictionaries(KEYS, LITERALS, max_size=3),
    lambda inner: st.dictionaries(KEYS, LITERALS | inner | st.lists(LITERALS | inner, max_size=3), max_size=4),
    max_leaves=12,
)


@dataclass(frozen=True)
class Layout:
    """A way to write JSON: ``indent`` None is one line."""

    indent: str | None
    newline: str
    colon: str
    space: str
    blank_lines: bool = False
    at_end: str = "\n"

    def text(self, value: Any) -> str:
        return self._value(value, "") + self.at_end.replace("\n", self.newline)

    def _value(self, value: Any, outer: str) -> str:
        if isinstance(value, Literal):
            return value.text
        inner = outer + (self.indent or "")
        if isinstance(value, dict):
            items = [
                f"{json.dumps(key, ensure_ascii=False)}{self.colon}{self._value(v, inner)}" for key, v in value.items()
            ]
            opener, closer = "{", "}"
        else:
            items = [self._value(item, inner) for item in value]
            opener, closer = "[", "]"
        if not items:
            return opener + closer
        if self.indent is None:
            return opener + f",{self.space}".join(items) + closer
        lead = self.newline * (2 if self.blank_lines else 1) + inner
        return f"{opener}{self.newline}{inner}{f',{lead}'.join(items)}{self.newline}{outer}{closer}"


INDENTS = st.integers(0, 8).map(lambda count: " " * count) | st.just("\t")
LAYOUTS = st.builds(
    Layout,
    indent=st.none() | INDENTS,
    newline=st.sampled_from(("\n", "\r\n")),
    colon=st.sampled_from((": ", ":", " : ", ":\t")),
    space=st.sampled_from((" ", "", "  ")),
    blank_lines=st.booleans(),
    at_end=st.sampled_from(("", "\n", "\n\n")),
)
