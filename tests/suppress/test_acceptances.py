"""What the settings accept is not shown, stays in the results with the reason, and changes no verdict."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from picoclaw_lint import run
from picoclaw_lint.diagnostic import Suppression
from picoclaw_lint.plan import Overrides
from picoclaw_lint.registry import RULES
from picoclaw_lint.results import FileResult, Results

LIMITS = {"rpm": 60, "request_timeout": 600}
# Refused for three fields that PicoClaw does not know, and with an address that is none.
CONFIG: dict[str, Any] = {
    "version": 3,
    "model_list": [
        {"model_name": "local", "model": "ollama/llama3.2", "api_base": "localhost", **LIMITS, "colour": "red"},
        {"model_name": "open/router", "model": "ollama/llama3.2", **LIMITS, "colour": "red"},
    ],
    "agents": {"defaults": {"model_name": "local", "model_fallbacks": ["open/router"]}},
    "colour": "red",
}
SETTINGS = "picoclaw-lint.toml"


def check(*accepted: str, path: str = "config.json", config: Any = CONFIG, **overrides: Any) -> Results:
    """Check a config with these tables in ``ignore``."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(config if isinstance(config, str) else json.dumps(config, indent=1), "utf-8")
    Path(SETTINGS).write_text("".join(f"[[ignore]]\n{entry}\n" for entry in accepted), "utf-8")
    return run.check(run.Request((path,), Overrides(**overrides)))


def only(results: Results) -> FileResult:
    (file,) = results.files
    return file


def hidden(results: Results) -> list[tuple[str, str | None]]:
    return [(item.rule, item.pointer) for item in only(results).diagnostics if item.suppressed is not None]


def accept(rule: str, reason: str = "we know", **more: str) -> str:
    return "\n".join(f"{key} = {json.dumps(value)}" for key, value in {"rule": rule, "reason": reason, **more}.items())


UNKNOWN = [
    ("unknown-field", "/model_list/0/colour"),
    ("unknown-field", "/model_list/1/colour"),
    ("unknown-field", "/colour"),
]


def test_the_config_of_these_tests_has_what_they_accept() -> None:
    found = only(check())
    assert [(item.rule, item.pointer) for item in found.diagnostics if item.rule == "unknown-field"] == UNKNOWN
    assert found.loads is False


def test_an_accepted_finding_stays_in_the_results_with_who_and_why() -> None:
    results = check(accept("unknown-field", "they are notes of ours"))
    assert hidden(results) == UNKNOWN
    for item in only(results).diagnostics:
        expected = Suppression("settings", "they are notes of ours") if item.rule == "unknown-field" else None
        assert item.suppressed == expected
    assert results.summary.suppressed == 3
    assert [item.rule for item in only(results).shown if item.rule == "unknown-field"] == []


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ("/colour", UNKNOWN[2:]),
        ("/model_list/0/colour", UNKNOWN[:1]),
        ("/model_list/[local]/colour", UNKNOWN[:1]),
        ("/model_list/[open/router]/colour", UNKNOWN[1:2]),
        ("/model_list/[open~1router]/colour", UNKNOWN[1:2]),
        ("/model_list/*/colour", UNKNOWN[:2]),
        ("/model_list/[*]/*", UNKNOWN[:2]),
        ("/model_list/**", UNKNOWN[:2]),
        ("/**/colour", UNKNOWN),
        ("/**", UNKNOWN),
        ("/model_list", []),
        ("/model_list/[other]/colour", []),
        ("/color", []),
    ],
)
def test_a_pointer_says_which_findings_are_meant(pointer: str, expected: list[tuple[str, str]]) -> None:
    assert hidden(check(accept("unknown-field", pointer=pointer))) == expected


def test_a_name_in_a_pointer_follows_its_model_to_another_place() -> None:
    entry = accept("unknown-field", pointer="/model_list/[local]/colour")
    moved = {**CONFIG, "model_list": CONFIG["model_list"][::-1]}
    assert hidden(check(entry, config=moved)) == [("unknown-field", "/model_list/1/colour")]


def test_a_family_stands_for_its_rules() -> None:
    assert hidden(check(accept("structure"))) == UNKNOWN


@pytest.mark.parametrize(
    ("path", "pattern", "matches"),
    [
        ("config.json", "config.json", True),
        ("deploy/config.json", "deploy/", True),
        ("deploy/config.json", "/config.json", False),
        ("deploy/eu/config.json", "deploy/*/config.json", True),
        ("deploy/eu/config.json", "deploy/*.json", False),
    ],
)
def test_a_path_says_which_files_are_meant(path: str, pattern: str, matches: bool) -> None:
    results = check(accept("unknown-field", path=pattern), path=path)
    assert hidden(results) == (UNKNOWN if matches else [])


