"""A text that cannot be read as JSON may hold a secret anywhere, so messages quote no text of some length from it."""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from picoclaw_lint import check_text
from picoclaw_lint.cli.main import main

TEXT = "hunter2"


def messages(text: str) -> str:
    return " ".join(f"{item.message} {item.help}" for item in check_text(text).diagnostics)


@pytest.mark.parametrize(
    "text",
    [
        '{"version": 3\n "S": 1}',
        '{"a": ["x" "S"]}',
        '{"a" "S"}',
        '{"a": S}',
        '{"a": 12S}',
        '{"a": -S}',
        "{S: 1}",
        "{S}",
        '{"a": "x" S}',
        "{'S': 1}",
        "{\"a\": 'S'}",
        '{"a": 1} S',
        '{"a": 1} "S"',
        "S",
        '"S',
        '{"a": "x",, "S": 1}',
        '{"a": "S\n}',
        '{"a": trueS}',
        "{1S: 2}",
    ],
)
def test_no_message_about_broken_json_quotes_a_text_of_some_length(text: str) -> None:
    found = messages(text.replace("S", TEXT))
    assert "invalid JSON" in found
    assert TEXT not in found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"version": 3 "gateway": {}}', 'a comma is missing before "gateway"'),
        ('{"version": 3, model_list: []}', 'the key "model_list" is not in quotes'),
        ('{"version": undefined}', '"undefined" is not a JSON word'),
        ('{"version": 0x1F}', '"0x1F" is not a number'),
        ('{"version": 0123456}', '"0123456" is not a number'),
        ('{"a": yes}', '"yes" is not a JSON value'),
    ],
)
def test_words_that_everybody_knows_and_short_ones_are_quoted(text: str, words: str) -> None:
    assert words in messages(text)


def test_a_file_that_is_one_string_is_not_quoted() -> None:
    assert TEXT not in messages(json.dumps(TEXT))


@pytest.mark.parametrize(
    "arguments", [("check",), ("schema", "--validate"), ("schema", "--flavour", "strict", "--validate")]
)
def test_no_command_shows_a_file_that_is_one_string(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("config.json").write_text(json.dumps(TEXT))
    monkeypatch.setattr(sys, "argv", ["picoclaw-lint", *arguments, "config.json"])
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err, pytest.raises(SystemExit):
        main()
    assert "config.json:1:1: " in out.getvalue()
    assert TEXT not in out.getvalue() + err.getvalue()
