"""The old files, kept where not all of them has a place in the new ones."""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence

from picoclaw_lint.discover import Git
from picoclaw_lint.mending import Unignorable, kept_out
from picoclaw_lint.migrating.steps import Unmigratable
from picoclaw_lint.results import Rewrite
from picoclaw_lint.source import Source

_MOST = 1000


def with_backup(
    rewrites: Sequence[Rewrite], source: Source, today: datetime.date, git: Git
) -> tuple[list[Rewrite], Rewrite]:
    """Keep a file as it was, under the name that PicoClaw gives it, and out of git.

    Returns the rewrites, with a ``.gitignore`` among them if it takes one, and the backup. Raises
    :class:`Unmigratable`.
    """
    day = f"{today:%Y%m%d}"
    names = (f"{source.path}.{day}{number}.bak" for number in ("", *(f".{n}" for n in range(1, _MOST))))
    path = next((name for name in names if not os.path.lexists(name)), None)
    if path is None:
        raise Unmigratable("there are too many backups of it")
    try:
        ignoring = kept_out(git, path, "*.bak", rewrites)
    except Unignorable as error:
        raise Unmigratable(str(error)) from None
    if ignoring is not None:
        rewrites = [ignoring, *(each for each in rewrites if each.after.path != ignoring.after.path)]
    return list(rewrites), Rewrite(None, Source(path, source.data))
