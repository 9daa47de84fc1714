"""The rule ``ineffective-model-field``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.edit.changes import Drop
from picoclaw_lint.models import Model
from picoclaw_lint.rule import Bad, Good, Hit, rule, unsafe

# What a provider does not use, and what only some use (docs/picoclaw.md 2.1).
_UNUSED = {
    "anthropic-messages": ("proxy", "extra_body", "custom_headers", "max_tokens_field"),
    "alibaba-coding-anthropic": ("proxy", "extra_body", "custom_headers", "max_tokens_field"),
    "azure": ("extra_body", "custom_headers", "max_tokens_field"),
    "gemini": ("max_tokens_field",),
}
_ONLY_FOR = {
    "connect_mode": (("github-copilot",), "GitHub Copilot"),
    "workspace": (("claude-cli", "codex-cli"), "Claude CLI and Codex CLI"),
}


def _config(entry: str) -> str:
    return f'{{"version": 3, "model_list": [{{"model_name": "a", {entry}}}]}}'


@rule(
    severity="warning",
    impact="ignored",
    fix="unsafe",
    examples=[
        Bad(
            _config('"model": "azure/d", "api_base": "https://acme.openai.azure.com", "extra_body": «{"top_p": 1}»'),
            'PicoClaw does not use "extra_body" for Azure OpenAI, so it has no effect',
            fixed=_config('"model": "azure/d", "api_base": "https://acme.openai.azure.com"'),
        ),
        Bad(
            _config('"model": "openai/gpt-4o", "workspace": «"~/work"»'),
            'PicoClaw uses "workspace" for Claude CLI and Codex CLI only, so it has no effect on a model of OpenAI',
            fixed=_config('"model": "openai/gpt-4o"'),
        ),
        Good(_config('"model": "openai/gpt-4o", "extra_body": {"top_p": 1}')),
        Good(_config('"model": "azure/d", "api_base": "https://acme.openai.azure.com", "extra_body": {}')),
        Good(_config('"model": "claude-cli/m", "workspace": "~/work"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A field of a model has no effect with its provider.

    Why: PicoClaw knows the field, so the file loads, but the part that talks to this provider does not look at it.

    What to do: remove the field.

    Source: docs/picoclaw.md 2.1 ("Fields without effect"), read in the source.
    """
    for model in context.models:
        for field, message in _unused(model):
            place = (*model.pointer, field)
            yield Hit(message, place, help="remove it", fix=unsafe("remove it", Drop(place)))


def _unused(model: Model) -> Iterator[tuple[str, str]]:
    provider = model.provider
    if provider is None:
        return
    for field in _UNUSED.get(provider.id, ()):
        if model.entry.get(field):
            yield field, f'PicoClaw does not use "{field}" for {provider.name}, so it has no effect'
    for field, (users, names) in _ONLY_FOR.items():
        if model.text(field) and provider.id not in users:
            yield (
                field,
                (f'PicoClaw uses "{field}" for {names} only, so it has no effect on a model of {provider.name}'),
            )
