"""What is to be changed in a file, said by places; :mod:`picoclaw_lint.edit` makes text edits of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from picoclaw_lint.document.pointer import Pointer
from picoclaw_schema.operations import Drop, Gather, Move, Put

__all__ = ["Amend", "Change", "Cut", "Drop", "Gather", "Move", "Put", "Quote", "Unquote", "placed"]


class Amend(NamedTuple):
    """Replace ``[start, end)`` of the string at ``target`` by ``text``; the rest of it, maybe a secret, stays."""

    target: Pointer
    start: int
    end: int
    text: str = ""


class Quote(NamedTuple):
    """Make a string of the number at ``target``, digit by digit as it is written."""

    target: Pointer


class Unquote(NamedTuple):
    """Take the quotes off the string at ``target``: ``"8192"`` becomes ``8192``."""

    target: Pointer


class Cut(NamedTuple):
    """Replace ``[start, end)`` of the text by ``text``, whatever stands there; for what is no JSON."""

    start: int
    end: int
    text: str = ""


Change = Move | Put | Drop | Gather | Amend | Quote | Unquote | Cut


def placed(change: Change, where: Callable[[Pointer], Pointer]) -> Change:
    """Return a change with every place it names put through ``where``."""
    if isinstance(change, Move):
        return Move(where(change.source), where(change.target))
    if isinstance(change, Drop):
        return change._replace(source=where(change.source))
    if isinstance(change, Gather):
        return Gather(tuple(map(where, change.sources)), where(change.target))
    if isinstance(change, Cut):
        return change
    return change._replace(target=where(change.target))
