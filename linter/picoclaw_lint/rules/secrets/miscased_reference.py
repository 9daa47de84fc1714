"""The rule ``miscased-reference``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import dotted
from picoclaw_lint.edit.changes import Amend
from picoclaw_lint.rule import Bad, Good, Hit, rule, safe
from picoclaw_lint.secrets.placeholders import is_miscased_reference

_CONFIG = '{"version": 3, "model_list": [{"model_name": "a", "model": "openai/gpt-4o", "api_keys": [KEY]}]}'


@rule(
    severity="error",
    impact="runtime",
    fix="safe",
    examples=[
        Bad(
            _CONFIG.replace("KEY", '«"FILE://openai.key"»'),
            'model_list[0].api_keys[0] begins with "FILE://", which is no reference to PicoClaw: '
            "the text itself is sent as the secret",
            fixed='{"version": 3, "model_list": [{"model_name": "a", "model": "openai/gpt-4o", "api_keys": ["file://openai.key"]}]}',
        ),
        Bad(
            _CONFIG.replace("KEY", '«"Enc://c2FsdA=="»'),
            'model_list[0].api_keys[0] begins with "Enc://", which is no reference to PicoClaw: '
            "the text itself is sent as the secret",
            fixed='{"version": 3, "model_list": [{"model_name": "a", "model": "openai/gpt-4o", "api_keys": ["enc://c2FsdA=="]}]}',
        ),
        Bad(
            '{"version": 3, "channel_list": {"telegram": {"settings": {"token": «"File://bot.token"»}}}}',
            'channel_list.telegram.settings.token begins with "File://", which is no reference to PicoClaw: '
            "the text itself is sent as the secret",
            fixed='{"version": 3, "channel_list": {"telegram": {"settings": {"token": "file://bot.token"}}}}',
        ),
        Good(_CONFIG.replace("KEY", '"file://openai.key"'), files={"openai.key": "x"}),
        Good(_CONFIG.replace("KEY", '"FILE:openai.key"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A reference to a secret begins in capital letters.

    Why: PicoClaw compares ``file://`` and ``enc://`` letter by letter. ``FILE://openai.key`` is no reference to it, so
    it is taken for the secret itself and sent, and the provider answers 401.

    What to do: write ``file://`` or ``enc://`` in small letters.

    Source: docs/picoclaw.md 1.8, run against the loader.
    """
    for secret in context.structure.secrets:
        if is_miscased_reference(secret.text):
            scheme = secret.text[: secret.text.index("://") + 3]
            where = dotted(context.structure.origin(secret.pointer))
            message = f'{where} begins with "{scheme}", which is no reference to PicoClaw: the text itself is sent as the secret'
            yield Hit(
                message,
                secret.pointer,
                help=f"write {scheme.lower()}",
                fix=safe(f"write {scheme.lower()}", Amend(secret.pointer, 0, len(scheme), scheme.lower())),
            )
