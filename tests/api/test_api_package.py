"""The installed package, as a program finds it that uses it: from a wheel, in an environment of its own, with types."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# A comment that lets mypy pass over an error is itself an error where there is none.
PROGRAM = """\
import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import picoclaw_lint
from picoclaw_lint import (
    Copied,
    Diagnostic,
    Edit,
    FileResult,
    Fix,
    Impact,
    Literally,
    Position,
    Range,
    Related,
    Results,
    Safety,
    Severity,
    Summary,
    Suppression,
    UsageError,
    check,
    check_text,
    failed,
)

if TYPE_CHECKING:
    from typing_extensions import assert_type
else:

    def assert_type(value, kind):
        return value


today = datetime.date(2026, 11, 23)
results = check(["config.json", Path("config.json")], target_version="0.3.0", select=("structure",), now=today)
assert_type(results, Results)
assert_type(results.summary, Summary)
assert_type(results.notes, tuple[str, ...])
assert_type(results.files, tuple[FileResult, ...])
file = check_text(b"{}", Path("a.json"), fail_on="warning")
assert_type(file, FileResult)
assert_type(file.loads, bool | None)
assert_type(file.kind, Literal["config", "security"])
assert_type(failed(results) or failed(file), bool)


def weight(finding: Diagnostic) -> int:
    order: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}
    assert_type(finding.impact, Impact)
    assert_type(finding.pointer, str | None)
    assert_type(finding.related, tuple[Related, ...])
    assert_type(finding.suppressed, Suppression | None)
    assert_type(finding.range, Range | None)
    if finding.range is not None:
        assert_type(finding.range.start, Position)
        assert_type(finding.range.end.line, int)
    if finding.fix is not None:
        assert_type(finding.fix, Fix)
        assert_type(finding.fix.safety, Safety)
        assert_type(finding.fix.edits, tuple[Edit, ...])
        for edit in finding.fix.edits:
            assert_type(edit.parts, tuple[Literally | Copied, ...])
    return order[finding.severity]


findings = sorted((finding for file in results.files for finding in file.shown), key=weight)
print(*(f"{finding.path} {finding.rule}" for finding in findings), sep="\\n")
print(Path(picoclaw_lint.__file__).is_relative_to(sys.prefix))
try:
    check("config.json", baseline=Path("missing.json"))
except UsageError as error:
    assert_type(error, UsageError)
    print(isinstance(error, ValueError))

if TYPE_CHECKING:
    check(5)  # type: ignore[arg-type]
    check("config.json", fail_on="eror")  # type: ignore[arg-type]
    check("config.json", now="2026-11-23")  # type: ignore[arg-type]
    check("config.json", "0.3.0")  # type: ignore[call-arg]
    check_text("{}", skip_foreign=True)  # type: ignore[call-arg]
    results.files[0].diagnostics[0].colour  # type: ignore[attr-defined]
    picoclaw_lint.Source  # type: ignore[attr-defined]
    picoclaw_lint.chek  # type: ignore[attr-defined]
"""


def run(*command: str | Path, cwd: Path) -> str:
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "MYPYPATH")}
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def installed(directory: Path) -> Path:
    """Return the Python of an environment that has the wheel and what it needs, and nothing else."""
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", directory, ROOT, cwd=directory)
    (wheel,) = directory.glob("picoclaw_lint-*.whl")
    venv.create(directory / "environment")
    python = directory / "environment" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", wheel, cwd=directory)
    return python


# One test, as the environment takes longest.
def test_a_program_runs_with_the_installed_package_and_its_types_are_those_that_a_checker_sees(tmp_path: Path) -> None:
    python = installed(tmp_path)
    (tmp_path / "config.json").write_text('{"version": 3, "gatewy": {}, "model_list": []}', "utf-8")
    (tmp_path / "program.py").write_text(PROGRAM, "utf-8")
    assert run(python, "program.py", cwd=tmp_path) == "config.json unknown-field\nTrue\nTrue\n"
    options: list[str | Path] = ["--strict", "--python-executable", python, "--cache-dir", tmp_path / "cache"]
    out = run(sys.executable, "-m", "mypy", *options, "program.py", cwd=tmp_path)
    assert out == "Success: no issues found in 1 source file\n"
