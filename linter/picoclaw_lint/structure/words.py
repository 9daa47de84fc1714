"""What a config says, apart from where and how."""

from __future__ import annotations

from typing import Any

from picoclaw_lint.document.values import Repeated


def words_of(value: Any) -> set[str]:
    """Return all texts and numbers in a value, overridden ones too, in one spelling, but for the config version."""
    found = set[str]()
    waiting = [item for key, item in _pairs(value) if key != "version"] if isinstance(value, dict) else [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            waiting += [other for _, other in _pairs(item)]
        elif isinstance(item, list):
            waiting += item
        elif item is not None and not isinstance(item, bool) and item != "":
            is_whole = isinstance(item, float) and item.is_integer()
            found.add(str(int(item)) if is_whole else str(item).strip())
    return found


def _pairs(value: dict[str, Any]) -> list[tuple[str, Any]]:
    return value.pairs if isinstance(value, Repeated) else list(value.items())
