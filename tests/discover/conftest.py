from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def clean_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings of the machine or of a surrounding hook reach the repositories of these tests."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def entered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the directories that are listed."""
    names: list[str] = []
    scandir = os.scandir

    def listing(path: str) -> Any:
        names.append(os.path.basename(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", listing)
    return names


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The programs that are run."""
    calls: list[object] = []
    run = subprocess.run

    def counted(*args: Any, **options: Any) -> Any:
        calls.append(args)
        return run(*args, **options)

    monkeypatch.setattr(subprocess, "run", counted)
    return calls
