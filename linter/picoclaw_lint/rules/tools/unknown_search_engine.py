"""The rule ``unknown-search-engine``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.nearest import nearest
from picoclaw_lint.rule import Bad, Good, Hit, rewording, rule

_SEARCH: Pointer = ("tools", "web", "glm_search")
_ENGINES = ("search_std", "search_pro", "search_pro_sogou", "search_pro_quark")


def _config(search: str) -> str:
    return f'{{"version": 3, "tools": {{"web": {{"glm_search": {{{search}}}}}}}}}'


@rule(
    severity="warning",
    impact="runtime",
    fix=("unsafe", "safe"),
    examples=[
        Bad(
            _config('"enabled": true, "api_key": "file://k", "search_engine": «"search-pro"»'),
            'the search engine "search-pro" is none that Zhipu has; did you mean "search_pro"? Every search will fail',
            files={"k": "x"},
            fixed=_config('"enabled": true, "api_key": "file://k", "search_engine": "search_pro"'),
        ),
        Good(_config('"enabled": true, "api_key": "file://k", "search_engine": "search_pro_quark"'), files={"k": "x"}),
        Good(_config('"enabled": true, "api_key": "file://k", "search_engine": ""'), files={"k": "x"}),
        Good(_config('"enabled": false, "search_engine": "google"')),
        Good(
            '{"version": 3, "tools": {"web": {"enabled": false, "glm_search": {"enabled": true, "search_engine": "x"}}}}'
        ),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The search engine of a web search is none that its service has.

    Why: PicoClaw sends ``search_engine`` of ``glm_search`` as it is written, and every search is answered with an error.

    What to do: write one of search_std, search_pro, search_pro_sogou and search_pro_quark.

    Source: docs/picoclaw.md 2.6, read in the source.
    """
    engine = context.get(*_SEARCH, "search_engine")
    if context.get("tools", "web", "enabled") is False:
        return
    if context.get(*_SEARCH, "enabled") is True and isinstance(engine, str) and engine and engine not in _ENGINES:
        meant = nearest(engine, _ENGINES)
        guess = f'; did you mean "{meant}"? Every' if meant else "; every"
        yield Hit(
            f"the search engine {context.quote(engine)} is none that Zhipu has{guess} search will fail",
            (*_SEARCH, "search_engine"),
            help=f"write one of {', '.join(_ENGINES)}",
            fix=rewording((*_SEARCH, "search_engine"), engine, meant),
        )
