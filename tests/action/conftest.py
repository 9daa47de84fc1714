"""The action without its installation, which takes seconds: an environment that it takes for one it made before."""

from __future__ import annotations

import importlib.util
import os
import sysconfig
import venv
from pathlib import Path

import pytest
from action_runner import ROOT, Ran, Run, run_action


@pytest.fixture(scope="session")
def temp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """RUNNER_TEMP with the environment in which the linter is installed."""
    spec = importlib.util.spec_from_file_location("action_check", ROOT / "action/check.py")
    assert spec is not None
    assert spec.loader is not None
    step = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(step)
    made = tmp_path_factory.mktemp("runner temp")
    home = made / step.directory_for(f"{ROOT}/./")
    venv.create(home, symlinks=os.name != "nt")
    paths = sysconfig.get_paths(vars={"base": str(home), "platbase": str(home)})
    here = sysconfig.get_path("purelib")
    Path(paths["purelib"], "tests.pth").write_text(f"import site; site.addsitedir({here!r})\n", "utf-8")
    (home / "installed").touch()
    return made


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    made = tmp_path / "work space"
    made.mkdir()
    return made


@pytest.fixture
def run(workspace: Path, temp: Path) -> Run:
    """Run the action in the workspace."""

    def run(environment: dict[str, str] | None = None, **inputs: str) -> Ran:
        return run_action(workspace, temp, environment, **inputs)

    return run
