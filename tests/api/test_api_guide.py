"""The guide to the Python interface tells the truth: its examples are run."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

GUIDE = Path(__file__).resolve().parents[2] / "docs/api.md"


def test_the_examples_of_the_guide_give_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = re.search(r"<!-- guide: config\.json -->\n```json\n(.*?)```", GUIDE.read_text("utf-8"), re.S)
    assert config is not None
    (tmp_path / "config.json").write_text(config[1], "utf-8")
    monkeypatch.chdir(tmp_path)
    done = doctest.testfile(str(GUIDE), module_relative=False, encoding="utf-8")
    assert done.attempted > 8
    assert done.failed == 0
