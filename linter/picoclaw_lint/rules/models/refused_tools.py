"""The rule ``refused-tools``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

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
            "gpt-6-luna takes tools in chat completions only if told not to reason (catalogue of <date>, unconfirmed), and "
            "PicoClaw sends tools and does not tell it so; OpenAI may refuse every request",
        ),
        Bad(
            _config('"model": "openai/gpt-5.4", "extra_body": {"reasoning_effort": «"low"»}'),
            "gpt-5.4 takes tools in chat completions only if told not to reason (catalogue of <date>, unconfirmed), and "
            'PicoClaw sends tools and tells it "low"; OpenAI may refuse every request',
        ),
        Bad(
            _config('"model": «"openai/gpt-6.1-sol"», "max_tokens_field": "max_completion_tokens"'),
            "gpt-6.1-sol takes tools by the Responses API only (catalogue of <date>, unconfirmed), and PicoClaw asks the one "
            "for chat completions; OpenAI may refuse every request",
        ),
        Good(_config('"model": "openai/gpt-6-luna", "extra_body": {"reasoning_effort": "none"}')),
        Good(_config('"model": "openai/gpt-5.4"')),
        Good(_config('"model": "openai/gpt-6-luna", "extra_body": {"tools": []}')),
        Good(
            _config('"model": "openai/gpt-6-luna"').replace(
                '"temperature": 1', '"temperature": 1, "turn_profile": {"enabled": true, "tools": {"mode": "off"}}'
            )
        ),
        Good(_config('"model": "openrouter/openai/gpt-6-luna"')),
        Good(_config('"model": "openai/gpt-6.1-sol"').replace('"model_name": "a", "temp', '"model_name": "b", "temp')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A model refuses the tools that PicoClaw sends with every request.

    Why: an agent's tools go out with each of its requests, and PicoClaw's provider ``openai`` asks the API for chat
    completions. Since gpt-5.6 OpenAI refuses tools there, "Function tools with reasoning_effort are not supported",
    unless the model is told not to reason, and some models cannot be told; gpt-5.4 and 5.5 refuse them if an effort is
    named. Models that agents use and that OpenAI itself serves are checked.

    What to do: add ``"extra_body": {"reasoning_effort": "none"}`` to the model. For a model that cannot be told, take
    another one, or the provider ``azure`` or ``openrouter``: they speak the Responses API or translate.

    Source: docs/picoclaw.md 8.3; what the API answers is in litellm's pull request 34569 and many reports, which models
    can be told is in litellm's table.
    """
    profile = context.get("agents", "defaults", "turn_profile")
    if isinstance(profile, dict) and profile.get("enabled") is True and _mode(profile.get("tools")) == "off":
        return
    for use in used_models(context):
        model, known = use.model, live_model(context, use.model)
        if known is None or known.tools is None or not model.is_openai or model.body.get("tools") == []:
            continue
        effort = model.body.get("reasoning_effort")
        if not isinstance(effort, str | None) or not isinstance(model.entry.get("extra_body"), dict | None):
            continue
        place, on = use.place, said_on(known, "tools")
        if known.tools == "responses":
            wanted = f"by the Responses API only {on}, and PicoClaw asks the one for chat completions"
            remedy = "take another model, or serve this one by azure or openrouter"
        elif effort == "none" or (effort is None and known.tools == "no-effort"):
            continue
        else:
            told = "does not tell it so" if effort is None else f"tells it {context.quote(effort)}"
            wanted = f"in chat completions only if told not to reason {on}, and PicoClaw sends tools and {told}"
            remedy = 'add "extra_body": {"reasoning_effort": "none"}'
            if "reasoning_effort" in model.body:
                remedy = 'write "reasoning_effort": "none"'
            elif isinstance(model.entry.get("extra_body"), dict):
                remedy = 'add "reasoning_effort": "none" to extra_body'
            elif not use.is_listed:
                remedy += " to it, in an entry of model_list"
            if effort is not None:
                remedy = 'write "reasoning_effort": "none"'
                place = (*model.pointer, "extra_body", "reasoning_effort")
        yield Hit(
            f"{known.id} takes tools {wanted}; OpenAI may refuse every request",
            place,
            help=remedy,
            notes=(Note(use.pointer, "an agent uses it"),) if place != use.pointer else (),
        )


def _mode(block: Any) -> str:
    mode = block.get("mode") if isinstance(block, dict) else None
    return mode.strip().lower() if isinstance(mode, str) else ""
