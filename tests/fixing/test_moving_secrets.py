"""Secrets go from the config to the security file: PicoClaw gets the same keys, and nothing is lost on the way."""

from __future__ import annotations

import datetime
import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from picoclaw_lint import run
from picoclaw_lint.context import Context
from picoclaw_lint.discover import surroundings
from picoclaw_lint.document import parse
from picoclaw_lint.document.yaml_nodes import parse_yaml
from picoclaw_lint.fixing import writing
from picoclaw_lint.plan import Overrides
from picoclaw_lint.results import Results
from picoclaw_lint.source import Source

KEY = "sk-" + "abcdefghijklmnopqrst" + "T3Blbk" + "FJ" + "abcdefghijklmnopqr"
TOKEN = "123456789:" + "AAabcdefghijklmnopqrstuvwxyz1234567"
OTHER = "b7f3c9a1d5e8f2a4" + "c6e9b1d3f7a5c8e2"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def config(**sections: Any) -> dict[str, Any]:
    return {"version": 3, **sections}


def model(name: str, *keys: str) -> dict[str, Any]:
    return {"model_name": name, "model": "openai/gpt-5.4", "api_keys": list(keys)}


def written(value: dict[str, Any], security: str | None = None, name: str = "config.json") -> None:
    Path(name).write_text(json.dumps(value, indent=2))
    if security is not None:
        Path(".security.yml").write_text(security)


def fix(*paths: str, writes: bool = True) -> Results:
    """Apply the fixes of the one rule, so that nothing else changes."""
    return run.check(
        run.Request(
            paths or ("config.json",),
            today=datetime.date(2026, 11, 29),
            fixes=("safe", "unsafe"),
            writes=writes,
            isolated=True,
            overrides=Overrides(select=("plaintext-secret",)),
        )
    )


def seen_by_picoclaw() -> dict[str, Any]:
    """The config with the security file merged in, as PicoClaw has it in memory."""
    document = parse(Source("config.json", Path("config.json").read_bytes()))
    context = Context(document, surroundings(document))
    assert not context.structure.problems
    assert not context.structure.merge.problems
    assert context.structure.merge.stopped is None
    return context.structure.config


def yaml() -> Any:
    root = parse_yaml(Source(".security.yml", Path(".security.yml").read_bytes())).root
    return None if root is None else root.value


EVERYWHERE = config(
    model_list=[model("a", f"{KEY}01"), model("b", f"{KEY}02", f"{KEY}03"), model("b", f"{KEY}04")],
    channel_list={
        "telegram": {"enabled": True, "settings": {"token": TOKEN, "proxy": ""}},
        "work": {"type": "slack", "settings": {"Bot_Token": "xoxb-" + OTHER, "app_token": "xapp-1-" + OTHER}},
        "teams_webhook": {"settings": {"webhooks": {"default": {"webhook_url": f"https://x.example/{OTHER}"}}}},
    },
    tools={
        "web": {"brave": {"enabled": True, "api_keys": [f"BSA{OTHER}"]}, "gemini": {"api_key": f"AIza{OTHER}abc"}},
        "skills": {"github": {"token": f"ghp_{OTHER}abcd"}, "registries": {"clawhub": {"auth_token": OTHER}}},
    },
)


def test_every_secret_goes_where_picoclaw_looks_for_it_and_it_gets_the_same_of_both_files() -> None:
    written(EVERYWHERE)
    before = seen_by_picoclaw()
    results = fix()
    assert seen_by_picoclaw() == before
    assert yaml() == {
        "model_list": {
            "a": {"api_keys": [f"{KEY}01"]},
            "b:0": {"api_keys": [f"{KEY}02", f"{KEY}03"]},
            "b:1": {"api_keys": [f"{KEY}04"]},
        },
        "channel_list": {
            "telegram": {"settings": {"token": TOKEN}},
            "work": {"settings": {"Bot_Token": "xoxb-" + OTHER, "app_token": "xapp-1-" + OTHER}},
            "teams_webhook": {"settings": {"webhooks": {"default": {"webhook_url": f"https://x.example/{OTHER}"}}}},
        },
        "web": {"brave": {"api_keys": [f"BSA{OTHER}"]}, "gemini": {"api_key": f"AIza{OTHER}abc"}},
        "skills": {"github": {"token": f"ghp_{OTHER}abcd"}, "registries": {"clawhub": {"auth_token": OTHER}}},
    }
    text = Path("config.json").read_text()
    assert not [secret for secret in (KEY, TOKEN, OTHER) if secret in text]
    assert [item.rule for item in results.files[0].fixed].count("plaintext-secret") == 12
    assert "plaintext-secret" not in [item.rule for item in results.files[0].diagnostics]


