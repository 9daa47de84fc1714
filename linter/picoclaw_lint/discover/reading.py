"""Reading one file that is to be judged."""

from __future__ import annotations

import os
import stat

from picoclaw_lint.source import Source

LARGEST = 16 * 1024 * 1024


class Unreadable(Exception):
    """A file that cannot be judged; the text says why, as a phrase."""


def reason(error: OSError) -> str:
    """Return what the system says of a failure, as a phrase."""
    return (error.strerror or type(error).__name__).lower()


def read_source(path: str) -> Source:
    """Read a file; raises :class:`Unreadable`."""
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            # To open a pipe would wait for somebody to write into it.
            raise Unreadable("it is a directory" if stat.S_ISDIR(status.st_mode) else "it is no regular file")
        too_large = status.st_size > LARGEST
        if not too_large:
            with open(path, "rb") as file:
                data = file.read(status.st_size + 1)
                if len(data) > status.st_size:
                    # It has grown since, or the kernel makes it up, as in /proc, and tells no size.
                    data += file.read(LARGEST + 1 - len(data))
            too_large = len(data) > LARGEST
    except OSError as error:
        raise Unreadable(reason(error)) from error
    if too_large:
        raise Unreadable(f"it is larger than {LARGEST // 1024 // 1024} MiB")
    return Source(path, data)
