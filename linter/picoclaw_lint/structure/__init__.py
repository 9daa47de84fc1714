"""The way PicoClaw loads a file, step by step, up to the config it would run with.

What only some files need (migration, the security file) is imported when one of them needs it.

Source of the facts: docs/picoclaw.md part 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from picoclaw_lint.document import Document
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.document.values import Repeated
from picoclaw_lint.structure import encrypted
from picoclaw_lint.structure.problem import Problem, Secret
from picoclaw_lint.structure.repeats import merged
from picoclaw_lint.structure.security import Merge, SecurityProblem
from picoclaw_lint.structure.walker import Walker, fold
from picoclaw_lint.surroundings import Surroundings
from picoclaw_schema import CONFIG_VERSIONS, Shape, shape_for
from picoclaw_schema.operations import longest_prefix

__all__ = ["Channel", "Problem", "Secret", "SecurityProblem", "Structure", "load", "reference_trouble"]

# Files of this many bytes or fewer are not looked into (docs/picoclaw.md 1.1, step 3).
TINY = 10
_KEY_PROBLEMS = ("unknown-field", "miscased-field")


class Channel(NamedTuple):
    """An entry of ``channel_list`` as PicoClaw sees it: its name, type (the name where none is given) and value."""

    name: str
    type: str
    entry: dict[str, Any]


@dataclass
class Structure:
    """What the file decodes to.

    Attributes:
        config_version: the version in the file (0 where it gives none); None where it cannot be told.
        ignored: whether the file is so small that PicoClaw ignores what is in it.
        config: the config of version 3 that the file amounts to: repeats merged, old versions migrated, the security
            file merged in; empty where it cannot be told.
        problems: what the decoder refuses.
        settings_problems: what it refuses in the settings of channels.
        secrets: every filled place for a secret, by its pointer in ``config``.
        layout: the config version by whose layout a security file is read; None if the load does not get that far.
        merge: what the security file did to the config.
        newest: the rank of the first release that knows every field and channel type of the file; releases before it
            refuse some, and those from it on none for being unknown.
        origins: places of ``config`` that stand elsewhere in the file.
    """

    shape: Shape
    config_version: int | None = None
    ignored: bool = False
    config: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    settings_problems: list[Problem] = field(default_factory=list)
    secrets: list[Secret] = field(default_factory=list)
    layout: int | None = None
    merge: Merge = field(default_factory=lambda: Merge({}))
    newest: int = 0
    origins: dict[Pointer, Pointer] = field(default_factory=dict)

    def origin(self, pointer: Pointer) -> Pointer:
        """Return where a place of ``config`` stands in the user's file."""
        return longest_prefix(self.origins, pointer) or pointer

    def security_origin(self, pointer: Pointer) -> Pointer | None:
        """Return where a place of ``config`` stands in the security file; None if it did not come from there.

        That file is merged in before an old config is migrated, so it is asked for the place that the part had then.
        """
        return longest_prefix(self.merge.origins, self.origin(pointer))

    def channels(self) -> list[Channel]:
        """Return the channels of ``config``; one that is null is removed by PicoClaw."""
        entries = self.config.get("channel_list")
        if not isinstance(entries, dict):
            return []
        return [
            Channel(name, kind if isinstance(kind := entry.get("type"), str) and kind else name, entry)
            for name, entry in entries.items()
            if isinstance(entry, dict)
        ]

    def knows_channel(self, channel_type: str) -> bool:
        """Whether the release knows a channel type; they match exactly."""
        return self.settings_type(channel_type) is not None

    def settings_type(self, channel_type: str) -> str | None:
        """Return the type of a channel type's settings; None for a channel type that the release does not know."""
        spec = self.shape.channels.get(channel_type)
        return spec[0] if spec is not None and spec[1] <= self.shape.rank else None


def reference_trouble(text: str, surroundings: Surroundings) -> str | None:
    """Say what keeps PicoClaw from reading the secret that ``text`` refers to; None if it is plain text or readable.

    ``"missing"`` for a file that is not there, else a phrase.
    """
    if text.startswith("file://"):
        state = surroundings.reference(text)
        phrases = {
            "filled": None,
            "missing": "missing",
            "empty": "the file it names is empty",
            "directory": "it names a directory",
            "outside": "it leads out of the config's directory",
            "unnamed": "it names no file",
            "unreadable": "the file it names cannot be read",
        }
        return phrases[state]
    if text.startswith(encrypted.SCHEME):
        return encrypted.malformed(text)
    return None


