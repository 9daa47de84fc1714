"""Small packages of the shape that the real ones have, and a folder in which the tool can work with them."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import refresh_catalogue
from catalogue.fetch import Archive
from catalogue.lock import Source
from catalogue.readers import READERS

CLIENT = '''
from typing import Union
from typing_extensions import Literal, TypeAlias

raise RuntimeError("a package that is read must not run")

ChatModel: TypeAlias = Union[str, Literal["tiny-3", "tiny-2", "tiny-2-old", "tiny-1", "tiny-0", "tiny-ghost"]]
"""Deprecated values:

- "tiny-2",
  "tiny-2-old": Announced shutdown
  date: 2031-02-03. See https://example.invalid for details.
- "tiny-1": Tiny One was shut down on March 4, 2030. Use
  tiny-3 instead.
- "tiny-0": This model was retired on May 12, 2029.
- "tiny-ghost": Not a supported model ID. Retained for SDK compatibility.

More words, which are "not": a bullet.
"""
'''
SESSION = '''
class Session:
    model: Union[str, Literal["tiny-talk", "tiny-3"], None] = None
    """The model.

    Deprecated values:

    - "tiny-talk": Announced shutdown date: 2032-01-01.
    """
'''
CHAT = "openai/types/shared/chat_model.py"
REALTIME = "openai/types/live/session_config.py"


def wheel(members: dict[str, str]) -> bytes:
    """The bytes of a wheel with these files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return data.getvalue()


def tarball(members: dict[str, str]) -> bytes:
    """The bytes of a tarball of npm with these files."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content.encode())
            archive.addfile(info, io.BytesIO(content.encode()))
    return data.getvalue()


def packed(folder: Path, package: str, members: dict[str, str], registry: str = "pypi") -> Archive:
    """An archive of a package with these files, as the readers get it."""
    data = wheel(members) if registry == "pypi" else tarball(members)
    path = folder / f"{hashlib.sha256(data).hexdigest()}.archive"
    path.write_bytes(data)
    letter = READERS[package][0] if package in READERS else "x"
    return Archive(path, Source(letter, registry, package, "1.0", "0" * 64, tuple(members)))


class Project:
    """A folder with a lock, corrections and archives, in which the tool runs without any registry."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.archives = folder / "archives"
        self.archives.mkdir()
        self.output = folder / "models.json"
        self.kept = folder / "kept.json"
        self.kept.write_text("{\n}\n", "utf-8")
        self.override()
        self.release()

    def release(self, client: str = CLIENT, session: str = SESSION, **changed: Any) -> str:
        """Lay a version of the client there and lock it; the sha256."""
        data = wheel({CHAT: client, REALTIME: session})
        sha256 = hashlib.sha256(data).hexdigest()
        (self.archives / f"{sha256}.whl").write_bytes(data)
        self.lock(sha256, **changed)
        return sha256

    def lock(self, sha256: str, **changed: Any) -> None:
        """Write the lock."""
        source = {
            "id": "o",
            "registry": "pypi",
            "package": "openai",
            "version": "1.0",
            "sha256": sha256,
            "members": [CHAT, REALTIME],
        }
        data = {"as_of": "2030-06-01", "sources": [source | changed]}
        (self.folder / "sources.lock").write_text(json.dumps(data), "utf-8")

    def override(self, *entries: dict[str, Any]) -> None:
        """Write the overrides."""
        (self.folder / "overrides.json").write_text(json.dumps({"openai": entries}), "utf-8")

    def run(self, *arguments: str) -> int:
        """Run the tool; its exit code."""
        paths = [f"--lock={self.folder / 'sources.lock'}", f"--overrides={self.folder / 'overrides.json'}"]
        paths += [f"--kept={self.kept}", f"--output={self.output}", f"--archives={self.archives}"]
        return refresh_catalogue.main([*paths, *arguments])

    @property
    def models(self) -> dict[str, Any]:
        """The rows in the catalogue that was written, without the letters of their sources."""
        rows = json.loads(self.output.read_text("utf-8"))["providers"]["openai"]
        return {model: {key: value for key, value in row.items() if key != "s"} for model, row in rows.items()}

    @property
    def locked(self) -> dict[str, Any]:
        """The lock as it stands."""
        value: dict[str, Any] = json.loads((self.folder / "sources.lock").read_text("utf-8"))
        return value


def because(**fields: Any) -> dict[str, Any]:
    """An override with a reason."""
    return {"reason": "a test", "source": "none", **fields}
