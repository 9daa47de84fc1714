"""The rule ``unknown-default-model``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.model_references import aliases_by_id, known_aliases_as_help, meant_alias
from picoclaw_lint.rule import Bad, Good, Hit, rewording, rule

_PLACE: Pointer = ("agents", "defaults", "model_name")


def _config(default: str, alias: str = "mini", model: str = "openai/gpt-4o-mini") -> str:
    return (
        f'{{"version": 3, "model_list": [{{"model_name": "{alias}", "model": "{model}"}}],'
        f' "agents": {{"defaults": {{"model_name": {default}}}}}}}'
    )


@rule(
    severity=("error", "warning"),
    impact="startup",
    fix=("unsafe", "safe"),
    examples=[
        Bad(
            _config('«"minni"»'),
            'the default model "minni" is no model_name of model_list; did you mean "mini"? PicoClaw does not start',
            fixed=_config('"mini"'),
        ),
        Bad(
            _config('«"gpt-4o-mini"»'),
            'the default model "gpt-4o-mini" is the id of a model, not its alias; did you mean "mini"? '
            "PicoClaw does not start",
            fixed=_config('"mini"'),
        ),
        Bad(
            _config('«"Mini"»'),
            'the default model "Mini" is no model_name of model_list; did you mean "mini"? PicoClaw does not start',
            fixed=_config('"mini"'),
        ),
        Bad(
            '{"model_list": [], "agents": {"defaults": {"model": «"a"»}}}',
            'the default model "a" cannot be found, as model_list is empty; PicoClaw does not start',
        ),
        Bad(
            '{"version": 3, "agents": {"defaults": {"model_name": «"gpt-4"»}}}',
            'the default model "gpt-4" is none of the models that PicoClaw has built in where there is no model_list; '
            "PicoClaw does not start",
        ),
        Bad(
            '{"version": 3, «"agents"»: {"list": []}}',
            "no default model is set; PicoClaw's gateway does not start without --allow-empty",
        ),
        Bad(
            '{"version": 3, "agents": {"defaults": {"model_name": «"openai/gpt-5.4"»}}}',
            'the default model "openai/gpt-5.4" is the id of a model, not its alias; did you mean "gpt-5.4"? '
            "PicoClaw does not start",
            fixed='{"version": 3, "agents": {"defaults": {"model_name": "gpt-5.4"}}}',
        ),
        Good(_config('"mini"')),
        Good('{"version": 3, "agents": {"defaults": {"model_name": "gpt-5.4"}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The default model is not the alias of any model.

    Why: ``agents.defaults.model_name`` (``model`` below config version 3) names an entry of ``model_list`` by its
    ``model_name``, exactly and case-sensitively; not by the id of the model. PicoClaw loads the file and then refuses
    to start: "model ... not found in model_list". Where the file has no ``model_list``, the built-in one counts.

    What to do: write the alias of an entry.

    Source: docs/picoclaw.md part 3, and mistake 2 in its part 7.
    """
    alias, pointer = context.default_model
    # Under a refused key the default may be given all the same, so only a file without problems can lack it.
    if not alias and context.config and not context.structure.problems:
        place = context.nearest_place(_PLACE)
        yield Hit(
            "no default model is set; PicoClaw's gateway does not start without --allow-empty",
            place,
            "value" if place == _PLACE else "key",
            help='set agents.defaults.model_name to the "model_name" of an entry of model_list',
            severity="warning",
        )
    elif alias and alias not in context.known_aliases:
        yield Hit(
            f"{_wrong(context, alias)} PicoClaw does not start",
            pointer,
            help=known_aliases_as_help(context),
            fix=rewording(pointer or _PLACE, alias, meant_alias(context, alias)),
        )


def _wrong(context: Context, alias: str) -> str:
    named = f"the default model {context.quote(alias)}"
    if "model_list" in context.config and not context.aliases:
        return f"{named} cannot be found, as model_list is empty;"
    if alias in aliases_by_id(context):
        wrong = f"{named} is the id of a model, not its alias"
    elif "model_list" in context.config:
        wrong = f"{named} is no model_name of model_list"
    else:
        wrong = f"{named} is none of the models that PicoClaw has built in where there is no model_list"
    meant = meant_alias(context, alias)
    return f"{wrong}; did you mean {context.quote(meant)}?" if meant else f"{wrong};"
