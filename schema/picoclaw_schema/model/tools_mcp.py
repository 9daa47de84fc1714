"""The ``tools.mcp`` section: servers for the Model Context Protocol."""

from __future__ import annotations

from picoclaw_schema.model.field import Section, field


class McpDiscovery(Section):
    """Keeps the servers' tools out of the model's sight until it searches for them."""

    enabled: bool = field(
        "Hides the tools until the model searches for them, which saves tokens when there are many. It "
        "needs use_bm25 or use_regex, else the gateway answers nothing.",
        default=False,
        env="PICOCLAW_TOOLS_DISCOVERY_ENABLED",
    )
    ttl: int = field(
        "How many turns a tool that was found stays in sight. 0 or less means 5.",
        default=5,
        env="PICOCLAW_TOOLS_DISCOVERY_TTL",
        unit="turn",
    )
    max_search_results: int = field(
        "Most tools that one search finds. 0 or less means 5.",
        default=5,
        env="PICOCLAW_MAX_SEARCH_RESULTS",
        unit="tool",
    )
    use_bm25: bool = field(
        "Lets the model search for tools by words.", default=True, env="PICOCLAW_TOOLS_DISCOVERY_USE_BM25"
    )
    use_regex: bool = field(
        "Lets the model search for tools by regular expression.",
        default=False,
        env="PICOCLAW_TOOLS_DISCOVERY_USE_REGEX",
    )


class McpServer(Section):
    """One server: a program to start, or an address to connect to."""

    enabled: bool = field(
        "Uses the server. Absent means that it is not used. Servers are used only with tools.mcp.enabled.",
        example=True,
    )
    deferred: bool = field(
        "Whether this server's tools stay hidden until the model searches for them. Absent means what "
        "discovery.enabled says."
    )
    type: str = field(
        "How to talk to the server.",
        values={
            "": "sse when url is set, stdio when command is set.",
            "stdio": "PicoClaw starts command and talks over its input and output.",
            "sse": "Server-sent events from url.",
            "http": "Streamable HTTP at url.",
            "streamable-http": "The same as http.",
            "streamable_http": "The same as http.",
            "streamablehttp": "The same as http.",
        },
        others="With any other value the server is not connected.",
    )
    command: str = field(
        "Program to start for stdio; a leading ~ stands for the home directory. It runs with PicoClaw's "
        "rights unless isolation is enabled.",
        example="npx",
    )
    args: list[str] = field(
        "Arguments for the program. A secret among them is neither hidden nor moved to .security.yml; "
        "env_file is the place for it.",
        example=["-y", "@modelcontextprotocol/server-filesystem", "/srv/data"],
    )
    env: dict[str, str] = field(
        "Further environment variables for the program, name to text. A secret in it stays in config.json "
        "as it is, neither hidden nor moved to .security.yml, and file:// does not work; env_file is the "
        "place for it.",
        example={"LOG_LEVEL": "warn"},
    )
    env_file: str = field(
        "File with further environment variables for the program of a stdio server, a KEY=VALUE on each "
        "line; a relative path starts in the workspace. Without the file the server is not connected.",
        example="secrets/github.env",
    )
    url: str = field(
        "Address of the server for sse and http. A key in it is neither hidden nor moved to .security.yml.",
        example="http://localhost:8080/mcp",
    )
    headers: dict[str, str] = field(
        "Further HTTP headers for sse and http, name to text. A secret in it is neither hidden nor moved to "
        ".security.yml.",
        example={"X-Client": "picoclaw"},
    )


class Mcp(Section):
    """Servers for the Model Context Protocol that bring tools of their own."""

    enabled: bool = field(
        "Connects to the servers. When every enabled server fails, the gateway runs on but answers nothing.",
        default=False,
        env="PICOCLAW_TOOLS_MCP_ENABLED",
    )
    max_inline_text_chars: int = field(
        "Longest text of a tool that the model gets directly. 0 or less means 16384.",
        default=16384,
        env="PICOCLAW_TOOLS_MCP_MAX_INLINE_TEXT_CHARS",
        unit="character",
    )
    discovery: McpDiscovery = field("Keeps the servers' tools out of sight until they are searched for.")
    servers: dict[str, McpServer] = field(
        "The servers, each under a name of your choice; they are used only with tools.mcp.enabled. A null entry is "
        "allowed and stands for one that is not enabled."
    )
