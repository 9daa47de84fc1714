"""The facts about one file that rules reason from; each is computed when first asked for."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, NamedTuple, TypeVar

from picoclaw_lint.document import Document
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.secrets.detectors import find
from picoclaw_lint.secrets.free_text import Written, secrets_in
from picoclaw_lint.secrets.names import names_secret
from picoclaw_lint.secrets.placeholders import is_reference
from picoclaw_lint.secrets.redaction import is_literal, joined_spans, quote, spans_of
from picoclaw_lint.source import Span
from picoclaw_lint.structure import Channel, Secret, Structure, load
from picoclaw_lint.structure.walker import as_integer
from picoclaw_lint.surroundings import Surroundings
from picoclaw_lint.url import host_of, is_local_host
from picoclaw_schema import DEFAULT_RELEASE, FIRST_RELEASE, RELEASES, catalogue, rank

# OpenAI's own host and its regional ones (docs/picoclaw.md 8.5).
_OPENAI_HOST = re.compile(r"^(?:(?:us|eu|au|jp|in|ae)\.)?api\.openai\.com$")
_LONGEST_NUMBER = 60
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

Fact = TypeVar("Fact")


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
        if provider.id == "openai":
            return bool(_OPENAI_HOST.match(self.host))
        return self.host == host_of(provider.api_base or "")

    @property
    def _is_signed_in(self) -> bool:
        return self.text("auth_method").strip().lower() in ("oauth", "token")

    @property
    def sent(self) -> str:
        """The id as its provider is asked for it: the client for OpenAI's protocol takes one more known segment off."""
        prefix, slash, rest = self.id.partition("/")
        is_cut = slash and prefix.lower() in TAKEN_OFF and "openrouter.ai" not in self.api_base.lower()
        if not is_cut or self.provider is None or self.provider.id in _OWN_CLIENT:
            return self.id
        return rest

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
        return self.sent.split(":")[1] if self.sent.startswith("ft:") and ":" in self.sent[3:] else self.sent


class Default(NamedTuple):
    """The default model: the alias that is named and the place that names it (None if nothing does)."""

    alias: str
    pointer: Pointer | None


