"""What the action does with its inputs, and what it gives back: its step is run as a runner would."""

from __future__ import annotations

import json
import os
import re
import stat
import zipfile
from pathlib import Path

import pytest
from action_runner import ROOT, Run, bash, run_action

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a workflow runs the action on Windows")

GOOD = (ROOT / "examples/good/config.json").read_text("utf-8")
BROKEN = (ROOT / "examples/broken/config.json").read_text("utf-8")
WARNED = GOOD.replace('"version": 3', '"version": 3, "gateway": {"host": "0.0.0.0", "port": 0}')


def write(workspace: Path, **texts: str) -> None:
    for name, text in texts.items():
        path = workspace / name.replace("__", "/") / "config.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def places(sarif: str) -> list[str]:
    """Return the files that a SARIF file speaks of."""
    (run,) = json.loads(Path(sarif).read_text("utf-8"))["runs"]
    locations = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    return sorted({location["artifactLocation"]["uri"] for location in locations})


def test_a_clean_config_passes(workspace: Path, run: Run) -> None:
    write(workspace, bot=GOOD)
    ran = run()
    assert ran.code == 0
    assert ran.outputs | {"sarif-file": ""} == {"result": "clean", "errors": "0", "warnings": "0", "sarif-file": ""}
    assert places(ran.outputs["sarif-file"]) == []
    assert "1 file is clean" in ran.summary
    assert ran.commands == []


def test_findings_fail_the_step_and_are_told_everywhere(workspace: Path, run: Run) -> None:
    write(workspace, good=GOOD, bot=BROKEN)
    ran = run()
    assert ran.code == 1
    assert ran.outputs["result"] == "findings"
    assert ran.outputs["warnings"] == "0"
    errors = [file for file in ran.files if file == ("error", "bot/config.json")]
    assert int(ran.outputs["errors"]) == len(errors) > 3
    assert places(ran.outputs["sarif-file"]) == ["bot/config.json"]
    assert ran.summary.startswith("## picoclaw-lint: Found ")
    assert ran.summary.count("| error | `bot/config.json:") == len(errors)


def test_without_a_sarif_file_named_nothing_is_written_to_the_workspace(workspace: Path, run: Run) -> None:
    write(workspace, bot=BROKEN)
    run()
    assert [path.name for path in workspace.rglob("*") if path.is_file()] == ["config.json"]


def test_fail_on_never_passes_and_still_says_what_was_found(workspace: Path, run: Run) -> None:
    write(workspace, bot=BROKEN)
    ran = run(fail_on="never")
    assert ran.code == 0
    assert ran.outputs["result"] == "findings"
    assert ("error", "bot/config.json") in ran.files


def test_what_is_below_the_threshold_is_a_finding_and_no_failure(workspace: Path, run: Run) -> None:
    write(workspace, bot=BROKEN)
    ran = run(select="no-rate-limit")
    assert ran.code == 0
    assert ran.outputs["result"] == "clean"
    ran = run(select="no-rate-limit", fail_on="info")
    assert ran.code == 1
    assert ran.outputs | {"sarif-file": ""} == {"result": "findings", "errors": "0", "warnings": "0", "sarif-file": ""}


def test_nothing_to_check_is_said(workspace: Path, run: Run) -> None:
    (workspace / "package.json").write_text("{}", "utf-8")
    ran = run()
    assert ran.code == 3
    assert ran.outputs["result"] == "nothing"
    assert ran.outputs["errors"] == "0"
    assert [(command.name, command.data) for command in ran.commands] == [
        ("error", "nothing to check: no PicoClaw config was found")
    ]


def test_blanks_belong_to_the_name_of_a_file(workspace: Path, run: Run) -> None:
    (workspace / "good.json").write_text(GOOD, "utf-8")
    (workspace / " good.json").write_text(BROKEN, "utf-8")
    (workspace / "good.json ").write_text(WARNED, "utf-8")
    ran = run(paths=" good.json\r\ngood.json \n")
    assert ran.code == 1
    assert {file for _, file in ran.files} >= {" good.json"}
    assert "in 2 files" in ran.summary
    assert run(paths="good.json").code == 0


def test_no_paths_are_nothing_and_not_the_home_of_the_runner(tmp_path: Path, run: Run) -> None:
    write(tmp_path, home__=BROKEN, **{"home__.picoclaw": BROKEN})
    assert run({"HOME": str(tmp_path / "home")}, paths=" \n ").outputs["result"] == "nothing"


