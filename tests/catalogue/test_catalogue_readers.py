"""Each reader: what it takes from a package of its shape, and that another shape stops it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tiny_packages import packed

from catalogue import readers
from catalogue.claims import Claim, Claims, kind_by_name, reasons_by_name
from catalogue.failure import CatalogueError
from catalogue.fetch import Archive
from catalogue.readers import READERS, deprecations, successors
from catalogue.readers import read as read_all
from picoclaw_lint import known_models


def read(archive: Archive) -> Claims:
    """What a package says of models."""
    return read_all(archive)[0]


LITELLM = "litellm/model_prices_and_context_window_backup.json"
PROVIDERS = (
    *("openai", "anthropic", "gemini", "groq", "mistral", "deepseek", "dashscope", "qwencloud", "moonshot"),
    *("volcengine", "bigmodel", "zai", "nvidia_nim", "cerebras", "novita", "minimax", "xiaomi_mimo", "github_copilot"),
    *("bedrock", "elevenlabs"),
)


def litellm(folder: Path, **models: dict[str, Any]) -> Claims:
    """What litellm's table says, with one model of each provider besides."""
    table = {f"{provider}/filler": {"litellm_provider": provider, "mode": "chat"} for provider in PROVIDERS}
    return read(packed(folder, "litellm", {LITELLM: json.dumps(table | models)}))


def one(folder: Path, name: str, **row: Any) -> Claim | None:
    """What litellm's table says of one model of OpenAI."""
    return litellm(folder, **{name: {"litellm_provider": "openai", "mode": "chat", **row}})["openai"].get(name)


def test_every_package_of_the_lock_has_a_reader() -> None:
    lock = json.loads((Path(__file__).resolve().parents[2] / "tools/catalogue/sources.lock").read_text("utf-8"))
    assert {(source["package"], source["id"]) for source in lock["sources"]} == {
        (package, letter) for package, (letter, _) in READERS.items()
    }


@pytest.mark.parametrize(
    ("bullet", "complaint"),
    [
        ('- "tiny-1": Will go away some day.', "no shutdown date"),
        ('- "tiny-1": Announced shutdown date: 2030-02-31.', "no such day"),
        ('- "tiny-1": It was shut down on Smarch 4, 2030.', "no such day"),
        ("- tiny-1: Announced shutdown date: 2030-02-03.", "cannot read the ids"),
    ],
)
def test_a_deprecation_in_other_words_stops_the_refresh(bullet: str, complaint: str) -> None:
    with pytest.raises(CatalogueError, match=complaint):
        deprecations(f"Deprecated values:\n\n{bullet}\n")


def test_text_without_deprecations_gives_none() -> None:
    assert deprecations('The model to use.\n\n- "tiny-1": a fine model\n') == {}


# --- litellm ---


def test_litellm_says_limits_kinds_dates_and_what_a_model_takes(tmp_path: Path) -> None:
    claim = one(
        tmp_path,
        "gpt-9",
        max_input_tokens=1000,
        max_output_tokens=100,
        deprecation_date="2031-01-01",
        supports_vision=True,
        supports_reasoning=True,
        supports_none_reasoning_effort=True,
    )
    assert claim == Claim(
        kind="chat",
        context=1000,
        output=100,
        retires="2031-01-01",
        vision=True,
        reasoning=True,
        temperature=1,
        tools="effort-none",
    )


@pytest.mark.parametrize(("prompt", "context"), [(272_000, 400_000), (922_000, 1_050_000), (128_000, 128_000)])
def test_what_is_left_of_openais_window_for_the_prompt_is_completed(tmp_path: Path, prompt: int, context: int) -> None:
    claim = one(tmp_path, "gpt-9", max_input_tokens=prompt, max_output_tokens=128_000)
    assert claim is not None
    assert claim.context == context


