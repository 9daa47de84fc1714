"""What a valid PicoClaw config is: published schemas, the shape table, the catalogues and the migration.

Reads shipped data only; the pydantic models it was generated from are not imported.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

__all__ = [
    "CONFIG_VERSIONS",
    "DEFAULT_RELEASE",
    "FIRST_RELEASE",
    "RELEASES",
    "Shape",
    "catalogue",
    "dead_fields",
    "rank",
    "schema_for",
    "security_schema_for",
    "shape_for",
]

_HERE = Path(__file__).parent

# The releases that have the strict check, oldest first, with their dates (docs/picoclaw.md, Releases).
RELEASES: dict[str, str] = {
    "0.2.8": "2026-04-30",
    "0.2.9": "2026-05-22",
    "0.3.0": "2026-06-17",
    "main": "2026-07-09",
}
DEFAULT_RELEASE = "0.3.0"
FIRST_RELEASE = "0.2.8"
CONFIG_VERSIONS = (0, 1, 2, 3)


class DeadField(NamedTuple):
    """A field that PicoClaw reads and never uses.

    Attributes:
        path: the keys that lead to it; ``[]`` stands for every element of an array.
        why: what keeps it from doing anything.
        instead: the field that took its place, as a path for people; None if there is none.
    """

    path: tuple[str, ...]
    why: str
    instead: str | None


class Shape(NamedTuple):
    """What one release decodes a config of one version into.

    Attributes:
        root: the name of the type of the whole file.
        types: each type by name: ``kind`` and, by kind, ``fields`` (key -> [type, rank of the first release])
            or ``of`` (the type of the members).
        channels: each channel type -> [settings type, rank of the first release, singleton].
        rank: the place of the release in :data:`RELEASES`; what has a higher rank is unknown to it.
    """

    root: str
    types: dict[str, dict[str, Any]]
    channels: dict[str, tuple[str, int, bool]]
    rank: int

    @property
    def release(self) -> str:
        """The release this is the shape of."""
        return list(RELEASES)[self.rank]


def rank(release: str) -> int:
    """Return the place of a release among :data:`RELEASES`; raises ValueError for one we do not know."""
    return list(RELEASES).index(release)


@cache
def _read(name: str) -> Any:
    return json.loads((_HERE / name).read_text("utf-8"))


def shape_for(config_version: int, release: str = DEFAULT_RELEASE) -> Shape:
    """Return the shape that ``release`` checks a file of ``config_version`` against first.

    For versions 0 to 2 that is the shape of the legacy check; the migrated value is then of version 3.
    """
    table = _read("published/shape.json")
    root = table["root"] if config_version == 3 else table["legacy_root"]
    return Shape(root, table["types"], table["channels"], rank(release))


def schema_for(release: str = DEFAULT_RELEASE, flavour: str = "editor") -> dict[str, Any]:
    """Return the JSON Schema (draft-07, every config version) of a release.

    All flavours find the same configs valid: ``editor``, the published one, also has texts and snippets for people who
    write a config; ``strict`` is the plain form for validators.
    """
    infix = "" if flavour == "editor" else f".{flavour}"
    schema: dict[str, Any] = _read(f"published/config-{release}{infix}.schema.json")
    return schema


def security_schema_for(release: str = DEFAULT_RELEASE) -> dict[str, Any]:
    """Return the JSON Schema (draft-07) of the security file, ``.security.yml``, beside a config of version 3."""
    schema: dict[str, Any] = _read(f"published/security-{release}.schema.json")
    return schema


def catalogue(name: str) -> dict[str, Any]:
    """Return the catalogue ``name``: ``models``, ``providers``, ``default_models``, ``channels`` or ``misnomers``."""
    data: dict[str, Any] = _read(f"catalogue/{name}.json")
    return data


@cache
def dead_fields() -> tuple[DeadField, ...]:
    """Return the fields of version 3 that do nothing, without those in the settings of channels."""
    rows = _read("published/dead_fields.json")["fields"]
    return tuple(DeadField(tuple(row["path"]), row["why"], row["instead"]) for row in rows)
