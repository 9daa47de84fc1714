from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from report_samples import CONFIG, OPTIONS, diagnostic, everything, file_result, place, shown

from picoclaw_lint.diagnostic import Copied, Edit, Fix, Literally, Related
from picoclaw_lint.project import HOMEPAGE
from picoclaw_lint.report import FORMATS, render
from picoclaw_lint.report.json_report import report_schema
from picoclaw_lint.results import FileResult, Results

VALIDATOR = Draft7Validator(report_schema())


def report(results: Results) -> Any:
    return json.loads(shown("json", results))


def test_the_shipped_schema_is_draft_07() -> None:
    Draft7Validator.check_schema(report_schema())
    assert report_schema()["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_the_schema_is_found_at_its_own_address() -> None:
    assert report_schema()["$id"] == f"{HOMEPAGE}/raw/main/linter/picoclaw_lint/report/report.schema.json"


def test_every_object_of_the_schema_is_closed_and_has_all_its_keys() -> None:
    def objects(schema: Any) -> Any:
        if isinstance(schema, dict):
            if "properties" in schema:
                yield schema
            for value in schema.values():
                yield from objects(value)

    found = list(objects(report_schema()))
    assert len(found) == 14
    for schema in found:
        assert schema["additionalProperties"] is False
        one_of_two = schema.get("minProperties") == schema.get("maxProperties") == 1
        assert one_of_two or sorted(schema["required"]) == sorted(schema["properties"])


@pytest.mark.parametrize("results", [everything(), Results(())], ids=["everything", "nothing"])
def test_a_report_keeps_the_schema(results: Results) -> None:
    VALIDATOR.validate(report(results))


def places(value: Any, path: tuple[Any, ...] = ()) -> Any:
    """The paths of all keys of all objects in a report."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key)
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from places(inner, (*path, index))


GOOD = report(everything())
PLACES = list(places(GOOD))


def changed(path: tuple[Any, ...], change: Callable[[Any, Any], None]) -> Any:
    mutated = deepcopy(GOOD)
    parent = mutated
    for step in path[:-1]:
        parent = parent[step]
    change(parent, path[-1])
    return mutated


@pytest.mark.parametrize("path", PLACES, ids=lambda path: ".".join(map(str, path)))
def test_the_schema_refuses_a_report_with_one_key_missing_wrong_or_too_many(path: tuple[Any, ...]) -> None:
    assert not VALIDATOR.is_valid(changed(path, lambda parent, key: parent.pop(key)))
    assert not VALIDATOR.is_valid(changed(path, lambda parent, key: parent.update({key: {"odd": [True]}})))
    assert not VALIDATOR.is_valid(changed(path, lambda parent, key: parent.update({f"{key}_too": 1})))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema_version",), 2),
        (("tool", "name"), "other"),
        (("summary", "errors"), -1),
        (("files", 0, "kind"), "schema"),
        (("files", 0, "loads"), "no"),
        (("files", 0, "diagnostics", 0, "rule"), "Unknown Field"),
        (("files", 0, "diagnostics", 0, "severity"), "fatal"),
        (("files", 0, "diagnostics", 0, "impact"), "none"),
        (("files", 0, "diagnostics", 0, "pointer"), "no/slash"),
        (("files", 0, "diagnostics", 0, "range", "start", "line"), 0),
        (("files", 0, "diagnostics", 0, "fix", "safety"), "maybe"),
        (
            ("files", 0, "diagnostics", 0, "fix", "edits", 0, "parts"),
            [{"text": "a", "copy": {"start": 1, "end": 2}}],
        ),
        (("files", 0, "diagnostics", 0, "fix", "edits", 0, "parts"), [{}]),
    ],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else "",
)
def test_the_schema_refuses_a_value_outside_its_set(path: tuple[Any, ...], value: Any) -> None:
    def put(parent: Any, key: Any) -> None:
        assert key in parent
        parent[key] = value

    assert not VALIDATOR.is_valid(changed(path, put))


def test_every_checked_file_appears_in_order_clean_ones_too() -> None:
    assert [(file["path"], file["loads"], file["error"]) for file in GOOD["files"]] == [
        ("config.json", False, None),
        ("min.json", True, None),
        ("clean.json", True, None),
        ("gone.json", None, "no such file"),
        ("/home/me/project/unter ordner/größe#1.json", True, None),
        ("../beside/config.json", None, "a rule failed; please report it"),
    ]


def test_infos_and_suppressed_findings_are_in_the_report_whatever_is_shown_to_people() -> None:
    assert shown("json", everything(), show_info=True) == shown("json", everything())
    findings = GOOD["files"][0]["diagnostics"]
    assert [finding["severity"] for finding in findings] == ["error", "error", "warning", "info", "warning"]
    assert [finding["suppressed"] for finding in findings] == [None] * 4 + [{"by": "settings", "reason": "we know"}]


def test_the_summary_counts_suppressed_findings_apart() -> None:
    assert GOOD["summary"] == {"files": 6, "errors": 4, "warnings": 5, "infos": 2, "suppressed": 2}


def test_one_finding_with_everything_has_exactly_the_agreed_shape() -> None:
    where = place(CONFIG, 0, 3)
    text_range = {
        "start": {"line": 1, "column": 1, "offset": 0},
        "end": {"line": 2, "column": 2, "offset": 3},
    }
    finding = diagnostic(
        "m",
        where=where,
        help_text="h",
        related=(Related("p", "/q", where, "r"), Related("p", None, None, "s")),
        fix=Fix("t", "display", (Edit("config.json", 1, 2, (Literally("a"), Copied(3, 4))),)),
    )
    [file] = report(Results((file_result(CONFIG, finding, loads=False),)))["files"]
    assert file == {
        "path": "config.json",
        "kind": "config",
        "target_version": "0.3.0",
        "config_version": 3,
        "loads": False,
        "error": None,
        "diagnostics": [
            {
                "rule": "unknown-field",
                "family": "structure",
                "severity": "error",
                "impact": "load",
                "message": "m",
                "help": "h",
                "pointer": "/somewhere",
                "range": text_range,
                "related": [
                    {"path": "p", "pointer": "/q", "range": text_range, "message": "r"},
                    {"path": "p", "pointer": None, "range": None, "message": "s"},
                ],
                "suppressed": None,
                "fix": {
                    "title": "t",
                    "safety": "display",
                    "edits": [
                        {
                            "path": "config.json",
                            "start": 1,
                            "end": 2,
                            "parts": [{"text": "a"}, {"copy": {"start": 3, "end": 4}}],
                        }
                    ],
                },
                "url": "https://docs.example/rules/unknown-field",
            }
        ],
        "fixed": [],
    }


@given(st.text(max_size=20))
def test_any_text_comes_out_as_ascii_and_reads_back(text: str) -> None:
    results = Results((file_result("{}", diagnostic(text), path="x"),))
    rendered = shown("json", results)
    assert rendered.isascii()
    assert json.loads(rendered)["files"][0]["diagnostics"][0]["message"] == text


def test_a_lone_surrogate_is_spelt_out_since_other_readers_refuse_its_escape() -> None:
    file = FileResult("caf\udce9.json", "config", "0.3.0", error="\ud800")
    rendered = shown("json", Results((file,)))
    parsed = json.loads(rendered)["files"][0]
    assert (parsed["path"], parsed["error"]) == (r"caf\udce9.json", r"\ud800")


@pytest.mark.parametrize("name", sorted(FORMATS))
@given(text=st.text(st.characters(exclude_categories=()), max_size=30), offset=st.integers(-5, 40))
def test_no_format_raises_on_strange_content(name: str, text: str, offset: int) -> None:
    finding = diagnostic(text, path=text, where=place("x" * 40, max(offset, 0), 40), help_text=text)
    results = Results((file_result(text, finding, path=text, secrets=((offset, offset + 7),), error=text),))
    report_text = "".join(render(name, results, OPTIONS))
    assert report_text.endswith("\n")
    report_text.encode("utf-8")
