"""One function for each package: what it says of which models of which provider of PicoClaw.

Every reader names the providers it is good for. A package that changes its shape stops the refresh: read as "nothing
said", a retired model would pass as live.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from catalogue.claims import (
    ANTHROPIC,
    GOOGLE,
    LITELLM,
    MASTRA,
    OPENAI,
    PAGES,
    PI_AI,
    PI_CATALOG,
    RETIRE,
    SUNSET,
    Claim,
    Claims,
    day,
    put,
    tools_by_name,
)
from catalogue.failure import CatalogueError
from catalogue.fetch import Archive

# --- openai: OpenAI's own client ----------------------------------------------------------------------------

# The lists of ids: the end of the path, the name the list is bound to, the kind of its models. ChatModel says what the
# client's types allow, which takes in models that only the Responses API serves: no kind.
_OPENAI_LISTS: tuple[tuple[str, str, str | None], ...] = (
    ("shared/chat_model.py", "ChatModel", None),
    ("shared/responses_model.py", "ResponsesModel", "responses"),
    ("embedding_model.py", "EmbeddingModel", "embedding"),
    ("image_model.py", "ImageModel", "image"),
    ("audio_model.py", "AudioModel", "stt"),
    ("audio/speech_model.py", "SpeechModel", "tts"),
    ("moderation_model.py", "ModerationModel", "moderation"),
    ("video_model.py", "VideoModel", "video"),
    ("completion_create_params.py", "model", "completion"),
    ("realtime/audio_transcription.py", "model", "stt"),
    ("realtime/realtime_session_create_request.py", "model", "realtime"),
    ("live/session_config.py", "model", "realtime"),
)
_IDS = re.compile(r'^((?:"[^"]+",?\s*)+):\s*(.*)$')
_ISO = re.compile(r"Announced shutdown date: (\d{4}-\d{2}-\d{2})")
_PROSE = re.compile(r"\b(?:shut down|retired) on ([A-Z][a-z]+ \d{1,2}, \d{4})")
_NOT_A_MODEL = "Not a supported model ID"


def read_openai(archive: Archive) -> Claims:
    """The ids of OpenAI's client, with the kind of their list and the shutdown date in the text below it."""
    models: dict[str, Claim] = {}
    refused: set[str] = set()
    for member in archive.source.members:
        name, kind = _openai_list(member)
        ids, docstring = literals_of(archive.text(member), name, member)
        for model in ids:
            # A model named in several lists keeps the kind of the first: chat models are also realtime ones.
            models.setdefault(model, Claim(kind=kind))
        for model, shutdown in deprecations(docstring).items():
            if shutdown is None:
                refused.add(model)
            elif model in ids:
                earliest = min(models[model].retires or shutdown, shutdown)
                models[model] = Claim(kind=models[model].kind, retires=earliest)
    return {"openai": {model: claim for model, claim in models.items() if model not in refused}}


def _openai_list(member: str) -> tuple[str, str | None]:
    for end, name, kind in _OPENAI_LISTS:
        if member == f"openai/types/{end}":
            return name, kind
    raise CatalogueError(f"nothing here can read {member} of openai")


def literals_of(text: str, wanted: str, member: str) -> tuple[list[str], str]:
    """The strings of ``Name: TypeAlias = Literal[...]``, ``name: Literal[...]`` or ``Name = Literal[...]``.

    With them the docstring below; raises :class:`CatalogueError` if there are none.
    """
    ids: list[str] = []
    docstring = ""
    for statement, following in _statements(_parsed(text, member)):
        match statement:
            case ast.AnnAssign(target=ast.Name(id=name), annotation=stated, value=value):
                types = [stated, value]
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                types = [value]
            case _:
                continue
        if name != wanted:
            continue
        ids += [model for expression in types if expression is not None for model in _literals(expression)]
        match following:
            case ast.Expr(value=ast.Constant(value=str(below))):
                docstring += inspect.cleandoc(below) + "\n\n"
    if not ids:
        raise CatalogueError(f"{member}: {wanted} lists no model; the package has changed its shape")
    return ids, docstring


def _parsed(text: str, member: str) -> ast.Module:
    try:
        return ast.parse(text)
    except SyntaxError as error:
        raise CatalogueError(f"{member} is not Python that can be read: {error}") from error


