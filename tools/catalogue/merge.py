"""Where packages differ: one row for each model, by fixed rules.

The rules, each beside its function below: OpenAI's pages know best what a model is for; limits are those of the
majority for OpenAI and Anthropic and the largest elsewhere, so that "too large" is said only where nobody says
otherwise; a date of the vendor's own client stands before copies of its pages, and these before lists of prices. What
the packages do not agree on, or only one of them says, is named in ``unsure``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from catalogue.claims import (
    ANTHROPIC,
    CHAT,
    LITELLM,
    OPENAI,
    PAGES,
    PI_AI,
    PI_CATALOG,
    RETIRE,
    SUNSET,
    Claim,
    Claims,
    kind_by_name,
    reasons_by_name,
    tools_by_name,
)
from catalogue.rows import COMPLETE, Providers, Row

# Providers whose limits are put to the vote; for the others sources know too little.
_BY_MAJORITY = ("openai", "anthropic")
# Kinds whose models talk, so that limits and images matter.
_TALKING = (CHAT, "audio", "responses", "completion", "realtime")

Said = Mapping[str, Claim]


def merge(claims: Mapping[str, Claims], as_of: str) -> tuple[Providers, dict[str, dict[str, tuple[str, ...]]]]:
    """Make the rows of all providers, and the successors that are named for each model, the best first.

    ``claims``: by the letter of the source. ``as_of``: the day of the catalogue. In the rows ``to`` is still open: see
    :mod:`catalogue.succession`.
    """
    providers: Providers = {}
    successors: dict[str, dict[str, tuple[str, ...]]] = {}
    for provider in sorted({name for models in claims.values() for name in models}):
        ids = sorted({model for models in claims.values() for model in models.get(provider, ())})
        told: dict[str, Said] = {
            model: {
                letter: models[provider][model]
                for letter, models in claims.items()
                if model in models.get(provider, ())
            }
            for model in ids
        }
        providers[provider] = {
            model: _row(provider, model, said, _relatives(model, told), as_of) for model, said in told.items()
        }
        successors[provider] = _successors(told)
    return providers, successors


def _row(provider: str, model: str, said: Said, relatives: list[Said], as_of: str) -> Row:
    unsure: list[str] = []

    def settled(field: str, value: object, *, is_sure: bool) -> object:
        if value is not None and not is_sure:
            unsure.append(field)
        return value

    kind, is_sure = _kind(provider, model, said)
    row: Row = {"k": settled("k", kind, is_sure=is_sure)}
    if kind in _TALKING:
        for field, limit in (("ctx", _context), ("out", _output)):
            value, is_sure = limit(provider, said)
            row[field] = settled(field, value, is_sure=is_sure)
    date, is_sure = _retires(said, relatives)
    if date is None:
        date, is_sure = _ends_with(model, relatives, as_of), False
    row["eol"] = settled("eol", date, is_sure=is_sure)
    if kind in (CHAT, "audio", "responses"):
        sees, is_sure = _vision(provider, said)
        row["vision"] = settled("vision", sees, is_sure=is_sure)
        only_one = next((claim.temperature for claim in said.values() if claim.temperature), None)
        if provider == "openai":
            reasons, is_sure = _reasoning(model, said)
            row["reasoning"] = settled("reasoning", reasons, is_sure=is_sure)
            # litellm alone says so; what it does not know yet, the generation tells.
            is_new = LITELLM not in said
            tools = next((claim.tools for claim in said.values() if claim.tools), None)
            row["temp"] = settled("temp", 1 if reasons and (only_one or is_new) else None, is_sure=False)
            row["tools"] = settled("tools", tools_by_name(model) if reasons and is_new else tools, is_sure=False)
        elif provider == "anthropic":
            # litellm alone says so, of the newer models.
            row["temp"] = settled("temp", only_one, is_sure=False)
    row["unsure"] = unsure or None
    row["s"] = "".join(said)
    return {key: value for key, value in row.items() if value is not None}


def _kind(provider: str, model: str, said: Said) -> tuple[str, bool]:
    """What most say it is for; OpenAI's pages, then litellm, decide between as many. Else the name of the model.

    Where "chat" is said of a model that is named after something else, the name is right: lists of chat models take in
    more than that. Of OpenAI's list for the Responses API nobody can tell which models another API serves as well. One
    voice alone is sure where it is OpenAI's, or where the name says the same.
    """
    order = (PAGES, LITELLM, OPENAI, PI_CATALOG, PI_AI)
    kinds = [claim.kind for letter in order if (claim := said.get(letter)) and claim.kind]
    if provider != "openai":
        # How a provider's own client asks is PicoClaw's business there.
        kinds = [CHAT if kind == "responses" else kind for kind in kinds]
    by_name = kind_by_name(model, provider)
    if not kinds:
        return by_name or CHAT, by_name is None
    votes = Counter(kinds)
    kind = max(kinds, key=lambda kind: (votes[kind], -kinds.index(kind)))
    if kind == CHAT and by_name not in (None, "ocr", "audio") and PAGES not in said:
        assert by_name is not None
        return by_name, False
    is_only_listed = kind == "responses" and not {PAGES, LITELLM} & set(said)
    is_one_voice = len(kinds) == 1 and OPENAI not in said and kind not in (CHAT, by_name)
    return kind, PAGES in said or (votes[kind] * 2 > len(kinds) and not is_only_listed and not is_one_voice)


def _votes(provider: str, said: Said, field: str) -> list[Any]:
    """What is said of a field. Of a provider whose list is no complete one, a single voice does not count."""
    votes = [value for claim in said.values() if (value := getattr(claim, field)) is not None]
    return votes if len(votes) > 1 or provider in COMPLETE else []


def _context(provider: str, said: Said) -> tuple[int | None, bool]:
    """OpenAI's pages, else as for answers; prompt and answer together."""
    if PAGES in said and (context := said[PAGES].context):
        return context, True
    return _limit(provider, _votes(provider, said, "context"))


