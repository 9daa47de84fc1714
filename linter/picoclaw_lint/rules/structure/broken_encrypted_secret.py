"""The rule ``broken-encrypted-secret``."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, rule
from picoclaw_lint.structure import encrypted


def _config(key: str) -> str:
    return '{"version": 3, "model_list": [{"model_name": "a", "model": "b", "api_keys": [' + key + "]}]}"


@rule(
    severity="error",
    impact="load",
    examples=[
        Bad(
            _config('«"enc://not base64"»'),
            "an enc:// value that can never be opened: it is not base64; PicoClaw refuses the file",
        ),
        Bad(
            _config('«"enc://AAAA"»'),
            "an enc:// value that can never be opened: it is too short: 3 bytes, where salt, nonce and tag alone "
            "take 44; PicoClaw refuses the file",
        ),
        Bad(
            _config('«"enc://' + "A" * 64 + '"»'),
            "an enc:// value that can never be opened: it is a filler, not an encrypted value; "
            "PicoClaw refuses the file",
        ),
        Good(_config('"enc://' + base64.b64encode(bytes(range(48))).decode() + '"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """An ``enc://`` value that no passphrase opens.

    Why: ``enc://`` is followed by salt, nonce and encrypted text in base64. PicoClaw opens it when it loads the file,
    with the passphrase in PICOCLAW_KEY_PASSPHRASE, and refuses the file if that fails. A well-formed value may still
    need the right passphrase; that cannot be seen here.

    What to do: encrypt the secret again with PicoClaw.

    Source: docs/picoclaw.md 1.8; the form is that of PicoClaw's package credential.
    """
    for secret in context.structure.secrets:
        if secret.text.startswith(encrypted.SCHEME):
            trouble = encrypted.malformed(secret.text)
            if trouble is not None:
                message = f"an enc:// value that can never be opened: {trouble}; PicoClaw refuses the file"
                yield Hit(message, secret.pointer, help="encrypt the secret again with PicoClaw")
