"""What the page of the output formats says is so."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from picoclaw_lint.diagnostic import IMPACTS, SEVERITIES, Diagnostic
from picoclaw_lint.report import FORMATS, github, gitlab, markdown, sarif

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/formats.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", PAGE, re.M))


def test_every_format_has_its_row_in_order() -> None:
    assert list(ROWS) == list(FORMATS)


def test_the_options_table_of_the_readme_names_every_format() -> None:
    row = re.search(r"^\| `--output-format FORMAT` \|.*$", (ROOT / "README.md").read_text("utf-8"), re.M)
    assert row is not None
    assert re.findall(r"`(\w+)`", row[0].partition("how to report")[2].partition("(")[0]) == list(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_the_example_of_a_format_runs(name: str, tmp_path: Path) -> None:
    command = re.search(r"`picoclaw-lint (check[^`]*)`", ROWS[name])
    assert command is not None
    arguments = shlex.split(command[1].partition(" \\|")[0].replace("$GITHUB_STEP_SUMMARY", "summary.md"))
    assert name == "text" or name in " ".join(arguments)
    (tmp_path / "config.json").write_text('{"version": 3, "model_list": [], "gatewy": {}}', "utf-8")
    program = "from picoclaw_lint.cli.main import main; main()"
    done = subprocess.run([sys.executable, "-c", program, *arguments], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b""), done
    written = [path for path in tmp_path.iterdir() if path.name != "config.json"]
    assert len(written) == ("--report" in arguments)


def test_the_limits_are_the_real_ones() -> None:
    assert f"{sarif.MOST_RESULTS:,} results" in ROWS["sarif"]
    assert f"{github.MOST} annotations of a kind" in ROWS["github"]
    assert f"{markdown.MOST // 1024} KiB" in ROWS["markdown"]


def test_the_severities_of_gitlab_are_the_real_ones() -> None:
    told = {}
    for severity, impacts, there in re.findall(r"^\| (error|warning|info) \| (.+) \| (\w+) \|$", PAGE, re.M):
        for impact in re.findall(r"`(\w+)`", impacts) or IMPACTS:
            told.setdefault((severity, impact), there)
    real = {
        (severity, impact): gitlab._severity(Diagnostic("r", "f", severity, impact, "m", None, "p", None, None))
        for severity in SEVERITIES
        for impact in IMPACTS
    }
    assert told == real


def test_every_link_of_the_page_leads_somewhere() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", PAGE)
    assert links
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []
