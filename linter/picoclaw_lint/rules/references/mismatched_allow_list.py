"""The rule ``mismatched-allow-list``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.edit.changes import Put
from picoclaw_lint.nearest import nearest
from picoclaw_lint.rule import Bad, Good, Hit, rewording, rule, unsafe
from picoclaw_lint.structure.fields import fields

_PLACE: Pointer = ("agents", "defaults", "turn_profile")
# What an agent calls in place of the sections "web" and "mcp" (docs/picoclaw.md 2.6).
_OTHER_TOOLS = ("web_search",)
_NO_TOOLS = ("allow_read_paths", "allow_write_paths", "filter_min_length", "filter_sensitive_data", "media_cleanup")


def _config(part: str, enabled: str = "true") -> str:
    return f'{{"version": 3, "agents": {{"defaults": {{"turn_profile": {{"enabled": {enabled}, {part}}}}}}}}}'


@rule(
    severity="warning",
    impact=("ignored", "runtime"),
    fix=("unsafe", "safe"),
    examples=[
        Bad(
            _config('"tools": {"mode": "default", «"allow"»: ["read_file"]}'),
            'the list of tools counts in mode "custom" only, and the mode is "default"; PicoClaw ignores it',
            fixed=_config('"tools": {"mode": "custom", "allow": ["read_file"]}'),
        ),
        Bad(
            _config('"skills": {«"allow"»: ["weather"]}'),
            'the list of skills counts in mode "custom" only, and no mode is given; PicoClaw ignores it',
            fixed=_config('"skills": {"mode": "custom", "allow": ["weather"]}'),
        ),
        Bad(
            _config('"tools": {"mode": «"custom"»}'),
            'the mode is "custom", and no tools are listed in "allow"; PicoClaw leaves the agents none',
        ),
        Bad(
            _config('"tools": {"mode": "custom", "allow": ["read_file", «"web_serch"»]}'),
            'there is no tool "web_serch"; did you mean "web_search"? PicoClaw ignores the entry',
            fixed=_config('"tools": {"mode": "custom", "allow": ["read_file", "web_search"]}'),
        ),
        Good(_config('"tools": {"mode": "Custom", "allow": ["read_file", "mcp_github_search"]}')),
        Good(_config('"tools": {"mode": "off"}, "skills": {"mode": "default", "allow": []}')),
        Good(_config('"tools": {"mode": "custom"}', "false")),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A turn profile lists tools or skills where the list does not count, or allows none at all.

    Why: in an enabled turn profile ``allow`` counts where ``mode`` is ``custom``, and then it is all that agents get:
    nothing, where it is empty. Names that do not exist allow nothing. PicoClaw says nothing of either.

    What to do: write ``"mode": "custom"`` beside a list; to take everything away on purpose, write ``"mode": "off"``.

    Source: docs/picoclaw.md 2.3 and part 3 (turn_profile_policy.go), read in PicoClaw's source.
    """
    if context.get(*_PLACE, "enabled") is not True:
        return
    for what in ("tools", "skills"):
        mode = context.get(*_PLACE, what, "mode")
        allowed = context.get(*_PLACE, what, "allow") or []
        word = mode.strip().lower() if isinstance(mode, str) else ""
        if not isinstance(allowed, list) or (mode is not None and not isinstance(mode, str)):
            continue
        if word == "custom" and not allowed:
            yield Hit(
                f'the mode is "custom", and no {what} are listed in "allow"; PicoClaw leaves the agents none',
                (*_PLACE, what, "mode"),
                help=f'list the {what} in "allow", or write "off" if that is what you want',
                impact="runtime",
            )
        elif word in ("", "default", "off") and allowed:
            given = f"the mode is {context.quote(mode)}" if word else "no mode is given"
            yield Hit(
                f'the list of {what} counts in mode "custom" only, and {given}; PicoClaw ignores it',
                (*_PLACE, what, "allow"),
                "key",
                help='write "mode": "custom", or remove the list',
                fix=unsafe('write "mode": "custom"', Put((*_PLACE, what, "mode"), "custom", (), "")),
            )
        elif word == "custom" and what == "tools":
            yield from _misspelt_tools(context, allowed)


def _misspelt_tools(context: Context, allowed: list[object]) -> Iterator[Hit]:
    """Names that are nearly those of tools; others may come from MCP servers, which the file does not show."""
    known = {*fields(context.structure.shape, "Tools"), *_OTHER_TOOLS}.difference(_NO_TOOLS)
    for index, name in enumerate(allowed):
        if isinstance(name, str) and name.strip() not in known and (meant := nearest(name, sorted(known))):
            yield Hit(
                f"there is no tool {context.quote(name)}; did you mean {context.quote(meant)}? "
                "PicoClaw ignores the entry",
                (*_PLACE, "tools", "allow", index),
                help=f"write {context.quote(meant)}",
                fix=rewording((*_PLACE, "tools", "allow", index), name, meant),
            )
