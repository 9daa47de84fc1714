"""What services want of their formats: limits, places, what a finding is known by from one run to the next."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_readers import Command, commands, read_github, read_markdown, read_sarif
from report_samples import CONFIG, OPTIONS, RULE_TEXTS, diagnostic, everything, file_result, place, place_of, shown

from picoclaw_lint.cli.rule_texts import rule_text
from picoclaw_lint.diagnostic import SEVERITIES, Copied, Diagnostic, Edit, Fix, Impact, Literally, Safety, Severity
from picoclaw_lint.engine import INTERNAL_ERROR as ENGINES_INTERNAL_ERROR
from picoclaw_lint.project import HOMEPAGE
from picoclaw_lint.registry import RULES
from picoclaw_lint.report import INTERNAL_ERROR, Options, RuleText, github, markdown, sarif
from picoclaw_lint.report.json_report import report_schema
from picoclaw_lint.report.jsonl import line_schema
from picoclaw_lint.report.places import absolute, below, lines, plain, relative
from picoclaw_lint.results import FileResult, Results

HERE = "/home/me/project"


def one_file(*diagnostics: Diagnostic, text: str = CONFIG, **rest: Any) -> Results:
    return Results((file_result(text, *diagnostics, **rest),))


def sarif_run(results: Results, **options: Any) -> Any:
    report = shown("sarif", results, **options)
    read_sarif(report)
    return json.loads(report)["runs"][0]


def annotations(results: Results) -> list[Command]:
    found, _ = commands(shown("github", results))
    return [command for command in found if command.name in ("error", "warning", "notice")]


# Places


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("config.json", "config.json"),
        ("./config.json", "config.json"),
        ("a/./b//../config.json", "a/config.json"),
        ("/home/me/project/config.json", "config.json"),
        ("/home/me/project/a b/c.json", "a b/c.json"),
        ("../project/config.json", "config.json"),
        ("../config.json", "../config.json"),
        ("/home/me/project-b/config.json", "/home/me/project-b/config.json"),
        ("/etc/config.json", "/etc/config.json"),
        ("..a/config.json", "..a/config.json"),
        ("<stdin>", "<stdin>"),
        ("a\\b.json", "a\\b.json"),
    ],
)
def test_paths_are_told_from_the_working_directory(path: str, expected: str) -> None:
    assert relative(path, HERE) == expected
    assert (below(path, HERE) is None) is expected.startswith(("/", "../"))
    assert absolute(path, HERE) == (expected if expected.startswith("/") else absolute(expected, HERE))


def test_without_a_working_directory_paths_stay_as_they_are() -> None:
    assert relative("./a/../b", "") == "b"
    assert relative("/a/b", "") == "/a/b"
    assert below("/a/b", "") is None
    assert below("../b", "") == "../b"


def test_a_root_directory_is_a_directory_too() -> None:
    assert relative("/etc/config.json", "/") == "etc/config.json"


def test_a_path_keeps_its_blanks_and_nothing_else_that_is_invisible() -> None:
    assert plain("全角\u3000a\xa0b c\t\n\u202e\ud800") == "全角\u3000a\xa0b c\\t\\n\\u202e\\ud800"


@pytest.mark.parametrize(
    ("start", "end", "expected"), [(0, 1, (1, 1)), (0, 2, (1, 1)), (0, 3, (1, 2)), (2, 4, (2, 2)), (1, 1, (1, 1))]
)
def test_the_last_line_of_a_place_is_one_that_it_has(start: int, end: int, expected: tuple[int, int]) -> None:
    assert lines(place("{\n}\n", start, end)) == expected


def test_without_a_place_the_first_line_is_marked() -> None:
    assert lines(None) == (1, 1)
    results = one_file(diagnostic("no place"))
    assert sarif_run(results)["results"][0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert json.loads(shown("gitlab", results))[0]["location"]["lines"] == {"begin": 1, "end": 1}
    assert set(annotations(results)[0].properties) == {"title", "file"}


@pytest.mark.parametrize(
    ("path", "uri", "has_base"),
    [
        ("größe 1.json", "gr%C3%B6%C3%9Fe%201.json", True),
        ("a%20b#c?d.json", "a%2520b%23c%3Fd.json", True),
        ("c:d.json", "c%3Ad.json", True),
        ("back\\slash.json", "back%5Cslash.json", True),
        ("caf\udce9.json", "caf%E9.json", True),
        ("\ud800.json", "%ED%A0%80.json", True),
        ("<stdin>", "%3Cstdin%3E", True),
        (f"{HERE}/a/b.json", "a/b.json", True),
        ("../b c.json", "file:///home/me/b%20c.json", False),
        ("//host/c.json", "file:///host/c.json", False),
    ],
)
def test_sarif_names_files_by_uri(path: str, uri: str, has_base: bool) -> None:
    run = sarif_run(one_file(diagnostic("m", path=path), path=path))
    found = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert found == ({"uri": uri, "uriBaseId": "%SRCROOT%"} if has_base else {"uri": uri})


def test_sarif_counts_columns_in_code_points_and_ends_after_the_last() -> None:
    text = '"😀": 1'
    run = sarif_run(one_file(diagnostic("m", where=place_of(text, "1")), text=text))
    assert run["columnKind"] == "unicodeCodePoints"
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 6, "endLine": 1, "endColumn": 7}


def test_github_gets_columns_only_for_a_place_on_one_line() -> None:
    text = "{\n  1\n}"
    results = one_file(
        diagnostic("one", where=place(text, 4, 5)), diagnostic("three", where=place(text, 0, 7)), text=text
    )
    one, three = (command.properties for command in annotations(results))
    assert (one["line"], one["endLine"], one["col"], one["endColumn"]) == ("2", "2", "3", "4")
    assert (three["line"], three["endLine"]) == ("1", "3")
    assert not {"col", "endColumn"} & set(three)


# What a finding is known by


def fingerprints(results: Results) -> list[tuple[str, str]]:
    found = [
        (result["partialFingerprints"]["primaryLocationLineHash"], result["partialFingerprints"]["picoclawLint/v1"])
        for result in sarif_run(results)["results"]
    ]
    assert [first for first, _ in found] == [item["fingerprint"] for item in json.loads(shown("gitlab", results))]
    return found


def some(text: str, path: str = "config.json") -> Results:
    return one_file(
        diagnostic("m", where=place_of(text, '"b"'), address="/a/b", path=path),
        diagnostic("n", where=place_of(text, '"c"'), address="/a/c", path=path),
        diagnostic("n", where=place_of(text, '"c"'), address="/a/c", path=path),
        diagnostic("o", address=None, path=path),
        text=text,
        path=path,
    )


def test_fingerprints_stay_when_lines_move_and_when_the_file_is_named_otherwise() -> None:
    before = fingerprints(some('{"a": {"b": 1, "c": 2}}'))
    assert before == fingerprints(some('\n\n{\n  "a": {\n    "c": 2,\n    "b": 1\n}}'))
    assert before == fingerprints(some('{"a": {"b": 1, "c": 2}}', f"{HERE}/config.json"))
    assert before == fingerprints(some('{"a": {"b": 1, "c": 2}}', "./config.json"))
    assert not set(before) & set(fingerprints(some('{"a": {"b": 1, "c": 2}}', "other.json")))


def test_no_two_findings_have_one_fingerprint_even_in_a_file_that_is_named_twice() -> None:
    twice = Results((*some('{"a": {"b": 1, "c": 2}}').files, *some('{"a": {"b": 1, "c": 2}}', "./config.json").files))
    found = fingerprints(twice)
    assert len(found) == len(set(found)) == 8


def test_files_that_cannot_be_checked_are_told_apart_on_gitlab() -> None:
    gone = FileResult("gone.json", "config", "0.3.0", error="gone")
    issues = json.loads(shown("gitlab", Results((gone, gone._replace(path="./gone.json")))))
    assert [issue["check_name"] for issue in issues] == ["unchecked-file"] * 2
    assert issues[0]["fingerprint"] != issues[1]["fingerprint"]


# SARIF


def test_sarif_says_what_tool_it_was() -> None:
    run = sarif_run(everything())
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"]) == ("picoclaw-lint", "1.2.3")
    assert driver["informationUri"] == "https://docs.example"
    assert run["automationDetails"] == {"id": "picoclaw-lint/"}
    assert "informationUri" not in sarif_run(everything(), homepage="")["tool"]["driver"]


def test_sarif_has_the_rules_that_occur_by_name() -> None:
    rules = [rule["id"] for rule in sarif_run(everything())["tool"]["driver"]["rules"]]
    assert rules == ["no-base", "old-version", "open-mode", "plaintext-secret", "unknown-field"]
    assert sarif_run(Results(()))["tool"]["driver"]["rules"] == []


def sarif_rule(**text: Any) -> Any:
    texts = RuleText("Sum.", "why it is.", "do it.", "family", **text)
    return sarif_run(one_file(diagnostic("m")), rule_text=lambda _name: texts)["tool"]["driver"]["rules"][0]


def test_a_rule_of_sarif_says_why_and_what_to_do() -> None:
    rule = sarif_rule(severities=("error",), impacts=("load",))
    assert rule == {
        "id": "unknown-field",
        "shortDescription": {"text": "Sum."},
        "fullDescription": {"text": "Why it is."},
        "helpUri": "https://docs.example/rules/unknown-field",
        "help": {
            "text": "Why it is.\n\nWhat to do: do it.\n\nMore: https://docs.example/rules/unknown-field",
            "markdown": "Why it is.\n\nWhat to do: do it.\n\nMore: "
            "[unknown-field](https://docs.example/rules/unknown-field)",
        },
        "defaultConfiguration": {"level": "error"},
        "properties": {"precision": "very-high", "problem.severity": "error", "tags": ["family"]},
    }


@pytest.mark.parametrize(
    ("severities", "level", "problem", "score"),
    [
        (("error",), "error", "error", "8.0"),
        (("warning", "error"), "warning", "warning", "8.0"),
        (("warning",), "warning", "warning", "6.0"),
        (("info",), "note", "recommendation", "3.0"),
    ],
)
def test_a_rule_of_sarif_is_as_severe_as_the_rule(
    severities: tuple[Severity, ...], level: str, problem: str, score: str
) -> None:
    rule = sarif_rule(severities=severities, impacts=("security",))
    assert rule["defaultConfiguration"] == {"level": level}
    assert rule["properties"] == {
        "precision": "high",
        "problem.severity": problem,
        "tags": ["family", "security"],
        "security-severity": score,
    }
    assert "security-severity" not in sarif_rule(severities=severities, impacts=("runtime",))["properties"]


def test_a_rule_without_texts_is_described_by_its_name_and_its_findings() -> None:
    found = diagnostic("m", rule="odd", severity="warning", impact="security", family="secrets")
    worse = diagnostic("m", rule="odd", severity="error", impact="security", family="secrets")
    no_texts = Options(version="", rule_url=str).rule_text
    [rule] = sarif_run(one_file(found, worse), rule_text=no_texts)["tool"]["driver"]["rules"]
    assert rule["shortDescription"] == rule["fullDescription"] == {"text": "odd"}
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["properties"]["tags"] == ["secrets", "security"]


def test_a_long_description_is_cut_to_what_github_takes() -> None:
    text = RuleText(summary="a" * 2000, why="b" * 2000)
    [rule] = sarif_run(one_file(diagnostic("m")), rule_text=lambda _name: text)["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == "a" * 1023 + "…"
    assert len(rule["fullDescription"]["text"]) == 1024
    assert "b" * 1999 in rule["help"]["text"]


def test_the_message_of_sarif_has_the_help_as_its_second_sentence() -> None:
    results = one_file(
        diagnostic("it is wrong", help_text="remove it; or not"),
        diagnostic("is it?", help_text="config.json is meant."),
        diagnostic("it is", help_text='"a" is meant'),
        diagnostic("alone"),
    )
    assert [result["message"]["text"] for result in sarif_run(results)["results"]] == [
        "it is wrong. Remove it; or not.",
        "is it? config.json is meant.",
        'it is. "a" is meant.',
        "alone",
    ]


def test_sarif_says_of_all_results_whether_they_are_suppressed_or_of_none() -> None:
    accepted = [result["suppressions"] for result in sarif_run(everything())["results"]]
    assert [item for item in accepted if item] == [
        [{"kind": "external", "status": "accepted", "justification": "settings: we know"}],
        [{"kind": "external", "status": "accepted", "justification": "baseline: it is old"}],
    ]
    assert all("suppressions" not in result for result in sarif_run(one_file(diagnostic("m")))["results"])


def test_what_went_wrong_with_the_tool_is_no_result_of_sarif() -> None:
    run = sarif_run(everything())
    [invocation] = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [item["descriptor"]["id"] for item in invocation["toolExecutionNotifications"]] == [
        "unchecked-file",
        "unchecked-file",
        "internal-error",
    ]
    assert {result["ruleId"] for result in run["results"]} & {"internal-error", "unchecked-file"} == set()
    assert sarif_run(one_file(diagnostic("m")))["invocations"][0]["executionSuccessful"] is True


def test_the_internal_error_is_the_engines() -> None:
    assert INTERNAL_ERROR == ENGINES_INTERNAL_ERROR


def test_findings_beyond_the_limit_of_sarif_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 3)
    results = one_file(
        diagnostic("accepted").suppress("settings", "so"),
        diagnostic("info", severity="info"),
        diagnostic("warning", severity="warning"),
        diagnostic("error", impact="runtime"),
        diagnostic("worst"),
    )
    report = json.loads(shown("sarif", results))["runs"][0]
    assert [result["message"]["text"] for result in report["results"]] == ["worst", "error", "warning"]
    [invocation] = report["invocations"]
    assert invocation["executionSuccessful"] is True
    [notification] = invocation["toolExecutionNotifications"]
    assert notification["message"]["text"] == "2 findings left out: GitHub takes 3 of a run"


@pytest.mark.parametrize("name", [*(rule.name for rule in RULES), INTERNAL_ERROR])
def test_every_rule_has_the_texts_that_sarif_shows(name: str) -> None:
    text = rule_text(name)
    assert text.summary.endswith(".")
    assert text.why
    assert text.what_to_do
    assert text.severities
    assert text.impacts
    assert len(text.summary) <= 1024
    assert len(text.why) <= 1024
    assert "\n" not in text.why + text.what_to_do
    if name != INTERNAL_ERROR:
        [rule] = sarif_run(one_file(diagnostic("m", rule=name)), rule_text=rule_text)["tool"]["driver"]["rules"]
        assert rule["properties"]["tags"][0] == text.family
        assert "``" not in json.dumps(rule)


def test_a_name_that_is_no_rule_has_no_texts() -> None:
    assert rule_text("no-such-rule") == RuleText()


def test_rule_texts_of_other_rules_are_not_asked_for() -> None:
    asked = []

    def ask(name: str) -> RuleText:
        asked.append(name)
        return RULE_TEXTS.get(name, RuleText())

    for name in ("text", "concise", "json", "jsonl", "github", "gitlab", "junit", "markdown"):
        shown(name, everything(), rule_text=ask)
    assert asked == []
    shown("sarif", one_file(diagnostic("m")), rule_text=ask)
    assert asked == ["unknown-field"]


# JSON lines


def test_a_line_is_a_finding_of_the_json_report_and_its_file() -> None:
    report = json.loads(shown("json", everything()))
    expected = []
    for file in report["files"]:
        about = {"path": file["path"], "target_version": file["target_version"]}
        if file["error"] is not None:
            expected.append({**about, "error": file["error"]})
        expected += [{**about, **finding} for finding in file["diagnostics"]]
    assert [json.loads(line) for line in shown("jsonl", everything()).splitlines()] == expected
    assert shown("jsonl", Results(())) == ""


def test_the_schema_of_a_line_says_of_findings_what_the_schema_of_the_report_says() -> None:
    line, report = line_schema(), report_schema()
    assert line["$id"] == f"{HOMEPAGE}/raw/main/linter/picoclaw_lint/report/jsonl.schema.json"
    of_a_line = line["definitions"].pop("diagnostic")
    of_the_report = report["definitions"].pop("diagnostic")
    file = report["definitions"].pop("file")["properties"]
    about = {name: file[name] for name in ("path", "target_version")}
    assert of_a_line["properties"] == {**about, **of_the_report["properties"]}
    assert of_a_line["required"] == [*about, *of_the_report["required"]]
    assert of_a_line["additionalProperties"] is False
    unchecked = line["definitions"].pop("unchecked")
    assert unchecked["required"] == list(unchecked["properties"]) == [*about, "error"]
    assert line["definitions"] == report["definitions"]


# GitHub


def many(**counts: int) -> Results:
    found = [
        diagnostic(f"{severity} {number}", severity=severity)
        for severity in SEVERITIES
        for number in range(counts.get(severity, 0))
    ]
    return one_file(*reversed(found), loads=True)


@pytest.mark.parametrize(
    ("errors", "warnings", "infos", "shown_of_each", "words"),
    [
        (10, 10, 10, (10, 10, 10), None),
        (11, 0, 0, (10, 0, 1), "1 error"),
        (25, 12, 3, (10, 10, 4), "15 errors, 2 warnings"),
        (0, 0, 11, (0, 0, 10), "2 infos"),
        (11, 0, 10, (10, 0, 10), "1 error, 1 info"),
        (0, 30, 30, (0, 10, 10), "20 warnings, 21 infos"),
    ],
)
def test_github_gets_as_many_annotations_as_it_shows_and_is_told_of_the_rest(
    errors: int, warnings: int, infos: int, shown_of_each: tuple[int, int, int], words: str | None
) -> None:
    results = many(error=errors, warning=warnings, info=infos)
    found = annotations(results)
    counts = Counter(command.name for command in found)
    assert (counts["error"], counts["warning"], counts["notice"]) == shown_of_each
    # Worst first, the count last.
    order = [("error", "warning", "notice").index(command.name) for command in found]
    assert order == sorted(order)
    left = " without an annotation: GitHub shows 10 of a kind; the log of the step has all"
    assert found[-1].data.endswith(left) is (words is not None)
    if words is not None:
        assert found[-1] == Command("notice", {"title": "picoclaw-lint"}, words + left)
    _, log = commands(shown("github", results))
    assert len(log) == errors + warnings + infos


def test_github_shows_the_worst_of_the_errors() -> None:
    impacts: list[Impact] = ["advice", "ignored", "runtime", "security", "startup", "load"]
    results = one_file(*(diagnostic(impact, severity="error", impact=impact) for impact in impacts))
    assert [command.data for command in annotations(results)] == [
        "load",
        "startup",
        "security",
        "runtime",
        "ignored",
        "advice",
    ]


def test_a_file_that_cannot_be_checked_is_an_error_on_github() -> None:
    results = Results((FileResult("gone.json", "config", "0.3.0", error="no such file"),))
    assert annotations(results) == [
        Command(
            "error",
            {"title": "picoclaw-lint unchecked-file", "file": "gone.json"},
            "the file could not be checked: no such file",
        )
    ]


def test_a_clean_run_on_github_is_one_line() -> None:
    assert shown("github", one_file()) == "1 file is clean.\n"


def test_accepted_findings_are_counted_on_github_and_not_shown() -> None:
    results = one_file(diagnostic("accepted").suppress("baseline", "old"))
    assert read_github(shown("github", results)) == []
    assert commands(shown("github", results))[1] == ["1 finding suppressed"]


@given(st.text(st.sampled_from("%:,\r\n=05ADC a"), max_size=30))
def test_escapes_of_workflow_commands_are_undone_by_the_runner(text: str) -> None:
    line = github._command("error", {"file": text, "title": "t"}, text)
    [found], log = commands(line)
    # The runner drops an empty property, and blanks at the ends of the list.
    assert found.data == text
    assert found.properties.get("file", "").strip() == text.strip()
    assert log == []


# GitLab


@pytest.mark.parametrize(
    ("severity", "impact", "expected"),
    [
        ("error", "load", "blocker"),
        ("error", "startup", "blocker"),
        ("error", "security", "critical"),
        ("warning", "security", "critical"),
        ("error", "runtime", "critical"),
        ("warning", "load", "major"),
        ("warning", "runtime", "major"),
        ("warning", "ignored", "minor"),
        ("warning", "advice", "minor"),
        ("info", "advice", "info"),
        ("info", "security", "info"),
    ],
)
def test_gitlab_gets_its_severity_from_the_impact(severity: Severity, impact: Impact, expected: str) -> None:
    [issue] = json.loads(shown("gitlab", one_file(diagnostic("m", severity=severity, impact=impact))))
    assert issue["severity"] == expected


def test_a_clean_run_on_gitlab_is_an_empty_array() -> None:
    accepted = diagnostic("accepted").suppress("baseline", "old")
    assert shown("gitlab", one_file(accepted)) == shown("gitlab", Results(())) == "[]\n"


# JUnit


def test_a_clean_file_has_a_case_that_passes() -> None:
    root = ElementTree.fromstring(shown("junit", one_file(diagnostic("accepted").suppress("settings", "so"))))
    accepted, passed = root[0]
    assert [outcome.attrib for outcome in accepted] == [{"message": "settings: so"}]
    assert (passed.attrib["name"], list(passed)) == ("no findings", [])


def test_a_case_of_junit_says_all_of_a_finding() -> None:
    root = ElementTree.fromstring(shown("junit", everything()))
    failure = root[0][0][0]
    assert failure.attrib == {"message": 'unknown field "api_key", did you mean "api_keys"', "type": "error"}
    assert (failure.text or "").splitlines() == [
        'config.json:5:32: error[unknown-field] unknown field "api_key", did you mean "api_keys"',
        'help: rename it to "api_keys" and make the value a list',
        "note: conf/.security.yml:2:1: the keys of this alias stand here",
        "note: other.json: and nowhere in particular",
        "https://docs.example/rules/unknown-field",
    ]


def test_junit_with_nothing_checked_is_empty_and_valid() -> None:
    assert list(ElementTree.fromstring(shown("junit", Results(())))) == []


# Markdown


def test_markdown_shows_the_worst_first_and_says_what_is_accepted() -> None:
    report = shown("markdown", everything())
    severities = re.findall(r"^\| (error|warning|info) \|", report, re.M)
    assert severities == sorted(severities, key=SEVERITIES.index)
    assert "\n2 findings suppressed\n" in report
    assert "\nPicoClaw `0.3.0` refuses `config.json`.\n" in report


def test_markdown_of_a_clean_run_has_no_table() -> None:
    assert shown("markdown", one_file(loads=True)) == "## picoclaw-lint: 1 file is clean.\n"


def test_markdown_stays_below_a_mebibyte_and_counts_what_it_cuts() -> None:
    found = [diagnostic(f"finding {number} " + "词" * 100) for number in range(9_000)]
    found.append(diagnostic("the worst of all: " + "x" * 2_000_000))
    paths = [f"{number}/{'d' * 200}.json" for number in range(6_000)]
    files = [file_result("{}", path=path, loads=False) for path in paths]
    report = shown("markdown", Results((file_result("{}", *found, loads=False), *files)))
    assert len(report.encode()) <= markdown.MOST
    read_markdown(report.rpartition("\nLeft out")[0])
    left = re.search(r"\nLeft out, .*: (?:(\d+) findings? and )?(\d+) lines? above the table\.\n\Z", report)
    assert left is not None
    assert report.count("\n| error |") == 9_001 - int(left[1]) > 1_000
    assert report.count("PicoClaw `0.3.0` refuses") == 6_001 - int(left[2]) > 500


def test_markdown_counts_the_rows_it_cuts() -> None:
    found = [diagnostic(f"finding {number} " + "词" * 100) for number in range(9_000)]
    report = shown("markdown", one_file(*found))
    assert len(report.encode()) <= markdown.MOST
    rows = report.count("\n| error |")
    assert f"\nLeft out, as a summary may not be larger than 1 MiB: {9_000 - rows} findings.\n" in report
    assert len(read_markdown(report.rpartition("\nLeft out")[0])) == rows > 1_500


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("a plain text, with words; and 12 of them.", "a plain text, with words; and 12 of them."),
        ('refuses "api_key" in model_list[0]: it is', 'refuses `"api_key"` in `model_list[0]`: it is'),
        ('write "api_keys": ["..."], or not', 'write `"api_keys": ["..."]`, or not'),
        ("no model (catalogue of 2026-11-23); did you", "no model (catalogue of `2026-11-23`); did you"),
        ("see @team, #12 or www.evil.example!", "see `@team, #12` or `www.evil.example`!"),
        ("a|b", "`a\\|b`"),
        ("it isn't <b>", "it isn't `<b>`"),
        ("deadbeef and 1234567 are commits", "`deadbeef` and `1234567` are commits"),
        ("a `b` c", "a `` `b` `` c"),
        ("f(x)", "`f(x)`"),
    ],
)
def test_only_plain_words_stand_bare_in_markdown(message: str, expected: str) -> None:
    row = shown("markdown", one_file(diagnostic(message))).splitlines()[-1]
    assert row == (
        "| error | `config.json` | [`unknown-field`](https://docs.example/rules/unknown-field) | " + expected + " |"
    )


# Whatever is asked of the formats for people


@pytest.mark.parametrize("name", ["json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown"])
def test_formats_for_tools_show_infos_and_no_colour_whatever_people_are_shown(name: str) -> None:
    report = shown(name, everything())
    assert "could be 4" in re.sub("[`|]", "", report)
    assert report == shown(name, everything(), color=True, show_info=True, quiet=True, statistics=True)
    assert "\x1b" not in report
    assert OPTIONS.color is False


def fixed_in_sarif(text: str, *edits: Edit, secrets: tuple[tuple[int, int], ...] = (), safety: Safety = "safe") -> Any:
    found = diagnostic("m", fix=Fix("mend it", safety, edits))
    return sarif_run(Results((file_result(text, found, secrets=secrets),)))["results"][0].get("fixes")


def test_sarif_carries_fixes_as_the_text_that_they_write() -> None:
    edits = (
        Edit("config.json", 1, 4, (Literally('"b"'),)),
        Edit("config.json", 9, 9, (Literally(", "), Copied(1, 4), Literally(": 2"))),
        Edit("config.json", 10, 11, ()),
    )
    (fix,) = fixed_in_sarif('{"a": [1]\n}\n', *edits)
    assert fix["description"] == {"text": "mend it (safe)"}
    (change,) = fix["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 1, "startColumn": 2, "endLine": 1, "endColumn": 5},
            "insertedContent": {"text": '"b"'},
        },
        {
            "deletedRegion": {"startLine": 1, "startColumn": 10, "endLine": 1, "endColumn": 10},
            "insertedContent": {"text": ', "a": 2'},
        },
        {"deletedRegion": {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 2}},
    ]


def test_sarif_says_that_a_fix_is_a_guess() -> None:
    (fix,) = fixed_in_sarif("{}", Edit("config.json", 0, 1, ()), safety="unsafe")
    assert fix["description"] == {"text": "mend it (unsafe: a guess, or it costs words)"}


def test_sarif_leaves_out_fixes_that_would_show_a_secret_and_those_without_edits() -> None:
    copied = Edit("config.json", 0, 0, (Copied(2, 5),))
    assert fixed_in_sarif('"secret"', copied, secrets=((1, 7),)) is None
    assert fixed_in_sarif('"secret"', copied, secrets=((6, 7),)) is not None
    assert fixed_in_sarif("{}") is None
    assert fixed_in_sarif("{}", Edit("config.json", 0, 1, ()), safety="display") is None
