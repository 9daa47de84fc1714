"""Measure ``picoclaw-lint check`` against ``check-jsonschema`` with our own schema, on configs that are clean.

    python benchmarks/check_speed.py [--runs N] [--files N] [--peer COMMAND]

With it, how long ``picoclaw-lint models`` takes to list all providers.

What counts is the CPU time, user and system, of whole processes: it is what a hook or a CI job costs, and it depends
little on what else the machine does. The two take turns, and the medians are compared. The exit code is 1 if a ratio is
above the target.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

SCHEMA = Path(__file__).resolve().parents[1] / "schema/picoclaw_schema/published/config-0.3.0.strict.schema.json"
TARGET = 0.4
# Seconds in which the list of models is there.
MODELS_TARGET = 0.5
PEER = "check-jsonschema"
INSTALL = f"""\
{PEER} is looked for beside this Python and on PATH. To have it in an environment of its own:

    python3 -m venv /tmp/peer && /tmp/peer/bin/python -m pip install check-jsonschema
    python benchmarks/check_speed.py --peer /tmp/peer/bin/check-jsonschema
"""
# Models that people run on their own machine: no key is needed, so nothing is to be said of it.
LOCAL_MODELS = ("llama3.2", "qwen3", "gemma3", "mistral-nemo", "phi4-mini", "deepseek-r1", "granite3.3", "codellama")


class Row(NamedTuple):
    """Medians of the CPU seconds of one process each."""

    files: int
    ours: float
    theirs: float

    @property
    def ratio(self) -> float:
        """How much of the peer's time is ours."""
        return self.ours / self.theirs


def clean_config(number: int) -> dict[str, Any]:
    """Return a config of about 8 KB that PicoClaw loads and no rule has anything to say of; each number another."""
    models = [
        {
            "model_name": f"{model}-{size}b-{number}",
            "provider": "ollama",
            "model": f"{model}:{size}b",
            "api_base": "http://localhost:11434/v1",
            "rpm": 30 + number % 30,
            "request_timeout": 300,
        }
        for model in LOCAL_MODELS
        for size in (3, 8, 14)
    ]
    names = [model["model_name"] for model in models]
    return {
        "version": 3,
        "agents": {
            "defaults": {
                "workspace": "~/.picoclaw/workspace",
                "restrict_to_workspace": True,
                "model_name": names[0],
                "model_fallbacks": names[1:],
                "max_tokens": 8192,
                "max_tool_iterations": 20,
                "summarize_message_threshold": 20,
                "summarize_token_percent": 75,
            },
            "list": [
                {
                    "id": "main",
                    "default": True,
                    "name": "Main",
                    "model": {"primary": names[0], "fallbacks": names[1:2]},
                },
                {"id": "research", "name": "Research", "model": names[3]},
            ],
        },
        "model_list": models,
        "session": {"dimensions": ["chat"]},
        "channel_list": {
            name: {
                "enabled": False,
                "type": name,
                "allow_from": [f"{100000 + number}", "200001"],
                "group_trigger": {"mention_only": True},
                "settings": {},
            }
            for name in ("telegram", "discord", "slack", "matrix", "feishu")
        },
        "tools": {
            "exec": {"enabled": False, "allow_remote": False, "enable_deny_patterns": True, "timeout_seconds": 60},
            "cron": {"enabled": False, "allow_command": False, "exec_timeout_minutes": 5},
            "web": {"enabled": True, "duckduckgo": {"enabled": True, "max_results": 5}},
            "read_file": {"enabled": True, "max_read_file_size": 65536},
        },
        "gateway": {"host": "localhost", "port": 18790, "hot_reload": False, "log_level": "info"},
        "heartbeat": {"enabled": True, "interval": 30},
    }


def environment(byte_code: str) -> dict[str, str]:
    """Return an environment in which both have their byte code, as an installed package does, in this directory."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": byte_code}


def cpu_seconds(command: Sequence[str], env: dict[str, str], directory: Path | None = None) -> float:
    """Run a command in a directory to its end; return what it cost, its own children included. It must succeed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env, cwd=directory)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)[:200]} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def find(name: str) -> str | None:
    """Return the path of a command: the one beside this Python, else the one on PATH."""
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.exists() else shutil.which(name)


def measure(linter: str, peer: str, paths: Sequence[str], runs: int, env: dict[str, str]) -> Row:
    """Measure both commands over the same files, in turn."""
    ours = [linter, "check", "--isolated", *paths]
    theirs = [peer, "--schemafile", str(SCHEMA), *paths]
    # The first run of each writes byte code and fills the caches of the system.
    for command in (ours, theirs):
        cpu_seconds(command, env)
    times = [(cpu_seconds(ours, env), cpu_seconds(theirs, env)) for _ in range(runs)]
    return Row(len(paths), *(statistics.median(column) for column in zip(*times, strict=True)))


def main() -> int:
    """Measure and print; return 1 if a ratio is above the target."""
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=INSTALL, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=15, help="runs of each command with one file (15)")
    parser.add_argument("--files", type=int, default=200, help="files of the second measurement (200)")
    parser.add_argument("--peer", default=find(PEER), help=f"the command {PEER}")
    options = parser.parse_args()
    linter = find("picoclaw-lint")
    if linter is None:
        parser.error("picoclaw-lint is not installed beside this Python: python -m pip install --editable .")
    if options.peer is None:
        parser.error(f"{PEER} was not found.\n\n{INSTALL}")
    with tempfile.TemporaryDirectory() as directory:
        paths = []
        for number in range(options.files):
            path = Path(directory, f"{number}.json")
            path.write_text(json.dumps(clean_config(number), indent=2) + "\n", "utf-8")
            paths.append(str(path))
        # Infos count as well: the file is clean or the comparison means little.
        env = environment(str(Path(directory, "byte-code")))
        cpu_seconds([linter, "check", "--isolated", "--fail-on", "info", paths[0]], env)
        print(f"{Path(paths[0]).stat().st_size} bytes a file; CPU seconds of a whole process, medians, taking turns")
        print(f"{'files':>5}  {'picoclaw-lint':>13}  {PEER:>16}  {'ratio':>5}  target")
        rows = []
        for count, runs in ((1, options.runs), (options.files, max(3, options.runs // 3))):
            row = measure(linter, options.peer, paths[:count], runs, env)
            rows.append(row)
            print(f"{row.files:5}  {row.ours:13.3f}  {row.theirs:16.3f}  {row.ratio:5.2f}  {TARGET}")
        times = [cpu_seconds([linter, "models"], env) for _ in range(options.runs)]
    models = statistics.median(times)
    print(f"picoclaw-lint models: {models:.3f} s (target {MODELS_TARGET})")
    return int(any(row.ratio > TARGET for row in rows) or models > MODELS_TARGET)


if __name__ == "__main__":
    raise SystemExit(main())
