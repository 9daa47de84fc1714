"""What a program calls to judge configs; :mod:`picoclaw_lint` exports it."""

from __future__ import annotations

import datetime
import os
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Literal

from picoclaw_lint import engine, run
from picoclaw_lint.context import Context
from picoclaw_lint.diagnostic import SEVERITIES
from picoclaw_lint.document import parse
from picoclaw_lint.plan import Overrides, Plans
from picoclaw_lint.registry import UnknownRule
from picoclaw_lint.results import FileResult, Results, fails
from picoclaw_lint.settings import InvalidSettings
from picoclaw_lint.settings_files import NO_SETTINGS
from picoclaw_lint.source import Source
from picoclaw_lint.surroundings import Reference, Surroundings, is_security_file
from picoclaw_schema import RELEASES

if TYPE_CHECKING:
    Path = str | os.PathLike[str]
    FailOn = Literal["error", "warning", "info", "never"]


class UsageError(ValueError):
    """What was asked for cannot be done: an unknown rule or release, settings or a baseline that cannot be used.

    The text says what and where, a line for each mistake.
    """


def check(
    paths: Path | Iterable[Path],
    *,
    target_version: str | None = None,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    extend_select: Iterable[str] | None = None,
    skip_foreign: bool = False,
    assume_tracked: bool = False,
    isolated: bool = False,
    config: Path | None = None,
    baseline: Path | None = None,
    fail_on: FailOn | None = None,
    now: datetime.date | None = None,
) -> Results:
    """Judge files, and the files in directories that are PicoClaw's, as ``picoclaw-lint check`` does.

    What is None is left to the settings of each file, then to the default. A file that cannot be judged has an
    ``error`` in its result; nothing is raised for it.

    Args:
        paths: files and directories, or a single one. Without any, nothing is checked.
        target_version: the release of PicoClaw to judge for, such as ``"0.2.9"``.
        select: the rules and families whose findings are wanted.
        ignore: those whose findings are not.
        extend_select: those whose findings are wanted as well.
        skip_foreign: whether files of other programs are left out, named ones too.
        assume_tracked: whether every file counts as one that git tracks; git is not asked then.
        isolated: whether no settings file is read.
        config: the settings file to use for all files, in place of the nearest one.
        baseline: a file with findings that are accepted; they are marked as suppressed.
        fail_on: the lowest severity that :func:`failed` minds.
        now: the date to judge on, today by default.

    Raises:
        UsageError: an argument, or something in the settings, that cannot be used.
    """
    named = [paths] if isinstance(paths, (str, os.PathLike)) else paths
    request = run.Request(
        paths=tuple(_text_of(path) for path in named),
        overrides=_overrides(target_version, select, ignore, extend_select, fail_on, baseline),
        today=_day(now),
        skip_foreign=skip_foreign,
        assume_tracked=assume_tracked,
        isolated=isolated,
        config=None if config is None else _text_of(config),
    )
    return _results(request)


