"""The rule ``unknown-provider``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context, release_name
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.model_references import is_default, model_references, named
from picoclaw_lint.nearest import nearest
from picoclaw_lint.rule import Bad, Good, Hit, rewording, rule

_USUAL: Pointer = ("agents", "defaults", "provider")


def _config(provider: str, more: str = "") -> str:
    return f'{{"version": 3, "model_list": [{{"model_name": "a", "provider": {provider}, "model": "m"}}]{more}}}'


@rule(
    severity=("error", "warning", "info"),
    impact=("runtime", "startup", "advice"),
    fix=("unsafe", "safe"),
    examples=[
        Bad(
            _config('«"antropic"»'),
            '"antropic" is no provider that PicoClaw knows; did you mean "anthropic"? Model "a" fails when it is used',
            fixed=_config('"anthropic"'),
        ),
        Bad(
            _config('«"custom"»', ', "agents": {"defaults": {"model_name": "a"}}'),
            '"custom" is no provider that PicoClaw knows; model "a" is the default one, so PicoClaw does not start',
        ),
        Bad(
            _config('«"nearai"»'),
            '"nearai" is no provider that PicoClaw 0.3.0 (2026-06-17) knows (it is known since main (2026-07-09)); '
            'model "a" fails when it is used',
        ),
        Bad(
            '{"version": 3, "agents": {"defaults": {"provider": «"antropic"», "model_fallbacks": ["claude-opus-4-8"]}}}',
            '"antropic" is no provider that PicoClaw knows; did you mean "anthropic"? What is named and is no alias, such '
            'as "claude-opus-4-8", fails when it is used',
            fixed='{"version": 3, "agents": {"defaults": {"provider": "anthropic", "model_fallbacks": ["claude-opus-4-8"]}}}',
        ),
        Bad(
            '{"version": 3, "agents": {"defaults": {"provider": «"custom"»}}}',
            '"custom" is no provider that PicoClaw knows; nothing here uses it',
        ),
        Good(_config('" Claude "')),
        Good(_config('"nearai"', ', "gateway": {}'), release="main"),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The provider of a model is none that PicoClaw knows.

    Why: PicoClaw takes ``provider`` for one of its ids or aliases, in any case, and has no alias such as "custom". With
    another name the model cannot be made: "unknown protocol". If it is the default model, PicoClaw does not start.

    What to do: write one of the providers that ``picoclaw-lint schema`` lists. A server of another vendor that speaks
    OpenAI's protocol is ``"provider": "openai"`` with its ``api_base``. ``agents.defaults.provider`` concerns only names
    that are no alias, so there it is a warning.

    Source: docs/picoclaw.md 2.1 and 2.2, read in the source; mistake 9 in its part 7.
    """
    for model in context.models:
        if model.provider is None:
            starts = not is_default(context, model)
            effect = "fails when it is used" if starts else "is the default one, so PicoClaw does not start"
            yield _hit(
                context,
                model.text("provider"),
                (*model.pointer, "provider"),
                f"{named(context, model)} {effect}",
                'a server that speaks OpenAI\'s protocol is "provider": "openai" with its "api_base"',
            )._replace(impact="runtime" if starts else "startup")
    usual = context.get(*_USUAL)
    if isinstance(usual, str) and usual.strip() and usual.strip().lower() not in context.providers:
        stranger = next((each for each in model_references(context) if each.name not in context.known_aliases), None)
        is_used = stranger is not None and stranger.role != "default"
        effect = "nothing here uses it"
        if stranger is not None and is_used:
            effect = f"what is named and is no alias, such as {context.quote(stranger.name)}, fails when it is used"
        hit = _hit(context, usual, _USUAL, effect, "remove it, and name models by their alias")
        yield hit._replace(severity="warning") if is_used else hit._replace(severity="info", impact="advice")


def _hit(context: Context, written: str, place: Pointer, effect: str, remedy: str) -> Hit:
    """Say that a provider is unknown; ``remedy`` is for a name that is like none."""
    name = written.strip().lower()
    since, meant = context.later_providers.get(name), nearest(name, context.providers)
    said = f"{context.quote(written)} is no provider that PicoClaw"
    if since is not None:
        said += f" {context.release_name} knows (it is known since {release_name(since)});"
    else:
        said += f' knows; did you mean "{meant}"?' if meant else " knows;"
    return Hit(
        f"{said} {effect[0].upper() + effect[1:] if said.endswith('?') else effect}",
        place,
        help=f'write "provider": "{meant}"' if meant else remedy,
        fix=rewording(place, written, None if since else meant),
    )
