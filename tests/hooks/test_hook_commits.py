"""The hooks before a real commit: what is stopped, what passes, and that nothing is changed or given away."""

from __future__ import annotations

import os
import re

import pytest
from hook_projects import FOREIGN, KEY, REFUSED, SECURITY_FILE, SOUND, WARNED, WITH_KEY, Project, hooks_yaml, shows_key

BOTH = ("picoclaw-lint", "picoclaw-secrets")
ODD_PATHS = ["my bots/config (2).json", "größe/config-é.json", "боты/конфиг picoclaw.json", "it's 100%/config.json"]
if os.name != "nt":  # Windows has no such names
    ODD_PATHS += ['"q"/config.json', "a\tb/config.json"]
CLEAN = re.compile(r"(?:All (\d+) files are|(1) file is) clean")


@pytest.fixture
def guarded(project: Project) -> Project:
    """A repository with both hooks installed and one commit."""
    project.stage(".pre-commit-config.yaml", hooks_yaml(*BOTH))
    assert project.pre_commit("install").code == 0
    assert project.commit().code == 0
    return project


def stopped(project: Project) -> str:
    """Try to commit what is staged; it must not come to a commit, nor to a key on the screen. Return the output."""
    before = project.commits
    done = project.commit()
    assert done.code != 0
    assert project.commits == before, done.out
    assert not shows_key(done.out)
    return done.out


def test_a_config_that_is_refused_stops_the_commit_with_rule_file_and_line(guarded: Project) -> None:
    guarded.stage("bot/config.json", REFUSED)
    assert 'bot/config.json:2:3: error[unknown-field] PicoClaw refuses "gatewy"' in stopped(guarded)


def test_a_key_in_a_config_stops_the_commit_and_is_not_shown(guarded: Project) -> None:
    guarded.stage("config.json", WITH_KEY)
    output = stopped(guarded)
    assert output.count("config.json:8:9: error[plaintext-secret] ") == len(BOTH)


def test_a_key_in_a_security_file_stops_the_commit_and_is_not_shown(guarded: Project) -> None:
    guarded.stage(".security.yml", SECURITY_FILE)
    assert ".security.yml:4:9: error[committed-security-file] " in stopped(guarded)


@pytest.mark.parametrize("name", [".security.yml.20260401.bak", ".security.yml~"])
def test_a_key_in_a_copy_of_a_security_file_stops_the_commit_and_is_not_shown(name: str, guarded: Project) -> None:
    guarded.stage(name, SECURITY_FILE)
    assert f"{name}:4:9: error[committed-security-file] " in stopped(guarded)


def test_a_backup_without_a_key_is_committed_though_picoclaw_would_refuse_it(guarded: Project) -> None:
    guarded.stage("config.json.20260401.bak", REFUSED)
    guarded.stage(".security.yml.20260401.bak", "model_list:\n  main:\n    api_keys: [file://main.key]\n")
    done = guarded.commit()
    assert done.code == 0, done.out


def test_a_key_in_a_backup_stops_the_commit_and_is_not_shown(guarded: Project) -> None:
    names = ["config.json.20260401.bak", "config.json~", "old.bak"]
    for name in names:
        guarded.stage(name, WITH_KEY)
    output = stopped(guarded)
    assert [name for name in names if f"{name}:8:9: error[plaintext-secret] " not in output] == []


def test_a_key_in_a_config_that_is_not_json_stops_the_commit_and_is_not_shown(guarded: Project) -> None:
    guarded.stage("config.json", f'{{"model_list": [{{"model_name": "a", "api_keys": ["{KEY}"]}}]\n')
    output = stopped(guarded)
    assert "config.json:1:1: error[invalid-json] " in output
    assert "config.json:1:50: error[plaintext-secret] " in output


def test_a_key_that_the_security_file_replaces_stops_the_commit(guarded: Project) -> None:
    guarded.write(".security.yml", SECURITY_FILE.replace("other:", "main:"))
    guarded.stage("config.json", WITH_KEY)
    assert "config.json:8:9: error[plaintext-secret] " in stopped(guarded)