@dataclass(frozen=True)
class Context:
    """What rules may know.

    Attributes:
        document: the file, parsed.
        surroundings: what lies beside it.
        release: the release of PicoClaw it is judged for.
        today: the date it is judged on.
        extra_models: by provider, model ids that the user says exist.
    """

    document: Document
    surroundings: Surroundings
    release: str = DEFAULT_RELEASE
    today: datetime.date = datetime.date.min
    extra_models: Mapping[str, Collection[str]] = field(default_factory=dict)
    _known: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, compute: Callable[[Context], Fact]) -> Fact:
        """Return what a function makes of the context, computed once; for facts of modules above this one."""
        if compute not in self._known:
            self._known[compute] = compute(self)
        fact: Fact = self._known[compute]
        return fact

    @cached_property
    def structure(self) -> Structure:
        """What PicoClaw's loader makes of the file."""
        return load(self.document, self.surroundings, self.release)

    @cached_property
    def alone(self) -> Structure:
        """What the loader makes of the file without the security file: what is written in the file itself."""
        if self.surroundings.security is None:
            return self.structure
        return load(self.document, self.surroundings._replace(security=None), self.release)

    @cached_property
    def config(self) -> dict[str, Any]:
        """The config of version 3 that the file amounts to; empty where it cannot be told."""
        return self.structure.config

    @cached_property
    def channels(self) -> list[Channel]:
        """The channels of the config, enabled or not."""
        return self.structure.channels()

    @property
    def release_name(self) -> str:
        """The release as messages name it, with its date."""
        return release_name(self.release)

    def at_least(self, release: str) -> bool:
        """Whether the file is judged for this release or a later one."""
        return rank(self.release) >= rank(release)

    def get(self, *path: str | int) -> Any:
        """Return the value at a path of keys of the config; None if something on the way is no object."""
        value: Any = self.config
        for key in path:
            if not isinstance(value, dict):
                return None
            value = value.get(key)
        return value

    def integer(self, *path: str | int) -> int | None:
        """Return the integer at a path; None if there is none that PicoClaw takes, which is reported as that."""
        return as_integer(self.get(*path))

    def objects(self, *path: str) -> Iterator[tuple[Pointer, dict[str, Any]]]:
        """Yield the objects in the array at a path, with their pointers."""
        value = self.get(*path)
        if isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, dict):
                    yield (*path, index), item

    def nearest_place(self, pointer: Pointer) -> Pointer:
        """Return ``pointer``, or the nearest place above it that the file has: where something is to be added."""
        while pointer and self.document.locate(self.structure.origin(pointer)) is None:
            pointer = pointer[:-1]
        return pointer

    @cached_property
    def tracked(self) -> bool | None:
        """Whether git tracks the file or has it staged; None if git cannot tell. Git is asked once."""
        return self.surroundings.exposure.ask_git()

    @property
    def own_secrets(self) -> Iterator[Secret]:
        """The filled places for secrets that PicoClaw takes from the config, not those that the security file fills."""
        structure = self.structure
        return (secret for secret in structure.secrets if structure.security_origin(secret.pointer) is None)

    @cached_property
    def misplaced_secrets(self) -> tuple[Secret, ...]:
        """Secrets under a key that PicoClaw refuses, such as ``api_key`` in version 3; their places in the file."""
        found = []
        known = {secret.pointer for secret in self.alone.secrets}
        for problem in self.alone.problems:
            key = problem.pointer[-1] if problem.pointer else ""
            if problem.kind in ("unknown-field", "miscased-field") and isinstance(key, str) and names_secret(key):
                values = problem.value if isinstance(problem.value, list) else [problem.value]
                for index, value in enumerate(values):
                    pointer = problem.pointer if values[0] is problem.value else (*problem.pointer, index)
                    if isinstance(value, str) and is_literal(value) and pointer not in known:
                        found.append(Secret(pointer, value))
        return tuple(found)

    @cached_property
    def unread_secrets(self) -> tuple[Span, ...]:
        """Where the secrets of a broken file stand that are in no part of it that could be read."""
        if not self.document.problems:
            return ()
        from picoclaw_lint.secrets.written_text import secret_spans

        text = self.document.source.text
        misplaced = map(self.document.locate, (secret.pointer for secret in self.misplaced_secrets))
        # A file may hold thousands of secrets: each letter is asked for, not each secret of each.
        read = bytearray(len(text))
        for place in (*self._slots(), *self._unprotected_spans(), *misplaced):
            if place is not None:
                read[place.start : place.end] = b"\1" * (place.end - place.start)
        # Where all of it could be read, only comments are left, and only a form tells what is a secret there.
        found = (Span(*each[1:]) for each in find(text)) if self.document.complete else secret_spans(text)
        unread = (span for span in found if read.find(1, span.start, span.end) < 0)
        # What is written with escapes may be a placeholder all the same.
        return tuple(span for span in unread if is_literal(_unescaped(text[span.start : span.end])))

    @cached_property
    def unprotected_secrets(self) -> tuple[Written, ...]:
        """Secrets in texts that PicoClaw does not treat as secret."""
        places = {self.alone.origin(secret.pointer) for secret in self.alone.secrets}
        places.update(secret.pointer for secret in self.misplaced_secrets)
        written = self.written_secrets
        return tuple(item for item in written if item.part == "value" and item.pointer not in places)

    @cached_property
    def written_secrets(self) -> tuple[Written, ...]:
        """Every secret that is one by its name or its form, in values and in keys of objects."""
        return tuple(secrets_in(self.document.value))

    @cached_property
    def holds_secrets(self) -> bool:
        """Whether a literal secret stands in the file, wherever that is."""
        kept = any(is_literal(secret.text) for secret in self.alone.secrets)
        return kept or bool(self.misplaced_secrets) or bool(self.unprotected_secrets)

    @cached_property
    def secret_texts(self) -> frozenset[str]:
        """What no text of ours may hold: the literal secrets of the file, and what is written under telling keys."""
        text = self.document.source.text
        written = (text[span.start : span.end] for span in self._places_of_secrets)
        filled = (*self.structure.secrets, *self.alone.secrets)
        return frozenset(
            (
                *written,
                *(secret.text for secret in filled if is_literal(secret.text)),
                *(secret.text for secret in self.unprotected_secrets),
            )
        )

    @cached_property
    def secret_spans(self) -> tuple[Span, ...]:
        """The stretches of the file that no excerpt may show, in order and without overlaps."""
        # A secret may stand a second time where nothing says that it is one.
        again = spans_of(self.secret_texts, self.document.source.text)
        return tuple(joined_spans([*self._places_of_secrets, *again]))

    @cached_property
    def _places_of_secrets(self) -> list[Span]:
        # Imported here, as most files have nothing to report.
        from picoclaw_lint.secrets.written_text import random_spans, secret_spans

        text = self.document.source.text
        # Of a broken file nobody can tell what is a key and what is a value.
        likely = random_spans(text) if self.document.problems else ()
        return joined_spans([*secret_spans(text), *self._slots(), *self._unprotected_spans(), *likely])

    def _slots(self) -> Iterator[Span]:
        filled = (secret for secret in self.alone.secrets if is_literal(secret.text))
        places = (self.document.locate(self.alone.origin(secret.pointer)) for secret in filled)
        return (Span(place.start + 1, place.end - 1) for place in places if place is not None)

    def _unprotected_spans(self) -> Iterator[Span]:
        text = self.document.source.text
        for secret in self.unprotected_secrets:
            place = self.document.locate(secret.pointer)
            if place is not None:
                exact = Span(place.start + 1 + secret.span.start, place.start + 1 + secret.span.end)
                # Where the text is written with escapes, the whole of it is masked.
                is_plain = text[exact.start : exact.end] == secret.text
                yield exact if is_plain else Span(place.start + 1, place.end - 1)

    def quote(self, value: Any) -> str:
        """Quote a value of the file in a message: short, on one line, never a secret."""
        if isinstance(value, str):
            return quote(value, self.secret_texts)
        if isinstance(value, dict):
            return "an object"
        if isinstance(value, list):
            return "an array"
        literal = getattr(value, "literal", None)
        if literal is not None:
            return str(literal) if len(literal) <= _LONGEST_NUMBER else f"a number of {len(literal)} digits"
        if value is None or isinstance(value, bool):
            return "null" if value is None else str(value).lower()
        return str(value)

    @property
    def providers(self) -> Mapping[str, Provider]:
        """The providers that the release knows, by id and alias."""
        return providers_of(self.release)

    @cached_property
    def later_providers(self) -> dict[str, str]:
        """The providers, by id and alias, that only a later release knows -> the first one that does."""
        rows = (row for row in catalogue("providers")["providers"] if not _has(self.release, row))
        return {name: row["since"] for row in rows for name in (row["id"], *row["aliases"])}

    @property
    def provider_hosts(self) -> tuple[str, ...]:
        """The hosts that providers have on the network, sorted."""
        return _provider_hosts(self.release)

    @cached_property
    def models(self) -> list[Model]:
        """The entries of the file's ``model_list``."""
        return [self._model(pointer[1], entry) for pointer, entry in self.objects("model_list")]

    def _model(self, index: str | int, entry: dict[str, Any]) -> Model:
        """Resolve provider and id as PicoClaw does (docs/picoclaw.md 2.1)."""
        assert isinstance(index, int)
        named, written = entry.get("provider"), entry.get("model")
        written = written if isinstance(written, str) else ""
        model_id, from_prefix = written, False
        if isinstance(named, str) and named.strip():
            provider = self.providers.get(named.strip().lower())
        else:
            prefix, slash, rest = written.partition("/")
            provider = self.providers.get(prefix.lower()) if slash else None
            from_prefix = provider is not None
            model_id = rest if from_prefix else written
            provider = provider or self.providers["openai"]
        base = entry.get("api_base")
        base = base if isinstance(base, str) else ""
        alias = entry.get("model_name")
        alias = alias if isinstance(alias, str) else ""
        return Model(
            index,
            entry,
            alias,
            provider,
            model_id,
            from_prefix,
            base or (provider and provider.api_base) or "",
        )

    @cached_property
    def wiped_models(self) -> frozenset[int]:
        """The entries of ``model_list`` that have keys, which an entry without any in the security file takes away."""
        if not self.structure.merge.wiped:
            return frozenset()
        filled = (secret for secret in self.alone.secrets if is_literal(secret.text) or is_reference(secret.text))
        places = {secret.pointer[:2] for secret in filled}
        return frozenset(index for index in self.structure.merge.wiped if ("model_list", index) in places)

    def needed_at_start(self, model: Model) -> bool:
        """Whether PicoClaw refuses to start if this model has no key: it is the default, and its provider insists."""
        is_default = self.default_model.alias == model.alias
        assert model.provider is not None
        return is_default and (model.provider.key == "required" or not model.text("api_base"))

    def models_without(self, field: str) -> Iterator[tuple[Pointer, str]]:
        """Yield the entries of ``model_list`` that lack a text: the place to mark, and ``no`` or ``an empty``."""
        for pointer, entry in self.objects("model_list"):
            value = entry.get(field)
            if value is None:
                yield pointer, "no"
            elif value == "":
                yield (*pointer, field), "an empty"

    @cached_property
    def aliases(self) -> dict[str, list[Model]]:
        """The entries by alias; several share one where PicoClaw is to use them in turn."""
        groups: dict[str, list[Model]] = {}
        for model in self.models:
            if model.alias:
                groups.setdefault(model.alias, []).append(model)
        return groups

    @property
    def has_own_models(self) -> bool:
        """Whether the file has a ``model_list``; without one PicoClaw takes its built-in models."""
        return "model_list" in self.config

    @cached_property
    def built_in_models(self) -> list[Model]:
        """The models that PicoClaw brings along and that count where the file has no ``model_list``."""
        rows = catalogue("default_models")["models"]
        return [self._model(index, row) for index, row in enumerate(rows) if _has(self.release, row)]

    @cached_property
    def _named_models(self) -> list[Model]:
        """The models that can be called by name: the file's, or the built-in ones where it has no ``model_list``."""
        return [model for model in self.models if model.alias] if self.has_own_models else self.built_in_models

    @property
    def known_aliases(self) -> list[str]:
        """The names that a model can be called by."""
        return [model.alias for model in self._named_models]

    @property
    def ids_of_aliases(self) -> Iterator[tuple[str, str]]:
        """What people write in place of an alias: (the id, alone, as written or behind its provider; the alias)."""
        for model in self._named_models:
            names = {model.id, model.text("model")}
            if model.provider is not None:
                names |= {f"{name}/{model.id}" for name, known in self.providers.items() if known is model.provider}
            for name in names:
                yield name, model.alias

    @cached_property
    def default_model(self) -> Default:
        """The model that agents use where nothing else is said."""
        pointer: Pointer = ("agents", "defaults", "model_name")
        alias = self.get(*pointer)
        return Default(alias, pointer) if isinstance(alias, str) else Default("", None)


def _has(release: str, row: Mapping[str, Any]) -> bool:
    """Whether a release has what a row of a catalogue describes."""
    return rank(release) >= rank(row.get("since", FIRST_RELEASE))


@cache
def providers_of(release: str) -> Mapping[str, Provider]:
    """The providers that a release knows, by id and alias."""
    known: dict[str, Provider] = {}
    for row in catalogue("providers")["providers"]:
        if _has(release, row):
            provider = Provider(*(row[key] for key in Provider._fields))
            known.update(dict.fromkeys((row["id"], *row["aliases"]), provider))
    return known


@cache
def _provider_hosts(release: str) -> tuple[str, ...]:
    hosts = {host_of(provider.api_base or "") for provider in providers_of(release).values()}
    return tuple(sorted(hosts - {"", "localhost"}))


def _unescaped(text: str) -> str:
    """Return what stands between the quotes of a JSON string as the text it means; as it is if it is none."""
    try:
        return str(json.loads(f'"{text}"'))
    except ValueError:
        return text


def release_name(release: str) -> str:
    """Return a release as messages name it: ``0.2.9 (2026-05-22)``."""
    return f"{release} ({RELEASES[release]})"
