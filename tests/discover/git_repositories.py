"""Real repositories for the tests to make."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

GIT = shutil.which("git")
needs_git = pytest.mark.skipif(GIT is None, reason="git is not installed")


def git(directory: Path, *words: str) -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.test", "-c", "protocol.file.allow=always")
    subprocess.run([GIT or "git", "-C", str(directory), *who, *words], check=True, capture_output=True)


def repository(directory: Path, *tracked: str) -> Path:
    """Make a repository with these files committed."""
    directory.mkdir(parents=True, exist_ok=True)
    git(directory, "init", "-q", "--template=")
    for name in tracked:
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")
    git(directory, "--literal-pathspecs", "add", "-f", "--", *tracked)
    git(directory, "commit", "-q", "-m", "x")
    return directory
