"""How results are told: one module a format, imported only when that format is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from picoclaw_lint.diagnostic import Diagnostic
from picoclaw_lint.results import Results

#: Every output format and the module that renders it.
FORMATS: Mapping[str, str] = {
    "text": "picoclaw_lint.report.text",
    "concise": "picoclaw_lint.report.concise",
    "json": "picoclaw_lint.report.json_report",
}


@dataclass(frozen=True)
class Options:
    """What a report needs to know besides the results.

    Attributes:
        version: the version of picoclaw-lint, for the machine formats.
        rule_url: the address of a rule's documentation page, from the rule's name.
        color: whether ANSI colour codes may be written; only the formats for people use them.
        show_info: whether the formats for people show findings of severity ``info``.
        asked: the rules whose infos they show in any case.
        quiet: whether the format ``text`` leaves out its closing lines.
    """

    version: str
    rule_url: Callable[[str], str]
    color: bool = False
    show_info: bool = False
    asked: frozenset[str] = frozenset()
    quiet: bool = False

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
