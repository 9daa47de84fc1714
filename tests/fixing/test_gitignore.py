"""A security file with new secrets is kept out of git, and .gitignore is only ever added to."""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path

import pytest
from test_moving_secrets import KEY, TOKEN, config, fix, kept_because, model, order_of_writes, written

from picoclaw_lint.discover import Git, read_source
from picoclaw_lint.migrating import Migrator

sys.path.append(str(Path(__file__).resolve().parents[1] / "discover"))
from git_repositories import git, needs_git, repository

pytestmark = needs_git


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = repository(tmp_path / "work", "README")
    monkeypatch.chdir(path)
    return path


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, b".security.yml*\n"),
        (b"*.log\n", b"*.log\n.security.yml*\n"),
        (b"*.log", b"*.log\n.security.yml*\n"),
        (b"*.log\r\n", b"*.log\r\n.security.yml*\r\n"),
        (b"\xff\n", b"\xff\n.security.yml*\n"),
        (b".security.yml\n", b".security.yml\n"),
        (b".*\n", b".*\n"),
    ],
)
def test_a_line_is_added_where_git_would_take_the_file(before: bytes | None, after: bytes) -> None:
    if before is not None:
        Path(".gitignore").write_bytes(before)
    written(config(model_list=[model("a", KEY)]))
    results = fix()
    assert Path(".gitignore").read_bytes() == after
    assert [item.rule for item in results.files[0].fixed] == ["plaintext-secret"]
    fix()
    assert Path(".gitignore").read_bytes() == after


def test_a_pattern_further_up_is_enough(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (work / ".gitignore").write_text(".security.yml\n")
    (work / "bot").mkdir()
    monkeypatch.chdir(work / "bot")
    written(config(model_list=[model("a", KEY)]))
    fix()
    assert not os.path.exists(".gitignore")


def test_outside_of_a_repository_none_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    written(config(model_list=[model("a", KEY)]))
    fix()
    assert not os.path.exists(".gitignore")


def test_a_config_that_git_tracks_is_told_to_be_revoked(work: Path) -> None:
    written(config(model_list=[model("a", KEY)]))
    git(work, "add", "config.json")
    git(work, "commit", "-q", "-m", "y")
    assert any("revoke what was ever committed" in note for note in fix().notes)


def test_the_line_is_there_before_the_security_file(monkeypatch: pytest.MonkeyPatch) -> None:
    written(config(model_list=[model("a", KEY)]))
    assert order_of_writes(monkeypatch) == [".gitignore", ".security.yml", "config.json"]


def test_secrets_do_not_go_to_a_file_that_git_tracks(work: Path) -> None:
    written(config(model_list=[model("a", KEY)]), "# none yet\n")
    git(work, "add", ".security.yml")
    assert kept_because("git tracks .security.yml")


def test_secrets_do_not_go_where_git_would_take_them_all_the_same() -> None:
    written(config(model_list=[model("a", KEY)]))
    Path(".gitignore").mkdir()
    reason = "git would take .security.yml, and .gitignore cannot be read: it is a directory"
    assert kept_because(reason)
    assert not Path(".security.yml").exists()


def test_a_line_that_takes_the_security_file_back_is_overruled() -> None:
    written(config(model_list=[model("a", KEY)]))
    Path(".gitignore").write_text(".security.yml*\n!.security.yml\n")
    fix()
    assert Path(".gitignore").read_text() == ".security.yml*\n!.security.yml\n.security.yml*\n"
    assert Path(".security.yml").exists()


def test_of_a_linked_security_file_the_real_one_is_kept_out_of_git() -> None:
    written(config(model_list=[model("a", KEY)]))
    Path("secrets").mkdir()
    Path("secrets/mine.yml").write_text("# mine\n")
    Path(".security.yml").symlink_to("secrets/mine.yml")
    fix()
    assert Path("secrets/.gitignore").read_text() == "mine.yml*\n"
    assert KEY in Path("secrets/mine.yml").read_text()
    assert not Path(".gitignore").exists()


def test_a_backup_and_the_security_file_are_kept_out_at_once() -> None:
    channels = {"telegram": {"enabled": True, "token": TOKEN}, "wecom_app": {"corp_id": "x"}}
    written({"version": 2, "channels": channels, "model_list": [model("a", KEY)]})
    Path(".gitignore").write_text("node_modules\n")
    migrator = Migrator("0.3.0", datetime.date(2026, 11, 29), Git(), secrets=True)
    migrator.migrate(read_source("config.json"))
    assert Path(".gitignore").read_text() == "node_modules\n.security.yml*\n*.bak\n"
    assert KEY in Path(".security.yml").read_text()
    assert Path("config.json.20261129.bak").exists()
    assert [Git().ignores(name) for name in ("config.json.20261129.bak", ".security.yml")] == [True, True]
