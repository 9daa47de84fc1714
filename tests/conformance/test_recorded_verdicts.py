"""The linter against PicoClaw itself: the same verdict on every recorded config, for every release."""

from __future__ import annotations

import datetime
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest
from recorded_cases import CONFIG, Case, cases, saved_files, security_cases

from picoclaw_lint import discover, engine, run
from picoclaw_lint.context import Context
from picoclaw_lint.diagnostic import Diagnostic
from picoclaw_lint.document import parse
from picoclaw_lint.plan import Overrides
from picoclaw_lint.results import FileResult
from picoclaw_lint.source import Source
from picoclaw_lint.structure import TINY
from picoclaw_lint.surroundings import Surroundings
from picoclaw_schema import RELEASES, rank

TODAY = datetime.date(2026, 11, 23)
CUTS = 2000
Judged = list[tuple[Case, FileResult]]
Judge = Callable[[str], Judged]
Directories = dict[str, str]  # the path of the config by the id of its case

each_release = pytest.mark.parametrize("release", RELEASES)

# PicoClaw says these only of a file that has passed the check for unknown keys (docs/picoclaw.md 1.1).
AFTER_THE_KEYS = ("channel ", "model_list[", "turn_profile.", "invalid gateway host", "failed to parse config.json")
# And these of a file of version 3; an older one is checked once more after them, as it was migrated.
AFTER_THE_KEYS_OF_VERSION_3 = (*AFTER_THE_KEYS, "failed to load security config", "config.json type error")
# A number beyond float64 and a wrong version are found before any key is looked at.
BEFORE_THE_KEYS = re.compile(r'type error at line \d+, column \d+(?: for field "version"|: expected float64)')

# Rules that speak up on files that PicoClaw wrote itself, with the number of files. The values come from generated
# configs, so wrong aliases, addresses, models, keys, words and numbers, channels without their settings, open hosts and
# switches that are off are meant to be found. What PicoClaw leaves open by itself (any-origin, open-channel,
# remote-commands) is told where an enabled channel makes it reachable, as its user can close it. A rule that newly
# stands here without such a reason complains of PicoClaw's own defaults, and nobody could act on it.
ON_SAVED_FILES = {
    "ambiguous-model-id": 4,
    "any-origin": 3,
    "broad-allow-pattern": 5,
    "broken-hook": 13,
    "broken-isolation": 20,
    "broken-mcp-server": 5,
    "bypassed-permissions": 3,
    "constant-summaries": 10,
    "dead-channel-setting": 4,
    "dead-field": 108,
    "default-request-timeout": 3,
    "deprecated-field": 47,
    "disabled-deny-patterns": 9,
    "disabled-media-cleanup": 8,
    "ignored-group-trigger": 9,
    "ignored-indicator": 16,
    "ineffective-auth-method": 48,
    "ineffective-dm-scope": 8,
    "ineffective-mcp-field": 7,
    "ineffective-model-field": 60,
    "ineffective-number": 42,
    "ineffective-thinking-level": 45,
    "invalid-host": 7,
    "invalid-port": 11,
    "invalid-private-host": 25,
    "invalid-qos": 1,
    "lost-channel-default": 8,
    "malformed-api-base": 75,
    "malformed-azure-base": 8,
    "malformed-bedrock-region": 1,
    "malformed-proxy": 85,
    "max-tokens-too-large": 2,
    "mismatched-allow-list": 17,
    "missing-api-key": 121,
    "missing-channel-setting": 75,
    "missing-light-model": 1,
    "mixed-alias": 47,
    "no-chat-model": 1,
    "no-rate-limit": 125,
    "no-time-limit": 8,
    "one-sided-streaming": 9,
    "open-channel": 42,
    "open-listener": 52,
    "refused-by-older-release": 287,
    "remote-commands": 47,
    "remote-hardware": 8,
    "remote-skill-installation": 50,
    "renamed-channel": 1,
    "repeated-agent-id": 3,
    "repeated-default-agent": 2,
    "repeated-fallback": 9,
    # The recorded configs name gpt-4o, gpt-4.1 and models that are shut down by now.
    "retired-model": 14,
    "retiring-model": 26,
    "small-context-window": 34,
    "spawn-without-subagent": 17,
    "started-program": 7,
    "unfiltered-secrets": 21,
    "unknown-agent": 36,
    "unknown-builtin-hook": 10,
    "unknown-default-model": 210,
    "unknown-model": 81,
    "unknown-model-reference": 60,
    "unknown-provider": 93,
    "unknown-search-engine": 7,
    "unknown-session-dimension": 52,
    "unknown-value": 68,
    "unknown-web-provider": 26,
    "unmatchable-pattern": 11,
    "unmatchable-sender": 1,
    "unmatched-dispatch-rule": 28,
    "unprotected-secret": 1,
    "unreachable-threshold": 4,
    "unready-web-search": 31,
    "unrestricted-workspace": 42,
    "unsupported-connect-mode": 1,
    "unused-alias": 58,
}