@pytest.mark.parametrize(
    ("name", "row", "tools", "temperature"),
    [
        ("gpt-5.2", {"default_reasoning_effort": "none", "supports_none_reasoning_effort": True}, None, None),
        ("gpt-5.4", {"default_reasoning_effort": "none", "supports_none_reasoning_effort": True}, "no-effort", None),
        ("gpt-5.5", {"supports_none_reasoning_effort": True}, "no-effort", 1),
        ("gpt-5.6-sol", {"supports_none_reasoning_effort": True}, "effort-none", 1),
        ("gpt-6.1-sol", {"supports_none_reasoning_effort": False}, "responses", 1),
        ("gpt-7", {}, "effort-none", 1),
    ],
)
def test_the_generation_of_a_model_tells_how_it_takes_tools(
    tmp_path: Path, name: str, row: dict[str, Any], tools: str | None, temperature: int | None
) -> None:
    claim = one(tmp_path, name, supports_reasoning=True, **row)
    assert claim is not None
    assert (claim.tools, claim.temperature) == (tools, temperature)


def test_litellm_names_the_model_that_takes_the_place_of_another(tmp_path: Path) -> None:
    claim = one(tmp_path, "gpt-8", deprecation_date="2031-01-01", successor_model="openai/gpt-9")
    assert claim is not None
    assert claim.successors == ("gpt-9",)


@pytest.mark.parametrize("name", ["acme.a-v1:0", "us.acme.a-v1:0", "global.acme.a-v1:0", "us-gov.acme.a-v1:0"])
def test_the_regions_of_bedrock_are_no_part_of_an_id(tmp_path: Path, name: str) -> None:
    claims = litellm(tmp_path, **{name: {"litellm_provider": "bedrock_converse", "mode": "chat"}})
    assert set(claims["bedrock"]) == {"acme.a-v1:0"}


def test_a_chat_that_only_the_responses_api_serves_is_one(tmp_path: Path) -> None:
    claim = one(tmp_path, "gpt-9", supported_endpoints=["/v1/responses", "/v1/batch"])
    assert claim is not None
    assert claim.kind == "responses"


@pytest.mark.parametrize(
    "name", ["1024-x-1024/gpt-image-9", "ft:gpt-4o-2024-08-06", "container", "openai/container", "sora-9-high-res"]
)
def test_what_litellm_only_has_a_price_for_is_left_out(tmp_path: Path, name: str) -> None:
    claims = litellm(tmp_path, **{name: {"litellm_provider": "openai", "mode": "chat"}})
    assert set(claims["openai"]) == {"filler"}


def test_a_table_without_a_provider_that_was_there_stops_the_refresh(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="has no models of"):
        read(packed(tmp_path, "litellm", {LITELLM: "{}"}))


@pytest.mark.parametrize("text", ["[]", "no json", '{"a": 1}', '{"a": {"litellm_provider": "openai", "mode": 1}}'])
def test_data_of_another_shape_stops_the_refresh(tmp_path: Path, text: str) -> None:
    with pytest.raises(CatalogueError, match="changed its shape"):
        read(packed(tmp_path, "litellm", {LITELLM: text}))


# --- the vendors' own clients ---

MODELS = 'Model: TypeAlias = Union[Literal["claude-9", "claude-8"], str]\n'


@pytest.mark.parametrize("table", ["DEPRECATED_MODELS = {%s}", "DEPRECATED_MODELS: Dict[str, str] = {%s}"])
def test_anthropics_client_lists_models_and_warns_of_those_that_end(tmp_path: Path, table: str) -> None:
    warned = table % '"claude-8": "January 2nd, 2031", "claude-7": "March 1st, 2030", "claude-6": "May 23rd, 2029"'
    archive = packed(tmp_path, "anthropic", {"types/model.py": MODELS, "data.py": warned})
    assert read(archive)["anthropic"] == {
        "claude-9": Claim(),
        "claude-8": Claim(retires="2031-01-02"),
        "claude-7": Claim(retires="2030-03-01"),
        "claude-6": Claim(retires="2029-05-23"),
    }


@pytest.mark.parametrize("warned", ["", "DEPRECATED_MODELS = {}", 'DEPRECATED_MODELS = {"claude-8": "soon"}'])
def test_anthropics_client_without_its_warnings_stops_the_refresh(tmp_path: Path, warned: str) -> None:
    with pytest.raises(CatalogueError, match="DEPRECATED_MODELS"):
        read(packed(tmp_path, "anthropic", {"types/model.py": MODELS, "data.py": warned}))


def test_googles_client_lists_models(tmp_path: Path) -> None:
    text = 'Model = Union[\n    Literal[\n        # The newest.\n        "gemini-9", "gemini-8",\n    ],\n    X,\n]\n'
    assert read(packed(tmp_path, "google-genai", {"model.py": text})) == {
        "gemini": {"gemini-9": Claim(), "gemini-8": Claim()}
    }


