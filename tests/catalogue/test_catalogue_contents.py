"""What the shipped catalogues promise: their form, and that the sources' conflicts came out as they should."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from catalogue.claims import KINDS
from catalogue.rows import COMPLETE, FIELDS, minimal
from catalogue.text import compact

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "schema" / "picoclaw_schema" / "catalogue"
Rows = dict[str, dict[str, Any]]


def read(name: str) -> Any:
    return json.loads((CATALOGUE / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def providers() -> dict[str, Rows]:
    found: dict[str, Rows] = read("models.json")["providers"]
    return found


@pytest.mark.parametrize("name", ["models.json", "providers.json", "default_models.json", "channels.json"])
def test_every_file_says_how_old_it_is_and_where_it_comes_from(name: str) -> None:
    data = read(name)
    assert data["schema"] == (2 if name == "models.json" else 1)
    assert len(data["as_of"]) == len("2026-11-23")
    assert data.get("source") or data.get("sources")


def test_the_models_name_the_pinned_packages_they_were_read_from() -> None:
    lock = json.loads((ROOT / "tools/catalogue/sources.lock").read_text(encoding="utf-8"))
    data = read("models.json")
    between = {"pypi": "==", "npm": "@"}
    pinned = [
        (s["id"], f"{s['registry']}:{s['package']}{between[s['registry']]}{s['version']}", s["sha256"], s["members"])
        for s in lock["sources"]
    ]
    assert [(s["id"], s["pkg"], s["sha256"], s["files"]) for s in data["sources"]][: len(pinned)] == pinned
    assert data["as_of"] == lock["as_of"]


def test_the_catalogue_was_built_from_the_files_kept_by_hand() -> None:
    for source in read("models.json")["sources"]:
        if source["pkg"] == "kept by hand":
            (name,) = source["files"]
            assert source["sha256"] == hashlib.sha256((ROOT / name).read_bytes()).hexdigest(), name


def test_models_are_sorted_and_one_stands_on_each_line(providers: dict[str, Rows]) -> None:
    lines = (CATALOGUE / "models.json").read_text(encoding="utf-8").splitlines()
    for provider, rows in providers.items():
        start = lines.index(f"{compact(provider)}:{{") + 1
        found = [line.removesuffix(",") for line in lines[start : start + len(rows)]]
        assert found == [f"{compact(model)}:{compact(row)}" for model, row in sorted(rows.items())], provider


def test_rows_hold_known_keys_in_one_order_and_no_default(providers: dict[str, Rows]) -> None:
    letters = {source["id"] for source in read("models.json")["sources"]}
    for provider, rows in providers.items():
        for model, row in rows.items():
            where = f"{provider}/{model}"
            assert row == minimal(row), where
            assert list(row) == [key for key in FIELDS if key in row], where
            assert row.get("k", "chat") in KINDS, where
            assert set(row.get("unsure", ())) <= set(row) | {"k"}, where
            assert set(row["s"]) <= letters, where


def test_every_replacement_is_a_model_that_lives_on_the_day_of_the_catalogue(providers: dict[str, Rows]) -> None:
    as_of = read("models.json")["as_of"]
    for rows in providers.values():
        for row in rows.values():
            if "to" in row:
                assert rows[row["to"]].get("eol", "9999") > as_of


def test_the_lists_that_count_as_complete_know_the_vendors_own_word(providers: dict[str, Rows]) -> None:
    data = read("models.json")
    assert data["complete"] == sorted(COMPLETE)
    own = {"openai": "o", "anthropic": "a", "gemini": "n"}
    for provider, letter in own.items():
        assert sum(letter in row["s"] for row in providers[provider].values()) > 20, provider
    known = {row["id"] for row in read("providers.json")["providers"]}
    assert set(providers) | set(data["same"]) <= known


def test_what_only_one_source_says_of_the_other_providers_is_not_told(providers: dict[str, Rows]) -> None:
    for provider, rows in providers.items():
        for model, row in rows.items():
            if provider not in COMPLETE and len(row["s"].replace("m", "")) < 2:
                assert not {"ctx", "out", "vision"} & set(row), f"{provider}/{model}"


# --- where sources differ: who is right, and whether it counts as sure ---


@pytest.mark.parametrize(
    ("model", "out", "is_sure"),
    [
        ("gpt-4", 8192, True),  # litellm alone says 4096
        ("gpt-4-0613", 8192, False),  # one against one, and OpenAI's page is right
        ("babbage-002", 16384, False),
        ("davinci-002", 16384, False),
        ("gpt-5-chat-latest", 16384, True),
        ("gpt-5-pro", 272000, True),  # pi-ai alone says 128000
        ("gpt-5.5-2026-04-23", 128000, True),
        ("gpt-5.5-pro-2026-04-23", 128000, True),
    ],
)
def test_the_output_limit_of_openais_models_is_what_most_sources_say(
    providers: dict[str, Rows], model: str, out: int, is_sure: bool
) -> None:
    row = providers["openai"][model]
    assert (row["out"], "out" not in row.get("unsure", ())) == (out, is_sure)


@pytest.mark.parametrize(
    ("model", "ctx"),
    [
        ("gpt-5", 400000),  # litellm says what is left for the prompt
        ("gpt-5.2", 400000),
        ("gpt-5.4-mini", 400000),
        ("gpt-5.4-nano", 400000),
        ("gpt-5.3-codex", 400000),
        ("gpt-5.4", 1050000),  # pi-ai says where a dearer rate begins
        ("gpt-5.5", 1050000),
        ("gpt-5.6-sol", 1050000),
        ("gpt-6-sol", 1050000),
        ("gpt-6.1-sol", 1050000),
        ("gpt-6.2-sol", 1050000),
        ("gpt-4.1", 1047576),
        ("gpt-4o", 128000),
        ("gpt-3.5-turbo", 16385),
        ("gpt-4", 8192),
        ("o3", 200000),
    ],
)
def test_the_window_of_openais_models_is_prompt_and_answer_together(
    providers: dict[str, Rows], model: str, ctx: int
) -> None:
    assert providers["openai"][model]["ctx"] == ctx


@pytest.mark.parametrize(
    ("model", "out", "ctx"),
    [
        ("gpt-3.5-turbo", 4096, 16385),
        ("gpt-4-turbo-2024-04-09", 4096, 128000),
        ("gpt-4o", 16384, 128000),
        ("gpt-4o-2024-05-13", 4096, 128000),
        ("gpt-4o-2024-11-20", 16384, 128000),
        ("gpt-4o-mini", 16384, 128000),
        ("gpt-4o-mini-2024-07-18", 16384, 128000),
        *((f"gpt-4.1{size}", 32768, 1047576) for size in ("", "-mini", "-nano")),
        *((model, 100000, 200000) for model in ("o1", "o3", "o3-mini", "o4-mini", "o3-pro")),
        *((f"gpt-5{version}-chat-latest", 16384, 128000) for version in (".1", ".2", ".3")),
        *((model, 128000, 400000) for model in ("gpt-5", "gpt-5-nano", "gpt-5.1", "gpt-5.4-mini", "gpt-5.4-nano")),
        *(
            (model, 128000, 1050000)
            for model in ("gpt-5.5", "gpt-5.5-pro", "gpt-6-sol", "gpt-6.1-sol", "gpt-6.1-terra")
        ),
        ("o1", 100000, 200000),
        ("o1-mini", 65536, 128000),
        ("o1-preview", 32768, 128000),
        ("o1-pro", 100000, 200000),
        ("o3-pro-2025-06-10", 100000, 200000),
        ("chat-latest", 128000, 400000),
        ("gpt-5-mini-2025-08-07", 128000, 400000),
        ("gpt-5.2-pro", 128000, 400000),
        ("gpt-5.3-codex", 128000, 400000),
        ("gpt-5.4", 128000, 1050000),
        ("gpt-5.4-pro-2026-03-05", 128000, 1050000),
        ("gpt-5.6-luna", 128000, 1050000),
        ("gpt-6-astra", 128000, 1050000),
        ("gpt-6.2-sol", 128000, 1050000),
        ("gpt-audio-1.5", 16384, 128000),
        ("gpt-realtime-2025-08-28", 4096, 32000),
        ("gpt-realtime-2.1-mini", 32000, 128000),
        # Nobody says.
        ("gpt-3.5-turbo-0613", None, None),
        ("gpt-5.4-cyber", None, None),
    ],
)
def test_limits_are_those_of_the_vendors_pages(
    providers: dict[str, Rows], model: str, out: int | None, ctx: int | None
) -> None:
    row = providers["openai"][model]
    assert (row.get("out"), row.get("ctx")) == (out, ctx)


@pytest.mark.parametrize(
    ("provider", "model", "out", "is_sure"),
    [
        ("anthropic", "claude-sonnet-4-6", 128000, True),  # an older list says 64000
        ("gemini", "gemini-4-argon", 1048576, False),
        ("deepseek", "deepseek-v4-pro", 393216, False),  # or 384000
        ("zai", "glm-5.3", 131072, False),  # or 128000
        ("minimax", "MiniMax-M3", 524288, False),  # or 128000
        ("moonshot", "kimi-k2.6", 262144, True),
        ("groq", "openai/gpt-oss-120b", 65536, True),
        ("mistral", "mistral-medium-latest", 262144, True),
        ("mistral", "magistral-medium-latest", 262144, False),
        ("github-copilot", "gpt-4o", 4096, True),
        ("moonshot", "kimi-k3", 1048576, False),
        ("bedrock", "amazon.nova-pro-v1:0", 10000, True),
        ("cerebras", "gpt-oss-120b", 40960, False),
    ],
)
def test_elsewhere_the_largest_limit_counts_so_that_too_large_is_never_said_too_soon(
    providers: dict[str, Rows], provider: str, model: str, out: int, is_sure: bool
) -> None:
    row = providers[provider][model]
    assert (row["out"], "out" not in row.get("unsure", ())) == (out, is_sure)


@pytest.mark.parametrize(
    ("provider", "model", "eol", "is_sure"),
    [
        # OpenAI's own client stands before litellm.
        ("openai", "gpt-3.5-turbo-16k", "2024-09-13", True),
        ("openai", "gpt-4o-audio-preview-2024-12-17", "2026-05-07", True),
        ("openai", "gpt-4o-audio-preview-2025-06-03", "2026-05-07", True),
        ("openai", "gpt-4o-mini-audio-preview-2024-12-17", "2026-05-07", True),
        # Aliases, of which litellm has no date.
        ("openai", "gpt-4o", "2027-01-14", True),
        ("openai", "gpt-4o-mini", "2027-01-14", True),
        ("openai", "gpt-4.1", "2027-01-14", True),
        ("openai", "gpt-4.1-mini", "2027-01-14", True),
        ("openai", "gpt-image-1", "2026-10-23", True),
        ("openai", "dall-e-3", "2026-05-12", True),
        ("openai", "gpt-4.5-preview", "2025-07-14", True),
        ("openai", "text-davinci-003", "2024-01-04", True),
        # Each day of OpenAI's page.
        ("openai", "code-cushman-001", "2023-03-23", True),
        ("openai", "gpt-4-vision-preview", "2024-12-06", True),
        ("openai", "gpt-4-32k-0613", "2025-06-06", True),
        ("openai", "o1-preview", "2025-07-28", True),
        ("openai", "gpt-4o-audio-preview-2024-10-01", "2025-10-10", True),
        ("openai", "o1-mini-2024-09-12", "2025-10-27", True),
        ("openai", "codex-mini-latest", "2026-02-12", True),
        ("openai", "chatgpt-4o-latest", "2026-02-17", True),
        ("openai", "gpt-4-turbo-preview", "2026-03-26", True),
        ("openai", "gpt-5.1-codex", "2026-07-23", True),
        ("openai", "gpt-5.2-chat-latest", "2026-08-10", True),
        ("openai", "sora-2", "2026-09-24", True),
        ("openai", "gpt-3.5-turbo-1106", "2026-09-28", True),
        ("openai", "o4-mini", "2026-10-23", True),
        ("openai", "gpt-image-1.5", "2026-12-01", True),
        ("openai", "gpt-5-mini", "2026-12-11", True),
        ("openai", "tts-1-hd", "2027-01-06", True),
        ("openai", "gpt-audio-mini", "2027-01-20", True),
        ("openai", "whisper-1", "2027-02-26", True),
        ("openai", "gpt-5.4-nano", "2027-04-01", True),
        # An alias and its only dated model end together; litellm has another day for the one.
        ("openai", "gpt-4o-mini-realtime-preview", "2026-05-07", True),
        ("openai", "gpt-4o-mini-realtime-preview-2024-12-17", "2026-05-07", False),
        # Of litellm alone, and confirmed by the page of the dated model.
        ("openai", "gpt-5-pro", "2026-12-11", True),
        ("openai", "o1-pro", "2026-10-23", True),
        ("openai", "gpt-5.4", None, True),
        ("anthropic", "claude-mythos-preview", "2026-06-30", True),
        ("anthropic", "claude-sonnet-4-5", "2026-11-30", True),
        ("anthropic", "claude-3-7-sonnet-latest", "2026-02-19", True),  # forgotten by the client, and kept
        ("gemini", "gemini-2.5-flash-image", "2027-03-15", False),  # or 2026-10-02
        ("gemini", "gemini-omni-flash-preview", "2026-10-22", False),  # or 2026-09-30
        ("groq", "llama-3.3-70b-versatile", "2026-08-16", True),
        ("groq", "qwen/qwen3-32b", "2026-07-17", True),
        ("deepseek", "deepseek-chat", "2026-07-24", False),  # only litellm says so
        ("mistral", "mistral-large-2411", "2026-05-31", True),
        ("mistral", "pixtral-large-latest", "2026-05-31", False),  # as its only dated model
        ("mistral", "mistral-large-latest", None, True),
        ("gemini", "gemini-2.5-flash-preview-09-2025", "2026-02-17", True),  # misspelt on Google's page
        ("bedrock", "anthropic.claude-haiku-4-5-20251001-v1:0", None, True),  # litellm has a date for one region
        ("bedrock", "anthropic.claude-sonnet-4-5-20250929-v1:0", "2027-04-08", True),
        ("moonshot", "moonshot-v1-8k", "2026-08-31", False),
    ],
)
def test_the_vendors_own_word_on_a_shutdown_stands_before_others(
    providers: dict[str, Rows], provider: str, model: str, eol: str | None, is_sure: bool
) -> None:
    row = providers[provider][model]
    assert (row.get("eol"), "eol" not in row.get("unsure", ())) == (eol, is_sure)


@pytest.mark.parametrize(
    ("provider", "model", "to"),
    [
        # The newest word of OpenAI.
        ("openai", "gpt-5", "gpt-6.1-sol"),
        ("openai", "gpt-5-mini", "gpt-6.1-terra"),
        ("openai", "gpt-image-1", "gpt-image-2.6-sunburst"),
        # An alias has what its dated model has.
        ("openai", "gpt-4o", "gpt-6-luna"),
        ("openai", "gpt-4.1-mini", "gpt-6-luna"),
        # Chains, of which the first ones are dead or will be.
        ("openai", "chatgpt-4o-latest", "gpt-5.6-sol"),
        ("openai", "o1-preview", "gpt-5.6-sol"),
        ("openai", "o1-mini", "gpt-5.6-terra"),
        ("openai", "gpt-4.5-preview", "gpt-6-luna"),
        ("openai", "gpt-4-0314", "gpt-5.6-sol"),  # "gpt-5 or gpt-4.1"
        ("openai", "gpt-5-pro", "gpt-6.1-sol"),  # "(reasoning.mode: pro)"
        ("openai", "text-moderation-latest", "omni-moderation-latest"),  # "omni-moderation"
        ("groq", "mixtral-8x7b-32768", "openai/gpt-oss-120b"),
        ("anthropic", "claude-3-5-haiku-latest", "claude-haiku-4-5-20251001"),
        # None is named that ever was.
        ("openai", "codex-mini-latest", None),
        ("openai", "sora-2", None),
        # Of two that are named, the one that is served at the endpoint for files.
        ("openai", "whisper-1", "gpt-transcribe"),
    ],
)
def test_successors_are_followed_to_one_that_lives(
    providers: dict[str, Rows], provider: str, model: str, to: str | None
) -> None:
    assert providers[provider][model].get("to") == to


@pytest.mark.parametrize(
    ("model", "kind"),
    [
        ("gpt-4o", "chat"),
        ("gpt-5.2-chat-latest", "chat"),
        ("gpt-audio-1.5", "audio"),
        ("gpt-5.6-cyber", "chat"),
        # In the client's list of chat models, or "chat" in litellm.
        ("gpt-5.1-codex", "responses"),
        ("gpt-5.2-pro", "responses"),
        ("gpt-5.2-pro-2025-12-11", "responses"),
        ("codex-mini-latest", "responses"),
        ("computer-use-preview", "responses"),
        ("o1-pro", "responses"),
        ("o3-pro", "responses"),
        ("gpt-5.3-codex", "responses"),
        ("gpt-5.4-pro", "responses"),
        ("gpt-daybreak-red-latest", "responses"),
        ("o4-mini-deep-research", "responses"),
        ("gpt-3.5-turbo-instruct", "completion"),  # a chat model on OpenAI's page
        ("davinci", "completion"),
        ("text-embedding-3-small", "embedding"),
        ("text-search-ada-doc-001", "embedding"),
        ("gpt-image-1", "image"),
        ("dall-e-2", "image"),
        ("whisper-1", "stt"),
        ("gpt-live-transcribe", "stt"),
        ("gpt-realtime-whisper", "stt"),
        ("tts-1", "tts"),
        ("gpt-4o-mini-tts", "tts"),
        ("gpt-realtime", "realtime"),
        ("gpt-4o-realtime-preview", "realtime"),
        ("gpt-live-1", "realtime"),
        ("omni-moderation-latest", "moderation"),
        ("text-moderation-stable", "moderation"),
        ("sora-2", "video"),
    ],
)
def test_kinds(providers: dict[str, Rows], model: str, kind: str) -> None:
    assert providers["openai"][model].get("k", "chat") == kind


@pytest.mark.parametrize(
    ("model", "reasoning", "temp", "tools"),
    [
        ("gpt-4o", None, None, None),
        ("gpt-5-chat-latest", None, None, None),
        ("o3", True, 1, None),
        ("gpt-5-mini", True, 1, None),
        ("gpt-5.1", True, None, None),
        ("gpt-5.2", True, None, None),
        ("gpt-5.4", True, None, "no-effort"),
        ("gpt-5.4-nano", True, None, "no-effort"),
        ("gpt-5.5", True, 1, "no-effort"),
        ("gpt-5.6-terra", True, 1, "effort-none"),
        ("gpt-6-luna", True, 1, "effort-none"),
        ("gpt-6.1-terra", True, 1, "effort-none"),
        ("gpt-6-astra", True, 1, "responses"),
        ("gpt-6.1-sol", True, 1, "responses"),
    ],
)
def test_what_openais_models_take(
    providers: dict[str, Rows], model: str, reasoning: bool | None, temp: int | None, tools: str | None
) -> None:
    row = providers["openai"][model]
    assert (row.get("reasoning"), row.get("temp"), row.get("tools")) == (reasoning, temp, tools)


@pytest.mark.parametrize(
    ("provider", "model", "vision", "temp"),
    [
        ("openai", "gpt-4o", True, None),
        ("openai", "gpt-4", False, None),
        ("openai", "o3-mini", False, 1),
        ("openai", "gpt-5-mini", True, 1),
        ("anthropic", "claude-sonnet-4-6", True, None),
        ("anthropic", "claude-opus-4-6", True, None),
        ("anthropic", "claude-opus-4-7", True, 1),
        ("anthropic", "claude-sonnet-5", True, 1),
        ("gemini", "gemini-2.5-flash", True, None),
        ("groq", "openai/gpt-oss-120b", False, None),
        ("mistral", "mistral-large-latest", True, None),
        ("deepseek", "deepseek-v4-pro", False, None),
    ],
)
def test_whether_a_model_takes_images_and_another_temperature(
    providers: dict[str, Rows], provider: str, model: str, vision: bool, temp: int | None
) -> None:
    row = providers[provider][model]
    assert (row.get("vision"), row.get("temp")) == (vision, temp)


@pytest.mark.parametrize(
    "model",
    [
        "gpt-5.1-mini",  # "Not a supported model ID. Retained for SDK compatibility"
        "gpt-oss-120b",  # open weights: OpenAI has a page of them and serves them nowhere
        *("container", "1024-x-1024/gpt-image-1.5", "sora-2-pro-high-res", "ft:gpt-4o-2024-08-06"),
        *("Agent Builder", "ft-gpt-4", "gpt-4-completions", "gpt-4o-audio"),
    ],
)
def test_what_is_no_model_is_absent(providers: dict[str, Rows], model: str) -> None:
    assert model not in providers["openai"]


@pytest.mark.parametrize(
    "model",
    [
        *("gpt-5.3-codex", "gpt-5.4-pro", "gpt-5.4-pro-2026-03-05", "gpt-5.4-2026-03-05", "gpt-5.6", "chat-latest"),
        *("gpt-audio", "gpt-audio-2025-08-28", "gpt-realtime", "gpt-5-search-api", "daybreak-blue-latest"),
    ],
)
def test_models_that_the_vendors_client_leaves_out_are_there(providers: dict[str, Rows], model: str) -> None:
    assert model in providers["openai"]


# --- the other catalogues ---


def test_ids_and_aliases_of_providers_name_one_provider_each() -> None:
    providers = read("providers.json")["providers"]
    names = [name for p in providers for name in (p["id"], *p["aliases"])]
    assert len(names) == len(set(names))


def test_providers_have_the_same_keys() -> None:
    wanted = {"id", "name", "aliases", "api_base", "key", "local", "http", "chat"}
    for provider in read("providers.json")["providers"]:
        assert set(provider) - {"since"} == wanted, provider["id"]
        assert provider["key"] in {"required", "key-or-api_base", "optional"}


def test_providers_that_stand_apart() -> None:
    providers = {p["id"]: p for p in read("providers.json")["providers"]}
    assert [p for p in providers if not providers[p]["chat"]] == ["elevenlabs"]
    assert [p for p in providers if "since" in providers[p]] == ["nearai"]
    assert providers["azure"]["api_base"] is None


def test_every_default_model_has_a_known_provider() -> None:
    known = {name for p in read("providers.json")["providers"] for name in (p["id"], *p["aliases"])}
    for model in read("default_models.json")["models"]:
        assert model["provider"] in known


def test_every_channel_has_the_type_it_is_named_after_and_is_off() -> None:
    for name, channel in read("channels.json")["channels"].items():
        assert channel["type"] == name
        assert channel["enabled"] is False
