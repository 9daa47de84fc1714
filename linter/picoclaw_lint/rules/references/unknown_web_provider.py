"""The rule ``unknown-web-provider``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.nearest import nearest
from picoclaw_lint.rule import Bad, Good, Hit, rewording, rule
from picoclaw_lint.web_searches import NEEDS

_PLACE: Pointer = ("tools", "web", "provider")
_PROVIDERS = ("auto", *NEEDS)
_KAGI_SINCE = "0.3.0"


@rule(
    severity="warning",
    impact="ignored",
    fix=("unsafe", "safe"),
    examples=[
        Bad(
            '{"version": 3, "tools": {"web": {"provider": «"duck-duck-go"»}}}',
            '"duck-duck-go" is no provider of web search; did you mean "duckduckgo"? '
            "PicoClaw takes the first one that is ready",
            fixed='{"version": 3, "tools": {"web": {"provider": "duckduckgo"}}}',
        ),
        Bad(
            '{"version": 3, "tools": {"web": {"provider": «"google"»}}}',
            '"google" is no provider of web search; PicoClaw takes the first one that is ready',
        ),
        Good('{"version": 3, "tools": {"web": {"provider": " DuckDuckGo "}}}'),
        Good('{"version": 3, "tools": {"web": {"provider": ""}}}'),
        Good('{"version": 3, "tools": {"web": {"enabled": false, "provider": "google"}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The provider of web search is none that PicoClaw knows.

    Why: for a name that it does not know PicoClaw does as for ``auto``, without a word: it takes the first provider
    that is enabled and has what it needs, so searches go to another service than was meant.

    What to do: write one of the names in the help, or remove the field.

    Source: docs/picoclaw.md 2.6 and part 3 (web.go:resolveProviderName), read in PicoClaw's source.
    """
    written = context.get(*_PLACE)
    known = [name for name in _PROVIDERS if name != "kagi" or context.at_least(_KAGI_SINCE)]
    if not isinstance(written, str) or not written.strip() or written.strip().lower() in known:
        return
    if context.get("tools", "web", "enabled") is False:
        return
    meant = nearest(written, known)
    guess = f"did you mean {context.quote(meant)}? " if meant else ""
    yield Hit(
        f"{context.quote(written)} is no provider of web search; {guess}PicoClaw takes the first one that is ready",
        _PLACE,
        help=f"known providers: {', '.join(known)}",
        fix=rewording(_PLACE, written, meant),
    )
