"""The rule ``malformed-proxy``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.diagnostic import Impact
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.rule import Bad, Good, Hit, rule

_URL = re.compile(
    r"^(?P<scheme>[a-zA-Z][a-zA-Z0-9+.-]*)://(?:[^/?#@]*@)?(?P<host>\[[0-9a-fA-F:.%]+\]|[^/?#:@\s]*)(?::(?P<port>[^/?#]*))?"
)
_SCHEMES = ("http", "https", "socks5", "socks5h")


def _config(proxy: str) -> str:
    return f'{{"version": 3, "model_list": [{{"model_name": "a", "model": "openai/gpt-4o", "proxy": {proxy}}}]}}'


@rule(
    severity=("warning", "error"),
    impact=("ignored", "runtime"),
    examples=[
        Bad(
            _config('«"127.0.0.1:7890"»'),
            'the proxy "127.0.0.1:7890" has no scheme; PicoClaw ignores it and connects directly',
        ),
        Bad(
            _config('«"htpp://127.0.0.1:7890"»'),
            'the proxy has the scheme "htpp", not http, https, socks5 or socks5h; PicoClaw ignores it and connects directly',
        ),
        Bad(
            _config('«"http://127.0.0.1:78900"»'),
            'the proxy has the port "78900", which is none from 1 to 65535; PicoClaw ignores it and connects directly',
        ),
        Bad(
            '{"version": 3, "tools": {"web": {"proxy": «"http://"»}}}',
            'the proxy "http://" names no host; PicoClaw then has no web tools',
        ),
        Bad(
            '{"version": 3, "channel_list": {"telegram": {"enabled": true, "settings": {"proxy": «"localhost:1"»}}}}',
            'the proxy "localhost:1" has no scheme; PicoClaw does not start the channel',
        ),
        Good(_config('"socks5://127.0.0.1:7890"')),
        Good(_config('"http://[::1]:7890"')),
        Good(_config('""')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A proxy is no URL that PicoClaw can use.

    Why: a proxy of a model that is no usable URL is logged and ignored, so that requests go out directly, without the
    proxy that somebody wanted. For web tools and channels it means that they do not start.

    What to do: write scheme, host and port: ``http://127.0.0.1:7890`` or ``socks5://127.0.0.1:1080``.

    Source: docs/picoclaw.md 2.1, 2.5 and 2.6.
    """
    for pointer, proxy, impact, effect in _proxies(context):
        wrong = _wrong(proxy, context)
        if wrong is not None:
            yield Hit(
                f"the proxy {wrong}; {effect}",
                pointer,
                help="write scheme, host and port, such as http://127.0.0.1:7890",
                severity="error" if impact == "runtime" else "warning",
                impact=impact,
            )


def _proxies(context: Context) -> Iterator[tuple[Pointer, str, Impact, str]]:
    for model in context.models:
        if model.text("proxy"):
            effect = "PicoClaw ignores it and connects directly"
            yield (*model.pointer, "proxy"), model.text("proxy"), "ignored", effect
    web = context.get("tools", "web", "proxy")
    if isinstance(web, str) and web:
        yield ("tools", "web", "proxy"), web, "runtime", "PicoClaw then has no web tools"
    for channel in context.structure.channels():
        settings = channel.entry.get("settings")
        proxy = settings.get("proxy") if isinstance(settings, dict) else None
        if (
            isinstance(proxy, str)
            and proxy
            and channel.type in ("telegram", "discord", "weixin")
            and channel.entry.get("enabled") is True
        ):
            pointer: Pointer = ("channel_list", channel.name, "settings", "proxy")
            yield pointer, proxy, "runtime", "PicoClaw does not start the channel"


def _wrong(proxy: str, context: Context) -> str | None:
    if any(char.isspace() or ord(char) < 32 for char in proxy):
        return f"{context.quote(proxy)} contains white space"
    match = _URL.match(proxy)
    if match is None:
        return f"{context.quote(proxy)} has no scheme"
    if match["scheme"].lower() not in _SCHEMES:
        return f"has the scheme {context.quote(match['scheme'])}, not http, https, socks5 or socks5h"
    if not match["host"]:
        return f"{context.quote(proxy)} names no host"
    port = match["port"]
    if port and not (port.isascii() and port.isdigit() and 1 <= int(port) <= 65535):
        return f"has the port {context.quote(port)}, which is none from 1 to 65535"
    return None
