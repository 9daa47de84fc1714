"""The rules by name and family, and the choice among them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from picoclaw_lint.nearest import nearest
from picoclaw_lint.rule import Rule
from picoclaw_lint.rules.index import RULES

__all__ = ["ALL_RULES", "RULES", "Selection", "UnknownRule", "by_name", "expand", "families", "select", "unknown"]


class UnknownRule(ValueError):
    """A name that is neither a rule nor a family, or no name where one is needed."""


def by_name(name: str) -> Rule:
    """Return the rule of this name; raises :class:`UnknownRule` with the nearest name in its text."""
    for rule in RULES:
        if rule.name == name:
            return rule
    raise UnknownRule(_unknown(name, [rule.name for rule in RULES], "rule"))


def families() -> list[str]:
    """Return the families that have rules, in the order of the index."""
    return list(dict.fromkeys(rule.family for rule in RULES))


def _unknown(name: str, known: list[str], noun: str) -> str:
    meant = nearest(name, known)
    return f'there is no {noun} "{name}"' + (f'; did you mean "{meant}"?' if meant else "")


#: The names of all rules.
ALL_RULES = frozenset(rule.name for rule in RULES)


class Selection(NamedTuple):
    """The rules whose findings are shown.

    Attributes:
        names: their names.
        asked: those that the user named, by rule or by family; their infos are shown too.
    """

    names: frozenset[str] = ALL_RULES
    asked: frozenset[str] = frozenset()


def select(chosen: Iterable[str] = (), ignored: Iterable[str] = (), added: Iterable[str] = ()) -> Selection:
    """Choose rules by name or family: ``chosen`` (all if empty) and ``added``, without ``ignored``."""
    chosen, added = list(chosen), list(added)
    names = expand(chosen) if chosen else ALL_RULES
    asked = expand([*chosen, *added])
    ignored_names = expand(ignored)
    return Selection((names | asked) - ignored_names, asked - ignored_names)


def unknown(word: str) -> str | None:
    """Say that a name is neither a rule nor a family, with the nearest one; None if it is."""
    if any(word in (rule.name, rule.family) for rule in RULES):
        return None
    return _unknown(word, [*(rule.name for rule in RULES), *families()], "rule or family")


def expand(words: Iterable[str]) -> frozenset[str]:
    """Return the rules that names of rules and families stand for; raises :class:`UnknownRule`."""
    names: set[str] = set()
    for word in words:
        problem = unknown(word)
        if problem:
            raise UnknownRule(problem)
        names |= {rule.name for rule in RULES if word in (rule.name, rule.family)}
    return frozenset(names)
