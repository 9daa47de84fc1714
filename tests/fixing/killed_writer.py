"""A program that mends a config again and again, to be killed at any moment; and what has to hold then."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

KEY = "sk-" + "abcdefghijklmnopqrst" + "T3Blbk" + "FJ" + "abcdefghijklmnopqrst"
MODELS = 8
CONFIG = json.dumps(
    {
        "$schema": "x",
        "version": 3,
        "model_list": [
            {"model_name": f"m{number}", "model": "openai/gpt-4o", "api_keys": [f"{KEY}{number:04}"]}
            for number in range(MODELS)
        ],
    },
    indent=2,
)
OTHERS = "# kept\nweb:\n  tavily:\n    api_keys:\n      - file://tavily.key\n"
TOKEN = "123456789:" + "AAabcdefghijklmnopqrstuvwxyz1234567"
# Two files of an older version, and a security file in which that version and the new one find everything.
OLD_CONFIG = json.dumps(
    {
        "model_list": [
            {"model_name": f"m{number}", "model": "openai/gpt-4o", "api_key": f"{KEY}{number:04}"}
            for number in range(MODELS)
        ],
        "channels": {"telegram": {"enabled": True}},
    },
    indent=2,
)
OLD_SECURITY = f"{OTHERS}channels:\n  telegram:\n    token: {TOKEN}\n"
BOTH = f"{OLD_SECURITY}channel_list:\n  telegram:\n    settings:\n      token: {TOKEN}\nmodel_list:\n" + "".join(
    f"  m{number}:\n    api_keys:\n      - {KEY}{number:04}\n" for number in range(MODELS)
)
# What the program does over and over: write one file, all that "check --fix" does to a config, or "migrate --secrets".
WORK = ("writing", "mending", "migrating")
PROGRAM = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
import killed_writer
killed_writer.die_at(int(sys.argv[3]))
getattr(killed_writer, sys.argv[1])(sys.argv[2])
"""
# What a write does, one after the other: the mode, the bytes on the disk, the new name, the new name on the disk.
STEPS = ("fchmod", "fsync", "replace")


def die_at(step: int) -> None:
    """Kill this process right before it takes one of the steps of writing for the ``step``-th time; never for 0."""
    count = 0

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            nonlocal count
            count += 1
            if count == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments)

        return call

    for name in STEPS:
        setattr(os, name, counted(getattr(os, name)))


def writing(directory: str) -> None:
    """Write a config in two ways that say the same."""
    from picoclaw_lint.fixing.writing import write

    config = os.path.join(directory, "config.json")
    now, then = CONFIG.encode(), json.dumps(json.loads(CONFIG)).encode()
    with open(config, "rb") as file:
        if file.read() == then:
            now, then = then, now
    _say_ready()
    while True:
        write(config, then, was=now)
        now, then = then, now


def mending(directory: str) -> None:
    """Move the secrets of a config to the security file and back, through the code that ``check --fix`` runs."""
    import datetime

    from picoclaw_lint import run
    from picoclaw_lint.fixing.writing import replace

    config, security = os.path.join(directory, "config.json"), os.path.join(directory, ".security.yml")
    _say_ready()
    request = run.Request(
        (config,), today=datetime.date(2026, 11, 29), fixes=("safe", "unsafe"), writes=True, isolated=True
    )
    while True:
        # The way back keeps the same promise: a key is in one of the files, or in both.
        replace(config, CONFIG.encode())
        replace(security, OTHERS.encode())
        run.check(request)


def migrating(directory: str) -> None:
    """Migrate a config and its security file and bring them back."""
    import datetime

    from picoclaw_lint.discover import Git, read_source
    from picoclaw_lint.fixing.writing import replace
    from picoclaw_lint.migrating import Migrator

    config, security = os.path.join(directory, "config.json"), os.path.join(directory, ".security.yml")
    _say_ready()
    migrator = Migrator("0.3.0", datetime.date(2026, 11, 29), Git(), secrets=True)
    while True:
        replace(security, BOTH.encode())
        replace(config, OLD_CONFIG.encode())
        replace(security, OLD_SECURITY.encode())
        migrator.migrate(read_source(config))


