"""The entry point ``picoclaw-lint``."""

import gc
import os
import sys

import typer

from picoclaw_lint.cli import check, explain, migrate, models, rules, schema
from picoclaw_lint.cli.exits import FAILURE
from picoclaw_lint.project import VERSION

app = typer.Typer(
    name="picoclaw-lint",
    help="Judge PicoClaw's config.json before PicoClaw does.",
    no_args_is_help=True,
    add_completion=False,
    # Rich would have to be imported to draw boxes around the help.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("check")(check.check)
app.command("explain")(explain.explain)
app.command("rules")(rules.rules)
app.command("schema")(schema.schema)
app.command("models")(models.models)
app.command("migrate")(migrate.migrate)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"picoclaw-lint {VERSION}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Say the version."),
) -> None:
    """Judge PicoClaw's config.json before PicoClaw does."""


def main() -> None:
    """Run the command line; whatever happens, end with an exit code and no traceback."""
    # Python has None for a stream that was closed before it began.
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - it stays open to the end
    if sys.stdout is None:
        sys.stderr.write("picoclaw-lint: standard output is closed\n")
        sys.exit(FAILURE)
    for stream in (sys.stdout, sys.stderr):
        # A terminal or pipe that cannot show a character gets an escape instead of an error.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    try:
        try:
            app()
        finally:
            # Python itself would do it only after all that could catch what goes wrong.
            sys.stdout.flush()
            # Nothing is left to do, and to look for garbage among all that was made would take as long as a check.
            gc.freeze()
    except OSError as error:
        # What is still held back cannot be written either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        if not isinstance(error, BrokenPipeError):  # somebody closed the pipe (``| head``), and knows it
            sys.stderr.write(f"picoclaw-lint: {error.strerror or type(error).__name__}\n")
        sys.exit(FAILURE)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:  # noqa: BLE001 - its text may quote the file, so only its kind is told
        sys.stderr.write(f"picoclaw-lint: internal error: {type(error).__name__}; please report it\n")
        sys.exit(FAILURE)
