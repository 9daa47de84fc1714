"""The command line counts before the settings, and these before the defaults."""

from __future__ import annotations

import os

import pytest

from picoclaw_lint import settings
from picoclaw_lint.plan import Overrides, Plan, Plans
from picoclaw_lint.registry import ALL_RULES, RULES, UnknownRule
from picoclaw_lint.settings import Settings
from picoclaw_schema import DEFAULT_RELEASE

SYNTAX = {rule.name for rule in RULES if rule.family == "syntax"}
REST = SYNTAX - {"duplicate-key"}
MORE = SYNTAX | {"unknown-field"}
ALL_BUT_ONE = ALL_RULES - {"duplicate-key"}
SAYS_NOTHING = Overrides()


def plans(text: str, said: Overrides = SAYS_NOTHING, path: str = "picoclaw-lint.toml") -> Plans:
    found = settings.read(text, path, is_pyproject=False)
    assert found is not None
    return Plans(said, lambda _: found)


def plan(text: str, said: Overrides = SAYS_NOTHING, path: str = "config.json") -> Plan:
    return plans(text, said).of(path)


def test_without_settings_and_options_the_defaults_count() -> None:
    found = Plans(SAYS_NOTHING, lambda _: Settings()).of("config.json")
    assert found.selection.names == ALL_RULES
    assert found.selection.asked == frozenset()
    assert (found.release, found.fail_on, found.baseline) == (DEFAULT_RELEASE, "error", None)
    assert (found.severities, found.extra_models) == ({}, {})


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ('target-version = "0.2.8"', {}, ("release", "0.2.8")),
        ('target-version = "0.2.8"', {"release": "main"}, ("release", "main")),
        ('fail-on = "never"', {}, ("fail_on", "never")),
        ('fail-on = "never"', {"fail_on": "error"}, ("fail_on", "error")),
        ('baseline = "a/../b.json"', {}, ("baseline", "b.json")),
        ('baseline = "b.json"', {"baseline": "c.json"}, ("baseline", "c.json")),
    ],
)
def test_an_option_counts_before_the_setting(text: str, said: dict[str, str], expected: tuple[str, str]) -> None:
    name, value = expected
    assert getattr(plan(text, Overrides(**said)), name) == value  # type: ignore[arg-type]


def test_the_baseline_of_settings_lies_beside_them() -> None:
    found = plans('baseline = "lint/b.json"', path=os.path.join("a", "picoclaw-lint.toml")).of("a/config.json")
    assert found.baseline == os.path.join("a", "lint", "b.json")


def test_the_baseline_of_settings_behind_a_link_lies_where_the_system_finds_it() -> None:
    os.makedirs("far/real")
    os.symlink("far/real", "link")
    for directory, expected in (("link", "link/../b.json"), ("far/real", "far/b.json")):
        found = plans('baseline = "../b.json"', path=f"{directory}/picoclaw-lint.toml").of(f"{directory}/config.json")
        assert found.baseline == expected


@pytest.mark.parametrize(
    ("text", "said", "names", "asked"),
    [
        ('select = ["syntax"]', {}, SYNTAX, SYNTAX),
        ('ignore = ["syntax"]', {}, ALL_RULES - SYNTAX, set()),
        ('extend-select = ["syntax"]', {}, ALL_RULES, SYNTAX),
        ('select = ["syntax"]\nextend-select = ["unknown-field"]', {}, MORE, MORE),
        ('select = ["syntax"]\nignore = ["duplicate-key"]', {}, REST, REST),
        # --select begins anew.
        ('select = ["syntax"]', {"select": ("unknown-field",)}, {"unknown-field"}, {"unknown-field"}),
        ('extend-select = ["syntax"]', {"select": ("unknown-field",)}, {"unknown-field"}, {"unknown-field"}),
        ('ignore = ["unknown-field"]', {"select": ("unknown-field",)}, {"unknown-field"}, {"unknown-field"}),
        # The others go on from the settings.
        ('select = ["syntax"]', {"ignore": ("duplicate-key",)}, REST, REST),
        ('select = ["syntax"]', {"extend_select": ("unknown-field",)}, MORE, MORE),
        ('ignore = ["syntax"]', {"ignore": ("unknown-field",)}, ALL_RULES - SYNTAX - {"unknown-field"}, set()),
        ('ignore = ["syntax"]', {"extend_select": ("syntax",)}, ALL_RULES, SYNTAX),
        ("", {"select": ("syntax",), "ignore": ("syntax",)}, set(), set()),
        ("", {"extend_select": ("syntax",), "ignore": ("duplicate-key",)}, ALL_BUT_ONE, REST),
    ],
)  # fmt: skip
def test_what_the_command_line_shows_no_settings_hide(
    text: str, said: dict[str, tuple[str, ...]], names: set[str], asked: set[str]
) -> None:
    found = plan(text, Overrides(**said)).selection  # type: ignore[arg-type]
    assert (found.names, found.asked) == (names, asked)


