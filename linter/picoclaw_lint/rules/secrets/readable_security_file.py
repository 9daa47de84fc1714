"""The rule ``readable-security-file``."""

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
            ".security.yml holds secrets, and every user of this machine can read it",
            readers="every user of this machine",
        ),
        Bad(
            _FILE.replace("KEY", "<openai key>"),
            ".security.yml holds secrets, and its group can read it",
            tracked=False,
            readers="its group",
        ),
        Good(_FILE.replace("KEY", "<openai key>")),
        Good(_FILE.replace("KEY", "<openai key>"), tracked=True, readers="every user of this machine"),
        Good(_FILE.replace("KEY", "file://openai.key"), readers="every user of this machine"),
    ],
)
def check(file: SecurityFile) -> Iterator[Hit]:
    """Others can read a security file.

    Why: ``.security.yml`` holds every key in plain text. PicoClaw saves it so that only its owner can read it (mode
    0600), but does not look at the mode when it reads one that was made by hand. Where git tracks the file its mode is
    not the point, and a directory that others cannot enter protects what is in it.

    What to do: ``chmod 600 .security.yml``.

    Source: docs/picoclaw.md 1.1 and part 5.
    """
    readers = file.exposure.ask_readers() if file.secrets else ""
    if readers and not file.tracked:
        yield Hit(f"{file.name} holds secrets, and {readers} can read it", None, help=f"run chmod 600 {file.name}")
