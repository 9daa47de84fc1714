"""The option ``--now``: the date that a command takes for today."""

import datetime
from typing import Annotated

import typer

from picoclaw_lint.cli.exits import fail

NOW = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="The date to judge on, as 2026-11-23; today by default."),
]


def date_of(text: str | None) -> datetime.date:
    """Return the date that was given, today if none was; anything else ends the command."""
    if text is None:
        return datetime.datetime.now(datetime.timezone.utc).date()
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        fail(f'--now takes a date such as 2026-11-23, not "{text}"')
