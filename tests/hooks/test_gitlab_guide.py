"""The guide to GitLab tells the truth: its job is read, and its script is run in a shell."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sysconfig
import venv
from pathlib import Path
from typing import Any

import pytest
from hook_projects import REFUSED, RELEASE, ROOT, WARNED, Done, Project, homepage, run
from ruamel.yaml import YAML

GUIDE = (ROOT / "docs/gitlab.md").read_text("utf-8")
BLOCKS = re.findall(r"<!-- guide: job -->\n```yaml\n(.*?)```", GUIDE, re.S)


def job() -> dict[str, Any]:
    (text,) = BLOCKS
    jobs: dict[str, dict[str, Any]] = YAML(typ="safe").load(text)
    (only,) = jobs.values()
    return only


def run_script(project: Project) -> Done:
    """Run the job's lines as a runner does: one after the other, until one fails."""
    environment = project.directory.parent / "environment"
    if not environment.exists():
        venv.create(environment, with_pip=True)
    env = {**project.env, "PATH": f"{environment / 'bin'}:{project.env['PATH']}"}
    shell = shutil.which("bash") or "sh"
    return run(shell, "-e", "-c", "\n".join(job()["script"]), cwd=project.directory, env=env)


def test_the_job_has_what_gitlab_asks_for() -> None:
    assert GUIDE.count("```yaml") == len(BLOCKS) == 1
    assert set(job()) == {"stage", "image", "script", "artifacts", "rules"}
    # With an older Python it cannot be installed; without git it does not know which files are tracked.
    assert job()["image"] == "python:3.13"
    assert job()["artifacts"]["when"] == "always"
    assert f"git+{homepage()}@{RELEASE}" in job()["script"][0]
    report = job()["artifacts"]["reports"]["codequality"]
    assert job()["script"][-1].endswith(f" --report gitlab={report}")


def test_the_job_is_what_gitlab_takes(tmp_path: Path) -> None:
    (text,) = BLOCKS
    for content, taken in ((text, True), (text.replace("when: always", "when: sometimes"), False)):
        file = tmp_path / ".gitlab-ci.yml"
        file.write_text(content, "utf-8")
        program = Path(sysconfig.get_path("scripts"), "check-jsonschema")
        command = [program, "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", file]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert (done.returncode == 0) == taken, done.stdout


@pytest.mark.skipif(os.name == "nt", reason="the job runs on Linux")
def test_the_script_installs_checks_and_writes_the_report(project: Project) -> None:
    project.write("bot/config.json", REFUSED)
    project.write("warned/config.json", WARNED)
    project.git("add", "--all")
    done = run_script(project)
    assert done.code == 1, done.out
    assert "bot/config.json:2:3: error[unknown-field]" in done.out
    report = project.directory / job()["artifacts"]["reports"]["codequality"]
    found = json.loads(report.read_text("utf-8"))
    assert [(item["check_name"], item["location"]["path"], item["location"]["lines"]["begin"]) for item in found] == [
        ("unknown-field", "bot/config.json", 2),
        ("duplicate-key", "warned/config.json", 1),
    ]
    assert all({"description", "fingerprint", "severity"} <= set(item) for item in found)
