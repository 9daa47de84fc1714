"""The rule ``retired-model``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.edit.changes import Put
from picoclaw_lint.known_models import is_complete, is_shut_down, said_on
from picoclaw_lint.meant_models import in_its_place, replacement
from picoclaw_lint.model_references import ModelPlace, model_places
from picoclaw_lint.rule import Bad, Good, Hit, Remedy, rule, unsafe


def _config(entry: str) -> str:
    return '{"version": 3, "model_list": [{"model_name": "a", ' + entry + "}]}"


@rule(
    severity=("error", "warning"),
    impact="runtime",
    fix="unsafe",
    examples=[
        Bad(
            _config('"model": «"openai/gpt-4-32k"»'),
            "OpenAI shut gpt-4-32k down on 2025-06-06 (catalogue of <date>); every request will fail",
        ),
        Bad(
            _config('"model": «"ft:gpt-3.5-turbo-1106:acme::abc123"»'),
            "OpenAI shut gpt-3.5-turbo-1106 down on 2026-09-28 (catalogue of <date>), and its fine-tunes with it; "
            "every request will fail",
        ),
        Bad(
            _config('"model": «"anthropic/claude-3-5-haiku-20241022"»'),
            "Anthropic shut claude-3-5-haiku-20241022 down on 2026-02-19 (catalogue of <date>); every request will fail",
            fixed=_config('"model": "anthropic/claude-haiku-4-5-20251001"'),
        ),
        Bad(
            _config('"provider": "deepseek", "model": «"deepseek-chat"»'),
            "DeepSeek was to shut deepseek-chat down on 2026-07-24 (catalogue of <date>, unconfirmed); requests may fail",
        ),
        Bad(
            '{"version": 3, "agents": {"defaults": {"model_name": «"llama-3.3-70b"»}}}',
            'PicoClaw\'s built-in model "llama-3.3-70b" is llama-3.3-70b-versatile, which Groq shut down on 2026-08-16 '
            "(catalogue of <date>); every request will fail",
        ),
        Bad(
            '{"version": 3, "tools": {"web": {"gemini": {"enabled": true, "model": «"gemini-2.0-flash"»}}}}',
            "Google Gemini shut gemini-2.0-flash down on 2026-06-01 (catalogue of <date>); every request will fail",
        ),
        Good(_config('"model": "openai/gpt-4o"')),
        Good(_config('"model": "openrouter/openai/gpt-4-32k"')),
        Good(_config('"model": "openai/gpt-4-32k", "api_base": "https://gateway.example.net/v1"')),
        Good('{"version": 3, "model_list": [], "agents": {"defaults": {"model_name": "llama-3.3-70b"}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A model that its provider has shut down.

    Why: providers announce the end of a model months before, and from that day on answer every request for it with an
    error. Models that the provider itself serves are checked (its own host), PicoClaw's built-in ones included, and a
    fine-tune by the model it was made from. It is an error where the provider's own word is known, and a warning where
    only one list of models says so, or lists differ.

    What to do: take the model that the provider names in its place. Newer models may want other settings; what of that
    is known is reported once the new id stands there.

    Source: the vendors' own Python packages and copies of their pages of deprecations; docs/picoclaw.md 8.7.
    """
    for place in model_places(context):
        known, vendor = place.known, place.provider.name
        if known is None or known.retires is None or not is_shut_down(context, known):
            continue
        is_sure = known.is_sure("retires") and is_complete(place.provider.id)
        day = f"{known.retires} {said_on(known, 'retires')}"
        if place.alias is not None:
            alias = context.quote(place.alias)
            verb = "shut down" if is_sure else "was to shut down"
            said = f"PicoClaw's built-in model {alias} is {known.id}, which {vendor} {verb} on {day}"
        else:
            said = f"{vendor} {'shut' if is_sure else 'was to shut'} {known.id} down on {day}"
            said += ", and its fine-tunes with it" if place.is_fine_tune else ""
        yield Hit(
            f"{said}; {'every request will fail' if is_sure else 'requests may fail'}",
            place.pointer,
            help=in_its_place(context, place),
            fix=_fix(context, place),
            severity="error" if is_sure else "warning",
        )


def _fix(context: Context, place: ModelPlace) -> Remedy | None:
    written = replacement(context, place)
    return None if written is None else unsafe(f"write {context.quote(written)}", Put(place.pointer, written))
