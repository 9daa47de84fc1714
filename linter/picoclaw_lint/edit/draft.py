"""A file that is being changed: what goes, what comes and what has another place, until text edits are made of it.

Nothing is copied but what changes: a container of the file is looked into only if something in it does.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from picoclaw_lint.diagnostic import Copied, Literally
from picoclaw_lint.document import Document
from picoclaw_lint.document.places import Entry
from picoclaw_lint.document.pointer import Nth, Pointer
from picoclaw_lint.edit.changes import Amend, Change, Cut, Drop, Gather, Move, Put, Quote, Unquote
from picoclaw_lint.edit.layout import (
    Style,
    after_comma,
    brackets_of,
    deeper,
    has_comment,
    indent_of,
    is_on_lines,
    lead_at,
    line_indent,
    quoted,
    style_of,
    whole,
    written,
)
from picoclaw_lint.source import Span

Parts = list[Literally | Copied]


class Unplaced(Exception):
    """A change that cannot be made: what it names is not in the file, or not written in a way that it can be."""


class Stretch(NamedTuple):
    """Replace ``[start, end)`` of the text by the parts."""

    start: int
    end: int
    parts: Parts


class _Old(NamedTuple):
    """A value as it stands in the file."""

    start: int
    end: int


class _New(NamedTuple):
    """A plain value that is not in the file."""

    value: Any


class _Raw(NamedTuple):
    """A value put together of pieces, most of them from the place where it stands."""

    parts: tuple[Literally | Copied, ...]


class _Made:
    """A container that is not in the file."""

    def __init__(self, brackets: str, items: list[_Item] | None = None) -> None:
        self.brackets = brackets
        self.items = items or []


class _Opened:
    """A container of the file in which something changes.

    Attributes:
        start, end: where it stands.
        entries: its members, in file order.
        at: at which of these places each key or index stands.
        gone: the members (their places) that go.
        names: the members that get another name.
        values: the members that get another value, or in whose value something changes.
        added: new members, by the place of the member that they come before.
    """

    def __init__(self, document: Document, start: int, end: int) -> None:
        listing = document.places.listing(start)
        self.start, self.end = start, end
        self.entries, self.at = listing
        self.gone: set[int] = set()
        self.names: dict[int, str] = {}
        self.values: dict[int, _Node] = {}
        self.added: dict[int, list[_Item]] = {}


_Node = _Old | _New | _Raw | _Made | _Opened


class _Item:
    """A member of a container that is new there: its name (None in an array), its key if the file has it, its value."""

    def __init__(self, name: str | None, key: Span | None, node: _Node) -> None:
        self.name, self.key, self.node = name, key, node


class _Slot(NamedTuple):
    """A member: of the file (its place) or a new one, and the container it is in."""

    box: _Opened | _Made
    place: int | None
    item: _Item | None

    @property
    def node(self) -> _Node:
        if self.item is not None:
            return self.item.node
        assert isinstance(self.box, _Opened)
        assert self.place is not None
        return self.box.values.get(self.place) or _Old(*self.box.entries[self.place].value)

    @property
    def key(self) -> Span | None:
        """The key as the file has it; None if there is none, or it gets another name."""
        if self.item is not None:
            return self.item.key
        assert isinstance(self.box, _Opened)
        assert self.place is not None
        return None if self.place in self.box.names else self.box.entries[self.place].key

    def fill(self, node: _Node) -> None:
        if self.item is not None:
            self.item.node = node
        elif self.place is not None and isinstance(self.box, _Opened):
            self.box.values[self.place] = node

    def rename(self, name: str) -> None:
        if self.item is not None:
            self.item.name, self.item.key = name, None
        elif self.place is not None and isinstance(self.box, _Opened):
            self.box.names[self.place] = name

    def remove(self) -> None:
        if self.place is not None and isinstance(self.box, _Opened):
            self.box.gone.add(self.place)
        elif isinstance(self.box, _Made):
            self.box.items = [item for item in self.box.items if item is not self.item]
        else:
            for items in self.box.added.values():
                items[:] = [item for item in items if item is not self.item]


class Draft:
    """The changes of one file, in the order they are made."""

    def __init__(self, document: Document) -> None:
        """Take a file of which every part is certain; raises :class:`Unplaced` for another."""
        if not document.complete:
            raise Unplaced
        self._document = document
        self._text = document.source.text
        self._root: _Opened | None = None
        self._cuts: list[Stretch] = []

    @property
    def style(self) -> Style:
        """What new text is written with."""
        return style_of(self._text)

    def change(self, change: Change) -> None:
        """Make a change; raises :class:`Unplaced`."""
        if isinstance(change, Move):
            self._move(change.source, change.target)
        elif isinstance(change, Put):
            self._put(change.target, _New(change.value), None, change.after)
        elif isinstance(change, Drop):
            self._slot(change.source).remove()
        elif isinstance(change, Gather):
            self._gather(change)
        elif isinstance(change, Cut):
            self._cuts.append(Stretch(change.start, change.end, _literally(change.text)))
        else:
            self._rewrite(change)

    def stretches(self) -> list[Stretch]:
        """Return what is to be replaced in the text, in order and without overlaps."""
        found = [*self._cuts, *(self._changed(self._root) if self._root is not None else ())]
        found.sort(key=lambda stretch: stretch[:2])
        if any(one.end > other.start for one, other in pairwise(found)):
            raise Unplaced
        return [stretch for stretch in found if stretch.start < stretch.end or stretch.parts]

    # The changes.

    def _move(self, source: Pointer, target: Pointer) -> None:
        slot = self._slot(source)
        known = self._find(target)
        if source[:-1] == target[:-1] and known is None:
            slot.rename(str(target[-1]))
            return
        node, key = slot.node, slot.key if source[-1] == target[-1] else None
        if known is not None:
            # Nothing that somebody wrote is put out of the way.
            raise Unplaced
        slot.remove()
        self._put(target, node, key, None)

    def _put(self, target: Pointer, node: _Node, key: Span | None, after: str | None) -> None:
        known = self._find(target)
        if known is not None:
            known.fill(node)
            return
        box = self._container(target[:-1])
        name = target[-1]
        item = _Item(name if isinstance(name, str) else None, key, node)
        if isinstance(box, _Made):
            box.items.append(item)
        else:
            box.added.setdefault(self._position(box, after), []).append(item)

    @staticmethod
    def _position(box: _Opened, after: str | None) -> int:
        if after is None:
            return len(box.entries)
        places = [place for place in box.at.get(after, ()) if place not in box.gone]
        return places[-1] + 1 if places else 0

    def _gather(self, change: Gather) -> None:
        """Make an array of values that stand apart; those that stand in it already keep their place and layout."""
        known = self._find(change.target)
        inside = {source[-1] for source in change.sources if source[:-1] == change.target}
        slots = [self._slot(source) for source in change.sources if source[:-1] != change.target]
        items = [_Item(None, None, slot.node) for slot in slots]
        if known is not None and known.node not in [slot.node for slot in slots]:
            box = self._open(known)
            if isinstance(box, _Opened) and self._text[box.start] == "[":
                box.gone |= set(range(len(box.entries))) - inside
                box.added.setdefault(0, []).extend(items)
            else:
                known.fill(_Made("[]", items))
            for slot in slots:
                slot.remove()
            return
        if known is not None:
            for slot in slots:
                if slot.node != known.node:
                    slot.remove()
            known.fill(_Made("[]", items))
            return
        first, *others = slots
        for slot in others:
            slot.remove()
        if change.sources[0][:-1] != change.target[:-1]:
            first.remove()
            self._put(change.target, _Made("[]", items), None, None)
            return
        first.rename(str(change.target[-1]))
        first.fill(_Made("[]", items))

    def _rewrite(self, change: Amend | Quote | Unquote) -> None:
        slot = self._slot(change.target)
        node = slot.node
        if not isinstance(node, _Old):
            raise Unplaced
        start, end = node
        is_string = self._text[start] == '"'
        if is_string and "\\" in self._text[start:end]:
            # Where letters are written as escapes, none stands where it is looked for.
            raise Unplaced
        if isinstance(change, Amend) and is_string:
            begin = start + 1
            parts: Parts = [
                Copied(start, begin + change.start),
                *_literally(quoted(change.text)[1:-1]),
                Copied(begin + change.end, end),
            ]
        elif isinstance(change, Quote) and not is_string:
            parts = [Literally('"'), Copied(start, end), Literally('"')]
        elif isinstance(change, Unquote) and is_string:
            parts = [Copied(start + 1, end - 1)]
        else:
            raise Unplaced
        slot.fill(_Raw(tuple(parts)))

    # Finding places.

    def _slot(self, pointer: Pointer) -> _Slot:
        slot = self._find(pointer)
        if slot is None:
            raise Unplaced
        return slot

    def _find(self, pointer: Pointer) -> _Slot | None:
        """Return the member at a place; None if there is none."""
        if not pointer:
            raise Unplaced
        box: _Opened | _Made | None = self._top()
        for step in pointer[:-1]:
            slot = None if box is None else self._member(box, step)
            box = None if slot is None else self._open(slot)
        return None if box is None else self._member(box, pointer[-1])

    def _container(self, pointer: Pointer) -> _Opened | _Made:
        """Return the object or array at a place; what is missing on the way, or null, is made."""
        box: _Opened | _Made = self._top()
        for depth, step in enumerate(pointer, 1):
            if self._find(pointer[:depth]) is None:
                if isinstance(step, int):
                    raise Unplaced
                self._put(pointer[:depth], _Made("{}"), None, None)
            slot = self._slot(pointer[:depth])
            inner = self._open(slot)
            if inner is None:
                if not self._is_null(slot.node):
                    raise Unplaced
                inner = _Made("{}")
                slot.fill(inner)
            box = inner
        return box

    def _is_null(self, node: _Node) -> bool:
        is_new = isinstance(node, _New) and node.value is None
        return is_new or (isinstance(node, _Old) and self._text[node.start : node.end] == "null")

    def _top(self) -> _Opened:
        if self._root is None:
            place = self._document.locate(())
            if place is None or self._text[place.start] not in "{[":
                raise Unplaced
            self._root = _Opened(self._document, place.start, place.end)
        return self._root

    def _member(self, box: _Opened | _Made, step: str | int) -> _Slot | None:
        if isinstance(box, _Made):
            return self._item(box, box.items, step)
        for items in box.added.values():
            found = self._item(box, items, step) if isinstance(step, str) else None
            if found is not None:
                return found
        if isinstance(step, Nth):
            places = box.at.get(str(step), [])[step.nth :][:1]
        else:
            renamed = [place for place, name in box.names.items() if name == step]
            places = [place for place in box.at.get(step, ()) if place not in box.names] + renamed
        places = [place for place in places if place not in box.gone]
        return _Slot(box, places[-1], None) if places else None

    @staticmethod
    def _item(box: _Opened | _Made, items: list[_Item], step: str | int) -> _Slot | None:
        if isinstance(step, int):
            return _Slot(box, None, items[step]) if step < len(items) else None
        return next((_Slot(box, None, item) for item in reversed(items) if item.name == step), None)

    def _open(self, slot: _Slot) -> _Opened | _Made | None:
        """Return the container that is the value of a member; None if it is none."""
        node = slot.node
        if isinstance(node, _New) and isinstance(node.value, (dict, list)):
            is_object = isinstance(node.value, dict)
            pairs = node.value.items() if isinstance(node.value, dict) else ((None, item) for item in node.value)
            node = _Made("{}" if is_object else "[]", [_Item(name, None, _New(item)) for name, item in pairs])
            slot.fill(node)
        elif isinstance(node, _Old) and self._text[node.start] in "{[":
            node = _Opened(self._document, node.start, node.end)
            slot.fill(node)
        return node if isinstance(node, (_Opened, _Made)) else None

    # Writing.

    def _changed(self, box: _Opened) -> Iterator[Stretch]:
        """Yield what changes in a container that stays where it is."""
        done = 0
        for place in sorted({*box.gone, *box.added, *box.names, *box.values}):
            if place < done:
                continue
            if place in box.gone or box.added.get(place):
                done, items = place, list[_Item]()
                while True:
                    items += box.added.get(done, ())
                    if done not in box.gone:
                        break
                    done += 1
                yield from self._run(box, place, done, items)
                place = done
            if place < len(box.entries):
                yield from self._member_changed(box, place)
            done = place + 1

    def _member_changed(self, box: _Opened, place: int) -> Iterator[Stretch]:
        entry = box.entries[place]
        if place in box.names and entry.key is not None:
            yield Stretch(*entry.key, _literally(quoted(box.names[place])))
        node = box.values.get(place)
        if isinstance(node, _Opened) and node.start == entry.value.start:
            yield from self._changed(node)
        elif isinstance(node, _Raw):
            yield from _apart(entry.value, node.parts)
        elif node is not None:
            indent = line_indent(self._text, entry.value.start) if self._is_on_lines(box) else None
            yield Stretch(*entry.value, self._node(node, indent))

    def _run(self, box: _Opened, first: int, end: int, items: list[_Item]) -> Iterator[Stretch]:
        """Yield the removal of the members ``first`` to ``end`` (exclusive), and the new ones in their place."""
        entries, text = box.entries, self._text
        if not entries:
            indent = self._indent_inside(box)
            lead, between, tail = brackets_of(self._text[box.start] + self._text[box.end - 1], self.style, indent)
            parts = [*_literally(lead), *self._items(items, between, deeper(indent, self.style)), *_literally(tail)]
            yield Stretch(box.start + 1, box.end - 1, parts)
            return
        lead = lead_at(text, box.start, entries, first, self.style)
        between, indent = "," + lead, indent_of(lead)
        if first == 0 and end == len(entries):
            inside = Span(whole(entries[0]).start, whole(entries[-1]).end)
            around = text[box.start + 1 : inside.start] + text[inside.end : box.end - 1]
            if not items and not has_comment(around):
                inside = Span(box.start + 1, box.end - 1)
            yield Stretch(*inside, self._items(items, between, indent))
        elif end < len(entries):
            start, stop = whole(entries[first]).start, whole(entries[end]).start
            if end > first:
                stop = self._until(entries[end - 1], stop)
            new: Parts = []
            for item in items:
                new += [*self._items([item], "", indent), Literally(between)]
            yield Stretch(start, stop, new)
        else:
            start, stop = whole(entries[first - 1]).end, whole(entries[-1]).end
            gap = text[start : whole(entries[first]).start] if end > first else ""
            if has_comment(gap):
                comma = start + len(gap) - len(after_comma(gap)) - 1
                yield Stretch(comma, comma + 1, [])
                start = whole(entries[first]).start
            new = []
            for item in items:
                new += [Literally(between), *self._items([item], "", indent)]
            yield Stretch(start, stop, new)

    def _until(self, entry: Entry, following: int) -> int:
        """Return where to stop when a member goes that others follow: at the next, or before what is said of it."""
        gap = self._text[whole(entry).end : following]
        return following - len(after_comma(gap)) if has_comment(gap) else following

    def _is_on_lines(self, box: _Opened) -> bool:
        return bool(box.entries) and is_on_lines(self._text, box.start, box.entries)

    def _indent_inside(self, box: _Opened) -> str | None:
        """The indentation of the line that an empty container stands on; None where it stands among others on one."""
        indent = line_indent(self._text, box.start)
        line = self._text[: box.start].rpartition("\n")[2].rpartition("\r")[2]
        is_first = line.strip() == "" or (line.count('"') == 2 and line.strip().startswith('"'))
        is_flat = not any(end in self._text.strip() for end in "\r\n")
        return None if is_flat or not is_first else indent

    def _items(self, items: list[_Item], between: str, indent: str | None) -> Parts:
        parts: Parts = []
        for number, item in enumerate(items):
            if number:
                parts.append(Literally(between))
            if item.key is not None:
                parts += [Copied(*item.key), Literally(self.style.colon)]
            elif item.name is not None:
                parts.append(Literally(quoted(item.name) + self.style.colon))
            parts += self._node(item.node, indent)
        return parts

    def _node(self, node: _Node, indent: str | None) -> Parts:
        """Write a value on a line of this indentation; None stands for a value among others on one line."""
        if isinstance(node, _New):
            return _literally(written(node.value, self.style, indent))
        if isinstance(node, _Raw):
            return list(node.parts)
        if isinstance(node, _Made):
            is_short = node.brackets == "[]" and not any(_is_large(item.node) for item in node.items)
            on_lines = None if is_short and not self.style.lists_on_lines else indent
            lead, between, tail = brackets_of(node.brackets, self.style, on_lines)
            if not node.items:
                return [Literally(node.brackets)]
            inside = self._items(node.items, between, deeper(on_lines, self.style))
            return [Literally(node.brackets[0] + lead), *inside, Literally(tail + node.brackets[1])]
        old = line_indent(self._text, node.start)
        changes = list(self._changed(node)) if isinstance(node, _Opened) else []
        parts: Parts = []
        at = node.start
        for stretch in changes:
            parts += [*self._shifted(at, stretch.start, old, indent), *stretch.parts]
            at = stretch.end
        return [*parts, *self._shifted(at, node.end, old, indent)]

    def _shifted(self, start: int, end: int, old: str, indent: str | None) -> Iterator[Copied | Literally]:
        """Copy a stretch of the file; its lines get the indentation of where it goes."""
        if indent is None or indent == old:
            if start < end:
                yield Copied(start, end)
            return
        at = start
        text = self._text
        for position in range(start, end):
            if text[position] == "\n" or (text[position] == "\r" and text[position + 1 : position + 2] != "\n"):
                following = position + 1
                if text.startswith(old, following):
                    yield Copied(at, following)
                    if indent:
                        yield Literally(indent)
                    at = following + len(old)
        if at < end:
            yield Copied(at, end)


def _is_large(node: _Node) -> bool:
    return isinstance(node, (_Made, _Opened)) or (isinstance(node, _New) and isinstance(node.value, (dict, list)))


def _literally(text: str) -> Parts:
    return [Literally(text)] if text else []


def _apart(place: Span, parts: tuple[Literally | Copied, ...]) -> Iterator[Stretch]:
    """Take a replacement that copies parts of what it replaces apart, so that what stays is not touched."""
    at, waiting = place.start, Parts()
    for part in parts:
        if isinstance(part, Copied) and at <= part.start and part.end <= place.end:
            if waiting or at < part.start:
                yield Stretch(at, part.start, waiting)
            at, waiting = part.end, Parts()
        else:
            waiting.append(part)
    if waiting or at < place.end:
        yield Stretch(at, place.end, waiting)
