"""The rule ``unpinned-package``."""

from __future__ import annotations

import os.path
import re
from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.mcp_servers import enabled_servers
from picoclaw_lint.rule import Bad, Good, Hit, rule

# Programs that fetch a package and run it, and how a version is written behind its name.
_NPM_PINNED = r"^@?[^@]+@\d"
_PYTHON_PINNED = r"(?:==|@)\d"
_RUNNERS = {"npx": _NPM_PINNED, "bunx": _NPM_PINNED, "pnpx": _NPM_PINNED, "uvx": _PYTHON_PINNED}
# Options of these programs that take a value, so the package comes later or is that value.
_NAMES_PACKAGE = ("-p", "--package", "--from")
_TAKES_VALUE = ("--python", "--with", "--index-url", "--index", "--registry")
_NAME = r"^@?[A-Za-z0-9][\w./@=<>~^\[\]-]*$"


def _config(command: str, args: str) -> str:
    return (
        '{"version": 3, "tools": {"mcp": {"enabled": true, "servers":'
        f' {{"s": {{"enabled": true, "command": "{command}", "args": {args}}}}}}}}}}}'
    )


@rule(
    severity="info",
    impact="advice",
    examples=[
        Bad(
            _config("npx", '["-y", «"@modelcontextprotocol/server-filesystem"», "/srv/data"]'),
            'the MCP server "s" runs whatever version of "@modelcontextprotocol/server-filesystem" is the newest when it '
            "starts",
        ),
        Bad(
            _config("uvx", '["--from", «"mcp-server-git"», "mcp-server-git"]'),
            'the MCP server "s" runs whatever version of "mcp-server-git" is the newest when it starts',
        ),
        Good(_config("npx", '["-y", "@modelcontextprotocol/server-filesystem@2025.8.21", "/srv/data"]')),
        Good(_config("uvx", '["mcp-server-git==2025.9.25"]')),
        Good(_config("python3", '["server.py"]')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """An MCP server is a package that is fetched without a version.

    Why: ``npx`` and ``uvx`` fetch the newest version of a package that has none, and the program runs with PicoClaw's
    rights. What worked yesterday may break today, and whoever gets hold of the package gets hold of the machine.

    What to do: write the version behind the name, ``name@1.2.3`` for npx, ``name==1.2.3`` for uvx.

    Source: docs/picoclaw.md part 5 for the rights of stdio servers; the documentation of npx and uvx for the rest.
    """
    for server in enabled_servers(context):
        program = re.sub(r"\.(?:cmd|exe)$", "", os.path.basename(server.text("command").replace("\\", "/")))
        pinned, args = _RUNNERS.get(program), server.entry.get("args")
        if pinned is None or not isinstance(args, list):
            continue
        place = _package(args)
        if place is None:
            continue
        package = args[place]
        if not re.search(pinned, package) and re.match(_NAME, package) and "/." not in f"/{package}":
            yield Hit(
                f"the MCP server {context.quote(server.name)} runs whatever version of {context.quote(package)} is the newest "
                "when it starts",
                (*server.pointer, "args", place),
                help=f"write the version behind the name: name{'==' if program == 'uvx' else '@'}1.2.3",
            )


def _package(args: list[object]) -> int | None:
    """Return which of the arguments names the package."""
    index = 0
    while index < len(args):
        arg = args[index]
        if not isinstance(arg, str):
            return None
        if arg in _NAMES_PACKAGE:
            following = args[index + 1] if index + 1 < len(args) else None
            return index + 1 if isinstance(following, str) else None
        if not arg.startswith("-"):
            return index
        index += 2 if arg in _TAKES_VALUE else 1
    return None
