"""The command ``schema``."""

import json
import sys
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from picoclaw_lint.cli.exits import CLEAN, FINDINGS, fail
from picoclaw_lint.cli.release import Release
from picoclaw_schema import DEFAULT_RELEASE, schema_for, security_schema_for


class Flavour(str, Enum):
    """Who a schema is for."""

    editor = "editor"
    strict = "strict"


class Kind(str, Enum):
    """Which file a schema is for."""

    config = "config"
    security = "security"


def schema(
    target_version: Annotated[
        Release, typer.Option(help="The release of PicoClaw the schema is for.", metavar="RELEASE")
    ] = Release(DEFAULT_RELEASE),
    kind: Annotated[Kind, typer.Option(help="The file it is for: config.json or .security.yml.")] = Kind.config,
    flavour: Annotated[
        Flavour | None,
        typer.Option(help="With texts and snippets for editors (the default), or plain for validators."),
    ] = None,
    output: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write it to a file instead of standard output.")
    ] = None,
    validate: Annotated[
        str | None, typer.Option(metavar="FILE", help="Show what an editor with this schema says of a file.")
    ] = None,
) -> None:
    """Print the JSON Schema of config.json or of .security.yml, or validate a file against it.

    Exit code with --validate: 0 valid, 1 not valid, 2 a file that is not JSON (or YAML) or cannot be read.
    """
    if validate is not None and output is not None:
        fail("--output writes a schema, and --validate looks at a file: one or the other")
    if kind is Kind.security:
        if flavour is Flavour.strict:
            fail("the schema of .security.yml has no strict flavour")
        found = security_schema_for(target_version.value)
    else:
        found = schema_for(target_version.value, (flavour or Flavour.editor).value)
    if validate is not None:
        from picoclaw_lint.cli.validation import complaints

        told = complaints(validate, found, is_security=kind is Kind.security)
        sys.stdout.writelines(f"{line}\n" for line in told)
        raise typer.Exit(FINDINGS if told else CLEAN)
    text = json.dumps(found, indent=1, ensure_ascii=False) + "\n"
    if output in (None, "-"):
        sys.stdout.write(text)
        return
    assert output is not None
    try:
        Path(output).write_text(text, "utf-8", newline="\n")
    except OSError as error:
        fail(f"cannot write {output}: {error.strerror}")
