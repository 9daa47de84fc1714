"""What lies beside a config: the security file, the targets of references, and what git says."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from git_repositories import git, needs_git, repository

from picoclaw_lint.discover import Git, Unreadable, neighbours, reading, surroundings
from picoclaw_lint.document import parse
from picoclaw_lint.source import Source
from picoclaw_lint.surroundings import Reference, Surroundings


def look(config: Path | str, *references: str) -> Surroundings:
    text = json.dumps({"api_keys": list(references), "file://as-a-key": 1})
    return surroundings(parse(Source(str(config), text.encode())))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A directory with every kind of target in it and beside it."""
    here = tmp_path / "here"
    (here / "dir").mkdir(parents=True)
    (here / "key").write_text("secret\n")
    (here / "dir" / "key").write_text("x")
    (here / "empty").write_text("")
    (here / "blank").write_text(" \n\t\n")
    os.mkfifo(here / "pipe")
    (here / "..dots").write_text("x")
    (here / "ключ").write_text("x")
    (tmp_path / "outside").write_text("x")
    (tmp_path / "here-too").mkdir()
    (tmp_path / "here-too" / "key").write_text("x")
    (here / "link").symlink_to("key")
    (here / "link-out").symlink_to(tmp_path / "outside")
    (here / "dir-out").symlink_to(tmp_path / "here-too")
    (here / "dangling").symlink_to("nothing")
    (here / "loop").symlink_to("loop")
    return here


@pytest.mark.parametrize(
    ("reference", "state"),
    [
        ("file://key", "filled"),
        ("file:// key ", "filled"),
        ("file://./key", "filled"),
        ("file://dir/key", "filled"),
        ("file://dir/../key", "filled"),
        ("file:///key", "filled"),
        ("file:////dir/key", "filled"),
        ("file://link", "filled"),
        ("file://..dots", "filled"),
        ("file://ключ", "filled"),
        ("file://../here/key", "filled"),
        ("file://missing", "missing"),
        ("file://KEY", "missing"),
        ("file:///etc/passwd", "missing"),
        ("file://dangling", "missing"),
        ("file://loop", "missing"),
        ("file://../nothing", "missing"),
        ("file://key/below", "missing"),
        ("file://" + "x" * 300, "missing"),
        ("file://empty", "empty"),
        ("file://blank", "empty"),
        ("file://dir", "directory"),
        ("file://.", "directory"),
        ("file:///", "directory"),
        ("file://..", "outside"),
        ("file://../outside", "outside"),
        ("file://../here-too/key", "outside"),
        ("file://link-out", "outside"),
        ("file://dir-out/key", "outside"),
        ("file://", "unnamed"),
        ("file://  ", "unnamed"),
        ("file://k\0ey", "unreadable"),
        ("file://pipe", "unreadable"),
    ],
)
def test_a_reference_is_followed_as_picoclaw_follows_it(place: Path, reference: str, state: Reference) -> None:
    found = look(place / "config.json", reference)
    assert found.references == {reference: state}
    assert found.reference(reference) == state


