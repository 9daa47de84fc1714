"""What a check loads: the heavy libraries only where they have something to do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from cli_runs import CLEAN, REFUSED, write

from picoclaw_lint.report import FORMATS

HEAVY = {
    "hashlib",
    "jsonschema",
    "pathspec",
    "pydantic",
    "pydantic_core",
    "referencing",
    "rich",
    "ruamel",
    "tomli",
    "tomllib",
    "xml",
    "ssl",
    "http",
    "email",
}
# Run by a fresh interpreter: the command as its script runs it, then what was imported on the way. What an environment
# loads at the start of every program (a coverage tool, say) is forgotten first, so that only what we import is seen.
PROGRAM = f"""
import sys
for name in [name for name in sys.modules if name.partition(".")[0] in {HEAVY}]:
    del sys.modules[name]
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


@pytest.mark.parametrize("output_format", FORMATS)
@pytest.mark.parametrize("config", [CLEAN, REFUSED], ids=["clean", "refused"])
def test_a_check_imports_no_heavy_library(config: dict[str, object], output_format: str) -> None:
    path = write(Path("config.json"), config)
    modules = _imported("check", "--output-format", output_format, str(path), code=int(config is REFUSED))
    # The two for services that track findings make fingerprints of them.
    tracks = config is REFUSED and output_format in ("sarif", "gitlab")
    assert _heavy(modules) == ({"hashlib"} if tracks else set())
    # Of the formats only the one that is asked for, and what it is made of.
    other = set(FORMATS.values()) & modules - {FORMATS[output_format]}
    assert other <= {"github": {FORMATS["concise"]}, "jsonl": {FORMATS["json"]}}.get(output_format, set())


def test_a_security_file_beside_the_config_is_read_with_ruamel() -> None:
    path = write(Path("config.json"), CLEAN)
    write(Path(".security.yml"), "model_list:\n  local:\n    api_keys: [x]\n")
    modules = _imported("check", str(path))
    assert "ruamel.yaml" in modules
    assert _heavy(modules) == {"ruamel"}


def test_a_pyproject_that_says_nothing_of_us_is_not_even_read_as_toml() -> None:
    path = write(Path("config.json"), CLEAN)
    write(Path("pyproject.toml"), "[project]\nname = 'x'\n")
    assert _heavy(_imported("check", str(path))) == set()


def test_settings_are_read_with_jsonschema_and_patterns_with_pathspec() -> None:
    path = write(Path("config.json"), CLEAN)
    # jsonschema itself may or may not want hashlib.
    toml = {"tomllib"} if sys.version_info >= (3, 11) else {"tomli"}
    write(Path("picoclaw-lint.toml"), 'fail-on = "info"')
    assert _heavy(_imported("check", str(path))) - {"hashlib"} == {"jsonschema", "referencing", *toml}
    assert _heavy(_imported("check", "--isolated", str(path))) == set()
    write(Path("picoclaw-lint.toml"), 'exclude = ["build"]')
    assert "pathspec" in _imported("check", str(path))


def test_a_baseline_needs_fingerprints_and_nothing_else() -> None:
    path = write(Path("config.json"), CLEAN)
    write(Path("baseline.json"), '{"version": 1, "findings": []}')
    assert _heavy(_imported("check", str(path), "--baseline", "baseline.json")) == {"hashlib"}
