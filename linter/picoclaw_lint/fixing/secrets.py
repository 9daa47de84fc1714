"""Secrets on their way from the config to the security file beside it, in the layout that version 3 reads.

Source of the facts: docs/picoclaw.md 1.7 and part 4.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Nth, Pointer, format_pointer
from picoclaw_lint.document.yaml_nodes import Node, YamlDocument, parse_yaml
from picoclaw_lint.edit.changes import Drop
from picoclaw_lint.edit.draft import Unplaced
from picoclaw_lint.edit.edits import edited, edits_of
from picoclaw_lint.secrets.redaction import is_literal
from picoclaw_lint.security_slots import slot_of
from picoclaw_lint.source import Source, Span
from picoclaw_schema.operations import value_at

_LINE_END = re.compile(r"\r\n|\n|\r")
_COMMENT = re.compile(r"(?:^|[ \t])#[^\r\n]*", re.M)
# A file of comments.
_NOTHING = re.compile(r"(?:[ \t]*(?:#[^\n]*)?(?:\n|\Z))*")
# As wide as no line is: a secret that is folded is another one.
_NEVER_FOLDED = 1_000_000


class Moved(NamedTuple):
    """A config without secrets and the security file with them.

    Attributes:
        config: the config.
        security: the security file.
        secrets: how many of them have gone there.
    """

    config: Source
    security: Source
    secrets: int


class Unmovable(Exception):
    """Why secrets stay where they are, as a phrase."""


def move_secrets(context: Context, wanted: Collection[str], path: str) -> Moved | None:
    """Move the literal secrets at some places (pointers as text) of a config that loads; None if there are none.

    The keys of a model move together, as an entry of the security file takes the place of all of them. Where that file
    has something for a place already, which wins, the config keeps what it has. ``path`` is that of the security file.

    Raises:
        Unmovable: a security file that cannot be changed without changing what else is in it.
    """
    security = context.surroundings.security
    slots = dict(_slots(context, wanted, security))
    if not slots:
        return None
    try:
        config = edited(context.document.source, edits_of(context.document, [Drop(place) for place in slots]))
    except Unplaced:
        raise Unmovable("the config is not written in a way that they can be taken out of") from None
    new = {slot: _value(context, place) for place, slot in slots.items() if slot is not None}
    merged = _merged(security, new, path) if new or security is None else security.source
    texts = [text for place in slots for text in _texts(_value(context, place))]
    return Moved(config, merged, sum(isinstance(text, str) and is_literal(text) for text in texts))


def _slots(
    context: Context, wanted: Collection[str], security: YamlDocument | None
) -> Iterator[tuple[Pointer, Pointer | None]]:
    """Yield the places that are to move, and where they go; None for what is there already."""
    for secret in context.alone.secrets:
        slot = slot_of(context.alone.config, secret.pointer)
        if slot is None or not is_literal(secret.text) or format_pointer(secret.pointer) not in wanted:
            continue
        place = secret.pointer
        if any(isinstance(step, Nth) for step in place):
            raise Unmovable("the config repeats a key, and one of the two has to go first")
        if isinstance(place[-1], int):
            place, slot = place[:-1], slot[:-1]
        if slot[0] == "model_list":
            slot = _entry_of_model(slot, security)
        there = _there(security, slot)
        if there is None:
            yield place, slot
        elif set(_texts(_value(context, place))) <= set(_texts(there)):
            yield place, None


def _entry_of_model(slot: Pointer, security: YamlDocument | None) -> Pointer:
    """The entry that PicoClaw reads for a model: one that counts the models of its name is looked for first."""
    name = str(slot[1])
    for other in () if ":" in name else (f"{name}:0",):
        node = None if security is None else security.find("model_list", other)
        if node is not None and not node.is_null:
            return (slot[0], other, *slot[2:])
    return slot


def _there(security: YamlDocument | None, slot: Pointer) -> Any:
    """What the security file has in a place, or for all models of a name; None if that is nothing."""
    places = [slot]
    if slot[0] == "model_list" and ":" in str(slot[1]):
        places.append((slot[0], str(slot[1]).rpartition(":")[0], *slot[2:]))
    nodes = (None if security is None else security.find(*place) for place in places)
    return next((node.value for node in nodes if node is not None and node.holds_something), None)


def _texts(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _value(context: Context, place: Pointer) -> Any:
    return value_at(context.alone.config, place)


def _merged(
    security: YamlDocument | None, values: dict[Pointer, Any], path: str, removed: Collection[Pointer] = ()
) -> Source:
    """Put values into the security file and take others out; its comments, its order and all else in it stay."""
    # Imported here, as nothing else writes YAML.
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    text = "" if security is None else security.source.text
    line_end = _LINE_END.search(text)
    before = _LINE_END.sub("\n", text)
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _NEVER_FOLDED
    yaml.indent(*_indents(before))
    try:
        root = yaml.load(before)
    except Exception:  # noqa: BLE001 - the reader that we judge by took it, and this one fails in many ways
        raise Unmovable("the security file cannot be read for a change") from None
    head = ""
    if root is None:
        # The library keeps no comments where there is nothing else.
        root, head = CommentedMap(), before if _NOTHING.fullmatch(before) else ""
        head += "\n" if head and not head.endswith("\n") else ""
    for place in removed:
        _remove(root, place)
    for slot, value in values.items():
        holder: Any = root
        for step in slot[:-1]:
            if not isinstance(holder.get(step), CommentedMap):
                holder[step] = CommentedMap()
            holder = holder[step]
        texts = [DoubleQuotedScalarString(text) for text in _texts(value)]
        holder[slot[-1]] = CommentedSeq(texts) if isinstance(value, list) else texts[0]
    stream = io.StringIO()
    yaml.dump(root, stream)
    written = head + stream.getvalue()
    if removed and security is not None:
        # A comment on a line that goes is kept at the end.
        lost = Counter(_comments(security)) - Counter(_comments(parse_yaml(Source(path, written.encode()))))
        for comment in _comments(security):
            if lost[comment] > 0:
                lost[comment] -= 1
                written += f"{comment}\n"
    # The library knows one line end only.
    source = Source(path, written.replace("\n", line_end[0] if line_end else "\n").encode())
    _hold_together(security, parse_yaml(source), values, removed)
    return source


def _remove(root: Any, place: Pointer) -> None:
    """Take a value out, and the mappings around it that are empty then."""
    holders = [root]
    for step in place[:-1]:
        holders.append(holders[-1][step])
    for holder, step in zip(reversed(holders), reversed(place), strict=True):
        del holder[step]
        if holder:
            break


def _indents(text: str) -> tuple[int, int, int]:
    """How far mappings, sequences and the dashes of these are indented, by the first of each."""
    mapping = re.search(r"^[^\s#-][^\n]*:[ \t]*(?:#[^\n]*)?\n(?:[ \t]*(?:#[^\n]*)?\n)*( +)[^\s#-]", text, re.M)
    depth = len(mapping[1]) if mapping else 2
    dash = re.search(r"^( *)[^\s#-][^\n]*:[ \t]*(?:#[^\n]*)?\n( *)-( +)\S", text, re.M)
    offset = len(dash[2]) - len(dash[1]) if dash else 2
    return depth, offset + (1 + len(dash[3]) if dash else 2), offset


def _hold_together(
    old: YamlDocument | None, new: YamlDocument, values: dict[Pointer, Any], removed: Collection[Pointer]
) -> None:
    """Make sure that the file still says what it said, and what is new besides; raises :class:`Unmovable`."""
    for slot, value in values.items():
        node = new.find(*slot)
        if node is None or node.value != value:
            raise Unmovable("the security file cannot hold one of them as it is")
    if old is None:
        return
    moved = frozenset((*values, *removed))
    is_said = old.root is None or (new.root is not None and _says(old.root, new.root, (), moved))
    if not is_said or Counter(_comments(old)) - Counter(_comments(new)):
        raise Unmovable("the security file cannot be written again as it stands")


def _says(old: Node, new: Node, at: Pointer, moved: frozenset[Pointer]) -> bool:
    """Whether all that a node says is said by another one, but for what was moved on purpose."""
    if at in moved or old.is_null or not (old.entries or old.items or old.kind == "scalar"):
        return True
    if old.kind != new.kind or (old.tag, old.text) != (new.tag, new.text) or len(old.items) != len(new.items):
        return False
    for key, node in old.entries.items():
        there, place = new.entries.get(key), (*at, key)
        if there is None and not _is_gone(node, place, moved):
            return False
        if there is not None and not _says(node, there, place, moved):
            return False
    return all(_says(*pair, at, moved) for pair in zip(old.items, new.items, strict=True))


def _is_gone(node: Node, at: Pointer, moved: frozenset[Pointer]) -> bool:
    """Whether nothing was in a node but what was moved."""
    return at in moved or (bool(node.entries) and all(_is_gone(n, (*at, k), moved) for k, n in node.entries.items()))


def relaid(security: YamlDocument, values: dict[Pointer, Any], removed: Collection[Pointer]) -> Source:
    """Bring a security file from the layout of an older config version to that of version 3.

    ``values`` are what has to stand where, ``removed`` are places of the older layout. Raises :class:`Unmovable`.
    """
    return _merged(security, values, security.source.path, removed)


def comment_spans(document: YamlDocument) -> list[Span]:
    """Return where the comments of a file stand, in order; inside of a key or of a scalar there are none."""
    text = document.source.text
    masked = list(text)
    waiting = [] if document.root is None else [document.root]
    while waiting:
        node = waiting.pop()
        waiting += (*node.entries.values(), *node.items)
        for span in (node.key_span, node.span if node.kind == "scalar" else None):
            if span is not None:
                masked[span.start : span.end] = "x" * (span.end - span.start)
    return [Span(*found.span()) for found in _COMMENT.finditer("".join(masked))]


def _comments(document: YamlDocument) -> list[str]:
    text = document.source.text
    return [text[start:end].strip() for start, end in comment_spans(document)]
