"""What lies around a secret counts: git, other users of the machine, backups."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from cli_runs import NOW, Run

KEY = "f81d4fae7dec11d0a76500a0c91e6bf6"
CLEAN = {
    "version": 3,
    "model_list": [{"model_name": "a", "model": "ollama/llama3.2", "rpm": 60, "request_timeout": 600}],
    "agents": {"defaults": {"model_name": "a"}},
}
OLD = {"model_list": [{"model_name": "a", "model": "openai/gpt-4o", "api_key": KEY}]}
WITH_KEY = {**CLEAN, "model_list": [{**CLEAN["model_list"][0], "api_keys": [KEY]}]}  # type: ignore[index,dict-item]


def write(path: str, value: object) -> None:
    Path(path).write_text(value if isinstance(value, str) else json.dumps(value), "utf-8")


def git(*words: str) -> None:
    subprocess.run(["git", *words], check=True, capture_output=True)


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("config.json", json.dumps(WITH_KEY), "plaintext-secret"),
        (".security.yml", f"model_list: {{a: {{api_keys: [{KEY}]}}}}\n", "committed-security-file"),
    ],
)
def test_an_exported_tree_is_judged_as_git_would_have_it(lint: Run, name: str, content: str, rule: str) -> None:
    write(name, content)
    options = ("check", name, "--select", "secrets", "--output-format", "json")
    assert "error" not in {severity for severity, _, _ in lint(*options).findings}
    done = lint(*options, "--assume-tracked")
    assert [(severity, rule) for severity, rule, _ in done.findings] == [("error", rule)]
    assert done.code == 1


def test_a_backup_with_secrets_is_told_when_only_the_config_is_named(lint: Run) -> None:
    git("init", "-q")
    write("config.json", CLEAN)
    write("config.json.20260401.bak", OLD)
    options = (
        "check",
        "config.json",
        "--output-format",
        "json",
        "--fail-on",
        "warning",
    )
    assert lint(*options).findings == [("warning", "exposed-backup", None)]
    git("add", "config.json.20260401.bak")
    done = lint(*options)
    assert done.findings == [("error", "exposed-backup", None)]
    assert KEY not in done.out + done.err
    git("rm", "-q", "--cached", "config.json.20260401.bak")
    write(".gitignore", "*.bak\n")
    assert lint(*options).findings == []


def test_a_security_file_that_git_would_take_along_is_told(lint: Run) -> None:
    git("init", "-q")
    write(".security.yml", f"model_list: {{a: {{api_keys: [{KEY}]}}}}\n")
    options = (
        "check",
        ".security.yml",
        "--select",
        "unignored-security-file",
        "--output-format",
        "json",
    )
    assert lint(*options).findings == [("warning", "unignored-security-file", None)]
    write(".gitignore", ".security.yml*\n")
    assert lint(*options).findings == []


def test_a_finding_without_a_place_stands_at_the_file(lint: Run) -> None:
    git("init", "-q")
    write("config.json", CLEAN)
    write("config.json.20260401.bak", OLD)
    done = lint("check", "config.json")
    assert done.out.startswith(
        'config.json: warning[exposed-backup] "config.json.20260401.bak" beside the config holds secrets, '
        "and git does not ignore it\n"
    )


@pytest.mark.skipif(os.name == "nt", reason="git is found in other ways there")
def test_that_git_is_missing_is_a_note_only_where_it_matters(lint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    git("init", "-q")
    write("config.json", CLEAN)
    monkeypatch.setenv("PATH", "")
    assert lint("check", "config.json").err == ""
    write("config.json", WITH_KEY)
    done = lint("check", "config.json", "--select", "plaintext-secret")
    assert done.err.startswith("picoclaw-lint: note: git tells nothing of ")
    assert done.code == 0
    assert lint("check", "config.json", "--select", "plaintext-secret", "--assume-tracked").err == ""


def test_a_clean_config_asks_git_nothing(lint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    git("init", "-q")
    write("config.json", CLEAN)
    monkeypatch.setattr(subprocess, "run", None)
    assert lint("check", "config.json").code == 0


SECURITY = f"model_list: {{a: {{api_keys: [{KEY}]}}}}\n"


def told(lint: Run, *paths: str) -> list[tuple[str, str]]:
    """The path and the rule of each finding of the rules about what others can get at."""
    rules = "unignored-security-file,committed-security-file,exposed-backup,plaintext-secret"
    report = lint("check", *paths, "--select", rules, "--output-format", "json").report
    return [(file["path"], item["rule"]) for file in report["files"] for item in file["diagnostics"]]


def test_what_lies_beside_several_configs_is_told_once(lint: Run) -> None:
    git("init", "-q")
    write("config.json", CLEAN)
    write("config.bak.json", CLEAN)
    write(".security.yml", SECURITY)
    write(".security.yml.20260401.bak", SECURITY)
    expected = [("config.json", "exposed-backup"), ("config.json", "unignored-security-file")]
    assert sorted(told(lint, "config.bak.json", "config.json")) == expected
    assert told(lint, "config.bak.json") == []
    assert sorted(told(lint, ".")) == [
        (".security.yml", "unignored-security-file"),
        (".security.yml.20260401.bak", "unignored-security-file"),
    ]


def test_configs_of_other_names_alone_tell_once_of_what_lies_beside_them(lint: Run) -> None:
    git("init", "-q")
    write("a.json", CLEAN)
    write("b.json", CLEAN)
    write(".security.yml", SECURITY)
    assert told(lint, "a.json", "b.json") == [("a.json", "unignored-security-file")]
    assert told(lint, "b.json") == [("b.json", "unignored-security-file")]


@pytest.mark.parametrize("name", ["config.json.20260401.bak", "config.json~", "config.json.bak"])
@pytest.mark.parametrize("has_config", [True, False])
def test_of_a_copy_only_the_copy_itself_is_judged(name: str, has_config: bool, lint: Run) -> None:
    git("init", "-q")
    if has_config:
        write("config.json", CLEAN)
    write(name, OLD)
    write(".security.yml", SECURITY)
    write(".security.yml.20260401.bak", SECURITY)
    assert told(lint, name) == [(name, "plaintext-secret")]


def test_a_backup_that_is_judged_itself_is_not_told_with_the_config_as_well(lint: Run) -> None:
    git("init", "-q")
    name = "config.json.20260401.bak"
    write("config.json", CLEAN)
    write(name, OLD)
    assert told(lint, "config.json") == [("config.json", "exposed-backup")]
    assert told(lint, "config.json", name) == told(lint, ".") == [(name, "plaintext-secret")]


def test_a_backup_that_is_left_out_as_foreign_is_told_with_the_config(lint: Run) -> None:
    git("init", "-q")
    name = "config.json.20260401.bak"
    write("config.json", CLEAN)
    write(name, {"my": {"api_key": KEY}})
    assert told(lint, "config.json", name, "--skip-foreign") == [("config.json", "exposed-backup")]


def test_a_directory_with_nothing_but_keys_is_checked(lint: Run) -> None:
    git("init", "-q")
    write(".security.yml", SECURITY)
    write("config.json.20260401.bak", OLD)
    assert lint("check", ".", "--now", NOW).code == 0
    git("add", ".")
    assert lint("check", ".", "--now", NOW).code == 1
    assert {rule for _, rule in told(lint, ".")} == {"committed-security-file", "plaintext-secret"}


def test_a_refused_file_without_a_finding_of_the_selected_rules_is_said_to_be_so(lint: Run) -> None:
    write("config.json", {**CLEAN, "gatewy": {}})
    done = lint("check", "config.json", "--select", "secrets")
    assert done.code == 0
    assert done.out.startswith("No finding of the selected rules in 1 file.\nPicoClaw 0.3.0 refuses config.json.\n")
