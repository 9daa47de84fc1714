"""A YAML file as nodes with places, near to what Go's yaml.v3 hands to PicoClaw; ruamel.yaml does the reading."""

from __future__ import annotations

import re
import warnings
from typing import Any, Literal, NamedTuple

from picoclaw_lint.source import Source, Span

# What ruamel quotes of the file in its messages, beyond a single character: a password may well begin with "*".
_QUOTED = re.compile(r" (['\"])(?!<)[^'\"]{2,}\1")


class Node(NamedTuple):
    """A place of a YAML file.

    Attributes:
        kind: ``scalar``, ``mapping`` or ``sequence``.
        tag: the resolved type of a scalar: ``str``, ``int``, ``float``, ``bool``, ``null`` and others.
        text: a scalar as written, quotes and escapes undone; Go takes this text where it wants a string.
        entries: the members of a mapping, in file order.
        items: the members of a sequence.
        span: where it stands.
        key_span: where its key stands, for a member of a mapping.
    """

    kind: Literal["scalar", "mapping", "sequence"]
    tag: str
    text: str
    entries: dict[str, Node]
    items: tuple[Node, ...]
    span: Span
    key_span: Span | None = None

    @property
    def is_null(self) -> bool:
        """Whether this is YAML's null."""
        return self.kind == "scalar" and self.tag == "null"

    @property
    def holds_something(self) -> bool:
        """Whether there is any text in it; what is empty cannot be lost."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            if node.kind == "scalar" and not node.is_null and node.text:
                return True
            waiting += node.entries.values()
            waiting += node.items
        return False

    @property
    def value(self) -> Any:
        """The plain Python value, as a generic Go map would hold it."""
        if self.kind == "mapping":
            return {key: node.value for key, node in self.entries.items()}
        if self.kind == "sequence":
            return [node.value for node in self.items]
        if self.tag == "null":
            return None
        if self.tag == "bool":
            return self.text.lower() == "true"
        try:
            if self.tag == "int":
                return int(self.text.replace("_", ""), 0)
            if self.tag == "float":
                return float(self.text.replace("_", ""))
        except ValueError:
            return self.text
        return self.text


class YamlProblem(NamedTuple):
    """Why a file is no YAML that Go reads: a phrase and, if there is one, the place."""

    message: str
    span: Span | None


class YamlDocument(NamedTuple):
    """A YAML file: its root node (None when it is empty) or the problem that stopped the reading."""

    source: Source
    root: Node | None
    problem: YamlProblem | None = None

    def find(self, *path: str | int) -> Node | None:
        """Return the node at a path of keys and indices; None if there is none."""
        node = self.root
        for step in path:
            if node is None:
                return None
            if isinstance(step, int):
                node = node.items[step] if step < len(node.items) else None
            else:
                node = node.entries.get(step)
        return node


def parse_yaml(source: Source) -> YamlDocument:
    """Read the first document of a YAML file; never raises for its content."""
    # Imported here: most configs have no security file beside them, and the import takes longer than a check.
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    if source.undecodable:
        place = Span(source.undecodable[0], source.undecodable[0] + 1)
        return YamlDocument(source, None, YamlProblem("a byte that is not UTF-8", place))
    try:
        with warnings.catch_warnings():
            # An anchor may be used again, as in Go; ruamel's warning of it would show a part of the file.
            warnings.simplefilter("ignore")
            # Like Go, only the first document counts. (The round-trip reader would put marks into folded texts.)
            root = next(iter(YAML(typ="safe", pure=True).compose_all(source.text)), None)
        return YamlDocument(source, None if root is None else _Converter().convert(root, None, frozenset()))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        span = None if mark is None else Span(min(mark.index, len(source.text)), min(mark.index + 1, len(source.text)))
        return YamlDocument(source, None, YamlProblem(_phrase(error.problem or error.context), span))
    except (YAMLError, _Unusable) as error:
        return YamlDocument(source, None, YamlProblem(_phrase(str(error)), None))
    except RecursionError:
        return YamlDocument(source, None, YamlProblem("nested too deeply", None))
    except Exception:  # noqa: BLE001 - ruamel fails in many ways on escapes beyond Unicode and unknown versions
        return YamlDocument(source, None, YamlProblem(_phrase(None), None))


class _Unusable(Exception):
    """A YAML construct that Go refuses."""


def _phrase(text: str | None) -> str:
    return " ".join(_QUOTED.sub("", text or "not valid YAML").split())


class _Converter:
    """Turns ruamel's nodes into ours; aliases are written out, within bounds."""

    MOST_NODES = 100_000

    def __init__(self) -> None:
        self._count = 0

    def convert(self, node: Any, key: Any, parents: frozenset[int]) -> Node:
        self._count += 1
        if id(node) in parents or self._count > self.MOST_NODES:
            raise _Unusable("anchors and aliases that repeat without end")
        span = Span(node.start_mark.index, node.end_mark.index)
        key_span = None if key is None else Span(key.start_mark.index, key.end_mark.index)
        tag = str(node.tag).rpartition(":")[2]
        inside = parents | {id(node)}
        if node.id == "mapping":
            return Node("mapping", tag, "", self._entries(node, inside), (), span, key_span)
        if node.id == "sequence":
            items = tuple(self.convert(child, None, inside) for child in node.value)
            return Node("sequence", tag, "", {}, items, span, key_span)
        return Node("scalar", tag, node.value, {}, (), span, key_span)

    def _entries(self, node: Any, inside: frozenset[int]) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        for name, child in node.value:
            if name.id != "scalar":
                raise _Unusable("a key that is not a plain text")
            if name.value in entries:
                raise _Unusable("a key stands twice in one mapping")
            entries[name.value] = self.convert(child, name, inside)
        return entries
