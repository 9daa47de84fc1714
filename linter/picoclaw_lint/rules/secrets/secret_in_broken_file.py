"""The rule ``secret-in-broken-file``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, rule
from picoclaw_lint.secrets.redaction import Redacted

_MODEL = '{"model_name": "a", "model": "openai/gpt-4o", "api_keys": [KEY]}'


@rule(
    severity=("warning", "error"),
    impact="security",
    examples=[
        Bad(
            '{"version": 3,, "model_list": [' + _MODEL.replace("KEY", '"«<openai key>»"') + "]}",
            "a part of the file that is no JSON holds a secret (<OpenAI secret of 51 characters>)",
        ),
        Bad(
            '{"version": 3, // the old key: «<openai key>»\n"model_list": []}',
            "a part of the file that is no JSON holds a secret (<OpenAI secret of 51 characters>), and git tracks the file",
            tracked=True,
        ),
        Good('{"version": 3,, "model_list": [' + _MODEL.replace("KEY", '"YOUR_KEY"') + "]}"),
        Good('{"version": 3, "model_list": [' + _MODEL.replace("KEY", '"<openai key>"') + "]}"),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A secret stands in a part of the file that is no JSON.

    Why: a mistake in the JSON keeps PicoClaw from loading the file, but not git from keeping it. The secrets behind the
    mistake, in a comment or in what is left of a merge, are given away like any others.

    What to do: take the secret out, mend the file, and revoke a key that was ever committed.

    Source: docs/picoclaw.md part 4; formats in 8.6.
    """
    for span in context.unread_secrets:
        shown = Redacted(context.document.source.text[span.start : span.end])
        message, remedy = f"a part of the file that is no JSON holds a secret ({shown})", "take it out"
        if context.tracked:
            message, remedy = f"{message}, and git tracks the file", f"{remedy}; revoke a key that was committed"
        yield Hit(message, None, span=span, help=remedy, severity="error" if context.tracked else None)
