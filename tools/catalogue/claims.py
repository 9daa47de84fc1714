"""What one package says of one model, in one vocabulary for all packages."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from datetime import date, datetime

from catalogue.failure import CatalogueError

# The letters that name the packages in the lock and in the rows.
OPENAI, ANTHROPIC, GOOGLE, LITELLM, RETIRE, SUNSET = "o", "a", "n", "l", "r", "s"
PAGES, PI_AI, PI_CATALOG, MASTRA = "g", "p", "c", "m"

CHAT = "chat"
KINDS = frozenset(
    (
        *(CHAT, "responses", "completion", "embedding", "image", "stt", "tts", "realtime", "moderation", "video"),
        *("audio", "music", "rerank", "ocr", "other"),
    )
)
# How a model takes tools where it does not take them as they come; see Claim.tools.
TOOLS = ("effort-none", "no-effort", "responses")


@dataclass(frozen=True)
class Claim:
    """What a package says; None where it says nothing.

    Attributes:
        kind: what the model is for, one of :data:`KINDS`.
        context: tokens of prompt and answer together.
        output: tokens of an answer at the most.
        retires: the day of its shutdown, YYYY-MM-DD.
        successors: models that are named to take its place, the best first.
        seen: the day the package looked at the shutdown, YYYY-MM-DD; the newest counts.
        vision: whether it takes images.
        reasoning: whether it reasons before it answers.
        temperature: the only temperature it takes.
        tools: how it takes tools where it does not take them as they come: ``effort-none``, only if told not to reason;
            ``no-effort``, only if told nothing of that or not to reason; ``responses``, only by the Responses API.
    """

    kind: str | None = None
    context: int | None = None
    output: int | None = None
    retires: str | None = None
    successors: tuple[str, ...] = ()
    seen: str = ""
    vision: bool | None = None
    reasoning: bool | None = None
    temperature: int | None = None
    tools: str | None = None

    def over(self, other: Claim) -> Claim:
        """Return this claim, completed by what only the other one says."""
        mine = {field.name: getattr(self, field.name) for field in fields(self)}
        return replace(other, **{name: value for name, value in mine.items() if value not in (None, (), "")})


# By provider of PicoClaw, by model id.
Claims = dict[str, dict[str, Claim]]


def put(claims: Claims, provider: str, model: str, claim: Claim) -> None:
    """Add a claim; what the package has said of the model before stays."""
    models = claims.setdefault(provider, {})
    models[model] = models[model].over(claim) if model in models else claim


def day(text: str, where: str, form: str = "%Y-%m-%d") -> str:
    """Return a date as YYYY-MM-DD; raises :class:`CatalogueError` where it is none."""
    try:
        return (date.fromisoformat(text) if form == "%Y-%m-%d" else datetime.strptime(text, form).date()).isoformat()
    except ValueError as error:
        raise CatalogueError(f"no such day ({error}) in {where}") from error


# What an id gives away where no package says what a model is for, and where one says "chat" of everything.
_BY_NAME = (
    (r"-detector(?:$|-)", "other"),
    (r"moderation", "moderation"),
    (r"rerank", "rerank"),
    (r"embed|search-.*-(?:doc|query|text|code)-|text-similarity|(?:^|/)bge-", "embedding"),
    (r"(?:^|[-/])tts(?:$|-)|orpheus|playai", "tts"),
    (r"whisper|transcri|(?:^|[-/])asr(?:$|-)", "stt"),
    (r"realtime|-live-|-live$|native-audio|live-translate", "realtime"),
    (r"imagen|-image(?:$|-)|image-generation|dall-e|flux|nano-banana|stable-diffusion", "image"),
    (r"(?:^|[-/])veo-|sora|-video(?:$|-)", "video"),
    (r"lyria", "music"),
    (r"^gpt-audio|^gpt-4o(?:-mini)?-audio", "audio"),
    (r"(?:^|[-/])ocr(?:$|-)", "ocr"),
    (r"-codex(?:$|-)|-deep-research(?:$|-)", "responses"),
    (
        r"^(?:ada|babbage|curie|davinci)(?:$|-)|^text-(?:ada|babbage|curie|davinci)-|^code-|-instruct(?:-0914)?$",
        "completion",
    ),
)
# Kinds that a name tells of one provider only.
_ONLY_OF = {"completion": "openai", "responses": "openai", "audio": "openai", "ocr": "mistral"}


def kind_by_name(model: str, provider: str) -> str | None:
    """Guess what a model is for by its id; None where the id says nothing."""
    for pattern, kind in _BY_NAME:
        if re.search(pattern, model.lower()):
            # Elsewhere such names are those of chat models.
            owner = _ONLY_OF.get(kind, provider)
            return kind if owner == provider else None
    return None


def reasons_by_name(model: str) -> bool:
    """Whether the name of a model of OpenAI is that of one that reasons, where no package says so yet."""
    return re.match(r"o\d|gpt-(?:[5-9]|\d\d)", model) is not None and not re.search("chat|search", model)


# From gpt-5.6 on, a chat completion with tools is refused unless the model is told not to reason: what the API answered
# is in litellm's pull request 34569. Of gpt-5.4 and 5.5 that is reported where an effort is named (openai-openapi 541,
# crush 2913).
_REFUSING = re.compile(r"gpt-(?:5\.[6-9]|[6-9]|\d\d)")
_REFUSING_EFFORT = re.compile(r"gpt-5\.[45]")


def tools_by_name(model: str) -> str | None:
    """How a model of OpenAI that reasons takes tools, as far as its generation tells."""
    if _REFUSING.match(model):
        return "effort-none"
    return "no-effort" if _REFUSING_EFFORT.match(model) else None
