"""The agents of a config and their ids (docs/picoclaw.md 2.4)."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer

DEFAULT_AGENT = "main"
_OTHER_CHARACTERS = r"[^a-z0-9_-]+"
_LONGEST_ID = 64


# agents.defaults.max_tokens where it is absent, and where it is 0 (docs/picoclaw.md 2.3).
_ABSENT, _ZERO = 32768, 8192


class MaxTokens(NamedTuple):
    """How many tokens of an answer PicoClaw asks for: what is written (None if nothing is), and what is sent."""

    written: int | None
    sent: int

    @property
    def said(self) -> str:
        """The beginning of a message about it."""
        if self.written is None:
            return f"max_tokens is not set, so PicoClaw sends {self.sent}"
        return f"max_tokens is 0, so PicoClaw sends {self.sent}" if self.written == 0 else f"max_tokens is {self.sent}"


def max_tokens(context: Context) -> MaxTokens | None:
    """Return ``agents.defaults.max_tokens`` as it is sent; None where PicoClaw refuses what is written."""
    path = ("agents", "defaults", "max_tokens")
    written = context.integer(*path)
    if written is None:
        return MaxTokens(None, _ABSENT) if context.get(*path) is None else None
    return MaxTokens(written, written or _ZERO)


class Agent(NamedTuple):
    """An entry of ``agents.list``: its id as PicoClaw uses it, its place and its value."""

    id: str
    pointer: Pointer
    entry: dict[str, Any]


def agent_id(written: Any) -> str:
    """Return an id as PicoClaw uses it: in lower case, with "-" for what it does not take; ``main`` for none."""
    text = written.strip().lower() if isinstance(written, str) else ""
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,63}", text):
        text = re.sub(_OTHER_CHARACTERS, "-", text).strip("-")[:_LONGEST_ID]
    return text or DEFAULT_AGENT


def agents(context: Context) -> list[Agent]:
    """Return the agents of the file; without any, PicoClaw makes one called ``main``."""
    return [Agent(agent_id(entry.get("id")), at, entry) for at, entry in context.objects("agents", "list")]


def agent_ids(context: Context) -> set[str]:
    """Return the ids that an agent can be called by; empty where the list cannot be told."""
    written = context.get("agents", "list")
    if written and not (isinstance(written, list) and all(isinstance(item, dict) for item in written)):
        return set()
    return {agent.id for agent in agents(context)} or {DEFAULT_AGENT}
