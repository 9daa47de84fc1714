"""The step of the GitHub Action: install picoclaw-lint where only this step looks, run it, say what came of it.

The files of the workspace are data: nothing of them is imported or executed, by ``python -I`` here and below. Text that
may come from them or from an input reaches the log only where the runner takes no commands.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

#: What the exit codes of the linter mean.
RESULTS = ("clean", "findings", "failure", "nothing")
CLEAN, FINDINGS, FAILURE, NOTHING = range(4)
VERSION = re.compile(r"[0-9]+(\.[0-9]+){1,2}((a|b|rc)[0-9]+)?")


class Failure(Exception):
    """Why it cannot go on; the text holds nothing from outside."""


def main() -> int:
    """Run the step; return its exit code."""
    for name in list(os.environ):
        if name.startswith("PYTHON"):  # they would have a say in what is imported
            del os.environ[name]
    # On Windows a program is else looked for in the workspace before PATH.
    os.environ["NODEFAULTCURRENTDIRECTORYINEXEPATH"] = "1"
    outputs = {"result": RESULTS[FAILURE], "errors": "", "warnings": "", "sarif-file": ""}
    try:
        code = check(install(), outputs)
    except Failure as failure:
        annotate(str(failure))
        code = FAILURE
    except Exception as error:  # noqa: BLE001 - its text may quote what is not ours, so only its kind is told
        annotate(f"internal error: {type(error).__name__}; please report it")
        code = FAILURE
    with open(os.environ["GITHUB_OUTPUT"], "a", encoding="utf-8", newline="\n") as file:
        for name, value in outputs.items():
            word = secrets.token_hex(16)
            file.write(f"{name}<<{word}\n{value}\n{word}\n")
    return code


def install() -> str:
    """Install picoclaw-lint, once a job, into an environment of its own; return the Python that has it."""
    version = given("version")
    if version and not VERSION.fullmatch(version):
        raise Failure("the input version is no release, such as 0.1.0")
    wanted = f"picoclaw-lint=={version}" if version else os.environ["GITHUB_ACTION_PATH"]
    home = Path(os.environ["RUNNER_TEMP"], directory_for(wanted))
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = home / "installed"
    if not done.exists():
        print("::group::Install picoclaw-lint", flush=True)
        made = run_python(sys.executable, "-m", "venv", "--clear", str(home)) and run_python(
            str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--no-compile", wanted
        )
        print("::endgroup::", flush=True)
        if not made:
            raise Failure("it could not be installed; the log of this step says why")
        done.touch()
    return str(python)


def directory_for(wanted: str) -> str:
    """Return the name of the directory for the environment that has what is wanted."""
    return f"picoclaw-lint-{hashlib.sha256(wanted.encode()).hexdigest()[:16]}"


def run_python(python: str, *arguments: str) -> bool:
    """Run a Python outside of the workspace; return whether it did what it was told."""
    return subprocess.run([python, "-I", *arguments], cwd=os.environ["RUNNER_TEMP"], check=False).returncode == 0


def check(python: str, outputs: dict[str, str]) -> int:
    """Run the linter, pass on what it says, fill in the outputs; return its exit code."""
    made = Path(tempfile.mkdtemp(prefix="picoclaw-lint-", dir=os.environ["RUNNER_TEMP"]))
    report, summary, sarif = made / "report.json", made / "summary.md", sarif_file(made)
    paths = made / "paths"
    paths.write_text("".join(f"{placed(path)}\n" for path in named_paths()), "utf-8", newline="\n")
    shown = given("format") or "github"
    options = [f"--output-format={shown}", f"--files-from={paths}"]
    # The last one: where it is, all were written.
    options += [f"--report=markdown={summary}", f"--report=sarif={sarif}", f"--report=json={report}"]
    options += [f"--{name}={given(name)}" for name in ("target-version", "fail-on") if given(name)]
    options += [f"--{name}={line}" for name in ("select", "ignore") for line in lines(name)]
    options += [f"--{name}" for name in ("skip-foreign", "assume-tracked") if is_true(name)]
    program = "import sys; sys.argv[0] = 'picoclaw-lint'; from picoclaw_lint.cli.main import main; main()"
    command = [python, "-I", "-X", "utf8", "-c", program, "check", *options]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)

    # The format for GitHub takes care of its text, and its annotations are commands.
    say(done.stdout, commands=shown == "github")
    say(done.stderr)
    code = done.returncode if done.returncode in range(len(RESULTS)) else FAILURE
    if report.exists():
        counts = json.loads(report.read_bytes())["summary"]
        outputs |= {name: str(counts[name]) for name in ("errors", "warnings")}
        found = code == CLEAN and (counts["errors"] or counts["warnings"])
        outputs["result"] = RESULTS[FINDINGS if found else code]
        outputs["sarif-file"] = str(sarif)
    else:
        annotate("it could not do its work; the log of this step says why")
        code = FAILURE
    if code == NOTHING:
        annotate("nothing to check: no PicoClaw config was found")
    if summary.exists() and os.environ.get("GITHUB_STEP_SUMMARY"):
        with open(os.environ["GITHUB_STEP_SUMMARY"], "ab") as file:
            file.write(summary.read_bytes())
    return code


def sarif_file(made: Path) -> Path:
    """Return where the SARIF file is to be written."""
    named = given("sarif-file")
    if not named:
        return made / "picoclaw-lint.sarif"
    path, workspace = os.path.abspath(placed(named)), os.getcwd()
    # A repository may hold a link with the name of the file, and the file holds text from the repository.
    if path.startswith(os.path.join(workspace, "")) and os.path.realpath(path) != path:
        raise Failure("the input sarif-file leads through a symbolic link")
    return Path(path)


def placed(path: str) -> str:
    """Return a path as seen from the workspace, where the linter runs so that all paths in reports begin there."""
    directory = given("working-directory") or os.curdir
    if "\n" in directory:
        raise Failure("the input working-directory has more than one line")
    if not os.path.isdir(directory):
        raise Failure("the input working-directory is no directory")
    if directory != os.curdir:
        path = directory if path == os.curdir else os.path.join(directory, path)
    return "./-" if path == "-" else path  # a file of this name, not the standard input


def given(name: str) -> str:
    """Return an input."""
    return os.environ.get(f"INPUT_{name.upper().replace('-', '_')}", "").strip()


def is_true(name: str) -> bool:
    """Return an input that is true or false; nothing is false."""
    value = given(name).lower()
    if value not in ("true", "false", ""):
        raise Failure(f"the input {name} is neither true nor false")
    return value == "true"


def lines(name: str) -> list[str]:
    """Return the lines of an input that are not empty."""
    return [line.strip() for line in given(name).split("\n") if line.strip()]


def named_paths() -> list[str]:
    """Return the paths to check, a line each; blanks belong to a file's name."""
    return [line.removesuffix("\r") for line in os.environ.get("INPUT_PATHS", "").split("\n") if line.strip()]


def say(text: bytes, *, commands: bool = False) -> None:
    """Write to the log, where the runner looks for commands unless it is told otherwise."""
    if not text.strip():
        return
    if not commands:
        word = secrets.token_hex(16).encode()
        text = b"::stop-commands::%b\n%b\n::%b::\n" % (word, text.rstrip(), word)
    sys.stdout.flush()
    sys.stdout.buffer.write(text)
    sys.stdout.flush()


def annotate(words: str) -> None:
    """Write an error that stands at no file."""
    print(f"::error title=picoclaw-lint::{words}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
