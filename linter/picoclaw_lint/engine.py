"""One document judged by the rules: from facts to sorted diagnostics."""

from __future__ import annotations

from collections.abc import Iterable

from picoclaw_lint.context import Context
from picoclaw_lint.diagnostic import Diagnostic, Range, Related
from picoclaw_lint.document.pointer import Pointer, format_pointer
from picoclaw_lint.registry import RULES, Selection
from picoclaw_lint.results import FileResult
from picoclaw_lint.rule import Hit, Note, Rule
from picoclaw_lint.secrets.redaction import scrub
from picoclaw_lint.source import Source, Span
from picoclaw_lint.suppress import Decision, apply

INTERNAL_ERROR = "internal-error"


def check(context: Context, selection: Selection | None = None, suppressions: Iterable[Decision] = ()) -> FileResult:
    """Run the rules over one file.

    Rules that decide whether PicoClaw loads the file always run; ``selection`` only chooses what is kept.
    """
    selection = selection or Selection()
    maker = _Maker(context)
    diagnostics: list[Diagnostic] = []
    for rule in RULES:
        if rule.name in selection.names or rule.decides_loading:
            diagnostics += maker.run(rule)
    failed = any(diagnostic.rule == INTERNAL_ERROR for diagnostic in diagnostics)
    loads = None if failed else not any(diagnostic.impact == "load" for diagnostic in diagnostics)
    kept = [item for item in diagnostics if _is_kept(item, selection)]
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
        error="a rule failed; please report it" if failed else None,
        diagnostics=tuple(sorted(apply(kept, suppressions), key=_order)),
        sources=sources,
        secrets={source.path: context.secret_spans} if kept else {},
    )


def _is_kept(diagnostic: Diagnostic, selection: Selection) -> bool:
    return diagnostic.rule in selection.names or diagnostic.rule == INTERNAL_ERROR


def _order(diagnostic: Diagnostic) -> tuple[int, int, str, str]:
    if diagnostic.range is None:
        return (-1, -1, diagnostic.rule, diagnostic.message)
    return (diagnostic.range.start.offset, diagnostic.range.end.offset, diagnostic.rule, diagnostic.message)


class _Maker:
    """Turns what rules yield into diagnostics."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.source = context.document.source

    def run(self, rule: Rule) -> list[Diagnostic]:
        try:
            return [self.diagnostic(rule, hit) for hit in rule(self.context)]
        except Exception as error:  # noqa: BLE001 - one broken rule must not hide what the others find
            return [self._internal_error(rule, error)]

    def diagnostic(self, rule: Rule, hit: Hit) -> Diagnostic:
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
        return Diagnostic(
            rule=rule.name,
            family=rule.family,
            severity=hit.severity or rule.severities[0],
            impact=hit.impact or rule.impacts[0],
            message=self._clean(hit.message),
            help=None if hit.help is None else self._clean(hit.help),
            path=self.source.path,
            pointer=None if pointer is None else self._clean(format_pointer(pointer)),
            range=None if span is None else _range(self.source, span),
            related=tuple(related),
            fix=hit.fix,
        )

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

    def _clean(self, text: str) -> str:
        """Make sure that no secret is in a text, whatever a rule put into it."""
        return scrub(text, self.context.secret_texts)

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


def _range(source: Source, span: Span) -> Range:
    return Range(source.position(span.start), source.position(span.end))
