"""Reports for other tools, as the command writes them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from cli_runs import CLEAN, ERROR, REFUSED, Run, write

from picoclaw_lint.project import HOMEPAGE, VERSION
from picoclaw_lint.report import FORMATS, WITH_STATISTICS


@pytest.mark.parametrize("output_format", WITH_STATISTICS)
def test_statistics_are_shown_instead_of_findings(output_format: str, lint: Run) -> None:
    write(Path("config.json"), {**REFUSED, "other": 1})
    done = lint("check", "config.json", "--statistics", "--output-format", output_format)
    assert (done.code, done.err) == (1, "")
    assert done.out.splitlines()[0] == "2  unknown-field  error"
    assert "config.json:" not in done.out
    assert ("Found 2 errors" in done.out) is (output_format == "text")


@pytest.mark.parametrize("output_format", sorted(set(FORMATS) - set(WITH_STATISTICS)))
def test_statistics_in_a_format_without_them_are_wrong_usage(output_format: str, lint: Run) -> None:
    write(Path("config.json"), REFUSED)
    done = lint("check", "config.json", "--statistics", "--output-format", output_format)
    message = f"--statistics goes with --output-format text or concise, not {output_format}"
    assert done == (2, "", f"picoclaw-lint: {message}\n")


def test_a_report_beside_statistics_has_the_findings(lint: Run) -> None:
    write(Path("config.json"), REFUSED)
    done = lint("check", "config.json", "--statistics", "--report", "json=report.json")
    assert done.out.startswith("1  unknown-field  error\n")
    assert json.loads(Path("report.json").read_text("utf-8"))["summary"]["errors"] == 1


def test_sarif_tells_of_the_project_and_of_the_rule(lint: Run) -> None:
    path = write(Path("config.json"), ERROR[0]).resolve()
    done = lint("check", path, *ERROR[1:], "--output-format", "sarif")
    [run] = done.report["runs"]
    driver = run["tool"]["driver"]
    assert (driver["semanticVersion"], driver["informationUri"]) == (VERSION, HOMEPAGE)
    [rule] = driver["rules"]
    assert rule["shortDescription"]["text"] == "A field that PicoClaw does not know."
    assert rule["helpUri"] == f"{HOMEPAGE}/blob/main/docs/rules/unknown-field.md"
    [result] = run["results"]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": "config.json", "uriBaseId": "%SRCROOT%"}


@pytest.mark.parametrize("output_format", FORMATS)
def test_a_directory_that_is_gone_is_no_reason_to_fail(output_format: str, lint: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "config.json", CLEAN)
    gone = tmp_path / "gone"
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    done = lint("check", path, "--output-format", output_format)
    assert (done.code, done.err) == (0, "")


def test_every_run_on_github_fences_its_log_with_another_word(lint: Run) -> None:
    write(Path("config.json"), REFUSED)
    runs = [lint("check", "config.json", "--output-format", "github").out for _ in range(2)]
    words = [line.removeprefix("::stop-commands::") for out in runs for line in out.splitlines() if "stop-" in line]
    assert len(set(words)) == 2
    assert all(f"::{word}::\n" in out for word, out in zip(words, runs, strict=True))
