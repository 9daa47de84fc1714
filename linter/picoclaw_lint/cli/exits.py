"""The exit codes, the same in every format, and how a command ends."""

from __future__ import annotations

import sys
from typing import NoReturn

import typer

CLEAN, FINDINGS, FAILURE, NOTHING = 0, 1, 2, 3


def say(*messages: str) -> None:
    """Write messages to stderr, a line each, so that nothing obeys what stands in them."""
    from picoclaw_lint.report.display import in_log, visible

    for message in messages:
        sys.stderr.write(f"picoclaw-lint: {in_log(visible(message))}\n")


def fail(*messages: str) -> NoReturn:
    """End with messages on stderr and the exit code for usage and other errors."""
    say(*messages)
    raise typer.Exit(FAILURE)
