"""The rule ``no-tool-search``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.edit.changes import Put
from picoclaw_lint.mcp_servers import enabled_servers
from picoclaw_lint.rule import Bad, Good, Hit, rule, unsafe


def _config(discovery: str, server: str = "true") -> str:
    return (
        f'{{"version": 3, "tools": {{"mcp": {{"enabled": true, "discovery": {{{discovery}}},'
        f' "servers": {{"s": {{"enabled": {server}, "command": "x"}}}}}}}}}}'
    )


@rule(
    severity="error",
    impact="runtime",
    fix="unsafe",
    examples=[
        Bad(
            _config('"enabled": true, "use_bm25": «false»'),
            "the discovery of MCP tools is enabled without a way to search; the gateway will run and answer nothing",
            fixed=_config('"enabled": true, "use_bm25": true'),
        ),
        Good(_config('"enabled": true')),
        Good(_config('"enabled": true, "use_bm25": false, "use_regex": true')),
        Good(_config('"enabled": false, "use_bm25": false')),
        Good(_config('"enabled": true, "use_bm25": false', "false")),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The discovery of MCP tools is enabled without a way to search.

    Why: with ``discovery`` the model sees tools only when it searches for them, by BM25 or by regular expressions. With
    neither of them PicoClaw's agent loop ends, its error is lost, and the gateway runs but answers nothing.

    What to do: set ``use_bm25`` or ``use_regex`` to true.

    Source: docs/picoclaw.md 2.6, read in the source; issue 3269 there.
    """
    at = ("tools", "mcp", "discovery")
    on = context.get(*at, "enabled") is True and bool(enabled_servers(context))
    if on and context.get(*at, "use_bm25") is False and context.get(*at, "use_regex") is not True:
        yield Hit(
            "the discovery of MCP tools is enabled without a way to search; the gateway will run and answer nothing",
            (*at, "use_bm25"),
            help='set "use_bm25" or "use_regex" to true',
            fix=unsafe('set "use_bm25" to true', Put((*at, "use_bm25"), True)),
        )
