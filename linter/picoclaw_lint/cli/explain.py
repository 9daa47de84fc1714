"""The command ``explain``."""

from __future__ import annotations

from typing import Annotated

import typer

from picoclaw_lint.cli.exits import fail


def explain(rule: Annotated[str, typer.Argument(help="The name of a rule, such as unknown-field.")]) -> None:
    """Explain a rule: why it is there, what to do, and an example."""
    from picoclaw_lint.registry import UnknownRule, by_name
    from picoclaw_lint.rule import Bad

    try:
        found = by_name(rule)
    except UnknownRule as error:
        fail(str(error))
    typer.echo(f"{found.name} ({found.family}; {', '.join(found.severities)}; impact: {', '.join(found.impacts)})\n")
    typer.echo(found.doc)
    example = next(
        (example for example in found.examples if isinstance(example, Bad) and len(example.text) < 400), None
    )
    if example is not None and example.text:
        plain = example.text.replace("«", "").replace("»", "").strip()
        typer.echo(f"\nFor example:\n\n    {plain}\n\n    {example.message}")
