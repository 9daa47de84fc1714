"""The rule ``shadowed-dispatch-rule``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.rule import Bad, Good, Hit, Note, rule
from picoclaw_lint.rules.references.unmatched_dispatch_rule import mistakes

# A rule without an account is for the account of this name.
_NO_ACCOUNT = "default"


def _config(first: str, second: str) -> str:
    return f'{{"version": 3, "agents": {{"dispatch": {{"rules": [{{"when": {first}}}, {{"when": {second}}}]}}}}}}'


@rule(
    severity="warning",
    impact="ignored",
    examples=[
        Bad(
            _config('{"channel": "telegram"}', '«{"channel": "Telegram", "chat": "group:-1001234567890"}»'),
            "an earlier rule asks for no more than this one, so it claims every message that this one is for; "
            "PicoClaw never comes to it",
        ),
        Good(_config('{"channel": "telegram", "chat": "group:-1001234567890"}', '{"channel": "telegram"}')),
        Good(_config('{"channel": "slack"}', '{"channel": "slack", "account": "T01"}')),
        Good(_config("{}", '{"channel": "telegram"}')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A dispatch rule stands behind one that claims all its messages.

    Why: PicoClaw goes through the rules from first to last, and the first that fits decides. A rule whose message
    would fit an earlier one in every case is never come to.

    What to do: put the narrower rule first.

    Source: docs/picoclaw.md 2.4 (routing/route.go), read in PicoClaw's source.
    """
    earlier: list[tuple[Pointer, dict[str, Any]]] = []
    for pointer, entry in context.objects("agents", "dispatch", "rules"):
        when = entry.get("when")
        when = when if isinstance(when, dict) else {}
        asked = _asked(when)
        # What asks for nothing, or can never match, is reported as that and claims nothing.
        if not asked or any(mistakes(context, when)):
            continue
        wider = next((at for at, other in earlier if other.items() <= asked.items()), None)
        earlier.append((pointer, asked))
        if wider is not None:
            yield Hit(
                "an earlier rule asks for no more than this one, so it claims every message that this one is for; "
                "PicoClaw never comes to it",
                (*pointer, "when"),
                help="put this rule before the other",
                notes=(Note((*wider, "when"), "this rule comes first"),),
            )


def _asked(when: dict[str, Any]) -> dict[str, Any]:
    """What a rule asks for, in lower case; empty if that is nothing."""
    asked = {key: value.strip().lower() if isinstance(value, str) else value for key, value in when.items()}
    asked = {key: value for key, value in asked.items() if isinstance(value, (str, bool)) and value != ""}
    return {"account": _NO_ACCOUNT, **asked} if asked else {}