def test_a_file_that_cannot_be_read_is_a_failure(workspace: Path, run: Run) -> None:
    write(workspace, bot=GOOD)
    ran = run(paths="bot\nmissing.json", fail_on="never")
    assert ran.code == 2
    assert ran.outputs["result"] == "failure"
    assert ran.files == [("error", "missing.json")]


def test_wrong_settings_are_a_failure_without_results(workspace: Path, run: Run) -> None:
    write(workspace, bot=GOOD)
    (workspace / "picoclaw-lint.toml").write_text("::error::x = [", "utf-8")
    ran = run()
    assert ran.code == 2
    assert ran.outputs == {"result": "failure", "errors": "", "warnings": "", "sarif-file": ""}
    assert [command.data for command in ran.commands] == ["it could not do its work; the log of this step says why"]


def test_select_with_no_name_in_it_fails_the_step_and_does_not_show_all(workspace: Path, run: Run) -> None:
    write(workspace, good=GOOD)
    ran = run(select=",")
    assert (ran.code, ran.outputs["result"]) == (2, "failure")


@pytest.mark.parametrize("name", ["target-version", "fail-on", "select", "ignore", "format"])
def test_a_value_that_the_linter_refuses_is_a_failure_and_the_log_says_why(
    workspace: Path, run: Run, name: str
) -> None:
    write(workspace, bot=GOOD)
    ran = run(**{name: "nonsense"})
    assert ran.code == 2
    assert ran.outputs["result"] == "failure"
    assert "nonsense" in ran.log
    assert "-c check" not in ran.log


@pytest.mark.parametrize("value", ["yes", "0", "true, false"])
def test_skip_foreign_is_true_or_false(workspace: Path, run: Run, value: str) -> None:
    write(workspace, bot=GOOD)
    ran = run(skip_foreign=value)
    assert ran.code == 2
    assert [command.data for command in ran.commands] == ["the input skip-foreign is neither true nor false"]


def test_options_reach_the_linter(workspace: Path, run: Run) -> None:
    write(workspace, bot=BROKEN)
    rules = {"unknown-model", "unknown-field", "unknown-default-model"}
    titles = {command.properties["title"].split()[1] for command in run().commands}
    assert rules < titles
    ran = run(select="unknown-model, unknown-field\n\nunknown-default-model", ignore="unknown-field")
    titles = {command.properties["title"].split()[1] for command in ran.commands}
    assert titles == rules - {"unknown-field"}
    log = run(target_version="0.2.8", format="json").log
    # What is said on stderr may stand behind it.
    report, _ = json.JSONDecoder().raw_decode(log, log.index("{"))
    assert [file["target_version"] for file in report["files"]] == ["0.2.8"]


@pytest.mark.parametrize("name", ["text", "concise", "jsonl", "sarif", "gitlab", "junit", "markdown"])
def test_other_formats_make_no_annotations(workspace: Path, run: Run, name: str) -> None:
    write(workspace, bot=BROKEN)
    ran = run(format=name)
    assert ran.code == 1
    assert "unknown-field" in ran.log
    assert ran.commands == []
    assert ran.summary


def test_the_working_directory_is_part_of_every_path_that_is_told(workspace: Path, run: Run) -> None:
    write(workspace, sub__bot=BROKEN, sub=BROKEN, other=BROKEN)
    ran = run(working_directory="sub")
    assert {file for _, file in ran.files} == {"sub/config.json", "sub/bot/config.json"}
    assert places(ran.outputs["sarif-file"]) == ["sub/bot/config.json", "sub/config.json"]
    ran = run(working_directory="./sub/", paths="bot\n../other", sarif_file="out.sarif")
    assert {file for _, file in ran.files} == {"sub/bot/config.json", "other/config.json"}
    assert Path(ran.outputs["sarif-file"]) == workspace / "sub/out.sarif"
    assert places(ran.outputs["sarif-file"]) == ["other/config.json", "sub/bot/config.json"]


def test_the_working_directory_is_one(workspace: Path, run: Run) -> None:
    write(workspace, bot=GOOD, other=GOOD)
    ran = run(working_directory="bot\nother")
    assert ran.code == 2
    assert [command.data for command in ran.commands] == ["the input working-directory has more than one line"]


