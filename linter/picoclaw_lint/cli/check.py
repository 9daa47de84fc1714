"""The command ``check``."""

from __future__ import annotations

import datetime
import os
import sys
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from picoclaw_lint.cli.exits import CLEAN, FAILURE, FINDINGS, NOTHING, fail
from picoclaw_lint.diagnostic import SEVERITIES
from picoclaw_lint.project import HOMEPAGE, VERSION
from picoclaw_lint.report import FORMATS, Options, render
from picoclaw_lint.results import Results
from picoclaw_lint.source import Source
from picoclaw_schema import DEFAULT_RELEASE, RELEASES

Release = Enum("Release", {name: name for name in RELEASES}, type=str)  # type: ignore[misc]
Format = Enum("Format", {name: name for name in FORMATS}, type=str)  # type: ignore[misc]
FailOn = Enum("FailOn", {name: name for name in (*SEVERITIES, "never")}, type=str)  # type: ignore[misc]
Color = Enum("Color", {name: name for name in ("auto", "always", "never")}, type=str)  # type: ignore[misc]


def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Files, directories, or - for standard input. Without any, the config that PicoClaw would load.",
            show_default=False,
        ),
    ] = None,
    target_version: Annotated[
        Release, typer.Option(help="The release of PicoClaw to judge for.", metavar="RELEASE")
    ] = Release(DEFAULT_RELEASE),
    select: Annotated[list[str] | None, typer.Option(help="Show only these rules or families.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Do not show these rules or families.")] = None,
    extend_select: Annotated[list[str] | None, typer.Option(help="Show these as well, infos included.")] = None,
    fail_on: Annotated[
        FailOn, typer.Option(help="The lowest severity that makes the exit code 1: error, warning, info, never.")
    ] = FailOn("error"),
    output_format: Annotated[
        Format, typer.Option(help=f"How to report: {', '.join(FORMATS)}.", metavar="FORMAT")
    ] = Format("text"),
    report: Annotated[
        list[str] | None, typer.Option(metavar="FORMAT=FILE", help="Write a report to a file as well; repeatable.")
    ] = None,
    files_from: Annotated[
        str | None, typer.Option(metavar="FILE", help="Read paths from a file, one a line; - is standard input.")
    ] = None,
    stdin_filename: Annotated[
        str | None, typer.Option(metavar="PATH", help="Where the text on standard input (-) belongs.")
    ] = None,
    skip_foreign: Annotated[
        bool, typer.Option("--skip-foreign", help="Leave out files of other programs, named ones too.")
    ] = False,
    isolated: Annotated[bool, typer.Option("--isolated", help="Read no settings file.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print findings only.")] = False,
    color: Annotated[Color, typer.Option(help="When to use colour: auto, always, never.")] = Color("auto"),
    now: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The date to judge on, as 2026-11-23; today by default. No rule asks yet."),
    ] = None,
) -> None:
    """Check configs: do they load, do they do what was meant, do they give a secret away.

    Exit code 0: nothing at or above --fail-on. 1: findings. 2: usage or internal error, or a named file that cannot
    be read. 3: nothing was checked.
    """
    from picoclaw_lint import registry, run

    try:
        selection = registry.select(_split(select), _split(ignore), _split(extend_select))
    except registry.UnknownRule as error:
        fail(str(error))
    named, given = _named(list(paths or ()), files_from, stdin_filename)
    request = run.Request(
        paths=tuple(named),
        release=target_version.value,
        selection=selection,
        today=_date(now),
        skip_foreign=skip_foreign,
        given=given,
    )
    results = run.check(request)
    options = Options(
        version=VERSION,
        rule_url=lambda name: f"{HOMEPAGE}/blob/main/docs/rules/{name}.md",
        color=_use_color(color.value),
        show_info=fail_on.value == "info",
        asked=selection.asked,
        quiet=quiet,
    )
    _write(results, output_format.value, options, report or [])
    if not results.files:
        if skip_foreign and (named or given):
            raise typer.Exit(CLEAN)
        sys.stderr.write("picoclaw-lint: nothing to check: no PicoClaw config was found\n")
        raise typer.Exit(NOTHING)
    raise typer.Exit(_exit_code(results, fail_on.value))


def _split(values: list[str] | None) -> list[str]:
    return [word.strip() for value in values or () for word in value.split(",") if word.strip()]


def _named(
    paths: list[str], files_from: str | None, stdin_filename: str | None
) -> tuple[list[str], tuple[Source, ...]]:
    """Return the paths to check and the source on standard input, if that is asked for."""
    from picoclaw_lint.discover import default_paths

    if files_from is not None:
        try:
            text = sys.stdin.read() if files_from == "-" else Path(files_from).read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            fail(f"cannot read {files_from}: {getattr(error, 'strerror', None) or 'it is not UTF-8'}")
        if "\0" in text:
            fail(f"cannot read {files_from}: paths stand one a line, not with NUL between them")
        paths += [line.removesuffix("\r") for line in text.split("\n") if line.strip()]
    given: tuple[Source, ...] = ()
    if "-" in paths:
        paths = [path for path in paths if path != "-"]
        given = (Source(stdin_filename or "<stdin>", _read_stdin()),)
    elif stdin_filename is not None:
        fail("--stdin-filename goes with -, the text on standard input")
    elif not paths and files_from is None:
        paths = default_paths()
    return paths, given


def _read_stdin() -> bytes:
    from picoclaw_lint.discover import LARGEST

    data = sys.stdin.buffer.read(LARGEST + 1)
    if len(data) > LARGEST:
        fail(f"standard input is larger than {LARGEST // 1024 // 1024} MiB")
    return data


def _date(text: str | None) -> datetime.date:
    if text is None:
        return datetime.datetime.now(datetime.timezone.utc).date()
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        fail(f'--now takes a date such as 2026-11-23, not "{text}"')


def _use_color(when: str) -> bool:
    if when != "auto":
        return when == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _write(results: Results, output_format: str, options: Options, reports: list[str]) -> None:
    for item in reports:
        name, equals, path = item.partition("=")
        if not equals or name not in FORMATS or not path:
            fail(f'--report takes FORMAT=FILE with a format of {", ".join(FORMATS)}, not "{item}"')
        plain = replace(options, color=False)
        if any(os.path.exists(path) and os.path.samefile(path, source) for source in _read_files(results)):
            fail(f"--report would overwrite {path}, which was checked")
        try:
            with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
                file.writelines(render(name, results, plain))
        except OSError as error:
            fail(f"cannot write {path}: {error.strerror}")
    for piece in render(output_format, results, options):
        sys.stdout.write(piece)


def _read_files(results: Results) -> list[str]:
    return [path for file in results.files for path in (file.path, *file.sources) if os.path.exists(path)]


def _exit_code(results: Results, fail_on: str) -> int:
    if any(file.error is not None for file in results.files):
        return FAILURE
    if fail_on == "never":
        return CLEAN
    enough = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    found = any(diagnostic.severity in enough for file in results.files for diagnostic in file.shown)
    return FINDINGS if found else CLEAN
