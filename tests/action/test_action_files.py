"""The action, the workflows and the guide to them are what GitHub takes, and what zizmor finds nothing in."""

from __future__ import annotations

import os
import re
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from action_runner import ROOT, Run, bash, evaluated, read_yaml, set_values

from picoclaw_lint.project import VERSION
from picoclaw_schema import DEFAULT_RELEASE, RELEASES

GUIDE = (ROOT / "docs/github-action.md").read_text("utf-8")
BLOCKS = dict(re.findall(r"<!-- guide: ([a-z ]+) -->\n```yaml\n(.*?)```", GUIDE, re.S))
README = (ROOT / "README.md").read_text("utf-8")
ACTION = read_yaml((ROOT / "action.yml").read_text("utf-8"))
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
# In the guide the action itself is named by its tag.
POLICY = '{"rules": {"unpinned-uses": {"config": {"policies": {"picoclaw-lint/*": "ref-pin", "*": "hash-pin"}}}}}'


def tool(name: str, *arguments: str | Path) -> None:
    """Run a program of the tests' environment that must find nothing."""
    program = Path(sysconfig.get_path("scripts"), name)
    done = subprocess.run([program, *arguments], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def guide_workflows(tmp_path: Path) -> list[Path]:
    """Write the workflows of the guide to files where GitHub would look for them."""
    folder = tmp_path / ".github/workflows"
    folder.mkdir(parents=True)
    (tmp_path / ".github/zizmor.yml").write_text(POLICY, "utf-8")
    for name, text in BLOCKS.items():
        (folder / f"{name.replace(' ', '-')}.yml").write_text(text, "utf-8")
    return sorted(folder.iterdir())


def used(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the steps of a workflow that use an action."""
    for job in value["jobs"].values():
        yield from (step for step in job["steps"] if "uses" in step)


def test_zizmor_finds_nothing_in_the_action_the_workflows_and_the_hooks() -> None:
    ours = [ROOT / name for name in ("action.yml", ".github", ".pre-commit-hooks.yaml", ".pre-commit-config.yaml")]
    tool("zizmor", "--pedantic", "--offline", "--strict-collection", *ours)


def test_zizmor_finds_nothing_in_the_guide(guide_workflows: list[Path]) -> None:
    folder = guide_workflows[0].parents[2]
    config = folder / ".github/zizmor.yml"
    tool("zizmor", "--pedantic", "--offline", "--strict-collection", "--config", config, folder)


def test_they_are_what_github_takes(guide_workflows: list[Path]) -> None:
    tool("check-jsonschema", "--builtin-schema", "vendor.github-actions", ROOT / "action.yml")
    tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS, *guide_workflows)
    tool("check-jsonschema", "--builtin-schema", "vendor.dependabot", ROOT / ".github/dependabot.yml")


def test_all_blocks_of_the_guide_are_looked_at() -> None:
    assert len(BLOCKS) == GUIDE.count("```") / 2 == 4


def test_every_action_is_pinned_to_one_commit_everywhere() -> None:
    pins: dict[str, set[str]] = {}
    for text in (*(path.read_text("utf-8") for path in WORKFLOWS), GUIDE, README):
        for name, pin in re.findall(r"uses: ([\w/-]+)@(.+)", text):
            pins.setdefault(name, set()).add(pin)
    assert pins.keys() > {"actions/checkout", "actions/setup-python"}
    assert {name: found for name, found in pins.items() if len(found) > 1} == {}
    assert pins["picoclaw-lint/picoclaw-lint"] == {f"v{VERSION}"}


def test_ci_runs_on_three_systems_and_every_python_that_is_promised() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    promised = re.findall(r'"Programming Language :: Python :: ([\d.]+)"', project)
    jobs = read_yaml((ROOT / ".github/workflows/ci.yml").read_text("utf-8"))["jobs"].values()
    pythons: dict[str, list[str]] = {}
    for job in jobs:
        matrix = job["strategy"]["matrix"]
        for system in matrix.get("system", [job["runs-on"]]):
            pythons[system] = matrix["python"]
    assert pythons == dict.fromkeys(("ubuntu-latest", "macos-latest", "windows-latest"), promised)
    assert f'requires-python = ">={promised[0]}"' in project


@pytest.mark.skipif(os.name == "nt", reason="it runs on Linux")
@pytest.mark.parametrize(("tag", "released"), [("v{}", True), ("v{}1", False), ("v{}.dev0", False), ("v", False)])
def test_only_a_tag_that_is_the_version_is_released(tag: str, released: bool) -> None:
    jobs = read_yaml((ROOT / ".github/workflows/release.yml").read_text("utf-8"))["jobs"]
    (check,) = (step["run"] for step in jobs["build"]["steps"] if step["name"] == "The tag is the version")
    environment = {**os.environ, "GITHUB_REF_NAME": tag.format(VERSION)}
    done = subprocess.run(
        [bash(), "-e", "-c", check], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=False
    )
    assert (done.returncode == 0) == released


def test_workflows_and_guide_use_inputs_and_outputs_that_the_action_has() -> None:
    texts = [*(path.read_text("utf-8") for path in WORKFLOWS), *BLOCKS.values()]
    ours = 0
    for text in texts:
        names = {step.get("id") for step in used(read_yaml(text)) if re.match(r"\./|picoclaw-lint/", step["uses"])}
        for step in used(read_yaml(text)):
            if re.match(r"\./|picoclaw-lint/", step["uses"]):
                ours += 1
                assert step.get("with", {}).keys() <= ACTION["inputs"].keys()
        for name in names - {None}:
            assert {*re.findall(rf"steps\.{name}\.outputs\.([\w-]+)", text)} <= ACTION["outputs"].keys()
    assert ours == 7


def test_the_guide_tells_of_all_inputs_and_outputs() -> None:
    rows = dict(re.findall(r"^\| (`.+?) \| (`?[\w.]*`?) ?\|", GUIDE, re.M))
    defaults = {name: default.strip("`") for names, default in rows.items() for name in re.findall("`(.+?)`", names)}
    inputs = {name: spec.get("default", "") for name, spec in ACTION["inputs"].items()}
    assert {name: default for name, default in defaults.items() if name in inputs} == inputs
    assert {*re.findall("`(.+?)`", " ".join(re.findall(r"^\| (`.+?) \|", GUIDE, re.M)))} == {
        *inputs,
        *ACTION["outputs"],
    }
    assert f"else it is {DEFAULT_RELEASE}" in GUIDE
    assert {*re.findall(r'"([\d.]+)"', BLOCKS["releases"])} < {*RELEASES}


def test_every_link_of_the_guide_leads_somewhere() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", GUIDE)
    assert links
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []


def test_the_step_is_given_every_input_and_reads_no_other() -> None:
    (step,) = ACTION["runs"]["steps"]
    variables = {f"INPUT_{name.upper().replace('-', '_')}": f"${{{{ inputs.{name} }}}}" for name in ACTION["inputs"]}
    assert step["env"] == variables
    text = (ROOT / "action/check.py").read_text("utf-8")
    assert {*re.findall(r'\b(?:given|lines)\("([a-z-]+)"\)', text)} < ACTION["inputs"].keys()


@pytest.mark.skipif(os.name == "nt", reason="it runs on Linux")
def test_the_step_of_the_guide_finds_what_a_pull_request_changes(workspace: Path, tmp_path: Path, run: Run) -> None:
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-C", str(workspace)]

    def commit(**texts: str) -> None:
        for name, text in texts.items():
            (workspace / f"{name}.json").write_text(text, "utf-8")
        subprocess.run([*git, "add", "-A"], check=True)
        subprocess.run([*git, "commit", "-qm", "x"], check=True)

    broken = (ROOT / "examples/broken/config.json").read_text("utf-8")
    subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
    commit(old=broken, gone=broken, changed="{}", package="{}")
    subprocess.run([*git, "checkout", "-q", "-b", "request"], check=True)
    (workspace / "gone.json").unlink()
    commit(changed=broken, package='{"name": "x"}', **{"$(touch pwned)": broken, "ü `touch pwned`": broken})
    subprocess.run([*git, "checkout", "-q", "main"], check=True)
    commit(meanwhile=broken)
    subprocess.run([*git, "merge", "-q", "--no-ff", "-m", "x", "request"], check=True)

    output = tmp_path / "output"
    steps = read_yaml(BLOCKS["changed files"])["jobs"]["lint"]["steps"]
    (find,) = (step for step in steps if step.get("id") == "changed")
    (check,) = (step for step in steps if "picoclaw-lint/" in step.get("uses", ""))
    command = [bash(), "--noprofile", "--norc", "-eo", "pipefail", "-c", find["run"]]
    subprocess.run(command, cwd=workspace, env={**os.environ, "GITHUB_OUTPUT": str(output)}, check=True)
    contexts = {"steps": {"changed": {"outputs": dict(set_values(output.read_text("utf-8")))}}}
    inputs = {name: evaluated(str(value).lower(), contexts) for name, value in check["with"].items()}
    ran = run(**inputs)
    assert {file for _, file in ran.files} == {"changed.json", "$(touch pwned).json", "ü `touch pwned`.json"}
    assert ran.code == 1
    assert not list(workspace.rglob("pwned"))
