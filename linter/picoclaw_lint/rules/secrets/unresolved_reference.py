"""The rule ``unresolved-reference``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer, dotted
from picoclaw_lint.rule import Bad, Good, Hit, rule
from picoclaw_lint.secrets.names import names_secret
from picoclaw_lint.structure.walker import fold

_SCHEME = r"(?:file|enc)://"
_SERVER = '{"version": 3, "tools": {"mcp": {"servers": {"github": {"command": "npx", PART}}}}}'

# What to do instead, by the key of the place.
_REMEDIES = {
    "env": "put the variable into a file of its own, and name that in env_file",
    "args": "pass the secret in the environment of the server, from a file named in env_file",
    "elevenlabs_api_key": "write a model_list entry with provider elevenlabs, and its key into .security.yml",
    "custom_headers": "use api_keys for it, which takes references",
}


@rule(
    severity="warning",
    impact="runtime",
    examples=[
        Bad(
            _SERVER.replace("PART", '"env": {"GITHUB_TOKEN": «"file://github.token"»}'),
            'tools.mcp.servers.github.env.GITHUB_TOKEN begins with "file://", which PicoClaw does not resolve here: '
            "the text is used as it stands",
        ),
        Bad(
            _SERVER.replace("PART", '"headers": {"X-Who": «"enc://c2FsdA=="»}'),
            'tools.mcp.servers.github.headers.X-Who begins with "enc://", which PicoClaw does not resolve here: '
            "the text is used as it stands",
        ),
        Bad(
            '{"version": 3, "voice": {"elevenlabs_api_key": «"file://elevenlabs.key"»}}',
            'voice.elevenlabs_api_key begins with "file://", which PicoClaw does not resolve here: '
            "the text is used as it stands",
        ),
        Bad(
            '{"version": 3, "channel_list": {"matrix": {"settings": {"crypto_passphrase": «"file://phrase"»}}}}',
            'channel_list.matrix.settings.crypto_passphrase begins with "file://", which PicoClaw does not resolve here: '
            "the text is used as it stands",
        ),
        Good(_SERVER.replace("PART", '"env": {"DATABASE_URL": "file:///var/lib/bot.db"}')),
        Good(_SERVER.replace("PART", '"args": ["--root", "file:///srv/notes"]')),
        Good(
            '{"version": 3, "model_list": [{"model_name": "a", "model": "b", "api_keys": ["file://key"]}]}',
            files={"key": "x"},
        ),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A reference stands where PicoClaw resolves none.

    Why: ``file://`` and ``enc://`` work in the fields that PicoClaw knows to be secret. In the environment or the headers
    of an MCP server, in a hook, in ``voice.elevenlabs_api_key`` or in other plain texts they are used as they stand, so
    the server gets the text ``file://github.token`` for a token. Proxies are what malformed-proxy looks at.

    What to do: an MCP server takes an ``env_file``; a model takes references in ``api_keys``. Elsewhere the secret itself
    must stand in the config: keep that out of git then.

    Source: docs/picoclaw.md 1.8 and part 4, run against the loader.
    """
    for pointer, text in _places(context):
        scheme = re.match(_SCHEME, text, re.I) if isinstance(text, str) else None
        # An address such as file:///srv/notes may be just that, unless a secret belongs here.
        if scheme is not None and (scheme[0].lower() == "enc://" or _is_for_secret(pointer)):
            message = (
                f'{dotted(context.structure.origin(pointer))} begins with "{scheme[0]}", which PicoClaw does not resolve '
                "here: the text is used as it stands"
            )
            known = (remedy for key, remedy in _REMEDIES.items() if key in pointer[-2:])
            yield Hit(message, pointer, help=next(known, "write the value itself, and keep the file out of git"))


def _is_for_secret(pointer: Pointer) -> bool:
    key = next(part for part in reversed(pointer) if isinstance(part, str))
    return "headers" in pointer or "custom_headers" in pointer or names_secret(key)


def _places(context: Context) -> Iterator[tuple[Pointer, Any]]:
    """Yield the plain texts in which people keep secrets."""
    yield ("voice", "elevenlabs_api_key"), context.get("voice", "elevenlabs_api_key")
    for path in (("tools", "mcp", "servers"), ("hooks", "processes")):
        entries = context.get(*path)
        for name, entry in entries.items() if isinstance(entries, dict) else ():
            for key in ("env", "headers", "args", "command"):
                yield from _members((*path, name, key), entry.get(key) if isinstance(entry, dict) else None)
    for pointer, model in context.objects("model_list"):
        for key in ("custom_headers", "extra_body"):
            yield from _members((*pointer, key), model.get(key))
    for channel in context.channels:
        settings = channel.entry.get("settings")
        for key, value in settings.items() if isinstance(settings, dict) else ():
            if channel.type == "matrix" and fold(key) == "crypto_passphrase":
                yield ("channel_list", channel.name, "settings", key), value


def _members(pointer: Pointer, value: Any) -> Iterator[tuple[Pointer, Any]]:
    if isinstance(value, dict):
        for key, member in value.items():
            yield (*pointer, key), member
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield (*pointer, index), member
