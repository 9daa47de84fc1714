from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from cli_runs import COMMAND, Done, Run

from picoclaw_lint.cli.main import main

NO_ENVIRONMENT: Mapping[str, str] = {}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty directory to work in, another as home, and no settings from outside; the home is returned."""
    work, home = tmp_path / "work", tmp_path / "home"
    work.mkdir()
    home.mkdir()
    monkeypatch.chdir(work)
    for name in ("PICOCLAW_CONFIG", "PICOCLAW_HOME", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    return home


@pytest.fixture
def lint(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command in this process, through its entry point."""

    def run(*arguments: str | Path, stdin: bytes = b"", env: Mapping[str, str] = NO_ENVIRONMENT) -> Done:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["picoclaw-lint", *map(str, arguments)])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
            for name, value in env.items():
                patch.setenv(name, value)
            with pytest.raises(SystemExit) as ended:
                main()
        code = ended.value.code
        assert isinstance(code, int)
        return Done(code, *capsys.readouterr())

    return run


@pytest.fixture
def command() -> Run:
    """The installed command in a process of its own."""

    def run(*arguments: str | Path, stdin: bytes = b"", env: Mapping[str, str] = NO_ENVIRONMENT) -> Done:
        done = subprocess.run(
            [COMMAND, *arguments], input=stdin, capture_output=True, env={**os.environ, **env}, check=False
        )
        return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return run
