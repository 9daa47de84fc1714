"""Which model somebody meant, how it is to be written, and what to take in place of one that ends."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from picoclaw_lint.context import Context
from picoclaw_lint.known_models import KnownModel, is_complete, is_shut_down, known_models, look_up, owner_of
from picoclaw_lint.model_references import ModelPlace
from picoclaw_lint.models import TAKEN_OFF, Model
from picoclaw_lint.nearest import distance, nearest, plain

# What people put around an id, or leave out: a prefix of Google's API, a moving alias, a day.
_AROUND = r"^models/|-latest$|-\d{4}-\d\d-\d\d$|-\d{8}$"
# What in an id makes PicoClaw send max_completion_tokens by itself (docs/picoclaw.md 8.3).
_NEW_FIELD = ("glm", "o1", "gpt-5")


class Meant(NamedTuple):
    """A model that somebody meant.

    Attributes:
        id: its id.
        is_certain: whether nothing but case, separators or one letter differs.
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


def _is_slip(wanted: str, found: str) -> bool:
    """Whether two ids are one but for case, separators or a letter within; one behind makes another model of it."""
    is_longer = wanted.startswith(found) or found.startswith(wanted)
    return plain(wanted) == plain(found) or (distance(wanted, found, 1) == 1 and not is_longer)


def _only(wanted: str, among: Iterable[str]) -> str | None:
    """The id that is the same but for case, separators, what stands before a slash and a day behind; the newest."""
    same = [model for model in among if _bare(model) == _bare(wanted)]
    return max(
        same, key=lambda model: (model.lower() == wanted.lower(), plain(model) == plain(wanted), model), default=None
    )


def _bare(model: str) -> str:
    return plain(re.sub(_AROUND, "", model.rpartition("/")[2]))


def as_written(model: Model, meant: str) -> str:
    """Return what ``model`` has to say so that PicoClaw asks for this id; a fine-tune keeps what stands behind."""
    sent = model.sent
    if model.base_model != sent:
        meant = f"ft:{meant}{sent[len('ft:' + model.base_model) :]}"
    prefix = meant.partition("/")[0]
    probe = model._replace(id=f"{prefix}/x")
    if "/" in meant and prefix.lower() in TAKEN_OFF and probe.cut:
        meant = f"{prefix}/{meant}"
    return (
        meant if model.named_provider or not model.from_prefix else f"{model.text('model').partition('/')[0]}/{meant}"
    )


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
    return f"name {successor.id} {where}, which {vendor} gives in its place{_needs(successor)}"


def _obstacle(place: ModelPlace, known: KnownModel, successor: KnownModel) -> str:
    """What keeps PicoClaw from using a successor where the model is used now; empty if nothing does."""
    if successor.tools == "responses" and place.role not in ("voice", "speech"):
        return "which PicoClaw cannot give tools"
    talk = ("chat", "responses")
    is_of_use = successor.kind == known.kind or (known.kind in talk and successor.kind == "chat")
    if known.kind == "stt":
        is_of_use = "whisper" in successor.id
    return "" if is_of_use else "which PicoClaw cannot use for that"


def _needs(successor: KnownModel) -> str:
    needs = []
    if successor.reasoning and not any(part in successor.id for part in _NEW_FIELD):
        needs.append('"max_tokens_field": "max_completion_tokens"')
    if successor.tools == "effort-none":
        needs.append('"extra_body": {"reasoning_effort": "none"}')
    return f"; it wants {' and '.join(needs)}" if needs else ""
