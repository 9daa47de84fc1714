"""The security file merged into the config, in the way of version 3 and in the way of the older ones."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loading import kinds, loaded

from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.structure import Structure

MODELS = {"model_list": [{"model_name": "a", "model": "x", "api_keys": ["own"]}, {"model_name": "b", "model": "y"}]}
VERSIONS = pytest.mark.parametrize("version", [0, 1, 2, 3])
OLD = pytest.mark.parametrize("version", [0, 1, 2])

PIECES = st.recursive(
    st.sampled_from(("x", "5", "60.0", "null", "true", '"file://k"', "'enc://k'", "[]", "{}", "[a, null, {b: 1}]")),
    lambda inner: st.lists(
        st.tuples(
            st.sampled_from(
                (
                    "model_list",
                    "a",
                    "a:0",
                    "b",
                    "api_keys",
                    "api_key",
                    "channels",
                    "channel_list",
                    "telegram",
                    "settings",
                    "token",
                    "web",
                    "brave",
                    "gemini",
                    "skills",
                    "github",
                    "registries",
                    "version",
                    "x",
                )
            ),
            inner,
        ),
        max_size=4,
        unique_by=lambda pair: pair[0],
    ).map(lambda pairs: "{" + ", ".join(f'"{key}": {value}' for key, value in pairs) + "}"),
    max_leaves=12,
)


def config(version: int, **sections: Any) -> dict[str, Any]:
    return {"version": version, **MODELS, **sections}


def keys(found: Structure) -> list[Any]:
    return [model.get("api_keys") for model in found.config["model_list"]]


def refused(found: Structure) -> list[tuple[str, Pointer]]:
    return [(problem.message, problem.path) for problem in found.merge.problems]


@VERSIONS
def test_keys_of_the_security_file_win(version: int) -> None:
    found = loaded(config(version), "model_list:\n  a:\n    api_keys: [yml]\n")
    assert keys(found) == [["yml"], None]
    assert refused(found) == []
    assert found.merge.wiped == []
    assert found.security_origin(("model_list", 0, "api_keys", 0)) == ("model_list", "a", "api_keys", 0)
    assert found.security_origin(("model_list", 1, "api_keys")) is None
    assert found.security_origin(("model_list", 0, "model")) is None


@VERSIONS
def test_a_name_with_an_index_counts_the_models_of_that_name(version: int) -> None:
    models = [{"model_name": name, "model": "x"} for name in ("a", "b", "a", "a")]
    security = "model_list:\n  a:1: {api_keys: [one]}\n  a: {api_keys: [any]}\n  b:0: {api_keys: [b]}\n"
    found = loaded({"version": version, "model_list": models}, security)
    assert keys(found) == [["any"], ["b"], ["one"], ["any"]]
    assert found.security_origin(("model_list", 2, "api_keys")) == ("model_list", "a:1", "api_keys")


@VERSIONS
@pytest.mark.parametrize("entry", ["a:0: {}", "a: {}", "a: {api_keys: []}", "a: {api_key: ignored}", "a: {other: 1}"])
def test_an_entry_without_keys_wipes_those_of_the_config(version: int, entry: str) -> None:
    found = loaded(config(version), f"model_list:\n  {entry}\n")
    assert keys(found) == [[], None]
    assert found.merge.wiped == [0]
    assert refused(found) == []


@VERSIONS
@pytest.mark.parametrize(
    "section", ["model_list:\n  a:\n", "model_list: {}", "model_list:", "", "# nothing", "{}", "~"]
)
def test_an_entry_or_a_list_that_is_empty_does_not_wipe(version: int, section: str) -> None:
    found = loaded(config(version), section)
    assert keys(found) == [["own"], None]
    assert found.merge.wiped == []
    assert refused(found) == []


@VERSIONS
def test_to_wipe_a_model_that_has_no_keys_is_no_loss(version: int) -> None:
    assert loaded(config(version), "model_list: {b: {}}").merge.wiped == []


@VERSIONS
@pytest.mark.parametrize("security", ["model_list: {other: {api_keys: [x]}}", "model_list: {'': {api_keys: [x]}}"])
def test_unknown_models_are_ignored(version: int, security: str) -> None:
    found = loaded(config(version), security)
    assert keys(found) == [["own"], None]
    assert refused(found) == []


@VERSIONS
@pytest.mark.parametrize("models", [None, {}, "x", [None, 5, {"model_name": 7}], []])
def test_a_config_without_models_takes_no_keys(version: int, models: Any) -> None:
    found = loaded({"version": version, "model_list": models}, "model_list: {a: {api_keys: [x]}}")
    assert found.config.get("model_list") == models
    assert found.merge.origins == {}


@VERSIONS
@pytest.mark.parametrize(
    ("security", "message"),
    [
        ("a: [open", "expected ',' or ']', but got '<stream end>'"),
        ("just text", "the file is not a mapping"),
        ("- a\n- b\n", "the file is not a mapping"),
        ("a: 1\na: 2\n", "a key stands twice in one mapping"),
    ],
)
def test_what_is_no_mapping_is_refused_in_every_version(version: int, security: str, message: str) -> None:
    found = loaded(config(version), security)
    assert refused(found) == [(message, ())]
    assert keys(found) == [["own"], None]


@pytest.mark.parametrize(
    ("security", "message", "path"),
    [
        ("model_list:\n  - model_name: a\n", "a mapping is needed here", ("model_list",)),
        ("model_list: text", "a mapping is needed here", ("model_list",)),
        ("model_list: {a: text}", "a mapping is needed here", ("model_list", "a")),
        ("model_list: {a: {api_keys: one}}", "a list of keys is needed here", ("model_list", "a", "api_keys")),
        ("model_list: {a: {api_keys: {k: v}}}", "a list of keys is needed here", ("model_list", "a", "api_keys")),
        ("web: [x]", "a mapping is needed here", ("web",)),
        ("web: {brave: x}", "a mapping is needed here", ("web", "brave")),
        ("web: {brave: {api_keys: x}}", "a list of keys is needed here", ("web", "brave", "api_keys")),
        ("skills: x", "a mapping is needed here", ("skills",)),
        ("skills: {github: x}", "a mapping is needed here", ("skills", "github")),
        ("skills: {registries: x}", "a mapping is needed here", ("skills", "registries")),
        ("skills: {registries: {clawhub: x}}", "a mapping is needed here", ("skills", "registries", "clawhub")),
        ("channel_list:", "a mapping of channel names is needed here", ("channel_list",)),
        ("channels:", "a mapping of channel names is needed here", ("channels",)),
        ("channel_list: [telegram]", "a mapping of channel names is needed here", ("channel_list",)),
        ("channel_list: {telegram: x}", "a mapping is needed here", ("channel_list", "telegram")),
        ("channels: {telegram: {settings: x}}", "a mapping is needed here", ("channels", "telegram", "settings")),
        ("web: {brave: {api_keys: ['enc://AAAA']}}", "it is too short", ("web", "brave", "api_keys", 0)),
        ("web: {gemini: {api_key: 'enc://'}}", "it is too short", ("web", "gemini", "api_key")),
        ("skills: {github: {token: 'file://'}}", "it names no file", ("skills", "github", "token")),
        (
            "skills: {registries: {x: {auth_token: 'enc://?'}}}",
            "it is not base64",
            ("skills", "registries", "x", "auth_token"),
        ),
        ("model_list: {nobody: {api_keys: ['enc://?']}}", "it is not base64", ("model_list", "nobody", "api_keys", 0)),
    ],
)
def test_version_3_names_what_it_refuses_and_where(security: str, message: str, path: Pointer) -> None:
    problems = refused(loaded(config(3, channel_list={"telegram": {}}), security))
    assert [place for _, place in problems] == [path]
    assert problems[0][0].startswith(message)


@pytest.mark.parametrize(
    "security",
    [
        "channel_list: {telegram: {token: flat}}",
        "channels: {telegram: {token: flat}}",
        "channel_list: {telegram: {settings: null}}",
        "channel_list: {telegram: {settings: {}}}",
        "channel_list: {telegram: null}",
        "tools: {web: {brave: {api_keys: [x]}}}",
        "web: {nosuch: {api_key: x}}",
        "web: {brave: {}}",
        "web: {brave: null}",
        "web: {gemini: {}}",
        "web: {brave: {api_key: x}}",
        "web:",
        "skills: {clawhub: {auth_token: x}}",
        "skills: {github: {}}",
        "skills: {registries: {clawhub: {}}}",
        "skills: {registries: {clawhub: {auth_token: x}}}",
        "unknown: {anything: [1]}",
    ],
)
def test_version_3_ignores_what_it_does_not_read(security: str) -> None:
    plain = config(3, channel_list={"telegram": {}}, tools={"web": {"brave": {"enabled": True}}})
    found = loaded(plain, security)
    assert refused(found) == []
    assert found.secrets == loaded(plain).secrets
    assert found.config["tools"] == plain["tools"]
    assert found.config["channel_list"]["telegram"].get("settings", {}) == {}


@pytest.mark.parametrize(
    ("security", "place", "value"),
    [
        ("web: {brave: {api_keys: [b, null, c]}}", ("tools", "web", "brave", "api_keys"), ["b", "c"]),
        ("web: {kagi: {api_keys: [5, true]}}", ("tools", "web", "kagi", "api_keys"), ["5", "true"]),
        ("web: {brave: {api_keys: null}}", ("tools", "web", "brave", "api_keys"), []),
        ("web: {glm_search: {api_key: g}}", ("tools", "web", "glm_search", "api_key"), "g"),
        ("skills: {github: {token: t}}", ("tools", "skills", "github", "token"), "t"),
        ("channel_list: {telegram: {settings: {token: t}}}", ("channel_list", "telegram", "settings", "token"), "t"),
        ("channels: {telegram: {settings: {token: t}}}", ("channel_list", "telegram", "settings", "token"), "t"),
    ],
)
@pytest.mark.parametrize(
    "sections",
    [{}, {"tools": {"web": {"brave": {"enabled": True}}}, "channel_list": {"telegram": {"settings": {"proxy": "p"}}}}],
)
def test_version_3_puts_each_secret_in_its_place(security: str, place: Pointer, value: Any, sections: Any) -> None:
    found = loaded(config(3, **sections), security)
    here: Any = found.config
    for part in place:
        here = here[part]
    assert here == value
    assert refused(found) == []
    assert found.security_origin(place) is not None
    assert found.security_origin(place[:1]) is None
    if sections:
        assert found.config["tools"]["web"]["brave"]["enabled"] is True
        assert found.config["channel_list"]["telegram"]["settings"]["proxy"] == "p"


def test_version_3_merges_settings_deep_into_those_of_the_channel() -> None:
    settings_of = {"webhooks": {"one": {"title": "x"}}, "token": "own"}
    security = "channel_list: {t: {settings: {webhooks: {one: {webhook_url: u}, two: {webhook_url: v}}, token: yml}}}"
    found = loaded(config(3, channel_list={"t": {"type": "teams_webhook", "settings": settings_of}}), security)
    assert found.config["channel_list"]["t"]["settings"] == {
        "webhooks": {"one": {"title": "x", "webhook_url": "u"}, "two": {"webhook_url": "v"}},
        "token": "yml",
    }


@pytest.mark.parametrize("channels", [None, {}, [], {"telegram": None}])
def test_version_3_makes_a_channel_of_an_unknown_name(channels: Any) -> None:
    found = loaded(config(3, channel_list=channels), "channel_list: {mystery: {settings: {token: x}}, bare: {}}")
    assert {channel.name for channel in found.channels()} >= {"mystery", "bare"}
    assert found.security_origin(("channel_list", "mystery")) == ("channel_list", "mystery")
    assert refused(found) == []


@pytest.mark.parametrize(
    ("security", "stopped", "expected"),
    [
        (
            "web: {brave: {api_keys: ['file://gone']}}\nmodel_list: {a: {api_keys: [yml]}}\n",
            ("web", "brave", "api_keys", 0),
            ["own"],
        ),
        (
            "model_list: {a: {api_keys: [yml]}}\nweb: {brave: {api_keys: [x, 'file://gone']}}\nchannel_list:\n",
            ("web", "brave", "api_keys", 1),
            ["yml"],
        ),
        (
            "model_list: {a: {api_keys: [yml]}, b: {api_keys: ['file://gone']}}",
            ("model_list", "b", "api_keys", 0),
            ["own"],
        ),
        ("skills: {github: {token: 'file://gone'}}\nmodel_list: [x]\n", ("skills", "github", "token"), ["own"]),
    ],
)
def test_version_3_stops_at_a_missing_file_without_a_word(security: str, stopped: Pointer, expected: Any) -> None:
    found = loaded(config(3), security)
    assert found.merge.stopped == stopped
    assert refused(found) == []
    assert keys(found)[0] == expected


@pytest.mark.parametrize(
    ("state", "message"),
    [
        ("empty", "the file it names is empty"),
        ("directory", "it names a directory"),
        ("outside", "it leads out of the config's directory"),
        ("unreadable", "the file it names cannot be read"),
    ],
)
def test_version_3_refuses_a_reference_to_a_file_of_no_use(state: Any, message: str) -> None:
    found = loaded(config(3), "model_list: {a: {api_keys: ['file://k']}}", {"file://k": state})
    assert refused(found) == [(message, ("model_list", "a", "api_keys", 0))]
    assert found.merge.stopped is None


def test_version_3_takes_a_filled_reference() -> None:
    found = loaded(config(3), "model_list: {a: {api_keys: ['file://k']}}", {"file://k": "filled"})
    assert (keys(found)[0], refused(found)) == (["file://k"], [])


@OLD
def test_any_key_overrides_the_config_of_an_old_version(version: int) -> None:
    security = "gateway: {port: 5, host: h}\nvoice: {elevenlabs_api_key: k}\nheartbeat: null\n"
    found = loaded(config(version, gateway={"port": 1, "hot_reload": True}), security)
    assert found.config["gateway"] == {"port": 5, "hot_reload": True, "host": "h"}
    assert found.config["voice"] == {"elevenlabs_api_key": "k"}
    assert found.problems == []
    assert found.security_origin(("gateway", "port")) == ("gateway", "port")
    assert found.security_origin(("gateway", "hot_reload")) is None
    assert found.security_origin(("heartbeat",)) == ("heartbeat",)


@OLD
def test_numbers_of_yaml_are_judged_as_those_of_json(version: int) -> None:
    assert loaded(config(version), "gateway: {port: 60.0}").problems == []
    assert kinds(loaded(config(version), "gateway: {port: 1.5}").problems) == [("not-an-integer", ("gateway", "port"))]
    assert kinds(loaded(config(version), f"gateway: {{port: {10**400}}}").problems) != []


@OLD
def test_an_unknown_section_of_the_security_file_is_refused_in_old_versions(version: int) -> None:
    found = loaded(config(version), "mystery: {x: 1}")
    assert kinds(found.problems) == [("unknown-field", ("mystery",))]
    assert found.security_origin(("mystery", "x")) == ("mystery", "x")


@OLD
def test_web_and_skills_go_under_tools_in_old_versions(version: int) -> None:
    security = "web: {brave: {api_keys: [k]}}\nskills: {github: {token: t}}\n"
    found = loaded(config(version, tools={"web": {"brave": {"enabled": True}}}), security)
    assert found.config["tools"] == {
        "web": {"brave": {"enabled": True, "api_keys": ["k"]}},
        "skills": {"github": {"token": "t"}},
    }
    assert found.security_origin(("tools", "web", "brave", "api_keys", 0)) == ("web", "brave", "api_keys", 0)
    assert found.security_origin(("tools", "web", "brave", "enabled")) is None


@OLD
@pytest.mark.parametrize(
    "security", ["channels: {telegram: {token: t}}", "channels: {telegram: {settings: {token: t}}}"]
)
def test_channels_of_the_security_file_are_migrated_with_those_of_the_config(version: int, security: str) -> None:
    found = loaded(config(version, channels={"telegram": {"enabled": True}}), security)
    place = ("channel_list", "telegram", "settings", "token")
    assert found.config["channel_list"]["telegram"]["settings"] == {"token": "t"}
    assert [secret.text for secret in found.secrets] == ["own", "t"]
    origin = found.security_origin(place)
    assert origin is not None
    assert origin[:2] == ("channels", "telegram")
    assert found.security_origin(("channel_list", "telegram", "enabled")) is None


@OLD
def test_nested_settings_over_a_flat_channel_are_refused(version: int) -> None:
    found = loaded(
        config(version, channels={"telegram": {"base_url": "u"}}), "channels: {telegram: {settings: {token: t}}}"
    )
    assert kinds(found.problems) == [("unknown-field", ("channels", "telegram", "base_url"))]


@OLD
def test_a_channel_list_of_the_security_file_is_lost_beside_channels(version: int) -> None:
    found = loaded(config(version, channels={"telegram": {}}), "channel_list: {telegram: {settings: {token: t}}}")
    assert found.config["channel_list"] == {"telegram": {"type": "telegram"}}
    assert found.problems == []


@OLD
@pytest.mark.parametrize("security", ["model_list: [{model_name: a, api_keys: [x]}]", "model_list: text"])
def test_a_model_list_that_is_no_mapping_is_ignored_in_old_versions(version: int, security: str) -> None:
    found = loaded(config(version), security)
    assert (keys(found), refused(found)) == ([["own"], None], [])


@OLD
def test_an_entry_that_is_no_mapping_is_ignored_in_old_versions(version: int) -> None:
    found = loaded(config(version), "model_list: {a: text}")
    assert (keys(found), refused(found)) == ([["own"], None], [])


@OLD
@pytest.mark.parametrize("model", [{}, {"model_name": ""}, {"model_name": 5}, {"model_name": None}])
def test_a_model_without_a_name_is_refused_where_keys_are_looked_up(version: int, model: dict[str, Any]) -> None:
    plain = {"version": version, "model_list": [{"model_name": "a", "model": "x"}, model, None]}
    assert [path for _, path in refused(loaded(plain, "model_list: {}"))] == [("model_list",)]
    assert "model_list[1]" in refused(loaded(plain, "model_list: {}"))[0][0]
    assert refused(loaded(plain, "web: {}")) == []
    assert refused(loaded({**plain, "version": 3}, "model_list: {}")) == []


@OLD
def test_values_of_a_wrong_type_in_the_security_file_are_problems_of_the_merged_config(version: int) -> None:
    found = loaded(config(version), "model_list: {a: {api_keys: text}}")
    assert kinds(found.problems) == [("wrong-type", ("model_list", 0, "api_keys"))]
    assert found.security_origin(("model_list", 0, "api_keys")) == ("model_list", "a", "api_keys")


@pytest.mark.parametrize("version", [0, 1])
def test_an_api_key_of_the_config_stands_before_the_keys_of_the_security_file(version: int) -> None:
    models = [{"model_name": "a", "model": "x", "api_key": "own"}]
    found = loaded({"version": version, "model_list": models}, "model_list: {a: {api_keys: [yml]}}")
    assert keys(found) == [["own", "yml"]]
    own, yml = ("model_list", 0, "api_keys", 0), ("model_list", 0, "api_keys", 1)
    assert (found.origin(own), found.security_origin(own)) == (("model_list", 0, "api_key"), None)
    assert found.security_origin(yml) == ("model_list", "a", "api_keys", 0)


@VERSIONS
def test_the_value_of_the_document_is_left_as_it_was(version: int) -> None:
    from picoclaw_lint.document import parse
    from picoclaw_lint.document.yaml_nodes import parse_yaml
    from picoclaw_lint.source import Source
    from picoclaw_lint.structure import load
    from picoclaw_lint.surroundings import Surroundings

    text = b'{"version": %d, "model_list": [{"model_name": "a", "api_keys": ["own"]}], "tools": {"web": {"brave": {}}}}'
    document = parse(Source("config.json", text % version))
    before = repr(document.value)
    security = (
        b"model_list: {a: {api_keys: [yml]}}\nweb: {brave: {api_keys: [x]}}\nchannel_list: {t: {settings: {a: b}}}\n"
    )
    load(document, Surroundings(parse_yaml(Source(".security.yml", security))), "0.3.0")
    assert repr(document.value) == before


@given(PIECES, st.sampled_from([0, 1, 2, 3]))
@settings(deadline=None, max_examples=250)
def test_no_security_file_makes_loading_raise(security: str, version: int) -> None:
    sections = {"channel_list": {"telegram": {}}} if version == 3 else {"channels": {"telegram": {"token": "t"}}}
    found = loaded(config(version, **sections), security)
    for secret in found.secrets:
        assert found.origin(secret.pointer)
    for problem in found.merge.problems:
        assert problem.message
