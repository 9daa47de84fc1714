"""What brings a config to version 3: as changes of its text, and in words."""

from __future__ import annotations

import json
from typing import Any

from picoclaw_lint.context import Context
from picoclaw_lint.document import Document
from picoclaw_lint.document.pointer import Nth, dotted, parse_pointer
from picoclaw_lint.edit.changes import Change, Drop, Gather, Move, Put
from picoclaw_lint.results import Fixed
from picoclaw_lint.structure.numbers import generic
from picoclaw_schema import CONFIG_VERSIONS, shape_for
from picoclaw_schema.kinder_migration import keeps_type, lost_keys, preparations
from picoclaw_schema.migration import operations
from picoclaw_schema.operations import Operation, apply, value_at


class Unmigratable(Exception):
    """Why a file stays as it is, as a phrase."""


def version_of(context: Context) -> int:
    """Return the config version of a file; raises :class:`Unmigratable` where it has none."""
    document = context.document
    if not document.complete or not isinstance(document.value, dict):
        raise Unmigratable("it is no JSON object; see what picoclaw-lint check says of it")
    version = context.structure.config_version
    if version not in CONFIG_VERSIONS:
        raise Unmigratable("its config version is none that PicoClaw has; see what picoclaw-lint check says of it")
    return version


def changes_of(document: Document, version: int, release: str) -> tuple[list[str], list[Change], list[Any]]:
    """Return what is to be done to a file, in words and as changes of its text, and what is dropped by it."""
    # A file of an older version goes through a map, in which the last of repeated keys wins; version 3 merges them.
    repeats: list[Change] = [
        Drop((*pointer, Nth(key, nth)), "a later one of the same name counts")
        for pointer, value in document.survey.repeated
        if not any(isinstance(step, Nth) for step in pointer)
        for key, nth in ((key, each.nth) for each, _ in value.earlier() for key in (str(each),))
    ]
    config = generic(document.value)
    steps = migration(config, version, release)
    lost = [Drop(place, "it is no text, so it is no key") for place in lost_keys(config, version)]
    told = [told_of(step) for step in (*repeats, *lost, *steps)]
    earlier = (pairs[1] for _, value in document.survey.repeated for pairs in value.earlier())
    dropped = [*earlier, *(value_at(config, step.source) for step in lost), *apply(config, steps).dropped]
    return [text for text in told if text], [*repeats, *steps], dropped


def migration(config: dict[str, Any], version: int, release: str) -> list[Operation]:
    """List what brings a generic value of config version 0 to 2 to version 3, for a release that is to load it."""
    shape = shape_for(3, release)
    types = frozenset(name for name, spec in shape.channels.items() if spec[1] <= shape.rank)
    before = preparations(config, version, types)
    prepared = apply(config, before).value
    after = (step for step in operations(prepared, version) if not keeps_type(prepared, step, types))
    return [*before, *after]


def told_of(step: Change | Operation) -> str:
    """Say in words what a step does; nothing for a change that is part of another one."""
    if isinstance(step, Move):
        return f"moved {dotted(step.source)} to {dotted(step.target)}"
    if isinstance(step, Gather):
        return f"wrote {' and '.join(dotted(source) for source in step.sources)} as {dotted(step.target)}"
    if isinstance(step, Drop):
        return f"dropped {dotted(step.source)}: {step.reason}"
    if isinstance(step, Put):
        is_plain = isinstance(step.value, (bool, int, str))
        value = f" to {json.dumps(step.value, ensure_ascii=False)}" if is_plain else ""
        return f"set {dotted(step.target)}{value}" + (f": {step.reason}" if step.reason else "")
    return ""


def told_of_fix(fixed: Fixed) -> str:
    """Say in words what a fix did."""
    return f"fixed {dotted(parse_pointer(fixed.pointer or '')) or 'the text'} ({fixed.title})"
