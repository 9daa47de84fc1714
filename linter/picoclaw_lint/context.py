"""The facts about one file that rules reason from; each is computed when first asked for."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, NamedTuple, TypeVar

from picoclaw_lint.document import Document
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.models import Model, Provider, as_model, is_in, providers_of
from picoclaw_lint.secrets.detectors import find
from picoclaw_lint.secrets.free_text import Written, secrets_in
from picoclaw_lint.secrets.names import names_secret
from picoclaw_lint.secrets.placeholders import is_reference
from picoclaw_lint.secrets.redaction import is_literal, joined_spans, quote, spans_of
from picoclaw_lint.source import Span
from picoclaw_lint.structure import Channel, Secret, Structure, load
from picoclaw_lint.structure.walker import as_integer
from picoclaw_lint.surroundings import Surroundings
from picoclaw_lint.url import host_of
from picoclaw_schema import DEFAULT_RELEASE, RELEASES, catalogue, rank

_LONGEST_NUMBER = 60

Fact = TypeVar("Fact")


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
        rows = (row for row in catalogue("providers")["providers"] if not is_in(self.release, row))
        return {name: row["since"] for row in rows for name in (row["id"], *row["aliases"])}

    @property
    def provider_hosts(self) -> tuple[str, ...]:
        """The hosts that providers have on the network, sorted."""
        return _provider_hosts(self.release)

    @cached_property
    def models(self) -> list[Model]:
        """The entries of the file's ``model_list``."""
        return [
            as_model(index, entry, self.release)
            for (_, index), entry in self.objects("model_list")
            if isinstance(index, int)
        ]

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
        return [as_model(index, row, self.release) for index, row in enumerate(rows) if is_in(self.release, row)]

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
