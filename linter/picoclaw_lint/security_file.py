"""The facts about a security file that was named itself; beside a config it is part of the config's surroundings."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from picoclaw_lint.document.pointer import Part, Pointer
from picoclaw_lint.document.yaml_nodes import Node, YamlDocument
from picoclaw_lint.secrets.redaction import is_literal, joined_spans, names_secret, secret_spans
from picoclaw_lint.source import Span
from picoclaw_lint.structure import Secret
from picoclaw_lint.surroundings import Exposure
from picoclaw_schema import DEFAULT_RELEASE

# A copy has the keys too. After a migration PicoClaw itself leaves one: .security.yml.20260401.bak.
_NAME = re.compile(r"\.security\.yml([.~].*)?", re.S)


@dataclass(frozen=True)
class SecurityFile:
    """What rules for security files may know.

    Attributes:
        document: the file, parsed.
        release: the release of PicoClaw it is judged for.
        today: the date it is judged on.
        exposure: who can get at the file.
    """

    document: YamlDocument
    release: str = DEFAULT_RELEASE
    today: datetime.date = datetime.date.min
    exposure: Exposure = field(default_factory=Exposure)

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
        """The literal secrets, in file order: texts under a key whose name says so, in any layout."""
        root = self.document.root
        return tuple(_secrets(root, (), "")) if root is not None else ()

    @cached_property
    def secret_texts(self) -> frozenset[str]:
        """What no text of ours may hold."""
        text = self.document.source.text
        written = (text[span.start : span.end] for span in self.secret_spans)
        return frozenset((*written, *(secret.text for secret in self.secrets)))

    @cached_property
    def secret_spans(self) -> tuple[Span, ...]:
        """The stretches of the file that no excerpt may show, in order and without overlaps."""
        places = (self.locate(secret.pointer) for secret in self.secrets)
        filled = (place for place in places if place is not None)
        return tuple(joined_spans([*secret_spans(self.document.source.text), *filled]))

    def locate(self, pointer: Pointer, part: Part = "value") -> Span | None:
        """Find where the key or the value at ``pointer`` stands; None if it is not there."""
        node = self.document.find(*pointer)
        return None if node is None else (node.span if part == "value" else node.key_span)


def is_security_file(path: str) -> bool:
    """Whether a file is a security file or a copy of one, by its name."""
    return _NAME.fullmatch(os.path.basename(path)) is not None


def _secrets(node: Node, pointer: Pointer, key: str) -> Iterator[Secret]:
    for name, member in node.entries.items():
        yield from _secrets(member, (*pointer, name), name)
    for index, item in enumerate(node.items):
        yield from _secrets(item, (*pointer, index), key)
    if node.kind == "scalar" and not node.is_null and names_secret(key) and is_literal(node.text):
        yield Secret(pointer, node.text)
