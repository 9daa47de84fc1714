"""``check --fix``, ``--unsafe-fixes`` and ``--diff``: what is written, what is told and what is left."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from cli_runs import CLEAN, NOW, Run, write

# One safe fix, one unsafe one, and a finding without any.
MIXED = """{
  "version": 3,
  "_comment": "mine",
  "model_list": [{"model_name": "local", "model": "ollama/llama3.2", "rpm": 60, "request_timeout": 600.0}],
  "agents": {"defaults": {"model_name": "local"}},
  "providers": {}
}
"""
SAFE = MIXED.replace("600.0", "600")
ALL = SAFE.replace('  "_comment": "mine",\n', "")
KEY = "sk-" + "abcdefghijklmnopqrst" + "T3Blbk" + "FJ" + "abcdefghijklmnopqrst"


@pytest.fixture
def config() -> Path:
    return write(Path("config.json"), MIXED)


def test_fix_applies_the_safe_fixes_and_reports_what_is_left(config: Path, lint: Run) -> None:
    done = lint("check", config, "--fix")
    assert config.read_text() == SAFE
    assert done.code == 1
    assert "not-an-integer" not in done.out
    assert "unknown-field" in done.out
    assert done.err == "picoclaw-lint: config.json: 1 fix applied: not-an-integer\n"


def test_unsafe_fixes_are_applied_only_when_asked_for(config: Path, lint: Run) -> None:
    done = lint("check", config, "--fix", "--unsafe-fixes", "--select", "structure")
    assert config.read_text() == ALL
    assert done.err == "picoclaw-lint: config.json: 2 fixes applied: unknown-field, not-an-integer\n"
    lint("check", config, "--unsafe-fixes")
    assert config.read_text() == ALL


def test_a_file_without_anything_left_ends_with_0_and_is_not_written_again(lint: Run) -> None:
    path = write(Path("config.json"), json.dumps({**CLEAN, "$schema": "x"}))
    assert lint("check", path, "--fix").code == 0
    before = path.stat()
    done = lint("check", path, "--fix")
    assert (done.code, done.err) == (0, "")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_diff_shows_what_would_change_and_writes_nothing(config: Path, lint: Run) -> None:
    done = lint("check", config, "--diff")
    assert config.read_text() == MIXED
    assert done.code == 1
    assert done.out.splitlines()[:2] == ["--- config.json", "+++ config.json"]
    changed = [line for line in done.out.splitlines()[2:] if line[0] in "+-"]
    before, after = (line for line in changed)
    assert before.replace("600.0", "600")[1:] == after[1:]
    assert done.err == "picoclaw-lint: config.json: 1 fix would be applied: not-an-integer\n"


def test_diff_wins_over_fix(config: Path, lint: Run) -> None:
    lint("check", config, "--diff", "--fix")
    assert config.read_text() == MIXED


def test_diff_of_what_needs_no_fix_is_empty_and_ends_with_0_whatever_is_found(lint: Run) -> None:
    path = write(Path("config.json"), '{"version": 3, "providers": {}}')
    done = lint("check", path, "--diff")
    assert (done.code, done.out) == (0, "")


def test_diff_ends_with_2_for_a_file_that_cannot_be_read(config: Path, lint: Run) -> None:
    assert lint("check", config, "missing.json", "--diff").code == 2


@pytest.mark.parametrize("options", [("--select", "syntax"), ("--ignore", "not-an-integer")])
def test_what_is_not_selected_is_not_fixed(config: Path, lint: Run, options: tuple[str, str]) -> None:
    lint("check", config, "--fix", *options)
    assert config.read_text() == MIXED


def test_what_settings_or_a_baseline_accept_is_not_fixed(config: Path, lint: Run) -> None:
    lint("check", config, "--baseline", "known.json", "--write-baseline")
    lint("check", config, "--fix", "--baseline", "known.json")
    assert config.read_text() == MIXED
    write(Path("picoclaw-lint.toml"), '[[ignore]]\nrule = "not-an-integer"\nreason = "x"\n')
    done = lint("check", config, "--fix")
    assert config.read_text() == MIXED
    assert "nothing to ignore" not in done.err


def test_fixes_and_a_new_baseline_do_not_go_together(config: Path, lint: Run) -> None:
    done = lint("check", config, "--fix", "--baseline", "b.json", "--write-baseline")
    assert done.code == 2
    assert "--write-baseline accepts findings as they are" in done.err
    assert config.read_text() == MIXED


def test_standard_input_is_mended_to_standard_output(command: Run) -> None:
    crlf = MIXED.replace("\n", "\r\n")
    done = command("check", "-", "--fix", stdin=crlf.encode())
    assert done.out == SAFE.replace("\n", "\r\n")
    assert "error[unknown-field]" in done.err
    assert done.code == 1
    sound = command("check", "-", "--fix", "-q", stdin=json.dumps(CLEAN).encode())
    assert (sound.code, sound.out, sound.err) == (0, json.dumps(CLEAN), "")


def test_the_report_as_json_says_what_was_fixed(config: Path, lint: Run) -> None:
    file = lint("check", config, "--fix", "--output-format", "json").file
    assert file["fixed"] == [
        {"rule": "not-an-integer", "title": "write 600", "safety": "safe", "pointer": "/model_list/0/request_timeout"}
    ]


def test_the_report_as_json_has_the_edits(config: Path, lint: Run) -> None:
    (found,) = [d for d in lint("check", config, "--output-format", "json").file["diagnostics"] if d["fix"]][1:2]
    start = MIXED.index("600.0")
    assert found["fix"] == {
        "title": "write 600",
        "safety": "safe",
        "edits": [{"path": "config.json", "start": start, "end": start + 5, "parts": [{"text": "600"}]}],
    }


def test_several_files_are_fixed_each_by_its_own_settings(lint: Run) -> None:
    for name in ("a", "b"):
        write(Path(name, "config.json"), MIXED)
    write(Path("b", "picoclaw-lint.toml"), 'ignore = ["not-an-integer"]\n')
    lint("check", "a", "b", "--fix")
    assert Path("a/config.json").read_text() == SAFE
    assert Path("b/config.json").read_text() == MIXED


def test_one_file_under_two_names_is_fixed_once_and_is_no_error(config: Path, lint: Run) -> None:
    done = lint("check", "config.json", "./config.json", "--fix")
    assert config.read_text() == SAFE
    assert done.code == 1


def test_a_file_that_cannot_be_written_is_an_error_and_keeps_its_findings(
    config: Path, lint: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", fail)
    done = lint("check", config, "--fix")
    assert done.code == 2
    assert (
        "config.json: error: it cannot be written: nothing can be written in its directory (permission denied)"
        in done.out
    )
    assert "not-an-integer" in done.out
    assert config.read_text() == MIXED


def test_a_link_is_followed_and_stays(lint: Run) -> None:
    write(Path("real/config.json"), MIXED)
    os.symlink("real/config.json", "config.json")
    lint("check", "config.json", "--fix")
    assert os.path.islink("config.json")
    assert Path("real/config.json").read_text() == SAFE


def test_a_file_that_is_no_config_stays(lint: Run) -> None:
    path = write(Path("config.json"), '{"name": "other", "$schema": "x", "scripts": {}}')
    before = path.read_bytes()
    assert lint("check", path, "--fix", "--skip-foreign").code == 0
    assert path.read_bytes() == before


def test_a_diff_shows_no_secret_and_says_where_lines_have_other_ends(lint: Run) -> None:
    model = {"model_name": "a", "model": "openai/gpt-4o", "api_key": KEY}
    text = json.dumps({"version": 3, "model_list": [model]}, indent=2)
    path = write(Path("config.json"), text.replace('4o",\n', '4o",\r\n'))
    done = lint("check", path, "--diff", "--now", NOW)
    assert KEY[:8] not in done.out + done.err
    assert '-      "api_key": "' + "•" * len(KEY) + '"' in done.out.splitlines()
    assert '       "model": "openai/gpt-4o",\\r\\n' in done.out.splitlines()


def test_a_diff_in_colour_is_the_same_diff(config: Path, lint: Run) -> None:
    import re

    plain = lint("check", config, "--diff").out
    colored = lint("check", config, "--diff", "--color", "always").out
    assert colored != plain
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == plain
