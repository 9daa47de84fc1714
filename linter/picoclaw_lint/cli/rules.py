"""The command ``rules``."""

import typer


def rules() -> None:
    """List the rules by family."""
    from picoclaw_lint.registry import families

    for family in families():
        typer.echo(f"{family}:")
        list_family(family)


def list_family(family: str) -> None:
    """List the rules of a family."""
    from picoclaw_lint.registry import RULES

    width = max(len(rule.name) for rule in RULES)
    for rule in RULES:
        if rule.family == family:
            typer.echo(f"  {rule.name:{width}}  {rule.severities[0]:7}  {rule.summary}")
