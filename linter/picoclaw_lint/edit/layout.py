"""How a file is laid out: what stands between the members of a container, and what a new one has to look like."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any, NamedTuple

from picoclaw_lint.document.places import Entry
from picoclaw_lint.document.tolerant import COMMENT
from picoclaw_lint.source import Span

_NEWLINE = r"(?:\r\n|\n|\r)"
_LINE_END = re.compile(_NEWLINE)
_LAST_LINE = re.compile(rf"{_NEWLINE}([ \t]*)$")
_ARRAY = re.compile(r'\[([ \t\r\n]*)["\dtfn-]')
_BEFORE_COMMA = re.compile(rf"(?:{COMMENT.pattern}|[^,])*")
_FIRST_INDENT = re.compile(rf"[\[{{][ \t]*{_NEWLINE}([ \t]+)")
_INLINE = re.compile(r'\{([ \t]*)"')
_COLON = re.compile(r'"([ \t]*:[ \t]*)')
_COMMA = re.compile(r',([ \t]*)[\[{"\w-]')


class Style(NamedTuple):
    """What new text is written with.

    Attributes:
        newline: the line end.
        unit: one level of indentation.
        colon: what stands between a key and its value.
        space: what follows a comma between members on one line.
        pad: what stands within the braces of an object on one line.
        lists_on_lines: whether the elements of an array of texts or numbers stand on lines of their own.
    """

    newline: str
    unit: str
    colon: str
    space: str
    pad: str
    lists_on_lines: bool


# A file with thousands of fixes has one style.
@lru_cache(maxsize=2)
def style_of(text: str) -> Style:
    """Tell the style of a file by the first of its line ends, colons and commas."""
    newline, unit = _LINE_END.search(text), _FIRST_INDENT.search(text)
    colon, comma = _COLON.search(text), _COMMA.search(text)
    array, inline = _ARRAY.search(text), _INLINE.search(text)
    between = colon[1] if colon else ": "
    return Style(
        newline=newline[0] if newline else "\n",
        unit=unit[1] if unit else "  ",
        colon=between,
        space=comma[1] if comma else " " if between.endswith(" ") else "",
        pad=inline[1] if inline else "",
        lists_on_lines=array is not None and _LINE_END.search(array[1]) is not None,
    )


def whole(entry: Entry) -> Span:
    """Return the stretch of a member, its key included."""
    return Span(entry.value.start if entry.key is None else entry.key.start, entry.value.end)


def after_comma(gap: str) -> str:
    """Return what follows the comma in what stands between two members."""
    found = _BEFORE_COMMA.match(gap)
    assert found is not None
    return gap[found.end() + 1 :]


def has_comment(gap: str) -> bool:
    """Whether there is more than blanks and a comma between two members."""
    return gap.strip(" \t\r\n,\ufeff") != ""


def lead_at(text: str, start: int, entries: tuple[Entry, ...], slot: int, style: Style) -> str:
    """Return what a new member before the member ``slot`` has in front of it, after its comma or the bracket.

    ``start`` is where the container opens; it has members. Those beside the slot show how members stand in it.
    """
    gaps = [text[start + 1 : whole(entries[0]).start]]
    if len(entries) > 1:
        last = min(max(slot, 1), len(entries) - 1)
        gaps.insert(0 if slot else 1, after_comma(text[whole(entries[last - 1]).end : whole(entries[last]).start]))
    for gap in gaps:
        on_line = _LAST_LINE.search(gap)
        if on_line is not None:
            return on_line[0]
    beside = gaps[0 if slot else -1]
    return beside if len(gaps) > 1 and not beside.strip(" \t") else style.space


def is_on_lines(text: str, start: int, entries: tuple[Entry, ...]) -> bool:
    """Whether the members of the container that opens at ``start`` stand on lines of their own."""
    until = whole(entries[min(1, len(entries) - 1)]).start
    inside = text[start : whole(entries[0]).start] + (text[whole(entries[0]).end : until] if len(entries) > 1 else "")
    return _LINE_END.search(inside) is not None


def line_indent(text: str, offset: int) -> str:
    """Return the blanks that the line of an offset begins with."""
    begins = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    line = text[begins:offset]
    return line[: len(line) - len(line.lstrip(" \t"))]


def indent_of(lead: str) -> str | None:
    """Return the indentation that a member has by what stands in front of it; None if it begins no line."""
    found = _LAST_LINE.search(lead)
    return None if found is None else found[1]


def written(value: Any, style: Style, indent: str | None) -> str:
    """Write a plain value: on one line where ``indent`` is None, else as the file's own objects stand."""
    if isinstance(value, dict) and value:
        inside = deeper(indent, style)
        texts = [f"{quoted(key)}{style.colon}{written(item, style, inside)}" for key, item in value.items()]
        return enclosed("{}", texts, style, indent)
    if isinstance(value, list) and value:
        # Names and numbers are easier to read on one line, where the file has them so.
        is_short = not style.lists_on_lines and not any(isinstance(item, (dict, list)) for item in value)
        on_lines = None if is_short else indent
        return enclosed("[]", [written(item, style, deeper(on_lines, style)) for item in value], style, on_lines)
    return quoted(value)


def enclosed(brackets: str, texts: list[str], style: Style, indent: str | None) -> str:
    """Put brackets around the members of a container that is written anew."""
    lead, between, tail = brackets_of(brackets, style, indent)
    return brackets[0] + lead + between.join(texts) + tail + brackets[1]


def brackets_of(brackets: str, style: Style, indent: str | None) -> tuple[str, str, str]:
    """Return what stands in a new container before its members, between them and behind them."""
    if indent is None:
        pad = style.pad if brackets == "{}" else ""
        return pad, "," + style.space, pad
    lead = style.newline + indent + style.unit
    return lead, "," + lead, style.newline + indent


def deeper(indent: str | None, style: Style) -> str | None:
    """Return the indentation of what is inside."""
    return None if indent is None else indent + style.unit


def quoted(value: Any) -> str:
    """Write a scalar, or an empty container."""
    return json.dumps(value, ensure_ascii=False)
