"""The rule ``unused-mcp-server``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.edit.changes import Put
from picoclaw_lint.mcp_servers import mcp_servers
from picoclaw_lint.rule import Bad, Good, Hit, rule, unsafe


def _config(mcp: str) -> str:
    return f'{{"version": 3, "tools": {{"mcp": {{{mcp}}}}}}}'


@rule(
    severity="warning",
    impact="ignored",
    fix="unsafe",
    examples=[
        Bad(
            _config('"enabled": true, "servers": {«"github"»: {"command": "npx", "args": ["-y", "x"]}}'),
            'the MCP server "github" has no "enabled", which means false, so PicoClaw does not use it',
            fixed=_config(
                '"enabled": true, "servers": {"github": {"enabled": true, "command": "npx", "args": ["-y", "x"]}}'
            ),
        ),
        Bad(
            _config('«"servers"»: {"github": {"enabled": true, "command": "npx"}}'),
            'tools.mcp has no "enabled", which means false, so PicoClaw uses none of the servers that are enabled there',
            fixed=_config('"enabled": true, "servers": {"github": {"enabled": true, "command": "npx"}}'),
        ),
        Good(_config('"enabled": true, "servers": {"github": {"enabled": false, "command": "npx"}}')),
        Good(_config('"enabled": false, "servers": {"github": {"enabled": true, "command": "npx"}}')),
        Good(_config('"enabled": true, "servers": {"github": {}}')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """An MCP server is configured, and nothing says that it is to be used.

    Why: ``enabled`` is false by default, both of ``tools.mcp`` and of each server. A server copied from the
    configuration of another program has no such field, and PicoClaw passes over it without a word.

    What to do: add ``"enabled": true``, or say with ``false`` that the server is not wanted now.

    Source: docs/picoclaw.md 2.6, read in the source; mistake 19 in its part 7.
    """
    overall = context.get("tools", "mcp", "enabled")
    servers = mcp_servers(context)
    if overall is None and any(server.entry.get("enabled") is True for server in servers):
        yield Hit(
            'tools.mcp has no "enabled", which means false, so PicoClaw uses none of the servers that are enabled there',
            ("tools", "mcp", "servers"),
            "key",
            help='add "enabled": true to tools.mcp, or false if they are not wanted',
            fix=unsafe('add "enabled": true to tools.mcp', Put(("tools", "mcp", "enabled"), True, (), "")),
        )
    for server in servers if overall is not False else ():
        if server.entry.get("enabled") is None and server.transport:
            yield Hit(
                f'the MCP server {context.quote(server.name)} has no "enabled", which means false, so PicoClaw does not use it',
                server.pointer,
                "key",
                help='add "enabled": true, or false if it is not wanted',
                fix=unsafe('add "enabled": true', Put((*server.pointer, "enabled"), True, (), "")),
            )
