"""Getting a pinned package: the archive with the pinned content, from a folder of archives or from its registry.

pip and npm do the downloading, so that proxies, mirrors and certificates are as the user has set them up. Both are told
the exact version and run nothing of the package; what arrives counts only with the pinned sha256.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
import zlib
from pathlib import Path

from catalogue.failure import CatalogueError
from catalogue.lock import Source

# One answer for every machine: a package with compiled parts has a wheel for each, and only data is read in it.
_PLATFORM = ("--platform", "manylinux_2_28_x86_64", "--implementation", "cp", "--abi", "abi3", "--abi", "none")
_PYTHON = ("--python-version", "3.12")
# No file that is read is larger than some 3 MB.
_LARGEST = 100_000_000
# What zipfile and tarfile raise for an archive that is cut, damaged, encrypted or packed in an unknown way.
_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, RuntimeError, OSError, ValueError)


class Archive:
    """A wheel or a tarball of npm, read member by member."""

    def __init__(self, path: Path, source: Source) -> None:
        self.path = path
        self.source = source

    def read(self, member: str) -> bytes:
        """Return one file of it; raises :class:`CatalogueError` if there is none of this name that can be read."""
        try:
            data = self._from_wheel(member) if self.source.registry == "pypi" else self._from_tarball(member)
        except KeyError as error:
            raise CatalogueError(f"{self.source.pin} has no file {member}") from error
        except _BROKEN as error:
            raise CatalogueError(f"{self.path.name} cannot be read: {error or type(error).__name__}") from error
        return data

    def _from_wheel(self, member: str) -> bytes:
        with zipfile.ZipFile(self.path) as wheel:
            self._check_size(member, wheel.getinfo(member).file_size)
            return wheel.read(member)

    def _from_tarball(self, member: str) -> bytes:
        with tarfile.open(self.path) as tarball:
            info = tarball.getmember(member)
            self._check_size(member, info.size)
            file = tarball.extractfile(info) if info.isreg() else None
            if file is None:
                raise KeyError(member)
            return file.read()

    def _check_size(self, member: str, size: int) -> None:
        if size > _LARGEST:
            raise CatalogueError(f"{self.source.pin}: {member} has {size} bytes, too many for what it was")

    def text(self, member: str) -> str:
        """Return one file of it as text."""
        return self.read(member).decode("utf-8")


def archive(source: Source, folder: Path) -> Archive:
    """Return the archive of a source out of ``folder``, where it is put first if it is not there."""
    kept = _place(source, folder)
    if not kept.is_file() or sha256_of(kept) != source.sha256:
        with tempfile.TemporaryDirectory(prefix="catalogue-") as temporary:
            found = download(source, Path(temporary))
            if (digest := sha256_of(found)) != source.sha256:
                raise CatalogueError(f"{source.pin} has sha256 {digest}, but {source.sha256} is pinned")
            put_away(found, source, folder)
    return Archive(kept, source)


def put_away(found: Path, source: Source, folder: Path) -> None:
    """Move an archive into ``folder``, under the sha256 of its source."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.move(found, _place(source, folder))


def _place(source: Source, folder: Path) -> Path:
    return folder / f"{source.sha256}{'.whl' if source.registry == 'pypi' else '.tgz'}"


def sha256_of(path: Path) -> str:
    """The sha256 of a file, in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def download(source: Source, directory: Path) -> Path:
    """Download exactly this version into an empty directory, and return the one file that came."""
    if source.registry == "pypi":
        _pip("download", "--no-deps", "--only-binary=:all:", *_PLATFORM, *_PYTHON, "--dest", str(directory),
             f"{source.package}=={source.version}", what=source.pin)  # fmt: skip
    else:
        _npm("pack", "--ignore-scripts", "--loglevel=error", "--pack-destination", str(directory),
             f"{source.package}@{source.version}", what=source.pin)  # fmt: skip
    files = sorted(directory.iterdir())
    if len(files) != 1:
        raise CatalogueError(f"{source.pin}: {len(files)} files came, one was wanted")
    return files[0]


def latest_version(source: Source) -> str:
    """Ask the registry for the newest version of a package."""
    if source.registry == "npm":
        version = json.loads(_npm("view", source.package, "version", "--json", what=source.package))
        return str(version)
    with tempfile.TemporaryDirectory(prefix="catalogue-") as temporary:
        # The report of a dry run names what would be installed; nothing is.
        report = Path(temporary) / "report.json"
        _pip("install", "--dry-run", "--ignore-installed", "--no-deps", "--only-binary=:all:", *_PLATFORM, *_PYTHON,
             "--target", temporary, "--report", str(report), source.package, what=source.package)  # fmt: skip
        found = json.loads(report.read_text("utf-8"))["install"]
        return str(found[0]["metadata"]["version"])


def is_newer(version: str, than: str) -> bool:
    """Whether a version comes after another: a registry may have taken one back.

    1.0rc1 and 1.0.0-beta.2 come before 1.0 and 1.0.0, and 1.0.post1 after.
    """

    def order(text: str) -> tuple[list[int], bool, list[int]]:
        rest = text.lstrip("0123456789.")
        release = text.removesuffix(rest)
        numbers, more = (list(map(int, re.findall(r"\d+", part))) for part in (release, rest))
        return numbers, not rest or rest.startswith("post"), more

    return order(version) > order(than)


def _pip(*arguments: str, what: str) -> str:
    return _run([sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments], what)


def _npm(*arguments: str, what: str) -> str:
    npm = shutil.which("npm")
    if npm is None:
        raise CatalogueError(f"npm is needed for {what}, and is not there")
    return _run([npm, *arguments], what)


def _run(command: list[str], what: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        reason = "\n".join(done.stderr.strip().splitlines()[-5:])
        raise CatalogueError(f"{Path(command[0]).name} could not get {what}:\n{reason}")
    return done.stdout
