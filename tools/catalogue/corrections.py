"""What people know better than the packages, and what the packages have forgotten.

``overrides.json`` has a few entries by hand, each with its reason and source. An entry that says what the packages say
by now, or corrects what they no longer say, is refused: so none outlives its reason. ``kept.json`` has the models whose
end was announced and that no package names any more; the refresh adds to it, and nothing is ever taken out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from catalogue.claims import CHAT, Claim, Claims
from catalogue.failure import CatalogueError
from catalogue.lock import read_json
from catalogue.rows import FIELDS, Providers, Row, Rows, minimal

# What an entry of overrides.json may have. ``add``: no package has the ids. ``instead``: what the packages say wrongly.
_KEYS = {"ids", "add", "set", "instead", "reason", "source"}
# By whom a row is known that only an override has.
BY_HAND = "h"


def apply_overrides(providers: Providers, path: Path) -> None:
    """Lay the entries by hand over the rows; raises :class:`CatalogueError` for one that is wrong or not needed."""
    overrides = read_json(path)
    if not isinstance(overrides, dict):
        raise CatalogueError(f"{path}: an object of provider to entries is wanted")
    for provider, entries in overrides.items():
        rows = providers.setdefault(provider, {})
        for entry in entries:
            _check(provider, entry)
            for model in entry["ids"]:
                _override(rows, model, entry, f"{path.name}: {provider}/{model}")


def _check(provider: str, entry: Mapping[str, Any]) -> None:
    unknown = set(entry) - _KEYS
    if unknown or not entry.get("ids"):
        raise CatalogueError(f"overrides.json: {provider}: an entry needs ids and may not have {sorted(unknown)}")
    where = f"overrides.json: {provider}/{entry['ids'][0]}"
    if not entry.get("reason") or not entry.get("source"):
        raise CatalogueError(f"{where}: an entry needs a reason and a source")
    if alien := {*entry.get("set", {}), *entry.get("instead", {})} - set(FIELDS):
        raise CatalogueError(f"{where}: unknown fields {sorted(alien)}")


def _override(rows: Rows, model: str, entry: Mapping[str, Any], where: str) -> None:
    """Lay one entry over one model."""
    if entry.get("add"):
        if model in rows:
            raise CatalogueError(f"{where}: a package has this id by now; drop it from the additions")
        rows[model] = {"s": BY_HAND}
    if model not in rows:
        raise CatalogueError(f"{where}: no package has this id; is it misspelt, or to be added?")
    row, instead = rows[model], entry.get("instead", {})
    for key, value in entry.get("set", {}).items():
        said = row.get(key, CHAT) if key == "k" and not entry.get("add") else row.get(key)
        if said is not None and said != instead.get(key):
            raise CatalogueError(f"{where}: {key} is {said!r} already; drop it here, or say what it is instead of")
        if said is None and key in instead:
            raise CatalogueError(f"{where}: no package says that {key} is {instead[key]!r} any more")
        row[key] = value
    unsure = [field for field in row.get("unsure", ()) if field not in entry.get("set", {})]
    row.pop("unsure", None)
    if unsure:
        row["unsure"] = unsure
    if BY_HAND not in row["s"]:
        row["s"] += BY_HAND


def read_kept(text: str) -> Claims:
    """Return the models of kept.json, as one more source."""
    providers: Providers = json.loads(text)
    return {provider: {model: _as_claim(row) for model, row in rows.items()} for provider, rows in providers.items()}


def _as_claim(row: Row) -> Claim:
    return Claim(
        kind=row.get("k", CHAT),
        context=row.get("ctx"),
        output=row.get("out"),
        retires=row["eol"],
        successors=(row["to"],) if "to" in row else (),
        vision=row.get("vision"),
        reasoning=row.get("reasoning"),
        temperature=row.get("temp"),
        tools=row.get("tools"),
        doubtful="eol" in row.get("unsure", ()),
    )


def forgotten(old: Providers, new: Providers) -> Providers:
    """Return the rows of models that end and that the new catalogue has not, or has as if they did not."""
    lost: Providers = {}
    for provider, rows in old.items():
        for model, row in rows.items():
            is_dated = "eol" in new.get(provider, {}).get(model, {})
            if not is_dated and "eol" in row:
                lost.setdefault(provider, {})[model] = row
    return lost


def kept_text(text: str, more: Providers) -> str:
    """The text of kept.json with more rows in it: one model a line, sorted."""
    kept: Providers = json.loads(text)
    for provider, rows in more.items():
        kept.setdefault(provider, {}).update(rows)
    blocks = [
        f'"{provider}": {{\n'
        + ",\n".join(f"{json.dumps(model)}: {json.dumps(minimal(rows[model]))}" for model in sorted(rows))
        + "\n}"
        for provider, rows in sorted(kept.items())
    ]
    return "{" + ",".join(f"\n{block}" for block in blocks) + "\n}\n"
