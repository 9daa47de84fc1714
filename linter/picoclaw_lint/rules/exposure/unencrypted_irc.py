"""The rule ``unencrypted-irc``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.channels import enabled_channels
from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, rule
from picoclaw_lint.url import host_of, is_local_host


def _config(settings: str, name: str = '"irc"') -> str:
    return f'{{"version": 3, "channel_list": {{{name}: {{"enabled": true, "settings": {{{settings}}}}}}}}}'


@rule(
    severity="warning",
    impact="security",
    examples=[
        Bad(
            _config('"server": "irc.libera.chat:6697", "nick": "bot"', '«"irc"»'),
            'channel "irc" sets no tls, which is false once the channel is in the file; '
            "passwords and messages travel in clear text",
        ),
        Bad(
            _config('"server": "irc.libera.chat:6667", "nick": "bot", "tls": «false»'),
            'channel "irc" has tls false; passwords and messages travel in clear text',
        ),
        Good(_config('"server": "irc.libera.chat:6697", "nick": "bot", "TLS": true')),
        Good(_config('"server": "localhost:6667", "nick": "bot"')),
        Good('{"version": 3, "channel_list": {"irc": {"enabled": false, "settings": {"tls": false}}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A connection to an IRC server is not encrypted.

    Why: PicoClaw's own default for irc is ``"tls": true``, but an entry in the file replaces all defaults of its channel,
    so without the field the connection is in clear text: the passwords of the server, NickServ and SASL included.

    What to do: write ``"tls": true`` in the settings, and a port of the server that is meant for it, mostly 6697.

    Source: docs/picoclaw.md 1.6, run against the loader, and part 5.
    """
    for channel in enabled_channels(context):
        written = channel.value("tls")
        server = channel.text("server")
        local = is_local_host(host_of(f"irc://{server}"))
        if channel.type == "irc" and server and not local and written in (None, False):
            said = "sets no tls, which is false once the channel is in the file" if written is None else "has tls false"
            yield Hit(
                f"channel {context.quote(channel.name)} {said}; passwords and messages travel in clear text",
                channel.place("tls"),
                "key" if written is None else "value",
                help=f'write "tls": true {channel.inside}; the port is mostly 6697 then',
            )
