"""A config of version 0 to 2 brought to version 3: as PicoClaw would do it, and better where PicoClaw refuses it."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from picoclaw_lint import engine
from picoclaw_lint.context import Context
from picoclaw_lint.diagnostic import Diagnostic, Safety
from picoclaw_lint.discover import SECURITY_FILE, Company, Git, Unreadable, surroundings
from picoclaw_lint.document import Document, parse
from picoclaw_lint.document.pointer import Nth, Pointer, dotted, parse_pointer
from picoclaw_lint.document.values import Repeated
from picoclaw_lint.edit.changes import Change, Drop, Gather, Move, Put
from picoclaw_lint.edit.draft import Unplaced
from picoclaw_lint.edit.edits import edited, edits_of
from picoclaw_lint.engine import Judgement
from picoclaw_lint.fixing.loop import mend
from picoclaw_lint.fixing.secrets import Unmovable, relaid
from picoclaw_lint.fixing.writing import Unwritable
from picoclaw_lint.mending import Mender, Unignorable, kept_out, put_on_disk, why_kept
from picoclaw_lint.results import FileResult, Fixed, Rewrite
from picoclaw_lint.secrets.redaction import scrub
from picoclaw_lint.security_slots import slot_of
from picoclaw_lint.source import Source
from picoclaw_lint.structure.numbers import generic
from picoclaw_lint.structure.walker import NOT_HERE
from picoclaw_schema import CONFIG_VERSIONS, shape_for
from picoclaw_schema.kinder_migration import keeps_type, lost_keys, preparations
from picoclaw_schema.migration import operations
from picoclaw_schema.operations import Operation, apply

if TYPE_CHECKING:
    from picoclaw_lint.document.yaml_nodes import YamlDocument


_SAFE: tuple[Safety, ...] = ("safe",)


class Unmigratable(Exception):
    """Why a file stays as it is, as a phrase."""


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
        version = _version(start.context)
        if version == 3 or start.context.structure.ignored:
            return self._finished(source, before, start, version, (), None, {})
        steps, changes = _changes(start.context.document, version, self.release)
        try:
            text = edited(readable.source, edits_of(start.context.document, changes))
        except Unplaced:
            raise Unmigratable("it is laid out in a way that it cannot be changed in place") from None
        whole = _together_with_security(start.context)
        whole_steps = migration(whole, version, self.release)
        expected = apply(whole, whole_steps).value
        security, emptied, told_of_it = _security(start.context, expected, whole_steps)
        # From here on the files are of version 3, and so is the security file.
        known.clear()
        moved = judged(text, security).context
        left = [] if moved is None or security is None else list(_missing(expected, moved.config))
        if left:
            steps += [_told(step) for step in left]
            text = edited(text, edits_of(parse(text), left))
            moved = judged(text, security).context
        if moved is not None and (moved.structure.merge.stopped is not None or moved.structure.merge.problems):
            raise Unmigratable(
                f"PicoClaw cannot use {SECURITY_FILE} beside it; see what picoclaw-lint check says of it"
            )
        if moved is None or _bare(generic(moved.config)) != _bare(generic(_awakened(expected, moved))):
            raise Unmigratable("it would not say the same any more; please report it")
        # What PicoClaw took, or would have taken, in the older form only.
        done = mend(text, lambda changed: judged(changed, security).file, _SAFE, _keeps_from_loading)
        texts = (*map(_mended, readable.fixed), *steps, *told_of_it, *map(_mended, done.fixed))
        told = tuple(scrub(text, start.context.secret_texts) for text in texts)
        return self._finished(source, before, judged(done.source, security), version, told, security, emptied)

    def _finished(
        self,
        source: Source,
        before: Judgement,
        after: Judgement,
        version: int,
        steps: tuple[str, ...],
        security: YamlDocument | None,
        emptied: dict[Pointer, Any],
    ) -> Migrated:
        """Write the files; ``emptied`` is what stands in the old security file in places that are read no more."""
        assert before.context is not None
        assert after.context is not None
        old = before.context.surroundings.security
        rewrites: list[Rewrite] = []
        if security is not None and old is not None and security.source.data != old.source.data:
            rewrites.append(_of_security(old, security))
        notes = list[str]()
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
        backups = list(self._backup(before.context, after.context)) if steps else []
        if backups:
            name = backups[-1].after.path
            notes.append(f"{source.path}: not all of it has a place in version 3; {name} has it as it was")
        if self.writes:
            try:
                notes += put_on_disk([*backups, *_in_stages(rewrites, emptied)])
            except (Unwritable, Unmovable) as error:
                raise Unmigratable(str(error)) from None
            self.git.forget()
        return Migrated(version, steps, tuple(rewrites), after.file, tuple(notes))

    def _backup(self, before: Context, after: Context) -> Iterator[Rewrite]:
        """Keep the file as it was, under the name that PicoClaw gives it, if something of it is not there any more."""
        if _words(before.document.value) <= _words(after.config) | _words(after.document.value):
            return
        source = before.document.source
        day = f"{self.today:%Y%m%d}"
        names = (f"{source.path}.{day}{number}.bak" for number in ("", *(f".{n}" for n in range(1, 1000))))
        path = next((name for name in names if not os.path.lexists(name)), None)
        if path is None:
            raise Unmigratable("there are too many backups of it")
        try:
            ignored = kept_out(self.git, path, "*.bak")
        except Unignorable as error:
            raise Unmigratable(str(error)) from None
        if ignored is not None:
            yield ignored
        yield Rewrite(None, Source(path, source.data))

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


def _mended(fixed: Fixed) -> str:
    place = f"{dotted(parse_pointer(fixed.pointer))}: " if fixed.pointer else ""
    return f"fixed {place}{fixed.title}"


def _keeps_from_loading(found: Diagnostic) -> bool:
    return found.impact == "load"


def _version(context: Context) -> int:
    document = context.document
    if not document.complete or not isinstance(document.value, dict):
        raise Unmigratable("it is no JSON object; see what picoclaw-lint check says of it")
    version = context.structure.config_version
    if version not in CONFIG_VERSIONS:
        raise Unmigratable("its config version is none that PicoClaw has; see what picoclaw-lint check says of it")
    return version


def _changes(document: Document, version: int, release: str) -> tuple[list[str], list[Change]]:
    """Return what is to be done to a file, in words and as changes of its text."""
    # A file of an older version goes through a map, in which the last of repeated keys wins; version 3 merges them.
    repeats: list[Change] = [
        Drop((*pointer, Nth(key, nth)), "a later one of the same name counts")
        for pointer, value in document.survey.repeated
        if not any(isinstance(step, Nth) for step in pointer)
        for key, nth in ((key, each.nth) for each, _ in value.earlier() for key in (str(each),))
    ]
    config = generic(document.value)
    steps = migration(config, version, release)
    lost = (Drop(place, "it is no text, so it is no key") for place in lost_keys(config, version))
    told = [_told(step) for step in (*repeats, *lost, *steps)]
    return [text for text in told if text], [*repeats, *steps]


def migration(config: dict[str, Any], version: int, release: str) -> list[Operation]:
    """List what brings a generic value of config version 0 to 2 to version 3, for a release that is to load it."""
    shape = shape_for(3, release)
    types = frozenset(name for name, spec in shape.channels.items() if spec[1] <= shape.rank)
    before = preparations(config, version, types)
    prepared = apply(config, before).value
    after = (step for step in operations(prepared, version) if not keeps_type(prepared, step, types))
    return [*before, *after]


def _told(step: Change | Operation) -> str:
    if isinstance(step, Move):
        return f"moved {dotted(step.source)} to {dotted(step.target)}"
    if isinstance(step, Gather):
        return f"wrote {' and '.join(dotted(source) for source in step.sources)} as {dotted(step.target)}"
    if isinstance(step, Drop):
        return f"dropped {dotted(step.source)}: {step.reason}"
    if isinstance(step, Put):
        is_plain = isinstance(step.value, (bool, int, str))
        value = f" to {json.dumps(step.value, ensure_ascii=False)}" if is_plain else ""
        return f"set {dotted(step.target)}{value}" + (f": {step.reason}" if step.reason else "")
    return ""


def _together_with_security(context: Context) -> dict[str, Any]:
    """The config of the older version with the security file in it, as PicoClaw migrates it."""
    merge = context.structure.merge
    is_there = context.surroundings.security is not None
    return merge.config if is_there else generic(context.document.value)


def _missing(expected: dict[str, Any], found: dict[str, Any]) -> Iterator[Put]:
    """Yield what the config has to say because of the keys in the security file: PicoClaw infers it once, here.

    A model with keys is enabled, and a channel has its type.
    """
    models, others = expected.get("model_list"), found.get("model_list")
    if isinstance(models, list) and isinstance(others, list):
        for index, (model, other) in enumerate(zip(models, others, strict=True)):
            if isinstance(model, dict) and isinstance(other, dict) and "enabled" in model and "enabled" not in other:
                yield Put(("model_list", index, "enabled"), model["enabled"])
    channels, known = expected.get("channel_list"), found.get("channel_list")
    for name, entry in channels.items() if isinstance(channels, dict) else ():
        other = known.get(name) if isinstance(known, dict) else None
        if isinstance(entry, dict) and "type" in entry and "type" not in (other or {}):
            yield Put(("channel_list", name, "type"), entry["type"])


def _awakened(expected: dict[str, Any], moved: Context) -> dict[str, Any]:
    """What is expected, with what the security file has for version 3 already, which counts from now on.

    PicoClaw would write that file anew, from what it has read of it.
    """
    origins = moved.structure.merge.origins
    return apply(expected, [Put(at, _at(moved.config, at)) for at in origins if _at(expected, at) is None]).value


def _bare(value: Any) -> Any:
    """A value without what stands for a secret that is elsewhere."""
    if not isinstance(value, dict):
        return value
    bare = {key: _bare(item) for key, item in value.items() if item not in (NOT_HERE, [NOT_HERE])}
    return {key: item for key, item in bare.items() if item != {} or value[key] == {}}


def _words(value: Any) -> set[str]:
    """All that is said in a value: its texts and numbers, however they are written, but for the config version."""
    found = set[str]()
    pairs = value.pairs if isinstance(value, Repeated) else value.items()
    waiting = [item for key, item in pairs if key != "version"]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Repeated):
            waiting += [other for _, other in item.pairs]
        elif isinstance(item, dict):
            waiting += item.values()
        elif isinstance(item, list):
            waiting += item
        elif item is not None and not isinstance(item, bool) and item != "":
            is_whole = isinstance(item, float) and item.is_integer()
            found.add(str(int(item)) if is_whole else str(item).strip())
    return found


def _in_stages(rewrites: Sequence[Rewrite], emptied: dict[Pointer, Any]) -> Iterator[Rewrite]:
    """Order what is written so that PicoClaw finds every secret whenever it is started meanwhile.

    The security file has its secrets in the old places and in the new ones until the config is of the new version.
    """
    from picoclaw_lint.document.yaml_nodes import parse_yaml

    security = next((each for each in rewrites if os.path.basename(each.after.path) == SECURITY_FILE), None)
    if not emptied or security is None:
        yield from rewrites
        return
    both = relaid(parse_yaml(security.after), emptied, ())
    for rewrite in rewrites:
        yield rewrite._replace(after=both) if rewrite is security else rewrite
    yield security._replace(before=both)


def _security(
    context: Context, expected: dict[str, Any], steps: list[Operation]
) -> tuple[YamlDocument | None, dict[Pointer, Any], list[str]]:
    """Bring what PicoClaw takes from the security file to the places where it looks beside a config of version 3.

    Returns the new file, what the old one has in places that are left, and what was done in words.
    """
    from picoclaw_lint.document.yaml_nodes import parse_yaml

    security = context.surroundings.security
    if security is None:
        return None, {}, []
    values: dict[Pointer, Any] = {}
    emptied: dict[Pointer, Any] = {}
    told: list[str] = []
    for old, origin in context.structure.merge.origins.items():
        place = _after(old, steps)
        value = _at(expected, place)
        slot = slot_of(expected, place)
        if slot is None or not _is_secret(value):
            if value != _at(context.document.value, old):
                raise Unmigratable(f"{SECURITY_FILE} sets {dotted(old)}, which is not read there beside version 3")
            continue
        node = security.find(*origin)
        if node is None:
            continue
        if value in (NOT_HERE, [NOT_HERE]):
            emptied[origin] = node.value
        elif slot != origin:
            values[slot], emptied[origin] = value, node.value
            told.append(f"moved {dotted(origin)} to {dotted(slot)} in {SECURITY_FILE}")
        elif node.value != value:
            values[slot] = value
            is_joined = slot[0] == "model_list"
            what = "added the keys of the config to" if is_joined else "dropped what was not read in"
            told.append(f"{what} {dotted(slot)} in {SECURITY_FILE}")
    if not values and not emptied:
        return security, {}, []
    try:
        return parse_yaml(relaid(security, values, emptied)), emptied, told
    except Unmovable as error:
        raise Unmigratable(str(error)) from None


def _after(place: Pointer, steps: Iterable[Operation]) -> Pointer:
    """Where a place of the old config is in the migrated one."""
    for step in steps:
        if isinstance(step, Move) and place[: len(step.source)] == step.source:
            place = step.target + place[len(step.source) :]
    return place


def _at(value: Any, place: Pointer) -> Any:
    for step in place:
        if isinstance(value, dict):
            value = value.get(step)
        else:
            value = value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None
    return value


def _is_secret(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(item, str) for item in value))


def _of_security(old: YamlDocument, new: YamlDocument) -> Rewrite:
    from picoclaw_lint.security_file import SecurityFile

    return Rewrite(old.source, new.source, SecurityFile(old).secret_spans, SecurityFile(new).secret_spans)


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
