"""The manifest of the hooks: pre-commit takes it, and the patterns take what may be PicoClaw's."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from hook_projects import FOREIGN, HOOKS, MANIFEST, SECURITY_FILE, SOUND, WITH_KEY, Project, run, shows_key

BOTH = ("picoclaw-lint", "picoclaw-lint-fix", "picoclaw-secrets")
SECRETS = ("picoclaw-secrets",)
NONE: tuple[str, ...] = ()

# By path, the hooks that take it.
PATHS = {
    "config.json": BOTH,
    ".picoclaw/config.json": BOTH,
    "home/.picoclaw/config.json": BOTH,
    "deploy/picoclaw/config.json": BOTH,
    "deploy/picoclaw/prod/config.json": BOTH,
    "src/config.json": BOTH,
    "notpicoclaw/config.json": BOTH,
    "workspace/config.json": BOTH,
    "config.prod.json": BOTH,
    "config.example.json": BOTH,
    "config/config.example.json": BOTH,
    "config-prod.json": BOTH,
    "config_v2.json": BOTH,
    "config (copy).json": BOTH,
    "bot.config.json": BOTH,
    "my-config.json": BOTH,
    "konfig/config-größe.json": BOTH,
    "picoclaw.json": BOTH,
    ".picoclaw.json": BOTH,
    "picoclaw-config.json": BOTH,
    "picoclaw_prod.json": BOTH,
    "deploy/picoclaw.prod.json": BOTH,
    "deploy/my picoclaw.json": BOTH,
    ".picoclaw/prod.json": BOTH,
    "bots/picoclaw/первый.json": BOTH,
    ".security.yml": SECRETS,
    "home/.picoclaw/.security.yml": SECRETS,
    ".security.yml.20260401.bak": SECRETS,
    ".security.yml~": SECRETS,
    "config.json.bak": SECRETS,
    ".picoclaw/config.json.20260401.bak": SECRETS,
    "anything.bak": SECRETS,
    "config.json~": SECRETS,
    "config.json.example": SECRETS,
    "picoclaw.json.old": SECRETS,
    ".picoclaw/workspace/config.json": SECRETS,
    "picoclaw/workspace/skills/x/config.json": SECRETS,
    "package.json": NONE,
    "tsconfig.json": NONE,
    "reconfig.json": NONE,
    "configuration.json": NONE,
    "config.yaml": NONE,
    "config.jsonc": NONE,
    "config/app.json": NONE,
    "picoclaw/prod/app.json": NONE,
    "picoclaw.md": NONE,
    "security.yml": NONE,
    "x.security.yml": NONE,
    ".security.yml2": NONE,
    "config.json/readme.txt": NONE,
    "--report=text=config.json": NONE,
    "-config.json": NONE,
    "--x/config.json": NONE,
}
# A path cannot be a file and a directory.
ON_DISK = [path for path in PATHS if path != "config.json/readme.txt"]


def takes(hook: str, path: str) -> bool:
    patterns = HOOKS[hook]
    return bool(re.search(patterns["files"], path)) and not re.search(patterns["exclude"], path)


def test_pre_commit_takes_the_manifest(tmp_path: Path) -> None:
    done = run(sys.executable, "-m", "pre_commit", "validate-manifest", MANIFEST, cwd=tmp_path, env={})
    assert (done.code, done.out) == (0, "")


def test_the_hooks_leave_args_to_the_user() -> None:
    assert set(HOOKS) == {*BOTH}
    assert all("args" not in hook and "--skip-foreign" in hook["entry"] for hook in HOOKS.values())


@pytest.mark.parametrize("path", PATHS)
def test_the_patterns_take_what_may_be_picoclaws(path: str) -> None:
    assert {hook for hook in HOOKS if takes(hook, path)} == set(PATHS[path])


@pytest.mark.parametrize("hook", BOTH)
def test_pre_commit_hands_over_these_files_and_no_others(hook: str, project: Project) -> None:
    for path in ON_DISK:
        project.write(path, SECURITY_FILE if ".security.yml" in path else WITH_KEY)
    project.git("add", "--all")
    done = project.run_hook(hook, "--all-files", args=["--output-format", "concise"])
    assert done.code == 1
    found = set(re.findall(r"^(.+?):\d+:\d+: ", done.out, re.M))
    assert found == {path for path, hooks in PATHS.items() if hook in hooks}, done.out


@pytest.mark.parametrize("hook", BOTH)
def test_a_hook_can_be_tried_from_a_clone(hook: str, published: Path, project: Project) -> None:
    project.stage("config.json", WITH_KEY)
    project.stage("sound.config.json", SOUND)
    project.stage("other/config.json", FOREIGN)
    done = project.pre_commit("try-repo", published, hook, "--files", "config.json", "sound.config.json")
    assert done.code == 1
    assert f"id: {hook}" in done.out
    assert "config.json:8:9: error[plaintext-secret]" in done.out
    assert "other/config.json" not in done.out
    assert not shows_key(done.out)
