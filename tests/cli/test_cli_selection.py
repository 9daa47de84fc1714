"""Rules are chosen by name or family; a name that is neither is an error with a guess."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_runs import REFUSED, Run, write

from picoclaw_lint.registry import RULES

# An unknown field (error, load) in it, a duplicate key (warning) and no rate limit (info).
THREE = '{"model_list": [{"model_name": "a", "model": "openai/gpt-4o", "rpn": 1, "model": "openai/gpt-4o"}]}'


@pytest.fixture(autouse=True)
def config() -> None:
    write(Path("config.json"), THREE)


def shown(lint: Run, *options: str) -> set[str]:
    done = lint("check", "config.json", "--output-format", "json", *options)
    return {item["rule"] for item in done.file["diagnostics"]}


def test_select_shows_only_the_rules_that_are_named(lint: Run) -> None:
    assert shown(lint, "--select", "unknown-field") == {"unknown-field"}


def test_select_takes_several_names_with_commas_or_repeated(lint: Run) -> None:
    both = {"unknown-field", "duplicate-key"}
    assert shown(lint, "--select", "unknown-field, duplicate-key") == both
    assert shown(lint, "--select", "unknown-field", "--select", "duplicate-key") == both


@pytest.mark.parametrize("nothing", ["", ",", " , "])
def test_select_with_no_name_is_refused_and_does_not_show_all(nothing: str, lint: Run) -> None:
    write(Path("picoclaw-lint.toml"), 'ignore = ["unknown-field"]')
    done = lint("check", "config.json", "--select", nothing)
    assert (done.code, done.out) == (2, "")
    assert done.err == "picoclaw-lint: select names no rule and no family; without it, all are shown\n"
    assert "unknown-field" not in shown(lint, "--ignore", nothing, "--extend-select", nothing)


def test_select_takes_a_family(lint: Run) -> None:
    assert shown(lint, "--select", "syntax") == {"duplicate-key"}


def test_ignore_hides_rules_and_families(lint: Run) -> None:
    everything = shown(lint)
    assert {"unknown-field", "duplicate-key", "no-rate-limit"} <= everything
    assert shown(lint, "--ignore", "unknown-field") == everything - {"unknown-field"}
    assert "duplicate-key" not in shown(lint, "--ignore", "syntax")


def test_ignore_wins_over_select(lint: Run) -> None:
    assert shown(lint, "--select", "syntax,unknown-field", "--ignore", "duplicate-key") == {"unknown-field"}


def test_extend_select_adds_to_what_is_selected(lint: Run) -> None:
    assert shown(lint, "--select", "syntax", "--extend-select", "unknown-field") == {"duplicate-key", "unknown-field"}


@pytest.mark.parametrize("option", ["--select", "--extend-select"])
def test_an_info_is_printed_when_its_rule_is_asked_for(option: str, lint: Run) -> None:
    assert "no-rate-limit" not in lint("check", "config.json").out
    assert "info[no-rate-limit]" in lint("check", "config.json", option, "no-rate-limit").out


def test_what_is_hidden_still_decides_whether_the_file_loads(lint: Run) -> None:
    done = lint("check", "config.json", "--select", "no-rate-limit", "--output-format", "json")
    assert (done.code, done.file["loads"]) == (0, False)
    assert "refuses config.json" in lint("check", "config.json", "--select", "no-rate-limit").out


@pytest.mark.parametrize("option", ["--select", "--ignore", "--extend-select"])
@pytest.mark.parametrize(
    ("name", "meant"),
    [("unknow-field", "unknown-field"), ("syntacs", "syntax"), ("Unknown-Field", "unknown-field")],
)
def test_an_unknown_name_is_an_error_with_the_name_that_was_meant(
    option: str, name: str, meant: str, lint: Run
) -> None:
    done = lint("check", "config.json", option, f"duplicate-key,{name}")
    assert (done.code, done.out) == (2, "")
    assert done.err == f'picoclaw-lint: there is no rule or family "{name}"; did you mean "{meant}"?\n'


def test_an_unknown_name_that_is_like_no_other_gets_no_guess(lint: Run) -> None:
    assert lint("check", "--select", "zzz").err == 'picoclaw-lint: there is no rule or family "zzz"\n'


def test_every_rule_can_be_ignored_at_once(lint: Run) -> None:
    write(Path("config.json"), REFUSED)
    assert shown(lint, "--ignore", ",".join(rule.name for rule in RULES)) == set()