def _say_ready() -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()


def kill(directory: Path, work: str, times: int, seed: int = 0) -> list[str]:
    """Start the program and kill it, ``times`` times; return what was wrong afterwards.

    Every other time that is at a random moment, else at a random step of writing, which a moment rarely meets.
    """
    chance = random.Random(seed)
    is_old = work == "migrating"
    (directory / "tavily.key").write_text("x")
    (directory / "config.json").write_text(OLD_CONFIG if is_old else CONFIG)
    (directory / ".security.yml").write_text(OLD_SECURITY if is_old else OTHERS)
    wrong = []
    for number in range(times):
        step = chance.randint(1, 50) if number % 2 else 0
        child = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, work, str(directory), str(step)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert child.stdout is not None
        assert child.stderr is not None
        if child.stdout.readline() != b"ready\n":
            return [child.stderr.read().decode()]
        if not step:
            time.sleep(chance.uniform(0, 0.1 if work == "writing" else 1))
            child.send_signal(signal.SIGKILL)
        if child.wait(timeout=60) != -signal.SIGKILL:
            wrong.append(f"kill {number}: it ended by itself: {child.stderr.read().decode()}")
        child.stdout.close()
        child.stderr.close()
        found = not_found(directory) if is_old else problems(directory)
        wrong += [f"kill {number}: {problem}" for problem in found]
    return wrong


def problems(directory: Path) -> list[str]:
    """Return what is torn or lost: each file is the old one or the new one, and each key is in one of them."""
    import ruamel.yaml

    found = []
    config, security = (directory / "config.json").read_text(), (directory / ".security.yml").read_text()
    try:
        models = json.loads(config)["model_list"]
    except ValueError:
        return ["config.json is torn"]
    try:
        entries = ruamel.yaml.YAML(typ="safe").load(security)
    except ruamel.yaml.YAMLError:
        return [".security.yml is torn"]
    if len(models) != MODELS or any("model" not in model for model in models):
        found.append("config.json is neither the old nor the new one")
    if entries["web"] != {"tavily": {"api_keys": ["file://tavily.key"]}} or not security.startswith("# kept"):
        found.append(".security.yml lost what it had")
    kept = entries.get("model_list", {})
    if len(kept) not in (0, MODELS):
        found.append(".security.yml is neither the old nor the new one")
    for number, model in enumerate(models):
        keys = model.get("api_keys") or kept.get(f"m{number}", {}).get("api_keys")
        if keys != [f"{KEY}{number:04}"]:
            found.append(f"the key of m{number} is lost")
    return found


def not_found(directory: Path) -> list[str]:
    """Return which secrets PicoClaw would not find, whatever version the two files are of."""
    from picoclaw_lint.context import Context
    from picoclaw_lint.discover import read_source, surroundings
    from picoclaw_lint.document import parse

    document = parse(read_source(str(directory / "config.json")))
    around = surroundings(document)
    if not document.complete or around.security is None or around.security.problem is not None:
        return ["one of the files is torn"]
    structure = Context(document, around).structure
    config, found = structure.config, [f"{problem.kind} at {problem.pointer}" for problem in structure.problems]
    keys = [model.get("api_keys") for model in config["model_list"]]
    found += [f"the key of m{n} is lost" for n in range(MODELS) if keys[n : n + 1] != [[f"{KEY}{n:04}"]]]
    if config["channel_list"]["telegram"].get("settings", {}).get("token") != TOKEN:
        found.append("the token is lost")
    if config["channel_list"]["telegram"].get("type") != "telegram":
        found.append("the type is lost")
    if not around.security.source.text.startswith(OTHERS):
        found.append(".security.yml lost what it had")
    return found
