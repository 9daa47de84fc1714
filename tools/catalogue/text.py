"""The catalogue as a file: one model a line, so that a diff shows one line a changed model."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from catalogue.failure import CatalogueError
from catalogue.lock import Lock
from catalogue.rows import COMPLETE, Providers, check_form, minimal

# Providers that serve what another one serves, under the same ids.
SAME = {"alibaba-coding-anthropic": "alibaba-coding", "anthropic-messages": "anthropic"}
# Providers that serve other vendors' models: theirs are no wonder there.
SERVING_OTHERS = (
    *("alibaba-coding", "antigravity", "cerebras", "github-copilot", "groq", "modelscope", "nearai", "novita"),
    *("nvidia", "openrouter", "qwen-intl", "qwen-portal", "siliconflow", "venice", "vivgrid", "volcengine"),
)


def render(lock: Lock, days: Mapping[str, str], by_hand: Mapping[str, tuple[str, str]], providers: Providers) -> str:
    """The text of the catalogue.

    ``days``: letter -> the day that the data of a source is of, where it says so. ``by_hand``: letter -> (path,
    content) of the files that people keep.
    """
    sources: list[dict[str, object]] = []
    for source in lock.sources:
        row: dict[str, object] = {"id": source.id, "pkg": source.pin}
        if source.id in days:
            row["data_of"] = days[source.id]
        sources.append({**row, "sha256": source.sha256, "files": list(source.members)})
    for letter, (path, content) in by_hand.items():
        digest = hashlib.sha256(content.encode()).hexdigest()
        sources.append({"id": letter, "pkg": "kept by hand", "sha256": digest, "files": [path]})
    head = {"schema": 2, "as_of": lock.as_of, "complete": COMPLETE, "same": SAME, "serving_others": SERVING_OTHERS}
    blocks = [
        f"{compact(provider)}:{{\n"
        + ",\n".join(f"{compact(model)}:{compact(minimal(rows[model]))}" for model in sorted(rows))
        + "\n}"
        for provider, rows in sorted(providers.items())
    ]
    return (
        compact(head)[:-1]
        + ',"sources":[\n'
        + ",\n".join(map(compact, sources))
        + '\n],"providers":{\n'
        + ",\n".join(blocks)
        + "\n}}\n"
    )


def compact(value: object) -> str:
    """JSON without blanks."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def providers_of(text: str, where: str) -> Providers:
    """The rows in the text of a catalogue; raises :class:`CatalogueError` for a text that is none."""
    data = _parsed(text, where)
    return check_form(data.get("providers") if isinstance(data, dict) else None, where)


def providers_in(text: str, where: str) -> Providers:
    """The rows in a text of nothing but rows; raises :class:`CatalogueError` for another."""
    return check_form(_parsed(text, where), where)


def _parsed(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise CatalogueError(f"{where} is not valid JSON: {error}") from error