@pytest.mark.parametrize("directory", ["missing", "bot/config.json"])
@pytest.mark.parametrize("paths", [".", "bot/config.json"])
def test_a_working_directory_that_is_not_there_is_said_once(
    workspace: Path, run: Run, directory: str, paths: str
) -> None:
    write(workspace, bot=GOOD)
    ran = run(working_directory=directory, paths=paths)
    assert ran.code == 2
    assert ran.outputs["result"] == "failure"
    assert [command.data for command in ran.commands] == ["the input working-directory is no directory"]


def test_the_settings_of_the_working_directory_hold(workspace: Path, run: Run) -> None:
    write(workspace, sub=BROKEN)
    (workspace / "sub/picoclaw-lint.toml").write_text('fail-on = "never"\n', "utf-8")
    assert run(working_directory="sub").code == 0


def test_paths_stand_one_a_line_and_may_hold_anything(workspace: Path, run: Run) -> None:
    names = ["with space", "-dash", "$(touch pwned)", "`touch pwned`", "; touch pwned", "a,b", "a=b", "*", "'\"", "é"]
    for name in names:
        write(workspace, **{name: BROKEN})
    write(workspace, other=BROKEN)
    ran = run(paths="\r\n".join(f"{name}/config.json" for name in names))
    assert ran.code == 1
    (summary,) = re.findall("Found .* in (.*)\\.", ran.summary)
    assert summary == f"{len(names)} files"
    assert not list(workspace.rglob("pwned"))


def test_a_dash_is_a_file_and_not_the_standard_input(workspace: Path, run: Run) -> None:
    (workspace / "-").write_text(BROKEN, "utf-8")
    assert {file for _, file in run(paths="-").files} == {"-"}


def test_files_of_other_programs_are_left_out_if_that_is_asked_for(workspace: Path, run: Run) -> None:
    (workspace / "package.json").write_text('{"name": "x"}', "utf-8")
    assert run(paths="package.json", skip_foreign="False").code == 1
    ran = run(paths="package.json", skip_foreign="True")
    assert ran.outputs["result"] == "clean"
    assert ran.code == 0
    assert ran.outputs["result"] == "clean"


def test_a_large_report_stays_within_what_github_takes(workspace: Path, run: Run) -> None:
    fields = ", ".join(f'"unknown field number {number} with a long name": {number}' for number in range(8000))
    write(workspace, bot=f'{{"version": 3, {fields}}}')
    ran = run(paths="bot/config.json")
    assert int(ran.outputs["errors"]) >= 8000
    assert 500_000 < len(ran.summary.encode()) <= 1024 * 1024
    assert len(ran.commands) <= 20


HOSTILE_TEXTS = (
    "\n::set-output name=result::pwned\n::error::pwned",
    "::stop-commands::pwned",
    "##[set-output name=result;]pwned",
    "\r::add-mask::pwned\r",
    "%0A::warning::pwned",
    "| a | `b` <img src=x> @someone\n## pwned",
    "$(touch pwned) `touch pwned` ${{ github.token }}",
)


@pytest.mark.parametrize("shown", ["github", "text", "concise", "jsonl"])
def test_no_text_of_a_config_is_a_command(workspace: Path, run: Run, shown: str) -> None:
    config = {
        "version": 3,
        **dict.fromkeys(HOSTILE_TEXTS, 1),
        "model_list": [{"model_name": text, "model": f"openai/{text}", text: text} for text in HOSTILE_TEXTS],
        "agents": {"defaults": {"model_name": HOSTILE_TEXTS[0], "max_tokens": HOSTILE_TEXTS[1]}},
        "channel_list": {text: {"enabled": True, "type": text} for text in HOSTILE_TEXTS},
    }
    write(workspace, bot=json.dumps(config))
    (workspace / "bot/.security.yml").write_text("::error::pwned: ::stop-commands::pwned\n", "utf-8")
    ran = run(format=shown)
    assert ran.code == 1
    assert int(ran.outputs["errors"]) > len(HOSTILE_TEXTS)
    assert all(command.properties["title"].startswith("picoclaw-lint") for command in ran.commands)
    assert {command.name for command in ran.commands} <= (
        {"error", "warning", "notice"} if shown == "github" else set()
    )
    assert "\n## pwned" not in ran.summary
    assert (ran.environment, ran.path) == ("", "")
    assert not list(workspace.rglob("pwned"))


