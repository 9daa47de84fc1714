"""What the catalogue knows of the models that a config names (``catalogue/models.json``; docs/architecture.md).

The catalogue is about models at their own providers: what another server serves under the same id, and what a log-in
opens, it does not know.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from picoclaw_lint.context import Context
from picoclaw_lint.models import Model
from picoclaw_schema import catalogue

# After so many days without a new catalogue its word counts for little.
STALE_AFTER = 180


class KnownModel(NamedTuple):
    """A model of the catalogue.

    Attributes:
        id: its id.
        kind: what it is for: ``chat``, ``responses`` (a chat, by OpenAI's Responses API only), ``embedding``, ...
        context: tokens of prompt and answer together.
        output: tokens of an answer at the most.
        retires: the day of its shutdown; None if none is known.
        successor: the model that its provider names in its place, if one lives.
        vision: whether it takes images.
        reasoning: whether it reasons before it answers (known for OpenAI's only).
        temperature: the only temperature it takes.
        tools: ``effort-none``: it takes tools only if told not to reason; ``no-effort``: only if told that or nothing;
            ``responses``: by the Responses API only.
        unsure: which of these the sources do not agree on, or only one of them says.
        sources: the letters of the sources that know it; see :func:`sources`.
    """

    id: str
    kind: str = "chat"
    context: int | None = None
    output: int | None = None
    retires: datetime.date | None = None
    successor: str | None = None
    vision: bool | None = None
    reasoning: bool = False
    temperature: int | None = None
    tools: str | None = None
    unsure: frozenset[str] = frozenset()
    sources: str = ""

    def is_sure(self, field: str) -> bool:
        """Whether the sources agree on a field."""
        return field not in self.unsure


# What may stand before an id of Bedrock.
_REGIONS = r"^(?:us|us-gov|eu|apac|au|jp|ca|sa|in|global)\."
# Keys of a row of the catalogue -> fields.
_FIELDS = {
    "k": "kind",
    "ctx": "context",
    "out": "output",
    "eol": "retires",
    "to": "successor",
    "vision": "vision",
    "reasoning": "reasoning",
    "temp": "temperature",
    "tools": "tools",
    "s": "sources",
}


# What a model of a kind does, for messages; those of the kinds "chat" and "responses" talk.
WHAT_IT_DOES = {
    "audio": "wants sound in each request",
    "completion": "completes texts by an old API",
    "embedding": "computes embeddings",
    "image": "makes images",
    "moderation": "judges texts",
    "music": "makes music",
    "ocr": "reads documents",
    "realtime": "speaks in real time",
    "rerank": "sorts texts",
    "stt": "turns speech into text",
    "tts": "turns text into speech",
    "video": "makes videos",
}


def as_of() -> str:
    """The day of the catalogue, YYYY-MM-DD."""
    day: str = catalogue("models")["as_of"]
    return day


def said_on(known: KnownModel | None = None, field: str = "") -> str:
    """The words that every finding has which rests on the catalogue: how old it is, and whether it is not sure."""
    doubt = "" if known is None or known.is_sure(field) else ", unconfirmed"
    return f"(catalogue of {as_of()}{doubt})"


class KnownSource(NamedTuple):
    """What the catalogue is made of.

    Attributes:
        name: the package with its version, or the file that is kept by hand.
        data_of: the day that its data is of, where it says so; it may lie long before its version.
    """

    name: str
    data_of: str | None


def sources() -> dict[str, KnownSource]:
    """What the catalogue is made of, by the letters that the models name."""
    rows = catalogue("models")["sources"]
    return {
        row["id"]: KnownSource(row["pkg"] if ":" in row["pkg"] else row["files"][0], row.get("data_of")) for row in rows
    }


def is_stale(today: datetime.date) -> bool:
    """Whether the catalogue is too old to be relied on."""
    return (today - datetime.date.fromisoformat(as_of())).days > STALE_AFTER


def said_when_stale(today: datetime.date) -> str:
    """Say that the catalogue is too old, once for a run."""
    days = (today - datetime.date.fromisoformat(as_of())).days
    return (
        f"the catalogue of models is of {as_of()}, {days} days ago: some models may be newer than it knows, and others "
        "gone; a newer picoclaw-lint has a newer one"
    )


def providers() -> dict[str, list[str]]:
    """The providers that the catalogue knows, each with those that serve the same under the same ids."""
    data = catalogue("models")
    return {own: [name for name, other in data["same"].items() if other == own] for own in data["providers"]}


def owner_of(provider: str) -> str:
    """The provider whose models one serves: itself, but for those that serve what another one does."""
    owner: str = catalogue("models")["same"].get(provider, provider)
    return owner


def rows_of(provider: str) -> Mapping[str, dict[str, Any]]:
    """The rows of a provider by model id; none for a provider that the catalogue does not know."""
    rows: Mapping[str, dict[str, Any]] = catalogue("models")["providers"].get(owner_of(provider), {})
    return rows


def knows(provider: str) -> bool:
    """Whether the catalogue has models of a provider."""
    return bool(rows_of(provider))


def is_complete(provider: str) -> bool:
    """Whether the list of a provider is good enough to call an id unknown."""
    return owner_of(provider) in catalogue("models")["complete"]


def serves_others(provider: str) -> bool:
    """Whether a provider serves the models of other vendors, so that theirs are no wonder there."""
    return owner_of(provider) in catalogue("models")["serving_others"]


def look_up(provider: str, model: str) -> KnownModel | None:
    """Return a model of a provider.

    An id of OpenRouter may have a variant behind it (``:free``), one of Bedrock a group of regions before it (``us.``).
    """
    rows = rows_of(provider)
    row = rows.get(model)
    if row is None and provider == "openrouter":
        row = rows.get(model.partition(":")[0])
    elif row is None and provider == "bedrock":
        row = rows.get(re.sub(_REGIONS, "", model))
    return None if row is None else _known(model, row)


def _known(model: str, row: Mapping[str, Any]) -> KnownModel:
    values = {field: row[key] for key, field in _FIELDS.items() if key in row}
    if "retires" in values:
        values["retires"] = datetime.date.fromisoformat(values["retires"])
    unsure = frozenset(_FIELDS[key] for key in row.get("unsure", ()))
    return KnownModel(id=model, unsure=unsure, **values)


def known_models(provider: str) -> Iterator[KnownModel]:
    """Yield all models of a provider, by id."""
    return (_known(model, row) for model, row in rows_of(provider).items())


def known_model(model: Model) -> KnownModel | None:
    """Return what the catalogue knows of an entry of model_list; None where it is asked of somebody else.

    Where PicoClaw takes a part off the id that the provider knows, it is the model that was meant.
    """
    if model.provider is None or not model.is_first_hand:
        return None
    known = look_up(model.provider.id, model.base_model)
    return look_up(model.provider.id, model.id) if known is None and model.cut and not model.is_laid_over else known


def live_model(context: Context, model: Model) -> KnownModel | None:
    """Return the same if the model is not shut down: that is reported, and what it took is of no interest then."""
    known = known_model(model)
    return None if known is None or is_shut_down(context, known) else known


def is_shut_down(context: Context, known: KnownModel) -> bool:
    """Whether a model is shut down on the day that the file is judged on."""
    return known.retires is not None and known.retires <= context.today


def vendors_of(context: Context, model: str) -> list[str]:
    """The names of the providers that have a model of this id, those that make it first."""
    having = [provider for provider in providers() if model in rows_of(provider) and provider in context.providers]
    having.sort(key=lambda provider: (serves_others(provider), not is_complete(provider), provider))
    return having