def _statements(tree: ast.Module) -> Iterator[tuple[ast.stmt, ast.stmt | None]]:
    """Each statement of the module and of its classes, with the one after it."""
    bodies = [tree.body, *(node.body for node in tree.body if isinstance(node, ast.ClassDef))]
    for body in bodies:
        yield from zip_longest(body, body[1:])


def _literals(expression: ast.expr) -> list[str]:
    """The strings of every ``Literal[...]`` in a type, in the order written."""
    found = []
    for node in ast.walk(expression):
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Literal":
            items = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            found += [item.value for item in items if isinstance(item, ast.Constant)]
    return [value for value in found if isinstance(value, str)]


def deprecations(docstring: str) -> dict[str, str | None]:
    """What a docstring says under "Deprecated values": id to shutdown date, or to None where it is no model.

    A bullet in unknown words raises :class:`CatalogueError`.
    """
    found: dict[str, str | None] = {}
    for bullet in _bullets(docstring):
        head = _IDS.match(bullet)
        if head is None:
            raise CatalogueError(f"cannot read the ids of this deprecation: {bullet}")
        shutdown = _shutdown(head[2], bullet)
        for model in re.findall(r'"([^"]+)"', head[1]):
            found[model] = shutdown
    return found


def _bullets(docstring: str) -> Iterator[str]:
    """The bullets after each "Deprecated values:", every one joined to a single line."""
    for section in docstring.split("Deprecated values:")[1:]:
        bullet: list[str] = []
        for line in section.strip().splitlines():
            if line.startswith("- ") or not line.startswith("  "):
                if bullet:
                    yield " ".join(bullet)
                bullet = []
            if line.strip() and not line.startswith(("- ", "  ")):
                break  # ordinary text again: the list is over
            if line.strip():
                bullet.append(line.removeprefix("- ").strip())
        if bullet:
            yield " ".join(bullet)


def _shutdown(words: str, bullet: str) -> str | None:
    """The date in the words of a bullet as YYYY-MM-DD; None where they say that the id is no model."""
    if words.startswith(_NOT_A_MODEL):
        return None
    if iso := _ISO.search(words):
        return day(iso[1], f"this deprecation: {bullet}")
    if prose := _PROSE.search(words):
        return day(prose[1], f"this deprecation: {bullet}", "%B %d, %Y")
    raise CatalogueError(f"no shutdown date in this deprecation: {bullet}")


# --- anthropic and google-genai: the clients of Anthropic and Google ----------------------------------------


def read_anthropic(archive: Archive) -> Claims:
    """The ids of Anthropic's client, and those it warns of with the day of their end."""
    listed, warned = archive.source.members
    ids, _ = literals_of(archive.text(listed), "Model", listed)
    models = dict.fromkeys(ids, Claim())
    dates: dict[str, str] = {}
    for statement, _ in _statements(_parsed(archive.text(warned), warned)):
        match statement:
            case (
                ast.Assign(targets=[ast.Name(id="DEPRECATED_MODELS")], value=ast.Dict() as table)
                | ast.AnnAssign(target=ast.Name(id="DEPRECATED_MODELS"), value=ast.Dict() as table)
            ):
                dates = ast.literal_eval(table)
    if not dates:
        raise CatalogueError(f"{warned}: DEPRECATED_MODELS lists no model; the package has changed its shape")
    for model, words in dates.items():
        plain = re.sub(r"(?<=\d)(?:st|nd|rd|th),", ",", words)
        models[model] = Claim(retires=day(plain, f"DEPRECATED_MODELS of {model}", "%B %d, %Y"))
    return {"anthropic": models}


def read_google(archive: Archive) -> Claims:
    """The ids of Google's client, for one of its two APIs: not all that there are."""
    (member,) = archive.source.members
    ids, _ = literals_of(archive.text(member), "Model", member)
    return {"gemini": dict.fromkeys(ids, Claim())}


# --- litellm: limits, kinds and dates of every large provider -----------------------------------------------

