"""What lies around a secret counts: git, other users of the machine, backups."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from cli_runs import Run

KEY = "f81d4fae7dec11d0a76500a0c91e6bf6"
CLEAN = {
    "version": 3,
    "model_list": [{"model_name": "a", "model": "ollama/llama3.2", "rpm": 60}],
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
