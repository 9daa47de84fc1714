"""What an editor says of a file: ``schema --validate``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError

from picoclaw_lint import discover
from picoclaw_lint.cli.exits import fail
from picoclaw_lint.context import Context
from picoclaw_lint.document import parse
from picoclaw_lint.document.pointer import Pointer, format_pointer
from picoclaw_lint.document.yaml_nodes import parse_yaml
from picoclaw_lint.nearest import nearest
from picoclaw_lint.report.display import visible
from picoclaw_lint.secrets.redaction import scrub
from picoclaw_lint.security_file import SecurityFile
from picoclaw_lint.source import Source, Span
from picoclaw_lint.surroundings import Surroundings


class _File(NamedTuple):
    """What validation needs of a file.

    Attributes:
        source: its text.
        value: its value.
        locate: the place of a value, or of its key.
        quote: a value in a message, never a secret.
        secrets: the texts that no message may hold.
    """

    source: Source
    value: Any
    locate: Callable[[Pointer, bool], Span | None]
    quote: Callable[[Any], str]
    secrets: frozenset[str]


def complaints(path: str, schema: dict[str, Any], *, is_security: bool) -> list[str]:
    """Return a line for each thing an editor with this schema marks in a file, in file order; none if it is valid.

    Ends the program with a message if the file cannot be read, or is neither JSON nor, for a security file, YAML.
    """
    try:
        source = discover.read_source(path)
    except discover.Unreadable as error:
        fail(f"cannot read {path}: {error}")
    file = _security(path, source) if is_security else _config(path, source)
    found: set[tuple[int, str]] = set()
    try:
        errors = list(_errors(Draft7Validator(schema).iter_errors(file.value), file.quote))
    except RecursionError:
        fail(f"cannot validate {path}: it is nested too deeply")
    for pointer, on_key, words in errors:
        span = file.locate(pointer, on_key)
        place = source.position(span.start if span else 0)
        told = visible(scrub(f"{format_pointer(pointer) or '/'}: {words}", file.secrets))
        found.add((place.offset, f"{visible(path)}:{place.line}:{place.column}: {told}"))
    return [line for _, line in sorted(found)]


def _config(path: str, source: Source) -> _File:
    document = parse(source)
    if any(problem.kind == "too-deep" for problem in document.problems):
        fail(f"cannot validate {path}: it is nested too deeply")
    if document.problems:
        hint = "; --kind security is for YAML" if path.endswith((".yml", ".yaml")) else ""
        fail(f"{path} is not valid JSON; picoclaw-lint check {path} says where{hint}")
    context = Context(document, Surroundings())

    def locate(pointer: Pointer, on_key: bool) -> Span | None:
        return document.locate(pointer, "key" if on_key else "value")

    return _File(source, document.value, locate, context.quote, context.secret_texts)


def _security(path: str, source: Source) -> _File:
    document = parse_yaml(source)
    if document.problem is not None:
        place = source.position(document.problem.span.start if document.problem.span else 0)
        fail(f"{path}:{place.line}:{place.column}: not valid YAML: {document.problem.message}")

    def locate(pointer: Pointer, on_key: bool) -> Span | None:
        node = document.find(*pointer)
        return None if node is None else (node.key_span if on_key else node.span)

    value = None if document.root is None else document.root.value
    # Every value of this file may be a secret.
    return _File(source, value, locate, lambda _: "the value", SecurityFile(document).secret_texts)


def _errors(errors: Iterator[ValidationError], quote: Callable[[Any], str]) -> Iterator[tuple[Pointer, bool, str]]:
    """Yield place, whether the key is meant, and words: what the schema says for the case, else the validator's."""
    for error in errors:
        schema: Any = error.schema
        pointer: Pointer = tuple(error.absolute_path)
        said = schema.get("errorMessage")
        if said is None and error.validator == "pattern":
            said = schema.get("patternErrorMessage")
        if error.validator == "additionalProperties" and error.validator_value is False:
            value: Any = error.instance
            for key in _unknown(value, schema):
                meant = nearest(str(key), schema.get("properties", {}))
                yield (*pointer, key), True, said or f"{quote(key)} is not a key that is known here{_hint(meant)}"
        elif said is not None:
            yield pointer, error.validator == "not", said
        elif error.validator == "anyOf" and error.context:
            yield from _errors(iter(_of_the_likely_form(error)), quote)
        elif error.validator == "enum":
            allowed: Any = error.validator_value
            known = [value for value in allowed if isinstance(value, str)]
            hint = _hint(nearest(str(error.instance), known)) or f": {', '.join(known)}"
            yield pointer, False, f"{quote(error.instance)} is none of the values that are known here{hint}"
        else:
            # The validator quotes the value that it refuses, which may hold a key. Of a file that is one string
            # nobody can tell what it is.
            is_whole_file = not pointer and isinstance(error.instance, str)
            shown = "the string" if is_whole_file else quote(error.instance)
            yield pointer, False, error.message.replace(repr(error.instance), shown, 1)


def _hint(meant: str | None) -> str:
    return "" if meant is None else f'; did you mean "{meant}"?'


def _unknown(value: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    patterns = schema.get("patternProperties", {})
    known = schema.get("properties", {})
    return [key for key in value if key not in known and not any(re.search(pattern, key) for pattern in patterns)]


def _of_the_likely_form(error: ValidationError) -> list[ValidationError]:
    """What is wrong with a value as the first alternative that its type fits, or else as the first one at all.

    The alternatives are forms of one type and null, which has no type of its own.
    """
    forms: dict[Any, list[ValidationError]] = {}
    for each in error.context or ():
        forms.setdefault(each.relative_schema_path[0], []).append(each)
    fitting = (form for form in forms.values() if not any(_is_of_type(each) for each in form))
    typed = (form for form in forms.values() if any(each.validator == "type" for each in form))
    form = next(fitting, None) or next(typed, None) or next(iter(forms.values()))
    return [each for each in form if each.validator == "type" and not each.relative_path] or form


def _is_of_type(error: ValidationError) -> bool:
    """Whether the value itself, not a part of it, is of a wrong type; null is "not" any type."""
    return not error.relative_path and error.validator in ("type", "not", "enum", "const")
