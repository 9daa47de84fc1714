"""The rule ``insecure-webhook``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.channels import enabled_channels
from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.edit.changes import Amend
from picoclaw_lint.rule import Bad, Good, Hit, rule, unsafe
from picoclaw_lint.secrets.redaction import is_literal
from picoclaw_lint.structure.walker import fold
from picoclaw_lint.url import parse_url

_TYPES = ("teams_webhook", "slack_webhook")


def _config(url: str, kind: str = "slack_webhook") -> str:
    return (
        f'{{"version": 3, "channel_list": {{"{kind}": {{"enabled": true, "settings": {{"webhooks":'
        f' {{"default": {{"webhook_url": {url}}}}}}}}}}}}}'
    )


@rule(
    severity="error",
    impact="runtime",
    fix="unsafe",
    examples=[
        Bad(
            _config('«"http://hooks.intranet.example.org/alerts"»'),
            'webhook "default" of channel "slack_webhook" has an address with http, and only https is taken; '
            "the channel does not start",
            fixed=_config('"https://hooks.intranet.example.org/alerts"'),
        ),
        Bad(
            _config('«"hooks.intranet.example.org/alerts"»', "teams_webhook"),
            'webhook "default" of channel "teams_webhook" has an address without https://; the channel does not start',
        ),
        Good(_config('"https://hooks.intranet.example.org/alerts"')),
        Good(_config('"file://hook"')),
        Good(_config('"YOUR_WEBHOOK_URL"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The address of a webhook is none with https.

    Why: a ``teams_webhook`` or ``slack_webhook`` channel checks all its addresses when it starts, and one that is not
    ``https://...`` keeps the whole channel from starting.

    What to do: copy the address as Slack or Teams shows it, and keep it in ``.security.yml``: whoever knows it can
    post.

    Source: docs/picoclaw.md 2.5, read in the source.
    """
    for channel in enabled_channels(context):
        webhooks = channel.value("webhooks")
        if channel.type not in _TYPES or not isinstance(webhooks, dict):
            continue
        for name, webhook in webhooks.items():
            for key, url in webhook.items() if isinstance(webhook, dict) else ():
                place: Pointer = (*channel.place("webhooks"), name, key)
                filled = isinstance(url, str) and url != "" and is_literal(url)
                if fold(key) != "webhook_url" or not filled or url.lower().startswith("https://"):
                    continue
                parsed = parse_url(url)
                form = f"with {parsed.scheme}, and only https is taken" if parsed else "without https://"
                yield Hit(
                    f"webhook {context.quote(name)} of channel {context.quote(channel.name)} has an address {form}; "
                    "the channel does not start",
                    place,
                    help="write the address with https://",
                    fix=unsafe("write https", Amend(place, 0, 4, "https")) if url[:7].lower() == "http://" else None,
                )
