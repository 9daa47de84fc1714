"""What a check loads: the heavy libraries only where they have something to do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from cli_runs import CLEAN, REFUSED, write

HEAVY = {"jsonschema", "pydantic", "pydantic_core", "referencing", "rich", "ruamel"}
# Run by a fresh interpreter: the command as its script runs it, then what was imported on the way.
PROGRAM = """
import sys
from picoclaw_lint.cli.main import main
try:
    main()
finally:
    sys.stderr.write(" ".join(sys.modules))
"""


def _imported(*arguments: str, code: int = 0) -> set[str]:
    """Return the names of all modules that a run of the command imported."""
    command = [sys.executable, "-c", PROGRAM, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    modules = set(done.stderr.split())
    # The list is there, and it is one of modules.
    assert "picoclaw_lint.engine" in modules
    return modules


def _heavy(modules: set[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules} & HEAVY


@pytest.mark.parametrize("output_format", ["text", "concise", "json"])
@pytest.mark.parametrize("config", [CLEAN, REFUSED], ids=["clean", "refused"])
def test_a_check_imports_no_heavy_library(config: dict[str, object], output_format: str) -> None:
    path = write(Path("config.json"), config)
    modules = _imported("check", "--output-format", output_format, str(path), code=int(config is REFUSED))
    assert _heavy(modules) == set()


def test_a_security_file_beside_the_config_is_read_with_ruamel() -> None:
    path = write(Path("config.json"), CLEAN)
    write(Path(".security.yml"), "model_list:\n  local:\n    api_keys: [x]\n")
    modules = _imported("check", str(path))
    assert "ruamel.yaml" in modules
    assert _heavy(modules) == {"ruamel"}
