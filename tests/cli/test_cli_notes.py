"""What a search left out is said on stderr, changes no exit code, and is in the JSON report."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest
from cli_runs import CLEAN, REFUSED, Run, write

from picoclaw_lint.discover import reading
from picoclaw_lint.known_models import as_of


def huge(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.truncate(reading.LARGEST + 1)


def test_a_file_that_cannot_be_read_is_noted_where_it_was_found_and_an_error_where_it_was_named(lint: Run) -> None:
    write(Path("deploy/config.json"), CLEAN)
    huge(Path("deploy/huge.json"))
    done = lint("check", ".")
    assert done.code == 0
    assert done.err == "picoclaw-lint: note: skipped deploy/huge.json: it is larger than 16 MiB\n"
    done = lint("check", ".", "deploy/huge.json")
    assert (done.code, done.err) == (2, "")


def test_files_that_gitignore_names_are_counted_and_checked_where_they_are_named(lint: Run) -> None:
    for name in ("a.json", "b.json", "config.json"):
        write(Path(name), CLEAN)
    write(Path(".gitignore"), "/?.json\n")
    done = lint("check", ".", "--output-format", "json")
    note = "2 files were left out because .gitignore names them"
    assert (done.code, done.file["path"], done.report["notes"]) == (0, "config.json", [note])
    assert done.err == f"picoclaw-lint: note: {note}\n"
    done = lint("check", "a.json", "b.json", "--output-format", "json")
    assert [file["path"] for file in done.report["files"]] == ["a.json", "b.json"]
    assert (done.err, done.report["notes"]) == ("", [])


def test_where_nothing_is_found_the_directories_that_gitignore_names_are_counted(lint: Run) -> None:
    write(Path("build/config.json"), REFUSED)
    write(Path(".gitignore"), "build/\n")
    done = lint("check", ".")
    assert done.code == 3
    assert "note: 1 directory was left out because .gitignore names it\n" in done.err
    assert lint("check", "build").code == 1


def test_quiet_says_nothing_of_it(lint: Run) -> None:
    write(Path("config.json"), CLEAN)
    huge(Path("huge.json"))
    assert lint("check", ".", "--quiet").err == ""


def test_a_name_cannot_write_to_the_terminal(lint: Run) -> None:
    write(Path("config.json"), CLEAN)
    huge(Path("a\n\x1b[31m.json"))
    assert "skipped a\\n\\x1b[31m.json: it is" in lint("check", ".").err


def test_a_name_cannot_command_the_runner_of_github(lint: Run) -> None:
    # In this older form the runner takes a command from anywhere in a line.
    write(Path("config.json"), CLEAN)
    huge(Path("##[stop-commands]x.json"))
    assert "skipped #\\x23[stop-commands]x.json: it is" in lint("check", ".").err
    assert "#\\x23[warning]x" in lint("check", "config.json", "--select", "##[warning]x").err


def test_a_directory_that_cannot_be_listed_is_an_error_where_it_was_named(
    lint: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(Path("one/config.json"), CLEAN)
    write(Path("two/config.json"), CLEAN)
    scandir = os.scandir

    def deny(path: str) -> object:
        if os.path.basename(path) == "one":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", deny)
    done = lint("check", "one", "two", "--output-format", "json")
    assert done.code == 2
    assert [(file["path"], file["error"]) for file in done.report["files"]] == [
        ("one", "permission denied"),
        (os.path.join("two", "config.json"), None),
    ]
    done = lint("check", ".", "--output-format", "json")
    assert (done.code, done.report["notes"]) == (0, ["skipped one: permission denied"])


def test_a_catalogue_of_models_that_is_too_old_is_told_of_once_and_only_where_it_counts(lint: Run) -> None:
    model = {"model_name": "a", "model": "openai/gpt-5.4", "api_keys": ["file://key"], "rpm": 60}
    for name in ("a", "b"):
        write(Path(name, "config.json"), {"version": 3, "model_list": [model]})
    write(Path("c", "config.json"), CLEAN)

    def told(*paths: str, now: str) -> int:
        return lint("check", *paths, "--now", now).err.count("note: the catalogue of models is of ")

    day = datetime.date.fromisoformat(as_of())
    late = f"{day + datetime.timedelta(days=181)}"
    assert told("a/config.json", "b/config.json", now=late) == 1
    assert told("a/config.json", now=f"{day + datetime.timedelta(days=180)}") == 0
    assert told("c/config.json", now=late) == 0
    report = lint("check", "a/config.json", "--now", late, "--output-format", "json").report
    assert len([note for note in report["notes"] if as_of() in note]) == 1
