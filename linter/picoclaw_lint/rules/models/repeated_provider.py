"""The rule ``repeated-provider``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.known_models import look_up, said_on
from picoclaw_lint.meant_models import its_end, meant_model
from picoclaw_lint.models import TAKEN_OFF
from picoclaw_lint.rule import Bad, Good, Hit, rule
from picoclaw_lint.url import host_of

# Whose ids have no slash, so that one with a provider in front is unknown to them.
_PLAIN_IDS = frozenset(("anthropic", "anthropic-messages"))
_ELSEWHERE = frozenset(("gemini", "openai"))


def _config(entry: str) -> str:
    return '{"version": 3, "model_list": [{"model_name": "a", ' + entry + "}]}"


@rule(
    severity=("error", "warning"),
    impact="runtime",
    examples=[
        Bad(
            _config('"provider": "anthropic", "model": «"anthropic/claude-sonnet-4-6"»'),
            'with "provider": "anthropic" the whole text "anthropic/claude-sonnet-4-6" is sent as the model\'s id; '
            'Anthropic knows "claude-sonnet-4-6" (catalogue of <date>)',
        ),
        Bad(
            _config('"provider": "zhipu", "model": «"glm/glm-4.7"»'),
            'with "provider": "zhipu" the whole text "glm/glm-4.7" is sent as the model\'s id; '
            'Zhipu AI knows "glm-4.7" (catalogue of <date>)',
        ),
        Bad(
            _config('"provider": "claude", "model": «"claude/claude-sonnet-4.6"»'),
            'with "provider": "claude" the whole text "claude/claude-sonnet-4.6" is sent as the model\'s id; '
            'Anthropic knows "claude-sonnet-4-6" (catalogue of <date>)',
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
        provider, named, written = model.provider, model.named_provider, model.text("model")
        prefix, slash, rest = written.partition("/")
        own = provider is not None and model.host == host_of(provider.api_base or "")
        # What is sent to OpenAI is held against its catalogue, by another rule; Gemini's client takes it off.
        if provider is None or not named or not slash or not rest or not own or provider.id in _ELSEWHERE:
            continue
        is_plain = provider.id in _PLAIN_IDS
        if context.providers.get(prefix.lower()) is provider and (is_plain or prefix.lower() not in TAKEN_OFF):
            meant = meant_model(context, provider.id, rest) if look_up(provider.id, rest) is None else None
            right = meant.id if meant is not None else rest
            end = its_end(context, look_up(provider.id, right))
            is_known = look_up(provider.id, right) is not None
            yield Hit(
                f'with "provider": {context.quote(named)} the whole text {context.quote(written)} is sent as the '
                f"model's id; {provider.name} {'knows' if is_known else 'may know only'} {context.quote(right)}"
                + (f" {said_on()}" if is_known else ""),
                (*model.pointer, "model"),
                help=f'write "model": {context.quote(right)}{end}',
                severity="error" if is_plain else "warning",
            )
