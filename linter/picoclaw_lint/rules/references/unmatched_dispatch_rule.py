"""The rule ``unmatched-dispatch-rule``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from picoclaw_lint.context import Context
from picoclaw_lint.nearest import nearest
from picoclaw_lint.rule import Bad, Good, Hit, rule

# Where messages come from without a channel of channel_list.
_INTERNAL = frozenset(("cli", "system", "subagent"))
# Channel types whose messages name their account (docs/picoclaw.md 2.4) -> where it is from.
_ACCOUNTS = {"qq": "its app_id", "wecom": "its bot_id", "slack": "its team"}
_FORMS = {
    "chat": (r"(?:direct|group|channel):.+", "direct:ID, group:ID or channel:ID"),
    "space": (r"[a-z]+:.+", "guild:ID, team:ID or the like"),
    "topic": (r"topic:.+", "topic:ID"),
}
_OUTCOME = "PicoClaw passes over the rule"


def _config(when: str, channels: str = '"telegram": {"enabled": true}') -> str:
    return (
        f'{{"version": 3, "agents": {{"dispatch": {{"rules": [{{"agent": "main", "when": {when}}}]}}}},'
        f' "channel_list": {{{channels}}}}}'
    )


@rule(
    severity="warning",
    impact="ignored",
    examples=[
        Bad(
            _config('{"channel": «"telegramm"»}'),
            'no message comes from a channel "telegramm"; did you mean "telegram"? PicoClaw passes over the rule',
        ),
        Bad(
            _config('{"channel": «"MyBot"»}', '"MyBot": {"type": "telegram", "enabled": true}'),
            'the channel "MyBot" has capitals in its name, and rules look for "mybot"; PicoClaw passes over the rule',
        ),
        Bad(
            _config("«{}»"),
            "the rule asks for nothing; PicoClaw passes over the rule",
        ),
        Bad(
            _config('{"channel": "telegram", "chat": «"-1001234567890"»}'),
            'the chat "-1001234567890" is not of the form direct:ID, group:ID or channel:ID; '
            "PicoClaw passes over the rule",
        ),
        Bad(
            _config('{"channel": «"qq"»}', '"qq": {"enabled": true}'),
            'messages of channel "qq" name an account (its app_id), and a rule without "account" is for those that '
            "name none; PicoClaw passes over the rule",
        ),
        Good(_config('{"channel": "Telegram", "chat": "group:-1001234567890"}')),
        Good(_config('{"channel": "qq", "account": "102000000"}', '"qq": {"enabled": true}')),
        Good(_config('{"mentioned": false}')),
        Good(_config('{"channel": "cli"}')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A dispatch rule never matches a message.

    Why: PicoClaw compares what ``when`` asks for with each message; the first rule that fits decides. A rule that
    asks for nothing is skipped. One that asks for a channel that does not exist, whose name has capitals (the rule's
    are put in lower case), for a chat or topic in another form, or that leaves out the account where messages name
    one, never fits, and the default agent answers.

    What to do: the message says what does not fit.

    Source: docs/picoclaw.md 2.4 and part 3 (routing/route.go), read in PicoClaw's source, and mistake 28 in its part 7.
    """
    for pointer, entry in context.objects("agents", "dispatch", "rules"):
        when = entry.get("when")
        if when is None or (isinstance(when, dict) and not any(_asks(value) for value in when.values())):
            at = (*pointer, "when") if when is not None else pointer
            yield Hit(f"the rule asks for nothing; {_OUTCOME}", at, help='say in "when" which messages it is for')
        elif isinstance(when, dict):
            for key, wrong, remedy in mistakes(context, when):
                yield Hit(f"{wrong}{_OUTCOME}", (*pointer, "when", key), help=remedy)


def _asks(value: Any) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None


def mistakes(context: Context, when: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield what keeps a rule from matching: the key, what is wrong with it, and the remedy."""
    channel = when.get("channel")
    if isinstance(channel, str) and channel.strip():
        yield from _channel_mistakes(context, channel, when)
    for key, (form, example) in _FORMS.items():
        value = when.get(key)
        if isinstance(value, str) and value.strip() and not re.fullmatch(form, value.strip().lower()):
            yield key, f"the {key} {context.quote(value)} is not of the form {example}; ", f"write it as {example}"


def _channel_mistakes(context: Context, channel: str, when: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    wanted = channel.strip().lower()
    structure = context.structure
    types = {entry.name: entry.type for entry in context.channels}
    kind = types.get(wanted)
    spelled = next((name for name in types if name.lower() == wanted), None)
    if kind is None and spelled is not None:
        wrong = f"the channel {context.quote(spelled)} has capitals in its name, and rules look for "
        yield "channel", f"{wrong}{context.quote(wanted)}; ", "give the channel a name in lower case, in both places"
    elif kind is None and wanted not in _INTERNAL and not structure.knows_channel(wanted):
        meant = nearest(wanted, [name for name in types if name == name.lower()])
        guess = f"did you mean {context.quote(meant)}? " if meant else ""
        named = ", ".join(context.quote(name) for name in list(types)[:8]) or "none"
        yield "channel", f"no message comes from a channel {context.quote(channel)}; {guess}", f"channels here: {named}"
    elif kind in _ACCOUNTS and not _asks(when.get("account")):
        yield (
            "channel",
            f"messages of channel {context.quote(channel)} name an account ({_ACCOUNTS[kind]}), and a rule without "
            '"account" is for those that name none; ',
            f'add "account": {_ACCOUNTS[kind]}',
        )
