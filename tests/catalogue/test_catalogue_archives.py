"""Packages that are damaged or strange, and what registries answer: a clear word, never a traceback."""

from __future__ import annotations

import io
import json
import subprocess
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tiny_packages import tarball, wheel

from catalogue import fetch
from catalogue.failure import CatalogueError
from catalogue.fetch import Archive, is_newer, latest_version
from catalogue.lock import Source

WHEEL = wheel({"a.json": "{}" * 1000, "b": "b"})
TARBALL = tarball({"a.json": "{}" * 1000, "b": "b"})


def linked() -> bytes:
    """A tarball in which one name is a link to another, and one to itself."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        for name, target in (("a.json", "b"), ("loop", "loop")):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, target
            archive.addfile(info)
        info = tarfile.TarInfo("b")
        info.size = 2
        archive.addfile(info, io.BytesIO(b"{}"))
    return data.getvalue()


def encrypted() -> bytes:
    """A wheel whose members are marked as encrypted, in the file and in its directory."""
    data = bytearray(WHEEL)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = data.find(mark)
        while position >= 0:
            data[position + at] |= 1
            position = data.find(mark, position + 1)
    return bytes(data)


@pytest.mark.parametrize(
    ("registry", "data", "member"),
    [
        ("pypi", b"", "a.json"),
        ("pypi", WHEEL[:-30], "a.json"),
        ("pypi", WHEEL.replace(b"{}{}", b"{}[]", 1), "a.json"),
        ("pypi", encrypted(), "a.json"),
        ("npm", b"", "a.json"),
        ("npm", TARBALL[:40], "a.json"),
        ("npm", TARBALL[:30] + b"\x00" * 20 + TARBALL[50:], "a.json"),
        ("npm", linked(), "a.json"),
        ("npm", linked(), "loop"),
    ],
    ids=[
        *("empty wheel", "cut wheel", "changed wheel", "encrypted wheel", "empty tarball", "cut tarball"),
        *("damaged tarball", "link", "link to itself"),
    ],
)
def test_an_archive_that_cannot_be_read_is_a_clear_error(
    tmp_path: Path, registry: str, data: bytes, member: str
) -> None:
    path = tmp_path / "archive"
    path.write_bytes(data)
    with pytest.raises(CatalogueError, match=r"cannot be read|has no file"):
        Archive(path, Source("x", registry, "p", "1", "0" * 64, (member,))).text(member)


@pytest.mark.parametrize("registry", ["pypi", "npm"])
def test_a_member_of_no_sane_size_is_not_read(tmp_path: Path, registry: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "_LARGEST", 1999)
    path = tmp_path / "archive"
    path.write_bytes(WHEEL if registry == "pypi" else TARBALL)
    archive = Archive(path, Source("x", registry, "p", "1", "0" * 64, ("a.json", "b")))
    assert archive.text("b") == "b"
    with pytest.raises(CatalogueError, match="has 2000 bytes"):
        archive.text("a.json")


def test_the_wheels_of_these_tests_are_whole() -> None:
    with zipfile.ZipFile(io.BytesIO(WHEEL)) as archive:
        assert archive.testzip() is None


# --- registries ---


@pytest.mark.parametrize(
    ("version", "than", "newer"),
    [
        ("1.10.0", "1.9.9", True),
        ("2.0", "1.99", True),
        ("1.0.1", "1.0", True),
        ("1.0", "1.0", False),
        ("0.9", "1.0", False),
        ("1.9", "1.10", False),
        ("1.0", "1.0rc1", True),
        ("1.0rc1", "1.0", False),
        ("1.0rc2", "1.0rc1", True),
        ("1.0.0", "1.0.0-beta.2", True),
        ("1.0.post1", "1.0", True),
        ("1.0", "1.0.post1", False),
    ],
)
def test_versions_are_compared_by_their_numbers(version: str, than: str, newer: bool) -> None:
    assert is_newer(version, than) is newer


def answer(monkeypatch: pytest.MonkeyPatch, output: str, *, report: Any = None) -> list[list[str]]:
    """Let pip and npm answer this; what they were asked is returned."""
    asked: list[list[str]] = []

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        if report is not None:
            Path(command[command.index("--report") + 1]).write_text(json.dumps(report), "utf-8")
        return subprocess.CompletedProcess(command, 0, output, "")

    monkeypatch.setattr(fetch.subprocess, "run", run)
    return asked


def test_pip_is_asked_for_the_newest_wheel_and_installs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answer(monkeypatch, "", report={"install": [{"metadata": {"version": "7.8.9"}}]})
    assert latest_version(Source("o", "pypi", "openai", "1.0", "0" * 64, ())) == "7.8.9"
    assert {"--dry-run", "--no-deps", "--only-binary=:all:", "openai"} <= set(asked[0])


def test_npm_is_asked_for_the_newest_version(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answer(monkeypatch, '"4.5.6"\n')
    assert latest_version(Source("m", "npm", "@mastra/core", "1.0", "0" * 64, ())) == "4.5.6"
    assert asked[0][1:] == ["view", "@mastra/core", "version", "--json"]


def test_without_npm_it_is_said_that_npm_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch.shutil, "which", lambda _: None)
    with pytest.raises(CatalogueError, match="npm is needed for @mastra/core, and is not there"):
        latest_version(Source("m", "npm", "@mastra/core", "1.0", "0" * 64, ()))


@pytest.mark.parametrize("count", [0, 2])
def test_a_download_that_brings_no_file_or_several_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    answer(monkeypatch, "")
    for number in range(count):
        (tmp_path / f"{number}").write_bytes(b"")
    with pytest.raises(CatalogueError, match=f"{count} files came, one was wanted"):
        fetch.download(Source("o", "pypi", "openai", "1.0", "0" * 64, ()), tmp_path)


def test_the_reason_that_npm_gives_is_shown(tmp_path: Path) -> None:
    nowhere = Source("x", "npm", str(tmp_path / "no-such-folder"), "1.0", "0" * 64, ())
    with pytest.raises(CatalogueError, match=r"could not get npm:.*\n.*npm (?:ERR!|error)"):
        fetch.download(nowhere, tmp_path)