_LITELLM_PROVIDERS = {
    "openai": "openai",
    "text-completion-openai": "openai",
    "anthropic": "anthropic",
    "gemini": "gemini",
    "groq": "groq",
    "mistral": "mistral",
    "deepseek": "deepseek",
    "dashscope": "qwen-portal",
    "qwencloud": "qwen-intl",
    "moonshot": "moonshot",
    "volcengine": "volcengine",
    "bigmodel": "zhipu",
    "zai": "zai",
    "nvidia_nim": "nvidia",
    "cerebras": "cerebras",
    "novita": "novita",
    "minimax": "minimax",
    "xiaomi_mimo": "mimo",
    "github_copilot": "github-copilot",
    "bedrock": "bedrock",
    "bedrock_converse": "bedrock",
    "elevenlabs": "elevenlabs",
}
_LITELLM_KINDS = {
    "chat": "chat",
    "responses": "responses",
    "completion": "completion",
    "embedding": "embedding",
    "image_generation": "image",
    "image_edit": "image",
    "audio_transcription": "stt",
    "audio_speech": "tts",
    "realtime": "realtime",
    "moderation": "moderation",
    "video_generation": "video",
    "rerank": "rerank",
    "ocr": "ocr",
}
# What a "chat" is that is served by these alone.
_LITELLM_ENDPOINTS = {"/v1/responses": "responses", "/v1/realtime": "realtime", "/v1beta/interactions": "other"}
# OpenAI's window is prompt and answer together; where litellm states what is left of it for the prompt, the answer is
# to be added (400,000 = 272,000 + 128,000; 1,050,000 = 922,000 + 128,000).
_OPENAI_PROMPTS = (272_000, 922_000)


def read_litellm(archive: Archive) -> Claims:
    """The table of models of litellm; ids that only its price list has are left out."""
    (member,) = archive.source.members
    claims: Claims = {}
    for name, row in json.loads(archive.text(member)).items():
        provider = _LITELLM_PROVIDERS.get(row.get("litellm_provider", ""))
        if provider is None or row.get("mode") == "search":
            continue
        model = name.removeprefix(f"{row['litellm_provider']}/")
        if provider in ("openai", "bedrock") and _is_price(model):
            continue
        claim = _litellm_claim(row, provider, name)
        if _plain(model, provider) != model:
            # What ends in one region may live in the others.
            claim = replace(claim, retires=None, successors=())
        put(claims, provider, _plain(model, provider), claim)
    missing = set(_LITELLM_PROVIDERS.values()) - set(claims)
    if missing:
        raise CatalogueError(f"{member} has no models of {sorted(missing)}; the package has changed its shape")
    return claims


# Bedrock's groups of regions, which may stand before any of its ids.
_REGIONS = r"^(?:us|us-gov|eu|apac|au|jp|ca|sa|in|global)\."


def _is_price(model: str) -> bool:
    """Whether litellm only keeps a price under this id: for a size, a region, a fine-tune, a container."""
    return "/" in model or model.startswith("ft:") or model == "container" or model.endswith("-high-res")


def _litellm_claim(row: Mapping[str, Any], provider: str, name: str) -> Claim:
    kind = _LITELLM_KINDS.get(row.get("mode", ""), "other")
    endpoints = row.get("supported_endpoints", ())
    if kind == "chat" and endpoints and "/v1/chat/completions" not in endpoints:
        kind = next((kind for endpoint, kind in _LITELLM_ENDPOINTS.items() if endpoint in endpoints), kind)
    context, output = row.get("max_input_tokens"), row.get("max_output_tokens")
    if provider == "openai" and context in _OPENAI_PROMPTS and output:
        context += output
    reasoning, only_one, tools = row.get("supports_reasoning"), None, None
    if provider == "openai" and reasoning and row.get("default_reasoning_effort") != "none":
        only_one = True
        tools = tools_by_name(name)
        if tools == "effort-none" and row.get("supports_none_reasoning_effort") is False:
            tools = "responses"
    elif provider == "openai" and reasoning:
        tools = tools_by_name(name)
    elif provider == "anthropic":
        only_one = row.get("supports_sampling_params") is False
    retires, successor = row.get("deprecation_date"), row.get("successor_model")
    return Claim(
        kind=kind,
        context=_count(context),
        output=_count(output),
        retires=None if retires is None else day(retires, f"deprecation_date of {name}"),
        successors=() if successor is None else (successor.removeprefix(f"{row['litellm_provider']}/"),),
        vision=row.get("supports_vision"),
        reasoning=reasoning,
        temperature=1 if only_one else None,
        tools=tools,
    )


