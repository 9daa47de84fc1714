"""Which model takes the place of one that is shut down: the chain of named successors, to one that lives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from catalogue.rows import Row, Rows, is_live


def settle(rows: Rows, named: Mapping[str, tuple[str, ...]], as_of: str) -> None:
    """Fill in ``to`` of every row that has an end and a successor that is known to live; rows that have one keep it.

    A successor without an end of its own is better than one that will end too; of two such, the first named.
    """
    for model, row in rows.items():
        if "eol" in row and "to" not in row:
            living = [other for other in _chain(model, rows, named) if is_live(rows[other], as_of)]
            lasting = [other for other in living if "eol" not in rows[other]]
            for successor in (*lasting[:1], *living[:1]):
                row.setdefault("to", successor)


def _chain(model: str, rows: Rows, named: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield the known models that are named for ``model``, then those named for these, each once, nearest first."""
    seen, waiting = {model}, [model]
    while waiting:
        current = waiting.pop(0)
        for other in _successors_of(current, rows, named):
            # A page may name "omni-moderation" for omni-moderation-latest.
            known = other if other in rows else f"{other}-latest"
            if known in rows and known not in seen:
                seen.add(known)
                waiting.append(known)
                yield known


def _successors_of(model: str, rows: Rows, named: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    row: Row = rows[model]
    return (row["to"],) if "to" in row else named.get(model, ())
