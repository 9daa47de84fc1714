"""Measure how long VS Code's JSON language service takes to validate a config with the published schemas.

    python benchmarks/editor_speed.py [--runs N]

It prints, for a config of about 20 KB, the median time of one validation in milliseconds: with the schema for editors,
with the strict one, and with one that says nothing, which is what the service takes by itself. Node.js and the packages
of tests/editor are needed (``make node``).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

from check_speed import clean_config

ROOT = Path(__file__).resolve().parents[1]
PUBLISHED = ROOT / "schema/picoclaw_schema/published"
SERVICE = ROOT / "tests/editor/service.mjs"
SIZE = 20_000


def config_text() -> str:
    """Return a clean config of at least :data:`SIZE` bytes, as people indent it."""
    config = clean_config(0)
    number = 0
    while len(text := json.dumps(config, indent=2)) < SIZE:
        number += 1
        config["model_list"] += clean_config(number)["model_list"]
    return text


def measure(schema: Path, text: str, runs: int) -> float:
    """Return the median of ``runs`` validations with a schema, in milliseconds, after a warm-up."""
    given = json.dumps({"schema": str(schema), "documents": [{"id": "config", "text": text, "offset": None}]})
    command = ["node", str(SERVICE), "--measure", str(runs)]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    return float(json.loads(done.stdout)["config"])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=200)
    runs = parser.parse_args().runs
    text = config_text()
    with tempfile.TemporaryDirectory() as folder:
        nothing = Path(folder) / "nothing.schema.json"
        nothing.write_text("{}", "utf-8")
        schemas = {
            "for editors": PUBLISHED / "config.schema.json",
            "strict": PUBLISHED / "config-0.3.0.strict.schema.json",
            "none": nothing,
        }
        times = {name: measure(path, text, runs) for name, path in schemas.items()}
    print(f"validation of a config of {len(text.encode()) / 1000:.1f} KB, median of {runs}")
    for name, time in times.items():
        print(f"  schema {name:12} {time:6.2f} ms")


if __name__ == "__main__":
    main()
