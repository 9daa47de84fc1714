"""The walls between modules stand where [tool.importlinter] draws them."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[2]
LINT_IMPORTS = Path(sysconfig.get_path("scripts"), "lint-imports")


def test_imports_go_down_only(tmp_path: Path) -> None:
    done = subprocess.run(
        [LINT_IMPORTS, "--no-logo", "--cache-dir", tmp_path], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_the_schema_can_be_imported_without_its_models() -> None:
    ask = "import sys, picoclaw_schema; picoclaw_schema.schema_for('0.3.0'); print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True).stdout.split()
    assert "picoclaw_schema" in loaded
    assert not [name for name in loaded if name.startswith(("pydantic", "picoclaw_schema.model", "picoclaw_lint"))]


def test_no_module_is_called_by_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "common", "core", "base", "manager", "misc"}
    named = [path for folder in ("schema", "linter", "tools", "tests") for path in (ROOT / folder).rglob("*.py")]
    assert named
    assert [
        path for path in named if "node_modules" not in path.parts and empty & {path.stem, *path.parts[-2:-1]}
    ] == []


def test_the_page_draws_the_walls_as_they_stand() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    (layers,) = [each["layers"] for each in contracts if each.get("containers") == ["picoclaw_lint"]]
    page = (ROOT / "docs/architecture.md").read_text("utf-8")
    drawn = page.partition("\n## Walls\n")[2].partition("    -----")[0]
    shown = [line.strip().partition("  ")[0] for line in drawn.splitlines() if line.startswith("    ")]
    # What stands in parentheses is not there yet.
    assert shown == [layer.replace("(", "").replace(")", "") for layer in layers]
