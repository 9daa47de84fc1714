"""The page of the settings tells the truth: its files and commands are taken from it and used."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from picoclaw_lint.plan import Overrides, Plan, Plans
from picoclaw_lint.registry import ALL_RULES
from picoclaw_lint.settings import FILE_NAMES, Settings, read
from picoclaw_lint.settings_schema import schema

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/settings.md").read_text("utf-8")
TABLE = PAGE.partition("## All settings")[2].partition("\n## ")[0]
ROWS = {
    name: (link, kind, default, meaning)
    for name, link, kind, default, meaning in re.findall(
        r"^\| \[`([\w-]+)`\]\(#([\w-]+)\) \| (.+?) \| (.+?) \| (.+) \|$", TABLE, re.M
    )
}
SETTINGS = "picoclaw-lint.toml"
CLEAN: dict[str, Any] = {
    "version": 3,
    "model_list": [{"model_name": "local", "model": "ollama/llama3.2", "rpm": 60, "request_timeout": 600}],
    "agents": {"defaults": {"model_name": "local"}},
}
UNKNOWN = {**CLEAN, "gatewy": {}}
NO_DEFAULT = {**CLEAN, "agents": {"defaults": {"model_name": "nobody"}}}
TWICE = '{"version": 3, "model_list": [], "gateway": {"port": 1, "port": 2}}'
NO_LIMIT = {**CLEAN, "model_list": [{"model_name": "local", "model": "openai/gpt-4o", "api_keys": ["${KEY}"]}]}


def block(name: str) -> str:
    """Return the block of the page that stands under a name."""
    match = re.search(rf"<!-- guide: {re.escape(name)} -->\n```\w+\n(.*?)```", PAGE, re.S)
    assert match is not None, name
    return match[1]


class Done(NamedTuple):
    code: int
    found: list[tuple[str, str, str]]
    error: str


class Project:
    """A directory with configs, which the command checks."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def write(self, path: str, content: dict[str, Any] | str) -> None:
        target = self.directory / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")

    def check(self, *arguments: str) -> Done:
        """Return the exit code, path, severity and rule of each finding that is shown, and standard error."""
        program = "from picoclaw_lint.cli.main import main; main()"
        command = [sys.executable, "-c", program, "check", *arguments, "--output-format", "concise"]
        done = subprocess.run(command, cwd=self.directory, capture_output=True, text=True, check=False)
        found = re.findall(r"^(\S+?):[\d:]+ (\w+)\[([\w-]+)\]", done.stdout, re.M)
        # Nothing else is printed, but for files that cannot be read.
        assert done.returncode == 2 or len(found) == done.stdout.count("\n"), done.stdout
        return Done(done.returncode, found, done.stderr)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def plan(settings: Settings) -> Plan:
    return Plans(Overrides(), lambda _: settings).of("config.json")


def test_every_block_is_used_by_a_test() -> None:
    names = re.findall(r"<!-- guide: (.+?) -->", PAGE)
    text = Path(__file__).read_text("utf-8")
    assert len(names) == len(set(names))
    assert [name for name in names if f'"{name}"' not in text] == []
    assert PAGE.count("```") == 2 * len(names)


def test_every_link_of_the_page_leads_somewhere() -> None:
    headings = {re.sub(r"\W+", "-", heading.lower()) for heading in re.findall(r"^## (.+)$", PAGE, re.M)}
    links = re.findall(r"\]\((?!https?:)([^)]+)\)", PAGE)
    assert {link for link in links if link.startswith("#")}
    assert [
        link
        for link in links
        if not (link[1:] in headings if link.startswith("#") else (ROOT / "docs" / link).exists())
    ] == []


def test_the_readme_leads_to_the_page() -> None:
    assert "(docs/settings.md)" in (ROOT / "README.md").read_text("utf-8")


# What there is.


def test_the_table_has_every_setting_in_the_order_of_the_schema() -> None:
    assert list(ROWS) == list(schema()["properties"])


def test_the_kinds_are_those_of_the_schema() -> None:
    known = schema()
    for name, (_, kind, _, meaning) in ROWS.items():
        said = known["properties"][name]
        if "$ref" in said:
            said = known["definitions"][said["$ref"].rpartition("/")[2]]
        expected = {"array": "list", "object": "table"}.get(said.get("type", ""), "text")
        assert kind.partition(" ")[0] == expected, name
        values = said.get("enum") or (
            said["additionalProperties"].get("enum", []) if isinstance(said.get("additionalProperties"), dict) else []
        )
        assert [value for value in values if f"`{value}`" not in meaning] == [], name


