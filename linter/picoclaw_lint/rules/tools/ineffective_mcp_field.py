"""The rule ``ineffective-mcp-field``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.edit.changes import Drop
from picoclaw_lint.mcp_servers import enabled_servers
from picoclaw_lint.rule import Bad, Good, Hit, rule, unsafe

_OF_STDIO = ("command", "args", "env", "env_file")
_OF_HTTP = ("url", "headers")


def _config(server: str) -> str:
    return (
        f'{{"version": 3, "tools": {{"mcp": {{"enabled": true, "servers": {{"s": {{"enabled": true, {server}}}}}}}}}}}'
    )


@rule(
    severity="warning",
    impact="ignored",
    fix="unsafe",
    examples=[
        Bad(
            _config('"url": "https://example.org/mcp", "env": «{"TOKEN": "${T}"}»'),
            'the MCP server "s" is reached by its url, so "env" has no effect',
        ),
        Bad(
            _config('"command": "npx", "headers": «{"X-Client": "picoclaw"}»'),
            'the MCP server "s" is a program that is started, so "headers" has no effect',
        ),
        Bad(
            _config('"url": "https://example.org/mcp", "args": «["-y"]»'),
            'the MCP server "s" is reached by its url, so "args" has no effect',
            fixed=_config('"url": "https://example.org/mcp"'),
        ),
        Good(_config('"command": "npx", "env": {"A": "b"}, "url": ""')),
        Good(_config('"url": "https://example.org/mcp", "headers": {"A": "b"}, "env": {}')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A field of an MCP server is for another kind of server.

    Why: ``env``, ``env_file`` and ``args`` are for a program that PicoClaw starts, ``headers`` for a server that it
    connects to by ``url``. A key given in ``env`` does not reach a server behind a url.

    What to do: move what a server behind a url needs into ``headers``, and what a program needs into ``env``.

    Source: docs/picoclaw.md 2.6, read in the source.
    """
    for server in enabled_servers(context):
        by_url = server.transport in ("sse", "http")
        if not server.text("url" if by_url else "command"):
            continue  # a server that lacks what its type needs is reported as that
        is_what = "is reached by its url" if by_url else "is a program that is started"
        for field in _OF_STDIO if by_url else _OF_HTTP:
            if server.entry.get(field):
                yield Hit(
                    f'the MCP server {context.quote(server.name)} {is_what}, so "{field}" has no effect',
                    (*server.pointer, field),
                    help='use "headers"' if field == "env" else 'use "env"' if field == "headers" else "remove it",
                    fix=None if field in ("env", "headers") else unsafe("remove it", Drop((*server.pointer, field))),
                )
