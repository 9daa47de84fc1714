"""Discovery: which files are judged when none is named; what can be read, and what is PicoClaw's."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from picoclaw_lint.discover import Unreadable, default_paths, looks_like_picoclaw, read_source, reading
from picoclaw_lint.document import parse
from picoclaw_lint.source import Source

OURS = '{"version": 3, "model_list": []}'
FOREIGN = '{"compilerOptions": {"strict": true}}'


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home that nothing in the environment points away from; the tests start in ``work`` below it."""
    for name in ("PICOCLAW_CONFIG", "PICOCLAW_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path


def put(path: Path, text: str = OURS) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_without_any_config_there_is_nothing_to_check(home: Path) -> None:
    assert default_paths() == []


def test_the_config_of_the_home_directory_comes_last(home: Path) -> None:
    path = put(home / ".picoclaw" / "config.json", FOREIGN)
    assert default_paths() == [str(path)]


def test_picoclaw_home_takes_the_place_of_the_home_directory(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(home / ".picoclaw" / "config.json")
    monkeypatch.setenv("PICOCLAW_HOME", str(home / "elsewhere"))
    assert default_paths() == []
    path = put(home / "elsewhere" / "config.json")
    assert default_paths() == [str(path)]
    monkeypatch.setenv("PICOCLAW_HOME", "")
    assert default_paths() == [str(home / ".picoclaw" / "config.json")]


def test_configs_here_come_before_the_one_at_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(home / ".picoclaw" / "config.json")
    monkeypatch.setenv("PICOCLAW_HOME", str(home / ".picoclaw"))
    put(home / "work" / ".picoclaw" / "config.json")
    assert default_paths() == [os.path.join(".picoclaw", "config.json")]
    put(home / "work" / "config.json")
    assert default_paths() == ["config.json", os.path.join(".picoclaw", "config.json")]


def test_a_config_of_another_program_here_is_passed_over(home: Path) -> None:
    put(home / "work" / "config.json", FOREIGN)
    path = put(home / ".picoclaw" / "config.json")
    assert default_paths() == [str(path)]


def test_a_directory_of_that_name_is_no_config(home: Path) -> None:
    (home / "work" / "config.json").mkdir()
    (home / ".picoclaw" / "config.json").mkdir(parents=True)
    assert default_paths() == []


def test_picoclaw_config_comes_first_whether_it_is_there_or_not(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(home / "work" / "config.json")
    put(home / ".picoclaw" / "config.json")
    monkeypatch.setenv("PICOCLAW_CONFIG", "/nowhere/claw.json")
    assert default_paths() == ["/nowhere/claw.json"]
    monkeypatch.setenv("PICOCLAW_CONFIG", "")
    assert default_paths() == ["config.json"]


@pytest.mark.parametrize(
    ("value", "ours"),
    [
        ({"model_list": []}, True),
        ({"model_list": {}}, True),
        ({"Model_List": None}, True),
        ({"channel_list": {}}, True),
        ({"channel_list": []}, True),
        ({"CHANNEL_LIST": {}}, True),
        ({"agents": {"defaults": {}}}, True),
        ({"Agents": {"Defaults": {}}}, True),
        ({"agents": {"defaults": []}}, False),
        ({"agents": []}, False),
        ({"channels": {}, "gateway": {}}, True),
        ({"channels": {}, "tools": {}}, True),
        ({"channels": {}, "gateway": 5, "tools": {}}, False),
        ({"channels": {}}, False),
        ({"channels": [], "gateway": {}}, False),
        ({"gateway": {}, "tools": {}}, False),
        ({"version": 3}, False),
        ({}, False),
        ([{"model_list": []}], True),
        ([{"model_list": []}, {"model_list": []}], False),
        ({"settings": {"model_list": []}}, False),
        (None, False),
        ("model_list", False),
    ],
)
def test_a_config_is_known_by_its_content(value: Any, ours: bool) -> None:
    assert looks_like_picoclaw(parse(Source("x.json", json.dumps(value).encode()))) is ours


@pytest.mark.parametrize(
    "text",
    [
        '{"model_list": [], "gateway": {"port": ',
        '{"model_list": [{"model": "x",},],}',
        "// mine\n" + OURS,
        OURS + "}",
        OURS + "\nEOF",
        "\ufeff" + OURS,
        '{"model_list": [], "gateway": {"port": {{ .Values.port }}}}',
        '{"agents": {"defaults": {"workspace": "C:\\Users"}}}',
    ],
)
def test_a_broken_config_is_known_as_far_as_it_can_be_read(text: str) -> None:
    assert looks_like_picoclaw(parse(Source("x.json", text.encode())))


@pytest.mark.parametrize(
    "text",
    [
        '{"version": 3\n"model_list": []}',
        '{"version": {{ version }}, "model_list": []}',
        '{\n<<<<<<< HEAD\n"version": 2,\n=======\n"version": 3,\n>>>>>>> new\n"model_list": []}',
        '{"version: 3, "model_list": []}',
        'config = {"version": 3, "Channel_List" : {}}',
        '{"version" 3, "agents": {"defaults": {"workspace": "x"}}}',
        '{"version" 3, "channels": {}, "tools": {}}',
    ],
)
def test_a_config_that_breaks_before_its_first_known_key_is_known_by_its_text(text: str) -> None:
    assert looks_like_picoclaw(parse(Source("x.json", text.encode())))
    assert looks_like_picoclaw(parse(Source("x.json", text.encode("utf-16"))))


def test_a_search_finds_a_config_that_breaks_before_its_first_known_key(home: Path) -> None:
    put(home / "work" / "config.json", '{"version": 3\n"Model_list": []}')
    assert default_paths() == ["config.json"]


@pytest.mark.parametrize(
    "text",
    [
        '// VS Code\n{"editor.fontSize": 14, "chat.tools": {"x": true}, "chat.agents": {},}',
        '{"name": "x" "version": "1.0.0", "keywords": ["model_list", "agents"], "scripts": {"tools": "x"}}',
        '{/* tsconfig */ "compilerOptions": {"strict": true,} "include": ["agents", "channels"]}',
        '{"mcpServers": {"a" {}}, "agents": {"main": {}}, "tools": {"web": {}}}',
        '{"channels": ["conda-forge"] "tools": {}}',
        '{"text" "{\\"model_list\\": []}"}',
        "not JSON at all: model_list and channel_list",
        "",
    ],
)
def test_a_broken_file_of_another_program_stays_foreign(text: str) -> None:
    assert not looks_like_picoclaw(parse(Source("x.json", text.encode())))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(("text", "ours"), [(OURS, True), (FOREIGN, False)])
def test_a_config_in_utf_16_is_known_too(encoding: str, text: str, ours: bool) -> None:
    data = text.encode(encoding) if encoding == "utf-16" else ("\ufeff" + text).encode(encoding)
    assert looks_like_picoclaw(parse(Source("x.json", data))) is ours


def test_a_file_is_read_byte_by_byte_under_the_path_that_was_given(home: Path) -> None:
    (home / "work" / "x.json").write_bytes(b"\xff\r\n{}")
    assert read_source("x.json") == Source("x.json", b"\xff\r\n{}")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing.json", "no such file or directory"),
        (".", "it is a directory"),
        ("a/b.json", "not a directory"),
        ("x" * 300, "file name too long"),
    ],
)
def test_a_file_that_cannot_be_read_has_a_reason(home: Path, name: str, reason: str) -> None:
    put(home / "work" / "a", "a file")
    with pytest.raises(Unreadable) as raised:
        read_source(name)
    assert str(raised.value) == reason


def test_a_file_without_permission_has_a_reason(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(home / "work" / "x.json")

    def deny(path: str, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(reading, "open", deny, raising=False)
    with pytest.raises(Unreadable, match=r"^permission denied$"):
        read_source("x.json")


def test_an_error_without_words_is_called_by_its_name(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: str, mode: str) -> None:
        raise OSError

    (home / "work" / "x.json").write_bytes(b"{}")
    monkeypatch.setattr(reading, "open", fail, raising=False)
    with pytest.raises(Unreadable, match=r"^oserror$"):
        read_source("x.json")


def test_a_pipe_is_not_waited_for(home: Path) -> None:
    os.mkfifo(home / "work" / "pipe.json")
    with pytest.raises(Unreadable, match="it is no regular file"):
        read_source("pipe.json")


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="there is no such device")
def test_a_file_without_end_is_not_read_to_its_end() -> None:
    with pytest.raises(Unreadable, match="no regular file"):
        read_source("/dev/zero")


def test_a_huge_file_is_not_read(home: Path) -> None:
    path = put(home / "work" / "huge.json", "")
    os.truncate(path, 16 * 2**20)
    assert len(read_source("huge.json").data) == 16 * 2**20
    os.truncate(path, 16 * 2**20 + 1)
    with pytest.raises(Unreadable, match=r"^it is larger than 16 MiB$"):
        read_source("huge.json")
