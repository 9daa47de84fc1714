"""The rule ``max-tokens-too-large``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from picoclaw_lint.agents import max_tokens
from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.edit.changes import Put
from picoclaw_lint.known_models import KnownModel, live_model, said_on
from picoclaw_lint.model_references import Use, used_models
from picoclaw_lint.models import NEW_FIELD
from picoclaw_lint.rule import Bad, Good, Hit, Note, rule, unsafe

_PLACE: Pointer = ("agents", "defaults", "max_tokens")
# Whose API is known to refuse a number that is too large; others may take it down by themselves.
_REFUSING = ("anthropic", "anthropic-messages", "groq", "openai")
# OpenRouter looks for somebody who gives as much.
_ACCEPTING = ("openrouter",)
# What extra_body may say instead, under the names that APIs have for it.
_KEYS = ("max_tokens", NEW_FIELD)


def _config(defaults: str, model: str = "openai/gpt-4o-mini") -> str:
    return (
        f'{{"version": 3, "model_list": [{{"model_name": "a", "model": "{model}"}}],'
        f' "agents": {{"defaults": {{{defaults}}}}}}}'
    )


@rule(
    severity=("error", "warning"),
    impact="runtime",
    fix="unsafe",
    examples=[
        Bad(
            _config('"model_name": "a", "max_tokens": «32768»'),
            "max_tokens is 32768, and gpt-4o-mini takes at most 16384 (catalogue of <date>); OpenAI refuses every request",
            fixed=_config('"model_name": "a", "max_tokens": 16384'),
        ),
        Bad(
            _config('"model_name": «"a"»'),
            "max_tokens is not set, so PicoClaw sends 32768, and gpt-4o-mini takes at most 16384 (catalogue of <date>); "
            "OpenAI refuses every request",
            fixed=_config('"model_name": "a", "max_tokens": 16384'),
        ),
        Bad(
            _config('"model_name": "a", "max_tokens": «100000»', "anthropic/claude-haiku-4-5"),
            "max_tokens is 100000, and claude-haiku-4-5 takes at most 64000 (catalogue of <date>); "
            "Anthropic refuses every request",
            fixed=_config('"model_name": "a", "max_tokens": 64000', "anthropic/claude-haiku-4-5"),
        ),
        Bad(
            _config('"model_name": «"a"»', "groq/qwen/qwen3.8-27b"),
            "max_tokens is not set, so PicoClaw sends 32768, and qwen/qwen3.8-27b takes at most 16384 (catalogue of <date>); "
            "Groq refuses every request",
            fixed=_config('"model_name": "a", "max_tokens": 16384', "groq/qwen/qwen3.8-27b"),
        ),
        Bad(
            _config('"model_name": "a", "max_tokens": «65537»', "gemini/gemini-2.5-pro"),
            "max_tokens is 65537, and gemini-2.5-pro takes at most 65536 (catalogue of <date>); "
            "Google Gemini may refuse every request",
            fixed=_config('"model_name": "a", "max_tokens": 65536', "gemini/gemini-2.5-pro"),
        ),
        Bad(
            _config('"model_name": "a", "max_tokens": «0»', "novita/gryphe/mythomax-l2-13b"),
            "max_tokens is 0, so PicoClaw sends 8192, and gryphe/mythomax-l2-13b takes at most 3200 (catalogue of <date>); "
            "Novita AI may refuse every request",
            fixed=_config('"model_name": "a", "max_tokens": 3072', "novita/gryphe/mythomax-l2-13b"),
        ),
        Bad(
            _config('"model_name": "a", "max_tokens": «262144»', "mistral/mistral-medium-latest"),
            "max_tokens is 262144, and mistral-medium-latest has 262144 (catalogue of <date>) for prompt and answer together; "
            "Mistral AI may refuse every request",
            fixed=_config('"model_name": "a", "max_tokens": 196608', "mistral/mistral-medium-latest"),
        ),
        Bad(
            _config('"model_name": "a", "max_tokens": 4096').replace(
                '"openai/gpt-4o-mini"', '"openai/gpt-4o-mini", "extra_body": {"max_tokens": «99999»}'
            ),
            "max_tokens is 99999, and gpt-4o-mini takes at most 16384 (catalogue of <date>); OpenAI refuses every request",
            fixed='{"version": 3, "model_list": [{"model_name": "a", "model": "openai/gpt-4o-mini", "extra_body": {"max_tokens": 16384}}], "agents": {"defaults": {"model_name": "a", "max_tokens": 4096}}}',
        ),
        Bad(
            '{"version": 3, "agents": {"defaults": {"model_name": "gpt-5.4", "max_tokens": «200000»}}}',
            "max_tokens is 200000, and gpt-5.4 takes at most 128000 (catalogue of <date>); OpenAI refuses every request",
            fixed='{"version": 3, "agents": {"defaults": {"model_name": "gpt-5.4", "max_tokens": 128000}}}',
        ),
        Bad(
            _config('"model_name": "a", "max_tokens": «65536»', "cerebras/gpt-oss-120b"),
            "max_tokens is 65536, and gpt-oss-120b takes at most 40960 (catalogue of <date>, unconfirmed); "
            "Cerebras may refuse every request",
            fixed=_config('"model_name": "a", "max_tokens": 40960', "cerebras/gpt-oss-120b"),
        ),
        Good(_config('"model_name": "a", "max_tokens": 16384')),
        Good(
            _config('"model_name": "a", "max_tokens": 32768').replace(
                '"openai/gpt-4o-mini"', '"openai/gpt-4o-mini", "extra_body": {"max_tokens": 4096}'
            )
        ),
        Good(_config('"model_name": "a"', "gpt-4.1")),
        Good(_config('"model_name": "a", "max_tokens": 99999', "ollama/gpt-4o-mini")),
        Good(_config('"model_name": "a", "max_tokens": 99999', "github-copilot/gpt-4o")),
        Good(_config('"model_name": "a", "max_tokens": 99999', "openrouter/openai/gpt-4o")),
        Good(_config('"model_name": "b", "max_tokens": 99999')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """More tokens are asked for than the model gives.

    Why: PicoClaw sends ``agents.defaults.max_tokens`` with every request, 32768 where it is absent and 8192 where it
    is 0. OpenAI answers a number above the model's limit with an error: "max_tokens is too large", and so do Anthropic
    and Groq; of others that is not known, and OpenRouter looks for somebody who gives as much. A number in a model's
    extra_body counts instead. Models that the agents use and that the provider itself serves are checked. Where no
    number is written it is a warning: the variable ``PICOCLAW_AGENTS_DEFAULTS_MAX_TOKENS`` may set one.

    What to do: set agents.defaults.max_tokens to the model's limit or less.

    Source: docs/picoclaw.md 8.3, 8.4 and 2.3; the limits from OpenAI's pages and public lists of models.
    """
    yield from _in_bodies(context)
    tokens = max_tokens(context)
    limits = [limit for limit in _limits(context) if limit.use.model.max_tokens_field not in limit.use.model.body]
    over = [limit for limit in limits if tokens is not None and limit.is_exceeded_by(tokens.sent)]
    if tokens is None or not over:
        return
    # What is beyond doubt first, then the smallest: it holds for all.
    limit = min(over, key=lambda limit: (not limit.is_certain(tokens.sent), limit.most))
    is_certain = limit.is_certain(tokens.sent)
    least = min(limit.most for limit in over)
    yield Hit(
        f"{tokens.said}, and {limit.said(tokens.sent)}; "
        f"{limit.vendor} {'refuses' if is_certain else 'may refuse'} every request",
        limit.use.pointer if tokens.written is None else _PLACE,
        help=f'set agents.defaults: "max_tokens": {least}' + (" or less" if limit.leaves_no_room(tokens.sent) else ""),
        fix=unsafe(f"set agents.defaults.max_tokens to {least}", Put(_PLACE, least)),
        severity="error" if is_certain and tokens.written is not None else "warning",
        notes=(Note(limit.use.place, f"this model takes at most {limit.known.output or limit.most}"),)
        if limit.use.is_listed
        else (),
    )


def _in_bodies(context: Context) -> Iterator[Hit]:
    """What extra_body of a model says in place of max_tokens, which counts for this model alone."""
    for limit in _limits(context):
        for key in _KEYS:
            sent = limit.use.model.body.get(key)
            if isinstance(sent, int) and not isinstance(sent, bool) and limit.is_exceeded_by(sent):
                is_certain = limit.is_certain(sent)
                yield Hit(
                    f"{key} is {sent}, and {limit.said(sent)}; "
                    f"{limit.vendor} {'refuses' if is_certain else 'may refuse'} every request",
                    (*limit.use.model.pointer, "extra_body", key),
                    help=f'write "{key}": {limit.most}',
                    fix=unsafe(f"write {limit.most}", Put((*limit.use.model.pointer, "extra_body", key), limit.most)),
                    severity="error" if is_certain else "warning",
                )


class _Limit(NamedTuple):
    """What a model that agents use takes at most."""

    known: KnownModel
    use: Use

    @property
    def vendor(self) -> str:
        """Who takes no more."""
        assert self.use.model.provider is not None
        return self.use.model.provider.name

    def is_certain(self, sent: int) -> bool:
        """Whether the vendor refuses a number that is beyond it: the limit that it exceeds is what has to be sure."""
        assert self.use.model.provider is not None
        field = "context" if self.leaves_no_room(sent) else "output"
        return self.use.model.provider.id in _REFUSING and self.known.is_sure(field)

    @property
    def most(self) -> int:
        """The largest number that is taken, and that leaves some room for what is asked."""
        context = self.known.context
        return min(self.known.output or context or 0, context * 3 // 4 if context else self.known.output or 0)

    def leaves_no_room(self, sent: int) -> bool:
        """Whether an answer of this size would take all that there is for prompt and answer together."""
        within = self.known.output is None or sent <= self.known.output
        return within and self.known.context is not None and sent >= self.known.context

    def is_exceeded_by(self, sent: int) -> bool:
        """Whether a number is refused."""
        return (self.known.output is not None and sent > self.known.output) or self.leaves_no_room(sent)

    def said(self, sent: int) -> str:
        """What of the model is exceeded, as a part of a sentence."""
        if self.leaves_no_room(sent):
            window = f"{self.known.context} {said_on(self.known, 'context')}"
            return f"{self.known.id} has {window} for prompt and answer together"
        return f"{self.known.id} takes at most {self.known.output} {said_on(self.known, 'output')}"


def _limits(context: Context) -> Iterator[_Limit]:
    """The limits of the models that agents use."""
    for use in used_models(context):
        known, provider = live_model(context, use.model), use.model.provider
        if known is None or provider is None or known.kind not in ("chat", "responses"):
            continue
        # Programs that PicoClaw talks to by other ways than HTTP are not told a number.
        if provider.http and provider.id not in _ACCEPTING:
            yield _Limit(known, use)
