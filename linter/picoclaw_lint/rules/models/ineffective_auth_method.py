"""The rule ``ineffective-auth-method``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.edit.changes import Drop
from picoclaw_lint.nearest import nearest
from picoclaw_lint.rule import Bad, Good, Hit, Remedy, rewording, rule, unsafe

_SIGNED_IN = ("oauth", "token")
# "api_key" is the word of PicoClaw's guide, "local" that of its web UI.
_HARMLESS = ("", "api_key", "local")


def _config(entry: str) -> str:
    return '{"version": 3, "model_list": [{"model_name": "a", ' + entry + "}]}"


@rule(
    severity="warning",
    impact="ignored",
    fix="unsafe",
    examples=[
        Bad(
            _config('"model": "groq/m", "auth_method": «"oauth"»'),
            'auth_method "oauth" is for OpenAI, Anthropic and Google Code Assist; PicoClaw ignores it for Groq',
            fixed=_config('"model": "groq/m"'),
        ),
        Bad(
            _config('"model": "openai/gpt-4o", "auth_method": «"oauht"»'),
            'auth_method "oauht" is none that PicoClaw knows, so it is ignored; did you mean "oauth"?',
            fixed=_config('"model": "openai/gpt-4o", "auth_method": "oauth"'),
        ),
        Good(_config('"model": "antigravity/gemini-3-flash", "auth_method": "oauth"')),
        Good(_config('"model": "groq/m", "auth_method": "api_key"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """An auth_method has no effect.

    Why: ``oauth`` and ``token`` make PicoClaw use the credentials of its log-in, for OpenAI and Anthropic only; Google
    Code Assist (antigravity) always does. Elsewhere, and in any other spelling, the field does nothing, and the model
    needs a key like any other.

    What to do: remove the field, and give the model a key in ``.security.yml``.

    Source: docs/picoclaw.md 2.1, read in the source; part 9 for the values that load.
    """
    for model in context.models:
        provider, written = model.provider, model.text("auth_method")
        method, place = written.strip().lower(), (*model.pointer, "auth_method")
        fix: Remedy | None = unsafe("remove the field", Drop(place))
        if provider is None or provider.id == "antigravity" or method in _HARMLESS:
            continue
        if method not in _SIGNED_IN:
            meant = nearest(method, _SIGNED_IN)
            message = f"auth_method {context.quote(written)} is none that PicoClaw knows, so it is ignored"
            message += f'; did you mean "{meant}"?' if meant else ""
            fix = rewording(place, method, meant) or fix
        elif provider.id not in ("openai", "anthropic"):
            message = (
                f"auth_method {context.quote(written)} is for OpenAI, Anthropic and Google Code Assist; "
                f"PicoClaw ignores it for {provider.name}"
            )
        else:
            continue
        yield Hit(
            message,
            place,
            help="remove the field, or write oauth where it counts",
            fix=fix,
        )