def _count(value: object) -> int | None:
    """A number of tokens; packages write 0 or a text where they know none."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


# --- bydtech-model-retire and llm-sunset: what the pages of deprecations say --------------------------------

_RETIRE_PROVIDERS = {
    "openai": "openai",
    "anthropic": "anthropic",
    "google-gemini-api": "gemini",
    "mistral": "mistral",
    "aws-bedrock": "bedrock",
}
_SUNSET_PROVIDERS = {"OpenAI": "openai", "Anthropic": "anthropic", "Google": "gemini", "Groq": "groq"}
# Products and groups of models that stand in such tables beside the models: fine-tunes, a family as a whole.
_NO_MODEL = re.compile(r".* .*|ft-.*|.*-completions|gpt-4o(?:-mini)?-(?:audio|realtime)")
# Slips of Google's page.
_MISSPELT = {
    "embedding-2-preview": "gemini-embedding-2-preview",
    "gemini-2.5-flash-preview-09-25": "gemini-2.5-flash-preview-09-2025",
}


def read_retire(archive: Archive) -> Claims:
    """The retirements of model-retire, each for the id and its aliases."""
    (member,) = archive.source.members
    claims: Claims = {}
    for row in json.loads(archive.text(member))["models"]:
        provider = _RETIRE_PROVIDERS.get(row["provider"])
        if provider is None or "retires_on" not in row:
            continue
        claim = Claim(
            retires=day(row["retires_on"], f"retires_on of {row['id']}"),
            successors=successors(row.get("replacement") or ""),
            seen=row["checked"],
        )
        for model in (row["id"], *row.get("aliases", ())):
            if not _NO_MODEL.fullmatch(model):
                put(claims, provider, _MISSPELT.get(model, model), claim)
    return _whole(claims, _RETIRE_PROVIDERS, member)


def read_sunset(archive: Archive) -> Claims:
    """The retirements of llm-sunset, a copy of deprecations.info."""
    (member,) = archive.source.members
    claims: Claims = {}
    for row in json.loads(archive.text(member)):
        provider = _SUNSET_PROVIDERS.get(row["provider"])
        if provider is None or not row["shutdown_date"] or _NO_MODEL.fullmatch(row["model_id"]):
            continue
        named = tuple(model for text in row["replacement_models"] or () for model in successors(text))
        retires = day(row["shutdown_date"], f"shutdown_date of {row['model_id']}")
        model = _MISSPELT.get(row["model_id"], row["model_id"])
        put(claims, provider, model, Claim(retires=retires, successors=named, seen=row["last_observed"]))
    return _whole(claims, _SUNSET_PROVIDERS, member)


def successors(words: str) -> tuple[str, ...]:
    """The ids in what a page names as replacement: "gpt-5 or gpt-4.1", "gpt-5.6-sol (reasoning.mode: pro)"."""
    parts = re.split(r" or |, ?|;| and ", re.sub(r"\(.*?\)", "", words))
    return tuple(part.strip(" `*") for part in parts if re.fullmatch(r"[\w./:@-]+", part.strip(" `*")))


def _whole(claims: Claims, wanted: Mapping[str, str], member: str) -> Claims:
    missing = set(wanted.values()) - set(claims)
    if missing:
        raise CatalogueError(f"{member} has no models of {sorted(missing)}; the package has changed its shape")
    return claims


# --- gpt-tokenizer: OpenAI's own pages of models ------------------------------------------------------------

_EXPORT = re.compile(r"^export \{ ?(\w+)_spec as '([^']+)' ?\};?$", re.M)
# The endpoint that decides what a model is for; the first that is served.
_ENDPOINTS = {
    "chat_completions": "chat",
    "transcription": "stt",
    "speech_generation": "tts",
    "image_generation": "image",
    "responses": "responses",
    "embeddings": "embedding",
    "moderation": "moderation",
    "videos": "video",
    "realtime": "realtime",
    "realtime_transcription": "stt",
    "completions": "completion",
}


def read_gpt_tokenizer(archive: Archive) -> Claims:
    """What OpenAI's pages say of each model: endpoints, limits, what goes in, whether it reasons."""
    (member,) = archive.source.members
    text = archive.text(member)
    specs = dict(re.findall(r"^const (\w+)_spec = \{\n(.*?)^\} as const", text, re.M | re.S))
    models: dict[str, Claim] = {}
    for name, model in _EXPORT.findall(text):
        # The open weights have a page, and OpenAI serves them nowhere.
        if not model.startswith("gpt-oss"):
            models[model] = _page_claim(specs[name])
    if len(models) < 50:
        raise CatalogueError(f"{member} exports {len(models)} models; the package has changed its shape")
    return {"openai": models}


