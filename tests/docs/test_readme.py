"""What the README shows is what the tool does."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def block(name: str) -> str:
    match = re.search(rf"<!-- readme: {re.escape(name)} -->\n```\w+\n(.*?)```", README, re.S)
    assert match is not None, name
    return match[1]


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from picoclaw_lint.cli.main import main; main()", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def _without_its_day(text: str) -> str:
    return re.sub(r"\(catalogue of \d{4}-\d\d-\d\d\)", "(catalogue)", text)


def test_the_output_under_the_broken_config_is_the_real_one(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(block("config.json"), "utf-8")
    done = run("check", "config.json", "--now", "2026-11-23", cwd=tmp_path)
    # The catalogue moves on from week to week; what was printed stays true but for its day.
    assert _without_its_day(done.stdout) == _without_its_day(block("output"))
    assert done.returncode == 1


def test_the_diff_of_the_broken_config_is_the_real_one(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(block("config.json"), "utf-8")
    done = run("check", "config.json", "--diff", "--unsafe-fixes", "--now", "2026-11-23", cwd=tmp_path)
    assert done.stdout == block("diff")
    assert done.returncode == 1


def test_the_first_two_commands_run_the_main_job_and_the_tests() -> None:
    first = re.search(r"```sh\n(.*?)```", README, re.S)
    assert first is not None
    assert [line.split("  ")[0] for line in first[1].splitlines()] == ["make demo", "make test"]


def test_every_option_that_is_named_exists(tmp_path: Path) -> None:
    known = "".join(run(command, "--help", cwd=tmp_path).stdout for command in ("check", "schema", "migrate"))
    named = set(re.findall(r"--[a-z][a-z-]+", README))
    assert named
    assert {option for option in named if option not in known} == set()


def test_the_table_of_options_has_every_option_of_check(tmp_path: Path) -> None:
    table = README.partition("| option | meaning |")[2].partition("\n\n")[0]
    known = set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", run("check", "--help", cwd=tmp_path).stdout, re.M))
    assert len(known) > 15
    assert known - set(re.findall(r"--[a-z-]+", table)) == {"--help"}


def test_the_settings_are_read(tmp_path: Path) -> None:
    (tmp_path / "picoclaw-lint.toml").write_text(block("picoclaw-lint.toml"), "utf-8")
    (tmp_path / "config.json").write_text('{"version": 3, "model_list": [{"api_keys": ["file://x"]}]}', "utf-8")
    report = json.loads(run("check", "config.json", "--output-format", "json", cwd=tmp_path).stdout)
    (file,) = report["files"]
    (found,) = [item for item in file["diagnostics"] if item["rule"] == "broken-secret-file"]
    assert (file["target_version"], found["suppressed"]["by"]) == ("0.2.9", "settings")


def test_every_link_into_the_repository_leads_somewhere() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_address_of_the_project_is_the_one_in_pyproject() -> None:
    stated = re.search(r'^Homepage = "(.+)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.M)
    assert stated is not None
    assert f"repo: {stated[1]}\n" in README
