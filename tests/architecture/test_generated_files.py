"""What is generated is what its generator writes today."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tools"))
from generate import GENERATORS, Files, rule_modules  # noqa: E402
from picoclaw_lint.registry import RULES  # noqa: E402


@pytest.mark.parametrize("generator", [pytest.param(generator, id=generator.__name__) for generator in GENERATORS])
def test_every_generated_file_is_current(generator: Callable[[], Files]) -> None:
    files = generator()
    assert files
    assert [path for path, text in files.items() if path.read_text("utf-8") != text] == []


def test_every_file_of_a_rule_is_in_the_index() -> None:
    assert [(rule.family, rule.name.replace("-", "_")) for rule in RULES] == rule_modules()
