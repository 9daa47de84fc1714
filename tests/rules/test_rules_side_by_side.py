"""Every example of every rule is judged by all rules: who else speaks up, and whether two tell of one cause."""

from __future__ import annotations

from collections import Counter

from rule_examples import prepare
from syrupy.assertion import SnapshotAssertion

from picoclaw_lint import engine
from picoclaw_lint.diagnostic import Diagnostic
from picoclaw_lint.registry import RULES
from picoclaw_lint.rule import Bad, Good, Rule
from picoclaw_lint.security_file import SecurityFile

# The rules that mark the same place on some example, and why these are two causes. Whoever mends the one still has the
# other.
TWO_CAUSES = {
    ("foreign-key", "plaintext-secret"): "whose key it is; that it is not in the security file",
    ("insecure-webhook", "plaintext-secret"): "the scheme of the address; that the address is a secret",
    ("lost-channel-default", "missing-channel-setting"): "what is missing differs; both mark the channel",
    ("lost-channel-default", "open-channel"): "what is missing differs; both mark the channel",
    ("malformed-channel-token", "plaintext-secret"): "the form of the token; that it is not in the security file",
    ("missing-channel-setting", "open-channel"): "what is missing differs; both mark the channel",
    ("missing-channel-setting", "refused-by-older-release"): "a setting; the type of the channel",
    ("any-origin", "repeated-singleton-channel"): "who may connect; that there is one channel too many",
    ("missing-channel-setting", "repeated-singleton-channel"): "a setting; that there is one channel too many",
    ("plaintext-secret", "wrong-type"): "where the key is kept; that it is no array",
    ("open-channel", "renamed-channel"): "who may write; what the channel is called",
    ("no-chat-model", "retiring-model"): "what the model is for; the day of its end",
    ("refused-temperature", "wrong-max-tokens-field"): "the temperature; the name of a number",
    ("responses-only-model", "retiring-model"): "the API that serves it; the day of its end",
    ("retiring-model", "untransformed-tool-schemas"): "the day of its end; the form of tools",
    ("retiring-model", "wrong-max-tokens-field"): "the day of its end; the name of a number",
    ("open-channel", "unencrypted-irc"): "who may write; that the connection is in clear text",
}


def _all_rules(rule: Rule, example: Bad | Good) -> tuple[Diagnostic, ...]:
    facts = prepare(rule, example).facts
    result = engine.check_security(facts) if isinstance(facts, SecurityFile) else engine.check(facts)
    assert result.error is None
    return result.diagnostics


def test_what_other_rules_say_of_the_examples_of_a_rule_is_as_reviewed(snapshot: SnapshotAssertion) -> None:
    lines = []
    for rule in RULES:
        others: Counter[str] = Counter()
        for example in rule.examples:
            others.update({found.rule for found in _all_rules(rule, example)} - {rule.name})
        said = ", ".join(f"{name} {count}" for name, count in sorted(others.items()))
        lines.append(f"{rule.name} ({len(rule.examples)} examples): {said or 'nothing else'}")
    assert "\n".join(lines) == snapshot


def test_no_two_rules_tell_of_one_cause() -> None:
    met = set()
    for rule in RULES:
        for example in rule.examples:
            found = [item for item in _all_rules(rule, example) if item.range is not None]
            places = {item.range for item in found if item.rule == rule.name}
            met |= {tuple(sorted((rule.name, item.rule))) for item in found if item.range in places}
    assert {pair for pair in met if pair[0] != pair[1]} == set(TWO_CAUSES)
