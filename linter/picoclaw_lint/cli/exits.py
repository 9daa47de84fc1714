"""The exit codes, the same in every format, and how a command ends."""

from __future__ import annotations

import sys
from typing import NoReturn

import typer

CLEAN, FINDINGS, FAILURE, NOTHING = 0, 1, 2, 3


def say(*messages: str) -> None:
    """Write messages to stderr, a line each, so that nothing obeys what stands in them."""
    from picoclaw_lint.report.display import visible

    for message in messages:
        # GitHub's runner takes "##[name]" for a command wherever it stands in a line.
        line = visible(message).replace("##[", r"#\x23[")
        sys.stderr.write(f"picoclaw-lint: {line}\n")


def fail(*messages: str) -> NoReturn:
    """End with messages on stderr and the exit code for usage and other errors."""
    say(*messages)
    raise typer.Exit(FAILURE)
