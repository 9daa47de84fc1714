"""Who can read a file, by the permissions of POSIX."""

from __future__ import annotations

import os
import stat

from picoclaw_lint.surroundings import Readers


def readers(path: str) -> Readers:
    """Say who can read a file besides its owner; nobody on Windows, where permissions are of another kind.

    A directory on the way that cannot be entered keeps people out, whatever the file itself allows.
    """
    if os.name == "nt":
        return ""
    real = os.path.realpath(path)
    try:
        file = os.stat(real)
        group = bool(file.st_mode & stat.S_IRGRP)
        others = bool(file.st_mode & stat.S_IROTH)
        while (group or others) and os.path.dirname(real) != real:
            real = os.path.dirname(real)
            directory = os.stat(real)
            is_open = bool(directory.st_mode & stat.S_IXOTH)
            group = group and (bool(directory.st_mode & stat.S_IXGRP) if directory.st_gid == file.st_gid else is_open)
            others = others and is_open
    except OSError:
        return ""
    return "every user of this machine" if others else "its group" if group else ""
