"""What a rule on models proposes to write, written there: the finding is gone, and no other error takes its place."""

from __future__ import annotations

import copy
import datetime
import json
import re
from typing import Any

import pytest

from picoclaw_lint import engine
from picoclaw_lint.context import Context
from picoclaw_lint.diagnostic import Diagnostic
from picoclaw_lint.document import parse
from picoclaw_lint.known_models import KnownModel, is_complete, known_models, live_model, providers
from picoclaw_lint.meant_models import meant_model
from picoclaw_lint.registry import Selection
from picoclaw_lint.rules.limits import max_tokens_too_large
from picoclaw_lint.source import Source
from picoclaw_lint.surroundings import Surroundings

RULES = frozenset(
    (
        *("unknown-model", "retired-model", "retiring-model", "no-chat-model", "responses-only-model", "refused-tools"),
        *("stripped-model-id", "repeated-provider", "wrong-max-tokens-field", "max-tokens-too-large"),
        *("large-context-window", "unknown-model-reference"),
    )
)
TODAY = datetime.date(2026, 11, 29)


def context_of(config: dict[str, Any]) -> Context:
    document = parse(Source("config.json", json.dumps(config).encode()))
    return Context(document, Surroundings(), "main", TODAY)


def judge(config: dict[str, Any]) -> list[Diagnostic]:
    result = engine.check(context_of(config), Selection(RULES))
    assert result.error is None, [item.message for item in result.diagnostics]
    return list(result.diagnostics)


def listed(**entry: Any) -> dict[str, Any]:
    return {"version": 3, "model_list": [{"model_name": "a", **entry}], "agents": {"defaults": {"model_name": "a"}}}


def agent(model: str) -> dict[str, Any]:
    mine = {"model_name": "b", "model": "ollama/llama3.2"}
    return {"version": 3, "model_list": [mine], "agents": {"list": [{"id": "x", "model": model}]}}


def changed(config: dict[str, Any], address: str, value: str) -> dict[str, Any]:
    """The config with another text at an address such as /model_list/0/model."""
    new = copy.deepcopy(config)
    node: Any = new
    *path, last = [int(key) if key.isdigit() else key for key in address.strip("/").split("/")]
    for key in path:
        node = node[key]
    node[last] = value
    return new


@pytest.mark.parametrize(
    ("config", "rule", "proposed"),
    [
        (listed(model="openai/x", extra_body={"model": "gpt4o-mini"}), "unknown-model", "gpt-4o-mini"),
        (listed(model="anthropic/x", extra_body={"model": "claude-sonnet-4.6"}), "unknown-model", "claude-sonnet-4-6"),
        (listed(model="novita/x", extra_body={"model": "deepseek-v3.2"}), "unknown-model", "deepseek/deepseek-v3.2"),
        (listed(model="openai/x", extra_body={"model": "openai/gpt-4o"}), "unknown-model", "gpt-4o"),
        (agent("anthropic/claude-sonnet-4.6"), "unknown-model", "anthropic/claude-sonnet-4-6"),
        (agent("groq/gpt-oss-120b"), "unknown-model", "groq/openai/gpt-oss-120b"),
        (agent("novita/deepseek-v3.2"), "unknown-model", "novita/deepseek/deepseek/deepseek-v3.2"),
        (
            agent("nvidia/nemotron-3-super-120b-a12b"),
            "unknown-model",
            "nvidia/nvidia/nvidia/nemotron-3-super-120b-a12b",
        ),
        (agent("novita/deepseek/deepseek-v3.2"), "stripped-model-id", "novita/deepseek/deepseek/deepseek-v3.2"),
        (listed(model="groq/llama3-70b-8192"), "retired-model", "groq/openai/gpt-oss-120b"),
        (listed(model="anthropic/claude-opus-4-0"), "retired-model", "anthropic/claude-opus-4-8"),
        (listed(provider="mistral", model="mistral/mistral-large-ltest"), "unknown-model", "mistral-large-latest"),
        (agent("openai/openai/gpt-4.1"), "unknown-model", "openai/gpt-4.1"),
        (agent("openai/gpt-4o/"), "unknown-model", "openai/gpt-4o"),
        (agent("openai/gpt-4.1"), "retiring-model", "openai/gpt-6-luna"),
        (listed(provider="openai", model="openai/gpt4o-mini"), "unknown-model", "gpt-4o-mini"),
        (listed(model="antropic/claude-sonnet-4.6"), "unknown-model", "anthropic/claude-sonnet-4-6"),
        (listed(provider="anthropic", model="foo/claude-opus-4-5"), "unknown-model", "claude-opus-4-5"),
        (listed(model="openai/gpt-4o/"), "unknown-model", "openai/gpt-4o"),
        (listed(model="gemini/gemini-2.5-flash/"), "unknown-model", "gemini/gemini-2.5-flash"),
    ],
)
def test_what_is_proposed_is_what_picoclaw_has_to_be_told(config: dict[str, Any], rule: str, proposed: str) -> None:
    found = next(item for item in judge(config) if item.rule == rule)
    written = re.search(r'^(?:write (?:"model": )?"([^"]+)"|name (\S+) here)', found.help or "")
    assert written is not None, found.help
    assert (written[1] or written[2]) == proposed
    after = judge(changed(config, found.pointer, proposed))
    assert [item.message for item in after if item.rule in (rule, "unknown-model", "unknown-model-reference")] == []


