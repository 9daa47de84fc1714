"""Settings: what a project wants of the linter, from a TOML file to a checked value. Nothing here touches the world."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from picoclaw_lint import settings_schema
from picoclaw_lint.nearest import plain
from picoclaw_lint.secrets.redaction import scrub
from picoclaw_lint.settings_schema import dotted, quoted_key
from picoclaw_lint.toml_reading import InvalidToml, Place, Toml, parse_toml

PYPROJECT = "pyproject.toml"
#: The files that may hold settings, in the order in which one wins over another in the same directory.
FILE_NAMES = (".picoclaw-lint.toml", "picoclaw-lint.toml", PYPROJECT)
_TABLE = "picoclaw-lint"
_NONE: Mapping[Any, Any] = MappingProxyType({})


class InvalidSettings(Exception):
    """Settings that cannot be used.

    Attributes:
        lines: what is wrong, each with its place; without secrets, also where somebody wrote one.
    """

    def __init__(self, *lines: str) -> None:
        self.lines = tuple(map(scrub, lines))
        super().__init__("\n".join(self.lines))


class Accepted(NamedTuple):
    """Findings that somebody accepts: ``[[ignore]]``.

    Attributes:
        rule: the rule or family.
        reason: why.
        path: a pattern for paths, as in .gitignore, relative to the settings' directory; None for all.
        pointer: a pattern for places; None for all.
        line: where the settings file says so.
    """

    rule: str
    reason: str
    path: str | None = None
    pointer: str | None = None
    line: int = 0


class Settings(NamedTuple):
    """What a settings file says; fields that are None or empty leave the choice to others.

    Attributes:
        path: the settings file; None without one.
        select: the rules and families to show.
        extend_select: those to show as well.
        ignore: those not to show.
        severity: by rule or family, the severity of its findings.
        target_version: the release to judge for.
        exclude: patterns for what a search leaves out.
        per_file_ignores: by pattern, rules and families not to show there.
        extra_models: by provider, ids that exist beyond the catalogue.
        fail_on: the lowest severity that counts as a failure.
        baseline: the path of the baseline, relative to the settings' directory.
        accepted: the findings that are accepted.
        named_rules: each place that names a rule or family, with the name.
        lines: the line of each entry of the file, by its place.
    """

    path: str | None = None
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = _NONE
    target_version: str | None = None
    exclude: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = _NONE
    extra_models: Mapping[str, tuple[str, ...]] = _NONE
    fail_on: str | None = None
    baseline: str | None = None
    accepted: tuple[Accepted, ...] = ()
    named_rules: tuple[tuple[Place, str], ...] = ()
    lines: Mapping[Place, int] = _NONE

    def line(self, place: Place) -> int:
        """Return the line of an entry, or of the nearest one around it; 0 if there is none."""
        return _line(self.lines, place)

    def complaint(self, place: Place, words: str) -> str:
        """Return what is to be said of a name, or of a key, with where it stands."""
        return f"{_where(self.path or '', self.lines, place)}: {dotted(place[:-1])}: {words}"


def read(text: str, path: str, *, is_pyproject: bool) -> Settings | None:
    """Read a settings file; None if a pyproject.toml says nothing of us. Raises :class:`InvalidSettings`."""
    try:
        toml = parse_toml(text)
    except InvalidToml as error:
        where = f"{path}:{error.line}" if error.line else path
        raise InvalidSettings(f"{where}: not valid TOML: {error.reason}{_hint(text)}") from None
    if is_pyproject:
        found = _our_table(toml, path)
        if found is None:
            return None
        toml = found
    elif "tool" in toml.value:
        where = _where(path, toml.lines, ("tool",))
        raise InvalidSettings(f"{where}: [tool.{_TABLE}] is for {PYPROJECT}; here the settings stand in no table")
    wrong = sorted(settings_schema.wrong(toml.value), key=lambda each: _line(toml.lines, each[0]))
    if wrong:
        raise InvalidSettings(*dict.fromkeys(f"{_where(path, toml.lines, place)}: {words}" for place, words in wrong))
    return _settings(toml, path)


def _hint(text: str) -> str:
    """Say how names and tables go together; TOML has no words for what was meant."""
    has_tables = re.search(r"^[ \t]*\[\[[^\n]*\bignore[ \t]*\]\]", text, re.M)
    has_list = re.search(r"^[ \t]*ignore[ \t]*=", text, re.M)
    if not (has_tables and has_list):
        return ""
    return '; names and tables go into one list: ignore = ["...", { rule = "...", reason = "..." }]'


def _our_table(toml: Toml, path: str) -> Toml | None:
    """Return the part of a pyproject.toml that is ours, with its lines; None if there is none."""
    tools = toml.value.get("tool")
    if not isinstance(tools, dict):
        return None
    if _TABLE not in tools:
        for name in tools:
            if plain(name) == plain(_TABLE):
                where = _where(path, toml.lines, ("tool", name))
                raise InvalidSettings(f"{where}: the table is called [tool.{_TABLE}], not [tool.{quoted_key(name)}]")
        return None
    prefix: Place = ("tool", _TABLE)
    lines = {place[len(prefix) :]: line for place, line in toml.lines.items() if place[: len(prefix)] == prefix}
    return Toml(tools[_TABLE], lines)


def _where(path: str, lines: Mapping[Place, int], place: Place) -> str:
    line = _line(lines, place)
    return f"{path}:{line}" if line else path


def _line(lines: Mapping[Place, int], place: Place) -> int:
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 0)


def _settings(toml: Toml, path: str) -> Settings:
    table = toml.value
    ignored = table.get("ignore", [])
    return Settings(
        path=path,
        select=tuple(table.get("select", ())),
        extend_select=tuple(table.get("extend-select", ())),
        ignore=tuple(item for item in ignored if isinstance(item, str)),
        severity=table.get("severity", _NONE),
        target_version=table.get("target-version"),
        exclude=tuple(table.get("exclude", ())),
        per_file_ignores={key: tuple(names) for key, names in table.get("per-file-ignores", {}).items()},
        extra_models={key: tuple(names) for key, names in table.get("extra-models", {}).items()},
        fail_on=table.get("fail-on"),
        baseline=table.get("baseline"),
        accepted=tuple(
            _accepted(item, _line(toml.lines, ("ignore", at)))
            for at, item in enumerate(ignored)
            if isinstance(item, dict)
        ),
        named_rules=tuple(_named_rules(table)),
        lines=toml.lines,
    )


def _accepted(item: dict[str, str], line: int) -> Accepted:
    # The reason stands in reports.
    return Accepted(item["rule"], scrub(item["reason"]), item.get("path"), item.get("pointer"), line)


def _named_rules(table: dict[str, Any]) -> Iterator[tuple[Place, str]]:
    lists: list[tuple[Place, list[Any]]] = [
        ((key,), table.get(key, [])) for key in ("select", "extend-select", "ignore")
    ]
    lists += [(("per-file-ignores", pattern), names) for pattern, names in table.get("per-file-ignores", {}).items()]
    for place, items in lists:
        for at, item in enumerate(items):
            yield ((*place, at), item) if isinstance(item, str) else ((*place, at, "rule"), item["rule"])
    for name in table.get("severity", ()):
        yield ("severity", name), name