def test_a_reference_to_a_file_without_permission_is_unreadable(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(path: str) -> Source:
        raise Unreadable("permission denied")

    monkeypatch.setattr(neighbours, "read_source", deny)
    assert look(place / "config.json", "file://key").reference("file://key") == "unreadable"


@pytest.mark.parametrize("name", ["config.json", "./config.json", "dir/../config.json"])
def test_a_config_that_is_named_relatively_has_the_same_neighbours(
    place: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place)
    (place / ".security.yml").write_text("web: {}\n")
    found = look(name, "file://key", "file://../outside")
    assert found.references == {"file://key": "filled", "file://../outside": "outside"}
    assert found.security is not None


def test_a_config_reached_by_a_link_to_its_directory_has_the_same_neighbours(place: Path, tmp_path: Path) -> None:
    (tmp_path / "by-link").symlink_to(place)
    found = look(tmp_path / "by-link" / "config.json", "file://key", "file://link-out")
    assert found.references == {"file://key": "filled", "file://link-out": "outside"}


def test_references_of_the_security_file_are_followed_too(place: Path) -> None:
    security = "model_list:\n  a: {api_keys: ['file://key', 'x']}\nweb: [{a: 'file://missing'}]\n'file://as-a-key': 1\n"
    (place / ".security.yml").write_text(security)
    found = look(place / "config.json", "file://empty")
    assert found.references == {"file://key": "filled", "file://missing": "missing", "file://empty": "empty"}
    assert found.security is not None
    assert found.security.source.path == str(place / ".security.yml")
    assert found.security.source.text == security


@pytest.mark.parametrize(("text", "is_broken"), [("", False), ("a: [", True), ("- x\n", False)])
def test_any_security_file_is_taken_along(place: Path, text: str, is_broken: bool) -> None:
    (place / ".security.yml").write_text(text)
    security = look(place / "config.json").security
    assert security is not None
    assert (security.problem is not None) is is_broken


def test_without_a_security_file_there_is_none(place: Path) -> None:
    found = look(place / "config.json")
    assert (found.security, found.references, found.exposure.ask_git()) == (None, {}, None)
    (place / ".security.yml").symlink_to(place / "nowhere")
    assert look(place / "config.json").security is None


def test_a_directory_in_the_place_of_the_security_file_is_no_security_file_picoclaw_reads(place: Path) -> None:
    (place / ".security.yml").mkdir()
    security = look(place / "config.json").security
    assert security is not None
    assert security.problem is not None
    assert security.problem.message == "it is a directory"


def test_a_security_file_that_cannot_be_read_is_said_so(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / ".security.yml").write_text("x" * 2000)
    monkeypatch.setattr(reading, "LARGEST", 1000)
    with pytest.raises(Unreadable):
        look(place / "config.json")


def asked(*paths: Path | str) -> list[bool | None]:
    known = Git(str(path) for path in paths)
    return [known.tracks(str(path)) for path in paths]


@needs_git
@pytest.mark.usefixtures("clean_git")
class TestGit:
    def test_what_is_committed_or_staged_is_tracked_and_the_rest_is_not(self, tmp_path: Path) -> None:
        top = repository(tmp_path / "top", "config.json", "deep/er/config.json", ".gitignore")
        (top / ".gitignore").write_text("ignored.json\n")
        for name in ("staged.json", "untracked.json", "ignored.json"):
            (top / name).write_text("{}")
        git(top, "add", "staged.json")
        names = ("config.json", "deep/er/config.json", "staged.json", "untracked.json", "ignored.json", "missing.json")
        assert asked(*(top / name for name in names)) == [True, True, True, False, False, False]

    def test_a_file_that_is_committed_stays_tracked_though_ignored(self, tmp_path: Path) -> None:
        top = repository(tmp_path / "top", "config.json", ".gitignore")
        (top / ".gitignore").write_text("config.json\n")
        assert asked(top / "config.json") == [True]

    def test_a_file_that_left_the_index_is_no_longer_tracked(self, tmp_path: Path) -> None:
        top = repository(tmp_path / "top", "config.json")
        git(top, "rm", "-q", "--cached", "config.json")
        assert asked(top / "config.json") == [False]

    def test_outside_of_a_repository_git_cannot_tell(self, tmp_path: Path) -> None:
        assert asked(tmp_path / "config.json") == [None]

    def test_without_git_nothing_can_be_told(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        top = repository(tmp_path / "top", "config.json")
        monkeypatch.setenv("PATH", str(tmp_path))
        assert asked(top / "config.json") == [None]

    def test_a_repository_that_git_refuses_tells_nothing(self, tmp_path: Path) -> None:
        top = repository(tmp_path / "top", "config.json")
        (top / ".git" / "config").write_text("[broken")
        assert asked(top / "config.json", tmp_path / "x") == [None, None]

    def test_git_that_takes_too_long_tells_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        top = repository(tmp_path / "top", "config.json")

        def late(*args: object, **options: object) -> None:
            raise subprocess.TimeoutExpired("git", 60)

        monkeypatch.setattr(subprocess, "run", late)
        assert asked(top / "config.json") == [None]

    def test_files_of_a_submodule_belong_to_the_submodule(self, tmp_path: Path) -> None:
        inner = repository(tmp_path / "inner", "config.json")
        outer = repository(tmp_path / "outer", "config.json")
        git(outer, "submodule", "--quiet", "add", str(inner), "sub")
        (outer / "sub" / "other.json").write_text("{}")
        assert (outer / "sub" / ".git").is_file()
        assert asked(outer / "sub" / "config.json", outer / "sub" / "other.json", outer / "config.json") == [
            True,
            False,
            True,
        ]

    def test_files_of_a_worktree_are_those_of_its_own_index(self, tmp_path: Path) -> None:
        top = repository(tmp_path / "top", "config.json")
        git(top, "worktree", "add", "-q", str(tmp_path / "tree"))
        tree = tmp_path / "tree"
        (tree / "staged.json").write_text("{}")
        git(tree, "add", "staged.json")
        assert (tree / ".git").is_file()
        assert asked(tree / "config.json", tree / "staged.json", top / "staged.json") == [True, True, False]

    def test_a_link_is_judged_by_what_it_leads_to(self, tmp_path: Path) -> None:
        top = repository(tmp_path / "top", "config.json")
        (tmp_path / "link.json").symlink_to(top / "config.json")
        (tmp_path / "dir").symlink_to(top)
        assert asked(tmp_path / "link.json", tmp_path / "dir" / "config.json") == [True, True]

    @pytest.mark.parametrize(
        "name", ["con fig.json", "ключ.json", "*.json", ":(top)x.json", "-x.json", 'q"uo\\te.json', "new\nline.json"]
    )
    def test_names_are_taken_literally(self, tmp_path: Path, name: str) -> None:
        top = repository(tmp_path / "top", "a.json", name)
        (top / "untracked.json").write_text("{}")
        assert asked(top / name, top / "untracked.json", top / "a.json") == [True, False, True]

    def test_paths_may_be_relative(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        top = repository(tmp_path / "top", "deep/config.json", "other.json")
        monkeypatch.chdir(top / "deep")
        assert asked("config.json", "../other.json", "./missing.json") == [True, True, False]

    def test_the_environment_of_a_hook_does_not_lead_elsewhere(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        top = repository(tmp_path / "top", "config.json")
        other = repository(tmp_path / "other", "x.json")
        monkeypatch.setenv("GIT_DIR", str(other / ".git"))
        monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git" / "index"))
        assert asked(top / "config.json") == [True]

    def test_a_repository_cannot_make_git_run_a_program(self, tmp_path: Path) -> None:
        top = repository(tmp_path / "top", "config.json")
        program = tmp_path / "program"
        program.write_text(f"#!/bin/sh\ntouch {tmp_path}/it-ran\n")
        program.chmod(0o755)
        git(top, "config", "core.fsmonitor", str(program))
        assert asked(top / "config.json") == [True]
        assert not (tmp_path / "it-ran").exists()

    def test_git_is_asked_once_for_each_repository(self, tmp_path: Path, started: list[object]) -> None:
        one = repository(tmp_path / "one", "a.json", "b.json")
        two = repository(tmp_path / "two", "c.json")
        started.clear()
        known = Git([str(one / "a.json"), str(one / "b.json"), str(two / "c.json"), str(tmp_path / "x.json")])
        assert started == []
        assert [known.tracks(str(path)) for path in (one / "a.json", one / "b.json", one / "a.json")] == [True] * 3
        assert len(started) == 1
        assert known.tracks(str(two / "c.json"))
        assert known.tracks(str(tmp_path / "x.json")) is None
        assert len(started) == 2

    def test_a_file_that_was_not_announced_is_known_all_the_same(self, tmp_path: Path) -> None:
        top = repository(tmp_path / "top", "a.json", "b.json")
        known = Git([str(top / "a.json")])
        assert known.tracks(str(top / "a.json"))
        assert known.tracks(str(top / "b.json"))
        assert known.tracks(str(top / "c.json")) is False

    def test_thousands_of_files_are_asked_about_in_parts(self, tmp_path: Path) -> None:
        names = [f"{number:04}-{'x' * 120}.json" for number in range(1200)]
        top = repository(tmp_path / "top", *names[::2])
        assert asked(*(top / name for name in names)) == [True, False] * 600
