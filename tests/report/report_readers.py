"""Reports read as their services read them, for tests that nothing breaks out of its place."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes

from jsonschema import Draft4Validator, Draft7Validator

from picoclaw_lint.report.json_report import report_schema
from picoclaw_lint.report.jsonl import line_schema

SARIF_SCHEMA = Path(__file__).parent / "sarif/sarif-2.1.0-rtm.5.json"


class Told(NamedTuple):
    """What a report says of one finding or of a file that could not be checked; a rule of None if it says none."""

    rule: str | None
    path: str
    text: str


@cache
def _sarif_validator() -> Draft4Validator:
    return Draft4Validator(json.loads(SARIF_SCHEMA.read_text("utf-8")))


def read_json(report: str) -> list[Told]:
    value = json.loads(report)
    Draft7Validator(report_schema()).validate(value)
    told = []
    for file in value["files"]:
        if file["error"] is not None:
            told.append(Told(None, file["path"], file["error"]))
        told += [Told(item["rule"], file["path"], item["message"]) for item in file["diagnostics"]]
    return told


def read_jsonl(report: str) -> list[Told]:
    validator = Draft7Validator(line_schema())
    told = []
    assert not report or report.endswith("\n")
    for line in report.splitlines():
        value = json.loads(line)
        validator.validate(value)
        told.append(Told(value.get("rule"), value["path"], value.get("error") or value.get("message", "")))
    return told


def read_sarif(report: str) -> list[Told]:
    log = json.loads(report)
    _sarif_validator().validate(log)
    [run] = log["runs"]
    notifications = run["invocations"][0]["toolExecutionNotifications"]
    assert run["invocations"][0]["executionSuccessful"] is not any(item["level"] == "error" for item in notifications)
    rules = run["tool"]["driver"]["rules"]
    known = {item["id"] for item in run["tool"]["driver"].get("notifications", ())}
    told = []
    for item in notifications:
        assert item["descriptor"]["id"] in known
        told.append(Told(None, _artifact(item["locations"][0]), item["message"]["text"]))
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for place in (*result["locations"], *result.get("relatedLocations", ())):
            assert place["physicalLocation"]["region"]["startLine"] >= 1
            assert "snippet" not in place["physicalLocation"]["region"]
        assert result["message"]["text"]
        assert not re.search(r"(?<!\\)\]\(", result["message"]["text"])
        told.append(Told(result["ruleId"], _artifact(result["locations"][0]), result["message"]["text"]))
    fingerprints = [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]
    assert len(set(fingerprints)) == len(fingerprints)
    assert len({"suppressions" in result for result in run["results"]}) <= 1
    return told


_URI = re.compile(r"(?:file://)?(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})*")


def _artifact(location: Any) -> str:
    address = location["physicalLocation"]["artifactLocation"]
    uri: str = address["uri"]
    assert _URI.fullmatch(uri)
    assert uri.startswith("file:///") is not (address.get("uriBaseId") == "%SRCROOT%")
    return unquote_to_bytes(uri.removeprefix("file://")).decode("utf-8", "replace")


class Command(NamedTuple):
    """One workflow command."""

    name: str
    properties: dict[str, str]
    data: str


_COMMANDS = frozenset(
    {"add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group", "notice", "remove-matcher"}
    | {"save-state", "set-env", "set-output", "stop-commands", "warning"}
)


def commands(report: str) -> tuple[list[Command], list[str]]:
    """Split a step's output into commands and lines of the log, as the runner does (ActionCommandManager)."""
    known, token = set(_COMMANDS), ""
    found, log = [], []
    # .NET ends lines at these three only.
    for line in re.split(r"\r\n|\n|\r", report):
        command = _second_form(line, known) or _first_form(line, known)
        if command is None or (token and command.name != token):
            log.append(line)
        elif command.name == token:
            known, token = set(_COMMANDS), ""
        else:
            if command.name == "stop-commands":
                token = command.data
                known.add(token)
            found.append(command)
    assert not token, "commands are still stopped at the end"
    assert log.pop() == "", "the last line has no end"
    return found, log