# --- copies of pages of deprecations ---


def test_model_retire_gives_date_and_successors_for_ids_and_aliases(tmp_path: Path) -> None:
    rows = [
        {"provider": provider, "id": "a.b", "retires_on": "2031-01-01", "checked": "2030-01-01"}
        for provider in ("anthropic", "google-gemini-api", "mistral", "aws-bedrock")
    ]
    rows += [
        {
            "provider": "openai",
            "id": "gpt-9-2030-01-01",
            "aliases": ["gpt-9"],
            "retires_on": "2031-01-01",
            "replacement": "gpt-11 or gpt-10",
            "checked": "2030-01-01",
        },
        {"provider": "openai", "id": "ft-gpt-9", "retires_on": "2031-01-01", "checked": "2030-01-01"},
        {"provider": "openai", "id": "gpt-8", "status": "active", "checked": "2030-01-01"},
    ]
    text = json.dumps({"updated": "2030-01-01", "models": rows})
    claims = read(packed(tmp_path, "bydtech-model-retire", {"models.json": text}))
    told = Claim(retires="2031-01-01", successors=("gpt-11", "gpt-10"), seen="2030-01-01")
    assert claims["openai"] == {"gpt-9-2030-01-01": told, "gpt-9": told}
    assert claims["bedrock"] == {"a.b": Claim(retires="2031-01-01", seen="2030-01-01")}


def test_llm_sunset_gives_date_and_successors(tmp_path: Path) -> None:
    def row(provider: str, model: str, shutdown: str | None = "2031-01-01", *replacements: str) -> dict[str, Any]:
        return {
            "provider": provider,
            "model_id": model,
            "shutdown_date": shutdown,
            "replacement_models": list(replacements) or None,
            "last_observed": "2030-05-01",
        }

    rows = [row(provider, "a") for provider in ("OpenAI", "Anthropic", "Google", "Groq")]
    rows += [row("Groq", "b", "2031-02-02", "c", "d"), row("OpenAI", "Agent Builder"), row("OpenAI", "e", None)]
    claims = read(packed(tmp_path, "llm-sunset", {"snapshot.json": json.dumps(rows)}))
    assert claims["groq"]["b"] == Claim(retires="2031-02-02", successors=("c", "d"), seen="2030-05-01")
    assert set(claims["openai"]) == {"a"}


def retirements(day: str) -> list[dict[str, Any]]:
    return [
        {"provider": provider, "model_id": "a", "shutdown_date": None, "replacement_models": None, "last_observed": day}
        for provider in ("OpenAI", "Anthropic", "Google", "Groq")
    ]


def test_lists_of_retirements_tell_the_day_that_they_are_of(tmp_path: Path) -> None:
    names = ("anthropic", "google-gemini-api", "mistral", "aws-bedrock", "openai")
    rows = [{"provider": name, "id": "a.b", "retires_on": "2031-01-01", "checked": "2030-01-01"} for name in names]
    pages = json.dumps({"updated": "2030-01-02", "models": rows})
    assert read_all(packed(tmp_path, "bydtech-model-retire", {"models.json": pages}))[1] == "2030-01-02"
    dated = [row | {"shutdown_date": "2031-01-01"} for row in retirements("2030-03-04")]
    observed = json.dumps([*dated, *retirements("2030-01-01")])
    assert read_all(packed(tmp_path, "llm-sunset", {"snapshot.json": observed}))[1] == "2030-03-04"
    text = 'Model = Literal["gemini-9"]'
    assert read_all(packed(tmp_path, "google-genai", {"model.py": text}))[1] is None


def test_a_list_of_retirements_that_no_longer_tells_its_day_stops_the_refresh(tmp_path: Path) -> None:
    rows = [row | {"shutdown_date": "2031-01-01"} for row in retirements("2030-03-04")]
    rows.append({"provider": "Cohere", "shutdown_date": None, "model_id": "c"})
    with pytest.raises(CatalogueError, match="changed its shape"):
        read(packed(tmp_path, "llm-sunset", {"snapshot.json": json.dumps(rows)}))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("embedding-2-preview", "gemini-embedding-2-preview"),
        ("gemini-2.5-flash-preview-09-25", "gemini-2.5-flash-preview-09-2025"),
    ],
)
def test_slips_of_googles_page_are_mended(tmp_path: Path, written: str, meant: str) -> None:
    rows = [row | {"shutdown_date": "2031-01-01"} for row in retirements("2030-03-04")]
    rows.append(rows[2] | {"model_id": written})
    claims = read(packed(tmp_path, "llm-sunset", {"snapshot.json": json.dumps(rows)}))
    assert set(claims["gemini"]) == {"a", meant}


