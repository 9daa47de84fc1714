"""Results go to standard output and all else to standard error, in colour only where somebody sees it."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from cli_runs import CLEAN, COMMAND, ERROR, INFO, REFUSED, Run, write

from picoclaw_lint.report import FORMATS

ESCAPE = "\x1b["


@pytest.mark.parametrize("output_format", FORMATS)
def test_a_report_in_a_file_is_the_one_on_standard_output(output_format: str, lint: Run) -> None:
    write(Path("config.json"), REFUSED)
    done = lint("check", "config.json", "--output-format", output_format, "--report", f"{output_format}=report.txt")
    assert done.out
    assert Path("report.txt").read_text("utf-8") == done.out
    assert done.err == ""


def test_several_reports_can_be_written(lint: Run) -> None:
    write(Path("config.json"), REFUSED)
    done = lint("check", "config.json", "--report", "json=a=b.json", "--report", "concise=short.txt")
    assert done.code == 1
    assert Path("a=b.json").read_text("utf-8").startswith("{")
    assert len(Path("short.txt").read_text("utf-8").splitlines()) == 1


def test_a_report_says_that_nothing_was_checked(lint: Run) -> None:
    assert lint("check", ".", "--report", "json=report.json").code == 3
    assert '"files": []' in Path("report.json").read_text("utf-8")


def test_a_report_that_cannot_be_written_is_an_error(lint: Run) -> None:
    write(Path("config.json"), CLEAN)
    done = lint("check", "config.json", "--report", "json=.")
    assert done.code == 2
    assert done.err == "picoclaw-lint: cannot write .: Is a directory\n"


@pytest.mark.parametrize(
    ("reports", "message"),
    [
        (["jsn=a"], '--report takes FORMAT=FILE with a format of text, concise, json, .*, not "jsn=a"'),
        (["json=a", "text=./a"], "two reports would be written to ./a"),
        (["json=b.json"], "--report would overwrite b.json, which is read"),
        (["json=lint.toml"], "--report would overwrite lint.toml, which is read"),
        (["json=old.json"], "--report would overwrite old.json, a baseline"),
        (["json=pyproject.toml"], "--report would overwrite pyproject.toml, a settings file"),
    ],
)
def test_a_report_that_cannot_be_meant_is_refused_before_anything_is_written(
    reports: list[str], message: str, lint: Run
) -> None:
    write(Path("config.json"), REFUSED)
    write(Path("lint.toml"), "")
    write(Path("pyproject.toml"), "")
    lint("check", "config.json", "--baseline", "old.json", "--write-baseline")
    before = {path.name: path.read_bytes() for path in Path().iterdir()}
    options = ["--config", "lint.toml", "--baseline", "b.json", "--write-baseline"]
    done = lint("check", "config.json", *options, *(f"--report={report}" for report in reports))
    assert (done.code, done.out) == (2, "")
    assert re.fullmatch(f"picoclaw-lint: {message}\n", done.err)
    assert {path.name: path.read_bytes() for path in Path().iterdir()} == before


def test_a_baseline_of_the_settings_that_was_just_written_is_not_overwritten_with_a_report(lint: Run) -> None:
    write(Path("config.json"), REFUSED)
    write(Path("picoclaw-lint.toml"), 'baseline = "b.json"')
    done = lint("check", "config.json", "--write-baseline", "--report", "json=b.json")
    assert (done.code, done.err) == (2, "picoclaw-lint: --report would overwrite b.json, a baseline\n")


def test_a_device_takes_several_reports(lint: Run) -> None:
    write(Path("config.json"), CLEAN)
    assert lint("check", "config.json", f"--report=json={os.devnull}", f"--report=text={os.devnull}").code == 0


def test_a_report_in_a_file_has_no_colour(lint: Run) -> None:
    write(Path("config.json"), REFUSED)
    done = lint("check", "config.json", "--color", "always", "--report", "text=report.txt")
    assert ESCAPE in done.out
    assert ESCAPE not in Path("report.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("when", "environment", "coloured"),
    [
        ("auto", {}, False),
        ("auto", {"FORCE_COLOR": "1"}, True),
        ("auto", {"CLICOLOR_FORCE": "1"}, True),
        ("auto", {"FORCE_COLOR": ""}, False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
        ("always", {}, True),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_is_for_those_who_want_it(when: str, environment: dict[str, str], coloured: bool, lint: Run) -> None:
    write(Path("config.json"), REFUSED)
    done = lint("check", "config.json", "--color", when, env=environment)
    assert (ESCAPE in done.out) is coloured


def test_machine_formats_are_never_coloured(lint: Run) -> None:
    write(Path("config.json"), REFUSED)
    done = lint("check", "config.json", "--color", "always", "--output-format", "json")
    assert done.file["loads"] is False


def test_quiet_prints_findings_and_nothing_else(lint: Run) -> None:
    write(Path("config.json"), CLEAN)
    assert lint("check", "config.json").out == "1 file is clean.\n"
    assert lint("check", "config.json", "--quiet") == (0, "", "")
    write(Path("config.json"), REFUSED)
    assert "Found 1 error" not in lint("check", "config.json", "-q").out


def test_infos_that_are_not_shown_are_counted(lint: Run) -> None:
    write(Path("config.json"), INFO[0])
    done = lint("check", "config.json", "--ignore", "missing-api-key", "--ignore", "old-config-version")
    assert "1 info not shown (use --fail-on info to see them)" in done.out
    assert "info[no-rate-limit]" not in done.out
    assert "info[no-rate-limit]" in lint("check", "config.json", "--fail-on", "info").out


def test_now_fixes_the_date_and_has_to_be_one(lint: Run) -> None:
    write(Path("config.json"), CLEAN)
    assert lint("check", "config.json", "--now", "2026-11-23").code == 0
    done = lint("check", "config.json", "--now", "23.11.2026")
    assert done.err == 'picoclaw-lint: --now takes a date such as 2026-11-23, not "23.11.2026"\n'


def test_a_text_from_outside_cannot_drive_the_terminal(lint: Run) -> None:
    write(Path("config.json"), '{"version": 3, "a\\u001b[31m\\u202e": 1, "\x7f": 2}')
    done = lint("check", "config.json", "--fail-on", "info")
    assert done.code == 1
    assert all(char.isprintable() or char == "\n" for char in done.out)


def _report(fields: int) -> Path:
    """Return a config with a finding in each of so many fields."""
    unknown = ", ".join(f'"field_{number}": {number}' for number in range(fields))
    return write(Path("config.json"), f'{{"version": 3, {unknown}}}')


@pytest.mark.parametrize("output_format", FORMATS)
def test_a_pipe_that_is_closed_early_ends_the_command_quietly(output_format: str) -> None:
    arguments: list[str | Path] = [COMMAND, "check", _report(5_000), "--output-format", output_format, *ERROR[1:]]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(100)
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() != 0


# With a buffer Python finds out only when it ends.
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments", [("check", "config.json"), ("rules",), ("schema",), ("--help",), ("--version",)])
def test_a_pipe_that_nobody_reads_ends_every_command_quietly(arguments: tuple[str, ...], unbuffered: str) -> None:
    _report(1)
    reader, writer = os.pipe()
    os.close(reader)
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    done = subprocess.run([COMMAND, *arguments], stdout=writer, stderr=subprocess.PIPE, env=environment, check=False)
    os.close(writer)
    assert done.stderr == b""
    assert done.returncode in (1, 2)


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments", [("check", "config.json"), ("rules",), ("schema",), ("--version",)])
def test_a_full_disk_is_an_error_in_a_few_words(arguments: tuple[str, ...], unbuffered: str) -> None:
    _report(1)
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([COMMAND, *arguments], stdout=full, stderr=subprocess.PIPE, env=environment, check=False)
    assert done.stderr == b"picoclaw-lint: No space left on device\n"
    assert done.returncode == 2


def test_an_output_that_cannot_show_a_character_gets_an_escape(command: Run) -> None:
    write(Path("config.json"), {"version": 3, "größe_日本": 1})
    done = command("check", "config.json", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert done.code == 1
    assert "gr\\xf6\\xdfe_\\u65e5\\u672c" in done.out
    assert done.err == ""


@pytest.mark.parametrize("kind", [RecursionError, KeyError, ValueError])
def test_an_error_of_the_command_itself_tells_nothing_of_the_file(
    kind: type[Exception], lint: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise kind("a text of the file")

    monkeypatch.setattr("picoclaw_lint.engine.check", fail)
    write(Path("config.json"), CLEAN)
    done = lint("check", "config.json")
    assert (done.code, done.out) == (2, "")
    assert done.err == f"picoclaw-lint: internal error: {kind.__name__}; please report it\n"


def test_an_interrupt_is_130(lint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("picoclaw_lint.engine.check", interrupt)
    write(Path("config.json"), CLEAN)
    assert lint("check", "config.json").code == 130
