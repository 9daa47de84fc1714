"""Which files are PicoClaw's: by their content, as many programs call theirs ``config.json``."""

from __future__ import annotations

import re

from picoclaw_lint.discover.reading import Unreadable, read_source
from picoclaw_lint.document import Document, parse
from picoclaw_lint.source import Source, looks_like_utf16

# No config is without one of these keys, unless it is written with escapes. To look for each is the quickest way.
_KEYS = (b'"model_list"', b'"channel_list"', b'"agents"', b'"channels"')
_ESCAPED_ASCII = re.compile(rb"\\u00[0-7]")


def looks_like_picoclaw(document: Document) -> bool:
    """Whether a file is PicoClaw's, by its content: ``config.json`` is what many programs call theirs.

    Works on broken files as far as they could be read, and on UTF-16, which PicoClaw refuses.
    """
    if looks_like_utf16(document.source.data):
        document = parse(_in_utf8(document.source))
    value = document.value
    if not isinstance(value, dict):
        return False
    if isinstance(value.get("model_list"), list) or isinstance(value.get("channel_list"), dict):
        return True
    agents, channels = value.get("agents"), value.get("channels")
    if isinstance(agents, dict) and isinstance(agents.get("defaults"), dict):
        return True
    return isinstance(channels, dict) and isinstance(value.get("gateway", value.get("tools")), dict)


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
    return any(key in data for key in _KEYS) or _ESCAPED_ASCII.search(data) is not None


def _in_utf8(source: Source) -> Source:
    return Source(source.path, source.data.decode("utf-16", "replace").encode("utf-8", "replace"))