def test_a_config_in_utf_16_stops_the_commit_and_nothing_of_its_key_is_shown(guarded: Project) -> None:
    text = f'{{"api_key": "{KEY}", "model_list": []}}'
    guarded.write("config.json", "").write_bytes(text.encode("utf-16"))
    guarded.git("add", "config.json")
    output = stopped(guarded)
    assert "config.json:1:1: error[invalid-json] " in output
    assert not shows_key(output.replace("\\x00", "").replace("\0", ""))
    assert "s\\x00k" not in output


def test_sound_files_and_those_of_other_programs_are_committed_and_not_mentioned(guarded: Project) -> None:
    guarded.stage("config.json", SOUND)
    guarded.stage("web/config.json", FOREIGN)
    guarded.stage("web/tools.config.json", f'// not JSON\n{{"apiKey": "{KEY}"}}\n')
    guarded.stage("web/notes.bak", f"api_key = {KEY}\n")
    guarded.write("local.key", "x")
    guarded.stage(".security.yml", "model_list:\n  local:\n    api_keys: [file://local.key]\n")
    before = guarded.snapshot()
    done = guarded.commit()
    assert done.code == 0, done.out
    assert guarded.commits == 2
    assert "web/" not in done.out.partition("[main")[0]
    assert guarded.snapshot() == before


def test_what_stops_a_commit_and_what_does_not_leaves_every_file_as_it_was(guarded: Project) -> None:
    guarded.stage("config.json", REFUSED)
    guarded.stage("keys/config.json", WITH_KEY)
    guarded.stage("other/config.json", FOREIGN)
    before = guarded.snapshot()
    stopped(guarded)
    assert guarded.snapshot() == before
    assert guarded.git("diff", "--name-only") == ""


def test_the_staged_text_is_judged_and_not_what_the_file_has_become(guarded: Project) -> None:
    guarded.stage("config.json", REFUSED)
    guarded.write("config.json", SOUND)
    assert "error[unknown-field]" in stopped(guarded)
    guarded.git("add", "config.json")
    guarded.write("config.json", WITH_KEY)
    assert guarded.commit().code == 0


def test_files_that_are_not_staged_are_not_looked_at(guarded: Project) -> None:
    guarded.stage("config.json", SOUND)
    guarded.write("bot/config.json", REFUSED)
    guarded.write(".security.yml", SECURITY_FILE)
    done = guarded.commit()
    assert done.code == 0, done.out
    assert not shows_key(done.out)


def test_a_file_that_is_removed_or_has_a_new_name_is_in_nobodys_way(guarded: Project) -> None:
    guarded.stage("old/config.json", WITH_KEY)
    guarded.stage("gone/config.json", WITH_KEY)
    assert guarded.try_git("commit", "--no-verify", "-m", "Keys").code == 0
    guarded.git("rm", "-q", "gone/config.json")
    assert guarded.commit().code == 0
    guarded.git("mv", "old/config.json", "config (new).json")
    assert "config (new).json:8:9: error[plaintext-secret]" in stopped(guarded)
    guarded.stage("config (new).json", SOUND)
    assert guarded.commit().code == 0


@pytest.mark.parametrize("arguments", [["--all"], ["--", "bot/config.json"]], ids=["all", "one path"])
def test_what_is_committed_without_staging_is_judged(arguments: list[str], guarded: Project) -> None:
    guarded.stage("bot/config.json", SOUND)
    assert guarded.commit().code == 0
    guarded.write("bot/config.json", WITH_KEY)
    done = guarded.try_git("commit", "-m", "A change", *arguments)
    assert done.code != 0
    assert "bot/config.json:8:9: error[plaintext-secret]" in done.out
    assert not shows_key(done.out)


def test_names_with_spaces_and_letters_of_all_kinds_are_named_as_they_are(guarded: Project) -> None:
    for path in ODD_PATHS:
        guarded.stage(path, REFUSED)
    output = stopped(guarded)
    shown = [path.replace("\t", "\\t") for path in ODD_PATHS]
    assert [path for path in shown if f"{path}:2:3: error[unknown-field] " not in output] == []


