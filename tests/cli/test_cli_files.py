"""Which files are checked, and what becomes of those that cannot be."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cli_runs import CLEAN, ERROR, REFUSED, Run, write

FOREIGN = {"name": "another program", "version": "1.0.0"}


def test_without_an_argument_the_config_of_the_environment_alone_is_checked(lint: Run) -> None:
    write(Path("config.json"), CLEAN)
    write(Path("elsewhere/mine.json"), REFUSED)
    done = lint("check", "--output-format", "json", env={"PICOCLAW_CONFIG": "elsewhere/mine.json"})
    assert done.file["path"] == "elsewhere/mine.json"


def test_a_config_of_the_environment_that_is_missing_is_an_error(lint: Run) -> None:
    write(Path("config.json"), CLEAN)
    assert lint("check", env={"PICOCLAW_CONFIG": "missing.json"}).code == 2


def test_without_an_argument_the_configs_here_come_before_those_at_home(home: Path, lint: Run) -> None:
    write(Path("config.json"), CLEAN)
    write(Path(".picoclaw/config.json"), CLEAN)
    write(home / ".picoclaw/config.json", CLEAN)
    done = lint("check", "--output-format", "json")
    assert [file["path"] for file in done.report["files"]] == ["config.json", str(Path(".picoclaw/config.json"))]


def test_a_config_here_that_is_another_programs_is_passed_over(home: Path, lint: Run) -> None:
    write(Path("config.json"), FOREIGN)
    mine = write(home / ".picoclaw/config.json", CLEAN)
    assert lint("check", "--output-format", "json").file["path"] == str(mine)


def test_the_home_that_picoclaw_is_given_comes_before_its_usual_one(home: Path, lint: Run) -> None:
    write(home / ".picoclaw/config.json", CLEAN)
    given = write(home / "given/config.json", CLEAN)
    done = lint("check", "--output-format", "json", env={"PICOCLAW_HOME": str(home / "given")})
    assert done.file["path"] == str(given)


def test_without_an_argument_and_without_a_config_nothing_is_checked(lint: Run) -> None:
    done = lint("check")
    assert done.code == 3
    assert "nothing to check" in done.err


def test_a_directory_is_searched_for_what_looks_like_a_config(lint: Run) -> None:
    for name in ("a/config.json", "b/c/picoclaw.prod.json", "a/workspace/config.json", "node_modules/x/config.json"):
        write(Path("tree", name), CLEAN)
    write(Path("tree/package.json"), FOREIGN)
    write(Path("tree/broken.json"), "{")
    done = lint("check", "tree", "--output-format", "json")
    found = [Path(file["path"]).as_posix() for file in done.report["files"]]
    assert found == ["tree/a/config.json", "tree/b/c/picoclaw.prod.json"]


def test_a_broken_config_is_found_by_what_can_be_read_of_it(lint: Run) -> None:
    write(Path("tree/config.json"), '{"model_list": [{"model_name": "a"}],')
    assert lint("check", "tree", "--output-format", "json").file["loads"] is False


def test_a_file_that_is_named_twice_is_checked_once(lint: Run) -> None:
    write(Path("tree/config.json"), CLEAN)
    done = lint("check", "tree", Path("tree/config.json"), Path("tree/config.json"), "--output-format", "json")
    assert done.report["summary"]["files"] == 1


def test_a_named_file_is_checked_whatever_it_holds(lint: Run) -> None:
    write(Path("package.json"), FOREIGN)
    done = lint("check", "package.json", "--output-format", "json")
    assert done.code == 1
    assert done.file["loads"] is False


def test_skip_foreign_leaves_out_what_is_another_programs_and_is_content_with_nothing(lint: Run) -> None:
    write(Path("package.json"), FOREIGN)
    write(Path("array.json"), "[1]")
    done = lint("check", "--skip-foreign", "package.json", "array.json", "--output-format", "json")
    assert (done.code, done.report["files"]) == (0, [])


def test_skip_foreign_still_checks_picoclaws_files(lint: Run) -> None:
    write(Path("package.json"), FOREIGN)
    write(Path("config.json"), REFUSED)
    done = lint("check", "--skip-foreign", "package.json", "config.json", "--output-format", "json")
    assert done.code == 1
    assert done.file["path"] == "config.json"


@pytest.mark.parametrize("text", ['{"version": 3\n"model_list": []}', '{"version": {{}}, "agents": {"defaults": {}}}'])
def test_skip_foreign_still_checks_a_config_that_breaks_before_its_first_known_key(text: str, lint: Run) -> None:
    write(Path("config.json"), text)
    for arguments in (("--skip-foreign", "config.json"), (".",)):
        done = lint("check", *arguments, "--output-format", "json")
        assert (done.code, done.file["loads"]) == (1, False)


def test_skip_foreign_does_not_hide_a_file_that_cannot_be_read(lint: Run) -> None:
    assert lint("check", "--skip-foreign", "missing.json").code == 2


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(16 * 1024 * 1024 + 1)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        pytest.param(lambda path: None, "no such file or directory", id="missing"),
        pytest.param(_loop, "too many levels of symbolic links", id="unreadable"),
        pytest.param(_huge, "it is larger than 16 MiB", id="huge"),
        pytest.param(lambda path: path.symlink_to("/dev/zero"), "it is no regular file", id="endless"),
        pytest.param(os.mkfifo, "it is no regular file", id="pipe"),
    ],
)
def test_a_file_that_cannot_be_judged_says_why_and_the_others_are_judged(
    make: Callable[[Path], None], reason: str, lint: Run
) -> None:
    make(Path("odd.json"))
    write(Path("config.json"), REFUSED)
    done = lint("check", "odd.json", "config.json", "--output-format", "json")
    odd, config = done.report["files"]
    assert (odd["path"], odd["error"], odd["loads"], odd["diagnostics"]) == ("odd.json", reason, None, [])
    assert config["loads"] is False
    assert done.code == 2


@pytest.mark.parametrize("data", [bytes(range(256)), b"\xff\xfe{\x00}\x00", b"\x00" * 50, b"PK\x03\x04" * 20])
def test_a_file_that_is_no_text_is_refused_like_any_other(data: bytes, lint: Run) -> None:
    write(Path("config.json"), data)
    done = lint("check", "config.json", "--output-format", "json")
    assert done.code == 1
    assert done.file["loads"] is False
    assert any(item["impact"] == "load" for item in done.file["diagnostics"])


@pytest.mark.parametrize(("data", "loads"), [(b"", False), (b"\n", False), (b"{}", True), (b"null", True)])
def test_a_file_with_next_to_nothing_in_it_is_judged_as_picoclaw_does(data: bytes, loads: bool, lint: Run) -> None:
    write(Path("config.json"), data)
    done = lint("check", "config.json", "--output-format", "json")
    assert (done.code, done.file["loads"]) == (0 if loads else 1, loads)


def test_the_directory_of_a_config_may_have_any_name(lint: Run) -> None:
    path = write(Path("a b/[c]*/ü\n'/config.json"), REFUSED)
    done = lint("check", path, "--output-format", "json")
    assert (done.code, done.file["path"]) == (1, str(path))
    assert len(lint("check", path, "--output-format", "concise", *ERROR[1:]).out.splitlines()) == 1


def test_files_from_reads_one_path_a_line(lint: Run) -> None:
    names = ["one.json", "two words.json", "two\u2028lines.json"]
    for name in names:
        write(Path(name), CLEAN)
    write(Path("list.txt"), "one.json\n\ntwo words.json\r\ntwo\u2028lines.json")
    done = lint("check", "--files-from", "list.txt", "--output-format", "json")
    assert [file["path"] for file in done.report["files"]] == names


def test_files_from_adds_to_the_files_that_are_named(lint: Run) -> None:
    for name in ("one.json", "two.json"):
        write(Path(name), CLEAN)
    done = lint("check", "one.json", "--files-from", "-", "--output-format", "json", stdin=b"two.json\n")
    assert [file["path"] for file in done.report["files"]] == ["one.json", "two.json"]


def test_files_from_an_empty_list_checks_nothing(lint: Run) -> None:
    write(Path("config.json"), CLEAN)
    assert lint("check", "--files-from", "-").code == 3


@pytest.mark.parametrize("listing", [b"\xff\xfe", b"one.json\0two.json\0"])
def test_a_list_that_is_no_list_of_paths_is_an_error_of_usage(listing: bytes, lint: Run) -> None:
    write(Path("list.txt"), listing)
    for source in ("list.txt", "-"):
        done = lint("check", "--files-from", source, stdin=listing)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(f"picoclaw-lint: cannot read {source}: ")


def test_standard_input_is_judged_under_the_name_that_is_given(lint: Run) -> None:
    text = ERROR[0].encode()
    done = lint("check", "-", "--stdin-filename", "deploy/config.json", "--output-format", "json", stdin=text)
    assert (done.code, done.file["path"], done.file["loads"]) == (1, "deploy/config.json", False)


def test_standard_input_without_a_name_is_called_stdin(lint: Run) -> None:
    assert lint("check", "-", "--output-format", "json", stdin=b'{"version": 3}').file["path"] == "<stdin>"


def test_standard_input_is_judged_with_what_lies_beside_its_name(lint: Run) -> None:
    text = b'{"version": 3, "model_list": [{"model_name": "a", "model": "openai/gpt-4o"}]}'
    options = ("check", "-", "--stdin-filename", "deploy/config.json", "--output-format", "json")
    write(Path("deploy/.security.yml"), "model_list: [broken")
    assert lint(*options, stdin=text).file["loads"] is False
    write(Path("deploy/.security.yml"), "model_list:\n  a:\n    api_keys: [x]\n")
    assert lint(*options, stdin=text).file["loads"] is True


def test_standard_input_and_files_are_checked_together(lint: Run) -> None:
    write(Path("config.json"), CLEAN)
    done = lint("check", "config.json", "-", "--output-format", "json", stdin=b'{"version": 3}')
    assert [file["path"] for file in done.report["files"]] == ["config.json", "<stdin>"]


def test_standard_input_of_another_program_is_skipped_on_demand(lint: Run) -> None:
    assert lint("check", "-", "--skip-foreign", stdin=b'{"name": "x"}').code == 0


@pytest.mark.parametrize("arguments", [("config.json",), ("-", "--stdin-filename", "config.json")])
def test_a_security_file_that_cannot_be_read_is_told_of_and_is_2(arguments: tuple[str, ...], lint: Run) -> None:
    write(Path("config.json"), CLEAN)
    _huge(Path(".security.yml"))
    done = lint("check", *arguments, "--output-format", "json", stdin=Path("config.json").read_bytes())
    assert done.code == 2
    assert ".security.yml" in done.file["error"]


def _with_key(reference: str) -> dict[str, Any]:
    entry = {"model_name": "a", "model": "openai/gpt-4o", "api_keys": [reference]}
    return {"version": 3, "model_list": [entry]}


def _outside(path: Path) -> None:
    write(Path("outside.key"), "x")
    path.symlink_to(Path("outside.key").resolve())


@pytest.mark.parametrize(
    ("make", "loads"),
    [
        pytest.param(lambda path: write(path, "x"), True, id="a file"),
        pytest.param(lambda path: path.symlink_to(write(path.with_name("other"), "x").name), True, id="a link"),
        pytest.param(lambda path: write(path / "inside", "x"), False, id="a directory"),
        pytest.param(lambda path: write(path, " \n"), False, id="an empty file"),
        pytest.param(lambda path: path.symlink_to(path.name), False, id="a link to itself"),
        pytest.param(_outside, False, id="a link to a file outside"),
        pytest.param(lambda path: None, False, id="nothing"),
    ],
)
@pytest.mark.parametrize("reference", ["file://key", "file:///key", "file://./key", "file://../deploy/key"])
def test_a_file_with_a_key_is_followed_as_picoclaw_follows_it(
    reference: str, make: Callable[[Path], object], loads: bool, lint: Run
) -> None:
    write(Path("deploy/config.json"), _with_key(reference))
    make(Path("deploy/key"))
    assert lint("check", "deploy/config.json", "--output-format", "json").file["loads"] is loads


def test_a_reference_in_the_security_file_is_followed_too(lint: Run) -> None:
    write(Path("config.json"), {"version": 3, "model_list": [{"model_name": "a", "model": "openai/gpt-4o"}]})
    write(Path(".security.yml"), "model_list:\n  a:\n    api_keys: [file://key]\n")
    rules = "missing-key-file,missing-api-key"
    options = ("check", "config.json", "--select", rules, "--output-format", "json")
    # PicoClaw swallows that the file is missing, and has no key then.
    assert lint(*options).findings == [("error", "missing-key-file", None)]
    write(Path("key"), "")
    assert lint(*options).file["loads"] is False
    write(Path("key"), "x")
    assert (lint(*options).file["loads"], lint(*options).findings) == (True, [])


def test_what_a_file_with_a_key_holds_is_never_shown(lint: Run) -> None:
    write(Path("config.json"), _with_key("file://key"))
    write(Path("key"), "a secret of many words")
    done = lint("check", "config.json", "--output-format", "json", "--fail-on", "info")
    assert "a secret of many words" not in done.out + done.err


@pytest.mark.parametrize(
    ("prepare", "severity"),
    [
        pytest.param((), "warning", id="no repository"),
        pytest.param(("git init -q",), "warning", id="not tracked"),
        pytest.param(("git init -q", "git add config.json"), "error", id="staged"),
        pytest.param(("git init -q", "git add config.json", "rm .git/index"), "warning", id="no longer tracked"),
        pytest.param(("git init -q", "git add config.json", "rm .git/HEAD"), "warning", id="a broken repository"),
    ],
)
def test_a_key_is_an_error_only_where_git_has_the_file(prepare: tuple[str, ...], severity: str, lint: Run) -> None:
    write(Path("config.json"), _with_key("f81d4fae7dec11d0a76500a0c91e6bf6"))
    for line in prepare:
        subprocess.run(line.split(), check=True)
    done = lint("check", "config.json", "--select", "plaintext-secret", "--output-format", "json")
    assert done.findings == [(severity, "plaintext-secret", "/model_list/0/api_keys/0")]


def test_git_is_asked_of_the_repository_that_the_file_is_in(lint: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        write(Path(name, "config.json"), _with_key("f81d4fae7dec11d0a76500a0c91e6bf6"))
        subprocess.run(["git", "init", "-q", name], check=True)
    subprocess.run(["git", "-C", "one", "add", "config.json"], check=True)
    monkeypatch.setenv("GIT_DIR", str(Path("two/.git").resolve()))
    done = lint("check", "one", "two", "--select", "plaintext-secret", "--output-format", "json")
    assert [file["diagnostics"][0]["severity"] for file in done.report["files"]] == ["error", "warning"]


def test_a_repository_cannot_have_a_program_run(lint: Run) -> None:
    write(Path("config.json"), _with_key("f81d4fae7dec11d0a76500a0c91e6bf6"))
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "add", "config.json"], check=True)
    helper = write(Path("helper"), "#!/bin/sh\ntouch ran\n")
    helper.chmod(0o755)
    subprocess.run(["git", "config", "core.fsmonitor", str(helper.resolve())], check=True)
    assert lint("check", "config.json").code == 1
    assert not Path("ran").exists()
