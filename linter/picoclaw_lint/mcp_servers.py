"""The MCP servers of a config, and how PicoClaw would talk to them."""

from __future__ import annotations

from typing import Any, NamedTuple

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer

TYPES = ("stdio", "sse", "http", "streamable-http", "streamable_http", "streamablehttp")


class McpServer(NamedTuple):
    """An entry of ``tools.mcp.servers``."""

    name: str
    entry: dict[str, Any]

    @property
    def pointer(self) -> Pointer:
        """Where it stands in the config."""
        return ("tools", "mcp", "servers", self.name)

    def text(self, key: str) -> str:
        """Return a string field; empty if it is absent or no string."""
        value = self.entry.get(key)
        return value if isinstance(value, str) else ""

    @property
    def transport(self) -> str:
        """``stdio``, ``sse`` or ``http``: its type, or what url and command tell; empty if nothing does.

        Source: docs/picoclaw.md 2.6.
        """
        kind = self.text("type").strip().lower()
        if kind in TYPES:
            return kind if kind in ("stdio", "sse") else "http"
        return "sse" if self.text("url") else "stdio" if self.text("command") else ""


def mcp_servers(context: Context) -> list[McpServer]:
    """The servers of the config, enabled or not."""
    servers = context.get("tools", "mcp", "servers")
    entries = servers.items() if isinstance(servers, dict) else ()
    return [McpServer(name, entry) for name, entry in entries if isinstance(entry, dict)]


def enabled_servers(context: Context) -> list[McpServer]:
    """The servers that PicoClaw connects: none without ``tools.mcp.enabled``."""
    if context.get("tools", "mcp", "enabled") is not True:
        return []
    return [server for server in mcp_servers(context) if server.entry.get("enabled") is True]
