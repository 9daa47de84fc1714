"""The rule ``ignored-bindings``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, Note, rule


def _config(bindings: str, rules: str = "", key: str = '"bindings"') -> str:
    return f'{{"version": 2, {key}: [{bindings}], "agents": {{"dispatch": {{"rules": [{rules}]}}}}}}'


@rule(
    severity="warning",
    impact="ignored",
    examples=[
        Bad(
            _config(
                '{"agent_id": "ops", "match": {"channel": "slack"}}',
                '{"agent": "main", "when": {"channel": "telegram"}}',
                '«"bindings"»',
            ),
            "PicoClaw ignores bindings, as agents.dispatch.rules has rules",
        ),
        Bad(
            _config('«{"agent_id": "ops", "match": {"chanel": "slack"}}»'),
            "the binding names no channel; PicoClaw drops it",
        ),
        Bad(
            _config('«{"match": {"channel": "slack"}}»'),
            "the binding names no agent_id; PicoClaw drops it",
        ),
        Bad(
            _config('«{"agent_id": "ops", "match": {"channel": "slack", "peer": {"kind": "direct"}}}»'),
            "the binding names no id of its peer; PicoClaw drops it",
        ),
        Good(_config('{"agent_id": "ops", "match": {"channel": "slack"}}')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A binding of an older file does not become a dispatch rule.

    Why: PicoClaw makes dispatch rules of ``bindings`` where there are none yet, and leaves out those without a
    channel, an ``agent_id`` or the id of the peer that they name. It takes any shape of ``bindings`` without a word,
    and the file that it saves has none.

    What to do: write a rule in ``agents.dispatch.rules`` for each binding.

    Source: docs/picoclaw.md 1.4 and part 6; that any shape loads was run, the rest read in PicoClaw's source.
    """
    written = context.document.value
    if context.structure.config_version not in (0, 1, 2) or not isinstance(written, dict):
        return
    bindings = written.get("bindings")
    if not isinstance(bindings, list) or not bindings:
        return
    rules = context.get("agents", "dispatch", "rules")
    remedy = "write it as a rule in agents.dispatch.rules"
    if rules:
        yield Hit(
            "PicoClaw ignores bindings, as agents.dispatch.rules has rules",
            ("bindings",),
            "key",
            help="write each binding as a rule there",
            notes=(Note(("agents", "dispatch", "rules"), "these rules count", "key"),),
            in_file=True,
        )
        return
    for index, binding in enumerate(bindings):
        missing = _missing(binding)
        if missing:
            message = f"the binding names no {missing}; PicoClaw drops it"
            yield Hit(message, ("bindings", index), help=remedy, in_file=True)


def _missing(binding: Any) -> str | None:
    binding = binding if isinstance(binding, dict) else {}
    match = binding.get("match")
    match = match if isinstance(match, dict) else {}
    if not match.get("channel"):
        return "channel"
    if not binding.get("agent_id"):
        return "agent_id"
    peer = match.get("peer")
    return "id of its peer" if isinstance(peer, dict) and not peer.get("id") else None
