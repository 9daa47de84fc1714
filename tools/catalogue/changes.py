"""What a refresh changes, for the person who reviews it, and what of it is suspicious."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from catalogue.claims import CHAT
from catalogue.lock import Lock
from catalogue.rows import COMPLETE, Providers, Row, minimal
from catalogue.text import compact

# Of a provider whose list is no complete one, a few ids come and go with every look at it.
_FEW = 0.05
_MOST_LINES = 12


class Changes(NamedTuple):
    """What differs between two catalogues.

    Attributes:
        lines: for people, by provider; long lists are cut.
        suspicious: what does not happen by itself: ids that vanish, limits that shrink, dates that move later.
    """

    lines: list[str]
    suspicious: list[str]


def compare(old: Providers, new: Providers) -> Changes:
    """Say what changes from one catalogue to the next."""
    lines: list[str] = []
    suspicious: list[str] = []
    for provider in sorted({*old, *new}):
        before, after = old.get(provider, {}), new.get(provider, {})
        gone = sorted(before.keys() - after.keys())
        changed = [model for model in sorted(before.keys() & after.keys()) if before[model] != after[model]]
        said = {
            "added": [f"{model} {compact(minimal(after[model]))}" for model in sorted(after.keys() - before.keys())],
            "gone": gone,
            "changed": [f"{model}: {_difference(before[model], after[model])}" for model in changed],
        }
        for word, items in said.items():
            if items:
                lines.append(f"{provider}: {len(items)} {word}")
                lines += [f"  {item}" for item in items[:_MOST_LINES]]
                lines += [f"  and {len(items) - _MOST_LINES} more"] * (len(items) > _MOST_LINES)
        if gone and (provider in COMPLETE or len(gone) > _FEW * len(before)):
            more = f" and {len(gone) - _MOST_LINES} more" * (len(gone) > _MOST_LINES)
            suspicious.append(f"{provider}: gone: {', '.join(gone[:_MOST_LINES])}{more}")
        for model in changed:
            told = _suspicious(before[model], after[model], is_complete=provider in COMPLETE)
            suspicious += [f"{provider}/{model}: {what}" for what in told]
    return Changes(lines, suspicious)


def _difference(before: Row, after: Row) -> str:
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return ", ".join(f"{key} {_shown(before, key)} -> {_shown(after, key)}" for key in keys)


def _shown(row: Row, key: str) -> str:
    value = row.get(key, CHAT if key == "k" else "none")
    return ",".join(value) if isinstance(value, list) else str(value)


def _suspicious(before: Row, after: Row, *, is_complete: bool) -> Iterator[str]:
    unsure = before.get("unsure", ())
    for limit in ("ctx", "out"):
        # Of the other providers a limit that was not sure is no more than a guess that moves.
        if limit not in before or not (is_complete or limit not in unsure):
            continue
        if limit not in after and is_complete:
            yield f"{limit} is gone, was {before[limit]}"
        elif before[limit] > after.get(limit, before[limit]):
            yield f"{limit} shrinks from {before[limit]} to {after[limit]}"
    if "eol" in before and str(after.get("eol", "9999")) > before["eol"]:
        yield f"eol moves later, from {before['eol']} to {after.get('eol', 'none')}"
    if is_complete and before.get("k", CHAT) != after.get("k", CHAT):
        yield f"kind changes from {before.get('k', CHAT)} to {after.get('k', CHAT)}"
    if "to" in before and "to" not in after:
        yield f"its successor {before['to']} is gone"


def moved(old: Lock, new: Lock) -> list[str]:
    """Which packages have another version."""
    versions = {source.id: source for source in old.sources}
    return [
        f"{source.registry}:{source.package} {versions[source.id].version} -> {source.version}"
        for source in new.sources
        if source.id in versions and source.version != versions[source.id].version
    ]


def census(providers: Providers) -> str:
    """How many models there are, of which kinds, and of how many a limit or a date is known."""
    rows = [row for models in providers.values() for row in models.values()]
    kinds = Counter(str(row.get("k", CHAT)) for row in rows)
    counts = [f"{kind} {count}" for kind, count in kinds.most_common()]
    counts += [f"with {field} {sum(field in row for row in rows)}" for field in ("ctx", "out", "eol", "to")]
    return f"{len(rows)} models of {len(providers)} providers: {', '.join(counts)}"
