"""What people know better than the packages, and what the packages have forgotten.

``overrides.json`` has a few entries by hand, each with its reason and source. An entry that says what the packages say
by now, or corrects what they no longer say, is refused: so none outlives its reason. ``kept.json`` has the models whose
end was announced and that no package names any more, or not as such; the refresh adds to it, and nothing leaves it but
by hand: a model that is taken out of it, or given another end, comes back as it was unless the next refresh is told to
``--forget`` it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from catalogue.claims import CHAT
from catalogue.failure import CatalogueError
from catalogue.lock import read_json
from catalogue.rows import FIELDS, Providers, Row, Rows, is_live, minimal
from catalogue.text import providers_in

# What an entry of overrides.json may have. ``add``: no package has the ids. ``instead``: what the packages say wrongly.
_KEYS = {"ids", "add", "set", "instead", "reason", "source"}
# By whom a row is known that only an override has.
BY_HAND = "h"
# By whom a row is known that packages have forgotten.
KEPT = "k"


Overrides = Mapping[str, list[dict[str, Any]]]


def read_overrides(path: Path) -> Overrides:
    """Read the entries by hand; raises :class:`CatalogueError` for one that has not the form of one."""
    overrides = read_json(path)
    if not isinstance(overrides, dict) or not all(isinstance(entries, list) for entries in overrides.values()):
        raise CatalogueError(f"{path}: an object of provider to a list of entries is wanted")
    for provider, entries in overrides.items():
        for entry in entries:
            _check(provider, entry)
    return overrides


def _check(provider: str, entry: object) -> None:
    if not isinstance(entry, dict):
        raise CatalogueError(f"overrides.json: {provider}: an entry is an object, not {entry!r}")
    unknown = set(entry) - _KEYS
    if unknown or not isinstance(entry.get("ids"), list) or not entry["ids"]:
        raise CatalogueError(f"overrides.json: {provider}: an entry needs ids and may not have {sorted(unknown)}")
    where = f"overrides.json: {provider}/{entry['ids'][0]}"
    if not entry.get("reason") or not entry.get("source"):
        raise CatalogueError(f"{where}: an entry needs a reason and a source")
    laid, instead = entry.get("set", {}), entry.get("instead", {})
    if not isinstance(laid, dict) or not isinstance(instead, dict) or set(instead) - set(laid):
        raise CatalogueError(f"{where}: set and instead are objects, and what stands in instead stands in set too")
    if alien := set(laid) - set(FIELDS):
        raise CatalogueError(f"{where}: unknown fields {sorted(alien)}")


def apply_overrides(providers: Providers, overrides: Overrides, *, successors: bool) -> None:
    """Lay the entries by hand over the rows; raises :class:`CatalogueError` for one that is not needed.

    ``successors``: whether only what they say of ``to`` is laid, or all else. What ends and what there is has to be
    known before successors are looked for.
    """
    for provider, entries in overrides.items():
        if provider not in providers:
            raise CatalogueError(f"overrides.json: {provider}: no package has a provider of this name")
        for entry in entries:
            for model in entry["ids"]:
                where = f"overrides.json: {provider}/{model}"
                if not successors:
                    _add(providers[provider], model, entry, where)
                said = {key: value for key, value in entry.get("set", {}).items() if (key == "to") == successors}
                _override(providers[provider][model], said, entry, where)


def _add(rows: Rows, model: str, entry: Mapping[str, Any], where: str) -> None:
    if entry.get("add"):
        if model in rows:
            raise CatalogueError(f"{where}: a package or kept.json has this id by now; drop it from the additions")
        rows[model] = {"s": ""}
    if model not in rows:
        raise CatalogueError(f"{where}: no package has this id; is it misspelt, or to be added?")
    if BY_HAND not in rows[model]["s"]:
        rows[model]["s"] += BY_HAND


def _override(row: Row, laid: Mapping[str, Any], entry: Mapping[str, Any], where: str) -> None:
    """Lay what an entry says over one row."""
    instead = entry.get("instead", {})
    for key, value in laid.items():
        said = row.get(key, CHAT) if key == "k" and not entry.get("add") else row.get(key)
        if said is not None and said != instead.get(key):
            raise CatalogueError(f"{where}: {key} is {said!r} already; drop it here, or say what it is instead of")
        if said is None and key in instead:
            raise CatalogueError(f"{where}: no package says that {key} is {instead[key]!r} any more")
        row[key] = value
    unsure = [field for field in row.pop("unsure", ()) if field not in laid]
    if unsure:
        row["unsure"] = unsure


def read_kept(text: str, where: str) -> Providers:
    """Return the models of kept.json; raises :class:`CatalogueError`."""
    kept = providers_in(text, where)
    for provider, rows in kept.items():
        for model, row in rows.items():
            if "eol" not in row:
                raise CatalogueError(f"{where}: {provider}/{model}: only models with an end are kept")
    return kept


def lay_kept(providers: Providers, named: dict[str, dict[str, tuple[str, ...]]], kept: Providers, as_of: str) -> None:
    """Add the models that no package names any more, and to the others the end that is past and told no more.

    Of a model that is still named, packages know all else better. ``named`` gets the successors.
    """
    for provider, rows in kept.items():
        if provider not in providers:
            raise CatalogueError(f"kept.json: {provider}: no package has a provider of this name")
        now, successors = providers[provider], named[provider]
        for model, row in rows.items():
            if model not in now:
                now[model] = {**{key: value for key, value in row.items() if key != "to"}, "s": KEPT}
            elif "eol" not in now[model] and not is_live(row, as_of):
                doubt = ["eol"] * ("eol" in row.get("unsure", ()))
                unsure = [*now[model].pop("unsure", ()), *doubt]
                now[model] |= {"eol": row["eol"], "s": now[model]["s"] + KEPT} | ({"unsure": unsure} if unsure else {})
            else:
                continue
            if "to" in row:
                successors[model] = (*successors.get(model, ()), row["to"])


def forgotten(old: Providers, new: Providers, on: str) -> Providers:
    """Return the rows of models that end and are gone, or that were shut down by ``on`` and are told of as if not.

    What is only known by hand is kept by hand. An end that is ahead and that is told no more may be put off: that is
    for people to accept.
    """
    lost: Providers = {}
    for provider, rows in old.items():
        for model, row in rows.items():
            now = new.get(provider, {}).get(model)
            is_lost = now is None or ("eol" not in now and not is_live(row, on))
            # What is kept may be older than what packages said last.
            is_older = now is not None and KEPT in now["s"] and now.get("eol") != row.get("eol")
            if (is_lost or is_older) and "eol" in row and row["s"] != BY_HAND:
                lost.setdefault(provider, {})[model] = row
    return lost


def kept_text(text: str, more: Providers) -> str:
    """The text of kept.json with more rows in it: one model a line, sorted."""
    kept = {provider: dict(rows) for provider, rows in json.loads(text).items()}
    for provider, rows in more.items():
        kept.setdefault(provider, {}).update(rows)
    blocks = [
        f'"{provider}": {{\n'
        + ",\n".join(f"{json.dumps(model)}: {json.dumps(minimal(rows[model]))}" for model in sorted(rows))
        + "\n}"
        for provider, rows in sorted(kept.items())
    ]
    return "{" + ",".join(f"\n{block}" for block in blocks) + "\n}\n"
