"""Node.js for the tests in this folder: its programs, and the packages that package-lock.json names."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
PACKAGES = HERE / "node_modules"
# npm writes it last; it lists what is installed, in the words of package-lock.json.
INSTALLED = PACKAGES / ".package-lock.json"
PATIENCE = 120.0


def run_node(script: str, *arguments: str, given: Any) -> Any:
    """Run a script of this folder with a value as JSON on standard input; return what it prints, read as JSON."""
    node = _tool("node")
    _install()
    done = subprocess.run(
        [node, str(HERE / script), *arguments],
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def language_server(package: str, program: str) -> list[str]:
    """Return the command that starts a language server of an installed package."""
    return [_tool("node"), str(PACKAGES / package / "bin" / program), "--stdio"]


def _tool(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.fail(f"{name} is not on PATH; the tests in tests/editor need Node.js 18 or later with npm")
    return path


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Let one process in at a time: test runs in parallel share node_modules."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
            break
        except FileExistsError:
            if time.monotonic() > end:
                pytest.fail(f"another run installs the packages of tests/editor; if there is none, delete {lock}")
            time.sleep(0.1)
    try:
        yield
    finally:
        lock.unlink()


def _is_installed() -> bool:
    """Whether node_modules has the versions that package-lock.json names."""
    if not INSTALLED.exists():
        return False
    locked = json.loads((HERE / "package-lock.json").read_text("utf-8"))["packages"]
    installed = json.loads(INSTALLED.read_text("utf-8"))["packages"]
    return all(package["version"] == installed.get(name, {}).get("version") for name, package in locked.items() if name)


def _install() -> None:
    if _is_installed():
        return
    with _alone(HERE / "installing.lock"):
        if _is_installed():
            return
        command = [_tool("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.fail(f"npm ci failed in tests/editor: {done.stderr}")