@pytest.mark.parametrize("model", ["a b", "x\n```\n@everyone", "glm-9[1m]", "modèle", ""])
def test_what_has_not_the_form_of_an_id_is_none(tmp_path: Path, model: str) -> None:
    claims = litellm(tmp_path, **{model: {"litellm_provider": "groq", "mode": "chat"}})
    assert set(claims["groq"]) == {"filler"}


@pytest.mark.parametrize("model", ["guardrails", "claude-9-v1:0", "anthropic.claude-9@20301001"])
def test_an_id_of_bedrock_has_a_vendor_before_a_dot(tmp_path: Path, model: str) -> None:
    claims = litellm(tmp_path, **{model: {"litellm_provider": "bedrock", "mode": "chat"}})
    assert model not in claims["bedrock"]


def test_what_ends_in_one_region_of_bedrock_may_live_in_the_others(tmp_path: Path) -> None:
    row = {"litellm_provider": "bedrock", "mode": "chat", "deprecation_date": "2031-01-01"}
    claims = litellm(tmp_path, **{"eu.acme.a-v1:0": row, "acme.b-v1:0": row})
    assert {model: claim.retires for model, claim in claims["bedrock"].items() if "acme" in model} == {
        "acme.a-v1:0": None,
        "acme.b-v1:0": "2031-01-01",
    }


@pytest.mark.parametrize(
    ("endpoints", "kind"),
    [
        (["/v1/realtime"], "realtime"),
        (["/v1beta/interactions"], "other"),
        (["/v1/responses", "/v1/realtime"], "responses"),
        (["/v1/chat/completions", "/v1/realtime"], "chat"),
        (["/v1/batch"], "chat"),
    ],
)
def test_a_chat_that_is_served_by_another_endpoint_alone_is_none(
    tmp_path: Path, endpoints: list[str], kind: str
) -> None:
    claim = one(tmp_path, "gpt-9", supported_endpoints=endpoints)
    assert claim is not None
    assert claim.kind == kind


MASTRA = (
    *("openai", "anthropic", "google", "groq", "mistral", "alibaba", "alibaba-cn", "alibaba-coding-plan", "cerebras"),
    *(
        "deepseek",
        "longcat",
        "minimax-cn",
        "modelscope",
        "moonshotai-cn",
        "nearai",
        "novita-ai",
        "nvidia",
        "openrouter",
    ),
    *("siliconflow-cn", "vivgrid", "volcengine", "xiaomi", "zai", "zai-coding-plan", "zhipuai"),
)


def test_the_dots_of_alibabas_ids_are_put_back(tmp_path: Path) -> None:
    ids = ["qwen2-5-7b-instruct", "deepseek-v3-1", "deepseek-v3-2-exp", "deepseek-r1-distill-qwen-1-5b"]
    ids += ["qwen3-14b", "deepseek-v3-0324", "qwen-plus-2025-01-25"]
    text = json.dumps({"providers": {name: {"models": ids} for name in MASTRA}})
    claims = read(packed(tmp_path, "@mastra/core", {"x.json": text}, "npm"))
    assert sorted(claims["nvidia"]) == sorted(ids)
    dotted = ["qwen2.5-7b-instruct", "deepseek-v3.1", "deepseek-v3.2-exp", "deepseek-r1-distill-qwen-1.5b"]
    assert sorted(claims["qwen-portal"]) == sorted([*dotted, *ids[4:]])


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("gpt-5.6-sol", ("gpt-5.6-sol",)),
        ("gpt-5 or gpt-4.1", ("gpt-5", "gpt-4.1")),
        ("gpt-5.6-sol (reasoning.mode: pro)", ("gpt-5.6-sol",)),
        ("gpt-live-transcribe, gpt-transcribe", ("gpt-live-transcribe", "gpt-transcribe")),
        ("veo-3 or the GA models on the Platform", ("veo-3",)),
        ("openai/gpt-oss-120b", ("openai/gpt-oss-120b",)),
        ("", ()),
    ],
)
def test_the_ids_are_taken_out_of_what_a_page_names_as_replacement(words: str, ids: tuple[str, ...]) -> None:
    assert successors(words) == ids


