"""What lies beside a config: read once by discovery, then frozen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from picoclaw_lint.document.yaml_nodes import YamlDocument

# What became of a ``file://`` reference. PicoClaw reads the target when it loads the config (docs/picoclaw.md 1.8).
Reference = Literal["filled", "missing", "empty", "directory", "outside", "unnamed", "unreadable"]


def _unknown() -> bool | None:
    return None


class Surroundings(NamedTuple):
    """The neighbours of one config.

    Attributes:
        security: the security file, parsed; None if there is none.
        references: what became of each ``file://`` reference of both files.
        ask_git: whether git tracks the config or has it staged; None if git cannot tell. A question, not an answer,
            because asking costs a process and most files hold no secret.
    """

    security: YamlDocument | None = None
    references: Mapping[str, Reference] = MappingProxyType({})
    ask_git: Callable[[], bool | None] = _unknown

    def reference(self, text: str) -> Reference:
        """Return what became of a ``file://`` reference; one that discovery did not see counts as missing."""
        if not text.removeprefix("file://").strip():
            return "unnamed"
        return self.references.get(text, "missing")
