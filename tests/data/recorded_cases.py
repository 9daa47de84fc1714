"""What PicoClaw's own loader said of thousands of configs, as recorded from each release."""

from __future__ import annotations

import base64
import json
import lzma
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

CONFIG = "config.json"
SECURITY = ".security.yml"
NO_JSON = object()
_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Verdict:
    """What a release said of a config.

    Attributes:
        loads: whether it loads.
        error: why it does not.
        keys: the keys that each alias got.
        finds_default: whether the default model is found; None where that was not recorded.
    """

    loads: bool
    error: str = ""
    keys: Mapping[str, frozenset[str]] = field(default_factory=dict)
    finds_default: bool | None = None


@dataclass(frozen=True)
class Case:
    """A recorded config.

    Attributes:
        id: its name in the record.
        files: the config and what lies beside it, by name.
        verdicts: what PicoClaw said, by release.
    """

    id: str
    files: Mapping[str, bytes]
    verdicts: Mapping[str, Verdict]

    @property
    def data(self) -> bytes:
        """The bytes of the config."""
        return self.files[CONFIG]

    @property
    def text(self) -> str:
        """The text of the config as an editor would show it."""
        return self.data.decode("utf-8", "replace")


@cache
def cases() -> tuple[Case, ...]:
    """Return the configs that stand alone, with the verdicts of every release."""
    return tuple(_case(row) for row in _rows("cases"))


@cache
def security_cases() -> tuple[Case, ...]:
    """Return the configs with a security file and key files beside them; only releases since 0.3.0 judged these."""
    return tuple(_case(row) for row in _rows("security_cases"))


@cache
def saved_files() -> tuple[Case, ...]:
    """Return the version 3 files that PicoClaw 0.3.0 wrote when it migrated an older config; it loads these."""
    return tuple(
        Case(
            row["id"],
            {
                CONFIG: json.dumps(row["saved_config"], indent=2, ensure_ascii=False).encode(),
                SECURITY: row["saved_security"].encode(),
            },
            {row["release"]: Verdict(True)},
        )
        for row in _rows("migrated")
    )


@cache
def migrated_keys() -> dict[str, dict[str, frozenset[str]]]:
    """Return the keys of each alias once PicoClaw 0.3.0 has migrated an older config, by the id of the config."""
    found = {row["id"]: _keys(row["model_keys"] or {}) for row in _rows("migrated")}
    return {name: {alias: keys for alias, keys in each.items() if keys} for name, each in found.items()}


@cache
def documents() -> dict[str, Any]:
    """Return the values of the configs of :func:`cases` that are JSON, by id."""
    parsed = {case.id: parse_json(case.text) for case in cases()}
    return {name: value for name, value in parsed.items() if value is not NO_JSON}


def parse_json(text: str) -> Any:
    """Parse as strictly as any editor; :data:`NO_JSON` for what is none."""
    try:
        return json.loads(text, parse_constant=_refuse)
    except ValueError:
        return NO_JSON


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _rows(name: str) -> Iterator[dict[str, Any]]:
    with lzma.open(_HERE / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _case(row: dict[str, Any]) -> Case:
    verdicts = {
        release: Verdict(
            item["loads"],
            item.get("error", ""),
            _keys(item.get("model_keys") or {}),
            item.get("default_model_resolves"),
        )
        for release, item in row["verdict"].items()
    }
    return Case(row["id"], _files(row), verdicts)


def _keys(recorded: Mapping[str, list[str] | None]) -> dict[str, frozenset[str]]:
    """PicoClaw makes an alias of its own of each key but the first; here they are together again."""
    together: dict[str, frozenset[str]] = {}
    for name, keys in recorded.items():
        alias = name.partition("__key_")[0]
        together[alias] = together.get(alias, frozenset()) | frozenset(keys or ())
    return together


def _files(row: dict[str, Any]) -> dict[str, bytes]:
    if "files" in row:
        return {name: text.encode() for name, text in row["files"].items()}
    return {CONFIG: row["text"].encode() if "text" in row else base64.b64decode(row["base64"])}
