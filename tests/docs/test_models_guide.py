"""What docs/models.md and the README say of the catalogue is so."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from picoclaw_lint.known_models import STALE_AFTER
from picoclaw_lint.registry import ALL_RULES
from picoclaw_lint.rules.models import retiring_model
from picoclaw_schema import catalogue

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/models.md").read_text("utf-8")


def run(*arguments: str) -> str:
    command = [sys.executable, "-c", "from picoclaw_lint.cli.main import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def without_what_changes_every_week(text: str) -> list[str]:
    """The lines, but for which sources there are and of what day they are."""
    lines = [re.sub(r"\d{4}-\d\d-\d\d(, \d+ days? old)?$", "", line) for line in text.splitlines()]
    return [re.sub(r" +\w+$", "", line) for line in lines if not re.match(r"\w (?:pypi|npm|tools)", line)]


def test_the_table_on_the_page_is_what_the_command_prints() -> None:
    match = re.search(r"<!-- models: (.+) -->\n```text\n(.*?)```", PAGE, re.S)
    assert match is not None
    printed = without_what_changes_every_week(run("models", *match[1].split(), "--now", "2026-11-29"))
    assert printed == without_what_changes_every_week(match[2])
    assert len(printed) > 4


def test_the_commands_on_the_page_work() -> None:
    commands = re.findall(r"^picoclaw-lint (models.*?)(?: +#.*)?$", PAGE, re.M)
    assert len(commands) == 5
    for command in commands:
        assert run(*command.split())


def test_the_rules_on_the_page_are_there() -> None:
    named = set(re.findall(r"\]\(rules/([\w-]+)\.md\)", PAGE))
    assert len(named) > 10
    assert named <= ALL_RULES


def test_the_days_on_the_page_are_those_of_the_code() -> None:
    assert f"After {STALE_AFTER} days" in PAGE
    assert f"within {retiring_model._SOON} days" in PAGE


def test_there_are_as_many_models_as_the_readme_says() -> None:
    told = re.search(r"more than ([\d,]+) models of (\d+) providers", (ROOT / "README.md").read_text("utf-8"))
    assert told is not None
    providers = catalogue("models")["providers"]
    assert sum(map(len, providers.values())) > int(told[1].replace(",", ""))
    assert len(providers) == int(told[2])


def test_the_page_names_the_lists_that_count_as_complete() -> None:
    names = {
        row["id"]: row["name"].removeprefix("Google ").removesuffix(" AI")
        for row in catalogue("providers")["providers"]
    }
    complete = [names[provider] for provider in catalogue("models")["complete"]]
    assert "Only of OpenAI, Anthropic, Gemini, Groq and Mistral" in PAGE
    assert sorted(complete) == ["Anthropic", "Gemini", "Groq", "Mistral", "OpenAI"]
