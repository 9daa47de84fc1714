"""Which model somebody meant, how it is to be written, and what to take in place of one that ends."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from picoclaw_lint.context import Context
from picoclaw_lint.known_models import KnownModel, is_complete, is_shut_down, known_models, look_up, owner_of
from picoclaw_lint.model_references import ModelPlace
from picoclaw_lint.models import TAKEN_OFF, TRANSCRIBED, Model, max_tokens_field_of
from picoclaw_lint.nearest import distance, nearest, plain
from picoclaw_lint.url import host_of

# What people put around an id, or leave out: a prefix of Google's API, a moving alias, a day.
_AROUND = r"^models/|-latest$|-\d{4}-\d\d-\d\d$|-\d{8}$"
# Whose ids have no slash, so that one with a provider in front is unknown to them.
PLAIN_IDS = frozenset(("anthropic", "anthropic-messages"))
_ELSEWHERE = frozenset(("gemini", "openai"))


class Meant(NamedTuple):
    """A model that somebody meant.

    Attributes:
        id: its id.
        is_certain: whether it is the same but for case, separators or a slip of the pen.
        known: what the catalogue knows of it; None for a model of the settings.
    """

    id: str
    is_certain: bool
    known: KnownModel | None


def own_models(context: Context, provider: str) -> Collection[str]:
    """The ids that the settings say exist, for a provider or for the one that serves the same."""
    return {
        model
        for name, models in context.extra_models.items()
        if owner_of(name) == owner_of(provider)
        for model in models
    }


def meant_model(context: Context, provider: str, wanted: str) -> Meant | None:
    """Return the model of a provider that somebody meant by an id that it does not have.

    Where the list of a provider is no complete one, an id that differs by letters may be a model of its own, so only
    case, separators, vendors in front and days behind are looked through.
    """
    ids = {known.id: known for known in known_models(provider)}
    own = own_models(context, provider)
    # Of two that are alike, nobody means the one that is gone.
    living = [*(known.id for known in ids.values() if not is_shut_down(context, known)), *own]
    found = (nearest(wanted, living) or nearest(wanted, ids)) if is_complete(provider) else None
    if found is None or plain(found) != plain(wanted):
        bare = _only(wanted, living) or _only(wanted, ids)
        if bare is not None:
            return Meant(bare, plain(bare) == plain(wanted), ids.get(bare))
    return None if found is None else Meant(found, _is_slip(wanted, found), ids.get(found))


def right_model(context: Context, provider: str, written: str) -> Meant | None:
    """Return the model of a provider that an id names as it stands, else the one that was meant by it."""
    known = look_up(provider, written)
    return meant_model(context, provider, written) if known is None else Meant(written, True, known)


def _is_slip(wanted: str, found: str) -> bool:
    """Whether two ids are one but for case, separators, or a letter within that is missing, doubled or swapped.

    One letter in place of another may make another model of it (lite, live), and so may one behind.
    """
    is_longer = wanted.startswith(found) or found.startswith(wanted)
    is_other = len(wanted) == len(found) and sorted(wanted) != sorted(found)
    return plain(wanted) == plain(found) or (distance(wanted, found, 1) == 1 and not is_longer and not is_other)


def _only(wanted: str, among: Iterable[str]) -> str | None:
    """The id that is the same but for case, separators, what stands before a slash and a day behind; the most alike."""

    def likeness(model: str) -> tuple[bool, bool, bool, str]:
        low, asked = model.lower(), wanted.lower()
        same_end = low.rpartition("/")[2] == asked.rpartition("/")[2]
        return low == asked, plain(model) == plain(wanted), same_end, model

    return max((model for model in among if _bare(model) == _bare(wanted)), key=likeness, default=None)


def _bare(model: str) -> str:
    return plain(re.sub(_AROUND, "", model.rpartition("/")[2]))


def as_written(model: Model, meant: str) -> str:
    """Return what has to stand where the id stands, so that PicoClaw asks for this one; a fine-tune keeps its end."""
    sent = model.sent
    if model.base_model != sent:
        meant = f"ft:{meant}{sent[len('ft:' + model.base_model) :]}"
    if model.is_laid_over:
        return meant
    prefix = meant.partition("/")[0]
    probe = model._replace(id=f"{prefix}/x")
    if "/" in meant and prefix.lower() in TAKEN_OFF and probe.cut:
        meant = f"{prefix}/{meant}"
    return (
        meant if model.named_provider or not model.from_prefix else f"{model.text('model').partition('/')[0]}/{meant}"
    )


def names_provider_twice(context: Context, model: Model) -> bool:
    """Whether a provider stands in front of an id beside ``provider``, and is sent as a part of the id.

    What is sent to OpenAI is held against its catalogue instead, and Gemini's client takes it off.
    """
    provider, written = model.provider, model.text("model")
    prefix, _, rest = written.partition("/")
    if provider is None or not model.named_provider or not rest or model.is_laid_over or provider.id in _ELSEWHERE:
        return False
    is_asked = model.is_first_hand or (provider.local and model.host == host_of(provider.api_base or ""))
    is_sent = provider.id in PLAIN_IDS or prefix.lower() not in TAKEN_OFF
    is_own = written in own_models(context, provider.id)
    return is_asked and is_sent and not is_own and context.providers.get(prefix.lower()) is provider


def its_end(context: Context, known: KnownModel | None) -> str:
    """Say of a model that is proposed that it is gone, as a second half of a sentence; nothing if it is not."""
    if known is None or not is_shut_down(context, known):
        return ""
    instead = f", and {known.successor} is there in its place" if known.successor else ""
    was = "was shut down" if known.is_sure("retires") else "was to be shut down"
    return f"; but that {was} on {known.retires}{instead}"


def in_its_place(context: Context, place: ModelPlace) -> str:
    """Say what to take in place of the model of a place, which is known to the catalogue."""
    known, vendor = place.known, place.provider.name
    assert known is not None
    where = "here" if place.alias is None else "in a model_list of your own"
    successor = look_up(place.provider.id, known.successor) if known.successor is not None else None
    if successor is None or is_shut_down(context, successor):
        return f"name another model of {vendor} {where}"
    obstacle = _obstacle(place, known, successor)
    if obstacle:
        return f"name another model of {vendor} {where}; it gives {successor.id} in its place, {obstacle}"
    if place.model is None or place.alias is not None:
        return f"name {successor.id} {where}, which {vendor} gives in its place"
    # A fine-tune of the successor is another one.
    written = as_written(place.model._replace(id=place.id), successor.id)
    needs = _needs(successor)
    room = ", in an entry of model_list" if needs and not place.is_listed else ""
    return f"name {written} {where}, which {vendor} gives in its place{needs}{room}"


def replacement(context: Context, place: ModelPlace) -> str | None:
    """Return what has to stand in a place to name the successor of its model; None if that takes more than the name."""
    known = place.known
    successor = None if known is None or known.successor is None else look_up(place.provider.id, known.successor)
    if known is None or successor is None or is_shut_down(context, successor) or place.alias is not None:
        return None
    if place.model is None or _obstacle(place, known, successor) or _needs(successor):
        return None
    return as_written(place.model._replace(id=place.id), successor.id)


def _obstacle(place: ModelPlace, known: KnownModel, successor: KnownModel) -> str:
    """What keeps PicoClaw from using a successor where the model is used now; empty if nothing does."""
    if successor.tools == "responses" and place.role not in ("voice", "speech"):
        return "which PicoClaw cannot give tools"
    return "" if _is_of_use(place.role, known, successor) else "which PicoClaw cannot use for that"


def _is_of_use(role: str, known: KnownModel, successor: KnownModel) -> bool:
    """Whether a successor can do what the model is named for, or, if nothing names it, what it is for."""
    if role == "voice":
        return successor.kind in ("chat", "audio") or TRANSCRIBED in successor.id
    if role:
        return successor.kind == ("tts" if role == "speech" else "chat")
    if known.kind == "stt":
        return TRANSCRIBED in successor.id
    return successor.kind == known.kind or (known.kind == "responses" and successor.kind == "chat")


def _needs(successor: KnownModel) -> str:
    needs = []
    if successor.reasoning and max_tokens_field_of(successor.id) == "max_tokens":
        needs.append('"max_tokens_field": "max_completion_tokens"')
    if successor.tools == "effort-none":
        needs.append('"extra_body": {"reasoning_effort": "none"}')
    return f"; it wants {' and '.join(needs)}" if needs else ""
