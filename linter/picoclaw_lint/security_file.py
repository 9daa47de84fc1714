"""The facts about a security file: what is in it, and what PicoClaw makes of it with the config beside it."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Part, Pointer
from picoclaw_lint.document.yaml_nodes import Node, YamlDocument
from picoclaw_lint.secrets.free_text import secret_spans_of
from picoclaw_lint.secrets.names import names_secret
from picoclaw_lint.secrets.redaction import is_literal, joined_spans, quote, spans_of
from picoclaw_lint.secrets.written_text import random_spans, secret_spans
from picoclaw_lint.source import Span
from picoclaw_lint.structure import Secret, SecurityProblem, reference_trouble
from picoclaw_lint.structure.security_layout import Unread, unread
from picoclaw_lint.structure.security_merge import merge_version_3, model_entries
from picoclaw_lint.surroundings import Exposure, Surroundings
from picoclaw_schema import DEFAULT_RELEASE, shape_for

NAME = ".security.yml"
# In a file that is no YAML, all that may be a value: what follows a key or a dash, else the whole line.
_KEY = r"""(?:"[^"\n\r]*"|'[^'\n\r]*'|[\w./-]+):(?=[ \t]|$)"""
_ANY_VALUE = re.compile(rf"^[ \t]*(?:-(?=[ \t])|{_KEY})?[ \t]*([^ \t\n\r][^\n\r]*)?", re.M)


