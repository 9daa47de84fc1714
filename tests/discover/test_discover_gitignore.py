"""What .gitignore leaves out of a search: the same as git leaves out, by git's own word."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from git_repositories import GIT, git, needs_git, repository
from hypothesis import given, settings
from hypothesis import strategies as st

from picoclaw_lint.discover import search

OURS = '{"version": 3, "model_list": []}'
as_root = hasattr(os, "geteuid") and os.geteuid() == 0

pytestmark = [needs_git, pytest.mark.usefixtures("clean_git")]


def put(path: Path, text: str = OURS) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, newline="")
    return path


def tree(directory: Path, *names: str) -> Path:
    for name in names:
        put(directory / name)
    return directory


def lines(path: Path, *patterns: str) -> None:
    put(path, "".join(f"{pattern}\n" for pattern in patterns))


def shown(directory: Path) -> list[str]:
    """The files that a search finds, from the directory that is searched."""
    return [Path(path).relative_to(directory).as_posix() for path in search(str(directory)).paths]


def by_git(directory: Path) -> list[str]:
    """The files that git would add, from the directory that is searched."""
    command = [GIT or "git", "-C", str(directory), "ls-files", "-z", "--others", "--exclude-standard"]
    answer = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    return [name for name in answer.split("\0") if name.endswith(".json")]


class TestWhichFilesCount:
    def test_nested_ones_decide_over_those_above(self, tmp_path: Path) -> None:
        top = tree(
            repository(tmp_path, "x.txt"), "a.json", "b.json", "in/a.json", "in/b.json", "in/er/a.json", "c/a.json"
        )
        lines(top / ".gitignore", "a.json")
        lines(top / "in" / ".gitignore", "!a.json", "b.json")
        lines(top / "in" / "er" / ".gitignore", "*.json")
        assert shown(top) == ["b.json", "in/a.json"] == sorted(by_git(top))

    def test_those_above_the_searched_directory_count_up_to_the_top(self, tmp_path: Path) -> None:
        top = tree(repository(tmp_path / "top", "x.txt"), *(f"in/er/{name}.json" for name in "abcdef"))
        lines(tmp_path / ".gitignore", "f.json")
        lines(top / ".gitignore", "a.json", "/in/er/b.json", "/c.json", "e.json")
        lines(top / "in" / ".gitignore", "er/d.json", "!e.json")
        assert shown(top / "in" / "er") == ["c.json", "e.json", "f.json"] == by_git(top / "in" / "er")
        assert shown(top / "in") == ["er/c.json", "er/e.json", "er/f.json"]

    def test_the_private_list_of_the_repository_counts_least(self, tmp_path: Path) -> None:
        top = tree(repository(tmp_path, "x.txt"), "a.json", "b.json", "in/a.json", "in/b.json")
        lines(top / ".git" / "info" / "exclude", "a.json", "in/b.json")
        lines(top / "in" / ".gitignore", "!a.json")
        assert shown(top) == ["b.json", "in/a.json"] == by_git(top)
        assert shown(top / "in") == ["a.json"]

    def test_outside_of_a_repository_those_in_the_searched_tree_count(self, tmp_path: Path) -> None:
        tree(tmp_path, "in/a.json", "in/b.json", "in/er/a.json", "in/er/c.json")
        lines(tmp_path / ".gitignore", "*.json")
        lines(tmp_path / "in" / ".gitignore", "b.json")
        lines(tmp_path / "in" / "er" / ".gitignore", "c.json")
        assert shown(tmp_path / "in") == ["a.json", "er/a.json"]

    def test_a_repository_inside_another_has_its_own(self, tmp_path: Path) -> None:
        outer = tree(repository(tmp_path / "outer", "x.txt"), "a.json", "inner/a.json", "inner/b.json", "gone/a.json")
        repository(outer / "inner", "x.txt")
        repository(outer / "gone", "x.txt")
        lines(outer / ".gitignore", "*.json", "gone/")
        lines(outer / "inner" / ".gitignore", "b.json")
        assert shown(outer) == ["inner/a.json"]
        assert shown(outer / "inner") == ["a.json"] == by_git(outer / "inner")

    def test_a_submodule_has_its_own(self, tmp_path: Path) -> None:
        inner = repository(tmp_path / "inner", "x.txt")
        outer = repository(tmp_path / "outer", "x.txt")
        git(outer, "submodule", "--quiet", "add", str(inner), "sub")
        tree(outer / "sub", "a.json", "b.json", "c.json")
        lines(outer / ".gitignore", "a.json")
        lines(outer / ".git" / "modules" / "sub" / "info" / "exclude", "b.json")
        assert shown(outer) == ["sub/a.json", "sub/c.json"]
        assert shown(outer / "sub") == ["a.json", "c.json"] == by_git(outer / "sub")

    def test_a_worktree_shares_the_private_list(self, tmp_path: Path) -> None:
        top = repository(tmp_path / "top", "x.txt")
        git(top, "worktree", "add", "-q", str(tmp_path / "tree"))
        tree(tmp_path / "tree", "a.json", "b.json")
        lines(top / ".git" / "info" / "exclude", "a.json")
        assert shown(tmp_path / "tree") == ["b.json"] == by_git(tmp_path / "tree")

    @pytest.mark.parametrize("text", ["", "gitdir:", "gitdir: /nowhere\n", "something else\n", "\0\xff"])
    def test_a_file_that_leads_to_no_repository_does_no_harm(self, text: str, tmp_path: Path) -> None:
        tree(tmp_path, "a.json", "b.json")
        put(tmp_path / ".git", text)
        lines(tmp_path / ".gitignore", "a.json")
        assert shown(tmp_path) == ["b.json"]

    def test_a_repository_that_is_reached_by_a_link_is_the_same(self, tmp_path: Path) -> None:
        top = tree(repository(tmp_path / "top", "x.txt"), "in/a.json", "in/b.json")
        lines(top / ".gitignore", "/in/a.json")
        (tmp_path / "link").symlink_to(top / "in")
        assert shown(tmp_path / "link") == ["b.json"]

    @pytest.mark.parametrize("searched", [".", "../in", "er", "../in/er/.."])
    def test_the_directory_may_be_named_in_any_way(
        self, searched: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        top = tree(repository(tmp_path / "top", "x.txt"), "in/er/a.json", "in/er/b.json")
        lines(top / ".gitignore", "/in/er/a.json")
        monkeypatch.chdir(top / "in")
        assert [os.path.basename(path) for path in search(searched).paths] == ["b.json"]

    def test_settings_of_the_machine_do_not_count(self, tmp_path: Path) -> None:
        top = tree(repository(tmp_path / "top", "x.txt"), "a.json")
        lines(tmp_path / ".config" / "git" / "ignore", "a.json")
        assert by_git(top) == []
        assert shown(top) == ["a.json"]


class TestWhatIsLeftOut:
    def test_files_that_look_like_configs_are_counted_and_directories_are_not_entered(
        self, tmp_path: Path, entered: list[str]
    ) -> None:
        tree(tmp_path, "a.json", "b.json", "build/x/c.json", "src/build/d.json")
        put(tmp_path / "package.json", "{}")
        put(tmp_path / "huge.json", "\0")
        lines(tmp_path / ".gitignore", "*.json", "!b.json", "build/")
        found = search(str(tmp_path))
        assert found.paths == (str(tmp_path / "b.json"),)
        assert found.skipped == ()
        assert found.ignored == (str(tmp_path / "a.json"),)
        assert found.ignored_directories == (str(tmp_path / "build"), str(tmp_path / "src" / "build"))
        assert entered == [tmp_path.name, "src"]

    def test_the_directory_that_is_named_is_searched_though_ignored(self, tmp_path: Path) -> None:
        top = tree(repository(tmp_path, "x.txt"), "build/a.json", "build/x/b.json", "build/x/c.json")
        lines(top / ".gitignore", "build/", "c.json")
        assert shown(top) == []
        assert shown(top / "build") == ["a.json", "x/b.json"]
        assert shown(top / "build" / "x") == ["b.json"]

    def test_an_ignored_workspace_is_not_told_of(self, tmp_path: Path) -> None:
        tree(tmp_path, "config.json", "workspace/config.json")
        lines(tmp_path / ".gitignore", "workspace")
        assert search(str(tmp_path)).skipped == ()

    def test_a_workspace_beside_an_ignored_config_is_one(self, tmp_path: Path) -> None:
        tree(tmp_path, "config.json", "workspace/config.json")
        lines(tmp_path / ".gitignore", "/config.json")
        assert shown(tmp_path) == []

    def test_what_git_has_is_left_out_too_if_a_pattern_names_it(self, tmp_path: Path) -> None:
        top = repository(tmp_path, "a.json")
        put(top / "a.json")
        lines(top / ".gitignore", "a.json")
        assert shown(top) == []


class TestPatterns:
    @pytest.mark.parametrize(
        "patterns",
        [
            ["*", "!*/", "!config.json"],
            ["/*", "!/deploy/", "/deploy/*", "!/deploy/config.json"],
            ["deploy/**", "!deploy/config.json"],
            ["deploy", "!deploy/config.json"],
            ["node/", "!deploy/"],
            ["*.json", "!deploy", "!config.json"],
            ["**/node"],
            ["deploy/**/a.json"],
            ["**"],
            ["**/"],
            ["/**"],
            ["/**/", "!deploy"],
            ["*/"],
            ["/"],
            ["//"],
            ["!"],
            ["#a.json"],
            ["\\#a.json"],
            ["\\!a.json"],
            ["a.json "],
            ["a.json\\ "],
            ["a .json"],
            ["\ta.json"],
            ["a.json\t"],
            ["a.json\r"],
            ["\ufeffa.json"],
            ["a.json\0b.json"],
            ["[ab].json"],
            ["[!a].json"],
            ["[^a].json"],
            ["[a-c].json"],
            ["[c-a].json"],
            ["[]a].json"],
            ["[a.json"],
            ["[[]a].json"],
            ["[[]*"],
            ["\\a.json"],
            ["a.json\\"],
            ["a\\"],
            ["?.json"],
            ["??.json"],
            ["ü.json"],
            ["*a*"],
            ["deploy/*.json"],
            ["deploy/*"],
            ["node/deploy/*.json"],
            ["config.json/"],
            ["A.json"],
            ["deploy//a.json"],
            ["./a.json"],
            ["../a.json"],
        ],
        ids=str,
    )
    def test_a_pattern_means_what_it_means_to_git(self, patterns: list[str], tmp_path: Path) -> None:
        names = (
            "a.json",
            "b.json",
            "ü.json",
            "config.json",
            "#a.json",
            "!a.json",
            "a .json",
            "a.json \\.json",
            "[a].json",
        )
        top = repository(tmp_path / "top", "x.txt")
        tree(
            top,
            *names,
            *(folder + name for folder in ("deploy/", "deploy/node/", "a\nb/deploy/", "ü/node/") for name in names[:4]),
        )
        put(top / ".gitignore", "\n".join(patterns))
        assert sorted(shown(top)) == sorted(by_git(top))

    @pytest.mark.parametrize("pattern", ["[[:alpha:]].json", "[\\a].json"])
    def test_a_pattern_that_is_not_understood_leaves_nothing_out(self, pattern: str, tmp_path: Path) -> None:
        top = tree(repository(tmp_path / "top", "x.txt"), "a.json")
        lines(top / ".gitignore", pattern)
        assert by_git(top) == []
        assert shown(top) == ["a.json"]

    @pytest.mark.parametrize(
        "pattern",
        [
            "*a" * 40 + "b",
            "*a*a*a*b",
            "**/a/**/a/**/b",
            "**/a" * 40 + "/b",
            "[[a]",
            "[a--b]",
            "[a&&b]",
            "[a||b]",
            "[~~c]",
        ],
    )
    def test_no_pattern_takes_long_or_makes_a_noise(self, pattern: str, tmp_path: Path) -> None:
        tree(tmp_path, "a" * 200 + ".json", "a/" * 40 + "a.json")
        lines(tmp_path / ".gitignore", pattern, "!" + pattern)
        start = time.perf_counter()
        assert len(shown(tmp_path)) == 2
        assert time.perf_counter() - start < 2


class TestFilesOfPatterns:
    def test_patterns_that_would_take_long_are_passed_over_and_told_of(self, tmp_path: Path) -> None:
        tree(tmp_path, "a" * 240 + ".json", "in/" + "a" * 240 + ".json")
        lines(tmp_path / ".gitignore", "in/", *["*a*a*a*b"] * 300)
        start = time.perf_counter()
        found = search(str(tmp_path))
        assert time.perf_counter() - start < 2
        assert found.paths == (str(tmp_path / ("a" * 240 + ".json")),)
        why = "the pattern in line 2 has more than 2 asterisks in one name; so it is with 299 more"
        assert found.skipped == ((str(tmp_path / ".gitignore"), why),)

    def test_one_with_too_many_patterns_is_told_of(self, tmp_path: Path) -> None:
        tree(tmp_path, "a.json")
        lines(tmp_path / ".gitignore", *["*.json"] * 1001)
        found = search(str(tmp_path))
        assert found.paths == (str(tmp_path / "a.json"),)
        assert found.skipped == ((str(tmp_path / ".gitignore"), "it has more than 1000 patterns"),)

    def test_a_link_in_its_place_is_not_followed(self, tmp_path: Path) -> None:
        top = tree(repository(tmp_path / "top", "x.txt"), "a.json")
        lines(tmp_path / "patterns", "a.json")
        (top / ".gitignore").symlink_to(tmp_path / "patterns")
        assert shown(top) == ["a.json"] == by_git(top)

    def test_a_directory_in_its_place_does_no_harm(self, tmp_path: Path) -> None:
        tree(tmp_path, "a.json", ".gitignore/b.json")
        assert shown(tmp_path) == ["a.json", ".gitignore/b.json"]

    def test_one_that_is_too_large_is_told_of(self, tmp_path: Path) -> None:
        tree(tmp_path, "in/a.json")
        put(tmp_path / "in" / ".gitignore", "a.json\n" * 40_000)
        found = search(str(tmp_path))
        assert found.paths == (str(tmp_path / "in" / "a.json"),)
        assert found.skipped == ((str(tmp_path / "in" / ".gitignore"), "it is larger than 256 KiB"),)

    @pytest.mark.skipif(as_root, reason="root may read everything")
    def test_one_without_permission_is_told_of(self, tmp_path: Path) -> None:
        top = tree(repository(tmp_path, "x.txt"), "in/a.json")
        for name in (".gitignore", ".git/info/exclude", "in/.gitignore"):
            put(top / name, "a.json\n").chmod(0)
        found = search(str(top / "in"))
        assert found.paths == (str(top / "in" / "a.json"),)
        assert dict(found.skipped) == dict.fromkeys(
            (str(top / ".gitignore"), str(top / ".git/info/exclude"), str(top / "in/.gitignore")), "permission denied"
        )

    @pytest.mark.parametrize(
        ("text", "imported"), [(None, False), ("", False), ("# nothing\n\n", False), ("x\n", True)]
    )
    def test_the_library_is_loaded_only_where_there_are_patterns(
        self, text: str | None, imported: bool, tmp_path: Path
    ) -> None:
        tree(tmp_path, "a.json")
        if text is not None:
            put(tmp_path / ".gitignore", text)
        ask = "from picoclaw_lint.discover import search; search(sys.argv[1]); print('pathspec' in sys.modules)"
        done = subprocess.run(
            [sys.executable, "-c", f"import sys; {ask}", tmp_path], capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == str(imported)


# Left out of the random patterns, as documented with the module: what the library reads in another way than git.
PLAIN = ("a", "b", "ab", "\\a", "a ", "c ", "ü.json", "a.json", "#.json", "!", "\\", "")
GLOBS = ("*", "?", "**", "***", "a*", "*b", "a\\*", "ü*", "b.*", "*.json", "?.json")
BRACKETS = ("[ab]", "[!a]", "[!a]*", "*[!b]", "[a-b]*", "[]a]", "[^a]b*", "[z-a]")
PATTERNS = st.builds(
    lambda sign, slash, parts, end: sign + slash + "/".join(parts) + end,
    st.sampled_from(["", "", "", "!", "!", "#"]),
    st.sampled_from(["", "", "/"]),
    st.lists(st.sampled_from(PLAIN + GLOBS + BRACKETS), min_size=1, max_size=3),
    st.sampled_from(["", "", "", "/", "/", " ", "\\ ", "\r"]),
)
FOLDERS = ("", "a/", "a/a/", "a/b/", "b/", "b/ab/", "ab/", "b/a\nb/", "a/ü/")
NAMES = ("a.json", "b.json", "ü.json", "ab.json", "#.json", "c .json", "b\n.json")
FILES = st.sets(st.builds(str.__add__, st.sampled_from(FOLDERS), st.sampled_from(NAMES)), min_size=1, max_size=20)
LISTS = st.dictionaries(
    st.sampled_from([".gitignore", "a/.gitignore", "b/ab/.gitignore", ".git/info/exclude"]),
    st.lists(PATTERNS, min_size=1, max_size=4),
    min_size=1,
)


@settings(deadline=None, max_examples=150)
@given(files=FILES, lists=LISTS, searched=st.sampled_from(["", "", "a", "b"]))
def test_a_search_finds_what_git_would_add(
    files: set[str], lists: dict[str, list[str]], searched: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    top = tmp_path_factory.getbasetemp() / "random"
    shutil.rmtree(top, ignore_errors=True)
    top.mkdir()
    git(top, "init", "-q", "--template=")
    tree(top, *files, f"{searched}/b.json")
    for name, patterns in lists.items():
        put(top / name, "\n".join(patterns))
    directory = top / searched
    asked = [os.path.join(searched, name) for name in os.listdir(directory) if name != ".git"]
    ignored = ignored_by_git(top, searched or "nothing", *asked)
    if searched in ignored:
        # Git has nothing to say of what is below; a directory that is named is searched all the same.
        return
    assert sorted(shown(directory)) == sorted(by_git(directory))
    found = search(str(directory))
    left_out = {os.path.relpath(path, top) for path in (*found.ignored, *found.ignored_directories)}
    assert left_out.intersection(asked) == {name for name in ignored if name.endswith(".json") or (top / name).is_dir()}


def ignored_by_git(top: Path, *names: str) -> set[str]:
    command = [GIT or "git", "-C", str(top), "check-ignore", "-z", "--stdin"]
    answer = subprocess.run(command, input="\0".join(names).encode(), capture_output=True, check=False)
    return set(answer.stdout.decode().split("\0")) - {""}
