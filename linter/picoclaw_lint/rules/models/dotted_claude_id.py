"""The rule ``dotted-claude-id``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, rule
from picoclaw_lint.url import host_of

_DOTTED = r"claude-[a-z0-9-]*\d\.\d[\w-]*"


def _config(entry: str) -> str:
    return '{"version": 3, "model_list": [{"model_name": "a", ' + entry + "}]}"


@rule(
    severity="warning",
    impact="runtime",
    examples=[
        Bad(
            _config('"model": «"anthropic/claude-sonnet-4.6"»'),
            'the id "claude-sonnet-4.6" has a dot, and those of Anthropic have none; did you mean "claude-sonnet-4-6"?',
        ),
        Bad(
            _config('"provider": "anthropic-messages", "model": «"claude-3.5-haiku-20241022"»'),
            'the id "claude-3.5-haiku-20241022" has a dot, and those of Anthropic have none; '
            'did you mean "claude-3-5-haiku-20241022"?',
        ),
        Good(_config('"model": "anthropic/claude-sonnet-4-6"')),
        Good(_config('"model": "anthropic/claude-sonnet-4.6", "auth_method": "oauth"')),
        Good(_config('"model": "openrouter/anthropic/claude-sonnet-4.6"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The id of a Claude model has a dot, which Anthropic's ids do not have.

    Why: Anthropic writes versions with dashes (``claude-sonnet-4-6``), OpenRouter and Copilot with dots. PicoClaw turns
    dots into dashes only where its log-in is used (``auth_method`` "oauth"); with an API key the id is sent as written.

    What to do: write dashes.

    Source: docs/picoclaw.md 8.5: PicoClaw's part read in the source, Anthropic's answer inferred.
    """
    for model in context.models:
        provider = model.provider
        if provider is None or provider.id not in ("anthropic", "anthropic-messages"):
            continue
        signed_in = provider.id == "anthropic" and model.text("auth_method").strip().lower() in ("oauth", "token")
        if not signed_in and model.host == host_of(provider.api_base or "") and re.fullmatch(_DOTTED, model.id, re.I):
            dashed = model.id.replace(".", "-")
            yield Hit(
                f"the id {context.quote(model.id)} has a dot, and those of Anthropic have none; "
                f"did you mean {context.quote(dashed)}?",
                (*model.pointer, "model"),
                help=f"write {context.quote(model.text('model').replace('.', '-'))}",
            )
