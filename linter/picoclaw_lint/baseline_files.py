"""Reading, using and writing the baselines of a run."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator
from functools import partial

from picoclaw_lint import baseline, discover
from picoclaw_lint.baseline import Baseline, Judged
from picoclaw_lint.fixing.writing import Unwritable, replace
from picoclaw_lint.results import FileResult
from picoclaw_lint.settings import InvalidSettings


class Baselines:
    """The baselines of a run, each read when a file first asks for it."""

    def __init__(self, *, are_rewritten: bool) -> None:
        """Take whether the baselines are to be written anew; then they need not be there."""
        self._are_rewritten = are_rewritten
        self._names: dict[str, str] = {}
        self._known: dict[str, Baseline | None] = {}
        self._judged: dict[str, list[Judged]] = {}

    def marked(self, path: str | None, file: FileResult) -> FileResult:
        """Suppress what a baseline has of a file that is not finished yet; raises :class:`InvalidSettings`."""
        known = self._get(path)
        return file if known is None else known.mark(file)

    def mark(self, path: str | None, judged: Judged) -> FileResult:
        """Suppress what a baseline has of a file; raises :class:`InvalidSettings` if it cannot be used."""
        if path is None:
            if self._are_rewritten:
                raise InvalidSettings("--write-baseline needs --baseline FILE, or a baseline in the settings")
            return judged.file
        judged = judged._replace(file=self.marked(path, judged.file))
        self._judged.setdefault(self._names[_real(path)], []).append(judged)
        return judged.file

    def _get(self, path: str | None) -> Baseline | None:
        if path is None:
            return None
        # Several settings may name one file in several ways; it is read and written once.
        path = self._names.setdefault(_real(path), path)
        if path not in self._known:
            self._known[path] = _read(path, may_be_missing=self._are_rewritten)
        return self._known[path]

    def finish(self) -> Iterator[str]:
        """Yield what the user should know, once all files are judged; raises :class:`InvalidSettings`."""
        for path, judged in self._judged.items():
            known = self._known[path]
            exists = partial(_exists, os.path.dirname(path))
            if self._are_rewritten:
                yield self._rewrite(path, baseline.updated(judged, path, known, exists))
            elif known is not None:
                gone = len(known.gone(judged, exists))
                if gone:
                    are, them = ("is", "it") if gone == 1 else ("are", "them")
                    yield f"{path}: {_findings(gone)} {are} not there any more; --write-baseline takes {them} out"

    def _rewrite(self, path: str, new: Baseline) -> str:
        old = self._known[path]
        _write(new)
        self._known[path] = new
        removed = 0 if old is None else len(old.entries.keys() - new.entries.keys())
        return f"{path}: {_findings(len(new.entries))} accepted" + (f", {removed} taken out" if removed else "")

    def marked_anew(self, path: str | None, file: FileResult) -> FileResult:
        """Suppress what a baseline has of a file since it was rewritten."""
        known = self._known.get(self._names.get(_real(path or ""), ""))
        return file if known is None else known.mark(file)


def _real(path: str) -> str:
    try:
        return os.path.realpath(path)
    except ValueError:  # no path at all
        return path


def _findings(count: int) -> str:
    return f"{count} finding{'' if count == 1 else 's'}"


def _exists(directory: str, path: str) -> bool:
    try:
        return os.path.lexists(os.path.join(directory, path))
    except ValueError:  # no path at all
        return False


def _read(path: str, *, may_be_missing: bool) -> Baseline | None:
    if not os.path.lexists(path):
        if may_be_missing:
            return None
        raise InvalidSettings(f"there is no baseline {path}; --write-baseline makes one")
    try:
        text = discover.read_source(path).data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
        return baseline.read(text, path)
    except discover.Unreadable as error:
        raise InvalidSettings(f"cannot read the baseline {path}: {error}") from None
    except UnicodeDecodeError:
        raise InvalidSettings(f"cannot read the baseline {path}: it is not UTF-8") from None
    except baseline.InvalidBaseline as error:
        raise InvalidSettings(f"cannot use the baseline {path}: {error}") from None


def _write(known: Baseline) -> None:
    """Write a baseline, whole or not at all; a link in its place stays one, and who may read it stays the same."""
    try:
        replace(known.path, baseline.write(known).encode())
    except Unwritable as error:
        raise InvalidSettings(f"cannot write the baseline {known.path}: {error}") from None
