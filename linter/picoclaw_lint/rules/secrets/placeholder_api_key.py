"""The rule ``placeholder-api-key``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer, dotted
from picoclaw_lint.rule import Bad, Good, Hit, rule
from picoclaw_lint.secrets.placeholders import is_miscased_reference, is_placeholder, is_reference

_CONFIG = '{"version": 3, "model_list": [{"model_name": "a", "model": "MODEL", "api_keys": [KEY]}]}'


@rule(
    severity=("warning", "info"),
    impact=("runtime", "advice"),
    examples=[
        Bad(
            _CONFIG.replace("MODEL", "openai/gpt-4o").replace("KEY", '«"YOUR_OPENAI_API_KEY_HERE"»'),
            'model_list[0].api_keys[0] was never filled in: "YOUR_OPENAI_API_KEY_HERE" is a placeholder, and it is sent '
            "as it stands",
        ),
        Bad(
            _CONFIG.replace("MODEL", "openai/gpt-4o").replace("KEY", '«"sk-xxx"»'),
            'model_list[0].api_keys[0] holds the placeholder "sk-xxx", the right thing to commit; '
            "the key itself belongs into .security.yml",
            tracked=True,
        ),
        Bad(
            '{"version": 3, "channel_list": {"telegram": {"enabled": true, "settings": {"token": «"YOUR_BOT_TOKEN"»}}}}',
            'channel_list.telegram.settings.token was never filled in: "YOUR_BOT_TOKEN" is a placeholder, and it is sent '
            "as it stands",
        ),
        Good(_CONFIG.replace("MODEL", "ollama/llama3").replace("KEY", '"ollama"')),
        Good('{"version": 3, "channel_list": {"telegram": {"settings": {"token": "YOUR_BOT_TOKEN"}}}}'),
        Good(_CONFIG.replace("MODEL", "openai/gpt-4o").replace("KEY", '"file://key"'), files={"key": "x"}),
        Good(_CONFIG.replace("MODEL", "openai/gpt-4o").replace("KEY", '"FILE://your-api-key"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A key was never filled in.

    Why: PicoClaw cannot tell an example from a key. It sends the placeholder, and the provider answers 401 at the
    first message. In a file that git tracks a placeholder is the right thing, so there it is only a note. Models that
    need no key may have any, and a channel that is not enabled is not looked at.

    What to do: put the real key into ``.security.yml`` beside the config. From config version 2 on it takes the place
    of what stands here; before that PicoClaw keeps both, so take the placeholder out.

    Source: docs/picoclaw.md 8.6; mistake 1 in its part 7.
    """
    for secret in context.own_secrets:
        names_other = is_reference(secret.text) or is_miscased_reference(secret.text)
        if is_placeholder(secret.text) and not names_other and _is_used(context, secret.pointer):
            where, shown = dotted(context.structure.origin(secret.pointer)), context.quote(secret.text)
            if context.tracked:
                message = (
                    f"{where} holds the placeholder {shown}, the right thing to commit; "
                    "the key itself belongs into .security.yml"
                )
                yield Hit(message, secret.pointer, severity="info", impact="advice")
            else:
                message = f"{where} was never filled in: {shown} is a placeholder, and it is sent as it stands"
                old = (context.structure.config_version or 0) < 2
                remedy = "write the real one" if old else "put the real one into .security.yml beside the config"
                yield Hit(message, secret.pointer, help=remedy)


def _is_used(context: Context, pointer: Pointer) -> bool:
    section, place = pointer[:2]
    if section == "model_list":
        model = next((model for model in context.models if model.position == place), None)
        keyless = model is not None and model.provider is not None and model.provider.key == "optional"
        return model is not None and not keyless and not model.is_local
    if section == "channel_list":
        return any(c.name == place and c.entry.get("enabled") is True for c in context.channels)
    return context.get(*pointer[:3], "enabled") is True
