"""What came of a run: all that a report may know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from picoclaw_lint.diagnostic import SEVERITIES, Diagnostic, Severity
from picoclaw_lint.source import Source

_NONE: Mapping[str, Any] = MappingProxyType({})


class FileResult(NamedTuple):
    """What came of one file.

    Attributes:
        path: as given by the user.
        kind: ``config`` or ``security`` (a security file).
        target_version: the release the file was judged for.
        config_version: the number in ``version``; None where it cannot be told.
        loads: whether PicoClaw loads it; None if that was not judged.
        error: why a named file could not be judged.
        diagnostics: sorted by place; suppressed ones stay in.
        sources: the texts the diagnostics point into, by path.
        secrets: per path, the spans that no excerpt may show, in order and without overlaps.
        fail_on: the lowest severity that makes the run fail for this file, or ``never``.
    """

    path: str
    kind: Literal["config", "security"]
    target_version: str
    config_version: int | None = None
    loads: bool | None = None
    error: str | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    sources: Mapping[str, Source] = _NONE
    secrets: Mapping[str, tuple[tuple[int, int], ...]] = _NONE
    fail_on: str = "error"

    @property
    def shown(self) -> Iterator[Diagnostic]:
        """The diagnostics that nobody suppressed."""
        return (diagnostic for diagnostic in self.diagnostics if diagnostic.suppressed is None)


def fails(file: FileResult) -> bool:
    """Whether a file could not be judged, or has a finding of its severity ``fail_on`` or above."""
    # "never" stands before all of them.
    order = ("never", *SEVERITIES)
    least = order.index(file.fail_on)
    return file.error is not None or any(order.index(found.severity) <= least for found in file.shown)


class Summary(NamedTuple):
    """How much was found."""

    files: int
    errors: int
    warnings: int
    infos: int
    suppressed: int


class Results(NamedTuple):
    """What came of all files of a run, in the order they were named.

    Attributes:
        files: what came of each.
        notes: what else the user should know: files that were left out, settings that had no effect.
        asked: the rules that somebody named; formats for people show their infos too.
    """

    files: tuple[FileResult, ...]
    notes: tuple[str, ...] = ()
    asked: frozenset[str] = frozenset()

    @property
    def summary(self) -> Summary:
        """Count what is shown, by severity."""
        counts: dict[Severity, int] = {"error": 0, "warning": 0, "info": 0}
        suppressed = 0
        for file in self.files:
            for diagnostic in file.diagnostics:
                if diagnostic.suppressed is None:
                    counts[diagnostic.severity] += 1
                else:
                    suppressed += 1
        return Summary(len(self.files), counts["error"], counts["warning"], counts["info"], suppressed)
