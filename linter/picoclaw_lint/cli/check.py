"""The command ``check``."""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Annotated, TextIO

import typer

from picoclaw_lint.cli.exits import CLEAN, FAILURE, FINDINGS, NOTHING, fail, say
from picoclaw_lint.cli.release import Release
from picoclaw_lint.cli.rule_texts import rule_text
from picoclaw_lint.cli.today import NOW, date_of
from picoclaw_lint.diagnostic import SEVERITIES, Safety
from picoclaw_lint.project import HOMEPAGE, VERSION
from picoclaw_lint.report import FORMATS, INTERNAL_ERROR, WITH_STATISTICS, Options, render
from picoclaw_lint.results import Results, fails
from picoclaw_lint.source import Source
from picoclaw_schema import DEFAULT_RELEASE

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
        Release | None,
        typer.Option(help=f"The release of PicoClaw to judge for, {DEFAULT_RELEASE} by default.", metavar="RELEASE"),
    ] = None,
    select: Annotated[list[str] | None, typer.Option(help="Show only these rules or families.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Do not show these rules or families.")] = None,
    extend_select: Annotated[list[str] | None, typer.Option(help="Show these as well, infos included.")] = None,
    fail_on: Annotated[
        FailOn | None,
        typer.Option(help="The lowest severity that makes the exit code 1: error (the default), warning, info, never."),
    ] = None,
    output_format: Annotated[
        Format, typer.Option(help=f"How to report: {', '.join(FORMATS)}.", metavar="FORMAT")
    ] = Format("text"),
    report: Annotated[
        list[str] | None, typer.Option(metavar="FORMAT=FILE", help="Write a report to a file as well; repeatable.")
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended safely, and write the files.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="With --fix or --diff, apply guesses and what costs words as well.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change, and write nothing; exit code 1 if anything.")
    ] = False,
    files_from: Annotated[
        str | None, typer.Option(metavar="FILE", help="Read paths from a file, one a line; - is standard input.")
    ] = None,
    stdin_filename: Annotated[
        str | None, typer.Option(metavar="PATH", help="Where the text on standard input (-) belongs.")
    ] = None,
    assume_tracked: Annotated[
        bool, typer.Option("--assume-tracked", help="Take every file for one that git tracks, and do not ask git.")
    ] = False,
    skip_foreign: Annotated[
        bool, typer.Option("--skip-foreign", help="Leave out files of other programs, named ones too.")
    ] = False,
    isolated: Annotated[bool, typer.Option("--isolated", help="Read no settings file.")] = False,
    config: Annotated[
        str | None, typer.Option(metavar="FILE", help="The settings file to use for all files, not the nearest one.")
    ] = None,
    baseline: Annotated[
        str | None, typer.Option(metavar="FILE", help="Do not count the findings that this file has.")
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write all findings to the baseline, and accept them.")
    ] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Show counts by rule instead of findings, as text or concise.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print findings only.")] = False,
    color: Annotated[Color, typer.Option(help="When to use colour: auto, always, never.")] = Color("auto"),
    now: NOW = None,
) -> None:
    """Check configs: do they load, do they do what was meant, do they give a secret away.

    Exit code 0: nothing at or above --fail-on. 1: findings (with --fix: those that are left; with --diff: something
    would change). 2: usage or internal error, or a named file that cannot be read or written. 3: nothing was checked.
    """
    from picoclaw_lint import run
    from picoclaw_lint.plan import Overrides
    from picoclaw_lint.registry import UnknownRule
    from picoclaw_lint.settings import InvalidSettings

    if statistics and output_format.value not in WITH_STATISTICS:
        fail(f"--statistics goes with --output-format {' or '.join(WITH_STATISTICS)}, not {output_format.value}")
    if isolated and config is not None:
        fail("--isolated reads no settings file, and --config names one")
    if (fix or diff) and write_baseline:
        fail("--write-baseline accepts findings as they are; it does not go with --fix or --diff")
    if unsafe_fixes and not (fix or diff):
        say("note: --unsafe-fixes goes with --fix or --diff; nothing is changed")
    reports = _reports(report or [], [path for path in (config, baseline) if path is not None])
    named, given = _named(list(paths or ()), files_from, stdin_filename)
    request = run.Request(
        paths=tuple(named),
        overrides=Overrides(
            select=_split(select),
            ignore=_split(ignore),
            extend_select=_split(extend_select),
            release=None if target_version is None else target_version.value,
            fail_on=None if fail_on is None else fail_on.value,
            baseline=baseline,
            writes_baseline=write_baseline,
        ),
        today=date_of(now),
        skip_foreign=skip_foreign,
        given=given,
        isolated=isolated,
        config=config,
        rewrite_baseline=write_baseline,
        assume_tracked=assume_tracked,
        fixes=_fixes(asked=fix or diff, unsafe=unsafe_fixes),
        writes=fix and not diff,
    )
    try:
        results = run.check(request)
    except UnknownRule as error:
        fail(str(error))
    except InvalidSettings as error:
        fail(*error.lines)
    options = Options(
        version=VERSION,
        rule_url=_rule_url,
        rule_text=rule_text,
        homepage=HOMEPAGE,
        directory=_working_directory(),
        color=_use_color(color.value),
        show_info=any(file.fail_on == "info" for file in results.files),
        asked=results.asked,
        quiet=quiet,
        statistics=statistics,
    )
    _write_reports(results, options, reports)
    if diff:
        _write_diff(results, options)
    elif fix and given:
        # Whoever gives a text wants the mended one back; what is left to say goes where it does not get into it.
        _write_text(results, given[0])
        sys.stderr.writelines(render(output_format.value, results, options))
    else:
        sys.stdout.writelines(render(output_format.value, results, options))
    if not quiet:
        say(*_told(results, is_plan=diff), *(f"note: {note}" for note in results.notes))
    if not results.files:
        if skip_foreign and (named or given):
            raise typer.Exit(CLEAN)
        say("nothing to check: no PicoClaw config was found")
        raise typer.Exit(NOTHING)
    raise typer.Exit(_exit_code(results, diff=diff))


