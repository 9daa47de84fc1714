"""What is written of the rules, for reports that show it."""

from __future__ import annotations

from picoclaw_lint.report import INTERNAL_ERROR, RuleText

_INTERNAL_ERROR = RuleText(
    summary="A rule of picoclaw-lint failed.",
    why="the file may have findings of that rule that nobody saw; the other rules went on.",
    what_to_do="this is a mistake in picoclaw-lint, not in the file: please report it.",
    severities=("error",),
    impacts=("advice",),
)


def rule_text(name: str) -> RuleText:
    """Return the texts of a rule, from its documentation; empty ones for a name that is none."""
    # Imported here: only some formats ask.
    from picoclaw_lint.registry import UnknownRule, by_name

    if name == INTERNAL_ERROR:
        return _INTERNAL_ERROR
    try:
        rule = by_name(name)
    except UnknownRule:
        return RuleText()
    summary, *sections = (" ".join(part.split()) for part in rule.doc.split("\n\n"))
    told = dict(section.split(": ", 1) for section in sections)
    return RuleText(summary, told["Why"], told["What to do"], rule.family, rule.severities, rule.impacts)
