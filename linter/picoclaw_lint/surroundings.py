"""What lies beside a config: read once by discovery, then frozen."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from picoclaw_lint.source import Source

if TYPE_CHECKING:
    from picoclaw_lint.document.yaml_nodes import YamlDocument

# What became of a ``file://`` reference. PicoClaw reads the target when it loads the config (docs/picoclaw.md 1.8).
Reference = Literal["filled", "missing", "empty", "directory", "outside", "unnamed", "unreadable"]

# Who can read a file besides its owner, as a phrase; empty for nobody.
Readers = Literal["", "its group", "every user of this machine"]


# A copy has the keys too. After a migration PicoClaw itself leaves one: .security.yml.20260401.bak.
_SECURITY_FILE = r"\.security\.yml([.~].*)?"


def is_security_file(path: str) -> bool:
    """Whether a file is a security file or a copy of one, by its name."""
    return re.fullmatch(_SECURITY_FILE, os.path.basename(path), re.S) is not None


def _unknown() -> bool | None:
    return None


def _nobody() -> Readers:
    return ""


class Exposure(NamedTuple):
    """Who can get at a file: questions, not answers, because git costs a process and most files hold no secret.

    Attributes:
        ask_git: whether git tracks it or has it staged; None if git cannot tell.
        ask_ignored: whether git leaves it out when all files are added; None if git cannot tell.
        ask_readers: who can read it besides its owner.
    """

    ask_git: Callable[[], bool | None] = _unknown
    ask_ignored: Callable[[], bool | None] = _unknown
    ask_readers: Callable[[], Readers] = _nobody


class Backup(NamedTuple):
    """A copy of the config or of the security file that PicoClaw left beside them."""

    source: Source
    exposure: Exposure = Exposure()


def _no_backups() -> tuple[Backup, ...]:
    return ()


class Surroundings(NamedTuple):
    """The neighbours of one config.

    Attributes:
        security: the security file, parsed; None if there is none.
        references: what became of each ``file://`` reference of both files.
        exposure: who can get at the config.
        security_exposure: who can get at the security file.
        ask_backups: the backups beside the config that could be read, by name.
    """

    security: YamlDocument | None = None
    references: Mapping[str, Reference] = MappingProxyType({})
    exposure: Exposure = Exposure()
    security_exposure: Exposure = Exposure()
    ask_backups: Callable[[], tuple[Backup, ...]] = _no_backups

    def reference(self, text: str) -> Reference:
        """Return what became of a ``file://`` reference; one that discovery did not see counts as missing."""
        if not text.removeprefix("file://").strip():
            return "unnamed"
        return self.references.get(text, "missing")