def _fixes(*, asked: bool, unsafe: bool) -> tuple[Safety, ...]:
    if not asked:
        return ()
    return ("safe", "unsafe") if unsafe else ("safe",)


def _told(results: Results, *, is_plan: bool) -> Iterator[str]:
    """Say which files were mended, or would be, and by which rules."""
    for file in results.files:
        if file.fixed:
            counts = Counter(fixed.rule for fixed in file.fixed)
            rules = ", ".join(f"{rule} ({count})" if count > 1 else rule for rule, count in counts.items())
            fixes = "1 fix" if len(file.fixed) == 1 else f"{len(file.fixed)} fixes"
            yield f"{file.path}: {fixes} {'would be ' if is_plan else ''}applied: {rules}"


def _write_diff(results: Results, options: Options) -> None:
    from picoclaw_lint.report.diff import diffs

    sys.stdout.writelines(diffs(results, color=options.color))


def _write_text(results: Results, given: Source) -> None:
    changed = [rewrite.after for rewrite in results.rewrites if rewrite.after.path == given.path]
    sys.stdout.flush()
    sys.stdout.buffer.write((changed or [given])[0].data)


def _rule_url(name: str) -> str:
    # A mistake of ours has no page, but a place where it is wanted.
    return f"{HOMEPAGE}/issues" if name == INTERNAL_ERROR else f"{HOMEPAGE}/blob/main/docs/rules/{name}.md"


def _split(values: list[str] | None) -> tuple[str, ...] | None:
    if values is None:
        return None
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())


def _named(
    paths: list[str], files_from: str | None, stdin_filename: str | None
) -> tuple[list[str], tuple[Source, ...]]:
    """Return the paths to check and the source on standard input, if that is asked for."""
    from picoclaw_lint.discover import default_paths

    if files_from is not None:
        try:
            text = _stdin().read() if files_from == "-" else Path(files_from).read_text("utf-8")
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


def _stdin() -> TextIO:
    # Python has None for it if it was closed before it began.
    stdin: TextIO | None = sys.stdin
    if stdin is None:
        fail("standard input is closed")
    return stdin


def _read_stdin() -> bytes:
    from picoclaw_lint.discover import LARGEST

    data = _stdin().buffer.read(LARGEST + 1)
    if len(data) > LARGEST:
        fail(f"standard input is larger than {LARGEST // 1024 // 1024} MiB")
    return data


def _working_directory() -> str:
    try:
        return os.getcwd()
    except OSError:  # somebody removed it
        return ""


def _use_color(when: str) -> bool:
    if when != "auto":
        return when == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _reports(said: list[str], read: list[str]) -> list[tuple[str, str]]:
    """Return the formats and files of the reports; nothing of the run that is about to begin may be overwritten."""
    reports: list[tuple[str, str]] = []
    for item in said:
        name, equals, path = item.partition("=")
        if not equals or name not in FORMATS or not path:
            fail(f'--report takes FORMAT=FILE with a format of {", ".join(FORMATS)}, not "{item}"')
        if any(_is_same(path, other) for _, other in reports):
            fail(f"two reports would be written to {path}")
        if any(_is_same(path, other) for other in read):
            fail(f"--report would overwrite {path}, which is read")
        _keep_what_is_ours(path)
        reports.append((name, path))
    return reports


def _is_same(path: str, other: str) -> bool:
    # Devices may take several reports.
    is_device = os.path.exists(path) and not os.path.isfile(path)
    return not is_device and os.path.realpath(path) == os.path.realpath(other)


def _keep_what_is_ours(path: str) -> None:
    """Refuse to write a report over settings or a baseline, whoever named them."""
    from picoclaw_lint import baseline
    from picoclaw_lint.settings import FILE_NAMES

    if not os.path.isfile(path):
        return
    if os.path.basename(path) in FILE_NAMES:
        fail(f"--report would overwrite {path}, a settings file")
    try:
        baseline.read(Path(path).read_text("utf-8"), path)
    except (OSError, ValueError, baseline.InvalidBaseline):
        return
    fail(f"--report would overwrite {path}, a baseline")


def _write_reports(results: Results, options: Options, reports: list[tuple[str, str]]) -> None:
    for name, path in reports:
        plain = replace(options, color=False)
        if any(os.path.exists(path) and os.path.samefile(path, source) for source in _read_files(results)):
            fail(f"--report would overwrite {path}, which was checked")
        # The run may have written one.
        _keep_what_is_ours(path)
        try:
            with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
                file.writelines(render(name, results, plain))
        except OSError as error:
            fail(f"cannot write {path}: {error.strerror}")


def _read_files(results: Results) -> list[str]:
    return [path for file in results.files for path in (file.path, *file.sources) if os.path.exists(path)]


def _exit_code(results: Results, *, diff: bool) -> int:
    if any(file.error is not None for file in results.files):
        return FAILURE
    if diff:
        return FINDINGS if results.rewrites else CLEAN
    return FINDINGS if any(map(fails, results.files)) else CLEAN
