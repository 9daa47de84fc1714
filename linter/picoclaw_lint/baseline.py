"""A baseline: the findings of a moment, accepted as they stood, so that only new ones count. A file of the tool's own.

It holds rule, path and place of each finding and the fingerprint they are known by: no message and no value.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from picoclaw_lint.diagnostic import Diagnostic
from picoclaw_lint.fingerprint import fingerprints
from picoclaw_lint.results import FileResult

VERSION = 1


class InvalidBaseline(Exception):
    """A baseline that cannot be used; the text says why, as a phrase."""


class Judged(NamedTuple):
    """What a run made of one file.

    Attributes:
        file: the result.
        hidden: the rules whose findings are not among its diagnostics, whether there are any or not.
        is_whole: whether all of the file could be judged; else nobody knows what more would be found.
    """

    file: FileResult
    hidden: frozenset[str] = frozenset()
    is_whole: bool = True


class Entry(NamedTuple):
    """One accepted finding."""

    path: str
    rule: str
    place: str
    fingerprint: str


class Baseline(NamedTuple):
    """The accepted findings.

    Attributes:
        path: the baseline's file; the paths in it are relative to its directory.
        entries: by fingerprint.
    """

    path: str
    entries: dict[str, Entry]

    def mark(self, file: FileResult) -> FileResult:
        """Suppress what the baseline has of a file."""
        marked = []
        for entry, diagnostic in zip(_entries(file, self.path), file.diagnostics, strict=True):
            if self._has(entry) and diagnostic.suppressed is None and not _is_internal(diagnostic):
                diagnostic = diagnostic.suppress("baseline", f"it stands in {self.path}")
            marked.append(diagnostic)
        return file._replace(diagnostics=tuple(marked))

    def _has(self, entry: Entry) -> bool:
        # All of it, not the fingerprint alone: an entry accepts what it says to whoever reads it.
        return self.entries.get(entry.fingerprint) == _with_slashes(entry)

    def gone(self, judged: Iterable[Judged], exists: Callable[[str], bool]) -> set[str]:
        """Return the fingerprints that are not there any more: of judged files, and of files that do not exist.

        ``exists`` is asked for paths relative to the baseline's directory.
        """
        judged = list(judged)
        by_path = {_relative(each.file.path, self.path): each for each in judged}
        there = {entry.fingerprint for each in judged for entry in _entries(each.file, self.path) if self._has(entry)}
        known: dict[str, bool] = {}

        def stays(entry: Entry) -> bool:
            if entry.path in by_path:
                file = by_path[entry.path]
                return entry.rule in file.hidden or not file.is_whole
            if entry.path not in known:
                known[entry.path] = exists(entry.path)
            return known[entry.path]

        return {key for key, entry in self.entries.items() if key not in there and not stays(entry)}


def read(text: str, path: str) -> Baseline:
    """Read a baseline; raises :class:`InvalidBaseline`."""
    try:
        value: Any = json.loads(text)
    except json.JSONDecodeError as error:
        raise InvalidBaseline(f"it is not JSON from line {error.lineno} on") from None
    except (ValueError, RecursionError):
        raise InvalidBaseline("it is not JSON that picoclaw-lint writes") from None
    if not isinstance(value, dict) or "version" not in value or not isinstance(value.get("findings"), list):
        raise InvalidBaseline("it is no baseline of picoclaw-lint")
    if value["version"] != VERSION:
        raise InvalidBaseline(f"it is not of version {VERSION}, the one that this picoclaw-lint knows")
    entries: dict[str, Entry] = {}
    for item in value["findings"]:
        fields = [item.get(name) for name in Entry._fields] if isinstance(item, dict) else []
        texts = [field for field in fields if isinstance(field, str)]
        if len(texts) < len(Entry._fields):
            raise InvalidBaseline("an entry of it has not the fields that picoclaw-lint writes")
        entry = _with_slashes(Entry(*texts))
        entries[entry.fingerprint] = entry
    return Baseline(path, entries)


def updated(judged: Iterable[Judged], path: str, old: Baseline | None, exists: Callable[[str], bool]) -> Baseline:
    """Return the baseline of all that the files show now; of ``old``, what is not gone stays.

    Findings that the settings accept and internal errors are left out.
    """
    judged = list(judged)
    kept: list[Entry] = []
    left_out: set[str] = set()
    for each in judged:
        pairs = zip(_entries(each.file, path), each.file.diagnostics, strict=True)
        for entry, diagnostic in pairs:
            if _is_new(diagnostic) and not _is_internal(diagnostic):
                kept.append(entry)
            else:
                left_out.add(entry.fingerprint)
    if old is not None:
        left_out |= old.gone(judged, exists)
        left_out |= {entry.fingerprint for entry in kept}
        kept += [entry for key, entry in old.entries.items() if key not in left_out]
    return Baseline(path, {entry.fingerprint: entry for entry in sorted(kept)})


def write(known: Baseline) -> str:
    """Return the text of a baseline's file: an entry stands on a line of its own, sorted by path."""
    lines = [f"\n  {json.dumps(entry._asdict(), ensure_ascii=True)}" for entry in known.entries.values()]
    body = ",".join(lines) + ("\n " if lines else "")
    return f'{{\n "version": {VERSION},\n "findings": [{body}]\n}}\n'


def _with_slashes(entry: Entry) -> Entry:
    """However other separators got into it, they are not those of every machine."""
    return entry._replace(path=entry.path.replace("\\", "/"))


def _is_new(diagnostic: Diagnostic) -> bool:
    return diagnostic.suppressed is None or diagnostic.suppressed.by == "baseline"


def _is_internal(diagnostic: Diagnostic) -> bool:
    return diagnostic.rule == "internal-error"


def _entries(file: FileResult, path: str) -> Iterator[Entry]:
    relative = _relative(file.path, path)
    for diagnostic, fingerprint in zip(file.diagnostics, fingerprints(file.diagnostics, relative), strict=True):
        yield Entry(relative, diagnostic.rule, diagnostic.address or "", fingerprint)


def _relative(path: str, baseline: str) -> str:
    """The path of a file from the baseline's directory, with forward slashes, so that it holds on every machine.

    Links among the directories are followed: a file has one path, however it was named.
    """
    directory, name = os.path.split(path)
    real = os.path.join(os.path.realpath(directory), name)
    try:
        found = os.path.relpath(real, os.path.realpath(os.path.dirname(baseline)))
    except ValueError:  # another drive
        found = real
    return found.replace(os.sep, "/")