# --- OpenAI's pages ---

PAGE = """
const gpt_9_config = {
  name: 'gpt-9',
  snapshots: [
    'gpt-9-2030-01-01',
  ],
} as const satisfies ModelConfig

const gpt_9_spec = {
  name: 'gpt-9',
  modalities: {
    input: [
      'text',
      'image',
    ],
    output: [
      'text',
    ],
  },
  context_window: 1_050_000,
  max_output_tokens: 128e3,
  supported_endpoints: [
    'chat_completions',
    'responses',
  ],
  reasoning_tokens: true,
} as const satisfies ModelSpec
export {gpt_9_spec as 'gpt-9-2030-01-01'}
export { gpt_9_spec as 'gpt-9' };
export {gpt_9_spec as 'gpt-oss-9b'}
"""


def test_openais_pages_say_endpoints_limits_and_what_goes_in(tmp_path: Path) -> None:
    more = "".join(f"export {{gpt_9_spec as 'more-{n}'}}\n" for n in range(60))
    models = read(packed(tmp_path, "gpt-tokenizer", {"models.gen.ts": PAGE + more}, "npm"))["openai"]
    told = Claim(kind="chat", context=1_050_000, output=128_000, vision=True, reasoning=True)
    assert (models["gpt-9"], models["gpt-9-2030-01-01"]) == (told, told)
    assert "gpt-oss-9b" not in models


@pytest.mark.parametrize(
    ("endpoints", "kind"),
    [
        ("'responses', 'batch'", "responses"),
        ("'realtime', 'transcription'", "stt"),
        ("'responses', 'image_generation'", "image"),
        ("'embeddings'", "embedding"),
        ("'batch'", None),
    ],
)
def test_the_endpoint_says_what_a_model_is_for(tmp_path: Path, endpoints: str, kind: str | None) -> None:
    lines = "".join(f"    {each.strip()},\n" for each in endpoints.split(","))
    page = PAGE.replace("    'chat_completions',\n    'responses',\n", lines)
    more = "".join(f"export {{gpt_9_spec as 'more-{n}'}}\n" for n in range(60))
    models = read(packed(tmp_path, "gpt-tokenizer", {"models.gen.ts": page + more}, "npm"))["openai"]
    assert models["gpt-9"].kind == kind


@pytest.mark.parametrize(("out", "kind"), [("'text',\n      'audio'", "audio"), ("'text'", "chat")])
def test_a_chat_that_speaks_is_one_with_sound(tmp_path: Path, out: str, kind: str) -> None:
    page = PAGE.replace("    output: [\n      'text',\n", f"    output: [\n      {out},\n")
    more = "".join(f"export {{gpt_9_spec as 'more-{n}'}}\n" for n in range(60))
    models = read(packed(tmp_path, "gpt-tokenizer", {"models.gen.ts": page + more}, "npm"))["openai"]
    assert models["gpt-9"].kind == kind


@pytest.mark.parametrize("text", ["", PAGE, "export const models = {}"])
def test_pages_with_hardly_a_model_stop_the_refresh(tmp_path: Path, text: str) -> None:
    with pytest.raises(CatalogueError, match="changed its shape"):
        read(packed(tmp_path, "gpt-tokenizer", {"models.gen.ts": text}, "npm"))


# --- readings of models.dev ---

PI = (
    "amazon-bedrock",
    "anthropic",
    "cerebras",
    "deepseek",
    "github-copilot",
    "google",
    "groq",
    "minimax-cn",
    "mistral",
)
MORE_PI = ("moonshotai-cn", "nvidia", "openai", "openrouter", "xiaomi", "zai")


