"""What a rule is: one function, its documentation, its examples."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from picoclaw_lint.context import Context
from picoclaw_lint.diagnostic import Impact, Safety, Severity
from picoclaw_lint.document.pointer import Part, Pointer
from picoclaw_lint.edit.changes import Change, Put
from picoclaw_lint.known_models import as_of
from picoclaw_lint.nearest import is_same_word
from picoclaw_lint.source import Span
from picoclaw_lint.surroundings import Readers
from picoclaw_schema import DEFAULT_RELEASE

if TYPE_CHECKING:
    from picoclaw_lint.security_file import SecurityFile


class Note(NamedTuple):
    """Another place that belongs to a hit, in the same file."""

    pointer: Pointer
    message: str
    part: Part = "value"


class Remedy(NamedTuple):
    """How to mend a hit: a title that says it as an order, how sure that is, and the changes, which the engine places.

    Without changes it is something that takes more than edits of this file; whoever fixes knows how.
    """

    title: str
    safety: Safety
    changes: tuple[Change, ...]


def safe(title: str, *changes: Change) -> Remedy:
    """Make a remedy that leaves what PicoClaw does as it was meant: where it refuses, nothing else can be meant."""
    return Remedy(title, "safe", changes)


def unsafe(title: str, *changes: Change) -> Remedy:
    """Make a remedy that is a guess, changes what PicoClaw does, or costs what somebody wrote."""
    return Remedy(title, "unsafe", changes)


def rewording(place: Pointer, written: str, meant: str | None) -> Remedy | None:
    """Make the remedy for a word that stands for another; it is safe where they differ in case and separators only."""
    if meant is None:
        return None
    return Remedy(f'write "{meant}"', "safe" if is_same_word(meant, written) else "unsafe", (Put(place, meant),))


class Hit(NamedTuple):
    """What a rule yields: where, and in which words. The engine makes a Diagnostic of it.

    Attributes:
        message: what is wrong and what PicoClaw will do; one line, lower case, no full stop.
        pointer: the place in the config (in ``Context.config``; with ``in_file``, in the file as it is written).
        part: which part of that place is marked.
        help: what to change.
        severity, impact: when they are not the rule's first ones.
        span: the exact stretch, where it is not a part of an entry.
        notes: other places.
        fix: the remedy, at places of the same kind as ``pointer``.
        beside: for a rule about security files, the place in the config beside it that is concerned.
        in_file: whether ``pointer`` is an address in the file itself, not in the migrated config.
    """

    message: str
    pointer: Pointer | None
    part: Part = "value"
    help: str | None = None
    severity: Severity | None = None
    impact: Impact | None = None
    span: Span | None = None
    notes: tuple[Note, ...] = ()
    fix: Remedy | None = None
    beside: Pointer | None = None
    in_file: bool = False


_NO_FILES: Mapping[str, str | None] = MappingProxyType({})
_NO_BACKUPS: Mapping[str, str] = MappingProxyType({})


class Bad(NamedTuple):
    """An example that the rule reports. In ``text``, « and » stand around each place that is marked.

    Attributes:
        text: the file. A word such as ``<openai key>`` stands for a made-up credential of that format.
        message: the whole message of the first finding; ``<date>`` stands for the day of the catalogue of models.
        release: the release it is judged for.
        security: the security file beside it.
        config: the config beside it, for an example of a security file.
        files: what ``file://`` references find: name -> content; None for a directory.
        tracked: what git says of the file and of those beside it: whether it has them.
        ignored: whether git leaves them out when all files are added.
        readers: who else can read them.
        backups: the backups beside it: name -> content.
        data: the file as bytes, where it is no text; then nothing is marked.
        fixed: what the fixes of the rule, unsafe ones too, make of the file; None if they leave it as it is.
    """

    text: str
    message: str
    release: str = DEFAULT_RELEASE
    security: str | None = None
    config: str | None = None
    files: Mapping[str, str | None] = _NO_FILES
    tracked: bool | None = None
    ignored: bool | None = None
    readers: Readers = ""
    backups: Mapping[str, str] = _NO_BACKUPS
    data: bytes | None = None
    fixed: str | None = None


def message_of(example: Bad) -> str:
    """Return the message that an example states, with the day of the catalogue, which moves, in place of ``<date>``."""
    return example.message.replace("<date>", as_of())


class Good(NamedTuple):
    """A near miss: an example on which the rule is silent. The attributes are those of :class:`Bad`."""

    text: str
    release: str = DEFAULT_RELEASE
    security: str | None = None
    config: str | None = None
    files: Mapping[str, str | None] = _NO_FILES
    tracked: bool | None = None
    ignored: bool | None = None
    readers: Readers = ""
    backups: Mapping[str, str] = _NO_BACKUPS
    data: bytes | None = None


# The files that a rule may be about, and what it is given of them.
Kind = Literal["config", "security"]
Check = Callable[[Context], Iterable[Hit]] | Callable[["SecurityFile"], Iterable[Hit]]


class Rule(NamedTuple):
    """A rule, ready to run.

    Attributes:
        name: its only identity: ``unknown-model``.
        family: the folder it lives in.
        severities, impacts: what it may give; the first of each is the usual one.
        since: the version of this tool that has it first.
        examples: run by the tests, shown on its page.
        run: the function.
        doc: the docstring: summary, then Why, then What to do.
        kind: the files it is about.
        fixes: how safe the remedies are that it may give; empty if it gives none.
    """

    name: str
    family: str
    severities: tuple[Severity, ...]
    impacts: tuple[Impact, ...]
    since: str
    examples: tuple[Bad | Good, ...]
    run: Callable[[Any], Iterable[Hit]]
    doc: str
    kind: Kind = "config"
    fixes: tuple[Safety, ...] = ()

    @property
    def summary(self) -> str:
        """The first line of the documentation."""
        return self.doc.split("\n", 1)[0]

    @property
    def decides_loading(self) -> bool:
        """Whether its findings may mean that PicoClaw refuses the file; such a rule always runs."""
        return "load" in self.impacts

    def __call__(self, context: Context | SecurityFile) -> Iterator[Hit]:
        """Yield what the rule finds."""
        yield from self.run(context)


def rule(
    *,
    severity: Severity | tuple[Severity, ...],
    impact: Impact | tuple[Impact, ...],
    since: str = "0.1.0",
    kind: Kind = "config",
    fix: Safety | tuple[Safety, ...] = (),
    examples: Iterable[Bad | Good],
) -> Callable[[Check], Rule]:
    """Make a rule of a function; its module gives the name, its folder the family."""

    def decorate(check: Check) -> Rule:
        family, module = check.__module__.rsplit(".", 2)[-2:]
        return Rule(
            name=module.replace("_", "-"),
            family=family,
            severities=(severity,) if isinstance(severity, str) else severity,
            impacts=(impact,) if isinstance(impact, str) else impact,
            since=since,
            examples=tuple(examples),
            run=check,
            doc=_unindent(check.__doc__ or ""),
            kind=kind,
            fixes=(fix,) if isinstance(fix, str) else fix,
        )

    return decorate


def _unindent(doc: str) -> str:
    return "\n".join(line.removeprefix("    ") for line in doc.strip().splitlines())