def test_the_user_is_told_to_revoke_what_was_committed() -> None:
    written(config(model_list=[model("a", KEY)]))
    (note,) = [note for note in fix().notes if "secret" in note]
    assert note == "config.json: 1 secret went to .security.yml; revoke what was ever committed, as git keeps it"


def test_a_new_security_file_is_nobody_elses(tmp_path: Path) -> None:
    written(config(model_list=[model("a", KEY)]))
    fix()
    assert stat.S_IMODE(os.stat(".security.yml").st_mode) == 0o600


def test_an_existing_security_file_keeps_what_it_has_and_becomes_nobody_elses() -> None:
    text = (
        "# keys of the bot\r\nweb:   # searches\r\n    tavily:\r\n        api_keys:\r\n"
        "            - 'file://tavily.key'  # the old one\r\n\r\n# models\r\nmodel_list:\r\n"
        '    z: {api_keys: ["file://z.key"]}\r\n'
    )
    Path("tavily.key").write_text("x")
    Path("z.key").write_text("x")
    written(config(model_list=[model("z"), model("a", KEY)]))
    Path(".security.yml").write_bytes(text.encode())
    os.chmod(".security.yml", 0o644)
    fix()
    new = Path(".security.yml").read_bytes().decode()
    assert new == text + f'    a:\r\n        api_keys:\r\n            - "{KEY}"\r\n'
    assert stat.S_IMODE(os.stat(".security.yml").st_mode) == 0o600


@pytest.mark.parametrize(
    "security",
    [
        "model_list: {a: {api_keys: [file://k]}}\n",
        "model_list: {'a:0': {api_keys: [file://k]}}\n",
    ],
)
def test_where_the_security_file_has_keys_already_the_config_keeps_its_own(security: str) -> None:
    Path("k").write_text("x")
    written(config(model_list=[model("a", KEY)]), security)
    before = Path("config.json").read_bytes()
    fix()
    assert (Path("config.json").read_bytes(), Path(".security.yml").read_text()) == (before, security)


@pytest.mark.parametrize("first", ["", "file://k, "])
def test_what_the_security_file_has_already_is_only_taken_out_of_the_config(first: str) -> None:
    Path("k").write_text("x")
    security = f"model_list: {{a: {{api_keys: [{first}{KEY}]}}}}\n"
    written(config(model_list=[model("a", KEY)]), security)
    fix()
    assert KEY not in Path("config.json").read_text()
    assert Path(".security.yml").read_text() == security


def test_an_entry_that_took_the_keys_away_gets_them() -> None:
    written(config(model_list=[model("a", KEY)]), "model_list:\n  a:0: {}\n")
    fix()
    assert yaml() in ({"model_list": {"a:0": {"api_keys": [KEY]}}}, {"model_list": {"a:0": {}}})


def test_keys_of_a_model_go_together_references_too() -> None:
    Path("k").write_text("x")
    written(config(model_list=[model("a", "file://k", KEY, "YOUR_KEY_HERE")]))
    fix()
    assert yaml() == {"model_list": {"a": {"api_keys": ["file://k", KEY, "YOUR_KEY_HERE"]}}}


def test_references_and_placeholders_alone_stay() -> None:
    Path("k").write_text("x")
    written(config(model_list=[model("a", "file://k"), model("b", "YOUR_OPENAI_API_KEY_HERE")]))
    fix()
    assert not os.path.exists(".security.yml")


@pytest.mark.parametrize("name", ["1", "yes", "a: b", "#x", "null", "ключ", "a'b\"c", "- x", "1:30", "<<", "~", "&a"])
def test_any_name_of_a_model_is_a_key_of_the_file(name: str) -> None:
    written(config(model_list=[model(name, KEY)]))
    fix()
    assert yaml() == {"model_list": {name: {"api_keys": [KEY]}}}