def load(document: Document, surroundings: Surroundings, release: str) -> Structure:
    """Decode a document as a release of PicoClaw does."""
    value = document.value
    result = Structure(shape_for(3, release))
    if not document.complete:
        _keep_secrets(result, value)
        return result
    tiny = len(document.source.data) <= TINY
    if not isinstance(value, dict):
        if value is not None:
            result.problems.append(Problem("wrong-type", (), result.shape.root, value))
        elif tiny:
            result.config_version = 0
        else:
            result.problems.append(Problem("null-entry", (), result.shape.root, None))
        return result
    version, result.problems = _version(value, result.shape)
    result.config_version = None if result.problems else version
    if tiny:
        result.ignored = True
        return result
    result.layout = version if version in CONFIG_VERSIONS else None
    if version == 3:
        _load_version_3(result, document, surroundings)
    elif version in CONFIG_VERSIONS:
        _load_old_version(result, value, surroundings, version)
    else:
        _keep_secrets(result, value)
    _decode_settings(result)
    return result


def _keep_secrets(result: Structure, value: Any) -> None:
    """Look for secrets only, in a value of which nothing else can be said."""
    walker = Walker(result.shape)
    walker.walk(value, result.shape.root, (), strict=False)
    result.secrets = walker.secrets


def _version(value: dict[str, Any], shape: Shape) -> tuple[int, list[Problem]]:
    """Read the version as PicoClaw's first step does: its key in any case, the last one counts, null is nothing.

    A value of the wrong type is a problem; for the sake of the other findings it is then taken for what it looks like.
    """
    version = 0
    walker = Walker(shape)
    for key, number in (*(value.earlier() if isinstance(value, Repeated) else ()), *value.items()):
        if fold(key) == "version" and number is not None:
            walker.walk(number, "integer", (key,))
            version = _looks_like(number)
    return version, walker.problems


def _looks_like(number: Any) -> int:
    try:
        return int(float(number)) if isinstance(number, (int, float, str)) else -1
    except (ValueError, OverflowError):
        return -1


def _load_version_3(result: Structure, document: Document, surroundings: Surroundings) -> None:
    value = document.value
    walker = Walker(result.shape)
    walker.walk(value, result.shape.root, ())
    _add(result.problems, walker.problems)
    result.secrets = walker.secrets
    result.newest = walker.newest
    config = merged(value, result.shape.root, result.shape) if document.survey.repeated else value
    result.config = config
    result.settings_problems.extend(_spaced_arrays(result, document))
    if surroundings.security is None:
        return
    from picoclaw_lint.structure.security_merge import merge_version_3

    result.merge = merge_version_3(config, surroundings.security, lambda text: reference_trouble(text, surroundings))
    result.config = result.merge.config


def _load_old_version(result: Structure, value: dict[str, Any], surroundings: Surroundings, version: int) -> None:
    legacy = shape_for(version, result.shape.release)
    check = Walker(legacy)
    check.walk(value, legacy.root, ())
    _add(result.problems, check.problems)
    from picoclaw_lint.structure.numbers import generic

    config = generic(value)
    if surroundings.security is not None:
        from picoclaw_lint.structure.security_merge import merge_generic

        result.merge = merge_generic(config, surroundings.security)
        config = result.merge.config
    from picoclaw_schema.migration import migrate

    migrated = migrate(config, version)
    result.origins = migrated.origins
    walker = Walker(result.shape)
    walker.walk(migrated.value, result.shape.root, ())
    # PicoClaw stops at the first list of unknown keys, so what the second check would say is not heard.
    heard = [p for p in walker.problems if p.kind not in _KEY_PROBLEMS or not _names_keys(check.problems)]
    _add(result.problems, [problem._replace(pointer=result.origin(problem.pointer)) for problem in heard])
    result.secrets = walker.secrets
    result.newest = max(check.newest, walker.newest)
    result.config = migrated.value


def _names_keys(problems: list[Problem]) -> bool:
    return any(problem.kind in _KEY_PROBLEMS for problem in problems)


def _add(problems: list[Problem], more: list[Problem]) -> None:
    """Add problems at places that have none yet: the steps of the load path see the same mistake again."""
    known = {problem.pointer for problem in problems}
    problems.extend(problem for problem in more if problem.pointer not in known)


def _decode_settings(result: Structure) -> None:
    """Decode the settings of every channel by its type, enabled or not; an empty array counts as nothing."""
    for channel in result.channels():
        kind = result.settings_type(channel.type)
        settings = channel.entry.get("settings")
        if kind is None:
            continue
        result.newest = max(result.newest, result.shape.channels[channel.type][1])
        if settings in (None, []):
            continue
        walker = Walker(result.shape)
        walker.walk(settings, kind, ("channel_list", channel.name, "settings"), strict=False)
        result.settings_problems.extend(walker.problems)
        result.secrets.extend(walker.secrets)


def _spaced_arrays(result: Structure, document: Document) -> Iterator[Problem]:
    """PicoClaw compares the text of settings with ``[]``, so in a file that it reads as written, ``[ ]`` is refused."""
    for channel in result.channels():
        at: Pointer = ("channel_list", channel.name, "settings")
        kind = result.settings_type(channel.type)
        if kind is not None and channel.entry.get("settings") == [] and document.written(at) != "[]":
            yield Problem("wrong-type", at, kind, [])
