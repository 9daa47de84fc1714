"""The lock: which packages the catalogue is made of, each with its version, its sha256 and what is read in it."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from catalogue.failure import CatalogueError


class Source(NamedTuple):
    """One pinned package.

    Attributes:
        id: the letter that rows of the catalogue name it by.
        registry: ``pypi`` or ``npm``.
        package: its name there.
        version: the exact version.
        sha256: of the wheel or tarball, in hexadecimal digits.
        members: the paths in it that are read.
    """

    id: str
    registry: str
    package: str
    version: str
    sha256: str
    members: tuple[str, ...]

    @property
    def pin(self) -> str:
        """The package as the catalogue names it: ``pypi:openai==3.54.0``, ``npm:gpt-tokenizer@4.0.0``."""
        return f"{self.registry}:{self.package}{'==' if self.registry == 'pypi' else '@'}{self.version}"


class Lock(NamedTuple):
    """What the catalogue is made of, and the day these versions were looked up."""

    as_of: str
    sources: tuple[Source, ...]

    def moved(self, versions: dict[str, tuple[str, str]], as_of: str) -> Lock:
        """Return the lock with other versions and sha256, by the id of the source."""
        now = {source.id: (source.version, source.sha256) for source in self.sources} | versions
        moved = (source._replace(version=now[source.id][0], sha256=now[source.id][1]) for source in self.sources)
        return Lock(as_of, tuple(moved))


def read_text(path: Path) -> str:
    """Read a text; raises :class:`CatalogueError` that says which file is at fault."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise CatalogueError(f"cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CatalogueError(f"{path} is not UTF-8: {error}") from error


def read_json(path: Path) -> Any:
    """Parse a JSON file; raises :class:`CatalogueError` that says which file is at fault."""
    try:
        return json.loads(read_text(path))
    except ValueError as error:
        raise CatalogueError(f"{path} is not valid JSON: {error}") from error


def read_lock(path: Path) -> Lock:
    """Read the lock; raises :class:`CatalogueError`."""
    data = read_json(path)
    try:
        sources = tuple(Source(**{**entry, "members": tuple(entry["members"])}) for entry in data["sources"])
        lock = Lock(as_of=data["as_of"], sources=sources)
        date.fromisoformat(lock.as_of)
    except (KeyError, TypeError) as error:
        raise CatalogueError(f"{path}: missing or unexpected key, or no text: {error}") from error
    except ValueError as error:
        raise CatalogueError(f"{path}: as_of is no day: {error}") from error
    for source in lock.sources:
        if not all(isinstance(text, str) for text in (*source[:-1], *source.members)):
            raise CatalogueError(f"{path}: {source.package}: its values are texts")
        if source.registry not in ("pypi", "npm"):
            raise CatalogueError(f"{path}: {source.package}: unknown registry {source.registry!r}")
        if not re.fullmatch(r"[0-9a-f]{64}", source.sha256):
            raise CatalogueError(f"{path}: {source.package}: sha256 must be 64 hexadecimal digits")
    ids = [source.id for source in lock.sources]
    if len(set(ids)) < len(ids):
        raise CatalogueError(f"{path}: two sources have one id")
    return lock


def write_lock(lock: Lock, path: Path) -> None:
    """Write the lock, one package a paragraph."""
    sources = [source._asdict() for source in lock.sources]
    text = json.dumps({"as_of": lock.as_of, "sources": sources}, indent=2) + "\n"
    write(path, text)


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)