def _write(recorded: Iterable[Case], root: Path) -> Directories:
    """Write each case to a directory of its own; return the paths of the configs by id."""
    paths = {}
    for case in recorded:
        directory = root / case.id
        directory.mkdir()
        for name, data in case.files.items():
            (directory / name).write_bytes(data)
        paths[case.id] = str(directory / CONFIG)
    return paths


def _check(recorded: list[Case], paths: Directories, release: str) -> Judged:
    results = run.check(run.Request(tuple(paths[case.id] for case in recorded), Overrides(release=release), TODAY))
    return list(zip(recorded, results.files, strict=True))


@pytest.fixture(scope="session")
def directories(tmp_path_factory: pytest.TempPathFactory) -> Directories:
    """The recorded cases on disk."""
    return _write([*cases(), *security_cases()], tmp_path_factory.mktemp("recorded"))


@pytest.fixture(scope="session")
def judge(directories: Directories) -> Judge:
    """Every recorded case, judged for a release, once for all tests."""

    @cache
    def judged(release: str) -> Judged:
        recorded = [case for case in (*cases(), *security_cases()) if release in case.verdicts]
        return _check(recorded, directories, release)

    return judged


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """The files PicoClaw 0.3.0 saved, with the security file beside each, judged for that release."""
    recorded = list(saved_files())
    return _check(recorded, _write(recorded, tmp_path_factory.mktemp("saved")), "0.3.0")


def _resolve(key: str, case: Case) -> str:
    """The key that a reference stands for."""
    if not key.startswith("file://"):
        return key
    return case.files[key.removeprefix("file://").strip("/")].decode().strip()


def _load(result: FileResult) -> list[Diagnostic]:
    return [diagnostic for diagnostic in result.diagnostics if diagnostic.impact == "load"]


def _named_by_us(result: FileResult) -> set[str]:
    keys = ("unknown-field", "miscased-field")
    return {diagnostic.pointer or "" for diagnostic in result.diagnostics if diagnostic.rule in keys}


def _named_by_picoclaw(case: Case, error: str) -> set[str]:
    """The keys that PicoClaw lists, as pointers into the user's file."""
    listed = error.partition("unknown field(s): ")[2]
    if not listed:
        return set()
    pointers = {"/" + re.sub(r"\[(\d+)\]", r"/\1", path).replace(".", "/") for path in listed.split(", ")}
    if '"channels"' in case.text and '"channel_list"' not in case.text:
        # PicoClaw names the key that the migration made of the user's.
        return {re.sub("^/channel_list/", "/channels/", pointer) for pointer in pointers}
    return pointers


def _keys_were_right(result: FileResult, loads: bool, error: str) -> bool:
    """Whether PicoClaw looked at the keys and had nothing to say of them."""
    if BEFORE_THE_KEYS.search(error):
        return False
    after = AFTER_THE_KEYS_OF_VERSION_3 if result.config_version == 3 else AFTER_THE_KEYS
    return loads or error.startswith(after)


@each_release
def test_every_verdict_is_that_of_picoclaw(release: str, judge: Judge) -> None:
    off = [
        (
            case.id,
            case.verdicts[release].error or "loads",
            sorted({(item.rule, item.pointer) for item in _load(result)}),
        )
        for case, result in judge(release)
        if result.loads is not case.verdicts[release].loads
    ]
    assert off == []


@each_release
def test_a_file_is_called_unloadable_exactly_when_a_finding_says_why(release: str, judge: Judge) -> None:
    off = [
        (case.id, result.loads, [item.rule for item in result.diagnostics])
        for case, result in judge(release)
        if (result.loads is False) != bool(_load(result))
    ]
    assert off == []


@each_release
def test_the_unknown_keys_are_exactly_those_that_picoclaw_lists(release: str, judge: Judge) -> None:
    listed = [
        (case.id, _named_by_us(result), _named_by_picoclaw(case, case.verdicts[release].error))
        for case, result in judge(release)
        if "unknown field(s)" in case.verdicts[release].error
    ]
    assert len(listed) > 400
    assert [(name, sorted(ours ^ theirs)) for name, ours, theirs in listed if ours != theirs] == []


