"""URLs as Go's net/url takes them apart, as far as rules ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

_URL = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.-]*)://(?:[^/?#]*@)?(\[[^\]]*\]|[^/?#:]*)(?::([^/?#]*))?([^?#]*)(.*)$", re.S)
_LOCAL_HOST = re.compile(
    r"^(?:localhost|.*\.(?:local|localhost|lan|internal|home)|0\.0\.0\.0|127\..*|10\..*|192\.168\..*|169\.254\..*"
    r"|172\.(?:1[6-9]|2\d|3[01])\..*|\[(?:::1?|f[cd][0-9a-f:]*|fe80:[^\]]*)\])$"
)
# Texts, not compiled: re keeps what it compiled, and most files need none of these.
_SCHEME = r"^[a-zA-Z][a-zA-Z0-9+.-]*:"
# How an address begins, well or badly written; then a user and a password may follow.
_START = r"(?:(?:https?|socks5h?)(?::/{0,2}|/{1,2}))?/{0,2}"
# An address of IPv6, and what stands in the place of a port and is none: maybe a password.
_NO_PORT = r"\[[0-9a-fA-F:.]*\]|(:(?!\d{1,5}(?![^/?#:]))[^/?#:]+)"

# The address of a proxy or of an API in the text of a config, which may be broken.
_IN_CONFIG = r"""["'](?:proxy|api_base)["']\s*:\s*["']((?:[^"\\\n\r]|\\[^\n\r])*)"""


class Url(NamedTuple):
    """A URL with an authority (``scheme://host``).

    Attributes:
        scheme: in lower case.
        host: in lower case; empty if there is none.
        port: as written; None if there is none.
        path: as written, with its leading slash.
        rest: query and fragment, as written.
    """

    scheme: str
    host: str
    port: str | None
    path: str
    rest: str

    @property
    def port_is_number(self) -> bool:
        """Whether the port, if one is given, is made of digits."""
        port = self.port or "80"
        return port.isascii() and port.isdigit()

    @property
    def has_bad_port(self) -> bool:
        """Whether a port is given that is none from 1 to 65535; an empty one counts as not given."""
        return not (self.port_is_number and 1 <= int((self.port or "80")[:6]) <= 65535)


@lru_cache(maxsize=1024)
def parse_url(text: str) -> Url | None:
    """Take a URL apart; None for a text that is not ``scheme://...``."""
    match = _URL.match(text)
    return None if match is None else Url(match[1].lower(), match[2].lower(), match[3], match[4], match[5])


def hidden_parts(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of an address, however badly it is written, in which a password may stand.

    They are all between its scheme and the last "@", and whatever is no number in the place of a port.
    """
    start = re.match(_START, text, re.I)
    begin = start.end() if start is not None else 0
    end = text.rfind("@")
    if begin < end:
        yield begin, end
    for match in re.compile(_NO_PORT).finditer(text, max(begin, end + 1)):
        if match[1] is not None:
            yield match.start() + 1, match.end()


def hidden_parts_in_config(text: str) -> Iterator[tuple[int, int]]:
    """Yield such stretches of all addresses in the text of a config; one that is written with escapes is one whole."""
    for address in re.finditer(_IN_CONFIG, text, re.I):
        if "\\" in address[1]:
            yield address.span(1)
        else:
            at = address.start(1)
            yield from ((at + begin, at + end) for begin, end in hidden_parts(address[1]))


def without_hidden_parts(text: str) -> str:
    """Return an address with an ellipsis for each part in which a password may stand."""
    for begin, end in reversed(list(hidden_parts(text))):
        text = f"{text[:begin]}…{text[end:]}"
    return text


def host_of(text: str) -> str:
    """Return the host of a URL in lower case; empty if it has none."""
    url = parse_url(text)
    return url.host if url else ""


def host_trouble(host: str) -> Literal["url", "port", "blank", "form"] | None:
    """Say what keeps an entry of ``gateway.host`` from being a host to listen on; None if nothing does."""
    if "/" in host:
        return "url"
    if re.fullmatch(r"(?:[^:]+|\[.*\]):\d*", host):
        return "port"
    if re.search(r"[ \t\r\n]", host):
        return "blank"
    return "form" if re.search(r"[;@|&=?#\"']", host) else None


def is_local_host(host: str) -> bool:
    """Whether a host is this machine, or one of a private network."""
    return bool(_LOCAL_HOST.match(host)) or (bool(host) and "." not in host and ":" not in host)


def go_parses(text: str) -> bool:
    """Whether Go's url.Parse takes a text, which says little: ``localhost:80`` has the scheme ``localhost`` to it.

    It refuses control characters, blanks in the host, ports that are not digits, and a colon in the first part of
    what has no scheme (``127.0.0.1:80``). Source: Go's net/url.
    """
    if any(ord(char) < 32 or ord(char) == 127 for char in text):
        return False
    url = parse_url(text)
    if url is not None:
        return " " not in url.host and (not url.port or (url.port.isascii() and url.port.isdigit()))
    return bool(re.match(_SCHEME, text)) or ":" not in text.partition("/")[0]