def _page_claim(body: str) -> Claim:
    endpoints = _strings(body, "supported_endpoints")
    reads = _strings(body, "input")
    kind = next((kind for endpoint, kind in _ENDPOINTS.items() if endpoint in endpoints), None)
    return Claim(
        # A chat that hears and speaks is refused where there is no sound in it.
        kind="audio" if kind == "chat" and "audio" in _strings(body, "output") else kind,
        context=_number(body, "context_window"),
        output=_number(body, "max_output_tokens"),
        vision="image" in reads if reads else None,
        reasoning=_truth(body, "reasoning_tokens"),
    )


def _strings(body: str, key: str) -> tuple[str, ...]:
    found = re.search(rf"^ +{key}: \[\n(.*?)^ +\],$", body, re.M | re.S)
    return tuple(re.findall(r"'([^']+)'", found[1])) if found else ()


def _number(body: str, key: str) -> int | None:
    found = re.search(rf"^  {key}: ([\d_.e]+),$", body, re.M)
    return int(float(found[1].replace("_", ""))) if found else None


def _truth(body: str, key: str) -> bool | None:
    found = re.search(rf"^  {key}: (true|false),$", body, re.M)
    return None if found is None else found[1] == "true"


# --- pi-ai, pi-catalog and @mastra/core: three readings of models.dev ---------------------------------------

_PI_PROVIDERS = {
    "amazon-bedrock": "bedrock",
    "openai": "openai",
    "anthropic": "anthropic",
    "google": "gemini",
    "groq": "groq",
    "mistral": "mistral",
    "cerebras": "cerebras",
    "deepseek": "deepseek",
    "github-copilot": "github-copilot",
    "minimax-cn": "minimax",
    "moonshotai-cn": "moonshot",
    "nvidia": "nvidia",
    "openrouter": "openrouter",
    "xiaomi": "mimo",
    "zai": "zai",
}
# Where a dearer rate begins stands in place of the window.
_PI_TIERS = (272_000, 922_000)


def read_pi_ai(archive: Archive) -> Claims:
    """The models with tools of pi-ai, one file a provider."""
    claims: Claims = {}
    for member in archive.source.members:
        provider = _PI_PROVIDERS[member.rpartition("/")[2].removesuffix(".json")]
        for rows in json.loads(archive.text(member)).values():
            for row in rows.values():
                if row.get("type") == "chat":
                    put(claims, provider, _plain(row["id"], provider), _catalog_claim(row, provider))
    return _whole(claims, _PI_PROVIDERS, "package/dist/providers/data")


_PI_CATALOG_PROVIDERS = {
    "amazon-bedrock": "bedrock",
    "alibaba-coding-plan": "alibaba-coding",
    "cerebras": "cerebras",
    "deepseek": "deepseek",
    "github-copilot": "github-copilot",
    "google-antigravity": "antigravity",
    "minimax-cn": "minimax",
    "moonshot": "moonshot",
    "novita": "novita",
    "nvidia": "nvidia",
    "openrouter": "openrouter",
    "venice": "venice",
    "xiaomi": "mimo",
    "zai": "zai",
    "zhipu-coding-plan": "zhipu",
}
_PI_CATALOG_KINDS = {"image": "image", "embedding": "embedding", "video": "video", "rerank": "rerank"}


def read_pi_catalog(archive: Archive) -> Claims:
    """The providers of pi-catalog that have few sources."""
    (member,) = archive.source.members
    claims: Claims = {}
    for name, rows in json.loads(archive.text(member)).items():
        provider = _PI_CATALOG_PROVIDERS.get(name)
        for model, row in rows.items() if provider is not None else ():
            put(claims, provider or "", _plain(model, provider or ""), _catalog_claim(row, provider or ""))
    return _whole(claims, _PI_CATALOG_PROVIDERS, member)


def _catalog_claim(row: Mapping[str, Any], provider: str) -> Claim:
    context = _count(row.get("contextWindow"))
    return Claim(
        # OpenAI's models are asked by the Responses API there, whatever else serves them.
        kind=None if provider == "openai" else _PI_CATALOG_KINDS.get(row.get("kind", ""), "chat"),
        context=None if provider == "openai" and context in _PI_TIERS else context,
        output=_count(row.get("maxTokens")),
        vision="image" in row["input"] if row.get("input") else None,
        reasoning=row.get("reasoning"),
    )


def _plain(model: str, provider: str) -> str:
    """An id without what may stand around any of its kind: OpenRouter's variants (``:free``), Bedrock's regions."""
    if provider == "bedrock":
        return re.sub(_REGIONS, "", model)
    return model.partition(":")[0] if provider == "openrouter" else model


