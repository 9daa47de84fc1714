"""A finding in whole sentences, for services that show one text."""

from __future__ import annotations

import re

from picoclaw_lint.diagnostic import Diagnostic
from picoclaw_lint.report.display import visible

_WORD = re.compile(r"[a-z]+(?=[ ,;:])")


def sentences(diagnostic: Diagnostic) -> str:
    """Return the message and, as a second sentence, the help; one line, safe to print, never empty."""
    message = visible(diagnostic.message) or diagnostic.rule
    if not diagnostic.help:
        return message
    help_text = visible(diagnostic.help)
    # Only a plain word may begin with a capital letter: "config.json" and "api_keys" are names.
    if _WORD.match(help_text):
        help_text = help_text[0].upper() + help_text[1:]
    return f"{_closed(message)} {_closed(help_text)}"


def _closed(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else text + "."
