"""What an editor says of a config: ajv, which most of them use, with the published schemas."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from math import isinf
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from recorded_cases import cases, documents

from picoclaw_schema import RELEASES, schema_for

HERE = Path(__file__).parent
PUBLISHED = HERE.parents[1] / "schema/picoclaw_schema/published"
PACKAGES = HERE / "node_modules"
# npm writes it last; it lists what is installed, in the words of package-lock.json.
INSTALLED = PACKAGES / ".package-lock.json"
PATIENCE = 120.0
LIMIT = 2**63

each_release = pytest.mark.parametrize("release", RELEASES)

# Configs with a number that JavaScript cannot hold, and therefore with another verdict: how many ajv accepts because
# an integer just beyond 64 bits is rounded to the limit, and how many it refuses because a number becomes infinite.
ROUNDED = {"0.2.8": 3, "0.2.9": 8, "0.3.0": 13, "main": 15}
INFINITE = {"0.2.8": 0, "0.2.9": 1, "0.3.0": 1, "main": 2}


def _tool(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.fail(f"{name} is not on PATH; the tests in tests/editor need Node.js 18 or later with npm")
    return path


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Let one process in at a time: test runs in parallel share node_modules."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
            break
        except FileExistsError:
            if time.monotonic() > end:
                pytest.fail(f"another run installs the packages of tests/editor; if there is none, delete {lock}")
            time.sleep(0.1)
    try:
        yield
    finally:
        lock.unlink()


def _is_installed() -> bool:
    """Whether node_modules has the versions that package-lock.json names."""
    if not INSTALLED.exists():
        return False
    locked = json.loads((HERE / "package-lock.json").read_text("utf-8"))["packages"]
    installed = json.loads(INSTALLED.read_text("utf-8"))["packages"]
    return all(package["version"] == installed.get(name, {}).get("version") for name, package in locked.items() if name)


def _install() -> None:
    if _is_installed():
        return
    with _alone(HERE / "installing.lock"):
        if _is_installed():
            return
        command = [_tool("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.fail(f"npm ci failed in tests/editor: {done.stderr}")


@pytest.fixture(scope="session")
def reports() -> dict[str, Any]:
    """What ajv says, by release: of the schema itself, and of every recorded config."""
    node = _tool("node")
    _install()
    schemas = {release: str(PUBLISHED / f"config-{release}.schema.json") for release in RELEASES}
    done = subprocess.run(
        [node, str(HERE / "validate.mjs"), *schemas.values()],
        input=json.dumps({case.id: case.text for case in cases()}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    return {release: report[path] for release, path in schemas.items()}


def _verdicts(release: str) -> dict[str, bool | None]:
    """The verdict of python-jsonschema on every recorded config; None for what is no JSON."""
    validator = Draft7Validator(schema_for(release))
    values = documents()
    return {case.id: validator.is_valid(values[case.id]) if case.id in values else None for case in cases()}


def _just_beyond_64_bits(text: str) -> bool:
    """Whether a text has an integer that is too large, and that JavaScript rounds to the limit it rounds as well."""
    numbers = [int(literal) for literal in re.findall(r"-?\d{19,}", text)]
    return any(not -LIMIT <= number < LIMIT and abs(float(number)) == LIMIT for number in numbers)


def _infinite(text: str) -> bool:
    """Whether a text has a number beyond float64, which JavaScript takes for no number."""
    return any(isinf(float(literal)) for literal in re.findall(r"\d+[eE]\d+", text))


@each_release
def test_ajv_says_what_python_says_but_for_numbers_that_javascript_cannot_hold(
    release: str, reports: dict[str, Any]
) -> None:
    ours, theirs = _verdicts(release), reports[release]["verdicts"]
    assert set(ours) == set(theirs)
    texts = {case.id: case.text for case in cases()}
    looser = {name for name in ours if (ours[name], theirs[name]) == (False, True)}
    stricter = {name for name in ours if (ours[name], theirs[name]) == (True, False)}
    assert {name for name in ours if ours[name] is not theirs[name]} == looser | stricter
    assert [name for name in looser if not _just_beyond_64_bits(texts[name])] == []
    assert [name for name in stricter if not _infinite(texts[name])] == []
    assert (len(looser), len(stricter)) == (ROUNDED[release], INFINITE[release])


@each_release
def test_ajv_has_nothing_to_say_of_a_schema_in_strict_mode(release: str, reports: dict[str, Any]) -> None:
    assert reports[release]["complaints"] == []
