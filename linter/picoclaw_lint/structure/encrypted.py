"""The form of ``enc://`` values. Whether one opens depends on a passphrase and a key that are not in the file."""

from __future__ import annotations

import base64

SCHEME = "enc://"

# Salt, nonce and the tag that AES-GCM appends (PicoClaw, pkg/credential).
_SALT = 16
_LEAST_BYTES = _SALT + 12 + 16


def malformed(text: str) -> str | None:
    """Say what keeps an ``enc://`` value from ever opening; None for a well-formed one."""
    # As Go reads base64: line ends do not count, padding does.
    encoded = text.removeprefix(SCHEME).replace("\r", "").replace("\n", "")
    try:
        data = base64.b64decode(encoded, validate=True)
    except ValueError:
        data = None
    if data is None or len(encoded) % 4:
        return "it is not base64"
    if len(data) < _LEAST_BYTES:
        return f"it is too short: {len(data)} bytes, where salt, nonce and tag alone take {_LEAST_BYTES}"
    if len(set(data[:_SALT])) == 1:
        # The salt is random, so this was never written by PicoClaw: it is an example such as enc://AAAA...
        return "it is a filler, not an encrypted value"
    return None