def _output(provider: str, said: Said) -> tuple[int | None, bool]:
    return _limit(provider, _votes(provider, said, "output"))


def _limit(provider: str, values: Iterable[int]) -> tuple[int | None, bool]:
    """The majority, and the larger where there is none; the largest for providers that are not put to the vote."""
    found = Counter(values)
    if not found:
        return None, True
    votes = max(found.values())
    most = [value for value, count in found.items() if count == votes]
    if provider in _BY_MAJORITY:
        return max(most), len(most) == 1 and votes > 1
    return max(found), len(found) == 1 and votes > 1


def _retires(said: Said, relatives: Iterable[Said]) -> tuple[str | None, bool]:
    """The vendor's own client, else copies of its pages of deprecations, else litellm.

    An alias and its newest dated model end together, so what a page says of the one counts for the other before
    litellm's word, and makes sure of it if that is the same.
    """
    dates = {letter: claim.retires for letter, claim in said.items() if claim.retires}
    for letter in (OPENAI, ANTHROPIC):
        if letter in dates:
            return dates[letter], True
    for letter in (RETIRE, SUNSET):
        if letter in dates:
            return dates[letter], len(set(dates.values())) == 1
    if LITELLM in dates:
        kin = [date for other in relatives for date, is_sure in (_retires(other, ()),) if date and is_sure]
        return (kin or [dates[LITELLM]])[0], kin[:1] == [dates[LITELLM]]
    return None, True


def _ends_with(model: str, relatives: Iterable[Said], as_of: str) -> str | None:
    """The end of the aliases of a dated model, which has no sense without them.

    For an alias the end of its newest dated model, if that is gone: until then it may move on to another.
    """
    end = max((date for other in relatives if (date := _retires(other, ())[0])), default=None)
    is_dated = re.search(f"{_DATE}$", model) is not None
    return end if end is not None and (is_dated or end <= as_of) else None


def _vision(provider: str, said: Said) -> tuple[bool | None, bool]:
    """Whether anybody says that it takes images; that it takes none is sure where two say so and nobody differs."""
    votes = _votes(provider, said, "vision")
    if not votes:
        return None, True
    return any(votes), any(votes) or len(votes) > 1


def _reasoning(model: str, said: Said) -> tuple[bool | None, bool]:
    """Whether most say that it reasons, else whether its name does; None where not, as few rows need the word."""
    votes = _votes("openai", said, "reasoning")
    reasons = votes.count(True) * 2 > len(votes) if votes else reasons_by_name(model)
    return (True if reasons else None), len(set(votes)) == 1 and len(votes) > 1


def _named(said: Said) -> list[str]:
    """Who is named to take the place of a model, the newest word first."""
    claims = sorted((claim for claim in said.values() if claim.successors), key=lambda claim: claim.seen, reverse=True)
    return [name for claim in claims for name in claim.successors]


def _successors(told: Mapping[str, Said]) -> dict[str, tuple[str, ...]]:
    """Who takes the place of each model: of an alias and its dated models, those that end together have the same."""
    found = {}
    for model, said in told.items():
        ends = _retires(said, ())[0]
        kin = [other for other in _family(model, told) if _retires(other, ())[0] == ends]
        named = [name for each in (said, *_relatives(model, told), *kin) for name in _named(each)]
        found[model] = tuple(dict.fromkeys(name for name in named if name != model))
    return found


# gpt-4o-2024-08-06, claude-opus-4-20250514, gpt-4-0613, mistral-large-2411.
_DATE = r"-(?:\d{4}-\d\d-\d\d|\d{8}|\d{4})"
# What aliases have in place of a date: claude-3-7-sonnet-latest, claude-opus-4-0.
_NO_DATE = r"(?:-latest|-0)?"


def _stem(model: str) -> str:
    return re.sub(f"{_NO_DATE}$", "", re.sub(f"{_DATE}$", "", model))


def _dated(model: str, told: Mapping[str, Said]) -> list[str]:
    """The dated models of a model's family, newest first."""
    return sorted((other for other in told if re.fullmatch(re.escape(_stem(model)) + _DATE, other)), reverse=True)


def _aliases(model: str, told: Mapping[str, Said]) -> list[str]:
    """The aliases of a model's family."""
    stem = _stem(model)
    return [other for other in (stem, f"{stem}-latest", f"{stem}-0") if other in told]


def _family(model: str, told: Mapping[str, Said]) -> list[Said]:
    """What is said of the dated models and the aliases of a model's family, newest first, without itself."""
    dated = _dated(model, told)
    return [told[other] for other in (*dated, *_aliases(model, told)) if other != model] if dated else []


def _relatives(model: str, told: Mapping[str, Said]) -> list[Said]:
    """What is said of the newest dated model of an alias, or of the aliases whose newest dated model this is."""
    dated = _dated(model, told)
    if re.search(f"{_DATE}$", model) is None:
        return [told[other] for other in dated[:1]]
    return [told[other] for other in _aliases(model, told)] if dated[:1] == [model] else []
