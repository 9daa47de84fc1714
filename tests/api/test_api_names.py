"""What the package exports, and what it costs to import it."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import picoclaw_lint
from picoclaw_lint.cli.check import check as command

GUIDE = (Path(__file__).resolve().parents[2] / "docs/api.md").read_text("utf-8")
# Options of the command line that are about input and output.
OF_THE_COMMAND_ONLY = {
    "output_format",
    "report",
    "files_from",
    "stdin_filename",
    "write_baseline",
    "statistics",
    "quiet",
    "color",
}


def modules_after(program: str) -> set[str]:
    ask = f"{program}\nimport sys; print(*sys.modules)"
    return set(subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True).stdout.split())


def test_the_import_loads_one_module() -> None:
    added = modules_after("import picoclaw_lint") - modules_after("import typing, __future__")
    assert added == {"picoclaw_lint"}


def test_a_type_loads_no_rule() -> None:
    added = modules_after("from picoclaw_lint import Results, Diagnostic, Position")
    assert "picoclaw_lint.results" in added
    assert not {"picoclaw_lint.engine", "picoclaw_lint.rules", "picoclaw_schema", "typer"} & added


def test_a_check_loads_nothing_of_the_command_line() -> None:
    added = modules_after("import picoclaw_lint; picoclaw_lint.check_text('{}')")
    assert "picoclaw_lint.engine" in added
    heavy = {"typer", "click", "jsonschema", "pydantic", "ruamel", "rich", "picoclaw_lint.cli", "picoclaw_lint.report"}
    assert not heavy & added


@pytest.mark.parametrize("name", picoclaw_lint.__all__)
def test_every_public_name_is_there_and_listed(name: str) -> None:
    assert getattr(picoclaw_lint, name) is getattr(picoclaw_lint, name)
    assert name in dir(picoclaw_lint)
    assert f"`{name}`" in GUIDE


def test_other_names_are_not_there() -> None:
    with pytest.raises(AttributeError, match="module 'picoclaw_lint' has no attribute 'Source'"):
        getattr(picoclaw_lint, "Source")  # noqa: B009 - a checker of types knows that it is not there
    assert dir(picoclaw_lint) == sorted(picoclaw_lint.__all__)


def test_the_arguments_are_the_options_of_the_command() -> None:
    options = set(inspect.signature(command).parameters) - OF_THE_COMMAND_ONLY
    arguments = set(inspect.signature(picoclaw_lint.check).parameters)
    # Options that write to files are the command's own.
    assert arguments <= options
    assert {option for option in options - arguments if not option.startswith(("fix", "unsafe", "diff"))} == set()
    only_text = {"text", "path", "surroundings"}
    assert (
        set(inspect.signature(picoclaw_lint.check_text).parameters) == arguments - {"paths", "skip_foreign"} | only_text
    )


def test_every_attribute_in_the_guide_exists_and_none_is_left_out() -> None:
    rows = dict(
        re.findall(r"^\| `(Results|Summary|FileResult|Diagnostic|Suppression|Related)` \| (.+) \|$", GUIDE, re.M)
    )
    assert len(rows) == 6
    private = {"Results": {"asked", "rewrites"}, "FileResult": {"sources", "secrets", "refusals", "fixed"}}
    for name, text in rows.items():
        kind = getattr(picoclaw_lint, name)
        named = set(re.findall(r"`(\w+)`", text))
        assert set(kind._fields) - private.get(name, set()) - named == set()
        assert [word for word in named if not hasattr(kind, word)] == []
