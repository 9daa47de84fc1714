"""The rule ``malformed-api-base``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from picoclaw_lint.context import Context, Model, host_of
from picoclaw_lint.diagnostic import Severity
from picoclaw_lint.nearest import distance
from picoclaw_lint.rule import Bad, Good, Hit, rule

_SCHEME = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*://")
# What people copy from an example request; PicoClaw adds it by itself.
_ENDPOINT = re.compile(r"/(?:chat/completions|completions|responses|embeddings|messages)/*$")
_VERSION = re.compile(r"/(?:v\d+\w*|api/[\w./-]+|openai|compatible-mode/v\d+)(?:/|$)", re.I)
# Providers that do without a version in the path: they add one, or take both.
_NO_VERSION = frozenset(
    ("anthropic", "anthropic-messages", "azure", "deepseek", "alibaba-coding-anthropic", "elevenlabs")
)


def _config(base: str, model: str = "openai/gpt-4o") -> str:
    return f'{{"version": 3, "model_list": [{{"model_name": "a", "model": "{model}", "api_base": {base}}}]}}'


@rule(
    severity=("error", "warning"),
    impact="runtime",
    examples=[
        Bad(
            _config('«"https://api.openai.com/v1/chat/completions"»'),
            'the api_base ends in "/chat/completions", which PicoClaw adds itself; every request will fail',
        ),
        Bad(
            _config('«"https://api.openai.com"»'),
            'the api_base "https://api.openai.com" has no version part; OpenAI\'s is "https://api.openai.com/v1"',
        ),
        Bad(
            _config('«"api.openai.com/v1"»'),
            'the api_base "api.openai.com/v1" has no scheme; every request will fail',
        ),
        Bad(
            _config('«"https://api.opanai.com/v1"»'),
            'the host "api.opanai.com" looks misspelt; did you mean "api.openai.com"?',
        ),
        Bad(
            _config('«"http://localhost:11434"»', "ollama/llama3"),
            'the api_base "http://localhost:11434" has no version part; Ollama\'s is "http://localhost:11434/v1"',
        ),
        Bad(
            _config('«"ftp://api.openai.com/v1"»'),
            'the api_base starts with "ftp://", and only http and https are spoken; every request will fail',
        ),
        Bad(
            _config('«"https://proxy.example.net"»'),
            'the api_base "https://proxy.example.net" has no version part such as /v1; most servers answer 404 without it',
        ),
        Good(_config('"https://api.openai.com/v1/"')),
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
                yield Hit(wrong.message, (*model.pointer, "api_base"), help=wrong.remedy, severity=wrong.severity)


class _Wrong(NamedTuple):
    message: str
    remedy: str
    severity: Severity = "error"


def _wrong(context: Context, model: Model, base: str) -> _Wrong | None:
    scheme = _SCHEME.match(base)
    if scheme is None:
        return _Wrong(
            f"the api_base {context.quote(base)} has no scheme; every request will fail",
            "start it with https://",
        )
    if scheme[0].lower() not in ("http://", "https://"):
        return _Wrong(
            f"the api_base starts with {context.quote(scheme[0])}, and only http and https are spoken; "
            "every request will fail",
            "start it with https://",
        )
    if not host_of(base):
        return _Wrong(f"the api_base {context.quote(base)} names no host; every request will fail", "name the host")
    endpoint = _ENDPOINT.search(base)
    if endpoint is not None:
        return _Wrong(
            f'the api_base ends in "{endpoint[0]}", which PicoClaw adds itself; every request will fail',
            f"remove {endpoint[0]}",
        )
    if "?" in base or "#" in base:
        return _Wrong(
            "the api_base has a ? or #, and PicoClaw appends the path of the request behind it; every request will fail",
            "write only scheme, host and path; extra_body and custom_headers carry the rest",
        )
    return _misspelt(context, base) or _without_version(context, model, base)


def _misspelt(context: Context, base: str) -> _Wrong | None:
    host = host_of(base)
    if host in context.provider_hosts or len(host) < 10:
        return None
    for known in context.provider_hosts:
        edits = distance(host, known, 2)
        if edits <= 2 and not host.endswith("." + known):
            return _Wrong(
                f'the host {context.quote(host)} looks misspelt; did you mean "{known}"?',
                f"write {known}",
                "error" if edits == 1 else "warning",
            )
    return None


def _without_version(context: Context, model: Model, base: str) -> _Wrong | None:
    provider = model.provider
    path = base.split("://", 1)[1].partition("/")[2]
    if provider is None or provider.id in _NO_VERSION or path.strip("/"):
        return None
    usual = provider.api_base or ""
    if host_of(usual) == host_of(base) and _VERSION.search(usual):
        whole = f'{provider.name}\'s is "{usual}"'
        return _Wrong(
            f"the api_base {context.quote(base)} has no version part; {whole}",
            f"write {usual}, or leave the field out",
        )
    return _Wrong(
        f"the api_base {context.quote(base)} has no version part such as /v1; most servers answer 404 without it",
        "see the server's documentation for its base address",
        "warning",
    )
