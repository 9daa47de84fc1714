"""One file on its way through its fixes: what is applied, what goes to the disk and in which order, what is told."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from picoclaw_lint import engine
from picoclaw_lint.context import Context
from picoclaw_lint.diagnostic import Safety
from picoclaw_lint.discover import SECURITY_FILE, Git, Unreadable, read_source
from picoclaw_lint.engine import Judgement
from picoclaw_lint.fixing.gitignore import with_line
from picoclaw_lint.fixing.loop import mend
from picoclaw_lint.fixing.secrets import Unmovable, move_secrets
from picoclaw_lint.fixing.writing import Unwritable, write
from picoclaw_lint.results import FileResult, Fixed, Rewrite
from picoclaw_lint.source import Source

if TYPE_CHECKING:
    from picoclaw_lint.document.yaml_nodes import YamlDocument

_SECRETS = "plaintext-secret"
_GITIGNORE = ".gitignore"


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
    """

    safeties: tuple[Safety, ...]
    writes: bool
    git: Git

    def mend(self, source: Source, before: Judgement, judge: Judge, *, owns_security: bool) -> Outcome:
        """Apply the fixes to a config that was judged as ``before``.

        With ``owns_security`` its secrets may go to the security file beside it; another config's secrets there would
        be channels and models that the owner does not know.
        """
        known = {source.data: before}

        def result(changed: Source) -> FileResult:
            if changed.data not in known:
                known[changed.data] = judge(changed, None)
            return known[changed.data].file

        mended = mend(source, result, self.safeties)
        notes = []
        if not mended.is_settled:
            rules = ", ".join(sorted({fixed.rule for fixed in mended.fixed}))
            notes.append(f"{source.path}: its fixes come to no end ({rules}); please report it")
        after = known[mended.source.data]
        fixed, companions = list(mended.fixed), list[Rewrite]()
        moving = self.move_secrets(after, judge, owns_security=owns_security)
        if moving is not None:
            after, companions = moving.judgement, list(moving.rewrites)
            fixed += moving.judgement.file.fixed
            notes += moving.notes
        assert before.context is not None
        final = before.context.document.source if after.context is None else after.context.document.source
        if final.data == source.data or after.context is None:
            return Outcome(before, (), tuple(notes))
        spans = (engine.hidden(before.context), engine.hidden(after.context))
        rewrites = (*companions, Rewrite(source, final, *spans))
        if self.writes:
            trouble = put_on_disk(rewrites)
            if trouble is not None:
                return Outcome(before._replace(file=before.file._replace(error=trouble)), (), tuple(notes))
            self.git.forget()
            after = judge(final, None)
        return Outcome(after._replace(file=after.file._replace(fixed=tuple(fixed))), rewrites, tuple(notes))

    def move_secrets(self, judged: Judgement, judge: Judge, *, owns_security: bool) -> Outcome | None:
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
        if not owns_security:
            return Outcome(judged, (), (f"{config.path}: its secrets stay, as {SECURITY_FILE} is another config's",))
        path = os.path.join(os.path.dirname(config.path), SECURITY_FILE)
        try:
            moved = move_secrets(context, [pointer for pointer in wanted if pointer is not None], path)
            if moved is None:
                return None
            return self._checked(judged, context, judge, moved.config, moved.security, moved.secrets)
        except Unmovable as error:
            return Outcome(judged, (), (f"{config.path}: its secrets stay, as {error}",))

    def _checked(
        self, judged: Judgement, context: Context, judge: Judge, config: Source, security: Source, count: int
    ) -> Outcome:
        """Make sure that PicoClaw gets the same of both files as it got before; raises :class:`Unmovable`."""
        from picoclaw_lint.document.yaml_nodes import parse_yaml
        from picoclaw_lint.security_file import SecurityFile

        document = parse_yaml(security)
        after = judge(config, document)
        if after.context is None or after.file.refusals or after.context.config != context.config:
            raise Unmovable("PicoClaw would read something else then")
        old = context.surroundings.security
        before = None if old is None else old.source
        spans = () if old is None else SecurityFile(old).secret_spans
        rewrites = [Rewrite(before, security, spans, SecurityFile(document).secret_spans)]
        if before is not None and before.data == security.data:
            rewrites = []
        ignored = self._ignored(security.path)
        if ignored is not None:
            rewrites.insert(0, ignored)
        them = "1 secret" if count == 1 else f"{count} secrets"
        went = "went" if self.writes else "would go"
        note = f"{config.path}: {them} {went} to {security.path}; revoke what was ever committed, as git keeps it"
        fixed = (Fixed(_SECRETS, f"move it to {SECURITY_FILE}", "unsafe"),) * count
        return Outcome(after._replace(file=after.file._replace(fixed=fixed)), tuple(rewrites), (note,))

    def _ignored(self, security: str) -> Rewrite | None:
        """Name the security file in ``.gitignore``, if git would take it with all files that are added."""
        if self.git.would_ignore(security) is not False:
            return None
        path = os.path.join(os.path.dirname(security), _GITIGNORE)
        try:
            before = read_source(path) if os.path.lexists(path) else None
        except Unreadable:
            return None
        after = with_line(before, path, f"{SECURITY_FILE}*")
        return None if after is None else Rewrite(before, after)


def put_on_disk(rewrites: Sequence[Rewrite]) -> str | None:
    """Write files in order, so that a secret is in its new place before it leaves the old one; say what went wrong.

    The last one is the config.
    """
    for number, rewrite in enumerate(rewrites, 1):
        is_private = os.path.basename(rewrite.after.path) == SECURITY_FILE
        was = None if rewrite.before is None else rewrite.before.data
        mode = 0o600 if is_private else 0o644
        try:
            write(rewrite.after.path, rewrite.after.data, was=was, mode=mode, private=is_private)
        except Unwritable as error:
            name = "it" if number == len(rewrites) else os.path.basename(rewrite.after.path)
            return f"{name} cannot be written: {error}"
    return None
