"""Who can get at a file: what git would take along, and whom permissions let read it."""

from __future__ import annotations

import ntpath
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from git_repositories import GIT, git, needs_git, repository

from picoclaw_lint.discover import Company, Git, company, surroundings
from picoclaw_lint.discover import repository as git_of_run
from picoclaw_lint.document import parse
from picoclaw_lint.source import Source

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has permissions of another kind")


def states(*paths: Path) -> list[tuple[bool | None, bool | None]]:
    """Whether git tracks and whether it ignores each file."""
    known = Git(str(path) for path in paths)
    return [(known.tracks(str(path)), known.ignores(str(path))) for path in paths]


TRACKED, OPEN, IGNORED, UNKNOWN = (
    (True, True),
    (False, False),
    (False, True),
    (None, None),
)


@needs_git
@pytest.mark.usefixtures("clean_git")
class TestGit:
    def test_what_no_pattern_names_would_be_taken_along(self, tmp_path: Path) -> None:
        top = repository(tmp_path / "top", "config.json", ".gitignore", "deep/.gitignore")
        (top / ".gitignore").write_text("*.bak\nprivate/\n")
        (top / "deep/.gitignore").write_text("!*.bak\n.security.yml\n")
        (top / "private").mkdir()
        names = (
            ".security.yml",
            "config.json.1.bak",
            "private/.security.yml",
            "deep/.security.yml",
            "deep/x.bak",
        )
        for name in names:
            (top / name).write_text("x")
        assert states(*(top / name for name in names)) == [
            OPEN,
            IGNORED,
            IGNORED,
            IGNORED,
            OPEN,
        ]

    def test_what_only_this_clone_ignores_is_ignored(self, tmp_path: Path) -> None:
        top = repository(tmp_path / "top", "config.json")
        (top / ".git/info").mkdir(exist_ok=True)
        (top / ".git/info/exclude").write_text(".security.yml\n")
        (top / ".security.yml").write_text("x")
        assert states(top / ".security.yml") == [IGNORED]

    def test_outside_of_a_repository_nothing_is_known(self, tmp_path: Path) -> None:
        (tmp_path / ".security.yml").write_text("x")
        assert states(tmp_path / ".security.yml") == [UNKNOWN]

    def test_a_submodule_has_patterns_of_its_own(self, tmp_path: Path) -> None:
        inner = repository(tmp_path / "inner", "config.json")
        outer = repository(tmp_path / "outer", ".gitignore")
        (outer / ".gitignore").write_text(".security.yml\n")
        git(outer, "submodule", "--quiet", "add", str(inner), "sub")
        for place in (outer, outer / "sub"):
            (place / ".security.yml").write_text("x")
        assert states(outer / ".security.yml", outer / "sub/.security.yml") == [
            IGNORED,
            OPEN,
        ]

    def test_a_worktree_of_a_bare_repository_is_one_like_others(self, tmp_path: Path) -> None:
        top = repository(tmp_path / "top", "config.json", ".gitignore")
        git(tmp_path, "clone", "-q", "--bare", str(top), "bare.git")
        git(tmp_path / "bare.git", "worktree", "add", "-q", str(tmp_path / "tree"))
        tree = tmp_path / "tree"
        (tree / ".security.yml").write_text("x")
        assert (tree / ".git").is_file()
        assert states(tree / "config.json", tree / ".security.yml") == [TRACKED, OPEN]

    def test_files_inside_a_bare_repository_are_in_no_work_tree(self, tmp_path: Path) -> None:
        git(tmp_path, "init", "-q", "--bare", "bare.git")
        (tmp_path / "bare.git/config.json").write_text("{}")
        assert states(tmp_path / "bare.git/config.json") == [UNKNOWN]

    @pytest.mark.parametrize("is_relative", [False, True])
    def test_a_work_tree_whose_repository_is_elsewhere_is_known_by_the_environment(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_relative: bool
    ) -> None:
        home, bare = tmp_path / "home", tmp_path / "dotfiles.git"
        (home / ".picoclaw").mkdir(parents=True)
        for name in ("config.json", ".security.yml"):
            (home / ".picoclaw" / name).write_text("x")
        inner = repository(home / "inner", "config.json")
        git(tmp_path, "init", "-q", "--bare", str(bare))
        git(
            home,
            f"--git-dir={bare}",
            f"--work-tree={home}",
            "add",
            ".picoclaw/config.json",
        )
        paths = (
            home / ".picoclaw/config.json",
            home / ".picoclaw/.security.yml",
            tmp_path / "config.json",
        )
        assert states(*paths) == [UNKNOWN] * 3
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("GIT_DIR", "dotfiles.git" if is_relative else str(bare))
        monkeypatch.setenv("GIT_WORK_TREE", "home" if is_relative else str(home))
        assert states(*paths) == [TRACKED, OPEN, UNKNOWN]
        # A repository below it is one of its own.
        assert states(inner / "config.json") == [TRACKED]

    @pytest.mark.parametrize("name", ["ключ.yml", 'q"uo\\te.yml', "*.yml", ":(top)x.yml", "new\nline.yml"])
    def test_names_that_git_quotes_are_found(self, tmp_path: Path, name: str) -> None:
        top = repository(tmp_path / "top", ".gitignore")
        (top / ".gitignore").write_text("ignored.yml\n")
        for each in (name, "ignored.yml"):
            (top / each).write_text("x")
        assert states(top / name, top / "ignored.yml") == [OPEN, IGNORED]
        git(top, "--literal-pathspecs", "add", "--", name)
        assert states(top / name) == [TRACKED]

    def test_with_everything_assumed_to_be_tracked_git_is_not_asked(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        top = repository(tmp_path / "top", "config.json")
        monkeypatch.setattr(subprocess, "run", None)
        known = Git(assume_tracked=True)
        assert known.tracks(str(top / "x")) is known.tracks(str(tmp_path / "x")) is True
        assert known.ignores(str(tmp_path / "x")) is False

    def test_each_question_is_asked_once_for_each_repository(self, tmp_path: Path, started: list[object]) -> None:
        paths = [tmp_path / "top" / str(number) / ".security.yml" for number in range(5)]
        repository(tmp_path / "top", "config.json")
        for path in paths:
            path.parent.mkdir()
            path.write_text("x")
        started.clear()
        assert states(*paths) == [OPEN] * 5
        assert len(started) == 2


@needs_git
@pytest.mark.usefixtures("clean_git")
class TestNotes:
    def told(self, path: Path) -> list[str]:
        known = Git([str(path)])
        assert known.tracks(str(path)) is known.ignores(str(path)) is None
        return list(known.notes())

    def test_without_a_repository_there_is_nothing_to_say(self, tmp_path: Path) -> None:
        assert self.told(tmp_path / "config.json") == []

    def test_without_git_a_repository_is_told_once(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        top = repository(tmp_path / "top", "config.json")
        monkeypatch.setenv("PATH", str(tmp_path))
        (note,) = self.told(top / "config.json")
        assert note == (
            f"git tells nothing of {os.path.realpath(top)}: it is not installed; its files count as not tracked, "
            "unless --assume-tracked says otherwise"
        )

    @posix
    @pytest.mark.parametrize("path", [".", "", ":", "bin", "./bin", "..", "::."])
    def test_a_git_in_the_working_directory_is_not_run(
        self, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        top = repository(tmp_path / "top", "config.json")
        for directory in (tmp_path, top, top / "bin"):
            directory.mkdir(exist_ok=True)
            (directory / "git").write_text(f"#!/bin/sh\n: > '{tmp_path}/was-run'\n")
            (directory / "git").chmod(0o755)
        monkeypatch.chdir(top)
        monkeypatch.setenv("PATH", path)
        (note,) = self.told(top / "config.json")
        assert "it is not installed" in note
        assert not (tmp_path / "was-run").exists()
        # Behind such entries, that of the machine is found.
        monkeypatch.setenv("PATH", f"{path}{os.pathsep}{os.path.dirname(GIT or '')}")
        assert states(top / "config.json") == [TRACKED]
        assert not (tmp_path / "was-run").exists()

    def test_on_windows_git_is_sought_in_absolute_directories_only(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[str] = []
        windows = SimpleNamespace(name="nt", path=ntpath, pathsep=";")
        monkeypatch.setattr(git_of_run, "os", windows)
        monkeypatch.setattr(git_of_run, "shutil", SimpleNamespace(which=asked.append))
        assert git_of_run._program('.;;bin;C:bin;\\bin;C:\\Git\\cmd;"D:\\My Git"') is None
        assert asked == ["C:\\Git\\cmd\\git.exe", "D:\\My Git\\git.exe"]

    def test_git_is_run_by_its_absolute_path(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        top = repository(tmp_path / "top", "config.json")
        commands: list[list[str]] = []
        run = subprocess.run
        monkeypatch.setattr(subprocess, "run", lambda words, **rest: commands.append(words) or run(words, **rest))
        assert states(top / "config.json") == [TRACKED]
        assert commands
        assert all(os.path.isabs(words[0]) for words in commands)

    def test_without_git_nothing_is_said_outside_of_a_repository(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        assert self.told(tmp_path / "config.json") == []

    @posix
    def test_a_repository_of_somebody_else_that_git_refuses_is_told(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        top = repository(tmp_path / "top", "config.json")
        program = tmp_path / "bin" / "git"
        program.parent.mkdir()
        # Git's own way to test it: as if the repository had another owner.
        program.write_text(f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec "{GIT}" "$@"\n')
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
        (note,) = self.told(top / "config.json")
        assert "belongs to another user (safe.directory)" in note

    def test_what_git_says_of_a_broken_repository_is_not_repeated(self, tmp_path: Path) -> None:
        top = repository(tmp_path / "top", "config.json")
        (top / ".git/config").write_text("[remote broken = secret")
        (note,) = self.told(top / "config.json")
        assert "it cannot read it" in note
        assert "secret" not in note


@pytest.fixture
def shared() -> Iterator[Path]:
    """A directory that every user of the machine can enter; pytest's own ones are closed."""
    made = Path(tempfile.mkdtemp())
    made.chmod(0o755)
    if any(not parent.stat().st_mode & 0o001 for parent in made.resolve().parents):
        shutil.rmtree(made)
        pytest.skip("temporary files are closed to others here")
    yield made
    shutil.rmtree(made)


def readers(path: Path) -> str:
    return Company(Git()).exposure(str(path)).ask_readers()


@posix
class TestReaders:
    @pytest.mark.parametrize(
        ("mode", "who"),
        [
            (0o600, ""),
            (0o400, ""),
            (0o622, ""),
            (0o711, ""),
            (0o640, "its group"),
            (0o660, "its group"),
            (0o644, "every user of this machine"),
            (0o604, "every user of this machine"),
        ],
    )
    def test_the_mode_says_who_reads_a_file(self, shared: Path, mode: int, who: str) -> None:
        path = shared / "config.json"
        path.write_text("{}")
        path.chmod(mode)
        assert readers(path) == who

    def test_a_directory_that_others_cannot_enter_keeps_them_out(self, shared: Path) -> None:
        inner = shared / "closed" / "deep"
        inner.mkdir(parents=True)
        path = inner / "config.json"
        path.write_text("{}")
        path.chmod(0o644)
        assert readers(path) == "every user of this machine"
        inner.parent.chmod(0o750)
        assert readers(path) == "its group"
        inner.parent.chmod(0o700)
        assert readers(path) == ""

    def test_a_link_is_judged_by_what_it_leads_to(self, shared: Path) -> None:
        (shared / "closed").mkdir(mode=0o700)
        target = shared / "closed" / "config.json"
        target.write_text("{}")
        target.chmod(0o644)
        (shared / "config.json").symlink_to(target)
        assert readers(shared / "config.json") == ""

    def test_nobody_reads_what_is_not_there(self, shared: Path) -> None:
        assert readers(shared / "missing") == ""


def backups(config: Path) -> list[str]:
    found = surroundings(parse(Source(str(config), b"{}"))).ask_backups()
    return [os.path.relpath(backup.source.path, config.parent) for backup in found]


def test_backups_are_found_by_the_names_that_picoclaw_gives_them(
    tmp_path: Path,
) -> None:
    names = (
        *("config.json.20260401.bak", "config.json.bak", ".security.yml.20260401.bak"),
        *(
            "other.json.20260401.bak",
            "config.json",
            "config.json.bak.txt",
            "notes.bak",
            "xconfig.json.1.bak",
        ),
    )
    for name in names:
        (tmp_path / name).write_text("x")
    (tmp_path / "config.json.20260402.bak").mkdir()
    assert backups(tmp_path / "config.json") == [
        "config.json.20260401.bak",
        "config.json.bak",
        ".security.yml.20260401.bak",
    ]


def test_a_directory_that_is_not_there_has_no_backups(tmp_path: Path) -> None:
    assert backups(tmp_path / "missing" / "config.json") == []


def test_a_directory_is_listed_once_for_all_its_configs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = []
    real = os.listdir
    monkeypatch.setattr(company.os, "listdir", lambda path: listed.append(path) or real(path))
    together = Company(Git())
    for name in ("a.json", "b.json", "c.json"):
        assert together.backups(str(tmp_path / name)) == ()
    assert listed == [str(tmp_path)]


def test_nothing_is_asked_before_somebody_wants_to_know(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(subprocess, "run", never)
    monkeypatch.setattr(company.os, "listdir", never)
    monkeypatch.setattr(company, "readers", never)
    monkeypatch.setattr(company, "read_source", never)
    surroundings(
        parse(Source(str(tmp_path / "config.json"), b"{}")),
        Company(Git([str(tmp_path)])),
    )
