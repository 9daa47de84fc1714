"""What came of a run: all that a report may know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from picoclaw_lint.diagnostic import SEVERITIES, Diagnostic, Safety, Severity
from picoclaw_lint.source import Source

_NONE: Mapping[str, Any] = MappingProxyType({})


class Fixed(NamedTuple):
    """A fix that was applied: by which rule, what it did, how safe that is, and the place as it was by then."""

    rule: str
    title: str
    safety: Safety
    pointer: str | None = None


class Rewrite(NamedTuple):
    """A file as it was and as it is, or would be, after its fixes.

    Attributes:
        before: None for a file that is new.
        secrets_before, secrets_after: the spans that nobody may be shown.
    """

    before: Source | None
    after: Source
    secrets_before: tuple[tuple[int, int], ...] = ()
    secrets_after: tuple[tuple[int, int], ...] = ()


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
        refusals: how many findings say that PicoClaw refuses the file, those that are not shown included.
        fixed: the fixes that were applied before it was judged as it is here.
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
    refusals: int = 0
    fixed: tuple[Fixed, ...] = ()

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
        rewrites: the files that fixes have changed, or would change.
    """

    files: tuple[FileResult, ...]
    notes: tuple[str, ...] = ()
    asked: frozenset[str] = frozenset()
    rewrites: tuple[Rewrite, ...] = ()

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
