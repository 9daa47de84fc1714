"""For each file the nearest settings upwards from it count, and no others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from picoclaw_lint import settings_files
from picoclaw_lint.settings import InvalidSettings
from picoclaw_lint.settings_files import NO_SETTINGS, SettingsFiles

OURS = '[tool.picoclaw-lint]\nselect = ["syntax"]\n'


def write(path: str, text: str = "") -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, "utf-8")


def nearest(path: str) -> str | None:
    return SettingsFiles().nearest(path).path


@pytest.mark.parametrize("name", [".picoclaw-lint.toml", "picoclaw-lint.toml"])
def test_settings_count_for_the_files_beside_and_below(name: str) -> None:
    write(name)
    assert nearest("config.json") == name
    assert nearest("a/b/config.json") == name
    assert nearest(os.path.abspath("a/config.json")) == name


def test_pyproject_counts_like_the_others() -> None:
    write("pyproject.toml", OURS)
    assert nearest("a/config.json") == "pyproject.toml"


def test_in_one_directory_the_hidden_file_comes_first_and_pyproject_last() -> None:
    names = [".picoclaw-lint.toml", "picoclaw-lint.toml", "pyproject.toml"]
    for name in names:
        write(name, OURS if name == "pyproject.toml" else "")
    for name in names:
        assert nearest("config.json") == name
        os.unlink(name)


def test_a_project_inside_of_another_has_settings_of_its_own_and_inherits_nothing() -> None:
    write("picoclaw-lint.toml", 'ignore = ["syntax"]')
    write("inner/picoclaw-lint.toml", 'fail-on = "info"')
    files = SettingsFiles()
    outer, inner = files.nearest("config.json"), files.nearest("inner/deep/config.json")
    assert (outer.ignore, outer.fail_on) == (("syntax",), None)
    assert (inner.ignore, inner.fail_on) == ((), "info")
    # Whichever is asked for first.
    again = SettingsFiles()
    assert (again.nearest("inner/deep/config.json"), again.nearest("config.json")) == (inner, outer)


def test_a_nearer_file_of_any_name_comes_before_a_farther_one() -> None:
    write(".picoclaw-lint.toml")
    write("inner/pyproject.toml", OURS)
    assert nearest("inner/config.json") == os.path.join("inner", "pyproject.toml")


def test_an_empty_file_counts_so_that_a_project_may_have_no_settings() -> None:
    write("picoclaw-lint.toml", 'ignore = ["syntax"]')
    write("inner/picoclaw-lint.toml")
    found = SettingsFiles().nearest("inner/config.json")
    assert (found.path, found.ignore) == (os.path.join("inner", "picoclaw-lint.toml"), ())


@pytest.mark.parametrize("text", ["", "[tool.ruff]\n", "[project]\ndependencies = ['picoclaw-lint']\n"])
def test_a_pyproject_without_our_table_is_passed_over(text: str) -> None:
    write("picoclaw-lint.toml")
    write("inner/pyproject.toml", text)
    assert nearest("inner/config.json") == "picoclaw-lint.toml"


def test_a_pyproject_that_is_no_file_is_passed_over() -> None:
    write("picoclaw-lint.toml")
    os.makedirs("a/pyproject.toml")
    os.mkdir("b")
    os.symlink("nowhere", "b/pyproject.toml")
    assert nearest("a/config.json") == nearest("b/config.json") == "picoclaw-lint.toml"


def test_a_file_of_ours_that_leads_nowhere_is_an_error() -> None:
    os.symlink("nowhere", "picoclaw-lint.toml")
    with pytest.raises(InvalidSettings, match=r"cannot read picoclaw-lint\.toml: no such file"):
        nearest("a/config.json")


def test_without_any_there_are_none(work: Path) -> None:
    found = SettingsFiles().nearest("config.json")
    if found.path is not None:
        pytest.skip(f"there is {found.path} above {work}")
    assert found is NO_SETTINGS


def test_a_link_to_a_settings_file_counts_where_the_link_is() -> None:
    write("shared/lint.toml", 'exclude = ["build/"]')
    os.mkdir("project")
    os.symlink("../shared/lint.toml", "project/picoclaw-lint.toml")
    found = SettingsFiles().nearest("project/config.json")
    assert (found.path, found.exclude) == (os.path.join("project", "picoclaw-lint.toml"), ("build/",))


def test_a_link_to_a_config_is_judged_by_the_settings_where_the_link_is() -> None:
    write("shared/config.json")
    write("project/picoclaw-lint.toml")
    os.symlink("../shared/config.json", "project/config.json")
    assert nearest("project/config.json") == os.path.join("project", "picoclaw-lint.toml")


def test_each_directory_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    write("picoclaw-lint.toml")
    seen: list[str] = []
    look = settings_files._in_directory
    monkeypatch.setattr(settings_files, "_in_directory", lambda directory: seen.append(directory) or look(directory))
    files = SettingsFiles()
    for path in ("a/b/c/config.json", "a/b/d/config.json", "a/b/c/other.json", "config.json"):
        assert files.nearest(path).path == "picoclaw-lint.toml"
    assert [os.path.relpath(path) for path in seen] == ["a/b/c", "a/b", "a", ".", "a/b/d"]


def test_directories_may_be_nested_as_deep_as_paths_are_long() -> None:
    write("picoclaw-lint.toml")
    assert nearest("/".join(["d"] * 1500) + "/config.json") == "picoclaw-lint.toml"
