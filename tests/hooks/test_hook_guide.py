"""The guide to the hooks tells the truth: its files and commands are taken from the page and used."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from hook_projects import (
    FOREIGN,
    HOOKS,
    KEY,
    REFUSED,
    RELEASE,
    ROOT,
    SECURITY_FILE,
    SOUND,
    WARNED,
    WITH_KEY,
    Done,
    Project,
    homepage,
    run,
)
from ruamel.yaml import YAML

GUIDE = (ROOT / "docs/pre-commit.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
CONFIG = ".pre-commit-config.yaml"
SETTINGS = "picoclaw-lint.toml"
YAML_BLOCKS = re.findall(r"```yaml\n(.*?)```", GUIDE, re.S)


def block(name: str) -> str:
    """Return the block of the guide that stands under a name."""
    match = re.search(rf"<!-- guide: {re.escape(name)} -->\n```\w+\n(.*?)```", GUIDE, re.S)
    assert match is not None, name
    return match[1]


def commands(name: str) -> list[list[str]]:
    return [shlex.split(line, comments=True) for line in block(name).splitlines()]


def all_files(project: Project) -> Done:
    project.git("add", "--all")
    return project.pre_commit("run", "--all-files")


def installed_command(project: Project) -> Path:
    """The command that pre-commit installed; the documents' command is run with it."""
    cache = project.env["PRE_COMMIT_HOME"]
    (found,) = Path(cache).glob("repo*/py_env-*/[bS]*/picoclaw-lint*")  # in bin, or in Scripts on Windows
    return found


def test_every_block_is_used_by_a_test() -> None:
    names = re.findall(r"<!-- guide: (.+?) -->", GUIDE)
    text = (ROOT / "tests/hooks/test_hook_guide.py").read_text("utf-8")
    assert len(names) == len(set(names))
    assert [name for name in names if f'"{name}"' not in text] == []
    assert GUIDE.count("```yaml") == sum(f"<!-- guide: {name} -->\n```yaml" in GUIDE for name in names)


def test_every_hook_is_in_the_guides_table() -> None:
    assert set(re.findall(r"^\| `([\w-]+)` \|", GUIDE, re.M)) == set(HOOKS)


def test_every_file_of_the_guide_is_one_that_pre_commit_takes(project: Project) -> None:
    files = [project.write(f"{number}.yaml", text) for number, text in enumerate(YAML_BLOCKS)]
    done = project.pre_commit("validate-config", *files)
    assert (done.code, done.out) == (0, "")


def test_the_readme_has_the_guides_first_file_and_leads_to_it() -> None:
    assert block("both hooks") in README
    assert "(docs/pre-commit.md)" in README


def test_the_release_that_is_named_is_this_one() -> None:
    version = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.M)
    assert version is not None
    assert f"v{version[1]}" == RELEASE
    repositories = [entry for text in YAML_BLOCKS for entry in YAML(typ="safe").load(text)["repos"]]
    assert {(entry["repo"], entry["rev"]) for entry in repositories} == {(homepage(), RELEASE)}


def test_the_first_commands_set_up_what_the_guide_says(project: Project) -> None:
    project.write(CONFIG, block("both hooks"))
    project.stage("config.json", REFUSED)
    install, run_all = commands("first commands")
    assert install[0] == run_all[0] == "pre-commit"
    assert project.pre_commit(*install[1:]).code == 0
    assert "error[unknown-field]" in project.pre_commit(*run_all[1:]).out
    assert project.commit().code == 1


def test_a_finding_below_an_error_is_shown_only_where_the_guide_says(project: Project) -> None:
    project.write(CONFIG, block("both hooks"))
    project.stage("config.json", WARNED)
    quiet, verbose = all_files(project), project.pre_commit("run", "--all-files", "--verbose")
    assert (quiet.code, verbose.code) == (0, 0)
    assert "duplicate-key" not in quiet.out
    assert "warning[duplicate-key]" in verbose.out


@pytest.mark.parametrize("settled", [False, True], ids=["as arguments", "in the settings"])
def test_the_options_hold(settled: bool, project: Project) -> None:
    project.write(CONFIG, block("both hooks" if settled else "options"))
    if settled:
        project.write(SETTINGS, block("settings"))
    # What 0.3.0 knows and 0.2.9 does not, and a warning.
    project.write("new/config.json", {**SOUND, "tools": {"message": {"media_enabled": True}}})
    project.write("warned/config.json", WARNED)
    done = all_files(project)
    assert done.code == 1
    assert "PicoClaw 0.2.9 refuses new/config.json." in done.out
    assert "warned/config.json:1:16: warning[duplicate-key]" in done.out


