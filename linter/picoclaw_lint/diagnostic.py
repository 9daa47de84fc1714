"""One finding, and what it is made of."""

from __future__ import annotations

from typing import Literal, NamedTuple

from picoclaw_lint.source import Position

Severity = Literal["error", "warning", "info"]
Impact = Literal["load", "startup", "runtime", "ignored", "security", "advice"]
Safety = Literal["safe", "unsafe", "display"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
IMPACTS: tuple[Impact, ...] = ("load", "startup", "runtime", "ignored", "security", "advice")


class Range(NamedTuple):
    """Where a finding stands; the end is exclusive."""

    start: Position
    end: Position


class Literally(NamedTuple):
    """A part of an edit: text to be written as it is. It never holds a secret."""

    text: str


class Copied(NamedTuple):
    """A part of an edit: text copied from the file, so that a secret moves without standing in the edit."""

    start: int
    end: int


class Edit(NamedTuple):
    """Replace ``[start, end)`` (offsets in code points) of a file by the parts, in order."""

    path: str
    start: int
    end: int
    parts: tuple[Literally | Copied, ...]


class Fix(NamedTuple):
    """A remedy as edits: ``safe`` keeps the meaning, ``unsafe`` is a guess, ``display`` is only shown."""

    title: str
    safety: Safety
    edits: tuple[Edit, ...]


class Related(NamedTuple):
    """Another place that belongs to a finding."""

    path: str
    pointer: str | None
    range: Range | None
    message: str


class Suppression(NamedTuple):
    """Who decided that a finding is not shown, and why."""

    by: Literal["settings", "baseline"]
    reason: str


class Diagnostic(NamedTuple):
    """One finding of one rule in one file.

    Attributes:
        address: the pointer with the names of array elements in brackets for their indices, as in
            ``/model_list/[local]/api_base``; None without a pointer.
    """

    rule: str
    family: str
    severity: Severity
    impact: Impact
    message: str
    help: str | None
    path: str
    pointer: str | None
    range: Range | None
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    suppressed: Suppression | None = None
    address: str | None = None

    def suppress(self, by: Literal["settings", "baseline"], reason: str) -> Diagnostic:
        """Return the same finding, marked as suppressed."""
        return self._replace(suppressed=Suppression(by, reason))
