"""The rule ``invalid-pattern``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from picoclaw_lint.context import Context
from picoclaw_lint.diagnostic import Impact, Severity
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.go_regexp import why_refused
from picoclaw_lint.rule import Bad, Good, Hit, rule

_COMMANDS = ("custom_deny_patterns", "custom_allow_patterns")
_PATHS = ("allow_read_paths", "allow_write_paths")


def _config(tools: str) -> str:
    return f'{{"version": 3, "tools": {{{tools}}}}}'


@rule(
    severity=("error", "warning"),
    impact=("startup", "runtime", "ignored"),
    examples=[
        Bad(
            _config(r'"exec": {"custom_deny_patterns": [«"rm (?!-i)"»]}'),
            '"rm (?!-i)" is no regular expression to Go: "(?!" is lookahead, which Go does not have; '
            "with cron and exec enabled PicoClaw does not start",
        ),
        Bad(
            _config(r'"cron": {"enabled": false}, "exec": {"custom_allow_patterns": [«"(\\w+) \\1"»]}'),
            r'"(\w+) \1" is no regular expression to Go: "\1" is a backreference, which Go does not have; '
            "PicoClaw then has no exec tool",
        ),
        Bad(
            _config('"allow_read_paths": [«"*.txt"»]'),
            '"*.txt" is no regular expression to Go: there is nothing before "*" that it could repeat; '
            "PicoClaw skips it with a warning in its log",
        ),
        Bad(
            _config(r'"allow_write_paths": [«"C:\\Users\\me"»]'),
            r'"C:\Users\me" is no regular expression to Go: "\U" is an escape that Go does not have; '
            "PicoClaw skips it with a warning in its log",
        ),
        Good(_config(r'"exec": {"custom_deny_patterns": ["\\bshutdown\\b", "^git (status|diff)$"]}')),
        Good(_config('"exec": {"enable_deny_patterns": false, "custom_deny_patterns": ["(?!x)"]}')),
        Good(_config('"exec": {"enabled": false, "custom_deny_patterns": ["(?!x)"]}')),
        Good(_config(r'"allow_read_paths": ["^/srv/data/.*\\.txt$"]')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A pattern for commands or paths is no regular expression that Go takes.

    Why: the patterns of ``tools.exec`` and the paths of ``allow_read_paths`` and ``allow_write_paths`` are Go's regular
    expressions, not globs, and have no lookaround and no backreferences. A broken one for commands takes the exec tool
    away, or, with cron enabled as it is by default, ends the start: "critical error during CronTool initialization".
    A broken one for paths is skipped.

    What to do: write a regular expression of RE2; for a path ``^/srv/data/`` with its dots escaped.

    Source: docs/picoclaw.md 2.6, read in the source; Go's regexp/syntax for what it takes. Mistake 21 in its part 7.
    """
    for pointer, pattern, effect in _patterns(context):
        wrong = why_refused(pattern)
        if wrong is not None:
            yield Hit(
                f"{context.quote(pattern)} is no regular expression to Go: {wrong}; {effect.words}",
                pointer,
                help="write a regular expression of RE2, such as ^/srv/data/ for what is under a directory",
                severity=effect.severity,
                impact=effect.impact,
            )


class _Effect(NamedTuple):
    words: str
    severity: Severity
    impact: Impact


def _patterns(context: Context) -> Iterator[tuple[Pointer, str, _Effect]]:
    if context.get("tools", "exec", "enabled") is not False:
        effect = (
            _Effect("PicoClaw then has no exec tool", "error", "runtime")
            if context.get("tools", "cron", "enabled") is False
            else _Effect("with cron and exec enabled PicoClaw does not start", "error", "startup")
        )
        # Without deny patterns the custom ones are off too.
        deny = context.get("tools", "exec", "enable_deny_patterns") is not False
        for key in _COMMANDS if deny else _COMMANDS[1:]:
            yield from _listed(context, ("tools", "exec", key), effect)
    effect = _Effect("PicoClaw skips it with a warning in its log", "warning", "ignored")
    for key in _PATHS:
        yield from _listed(context, ("tools", key), effect)


def _listed(context: Context, at: Pointer, effect: _Effect) -> Iterator[tuple[Pointer, str, _Effect]]:
    patterns = context.get(*at)
    for index, pattern in enumerate(patterns if isinstance(patterns, list) else ()):
        if isinstance(pattern, str):
            yield (*at, index), pattern, effect
