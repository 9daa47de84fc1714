"""The rule ``unresolved-variable``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import dotted
from picoclaw_lint.rule import Bad, Good, Hit, rule
from picoclaw_lint.secrets.placeholders import is_variable


@rule(
    severity="warning",
    impact="runtime",
    examples=[
        Bad(
            '{"version": 3, "model_list": [{"model_name": "a", "model": "b", "api_keys": [«"${OPENAI_API_KEY}"»]}]}',
            'model_list[0].api_keys[0] is "${OPENAI_API_KEY}", and PicoClaw does not replace variables: it is sent as it '
            "stands",
        ),
        Good('{"version": 3, "model_list": [{"model_name": "a", "model": "b", "api_keys": ["YOUR_KEY"]}]}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A variable stands where a secret belongs.

    Why: PicoClaw resolves ``file://`` and ``enc://`` in its config, but no ``${NAME}``, ``$NAME`` or ``env:NAME``.
    The text is sent as the key, and the provider answers 401.

    What to do: put the key into ``.security.yml`` beside the config, or into a file named with ``file://``. The
    tokens of channels can also be set by the environment variables of their fields.

    Source: docs/picoclaw.md 8.6 and part 9 (75 of the secrets in public configs).
    """
    for secret in context.own_secrets:
        if is_variable(secret.text):
            where = dotted(context.structure.origin(secret.pointer))
            message = (
                f"{where} is {context.quote(secret.text)}, and PicoClaw does not replace variables: "
                "it is sent as it stands"
            )
            yield Hit(message, secret.pointer, help="use .security.yml, or file:// with the name of a file")
