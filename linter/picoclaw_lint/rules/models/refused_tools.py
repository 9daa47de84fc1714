"""The rule ``refused-tools``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.known_models import live_model, said_on
from picoclaw_lint.model_references import used_models
from picoclaw_lint.rule import Bad, Good, Hit, Note, rule


def _config(entry: str) -> str:
    return (
        f'{{"version": 3, "model_list": [{{"model_name": "a", {entry}}}], '
        '"agents": {"defaults": {"model_name": "a", "temperature": 1}}}'
    )


@rule(
    severity="warning",
    impact="runtime",
    examples=[
        Bad(
            _config('"model": «"openai/gpt-6-luna"», "max_tokens_field": "max_completion_tokens"'),
            "gpt-6-luna takes tools in chat completions only if told not to reason (catalogue of <date>), and PicoClaw "
            "sends tools and does not tell it so; OpenAI refuses every request",
        ),
        Bad(
            _config('"model": "openai/gpt-5.6-sol", "extra_body": {"reasoning_effort": «"low"»}'),
            "gpt-5.6-sol takes tools in chat completions only if told not to reason (catalogue of <date>), and PicoClaw "
            'sends tools with reasoning_effort "low"; OpenAI refuses every request',
        ),
        Bad(
            _config('"model": «"openai/gpt-6.1-sol"», "max_tokens_field": "max_completion_tokens"'),
            "gpt-6.1-sol takes tools by the Responses API only (catalogue of <date>), and PicoClaw asks the one for chat "
            "completions; OpenAI refuses every request",
        ),
        Good(_config('"model": "openai/gpt-6-luna", "extra_body": {"reasoning_effort": "none"}')),
        Good(_config('"model": "openai/gpt-5.4"')),
        Good(_config('"model": "openrouter/openai/gpt-6-luna"')),
        Good(_config('"model": "openai/gpt-6.1-sol"').replace('"model_name": "a", "temp', '"model_name": "b", "temp')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A model refuses the tools that PicoClaw sends with every request.

    Why: an agent's tools go out with each of its requests, and PicoClaw's provider ``openai`` asks the API for chat
    completions. Since gpt-5.6 OpenAI refuses tools there, "Function tools with reasoning_effort are not supported",
    unless the model is told not to reason, and some models cannot be told. Models that agents use and that OpenAI itself
    serves are checked.

    What to do: add ``"extra_body": {"reasoning_effort": "none"}`` to the model. For a model that cannot be told, take
    another one, or the provider ``azure`` or ``openrouter``: they speak the Responses API or translate.

    Source: docs/picoclaw.md 8.3; what the API answers is in litellm's pull request 34569 and many reports, which models
    can be told in litellm's table.
    """
    for model, pointer in used_models(context):
        known = live_model(context, model)
        if known is None or known.tools is None or not model.is_openai:
            continue
        extra = model.entry.get("extra_body")
        effort = extra.get("reasoning_effort") if isinstance(extra, dict) else None
        place = (*model.pointer, "model")
        on = said_on(known, "tools")
        if known.tools == "responses":
            message = (
                f"{known.id} takes tools by the Responses API only {on}, and PicoClaw asks the one for chat completions"
            )
            remedy = "take another model, or serve this one by azure or openrouter"
        elif effort == "none":
            continue
        else:
            said = "and does not tell it so" if effort is None else f"with reasoning_effort {context.quote(effort)}"
            message = (
                f"{known.id} takes tools in chat completions only if told not to reason {on}, and PicoClaw sends tools "
                f"{said}"
            )
            remedy = 'add "extra_body": {"reasoning_effort": "none"}'
            if effort is not None:
                place = (*model.pointer, "extra_body", "reasoning_effort")
        yield Hit(
            f"{message}; OpenAI refuses every request",
            place,
            help=remedy,
            notes=(Note(pointer, "an agent uses it"),),
        )
