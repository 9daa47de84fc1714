"""The rule ``blind-image-model``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.known_models import live_model, said_on
from picoclaw_lint.model_references import uses
from picoclaw_lint.rule import Bad, Good, Hit, Note, rule


def _config(entry: str, more: str = '"image_model": «"a"»') -> str:
    return f'{{"version": 3, "model_list": [{{"model_name": "a", {entry}}}], "agents": {{"defaults": {{{more}}}}}}}'


@rule(
    severity="warning",
    impact="runtime",
    examples=[
        Bad(
            _config('"model": "groq/openai/gpt-oss-120b"'),
            'the image model is "a", but openai/gpt-oss-120b takes no images (catalogue of <date>, unconfirmed); '
            "messages with one will fail",
        ),
        Bad(
            _config('"model": "deepseek/deepseek-v4-pro"', '"image_model_fallbacks": [«"a"»]'),
            'the fallback of the image model is "a", but deepseek-v4-pro takes no images (catalogue of <date>); '
            "messages with one will fail",
        ),
        Good(_config('"model": "openai/gpt-4o"')),
        Good(_config('"model": "deepseek/deepseek-v4-pro"', '"model_name": "a"')),
        Good(_config('"model": "deepseek/deepseek-v4-pro", "api_base": "http://localhost:8000/v1"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The model for images takes no images.

    Why: where ``image_model`` is set, PicoClaw gives messages with an image to it and to its fallbacks. A model that
    takes only text answers with an error. Models that the provider itself serves are checked.

    What to do: name a model that takes images, or leave image_model out if the default model does.

    Source: docs/picoclaw.md part 3, read in the source; OpenAI's pages and public lists of models for what they take.
    """
    for use in uses(context):
        known = live_model(context, use.model) if use.reference.is_for_images else None
        # What is no chat model at all is reported as that.
        if known is None or known.vision is not False or known.kind != "chat":
            continue
        yield Hit(
            f"{use.reference.title} is {context.quote(use.reference.name)}, but {known.id} takes no images "
            f"{said_on(known, 'vision')}; messages with one will fail",
            use.pointer,
            help="name a model that takes images",
            notes=(Note(use.place, "the model"),) if use.is_listed else (),
        )
