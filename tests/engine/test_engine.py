"""The engine: what is run, what is kept, in which order, and what happens when a rule breaks."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator

import pytest

from picoclaw_lint import engine, registry
from picoclaw_lint.context import Context
from picoclaw_lint.diagnostic import Diagnostic, Suppression
from picoclaw_lint.document import parse
from picoclaw_lint.document.yaml_nodes import parse_yaml
from picoclaw_lint.registry import Selection, UnknownRule, select
from picoclaw_lint.rule import Hit, Rule
from picoclaw_lint.source import Source
from picoclaw_lint.surroundings import Surroundings


def context(text: str, release: str = "0.3.0", security: str | None = None) -> Context:
    beside = None if security is None else parse_yaml(Source(".security.yml", security.encode()))
    document = parse(Source("config.json", text.encode()))
    return Context(document, Surroundings(beside), release, datetime.date(2026, 11, 23))


BROKEN = '{"version": 3, "Gateway": {}, "gatway": {}, "gateway": {"port": "1"}}'


def test_diagnostics_stand_in_the_order_of_the_file() -> None:
    found = engine.check(context(BROKEN)).diagnostics
    offsets = [item.range.start.offset for item in found if item.range is not None]
    assert len(offsets) == len(found) == 3
    assert offsets == sorted(offsets)


def test_loads_is_false_exactly_when_a_diagnostic_has_impact_load() -> None:
    assert engine.check(context(BROKEN)).loads is False
    assert engine.check(context('{"version": 3, "gateway": {"port": 1}}')).loads is True


def test_ignoring_a_rule_hides_its_findings_and_leaves_the_verdict() -> None:
    result = engine.check(context(BROKEN), select(ignored=["structure"]))
    assert result.loads is False
    assert {item.family for item in result.diagnostics} <= {"references"}


def test_suppressed_findings_stay_in_the_list_with_who_and_why() -> None:
    def mute(diagnostic: Diagnostic) -> Suppression | None:
        return Suppression("settings", "we know") if diagnostic.rule == "wrong-type" else None

    result = engine.check(context(BROKEN), suppressions=[mute])
    muted = [item for item in result.diagnostics if item.suppressed]
    assert [(item.rule, item.suppressed) for item in muted] == [("wrong-type", Suppression("settings", "we know"))]
    assert result.loads is False
    assert all(item.rule != "wrong-type" for item in result.shown)


def test_a_rule_that_raises_becomes_a_diagnostic_that_quotes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def explode(context: Context) -> Iterator[Hit]:
        raise ValueError(context.document.source.text)
        yield

    broken = Rule("bad-rule", "structure", ("error",), ("load",), "0.1.0", (), explode, "Broken.")
    monkeypatch.setattr(engine, "RULES", (*engine.RULES, broken))
    result = engine.check(context('{"version": 3, "gateway": {"hidden": "words"}}'))
    internal = [item for item in result.diagnostics if item.rule == engine.INTERNAL_ERROR]
    assert len(internal) == 1
    assert "bad-rule failed with ValueError" in internal[0].message
    assert "words" not in internal[0].message
    assert result.loads is None
    assert result.error is not None
    assert any(item.rule == "unknown-field" for item in result.diagnostics), "the other rules go on"


def test_what_stands_in_the_security_file_is_pointed_at_there() -> None:
    text = '{"version": 3, "channel_list": {"irc": {}}}'
    security = "channel_list:\n  irc:\n    settings:\n      tls: maybe\n"
    result = engine.check(context(text, security=security))
    found = next(item for item in result.diagnostics if item.rule == "invalid-channel-settings")
    assert found.range is None
    assert found.pointer == "/channel_list/irc/settings/tls"
    place = found.related[0]
    assert (place.path, place.pointer) == (".security.yml", "/channel_list/irc/settings/tls")
    assert place.range is not None
    assert place.range.start.line == 4


def test_an_old_file_is_spoken_of_in_its_own_words() -> None:
    text = '{"channels": {"telegram": {"token": 5, "mention_only": "x"}}, "agents": {"defaults": {"model": "nope"}}}'
    found = {item.rule: item.pointer for item in engine.check(context(text)).diagnostics}
    assert found["invalid-channel-settings"] == "/channels/telegram/token"
    assert found["wrong-type"] == "/channels/telegram/mention_only"
    assert found["unknown-default-model"] == "/agents/defaults/model"


def test_selection_takes_rules_and_families_and_knows_misspelt_ones() -> None:
    assert select(["syntax"]).names == {rule.name for rule in registry.RULES if rule.family == "syntax"}
    assert "wrong-type" not in select(ignored=["wrong-type"]).names
    assert select(added=["no-rate-limit"]).asked == {"no-rate-limit"}
    with pytest.raises(UnknownRule, match='did you mean "unknown-field"'):
        select(["unknwon-field"])
    with pytest.raises(UnknownRule, match='there is no rule "zzz"'):
        registry.by_name("zzz")


def test_the_verdict_depends_on_the_release() -> None:
    text = json.dumps({"version": 3, "session": {"dm_scope": "per-peer"}})
    verdicts = {release: engine.check(context(text, release)).loads for release in ("0.2.8", "0.2.9", "0.3.0", "main")}
    assert verdicts == {"0.2.8": False, "0.2.9": False, "0.3.0": True, "main": True}


@pytest.mark.parametrize(
    ("text", "version"),
    [("{}          ", 0), ('{"version": null}', 0), ('{"version": 2}', 2), ('{"Version": 3}', 3), ("null", 0)],
)
def test_the_config_version_is_read_as_picoclaw_reads_it(text: str, version: int) -> None:
    assert engine.check(context(text)).config_version == version


@pytest.mark.parametrize("text", ['{"version": "3"}', '{"version": 3.0}', "[1, 2, 3, 4, 5]", "{", ""])
def test_a_version_that_cannot_be_told_is_none(text: str) -> None:
    assert engine.check(context(text)).config_version is None


def test_nothing_is_selected_by_default_but_everything() -> None:
    assert Selection().names == {rule.name for rule in registry.RULES}
    assert Selection().asked == frozenset()
