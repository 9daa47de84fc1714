"""SARIF 2.1.0, which GitHub's code scanning and other services read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

from picoclaw_lint.diagnostic import SEVERITIES, Copied, Diagnostic, Edit, Fix, Literally, Range, Related, Severity
from picoclaw_lint.report import INTERNAL_ERROR, Options
from picoclaw_lint.report.ascii_json import written
from picoclaw_lint.report.display import visible
from picoclaw_lint.report.order import rank
from picoclaw_lint.report.places import absolute, below
from picoclaw_lint.report.sentences import sentences
from picoclaw_lint.report.totals import counted
from picoclaw_lint.report.tracking import Tracked, tracked
from picoclaw_lint.report.unchecked import UNCHECKED
from picoclaw_lint.results import FileResult, Results
from picoclaw_lint.source import Source

#: What GitHub takes of one run.
MOST_RESULTS = 25_000
_LONGEST = 1_024

_Object = dict[str, Any]
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_PROBLEMS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "recommendation"}
# GitHub shows from 7.0 as high, from 4.0 as medium, and below as low.
_SCORES: dict[Severity, str] = {"error": "8.0", "warning": "6.0", "info": "3.0"}
_LEFT_OUT = "findings-left-out"
_NOTICES = {UNCHECKED: "A file could not be checked.", _LEFT_OUT: "There are more findings than can be shown."}


def render(results: Results, options: Options) -> Iterator[str]:
    """Yield the log as indented JSON."""
    run = _Run(results, options)
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run.value()]}
    yield written(log, indent=2) + "\n"


class _Run:
    """The one run of a log."""

    def __init__(self, results: Results, options: Options) -> None:
        self.files = results.files
        self.options = options
        self.by_path = {file.path: file for file in results.files}
        found = list(tracked(results, options))
        self.broken = [item.diagnostic for item in found if item.diagnostic.rule == INTERNAL_ERROR]
        found = [item for item in found if item.diagnostic.rule != INTERNAL_ERROR]
        self.left_out = max(len(found) - MOST_RESULTS, 0)
        if self.left_out:
            found = sorted(found, key=_order)[:MOST_RESULTS]
        self.found = found
        self.some_suppressed = any(item.diagnostic.suppressed for item in found)
        self.by_rule: dict[str, list[Diagnostic]] = {
            name: [] for name in sorted({item.diagnostic.rule for item in found})
        }
        for item in found:
            self.by_rule[item.diagnostic.rule].append(item.diagnostic)
        self.rule_indexes = {name: index for index, name in enumerate(self.by_rule)}

    def value(self) -> _Object:
        driver: _Object = {"name": "picoclaw-lint", "semanticVersion": self.options.version}
        if self.options.homepage:
            driver["informationUri"] = self.options.homepage
        driver["rules"] = [self._rule(name, found) for name, found in self.by_rule.items()]
        notifications = list(self._notifications())
        if notifications:
            names = dict.fromkeys(item["descriptor"]["id"] for item in notifications)
            driver["notifications"] = [
                {"id": name, "shortDescription": {"text": self._summary(name)}} for name in names
            ]
        failed = bool(self.broken) or any(file.error is not None for file in self.files)
        return {
            "tool": {"driver": driver},
            "automationDetails": {"id": "picoclaw-lint/"},
            "invocations": [{"executionSuccessful": not failed, "toolExecutionNotifications": notifications}],
            "columnKind": "unicodeCodePoints",
            "results": [self._result(item) for item in self.found],
        }

    def _rule(self, name: str, found: list[Diagnostic]) -> _Object:
        text = self.options.rule_text(name)
        severities = text.severities or tuple(item.severity for item in sorted(found, key=rank))
        impacts = text.impacts or tuple(item.impact for item in found)
        properties: _Object = {
            "precision": "very-high" if {"load", "startup"} & set(impacts) else "high",
            "problem.severity": _PROBLEMS[severities[0]],
            "tags": [text.family or found[0].family],
        }
        if "security" in impacts:
            properties["tags"].append("security")
            properties["security-severity"] = _SCORES[min(severities, key=SEVERITIES.index)]
        url = self.options.rule_url(name)
        return {
            "id": name,
            "shortDescription": {"text": _short(_plain(text.summary) or name)},
            "fullDescription": {"text": _short(_sentence(_plain(text.why or text.summary)) or name)},
            "helpUri": url,
            "help": {
                "text": "\n\n".join(_help(_plain, text.why, text.what_to_do, url)),
                "markdown": "\n\n".join(_help(_markdown, text.why, text.what_to_do, f"[{name}]({url})")),
            },
            "defaultConfiguration": {"level": _LEVELS[severities[0]]},
            "properties": properties,
        }

    def _result(self, item: Tracked) -> _Object:
        diagnostic = item.diagnostic
        result: _Object = {
            "ruleId": diagnostic.rule,
            "ruleIndex": self.rule_indexes[diagnostic.rule],
            "level": _LEVELS[diagnostic.severity],
            "message": {"text": _no_links(sentences(diagnostic))},
            "locations": [self._location(diagnostic.path, diagnostic.range)],
            "partialFingerprints": {
                "primaryLocationLineHash": item.fingerprint,
                "picoclawLint/v1": item.fingerprint,
            },
        }
        if diagnostic.related:
            result["relatedLocations"] = [self._related(*place) for place in enumerate(diagnostic.related, 1)]
        fix = _fix(diagnostic.fix, self.by_path.get(diagnostic.path), self._artifact(diagnostic.path))
        if fix is not None:
            result["fixes"] = [fix]
        if self.some_suppressed:
            # Either all results say it, or none does (section 3.27.23).
            result["suppressions"] = list(_suppressions(diagnostic))
        return result

    def _related(self, number: int, related: Related) -> _Object:
        text = _no_links(visible(related.message)) or "this belongs to it"
        return {"id": number, **self._location(related.path, related.range), "message": {"text": text}}

    def _location(self, path: str, place: Range | None) -> _Object:
        region = {"startLine": 1}
        if place is not None:
            region = {
                "startLine": place.start.line,
                "startColumn": place.start.column,
                "endLine": place.end.line,
                "endColumn": place.end.column,
            }
        return {"physicalLocation": {"artifactLocation": self._artifact(path), "region": region}}

    def _artifact(self, path: str) -> _Object:
        found = below(path, self.options.directory)
        if found is None:
            return {"uri": "file://" + quote(_bytes(absolute(path, self.options.directory)), safe="/:")}
        return {"uri": quote(_bytes(found), safe="/"), "uriBaseId": "%SRCROOT%"}

    def _notifications(self) -> Iterator[_Object]:
        for file in self.files:
            if file.error is not None:
                yield self._notification(UNCHECKED, "error", f"the file could not be checked: {file.error}", file.path)
        for diagnostic in self.broken:
            yield self._notification(INTERNAL_ERROR, "error", sentences(diagnostic), diagnostic.path)
        if self.left_out:
            words = f"{counted(self.left_out, 'finding')} left out: GitHub takes {MOST_RESULTS} of a run"
            yield self._notification(_LEFT_OUT, "warning", words)

    def _summary(self, name: str) -> str:
        return _NOTICES.get(name) or _short(_plain(self.options.rule_text(name).summary) or name)

    def _notification(self, name: str, level: str, text: str, path: str | None = None) -> _Object:
        notification: _Object = {
            "descriptor": {"id": name},
            "level": level,
            "message": {"text": _no_links(visible(text))},
        }
        if path is not None:
            notification["locations"] = [self._location(path, None)]
        return notification


def _fix(fix: Fix | None, file: FileResult | None, artifact: _Object) -> _Object | None:
    """Return a remedy with the text that it writes; None if it has none to write, or would write a secret."""
    source = None if file is None else file.sources.get(file.path)
    if fix is None or file is None or source is None or not fix.edits or fix.safety == "display":
        return None
    secrets = file.secrets.get(file.path, ())
    copies = [part for edit in fix.edits for part in edit.parts if isinstance(part, Copied)]
    if any(low < part.end and part.start < high for part in copies for low, high in secrets):
        return None
    replacements = [_replacement(edit, source) for edit in fix.edits]
    text = f"{fix.title} ({'safe' if fix.safety == 'safe' else 'unsafe: a guess, or it costs words'})"
    return {
        "description": {"text": _no_links(visible(text))},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
    }


def _replacement(edit: Edit, source: Source) -> _Object:
    start, end = source.position(edit.start), source.position(edit.end)
    region = {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }
    replacement: _Object = {"deletedRegion": region}
    if edit.parts:
        pieces = (
            part.text if isinstance(part, Literally) else source.text[part.start : part.end] for part in edit.parts
        )
        replacement["insertedContent"] = {"text": "".join(pieces)}
    return replacement


def _order(item: Tracked) -> tuple[bool, tuple[int, int]]:
    """The worst first that nobody suppressed."""
    return item.diagnostic.suppressed is not None, rank(item.diagnostic)


def _suppressions(diagnostic: Diagnostic) -> Iterator[_Object]:
    if diagnostic.suppressed is not None:
        said = visible(f"{diagnostic.suppressed.by}: {diagnostic.suppressed.reason}")
        yield {"kind": "external", "status": "accepted", "justification": said}


def _bytes(path: str) -> bytes:
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")


def _help(worded: Callable[[str], str], why: str, what_to_do: str, link: str) -> Iterator[str]:
    if why:
        yield _sentence(worded(why))
    if what_to_do:
        yield f"What to do: {worded(what_to_do)}"
    yield f"More: {link}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _plain(text: str) -> str:
    """Turn the text of a rule into plain text: code keeps one of its two backticks."""
    return text.replace("``", "`")


def _markdown(text: str) -> str:
    """Turn the text of a rule into Markdown: code is between two backticks, all else is meant as it stands."""
    parts = text.split("``")
    return "".join(
        f"`{part}`" if number % 2 else re.sub(r"[\\`*_<>\[\]#|@&~$]", r"\\\g<0>", part)
        for number, part in enumerate(parts)
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _no_links(text: str) -> str:
    """Keep a message from having a link that a config wrote into it: SARIF reads ``[text](target)`` as one."""
    return text.replace("](", r"\](")
