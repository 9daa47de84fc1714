"""The rule ``broad-path-pattern``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.go_regexp import why_refused
from picoclaw_lint.rule import Bad, Good, Hit, rule

_FIELDS = {"allow_read_paths": "read", "allow_write_paths": "write"}
# What is left of a pattern says nothing of a name: classes of characters, wildcards, anchors, slashes.
_EMPTY = r"(?:\(\?[a-zA-Z]+\)|\[[^\]]*\]|\\[wWsSdDAz/]|[.*+?^$/()|:])*"
_ROOT = r"\^?/(?P<root>home|Users|root|etc|var|usr|opt|mnt|media)(?:/?\$?|/?\(?\.[*+]\)?\$?)"


def _config(field: str, patterns: str) -> str:
    return f'{{"version": 3, "tools": {{"{field}": {patterns}}}}}'


@rule(
    severity="warning",
    impact="security",
    examples=[
        Bad(
            _config("allow_read_paths", '[«".*"»]'),
            'allow_read_paths has ".*", which fits every path: agents may read whatever PicoClaw\'s user can',
        ),
        Bad(
            _config("allow_write_paths", '[«"/"»]'),
            'allow_write_paths has "/", which fits every path: agents may write whatever PicoClaw\'s user can',
        ),
        Bad(
            _config("allow_read_paths", '["^/srv/docs/", «"^/home/"»]'),
            'allow_read_paths has "^/home/": agents may read everything under /home, keys and passwords included',
        ),
        Good(_config("allow_read_paths", '["^/srv/docs/", "^/home/me/notes/.*"]')),
        Good(_config("allow_write_paths", '["*"]')),
        Good(
            '{"version": 3, "agents": {"defaults": {"restrict_to_workspace": false}}, "tools": {"allow_read_paths": ["/"]}}'
        ),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A pattern for paths opens the whole disk, or a directory that holds everybody's files.

    Why: ``allow_read_paths`` and ``allow_write_paths`` are regular expressions that may match anywhere in a path, not
    names of directories. ``/`` is part of every path, so it opens every one.

    What to do: begin with ``^`` and name the directory that is meant, with its slash: ``^/srv/docs/``.

    Source: docs/picoclaw.md part 5 and 2.6, read in the source; mistake 21 in its part 7.
    """
    if context.get("agents", "defaults", "restrict_to_workspace") is False:
        return
    for field, verb in _FIELDS.items():
        patterns = context.get("tools", field)
        for index, pattern in enumerate(patterns if isinstance(patterns, list) else ()):
            opened = _opened(pattern) if isinstance(pattern, str) and pattern else None
            if opened is not None:
                what = (
                    f", which fits every path: agents may {verb} whatever PicoClaw's user can"
                    if opened == "/"
                    else f": agents may {verb} everything under {opened}, keys and passwords included"
                )
                yield Hit(
                    f"{field} has {context.quote(pattern)}{what}",
                    ("tools", field, index),
                    help="begin with ^ and name the directory that is meant, such as ^/srv/docs/",
                )


def _opened(pattern: str) -> str | None:
    """The directory that a pattern opens and should not; None if there is none."""
    if re.fullmatch(_EMPTY, pattern):
        # What Go does not take, PicoClaw skips: "*" is no pattern.
        return "/" if why_refused(pattern) is None else None
    root = re.fullmatch(_ROOT, pattern)
    return None if root is None else f"/{root['root']}"
