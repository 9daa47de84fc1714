"""The rule ``unknown-model-reference``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.model_references import (
    ModelReference,
    aliases_by_id,
    known_aliases_as_help,
    meant_alias,
    model_references,
)
from picoclaw_lint.rule import Bad, Good, Hit, rewording, rule

_CREDENTIALS = "PicoClaw takes it as provider/model and asks for it with the main model's key"
_INSTEAD = {
    "fallback": _CREDENTIALS,
    "image": _CREDENTIALS,
    "light": "PicoClaw sends everything to the main model",
    "agent": "PicoClaw asks its default provider for a model of that name",
    "voice": "PicoClaw takes another model that can do it, if there is one",
    "speech": "PicoClaw takes another model that can do it, if there is one",
}


def _config(defaults: str = '"model_name": "mini"', rest: str = "", agents: str = "") -> str:
    models = (
        '{"model_name": "mini", "model": "openai/gpt-4o-mini"}, {"model_name": "haiku", "model": "claude/claude-haiku"}'
    )
    return f'{{"version": 3, "model_list": [{models}], "agents": {{"defaults": {{{defaults}}}{agents}}}{rest}}}'


@rule(
    severity="warning",
    impact=("runtime", "ignored"),
    fix=("unsafe", "safe"),
    examples=[
        Bad(
            _config('"model_name": "mini", "model_fallbacks": [«"claude/claude-haiku"»]'),
            'the fallback "claude/claude-haiku" is the id of a model, not its alias; did you mean "haiku"? '
            "PicoClaw takes it as provider/model and asks for it with the main model's key",
            fixed=_config('"model_name": "mini", "model_fallbacks": ["haiku"]'),
        ),
        Bad(
            _config('"model_name": "mini", "image_model": «"gpt-4o"»'),
            'the image model "gpt-4o" is no model_name of model_list; '
            "PicoClaw takes it as provider/model and asks for it with the main model's key",
        ),
        Bad(
            _config('"model_name": "haiku", "routing": {"enabled": true, "light_model": «"Mini"»}'),
            'the light model "Mini" is no model_name of model_list; did you mean "mini"? '
            "PicoClaw sends everything to the main model",
            fixed=_config('"model_name": "haiku", "routing": {"enabled": true, "light_model": "mini"}'),
        ),
        Bad(
            _config(agents=', "list": [{"id": "ops", "model": {"primary": «"haikuu"», "fallbacks": ["mini"]}}]'),
            'the model "haikuu" of agent "ops" is no model_name of model_list; did you mean "haiku"? '
            "PicoClaw asks its default provider for a model of that name",
            fixed=_config(agents=', "list": [{"id": "ops", "model": {"primary": "haiku", "fallbacks": ["mini"]}}]'),
        ),
        Bad(
            _config(rest=', "voice": {"model_name": «"whisper-1"»}'),
            'the model for speech recognition "whisper-1" is no model_name of model_list; '
            "PicoClaw takes another model that can do it, if there is one",
        ),
        Good(_config('"model_name": "mini", "model_fallbacks": ["haiku"], "image_model": " mini "')),
        Good(_config(agents=', "list": [{"id": "ops", "model": "gpt-4o-mini"}, {"model": "openrouter/x"}]')),
        Good(_config('"model_name": "mini", "routing": {"enabled": false, "light_model": "small"}')),
        Good('{"version": 3, "agents": {"defaults": {"model_fallbacks": ["deepseek-chat"]}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A fallback, or the model for a special purpose, is not the alias of any model.

    Why: these places name an entry of ``model_list`` by its ``model_name``, exactly and case-sensitively. What
    PicoClaw does not find it does not refuse: a fallback or image model is then asked for with the provider and the
    key of the model it was to stand in for, a light model is never used, and for speech another model is looked for.
    The model of an agent may also be named by its id or as provider/model.

    What to do: write the alias of an entry.

    Source: docs/picoclaw.md part 3, read in PicoClaw's source, and mistake 15 in its part 7.
    """
    if "model_list" in context.config and not context.aliases:
        return
    aliases = set(context.known_aliases)
    for reference in model_references(context):
        if reference.role != "default" and reference.name not in aliases and not _is_found(reference, context):
            yield _hit(reference, context)


def _is_found(reference: ModelReference, context: Context) -> bool:
    """Whether an agent's model is named in another way, or with the provider that is to be asked for it."""
    if reference.role != "agent":
        return False
    provider, slash, _ = reference.name.partition("/")
    return reference.name in aliases_by_id(context) or bool(slash and provider.lower() in context.providers)


def _hit(reference: ModelReference, context: Context) -> Hit:
    is_id = reference.name in aliases_by_id(context)
    wrong = "is the id of a model, not its alias" if is_id else "is no model_name of model_list"
    meant = meant_alias(context, reference.name)
    guess = f"; did you mean {context.quote(meant)}? " if meant else "; "
    owner = f" of agent {context.quote(reference.owner)}" if reference.owner else ""
    return Hit(
        f"{reference.title} {context.quote(reference.name)}{owner} {wrong}{guess}{_INSTEAD[reference.role]}",
        reference.pointer,
        help=known_aliases_as_help(context),
        fix=rewording(reference.pointer, reference.name, meant),
        impact="ignored" if reference.role in ("light", "voice", "speech") else "runtime",
    )
