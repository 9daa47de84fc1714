"""Results built by hand, for the tests of the reports."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from picoclaw_lint.diagnostic import Copied, Diagnostic, Edit, Fix, Impact, Literally, Range, Related, Severity
from picoclaw_lint.report import INTERNAL_ERROR, Options, RuleText, render
from picoclaw_lint.results import FileResult, Results
from picoclaw_lint.source import Source

RULE_TEXTS = {
    "unknown-field": RuleText(
        summary="A field that PicoClaw does not know.",
        why="it refuses the *whole* file for one, such as ``_comment``.",
        what_to_do="remove it, or see `the docs`.",
        family="structure",
        severities=("error",),
        impacts=("load",),
    ),
    "plaintext-secret": RuleText(
        summary="A secret stands in the config.",
        why="a config is copied and shown.",
        what_to_do="move it to ``.security.yml``.",
        family="secrets",
        severities=("warning", "error"),
        impacts=("security",),
    ),
    INTERNAL_ERROR: RuleText(summary="A rule of picoclaw-lint failed.", severities=("error",), impacts=("advice",)),
}
OPTIONS = Options(
    version="1.2.3",
    rule_url=lambda rule: f"https://docs.example/rules/{rule}",
    rule_text=lambda rule: RULE_TEXTS.get(rule, RuleText()),
    homepage="https://docs.example",
    directory="/home/me/project",
    random_word="0123456789abcdef",
)

CONFIG = """\
{
\t"version": 3,
  "model_list": [
    {
      "model_name": "模型 ｅ\u0301 b", "api_key": "sk-one-two-three",
      "thinking": {
        "on": true
      }
    }
  ]
}
"""
SECRET = """\
version: 3
größe: 大
token: "geheim-geheim"
"""
MINIFIED = '{"a":[' + ",".join(f'"item-{number}"' for number in range(200)) + '],"colour":"red","z":1}'


def place(text: str, start: int, end: int) -> Range:
    source = Source("", text.encode())
    return Range(source.position(start), source.position(end))


def place_of(text: str, part: str) -> Range:
    start = text.index(part)
    return place(text, start, start + len(part))


_IMPACTS: dict[Severity, Impact] = {"error": "load", "warning": "ignored", "info": "advice"}


def diagnostic(
    message: str = "something is wrong",
    *,
    rule: str = "unknown-field",
    family: str = "structure",
    severity: Severity = "error",
    impact: Impact | None = None,
    path: str = "config.json",
    where: Range | None = None,
    help_text: str | None = None,
    **rest: Any,
) -> Diagnostic:
    return Diagnostic(
        rule=rule,
        family=family,
        severity=severity,
        impact=impact or _IMPACTS[severity],
        message=message,
        help=help_text,
        path=path,
        pointer=None if where is None else "/somewhere",
        range=where,
        **rest,
    )


def file_result(
    text: str,
    *diagnostics: Diagnostic,
    path: str = "config.json",
    secrets: tuple[tuple[int, int], ...] = (),
    **rest: Any,
) -> FileResult:
    source = Source(path, text.encode("utf-8", "surrogatepass"))
    return FileResult(
        path=path,
        kind="config",
        target_version="0.3.0",
        config_version=3,
        diagnostics=diagnostics,
        sources={path: source},
        secrets={path: secrets},
        **rest,
    )


def one(text: str, start: int, end: int, *secrets: tuple[int, int]) -> Results:
    """One file with one finding at these offsets."""
    return Results((file_result(text, diagnostic(where=place(text, start, end)), secrets=secrets),))


def everything() -> Results:
    """A bit of everything that a report may have to tell."""
    key = CONFIG.index("sk-one")
    secret = (key, key + len("sk-one-two-three"))
    renamed = place_of(CONFIG, '"api_key"')
    rename = Fix(
        "rename to api_keys and wrap the value",
        "safe",
        (
            Edit("config.json", renamed.start.offset, renamed.end.offset, (Literally('"api_keys"'),)),
            Edit("config.json", key - 1, secret[1] + 1, (Literally("["), Copied(key - 1, secret[1] + 1))),
        ),
    )
    security = Related("conf/.security.yml", None, place("a\nbc", 2, 4), "the keys of this alias stand here")
    config = file_result(
        CONFIG,
        diagnostic(
            'unknown field "api_key", did you mean "api_keys"',
            where=renamed,
            help_text='rename it to "api_keys" and make the value a list',
            related=(security, Related("other.json", "/x", None, "and nowhere in particular")),
            fix=rename,
        ),
        diagnostic(
            'unknown field "thinking"',
            where=place(CONFIG, CONFIG.index('{\n        "on"'), CONFIG.index("}\n    }") + 1),
        ),
        diagnostic("a model without a base", rule="no-base", severity="warning", where=place_of(CONFIG, 'b"')),
        diagnostic("could be 4", rule="old-version", severity="info", where=place_of(CONFIG, "3")),
        diagnostic("known and accepted", severity="warning", where=place_of(CONFIG, "true")).suppress(
            "settings", "we know"
        ),
        secrets=(secret,),
        loads=False,
    )
    minified = file_result(
        MINIFIED,
        diagnostic(
            'unknown field "colour"',
            path="min.json",
            severity="warning",
            where=place_of(MINIFIED, '"colour"'),
            fix=Fix("drop it", "unsafe", ()),
        ),
        diagnostic("the file is open to everybody", rule="open-mode", path="min.json", severity="warning"),
        path="min.json",
        loads=True,
    )
    clean = file_result("{}", path="clean.json", loads=True)
    unreadable = FileResult("gone.json", "config", "0.3.0", error="no such file")
    notes = ("skipped deploy/huge.json: it is larger than 16 MiB",)
    return Results((config, minified, clean, unreadable, _elsewhere(), _broken()), notes)


def _elsewhere() -> FileResult:
    """A file named from the root, below the working directory: a secret, an accepted finding, and others alike."""
    path = "/home/me/project/unter ordner/größe#1.json"
    key = SECRET.index("geheim")
    leak = diagnostic(
        "token holds a secret in plain text (<IRC secret of 13 characters>), and git tracks the file",
        rule="plaintext-secret",
        family="secrets",
        impact="security",
        path=path,
        where=place(SECRET, key - 1, key + 14),
        help_text="move it to .security.yml; see [the docs](https://docs.example) | @team, #1",
        address="/channel_list/[größe]/token",
    )
    alike = diagnostic(
        "grows | <b>slowly</b> & `surely`", rule="no-base", impact="runtime", severity="warning", path=path
    )
    return file_result(
        SECRET,
        alike,
        alike,
        diagnostic("größe is no field", path=path, where=place_of(SECRET, "größe")).suppress("baseline", "it is old"),
        diagnostic("大 is wide", severity="info", rule="old-version", path=path, where=place_of(SECRET, "大\n")),
        leak,
        path=path,
        secrets=((key, key + 13),),
        loads=True,
    )


def _broken() -> FileResult:
    """A file on which a rule failed."""
    failed = diagnostic(
        "the rule odd-rule failed with KeyError",
        rule=INTERNAL_ERROR,
        impact="advice",
        path="../beside/config.json",
        help_text="please report it",
    )
    return file_result("{}", failed, path="../beside/config.json", error="a rule failed; please report it")


def shown(name: str, results: Results, **options: Any) -> str:
    return "".join(render(name, results, replace(OPTIONS, **options)))


def excerpt_lines(report: str) -> tuple[str, str]:
    """The line under which the carets stand and the line of carets, both without the gutter."""
    lines = report.split("\n")
    # The heading is the first line; what a file says cannot add lines, so the first row of carets is ours.
    at = next(i for i, line in enumerate(lines) if i and not line.partition("|")[2].strip(" ^") and "^" in line)
    return lines[at - 1].partition("| ")[2], lines[at].partition("| ")[2]