def _second_form(line: str, known: set[str]) -> Command | None:
    line = line.lstrip()
    end = line.find("::", 2)
    if not line.startswith("::") or end < 0:
        return None
    name, _, rest = line[2:end].partition(" ")
    if name not in known:
        return None
    properties = {}
    for pair in filter(None, rest.strip().split(",")):
        key, _, value = pair.partition("=")
        properties[key] = _unescaped(value, ("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))
    return Command(name, properties, _unescaped(line[end + 2 :], ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")))


def _first_form(line: str, known: set[str]) -> Command | None:
    """The old form, ``##[name key=value]data``, which counts anywhere in a line."""
    _, start, rest = line.partition("##[")
    head, end, data = rest.partition("]")
    name = head.partition(" ")[0]
    return Command(name, {}, data) if start and end and name in known else None


def _unescaped(text: str, *pairs: tuple[str, str]) -> str:
    for escape, sign in pairs:
        text = text.replace(escape, sign)
    return text


def read_github(report: str) -> list[Told]:
    found, _ = commands(report)
    names = [command.name for command in found]
    if "group" in names:
        assert names[:3] == ["group", "stop-commands", "endgroup"]
        found = found[3:]
    assert {command.name for command in found} <= {"error", "warning", "notice"}
    told = []
    for command in found:
        assert set(command.properties) <= {"title", "file", "line", "endLine", "col", "endColumn"}
        assert ("col" in command.properties) <= (command.properties.get("line") == command.properties.get("endLine"))
        title = command.properties["title"].removeprefix("picoclaw-lint ")
        rule = None if title == "unchecked-file" else title
        told.append(Told(rule, command.properties["file"], command.data))
    return told


def read_gitlab(report: str) -> list[Told]:
    value = json.loads(report)
    assert len({item["fingerprint"] for item in value}) == len(value)
    told = []
    for item in value:
        assert set(item) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert item["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert not item["location"]["path"].startswith("./")
        assert 1 <= item["location"]["lines"]["begin"] <= item["location"]["lines"]["end"]
        rule = None if item["check_name"] == "unchecked-file" else item["check_name"]
        told.append(Told(rule, item["location"]["path"], item["description"]))
    return told


def read_junit(report: str) -> list[Told]:
    """Read all cases but those that pass; the text of a skipped one is its reason."""
    assert report.isascii()
    root = ElementTree.fromstring(report)
    assert root.tag == "testsuites"
    told = []
    totals = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    for suite in root:
        cases = list(suite)
        assert {case.tag for case in cases} == {"testcase"}
        names = [case.attrib["name"] for case in cases]
        assert len(set(names)) == len(names)
        outcomes = [outcome for case in cases for outcome in case]
        kinds = [outcome.tag for outcome in outcomes]
        counted = (len(cases), kinds.count("failure"), kinds.count("error"), kinds.count("skipped"))
        for name, number in zip(totals, counted, strict=True):
            assert suite.attrib[name] == str(number)
            totals[name] += number
        for case in cases:
            for outcome in case:
                assert list(outcome) == []
                kind = outcome.attrib.get("type")
                rule = None if kind == "unchecked-file" else case.attrib["name"].partition(" ")[0]
                told.append(Told(rule, case.attrib["file"], outcome.attrib["message"]))
    assert {name: root.attrib[name] for name in totals} == {name: str(number) for name, number in totals.items()}
    return told


# What may stand outside of code: words that no renderer takes for more, a link around code, and the break before help.
_BARE = re.compile(r"(?:\(?(?:[^\W\d_]+(?:['’-][^\W\d_]+)?|\d{1,6})?\)?[,.;:?!]*(?: |$))*")
_COMMIT = re.compile(r"(?<!\w)[0-9a-fA-F]{7,40}(?!\w)")
_LINK = re.compile(r"\[\0\]\(https://[\w./-]+\)")


def read_markdown(report: str) -> list[Told]:
    head, *lines = report.splitlines()
    assert head.startswith("## picoclaw-lint: ")
    told = []
    for line in filter(None, lines):
        if line in ("| severity | place | rule | message |", "|---|---|---|---|"):
            continue
        if not line.startswith("| "):
            _without_code(line)
            continue
        severity, place, rule, text = _cells(line)
        assert severity in ("error", "warning", "info")
        assert _without_code(place)[0] == _without_code(rule)[0] == "\0"
        [path], [name] = _without_code(place)[1], _without_code(rule)[1]
        words, codes = _without_code(text)
        for code in codes:
            words = words.replace("\0", code, 1)
        told.append(Told(None if name == "unchecked-file" else name, re.sub(r":\d+$", "", path), words))
    return told


def _cells(line: str) -> list[str]:
    """Split a row at the pipes that are not escaped, as the tables of GitHub do, before anything else is read."""
    cells = re.split(r"(?<!\\)\|", line)
    assert cells[0] == cells[-1] == ""
    assert len(cells) == 6
    return [cell.strip().replace("\\|", "|") for cell in cells[1:-1]]


def _without_code(text: str) -> tuple[str, list[str]]:
    """Return a text with NUL for each code span, and the spans; what is left must be harmless."""
    codes: list[str] = []
    left, at = "", 0
    while (ticks := re.compile("`+").search(text, at)) is not None:
        close = re.compile(rf"(?<!`){ticks[0]}(?!`)").search(text, ticks.end())
        assert close is not None, "a backtick stands for itself"
        code = text[ticks.end() : close.start()]
        if code.startswith(" ") and code.endswith(" ") and code.strip(" "):
            code = code[1:-1]
        codes.append(code)
        left += text[at : ticks.start()] + "\0"
        at = close.end()
    left += text[at:]
    bare = _LINK.sub("\0", left)
    words = re.sub("<br>help:( |$)", " ", bare).replace("\0", "")
    assert _BARE.fullmatch(words), words
    assert not _COMMIT.search(words)
    return bare, codes


def read_lines(report: str) -> list[Told]:
    """Read ``concise``: a line each."""
    told = []
    for line in report.splitlines():
        found = re.match(r"(.*?)(?::\d+:\d+)?: (?:error: |(?:error|warning|info)\[([a-z-]+)\] )(.*)", line, re.S)
        assert found is not None
        told.append(Told(found[2], found[1], found[3]))
    assert all(char.isprintable() for line in report.split("\n") for char in line)
    return told


READERS = {
    "concise": read_lines,
    "json": read_json,
    "jsonl": read_jsonl,
    "sarif": read_sarif,
    "github": read_github,
    "gitlab": read_gitlab,
    "junit": read_junit,
    "markdown": read_markdown,
}
