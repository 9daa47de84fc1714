"""Where a config names a model, and which model PicoClaw finds under such a name (docs/picoclaw.md part 3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.known_models import KnownModel, known_model, look_up
from picoclaw_lint.models import Model, Provider, as_model
from picoclaw_lint.nearest import nearest
from picoclaw_lint.web_searches import NEEDS

Role = Literal["default", "fallback", "image", "light", "agent", "voice", "speech"]

_DEFAULTS: Pointer = ("agents", "defaults")
_WEB_SEARCH: Pointer = ("tools", "web", "gemini", "model")
# Who is asked for web searches before Gemini, if it is enabled (docs/picoclaw.md 2.6).
_ASKED_BEFORE = ("perplexity", "brave", "kagi", "searxng", "tavily")
# The model that searches where none is named.
_SEARCHING_BY_DEFAULT = "gemini-2.5-flash"


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

    @property
    def is_for_images(self) -> bool:
        """Whether messages with an image go to this model."""
        return self.role == "image" or "image_model_fallbacks" in self.pointer


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
    """A model, and a place that names it.

    Attributes:
        model: the model.
        reference: the first place that names it.
        is_listed: whether it is an entry of the file's ``model_list``; else PicoClaw's own, or named as provider/model.
    """

    model: Model
    reference: ModelReference
    is_listed: bool = True

    @property
    def pointer(self) -> Pointer:
        """Where it is named."""
        return self.reference.pointer

    @property
    def place(self) -> Pointer:
        """Where its id stands: in the entry, or where it is named, if there is none."""
        return self.model.id_pointer if self.is_listed else self.pointer


def uses(context: Context) -> list[Use]:
    """Every model that is found under a name, once for each place that names it."""
    return context.once(_uses)


def _uses(context: Context) -> list[Use]:
    return [
        Use(model, reference, is_listed)
        for reference in model_references(context)
        for model, is_listed in _found(context, reference)
    ]


def _found(context: Context, reference: ModelReference) -> list[tuple[Model, bool]]:
    """The models that PicoClaw finds for a name, and whether they stand in model_list (docs/picoclaw.md part 3)."""
    name = reference.name
    if not context.has_own_models:
        built_in = [(model, False) for model in context.built_in_models if model.alias == name]
        if built_in:
            return built_in
    listed = list(context.aliases.get(name, ()))
    if not listed and reference.role == "agent":
        listed = [model for model in context.models if name in (model.text("model"), model.id)][:1]
        if not listed and name.partition("/")[0].lower() in context.providers and "/" in name:
            return [(as_model(-1, {"model": name}, context.release), False)]
    return [(model, True) for model in listed]


def used_models(context: Context) -> list[Use]:
    """The models that agents talk with: the default, the light one, those for images, their own, all fallbacks."""
    return context.once(_used_models)


def _used_models(context: Context) -> list[Use]:
    first: dict[tuple[int, str], Use] = {}
    for use in uses(context):
        if use.reference.role not in ("voice", "speech"):
            first.setdefault((use.model.position, "" if use.is_listed else use.reference.name), use)
    return list(first.values())


def listed_models(context: Context) -> Iterator[tuple[Model, Pointer]]:
    """The entries of model_list that agents talk with, and the first place that names each."""
    return ((use.model, use.pointer) for use in used_models(context) if use.is_listed)


def unlisted_models(context: Context) -> list[Use]:
    """The models that agents talk with and that are no entries of model_list, once for each name."""
    first = {use.reference.name: use for use in reversed(uses(context)) if not use.is_listed}
    return list(first.values())


def every_model(context: Context) -> Iterator[tuple[Model, Pointer, bool]]:
    """Every model, where its id stands, and whether that is an entry of model_list."""
    yield from ((model, model.id_pointer, True) for model in context.models)
    yield from ((use.model, use.pointer, False) for use in unlisted_models(context))


class ModelPlace(NamedTuple):
    """A place that names a model of a provider, which the provider itself is asked for.

    Attributes:
        provider: who serves it.
        id: the model, without what a fine-tune adds to it.
        pointer: where it is named.
        known: what the catalogue knows of it.
        role: what it is for; empty for an entry of model_list, which may be for anything.
        alias: what stands there instead of the id, if that is an alias of PicoClaw's built-in list.
        model: the model as PicoClaw makes it; None for the one that searches.
        is_listed: whether it is an entry of the file's model_list.
    """

    provider: Provider
    id: str
    pointer: Pointer
    known: KnownModel | None
    role: Role | Literal["search", ""] = ""
    alias: str | None = None
    model: Model | None = None
    is_listed: bool = False

    @property
    def is_fine_tune(self) -> bool:
        """Whether it is a model that was made of ``id``."""
        return self.model is not None and self.model.base_model != self.model.sent


def model_places(context: Context) -> list[ModelPlace]:
    """Every place that names a model: model_list, names of models that are not there, and the web search by Gemini."""
    return context.once(_model_places)


def _model_places(context: Context) -> list[ModelPlace]:
    places = []
    roles = {use.model.position: use.reference.role for use in reversed(uses(context)) if use.is_listed}
    for model in context.models:
        if model.provider is not None and model.is_first_hand and _is_well_formed(model):
            role = roles.get(model.position, "")
            known = known_model(model)
            places.append(
                ModelPlace(model.provider, model.base_model, model.id_pointer, known, role, None, model, is_listed=True)
            )
    for use in unlisted_models(context):
        model, provider = use.model, use.model.provider
        if provider is not None and model.is_first_hand:
            known, alias = known_model(model), model.alias or None
            places.append(ModelPlace(provider, model.base_model, use.pointer, known, use.reference.role, alias, model))
    searching = _searching(context)
    if searching is not None:
        gemini, (name, pointer) = context.providers["gemini"], searching
        places.append(ModelPlace(gemini, name, pointer, look_up("gemini", name), "search"))
    return places


def _is_well_formed(model: Model) -> bool:
    """Whether PicoClaw takes the form of an id; one that it refuses is reported as that."""
    written = model.text("model")
    return bool(written) and not any(char in written for char in " \t\r\n") and "//" not in f"/{written}"


def _searching(context: Context) -> tuple[str, Pointer] | None:
    """The model that is asked for web searches, and its place; None where others search, as far as can be told."""
    web = context.get(*_WEB_SEARCH[:2])
    if not isinstance(web, dict) or web.get("enabled") is False:
        return None
    on = {name for name, section in web.items() if isinstance(section, dict) and section.get("enabled") is True}
    wanted = web.get("provider")
    if not isinstance(wanted, str | None):
        return None
    # Where none is wanted, or one that PicoClaw does not know, it takes the first that is ready.
    is_first = wanted == "gemini" or (wanted not in NEEDS and not on & set(_ASKED_BEFORE))
    if "gemini" not in on or not is_first:
        return None
    model = context.get(*_WEB_SEARCH)
    if isinstance(model, str) and model.strip():
        return model.strip(), _WEB_SEARCH
    return (_SEARCHING_BY_DEFAULT, _WEB_SEARCH[:3]) if model in (None, "") else None


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
