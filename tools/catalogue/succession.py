"""Which model takes the place of one that is shut down: the chain of named successors, to one that lives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from catalogue.claims import CHAT
from catalogue.rows import Row, Rows, is_live


def settle(rows: Rows, named: Mapping[str, tuple[str, ...]], as_of: str) -> None:
    """Fill in ``to`` of every row that has an end and a successor that is known to live.

    One for the same purpose is better than another, and then one without an end of its own; of such, the first named.
    """
    for model, row in rows.items():
        if "eol" in row:
            living = [other for other in _chain(model, rows, named) if is_live(rows[other], as_of)]
            if living:
                row["to"] = min(living, key=lambda other: (_kind(rows[other]) != _kind(row), "eol" in rows[other]))


def _chain(model: str, rows: Rows, named: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield the known models that are named for ``model``, then those named for these, each once, nearest first."""
    seen, waiting = {model}, [model]
    while waiting:
        current = waiting.pop(0)
        for other in named.get(current, ()):
            # A page may name "omni-moderation" for omni-moderation-latest.
            known = other if other in rows else f"{other}-latest"
            if known in rows and known not in seen:
                seen.add(known)
                waiting.append(known)
                yield known


def _kind(row: Row) -> str:
    """What a model is for; that some chats are served by another API only matters less than that they are chats."""
    kind = row.get("k", CHAT)
    return CHAT if kind == "responses" else str(kind)