def test_names_of_ones_own_take_the_place_of_the_usual_ones(project: Project) -> None:
    project.write(CONFIG, block("names"))
    for path in ("bots/first.json", "bots/old-one.json", "bots/test-two.json", "config.json"):
        project.write(path, REFUSED)
    done = all_files(project)
    assert done.code == 1
    assert re.findall(r"^(\S+):\d+:\d+: error", done.out, re.M) == ["bots/first.json"]


def test_what_neither_a_search_nor_the_hooks_look_at_stands_in_both_excludes(project: Project) -> None:
    text = block("names")
    assert "exclude: ^bots/(old|test)-\n" in text
    project.write(CONFIG, text)
    project.write(SETTINGS, 'exclude = ["/bots/in-settings.json"]\n')
    project.write("bots/in-settings.json", REFUSED)
    project.write("bots/old-one.json", REFUSED)
    done = all_files(project)
    assert re.findall(r"^(\S+):\d+:\d+: error", done.out, re.M) == ["bots/in-settings.json"]
    searched = run(installed_command(project), "check", ".", cwd=project.directory, env=project.env)
    assert re.findall(r"^(\S+):\d+:\d+: error", searched.out, re.M) == ["bots/old-one.json"]


def test_a_key_file_that_is_elsewhere_can_be_accepted(project: Project) -> None:
    config: dict[str, Any] = {**SOUND, "model_list": [{**SOUND["model_list"][0], "api_keys": ["file://local.key"]}]}
    project.write(CONFIG, block("both hooks"))
    project.write("config.json", config)
    assert "error[broken-secret-file]" in all_files(project).out
    project.write(SETTINGS, block("key files"))
    assert all_files(project).code == 0


def test_keys_are_taken_to_be_in_a_security_file_that_is_not_there(project: Project) -> None:
    project.write(CONFIG, block("both hooks"))
    # Of a provider whose models come and go without a word.
    model = {"model_name": "local", "model": "volcengine/our-own", "rpm": 60}
    project.write("config.json", {**SOUND, "model_list": [model]})
    assert all_files(project).code == 0


def test_a_baseline_accepts_what_is_there_and_nothing_more(project: Project) -> None:
    project.write(CONFIG, block("both hooks"))
    project.write("config.json", REFUSED)
    project.write("keys/config.json", WITH_KEY)
    project.write(SETTINGS, block("baseline"))
    assert all_files(project).code == 1
    write, add = commands("write the baseline")
    assert (write[0], add[0]) == ("picoclaw-lint", "git")
    assert run(installed_command(project), *write[1:], cwd=project.directory, env=project.env).code == 0
    project.git(*add[1:])
    done = all_files(project)
    assert done.code == 0, done.out
    (written,) = project.directory.glob("*baseline.json")
    assert KEY not in written.read_text("utf-8")
    project.write("config.json", {**REFUSED, "agnets": {}})
    done = all_files(project)
    assert done.code == 1
    assert re.findall(r"^(\S+: error\S+) PicoClaw refuses (\S+)", done.out, re.M) == [
        ("config.json:17:3: error[unknown-field]", '"agnets"')
    ]


def test_the_file_for_pre_commit_ci_works_elsewhere_too(project: Project) -> None:
    text = block("pre-commit.ci")
    assert set(YAML(typ="safe").load(text)["ci"]["skip"]) <= set(HOOKS)
    project.write(CONFIG, text)
    project.write("config.json", SOUND)
    project.write("web/config.json", FOREIGN)
    done = all_files(project)
    assert done.code == 0, done.out


def test_a_security_file_that_git_forgot_is_in_nobodys_way(project: Project) -> None:
    project.write(CONFIG, block("both hooks"))
    project.write(".security.yml", SECURITY_FILE)
    assert "committed-security-file" in all_files(project).out
    for words in commands("take a file out"):
        if words[0] == "git":
            project.git(*words[1:])
        else:
            assert words == ["echo", ".security.yml", ">>", ".gitignore"]
            project.write(".gitignore", ".security.yml\n")
    done = all_files(project)
    assert done.code == 0, done.out
    assert project.directory.joinpath(".security.yml").exists()