def test_the_first_entry_that_covers_a_finding_is_named_and_the_second_is_of_no_use() -> None:
    results = check(accept("unknown-field", "first"), accept("unknown-field", "second", pointer="/colour"))
    assert {item.suppressed.reason for item in only(results).diagnostics if item.suppressed} == {"first"}
    assert results.notes == ("picoclaw-lint.toml:4: nothing to ignore for unknown-field at /colour",)


@pytest.mark.parametrize(
    ("more", "note"),
    [
        ({"rule": "duplicate-key"}, "nothing to ignore for duplicate-key"),
        ({"rule": "syntax"}, "nothing to ignore for syntax"),
        ({"rule": "unknown-field", "pointer": "/gone"}, "nothing to ignore for unknown-field at /gone"),
        ({"rule": "syntax", "path": "*.json"}, "nothing to ignore for syntax in *.json"),
        ({"rule": "syntax", "path": "*.json", "pointer": "/a"}, "nothing to ignore for syntax at /a in *.json"),
    ],
)
def test_an_entry_that_accepts_nothing_is_told_with_its_line(more: dict[str, str], note: str) -> None:
    results = check(accept("unknown-field"), accept(**more))
    assert results.notes == (f"picoclaw-lint.toml:4: {note}",)


def test_an_entry_is_not_called_unused_where_it_could_not_be_of_use() -> None:
    # For other files, hidden rules, files that could not be read to their end.
    assert check(accept("syntax", path="other.json")).notes == ()
    assert check(accept("syntax"), ignore=("syntax",)).notes == ()
    assert check(accept("syntax"), select=("structure",)).notes == ()
    assert check(accept("unknown-field"), config='{"version": 3, "model_list": [').notes == ()


def test_an_entry_is_used_if_any_file_of_the_run_has_what_it_accepts() -> None:
    check(accept("unknown-field", pointer="/colour"))
    Path("other.json").write_text('{"version": 3}')
    for paths in (("config.json", "other.json"), ("other.json", "config.json")):
        assert run.check(run.Request(paths)).notes == ()
    assert run.check(run.Request(("other.json",))).notes != ()


def test_no_note_shows_a_key_that_was_pasted_into_a_pointer() -> None:
    key = "sk-" + "proj-" + "q7Zt3LmX0vB9" * 3 + "T3Blbk" + "FJ" + "w2Yc8RnK5dHs"
    (note,) = check(accept("syntax", pointer=f"/model_list/{key}")).notes
    assert (
        note
        == f"picoclaw-lint.toml:1: nothing to ignore for syntax at /model_list/<OpenAI secret of {len(key)} characters>"
    )


LOADING = sorted(rule.name for rule in RULES if rule.decides_loading)


@pytest.mark.parametrize(
    "text",
    [
        "".join(f'[[ignore]]\nrule = "{rule}"\nreason = "x"\n' for rule in LOADING),
        f"ignore = {json.dumps(LOADING)}",
        'select = ["models"]',
        "[severity]\n" + "".join(f'{rule} = "info"\n' for rule in LOADING),
        f'[per-file-ignores]\n"*.json" = {json.dumps(LOADING)}',
        'fail-on = "never"',
    ],
    ids=["accepted", "ignore", "select", "severity", "per file", "fail-on"],
)
@pytest.mark.parametrize(
    "config", [CONFIG, "{", '{"version": 3.0}', {"version": 3}], ids=["fields", "{", "3.0", "good"]
)
def test_nothing_in_the_settings_changes_whether_a_file_loads(config: Any, text: str) -> None:
    expected = only(check(config=config)).loads
    Path(SETTINGS).write_text(text, "utf-8")
    found = only(run.check(run.Request(("config.json",))))
    assert found.loads is expected
    assert expected is (config == {"version": 3})


def test_a_severity_of_ones_own_is_shown_and_leaves_the_impact() -> None:
    check()
    Path(SETTINGS).write_text('[severity]\nstructure = "info"', "utf-8")
    found = [item for item in only(run.check(run.Request(("config.json",)))).diagnostics if item.family == "structure"]
    assert {(item.severity, item.impact) for item in found} == {("info", "load")}


def test_a_security_file_that_is_named_is_judged_by_the_settings_too() -> None:
    key = "sk-" + "proj-" + "q7Zt3LmX0vB9" * 3 + "T3Blbk" + "FJ" + "w2Yc8RnK5dHs"
    Path(".security.yml").write_text(f"model_list:\n  local:\n    api_keys: [{key}]\n", "utf-8")
    Path(SETTINGS).write_text(f"[[ignore]]\n{accept('syntax', path='*.yml')}\n", "utf-8")
    results = run.check(run.Request((".security.yml",)))
    assert only(results).error is None
    assert results.notes == ("picoclaw-lint.toml:1: nothing to ignore for syntax in *.yml",)
    Path(".security.yml").write_text("{", "utf-8")
    assert run.check(run.Request((".security.yml",))).notes == ()