def test_the_defaults_are_the_real_ones() -> None:
    without, made = Settings(), plan(Settings())
    defaults = {name: default for name, (_, _, default, _) in ROWS.items()}
    real = {name: getattr(without, name.replace("-", "_")) for name in ROWS}
    assert (defaults.pop("target-version"), real.pop("target-version")) == (f'`"{made.release}"`', None)
    assert (defaults.pop("fail-on"), real.pop("fail-on")) == (f'`"{made.fail_on}"`', None)
    assert (defaults.pop("select"), made.selection.names) == ("all rules", ALL_RULES)
    assert (defaults.pop("severity"), made.severities) == ("each rule's own", {})
    assert set(defaults.values()) == {"none"}
    assert not any(real.values())


def test_the_keys_of_a_table_are_those_of_the_schema() -> None:
    accepted = schema()["definitions"]["accepted"]
    rows = re.findall(r"^\| `(\w+)` \| (yes|no) \|", PAGE, re.M)
    assert {name: needed == "yes" for name, needed in rows} == {
        name: name in accepted["required"] for name in accepted["properties"]
    }


def test_every_setting_has_an_example() -> None:
    blocks = "\n".join(re.findall(r"```toml\n(.*?)```", PAGE, re.S))
    missing = [name for name in ROWS if not re.search(rf"^(\[+)?{name}(\]+| =)", blocks, re.M)]
    assert missing == []


# Where they are looked for.


def test_the_files_are_the_real_ones_in_their_order() -> None:
    assert tuple(re.findall(r"^\| `(\S+\.toml)` \|", PAGE, re.M)) == FILE_NAMES


def test_both_ways_to_write_them_say_the_same() -> None:
    own = read(block("picoclaw-lint.toml"), "x", is_pyproject=False)
    shared = read(block("pyproject.toml"), "x", is_pyproject=True)
    assert own is not None
    assert shared is not None
    lineless = [
        each._replace(lines={}, accepted=tuple(item._replace(line=0) for item in each.accepted))
        for each in (own, shared)
    ]
    assert lineless[0] == lineless[1] != Settings(path="x")


def test_the_first_example_does_what_it_says(project: Project) -> None:
    project.write(SETTINGS, block("picoclaw-lint.toml"))
    with_file = {**CLEAN, "model_list": [{**CLEAN["model_list"][0], "api_keys": ["file://local.key"]}]}
    project.write("deploy/config.json", with_file)
    project.write("testdata/config.json", UNKNOWN)
    project.write("twice.json", TWICE)
    # 0.3.0 knows this field.
    project.write("new.json", {**NO_LIMIT, "tools": {"message": {"media_enabled": True}}})
    done = project.check(".")
    assert done.code == 1
    assert ("twice.json", "error", "duplicate-key") in done.found
    assert ("new.json", "info", "no-rate-limit") in done.found
    assert ("new.json", "error", "unknown-field") in done.found
    assert {path for path, _, _ in done.found} == {"twice.json", "new.json"}
    isolated = project.check(".", "--isolated")
    assert ("deploy/config.json", "error", "broken-secret-file") in isolated.found
    assert ("testdata/config.json", "error", "unknown-field") in isolated.found


def test_the_command_line_comes_first_then_the_named_file_then_the_nearest(project: Project) -> None:
    project.write("config.json", UNKNOWN)
    project.write("one.toml", 'select = ["syntax"]')
    project.write(SETTINGS, 'ignore = ["references"]\nfail-on = "never"')
    refused = [("config.json", "error", "unknown-field")]
    assert project.check("config.json")[:2] == (0, refused)
    assert project.check("config.json", "--fail-on", "error")[:2] == (1, refused)
    assert project.check("config.json", "--config", "one.toml")[:2] == (0, [])
    assert project.check("config.json", "--config", "one.toml", "--select", "structure")[:2] == (1, refused)
    assert project.check("config.json", "--isolated")[:2] == (1, refused)


def test_names_in_ignore_give_way_to_select_and_all_else_that_hides_does_not(project: Project) -> None:
    project.write("config.json", {**UNKNOWN, **NO_DEFAULT, "gatewy": {}})
    both = [("config.json", "error", "unknown-default-model"), ("config.json", "error", "unknown-field")]
    select = ("config.json", "--select", "structure,references")
    for text, found in (
        ('ignore = ["structure"]\nextend-select = ["limits"]', both),
        ('[[ignore]]\nrule = "structure"\nreason = "x"', both[:1]),
        ('[per-file-ignores]\n"config.json" = ["references"]', both[1:]),
    ):
        project.write(SETTINGS, text)
        assert project.check(*select).found == found


