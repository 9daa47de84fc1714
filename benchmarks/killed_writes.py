"""Kill picoclaw-lint 200 times while it writes, and look for files that are torn or lost."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests/fixing"))
from killed_writer import WORK, kill

KILLS = 200


def main() -> int:
    """Print what was found; the exit code is 1 if anything was torn or lost."""
    wrong: list[str] = []
    for work in WORK:
        with tempfile.TemporaryDirectory() as directory:
            found = kill(Path(directory), work, KILLS, seed=1)
            left = len([name for name in Path(directory).iterdir() if name.suffix == ".tmp"])
        sys.stdout.write(f"{work}: killed {KILLS} times, {left} times within a write; torn or lost: {len(found)}\n")
        wrong += found
    sys.stdout.writelines(f"  {problem}\n" for problem in wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
