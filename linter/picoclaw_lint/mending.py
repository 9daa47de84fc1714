"""One file on its way through its fixes: what is applied, what goes to the disk and in which order, what is told."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from picoclaw_lint import engine
from picoclaw_lint.context import Context
from picoclaw_lint.diagnostic import Diagnostic, Safety
from picoclaw_lint.discover import CONFIG_FILE, SECURITY_FILE, Git, Unreadable, read_source
from picoclaw_lint.discover.recognition import is_config
from picoclaw_lint.engine import Judgement
from picoclaw_lint.fixing.gitignore import with_line
from picoclaw_lint.fixing.loop import mend
from picoclaw_lint.fixing.secrets import Moved, Unmovable, comment_spans, move_secrets
from picoclaw_lint.fixing.writing import Unwritable, write
from picoclaw_lint.results import FileResult, Fixed, Rewrite
from picoclaw_lint.secrets.placeholders import is_placeholder
from picoclaw_lint.source import Source, Span
from picoclaw_lint.structure.walker import NOT_HERE
from picoclaw_lint.structure.words import words_of

if TYPE_CHECKING:
    from picoclaw_lint.document.yaml_nodes import YamlDocument

_SECRETS = "plaintext-secret"
_MAYBE_SECRET = re.compile(r"(?=\S*\d)[^\s#]{8,}")


# Judges the text of a config with the security file that is given, or the one that lies beside it.
Judge = Callable[[Source, "YamlDocument | None"], Judgement]


class Outcome(NamedTuple):
    """A file after its fixes: what is found in it then, the files that changed, and what the user should know."""

    judgement: Judgement
    rewrites: tuple[Rewrite, ...] = ()
    notes: tuple[str, ...] = ()


class Mender(NamedTuple):
    """How files are mended.

    Attributes:
        safeties: which fixes are applied.
        writes: whether what changes is written, and not only told.
        git: what knows whether git ignores a file.
        wanted: whether a finding is to be mended at all; what is not shown is not.
    """

    safeties: tuple[Safety, ...]
    writes: bool
    git: Git
    wanted: Callable[[Diagnostic], bool] = lambda _: True

    def mend(self, source: Source, before: Judgement, judge: Judge, *, keeps: str | None = None) -> Outcome:
        """Apply the fixes to a config that was judged as ``before``.

        ``keeps`` says why its secrets cannot go to the security file, if they cannot.
        """
        known = {source.data: before}

        def result(changed: Source) -> FileResult:
            if changed.data not in known:
                known[changed.data] = judge(changed, None)
            return known[changed.data].file

        mended = mend(source, result, self.safeties, self.wanted)
        notes = []
        if not mended.is_settled:
            rules = ", ".join(sorted({fixed.rule for fixed in mended.fixed}))
            notes.append(f"{source.path}: its fixes come to no end ({rules}); please report it")
        after = known[mended.source.data]
        fixed, companions = list(mended.fixed), list[Rewrite]()
        moving = self.move_secrets(after, judge, keeps=keeps)
        told = notes
        if moving is not None:
            after, companions = moving.judgement, list(moving.rewrites)
            fixed += moving.judgement.file.fixed
            told = [*notes, *moving.notes]
        assert before.context is not None
        final = before.context.document.source if after.context is None else after.context.document.source
        if final.data == source.data or after.context is None:
            return Outcome(before, (), tuple(told))
        spans = (engine.hidden(before.context), engine.hidden(after.context))
        rewrites = (*companions, Rewrite(source, final, *spans))
        if self.writes:
            try:
                told = [*told, *put_on_disk(rewrites)]
            except Unwritable as error:
                return Outcome(before._replace(file=before.file._replace(error=str(error))), (), tuple(notes))
            self.git.forget()
            after = judge(final, None)
        return Outcome(after._replace(file=after.file._replace(fixed=tuple(fixed))), rewrites, tuple(told))

    def move_secrets(self, judged: Judgement, judge: Judge, *, keeps: str | None) -> Outcome | None:
        """Move the secrets of a config into the security file; None where there are none to move."""
        secrets = [item for item in judged.file.shown if item.rule == _SECRETS]
        context = judged.context
        if context is None or not secrets or "unsafe" not in self.safeties:
            return None
        config = context.document.source
        if judged.file.refusals:
            return Outcome(judged, (), (f"{config.path}: its secrets stay until PicoClaw loads it",))
        wanted = [item.pointer for item in secrets if item.fix is not None]
        if not wanted:
            return None
        path = os.path.join(os.path.dirname(config.path), SECURITY_FILE)
        if keeps is None and self.git.tracks(path):
            keeps = f"git tracks {SECURITY_FILE}"
        if keeps is not None:
            return Outcome(judged, (), (f"{config.path}: its secrets stay, as {keeps}",))
        try:
            moved = move_secrets(context, [pointer for pointer in wanted if pointer is not None], path)
            if moved is None:
                return None
            return self._checked(context, judge, moved)
        except (Unmovable, Unignorable) as error:
            return Outcome(judged, (), (f"{config.path}: its secrets stay, as {error}",))

    def _checked(self, context: Context, judge: Judge, moved: Moved) -> Outcome:
        """Make sure that PicoClaw gets the same of both files as it got before; raises :class:`Unmovable`."""
        from picoclaw_lint.document.yaml_nodes import parse_yaml

        config, security, count = moved
        document = parse_yaml(security)
        after = judge(config, document)
        if after.context is None or after.file.refusals or after.context.config != context.config:
            raise Unmovable("PicoClaw would read something else then")
        other = robbed(config.path, judge, document)
        if other is not None:
            raise Unmovable(f"{other} beside it would be refused with them, or lose its own")
        old = context.surroundings.security
        before = None if old is None else old.source
        spans = () if old is None else hidden_in(old)
        rewrites = [Rewrite(before, security, spans, hidden_in(document))]
        if before is not None and before.data == security.data:
            rewrites = []
        ignored = kept_out(self.git, security.path)
        if ignored is not None:
            rewrites.insert(0, ignored)
        them = "1 secret" if count == 1 else f"{count} secrets"
        went = "went" if self.writes else "would go"
        note = f"{config.path}: {them} {went} to {security.path}; revoke what was ever committed, as git keeps it"
        fixed = (Fixed(_SECRETS, f"move it to {SECURITY_FILE}", "unsafe"),) * count
        notes = [note]
        if os.path.islink(config.path):
            notes.append(f"{config.path} is a link; PicoClaw finds {SECURITY_FILE} when it is given this name of it")
        return Outcome(after._replace(file=after.file._replace(fixed=fixed)), tuple(rewrites), tuple(notes))


def hidden_in(security: YamlDocument) -> tuple[tuple[int, int], ...]:
    """Return what nobody may be shown of a security file: its secrets, and what may be one in a comment."""
    from picoclaw_lint.security_file import SecurityFile

    text, found = security.source.text, list(SecurityFile(security).secret_spans)
    for comment in comment_spans(security):
        found += (Span(*word.span()) for word in _MAYBE_SECRET.finditer(text, comment.start, comment.end))
    return tuple(sorted(found))


class Unignorable(Exception):
    """A file that git would take with all others, and that cannot be kept out; the text says why, as a phrase."""


def kept_out(git: Git, path: str, pattern: str | None = None, rewrites: Sequence[Rewrite] = ()) -> Rewrite | None:
    """Return the ``.gitignore`` that keeps a file out, which need not be there yet; None where nothing has to be done.

    ``pattern`` is the line, where it is not the name with whatever follows; ``rewrites`` may have one for that file
    already, which the new one replaces. Raises :class:`Unignorable`.
    """
    if git.would_ignore(path) is not False:
        return None
    # Of a link git takes where it leads to, which is no secret.
    directory, name = os.path.split(os.path.realpath(path) if os.path.islink(path) else path)
    ignoring = os.path.join(directory, ".gitignore")
    try:
        before = read_source(ignoring) if os.path.lexists(ignoring) else None
    except Unreadable as error:
        raise Unignorable(f"git would take {name}, and .gitignore cannot be read: {error}") from None
    waiting = next((each.after for each in rewrites if each.after.path == ignoring), None)
    after = with_line(waiting or before, ignoring, pattern or f"{name}*") or waiting
    if after is None:
        raise Unignorable(f"git would take {name}, whatever .gitignore says")
    return Rewrite(before, after)


def why_kept(path: str) -> str | None:
    """Say why the secrets of a config cannot go to the security file beside it, as a phrase; None if they can.

    Of several configs in a directory the one of the usual name may; else PicoClaw would give the secrets of one to all.
    """
    if os.path.basename(path) == CONFIG_FILE:
        return None
    other = next(_configs_beside(path), None)
    return None if other is None else f"{SECURITY_FILE} is that of {os.path.basename(other)}, too"


def robbed(path: str, judge: Judge, security: YamlDocument) -> str | None:
    """Return the name of a config beside another one that loses a secret, or is refused, with a new security file."""
    for other in _configs_beside(path):
        try:
            source = read_source(other)
        except Unreadable:
            continue
        before, after = judge(source, None), judge(source, security)
        if before.context is None or after.context is None:
            continue
        lost = words_of(before.context.config) - words_of(after.context.config)
        if after.file.refusals > before.file.refusals or not all(map(_stands_for_nothing, lost)):
            return os.path.basename(other)
    return None


def _stands_for_nothing(word: str) -> bool:
    return word == NOT_HERE or is_placeholder(word)


def _configs_beside(path: str) -> Iterator[str]:
    """Yield the other configs of a directory, as far as they can be read."""
    directory, name = os.path.split(path)
    for other in sorted(os.listdir(directory or ".")):
        if other != name and other.endswith(".json"):
            with contextlib.suppress(Unreadable):
                if other == CONFIG_FILE or is_config(os.path.join(directory, other)):
                    yield os.path.join(directory, other)


def put_on_disk(rewrites: Sequence[Rewrite]) -> Iterator[str]:
    """Write files in order, so that a secret is in its new place before it leaves the old one.

    Yields what the user should know. Raises :class:`Unwritable` with a sentence.
    """
    written = list[str]()
    for rewrite in rewrites:
        path = rewrite.after.path
        name = os.path.basename(path)
        is_private = name == SECURITY_FILE or name.endswith(".bak")
        was = None if rewrite.before is None else rewrite.before.data
        mode = 0o600 if is_private else 0o644
        has_other_names = was is not None and os.path.exists(path) and os.stat(path).st_nlink > 1
        try:
            write(path, rewrite.after.data, was=was, mode=mode, private=is_private)
        except Unwritable as error:
            done = f"; {' and '.join(written)} had been written by then" if written else ""
            said = name if is_private or name.startswith(".") else "it"
            raise Unwritable(f"{said} cannot be written: {error}{done}") from None
        written.append(name)
        if has_other_names:
            yield f"{path}: the file has another name (a hard link), under which it stays as it was"
