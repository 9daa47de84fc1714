"""The rule ``broken-mcp-server``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Part, Pointer
from picoclaw_lint.mcp_servers import TYPES, McpServer, enabled_servers
from picoclaw_lint.nearest import nearest
from picoclaw_lint.rule import Bad, Good, Hit, rule

_SILENT = "; as no enabled server is left, the gateway will run and answer nothing"


def _config(*servers: str, enabled: str = "true") -> str:
    inside = ", ".join(servers)
    return f'{{"version": 3, "tools": {{"mcp": {{"enabled": {enabled}, "servers": {{{inside}}}}}}}}}'


_GOOD = '"good": {"enabled": true, "command": "npx"}'


@rule(
    severity="error",
    impact="runtime",
    examples=[
        Bad(
            _config(_GOOD, '"github": {"enabled": true, "type": "stdio", «"url"»: "https://example.org/mcp"}'),
            'the MCP server "github" has the type "stdio", which needs a command, and there is none; PicoClaw cannot '
            "connect it",
        ),
        Bad(
            _config(_GOOD, '"github": {"enabled": true, "type": «"htttp"», "url": "https://example.org/mcp"}'),
            'the MCP server "github" has the type "htttp", which PicoClaw does not know; did you mean "http"? It cannot '
            "connect it",
        ),
        Bad(
            _config(_GOOD, '«"github"»: {"enabled": true, "args": ["x"]}'),
            'the MCP server "github" has neither a command nor a url; PicoClaw cannot connect it',
        ),
        Bad(
            _config('"github": {"enabled": true, "type": "sse", «"command"»: "npx"}'),
            'the MCP server "github" has the type "sse", which needs a url, and there is none; PicoClaw cannot connect it'
            + _SILENT,
        ),
        Bad(
            _config(_GOOD, '"github": {"enabled": true, "url": «"example.org/mcp"»}'),
            'the MCP server "github" has the url "example.org/mcp", which is none with http:// or https://; PicoClaw cannot '
            "connect it",
        ),
        Good(_config(_GOOD)),
        Good(_config('"github": {"enabled": true, "type": "streamable-http", "url": "https://example.org/mcp"}')),
        Good(_config('"github": {"enabled": false, "type": "sse"}')),
        Good(_config('"github": {"enabled": true, "type": "sse"}', enabled="false")),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """An enabled MCP server lacks what its type needs.

    Why: ``stdio`` starts a ``command``, ``sse`` and ``http`` connect to a ``url``; without a ``type`` a url means sse and
    a command stdio. PicoClaw does not connect a server that lacks it, and agents miss its tools. If all enabled
    servers fail, the agent loop ends without a word, and the gateway runs but answers nothing.

    What to do: give the server its command or url, or the type that fits; or disable it.

    Source: docs/picoclaw.md 2.6, read in the source; mistake 19 in its part 7.
    """
    servers = enabled_servers(context)
    broken = [(server, wrong) for server in servers if (wrong := _wrong(context, server)) is not None]
    effect = _SILENT if len(broken) == len(servers) else ""
    for server, (message, pointer, part, remedy) in broken:
        named = f"the MCP server {context.quote(server.name)} {message}"
        end = " It cannot connect it" if named.endswith("?") else "; PicoClaw cannot connect it"
        yield Hit(named + end + effect, pointer, part, help=remedy)


def _wrong(context: Context, server: McpServer) -> tuple[str, Pointer, Part, str] | None:
    kind = server.text("type").strip()
    if kind and kind.lower() not in TYPES:
        meant = nearest(kind, TYPES)
        guess = f'; did you mean "{meant}"?' if meant else ""
        message = f"has the type {context.quote(kind)}, which PicoClaw does not know{guess}"
        return message, (*server.pointer, "type"), "value", f"write one of {', '.join(TYPES)}"
    if not server.transport:
        return "has neither a command nor a url", server.pointer, "key", 'add "command" with "args", or "url"'
    needed = "command" if server.transport == "stdio" else "url"
    if not server.text(needed):
        other = "url" if needed == "command" else "command"
        place = (*server.pointer, other) if server.text(other) else server.pointer
        message = f"has the type {context.quote(kind)}, which needs a {needed}, and there is none"
        return message, place, "key", f"add {needed}, or take away the type"
    url = server.text("url").strip()
    if needed == "url" and not url.lower().startswith(("http://", "https://")):
        message = f"has the url {context.quote(url)}, which is none with http:// or https://"
        return message, (*server.pointer, "url"), "value", "write the whole address"
    return None
