"""What agents can use: commands, files, the web, MCP servers, hooks."""
