"""The rule ``stripped-model-id``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.edit.changes import Put
from picoclaw_lint.known_models import is_shut_down, look_up, said_on
from picoclaw_lint.meant_models import as_written, own_models
from picoclaw_lint.model_references import every_model
from picoclaw_lint.models import Model
from picoclaw_lint.rule import Bad, Good, Hit, rule, unsafe


def _config(entry: str) -> str:
    return '{"version": 3, "model_list": [{"model_name": "a", ' + entry + "}]}"


@rule(
    severity="warning",
    impact="runtime",
    fix="unsafe",
    examples=[
        Bad(
            _config('"model": «"nvidia/nvidia/nemotron-3-super-120b-a12b"»'),
            'PicoClaw takes "nvidia/" off once more and asks NVIDIA for "nemotron-3-super-120b-a12b", which it knows only as '
            '"nvidia/nemotron-3-super-120b-a12b" (catalogue of <date>)',
            fixed=_config('"model": "nvidia/nvidia/nvidia/nemotron-3-super-120b-a12b"'),
        ),
        Bad(
            _config('"provider": "novita", "model": «"deepseek/deepseek-v3.2"»'),
            'PicoClaw takes "deepseek/" off and asks Novita AI for "deepseek-v3.2", which it knows only as '
            '"deepseek/deepseek-v3.2" (catalogue of <date>)',
            fixed=_config('"provider": "novita", "model": "deepseek/deepseek/deepseek-v3.2"'),
        ),
        Good(_config('"model": "nvidia/nvidia/nvidia/nemotron-3-super-120b-a12b"')),
        Good(_config('"model": "novita/deepseek/deepseek-v3.2", "extra_body": {"model": "deepseek/deepseek-v3.2"}')),
        Good(_config('"model": "openrouter/deepseek/deepseek-v3.2"')),
        Good(_config('"model": "novita/zai-org/glm-4.7"')),
        Good(_config('"provider": "groq", "model": "groq/llama-3.1-8b-instant"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """PicoClaw takes a part off a model's id that the provider wants.

    Why: the client for OpenAI's protocol takes a first segment off an id if it is one of sixteen names (``nvidia/``,
    ``deepseek/``, ``google/``, ``minimax/``, ...), whatever the provider. Providers that serve models of others know them
    with their makers' names, and do not find what is left.

    What to do: write the segment twice; PicoClaw takes one of them off.

    Source: docs/picoclaw.md 2.1, read in openai_compat/provider.go; public lists of models for the ids.
    """
    for model, place, _ in every_model(context):
        if model.provider is None or not _is_stripped(context, model):
            continue
        again = " once more" if model.text("model").startswith(model.cut * 2) else ""
        yield Hit(
            f"PicoClaw takes {context.quote(model.cut)} off{again} and asks {model.provider.name} for "
            f"{context.quote(model.sent)}, which it knows only as {context.quote(model.id)} {said_on()}",
            place,
            help=f"write {context.quote(as_written(model, model.id))}",
            fix=unsafe(f"write {context.quote(as_written(model, model.id))}", Put(place, as_written(model, model.id))),
        )


def _is_stripped(context: Context, model: Model) -> bool:
    """Whether the provider knows an id only as it was; one that is gone is told of as that."""
    provider = model.provider
    if provider is None or not model.cut or model.is_laid_over or not model.is_first_hand:
        return False
    wanted = look_up(provider.id, model.id)
    is_there = wanted is not None and not is_shut_down(context, wanted)
    return is_there and look_up(provider.id, model.sent) is None and model.sent not in own_models(context, provider.id)
