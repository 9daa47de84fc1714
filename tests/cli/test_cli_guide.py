"""What beginners are told to start from, and each trouble they then run into, with the place and what to do."""

from __future__ import annotations

import copy
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cli_runs import NOW, Done, Run, write

from picoclaw_lint.report import FORMATS

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
GUIDE: dict[str, Any] = {
    "model_list": [
        {
            "model_name": "gpt-4o-mini",
            "model": "openai/gpt-4o-mini",
            "auth_method": "api_key",
            "api_key": "YOUR_OPENAI_API_KEY_HERE",
        },
        {
            "model_name": "gpt-4o",
            "model": "openai/gpt-4o",
            "auth_method": "api_key",
            "api_key": "YOUR_OPENAI_API_KEY_HERE",
        },
    ],
    "agents": {"defaults": {"model": "gpt-4o-mini"}},
}
# Put together here, so that none stands in any file.
KEY = "sk-" + "proj-" + "q7Zt3LmX0vB9" * 3 + "T3Blbk" + "FJ" + "w2Yc8RnK5dHs"


@pytest.fixture
def guide() -> dict[str, Any]:
    """The guide's config, free to be changed."""
    return copy.deepcopy(GUIDE)


def judge(lint: Run, config: dict[str, Any], *options: str) -> Done:
    write(Path("config.json"), config)
    return lint("check", "config.json", "--isolated", "--now", NOW, "--output-format", "json", *options)


def error(done: Done, rule: str) -> dict[str, Any]:
    """The only error: it is of this rule, says what to change, and makes the exit code 1."""
    (found,) = [item for item in done.file["diagnostics"] if item["severity"] == "error"]
    assert found["rule"] == rule
    assert found["help"]
    assert done.code == 1
    return dict(found)


def marked(found: dict[str, Any]) -> str:
    """The text that an error points at."""
    text = Path("config.json").read_text("utf-8")
    return text[found["range"]["start"]["offset"] : found["range"]["end"]["offset"]]


def test_the_guides_config_loads_and_its_warnings_and_infos_are_exactly_these(lint: Run, guide: dict[str, Any]) -> None:
    done = judge(lint, guide)
    assert (done.code, done.file["loads"], done.file["config_version"]) == (0, True, 0)
    assert sorted(done.findings) == [
        ("info", "no-rate-limit", "/model_list/0/model_name"),
        ("info", "no-rate-limit", "/model_list/1/model_name"),
        ("info", "old-config-version", None),
        ("info", "unused-alias", "/model_list/1/model_name"),
        ("warning", "max-tokens-too-large", "/agents/defaults/model"),
        ("warning", "placeholder-api-key", "/model_list/0/api_key"),
        ("warning", "placeholder-api-key", "/model_list/1/api_key"),
        # OpenAI shuts both down on 2027-01-14.
        ("warning", "retiring-model", "/model_list/0/model"),
        ("warning", "retiring-model", "/model_list/1/model"),
    ]


@pytest.mark.parametrize("release", ["0.2.8", "0.2.9", "0.3.0", "main"])
def test_the_guides_config_loads_on_every_release(release: str, lint: Run, guide: dict[str, Any]) -> None:
    assert judge(lint, guide, "--target-version", release).file["loads"] is True


def test_more_tokens_than_the_model_gives_are_an_error_at_the_number(lint: Run, guide: dict[str, Any]) -> None:
    guide["agents"]["defaults"]["max_tokens"] = 32768
    found = error(judge(lint, guide), "max-tokens-too-large")
    assert (found["pointer"], marked(found)) == ("/agents/defaults/max_tokens", "32768")
    assert "16384" in found["help"]


def test_a_misspelt_model_is_an_error_at_the_model_with_the_right_one(lint: Run, guide: dict[str, Any]) -> None:
    guide["model_list"][0]["model"] = "openai/gpt4o-mini"
    found = error(judge(lint, guide), "unknown-model")
    assert (found["pointer"], marked(found)) == ("/model_list/0/model", '"openai/gpt4o-mini"')
    assert "openai/gpt-4o-mini" in found["help"]


def test_a_default_that_is_no_alias_is_an_error_at_the_default_with_the_aliases(
    lint: Run, guide: dict[str, Any]
) -> None:
    guide["agents"]["defaults"]["model"] = "gpt-4o-mini-2024-07-18"
    found = error(judge(lint, guide), "unknown-default-model")
    assert (found["pointer"], marked(found)) == ("/agents/defaults/model", '"gpt-4o-mini-2024-07-18"')
    assert '"gpt-4o-mini"' in found["help"]


