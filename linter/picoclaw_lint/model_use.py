"""Which entries of model_list agents talk with, and what names them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from picoclaw_lint.context import Context, Model
from picoclaw_lint.document.pointer import Pointer


class Use(NamedTuple):
    """An entry of ``model_list`` that an agent talks with, and the first place that names it."""

    model: Model
    pointer: Pointer


def used_models(context: Context) -> list[Use]:
    """The models that agents use: the default, the light one, those for images, the agents' own, all fallbacks.

    Source: docs/picoclaw.md part 3.
    """
    uses: dict[int, Use] = {}
    for pointer, name in _names(context):
        for model in context.aliases.get(name, ()) if isinstance(name, str) else ():
            uses.setdefault(model.position, Use(model, pointer))
    return list(uses.values())


def named(context: Context, model: Model) -> str:
    """Name a model in a message; one without a ``model_name`` is reported as that."""
    return f"model {context.quote(model.alias)}" if model.alias else "the model"


def is_default(context: Context, model: Model) -> bool:
    """Whether PicoClaw makes this model when it starts, so that it does not start without it."""
    return bool(model.alias) and model.alias == context.default_model.alias


def _names(context: Context) -> Iterator[tuple[Pointer, Any]]:
    if context.default_model.pointer is not None:
        yield context.default_model.pointer, context.default_model.alias
    at: Pointer = ("agents", "defaults")
    defaults = context.get("agents", "defaults")
    if isinstance(defaults, dict):
        yield (*at, "image_model"), defaults.get("image_model")
        yield (*at, "routing", "light_model"), context.get("agents", "defaults", "routing", "light_model")
        for key in ("model_fallbacks", "image_model_fallbacks"):
            yield from _listed((*at, key), defaults.get(key))
    for pointer, agent in context.objects("agents", "list"):
        own = agent.get("model")
        if isinstance(own, dict):
            yield (*pointer, "model", "primary"), own.get("primary")
            yield from _listed((*pointer, "model", "fallbacks"), own.get("fallbacks"))
        else:
            yield (*pointer, "model"), own


def _listed(pointer: Pointer, names: Any) -> Iterator[tuple[Pointer, Any]]:
    for index, name in enumerate(names if isinstance(names, list) else ()):
        yield (*pointer, index), name