def test_pi_ai_gives_limits_of_chat_models_by_provider(tmp_path: Path) -> None:
    def file(model: str, **more: Any) -> str:
        row = {"id": model, "type": "chat", "input": ["text"], "reasoning": False, **more}
        return json.dumps({"some-api": {f"chat:{model}": row, "classifier:x": {"id": "x", "type": "classifier"}}})

    files = {f"package/dist/providers/data/{name}.json": file("a") for name in (*PI, *MORE_PI)}
    files["package/dist/providers/data/openai.json"] = file("gpt-9", contextWindow=272000, maxTokens=128000)
    files["package/dist/providers/data/openrouter.json"] = file("a/b:free", contextWindow=272000, maxTokens=0)
    claims = read(packed(tmp_path, "@earendil-works/pi-ai", files, "npm"))
    # The window is where a dearer rate begins, so it says nothing; nor is it known which API serves the model.
    assert claims["openai"] == {"gpt-9": Claim(output=128000, vision=False, reasoning=False)}
    assert claims["openrouter"] == {"a/b": Claim(kind="chat", context=272000, vision=False, reasoning=False)}


@pytest.mark.parametrize("package", ["@oh-my-pi/pi-catalog", "@mastra/core"])
def test_a_registry_without_a_provider_that_was_there_stops_the_refresh(tmp_path: Path, package: str) -> None:
    text = json.dumps({"providers": {"openai": {"models": ["gpt-9"]}}} if "mastra" in package else {"venice": {}})
    with pytest.raises(CatalogueError, match="has no models of"):
        read(packed(tmp_path, package, {"x.json": text}, "npm"))


def test_the_linter_takes_the_same_regions_off_an_id_of_bedrock_as_the_readers() -> None:
    assert known_models._REGIONS == readers._REGIONS


# --- names ---


@pytest.mark.parametrize(
    ("model", "kind"),
    [
        ("gpt-4o-mini-tts", "tts"),
        ("tts-1-hd", "tts"),
        ("playai-tts-arabic", "tts"),
        ("canopylabs/orpheus-v1-english", "tts"),
        ("whisper-large-v3-turbo", "stt"),
        ("gpt-4o-transcribe-diarize", "stt"),
        ("text-embedding-3-small", "embedding"),
        ("text-search-ada-doc-001", "embedding"),
        ("code-search-babbage-text-001", "embedding"),
        ("gemini-2.5-flash-image", "image"),
        ("imagen-4.0-ultra-generate-001", "image"),
        ("dall-e-3", "image"),
        ("gemini-3.8-live", "realtime"),
        ("gemini-2.5-flash-native-audio-latest", "realtime"),
        ("veo-3.1-generate-preview", "video"),
        ("lyria-3.5", "music"),
        ("omni-moderation-latest", "moderation"),
        ("gpt-5-codex", "responses"),
        ("gpt-audio-mini", "audio"),
        ("gpt-4o-audio-preview", "audio"),
        ("gpt-3.5-turbo-instruct", "completion"),
        ("davinci-002", "completion"),
        ("gpt-4o", None),
        ("gpt-4o-search-preview", None),
        ("o3-mini", None),
        ("gemini-2.5-pro", None),
    ],
)
def test_an_id_may_give_away_what_a_model_is_for(model: str, kind: str | None) -> None:
    assert kind_by_name(model, "openai") == kind


@pytest.mark.parametrize("model", ["meta-llama/llama-4-scout-17b-16e-instruct", "openai/gpt-5-codex", "gpt-audio"])
def test_elsewhere_such_names_are_those_of_chat_models(model: str) -> None:
    assert kind_by_name(model, "groq") is None


@pytest.mark.parametrize(
    ("model", "reasons"),
    [
        *(("o3", True), ("o10-mini", True), ("gpt-5", True), ("gpt-6.2-sol", True), ("gpt-11", True)),
        *(("gpt-4o", False), ("gpt-5-chat-latest", False), ("gpt-5-search-api", False), ("omni-1", False)),
    ],
)
def test_the_name_of_a_model_of_openai_tells_whether_it_reasons(model: str, reasons: bool) -> None:
    assert reasons_by_name(model) is reasons


def test_only_of_mistral_a_name_tells_of_a_model_that_reads_documents() -> None:
    assert [kind_by_name("x-ocr-4-1", provider) for provider in ("mistral", "siliconflow")] == ["ocr", None]


def test_what_a_package_has_said_before_stays_even_where_it_was_no() -> None:
    said = Claim(vision=False, reasoning=True, output=5)
    assert said.over(Claim(vision=True, output=6, context=7)) == Claim(
        vision=False, reasoning=True, output=5, context=7
    )