def test_a_name_that_looks_like_an_option_is_none(guarded: Project) -> None:
    guarded.stage("--report=json=my-config.json", REFUSED)
    before = guarded.snapshot()
    done = guarded.commit()
    assert done.code == 0, done.out
    assert guarded.snapshot() == before


def test_the_settings_of_the_repository_hold(guarded: Project) -> None:
    guarded.stage("picoclaw-lint.toml", 'fail-on = "info"\nignore = ["unknown-field"]\n')
    guarded.stage("config.json", REFUSED)
    assert guarded.commit().code == 0
    guarded.stage("config.json", WARNED)
    assert "warning[duplicate-key]" in stopped(guarded)


def test_settings_that_cannot_be_used_stop_the_commit_and_say_where(guarded: Project) -> None:
    guarded.stage("picoclaw-lint.toml", "fail-no = 1\n")
    guarded.stage("config.json", SOUND)
    assert 'picoclaw-lint.toml:1: unknown key "fail-no"; did you mean "fail-on"?' in stopped(guarded)


def test_many_files_are_judged_by_one_process(project: Project) -> None:
    for number in range(200):
        project.write(f"bots/{number}/config.json", SOUND if number != 150 else REFUSED)
    project.git("add", "--all")
    done = project.run_hook("picoclaw-lint", "--all-files")
    assert done.code == 1
    assert "bots/150/config.json:2:3: error[unknown-field]" in done.out
    assert done.out.count("Found 1 error in 1 of 200 files.") == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("hook", BOTH)
def test_names_too_long_for_one_process_are_divided_among_several(hook: str, project: Project) -> None:
    folders = "/".join("x" * 200 for _ in range(4))
    for number in range(200):
        project.write(f"{folders}/{number}/config.json", SOUND)
    project.git("add", "--all")
    done = project.run_hook(hook, "--all-files")
    assert done.code == 0, done.out
    counts = [int(match[1] or match[2]) for match in CLEAN.finditer(done.out)]
    assert len(counts) > 1
    assert sum(counts) == 200


def test_several_processes_at_a_time_are_possible_where_the_user_wants_them(project: Project) -> None:
    for number in range(200):
        project.write(f"bots/{number}/config.json", SOUND if number % 2 else FOREIGN)
    project.write("bots/199/config.json", REFUSED)
    project.git("add", "--all")
    done = project.run_hook("picoclaw-lint", "--all-files", require_serial=False)
    assert done.code == 1
    assert done.out.count("error[unknown-field]") == 1


def test_a_run_without_a_config_passes(project: Project) -> None:
    project.stage("config.json", FOREIGN)
    done = project.run_hook("picoclaw-lint", "--all-files")
    assert done.code == 0
    assert "config.json" not in done.out


def test_the_fixing_hook_mends_a_file_stops_the_commit_once_and_lets_the_mended_file_pass(project: Project) -> None:
    project.stage(".pre-commit-config.yaml", hooks_yaml("picoclaw-lint-fix"))
    assert project.pre_commit("install").code == 0
    assert project.commit().code == 0
    sound = project.write("config.json", SOUND).read_text()
    project.stage("config.json", {"$schema": "https://example.org/config.schema.json", **SOUND})
    output = stopped(project)
    assert "files were modified by this hook" in output
    assert "config.json: 1 fix applied: unknown-field" in output
    mended = (project.directory / "config.json").read_text()
    assert mended == sound
    project.stage("config.json", mended)
    assert project.commit().code == 0


def test_the_fixing_hook_leaves_what_is_a_guess_and_what_is_of_others(project: Project) -> None:
    project.stage(".pre-commit-config.yaml", hooks_yaml("picoclaw-lint-fix"))
    assert project.pre_commit("install").code == 0
    paths = [
        project.write("bot/config.json", {"_comment": "mine", **SOUND}),
        project.write("other/config.json", FOREIGN),
    ]
    before = [path.read_bytes() for path in paths]
    project.git("add", "-A")
    assert "error[unknown-field]" in stopped(project)
    assert [path.read_bytes() for path in paths] == before
