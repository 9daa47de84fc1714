"""The rule ``repeated-provider``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.edit.changes import Put
from picoclaw_lint.known_models import said_on
from picoclaw_lint.meant_models import PLAIN_IDS, its_end, names_provider_twice, right_model
from picoclaw_lint.rule import Bad, Good, Hit, rule, unsafe


def _config(entry: str) -> str:
    return '{"version": 3, "model_list": [{"model_name": "a", ' + entry + "}]}"


@rule(
    severity=("error", "warning"),
    impact="runtime",
    fix="unsafe",
    examples=[
        Bad(
            _config('"provider": "anthropic", "model": «"anthropic/claude-sonnet-4-6"»'),
            'with "provider": "anthropic" the whole text "anthropic/claude-sonnet-4-6" is sent as the model\'s id; '
            'Anthropic knows "claude-sonnet-4-6" (catalogue of <date>)',
            fixed=_config('"provider": "anthropic", "model": "claude-sonnet-4-6"'),
        ),
        Bad(
            _config('"provider": "zhipu", "model": «"glm/glm-4.7"»'),
            'with "provider": "zhipu" the whole text "glm/glm-4.7" is sent as the model\'s id; '
            'Zhipu AI knows "glm-4.7" (catalogue of <date>)',
            fixed=_config('"provider": "zhipu", "model": "glm-4.7"'),
        ),
        Bad(
            _config('"provider": "claude", "model": «"claude/claude-sonnet-4.6"»'),
            'with "provider": "claude" the whole text "claude/claude-sonnet-4.6" is sent as the model\'s id; '
            'Anthropic knows "claude-sonnet-4-6" (catalogue of <date>)',
            fixed=_config('"provider": "claude", "model": "claude-sonnet-4-6"'),
        ),
        Good(_config('"provider": "gemini", "model": "gemini/gemini-2.5-pro"')),
        Good(_config('"provider": "deepseek", "model": "deepseek/deepseek-chat"')),
        Good(_config('"provider": "groq", "model": "openai/gpt-oss-120b"')),
        Good(
            _config('"provider": "anthropic", "model": "anthropic/claude", "api_base": "https://proxy.example.net/v1"')
        ),
        Good(_config('"model": "anthropic/claude-sonnet-4-6"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A provider is named in provider and once more in front of the model.

    Why: where ``provider`` is given, ``model`` is sent as it stands. Only some names in front of it are taken off all
    the same, such as ``groq/`` and ``deepseek/``. The provider does not know the model by the longer name.

    What to do: keep ``provider``, and write the model's id alone.

    Source: docs/picoclaw.md 2.1 and 8.5, read in the source; part 9 for how often it is met.
    """
    for model in context.models:
        if model.provider is None or not names_provider_twice(context, model):
            continue
        provider, written = model.provider, model.text("model")
        rest = written.partition("/")[2]
        meant = right_model(context, provider.id, rest)
        right, known = (rest, None) if meant is None else (meant.id, meant.known)
        knows = "may know only" if known is None else "knows"
        yield Hit(
            f'with "provider": {context.quote(model.named_provider)} the whole text {context.quote(written)} is sent as '
            f"the model's id; {provider.name} {knows} {context.quote(right)}{'' if known is None else f' {said_on()}'}",
            (*model.pointer, "model"),
            help=f'write "model": {context.quote(right)}{its_end(context, known)}',
            fix=None
            if its_end(context, known)
            else unsafe(f"write {context.quote(right)}", Put((*model.pointer, "model"), right)),
            severity="error" if provider.id in PLAIN_IDS else "warning",
        )
