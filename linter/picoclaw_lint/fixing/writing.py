"""Writing a file so that, whatever happens, there is the old one or the new one, and never a part of either."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Callable


class Unwritable(Exception):
    """A file that cannot be written; the text says why, as a phrase."""


def write(path: str, data: bytes, *, was: bytes | None, mode: int = 0o600, private: bool = False) -> None:
    """Write ``data`` to a file that holds ``was``, or that is not there (None); raises :class:`Unwritable`.

    The new content goes to a temporary file in the same directory and to the disk before it takes the place of the old
    one, whose mode, owner and extended attributes it has; if it is ``private``, nobody else may read it from then on. A
    link stays one: the file that it leads to is written. A file that is not there yet gets ``mode``. A file that holds
    something else by now is left alone.
    """
    replace(path, data, mode=mode, private=private, check=lambda target: _check(target, was))


def replace(
    path: str,
    data: bytes,
    *,
    mode: int | None = None,
    private: bool = False,
    check: Callable[[str], None] = lambda _: None,
) -> None:
    """Write a file as :func:`write` does, whatever it holds; ``check`` is asked right before, with its real path.

    With ``mode`` None a file that is not there yet gets the usual mode of new files.
    """
    target = os.path.realpath(path)
    directory, name = os.path.split(target)
    try:
        # Nobody else can read it before it has the mode of the file that it replaces.
        handle, beside = tempfile.mkstemp(prefix=f"{name[:100]}.", suffix=".tmp", dir=directory)
    except FileNotFoundError as error:
        raise Unwritable(_reason(error)) from error
    except OSError as error:
        raise Unwritable(f"nothing can be written in its directory ({_reason(error)})") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            _make_alike(file.fileno(), target, mode, private=private)
            os.fsync(file.fileno())
        check(target)
        os.replace(beside, target)
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        if isinstance(error, OSError):
            raise Unwritable(_reason(error)) from error
        raise
    _settle(directory)


def _check(target: str, was: bytes | None) -> None:
    try:
        with open(target, "rb") as file:
            now: bytes | None = file.read()
    except FileNotFoundError:
        now = None
    if now != was:
        raise Unwritable("it changed after it was read" if was is not None else "it has come into being meanwhile")


def _make_alike(handle: int, target: str, mode: int | None, *, private: bool) -> None:
    """Give a file the owner, mode and extended attributes of the one that it is to replace."""
    try:
        old = os.stat(target)
    except FileNotFoundError:
        if os.name == "posix":
            os.fchmod(handle, _usual_mode() if mode is None else mode)
        return
    if os.name != "posix":
        return
    new = os.fstat(handle)
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        try:
            os.fchown(handle, old.st_uid, old.st_gid)
        except PermissionError as error:
            raise Unwritable("it belongs to somebody else, and would not any more") from error
    os.fchmod(handle, stat.S_IMODE(old.st_mode) & (0o700 if private else 0o7777))
    for name in os.listxattr(target) if hasattr(os, "listxattr") else ():
        # Some are the system's own, such as a label that a file gets where it is made.
        with contextlib.suppress(OSError):
            os.setxattr(handle, name, os.getxattr(target, name))


def _usual_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _settle(directory: str) -> None:
    """Bring the new name to the disk too, where a directory can be asked for that."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
