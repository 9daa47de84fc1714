"""One JSON object a line: findings and files that could not be judged; ``jsonl.schema.json`` is its contract."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from picoclaw_lint.report import Options
from picoclaw_lint.report.ascii_json import written
from picoclaw_lint.report.json_report import diagnostic_object
from picoclaw_lint.results import Results


def render(results: Results, options: Options) -> Iterator[str]:
    """Yield a line for each finding, suppressed ones too, with its file; a line with ``error`` is about a file."""
    for file in results.files:
        about = {"path": file.path, "target_version": file.target_version}
        if file.error is not None:
            yield written({**about, "error": file.error}) + "\n"
        for diagnostic in file.diagnostics:
            yield written({**about, **diagnostic_object(diagnostic, options)}) + "\n"


def line_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft-07) that every line of :func:`render` keeps."""
    text = files("picoclaw_lint.report").joinpath("jsonl.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
