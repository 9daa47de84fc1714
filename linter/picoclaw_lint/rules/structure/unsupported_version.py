"""The rule ``unsupported-version``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.edit.changes import Put
from picoclaw_lint.rule import Bad, Good, Hit, rule, unsafe
from picoclaw_schema import CONFIG_VERSIONS


@rule(
    severity="error",
    impact="load",
    fix="unsafe",
    examples=[
        Bad(
            '{"version": «4», "gateway": {}}',
            "config version 4 is not supported: PicoClaw 0.3.0 (2026-06-17) loads 0 to 3 and refuses others",
            fixed='{"version": 3, "gateway": {}}',
        ),
        Good('{"version": 2, "gateway": {}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The config version is none that PicoClaw has.

    Why: ``version`` says which form the file has: 3 is the current one, 2, 1 and 0 (or no version) are converted
    while loading. Any other number is refused.

    What to do: write 3 in a file of the current form. It is not the version of PicoClaw.

    Source: docs/picoclaw.md 1.1 step 4, run against the loader.
    """
    version = context.structure.config_version
    if version is not None and version not in CONFIG_VERSIONS:
        message = (
            f"config version {context.quote(version)} is not supported: "
            f"PicoClaw {context.release_name} loads 0 to 3 and refuses others"
        )
        key = next(key for key in reversed(context.document.value) if key.lower() == "version")
        yield Hit(
            message,
            (key,),
            help='write "version": 3 for the current form',
            in_file=True,
            fix=unsafe("write 3", Put((key,), 3)),
        )
