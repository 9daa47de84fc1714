"""The public JSON report, version 1; ``report.schema.json`` beside this module is its contract."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from picoclaw_lint.diagnostic import Diagnostic, Edit, Fix, Literally, Range, Related
from picoclaw_lint.report import Options
from picoclaw_lint.report.ascii_json import written
from picoclaw_lint.results import FileResult, Results
from picoclaw_lint.source import Position

SCHEMA_VERSION = 1

_Object = dict[str, Any]


def render(results: Results, options: Options) -> Iterator[str]:
    """Yield the report as indented JSON."""
    yield written(report(results, options), indent=2) + "\n"


def report_schema() -> _Object:
    """Return the JSON Schema (draft-07) that every report of :func:`render` keeps."""
    text = files("picoclaw_lint.report").joinpath("report.schema.json").read_text(encoding="utf-8")
    schema: _Object = json.loads(text)
    return schema


def report(results: Results, options: Options) -> _Object:
    """Return the report as plain values: every checked file, and every finding, suppressed ones too."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "picoclaw-lint", "version": options.version},
        "summary": results.summary._asdict(),
        "files": [_file(file, options) for file in results.files],
        "notes": list(results.notes),
    }


def diagnostic_object(diagnostic: Diagnostic, options: Options) -> _Object:
    """Return one finding as plain values."""
    suppressed = diagnostic.suppressed
    return {
        "rule": diagnostic.rule,
        "family": diagnostic.family,
        "severity": diagnostic.severity,
        "impact": diagnostic.impact,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "pointer": diagnostic.pointer,
        "range": _range(diagnostic.range),
        "related": [_related(related) for related in diagnostic.related],
        "suppressed": None if suppressed is None else {"by": suppressed.by, "reason": suppressed.reason},
        "fix": _fix(diagnostic.fix),
        "url": options.rule_url(diagnostic.rule),
    }


def _file(file: FileResult, options: Options) -> _Object:
    return {
        "path": file.path,
        "kind": file.kind,
        "target_version": file.target_version,
        "config_version": file.config_version,
        "loads": file.loads,
        "error": file.error,
        "diagnostics": [diagnostic_object(diagnostic, options) for diagnostic in file.diagnostics],
        "fixed": [fixed._asdict() for fixed in file.fixed],
    }


def _related(related: Related) -> _Object:
    return {
        "path": related.path,
        "pointer": related.pointer,
        "range": _range(related.range),
        "message": related.message,
    }


def _range(place: Range | None) -> _Object | None:
    return None if place is None else {"start": _position(place.start), "end": _position(place.end)}


def _position(position: Position) -> _Object:
    return {"line": position.line, "column": position.column, "offset": position.offset}


def _fix(fix: Fix | None) -> _Object | None:
    if fix is None:
        return None
    return {"title": fix.title, "safety": fix.safety, "edits": [_edit(edit) for edit in fix.edits]}


def _edit(edit: Edit) -> _Object:
    parts: list[_Object] = [
        {"text": part.text} if isinstance(part, Literally) else {"copy": {"start": part.start, "end": part.end}}
        for part in edit.parts
    ]
    return {"path": edit.path, "start": edit.start, "end": edit.end, "parts": parts}
