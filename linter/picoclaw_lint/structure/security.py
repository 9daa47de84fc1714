"""What the security file did to the config."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from picoclaw_lint.document.pointer import Pointer


class SecurityProblem(NamedTuple):
    """Why PicoClaw refuses the security file.

    Attributes:
        message: what is wrong, as a phrase.
        path: the place, as keys and indices of the security file; empty if there is none.
    """

    message: str
    path: Pointer


@dataclass
class Merge:
    """The config with the security file in it.

    Attributes:
        config: the merged value; the value that was given is left as it was.
        origins: places of this ``config`` that came from the security file -> their place there.
        problems: why PicoClaw refuses the security file.
        wiped: the models (indices) whose keys an empty entry of the security file takes away.
        unread: the models (indices) that have keys in the security file which are not read, as merging stopped before.
        stopped: the reference to a missing file at which PicoClaw silently stops merging.
    """

    config: dict[str, Any]
    origins: dict[Pointer, Pointer] = field(default_factory=dict)
    problems: list[SecurityProblem] = field(default_factory=list)
    wiped: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    stopped: Pointer | None = None