@pytest.mark.parametrize("tail", ["\\", '"', "'", " # x", ": y", "\u00e9\u6f22", "%", "!", "\\n", "=="])
def test_any_secret_is_carried_letter_by_letter(tail: str) -> None:
    secret = OTHER + tail
    written(config(tools={"web": {"gemini": {"api_key": secret}}}))
    before = seen_by_picoclaw()
    fix()
    if os.path.exists(".security.yml"):
        assert yaml() == {"web": {"gemini": {"api_key": secret}}}
    assert seen_by_picoclaw() == before


def test_a_config_that_picoclaw_refuses_keeps_its_secrets_until_it_loads() -> None:
    written(config(model_list=[model("a", KEY)], providers={}))
    results = fix()
    assert not os.path.exists(".security.yml")
    assert "config.json: its secrets stay until PicoClaw loads it" in results.notes


def test_another_config_beside_the_owner_of_the_security_file_keeps_its_secrets() -> None:
    written(config(model_list=[]))
    written(config(model_list=[model("a", KEY)]), name="other.json")
    results = fix("other.json")
    assert not os.path.exists(".security.yml")
    assert "other.json: its secrets stay, as .security.yml is that of config.json, too" in results.notes


def test_a_file_of_an_older_version_keeps_its_secrets_for_migrate_to_move() -> None:
    Path("config.json").write_text(json.dumps({"version": 2, "model_list": [model("a", KEY)]}))
    fix()
    assert not os.path.exists(".security.yml")


def test_without_writing_both_files_are_shown_and_none_is_there() -> None:
    written(config(model_list=[model("a", KEY)]))
    before = Path("config.json").read_bytes()
    results = fix(writes=False)
    assert [(each.after.path, each.before is None) for each in results.rewrites] == [
        (".security.yml", True),
        ("config.json", False),
    ]
    assert Path("config.json").read_bytes() == before
    assert not os.path.exists(".security.yml")
    assert any("would go to" in note for note in results.notes)


