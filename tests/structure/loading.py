"""Short ways to load a config in tests, from text or from a value."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from picoclaw_lint.document import parse
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.document.yaml_nodes import parse_yaml
from picoclaw_lint.source import Source
from picoclaw_lint.structure import Problem, Structure, load
from picoclaw_lint.structure.walker import Walker
from picoclaw_lint.surroundings import Reference, Surroundings
from picoclaw_schema import shape_for

Found = list[tuple[str, Pointer]]


def loaded(
    config: Any, security: str | None = None, references: Mapping[str, Reference] | None = None, release: str = "0.3.0"
) -> Structure:
    """Load a config, given as text or as a value, with a security file beside it."""
    text = config if isinstance(config, str) else json.dumps(config, indent=1)
    beside = None if security is None else parse_yaml(Source(".security.yml", security.encode()))
    surroundings = Surroundings(beside, references or {})
    return load(parse(Source("config.json", text.encode())), surroundings, release)


def version_3(inside: str) -> str:
    """Return the text of a config of version 3 with these entries."""
    return '{"version": 3, ' + inside + "}"


def kinds(problems: list[Problem]) -> Found:
    """Return what is wrong where, in a fixed order."""
    return sorted(((problem.kind, problem.pointer) for problem in problems), key=str)


def walked(value: Any, type_name: str, strict: bool = True, release: str = "0.3.0") -> Walker:
    """Walk over a value, or over a text that is parsed first, as a type of the shape table."""
    walker = Walker(shape_for(3, release))
    walker.walk(parse(Source("", value.encode())).value if isinstance(value, str) else value, type_name, (), strict)
    return walker


def found(value: Any, type_name: str, strict: bool = True, release: str = "0.3.0") -> Found:
    """Return what a walk finds wrong."""
    return kinds(walked(value, type_name, strict, release).problems)
