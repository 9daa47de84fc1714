"""The rule ``unmatchable-pattern``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.edit.changes import Put
from picoclaw_lint.go_regexp import why_refused
from picoclaw_lint.rule import Bad, Good, Hit, Remedy, rule, unsafe

# What a shell would replace; in a path it stands for itself.
_SHELL = r"^\^?(~|\$\{?[A-Z_]+\}?|%[A-Z_]+%)(?=[/\\]|$)"
# Escapes, classes and groups' names may have capitals.
_NO_LETTERS = r"\\[pP]\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])+\]|\(\?P?<\w+>"


def _config(tools: str) -> str:
    return f'{{"version": 3, "tools": {{{tools}}}}}'


@rule(
    severity="warning",
    impact="ignored",
    fix="unsafe",
    examples=[
        Bad(
            _config('"exec": {"custom_deny_patterns": [«"^DROP TABLE"»]}'),
            'PicoClaw puts commands in lower case before it compares them, so the capitals in "^DROP TABLE" never match',
            fixed=_config('"exec": {"custom_deny_patterns": ["^drop table"]}'),
        ),
        Bad(
            _config('"allow_read_paths": [«"~/documents"»]'),
            'PicoClaw takes "~/documents" for a regular expression, in which "~" is no directory; it matches no path',
        ),
        Bad(
            _config('"allow_write_paths": [«"$HOME/out"»]'),
            'PicoClaw takes "$HOME/out" for a regular expression, in which "$HOME" is no directory; it matches no path',
        ),
        Good(_config(r'"exec": {"custom_deny_patterns": ["(?i)DROP TABLE", "\\Sx\\W", "[A-Za-z]+"]}')),
        Good(_config('"exec": {"enabled": false, "custom_deny_patterns": ["DROP"]}')),
        Good(_config(r'"allow_read_paths": ["^/home/me/documents/", "/Users/Me"]')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A pattern for commands or paths can match nothing.

    Why: PicoClaw compares the patterns of ``tools.exec`` with the command in lower case, so a capital never matches; a
    deny pattern with one denies nothing. The entries of ``allow_read_paths`` and ``allow_write_paths`` are regular
    expressions, in which ``~`` and ``$HOME`` are not replaced.

    What to do: write patterns for commands in small letters, and paths in full: ``^/home/me/documents/``.

    Source: docs/picoclaw.md 2.6, read in the source; mistake 21 in its part 7.
    """
    if context.get("tools", "exec", "enabled") is not False:
        # Without deny patterns the custom ones are off too.
        deny = context.get("tools", "exec", "enable_deny_patterns") is not False
        for key in ("custom_deny_patterns", "custom_allow_patterns")[0 if deny else 1 :]:
            for pointer, pattern in _listed(context, ("tools", "exec", key)):
                letters = re.sub(_NO_LETTERS, "", pattern, flags=re.S)
                if "(?i" not in pattern and any(char.isupper() for char in letters):
                    yield Hit(
                        "PicoClaw puts commands in lower case before it compares them, so the capitals in "
                        f"{context.quote(pattern)} never match",
                        pointer,
                        help="write it in small letters",
                        fix=_fix(pointer, pattern),
                    )
    for key in ("allow_read_paths", "allow_write_paths"):
        for pointer, pattern in _listed(context, ("tools", key)):
            shell = re.match(_SHELL, pattern)
            if shell is not None:
                yield Hit(
                    f"PicoClaw takes {context.quote(pattern)} for a regular expression, in which "
                    f'"{shell[1]}" is no directory; it matches no path',
                    pointer,
                    help="write the path in full, from the root",
                )


def _listed(context: Context, at: Pointer) -> Iterator[tuple[Pointer, str]]:
    """The patterns at a place that Go takes; the others are reported as that."""
    patterns = context.get(*at)
    for index, pattern in enumerate(patterns if isinstance(patterns, list) else ()):
        if isinstance(pattern, str) and why_refused(pattern) is None:
            yield (*at, index), pattern


def _fix(pointer: Pointer, pattern: str) -> Remedy | None:
    """A letter behind a backslash, or in the name of a class, means something else in small."""
    lower = pattern.lower()
    kept = re.findall(r"\\.|\[[^\]]*\]|\(\?[^)]*>", pattern)
    return (
        None if any(part != part.lower() for part in kept) else unsafe("write it in small letters", Put(pointer, lower))
    )
