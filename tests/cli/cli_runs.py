"""What a run of the command gives, and configs to run it on."""

from __future__ import annotations

import json
import sysconfig
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol

# The installed command.
COMMAND = Path(sysconfig.get_path("scripts"), "picoclaw-lint")
NOW = "2026-11-23"

# No rule has anything to say of it.
CLEAN: dict[str, Any] = {
    "version": 3,
    "model_list": [{"model_name": "local", "model": "ollama/llama3.2", "rpm": 60, "request_timeout": 600}],
    "agents": {"defaults": {"model_name": "local"}},
}
# PicoClaw refuses it.
REFUSED: dict[str, Any] = {**CLEAN, "gatewy": {}}
# One finding of each severity; the options show no others, whatever rules there will be.
ERROR = (json.dumps(REFUSED), "--select", "unknown-field")
WARNING = ('{"version": 3, "gateway": {"port": 1, "port": 2}}', "--select", "duplicate-key")
INFO = ('{"model_list": [{"model_name": "a", "model": "openai/gpt-4o"}]}', "--select", "no-rate-limit")
SOUND = (json.dumps(CLEAN),)


class Done(NamedTuple):
    """How a run ended."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """What it wrote, read as JSON."""
        value: dict[str, Any] = json.loads(self.out)
        return value

    @property
    def file(self) -> dict[str, Any]:
        """The only file in its JSON report."""
        (file,) = self.report["files"]
        return dict(file)

    @property
    def findings(self) -> list[tuple[str, str, str]]:
        """Severity, rule and pointer of each finding on the only file in its JSON report."""
        return [(item["severity"], item["rule"], item["pointer"]) for item in self.file["diagnostics"]]


class Run(Protocol):
    """Runs the command with these arguments, this standard input and this environment besides."""

    def __call__(self, *arguments: str | Path, stdin: bytes = b"", env: Mapping[str, str] = ...) -> Done: ...


def write(path: Path, content: dict[str, Any] | str | bytes) -> Path:
    """Write a file, and the directories it is in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, dict):
        content = json.dumps(content, indent=2)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
