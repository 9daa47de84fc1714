"""The rule ``broken-isolation``."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.rule import Bad, Good, Hit, rule

_PATHS: Pointer = ("isolation", "expose_paths")
_MODES = 'write "ro" or "rw"'
_EFFECT = "no command, MCP server or hook will start"


def _config(paths: str, enabled: str = "true") -> str:
    return f'{{"version": 3, "isolation": {{"enabled": {enabled}, "expose_paths": [{paths}]}}}}'


@rule(
    severity="error",
    impact="runtime",
    examples=[
        Bad(
            _config('{"source": "/opt/data", "mode": «"r"»}'),
            f'the mode "r" of an exposed path is neither "ro" nor "rw"; {_EFFECT}',
        ),
        Bad(_config('«{"source": "/opt/data"}»'), f"an exposed path has no mode; {_EFFECT}"),
        Bad(_config("«null»"), f"an exposed path has no source; {_EFFECT}"),
        Bad(_config('«{"mode": "ro"}»'), f"an exposed path has no source; {_EFFECT}"),
        Bad(
            _config('{"source": «"~/data"», "mode": "ro"}'),
            f'the source "~/data" of an exposed path is not absolute; {_EFFECT}',
        ),
        Bad(
            _config(
                '{"source": "/a", "target": "/data", "mode": "ro"}, {"source": "/b", "target": «"/data/"», "mode": "rw"}'
            ),
            f'two paths are exposed as "/data"; {_EFFECT}',
        ),
        Good(
            _config('{"source": "/opt/data", "mode": "ro"}, {"source": "/opt/data", "target": "/data", "mode": "rw"}')
        ),
        Good(_config('{"source": "data"}', "false")),
        Good(_config('{"source": "C:\\\\data", "mode": "ro"}')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A path that is to be seen from isolated programs is badly given.

    Why: with ``isolation`` enabled PicoClaw looks at ``expose_paths`` before it starts any program. A path needs a source
    and the mode ``ro`` or ``rw``, source and target must be absolute, and no target may occur twice; else nothing starts
    at all. Isolation works on Linux with bwrap and, without exposed paths, on Windows.

    What to do: correct the entry.

    Source: docs/picoclaw.md 2.7, read in the source.
    """
    paths = context.get(*_PATHS)
    if context.get("isolation", "enabled") is not True or not isinstance(paths, list):
        return
    targets: set[str] = set()
    for index, entry in enumerate(paths):
        if entry is None or isinstance(entry, dict):
            # Null stands for an entry with nothing in it.
            given = entry or {}
            for message, key, remedy in _wrong(context, given, targets):
                place: Pointer = (*_PATHS, index, key) if key in given else (*_PATHS, index)
                yield Hit(f"{message}; {_EFFECT}", place, help=remedy)


def _wrong(context: Context, entry: dict[str, Any], targets: set[str]) -> Iterator[tuple[str, str, str]]:
    """Yield what PicoClaw says no to, in its order: message, key and remedy. A wrong type is reported as that."""
    texts = {key: entry.get(key) or "" for key in ("source", "target", "mode")}
    if not all(isinstance(text, str) for text in texts.values()):
        return
    if not texts["source"]:
        yield "an exposed path has no source", "source", "write the directory or file"
        return
    if not texts["mode"]:
        yield "an exposed path has no mode", "mode", _MODES
    elif texts["mode"] not in ("ro", "rw"):
        yield f'the mode {context.quote(texts["mode"])} of an exposed path is neither "ro" nor "rw"', "mode", _MODES
    key = "target" if texts["target"] else "source"
    for name in ("source", "target") if texts["target"] else ("source",):
        if not _is_absolute(texts[name]):
            yield f"the {name} {context.quote(texts[name])} of an exposed path is not absolute", name, "start it with /"
            return
    # Python keeps two slashes at the start, and Go does not.
    target = re.sub(r"^//(?!/)", "/", posixpath.normpath(texts[key]))
    if target in targets:
        yield f"two paths are exposed as {context.quote(target)}", key, "give it another target, or remove one"
    targets.add(target)


def _is_absolute(path: str) -> bool:
    """Whether a path is absolute on Linux or on Windows: the file does not say where it is used."""
    return path.startswith("/") or re.match(r"[A-Za-z]:[\\/]|\\\\", path) is not None
