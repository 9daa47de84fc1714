"""URLs as Go's net/url takes them apart, as far as rules ask."""

from __future__ import annotations

import re
from typing import NamedTuple

_URL = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.-]*)://(?:[^/?#]*@)?(\[[^\]]*\]|[^/?#:]*)(?::([^/?#]*))?([^?#]*)(.*)$", re.S)
_LOCAL_HOST = re.compile(
    r"^(?:localhost|.*\.(?:local|localhost|lan|internal|home)|0\.0\.0\.0|127\..*|10\..*|192\.168\..*|169\.254\..*"
    r"|172\.(?:1[6-9]|2\d|3[01])\..*|\[(?:::1?|f[cd][0-9a-f:]*|fe80:[^\]]*)\])$"
)
_SCHEME = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*:")


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
    def has_bad_port(self) -> bool:
        """Whether a port is given that is none from 1 to 65535; an empty one counts as not given."""
        port = self.port or "80"
        return not (port.isascii() and port.isdigit() and 1 <= int(port[:6]) <= 65535)


def parse_url(text: str) -> Url | None:
    """Take a URL apart; None for a text that is not ``scheme://...``."""
    match = _URL.match(text)
    return None if match is None else Url(match[1].lower(), match[2].lower(), match[3], match[4], match[5])


def host_of(text: str) -> str:
    """Return the host of a URL in lower case; empty if it has none."""
    url = parse_url(text)
    return url.host if url else ""


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
    return bool(_SCHEME.match(text)) or ":" not in text.partition("/")[0]
