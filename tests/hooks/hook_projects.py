"""Repositories to run the hooks in: the real pre-commit, and this checkout in place of the published repository."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
HOOKS: dict[str, dict[str, Any]] = {hook["id"]: hook for hook in YAML(typ="safe").load(MANIFEST)}
# The tag that the documents name; the copy of this checkout has it too.
RELEASE = "v0.1.0"

SOUND: dict[str, Any] = {
    "version": 3,
    "model_list": [{"model_name": "local", "model": "ollama/llama3.2", "rpm": 60, "request_timeout": 600}],
    "agents": {"defaults": {"model_name": "local"}},
}
# PicoClaw refuses it.
REFUSED: dict[str, Any] = {"gatewy": {}, **SOUND}
# PicoClaw loads it, and a key is there twice.
WARNED = json.dumps(SOUND).replace("{", '{"version": 3, ', 1)
# Another program's.
FOREIGN = {"name": "something else", "gatewy": {}, "port": 80}
# Put together here, so that none stands in any file.
KEY = "sk-" + "proj-" + "q7Zt3LmX0vB9" * 3 + "T3Blbk" + "FJ" + "w2Yc8RnK5dHs"
WITH_KEY: dict[str, Any] = {
    "version": 3,
    "model_list": [{"model_name": "main", "model": "openai/gpt-4o-mini", "api_keys": [KEY]}],
}
SECURITY_FILE = f"model_list:\n  other:\n    api_keys:\n      - {KEY}\n"


def shows_key(text: str) -> bool:
    """Whether a text has any part of the key."""
    return any(KEY[start : start + 8] in text for start in range(len(KEY) - 7))


def homepage() -> str:
    """Return the address of the published repository."""
    stated = re.search(r'^Homepage = "(.+)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.M)
    assert stated is not None
    return stated[1]


class Done(NamedTuple):
    """How a program ended."""

    code: int
    out: str


def run(*command: str | Path, cwd: Path, env: Mapping[str, str]) -> Done:
    """Run a program; its output and its complaints come together, as somebody before a terminal sees them."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return Done(done.returncode, done.stdout)


def environment(published: Path, cache: Path) -> dict[str, str]:
    """Return the environment for git and pre-commit; in it the published repository's address leads to a copy."""
    left_out = ("GIT_", "PRE_COMMIT", "PICOCLAW_", "SKIP", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE")
    env = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    settings = {
        f"url.{published.as_uri()}.insteadOf": homepage(),
        "user.name": "Alex",
        "user.email": "alex@example.org",
        "commit.gpgSign": "false",
        "init.defaultBranch": "main",
        "core.autocrlf": "false",
    }
    env["GIT_CONFIG_COUNT"] = str(len(settings))
    for number, (key, value) in enumerate(settings.items()):
        env |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return {**env, "PRE_COMMIT_HOME": str(cache)}


def publish(target: Path, env: Mapping[str, str]) -> None:
    """Put the files of this checkout, as they stand, into a repository of their own, as one commit with the tag."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        # A file that was removed is still listed until that is committed.
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "All files"], ["tag", RELEASE]):
        done = run("git", *arguments, cwd=target, env=env)
        assert done.code == 0, done.out


def hooks_yaml(*hooks: str, **settings: Any) -> str:
    """Return a .pre-commit-config.yaml with these hooks, each with these settings."""
    chosen = [{"id": hook, **settings} for hook in hooks]
    # JSON is YAML.
    return json.dumps({"repos": [{"repo": homepage(), "rev": RELEASE, "hooks": chosen}]})


class Project:
    """A repository of somebody who uses the hooks."""

    def __init__(self, directory: Path, env: Mapping[str, str]) -> None:
        self.directory = directory
        self.env = env
        self.git("init", "-q")

    def write(self, path: str, content: str | Mapping[str, Any]) -> Path:
        """Write a file, and the directories it is in."""
        target = self.directory / path
        target.parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str) else json.dumps(content, indent=2)
        target.write_bytes(text.encode())
        return target

    def stage(self, path: str, content: str | Mapping[str, Any]) -> None:
        """Write a file and stage it."""
        self.write(path, content)
        self.git("add", "--", path)

    def try_git(self, *arguments: str) -> Done:
        """Run git, which may fail."""
        return run("git", *arguments, cwd=self.directory, env=self.env)

    def git(self, *arguments: str) -> str:
        """Run git, which must not fail; return its output."""
        done = self.try_git(*arguments)
        assert done.code == 0, done.out
        return done.out

    def pre_commit(self, *arguments: str | Path) -> Done:
        """Run pre-commit."""
        return run(sys.executable, "-m", "pre_commit", *arguments, cwd=self.directory, env=self.env)

    def run_hook(self, hook: str, *arguments: str, **settings: Any) -> Done:
        """Run a hook, with the settings it is given in the project's file, and show its output even if it passes."""
        self.write(".pre-commit-config.yaml", hooks_yaml(hook, **settings))
        return self.pre_commit("run", "--verbose", hook, *arguments)

    def commit(self) -> Done:
        """Commit what is staged."""
        return self.try_git("commit", "-m", "A change")

    @property
    def commits(self) -> int:
        """How many commits there are."""
        return int(self.git("rev-list", "--all", "--count"))

    def snapshot(self) -> dict[str, tuple[bytes, int]]:
        """Return content and time of change of every file, git's own left out."""
        files = (path for path in self.directory.rglob("*") if path.is_file())
        return {
            str(path.relative_to(self.directory)): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in files
            if ".git" not in path.relative_to(self.directory).parts
        }
