"""The shape table: what the linter's walker needs of the models, and nothing else."""

from __future__ import annotations

from typing import Any

from picoclaw_schema.emit.types import CHANNEL_TYPES, Table, Type, channel_rank


def emit_shape(table: Table) -> dict[str, Any]:
    """Return the table as JSON: types by name, the roots, and the channel types.

    A field is ``[type, rank of the first release, replaced_by or nothing]``.
    """
    wanted = _reachable(table)
    return {
        "root": table.root,
        "legacy_root": table.legacy_root,
        "channels": {
            name: [table.settings[name], channel_rank(name), spec.singleton]
            for name, spec in sorted(CHANNEL_TYPES.items())
        },
        "types": {name: _type(table.types[name]) for name in sorted(wanted)},
    }


def _type(spec: Type) -> dict[str, Any]:
    emitted: dict[str, Any] = {"kind": spec.kind}
    if spec.kind == "object":
        emitted["fields"] = {key: [field.type, field.rank] for key, field in sorted(spec.fields.items())}
    if spec.of is not None:
        emitted["of"] = spec.of
    if spec.null_crashes:
        emitted["null_crashes"] = True
    return emitted


def _reachable(table: Table) -> set[str]:
    found: set[str] = set()
    waiting = [table.root, table.legacy_root, *table.settings.values()]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            spec = table.types[name]
            waiting += [field.type for field in spec.fields.values()]
            waiting += [spec.of] if spec.of else []
    return found