@pytest.mark.parametrize("shown", ["github", "text", "concise"])
def test_no_name_of_a_file_is_a_command(workspace: Path, run: Run, shown: str) -> None:
    names = [
        "::warning::x.json",
        "##[error]x.json",
        "x\n::error::x.json",
        "\r::error::x.json",
        "::stop-commands::x.json",
    ]
    for name in names:
        (workspace / name).write_text(BROKEN, "utf-8")
    (workspace / "cut.json").write_text('{"version": 3, "model_list": [\n::error::x', "utf-8")
    ran = run(format=shown, paths=".\n::error::missing.json\n##[error]missing.json")
    assert ran.code == 2
    ours = [command for command in ran.commands if command.properties["title"].startswith("picoclaw-lint")]
    assert ran.commands == ours
    assert bool(ours) == (shown == "github")
    assert f" in {len(names) + 1} of {len(names) + 3} files. 2 files could not be checked.\n" in ran.summary


HOSTILE_INPUTS = (
    "x\n::error::pwned\nresult=pwned",
    "$(touch pwned); touch pwned `touch pwned` | touch pwned && touch pwned '; touch pwned; '\"; touch pwned; \"",
    "--output-format=json",
)


@pytest.mark.parametrize("value", HOSTILE_INPUTS, ids=["lines", "shell", "option"])
@pytest.mark.parametrize(
    "name",
    [
        *("paths", "target-version", "select", "ignore", "fail-on", "skip-foreign", "assume-tracked", "format"),
        *("sarif-file", "working-directory", "version"),
    ],
)
def test_an_input_is_never_executed_nor_taken_for_another(workspace: Path, run: Run, name: str, value: str) -> None:
    write(workspace, bot=GOOD)
    ran = run(**{name: value})
    assert ran.outputs["result"] in ("clean", "failure")
    assert (ran.outputs["result"] == "clean") == (name == "sarif-file")
    assert ran.code == (0 if ran.outputs["result"] == "clean" else 2)
    assert all(command.properties["title"].startswith("picoclaw-lint") for command in ran.commands)
    assert '"schema_version"' not in ran.log
    assert (ran.environment, ran.path) == ("", "")
    assert not list(workspace.rglob("pwned"))


def test_a_sarif_file_is_not_written_through_a_link_of_the_repository(
    workspace: Path, run: Run, tmp_path: Path
) -> None:
    write(workspace, bot=BROKEN)
    (workspace / "out.sarif").symlink_to(tmp_path / "target")
    (workspace / "folder").symlink_to(tmp_path)
    for name in ("out.sarif", "folder/target"):
        ran = run(sarif_file=name)
        assert ran.code == 2
        assert [command.data for command in ran.commands] == ["the input sarif-file leads through a symbolic link"]
    assert not (tmp_path / "target").exists()


def test_a_sarif_file_that_cannot_be_written_is_a_failure(workspace: Path, run: Run) -> None:
    write(workspace, bot=GOOD)
    ran = run(sarif_file="no/such/folder.sarif")
    assert ran.code == 2
    assert ran.outputs == {"result": "failure", "errors": "", "warnings": "", "sarif-file": ""}
    assert len(ran.commands) == 1


TOUCH = "import pathlib; pathlib.Path({!r}).touch()\n"


def hostile_workspace(workspace: Path) -> dict[str, str]:
    """Fill a workspace with what a careless step would execute; return variables that point to it."""
    touch = TOUCH.format(str(workspace / "pwned"))
    modules = (
        "json",
        "re",
        "venv",
        "pip",
        "tempfile",
        "picoclaw_schema",
        "sitecustomize",
        "usercustomize",
        "hatchling",
    )
    for name in (*modules, "setup", "conftest"):
        (workspace / f"{name}.py").write_text(touch, "utf-8")
    (workspace / "picoclaw_lint").mkdir()
    (workspace / "picoclaw_lint/__init__.py").write_text(touch, "utf-8")
    (workspace / "hostile.pth").write_text(touch, "utf-8")
    (workspace / "pyvenv.cfg").write_text(f"home = {workspace}\n", "utf-8")
    (workspace / "pip.conf").write_text("[global]\nindex-url = file:///nowhere\n", "utf-8")
    (workspace / "pyproject.toml").write_text('[build-system]\nrequires = []\nbuild-backend = "setup"\n', "utf-8")
    for name in ("git", "python3", "python", ".bashrc"):
        path = workspace / name
        path.write_text(f"#!/bin/sh\ntouch '{workspace}/pwned'\n", "utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return {
        "PYTHONPATH": str(workspace),
        "PYTHONSTARTUP": str(workspace / "json.py"),
        "PYTHONHOME": str(workspace),
        "PYTHONUSERBASE": str(workspace),
        "PYTHONINSPECT": "1",
        "PYTHONWARNINGS": "error::json.X",
    }


