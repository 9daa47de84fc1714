"""The kinds of events that PicoClaw tells hooks and its log.

Source: pkg/events/kind.go and pkg/agent/hook_mount.go of PicoClaw, read; those that only some of its releases have are
among them.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase

_AGENT = (
    *("turn.start", "turn.end", "llm.request", "llm.delta", "llm.response", "llm.retry", "context.compress"),
    *("session.summarize", "tool.exec_start", "tool.exec_end", "tool.exec_skipped", "steering.injected"),
    *("follow_up.queued", "interrupt.received", "subturn.spawn", "subturn.end", "subturn.result_delivered"),
    *("subturn.orphan", "error", "message.sent", "message.delivered", "message.received", "message.reply"),
    *("message.blocked", "thread.closed"),
)
KINDS = (
    *(f"agent.{kind}" for kind in _AGENT),
    *("channel.lifecycle.started", "channel.lifecycle.initialized", "channel.lifecycle.start_failed"),
    *("channel.lifecycle.stopped", "channel.webhook.registered", "channel.webhook.unregistered"),
    *("channel.message.outbound_queued", "channel.message.outbound_sent", "channel.message.outbound_failed"),
    *("channel.rate_limited", "bus.publish.failed", "bus.close.started", "bus.close.completed", "bus.close.drained"),
    *("gateway.start", "gateway.ready", "gateway.shutdown", "gateway.reload.started", "gateway.reload.completed"),
    *("gateway.reload.failed", "mcp.server.connected", "mcp.server.connecting", "mcp.server.failed"),
    *("mcp.tool.discovered", "mcp.tool.call.start", "mcp.tool.call.end"),
)
#: What a hook may observe: a kind, or the older name of one of agents; any of these alone stands for all.
OBSERVABLE = (*KINDS, *(kind.replace(".", "_") for kind in _AGENT))
EVERYTHING = ("", "*", "all")


def matches_some(pattern: str) -> bool:
    """Whether a pattern of the log (a kind, ``*``, ``agent.*``, or a glob as Go's path.Match has them) has a kind."""
    # Go writes [^a-z] where Python has [!a-z].
    glob = re.sub(r"\[\^", "[!", pattern)
    return any(fnmatchcase(kind, glob) for kind in KINDS)
