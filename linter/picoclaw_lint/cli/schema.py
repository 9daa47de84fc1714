"""The command ``schema``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from picoclaw_lint.cli.check import Release
from picoclaw_lint.cli.exits import CLEAN, FINDINGS, fail
from picoclaw_schema import DEFAULT_RELEASE, schema_for


def schema(
    target_version: Annotated[
        Release, typer.Option(help="The release of PicoClaw the schema is for.", metavar="RELEASE")
    ] = Release(DEFAULT_RELEASE),
    output: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write it to a file instead of standard output.")
    ] = None,
    validate: Annotated[
        str | None, typer.Option(metavar="FILE", help="Show what an editor with this schema says of a file.")
    ] = None,
) -> None:
    """Print the JSON Schema of config.json, or validate a file against it.

    Exit code with --validate: 0 valid, 1 not valid, 2 a file that is not JSON or cannot be read.
    """
    found = schema_for(target_version.value)
    if validate is not None:
        raise typer.Exit(_validate(validate, found))
    text = json.dumps(found, indent=1, ensure_ascii=False) + "\n"
    if output is None:
        sys.stdout.write(text)
        return
    try:
        Path(output).write_text(text, "utf-8", newline="\n")
    except OSError as error:
        fail(f"cannot write {output}: {error.strerror}")


def _validate(path: str, found: dict[str, Any]) -> int:
    from jsonschema import Draft7Validator

    from picoclaw_lint import discover
    from picoclaw_lint.context import Context
    from picoclaw_lint.document import parse
    from picoclaw_lint.document.pointer import Pointer, format_pointer
    from picoclaw_lint.report.display import visible
    from picoclaw_lint.secrets.redaction import scrub
    from picoclaw_lint.source import Position
    from picoclaw_lint.surroundings import Surroundings

    try:
        document = parse(discover.read_source(path))
    except discover.Unreadable as error:
        fail(f"cannot read {path}: {error}")
    if document.problems:
        fail(f"{path} is not valid JSON; picoclaw-lint check {path} says where")
    context = Context(document, Surroundings())
    errors: list[tuple[Position, str]] = []
    for refused in Draft7Validator(found).iter_errors(document.value):
        pointer: Pointer = tuple(refused.absolute_path)
        span = document.locate(pointer)
        # The validator quotes the value that it refuses, which may hold a key.
        words = refused.message.replace(repr(refused.instance), context.quote(refused.instance), 1)
        told = scrub(f"{format_pointer(pointer) or '/'}: {words}", context.secret_texts)
        errors.append((document.source.position(span.start if span else 0), visible(told)))
    for place, told in sorted(errors, key=lambda item: (item[0].offset, item[1])):
        sys.stdout.write(f"{visible(path)}:{place.line}:{place.column}: {told}\n")
    return FINDINGS if errors else CLEAN