@each_release
def test_no_key_is_called_unknown_in_a_file_whose_keys_picoclaw_passed(release: str, judge: Judge) -> None:
    passed = [
        (case.id, _named_by_us(result))
        for case, result in judge(release)
        if _keys_were_right(result, case.verdicts[release].loads, case.verdicts[release].error)
    ]
    assert len(passed) > 400
    assert [(name, sorted(keys)) for name, keys in passed if keys] == []


@each_release
def test_no_rule_fails_on_a_recorded_config(release: str, judge: Judge) -> None:
    failed = [
        (case.id, result.error, [item.message for item in result.diagnostics if item.rule == engine.INTERNAL_ERROR])
        for case, result in judge(release)
        if result.error is not None or any(item.rule == engine.INTERNAL_ERROR for item in result.diagnostics)
    ]
    assert failed == []


@pytest.mark.parametrize("release", ["0.3.0", "main"])
def test_every_alias_ends_up_with_the_keys_that_picoclaw_gives_it(release: str, directories: Directories) -> None:
    off = []
    loaded = [case for case in security_cases() if case.verdicts[release].loads]
    for case in loaded:
        document = parse(discover.read_source(directories[case.id]))
        context = Context(document, discover.surroundings(document), release, TODAY)
        ours: dict[str, set[str]] = {model.alias: set() for model in context.models}
        for model in context.models:
            ours[model.alias] |= {_resolve(key, case) for key in model.keys}
        if ours != case.verdicts[release].keys:
            off.append((case.id, ours, case.verdicts[release].keys))
    assert len(loaded) > 250
    assert off == []


@each_release
def test_the_default_model_is_called_unknown_exactly_where_picoclaw_does_not_find_it(
    release: str, judge: Judge
) -> None:
    # Of a file that PicoClaw ignores for its size, that alone is said.
    loaded = [
        (case.id, case.verdicts[release].finds_default, result)
        for case, result in judge(release)
        if result.loads and len(case.data) > TINY
    ]
    off = [
        name
        for name, found, result in loaded
        if found is not None and found is any(item.rule == "unknown-default-model" for item in result.diagnostics)
    ]
    assert sum(found is not None for _, found, _ in loaded) > 250
    assert off == []


@each_release
def test_the_older_releases_said_to_refuse_a_file_are_those_that_did(release: str, judge: Judge) -> None:
    off = []
    pairs = 0
    for case, result in judge(release):
        if not result.loads:
            continue
        told = "".join(item.message for item in result.diagnostics if item.rule == "refused-by-older-release")
        for older in list(RELEASES)[: rank(release)]:
            if older in case.verdicts:
                pairs += 1
                if (older in told.partition(" or later: ")[2]) is case.verdicts[older].loads:
                    off.append((case.id, older, told, case.verdicts[older].error))
    assert pairs > 500 or release == "0.2.8"
    assert off == []


def test_a_file_that_picoclaw_saved_loads(saved: Judged) -> None:
    off = [(case.id, result.error, _load(result)) for case, result in saved if result.loads is not True]
    assert off == []
    assert [case.id for case, result in saved if _load(result)] == []


def test_only_rules_a_user_can_act_on_speak_up_on_files_that_picoclaw_saved(saved: Judged) -> None:
    files: Counter[str] = Counter()
    sample: dict[str, str] = {}
    for case, result in saved:
        files.update({item.rule for item in result.diagnostics})
        sample.update({item.rule: f"{case.id}{item.pointer}: {item.message}" for item in result.diagnostics})
    for rule, count in sorted(files.items()):
        print(f"{count:4} of {len(saved)} files  {rule:24} {sample[rule]}")
    assert dict(sorted(files.items())) == ON_SAVED_FILES


@each_release
def test_a_config_cut_off_anywhere_is_judged_and_never_said_to_load(release: str) -> None:
    chance = random.Random(f"cuts for {release}")
    off = []
    cut_short = 0
    for case in chance.choices(cases(), k=CUTS // len(RELEASES)):
        cut = chance.randrange(len(case.data) + 1)
        data = case.data[:cut]
        # Only of a file that loads: what is cut off a broken one may be what broke it.
        short = case.verdicts[release].loads and len(data.rstrip()) < len(case.data.rstrip())
        cut_short += short
        try:
            result = engine.check(Context(parse(Source(CONFIG, data)), Surroundings(), release, TODAY))
        except Exception as error:  # noqa: BLE001 - every exception is a finding here
            off.append((case.id, cut, repr(error)))
            continue
        if result.error is not None:
            off.append((case.id, cut, result.error))
        elif short and result.loads:
            off.append((case.id, cut, "said to load"))
    assert cut_short > 20
    assert off == []
