"""An entry of ``model_list`` as PicoClaw will use it: who is asked, at which address, for which model."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.url import host_of, is_local_host
from picoclaw_schema import FIRST_RELEASE, catalogue, rank

# OpenAI's own host and its regional ones (docs/picoclaw.md 8.5).
_OPENAI_HOST = re.compile(r"^(?:(?:us|eu|au|jp|in|ae)\.)?api\.openai\.com$")
# First segments that the client for OpenAI's protocol takes off a model's id by itself (docs/picoclaw.md 2.1).
TAKEN_OFF = frozenset(
    (
        *("litellm", "venice", "moonshot", "nvidia", "groq", "ollama", "deepseek", "google", "openrouter"),
        *("siliconflow", "zhipu", "mistral", "vivgrid", "minimax", "novita", "lmstudio"),
    )
)
# Providers that another client serves.
_OWN_CLIENT = frozenset(
    (
        *("alibaba-coding-anthropic", "anthropic-messages", "antigravity", "azure", "bedrock", "claude-cli"),
        *("codex-cli", "elevenlabs", "gemini", "github-copilot"),
    )
)
# What in an id makes PicoClaw give the number of tokens its new name.
_WITH_NEW_FIELD = ("glm", "o1", "gpt-5")
NEW_FIELD = "max_completion_tokens"
# What in an id makes PicoClaw send a recording to /audio/transcriptions (docs/picoclaw.md 8.8).
TRANSCRIBED = "whisper"


class Provider(NamedTuple):
    """A provider that PicoClaw knows; see ``catalogue/providers.json``.

    Attributes:
        id: its canonical id.
        name: for people.
        api_base: the address where none is given; None if there is none.
        key: ``required``, ``key-or-api_base`` or ``optional``.
        local: whether it runs on the user's own machine.
        http: whether it is an HTTP API.
        chat: whether it serves models that agents can talk with.
    """

    id: str
    name: str
    api_base: str | None
    key: str
    local: bool
    http: bool
    chat: bool


def is_in(release: str, row: Mapping[str, Any]) -> bool:
    """Whether a release has what a row of a catalogue describes."""
    return rank(release) >= rank(row.get("since", FIRST_RELEASE))


def max_tokens_field_of(model: str) -> str:
    """The name that PicoClaw gives the number of tokens by itself, by the id of the model."""
    return NEW_FIELD if any(part in model.lower() for part in _WITH_NEW_FIELD) else "max_tokens"


@cache
def providers_of(release: str) -> Mapping[str, Provider]:
    """The providers that a release knows, by id and alias."""
    known: dict[str, Provider] = {}
    for row in catalogue("providers")["providers"]:
        if is_in(release, row):
            provider = Provider(*(row[key] for key in Provider._fields))
            known.update(dict.fromkeys((row["id"], *row["aliases"]), provider))
    return known


class Model(NamedTuple):
    """An entry of ``model_list`` as PicoClaw will use it.

    Attributes:
        position: its place in the list.
        entry: the entry.
        alias: its ``model_name``.
        provider: who serves it; None if PicoClaw does not know the provider that is named.
        id: the model id that is sent, once a provider's prefix is off.
        from_prefix: whether the provider was read from the front of ``model``.
        api_base: the address that is used; empty if there is none.
    """

    position: int
    entry: dict[str, Any]
    alias: str
    provider: Provider | None
    id: str
    from_prefix: bool
    api_base: str

    @property
    def pointer(self) -> Pointer:
        """Where the entry stands in the config."""
        return ("model_list", self.position)

    @property
    def host(self) -> str:
        """The host of the address, in lower case; empty if there is none."""
        return host_of(self.api_base)

    @property
    def is_openai(self) -> bool:
        """Whether OpenAI itself answers, so that OpenAI's model ids and limits apply."""
        return self.is_first_hand and self.provider is not None and self.provider.id == "openai"

    @property
    def is_first_hand(self) -> bool:
        """Whether its provider itself answers, by its API, so that the provider's model ids and limits apply.

        An own address may lead anywhere, and so does a program on one's own machine; with a log-in other models are
        served, by other rules.
        """
        provider = self.provider
        if provider is None or (provider.local and provider.http):
            return False
        if provider.id in ("openai", "anthropic") and self._is_signed_in:
            return False
        if not provider.http:
            # What stands there is a region, or a program that passes on what it is asked.
            return "://" not in self.text("api_base") or provider.id != "bedrock"
        if provider.id == "openai":
            return bool(_OPENAI_HOST.match(self.host))
        return self.host == host_of(provider.api_base or "")

    @property
    def _is_signed_in(self) -> bool:
        return self.text("auth_method").strip().lower() in ("oauth", "token")

    @property
    def named_provider(self) -> str:
        """What ``provider`` says, without the blanks around it; empty if it says nothing."""
        return self.text("provider").strip()

    @property
    def body(self) -> Mapping[str, Any]:
        """What ``extra_body`` lays over each request; nothing where its client does not do so."""
        value = self.entry.get("extra_body")
        is_used = self.provider is not None and self.provider.id not in _OWN_CLIENT
        return value if is_used and isinstance(value, dict) else {}

    @property
    def sent(self) -> str:
        """The id as its provider is asked for it.

        The client for OpenAI's protocol takes one more known segment off, and lays extra_body over it; the one for
        Gemini takes off "models/", and then whatever stands before a slash (docs/picoclaw.md 2.1).
        """
        if self.provider is not None and self.provider.id == "gemini":
            bare = self.id.strip().removeprefix("models/")
            return bare.partition("/")[2] if "/" in bare else bare
        return self._laid_over or self.id[len(self.cut) :]

    @property
    def _laid_over(self) -> str:
        """The id that ``extra_body`` lays over the other; empty if it does not."""
        value = self.body.get("model")
        return value if isinstance(value, str) else ""

    @property
    def is_laid_over(self) -> bool:
        """Whether the id that is sent stands in ``extra_body``."""
        return bool(self._laid_over)

    @property
    def max_tokens_field(self) -> str:
        """The name that PicoClaw gives the number of tokens, for OpenAI's protocol (docs/picoclaw.md 8.3)."""
        return self.text("max_tokens_field") or max_tokens_field_of(self.id)

    @property
    def cut(self) -> str:
        """What the client for OpenAI's protocol takes off the id; empty if it is nothing."""
        prefix, slash, _ = self.id.partition("/")
        is_cut = slash and prefix.lower() in TAKEN_OFF and "openrouter.ai" not in self.api_base.lower()
        return f"{prefix}/" if is_cut and self.provider is not None and self.provider.id not in _OWN_CLIENT else ""

    @property
    def id_pointer(self) -> Pointer:
        """Where the id that is sent stands."""
        return (*self.pointer, "extra_body", "model") if self.is_laid_over else (*self.pointer, "model")

    @property
    def is_local(self) -> bool:
        """Whether the address is on the user's own machine or network."""
        return is_local_host(self.host)

    def text(self, key: str) -> str:
        """Return a string field; empty if it is absent or no string."""
        value = self.entry.get(key)
        return value if isinstance(value, str) else ""

    @property
    def keys(self) -> list[str]:
        """The filled texts in ``api_keys``, PicoClaw's own mask left out."""
        value = self.entry.get("api_keys")
        values = value if isinstance(value, list) else []
        return [key for key in values if isinstance(key, str) and key and key != "[NOT_HERE]"]

    @property
    def needs_key(self) -> bool:
        """Whether its provider wants a key."""
        provider = self.provider
        if provider is None or provider.key == "optional":
            return False
        if self._is_signed_in and provider.id in ("openai", "anthropic"):
            return False
        method = self.text("auth_method").strip().lower()
        own_address = bool(self.text("api_base")) and self.api_base != provider.api_base and not self.is_openai
        return provider.key == "required" or method == "api_key" or not (own_address or provider.local)

    @property
    def base_model(self) -> str:
        """The model that a fine-tune was made from (``ft:base:org::id``), else the id that is sent."""
        sent = self.sent
        base = sent.split(":")[1] if sent.startswith("ft:") and ":" in sent[3:] else ""
        return base or sent


def as_model(position: int, entry: dict[str, Any], release: str) -> Model:
    """Resolve provider and id of an entry as a release of PicoClaw does (docs/picoclaw.md 2.1)."""
    providers = providers_of(release)
    named, written = entry.get("provider"), entry.get("model")
    written = written if isinstance(written, str) else ""
    model_id, from_prefix = written, False
    if isinstance(named, str) and named.strip():
        provider = providers.get(named.strip().lower())
    else:
        prefix, slash, rest = written.partition("/")
        provider = providers.get(prefix.lower()) if slash else None
        from_prefix = provider is not None
        model_id = rest if from_prefix else written
        provider = provider or providers["openai"]
    base = entry.get("api_base")
    base = base if isinstance(base, str) else ""
    alias = entry.get("model_name")
    alias = alias if isinstance(alias, str) else ""
    return Model(
        position, entry, alias, provider, model_id, from_prefix, base or (provider and provider.api_base) or ""
    )