@pytest.mark.parametrize("provider", [name for name in providers() if is_complete(name)])
def test_no_model_that_is_there_would_be_an_error_if_the_catalogue_did_not_know_it(
    provider: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = list(known_models(provider))
    context = context_of(listed(model="x"))
    wrong = []
    for missing in everything:
        monkeypatch.setattr(
            "picoclaw_lint.meant_models.known_models",
            lambda name, missing=missing: (m for m in everything if m.id != missing.id),
        )
        meant = meant_model(context, provider, missing.id)
        if meant is not None and meant.is_certain:
            wrong.append((missing.id, meant.id))
    # What differs in separators alone is one model by two names.
    assert [(gone, meant) for gone, meant in wrong if gone.replace(".", "-") != meant.replace(".", "-")] == []


@pytest.mark.parametrize(
    ("config", "says"),
    [
        # Where an agent is to talk, a successor that cannot is none.
        (listed(model="gemini/text-embedding-004"), "which PicoClaw cannot use for that"),
        (listed(model="groq/playai-tts"), "which PicoClaw cannot use for that"),
        (
            {
                "version": 3,
                "model_list": [{"model_name": "a", "model": "gemini/gemini-2.5-flash-preview-tts"}],
                "voice": {"model_name": "a"},
            },
            "which PicoClaw cannot use for that",
        ),
        (agent("openai/gpt-4.1"), "in an entry of model_list"),
    ],
)
def test_a_successor_is_proposed_only_for_what_it_can_do_there(config: dict[str, Any], says: str) -> None:
    ends = [item for item in judge(config) if item.rule in ("retired-model", "retiring-model")]
    assert [says in (item.help or "") for item in ends] == [True]


@pytest.mark.parametrize(
    "model",
    ["openai/gpt-5.4-pro", "openai/gpt-6-luna", "openai/o3"],
)
def test_a_model_that_only_an_agent_names_is_judged_as_if_it_were_listed(model: str) -> None:
    def told(config: dict[str, Any]) -> set[tuple[str, str]]:
        return {(item.rule, item.severity) for item in judge(config) if item.rule != "max-tokens-too-large"}

    assert told(agent(model)) == told(listed(model=model))


@pytest.mark.parametrize("order", [1, -1])
def test_two_agents_with_one_id_of_two_providers_are_two(order: int) -> None:
    agents = [{"id": "x", "model": "ollama/whisper-1"}, {"id": "y", "model": "openai/whisper-1"}][::order]
    rules = [item.rule for item in judge({"version": 3, "model_list": [], "agents": {"list": agents}})]
    assert "no-chat-model" in rules


@pytest.mark.parametrize(
    ("body", "reported"),
    [
        ({"max_tokens": 1000}, False),
        ({"max_completion_tokens": 1000}, True),
        ({}, True),
        ({"max_tokens": 90_000}, True),
    ],
)
def test_only_the_number_that_picoclaw_would_send_itself_counts_in_its_place(
    body: dict[str, int], reported: bool
) -> None:
    config = listed(model="openai/gpt-4o-mini", extra_body=body)
    config["agents"]["defaults"]["max_tokens"] = 90_000
    assert ("max-tokens-too-large" in {item.rule for item in judge(config)}) is reported


@pytest.mark.parametrize(("unsure", "severity"), [("context", "warning"), ("output", "error")])
def test_the_limit_that_is_exceeded_is_what_has_to_be_sure(
    unsure: str, severity: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = KnownModel("gpt-4o", context=1000, output=2000, unsure=frozenset((unsure,)))
    monkeypatch.setattr(max_tokens_too_large, "live_model", lambda *_: known)
    config = listed(model="openai/gpt-4o")
    config["agents"]["defaults"]["max_tokens"] = 1500
    (found,) = [item for item in judge(config) if item.rule == "max-tokens-too-large"]
    assert found.severity == severity
    assert ("unconfirmed" in found.message) is (severity == "warning")


def test_the_window_that_follows_from_max_tokens_counts_for_a_model_with_a_number_of_its_own() -> None:
    config = listed(model="openai/gpt-4o", extra_body={"max_tokens": 4096})
    config["agents"]["defaults"]["max_tokens"] = 60_000
    assert "large-context-window" in {item.rule for item in judge(config)}


@pytest.mark.parametrize(
    ("extra_body", "remedy"),
    [
        (None, 'add "extra_body": {"reasoning_effort": "none"}'),
        ({"max_tokens": 1000}, 'add "reasoning_effort": "none" to extra_body'),
        ({"reasoning_effort": "low"}, 'write "reasoning_effort": "none"'),
    ],
)
def test_what_stands_in_extra_body_is_not_written_twice(extra_body: dict[str, Any] | None, remedy: str) -> None:
    more = {} if extra_body is None else {"extra_body": extra_body}
    found = [item.help for item in judge(listed(model="openai/gpt-5.6-sol", **more)) if item.rule == "refused-tools"]
    assert found == [remedy]


@pytest.mark.parametrize("value", [5, "", None])
def test_an_id_in_extra_body_that_does_not_count_is_not_pointed_at(value: object) -> None:
    config = listed(model="openai/gpt4o", extra_body={"model": value})
    (found,) = [item for item in judge(config) if item.rule == "unknown-model"]
    assert found.pointer == "/model_list/0/model"


@pytest.mark.parametrize(
    ("web", "address"),
    [
        ({"gemini": {"enabled": True}}, "/tools/web/gemini"),
        ({"gemini": {"enabled": True, "model": "gemini-2.5-flash"}}, "/tools/web/gemini/model"),
        ({"gemini": {"enabled": True}, "provider": "nope"}, "/tools/web/gemini"),
        ({"gemini": {"enabled": True}, "provider": "sogou"}, None),
        ({"gemini": {"enabled": True}, "brave": {"enabled": True}}, None),
        ({"gemini": {"enabled": False}}, None),
    ],
)
def test_the_model_that_searches_by_default_has_an_end_too(web: dict[str, Any], address: str | None) -> None:
    found = [item for item in judge({"version": 3, "tools": {"web": web}}) if item.rule == "retiring-model"]
    assert [item.pointer for item in found] == ([] if address is None else [address])


@pytest.mark.parametrize("provider", [["gemini"], {}, 5, True])
def test_who_searches_cannot_be_told_of_a_provider_that_is_no_text(provider: object) -> None:
    web = {"provider": provider, "gemini": {"enabled": True, "model": "gemini-1.0"}}
    document = parse(Source("config.json", json.dumps({"version": 3, "tools": {"web": web}}).encode()))
    result = engine.check(Context(document, Surroundings(), "main", TODAY))
    assert "internal-error" not in {item.rule for item in result.diagnostics}


@pytest.mark.parametrize(
    ("entry", "extra"),
    [
        (
            {
                "provider": "anthropic",
                "model": "anthropic/claude-sonnet-4-6",
                "extra_body": {"model": "claude-sonnet-4-6"},
            },
            {},
        ),
        ({"provider": "anthropic", "model": "anthropic/my"}, {"anthropic": ["anthropic/my"]}),
        ({"provider": "anthropic", "model": "anthropic/claude-sonnet-4-6", "auth_method": "oauth"}, {}),
        ({"model": "novita/deepseek/deepseek-v3.2", "extra_body": {"model": "my-x"}}, {}),
        ({"model": "novita/deepseek/deepseek-v3.2"}, {"novita": ["deepseek-v3.2"]}),
        ({"model": "openai/o3", "extra_body": {"max_tokens": None, "max_completion_tokens": 4096}}, {}),
    ],
)
def test_what_the_entry_or_the_settings_say_elsewhere_counts(
    entry: dict[str, Any], extra: dict[str, list[str]]
) -> None:
    document = parse(Source("config.json", json.dumps(listed(**entry)).encode()))
    context = Context(document, Surroundings(), "main", TODAY, extra)
    rules = frozenset(("repeated-provider", "stripped-model-id", "unknown-model", "wrong-max-tokens-field"))
    assert [item.message for item in engine.check(context, Selection(rules)).diagnostics] == []


@pytest.mark.parametrize(
    ("config", "rule"),
    [
        (listed(model="openai/whisper-1"), "no-chat-model"),
        ({**listed(model="openai/gpt-4o"), "voice": {"tts_model_name": "a"}}, "wrong-speech-model"),
    ],
)
def test_two_entries_with_one_alias_are_told_of_once(config: dict[str, Any], rule: str) -> None:
    twice = {**config, "model_list": config["model_list"] * 2}
    document = parse(Source("config.json", json.dumps(twice).encode()))
    result = engine.check(Context(document, Surroundings(), "main", TODAY), Selection(frozenset((rule,))))
    assert [item.rule for item in result.diagnostics] == [rule]


@pytest.mark.parametrize(
    ("config", "remedy"),
    [
        (listed(model="openai/openai/claude-opus-4-8"), 'name its provider in "provider"'),
        (agent("openai/deepseek/deepseek-chat"), "name the model's own provider in front of it"),
        (agent("anthropic/openai/gpt-4o"), "name the model's own provider in front of it"),
        (agent("openai/"), "write the model's id behind it"),
    ],
)
def test_where_nothing_can_be_proposed_it_is_said_what_to_do(config: dict[str, Any], remedy: str) -> None:
    (found,) = [item for item in judge(config) if item.rule == "unknown-model"]
    assert (found.help or "").startswith(remedy)


def test_the_catalogue_is_asked_for_the_models_of_these_tests() -> None:
    (model,) = context_of(listed(model="openai/gpt-4o")).models
    assert live_model(context_of(listed(model="openai/gpt-4o")), model) is not None
