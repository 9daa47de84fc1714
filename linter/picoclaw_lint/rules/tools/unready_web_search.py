"""The rule ``unready-web-search``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.edit.changes import Put
from picoclaw_lint.rule import Bad, Good, Hit, rule, unsafe
from picoclaw_lint.web_searches import NEEDS

_WEB: Pointer = ("tools", "web")


def _config(web: str) -> str:
    return f'{{"version": 3, "tools": {{"web": {{{web}}}}}}}'


@rule(
    severity=("warning", "info"),
    impact=("ignored", "advice"),
    fix="unsafe",
    examples=[
        Bad(
            _config('"brave": {"enabled": «true»}'),
            "brave is enabled for web searches and has no api_keys, neither here nor in .security.yml beside the file; "
            "PicoClaw passes over it without a word",
            security="web: {}\n",
        ),
        Bad(
            _config('"searxng": {"enabled": «true»}'),
            "searxng is enabled for web searches and has no base_url; PicoClaw passes over it without a word",
        ),
        Bad(
            _config('"brave": {"enabled": «true»}'),
            "brave is enabled for web searches and has no api_keys in this file, so .security.yml beside it must have them",
        ),
        Bad(
            _config('"provider": «"tavily"», "tavily": {"enabled": false}'),
            'tools.web.provider is "tavily", which is not enabled; PicoClaw takes another one that is ready, without a word',
            fixed=_config('"provider": "tavily", "tavily": {"enabled": true}'),
        ),
        Good(_config('"brave": {"enabled": true}'), security='web: {brave: {api_keys: ["x"]}}\n'),
        Good(_config('"provider": "sogou"')),
        Good(_config('"provider": "auto", "brave": {"enabled": false}')),
        Good(_config('"enabled": false, "brave": {"enabled": true}')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A provider of web searches is wanted and not ready.

    Why: PicoClaw uses a provider of searches only if it is enabled and has its key (searxng: its address). It passes over
    the others without a word and takes the next that is ready; if there is none, agents have no web search.

    What to do: enable the provider and put its key into ``.security.yml``, under ``web.<provider>``.

    Source: docs/picoclaw.md 2.6, read in the source, and 1.7; mistake 20 in its part 7.
    """
    web = context.get(*_WEB)
    if not isinstance(web, dict) or web.get("enabled") is False:
        return
    named = web.get("provider")
    name = named.strip().lower() if isinstance(named, str) else ""
    if name in NEEDS:
        on = context.get(*_WEB, name, "enabled")
        if on is False or (on is None and name != "sogou"):
            yield Hit(
                f"tools.web.provider is {context.quote(named)}, which is not enabled; "
                "PicoClaw takes another one that is ready, without a word",
                (*_WEB, "provider"),
                help=f'set tools.web.{name}: "enabled": true',
                fix=unsafe(f'set tools.web.{name}: "enabled": true', Put((*_WEB, name, "enabled"), True, (), "")),
            )
    # A key may stand there under a name, or in a form, that PicoClaw refuses.
    refused = {problem.pointer[:3] for problem in context.structure.problems if len(problem.pointer) > 3}
    for provider, needed in NEEDS.items():
        enabled = context.get(*_WEB, provider, "enabled") is True
        if (
            needed
            and enabled
            and not _filled(context.get(*_WEB, provider, needed))
            and (*_WEB, provider) not in refused
        ):
            yield _hit(context, provider, needed)


def _filled(value: object) -> bool:
    values = value if isinstance(value, list) else [value]
    return any(isinstance(text, str) and text not in ("", "[NOT_HERE]") for text in values)


def _hit(context: Context, provider: str, needed: str) -> Hit:
    place = (*_WEB, provider, "enabled")
    said = f"{provider} is enabled for web searches and has no {needed}"
    passed_over = "PicoClaw passes over it without a word"
    if needed == "base_url":
        return Hit(f"{said}; {passed_over}", place, help='add its address as "base_url"')
    remedy = f"put it into .security.yml: web: {{{provider}: {{{needed}: ...}}}}"
    if context.surroundings.security is None and (context.structure.config_version or 0) >= 2:
        them = "them" if needed == "api_keys" else "it"
        message = f"{said} in this file, so .security.yml beside it must have {them}"
        return Hit(message, place, help=remedy, severity="info", impact="advice")
    return Hit(f"{said}, neither here nor in .security.yml beside the file; {passed_over}", place, help=remedy)
