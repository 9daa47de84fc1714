"""The search of a directory: what it finds, what it leaves out, and what it says of that."""

from __future__ import annotations

import inspect
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from picoclaw_lint.discover import Found, Unreadable, looks_like_picoclaw, notes, reading, recognition, search
from picoclaw_lint.document import parse
from picoclaw_lint.source import Source

OURS = '{"version": 3, "model_list": []}'
FOREIGN = '{"compilerOptions": {"strict": true}}'
as_root = hasattr(os, "geteuid") and os.geteuid() == 0


def put(path: Path, text: str | bytes = OURS) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def shown(directory: Path, **options: Any) -> list[str]:
    """The files that a search finds, from the directory that is searched."""
    return [Path(path).relative_to(directory).as_posix() for path in search(str(directory), **options).paths]


def skipped(directory: Path) -> dict[str, str]:
    return {Path(path).relative_to(directory).as_posix(): why for path, why in search(str(directory)).skipped}


def test_a_search_finds_configs_by_content_sorted_and_skips_what_is_not_the_users(tmp_path: Path) -> None:
    for name in ("b/config.json", "a/x.json", "a/config.json", "a/.hidden/claw.json", "z.json"):
        put(tmp_path / name)
    for folder in (".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", "venv"):
        put(tmp_path / folder / "config.json")
        put(tmp_path / "a" / folder / "deep" / "config.json")
    put(tmp_path / "c" / "config.json", FOREIGN)
    put(tmp_path / "a" / "broken.json", "{")
    put(tmp_path / "a" / "config.yaml")
    put(tmp_path / "a" / "config.json.bak")
    (tmp_path / "dir.json").mkdir()
    found = search(str(tmp_path))
    names = [Path(path).relative_to(tmp_path).as_posix() for path in found.paths]
    assert names == ["z.json", "a/config.json", "a/x.json", "a/.hidden/claw.json", "b/config.json"]
    assert found == Found(paths=found.paths)


def test_directories_that_are_skipped_are_not_entered(tmp_path: Path, entered: list[str]) -> None:
    for folder in ("node_modules", ".git", "a"):
        put(tmp_path / folder / "b" / "config.json")
    search(str(tmp_path))
    assert entered == [tmp_path.name, "a", "b"]


@pytest.mark.parametrize("name", [".", "./"])
def test_files_of_the_working_directory_go_by_their_names(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "config.json")
    put(tmp_path / "a" / "config.json")
    monkeypatch.chdir(tmp_path)
    assert search(name).paths == ("config.json", os.path.join("a", "config.json"))
    assert search("a").paths == (os.path.join("a", "config.json"),)


