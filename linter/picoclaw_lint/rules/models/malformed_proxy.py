"""The rule ``malformed-proxy``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.edit.changes import Amend
from picoclaw_lint.rule import Bad, Good, Hit, rule, unsafe
from picoclaw_lint.structure.walker import fold
from picoclaw_lint.url import go_parses, parse_url, without_hidden_parts

_BARE = r"[A-Za-z0-9.-]+:\d{1,5}/?"
_SCHEMES = ("http", "https", "socks5", "socks5h")
_CHANNELS = ("telegram", "discord", "weixin")


def _config(proxy: str) -> str:
    return f'{{"version": 3, "model_list": [{{"model_name": "a", "model": "openai/gpt-4o", "proxy": {proxy}}}]}}'


@rule(
    severity=("warning", "error"),
    impact=("ignored", "runtime"),
    fix="unsafe",
    examples=[
        Bad(
            _config('«"127.0.0.1:7890"»'),
            'the proxy "127.0.0.1:7890" has no scheme; PicoClaw ignores it and connects directly',
            fixed=_config('"http://127.0.0.1:7890"'),
        ),
        Bad(
            _config('«"htpp://127.0.0.1:7890"»'),
            'the proxy has the scheme "htpp", not http, https, socks5 or socks5h; every request through it will fail',
        ),
        Bad(
            _config('«"localhost:7890"»'),
            'the proxy "localhost:7890" has no scheme; every request through it will fail',
            fixed=_config('"http://localhost:7890"'),
        ),
        Bad(
            _config('«"http://127.0.0.1:78900"»'),
            'the proxy has the port "78900", which is none from 1 to 65535; every request through it will fail',
        ),
        Bad(
            '{"version": 3, "tools": {"web": {"proxy": «"http://"»}}}',
            'the proxy "http://" names no host; PicoClaw then has no web tools',
        ),
        Bad(
            '{"version": 3, "channel_list": {"telegram": {"enabled": true, "settings": {"Proxy": «"10.0.0.1:1"»}}}}',
            'the proxy "10.0.0.1:1" has no scheme; the channel cannot connect',
            fixed='{"version": 3, "channel_list": {"telegram": {"enabled": true, "settings": {"Proxy": "http://10.0.0.1:1"}}}}',
        ),
        Bad(
            _config('«"http://127.0.0.1:port"»'),
            "the proxy has a port that is no number; PicoClaw ignores it and connects directly",
        ),
        Good(_config('"socks5://127.0.0.1:7890"')),
        Good(_config('"http://[::1]:7890"')),
        Good(_config('""')),
        Good('{"version": 3, "tools": {"web": {"enabled": false, "proxy": "http://"}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A proxy is no URL that PicoClaw can use.

    Why: where Go cannot even parse a model's proxy, PicoClaw logs it and connects directly, without the proxy that
    somebody wanted. Where Go parses it and it is no proxy all the same (``localhost:7890`` has the scheme
    ``localhost`` to Go), requests fail. Web tools and channels do not come up with such a proxy.

    What to do: write scheme, host and port: ``http://127.0.0.1:7890`` or ``socks5://127.0.0.1:1080``.

    Source: docs/picoclaw.md 2.1, 2.5 and 2.6; Go's net/url for what parses.
    """
    for pointer, proxy, effect in _proxies(context):
        wrong = _wrong(proxy, context)
        if wrong is not None:
            ignored = effect is None and not go_parses(proxy)
            does = (
                "PicoClaw ignores it and connects directly"
                if ignored
                else effect or "every request through it will fail"
            )
            yield Hit(
                f"the proxy {wrong}; {does}",
                pointer,
                help="write scheme, host and port, such as http://127.0.0.1:7890",
                severity="warning" if ignored else "error",
                impact="ignored" if ignored else "runtime",
                fix=unsafe("start it with http://", Amend(pointer, 0, 0, "http://"))
                if re.fullmatch(_BARE, proxy)
                else None,
            )


def _proxies(context: Context) -> Iterator[tuple[Pointer, str, str | None]]:
    """Yield the proxies that are in use, and what a useless one does; None for models, where it depends."""
    for model in context.models:
        if model.text("proxy"):
            yield (*model.pointer, "proxy"), model.text("proxy"), None
    web = context.get("tools", "web", "proxy")
    if isinstance(web, str) and web and context.get("tools", "web", "enabled") is not False:
        yield ("tools", "web", "proxy"), web, "PicoClaw then has no web tools"
    for channel in context.channels:
        settings = channel.entry.get("settings")
        if channel.type in _CHANNELS and channel.entry.get("enabled") is True and isinstance(settings, dict):
            for key, value in settings.items():
                if fold(key) == "proxy" and isinstance(value, str) and value:
                    yield ("channel_list", channel.name, "settings", key), value, "the channel cannot connect"


def _wrong(proxy: str, context: Context) -> str | None:
    shown = context.quote(without_hidden_parts(proxy))
    if any(char.isspace() or ord(char) < 32 for char in proxy):
        return f"{shown} contains white space"
    url = parse_url(proxy)
    if url is None:
        return f"{shown} has no scheme"
    if url.scheme not in _SCHEMES:
        # Before an "@" anything may be a password.
        scheme = f'the scheme "{url.scheme}"' if "@" not in proxy else "another scheme"
        return f"has {scheme}, not http, https, socks5 or socks5h"
    if not url.host:
        return f"{shown} names no host"
    if not url.port_is_number:
        return "has a port that is no number"
    if url.has_bad_port:
        return f"has the port {context.quote(url.port)}, which is none from 1 to 65535"
    return None