def test_wrong_settings_are_told_as_on_the_page(project: Project) -> None:
    project.write("config.json", CLEAN)
    project.write(SETTINGS, block("wrong settings"))
    done = project.check("config.json")
    assert (done.code, done.error) == (2, block("output of wrong settings"))
    project.write(SETTINGS, block("wrong settings").partition("\n\n")[2])
    assert 'did you mean "duplicate-key"?' in project.check("config.json").error


# What each does.


def test_rules_are_chosen(project: Project) -> None:
    project.write(SETTINGS, block("choosing rules"))
    project.write("none.json", {**NO_DEFAULT, "model_list": NO_LIMIT["model_list"]})
    project.write("twice.json", TWICE)
    assert project.check(".").found == [
        ("none.json", "info", "no-rate-limit"),
        ("none.json", "error", "unknown-default-model"),
        ("twice.json", "warning", "unknown-default-model"),
    ]
    assert ("twice.json", "warning", "duplicate-key") in project.check(".", "--isolated").found


def test_severities_of_rules_count_before_those_of_families() -> None:
    settings = read(block("severities"), "x", is_pyproject=False)
    assert settings is not None
    assert plan(settings).severities["unknown-default-model"] == "error"
    assert "references" in settings.severity


def test_the_release_is_the_stated_one_and_nothing_fails(project: Project) -> None:
    project.write(SETTINGS, block("release and exit code"))
    # 0.2.9 knows this field.
    project.write("config.json", {**CLEAN, "model_list": [{**CLEAN["model_list"][0], "tool_schema_transform": ""}]})
    done = project.check("config.json")
    assert (done.code, done.found) == (0, [("config.json", "error", "unknown-field")])
    assert project.check("config.json", "--isolated").found == []
    assert project.check("config.json", "gone.json").code == 2


def test_files_are_left_out(project: Project) -> None:
    project.write(SETTINGS, block("leaving files out"))
    for path in ("config.json", "old.bak.json", "testdata/keep.json", "examples/a.json"):
        project.write(path, {**NO_DEFAULT, "gatewy": {}})
    done = project.check(".")
    assert {path for path, _, _ in done.found} == {"config.json", "examples/a.json"}
    assert [rule for path, _, rule in done.found if path == "examples/a.json"] == ["unknown-field"]
    assert len(project.check("old.bak.json").found) == 2
    assert [rule for _, _, rule in project.check("examples/a.json", "--select", "references").found] == []
    project.write(SETTINGS, block("leaving files out").replace('"testdata/"', '"testdata/*"'))
    assert {path for path, _, _ in project.check(".").found} == {"config.json", "examples/a.json", "testdata/keep.json"}


def test_models_of_ones_own_exist(project: Project) -> None:
    model = {"model_name": "local", "model": "openai/gpt-our-own", "rpm": 60, "api_keys": ["${KEY}"]}
    project.write("config.json", {**CLEAN, "model_list": [model]})
    assert ("config.json", "warning", "unknown-model") in project.check("config.json").found
    project.write(SETTINGS, block("models of your own"))
    assert "unknown-model" not in {rule for _, _, rule in project.check("config.json").found}


def test_findings_are_accepted_and_entries_that_accept_nothing_told(project: Project) -> None:
    other = {**CLEAN["model_list"][0], "model_name": "other"}
    colours = [{**each, "colour": "red"} for each in (other, CLEAN["model_list"][0])]
    project.write("deploy/config.json", {**CLEAN, "model_list": colours})
    project.write(SETTINGS, block("accepting findings"))
    done = project.check(".")
    assert (done.code, done.found) == (1, [("deploy/config.json", "error", "unknown-field")])
    assert done.error == block("output of an unused entry")
    project.write("deploy/config.json", {**CLEAN, "model_list": colours[1:]})
    assert project.check(".")[:2] == (0, [])


def test_names_and_tables_may_be_mixed(project: Project) -> None:
    project.write("config.json", UNKNOWN)
    project.write(SETTINGS, block("names and tables"))
    assert project.check("config.json") == (0, [], "")


def test_a_baseline_accepts_what_is_there_and_is_brought_up_to_date(project: Project) -> None:
    project.write("config.json", UNKNOWN)
    project.write(SETTINGS, block("baseline"))
    write, use = (shlex.split(line, comments=True)[2:] for line in block("baseline commands").splitlines())
    assert project.check(*use).code == 2
    assert project.check(*write)[:2] == (0, [])
    assert project.check(*use) == (0, [], "")
    project.write("config.json", NO_DEFAULT)
    done = project.check(*use)
    assert (done.code, done.found) == (1, [("config.json", "error", "unknown-default-model")])
    assert "1 finding is not there any more; --write-baseline takes it out" in done.error
    assert "1 taken out" in project.check(*write).error
    assert project.check(*use) == (0, [], "")