def order_of_writes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Fix the config; return the names of the files in the order in which they were written."""
    order: list[str] = []
    real = os.replace

    def noted(source: str, target: str) -> None:
        order.append(os.path.basename(target))
        real(source, target)

    monkeypatch.setattr(os, "replace", noted)
    fix()
    return order


def test_the_security_file_is_on_the_disk_before_the_config_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    written(config(model_list=[model("a", KEY)]))
    assert order_of_writes(monkeypatch) == [".security.yml", "config.json"]


@pytest.mark.parametrize("broken", [".security.yml", "config.json"])
def test_when_one_of_them_cannot_be_written_no_key_is_lost(broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    written(config(model_list=[model("a", KEY)]))
    real = os.replace

    def fail(source: str, target: str) -> None:
        if os.path.basename(target) == broken:
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(writing.os, "replace", fail)
    results = fix()
    (file,) = results.files
    said = "it cannot be written: no space left on device; .security.yml had been written by then"
    assert file.error == (said if broken == "config.json" else f"{broken} cannot be written: no space left on device")
    assert not [note for note in results.notes if "went to" in note]
    assert KEY in Path("config.json").read_text()


def test_a_security_file_that_somebody_changed_meanwhile_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    written(config(model_list=[model("a", KEY)]), "# mine\n")
    real = os.fsync

    def meddle(handle: int) -> None:
        Path(".security.yml").write_text("# theirs\n")
        real(handle)

    monkeypatch.setattr(writing.os, "fsync", meddle)
    (file,) = fix().files
    assert file.error == ".security.yml cannot be written: it changed after it was read"
    assert Path(".security.yml").read_text() == "# theirs\n"
    assert KEY in Path("config.json").read_text()


@pytest.mark.parametrize(
    "security",
    ["- a list\n", "model_list:\n- x\n", "web: [1]\n", "a: 'open\n", "model_list: &x {a: *x}\n"],
)
def test_a_security_file_that_picoclaw_refuses_or_nobody_understands_stays_and_so_do_the_secrets(security: str) -> None:
    written(config(model_list=[model("a", KEY)]), security)
    before = Path("config.json").read_bytes()
    results = fix()
    assert Path(".security.yml").read_text() == security
    assert Path("config.json").read_bytes() == before
    assert any("its secrets stay" in note for note in results.notes)


def kept_because(reason: str) -> bool:
    before = Path("config.json").read_bytes()
    notes = fix().notes
    return f"config.json: its secrets stay, as {reason}" in notes and Path("config.json").read_bytes() == before


def test_of_two_configs_without_the_usual_name_none_gives_its_secrets_to_the_other() -> None:
    for name in ("one.json", "two.json"):
        written(config(model_list=[model("a", KEY)]), name=name)
    notes = fix("one.json", "two.json").notes
    assert "one.json: its secrets stay, as .security.yml is that of two.json, too" in notes
    assert "two.json: its secrets stay, as .security.yml is that of one.json, too" in notes
    assert not Path(".security.yml").exists()


@pytest.mark.parametrize("text", ["# keep me\n# b\n", "\n  # keep me\n\n", "# keep me"])
def test_a_security_file_of_comments_keeps_them(text: str) -> None:
    written(config(model_list=[model("a", KEY)]), text)
    fix()
    assert Path(".security.yml").read_text().startswith(text)
    assert yaml() == {"model_list": {"a": {"api_keys": [KEY]}}}


def test_a_key_that_is_given_twice_is_no_crash() -> None:
    text = json.dumps(config(model_list=[model("a", KEY)]))
    Path("config.json").write_text(text.replace('"api_keys"', '"api_keys": ["sk-other"], "api_keys"'))
    assert kept_because("the config repeats a key, and one of the two has to go first")


def test_whoever_has_the_file_under_another_name_is_told() -> None:
    written(config(model_list=[model("a", KEY)]))
    os.link("config.json", "other-name")
    assert "config.json: the file has another name (a hard link), under which it stays as it was" in fix().notes


def test_secrets_stay_if_a_config_beside_would_be_refused_with_them() -> None:
    bot = {"type": "telegram", "enabled": True, "allow_from": ["1"], "settings": {"token": TOKEN}}
    written(config(channel_list={"mybot": bot}))
    written(config(model_list=[{"model_name": "b", "model": "ollama/x"}], channel_list={}), name="work.json")
    assert kept_because("work.json beside it would be refused with them, or lose its own")


def test_secrets_stay_if_a_config_beside_has_others_in_their_place() -> None:
    written(config(model_list=[model("a", KEY)]))
    written(config(model_list=[model("a", KEY[:-4] + "9999")]), name="work.json")
    assert kept_because("work.json beside it would be refused with them, or lose its own")


def test_an_example_beside_the_config_is_in_nobodys_way() -> None:
    written(config(model_list=[model("a", KEY)]))
    written(config(model_list=[model("a", "YOUR_OPENAI_API_KEY_HERE")]), name="config.example.json")
    fix()
    assert KEY in Path(".security.yml").read_text()


def test_no_fix_is_offered_for_what_the_security_file_overrules() -> None:
    written(config(model_list=[model("a", KEY)]), f"model_list:\n  a:\n    api_keys: [{KEY[:-4]}9999]\n")
    (found,) = [item for item in fix().files[0].diagnostics if item.rule == "plaintext-secret"]
    assert found.fix is None
    assert found.help is not None
    assert found.help.startswith("remove it: .security.yml has another one, which wins")


def test_a_reference_of_a_config_beside_is_its_own_too() -> None:
    written(config(model_list=[model("a", KEY)]))
    Path("k").write_text("x")
    written(config(model_list=[model("a", "file://k")]), name="work.json")
    assert kept_because("work.json beside it would be refused with them, or lose its own")


def test_nothing_that_may_be_a_secret_is_shown_of_a_comment() -> None:
    written(config(model_list=[model("a", KEY)]), "# rotated, was Zz7Rw2Zx9Lk4Vt8N\nweb: {}\n")
    rewrite = next(each for each in fix().rewrites if each.after.path == ".security.yml")
    assert rewrite.before is not None
    for source, spans in ((rewrite.before, rewrite.secrets_before), (rewrite.after, rewrite.secrets_after)):
        assert "Zz7Rw2Zx9Lk4Vt8N" in [source.text[slice(*span)] for span in spans]


def test_of_a_linked_config_it_is_told_where_the_security_file_lies() -> None:
    Path("real").mkdir()
    written(config(model_list=[model("a", KEY)]), name="real/config.json")
    Path("config.json").symlink_to("real/config.json")
    notes = fix().notes
    assert "config.json is a link; PicoClaw finds .security.yml when it is given this name of it" in notes
