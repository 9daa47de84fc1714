"""The rule ``missing-api-key``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.models import Model
from picoclaw_lint.rule import Bad, Good, Hit, rule
from picoclaw_lint.secrets.names import names_secret

_OLD = '{"model_list": [«{"model_name": "a", "model": "openai/gpt-4o", "auth_method": "api_key"}»]}'
_NEW = '{"version": 3, "model_list": [«{"model_name": "a", "model": "openai/gpt-4o"}»]}'


@rule(
    severity=("error", "info"),
    impact=("startup", "runtime", "advice"),
    examples=[
        Bad(_OLD, 'model "a" has no API key, and OpenAI needs one'),
        Bad(
            _OLD[:-1] + ', "agents": {"defaults": {"model": "a"}}}',
            'model "a" has no API key, and OpenAI needs one; as the default model it keeps PicoClaw from starting',
        ),
        Bad(
            _NEW,
            'model "a" has no API key, neither here nor in .security.yml beside the file, and OpenAI needs one',
            security="model_list:\n  b:\n    api_keys: [x]\n",
        ),
        Bad(
            _NEW,
            'model "a" has no API key in this file, so .security.yml beside it must have one: OpenAI needs it',
        ),
        Good(_NEW.replace("«", "").replace("»", ""), security="model_list:\n  a:\n    api_keys: [x]\n"),
        Good(
            '{"version": 3, "model_list": [{"model_name": "a", "model": "openai/gpt-4o", "api_keys": ["file://k"]}]}',
            security="model_list:\n  a: {}\n",
            files={"k": "x"},
        ),
        Good('{"model_list": [{"model_name": "a", "model": "ollama/llama3"}]}'),
        Good('{"model_list": [{"model_name": "a", "model": "openai/gpt-4o", "auth_method": "oauth"}]}'),
        Good('{"model_list": [{"model_name": "a", "model": "openai/x", "api_base": "http://localhost:8000/v1"}]}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A model has no API key, and its provider needs one.

    Why: PicoClaw refuses to create a model of such a provider (at start, if it is the default model), or the provider
    answers 401. In version 2 and 3 the key rightly stands in ``.security.yml`` beside the config and not in git, so
    without that file this is only a note.

    What to do: put the key into ``.security.yml``, under ``model_list.<model_name>.api_keys``.

    Source: docs/picoclaw.md 1.7 and 2.2; mistakes 1 and 8 in its part 7.
    """
    # A key may stand in the entry under a name, or in a form, that PicoClaw refuses.
    refused = {
        problem.pointer[:2]
        for problem in context.structure.problems
        if len(problem.pointer) > 2 and names_secret(str(problem.pointer[2]))
    }
    # What the security file does to keys that are there is reported of that file.
    elsewhere = {*context.wiped_models, *context.structure.merge.unread}
    for model in context.models:
        told = model.pointer in refused or model.position in elsewhere
        if model.alias and (model.id or model.text("provider")) and not model.keys and model.needs_key and not told:
            yield _hit(context, model)


def _hit(context: Context, model: Model) -> Hit:
    assert model.provider is not None
    name, provider = context.quote(model.alias), model.provider.name
    version = context.structure.config_version or 0
    security = context.surroundings.security
    remedy = f"put it into .security.yml: model_list: {{{model.alias}: {{api_keys: [...]}}}}"
    if security is not None and version >= 2:
        message = (
            f"model {name} has no API key, neither here nor in .security.yml beside the file, and {provider} needs one"
        )
    elif version < 2:
        message = f"model {name} has no API key, and {provider} needs one"
        remedy = 'add "api_keys": ["..."], or keep the key in .security.yml'
    else:
        message = (
            f"model {name} has no API key in this file, so .security.yml beside it must have one: {provider} needs it"
        )
        return Hit(message, model.pointer, help=remedy, severity="info", impact="advice")
    if context.needed_at_start(model):
        message += "; as the default model it keeps PicoClaw from starting"
        return Hit(message, model.pointer, help=remedy, impact="startup")
    return Hit(message, model.pointer, help=remedy, impact="runtime")
