from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

import pytest
from hook_projects import Project, environment, publish


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory that all workers of a test run have in common, so that the hooks are installed once."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    directory = base / "hooks"
    directory.mkdir(exist_ok=True)
    return directory


@pytest.fixture(scope="session")
def published(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with this checkout's files as they stand, in place of the published one."""
    target = shared / "published"
    made = tmp_path_factory.mktemp("published")
    publish(made, environment(target, shared / "cache"))
    # Whoever comes second finds the directory filled.
    with contextlib.suppress(OSError):
        made.rename(target)
    shutil.rmtree(made, ignore_errors=True)
    return target


@pytest.fixture
def project(published: Path, shared: Path, tmp_path: Path) -> Project:
    """An empty repository."""
    directory = tmp_path / "project"
    directory.mkdir()
    # pre-commit keeps what it installs here, and lets one process install at a time.
    return Project(directory, environment(published, shared / "cache"))
