"""How a file is to be judged: what the command line says, then what the settings say, then the defaults."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import NamedTuple, cast

from picoclaw_lint import registry
from picoclaw_lint.diagnostic import Severity
from picoclaw_lint.nearest import nearest
from picoclaw_lint.patterns import matches_path
from picoclaw_lint.registry import Selection
from picoclaw_lint.settings import InvalidSettings, Settings
from picoclaw_schema import DEFAULT_RELEASE, catalogue


class Overrides(NamedTuple):
    """What the command line says; None where it says nothing and the settings decide.

    ``select``, ``ignore`` and ``extend_select`` are rules and families; the others are as in :class:`Settings`.
    ``writes_baseline`` is whether the baseline is to be written; settings then name none outside of their directory.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] | None = None
    release: str | None = None
    fail_on: str | None = None
    baseline: str | None = None
    writes_baseline: bool = False


class Plan(NamedTuple):
    """How one file is to be judged.

    Attributes:
        settings: the settings that apply to it.
        selection: the rules whose findings are kept.
        release: the release to judge for.
        fail_on: the lowest severity that counts as a failure.
        severities: by rule, the severity that the user wants.
        extra_models: by the canonical id of a provider, models that the user says exist.
        baseline: the path of the baseline; None without one.
    """

    settings: Settings
    selection: Selection
    release: str
    fail_on: str
    severities: Mapping[str, Severity]
    extra_models: Mapping[str, tuple[str, ...]]
    baseline: str | None

    def shows(self, word: str) -> bool:
        """Whether findings of a rule, or of one of a family, are kept."""
        return not self.selection.names.isdisjoint(registry.expand((word,)))


class Plans:
    """The plans of a run, made once for each settings file."""

    def __init__(self, overrides: Overrides, find: Callable[[str], Settings]) -> None:
        """Take what the command line says, and what tells the settings for a path.

        Raises :class:`~picoclaw_lint.registry.UnknownRule` for the command line's names, and if ``select`` has none.
        """
        if overrides.select == ():
            raise registry.UnknownRule("select names no rule and no family; without it, all are shown")
        for words in (overrides.select, overrides.ignore, overrides.extend_select):
            registry.expand(words or ())
        self._overrides = overrides
        self._find = find
        self._made: dict[str | None, Plan] = {}

    def of(self, path: str) -> Plan:
        """Return the plan for a file; raises :class:`InvalidSettings`."""
        settings = self._find(path)
        if settings.path not in self._made:
            self._made[settings.path] = _plan(self._overrides, settings)
        plan = self._made[settings.path]
        for pattern, words in settings.per_file_ignores.items():
            if matches_path((pattern,), path, _directory(settings)):
                plan = plan._replace(selection=_without(plan.selection, registry.expand(words)))
        return plan

    def excludes(self, path: str) -> bool:
        """Whether a search leaves a path out; raises :class:`InvalidSettings`."""
        settings = self._find(path)
        return matches_path(settings.exclude, path, _directory(settings))

    @property
    def asked(self) -> frozenset[str]:
        """The rules that somebody named in what was used so far."""
        return frozenset().union(*(plan.selection.asked for plan in self._made.values()))


def _plan(said: Overrides, settings: Settings) -> Plan:
    _refuse_unknown_names(settings)
    return Plan(
        settings=settings,
        selection=_selection(said, settings),
        release=said.release or settings.target_version or DEFAULT_RELEASE,
        fail_on=said.fail_on or settings.fail_on or "error",
        severities=_severities(settings),
        extra_models=_extra_models(settings),
        baseline=said.baseline or _baseline(settings, is_written=said.writes_baseline),
    )


def _baseline(settings: Settings, *, is_written: bool) -> str | None:
    """Return the path of the baseline that settings name, as short as it can be."""
    if settings.baseline is None:
        return None
    path = os.path.join(_directory(settings), settings.baseline)
    directory = os.path.join(os.path.realpath(_directory(settings)), "")
    if is_written and not os.path.realpath(path).startswith(directory):
        words = "it is outside of the settings' directory; to write it there, name it with --baseline"
        raise InvalidSettings(settings.complaint(("baseline", settings.baseline), words))
    short = os.path.normpath(path)
    # Behind a link to a directory, ".." is another directory than the one before the link.
    return short if os.path.realpath(short) == os.path.realpath(path) else path


def _refuse_unknown_names(settings: Settings) -> None:
    wrong = [(place, problem) for place, word in settings.named_rules if (problem := registry.unknown(word))]
    providers = _providers() if settings.extra_models else {}
    for name in settings.extra_models:
        if name not in providers:
            meant = nearest(name, providers)
            guess = f'; did you mean "{meant}"?' if meant else ""
            wrong.append((("extra-models", name), f'PicoClaw has no provider "{name}"{guess}'))
    if wrong:
        wrong.sort(key=lambda each: settings.line(each[0]))
        raise InvalidSettings(*(settings.complaint(place, words) for place, words in wrong))


def _selection(said: Overrides, settings: Settings) -> Selection:
    """Choose as the settings say, then as the command line says: what it shows, their ``ignore`` does not hide."""
    if said.select is None:
        selection = registry.select(settings.select, settings.ignore, settings.extend_select)
    else:
        selection = registry.select(said.select)
    added = registry.expand(said.extend_select or ())
    selection = Selection(selection.names | added, selection.asked | added)
    return _without(selection, registry.expand(said.ignore or ()))


def _without(selection: Selection, hidden: frozenset[str]) -> Selection:
    return Selection(selection.names - hidden, selection.asked - hidden)


def _severities(settings: Settings) -> dict[str, Severity]:
    severities: dict[str, Severity] = {}
    # A rule's own severity counts more than its family's.
    for is_rule in (False, True):
        for word, severity in settings.severity.items():
            names = registry.expand((word,))
            if (names == {word}) is is_rule:
                severities.update(dict.fromkeys(names, cast(Severity, severity)))
    return severities


def _extra_models(settings: Settings) -> dict[str, tuple[str, ...]]:
    models: dict[str, tuple[str, ...]] = {}
    for name, ids in settings.extra_models.items():
        provider = _providers()[name]
        # Some write the id as in a config, behind the provider; with others that is a part of the id.
        bare = (id_.removeprefix(f"{name}/") for id_ in ids)
        models[provider] = tuple(dict.fromkeys((*models.get(provider, ()), *ids, *bare)))
    return models


def _providers() -> dict[str, str]:
    """The ids of all providers, by id and alias."""
    return {name: row["id"] for row in catalogue("providers")["providers"] for name in (row["id"], *row["aliases"])}


def _directory(settings: Settings) -> str:
    return os.path.dirname(settings.path or "") or os.curdir
