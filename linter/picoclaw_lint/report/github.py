"""GitHub Actions: annotations as workflow commands, and all findings in the log of the step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from picoclaw_lint.diagnostic import Diagnostic, Severity
from picoclaw_lint.report import Options, concise
from picoclaw_lint.report.display import visible
from picoclaw_lint.report.order import worst_first
from picoclaw_lint.report.places import lines, plain, relative
from picoclaw_lint.report.totals import counted, totals
from picoclaw_lint.report.unchecked import as_findings
from picoclaw_lint.results import Results

#: How many annotations of one kind GitHub shows for a step.
MOST = 10
_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_TITLE = "picoclaw-lint"


def render(results: Results, options: Options) -> Iterator[str]:
    """Yield the log, folded up under the verdict, then the annotations, worst first, then how many were left out.

    Text from outside stands in the log between ``stop-commands`` and a word that it cannot know, and in annotations
    escaped: no text of a config is taken for a command.
    """
    told = replace(options, show_info=True, color=False, statistics=False)
    # The verdict holds nothing but counts.
    verdict, *closing = totals(results, told)
    log = [*concise.render(results, told), *(line + "\n" for line in closing)]
    if log:
        yield f"::group::{verdict}\n::stop-commands::{options.random_word}\n"
        yield from log
        yield f"::{options.random_word}::\n::endgroup::\n"
    else:
        yield verdict + "\n"
    yield from _annotations(results, options)


def _annotations(results: Results, options: Options) -> Iterator[str]:
    made: dict[Severity, list[str]] = {severity: [] for severity in _COMMANDS}
    for diagnostic in worst_first(diagnostic for file in as_findings(results).files for diagnostic in file.shown):
        made[diagnostic.severity].append(_annotation(diagnostic, options))
    room = dict.fromkeys(made, MOST)
    if any(len(made[severity]) > MOST for severity in made):
        room["info"] -= 1  # for the last line
    for severity, commands in made.items():
        yield from commands[: room[severity]]
    left = {severity: len(commands) - room[severity] for severity, commands in made.items()}
    said = ", ".join(counted(number, severity) for severity, number in left.items() if number > 0)
    if said:
        words = f"{said} without an annotation: GitHub shows {MOST} of a kind; the log of the step has all"
        yield _command("notice", {"title": _TITLE}, words)


def _annotation(diagnostic: Diagnostic, options: Options) -> str:
    path = plain(relative(diagnostic.path, options.directory))
    where = {"title": f"{_TITLE} {visible(diagnostic.rule)}", "file": path}
    place = diagnostic.range
    if place is not None:
        first, last = lines(place)
        where |= {"line": str(first), "endLine": str(last)}
        # With columns GitHub drops an annotation of several lines.
        if place.start.line == place.end.line:
            where |= {"col": str(place.start.column), "endColumn": str(place.end.column)}
    words = [visible(diagnostic.message)]
    if diagnostic.help:
        words.append(f"help: {visible(diagnostic.help)}")
    return _command(_COMMANDS[diagnostic.severity], where, "\n".join(words))


def _command(name: str, properties: dict[str, str], data: str) -> str:
    said = ",".join(f"{key}={_escaped(value, _IN_PROPERTY)}" for key, value in properties.items())
    return f"::{name} {said}::{_escaped(data, _IN_DATA)}\n"


# As in actions/toolkit, packages/core/src/command.ts; the percent sign comes first.
_IN_DATA = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_IN_PROPERTY = (*_IN_DATA, (":", "%3A"), (",", "%2C"))


def _escaped(text: str, signs: Iterable[tuple[str, str]]) -> str:
    for sign, escape in signs:
        text = text.replace(sign, escape)
    return text