def test_an_invented_field_is_an_error_at_its_name_with_the_right_one(lint: Run, guide: dict[str, Any]) -> None:
    guide["model_list"][1]["base_url"] = "https://api.openai.com/v1"
    done = judge(lint, guide)
    found = error(done, "unknown-field")
    assert (found["pointer"], marked(found)) == ("/model_list/1/base_url", '"base_url"')
    assert "api_base" in found["message"]
    assert done.file["loads"] is False


def test_a_missing_key_is_an_error_at_the_model(lint: Run, guide: dict[str, Any]) -> None:
    del guide["model_list"][0]["api_key"]
    found = error(judge(lint, guide), "missing-api-key")
    assert found["pointer"] == "/model_list/0"
    assert json.loads(marked(found)) == guide["model_list"][0]


def _tracked(config: dict[str, Any]) -> None:
    """Write the config and put it under git, as somebody would who shares it."""
    write(Path("config.json"), config)
    subprocess.run(["git", "init", "--quiet"], check=True)
    subprocess.run(["git", "add", "config.json"], check=True)


def test_a_real_key_in_a_file_under_git_is_an_error_at_the_key(lint: Run, guide: dict[str, Any]) -> None:
    guide["model_list"][0]["api_key"] = KEY
    _tracked(guide)
    found = error(judge(lint, guide), "plaintext-secret")
    assert (found["pointer"], marked(found)) == ("/model_list/0/api_key", f'"{KEY}"')


def test_a_real_key_in_a_file_of_ones_own_is_a_warning(lint: Run, guide: dict[str, Any]) -> None:
    guide["model_list"][0]["api_key"] = KEY
    done = judge(lint, guide)
    assert ("warning", "plaintext-secret", "/model_list/0/api_key") in done.findings
    assert done.code == 0


@pytest.mark.parametrize("output_format", FORMATS)
def test_no_format_shows_any_part_of_a_key(output_format: str, lint: Run, guide: dict[str, Any]) -> None:
    guide["model_list"][0]["api_key"] = KEY
    guide["model_list"][1]["base_url"] = KEY
    guide[KEY] = KEY
    _tracked(guide)
    report = f"{output_format}=report.txt"
    done = lint("check", "config.json", "--output-format", output_format, "--report", report, "--fail-on", "info")
    shown = done.out + done.err + Path("report.txt").read_text("utf-8")
    assert done.code == 1
    assert "plaintext-secret" in shown
    assert not [KEY[start : start + 8] for start in range(len(KEY) - 8) if KEY[start : start + 8] in shown]


@pytest.mark.parametrize("output_format", FORMATS)
def test_no_format_shows_a_key_in_a_file_that_is_not_json(output_format: str, lint: Run) -> None:
    write(Path("config.json"), f'{{"model_list": [{{"api_keys": ["{KEY}" "{KEY}], // {KEY}\n')
    done = lint("check", "config.json", "--output-format", output_format, "--fail-on", "info")
    assert done.code == 1
    assert not [KEY[start : start + 8] for start in range(len(KEY) - 8) if KEY[start : start + 8] in done.out]


def test_the_example_of_the_guide_is_the_guides_config() -> None:
    assert json.loads((EXAMPLES / "guide/config.json").read_text("utf-8")) == GUIDE


def test_the_good_example_gives_no_finding_at_all(lint: Run) -> None:
    done = lint("check", EXAMPLES / "good/config.json", "--fail-on", "info", "--output-format", "json")
    assert (done.code, done.file["loads"], done.findings) == (0, True, [])


def test_the_broken_example_shows_the_usual_mistakes(lint: Run) -> None:
    done = lint("check", EXAMPLES / "broken/config.json", "--now", NOW, "--output-format", "json")
    errors = [(rule, pointer) for severity, rule, pointer in done.findings if severity == "error"]
    assert (done.code, done.file["loads"]) == (1, False)
    assert errors == [
        ("unknown-field", "/_comment"),
        ("unknown-model", "/model_list/0/model"),
        ("unknown-field", "/model_list/0/api_key"),
        ("unknown-default-model", "/agents/defaults/model_name"),
        ("unknown-field", "/channel_list/telegram/token"),
    ]


def test_the_examples_are_found_by_their_content(command: Run) -> None:
    done = command("check", EXAMPLES, "--now", NOW, "--fail-on", "never", "--output-format", "json")
    found = [Path(file["path"]).relative_to(EXAMPLES).parts[0] for file in done.report["files"]]
    assert (done.code, found) == (0, ["broken", "good", "guide"])
