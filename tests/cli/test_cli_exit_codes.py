"""The exit code means the same in every format."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from cli_runs import CLEAN, COMMAND, ERROR, INFO, REFUSED, SOUND, WARNING, Run, write

from picoclaw_lint.report import FORMATS

EVERY_FORMAT = pytest.mark.parametrize("output_format", FORMATS)
FAIL_ON = ("error", "warning", "info", "never")


@EVERY_FORMAT
def test_nothing_to_report_is_0(output_format: str, lint: Run) -> None:
    write(Path("config.json"), CLEAN)
    assert lint("check", "config.json", "--output-format", output_format).code == 0


@EVERY_FORMAT
def test_findings_are_1(output_format: str, lint: Run) -> None:
    write(Path("config.json"), REFUSED)
    assert lint("check", "config.json", "--output-format", output_format).code == 1


@EVERY_FORMAT
@pytest.mark.parametrize("fail_on", FAIL_ON)
def test_a_named_file_that_cannot_be_read_is_2_whatever_fails(output_format: str, fail_on: str, lint: Run) -> None:
    write(Path("config.json"), REFUSED)
    done = lint("check", "config.json", "missing.json", "--output-format", output_format, "--fail-on", fail_on)
    assert done.code == 2
    assert "missing.json" in done.out


@EVERY_FORMAT
@pytest.mark.parametrize("fail_on", FAIL_ON)
def test_nothing_checked_is_3(output_format: str, fail_on: str, lint: Run) -> None:
    done = lint("check", ".", "--output-format", output_format, "--fail-on", fail_on)
    assert done.code == 3
    assert "nothing to check" in done.err


@pytest.mark.parametrize(
    ("finding", "codes"),
    [
        pytest.param(ERROR, (1, 1, 1, 0), id="error"),
        pytest.param(WARNING, (0, 1, 1, 0), id="warning"),
        pytest.param(INFO, (0, 0, 1, 0), id="info"),
        pytest.param(SOUND, (0, 0, 0, 0), id="nothing"),
    ],
)
@EVERY_FORMAT
def test_fail_on_names_the_lowest_severity_that_is_1(
    output_format: str, finding: tuple[str, ...], codes: tuple[int, ...], lint: Run
) -> None:
    text, *options = finding
    write(Path("config.json"), text)
    runs = [
        lint("check", "config.json", *options, "--output-format", output_format, "--fail-on", level)
        for level in FAIL_ON
    ]
    assert tuple(run.code for run in runs) == codes


def test_the_installed_command_has_the_same_codes(command: Run) -> None:
    write(Path("good.json"), CLEAN)
    write(Path("bad.json"), REFUSED)
    assert command("check", "good.json").code == 0
    assert command("check", "good.json", "bad.json").code == 1
    assert command("check", "good.json", "missing.json").code == 2
    assert command("check", ".", "--ignore", "syntax").code == 1
    Path("good.json").unlink()
    Path("bad.json").unlink()
    assert command("check", ".").code == 3


@pytest.mark.skipif(os.name == "nt", reason="a shell of Unix closes them")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("check config.json >&-", "standard output is closed"),
        ("rules >&-", "standard output is closed"),
        ("check - <&-", "standard input is closed"),
        ("check --files-from - <&-", "standard input is closed"),
        ("check missing.json 2>&-", ""),
        ("check --no-such-option 2>&- >&-", ""),
    ],
)
def test_a_closed_stream_is_told_of_and_is_2(arguments: str, message: str) -> None:
    write(Path("config.json"), CLEAN)
    done = subprocess.run(["sh", "-c", f'"$0" {arguments}', COMMAND], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, f"picoclaw-lint: {message}\n" if message else "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--no-such-option"),
        ("check", "--fail-on", "always"),
        ("check", "--output-format", "xml"),
        ("check", "--target-version", "0.1.0"),
        ("check", "--color", "blue"),
        ("check", "--now", "yesterday"),
        ("check", "--now", "2026-02-30"),
        ("check", "--stdin-filename", "config.json"),
        ("check", "--files-from", "missing.txt"),
        ("check", "--report", "json"),
        ("check", "--report", "json="),
        ("check", "--report", "xml=report.xml"),
        ("check", "--report", "json=missing/report.json"),
        ("no-such-command",),
        ("explain",),
        ("explain", "no-such-rule"),
        ("schema", "--target-version", "0.1.0"),
        ("schema", "--output", "missing/schema.json"),
        ("schema", "--validate", "missing.json"),
        (),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2_and_is_told_on_stderr_alone(arguments: tuple[str, ...], lint: Run) -> None:
    write(Path("config.json"), CLEAN)
    done = lint(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "Traceback" not in done.err
    assert done.err.endswith("\n")
