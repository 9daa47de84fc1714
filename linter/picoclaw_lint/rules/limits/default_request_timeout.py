"""The rule ``default-request-timeout``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.model_references import listed_models, named
from picoclaw_lint.rule import Bad, Good, Hit, rule


def _config(entry: str) -> str:
    model = f'{{"model_name": "a", {entry}}}'
    return f'{{"version": 3, "model_list": [{model}], "agents": {{"defaults": {{"model_name": "a"}}}}}}'


@rule(
    severity="info",
    impact="advice",
    examples=[
        Bad(
            _config('"model": «"ollama/llama3"»'),
            'model "a" runs on a machine of your own and has no request_timeout; PicoClaw gives up after 120 seconds',
        ),
        Good(_config('"model": "ollama/llama3", "request_timeout": 600')),
        Good(_config('"model": "openai/gpt-4o"')),
        Bad(
            _config('"model": «"openai/qwen3"», "api_base": "http://localhost:8080/v1"'),
            'model "a" runs on a machine of your own and has no request_timeout; PicoClaw gives up after 120 seconds',
        ),
        Good(_config('"provider": "litellm", "model": "gpt-4o"')),
        Good(_config('"model": "ollama/gpt-oss:120b-cloud"')),
        Good('{"version": 3, "model_list": [{"model_name": "a", "model": "ollama/llama3"}]}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A model of the user's own machine has the time for an answer that fits a data centre.

    Why: without ``request_timeout`` PicoClaw waits 120 seconds. A large model on a small machine needs longer to read a
    long conversation, and every turn then ends in a timeout.

    What to do: set ``request_timeout`` in seconds, 600 for a start.

    Source: docs/picoclaw.md 2.1, read in the source; mistake 14 in its part 7.
    """
    for model, _ in listed_models(context):
        provider = model.provider
        # Who answers is somewhere else: these pass requests on, and so does Ollama with such a model.
        passed_on = provider is not None and (provider.id in ("litellm", "gpt4free") or model.id.endswith("-cloud"))
        own = provider is not None and provider.http and model.is_local and not passed_on
        if own and model.entry.get("request_timeout") in (None, 0):
            yield Hit(
                f"{named(context, model)} runs on a machine of your own and has no request_timeout; "
                "PicoClaw gives up after 120 seconds",
                (*model.pointer, "model"),
                help='write "request_timeout": 600, or what your machine needs',
            )
