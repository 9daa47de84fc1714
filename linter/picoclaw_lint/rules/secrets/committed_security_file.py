"""The rule ``committed-security-file``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from picoclaw_lint.document.pointer import dotted
from picoclaw_lint.rule import Bad, Good, Hit, rule
from picoclaw_lint.secrets.redaction import Redacted

if TYPE_CHECKING:
    from picoclaw_lint.security_file import SecurityFile

_REMEDY = "take it out with git rm --cached, name it in .gitignore, and revoke keys that were committed"
_FILE = "model_list:\n  main:\n    api_keys:\n      - KEY\n"


@rule(
    kind="security",
    severity="error",
    impact="security",
    examples=[
        Bad(
            _FILE.replace("KEY", "«<openai key>»"),
            "git tracks .security.yml, and model_list.main.api_keys[0] holds a secret (<OpenAI secret of 51 characters>)",
            tracked=True,
        ),
        Bad(
            "channel_list:\n  irc:\n    settings:\n      password: «<any key>»\n      nick: bot\n",
            "git tracks .security.yml, and channel_list.irc.settings.password holds a secret (<secret of 32 characters>)",
            tracked=True,
        ),
        Bad(
            "model_list:\n  main:\n    api_keys: [«<openai key>»\n",
            "git tracks .security.yml, and it holds a secret (<OpenAI secret of 51 characters>)",
            tracked=True,
        ),
        Bad(
            "- «<any key>»\n",
            "git tracks .security.yml, and [0] holds a secret (<secret of 32 characters>)",
            tracked=True,
        ),
        Good("channel_list:\n  my-own-telegram-channel-2:\n    settings: {nick: bot}\n", tracked=True),
        Good(_FILE.replace("KEY", "<openai key>"), tracked=False),
        Good(_FILE.replace("KEY", "<openai key>")),
        Good(_FILE.replace("KEY", "file://openai.key"), tracked=True),
        Good("channel_list:\n  irc:\n    settings:\n      password: YOUR_PASSWORD\n", tracked=True),
    ],
)
def check(file: SecurityFile) -> Iterator[Hit]:
    """A secret in a security file that git tracks.

    Why: ``.security.yml`` is where PicoClaw keeps secrets in plain text, so neither the file nor a copy of it
    (``.security.yml.20260401.bak``) must leave the machine. One that git tracks or has staged gives all of them away
    with the next push, and removing it later does not take it out of the history of the repository.

    What to do: take it out of the index (``git rm --cached .security.yml``), name it in ``.gitignore``, and revoke
    every key that was ever committed.

    Source: docs/picoclaw.md 1.7 and part 4.
    """
    if not file.tracked:
        return
    for span in file.unread_secrets:
        shown = Redacted(file.document.source.text[span.start : span.end])
        yield Hit(f"git tracks {file.name}, and it holds a secret ({shown})", None, span=span, help=_REMEDY)
    for secret in file.secrets:
        message = f"git tracks {file.name}, and {dotted(secret.pointer)} holds a secret ({Redacted(secret.text)})"
        yield Hit(message, secret.pointer, help=_REMEDY)
