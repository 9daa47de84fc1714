"""The rule ``unignored-security-file``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from picoclaw_lint.rule import Bad, Good, Hit, rule

if TYPE_CHECKING:
    from picoclaw_lint.security_file import SecurityFile

_FILE = "model_list:\n  main:\n    api_keys:\n      - KEY\n"


@rule(
    kind="security",
    severity="warning",
    impact="security",
    examples=[
        Bad(
            _FILE.replace("KEY", "<openai key>"),
            ".security.yml holds secrets, and git does not ignore it: the next commit of all files takes them along",
            tracked=False,
            ignored=False,
        ),
        Good(_FILE.replace("KEY", "<openai key>"), tracked=False, ignored=True),
        Good(_FILE.replace("KEY", "<openai key>"), tracked=True, ignored=False),
        Good(_FILE.replace("KEY", "<openai key>")),
        Good(_FILE.replace("KEY", "file://openai.key"), tracked=False, ignored=False),
    ],
)
def check(file: SecurityFile) -> Iterator[Hit]:
    """A security file lies in a git repository that does not ignore it.

    Why: ``.security.yml`` holds every key in plain text. It is not committed yet, but ``git add .`` or
    ``git commit`` after it takes along whatever no ``.gitignore`` names, and what was pushed once is public for good.

    What to do: write ``.security.yml*`` into ``.gitignore``, with the asterisk for the copies that PicoClaw leaves when
    it migrates.

    Source: docs/picoclaw.md 1.1, 1.7 and part 4.
    """
    if file.secrets and file.tracked is False and file.exposure.ask_ignored() is False:
        message = (
            f"{file.name} holds secrets, and git does not ignore it: the next commit of all files takes them along"
        )
        yield Hit(message, None, help="write .security.yml* into .gitignore")
