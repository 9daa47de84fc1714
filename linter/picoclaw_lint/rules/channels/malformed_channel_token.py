"""The rule ``malformed-channel-token``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from picoclaw_lint.channels import enabled_channels
from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.rule import Bad, Good, Hit, rule
from picoclaw_lint.secrets.redaction import is_literal


class _Form(NamedTuple):
    """What a token looks like, and how that is said."""

    pattern: str
    words: str


# docs/picoclaw.md 8.6, "Formats"
_FORMS = {
    ("telegram", "token"): _Form(r"[0-9]+:[A-Za-z0-9_-]{35}", "a number, a colon and 35 characters"),
    ("slack", "bot_token"): _Form(r"xoxb-.+", 'a text that begins with "xoxb-"'),
    ("slack", "app_token"): _Form(r"xapp-.+", 'a text that begins with "xapp-"'),
}


def _config(kind: str, settings: str) -> str:
    return f'{{"version": 3, "channel_list": {{"{kind}": {{"enabled": true, "settings": {{{settings}}}}}}}}}'


@rule(
    severity="error",
    impact="runtime",
    examples=[
        Bad(
            _config("telegram", '"token": «"<any key>"»'),
            'the token of channel "telegram" is none: Telegram\'s is a number, a colon and 35 characters; '
            "the channel does not start",
        ),
        Bad(
            _config("slack", '"bot_token": «"xapp-1-A0"», "app_token": «"xoxb-1-A0"»'),
            'the bot_token of channel "slack" is none: Slack\'s is a text that begins with "xoxb-"; '
            "the channel does not start",
        ),
        Good(_config("telegram", '"token": "<telegram token>"')),
        Good(_config("telegram", '"token": "YOUR_TELEGRAM_BOT_TOKEN"')),
        Good(_config("slack", '"bot_token": "file://bot", "app_token": "enc://AAAA"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The token of a channel cannot be one.

    Why: PicoClaw's Telegram client refuses a token of another form before it asks Telegram. Slack has two tokens of
    different kinds, and one in the place of the other is refused by Slack.

    What to do: copy the whole token, as BotFather shows it; for Slack, ``xoxb-`` is the bot's and ``xapp-`` the app's.

    Source: docs/picoclaw.md 2.5, read in the source, and 8.6 for the forms.
    """
    for channel in enabled_channels(context):
        for (kind, setting), form in _FORMS.items():
            token = channel.text(setting) if kind == channel.type else ""
            if token and is_literal(token) and not re.fullmatch(form.pattern, token):
                place: Pointer = channel.place(setting)
                yield Hit(
                    f"the {setting} of channel {context.quote(channel.name)} is none: "
                    f"{kind.capitalize()}'s is {form.words}; the channel does not start",
                    place,
                    help="copy the whole token anew",
                )
