"""Settings files and the options that go with them, as a user meets them."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from cli_runs import CLEAN, REFUSED, Done, Run, write

# An unknown field (error), a duplicate key (warning) and no rate limit (info).
THREE = '{"model_list": [{"model_name": "a", "model": "openai/gpt-4o", "rpn": 1, "model": "openai/gpt-4o"}]}'
SETTINGS = "picoclaw-lint.toml"


def rules(done: Done) -> set[str]:
    return {item["rule"] for item in done.file["diagnostics"] if item["suppressed"] is None}


def check(lint: Run, *options: str, stdin: bytes = b"") -> Done:
    return lint("check", *options, "--output-format", "json", stdin=stdin)


@pytest.mark.parametrize("name", [".picoclaw-lint.toml", SETTINGS, "pyproject.toml"])
def test_settings_beside_or_above_a_config_count(name: str, lint: Run) -> None:
    table = "[tool.picoclaw-lint]\n" if name == "pyproject.toml" else ""
    write(Path(name), table + 'select = ["duplicate-key"]')
    write(Path("deep/er/config.json"), THREE)
    assert rules(check(lint, "deep/er/config.json")) == {"duplicate-key"}


def test_isolated_reads_no_settings(lint: Run) -> None:
    write(Path(SETTINGS), "this is not TOML")
    write(Path("config.json"), THREE)
    assert lint("check", "config.json").code == 2
    assert "unknown-field" in rules(check(lint, "config.json", "--isolated"))


def test_config_names_the_settings_for_all_files(lint: Run) -> None:
    write(Path("inner/config.json"), THREE)
    write(Path("inner", SETTINGS), "this is not TOML")
    write(Path("lint/ours.toml"), 'select = ["duplicate-key"]')
    assert rules(check(lint, "inner/config.json", "--config", "lint/ours.toml")) == {"duplicate-key"}


def test_config_may_be_a_pyproject(lint: Run) -> None:
    write(Path("config.json"), THREE)
    write(Path("other/pyproject.toml"), '[tool.picoclaw-lint]\nselect = ["duplicate-key"]')
    assert rules(check(lint, "config.json", "--config", "other/pyproject.toml")) == {"duplicate-key"}
    write(Path("other/pyproject.toml"), "[tool.ruff]")
    done = check(lint, "config.json", "--config", "other/pyproject.toml")
    assert (done.code, done.out) == (2, "")
    assert done.err == "picoclaw-lint: other/pyproject.toml has no table [tool.picoclaw-lint]\n"


def test_paths_in_settings_that_are_named_count_from_their_directory(lint: Run) -> None:
    write(Path("config.json"), THREE)
    write(Path("lint/config.json"), THREE)
    write(Path("lint/ours.toml"), '[per-file-ignores]\n"/config.json" = ["unknown-field"]')
    assert "unknown-field" in rules(check(lint, "config.json", "--config", "lint/ours.toml"))
    assert "unknown-field" not in rules(check(lint, "lint/config.json", "--config", "lint/ours.toml"))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--config", "missing.toml"), "cannot read missing.toml: no such file or directory"),
        (("--config", "."), "cannot read .: it is a directory"),
        (("--config", SETTINGS, "--isolated"), "--isolated reads no settings file, and --config names one"),
        (("--baseline", "missing.json"), "there is no baseline missing.json; --write-baseline makes one"),
        (("--baseline", "config.json"), "cannot use the baseline config.json: it is no baseline of picoclaw-lint"),
        (("--baseline", "config.json", "--write-baseline"),
         "cannot use the baseline config.json: it is no baseline of picoclaw-lint"),
        (("--write-baseline",), "--write-baseline needs --baseline FILE, or a baseline in the settings"),
    ],
)  # fmt: skip
def test_options_that_cannot_be_followed_are_2_and_say_why(options: tuple[str, ...], message: str, lint: Run) -> None:
    write(Path(SETTINGS), "")
    config = write(Path("config.json"), CLEAN)
    before = config.read_bytes()
    done = lint("check", "config.json", *options)
    assert (done.code, done.out, done.err) == (2, "", f"picoclaw-lint: {message}\n")
    assert config.read_bytes() == before


def test_wrong_settings_are_2_with_a_line_for_each_mistake(lint: Run) -> None:
    write(Path(SETTINGS), 'selct = ["syntax"]\nfail-on = "errors"\n"a\\nb" = 1\n')
    write(Path("config.json"), CLEAN)
    done = lint("check", "config.json")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        'picoclaw-lint: picoclaw-lint.toml:1: unknown key "selct"; did you mean "select"?\n'
        "picoclaw-lint: picoclaw-lint.toml:2: fail-on must be one of error, warning, info, never;"
        ' did you mean "error"?\n'
        'picoclaw-lint: picoclaw-lint.toml:3: unknown key "a\\nb"\n'
    )


def test_unknown_names_in_settings_are_2_with_a_guess(lint: Run) -> None:
    write(Path(SETTINGS), '\n[severity]\nunknwon-field = "info"\n')
    write(Path("config.json"), CLEAN)
    done = lint("check", "config.json")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "picoclaw-lint: picoclaw-lint.toml:3: severity: "
        'there is no rule or family "unknwon-field"; did you mean "unknown-field"?\n'
    )


def test_wrong_settings_of_one_project_stop_the_whole_run(lint: Run) -> None:
    write(Path("good/config.json"), CLEAN)
    write(Path("bad/config.json"), CLEAN)
    write(Path("bad", SETTINGS), "x = 1")
    for paths in (("good/config.json", "bad/config.json"), (".",)):
        done = lint("check", *paths, "--fail-on", "never")
        assert (done.code, done.out) == (2, "")
        assert done.err.endswith(f'{Path("bad", SETTINGS)}:1: unknown key "x"\n')


@pytest.mark.parametrize(
    ("text", "codes"),
    [('fail-on = "never"', (0, 1)), ('fail-on = "error"', (1, 1)), ('[severity]\nunknown-field = "info"', (0, 1))],
)
def test_what_fails_is_decided_for_each_file_by_its_own_settings(text: str, codes: tuple[int, int], lint: Run) -> None:
    for name in ("lax", "strict"):
        write(Path(name, "config.json"), REFUSED)
    write(Path("lax", SETTINGS), text)
    assert (lint("check", "lax").code, lint("check", "strict", "lax").code) == codes
    assert lint("check", "lax", "--fail-on", "info").code == 1


def test_fail_on_on_the_command_line_counts_for_all_files(lint: Run) -> None:
    write(Path("config.json"), REFUSED)
    write(Path(SETTINGS), 'fail-on = "warning"')
    assert lint("check", "config.json").code == 1
    assert lint("check", "config.json", "--fail-on", "never").code == 0


def test_settings_choose_the_release_for_each_file(lint: Run) -> None:
    text = json.dumps({**CLEAN, "session": {"dm_scope": "per-peer"}})
    for name in ("old", "new"):
        write(Path(name, "config.json"), text)
    write(Path("old", SETTINGS), 'target-version = "0.2.8"')
    done = check(lint, "old/config.json", "new/config.json")
    assert [(file["target_version"], file["loads"]) for file in done.report["files"]] == [
        ("0.2.8", False),
        ("0.3.0", True),
    ]
    done = check(lint, "old/config.json", "--target-version", "main")
    assert (done.file["target_version"], done.file["loads"]) == ("main", True)


def test_what_the_command_line_selects_is_shown_though_the_settings_hide_it(lint: Run) -> None:
    write(Path("config.json"), THREE)
    write(Path(SETTINGS), 'ignore = ["unknown-field"]')
    assert "unknown-field" not in rules(check(lint, "config.json"))
    assert rules(check(lint, "config.json", "--select", "unknown-field")) == {"unknown-field"}
    assert "unknown-field" in rules(check(lint, "config.json", "--extend-select", "unknown-field"))


def test_infos_that_the_settings_select_are_printed(lint: Run) -> None:
    write(Path("config.json"), THREE)
    assert "no-rate-limit" not in lint("check", "config.json").out
    write(Path(SETTINGS), 'extend-select = ["no-rate-limit"]')
    assert "info[no-rate-limit]" in lint("check", "config.json").out


def test_standard_input_is_judged_by_the_settings_where_its_text_belongs(lint: Run) -> None:
    write(Path("inner", SETTINGS), 'select = ["duplicate-key"]\n[per-file-ignores]\n"other.json" = ["syntax"]')
    text = THREE.encode()
    assert "unknown-field" in rules(check(lint, "-", stdin=text))
    assert rules(check(lint, "-", "--stdin-filename", "inner/config.json", stdin=text)) == {"duplicate-key"}
    assert rules(check(lint, "-", "--stdin-filename", "inner/other.json", stdin=text)) == set()
    write(Path(SETTINGS), 'select = ["unknown-field"]')
    assert rules(check(lint, "-", stdin=text)) == {"unknown-field"}


def test_a_search_leaves_out_what_the_nearest_settings_exclude(lint: Run) -> None:
    for name in ("config.json", "build/config.json", "old.json", "inner/old.json", "inner/build/config.json"):
        write(Path(name), CLEAN)
    write(Path(SETTINGS), 'exclude = ["build/", "/old.json"]')
    write(Path("inner", SETTINGS), "")

    def found(*options: str) -> list[str]:
        return [Path(file["path"]).as_posix() for file in check(lint, ".", *options).report["files"]]

    # The inner project has settings of its own, and they exclude nothing.
    assert found() == ["config.json", "inner/old.json", "inner/build/config.json"]
    assert len(found("--isolated")) == 5
    write(Path(SETTINGS), 'exclude = ["inner"]')
    assert not [path for path in found() if path.startswith("inner")]


def test_a_file_that_is_named_is_checked_whatever_the_settings_exclude(lint: Run) -> None:
    write(Path("build/config.json"), REFUSED)
    write(Path(SETTINGS), 'exclude = ["build/"]')
    assert lint("check", "build/config.json").code == 1
    assert lint("check", "build").code == 3


def test_nothing_left_by_the_settings_is_nothing_checked(lint: Run) -> None:
    write(Path("config.json"), CLEAN)
    write(Path(SETTINGS), 'exclude = ["*"]')
    assert lint("check", ".").code == 3


def test_models_that_the_settings_name_exist(lint: Run) -> None:
    config = {**CLEAN, "model_list": [{"model_name": "local", "model": "openai/gpt-ours", "api_keys": ["${KEY}"]}]}
    write(Path("config.json"), config)
    assert "unknown-model" in rules(check(lint, "config.json"))
    write(Path(SETTINGS), '[extra-models]\nopenai = ["gpt-ours"]')
    assert "unknown-model" not in rules(check(lint, "config.json"))


def test_accepted_findings_are_marked_in_the_report_and_unused_entries_are_noted(lint: Run) -> None:
    write(Path("config.json"), REFUSED)
    write(
        Path(SETTINGS),
        'ignore = [\n{ rule = "unknown-field", reason = "a field of ours" },\n{ rule = "syntax", reason = "x" },\n]',
    )
    done = check(lint, "config.json")
    (found,) = [item for item in done.file["diagnostics"] if item["rule"] == "unknown-field"]
    assert found["suppressed"] == {"by": "settings", "reason": "a field of ours"}
    assert done.report["summary"]["suppressed"] == 1
    assert (done.code, done.file["loads"]) == (0, False)
    assert done.err == "picoclaw-lint: note: picoclaw-lint.toml:3: nothing to ignore for syntax\n"
    quiet = lint("check", "config.json", "--quiet")
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")


# Baselines.


def test_a_baseline_is_written_used_and_pruned(lint: Run) -> None:
    write(Path("config.json"), REFUSED)
    assert lint("check", "config.json").code == 1

    done = check(lint, "config.json", "--baseline", "b.json", "--write-baseline")
    assert (done.code, rules(done)) == (0, set())
    assert done.err == "picoclaw-lint: note: b.json: 1 finding accepted\n"

    done = check(lint, "config.json", "--baseline", "b.json")
    (found,) = done.file["diagnostics"]
    assert found["suppressed"] == {"by": "baseline", "reason": "it stands in b.json"}
    assert (done.code, done.err, done.file["loads"]) == (0, "", False)

    write(Path("config.json"), {**REFUSED, "heartbaet": {}})
    done = check(lint, "config.json", "--baseline", "b.json")
    assert (done.code, rules(done)) == (1, {"unknown-field"})

    write(Path("config.json"), CLEAN)
    done = check(lint, "config.json", "--baseline", "b.json")
    assert done.err == ("picoclaw-lint: note: b.json: 1 finding is not there any more; --write-baseline takes it out\n")
    done = check(lint, "config.json", "--baseline", "b.json", "--write-baseline")
    assert done.err == "picoclaw-lint: note: b.json: 0 findings accepted, 1 taken out\n"


def test_a_baseline_may_be_named_in_the_settings_and_otherwise_on_the_command_line(lint: Run) -> None:
    write(Path("project/config.json"), REFUSED)
    write(Path("project", SETTINGS), 'baseline = "lint.json"')
    assert lint("check", "project/config.json").code == 2
    assert lint("check", "project/config.json", "--write-baseline").code == 0
    assert Path("project/lint.json").exists()
    assert lint("check", "project/config.json").code == 0
    assert lint("check", "project/config.json", "--isolated").code == 1
    assert lint("check", "project/config.json", "--isolated", "--baseline", "project/lint.json").code == 0
    assert lint("check", "project/config.json", "--baseline", "none.json").code == 2


def test_writing_a_baseline_keeps_who_may_read_it(lint: Run) -> None:
    write(Path("config.json"), REFUSED)
    lint("check", "config.json", "--baseline", "b.json", "--write-baseline")
    for mode in (0o600, 0o664):
        Path("b.json").chmod(mode)
        lint("check", "config.json", "--baseline", "b.json", "--write-baseline")
        assert stat.S_IMODE(Path("b.json").stat().st_mode) == mode


@pytest.mark.parametrize("named", ["../b.json", "link/b.json"])
def test_settings_cannot_have_a_baseline_written_outside_of_their_directory(named: str, lint: Run) -> None:
    write(Path("project/config.json"), REFUSED)
    write(Path("project", SETTINGS), f'\nbaseline = "{named}"')
    Path("project/link").symlink_to("..")
    done = lint("check", "project/config.json", "--write-baseline")
    assert done.code == 2
    assert done.err == (
        f"picoclaw-lint: project/{SETTINGS}:2: baseline: it is outside of the settings' directory; "
        "to write it there, name it with --baseline\n"
    )
    assert not Path("b.json").exists()
    assert lint("check", "project/config.json", "--write-baseline", "--baseline", "b.json").code == 0
    assert lint("check", "project/config.json").code == 0


def test_an_error_is_2_though_a_baseline_was_written(lint: Run) -> None:
    write(Path("config.json"), REFUSED)
    done = lint("check", "config.json", "missing.json", "--baseline", "b.json", "--write-baseline")
    assert done.code == 2
    assert len(json.loads(Path("b.json").read_text())["findings"]) == 1


def test_a_baseline_of_standard_input_counts_for_the_file_that_it_belongs_to(lint: Run) -> None:
    write(Path("config.json"), REFUSED)
    lint("check", "config.json", "--baseline", "b.json", "--write-baseline")
    text = json.dumps(REFUSED).encode()
    options = ("-", "--baseline", "b.json")
    assert lint("check", *options, "--stdin-filename", "config.json", stdin=text).code == 0
    assert lint("check", *options, stdin=text).code == 1


def test_settings_and_baselines_show_no_part_of_a_key(lint: Run) -> None:
    key = "sk-" + "proj-" + "q7Zt3LmX0vB9" * 3 + "T3Blbk" + "FJ" + "w2Yc8RnK5dHs"
    write(Path("config.json"), {**REFUSED, key: key})
    write(Path(SETTINGS), f'[[ignore]]\nrule = "unknown-field"\nreason = "{key}"\npointer = "/{key}"')
    write(Path("wrong.toml"), f'{key} = 1\n[extra-models]\n{key} = "{key}"')
    runs = [
        lint("check", "config.json", "--output-format", output_format, *options)
        for output_format in ("text", "json", "sarif")
        for options in (("--baseline", "b.json", "--write-baseline"), ("--config", "wrong.toml"))
    ]
    shown = "".join(done.out + done.err for done in runs) + Path("b.json").read_text()
    assert {done.code for done in runs} == {0, 2}
    assert not [key[start : start + 8] for start in range(len(key) - 8) if key[start : start + 8] in shown]


def test_a_settings_file_is_found_when_the_working_directory_is_gone(command: Run, tmp_path: Path) -> None:
    write(tmp_path / "project/config.json", REFUSED)
    write(tmp_path / "project" / SETTINGS, 'fail-on = "never"')
    os.mkdir("gone")
    os.chdir("gone")
    os.rmdir(os.getcwd())
    done = command("check", tmp_path / "project/config.json")
    assert (done.code, done.err) == (0, "")
