"""The commands besides check, and the options of the program itself."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

import pytest
from cli_runs import CLEAN, REFUSED, Run, write
from jsonschema import Draft7Validator

from picoclaw_lint.registry import RULES, families
from picoclaw_schema import DEFAULT_RELEASE, RELEASES, schema_for, security_schema_for

# Put together here, so that none stands in any file.
KEY = "sk-" + "proj-" + "q7Zt3LmX0vB9" * 3 + "T3Blbk" + "FJ" + "w2Yc8RnK5dHs"


def test_the_version_is_that_of_the_package(lint: Run) -> None:
    assert lint("--version") == (0, f"picoclaw-lint {version('picoclaw-lint')}\n", "")


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), ("check", "--help"), ("schema", "-h")], ids=" ".join)
def test_help_is_on_standard_output(arguments: tuple[str, ...], lint: Run) -> None:
    done = lint(*arguments)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Usage: picoclaw-lint")


def test_an_unknown_option_or_command_is_told_with_what_there_is(lint: Run) -> None:
    assert "--select" in lint("check", "--selct", "x").err
    assert "chekc" in lint("chekc").err


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.name) for rule in RULES])
def test_every_rule_can_be_explained(rule, lint: Run) -> None:  # type: ignore[no-untyped-def]
    done = lint("explain", rule.name)
    assert done.code == 0
    assert done.out.startswith(f"{rule.name} ({rule.family}; ")
    for part in (rule.summary, "\nWhy: ", "\nWhat to do: ", "\nSource: "):
        assert part in done.out


def test_an_explanation_has_an_example_without_its_marks(lint: Run) -> None:
    done = lint("explain", "unknown-field")
    assert '    {"version": 3, "gateway": {"prot": 18790}}\n' in done.out
    assert 'did you mean "port"?' in done.out


@pytest.mark.parametrize("family", families())
def test_of_a_family_it_is_said_that_it_is_one_and_which_rules_it_has(family: str, lint: Run) -> None:
    done = lint("explain", family)
    first, *lines = done.out.splitlines()
    assert (done.code, first) == (0, f"{family} is a family of rules:")
    assert [line.split()[0] for line in lines] == [rule.name for rule in RULES if rule.family == family]


def test_an_unknown_rule_is_an_error_with_the_rule_that_was_meant(lint: Run) -> None:
    done = lint("explain", "unknwon-field")
    assert (done.code, done.out) == (2, "")
    assert done.err == 'picoclaw-lint: there is no rule "unknwon-field"; did you mean "unknown-field"?\n'


def test_rules_lists_every_rule_once_under_its_family(lint: Run) -> None:
    done = lint("rules")
    assert done.code == 0
    lines = done.out.splitlines()
    assert [line.rstrip(":") for line in lines if not line.startswith(" ")] == families()
    assert sorted(line.split()[0] for line in lines if line.startswith(" ")) == sorted(rule.name for rule in RULES)


@pytest.mark.parametrize("release", RELEASES)
def test_schema_prints_the_schema_of_a_release(release: str, lint: Run) -> None:
    done = lint("schema", "--target-version", release)
    assert done.code == 0
    assert done.report == schema_for(release)
    Draft7Validator.check_schema(done.report)


def test_schema_is_for_the_default_release_and_can_be_written_to_a_file(lint: Run) -> None:
    assert lint("schema", "--output", "config.schema.json") == (0, "", "")
    assert json.loads(Path("config.schema.json").read_text("utf-8")) == schema_for(DEFAULT_RELEASE)


def test_schema_calls_a_valid_file_valid(lint: Run) -> None:
    write(Path("config.json"), CLEAN)
    assert lint("schema", "--validate", "config.json") == (0, "", "")


def test_schema_says_where_a_file_is_not_valid(lint: Run) -> None:
    write(Path("config.json"), '{\n  "version": 3,\n  "gateway": {"port": "18790"}\n}')
    done = lint("schema", "--validate", "config.json")
    assert done.code == 1
    assert done.out.startswith("config.json:3:23: /gateway/port: ")
    assert done.err == ""


def test_schema_validates_for_the_release_that_is_named(lint: Run) -> None:
    write(Path("config.json"), {**CLEAN, "session": {"dm_scope": "per-peer"}})
    assert lint("schema", "--validate", "config.json").code == 0
    done = lint("schema", "--validate", "config.json", "--target-version", "0.2.9")
    assert done.code == 1
    assert "/session" in done.out


def test_schema_says_what_the_schema_says_of_a_key_and_one_word_on_a_value(lint: Run) -> None:
    model = '{"model_name": "a", "model": "b", "base_url": "x", "thinking_level": 5, "nosuch": 1}'
    write(Path("config.json"), f'{{"version": 3, "model_list": [{model}]}}')
    done = lint("schema", "--validate", "config.json")
    assert done.out.splitlines() == [
        "config.json:1:65: /model_list/0/base_url: PicoClaw refuses this key: the field for the address of the API is "
        '"api_base"; rename it to api_base.',
        "config.json:1:100: /model_list/0/thinking_level: 5 is not of type 'string'",
        'config.json:1:103: /model_list/0/nosuch: "nosuch" is not a key that is known here',
    ]


def test_schema_says_which_key_or_value_was_meant_or_which_there_are(lint: Run) -> None:
    write(Path("config.json"), {"version": 3, "channel_list": {"a": {"type": "telgram"}}, "gateway": {"prt": 1}})
    done = lint("schema", "--validate", "config.json")
    assert [line.split(": ", 2)[2] for line in done.out.splitlines()] == [
        '"telgram" is none of the values that are known here; did you mean "telegram"?',
        '"prt" is not a key that is known here; did you mean "port"?',
    ]
    write(Path("config.json"), {"version": 3, "channel_list": {"a": {"type": "xmpp"}}})
    told = lint("schema", "--validate", "config.json").out
    assert '"xmpp" is none of the values that are known here: dingtalk, discord,' in told


def test_schema_tells_all_that_is_wrong_in_a_security_file_and_the_same_each_time(lint: Run) -> None:
    write(Path(".security.yml"), "a: 1\nchannel_list:\n  telegram: {token: x}\nmodel_list:\n  b: 5\n  c: 5\n")
    done = lint("schema", "--kind", "security", "--validate", ".security.yml")
    places = [line.split(": ", 2)[:2] for line in done.out.splitlines()]
    assert places == [
        [".security.yml:1:1", "/a"],
        [".security.yml:3:14", "/channel_list/telegram/token"],
        [".security.yml:5:6", "/model_list/b"],
        [".security.yml:6:6", "/model_list/c"],
    ]
    assert done.code == 1


def test_schema_names_the_key_that_a_security_file_has_too_many(lint: Run) -> None:
    write(Path(".security.yml"), "model_list: {}\nfoo: 1\nweb:\n  searxng: {}\n")
    done = lint("schema", "--kind", "security", "--validate", ".security.yml")
    assert [line.split(": PicoClaw reads")[0] for line in done.out.splitlines()] == [
        ".security.yml:2:1: /foo",
        ".security.yml:4:3: /web/searxng",
    ]


@pytest.mark.parametrize("text", ["a: [", "\tx: 1", "x: &a [*a]"])
def test_schema_says_where_a_security_file_is_no_yaml(text: str, lint: Run) -> None:
    write(Path(".security.yml"), text)
    done = lint("schema", "--kind", "security", "--validate", ".security.yml")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("picoclaw-lint: .security.yml:")


def test_a_security_file_is_valid_and_its_schema_is_published(lint: Run) -> None:
    write(Path(".security.yml"), "model_list:\n  main:\n    api_keys:\n      - file://openai.key\n")
    assert lint("schema", "--kind", "security", "--validate", ".security.yml") == (0, "", "")
    assert lint("schema", "--kind", "security").report == security_schema_for(DEFAULT_RELEASE)


def test_the_strict_flavour_is_there_for_validators_and_only_for_configs(lint: Run) -> None:
    assert lint("schema", "--flavour", "strict").report == schema_for(DEFAULT_RELEASE, "strict")
    assert lint("schema", "--flavour", "strict", "--kind", "security").code == 2


def test_a_schema_is_written_or_a_file_validated_never_both(lint: Run) -> None:
    write(Path("config.json"), CLEAN)
    done = lint("schema", "--validate", "config.json", "--output", "new.json")
    assert (done.code, Path("new.json").exists()) == (2, False)
    assert lint("schema", "--output", "-").report == schema_for(DEFAULT_RELEASE)


def test_a_file_that_is_too_deep_to_be_validated_is_told_so(lint: Run) -> None:
    write(Path("config.json"), '{"version": 3, "tools": ' + "[" * 9000 + "]" * 9000 + "}")
    done = lint("schema", "--validate", "config.json")
    assert done == (2, "", "picoclaw-lint: cannot validate config.json: it is nested too deeply\n")


@pytest.mark.parametrize("text", ["{", "", '{"version": 3,}', "// comment\n{}"])
def test_schema_leaves_a_file_that_is_no_json_to_check(text: str, lint: Run) -> None:
    write(Path("config.json"), text)
    done = lint("schema", "--validate", "config.json")
    assert (done.code, done.out) == (2, "")
    assert "picoclaw-lint check config.json" in done.err


def test_schema_says_why_a_file_cannot_be_read(lint: Run) -> None:
    done = lint("schema", "--validate", "missing.json")
    assert done == (2, "", "picoclaw-lint: cannot read missing.json: no such file or directory\n")


@pytest.mark.parametrize(
    "config",
    [
        pytest.param({"version": 3, "gateway": {"host": [KEY]}}, id="in a value that is not valid"),
        pytest.param({"version": 3, "gatewy": {"token": KEY}}, id="in a field that is not known"),
        pytest.param({"version": 3, "model_list": {"api_keys": [KEY]}}, id="below a value that is not valid"),
        pytest.param({"version": 3, "model_list": [{"api_keys": KEY, "rpm": "x"}]}, id="in the place of a list"),
        pytest.param({"version": 3, KEY: 1}, id="as a key"),
        pytest.param({"version": 3, "channel_list": {KEY: {"enabled": "yes"}}}, id="as a name of a channel"),
        pytest.param({"version": 3, "channel_list": {"telegram": {"settings": {"token": [KEY]}}}}, id="as a token"),
    ],
)
def test_validation_never_shows_a_secret(config: dict[str, object], lint: Run) -> None:
    write(Path("config.json"), config)
    done = lint("schema", "--validate", "config.json")
    assert done.code == 1
    assert done.out
    assert KEY not in done.out + done.err
    assert KEY[8:30] not in done.out + done.err


@pytest.mark.parametrize("password", ["hunter2 is my password", "correct horse battery staple"])
def test_validation_never_shows_a_secret_that_looks_like_none(password: str, lint: Run) -> None:
    config = {"version": 3, "channel_list": {"irc": {"enabled": True, "settings": {"password": [password]}}}}
    write(Path("config.json"), config)
    done = lint("schema", "--validate", "config.json")
    assert done.code == 1
    assert password not in done.out + done.err


def test_the_installed_command_runs_every_command(command: Run) -> None:
    write(Path("config.json"), REFUSED)
    assert command("explain", "unknown-field").code == 0
    assert command("rules").code == 0
    assert command("schema").code == 0
    assert command("schema", "--validate", "config.json").code == 1
