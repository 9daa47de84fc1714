"""One document judged by the rules: from facts to sorted diagnostics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from picoclaw_lint.context import Context
from picoclaw_lint.diagnostic import Diagnostic, Fix, Literally, Range, Related, Severity
from picoclaw_lint.document.pointer import Pointer, address, format_pointer
from picoclaw_lint.registry import RULES, Selection
from picoclaw_lint.results import FileResult
from picoclaw_lint.rule import Hit, Kind, Note, Remedy, Rule
from picoclaw_lint.secrets.redaction import joined_spans, scrub
from picoclaw_lint.source import Source, Span
from picoclaw_lint.suppress import Decision, apply
from picoclaw_lint.url import hidden_parts_in_config

if TYPE_CHECKING:
    from picoclaw_lint.document.yaml_nodes import YamlDocument
    from picoclaw_lint.security_file import SecurityFile

INTERNAL_ERROR = "internal-error"
_FAILED = "a rule failed; please report it"
_NONE: Mapping[str, Severity] = MappingProxyType({})


class Judgement(NamedTuple):
    """What came of a file, and the facts it was judged by; None where it could not be."""

    file: FileResult
    context: Context | None


def check(
    context: Context,
    selection: Selection | None = None,
    suppressions: Iterable[Decision] = (),
    severities: Mapping[str, Severity] = _NONE,
    *,
    security_is_judged: bool = False,
) -> FileResult:
    """Run the rules over one file, and those for security files over the one beside it.

    Rules that decide whether PicoClaw loads the file always run; ``selection`` only chooses what is kept, and
    ``severities`` (by rule) how it is shown. With ``security_is_judged`` the security file beside the config has a
    result of its own; of what is found there, only what keeps the config from loading is told here as well.
    """
    selection = selection or Selection()
    diagnostics = _run(_Maker(context), "config", selection)
    beside = context.surroundings.security
    if beside is not None and context.structure.layout is not None:
        # Imported here, as most configs have none beside them.
        from picoclaw_lint.security_file import SecurityFile

        exposure = context.surroundings.security_exposure
        file = SecurityFile(beside, context.release, context.today, exposure, context)
        found = _run(_BesideMaker(file, context), "security", selection)
        diagnostics += [item for item in found if item.impact == "load" or not security_is_judged]
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
        secrets={source.path: hidden(context)} if shown else {},
        refusals=sum(diagnostic.impact == "load" for diagnostic in diagnostics),
    )


def check_security(
    file: SecurityFile,
    selection: Selection | None = None,
    suppressions: Iterable[Decision] = (),
    severities: Mapping[str, Severity] = _NONE,
) -> FileResult:
    """Run the rules for security files over one that was named itself; the rest is as in :func:`check`.

    What the rules for configs find in it that keeps the config beside it from loading is told here as well.
    """
    selection = selection or Selection()
    diagnostics = _run(_SecurityMaker(file), "security", selection)
    if file.config is not None and file.layout is not None:
        found = _run(_InsideMaker(file, file.config), "config", selection, only_loading=True)
        diagnostics += [item for item in found if item.impact == "load"]
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


def hidden(context: Context) -> tuple[Span, ...]:
    """The stretches of a config that no excerpt may show: secrets, and what may be one in an address.

    Of a file that is one string nobody can tell what it is.
    """
    hidden = [*context.secret_spans, *(Span(*part) for part in hidden_parts_in_config(context.document.source.text))]
    whole = context.document.locate(()) if isinstance(context.document.value, str) else None
    if whole is not None:
        hidden.append(Span(whole.start + 1, whole.end - 1))
    return tuple(joined_spans(hidden))


def _run(maker: _AnyMaker, kind: Kind, selection: Selection, *, only_loading: bool = False) -> list[Diagnostic]:
    diagnostics: list[Diagnostic] = []
    for rule in RULES:
        if rule.kind == kind and (rule.decides_loading or (rule.name in selection.names and not only_loading)):
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

    def __init__(self, facts: Context | SecurityFile, source: Source | None = None) -> None:
        self.facts = facts
        self.source = source or facts.document.source

    def run(self, rule: Rule) -> list[Diagnostic]:
        try:
            return [self.diagnostic(rule, hit) for hit in rule(self.facts) if self.is_ours(hit)]
        except Exception as error:  # noqa: BLE001 - one broken rule must not hide what the others find
            return [self._internal_error(rule, error)]

    def is_ours(self, _: Hit) -> bool:
        return True

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
            fix=None if hit.fix is None else self.fix(hit, hit.fix),
            address=self._clean(place.address) if is_placed else None,
        )

    def fix(self, hit: Hit, remedy: Remedy) -> Fix | None:
        """Return a remedy as edits; None where it cannot be made."""
        return None

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
        origin = _security_origin(self.context, hit)
        security = self.context.surroundings.security
        if origin is not None and security is not None:
            related.append(_in_security_file(security, origin, _span_of(security, origin), self._clean))
        named = address(self.context.document.value, pointer or ())
        return _Place(pointer, span, named, tuple(related))

    def fix(self, hit: Hit, remedy: Remedy) -> Fix | None:
        # Imported here, as most files have nothing to mend.
        from picoclaw_lint.edit.changes import placed
        from picoclaw_lint.edit.draft import Unplaced
        from picoclaw_lint.edit.edits import edits_of

        title = self._clean(remedy.title)
        if not remedy.changes:
            return Fix(title, remedy.safety, ())
        changes = remedy.changes
        if not hit.in_file:
            changes = tuple(placed(change, self.context.structure.origin) for change in changes)
        try:
            edits = edits_of(self.context.document, changes)
        except Unplaced:
            return None
        said = "".join(part.text for edit in edits for part in edit.parts if isinstance(part, Literally))
        return Fix(title, remedy.safety, edits) if edits and self._clean(said) == said else None

    def _related(self, note: Note) -> Related:
        pointer = self.context.structure.origin(note.pointer)
        span = self.context.document.locate(pointer, note.part)
        place = None if span is None else _range(self.source, span)
        return Related(self.source.path, self._clean(format_pointer(pointer)), place, self._clean(note.message))


class _SecurityMaker(_AnyMaker):
    """For the rules of a security file, which is as it is written."""

    def __init__(self, file: SecurityFile) -> None:
        super().__init__(file)
        self.file = file

    def place(self, hit: Hit) -> _Place:
        pointer = hit.pointer
        span = hit.span if hit.span is not None or pointer is None else self.file.locate(pointer, hit.part)
        return _Place(pointer, span, format_pointer(pointer or ()))


class _BesideMaker(_SecurityMaker):
    """For the rules of a security file whose findings are told of the config beside it."""

    def __init__(self, file: SecurityFile, context: Context) -> None:
        super().__init__(file)
        self.source = context.document.source
        self.context = context

    def place(self, hit: Hit) -> _Place:
        inside = super().place(hit)
        related = _in_security_file(self.file.document, inside.pointer, inside.span, self._clean)
        concerned = None if hit.beside is None else self.context.structure.origin(hit.beside)
        span = None if concerned is None else self.context.document.locate(concerned)
        if concerned is None or span is None:
            return _Place(None, None, "", (related,))
        return _Place(concerned, span, address(self.context.document.value, concerned), (related,))


class _InsideMaker(_AnyMaker):
    """For the rules of a config whose findings are told of the security file beside it, where they come from."""

    def __init__(self, file: SecurityFile, context: Context) -> None:
        super().__init__(context, file.document.source)
        self.context = context
        self.file = file

    def is_ours(self, hit: Hit) -> bool:
        return _security_origin(self.context, hit) is not None

    def place(self, hit: Hit) -> _Place:
        origin = _security_origin(self.context, hit) or ()
        return _Place(origin, _span_of(self.file.document, origin), format_pointer(origin))

    def _clean(self, text: str) -> str:
        return scrub(text, self.file.secret_texts)


def _security_origin(context: Context, hit: Hit) -> Pointer | None:
    """Return the place in the security file where a hit in a config comes from; None if it stands in the config."""
    if hit.pointer is None or hit.span is not None or context.surroundings.security is None:
        return None
    pointer = hit.pointer if hit.in_file else context.structure.origin(hit.pointer)
    if context.document.locate(pointer, hit.part) is not None:
        return None
    return context.structure.security_origin(hit.pointer)


def _span_of(security: YamlDocument, origin: Pointer) -> Span | None:
    node = security.find(*origin)
    return None if node is None else node.key_span or node.span


def _in_security_file(
    security: YamlDocument, pointer: Pointer | None, span: Span | None, clean: Callable[[str], str]
) -> Related:
    """Name a place in the security file; without one, the file."""
    place = None if span is None else _range(security.source, span)
    text = None if pointer is None else clean(format_pointer(pointer))
    return Related(security.source.path, text, place, "this is in the security file")


def _range(source: Source, span: Span) -> Range:
    return Range(source.position(span.start), source.position(span.end))
