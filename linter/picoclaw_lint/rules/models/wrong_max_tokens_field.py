"""The rule ``wrong-max-tokens-field``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.edit.changes import Put
from picoclaw_lint.known_models import live_model, said_on
from picoclaw_lint.model_references import every_model
from picoclaw_lint.models import NEW_FIELD, Model
from picoclaw_lint.rule import Bad, Good, Hit, Remedy, rule, unsafe


def _config(entry: str) -> str:
    return '{"version": 3, "model_list": [{"model_name": "a", ' + entry + "}]}"


@rule(
    severity=("error", "warning"),
    impact="runtime",
    fix="unsafe",
    examples=[
        Bad(
            _config('"model": «"openai/o3"»'),
            'PicoClaw sends "max_tokens" with "o3", a model that reasons (catalogue of <date>), and OpenAI takes '
            'only "max_completion_tokens"; every request will fail',
            fixed=_config('"model": "openai/o3", "max_tokens_field": "max_completion_tokens"'),
        ),
        Bad(
            _config('"model": «"openai/gpt-6-luna"»'),
            'PicoClaw sends "max_tokens" with "gpt-6-luna", a model that reasons (catalogue of <date>), and OpenAI takes '
            'only "max_completion_tokens"; every request will fail',
            fixed=_config('"model": "openai/gpt-6-luna", "max_tokens_field": "max_completion_tokens"'),
        ),
        Bad(
            _config('"model": "openai/gpt-5.4", "max_tokens_field": «"max_tokens"»'),
            'PicoClaw sends "max_tokens" with "gpt-5.4", a model that reasons (catalogue of <date>), and OpenAI takes '
            'only "max_completion_tokens"; every request will fail',
            fixed=_config('"model": "openai/gpt-5.4", "max_tokens_field": "max_completion_tokens"'),
        ),
        Bad(
            _config('"model": «"openai/chat-latest"»'),
            'PicoClaw sends "max_tokens" with "chat-latest", a model that reasons (catalogue of <date>, unconfirmed), and '
            'OpenAI takes only "max_completion_tokens"; requests may fail',
            fixed=_config('"model": "openai/chat-latest", "max_tokens_field": "max_completion_tokens"'),
        ),
        Bad(
            '{"version": 3, "model_list": [], "agents": {"list": [{"id": "x", "model": «"openai/o3"»}]}}',
            'PicoClaw sends "max_tokens" with "o3", a model that reasons (catalogue of <date>), and OpenAI takes '
            'only "max_completion_tokens"; every request will fail',
        ),
        Good(_config('"model": "openai/o3", "max_tokens_field": "max_completion_tokens"')),
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

    Source: docs/picoclaw.md 8.3; PicoClaw's part read in the source, OpenAI's from reports of o1, o3, o4-mini and gpt-5;
    which models reason, from OpenAI's pages and public lists.
    """
    for model, place, is_listed in every_model(context):
        known = live_model(context, model)
        if known is None or not model.is_openai or known.kind != "chat" or not known.reasoning:
            continue
        written = model.entry.get("max_tokens_field")
        if not isinstance(written, str | None):
            continue  # PicoClaw refuses the file
        sent = model.max_tokens_field
        # What OpenAI makes of a null in its place is not known.
        if sent != NEW_FIELD and model.body.get(sent, 0) is not None:
            is_sure = known.is_sure("reasoning")
            yield Hit(
                f"PicoClaw sends {context.quote(sent)} with {context.quote(known.id)}, a model that reasons "
                f'{said_on(known, "reasoning")}, and OpenAI takes only "{NEW_FIELD}"; '
                f"{'every request will fail' if is_sure else 'requests may fail'}",
                (*model.pointer, "max_tokens_field") if written is not None and is_listed else place,
                help=f'{"write" if written is not None and is_listed else "add"} "max_tokens_field": "{NEW_FIELD}"'
                + ("" if is_listed else " to it, in an entry of model_list"),
                fix=_fix(model) if is_listed else None,
                severity="error" if is_sure else "warning",
            )


def _fix(model: Model) -> Remedy:
    place = (*model.pointer, "max_tokens_field")
    return unsafe(f'write "max_tokens_field": "{NEW_FIELD}"', Put(place, NEW_FIELD, (), "model"))
