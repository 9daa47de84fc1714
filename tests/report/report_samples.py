"""Results built by hand, for the tests of the reports."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from picoclaw_lint.diagnostic import Copied, Diagnostic, Edit, Fix, Literally, Range, Related, Severity
from picoclaw_lint.report import Options, render
from picoclaw_lint.results import FileResult, Results
from picoclaw_lint.source import Source

OPTIONS = Options(version="1.2.3", rule_url=lambda rule: f"https://docs.example/rules/{rule}")

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
MINIFIED = '{"a":[' + ",".join(f'"item-{number}"' for number in range(200)) + '],"colour":"red","z":1}'


def place(text: str, start: int, end: int) -> Range:
    source = Source("", text.encode())
    return Range(source.position(start), source.position(end))


def place_of(text: str, part: str) -> Range:
    start = text.index(part)
    return place(text, start, start + len(part))


def diagnostic(
    message: str = "something is wrong",
    *,
    rule: str = "unknown-field",
    severity: Severity = "error",
    path: str = "config.json",
    where: Range | None = None,
    help_text: str | None = None,
    **rest: Any,
) -> Diagnostic:
    return Diagnostic(
        rule=rule,
        family="structure",
        severity=severity,
        impact={"error": "load", "warning": "ignored", "info": "advice"}[severity],  # type: ignore[arg-type]
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
    return Results((config, minified, clean, unreadable))


def shown(name: str, results: Results, **options: Any) -> str:
    return "".join(render(name, results, replace(OPTIONS, **options)))


def excerpt_lines(report: str) -> tuple[str, str]:
    """The line under which the carets stand and the line of carets, both without the gutter."""
    lines = report.split("\n")
    # The heading is the first line; what a file says cannot add lines, so the first row of carets is ours.
    at = next(i for i, line in enumerate(lines) if i and not line.partition("|")[2].strip(" ^") and "^" in line)
    return lines[at - 1].partition("| ")[2], lines[at].partition("| ")[2]
