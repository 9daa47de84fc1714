"""Repeated keys become one value, decoded over what the earlier occurrence left."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loading import loaded, version_3

from picoclaw_lint.document import parse
from picoclaw_lint.source import Source
from picoclaw_lint.structure.repeats import merged
from picoclaw_schema import shape_for

SHAPE = shape_for(3)


def join(text: str, type_name: str = "Config") -> Any:
    return merged(parse(Source("", text.encode())).value, type_name, SHAPE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"gateway": {"port": 1}, "gateway": {"host": "x"}}', {"gateway": {"port": 1, "host": "x"}}),
        ('{"gateway": {"port": 1}, "gateway": {"port": 2}}', {"gateway": {"port": 2}}),
        ('{"gateway": {"port": 1}, "gateway": null}', {"gateway": {"port": 1}}),
        ('{"gateway": null, "gateway": {"port": 1}}', {"gateway": {"port": 1}}),
        ('{"gateway": {"port": 1, "port": null}}', {"gateway": {"port": 1}}),
        (
            '{"gateway": {"host": "x", "host": null, "hot_reload": true, "hot_reload": null}}',
            {"gateway": {"host": "x", "hot_reload": True}},
        ),
        (
            '{"agents": {"defaults": {"temperature": 0.5, "temperature": null}}}',
            {"agents": {"defaults": {"temperature": 0.5}}},
        ),
        ('{"gateway": {"port": 1}, "gateway": {"x": 5}}', {"gateway": {"port": 1, "x": 5}}),
        ('{"gateway": {"x": 1}, "gateway": {"x": 2}}', {"gateway": {"x": 2}}),
        ('{"x": {"a": 1}, "x": {"b": 2}}', {"x": {"b": 2}}),
        ('{"gateway": {"port": 1}, "gateway": 5}', {"gateway": 5}),
        (
            '{"agents": {"defaults": {"workspace": "w"}}, "agents": {"defaults": {"max_tokens": 5}}}',
            {"agents": {"defaults": {"workspace": "w", "max_tokens": 5}}},
        ),
    ],
)
def test_objects_merge_field_by_field_and_null_keeps_what_was(text: str, expected: Any) -> None:
    assert join(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '{"model_list": [{"model": "a", "rpm": 1}], "model_list": [{"model": "b"}, {"model": "c"}]}',
            [{"model": "b", "rpm": 1}, {"model": "c"}],
        ),
        ('{"model_list": [{"model": "a"}, {"model": "b"}], "model_list": [{"rpm": 1}]}', [{"model": "a", "rpm": 1}]),
        ('{"model_list": [{"model": "a"}], "model_list": [null]}', [{"model": "a"}]),
        ('{"model_list": [{"model": "a"}], "model_list": null}', None),
        ('{"model_list": [{"model": "a"}], "model_list": []}', []),
        ('{"model_list": [{"model": "a", "model": "b"}]}', [{"model": "b"}]),
        ('{"model_list": [{"api_keys": ["a", "b"], "api_keys": ["c"]}]}', [{"api_keys": ["c"]}]),
        ('{"model_list": [{"api_keys": ["a"], "api_keys": null}]}', [{"api_keys": None}]),
        ('{"model_list": [{"fallbacks": ["a", "b"], "fallbacks": [null, "c"]}]}', [{"fallbacks": ["a", "c"]}]),
    ],
)
def test_arrays_merge_element_by_element(text: str, expected: Any) -> None:
    assert join(text) == {"model_list": expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"channel_list": {"a": {"type": "x"}}, "channel_list": {"b": {}}}', {"a": {"type": "x"}, "b": {}}),
        ('{"channel_list": {"a": {"type": "x"}}, "channel_list": {"a": {"enabled": true}}}', {"a": {"enabled": True}}),
        ('{"channel_list": {"a": {"type": "x"}, "a": {"enabled": true}}}', {"a": {"enabled": True}}),
        ('{"channel_list": {"a": {"type": "x"}, "a": null}}', {"a": None}),
        ('{"channel_list": {"a": {"type": "x"}}, "channel_list": null}', None),
        ('{"channel_list": {"a": {"type": "x", "type": null}}}', {"a": {"type": "x"}}),
    ],
)
def test_maps_gain_entries_and_replace_those_they_have(text: str, expected: Any) -> None:
    assert join(text) == {"channel_list": expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"primary": "a", "primary": null}', {"primary": "a"}),
        ('{"fallbacks": ["a", "b"], "fallbacks": ["c"]}', {"fallbacks": ["c"]}),
        ('"a"', "a"),
        ("5", 5),
    ],
)
def test_an_object_in_the_place_of_a_text_merges_its_fields(text: str, expected: Any) -> None:
    assert join(text, "AgentModel|string") == expected


def test_registries_replace_the_entries_they_name_again() -> None:
    text = '{"github": {"base_url": "a"}, "github": {"enabled": true}, "x": {"name": "y", "name": null}}'
    assert join(text, "SkillRegistry(registries)") == {"github": {"enabled": True}, "x": {"name": "y"}}


def test_free_places_keep_the_last_value() -> None:
    text = '{"model_list": [{"extra_body": {"a": 1}, "extra_body": {"b": 2}}]}'
    assert join(text) == {"model_list": [{"extra_body": {"b": 2}}]}


@given(st.dictionaries(st.sampled_from(sorted(SHAPE.types["Config"]["fields"])), st.none() | st.just({}) | st.just([])))
@settings(deadline=None)
def test_a_value_without_repeats_is_returned_as_it_is(value: Any) -> None:
    assert merged(value, "Config", SHAPE) is value


def test_a_value_with_repeats_is_left_as_it_was() -> None:
    value = parse(Source("", b'{"gateway": {"port": 1}, "gateway": {"host": "x"}}')).value
    merged(value, "Config", SHAPE)
    assert value == {"gateway": {"host": "x"}}
    assert len(value.pairs) == 2


def test_the_loaded_config_is_the_merged_one() -> None:
    text = version_3('"channel_list": {"t": {"type": "telegram"}}, "channel_list": {"u": {"type": "irc"}}')
    assert [(channel.name, channel.type) for channel in loaded(text).channels()] == [("t", "telegram"), ("u", "irc")]
