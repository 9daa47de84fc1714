"""Addresses of places in a document: JSON Pointers (RFC 6901), kept as tuples until somebody reads them."""

from __future__ import annotations

from typing import Any, Literal

Pointer = tuple[str | int, ...]

# The same while a value is walked: what is above, and the last part; None for the root. To build the pointer of every
# place would cost the square of the depth.
Path = tuple["Path", str | int] | None

# A part of the entry at a pointer: its key, its value, or both with what is between them.
Part = Literal["key", "value", "entry"]


class Nth(str):
    """A key that says which of its occurrences is meant, where an object repeats it.

    It equals the plain key, so a pointer made of it formats and compares as any other.
    """

    __slots__ = ("nth",)

    nth: int

    def __new__(cls, key: str, nth: int) -> Nth:
        """Name the occurrence ``nth`` (0 is the first) of ``key``."""
        self = super().__new__(cls, key)
        self.nth = nth
        return self


def pointer_of(path: Path) -> Pointer:
    """Return the pointer that a path stands for."""
    parts: list[str | int] = []
    while path is not None:
        path, part = path
        parts.append(part)
    return tuple(reversed(parts))


def format_pointer(pointer: Pointer) -> str:
    """Write a pointer as RFC 6901 does: ``("a/b", 0)`` as ``/a~1b/0``, the root as an empty string."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in pointer)


def parse_pointer(text: str) -> Pointer:
    """Read what :func:`format_pointer` wrote; a part of digits counts as an index."""
    parts = (part.replace("~1", "/").replace("~0", "~") for part in text.split("/")[1:])
    return tuple(int(part) if part.isdecimal() else part for part in parts)


def dotted(pointer: Pointer) -> str:
    """Write a pointer as PicoClaw's own messages do: ``model_list[0].api_keys``."""
    text = ""
    for part in pointer:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += f".{part}" if text else part
    return text


def found_at(root: Any, pointer: Pointer) -> Any:
    """Return what stands at a place of a value; None where there is no such place."""
    value = root
    for part in pointer:
        if isinstance(value, dict):
            value = value.get(part)
        else:
            value = value[part] if isinstance(value, list) and isinstance(part, int) and part < len(value) else None
    return value


# The fields by which people name the elements of PicoClaw's arrays: models, agents, dispatch rules.
_NAMES = ("model_name", "id", "name")


def address(root: Any, pointer: Pointer) -> str:
    """Write a pointer with names for indices, where the elements have names: ``/model_list/[local]/api_base``.

    ``root`` is the value of the document. Several elements may share a name; then so do their addresses.
    """
    text, value = "", root
    for part in pointer:
        if isinstance(value, list):
            value = value[part] if isinstance(part, int) and part < len(value) else None
            found = (value[key] for key in _NAMES if isinstance(value, dict) and isinstance(value.get(key), str))
            name = next((name for name in found if name), None)
            text += format_pointer((part if name is None else f"[{name}]",))
        else:
            value = value.get(part) if isinstance(value, dict) else None
            text += format_pointer((part,))
    return text
