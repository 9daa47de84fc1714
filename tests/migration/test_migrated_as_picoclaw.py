"""A config that we migrate means what PicoClaw made of the same config; where the words differ, there is a reason."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from as_saved import MISSING, REASONS, Difference, at, differences, leaves
from recorded_cases import CONFIG, Case, cases, saved_files

from picoclaw_lint.discover import Git
from picoclaw_lint.document import parse
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.migrating import Migrated, Migrator, Unmigratable, refusals
from picoclaw_lint.source import Source
from picoclaw_lint.structure.numbers import generic

RELEASE = "0.3.0"
MIGRATOR = Migrator(RELEASE, datetime.date(2026, 11, 29), Git(), writes=False)


@pytest.fixture(autouse=True)
def nothing_beside(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@cache
def migrated(data: bytes) -> tuple[Migrated, Source]:
    source = Source(CONFIG, data)
    found = MIGRATOR.migrate(source)
    return found, next((rewrite.after for rewrite in found.rewrites), source)


@cache
def texts() -> Mapping[str, bytes]:
    return {case.id: case.data for case in cases()}


def found_differences(saved: Case) -> list[Difference]:
    _, ours = migrated(texts()[saved.id])
    return list(differences(generic(parse(ours).value), generic(json.loads(saved.data))))


def test_every_value_of_ours_is_the_saved_one_or_differs_for_a_known_reason() -> None:
    unexplained = [(case.id, item) for case in saved_files() for item in found_differences(case) if not item.reason]
    assert unexplained == []


def test_every_reason_is_needed() -> None:
    counts = Counter(item.reason for case in saved_files() for item in found_differences(case))
    assert set(counts) == set(REASONS)


def test_what_only_picoclaw_writes_is_nothing_that_somebody_said() -> None:
    """Of each field the saved files have one default beside 0, false and empty, or there is a reason."""
    added: dict[str, set[str]] = {}
    for saved in saved_files():
        ours, theirs = generic(parse(migrated(texts()[saved.id])[1]).value), generic(json.loads(saved.data))
        for place, value in leaves(theirs, ()):
            if at(ours, place) is MISSING and value and not is_explained(place, value, ours):
                added.setdefault(field(place, theirs), set()).add(json.dumps(value))
    assert {path: values for path, values in added.items() if len(values) > 1} == {}
    assert len(added) > 50


def field(place: Pointer, config: dict[str, Any]) -> str:
    """A place with the type of a channel for its name, without indices."""
    if place[0] == "channel_list":
        place = (place[0], config["channel_list"][place[1]]["type"], *place[2:])
    return ".".join("[]" if isinstance(step, int) else step for step in place)


def is_explained(place: Pointer, value: Any, ours: dict[str, Any]) -> bool:
    if place[0] == "model_list" and not ours.get("model_list"):
        return True  # where no model is given, PicoClaw has its own
    if place[0] == "model_list" and place[2] == "fallbacks":
        # One entry for each further key goes before what was given.
        given = at(ours, place[:3])
        return "__key_" in value or (isinstance(given, list) and value in given)
    if place[:2] == ("session", "dimensions"):
        return "dm_scope" in ours.get("session", {})
    if place[:3] == ("tools", "skills", "registries"):
        return isinstance(at(ours, place[:3]), list)  # see "registries"
    return False


def test_models_keep_the_keys_that_picoclaw_gave_them() -> None:
    compared = 0
    for saved in saved_files():
        recorded = next(case for case in cases() if case.id == saved.id).verdicts[RELEASE]
        assert recorded.loads
        _, ours = migrated(texts()[saved.id])
        assert keys_of(parse(ours).value) == model_keys()[saved.id], saved.id
        compared += 1
    assert compared == len(saved_files()) > 250


@cache
def model_keys() -> Mapping[str, dict[str, frozenset[str]]]:
    from recorded_cases import migrated_keys

    return migrated_keys()


def keys_of(config: dict[str, Any]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for model in config.get("model_list") or ():
        written = model.get("api_keys")
        keys = [key for key in written if key and key != "[NOT_HERE]"] if isinstance(written, list) else []
        found[model["model_name"]] = found.get(model["model_name"], frozenset()) | frozenset(keys)
    return {name: keys for name, keys in found.items() if keys}


OLD = [case for case in cases() if parse(Source(CONFIG, case.data)).complete]


def test_what_picoclaw_loads_is_loaded_after_the_migration_and_much_that_it_refuses() -> None:
    outcome: Counter[tuple[bool, str]] = Counter()
    for case in OLD:
        loads = case.verdicts[RELEASE].loads
        try:
            found, _ = migrated(case.data)
        except Unmigratable:
            outcome[loads, "stays"] += 1
            continue
        if found.version != 3:
            outcome[loads, "refused" if any(refusals(found)) else "loaded"] += 1
    assert outcome[True, "refused"] == outcome[True, "stays"] == 0
    assert outcome[True, "loaded"] == 293
    # $schema, build_info, api_key without a key or in version 2, providers, numbers in quotes, misspelt fields.
    assert outcome[False, "loaded"] == 167


def test_the_migrated_file_is_migrated_for_good() -> None:
    for saved in saved_files():
        _, ours = migrated(texts()[saved.id])
        again, same = migrated(ours.data)
        assert (again.version, again.steps, same.data) == (3 if again.version else 0, (), ours.data)


@pytest.mark.parametrize("saved", saved_files()[:40], ids=lambda case: case.id)
def test_layout_and_line_ends_of_the_file_stay(saved: Case) -> None:
    value = json.loads(texts()[saved.id])
    for indent, newline in ((None, "\n"), (4, "\r\n"), ("\t", "\n")):
        separators = (",", ":") if indent is None else (",", ": ")
        if indent is not None and '["' not in json.dumps(value):
            continue  # how the file has its lists is not known then
        data = json.dumps(value, indent=indent, separators=separators).replace("\n", newline).encode()
        _, ours = migrated(data)
        text = ours.text
        assert parse(ours).value == json.loads(json.dumps(parse(migrated(texts()[saved.id])[1]).value))
        if indent is None:
            assert "\n" not in text
            assert text == json.dumps(json.loads(text), separators=separators)
        else:
            assert text == json.dumps(json.loads(text), indent=indent, separators=separators).replace("\n", newline)
