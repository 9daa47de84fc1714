"""The rule ``broad-allow-pattern``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.go_regexp import why_refused
from picoclaw_lint.rule import Bad, Good, Hit, rule

_EXEC: Pointer = ("tools", "exec")
_FLAGS = r"^\(\?[a-zA-Z]+\)"
_CLASSES = r"\\.|\[[^\]]*\]"
_ANYTHING = r"[\^$]*(?:\(?\.[*+]\)?)?[\^$]*"


def _config(patterns: str, more: str = "") -> str:
    return f'{{"version": 3, "tools": {{"exec": {{"custom_allow_patterns": {patterns}{more}}}}}}}'


@rule(
    severity="warning",
    impact="security",
    examples=[
        Bad(
            _config('[«".*"»]'),
            'the allow pattern ".*" fits every command, and what it fits skips all deny patterns',
        ),
        Bad(
            _config('[«"git"»]'),
            'the allow pattern "git" fits any command with such text in it, and what it fits skips all deny patterns',
        ),
        Bad(
            _config('["^git (status|log)$", «"^git push"»]'),
            'the allow pattern "^git push" fits whatever begins so, with other commands behind it, '
            "and what it fits skips all deny patterns",
        ),
        Good(_config('["^git (status|log)$"]')),
        Good(_config('["*", "GIT"]')),
        Good(_config('["git"]', ', "enabled": false')),
        Good(_config('["git"]', ', "enable_deny_patterns": false')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A pattern lets more commands past the deny patterns than it says.

    Why: ``custom_allow_patterns`` are regular expressions that may match anywhere in a command, and a command that
    matches one skips all deny patterns. With ``git`` allowed, ``rm -rf / # git`` is allowed too, and with ``^git push``
    so is ``git push; rm -rf /``.

    What to do: write the whole command, between ``^`` and ``$``: ``^git (status|log)$``.

    Source: docs/picoclaw.md part 5, read in the source (issue 3079 of PicoClaw).
    """
    patterns = context.get(*_EXEC, "custom_allow_patterns")
    off = context.get(*_EXEC, "enabled") is False or context.get(*_EXEC, "enable_deny_patterns") is False
    for index, pattern in enumerate(patterns if isinstance(patterns, list) and not off else ()):
        fits = _fits(pattern) if isinstance(pattern, str) and pattern else None
        if fits is not None:
            yield Hit(
                f"the allow pattern {context.quote(pattern)} fits {fits}, and what it fits skips all deny patterns",
                (*_EXEC, "custom_allow_patterns", index),
                help="write the whole command between ^ and $, such as ^git (status|log)$",
            )


def _fits(pattern: str) -> str | None:
    """What a pattern fits that its author may not mean; None if it stands for whole commands."""
    plain = re.sub(_FLAGS, "", pattern)
    if not _can_match(pattern):
        return None
    if re.fullmatch(_ANYTHING, plain):
        return "every command"
    if not plain.startswith(("^", r"\A")):
        return "any command with such text in it"
    if not plain.endswith(("$", r"\z")) or plain.endswith((".*$", ".+$", r"\$")):
        return "whatever begins so, with other commands behind it"
    return None


def _can_match(pattern: str) -> bool:
    """Whether Go takes a pattern, and it has no capitals: commands are compared in lower case."""
    letters = re.sub(_CLASSES, "", pattern)
    return why_refused(pattern) is None and (letters == letters.lower() or "(?i" in pattern)
