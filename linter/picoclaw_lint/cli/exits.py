"""The exit codes, the same in every format, and how a command ends."""

from __future__ import annotations

import sys
from typing import NoReturn

import typer

CLEAN, FINDINGS, FAILURE, NOTHING = 0, 1, 2, 3


def fail(*messages: str) -> NoReturn:
    """End with messages on stderr and the exit code for usage and other errors."""
    from picoclaw_lint.report.display import visible

    sys.stderr.writelines(f"picoclaw-lint: {visible(message)}\n" for message in messages)
    raise typer.Exit(FAILURE)
