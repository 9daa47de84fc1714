"""The catalogue is what the lock gives, byte for byte, from the packages as the registries have them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_catalogue_rebuilds_byte_for_byte_from_the_pinned_packages() -> None:
    command = [sys.executable, str(ROOT / "tools/refresh_catalogue.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert "is up to date" in done.stdout
