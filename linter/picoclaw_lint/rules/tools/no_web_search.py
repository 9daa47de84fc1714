"""The rule ``no-web-search``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.rule import Bad, Good, Hit, rule
from picoclaw_lint.web_searches import NEEDS

_WEB: Pointer = ("tools", "web")


def _config(web: str) -> str:
    return f'{{"version": 3, "tools": {{"web": {{{web}}}}}}}'


@rule(
    severity="info",
    impact="advice",
    examples=[
        Bad(
            _config('"sogou": {"enabled": «false»}, "duckduckgo": {"enabled": false}'),
            "no provider of web searches is enabled, so agents have no web search",
        ),
        Good(_config('"sogou": {"enabled": false}, "duckduckgo": {"enabled": true}')),
        Good(_config('"duckduckgo": {"enabled": false}')),
        Good(_config('"enabled": false, "sogou": {"enabled": false}')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """Web searches are on, and no provider of them is.

    Why: PicoClaw takes the first provider of searches that is enabled and ready; without one it leaves the tool
    ``web_search`` out, and does not say so. Only sogou is enabled without the file saying it.

    What to do: enable a provider; duckduckgo and sogou need no key.

    Source: docs/picoclaw.md 2.6, read in the source; mistake 20 in its part 7.
    """
    place: Pointer = (*_WEB, "sogou", "enabled")
    enabled = [name for name in NEEDS if context.get(*_WEB, name, "enabled") is True]
    if context.get(*place) is False and not enabled and context.get(*_WEB, "enabled") is not False:
        yield Hit(
            "no provider of web searches is enabled, so agents have no web search",
            place,
            help='enable one, such as "duckduckgo": {"enabled": true}; or set tools.web: "enabled": false',
        )
