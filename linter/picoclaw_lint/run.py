"""A run over many files: from the paths that were named to the results that are reported."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable
from typing import NamedTuple

from picoclaw_lint import discover, engine
from picoclaw_lint.context import Context
from picoclaw_lint.document import parse
from picoclaw_lint.registry import Selection
from picoclaw_lint.results import FileResult, Results
from picoclaw_lint.source import Source
from picoclaw_schema import DEFAULT_RELEASE


class Request(NamedTuple):
    """What is to be checked, and how.

    Attributes:
        paths: files and directories, in the order the user named them.
        release: the release of PicoClaw to judge for.
        selection: the rules whose findings are kept.
        today: the date to judge on.
        skip_foreign: whether files of other programs are left out, named ones too.
        given: texts that are not read from disk, by their path (standard input).
    """

    paths: tuple[str, ...]
    release: str = DEFAULT_RELEASE
    selection: Selection = Selection()
    today: datetime.date = datetime.date.min
    skip_foreign: bool = False
    given: tuple[Source, ...] = ()


def check(request: Request) -> Results:
    """Judge every file of a request."""
    paths = list(dict.fromkeys(_expand(request.paths)))
    git = discover.Git([*paths, *(source.path for source in request.given)])
    files = [_check_path(path, request, git) for path in paths]
    files += [_check_source(source, request, git) for source in request.given]
    return Results(tuple(file for file in files if file is not None))


def _expand(paths: Iterable[str]) -> Iterable[str]:
    for path in paths:
        if os.path.isdir(path):
            yield from discover.search(path)
        else:
            yield path


def _check_path(path: str, request: Request, git: discover.Git) -> FileResult | None:
    if os.path.basename(path) == discover.SECURITY_FILE:
        reason = "it is the security file of a config; name the config, and both are read"
        return FileResult(path, "security", request.release, error=reason)
    try:
        return _check_source(discover.read_source(path), request, git)
    except discover.Unreadable as error:
        return FileResult(path, "config", request.release, error=str(error))


def _check_source(source: Source, request: Request, git: discover.Git) -> FileResult | None:
    """Judge one file: the way from its bytes to its diagnostics."""
    document = parse(source)
    if request.skip_foreign and not discover.looks_like_picoclaw(document):
        return None
    try:
        surroundings = discover.surroundings(document, lambda: git.tracks(source.path))
    except discover.Unreadable as error:
        reason = f"{discover.SECURITY_FILE} beside it cannot be read: {error}"
        return FileResult(source.path, "config", request.release, error=reason)
    return engine.check(Context(document, surroundings, request.release, request.today), request.selection)
