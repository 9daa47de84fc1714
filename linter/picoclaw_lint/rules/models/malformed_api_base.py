"""The rule ``malformed-api-base``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from picoclaw_lint.context import Context
from picoclaw_lint.diagnostic import Severity
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.edit.changes import Amend, Put
from picoclaw_lint.models import Model
from picoclaw_lint.nearest import distance
from picoclaw_lint.rule import Bad, Good, Hit, Remedy, rule, safe, unsafe
from picoclaw_lint.url import Url, is_local_host, parse_url, without_hidden_parts

# What people copy from an example request; PicoClaw adds it by itself.
_ENDPOINT = r"/(?:chat/completions|completions|responses|embeddings|messages)/*$"
_VERSION = r"/v\d+\w*(?:/|$)"
# Providers that do without a version in the path: they add one, or take both.
_BARE = r"([A-Za-z0-9.-]*[A-Za-z0-9])(?::\d{1,5})?(?:/[\w./-]*)?"
_NO_VERSION = frozenset(
    ("anthropic", "anthropic-messages", "azure", "deepseek", "alibaba-coding-anthropic", "elevenlabs")
)


def _config(base: str, model: str = "openai/gpt-4o") -> str:
    return f'{{"version": 3, "model_list": [{{"model_name": "a", "model": "{model}", "api_base": {base}}}]}}'


@rule(
    severity=("error", "warning"),
    impact="runtime",
    fix=("safe", "unsafe"),
    examples=[
        Bad(
            _config('«"https://api.openai.com/v1/chat/completions"»'),
            'the api_base ends in "/chat/completions", which PicoClaw adds itself; every request will fail',
            fixed=_config('"https://api.openai.com/v1"'),
        ),
        Bad(
            _config('«"https://api.openai.com"»'),
            'the api_base "https://api.openai.com" has no version part; OpenAI\'s is "https://api.openai.com/v1"',
            fixed=_config('"https://api.openai.com/v1"'),
        ),
        Bad(
            _config('«"api.openai.com/v1"»'),
            'the api_base "api.openai.com/v1" has no scheme; every request will fail',
            fixed=_config('"https://api.openai.com/v1"'),
        ),
        Bad(
            _config('«"https://api.opanai.com/v1"»'),
            'the host "api.opanai.com" looks misspelt; did you mean "api.openai.com"?',
            fixed=_config('"https://api.openai.com/v1"'),
        ),
        Bad(
            _config('«"http://localhost:11434"»', "ollama/llama3"),
            'the api_base "http://localhost:11434" has no version part; Ollama\'s is "http://localhost:11434/v1"',
            fixed=_config('"http://localhost:11434/v1"', "ollama/llama3"),
        ),
        Bad(
            _config('«"ftp://api.openai.com/v1"»'),
            'the api_base starts with "ftp://", and only http and https are spoken; every request will fail',
        ),
        Bad(
            _config('«"https://proxy.example.net"»'),
            'the api_base "https://proxy.example.net" has no version part such as /v1; most servers answer 404 without it',
        ),
        Bad(
            _config('«"https://api.groq.com/openai"»', "groq/llama-3.3-70b-versatile"),
            'the api_base "https://api.groq.com/openai" has no version part; Groq\'s is "https://api.groq.com/openai/v1"',
            fixed=_config('"https://api.groq.com/openai/v1"', "groq/llama-3.3-70b-versatile"),
        ),
        Bad(
            _config('«"http://localhost:99999/v1"»'),
            'the api_base "http://localhost:99999/v1" has a port that is none from 1 to 65535; every request will fail',
        ),
        Bad(
            _config('«"http://localhost:port/v1"»'),
            'the api_base "http://localhost:…/v1" has a port that is no number; every request will fail',
        ),
        Good(_config('"https://api.openai.com/v1/"')),
        Good(_config('"https://api.moonshot.ai/v1"', "moonshot/kimi-k2")),
        Good(_config('"https://gateway.example.net/tenant"')),
        Good(_config('"https://eu.api.openai.com/v1"')),
        Good(_config('"https://api.deepseek.com"', "deepseek/deepseek-chat")),
        Good(_config('"https://my.openai.azure.com"', "azure/my-deployment")),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The address of an API has a form that cannot work.

    Why: PicoClaw appends ``/chat/completions`` (or what the provider's API has) to ``api_base`` as it stands. So it
    must be a URL with its version part and without the end of a request's path, else every request is answered 404 or
    goes nowhere.

    What to do: write the base address, such as ``https://api.openai.com/v1``, or leave the field out to use the
    provider's own.

    Source: docs/picoclaw.md 2.1, 2.2 and 8.5; mistakes 12 and 13 in its part 7.
    """
    for model in context.models:
        base = model.text("api_base").strip()
        # bedrock takes a region's name, and the others are no HTTP APIs.
        if base and (model.provider is None or model.provider.http):
            wrong = _wrong(context, model, base)
            if wrong is not None:
                yield Hit(
                    wrong.message,
                    (*model.pointer, "api_base"),
                    help=wrong.remedy,
                    severity=wrong.severity,
                    fix=wrong.fix,
                )


