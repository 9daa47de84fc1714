"""One document judged by the rules: from facts to sorted diagnostics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from picoclaw_lint.context import Context
from picoclaw_lint.diagnostic import Diagnostic, Range, Related, Severity
from picoclaw_lint.document.pointer import Pointer, address, format_pointer
from picoclaw_lint.registry import RULES, Selection
from picoclaw_lint.results import FileResult
from picoclaw_lint.rule import Hit, Kind, Note, Rule
from picoclaw_lint.secrets.redaction import scrub
from picoclaw_lint.security_file import SecurityFile
from picoclaw_lint.source import Source, Span
from picoclaw_lint.suppress import Decision, apply

INTERNAL_ERROR = "internal-error"
_FAILED = "a rule failed; please report it"
_NONE: Mapping[str, Severity] = MappingProxyType({})


def check(
    context: Context,
    selection: Selection | None = None,
    suppressions: Iterable[Decision] = (),
    severities: Mapping[str, Severity] = _NONE,
) -> FileResult:
    """Run the rules over one file.

    Rules that decide whether PicoClaw loads the file always run; ``selection`` only chooses what is kept, and
    ``severities`` (by rule) how it is shown.
    """
    selection = selection or Selection()
    diagnostics = _run(_Maker(context), "config", selection)
    failed = any(diagnostic.rule == INTERNAL_ERROR for diagnostic in diagnostics)
    loads = None if failed else not any(diagnostic.impact == "load" for diagnostic in diagnostics)
    shown = _shown(diagnostics, selection, suppressions, severities)
    source = context.document.source
    sources = {source.path: source}
    if context.surroundings.security is not None:
        security = context.surroundings.security.source
        sources[security.path] = security
    return FileResult(
        path=source.path,
        kind="config",
        target_version=context.release,
        config_version=context.structure.config_version,
        loads=loads,
        error=_FAILED if failed else None,
        diagnostics=shown,
        sources=sources,
        secrets={source.path: context.secret_spans} if shown else {},
    )


def check_security(
    file: SecurityFile,
    selection: Selection | None = None,
    suppressions: Iterable[Decision] = (),
    severities: Mapping[str, Severity] = _NONE,
) -> FileResult:
    """Run the rules for security files over one that was named itself; the rest is as in :func:`check`."""
    selection = selection or Selection()
    diagnostics = _run(_SecurityMaker(file), "security", selection)
    shown = _shown(diagnostics, selection, suppressions, severities)
    source = file.document.source
    return FileResult(
        path=source.path,
        kind="security",
        target_version=file.release,
        error=_FAILED if any(diagnostic.rule == INTERNAL_ERROR for diagnostic in diagnostics) else None,
        diagnostics=shown,
        sources={source.path: source},
        secrets={source.path: file.secret_spans} if shown else {},
    )


def _run(maker: _Maker | _SecurityMaker, kind: Kind, selection: Selection) -> list[Diagnostic]:
    diagnostics: list[Diagnostic] = []
    for rule in RULES:
        if rule.kind == kind and (rule.name in selection.names or rule.decides_loading):
            diagnostics += maker.run(rule)
    return diagnostics


def _shown(
    diagnostics: list[Diagnostic],
    selection: Selection,
    suppressions: Iterable[Decision],
    severities: Mapping[str, Severity],
) -> tuple[Diagnostic, ...]:
    kept = [
        item._replace(severity=severities.get(item.rule, item.severity))
        for item in diagnostics
        if _is_kept(item, selection)
    ]
    return tuple(sorted(apply(kept, suppressions), key=_order))


def _is_kept(diagnostic: Diagnostic, selection: Selection) -> bool:
    return diagnostic.rule in selection.names or diagnostic.rule == INTERNAL_ERROR


def _order(diagnostic: Diagnostic) -> tuple[int, int, str, str]:
    if diagnostic.range is None:
        return (-1, -1, diagnostic.rule, diagnostic.message)
    return (diagnostic.range.start.offset, diagnostic.range.end.offset, diagnostic.rule, diagnostic.message)


class _Place(NamedTuple):
    """Where a hit stands: pointer and stretch in the file, the pointer by names, and other places."""

    pointer: Pointer | None
    span: Span | None
    address: str
    related: tuple[Related, ...] = ()


class _AnyMaker:
    """Turns what rules yield into diagnostics."""

    def __init__(self, context: Context | SecurityFile) -> None:
        self.facts = context
        self.source = context.document.source

    def run(self, rule: Rule) -> list[Diagnostic]:
        try:
            return [self.diagnostic(rule, hit) for hit in rule(self.facts)]
        except Exception as error:  # noqa: BLE001 - one broken rule must not hide what the others find
            return [self._internal_error(rule, error)]

    def place(self, hit: Hit) -> _Place:
        raise NotImplementedError

    def diagnostic(self, rule: Rule, hit: Hit) -> Diagnostic:
        place = self.place(hit)
        is_placed = place.pointer is not None
        return Diagnostic(
            rule=rule.name,
            family=rule.family,
            severity=hit.severity or rule.severities[0],
            impact=hit.impact or rule.impacts[0],
            message=self._clean(hit.message),
            help=None if hit.help is None else self._clean(hit.help),
            path=self.source.path,
            pointer=self._clean(format_pointer(place.pointer)) if place.pointer is not None else None,
            range=None if place.span is None else _range(self.source, place.span),
            related=place.related,
            fix=hit.fix,
            address=self._clean(place.address) if is_placed else None,
        )

    def _clean(self, text: str) -> str:
        """Make sure that no secret is in a text, whatever a rule put into it."""
        return scrub(text, self.facts.secret_texts)

    def _internal_error(self, rule: Rule, error: Exception) -> Diagnostic:
        # The text of the exception may quote the file, so only its kind is told.
        frame = error.__traceback__
        while frame is not None and frame.tb_next is not None:
            frame = frame.tb_next
        place = f", line {frame.tb_lineno} of {frame.tb_frame.f_code.co_name}" if frame else ""
        return Diagnostic(
            rule=INTERNAL_ERROR,
            family=rule.family,
            severity="error",
            impact="advice",
            message=f"the rule {rule.name} failed with {type(error).__name__}{place}",
            help="this is a mistake in picoclaw-lint; please report it",
            path=self.source.path,
            pointer=None,
            range=None,
        )


class _Maker(_AnyMaker):
    """For the rules of a config: pointers of the migrated config lead back to the file, or to the security file."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.context = context

    def place(self, hit: Hit) -> _Place:
        pointer = hit.pointer
        if pointer is not None and not hit.in_file:
            pointer = self.context.structure.origin(pointer)
        span = hit.span
        if span is None and pointer is not None:
            span = self.context.document.locate(pointer, hit.part)
        related = [self._related(note) for note in hit.notes]
        origin = hit.security
        if origin is None and span is None and hit.pointer is not None:
            origin = self.context.structure.security_origin(hit.pointer)
        if origin is not None:
            related.append(self._in_security_file(origin))
        named = address(self.context.document.value, pointer or ())
        return _Place(pointer, span, named, tuple(related))

    def _related(self, note: Note) -> Related:
        pointer = self.context.structure.origin(note.pointer)
        span = self.context.document.locate(pointer, note.part)
        place = None if span is None else _range(self.source, span)
        return Related(self.source.path, self._clean(format_pointer(pointer)), place, self._clean(note.message))

    def _in_security_file(self, origin: Pointer) -> Related:
        """Name a place in the security file; where its YAML is broken, the place where it breaks."""
        security = self.context.surroundings.security
        assert security is not None
        node = security.find(*origin)
        span = security.problem.span if security.problem else None
        if span is None and node is not None:
            span = node.key_span or node.span
        place = None if span is None else _range(security.source, span)
        pointer = self._clean(format_pointer(origin))
        return Related(security.source.path, pointer, place, "this is in the security file")


class _SecurityMaker(_AnyMaker):
    """For the rules of a security file, which is as it is written."""

    def __init__(self, file: SecurityFile) -> None:
        super().__init__(file)
        self.file = file

    def place(self, hit: Hit) -> _Place:
        pointer = hit.pointer
        span = hit.span if hit.span is not None or pointer is None else self.file.locate(pointer, hit.part)
        return _Place(pointer, span, format_pointer(pointer or ()))


def _range(source: Source, span: Span) -> Range:
    return Range(source.position(span.start), source.position(span.end))