def test_nothing_of_the_workspace_is_imported_or_executed(workspace: Path, run: Run) -> None:
    write(workspace, bot=BROKEN.replace("YOUR_OPENAI_API_KEY_HERE", "sk-proj-" + "x" * 40))
    ran = run(hostile_workspace(workspace))
    assert ran.code == 1
    assert ran.outputs["result"] == "findings"
    assert not (workspace / "pwned").exists()


STAND_IN = """
import json, sys
def main():
    report = next(word.partition("=json=")[2] for word in sys.argv if word.startswith("--report=json="))
    open(report, "w").write('{"summary": {"errors": 0, "warnings": 0}}')
    print(json.dumps(sys.argv[1:]))
"""


def stand_in(directory: Path, version: str) -> None:
    """Write a wheel that only says how it is called."""
    about = f"picoclaw_lint-{version}.dist-info"
    files = {
        "picoclaw_lint/cli/main.py": STAND_IN,
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: picoclaw-lint\nVersion: {version}\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{name},,\n" for name in (*files, f"{about}/RECORD"))
    with zipfile.ZipFile(directory / f"picoclaw_lint-{version}-py3-none-any.whl", "w") as wheel:
        for name, text in (*files.items(), (f"{about}/RECORD", record)):
            wheel.writestr(name, text)


def test_a_version_is_installed_once_from_the_index_that_pip_knows(workspace: Path, tmp_path: Path) -> None:
    temp = tmp_path / "temp"
    temp.mkdir()
    stand_in(tmp_path, "9.9.9")
    environment = {**hostile_workspace(workspace), "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path)}
    ran = run_action(workspace, temp, environment, version="9.9.9", select="a", fail_on="info")
    assert ran.code == 0
    words = json.loads(ran.log.splitlines()[-1])
    assert [word for word in words if not word.startswith(("--report=", "--files-from="))] == [
        *("check", "--output-format=github", "--fail-on=info", "--select=a")
    ]
    assert not (workspace / "pwned").exists()
    # Without anything to install from, what is installed is still there.
    environment["PIP_FIND_LINKS"] = str(workspace)
    assert run_action(workspace, temp, environment, version="9.9.9").code == 0
    ran = run_action(workspace, temp, environment, version="9.9.8")
    assert ran.code == 2
    assert ran.outputs == {"result": "failure", "errors": "", "warnings": "", "sarif-file": ""}
    assert [command.data for command in ran.commands] == ["it could not be installed; the log of this step says why"]


@pytest.mark.parametrize(
    "version", ["latest", "0.1", "0.1.0rc1", "1.0 --index-url=x", "1.0\n", "@ file:///x", "-r x", "1.٣"]
)
def test_only_a_release_is_a_version(workspace: Path, tmp_path: Path, version: str) -> None:
    (tmp_path / "picoclaw-lint").touch()
    environment = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(workspace), "RUNNER_TEMP": str(tmp_path / "missing")}
    ran = run_action(workspace, tmp_path, environment, version=version)
    assert ran.code == 2
    refused = [command.data for command in ran.commands] == ["the input version is no release, such as 0.1.0"]
    assert refused == (re.fullmatch(r"[0-9.]+(rc1)?", version.strip()) is None)


def test_the_action_installs_itself(workspace: Path, tmp_path: Path) -> None:
    write(workspace, bot=BROKEN)
    ran = run_action(workspace, tmp_path, hostile_workspace(workspace))
    if "CI" not in os.environ and re.search(r"connection|No matching distribution", ran.log, re.I):
        pytest.skip("there is no network, and what the linter needs is installed from it")
    assert ran.outputs["result"] == "findings"
    assert ("error", "bot/config.json") in ran.files
    assert not (workspace / "pwned").exists()


def test_a_runner_without_a_python_is_told_what_to_do(run: Run, tmp_path: Path) -> None:
    for name in ("python3", "python"):
        path = tmp_path / name
        path.write_text(f"#!{bash()}\nexit 1\n", "utf-8")
        path.chmod(0o755)
    ran = run({"PATH": str(tmp_path)})
    assert ran.code == 2
    assert ran.outputs["result"] == "failure"
    assert "actions/setup-python" in ran.commands[0].data
