"""The rule ``untransformed-tool-schemas``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.model_references import listed_models
from picoclaw_lint.rule import Bad, Good, Hit, rule


def _config(entry: str, enabled: str = "true") -> str:
    return (
        f'{{"version": 3, "model_list": [{{"model_name": "a", {entry}}}], "agents": {{"defaults": {{"model_name": "a"}}}},'
        f' "tools": {{"mcp": {{"enabled": {enabled}, "servers": {{"s": {{"enabled": true, "command": "x"}}}}}}}}}}'
    )


@rule(
    severity="info",
    impact="advice",
    examples=[
        Bad(
            _config('"model": «"gemini/gemini-2.5-flash"»'),
            "PicoClaw sends the tools of MCP servers with their own schemas, which Gemini may refuse",
        ),
        Good(_config('"model": "gemini/gemini-2.5-flash", "tool_schema_transform": "simple"')),
        Good(_config('"model": "gemini/gemini-2.5-flash"', "false")),
        Good(_config('"model": "gemini/gemini-2.5-flash"'), release="0.2.8"),
        Good(_config('"model": "openai/gpt-4o"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A Gemini model gets the tools of MCP servers with their schemas as they are.

    Why: Gemini takes only a part of JSON Schema and answers 400 to tools whose schemas have more, as those of MCP
    servers may. ``tool_schema_transform`` makes PicoClaw send simpler ones.

    What to do: if requests fail, set ``"tool_schema_transform": "simple"`` on the model.

    Source: docs/picoclaw.md 2.1, and mistake 26 in its part 7.
    """
    servers = context.get("tools", "mcp", "servers")
    servers = servers.values() if isinstance(servers, dict) else ()
    with_tools = any(isinstance(server, dict) and server.get("enabled") is True for server in servers)
    if context.get("tools", "mcp", "enabled") is not True or not with_tools or not context.at_least("0.2.9"):
        return
    for model, _ in listed_models(context):
        if model.provider is not None and model.provider.id == "gemini" and not model.text("tool_schema_transform"):
            yield Hit(
                "PicoClaw sends the tools of MCP servers with their own schemas, which Gemini may refuse",
                (*model.pointer, "model"),
                help='if requests fail, add "tool_schema_transform": "simple"',
            )
