"""Which files are PicoClaw's: by their content, as many programs call theirs ``config.json``."""

from __future__ import annotations

import re
from typing import Any

from picoclaw_lint.discover.reading import Unreadable, read_source
from picoclaw_lint.document import Document, parse
from picoclaw_lint.source import Source, looks_like_utf16

# No config is without one of these keys, unless it is written with escapes. To look for each is the quickest way.
_KEYS = (b'"model_list"', b'"channel_list"', b'"agents"', b'"channels"')
_ESCAPED_ASCII = re.compile(rb"\\u00[0-7]")
# What tells a config where it cannot be read: each of these, all patterns of one line.
_TELLING = tuple(
    tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
    for patterns in (
        (r'"(?:model|channel)_list"\s*:',),
        (r'"agents"\s*:\s*\{', r'"defaults"\s*:\s*\{'),
        (r'"channels"\s*:\s*\{', r'"(?:gateway|tools)"\s*:\s*\{'),
    )
)


def looks_like_picoclaw(document: Document) -> bool:
    """Whether a file is PicoClaw's, by its content: ``config.json`` is what many programs call theirs.

    Works on broken files, by the keys that stand in their text, and on UTF-16, which PicoClaw refuses.
    """
    if looks_like_utf16(document.source.data):
        document = parse(_in_utf8(document.source))
    value = document.value
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if _has_our_keys(value):
        return True
    text = document.source.text
    return not document.complete and any(all(each.search(text) for each in patterns) for patterns in _TELLING)


def _has_our_keys(value: Any) -> bool:
    top = _folded(value)
    if "model_list" in top or "channel_list" in top:
        return True
    if isinstance(_folded(top.get("agents")).get("defaults"), dict):
        return True
    return isinstance(top.get("channels"), dict) and isinstance(top.get("gateway", top.get("tools")), dict)


def _folded(value: Any) -> dict[str, Any]:
    """Return an object with its keys in small letters, as PicoClaw takes them in any; of anything else, nothing."""
    return {key.lower(): item for key, item in value.items()} if isinstance(value, dict) else {}


def is_config(path: str) -> bool:
    """Whether a file is PicoClaw's; raises :class:`Unreadable` where that cannot be told."""
    source = read_source(path)
    is_utf16 = looks_like_utf16(source.data)
    if is_utf16:
        source = _in_utf8(source)
    # Most files of a tree are of other programs, and parsing takes long.
    if _may_be_config(source.data) and looks_like_picoclaw(parse(source)):
        return True
    if b"\0" in source.data:
        raise Unreadable("it is binary")
    return False


def _may_be_config(data: bytes) -> bool:
    small = data.lower()
    return any(key in small for key in _KEYS) or _ESCAPED_ASCII.search(data) is not None


def _in_utf8(source: Source) -> Source:
    return Source(source.path, source.data.decode("utf-16", "replace").encode("utf-8", "replace"))