def check_text(
    text: str | bytes,
    path: Path | None = None,
    *,
    surroundings: bool = False,
    target_version: str | None = None,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    extend_select: Iterable[str] | None = None,
    assume_tracked: bool = False,
    isolated: bool = False,
    config: Path | None = None,
    baseline: Path | None = None,
    fail_on: FailOn | None = None,
    now: datetime.date | None = None,
) -> FileResult:
    """Judge the text of a config, by default without a look at the disk.

    A text alone is judged as if there were no security file and no settings, as if git did not know of it, and as if
    every ``file://`` led to a key. With ``surroundings`` it is judged as the content of the file ``path``, whether that
    exists or not: together with the security file and the key files beside it, what git says of it, and its settings.

    Args:
        text: the text, or its bytes.
        path: what the text is called in the result, and where it belongs with ``surroundings``.
        surroundings: whether what lies around ``path`` counts.
        target_version: as in :func:`check`, like all that follow.
        select: the rules and families whose findings are wanted.
        ignore: those whose findings are not.
        extend_select: those whose findings are wanted as well.
        assume_tracked: whether the file and those beside it count as tracked by git; only with ``surroundings``.
        isolated: whether no settings file is read; without ``surroundings`` none is in any case.
        config: the settings file to use; only with ``surroundings``.
        baseline: a file with findings that are accepted; only with ``surroundings``.
        fail_on: the lowest severity that :func:`failed` minds.
        now: the date to judge on, today by default.

    Raises:
        UsageError: an argument, or something in the settings, that cannot be used.
    """
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    source = Source("<text>" if path is None else _text_of(path), data)
    if is_security_file(source.path):
        raise UsageError("check_text takes the text of a config; a security file is judged by check")
    overrides = _overrides(target_version, select, ignore, extend_select, fail_on, baseline)
    if not surroundings:
        if config is not None or baseline is not None:
            raise UsageError("config and baseline are read from disk, and need surroundings=True")
        return _alone(source, overrides, _day(now))
    if path is None:
        raise UsageError("surroundings=True needs the path that the text belongs to")
    request = run.Request(
        paths=(),
        overrides=overrides,
        today=_day(now),
        given=(source,),
        isolated=isolated,
        assume_tracked=assume_tracked,
        config=None if config is None else _text_of(config),
    )
    (file,) = _results(request).files
    return file


def failed(results: Results | FileResult) -> bool:
    """Whether there is a finding of the severity ``fail_on`` or above, or a file that could not be judged.

    The command line ends with an exit code other than 0 then. What is suppressed does not count.
    """
    files = (results,) if isinstance(results, FileResult) else results.files
    return any(map(fails, files))


def _overrides(
    target_version: str | None,
    select: Iterable[str] | None,
    ignore: Iterable[str] | None,
    extend_select: Iterable[str] | None,
    fail_on: str | None,
    baseline: Path | None,
) -> Overrides:
    return Overrides(
        select=_names(select),
        ignore=_names(ignore),
        extend_select=_names(extend_select),
        release=_one_of(RELEASES, target_version, "target_version"),
        fail_on=_one_of((*SEVERITIES, "never"), fail_on, "fail_on"),
        baseline=None if baseline is None else _text_of(baseline),
    )


def _text_of(path: Path) -> str:
    text = os.fspath(path)
    if "\0" in text:
        raise UsageError("a path holds no NUL")
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        raise UsageError("a path holds a character that no name of a file can have") from None
    return text


def _names(words: Iterable[str] | None) -> tuple[str, ...] | None:
    # A single text is one name, not its letters.
    return words if words is None else (words,) if isinstance(words, str) else tuple(words)


def _one_of(known: Collection[str], value: str | None, argument: str) -> str | None:
    if value is not None and value not in known:
        raise UsageError(f'{argument} is one of {", ".join(known)}, not "{value}"')
    return value


def _day(now: datetime.date | None) -> datetime.date:
    if now is None:
        now = datetime.datetime.now(datetime.timezone.utc)
    return now.date() if isinstance(now, datetime.datetime) else now


def _results(request: run.Request) -> Results:
    if request.isolated and request.config is not None:
        raise UsageError("isolated=True reads no settings file, and config names one")
    try:
        return run.check(request)
    except (InvalidSettings, UnknownRule) as error:
        raise UsageError(str(error)) from error


def _alone(source: Source, overrides: Overrides, today: datetime.date) -> FileResult:
    """Judge a text by nothing but itself."""
    try:
        plan = Plans(overrides, lambda _: NO_SETTINGS).of(source.path)
    except UnknownRule as error:
        raise UsageError(str(error)) from error
    document = parse(source)
    there: dict[str, Reference] = dict.fromkeys(document.survey.references, "filled")
    context = Context(document, Surroundings(references=there), plan.release, today)
    return engine.check(context, plan.selection)._replace(fail_on=plan.fail_on)
