"""The tools for rules: pages that cannot go out of date, and a start for a new rule that cannot pass for a rule."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from picoclaw_lint.registry import RULES
from picoclaw_lint.rule import Bad, Good
from picoclaw_lint.secrets.detectors import find
from picoclaw_lint.secrets.redaction import is_literal

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tools"))
import new_rule  # noqa: E402
from rule_pages import pages  # noqa: E402

PAGES = pages()
EACH = pytest.mark.parametrize("name", [rule.name for rule in RULES])


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)\n```$", page, re.S | re.M)


def test_the_pages_are_those_of_the_rules_and_no_others() -> None:
    written = {path.name for path in (ROOT / "docs/rules").iterdir()}
    assert written == set(PAGES) == {"README.md", *(f"{rule.name}.md" for rule in RULES)}


@EACH
def test_a_page_shows_the_report_on_its_rule(name: str) -> None:
    (report,) = blocks(PAGES[f"{name}.md"], "text")
    assert re.match(rf"(?:config\.json|\.security\.yml)(?::\d+:\d+)?: (?:error|warning|info)\[{name}\] ", report)


@EACH
def test_a_page_has_every_section(name: str) -> None:
    headings = re.findall(r"^## (.+)$", PAGES[f"{name}.md"], re.M)
    assert headings == ["Why", "What to do", "Example", "Source"]


def test_an_example_is_laid_out_without_a_change_of_its_content() -> None:
    compared = 0
    for rule in RULES:
        shown = blocks(PAGES[f"{rule.name}.md"], "json")
        for kind in (Bad, Good):
            texts = [item.text.replace("«", "").replace("»", "") for item in rule.examples if isinstance(item, kind)]
            for text in texts:
                compared += any(_same(text, block) for block in shown)
    assert compared >= 2 * len(RULES) - 10


def _same(text: str, block: str) -> bool:
    try:
        return _tokens(text) == _tokens(block)
    except ValueError:
        return text == block


def _tokens(text: str) -> list[object]:
    return [json.loads(text, object_pairs_hook=list, parse_float=str, parse_int=str)]


def test_no_page_shows_a_secret_or_a_mark() -> None:
    for name, page in PAGES.items():
        assert "«" not in page, name
        assert not [item for item in find(page) if is_literal(page[item.start : item.end])], name


def test_the_overview_links_every_page_once() -> None:
    links = re.findall(r"\]\(([\w-]+\.md)\)", PAGES["README.md"])
    assert sorted(links) == sorted(set(PAGES) - {"README.md"})


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A copy of the folder of the rules."""
    return Path(shutil.copytree(ROOT / "linter/picoclaw_lint/rules", tmp_path / "rules"))


def test_a_new_rule_is_one_file_in_the_folder_of_its_family(rules: Path) -> None:
    before = set(rules.rglob("*.py"))
    path = new_rule.write("odd-number", "limits", rules)
    assert set(rules.rglob("*.py")) - before == {path} == {rules / "limits/odd_number.py"}


def test_the_first_rule_of_a_family_brings_the_folder(rules: Path) -> None:
    shutil.rmtree(rules / "exposure", ignore_errors=True)
    new_rule.write("open-door", "exposure", rules)
    assert ast.get_docstring(ast.parse((rules / "exposure/__init__.py").read_text("utf-8")))


@pytest.mark.parametrize(
    ("name", "family", "reason"),
    [
        ("unknown-field", "limits", "there is a rule unknown-field already"),
        ("Odd_Number", "limits", "two words or more"),
        ("odd", "limits", "two words or more"),
        ("odd-number", "numbers", 'no family "numbers"'),
    ],
)
def test_a_rule_that_cannot_be_is_refused(name: str, family: str, reason: str, rules: Path) -> None:
    before = sorted(rules.rglob("*"))
    with pytest.raises(ValueError, match=reason):
        new_rule.write(name, family, rules)
    assert sorted(rules.rglob("*")) == before


def test_the_start_of_a_rule_is_in_order_but_breaks_what_every_rule_promises(rules: Path) -> None:
    path = new_rule.write("odd-number", "limits", rules)
    ruff = Path(sysconfig.get_path("scripts"), "ruff")
    for check in ("check", "format --check"):
        options = ("--isolated", "--line-length", "120")
        done = subprocess.run([ruff, *check.split(), *options, path], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
    scope: dict[str, object] = {"__name__": "picoclaw_lint.rules.limits.odd_number"}
    exec(compile(path.read_text("utf-8"), str(path), "exec"), scope)
    from rule_examples import prepare

    rule = scope["check"]
    assert {type(example) for example in rule.examples} == {Bad, Good}  # type: ignore[attr-defined]
    for example in rule.examples:  # type: ignore[attr-defined]
        (hit,) = rule(prepare(rule, example).facts)  # type: ignore[operator, arg-type]
        assert isinstance(example, Good) or hit.message != example.message