@pytest.mark.parametrize(
    "name", ["ключ.json", "con fig.json", "new\nline.json", "-x.json", "*.json", ".json", "q'uo\"te\\.json"]
)
def test_names_of_all_kinds_are_found(name: str, tmp_path: Path) -> None:
    put(tmp_path / name / name)
    assert shown(tmp_path) == [f"{name}/{name}"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode here")
def test_a_name_that_is_no_text_is_found(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.json"
    with open(path, "w") as file:
        file.write(OURS)
    assert search(str(tmp_path)).paths == (os.fsdecode(path),)


class TestWorkspaces:
    REASON = "PicoClaw's agents work in it"

    @pytest.mark.parametrize("name", ["workspace", "workspace-researcher"])
    @pytest.mark.parametrize("beside", ["config.json", ".security.yml", "claw.prod.json"])
    def test_one_beside_a_config_is_skipped(self, name: str, beside: str, tmp_path: Path) -> None:
        put(tmp_path / "home" / beside)
        put(tmp_path / "home" / name / "deep" / "config.json")
        assert all(name not in path for path in shown(tmp_path))
        assert skipped(tmp_path) == {f"home/{name}": self.REASON}

    @pytest.mark.parametrize("made", ["AGENT.md", "SOUL.md"])
    def test_one_that_picoclaw_made_is_skipped(self, made: str, tmp_path: Path) -> None:
        put(tmp_path / "workspace" / "config.json")
        put(tmp_path / "workspace" / made, "# Agent")
        assert shown(tmp_path) == []
        assert skipped(tmp_path) == {"workspace": self.REASON}

    @pytest.mark.parametrize("name", ["workspace", "workspace-1", "workspaces", "my-workspace"])
    def test_another_directory_of_that_name_is_searched(self, name: str, tmp_path: Path) -> None:
        put(tmp_path / name / "config.json")
        put(tmp_path / "package.json", FOREIGN)
        assert shown(tmp_path) == [f"{name}/config.json"]

    def test_one_that_is_named_is_searched(self, tmp_path: Path) -> None:
        put(tmp_path / "config.json")
        put(tmp_path / "workspace" / "config.json")
        assert shown(tmp_path / "workspace") == ["config.json"]


class TestSecurityFilesAndBackups:
    OLD = '{"model_list": [{"model_name": "a", "model": "openai/gpt-4o", "api_key": "x"}]}'
    NAMES = (".security.yml", ".security.yml.20260401.bak", "config.json.20260401.bak")

    def fill(self, directory: Path) -> None:
        for name in self.NAMES:
            put(directory / name, self.OLD)
        put(directory / "config.json.20260402.bak", FOREIGN)
        for name in ("notes.bak", "config.json.bak", "other.json.20260401.bak", ".security.yml~"):
            put(directory / name, self.OLD)

    def test_those_that_git_would_take_along_are_found_without_a_config_too(self, tmp_path: Path) -> None:
        (tmp_path / ".git").mkdir()
        self.fill(tmp_path / "a" / "b")
        assert shown(tmp_path) == [f"a/b/{name}" for name in self.NAMES]
        assert shown(tmp_path / "a") == [f"b/{name}" for name in self.NAMES]

    def test_in_a_repository_below_they_are_found(self, tmp_path: Path) -> None:
        (tmp_path / "inner" / ".git").mkdir(parents=True)
        self.fill(tmp_path / "inner" / "deep")
        self.fill(tmp_path / "outer")
        assert shown(tmp_path) == [f"inner/deep/{name}" for name in self.NAMES]

    def test_outside_of_a_repository_they_are_found_where_all_counts_as_tracked(self, tmp_path: Path) -> None:
        self.fill(tmp_path)
        assert shown(tmp_path) == []
        assert shown(tmp_path, assume_tracked=True) == list(self.NAMES)

    def test_those_that_are_ignored_or_excluded_are_left_out_in_silence(self, tmp_path: Path) -> None:
        (tmp_path / ".git").mkdir()
        self.fill(tmp_path)
        assert search(str(tmp_path), lambda path: path.endswith((".yml", ".bak"))) == Found()
        put(tmp_path / ".gitignore", ".security.yml*\n*.bak\n")
        assert search(str(tmp_path)) == Found()

    def test_one_that_cannot_be_read_is_told_of(self, tmp_path: Path) -> None:
        (tmp_path / ".git").mkdir()
        (tmp_path / ".security.yml").symlink_to("nothing")
        assert search(str(tmp_path)).paths == ()
        assert list(skipped(tmp_path)) == [".security.yml"]


class TestLinks:
    def test_a_search_does_not_go_in_circles(self, tmp_path: Path) -> None:
        put(tmp_path / "a" / "config.json")
        (tmp_path / "a" / "again").symlink_to(tmp_path)
        (tmp_path / "a" / "again.json").symlink_to(tmp_path)
        (tmp_path / "b").symlink_to("b")
        found = search(str(tmp_path))
        assert found == Found(paths=(str(tmp_path / "a" / "config.json"),))

    def test_a_link_to_a_file_is_a_file(self, tmp_path: Path) -> None:
        put(tmp_path / "elsewhere" / "claw.conf")
        (tmp_path / "tree").mkdir()
        (tmp_path / "tree" / "config.json").symlink_to(tmp_path / "elsewhere" / "claw.conf")
        assert shown(tmp_path / "tree") == ["config.json"]

    def test_a_file_with_two_names_is_found_by_both(self, tmp_path: Path) -> None:
        put(tmp_path / "a.json")
        (tmp_path / "b.json").symlink_to("a.json")
        os.link(tmp_path / "a.json", tmp_path / "c.json")
        assert shown(tmp_path) == ["a.json", "b.json", "c.json"]

    def test_the_directory_that_is_named_may_be_a_link(self, tmp_path: Path) -> None:
        put(tmp_path / "real" / "a" / "config.json")
        (tmp_path / "link").symlink_to("real")
        assert shown(tmp_path / "link") == ["a/config.json"]

    def test_a_link_that_leads_nowhere_is_told_of(self, tmp_path: Path) -> None:
        (tmp_path / "dangling.json").symlink_to(tmp_path / "nothing")
        (tmp_path / "loop.json").symlink_to("loop.json")
        (tmp_path / "dangling").symlink_to(tmp_path / "nothing")
        told = skipped(tmp_path)
        assert list(told) == ["dangling.json", "loop.json"]
        assert told["dangling.json"] == "no such file or directory"


class TestWhatCannotBeRead:
    def test_a_search_does_not_wait_for_a_pipe(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "config.json")
        assert skipped(tmp_path) == {"config.json": "it is no regular file"}

    def test_large_files_are_told_of(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        put(tmp_path / "huge.json", OURS + " " * 2000)
        put(tmp_path / "huge.txt", OURS + " " * 2000)
        put(tmp_path / "small.json")
        monkeypatch.setattr(reading, "LARGEST", 1000)
        assert shown(tmp_path) == ["small.json"]
        assert skipped(tmp_path) == {"huge.json": "it is larger than 0 MiB"}

    @pytest.mark.parametrize("data", [b"\0" * 50, b"PK\x03\x04\0\0", b'{"a": "\0"}'])
    def test_binary_files_are_told_of(self, data: bytes, tmp_path: Path) -> None:
        put(tmp_path / "config.json", data)
        assert shown(tmp_path) == []
        assert skipped(tmp_path) == {"config.json": "it is binary"}

    @pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n", b"\xff" * 9, b"{}", FOREIGN.encode("utf-16")])
    def test_files_of_other_programs_are_not_told_of(self, data: bytes, tmp_path: Path) -> None:
        put(tmp_path / "config.json", data)
        assert search(str(tmp_path)) == Found()

    @pytest.mark.parametrize("data", [OURS.encode("utf-16"), OURS.encode() + b"\0\0", b"\xef\xbb\xbf" + OURS.encode()])
    def test_a_config_that_was_spoilt_is_still_a_config(self, data: bytes, tmp_path: Path) -> None:
        put(tmp_path / "config.json", data)
        assert shown(tmp_path) == ["config.json"]

    @pytest.mark.skipif(as_root, reason="root may read everything")
    def test_files_and_directories_without_permission_are_told_of(self, tmp_path: Path) -> None:
        put(tmp_path / "a.json").chmod(0)
        put(tmp_path / "b" / "config.json")
        put(tmp_path / "c" / "config.json")
        put(tmp_path / "d.json")
        (tmp_path / "b").chmod(0)
        (tmp_path / "c").chmod(0o400)
        try:
            assert shown(tmp_path) == ["d.json"]
            denied = "permission denied"
            assert skipped(tmp_path) == {"a.json": denied, "b": denied, "c/config.json": denied}
            with pytest.raises(Unreadable, match=r"^permission denied$"):
                search(str(tmp_path / "b"))
        finally:
            (tmp_path / "b").chmod(0o700)
            (tmp_path / "c").chmod(0o700)

    def test_directories_that_cannot_be_listed_are_told_of(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(tmp_path / "a" / "config.json")
        put(tmp_path / "b" / "config.json")
        scandir = os.scandir

        def deny(path: str) -> Any:
            if os.path.basename(path) == "a":
                raise PermissionError(13, "Permission denied")
            return scandir(path)

        monkeypatch.setattr(os, "scandir", deny)
        assert shown(tmp_path) == ["b/config.json"]
        assert skipped(tmp_path) == {"a": "permission denied"}
        with pytest.raises(Unreadable, match=r"^permission denied$"):
            search(str(tmp_path / "a"))

    def test_what_goes_while_it_is_looked_at_does_no_harm(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(tmp_path / "a.json")
        put(tmp_path / "b.json")

        def gone(path: str) -> bool:
            raise Unreadable("no such file or directory")

        monkeypatch.setattr("picoclaw_lint.discover.searching.is_config", gone)
        assert skipped(tmp_path) == {"a.json": "no such file or directory", "b.json": "no such file or directory"}

    def test_a_tree_may_be_deeper_than_python_recurses(self, tmp_path: Path) -> None:
        path = put(tmp_path.joinpath(*["d"] * 200, "config.json"))
        limit = sys.getrecursionlimit()
        # A tree that is deeper than the usual limit could not be removed by the tests' own cleaning.
        sys.setrecursionlimit(len(inspect.stack(0)) + 100)
        try:
            found = search(str(tmp_path)).paths
        finally:
            sys.setrecursionlimit(limit)
        assert found == (str(path),)


class TestExclusions:
    def test_files_and_directories_are_asked_for_by_their_paths(self, tmp_path: Path) -> None:
        for name in ("a/config.json", "a/package.json", "b/c/config.json", "notes.txt", ".git/config.json"):
            put(tmp_path / name)
        asked: list[str] = []

        def exclude(path: str) -> bool:
            asked.append(Path(path).relative_to(tmp_path).as_posix())
            return False

        search(str(tmp_path), exclude)
        assert asked == ["a", "b", "a/config.json", "a/package.json", "b/c", "b/c/config.json"]

    def test_what_is_excluded_is_neither_found_nor_read(self, tmp_path: Path, entered: list[str]) -> None:
        put(tmp_path / "a" / "config.json")
        put(tmp_path / "b" / "config.json")
        os.mkfifo(tmp_path / "b" / "pipe.json")
        out = {str(tmp_path / "a"), str(tmp_path / "b" / "pipe.json")}
        found = search(str(tmp_path), out.__contains__)
        assert found == Found(paths=(str(tmp_path / "b" / "config.json"),))
        assert "a" not in entered

    def test_the_directory_that_is_named_is_not_excluded(self, tmp_path: Path) -> None:
        put(tmp_path / "config.json")
        assert shown(tmp_path, exclude=lambda path: path == str(tmp_path)) == ["config.json"]

    def test_an_excluded_workspace_is_not_told_of(self, tmp_path: Path) -> None:
        put(tmp_path / "config.json")
        put(tmp_path / "workspace" / "config.json")
        assert search(str(tmp_path), lambda path: path.endswith("workspace")).skipped == ()


class TestFirstLook:
    def test_files_of_other_programs_are_not_parsed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        put(tmp_path / "package.json", json.dumps({"a": ["model list", "agent"] * 100, "é": "\n"}, ensure_ascii=False))

        def fail(source: Source) -> None:
            raise AssertionError(source.path)

        monkeypatch.setattr(recognition, "parse", fail)
        assert search(str(tmp_path)) == Found()

    @settings(deadline=None, max_examples=300)
    @given(
        key=st.sampled_from(["model_list", "channel_list", "agents", "channels"]),
        escaped=st.sets(st.integers(0, 11)),
        upper=st.booleans(),
        cut=st.integers(0, 3),
        encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    )
    def test_it_lets_every_config_through(
        self,
        key: str,
        escaped: set[int],
        upper: bool,
        cut: int,
        encoding: str,
        tmp_path_factory: pytest.TempPathFactory,
    ) -> None:
        values = {"model_list": "[]", "channel_list": "{}", "agents": '{"defaults": {}}', "channels": "{}"}
        form = "\\u{:04X}" if upper else "\\u{:04x}"
        written = "".join(form.format(ord(char)) if at in escaped else char for at, char in enumerate(key))
        text = f'{{"{written}": {values[key]}, "gateway": {{}}}}'
        source = Source("x.json", text[: len(text) - cut].encode(encoding))
        path = tmp_path_factory.getbasetemp() / "first-look.json"
        path.write_bytes(source.data)
        assert recognition.is_config(str(path)) is looks_like_picoclaw(parse(source))


class TestNotes:
    def test_nothing_is_said_where_nothing_was_left_out(self) -> None:
        assert list(notes([Found(("a.json",)), Found()], {"a.json"})) == []

    def test_what_was_skipped_is_said_once_and_not_of_what_is_checked(self) -> None:
        searches = [
            Found(skipped=(("a.json", "it is binary"), ("b", "permission denied"))),
            Found(skipped=(("a.json", "it is binary"), ("c.json", "it is binary"))),
        ]
        assert list(notes(searches, {"c.json"})) == ["skipped a.json: it is binary", "skipped b: permission denied"]

    @pytest.mark.parametrize(
        ("ignored", "words"),
        [
            ((), []),
            (("a.json",), ["1 file was left out because .gitignore names it"]),
            (("a.json", "b.json"), ["2 files were left out because .gitignore names them"]),
            (("named.json",), []),
        ],
    )
    def test_what_gitignore_left_out_is_counted(self, ignored: tuple[str, ...], words: list[str]) -> None:
        assert list(notes([Found(ignored=ignored), Found(ignored=ignored)], {"named.json"})) == words

    def test_directories_that_gitignore_left_out_are_counted_where_nothing_is_checked(self) -> None:
        one, two = Found(ignored_directories=("a",)), Found(ignored_directories=("a", "b"))
        assert list(notes([one], {"x.json"})) == []
        assert list(notes([one], ())) == ["1 directory was left out because .gitignore names it"]
        assert list(notes([one, two], ())) == ["2 directories were left out because .gitignore names them"]


def test_a_junction_is_taken_for_a_link() -> None:
    from picoclaw_lint.discover.searching import _is_directory

    class Entry:
        def __init__(self, junction: bool) -> None:
            self.is_junction: Callable[[], bool] = lambda: junction

        def is_dir(self, *, follow_symlinks: bool) -> bool:
            return not follow_symlinks

    assert _is_directory(Entry(junction=False))  # type: ignore[arg-type]
    assert not _is_directory(Entry(junction=True))  # type: ignore[arg-type]
