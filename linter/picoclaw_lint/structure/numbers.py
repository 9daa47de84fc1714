"""Numbers as Go writes them again after it has read them into a generic map (``map[string]any``)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from picoclaw_lint.document.values import Number

_INFINITY = float("inf")


def generic(value: Any) -> Any:
    """Return what comes out when Go decodes a value without a type and encodes it again.

    Every number passes through float64 and the last of repeated keys wins. Files of config version 0 to 2 go this way
    before they are decoded as version 3, so there ``60.0`` is an integer and 2**63 - 1 is too large.
    A number beyond float64, which Go refuses before that, becomes an infinity. Containers nest as deep as Go allows.
    """
    holder: list[Any] = [value]
    stack: list[tuple[Any, Any]] = [(holder, 0)]
    while stack:
        parent, place = stack.pop()
        child = parent[place]
        if isinstance(child, dict):
            parent[place] = copy = dict(child)
            stack.extend((copy, key) for key in copy)
        elif isinstance(child, list):
            parent[place] = items = list(child)
            stack.extend((items, index) for index in range(len(items)))
        elif isinstance(child, (int, float)) and not isinstance(child, bool):
            parent[place] = _number(child)
    return holder[0]


def _number(value: int | float) -> int | Number:
    try:
        number = float(value)
    except OverflowError:
        number = _INFINITY
    if abs(number) == _INFINITY:
        return value if isinstance(value, Number) else Number("1e999")
    # encoding/json: the shortest digits that read back the same, with an exponent from 1e21 on and below 1e-6.
    shortest = Decimal(repr(number))
    if number == 0 or 1e-6 <= abs(number) < 1e21:
        text = format(shortest, "f")
        return int(shortest) if shortest == shortest.to_integral_value() else Number(text)
    return Number(repr(number))
