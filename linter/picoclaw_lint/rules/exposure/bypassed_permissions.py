"""The rule ``bypassed-permissions``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.channels import chats
from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, rule

# What PicoClaw does with programs that ask before they act (docs/picoclaw.md part 5).
_HOW = {
    "claude-cli": "starts claude with its permission checks bypassed",
    "codex-cli": "starts codex with its permission checks bypassed",
    "github-copilot": "approves every permission that Copilot asks for",
}


def _config(model: str, enabled: str = "true") -> str:
    return (
        f'{{"version": 3, "model_list": [{{"model_name": "a", {model}}}],'
        f' "channel_list": {{"telegram": {{"enabled": {enabled}, "allow_from": ["123456789"]}}}}}}'
    )


@rule(
    severity="warning",
    impact="security",
    examples=[
        Bad(
            _config('"model": «"claude-cli/claude-sonnet-4-6"»'),
            'for model "a" PicoClaw starts claude with its permission checks bypassed; '
            'whoever may write in "telegram" can have it do anything here',
        ),
        Bad(
            _config('"provider": «"copilot"», "model": "gpt-5.4"'),
            'for model "a" PicoClaw approves every permission that Copilot asks for; '
            'whoever may write in "telegram" can have it do anything here',
        ),
        Good(_config('"model": "claude-cli/claude-sonnet-4-6"', "false")),
        Good(_config('"model": "ollama/llama3.2"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A model is a program that may do anything, and a chat leads to it.

    Why: the providers claude-cli and codex-cli run programs with hands of their own, and PicoClaw starts them with
    their permission checks bypassed; for github-copilot it approves every request. Neither PicoClaw's workspace nor its
    deny patterns hold for what they do.

    What to do: use the API of the vendor for models that chats reach, or give PicoClaw a user or container of its own.

    Source: docs/picoclaw.md part 5, read in the source.
    """
    reached = chats(context)
    for model in context.models if reached else ():
        how = _HOW.get(model.provider.id) if model.provider is not None else None
        if how is not None:
            yield Hit(
                f"for model {context.quote(model.alias)} PicoClaw {how}; "
                f"whoever may write in {context.quote(reached[0].name)} can have it do anything here",
                (*model.pointer, "model" if model.from_prefix else "provider"),
                help="use the vendor's API for models that chats reach, or give PicoClaw a user of its own",
            )
