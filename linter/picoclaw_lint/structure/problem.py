"""What the walk over a value finds wrong."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from picoclaw_lint.document.pointer import Pointer

Kind = Literal["unknown-field", "miscased-field", "wrong-type", "not-an-integer", "integer-out-of-range", "null-entry"]


class Problem(NamedTuple):
    """One place that PicoClaw's decoder refuses.

    Attributes:
        kind: what is wrong; also the name of the rule that reports it.
        pointer: the place, in the value that was walked.
        type: the type the place should have, or for an unknown key the type of the object it stands in.
        value: the value that stands there; for an unknown key, the value under it.
    """

    kind: Kind
    pointer: Pointer
    type: str
    value: Any


class Secret(NamedTuple):
    """A filled place that PicoClaw treats as secret: its pointer and the text in it."""

    pointer: Pointer
    text: str