class _Wrong(NamedTuple):
    message: str
    remedy: str
    severity: Severity = "error"
    fix: Remedy | None = None


class _Quoted(NamedTuple):
    """An address that is quoted only if something is to be said of it: to look for secrets takes time."""

    context: Context
    base: str

    def __str__(self) -> str:
        return self.context.quote(without_hidden_parts(self.base))


def _wrong(context: Context, model: Model, base: str) -> _Wrong | None:
    url = parse_url(base)
    shown = _Quoted(context, base)
    place, written = (*model.pointer, "api_base"), model.text("api_base")
    if url is None:
        said = f"the api_base {shown} has no scheme; every request will fail"
        host = re.fullmatch(_BARE, written)
        scheme = "http" if host is not None and is_local_host(host[1].lower()) else "https"
        fix = None if host is None else unsafe(f"start it with {scheme}://", Amend(place, 0, 0, f"{scheme}://"))
        return _Wrong(said, "start it with https://", fix=fix)
    if url.scheme not in ("http", "https"):
        # Before an "@" anything may be a password.
        start = f'starts with "{url.scheme}://"' if "@" not in base else "has another scheme"
        return _Wrong(
            f"the api_base {start}, and only http and https are spoken; every request will fail",
            "start it with https://",
        )
    if not url.host or " " in url.host or url.has_bad_port:
        wrong = "a port that is none from 1 to 65535" if url.has_bad_port else "no usable host"
        wrong = wrong if url.port_is_number else "a port that is no number"
        return _Wrong(f"the api_base {shown} has {wrong}; every request will fail", "mend the host")
    endpoint = re.search(_ENDPOINT, url.path)
    if endpoint is not None:
        return _Wrong(
            f'the api_base ends in "{endpoint[0]}", which PicoClaw adds itself; every request will fail',
            f"remove {endpoint[0]}",
            fix=safe(f"remove {endpoint[0]}", _without_end(place, written, endpoint[0])) if not url.rest else None,
        )
    if url.rest:
        return _Wrong(
            "the api_base has a ? or #, and PicoClaw appends the path of the request behind it; every request will fail",
            "write only scheme, host and path; extra_body and custom_headers carry the rest",
        )
    # An "@" in the path: the host may be the name of a user.
    misspelt = _misspelt(context, model, url) if "@" not in url.path else None
    return misspelt or _without_version(model, shown, url)


def _without_end(place: Pointer, written: str, end: str) -> Amend:
    size = len(written.rstrip())
    return Amend(place, size - len(end), size)


def _misspelt(context: Context, model: Model, url: Url) -> _Wrong | None:
    """One slip of the pen in a known host; another region or another top-level domain is another host."""
    meant = _meant(url.host, context.provider_hosts)
    if meant is None:
        return None
    said = f'the host {context.quote(url.host)} looks misspelt; did you mean "{meant}"?'
    start = model.text("api_base").lower().find(f"//{url.host}") + 2
    change = Amend((*model.pointer, "api_base"), start, start + len(url.host), meant)
    return _Wrong(said, f"write {meant}", fix=unsafe(f"write {meant}", change) if start > 1 else None)


@lru_cache(maxsize=1024)
def _meant(host: str, known_hosts: tuple[str, ...]) -> str | None:
    labels = host.split(".")
    for known in known_hosts:
        meant = known.split(".")
        same_form = len(meant) == len(labels) and meant[-1] == labels[-1]
        if same_form and len(known) > 10 and distance(host, known, 1) == 1:
            return known
    return None


def _without_version(model: Model, shown: _Quoted, url: Url) -> _Wrong | None:
    provider = model.provider
    if provider is None or provider.id in _NO_VERSION or re.search(_VERSION, url.path):
        return None
    usual = parse_url(provider.api_base or "")
    if usual is not None and usual.host == url.host:
        if not re.search(_VERSION, usual.path):
            return None
        return _Wrong(
            f'the api_base {shown} has no version part; {provider.name}\'s is "{provider.api_base}"',
            f"write {provider.api_base}, or leave the field out",
            fix=unsafe(f"write {provider.api_base}", Put((*model.pointer, "api_base"), provider.api_base)),
        )
    if url.path.strip("/") not in ("", "api"):
        # A gateway of somebody's own may have any path.
        return None
    return _Wrong(
        f"the api_base {shown} has no version part such as /v1; most servers answer 404 without it",
        "see the server's documentation for its base address",
        "warning",
    )
