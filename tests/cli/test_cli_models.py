"""The command ``models``: a table for people, JSON for programs, and clear words for what is not known."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from cli_runs import NOW, Done, Run

from picoclaw_lint.known_models import as_of, sources
from picoclaw_schema import catalogue

# The command as its script runs it, then what was imported on the way.
PROGRAM = """
import sys
from picoclaw_lint.cli.main import main
try:
    main()
finally:
    sys.stderr.write(" ".join(sys.modules))
"""


def ids(done: Done) -> list[str]:
    """The models in a JSON answer, as provider/id."""
    assert done.code == 0
    return [f"{model['provider']}/{model['id']}" for model in done.report["models"]]


def asked(lint: Run, *arguments: str, now: str = NOW) -> Done:
    return lint("models", *arguments, "--now", now, "--output-format", "json")


def test_without_a_provider_the_providers_are_listed_with_what_an_unlisted_id_means(lint: Run) -> None:
    done = lint("models")
    rows = {line.split("  ")[0]: line for line in done.out.splitlines() if line}
    assert done.code == 0
    assert rows["openai"].endswith("is unknown")
    assert rows["deepseek"].endswith("may be new")
    assert "anthropic, anthropic-messages" in rows
    assert f"catalogue of {as_of()}" in done.out


def test_a_table_has_limits_dates_successors_and_sources_with_their_versions(lint: Run) -> None:
    done = lint("models", "openai", "--search", "GPT-4O-mini", "--now", NOW)
    (row,) = [line.split() for line in done.out.splitlines() if line.startswith("gpt-4o-mini ")]
    assert row[:7] == ["gpt-4o-mini", "chat", "128,000", "16,384", "yes", "2027-01-14", "gpt-6-luna"]
    letters = row[7]
    for letter in letters:
        name, day = sources()[letter]
        assert f"{letter} {name}{f', as of {day}' if day else ''}" in done.out.splitlines()


def test_what_is_not_sure_is_marked_and_the_mark_explained(lint: Run) -> None:
    done = lint("models", "gemini", "--search", "gemini-2.5-flash-image", "--now", NOW)
    assert "~2027-03-15" in done.out
    assert "~ sources do not agree, or only one of them says so" in done.out
    sure = lint("models", "openai", "--search", "gpt-4o-2024-08-06", "--now", NOW)
    assert "~" not in sure.out


@pytest.mark.parametrize(("name", "provider"), [("claude", "anthropic"), ("Google", "gemini"), (" gpt ", "openai")])
def test_a_provider_is_known_by_its_aliases_too(lint: Run, name: str, provider: str) -> None:
    assert {model.partition("/")[0] for model in ids(asked(lint, name))} == {provider}


def test_models_that_are_shut_down_are_left_out_until_asked_for(lint: Run) -> None:
    assert "openai/gpt-4-32k" not in ids(asked(lint, "openai"))
    retired = ids(asked(lint, "openai", "--retired"))
    assert "openai/gpt-4-32k" in retired
    assert "openai/gpt-4o" not in retired
    # What is shut down by then.
    assert "openai/gpt-4o" in ids(asked(lint, "openai", "--retired", now="2027-01-14"))


def test_a_table_says_how_many_are_left_out(lint: Run) -> None:
    assert "\n0 models, and 3 that are shut down (--retired)\n" in "\n" + lint("models", "--search", "gpt-4-32k").out
    for option in ("--retired", "--retiring"):
        assert "(--retired)" not in lint("models", "openai", option, "--now", NOW).out


def test_announced_shutdowns_come_with_the_soonest_first(lint: Run) -> None:
    done = asked(lint, "--retiring")
    dates = [model["shutdown"] for model in done.report["models"]]
    assert dates == sorted(dates)
    assert dates[0] > NOW
    assert "anthropic/claude-sonnet-4-5" in ids(done)
    assert "anthropic/claude-sonnet-4-5" not in ids(asked(lint, "--retiring", now="2026-11-30"))


def test_a_search_goes_over_all_providers(lint: Run) -> None:
    found = ids(asked(lint, "--search", "gpt-oss-120b"))
    assert {"groq/openai/gpt-oss-120b", "cerebras/gpt-oss-120b", "openrouter/openai/gpt-oss-120b"} <= set(found)


def test_the_json_has_everything_that_the_catalogue_has(lint: Run) -> None:
    live, gone = asked(lint).report, asked(lint, "--retired").report
    assert live["schema_version"] == 1
    assert live["as_of"] == catalogue("models")["as_of"]
    assert live["sources"] == {letter: source.name for letter, source in sources().items()}
    assert set(live["data_of"]) == {"r", "s"}
    assert live["complete"] == ["anthropic", "gemini", "groq", "mistral", "openai"]
    models: list[dict[str, Any]] = live["models"] + gone["models"]
    rows = catalogue("models")["providers"]
    assert len(models) == sum(map(len, rows.values()))
    names = {"kind": "k", "context": "ctx", "output": "out", "shutdown": "eol", "successor": "to", "vision": "vision"}
    names |= {"temperature": "temp", "tools": "tools"}
    for model in models:
        row = {"k": "chat", **rows[model["provider"]][model["id"]]}
        assert {name: model[name] for name in names} == {name: row.get(key) for name, key in names.items()}
        assert model["reasoning"] == row.get("reasoning", False)
        keys = {**names, "reasoning": "reasoning"}
        assert model["unsure"] == sorted(name for name, key in keys.items() if key in row.get("unsure", ()))
        assert model["sources"] == list(row["s"])


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("opnai",), 'there is no provider "opnai" in PicoClaw; did you mean "openai"?'),
        (("zzz",), 'there is no provider "zzz" in PicoClaw'),
        (("ollama",), "the catalogue has no models of Ollama"),
        (("--retiring", "--retired"), "one or the other"),
        (("--now", "soon"), 'not "soon"'),
    ],
)
def test_what_cannot_be_answered_is_said_on_stderr(lint: Run, arguments: tuple[str, ...], complaint: str) -> None:
    done = lint("models", *arguments)
    assert (done.code, done.out) == (2, "")
    assert complaint in done.err


def test_nothing_found_is_an_answer_too(lint: Run) -> None:
    done = lint("models", "openai", "--search", "no such model")
    assert done.code == 0
    assert done.out.startswith("0 models\n")
    assert ids(asked(lint, "--search", "no such model")) == []


def test_an_old_catalogue_is_told_of(lint: Run) -> None:
    assert lint("models", "groq", "--now", NOW).err == ""
    done = lint("models", "groq", "--now", "2028-01-01")
    assert f"the catalogue of models is of {as_of()}" in done.err
    assert f"catalogue of {as_of()}, " in done.out


def test_the_command_imports_nothing_heavy() -> None:
    command = [sys.executable, "-c", PROGRAM, "models", "openai"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "picoclaw_lint" in loaded
    assert loaded & {"pydantic", "jsonschema", "rich", "ruamel", "pathspec"} == set()
    # Nor the rules, which it does not need.
    assert "picoclaw_lint.rules.index" not in done.stderr
