"""Where a config names a model, and which model PicoClaw finds under such a name (docs/picoclaw.md part 3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from picoclaw_lint.context import Context, Model, Provider
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.known_models import KnownModel, known_model, look_up
from picoclaw_lint.nearest import nearest

Role = Literal["default", "fallback", "image", "light", "agent", "voice", "speech"]

_DEFAULTS: Pointer = ("agents", "defaults")
_WEB_SEARCH: Pointer = ("tools", "web", "gemini", "model")


class ModelReference(NamedTuple):
    """A place that names a model.

    Attributes:
        role: what the model is for.
        title: the same for people: ``the fallback``.
        owner: the agent whose it is; empty for the defaults.
        name: the name, without the blanks around it, which PicoClaw takes off.
        pointer: where it stands.
    """

    role: Role
    title: str
    name: str
    pointer: Pointer
    owner: str = ""


def model_references(context: Context, *, idle: bool = False) -> Iterator[ModelReference]:
    """Yield every place that names a model and is in use; with ``idle``, those that are switched off as well."""
    defaults = context.get(*_DEFAULTS)
    yield from _one(defaults, _DEFAULTS, "model_name", "default", "the default model")
    yield from _each(defaults, _DEFAULTS, "model_fallbacks", "the fallback")
    yield from _one(defaults, _DEFAULTS, "image_model", "image", "the image model")
    yield from _each(defaults, _DEFAULTS, "image_model_fallbacks", "the fallback of the image model")
    routing = context.get(*_DEFAULTS, "routing")
    if isinstance(routing, dict) and (idle or routing.get("enabled") is True):
        yield from _one(routing, (*_DEFAULTS, "routing"), "light_model", "light", "the light model")
    for pointer, agent in context.objects("agents", "list"):
        named = agent.get("id")
        owner = named if isinstance(named, str) and named else "main"
        own = agent.get("model")
        yield from _one(agent, pointer, "model", "agent", "the model", owner)
        yield from _one(own, (*pointer, "model"), "primary", "agent", "the model", owner)
        yield from _each(own, (*pointer, "model"), "fallbacks", "the fallback", owner)
    voice = context.get("voice")
    yield from _one(voice, ("voice",), "model_name", "voice", "the model for speech recognition")
    yield from _one(voice, ("voice",), "tts_model_name", "speech", "the model that speaks")


def _one(section: Any, at: Pointer, key: str, role: Role, title: str, owner: str = "") -> Iterator[ModelReference]:
    value = section.get(key) if isinstance(section, dict) else None
    if isinstance(value, str) and value.strip():
        yield ModelReference(role, title, value.strip(), (*at, key), owner)


def _each(section: Any, at: Pointer, key: str, title: str, owner: str = "") -> Iterator[ModelReference]:
    values = section.get(key) if isinstance(section, dict) else None
    for index, value in enumerate(values if isinstance(values, list) else []):
        if isinstance(value, str) and value.strip():
            yield ModelReference("fallback", title, value.strip(), (*at, key, index), owner)


class Use(NamedTuple):
    """An entry of ``model_list`` that an agent talks with, and the first place that names it."""

    model: Model
    pointer: Pointer


def used_models(context: Context) -> list[Use]:
    """The models that agents talk with: the default, the light one, those for images, their own, all fallbacks."""
    return context.once(_used_models)


def _used_models(context: Context) -> list[Use]:
    uses: dict[int, Use] = {}
    for reference in model_references(context):
        if reference.role not in ("voice", "speech"):
            for model in context.aliases.get(reference.name, ()):
                uses.setdefault(model.position, Use(model, reference.pointer))
    return list(uses.values())


class ModelPlace(NamedTuple):
    """A place that names a model of a provider, which the provider itself is asked for.

    Attributes:
        provider: who serves it.
        id: the model, without what a fine-tune adds to it.
        pointer: where it is named.
        known: what the catalogue knows of it.
        alias: what stands there instead of the id, if that is an alias of PicoClaw's built-in list.
        model: the entry of model_list, if it is one.
    """

    provider: Provider
    id: str
    pointer: Pointer
    known: KnownModel | None
    alias: str | None = None
    model: Model | None = None

    @property
    def is_fine_tune(self) -> bool:
        """Whether it is a model that was made of ``id``."""
        return self.model is not None and self.model.base_model != self.model.sent


def model_places(context: Context) -> list[ModelPlace]:
    """Every place that names a model: model_list, aliases of the built-in list, and the web search by Gemini."""
    return context.once(_model_places)


def _model_places(context: Context) -> list[ModelPlace]:
    places = []
    for model in context.models:
        # What PicoClaw refuses for its form is reported as that.
        well_formed = model.sent and not model.sent.startswith("/") and not any(char.isspace() for char in model.sent)
        if model.provider is not None and model.is_first_hand and well_formed:
            pointer = (*model.pointer, "model")
            places.append(ModelPlace(model.provider, model.base_model, pointer, known_model(model), model=model))
    if not context.has_own_models:
        built_in = {model.alias: model for model in context.built_in_models}
        for reference in model_references(context):
            # The first place that names it stands for all.
            named = built_in.pop(reference.name, None)
            if named is not None and named.provider is not None:
                known = known_model(named)
                places.append(ModelPlace(named.provider, named.sent, reference.pointer, known, reference.name))
    searching = context.get(*_WEB_SEARCH)
    is_on = context.get("tools", "web", "enabled") is not False and context.get(*_WEB_SEARCH[:-1], "enabled") is True
    if is_on and isinstance(searching, str) and searching.strip():
        gemini = context.providers["gemini"]
        places.append(ModelPlace(gemini, searching.strip(), _WEB_SEARCH, look_up("gemini", searching.strip())))
    return places


def named(context: Context, model: Model) -> str:
    """Name a model in a message; one without a ``model_name`` is reported as that."""
    return f"model {context.quote(model.alias)}" if model.alias else "the model"


def is_default(context: Context, model: Model) -> bool:
    """Whether PicoClaw makes this model when it starts, so that it does not start without it."""
    return bool(model.alias) and model.alias == context.default_model.alias


def aliases_by_id(context: Context) -> dict[str, str]:
    """Return what people write in place of an alias (a model's id, alone or behind its provider) -> the alias."""
    return context.once(_aliases_by_id)


def _aliases_by_id(context: Context) -> dict[str, str]:
    found: dict[str, str] = {}
    for model_id, alias in context.ids_of_aliases:
        found.setdefault(model_id, alias)
    return found


def meant_alias(context: Context, name: str) -> str | None:
    """Return the alias that somebody meant by a name that is none: its model's id, or a slip of the pen."""
    by_id = aliases_by_id(context)
    meant = by_id.get(name) or nearest(name, context.known_aliases)
    if meant is None and (near := nearest(name, by_id)) is not None:
        meant = by_id[near]
    return meant


def known_aliases_as_help(context: Context) -> str:
    """Say which aliases there are."""
    known = [context.quote(alias) for alias in list(context.known_aliases)[:8]]
    return f"known aliases: {', '.join(known)}" if known else "add the model to model_list"
