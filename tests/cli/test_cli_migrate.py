"""``picoclaw-lint migrate``: what it writes, tells and ends with."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from cli_runs import NOW, Run, write

KEY = "sk-" + "abcdefghijklmnopqrst" + "T3Blbk" + "FJ" + "abcdefghijklmnopqrst"
OLD = """{
    "agents": {
        "defaults": { "model": "local", "max_tokens": 4096 }
    },
    "channels": {
        "telegram": {
            "enabled": false,
            "token": "",

            "allow_from": ["1"]
        }
    },
    "model_list": [
        { "model_name": "local", "model": "ollama/llama3.2", "rpm": 60.0 }
    ]
}
"""
NEW = """{
    "version": 3,
    "agents": {
        "defaults": { "model_name": "local", "max_tokens": 4096 }
    },
    "channel_list": {
        "telegram": {
            "enabled": false,
            "type": "telegram",
            "allow_from": ["1"],
            "settings": {
                "token": ""
            }
        }
    },
    "model_list": [
        { "model_name": "local", "model": "ollama/llama3.2", "rpm": 60 }
    ]
}
"""
TOLD = """config.json: went from config version 0 to 3
  moved agents.defaults.model to agents.defaults.model_name
  moved channels to channel_list
  set channel_list.telegram.type to "telegram"
  moved channel_list.telegram.token to channel_list.telegram.settings.token
  set version to 3
  fixed model_list[0].rpm (write 60)
"""


def test_an_old_file_is_migrated_in_its_own_layout_and_each_step_is_told(lint: Run) -> None:
    path = write(Path("config.json"), OLD)
    done = lint("migrate", path)
    assert path.read_text() == NEW
    assert (done.code, done.out, done.err) == (0, TOLD, "")


def test_without_a_path_it_takes_the_config_that_picoclaw_would_load(lint: Run) -> None:
    path = write(Path(".picoclaw/config.json"), OLD)
    assert lint("migrate").code == 0
    assert path.read_text() == NEW


def test_a_directory_is_searched(lint: Run) -> None:
    paths = [write(Path(name, "config.json"), OLD) for name in ("a", "b")]
    write(Path("c/config.json"), '{"name": "other"}')
    assert lint("migrate", ".").code == 0
    assert [path.read_text() for path in paths] == [NEW, NEW]
    assert Path("c/config.json").read_text() == '{"name": "other"}'


def test_diff_shows_it_and_writes_nothing(lint: Run) -> None:
    path = write(Path("config.json"), OLD)
    done = lint("migrate", path, "--diff")
    assert path.read_text() == OLD
    assert done.code == 1
    assert done.out.endswith(TOLD.replace("went", "would go"))
    assert '+        "defaults": { "model_name": "local", "max_tokens": 4096 }' in done.out.splitlines()


def test_a_file_of_version_3_is_left_as_it_is(lint: Run) -> None:
    path = write(Path("config.json"), NEW)
    done = lint("migrate", path)
    assert (done.code, done.out) == (0, "config.json: config version 3 already\n")
    assert path.read_text() == NEW


def test_quiet_says_nothing_of_what_went_well(lint: Run) -> None:
    done = lint("migrate", write(Path("config.json"), OLD), "-q")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_what_picoclaw_still_refuses_is_told_and_the_rest_is_done(lint: Run) -> None:
    path = write(Path("config.json"), OLD.replace('"rpm": 60.0', '"rpm": 1.5'))
    done = lint("migrate", path)
    assert done.code == 1
    assert path.read_text() == NEW.replace('"rpm": 60', '"rpm": 1.5')
    assert "error[not-an-integer]" in done.out


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"agents": ', "it is no JSON object; see what picoclaw-lint check says of it"),
        ("[1, 2, 3, 4, 5]", "it is no JSON object; see what picoclaw-lint check says of it"),
        (
            '{"version": 7, "agents": {}}',
            "its config version is none that PicoClaw has; see what picoclaw-lint check",
        ),
    ],
)
def test_what_cannot_be_migrated_stays_and_ends_with_2(lint: Run, text: str, why: str) -> None:
    path = write(Path("config.json"), text)
    done = lint("migrate", path)
    assert done.code == 2
    assert f"config.json stays as it is: {why}" in done.err
    assert path.read_text() == text


def test_a_file_that_is_not_there_ends_with_2(lint: Run) -> None:
    done = lint("migrate", "missing.json")
    assert (done.code, done.out) == (2, "")
    assert "missing.json stays as it is: no such file or directory" in done.err


def test_without_any_config_it_ends_with_3(lint: Run) -> None:
    done = lint("migrate")
    assert (done.code, done.err) == (3, "picoclaw-lint: nothing to migrate: no PicoClaw config was found\n")


def test_the_release_decides_what_is_still_refused(lint: Run) -> None:
    text = '{"version": 2, "session": {"dm_scope": "per-peer"}}'
    assert lint("migrate", write(Path("config.json"), text)).code == 0
    done = lint("migrate", write(Path("config.json"), text), "--to", "0.2.9")
    assert done.code == 1
    assert "it is known since 0.3.0" in done.out


def test_secrets_go_to_the_security_file_and_none_is_shown(lint: Run) -> None:
    model = {"model_name": "a", "model": "openai/gpt-5.4", "api_key": KEY}
    path = write(Path("config.json"), {"model_list": [model]})
    done = lint("migrate", path, "--secrets", "--diff")
    assert KEY[:8] not in done.out + done.err
    assert not os.path.exists(".security.yml")
    done = lint("migrate", path, "--secrets")
    assert KEY[:8] not in done.out + done.err
    assert json.loads(path.read_text()) == {
        "version": 3,
        "model_list": [{"model_name": "a", "model": "openai/gpt-5.4", "enabled": True}],
    }
    assert Path(".security.yml").read_text() == f'model_list:\n  a:\n    api_keys:\n      - "{KEY}"\n'
    assert "1 secret went to .security.yml" in done.err


def test_a_file_of_version_3_gives_its_secrets_too(lint: Run) -> None:
    model = {"model_name": "a", "model": "openai/gpt-5.4", "api_keys": [KEY]}
    path = write(Path("config.json"), {"version": 3, "model_list": [model]})
    done = lint("migrate", path, "--secrets")
    assert done.code == 0
    assert KEY not in path.read_text()
    assert KEY in Path(".security.yml").read_text()


def test_the_same_file_checked_afterwards_has_no_error(lint: Run) -> None:
    path = write(Path("config.json"), OLD)
    lint("migrate", path)
    assert lint("check", path, "--now", NOW).code == 0