_MASTRA_PROVIDERS = {
    "openai": "openai",
    "anthropic": "anthropic",
    "google": "gemini",
    "groq": "groq",
    "mistral": "mistral",
    "alibaba": "qwen-intl",
    "alibaba-cn": "qwen-portal",
    "alibaba-coding-plan": "alibaba-coding",
    "cerebras": "cerebras",
    "deepseek": "deepseek",
    "longcat": "longcat",
    "minimax-cn": "minimax",
    "modelscope": "modelscope",
    "moonshotai-cn": "moonshot",
    "nearai": "nearai",
    "novita-ai": "novita",
    "nvidia": "nvidia",
    "openrouter": "openrouter",
    "siliconflow-cn": "siliconflow",
    "vivgrid": "vivgrid",
    "volcengine": "volcengine",
    "xiaomi": "mimo",
    "zai": "zai",
    "zai-coding-plan": "zai",
    "zhipuai": "zhipu",
}


def read_mastra(archive: Archive) -> Claims:
    """The ids of Mastra's registry, which has most of the Chinese providers and the aggregators."""
    (member,) = archive.source.members
    claims: Claims = {}
    providers = json.loads(archive.text(member))["providers"]
    for name, provider in _MASTRA_PROVIDERS.items():
        for model in providers.get(name, {}).get("models", ()):
            put(claims, provider, _dotted(_plain(model, provider), provider), Claim())
    return _whole(claims, _MASTRA_PROVIDERS, member)


def _dotted(model: str, provider: str) -> str:
    """An id of Alibaba's with the dots that models.dev writes as dashes: qwen2.5-7b-instruct, deepseek-v3.1."""
    if provider not in ("qwen-intl", "qwen-portal"):
        return model
    return re.sub(r"^qwen2-5|(?<=-v)3-(?=\d(?:-|$))|(?<=-)1-5b$", lambda found: found[0].replace("-", "."), model)


# A further package is one more function here and one more entry in the lock; by its letter merge knows it.
READERS: dict[str, tuple[str, Callable[[Archive], Claims]]] = {
    "openai": (OPENAI, read_openai),
    "anthropic": (ANTHROPIC, read_anthropic),
    "google-genai": (GOOGLE, read_google),
    "litellm": (LITELLM, read_litellm),
    "bydtech-model-retire": (RETIRE, read_retire),
    "llm-sunset": (SUNSET, read_sunset),
    "gpt-tokenizer": (PAGES, read_gpt_tokenizer),
    "@earendil-works/pi-ai": (PI_AI, read_pi_ai),
    "@oh-my-pi/pi-catalog": (PI_CATALOG, read_pi_catalog),
    "@mastra/core": (MASTRA, read_mastra),
}
# What an id consists of, everywhere; what else stands in tables is no id.
_ID = re.compile(r"[\w./:@~+-]+", re.ASCII)
# Those of Bedrock have a vendor before a dot.
_BEDROCK_ID = re.compile(r"[a-z0-9]+\.[a-z0-9.:-]+")


def _data_of(archive: Archive) -> str | None:
    if archive.source.package == "bydtech-model-retire":
        return str(json.loads(archive.text(archive.source.members[0]))["updated"])
    if archive.source.package == "llm-sunset":
        return str(max(row["last_observed"] for row in json.loads(archive.text(archive.source.members[0]))))
    return None


def read(archive: Archive) -> tuple[Claims, str | None]:
    """Return what a package says, and the day that its retirements are of, where it tells.

    That day may lie long before the version. Raises :class:`CatalogueError` for a package that nothing here can read.
    """
    source = archive.source
    if source.package not in READERS:
        raise CatalogueError(f"sources.lock: nothing here can read {source.package}")
    letter, reader = READERS[source.package]
    if source.id != letter:
        raise CatalogueError(f"sources.lock: the id of {source.package} is {letter!r}, not {source.id!r}")
    try:
        claims, data_of = reader(archive), _data_of(archive)
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        said = f"{type(error).__name__}: {error}"
        raise CatalogueError(f"{source.pin} has changed its shape ({said})") from error
    return {provider: _ids(provider, models) for provider, models in claims.items()}, data_of


def _ids(provider: str, models: Mapping[str, Claim]) -> dict[str, Claim]:
    form = _BEDROCK_ID if provider == "bedrock" else _ID
    return {model: claim for model, claim in models.items() if form.fullmatch(model)}
