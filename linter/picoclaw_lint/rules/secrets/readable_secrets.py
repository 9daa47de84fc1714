"""The rule ``readable-secrets``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, rule

_CONFIG = '{"version": 3, "model_list": [{"model_name": "a", "model": "openai/gpt-4o", "api_keys": ["KEY"]}]}'


@rule(
    severity="warning",
    impact="security",
    examples=[
        Bad(
            _CONFIG.replace("KEY", "<openai key>"),
            "the file holds secrets, and every user of this machine can read it",
            readers="every user of this machine",
        ),
        Bad(
            '{"version": 3, "tools": {"mcp": {"servers": {"a": {"env": {"GITHUB_TOKEN": "<any key>"}}}}}}',
            "the file holds secrets, and its group can read it",
            tracked=False,
            readers="its group",
        ),
        Good(_CONFIG.replace("KEY", "<openai key>")),
        Good(_CONFIG.replace("KEY", "<openai key>"), tracked=True, readers="every user of this machine"),
        Good(_CONFIG.replace("KEY", "YOUR_API_KEY"), readers="every user of this machine"),
        Good(
            _CONFIG.replace('"KEY"', ""),
            security="model_list: {a: {api_keys: [<any key>]}}\n",
            readers="every user of this machine",
        ),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """Others can read a config with secrets in it.

    Why: a key in a file that every user and every program of the machine can read is theirs. PicoClaw saves its config
    so that only the owner can read it (mode 0600), but does not look at the mode when it loads one that was made by
    hand. Where git tracks the file its mode is not the point, and a directory that others cannot enter protects what
    is in it.

    What to do: ``chmod 600 config.json``, or move the secrets to ``.security.yml`` with that mode.

    Source: docs/picoclaw.md 1.1 and part 5.
    """
    readers = context.surroundings.exposure.ask_readers() if context.holds_secrets else ""
    if readers and not context.tracked:
        remedy = "run chmod 600 on it, or move them to a .security.yml with that mode"
        yield Hit(f"the file holds secrets, and {readers} can read it", None, help=remedy)
