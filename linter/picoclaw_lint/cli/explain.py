"""The command ``explain``."""

from typing import Annotated

import typer

from picoclaw_lint.cli.exits import fail
from picoclaw_lint.cli.rules import list_family


def explain(
    rule: Annotated[str, typer.Argument(help="The name of a rule, such as unknown-field, or of a family.")],
) -> None:
    """Explain a rule: why it is there, what to do, and an example. Of a family, list the rules."""
    from picoclaw_lint.registry import UnknownRule, by_name, families
    from picoclaw_lint.rule import Bad, message_of

    if rule in families():
        typer.echo(f"{rule} is a family of rules:")
        list_family(rule)
        return
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
        typer.echo(f"\nFor example:\n\n    {plain}\n\n    {message_of(example)}")