def test_names_on_the_command_line_that_are_unknown_are_an_error_before_any_file_is_looked_at() -> None:
    for name in ("select", "ignore", "extend_select"):
        with pytest.raises(UnknownRule, match='"zzz"'):
            Plans(Overrides(**{name: ("zzz",)}), lambda _: Settings())  # type: ignore[arg-type]


def test_a_rules_own_severity_counts_before_its_familys_whatever_the_order() -> None:
    for text in ('syntax = "info"\nduplicate-key = "error"', 'duplicate-key = "error"\nsyntax = "info"'):
        found = plan(f"[severity]\n{text}").severities
        assert found == {**dict.fromkeys(SYNTAX, "info"), "duplicate-key": "error"}


def test_models_may_be_named_by_any_name_of_their_provider() -> None:
    found = plan('[extra-models]\nclaude = ["x"]\nanthropic = ["y"]\nazure-openai = ["z"]').extra_models
    assert found == {"anthropic": ("x", "y"), "azure": ("z",)}


def test_models_may_be_named_as_in_a_config_behind_their_provider() -> None:
    found = plan('[extra-models]\nclaude = ["claude/x", "anthropic/x"]\nopenrouter = ["openrouter/auto"]').extra_models
    assert found == {"anthropic": ("claude/x", "anthropic/x", "x"), "openrouter": ("openrouter/auto", "auto")}


def test_rules_are_hidden_for_the_files_of_a_pattern_alone() -> None:
    found = plans('select = ["syntax", "models"]\n[per-file-ignores]\n"a/*.json" = ["syntax"]\n"*.json" = ["models"]')
    assert found.of("other.txt").shows("syntax")
    assert found.of("other.txt").shows("models")
    assert found.of("b/config.json").shows("syntax")
    assert not found.of("b/config.json").shows("models")
    assert not found.of("a/config.json").shows("syntax")
    assert not found.of("a/config.json").shows("models")
    # What somebody asked for in one place is asked for.
    assert found.asked >= SYNTAX


def test_settings_of_different_projects_do_not_mix() -> None:
    projects = {
        name: settings.read(f'fail-on = "{fail_on}"', f"{name}/picoclaw-lint.toml", is_pyproject=False) or Settings()
        for name, fail_on in (("a", "info"), ("b", "never"))
    }
    found = Plans(SAYS_NOTHING, lambda path: projects[path[0]])
    assert [found.of(path).fail_on for path in ("a/1", "b/1", "a/2")] == ["info", "never", "info"]


@pytest.mark.parametrize(
    ("path", "excluded"),
    [
        ("project/build", True),
        ("project/build/config.json", True),
        ("project/deep/build/x/config.json", True),
        ("project/build.json", False),
        ("project/a/old.json", True),
        ("project/a/b/old.json", False),
        ("project/keep.gen.json", False),
        ("project/other.gen.json", True),
        ("project", False),
        ("build", False),
        ("other/build/config.json", False),
    ],
)
def test_patterns_leave_out_what_git_would_counted_from_the_settings_directory(path: str, excluded: bool) -> None:
    os.makedirs("project/build")
    text = 'exclude = ["build/", "/a/*.json", "*.gen.json", "!keep.gen.json"]'
    assert plans(text, path=os.path.join("project", "picoclaw-lint.toml")).excludes(path) is excluded


def test_patterns_count_through_links() -> None:
    os.makedirs("real/deploy")
    os.symlink("real", "link")
    os.symlink("../elsewhere.json", "real/deploy/config.json")
    found = plans('exclude = ["deploy/*.json"]', path=os.path.join("real", "picoclaw-lint.toml"))
    assert found.excludes("link/deploy/config.json")
    assert found.excludes(os.path.abspath("real/deploy/config.json"))
    assert not found.excludes("elsewhere.json")
