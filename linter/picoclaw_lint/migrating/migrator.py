"""One config of version 0 to 2 on its way to version 3, and what goes to the disk in which order."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from picoclaw_lint import engine
from picoclaw_lint.context import Context
from picoclaw_lint.diagnostic import Diagnostic, Safety
from picoclaw_lint.discover import SECURITY_FILE, Company, Git, Unreadable, surroundings
from picoclaw_lint.document import parse
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.edit.draft import Unplaced
from picoclaw_lint.edit.edits import edited, edits_of
from picoclaw_lint.engine import Judgement
from picoclaw_lint.fixing.loop import mend
from picoclaw_lint.fixing.secrets import Unmovable
from picoclaw_lint.fixing.writing import Unwritable
from picoclaw_lint.mending import Mender, put_on_disk, robbed, why_kept
from picoclaw_lint.migrating.backup import with_backup
from picoclaw_lint.migrating.security import (
    awakened,
    bare,
    brought_along,
    in_stages,
    inferred,
    of_both_versions,
    security_rewrite,
    together,
)
from picoclaw_lint.migrating.steps import Unmigratable, changes_of, migration, told_of, told_of_fix, version_of
from picoclaw_lint.results import FileResult, Fixed, Rewrite
from picoclaw_lint.secrets.redaction import scrub
from picoclaw_lint.source import Source
from picoclaw_lint.structure.numbers import generic
from picoclaw_lint.structure.words import words_of
from picoclaw_schema.operations import apply

if TYPE_CHECKING:
    from picoclaw_lint.document.yaml_nodes import YamlDocument

_SAFE: tuple[Safety, ...] = ("safe",)


class Migrated(NamedTuple):
    """What came of one file.

    Attributes:
        version: its config version before.
        steps: what was done, a sentence each; empty for a file of version 3.
        rewrites: the files that change.
        result: what is found in the file then.
        notes: what else the user should know.
    """

    version: int
    steps: tuple[str, ...]
    rewrites: tuple[Rewrite, ...]
    result: FileResult
    notes: tuple[str, ...] = ()


class Migrator(NamedTuple):
    """How files are migrated.

    Attributes:
        release: the release of PicoClaw that is to load the result.
        today: the date to judge on.
        git: what knows of git.
        secrets: whether the secrets of the config go to the security file.
        writes: whether what changes is written, and not only told.
    """

    release: str
    today: datetime.date
    git: Git
    secrets: bool = False
    writes: bool = True

    def migrate(self, source: Source) -> Migrated:
        """Migrate a file; raises :class:`Unmigratable`, and what cannot be written is told by the same."""
        try:
            return self._migrate(source)
        except RecursionError:
            raise Unmigratable("it is nested too deeply") from None

    def _migrate(self, source: Source) -> Migrated:
        before = self._judged(source)
        known = {source.data: before}

        def judged(changed: Source, security: YamlDocument | None = None) -> Judgement:
            if changed.data not in known:
                known[changed.data] = self._judged(changed, security)
            return known[changed.data]

        readable = mend(source, lambda changed: judged(changed).file, _SAFE, _is_in_the_way)
        start = judged(readable.source)
        if start.context is None:
            raise Unmigratable(start.file.error or "it cannot be judged")
        version = version_of(start.context)
        if version == 3 or start.context.structure.ignored:
            mended = self._in_words(readable.fixed, (), (), start.context)
            return self._finished(source, before, start, version, mended, None, {}, [])
        steps, changes, dropped = changes_of(start.context.document, version, self.release)
        try:
            text = edited(readable.source, edits_of(start.context.document, changes))
        except Unplaced:
            raise Unmigratable("it is laid out in a way that it cannot be changed in place") from None
        whole = together(start.context)
        whole_steps = migration(whole, version, self.release)
        expected = apply(whole, whole_steps).value
        security, emptied, told_of_it = brought_along(start.context, expected, whole_steps)
        # From here on the files are of version 3, and so is the security file.
        known.clear()
        moved = judged(text, security).context
        left = [] if moved is None or security is None else list(inferred(expected, moved.config))
        if left:
            steps += [told_of(step) for step in left]
            text = edited(text, edits_of(parse(text), left))
            moved = judged(text, security).context
        if moved is not None and (moved.structure.merge.stopped is not None or moved.structure.merge.problems):
            raise Unmigratable(
                f"PicoClaw cannot use {SECURITY_FILE} beside it; see what picoclaw-lint check says of it"
            )
        if moved is None or bare(generic(moved.config)) != bare(generic(awakened(expected, moved))):
            advice = f" together with {SECURITY_FILE}; see what picoclaw-lint check says of that"
            raise Unmigratable(
                f"it would not say the same any more{'; please report it' if security is None else advice}"
            )
        # What PicoClaw took, or would have taken, in the older form only.
        done = mend(text, lambda changed: judged(changed, security).file, _SAFE, _keeps_from_loading)
        told = self._in_words(readable.fixed, (*steps, *told_of_it), done.fixed, start.context)
        end = judged(done.source, security)
        return self._finished(source, before, end, version, told, security, emptied, dropped)

    @staticmethod
    def _in_words(
        first: Iterable[Fixed], steps: Iterable[str], last: Iterable[Fixed], context: Context
    ) -> tuple[str, ...]:
        texts = (*map(told_of_fix, first), *steps, *map(told_of_fix, last))
        return tuple(scrub(text, context.secret_texts) for text in texts)

    def _finished(
        self,
        source: Source,
        before: Judgement,
        after: Judgement,
        version: int,
        steps: tuple[str, ...],
        security: YamlDocument | None,
        emptied: dict[Pointer, Any],
        dropped: list[Any],
    ) -> Migrated:
        """Write the files.

        ``emptied`` is what stands in the old security file in places that are read no more, ``dropped`` what of the
        config has no place any more.
        """
        assert before.context is not None
        assert after.context is not None
        old = before.context.surroundings.security
        rewrites: list[Rewrite] = []
        notes = list[str]()
        kept = list[Source]()
        if security is not None and old is not None and security.source.data != old.source.data:
            security, emptied, note = self._shared(source.path, security, emptied)
            notes += note
            rewrites.append(security_rewrite(old, security))
            kept.append(old.source)
        if self.secrets:
            mender = Mender(("safe", "unsafe"), self.writes, self.git)
            moved = mender.move_secrets(after, self._judged, keeps=why_kept(source.path))
            if moved is not None:
                after = moved.judgement
                notes += moved.notes
                rewrites = _together(rewrites, moved.rewrites)
        assert after.context is not None
        final = after.context.document.source
        if final.data != source.data:
            spans = (engine.hidden(before.context), engine.hidden(after.context))
            rewrites.append(Rewrite(source, final, *spans))
        here = words_of(after.context.config) | words_of(after.context.document.value)
        if (
            version != 3
            and steps
            and (not words_of(before.context.document.value) <= here or any(map(_is_filled, dropped)))
        ):
            kept.append(source)
        backups = list[Rewrite]()
        for old_source in kept:
            rewrites, made = with_backup(rewrites, old_source, self.today, self.git)
            backups.append(made)
            has = "has" if self.writes else "would have"
            why = "not all of it has a place in version 3; " if old_source is source else ""
            notes.append(f"{old_source.path}: {why}{made.after.path} {has} it as it was")
        if self.writes:
            ignoring = [each for each in rewrites if os.path.basename(each.after.path) == ".gitignore"]
            others = [each for each in rewrites if each not in ignoring]
            try:
                notes += put_on_disk([*ignoring, *backups, *in_stages(others, emptied)])
            except (Unwritable, Unmovable) as error:
                raise Unmigratable(str(error)) from None
            self.git.forget()
        return Migrated(version, steps, tuple(rewrites), after.file, tuple(notes))

    def _shared(
        self, path: str, security: YamlDocument, emptied: dict[Pointer, Any]
    ) -> tuple[YamlDocument, dict[Pointer, Any], list[str]]:
        """Leave a security file what another config beside this one reads of it; raises :class:`Unmigratable`."""
        other = robbed(path, self._judged, security)
        if other is None:
            return security, emptied, []
        try:
            both = of_both_versions(security, emptied)
        except Unmovable as error:
            raise Unmigratable(str(error)) from None
        if robbed(path, self._judged, both) is not None:
            raise Unmigratable(f"{SECURITY_FILE} is that of {other}, too, which would lose a secret or be refused")
        return both, {}, [f"{SECURITY_FILE} keeps the places of the older version as well, as {other} reads them"]

    def _judged(self, source: Source, security: YamlDocument | None = None) -> Judgement:
        document = parse(source)
        try:
            around = surroundings(document, Company(self.git), security)
        except Unreadable as error:
            reason = f"{SECURITY_FILE} beside it cannot be read: {error}"
            return Judgement(FileResult(source.path, "config", self.release, error=reason), None)
        context = Context(document, around, self.release, self.today)
        return Judgement(engine.check(context), context)


def _is_in_the_way(found: Diagnostic) -> bool:
    """Whether a finding has to be mended before anybody can tell what the file is."""
    return found.impact == "load" and (found.family == "syntax" or found.pointer == "/version")


def _keeps_from_loading(found: Diagnostic) -> bool:
    return found.impact == "load"


def _is_filled(value: Any) -> bool:
    """Whether something was said by what is dropped: more than empty and false."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, (dict, list)):
            waiting += item.values() if isinstance(item, dict) else item
        elif item:
            return True
    return False


def _together(first: list[Rewrite], second: tuple[Rewrite, ...]) -> list[Rewrite]:
    """Join the rewrites of files that were changed twice."""
    by_path = {rewrite.after.path: rewrite for rewrite in first}
    joined = []
    for rewrite in second:
        earlier = by_path.pop(rewrite.after.path, None)
        if earlier is not None:
            rewrite = rewrite._replace(before=earlier.before, secrets_before=earlier.secrets_before)
        joined.append(rewrite)
    return [*by_path.values(), *joined]


def refusals(migrated: Migrated) -> Iterator[Diagnostic]:
    """Yield what still keeps PicoClaw from loading the file."""
    return (found for found in migrated.result.diagnostics if found.impact == "load")
