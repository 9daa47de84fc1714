"""What to take in place of a model that ends, and what PicoClaw needs to be told with it."""

from __future__ import annotations

from picoclaw_lint.context import Context
from picoclaw_lint.known_models import KnownModel, is_shut_down, look_up
from picoclaw_lint.model_references import ModelPlace

_NEEDS = {
    "effort-none": '; with tools it wants "extra_body": {"reasoning_effort": "none"}',
    "responses": ", but PicoClaw cannot give it tools by provider openai",
}


def in_its_place(context: Context, place: ModelPlace) -> str:
    """Say what to take in place of a model of a place; it is known to the catalogue."""
    assert place.known is not None
    provider = place.provider
    successor = _successor(context, provider.id, place.known)
    where = "here" if place.alias is None else "in a model_list of your own"
    if successor is None:
        return f"name another model of {provider.name} {where}"
    needs = _NEEDS.get(successor.tools or "", "")
    return f"name {successor.id} {where}, which {provider.name} gives in its place{needs}"


def _successor(context: Context, provider: str, known: KnownModel) -> KnownModel | None:
    successor = look_up(provider, known.successor) if known.successor is not None else None
    return None if successor is None or is_shut_down(context, successor) else successor
