"""What a runner of GitHub Actions does with a composite action of ``run`` steps, as far as our action goes.

After actions/runner: ActionCommand.cs and ActionCommandManager.cs (commands in the log), FileCommandManager.cs
(outputs), CompositeActionHandler.cs (steps, and the outputs of the action, which are set even when a step fails).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")
# What a runner takes for a command, with any text around it.
COMMANDS = (
    *("set-output", "set-env", "add-path", "save-state", "add-mask", "add-matcher", "remove-matcher", "echo"),
    *("error", "warning", "notice", "debug", "group", "endgroup", "stop-commands"),
)


class Command(NamedTuple):
    """A command that the runner obeyed."""

    name: str
    properties: dict[str, str]
    data: str


class Ran(NamedTuple):
    """What came of a run of the action."""

    code: int
    log: str
    outputs: dict[str, str]
    summary: str
    environment: str
    path: str

    @property
    def commands(self) -> list[Command]:
        """The commands that the runner obeyed, groups left out."""
        return [command for command in obeyed(self.log) if command.name not in ("group", "endgroup")]

    @property
    def files(self) -> list[tuple[str, str]]:
        """The annotations at files: severity and file."""
        return [(name, properties["file"]) for name, properties, _ in self.commands if "file" in properties]


#: Runs the action in a workspace: what the fixture ``run`` gives.
Run = Callable[..., Ran]


def read_yaml(text: str) -> Any:
    """Read YAML as GitHub does: as of version 1.2, where ``on`` is a word."""
    return YAML(typ="safe", pure=True).load(text)


def run_action(workspace: Path, temp: Path, environment: Mapping[str, str] | None = None, **inputs: str) -> Ran:
    """Run the action with inputs (``-`` in a name is ``_`` here); temp is what RUNNER_TEMP names."""
    action = read_yaml((ROOT / "action.yml").read_text("utf-8"))
    given = {name: spec.get("default", "") for name, spec in action["inputs"].items()}
    inputs = {name.replace("_", "-"): value for name, value in inputs.items()}
    assert inputs.keys() <= given.keys()
    contexts: dict[str, Any] = {"inputs": given | inputs, "steps": {}}
    files = temp / "_runner_file_commands"
    files.mkdir(exist_ok=True)
    code, log, said = 0, "", {"STEP_SUMMARY": "", "ENV": "", "PATH": ""}
    for number, step in enumerate(action["runs"]["steps"]):
        assert step["shell"] == "bash"
        assert step.keys() <= {"name", "id", "shell", "env", "run"}
        assert not EXPRESSION.search(step["run"])
        told = {kind: files / f"{kind.lower()}_{number}" for kind in ("OUTPUT", *said)}
        for file in told.values():
            file.write_bytes(b"")
        script = temp / f"step_{number}.sh"
        script.write_text(step["run"], "utf-8", newline="\n")
        step_environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("PICOCLAW_", "GITHUB_"))},
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(workspace),
            "RUNNER_TEMP": str(temp),
            # As the runner writes it for `uses: ./`.
            "GITHUB_ACTION_PATH": f"{ROOT}/./",
            **{f"GITHUB_{kind}": str(file) for kind, file in told.items()},
            **(environment or {}),
            **{name: evaluated(value, contexts) for name, value in step["env"].items()},
        }
        done = subprocess.run(
            [bash(), "--noprofile", "--norc", "-eo", "pipefail", script],
            cwd=workspace,
            env=step_environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        log += done.stdout.decode("utf-8")
        contexts["steps"][step["id"]] = {"outputs": dict(set_values(told["OUTPUT"].read_text("utf-8")))}
        for kind in said:
            said[kind] += told[kind].read_text("utf-8")
        code = done.returncode
        if code:
            break
    outputs = {name: evaluated(spec["value"], contexts) for name, spec in action["outputs"].items()}
    return Ran(code, log, outputs, said["STEP_SUMMARY"], said["ENV"], said["PATH"])


def bash() -> str:
    """Return the bash of this system."""
    found = shutil.which("bash")
    assert found is not None
    return found


def evaluated(text: str, contexts: Mapping[str, Any]) -> str:
    """Evaluate the expressions in a text; they only look up values."""

    def value(match: re.Match[str]) -> str:
        found: Any = contexts
        for name in match[1].split("."):
            found = found.get(name, {})
        return found if isinstance(found, str) else ""

    return EXPRESSION.sub(value, text)


def set_values(text: str) -> Iterator[tuple[str, str]]:
    """Yield the values that a file of commands sets."""
    lines = iter(text.removesuffix("\n").split("\n") if text else ())
    for line in lines:
        name, equals, value = line.partition("=")
        if equals and "<<" not in name:
            yield name, value
            continue
        name, heredoc, delimiter = line.partition("<<")
        assert name
        assert heredoc
        assert delimiter
        held: list[str] = []
        for inner in lines:
            if inner == delimiter:
                break
            held.append(inner)
        else:
            raise AssertionError(f"no {delimiter} in {text}")
        yield name, "\n".join(held)


def obeyed(log: str) -> Iterator[Command]:
    """Yield the commands that a runner obeys, those that stop and resume left out."""
    known = {*COMMANDS}
    resume = ""
    for line in re.split(r"\r\n|\r|\n", log):
        command = _new_form(line, known) or _old_form(line, known)
        if command is None:
            continue
        if resume:
            if command.name == resume:
                known.discard(resume)
                resume = ""
        elif command.name == "stop-commands":
            resume = command.data.lower()
            known.add(resume)
        else:
            yield command
    assert not resume, "the runner takes no more commands in this job"


def _new_form(line: str, known: set[str]) -> Command | None:
    match = re.match(r"\s*::([^ ]*?)(?: (.*?))?::(.*)", line)
    if match is None or match[1].lower() not in known:
        return None
    pairs = [pair.partition("=") for pair in (match[2] or "").strip().split(",") if pair]
    properties = {name: _unescaped(value, ("%0D", "%0A", "%3A", "%2C", "%25")) for name, _, value in pairs}
    return Command(match[1].lower(), properties, _unescaped(match[3], ("%0D", "%0A", "%25")))


def _old_form(line: str, known: set[str]) -> Command | None:
    match = re.search(r"##\[([^ \]]*)([^\]]*)\](.*)", line)
    if match is None or match[1].lower() not in known:
        return None
    return Command(match[1].lower(), {"in the old form": match[2]}, match[3])


def _unescaped(text: str, escapes: tuple[str, ...]) -> str:
    for escape in escapes:
        text = text.replace(escape, chr(int(escape[1:], 16)))
    return text
