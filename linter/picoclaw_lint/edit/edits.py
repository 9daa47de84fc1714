"""From changes to edits, and from edits to the new text."""

from __future__ import annotations

from collections.abc import Iterable

from picoclaw_lint.diagnostic import Copied, Edit, Literally
from picoclaw_lint.document import Document
from picoclaw_lint.edit.changes import Change, Cut
from picoclaw_lint.edit.draft import Draft
from picoclaw_lint.source import Source


def edits_of(document: Document, changes: Iterable[Change]) -> tuple[Edit, ...]:
    """Return the edits, in order and without overlaps, that make some changes; raises :class:`Unplaced`.

    The changes are made one after the other, so later ones name places as they are by then; elements of an array keep
    the numbers they have in the file. A file that is broken beyond what can be told takes cuts only.
    """
    changes = list(changes)
    if all(isinstance(change, Cut) for change in changes):
        cuts = sorted(change for change in changes if isinstance(change, Cut))
        path = document.source.path
        return tuple(Edit(path, cut.start, cut.end, (Literally(cut.text),) if cut.text else ()) for cut in cuts)
    draft = Draft(document)
    for change in changes:
        draft.change(change)
    path, text = document.source.path, document.source.text
    edits = (Edit(path, *each[:2], _joined(each.parts)) for each in draft.stretches())
    return tuple(edit for edit in edits if new_text(edit, text) != text[edit.start : edit.end])


def _joined(parts: Iterable[Literally | Copied]) -> tuple[Literally | Copied, ...]:
    """Put literal parts that follow each other together."""
    joined: list[Literally | Copied] = []
    for part in parts:
        if joined and isinstance(part, Literally) and isinstance(joined[-1], Literally):
            joined[-1] = Literally(joined[-1].text + part.text)
        else:
            joined.append(part)
    return tuple(joined)


def new_text(edit: Edit, text: str) -> str:
    """Return what an edit of ``text`` writes."""
    return "".join(part.text if isinstance(part, Literally) else text[part.start : part.end] for part in edit.parts)


def edited(source: Source, edits: Iterable[Edit]) -> Source:
    """Return a file after some edits, which are in order and do not overlap; bytes that are no UTF-8 stay."""
    text = source.data.decode("utf-8", "surrogateescape")
    pieces, at = list[str](), 0
    for edit in edits:
        pieces += [text[at : edit.start], new_text(edit, text)]
        at = edit.end
    return Source(source.path, "".join([*pieces, text[at:]]).encode("utf-8", "surrogateescape"))
