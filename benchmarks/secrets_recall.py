"""Measure how many secrets ``picoclaw-lint check`` finds, and what it takes for one, beside ``detect-secrets``.

    python benchmarks/secrets_recall.py [--files N] [--negatives N] [--runs N] [--peer COMMAND]

The files are made by ``secrets_files.py``: secrets of all known formats in all places of a config where people have
them, and thirty kinds of configs with what only looks like one. A secret counts as found if a finding of family
``secrets`` and impact ``security`` is at the very text that holds it. Of the peer, which gives lines, any finding on
the line of a secret counts; on a line with several, each finding counts for one of them. Time is the CPU time, user and
system, of a whole process over all files; the two take turns and the medians are compared. The exit code is 1 if a
target is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from check_speed import cpu_seconds, environment, find
from secrets_files import NEGATIVES, Made, Planted, negatives, positives

RECALL = 0.995
FALSE_FILES = 1
SPEED = 5.0
QUIET = ("check", "--isolated", "--fail-on", "never")
PEER = "detect-secrets"
INSTALL = f"""\
{PEER} is looked for beside this Python and on PATH. To have it in an environment of its own:

    python3 -m venv /tmp/peer && /tmp/peer/bin/python -m pip install {PEER}==1.5.0
    python benchmarks/secrets_recall.py --peer /tmp/peer/bin/{PEER}
"""


class Files(NamedTuple):
    """The files by name: those with secrets, and the texts of those without."""

    made: dict[str, Made]
    clean: dict[str, str]

    @property
    def names(self) -> list[str]:
        """All names."""
        return [*self.made, *self.clean]


def make(positive: int, negative: int) -> Files:
    """Make the files."""
    made = {f"with-{index}.json": each for index, each in enumerate(positives(positive))}
    clean = {f"without-{index} ({kind}).json": each for index, (kind, each) in enumerate(negatives(negative))}
    return Files(made, clean)


def findings(linter: str, names: Sequence[str], directory: Path) -> dict[str, list[str]]:
    """Return the pointers of our findings by the name of the file."""
    command = [linter, *QUIET, "--output-format", "json", *names]
    done = subprocess.run(command, capture_output=True, check=True, cwd=directory)
    return {
        file["path"]: [
            item["pointer"]
            for item in file["diagnostics"]
            if item["family"] == "secrets" and item["impact"] == "security"
        ]
        for file in json.loads(done.stdout)["files"]
    }


def findings_of_peer(peer: str, names: Sequence[str], directory: Path) -> dict[str, list[int]]:
    """Return the lines of the peer's findings by the name of the file."""
    done = subprocess.run([peer, "scan", "-n", *names], capture_output=True, check=True, cwd=directory)
    found: dict[str, list[dict[str, Any]]] = json.loads(done.stdout)["results"]
    return {name: [item["line_number"] for item in items] for name, items in found.items()}


def missed(files: Files, found: Mapping[str, list[str]]) -> list[Planted]:
    """Return the secrets that have no finding at their text."""
    return [each for name, made in files.made.items() for each in made.planted if each.pointer not in found[name]]


def found_on_lines(files: Files, found: Mapping[str, list[int]]) -> int:
    """Return how many secrets are found by findings on their lines."""
    total = 0
    for name, made in files.made.items():
        planted, lines = (
            Counter(each.line for each in made.planted),
            Counter(found.get(name, ())),
        )
        total += sum(min(count, lines[line]) for line, count in planted.items())
    return total


def false_files(files: Files, found: Mapping[str, Sequence[object]]) -> list[int]:
    """Return, of each thirty files without secrets, how many have a finding."""
    names, kinds = list(files.clean), len(NEGATIVES)
    return [
        sum(bool(found.get(name)) for name in names[start : start + kinds]) for start in range(0, len(names), kinds)
    ]


def seconds(commands: Sequence[Sequence[str]], directory: Path, runs: int) -> list[float]:
    """Return the median of the CPU seconds of each command, run in turn."""
    with tempfile.TemporaryDirectory() as byte_code:
        env = environment(byte_code)
        times = [[cpu_seconds(command, env, directory) for command in commands] for _ in range(runs + 1)]
    # The first run of each writes byte code and fills the caches of the system.
    return [statistics.median(column) for column in zip(*times[1:], strict=True)]


def explain(lost: Sequence[Planted], files: Files, found: Mapping[str, list[str]]) -> None:
    """Print the places of what was missed and of what was found without being there; no secret."""
    for each in lost:
        print(f"missed: {len(each.secret)} characters at {each.pointer}")
    for name in files.clean:
        if found[name]:
            print(f"false: {name} at {', '.join(map(str, found[name]))}")


def main() -> int:
    """Measure and print; return 1 if a target is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__,
        epilog=INSTALL,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--files",
        type=int,
        default=520,
        help="files with secrets (520: all formats in all places)",
    )
    parser.add_argument(
        "--negatives",
        type=int,
        default=300,
        help="files without, of 30 kinds in turn (300)",
    )
    parser.add_argument("--runs", type=int, default=3, help="runs of each command (3)")
    parser.add_argument("--peer", default=find(PEER), help=f"the command {PEER}")
    options = parser.parse_args()
    linter = find("picoclaw-lint")
    if linter is None:
        parser.error("picoclaw-lint is not installed beside this Python: python -m pip install --editable .")
    if options.peer is None:
        parser.error(f"{PEER} was not found.\n\n{INSTALL}")
    # Both run in a directory of their own.
    linter, options.peer = os.path.abspath(linter), os.path.abspath(options.peer)
    files = make(options.files, options.negatives)
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        for path, text in (
            *((path, made.text) for path, made in files.made.items()),
            *files.clean.items(),
        ):
            Path(directory, path).write_bytes(text.encode())
        ours = findings(linter, files.names, directory)
        theirs = findings_of_peer(options.peer, files.names, directory)
        commands = (
            # As the peer: secrets alone, and a line for each finding.
            [
                linter,
                *QUIET,
                "--select",
                "secrets",
                "--output-format",
                "concise",
                *files.names,
            ],
            [options.peer, "scan", "-n", *files.names],
        )
        our_time, their_time = seconds(commands, directory, options.runs)
    lost = missed(files, ours)
    explain(lost, files, ours)
    total = sum(len(made.planted) for made in files.made.values())
    recall, their_recall = 1 - len(lost) / total, found_on_lines(files, theirs) / total
    wrong, their_wrong = false_files(files, ours), false_files(files, theirs)
    faster = their_time / our_time
    print(f"{total} secrets in {len(files.made)} files; {len(files.clean)} files without, of {len(NEGATIVES)} kinds")
    print(f"{'':36}  {'picoclaw-lint':>13}  {PEER:>14}  target")
    print(f"{'secrets found':36}  {recall:13.2%}  {their_recall:14.2%}  >= {RECALL:.1%}")
    print(f"{'of 30 files without, with a finding':36}  {max(wrong):13}  {max(their_wrong):14}  <= {FALSE_FILES}")
    print(f"{'CPU seconds, all files':36}  {our_time:13.2f}  {their_time:14.2f}")
    print(f"{'times as fast':36}  {faster:13.1f}  {1:14}  >= {SPEED:.0f}")
    return int(recall < RECALL or max(wrong) > FALSE_FILES or faster < SPEED)


if __name__ == "__main__":
    raise SystemExit(main())
