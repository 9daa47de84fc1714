"""JSON in pure ASCII, which no encoding of a terminal or pipe can spoil."""

from __future__ import annotations

import json
import re
from typing import Any

_SURROGATE = re.compile("[\ud800-\udfff]")


def written(value: Any, *, indent: int | None = None) -> str:
    """Return plain values as JSON, on one line unless ``indent`` is given."""
    return json.dumps(_encodable(value), ensure_ascii=True, indent=indent)


def _encodable(value: Any) -> Any:
    """Spell lone surrogates out (as in a path that is not UTF-8): many JSON readers refuse their escapes."""
    if isinstance(value, str):
        return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", value)
    if isinstance(value, list):
        return [_encodable(item) for item in value]
    if isinstance(value, dict):
        return {key: _encodable(item) for key, item in value.items()}
    return value
