"""How results are told: one module a format, imported only when that format is asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import NamedTuple, cast

from picoclaw_lint.diagnostic import Diagnostic, Impact, Severity
from picoclaw_lint.results import Results

#: Every output format and the module that renders it.
FORMATS: Mapping[str, str] = {
    "text": "picoclaw_lint.report.text",
    "concise": "picoclaw_lint.report.concise",
    "json": "picoclaw_lint.report.json_report",
    "jsonl": "picoclaw_lint.report.jsonl",
    "sarif": "picoclaw_lint.report.sarif",
    "github": "picoclaw_lint.report.github",
    "gitlab": "picoclaw_lint.report.gitlab",
    "junit": "picoclaw_lint.report.junit",
    "markdown": "picoclaw_lint.report.markdown",
}
#: The formats that can show counts by rule instead of findings.
WITH_STATISTICS = ("text", "concise")
#: The rule that findings about a broken rule have; they are told as errors of the tool where a format knows such.
INTERNAL_ERROR = "internal-error"


class RuleText(NamedTuple):
    """What is written of a rule; code in the texts stands between two backticks.

    Attributes:
        severities, impacts: what it may give, the usual ones first.
    """

    summary: str = ""
    why: str = ""
    what_to_do: str = ""
    family: str = ""
    severities: tuple[Severity, ...] = ()
    impacts: tuple[Impact, ...] = ()


def _no_text(_rule: str) -> RuleText:
    return RuleText()


def _random_word() -> str:
    return os.urandom(16).hex()


@dataclass(frozen=True)
class Options:
    """What a report needs to know besides the results.

    Attributes:
        version: the version of picoclaw-lint, for the machine formats.
        rule_url: the address of a rule's documentation page, from the rule's name.
        rule_text: the texts of a rule, from its name; asked only by formats that show them.
        homepage: the address of the project, for the machine formats.
        directory: the working directory, absolute; formats for services name files from there.
        random_word: a word that no checked file can know, for formats that must fence off text from outside.
        color: whether ANSI colour codes may be written; only the formats for people use them.
        show_info: whether the formats for people show findings of severity ``info``.
        asked: the rules whose infos they show in any case.
        quiet: whether the format ``text`` leaves out its closing lines.
        statistics: whether the formats in :data:`WITH_STATISTICS` show counts by rule instead of findings.
    """

    version: str
    rule_url: Callable[[str], str]
    rule_text: Callable[[str], RuleText] = _no_text
    homepage: str = ""
    directory: str = ""
    random_word: str = field(default_factory=_random_word)
    color: bool = False
    show_info: bool = False
    asked: frozenset[str] = frozenset()
    quiet: bool = False
    statistics: bool = False

    def shows(self, diagnostic: Diagnostic) -> bool:
        """Tell whether a format for people shows this finding."""
        wanted = self.show_info or diagnostic.severity != "info" or diagnostic.rule in self.asked
        return diagnostic.suppressed is None and wanted


Renderer = Callable[[Results, Options], Iterator[str]]


def render(name: str, results: Results, options: Options) -> Iterator[str]:
    """Render results in the format of this name (a key of :data:`FORMATS`) as pieces of text.

    Joined, the pieces are the whole report; a report that is not empty ends with a newline.
    """
    renderer = cast(Renderer, import_module(FORMATS[name]).render)
    return renderer(results, options)