@dataclass(frozen=True)
class SecurityFile:
    """What rules for security files may know.

    Attributes:
        document: the file, parsed.
        release: the release of PicoClaw it is judged for.
        today: the date it is judged on.
        exposure: who can get at the file.
        config: the config beside it, with this file among its surroundings; None if there is none.
    """

    document: YamlDocument
    release: str = DEFAULT_RELEASE
    today: datetime.date = datetime.date.min
    exposure: Exposure = field(default_factory=Exposure)
    config: Context | None = None

    @property
    def name(self) -> str:
        """What messages call the file, as they may stand beside those about the config."""
        name = os.path.basename(self.document.source.path)
        return "".join(char if char.isprintable() else "?" for char in name)

    @cached_property
    def tracked(self) -> bool | None:
        """Whether git tracks the file or has it staged; None if git cannot tell. Git is asked once."""
        return self.exposure.ask_git()

    @cached_property
    def secrets(self) -> tuple[Secret, ...]:
        """The literal secrets, in file order, in any layout: by their name, by their form, or as random text."""
        root = self.document.root
        return tuple(_secrets(root, (), "")) if root is not None else ()

    @cached_property
    def unread_secrets(self) -> tuple[Span, ...]:
        """Where the secrets of a file stand that is no YAML, so that it has no places by name."""
        if self.document.problem is None:
            return ()
        text = self.document.source.text
        return tuple(joined_spans([*secret_spans(text), *random_spans(text)]))

    @cached_property
    def secret_texts(self) -> frozenset[str]:
        """What no text of ours may hold."""
        text = self.document.source.text
        written = (text[span.start : span.end] for span in self._places_of_secrets)
        beside = self.config.secret_texts if self.config is not None else ()
        return frozenset((*written, *(secret.text for secret in self.secrets), *beside))

    @cached_property
    def secret_spans(self) -> tuple[Span, ...]:
        """The stretches of the file that no excerpt may show, in order and without overlaps: every value of it."""
        root = self.document.root
        values = [node.span for node in _scalars(root) if is_literal(node.text)] if root is not None else []
        again = spans_of(self.secret_texts, self.document.source.text)
        return tuple(joined_spans([*self._places_of_secrets, *values, *again]))

    @cached_property
    def _places_of_secrets(self) -> list[Span]:
        places = (self.locate(secret.pointer) for secret in self.secrets)
        filled = [place for place in places if place is not None]
        if self.document.problem is not None:
            # Nobody can tell what is a key there.
            values = (Span(*match.span(1)) for match in _ANY_VALUE.finditer(self.document.source.text))
            filled += [span for span in values if span.start < span.end]
        return joined_spans([*secret_spans(self.document.source.text), *filled])

    @cached_property
    def layout(self) -> int | None:
        """The config version by whose layout PicoClaw reads the file; None if there is no config that says so."""
        return self.config.structure.layout if self.config is not None else None

    @property
    def _is_read(self) -> bool:
        """Whether PicoClaw reads the file; a copy it does not."""
        return os.path.basename(self.document.source.path) == NAME

    @cached_property
    def problems(self) -> list[SecurityProblem]:
        """Why PicoClaw refuses the file; where there is no config, what it refuses beside any of version 3."""
        if not self._is_read:
            return []
        if self.config is not None and self.layout is not None:
            return self.config.structure.merge.problems
        found = merge_version_3({}, self.document, _trouble_anywhere).problems
        nodes = ((problem, self.document.find(*problem.path)) for problem in found)
        return [problem for problem, node in nodes if node is None or not node.is_null]

    @cached_property
    def unread(self) -> list[Unread]:
        """What PicoClaw does not read; where there is no config, what it reads beside none."""
        root = self.document.root
        if root is None or not self._is_read:
            return []
        types: dict[str, str] = {}
        if self.config is not None and self.layout == 3:
            types = {channel.name: channel.type for channel in self.config.channels}
        found = list(unread(root, shape_for(3, self.release), self.layout, types))
        lost = root.entries.get("channel_list")
        if lost is not None and self._has_old_channels and lost.holds_something:
            found.append(Unread("channel_list", ("channel_list",)))
        return found

    @property
    def _has_old_channels(self) -> bool:
        """Whether the channels of an old config are under ``channels``, beside which no ``channel_list`` counts."""
        root = self.document.root
        if self.config is None or self.layout in (3, None) or root is None:
            return False
        return "channels" in self.config.document.value or "channels" in root.entries

    @cached_property
    def models(self) -> dict[str, list[int]]:
        """The entries under ``model_list`` -> the models of the config (their indices) that they are for.

        Empty if there is no config with models to look them up in.
        """
        root, config = self.document.root, self.config
        entries = root.entries.get("model_list") if root is not None else None
        if entries is None or config is None or self.layout is None or not self._is_read:
            return {}
        models = config.structure.merge.config.get("model_list")
        if models is None and self.layout == 3 and "model_list" not in config.document.value:
            # PicoClaw then has those that are built in.
            models = [{"model_name": alias} for alias in config.known_aliases]
        if not isinstance(models, list):
            return {}
        used: dict[str, list[int]] = {name: [] for name in entries.entries}
        for index, name, _ in model_entries(models, entries.entries):
            used[name].append(index)
        return used

    @cached_property
    def wiping(self) -> dict[str, list[int]]:
        """The entries under ``model_list`` without keys -> the models of the config whose keys they take away."""
        lost = self.config.wiped_models if self.config is not None else frozenset[int]()
        found = {name: [index for index in indices if index in lost] for name, indices in self.models.items()}
        return {name: indices for name, indices in found.items() if indices}

    def quote(self, text: str) -> str:
        """Quote a text in a message: short, on one line, never a secret."""
        return quote(text, self.secret_texts)

    def locate(self, pointer: Pointer, part: Part = "value") -> Span | None:
        """Find where the key or the value at ``pointer`` stands; None if it is not there."""
        node = self.document.find(*pointer)
        return None if node is None else (node.span if part == "value" else node.key_span)


def _trouble_anywhere(text: str) -> str | None:
    """Say what is wrong with a reference wherever the file is put: what it names may be there."""
    return reference_trouble(text, Surroundings(references={text: "filled"}))


def _secrets(node: Node, pointer: Pointer, key: str) -> Iterator[Secret]:
    for name, member in node.entries.items():
        yield from _secrets(member, (*pointer, name), name)
    for index, item in enumerate(node.items):
        yield from _secrets(item, (*pointer, index), key)
    if node.kind == "scalar" and not node.is_null and is_literal(node.text):
        text = node.text
        # The user of an MQTT broker counts as secret, and nothing else that has this name.
        is_named = names_secret(key) or pointer[-2:] == ("settings", "username")
        if is_named or random_spans(text) == [Span(0, len(text))]:
            yield Secret(pointer, text)
        else:
            yield from (Secret(pointer, text[span.start : span.end]) for span in secret_spans_of(key, text)[:1])


def _scalars(node: Node) -> Iterator[Node]:
    for member in (*node.entries.values(), *node.items):
        yield from _scalars(member)
    if node.kind == "scalar" and not node.is_null:
        yield node
