"""The command ``migrate``."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from picoclaw_lint.cli.exits import CLEAN, FAILURE, FINDINGS, NOTHING, say
from picoclaw_lint.cli.release import Release
from picoclaw_lint.cli.today import NOW, date_of
from picoclaw_lint.diagnostic import Diagnostic
from picoclaw_schema import DEFAULT_RELEASE


def migrate(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Configs, and directories to look for them in. Without any, the config that PicoClaw would load.",
            show_default=False,
        ),
    ] = None,
    to: Annotated[
        Release, typer.Option(help="The release of PicoClaw that is to load the result.", metavar="RELEASE")
    ] = Release(DEFAULT_RELEASE),
    secrets: Annotated[
        bool, typer.Option("--secrets", help="Move the secrets to .security.yml, as PicoClaw does.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what would change, and write nothing.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say only what keeps a file from loading.")] = False,
    now: NOW = None,
) -> None:
    """Bring configs of version 0 to 2 to version 3, before PicoClaw does it unasked.

    The file is edited as text: order, layout and digits stay. What was changed, moved and dropped is told, with the
    reasons. Exit code 0: done, or nothing to do. 1: PicoClaw still refuses a file, or with --diff something would
    change. 2: a file that cannot be read, migrated or written. 3: there is no config.
    """
    import os

    from picoclaw_lint.discover import Git, Unreadable, default_paths, read_source, search
    from picoclaw_lint.migrating import Migrator, Unmigratable, refusals
    from picoclaw_lint.report import Options, render
    from picoclaw_lint.report.diff import diffs
    from picoclaw_lint.report.display import visible
    from picoclaw_lint.results import Results

    if "-" in (paths or ()):
        say("migrate changes files, and takes none on standard input; see check --fix")
        raise typer.Exit(FAILURE)
    named: list[str] = []
    for path in paths or default_paths():
        named += search(path, lambda _: False).paths if os.path.isdir(path) else [path]
    migrator = Migrator(to.value, date_of(now), Git(named), secrets=secrets, writes=not diff)
    failed = left = changed = False
    for path in dict.fromkeys(named):
        try:
            done = migrator.migrate(read_source(path))
        except (Unreadable, Unmigratable) as error:
            say(f"{path} stays as it is: {error}")
            failed = True
            continue
        remaining = tuple(refusals(done))
        changed = changed or bool(done.rewrites)
        left = left or bool(remaining)
        results = Results((done.result._replace(diagnostics=remaining),), rewrites=done.rewrites)
        if diff:
            sys.stdout.writelines(diffs(results, color=sys.stdout.isatty()))
        if not quiet:
            for line in _told(path, done.version, done.steps, is_changed=bool(done.rewrites), is_plan=diff):
                sys.stdout.write(f"{visible(line)}\n")
            say(*(f"note: {note}" for note in (*done.notes, *_left(path, done.result.diagnostics))))
        if remaining:
            options = Options(version="", rule_url=str, quiet=True)
            sys.stdout.writelines(render("text", results, options))
    if not named:
        say("nothing to migrate: no PicoClaw config was found")
        raise typer.Exit(NOTHING)
    if failed:
        raise typer.Exit(FAILURE)
    raise typer.Exit(FINDINGS if (changed and diff) or left else CLEAN)


def _left(path: str, found: Iterable[Diagnostic]) -> Iterator[str]:
    """Say what else there is to see to, which PicoClaw loads all the same."""
    from picoclaw_lint.report.totals import counted

    counts = Counter(item.severity for item in found if item.impact != "load" and not item.suppressed)
    parts = [counted(counts[severity], severity) for severity in ("error", "warning") if counts[severity]]
    if parts:
        yield f"{path}: picoclaw-lint check has {' and '.join(parts)} to tell of it"


def _told(path: str, version: int, steps: tuple[str, ...], *, is_changed: bool, is_plan: bool) -> list[str]:
    if version == 3 and not is_changed:
        return [f"{path}: config version 3 already"]
    if not is_changed:
        return [f"{path} stays as it is: PicoClaw takes nothing from so short a file"]
    would = "would go" if is_plan else "went"
    head = f"{path}: config version 3" if version == 3 else f"{path}: {would} from config version {version} to 3"
    return [head, *(f"  {step}" for step in steps)]
