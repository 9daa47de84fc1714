"""The rule ``clear-text-connection``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.channels import enabled_channels
from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.mcp_servers import enabled_servers
from picoclaw_lint.rule import Bad, Good, Hit, rule
from picoclaw_lint.url import is_local_host, parse_url

# The settings of channels that are addresses.
_ADDRESSES = ("base_url", "bridge_url", "broker", "homeserver", "url", "websocket_url", "ws_url")
# What to write instead of a scheme that is not encrypted; MQTT clients have others than the rest.
_ENCRYPTED = {"http": "https", "ws": "wss"}
_ENCRYPTED_BROKERS = {"tcp": "ssl", "mqtt": "mqtts", "ws": "wss"}


def _model(base: str) -> str:
    return f'{{"version": 3, "model_list": [{{"model_name": "a", "model": "openai/gpt-4o", "api_base": {base}}}]}}'


def _channel(kind: str, settings: str) -> str:
    return f'{{"version": 3, "channel_list": {{"{kind}": {{"enabled": true, "settings": {{{settings}}}}}}}}}'


@rule(
    severity="warning",
    impact="security",
    examples=[
        Bad(
            _model('«"http://llm.example.org/v1"»'),
            'model "a" talks to llm.example.org over http, which is not encrypted; '
            "keys and messages can be read on the way",
        ),
        Bad(
            _channel("onebot", '"ws_url": «"ws://bot.example.org:3001"»'),
            'channel "onebot" talks to bot.example.org over ws, which is not encrypted; '
            "keys and messages can be read on the way",
        ),
        Bad(
            _channel("mqtt", '"broker": «"tcp://broker.example.org:1883"», "agent_id": "kitchen"'),
            'channel "mqtt" talks to broker.example.org over tcp, which is not encrypted; '
            "keys and messages can be read on the way",
        ),
        Bad(
            '{"version": 3, "tools": {"mcp": {"enabled": true, "servers": {"docs": {"enabled": true, "url": «"http://mcp.example.org/mcp"»}}}}}',
            'server "docs" talks to mcp.example.org over http, which is not encrypted; '
            "keys and messages can be read on the way",
        ),
        Good(_model('"https://llm.example.org/v1"')),
        Good(_model('"http://localhost:8000/v1"')),
        Good(_model('"http://192.168.1.5:8000/v1"')),
        Good(_channel("onebot", '"ws_url": "ws://napcat:3001"')),
        Good(_channel("mqtt", '"broker": "ssl://broker.example.org:8883", "agent_id": "kitchen"')),
        Good('{"version": 3, "channel_list": {"onebot": {"settings": {"ws_url": "ws://bot.example.org:3001"}}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A connection to another place on the internet is not encrypted.

    Why: PicoClaw sends keys and tokens with its requests, and whole conversations. Over ``http``, ``ws`` or ``tcp``
    everybody on the way can read and change them. Addresses of this machine and of private networks are not meant.

    What to do: use ``https``, ``wss`` or ``ssl``; where the server has no such address, go through a tunnel.

    Source: docs/picoclaw.md part 5 and 8.5, read in the source.
    """
    for kind, name, place, address in _addresses(context):
        url = parse_url(address)
        schemes = _ENCRYPTED_BROKERS if place[-1] == "broker" else _ENCRYPTED
        if url is not None and url.scheme in schemes and url.host and not is_local_host(url.host):
            # Behind the host an "@" says that it may be part of a password that is badly written.
            host = "another host" if "@" in url.path + url.rest else url.host
            yield Hit(
                f"{kind} {context.quote(name)} talks to {host} over {url.scheme}, which is not encrypted; "
                "keys and messages can be read on the way",
                place,
                help=f"use {schemes[url.scheme]}://, or a tunnel",
            )


def _addresses(context: Context) -> Iterator[tuple[str, str, Pointer, str]]:
    """Yield the addresses that are in use: (what has it, its name, where, the address)."""
    for model in context.models:
        if model.provider is None or model.provider.http:
            yield "model", model.alias, (*model.pointer, "api_base"), model.text("api_base")
    for channel in enabled_channels(context):
        for setting in _ADDRESSES:
            yield "channel", channel.name, channel.place(setting), channel.text(setting)
    for server in enabled_servers(context):
        yield "server", server.name, (*server.pointer, "url"), server.text("url")
    web = context.get("tools", "web")
    searches = web if isinstance(web, dict) and web.get("enabled") is not False else ()
    for name in searches:
        if context.get("tools", "web", name, "enabled") is True:
            place: Pointer = ("tools", "web", name, "base_url")
            yield "web search", name, place, _text(context, place)
    registries = context.get("tools", "skills", "registries")
    for name in registries if isinstance(registries, dict) else ():
        if context.get("tools", "skills", "registries", name, "enabled") is not False:
            place = ("tools", "skills", "registries", name, "base_url")
            yield "registry", name, place, _text(context, place)


def _text(context: Context, place: Pointer) -> str:
    value = context.get(*place)
    return value if isinstance(value, str) else ""
