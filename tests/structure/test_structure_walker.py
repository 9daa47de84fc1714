"""The walk over a value: what Go's decoder refuses, every place in one pass."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loading import Found, found, kinds, loaded, version_3, walked

from picoclaw_lint.document.pointer import Nth
from picoclaw_lint.structure.walker import MAX_INT, MIN_INT, fold
from picoclaw_schema import RELEASES, shape_for

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("type_name", "text", "expected"),
    [
        ("string", '"x"', []),
        ("string", "null", []),
        ("string", "1", [("wrong-type", ())]),
        ("string", "true", [("wrong-type", ())]),
        ("string", "[]", [("wrong-type", ())]),
        ("boolean", "true", []),
        ("boolean", "null", []),
        ("boolean", '"true"', [("wrong-type", ())]),
        ("boolean", "1", [("wrong-type", ())]),
        ("boolean", "0", [("wrong-type", ())]),
        ("integer", "-0", []),
        ("integer", "null", []),
        ("integer", str(MAX_INT), []),
        ("integer", str(MIN_INT), []),
        ("integer", str(MAX_INT + 1), [("integer-out-of-range", ())]),
        ("integer", str(MIN_INT - 1), [("integer-out-of-range", ())]),
        ("integer", "9" * 5000, [("integer-out-of-range", ())]),
        ("integer", "-" + "9" * 5000, [("integer-out-of-range", ())]),
        ("integer", "1" + "0" * 308, [("integer-out-of-range", ())]),
        ("integer", "8192.0", [("not-an-integer", ())]),
        ("integer", "1e3", [("not-an-integer", ())]),
        ("integer", "-1.5", [("not-an-integer", ())]),
        ("integer", '"18790"', [("wrong-type", ())]),
        ("integer", "true", [("wrong-type", ())]),
        ("integer", "{}", [("wrong-type", ())]),
        ("number", "0.5", []),
        ("number", "1", []),
        ("number", "1e3", []),
        ("number", "null", []),
        ("number", "false", [("wrong-type", ())]),
        ("number", '"1"', [("wrong-type", ())]),
        ("any", '[{"x": 1}, null]', []),
        ("settings", '"anything"', []),
        ("free-object", '{"x": [1]}', []),
        ("free-object", "null", []),
        ("free-object", "[]", [("wrong-type", ())]),
        ("string[]", '["a", null]', []),
        ("string[]", "null", []),
        ("string[]", '["a", 1, true]', [("wrong-type", (1,)), ("wrong-type", (2,))]),
        ("string[]", '"a"', [("wrong-type", ())]),
        ("string[]", "{}", [("wrong-type", ())]),
        ("string{}", '{"a": "b", "c": null}', []),
        ("string{}", "null", []),
        ("string{}", '{"a": 1, "b": [1]}', [("wrong-type", ("a",)), ("wrong-type", ("b",))]),
        ("string{}", "[]", [("wrong-type", ())]),
        ("Gateway", "null", []),
        ("Gateway", '{"port": null, "host": null}', []),
        ("Gateway", "[]", [("wrong-type", ())]),
        ("Gateway", '"x"', [("wrong-type", ())]),
        ("Gateway", '{"prot": 1}', [("unknown-field", ("prot",))]),
        ("Gateway", '{"Port": 1}', [("miscased-field", ("Port",))]),
        ("Gateway", '{"Port": "x"}', [("miscased-field", ("Port",))]),
        ("Gateway", '{"": 1}', [("unknown-field", ("",))]),
        ("Agent[]", "[null]", []),
        ("Model[*]", "[null, {}]", [("null-entry", (0,))]),
        ("Model[*]", "null", []),
        ("AgentModel|string", '"main"', []),
        ("AgentModel|string", "null", []),
        ("AgentModel|string", '{"primary": "a", "fallbacks": ["b"]}', []),
        ("AgentModel|string", '{"primary": 1, "x": 2}', [("unknown-field", ("x",)), ("wrong-type", ("primary",))]),
        ("AgentModel|string", "5", [("wrong-type", ())]),
        ("AgentModel|string", "[]", [("wrong-type", ())]),
    ],
)
def test_each_type_takes_what_go_takes(type_name: str, text: str, expected: Found) -> None:
    assert found(text, type_name) == expected


@pytest.mark.parametrize("value", ['"x"', "5", "1.5", '["a", 1, true, null, {"b": []}]', "null", "[]"])
def test_flexible_strings_take_text_numbers_and_mixed_arrays(value: str) -> None:
    assert found(value, "strings") == []


@pytest.mark.parametrize("value", ["true", "{}"])
def test_flexible_strings_take_no_boolean_and_no_object(value: str) -> None:
    assert found(value, "strings") == [("wrong-type", ())]


@pytest.mark.parametrize(
    ("text", "expected", "secrets"),
    [
        ('["a", "b"]', [], [((0,), "a"), ((1,), "b")]),
        ('["", null, "[NOT_HERE]", "x"]', [], [((3,), "x")]),
        ("[]", [], []),
        ("null", [], []),
        ('"[NOT_HERE]"', [], []),
        ('"key"', [("wrong-type", ())], []),
        ('"[not_here]"', [("wrong-type", ())], []),
        ("{}", [("wrong-type", ())], []),
        ("5", [("wrong-type", ())], []),
        ('["a", 5, {}, true]', [("wrong-type", (1,)), ("wrong-type", (2,)), ("wrong-type", (3,))], [((0,), "a")]),
    ],
)
def test_lists_of_secrets_yield_the_filled_ones(text: str, expected: Found, secrets: Any) -> None:
    walker = walked(text, "secrets")
    assert kinds(walker.problems) == expected
    assert [(secret.pointer, secret.text) for secret in walker.secrets] == secrets


@pytest.mark.parametrize(
    ("text", "expected", "secrets"),
    [
        ('"x"', [], ["x"]),
        ('""', [], []),
        ('"[NOT_HERE]"', [], []),
        ('" [NOT_HERE]"', [], [" [NOT_HERE]"]),
        ('"file://key"', [], ["file://key"]),
        ("null", [], []),
        ("1", [("wrong-type", ())], []),
        ('["x"]', [("wrong-type", ())], []),
    ],
)
def test_a_single_secret_is_a_text(text: str, expected: Found, secrets: list[str]) -> None:
    walker = walked(text, "secret")
    assert kinds(walker.problems) == expected
    assert [secret.text for secret in walker.secrets] == secrets


@pytest.mark.parametrize(
    ("key", "known"),
    [
        ("token", True),
        ("TOKEN", True),
        ("to\u212aen", True),
        ("ba\u017fe_url", True),
        ("BA\u017fE_URL", True),
        ("tokens", False),
        ("t\u00f6ken", False),
        ("proxy", True),
        ("", False),
    ],
)
def test_settings_know_keys_in_any_case_as_go_folds_it(key: str, known: bool) -> None:
    value = {key: {"an": "object"}}
    assert found(value, "TelegramSettings", strict=False) == ([("wrong-type", (key,))] if known else [])
    assert found(value, "TelegramSettings") != []


def test_fold_makes_equal_what_go_holds_for_equal() -> None:
    assert fold("\u017f") == fold("S") == fold("s") == "s"
    assert fold("\u212a") == fold("K") == fold("k") == "k"
    assert fold("Ä") != fold("A")


def test_unknown_keys_pass_where_nothing_is_strict_and_are_not_looked_into() -> None:
    assert found({"x": {"token": 1}, "streaming": {"y": 1, "Enabled": "no"}}, "TelegramSettings", strict=False) == [
        ("wrong-type", ("streaming", "Enabled"))
    ]


def test_an_unknown_object_is_not_descended_into() -> None:
    assert found({"prot": {"port": "x"}, "gateway": {"port": "x"}}, "Config") == [
        ("unknown-field", ("prot",)),
        ("wrong-type", ("gateway", "port")),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("null", []),
        ("{}", []),
        ("[]", []),
        ('{"clawhub": {"enabled": true, "anything": [1], "_auth_token": 5}}', []),
        ('{"clawhub": null}', []),
        ('{"clawhub": {"param": {"x": 1}}}', []),
        ('{"clawhub": {"param": null}}', []),
        ('{"clawhub": {"param": []}}', [("wrong-type", ("clawhub", "param"))]),
        ('{"clawhub": "x"}', [("wrong-type", ("clawhub",))]),
        ('{"clawhub": []}', [("wrong-type", ("clawhub",))]),
        ('{"clawhub": {"enabled": "yes"}}', [("wrong-type", ("clawhub", "enabled"))]),
        ('{"clawhub": {"Enabled": "yes"}}', []),
        ('"x"', [("wrong-type", ())]),
        ("5", [("wrong-type", ())]),
        ('[{"name": "github", "enabled": true}]', []),
        ("[null]", []),
        ('[{"name": "github", "param": {}, "x": 1}]', [("unknown-field", (0, "param")), ("unknown-field", (0, "x"))]),
        ('[{"Name": "github"}]', [("miscased-field", (0, "Name"))]),
        ('["x"]', [("wrong-type", (0,))]),
    ],
)
def test_registries_are_free_under_their_names_and_strict_in_a_list(text: str, expected: Found) -> None:
    assert found(text, "SkillRegistry(registries)") == expected


def test_tokens_of_registries_are_secrets_in_both_forms() -> None:
    by_name = walked({"github": {"auth_token": "t"}}, "SkillRegistry(registries)")
    listed = walked([{"name": "github", "auth_token": "t"}], "SkillRegistry(registries)")
    assert [secret.pointer for secret in by_name.secrets] == [("github", "auth_token")]
    assert [secret.pointer for secret in listed.secrets] == [(0, "auth_token")]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('"gateway": {"port": "x", "port": 1}', [("wrong-type", ("gateway", "port"))]),
        ('"gateway": {"port": 1}, "gateway": {"port": 2}', []),
        ('"gateway": [], "gateway": {"port": 2}', [("wrong-type", ("gateway",))]),
        ('"gateway": {"prot": 1}, "gateway": {"port": 2}', []),
        ('"gateway": {"port": 1}, "gateway": {"prot": 2}', [("unknown-field", ("gateway", "prot"))]),
        ('"gateway": {"Port": "x"}, "gateway": {}', [("wrong-type", ("gateway", "Port"))]),
        ('"gateway": {"prot": 1, "prot": 2}', [("unknown-field", ("gateway", "prot"))]),
        ('"prot": 1, "prot": 2', [("unknown-field", ("prot",))]),
        ('"channel_list": {"telegram": 5, "telegram": {}}', [("wrong-type", ("channel_list", "telegram"))]),
        ('"channel_list": {"telegram": {"x": 1}, "telegram": {}}', []),
        (
            '"model_list": [{"model_name": "a", "model": "b", "rpm": "x", "rpm": 1}]',
            [("wrong-type", ("model_list", 0, "rpm"))],
        ),
    ],
)
def test_every_occurrence_counts_for_types_and_the_last_one_for_names(inside: str, expected: Found) -> None:
    assert kinds(loaded(version_3(inside)).problems) == expected


def test_a_problem_in_an_earlier_occurrence_says_which_one_it_is() -> None:
    problems = loaded(version_3('"gateway": {"port": "x", "port": 1}')).problems
    key = problems[0].pointer[-1]
    assert isinstance(key, Nth)
    assert key.nth == 0


def test_a_problem_tells_the_type_that_is_wanted_and_the_value_that_stands_there() -> None:
    problem = walked({"gateway": {"port": "x"}}, "Config").problems[0]
    assert (problem.type, problem.value) == ("integer", "x")
    unknown = walked({"gateway": {"prot": [1]}}, "Config").problems[0]
    assert (unknown.type, unknown.value) == ("Gateway", [1])


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        ("0.2.8", [("unknown-field", ("events",)), ("unknown-field", ("session", "dm_scope"))]),
        ("0.2.9", [("unknown-field", ("session", "dm_scope"))]),
        ("0.3.0", []),
        ("main", []),
    ],
)
def test_a_release_knows_the_fields_it_came_with(release: str, expected: Found) -> None:
    assert found({"events": {}, "session": {"dm_scope": "x"}}, "Config", release=release) == expected


def test_a_field_of_a_later_release_is_unknown_whatever_its_case() -> None:
    assert found({"Events": {}}, "Config", release="0.2.8") == [("unknown-field", ("Events",))]
    assert found({"Events": {}}, "Config", release="0.2.9") == [("miscased-field", ("Events",))]


@pytest.mark.parametrize("release", RELEASES)
@given(st.data())
@settings(deadline=None, max_examples=60)
def test_no_value_makes_a_walk_raise(release: str, data: Any) -> None:
    shape = shape_for(3, release)
    type_name = data.draw(st.sampled_from(sorted(shape.types)))
    spec = shape.types[type_name]
    value = data.draw(JSON | st.dictionaries(st.sampled_from(sorted(spec.get("fields", {"x": 0}))), JSON, max_size=4))
    for strict in (True, False):
        for problem in walked(_boxed(value), type_name, strict, release).problems:
            assert problem.type in shape.types


def _boxed(value: Any) -> Any:
    # A text would be parsed first.
    return value if not isinstance(value, str) else None
