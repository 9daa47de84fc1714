"""The rule ``wrong-max-tokens-field``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, rule
from picoclaw_schema import catalogue

# Models of OpenAI that refuse max_tokens, and what in an id makes PicoClaw take the new name (docs/picoclaw.md 8.3).
_REASONING = r"o[1-9]|gpt-[5-9]"
_KNOWN_TO_PICOCLAW = ("glm", "o1", "gpt-5")
_NEW = "max_completion_tokens"


def _config(entry: str) -> str:
    return '{"version": 3, "model_list": [{"model_name": "a", ' + entry + "}]}"


@rule(
    severity="error",
    impact="runtime",
    examples=[
        Bad(
            _config('"model": «"openai/o4-mini"»'),
            'PicoClaw sends "max_tokens" with "o4-mini", and OpenAI takes only "max_completion_tokens"; '
            "every request will fail",
        ),
        Bad(
            _config('"model": «"openai/gpt-6-luna"»'),
            'PicoClaw sends "max_tokens" with "gpt-6-luna", and OpenAI takes only "max_completion_tokens"; '
            "every request will fail",
        ),
        Bad(
            _config('"model": "openai/gpt-5.4", "max_tokens_field": «"max_tokens"»'),
            'PicoClaw sends "max_tokens" with "gpt-5.4", and OpenAI takes only "max_completion_tokens"; '
            "every request will fail",
        ),
        Good(_config('"model": "openai/o4-mini", "max_tokens_field": "max_completion_tokens"')),
        Good(_config('"model": "openai/gpt-5.4"')),
        Good(_config('"model": "openai/gpt-4o"')),
        Good(_config('"model": "openai/o3", "api_base": "https://gateway.example.net/v1"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A model refuses the name that PicoClaw gives the number of tokens.

    Why: OpenAI's reasoning models answer ``max_tokens`` with "Unsupported parameter". PicoClaw sends
    ``max_completion_tokens`` by itself only if the id has "o1", "gpt-5" or "glm" in it, so not for o3, o4-mini and
    gpt-6. Only models that OpenAI itself serves are checked: many compatible servers know the old name alone.

    What to do: add ``"max_tokens_field": "max_completion_tokens"`` to the model.

    Source: docs/picoclaw.md 8.3; PicoClaw's part read in the source, OpenAI's from reports of o1, o3, o4-mini and gpt-5.
    """
    known = catalogue("models")["providers"]["openai"]
    for model in context.models:
        # Other kinds of models, and ids that OpenAI does not have, are reported as that.
        is_chat = "k" not in known.get(model.base_model, {"k": None})
        if not model.is_openai or not is_chat or not re.match(_REASONING, model.base_model):
            continue
        written = model.text("max_tokens_field")
        by_itself = _NEW if any(part in model.id.lower() for part in _KNOWN_TO_PICOCLAW) else "max_tokens"
        sent = written or by_itself
        # gpt-5-chat-latest and its like do not reason.
        if sent != _NEW and "chat" not in model.base_model:
            yield Hit(
                f'PicoClaw sends {context.quote(sent)} with {context.quote(model.base_model)}, and OpenAI takes only "{_NEW}"; '
                "every request will fail",
                (*model.pointer, "max_tokens_field" if written else "model"),
                help=f'add "max_tokens_field": "{_NEW}"',
            )
