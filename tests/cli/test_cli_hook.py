"""The pre-commit hook: which files it is given, and what its command does with them."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from cli_runs import CLEAN, REFUSED, Run, write
from ruamel.yaml import YAML

MANIFEST = Path(__file__).resolve().parents[2] / ".pre-commit-hooks.yaml"
HOOKS: dict[str, dict[str, Any]] = {hook["id"]: hook for hook in YAML(typ="safe").load(MANIFEST)}
HOOK = HOOKS["picoclaw-lint"]


def takes(path: str) -> bool:
    return bool(re.search(HOOK["files"], path)) and not re.search(HOOK["exclude"], path)


@pytest.mark.parametrize(
    "path",
    [
        ".picoclaw/config.json",
        "home/.picoclaw/config.json",
        "deploy/picoclaw/config.json",
        "deploy/picoclaw/prod/config.json",
        ".picoclaw/config.prod.json",
        "picoclaw.json",
        "picoclaw-config.json",
        "deploy/picoclaw.prod.json",
    ],
)
def test_the_hook_takes_the_usual_names_of_a_config(path: str) -> None:
    assert takes(path)


@pytest.mark.parametrize(
    "path",
    [
        "config.json",
        "src/config.json",
        "config/config.example.json",
        "notpicoclaw/config.json",
        "picoclaw/package.json",
        ".picoclaw/config.json.bak",
        ".picoclaw/workspace/config.json",
        "picoclaw/workspace/skills/x/config.json",
    ],
)
def test_the_hook_leaves_other_files_alone(path: str) -> None:
    assert not takes(path)


def test_the_hooks_command_fails_for_a_config_that_is_refused_and_skips_what_is_no_config(lint: Run) -> None:
    program, *arguments = shlex.split(HOOK["entry"])
    write(Path("picoclaw/config.json"), REFUSED)
    write(Path("picoclaw.json"), {"name": "not a config"})
    write(Path("good.json"), CLEAN)
    assert program == "picoclaw-lint"
    assert lint(*arguments, "picoclaw/config.json", "picoclaw.json").code == 1
    assert lint(*arguments, "picoclaw.json", "good.json").code == 0
    assert lint(*arguments, "picoclaw.json").code == 0
