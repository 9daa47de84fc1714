"""One report, in every format, byte for byte; ``pytest --snapshot-update`` writes the files anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from report_samples import CONFIG, SECRET, everything, shown

from picoclaw_lint.report import FORMATS

GOLDEN = Path(__file__).parent / "golden"
ENDINGS = {
    "text": "txt",
    "concise": "txt",
    "json": "json",
    "jsonl": "jsonl",
    "sarif": "sarif",
    "github": "txt",
    "gitlab": "json",
    "junit": "xml",
    "markdown": "md",
}


@pytest.mark.parametrize("name", FORMATS)
def test_the_whole_report_looks_as_agreed(name: str, pytestconfig: pytest.Config) -> None:
    path = GOLDEN / f"{name}.{ENDINGS[name]}"
    report = shown(name, everything()).encode()
    if pytestconfig.getoption("update_snapshots"):
        path.write_bytes(report)
    assert path.read_bytes() == report


def test_every_golden_file_is_of_a_format() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{name}.{ENDINGS[name]}" for name in FORMATS}


@pytest.mark.parametrize("name", FORMATS)
def test_no_secret_of_a_file_is_in_a_report(name: str) -> None:
    assert "sk-one-two-three" in CONFIG
    assert "geheim-geheim" in SECRET
    report = shown(name, everything(), show_info=True)
    assert "plaintext-secret" in report
    assert "sk-one" not in report
    assert "geheim" not in report
