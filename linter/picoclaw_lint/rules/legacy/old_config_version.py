"""The rule ``old-config-version``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.rule import Bad, Good, Hit, rule


@rule(
    severity="info",
    impact="advice",
    examples=[
        Bad(
            '{"version": «2», "gateway": {"port": 18790}}',
            "the file is of config version 2; when PicoClaw starts, it rewrites it as version 3 and keeps this one "
            "beside it as config.json.DATE.bak",
        ),
        Bad(
            '{"model_list": [{"model_name": "a", "model": "openai/gpt-4o", "api_key": "<openai key>"}]}',
            "the file gives no version, so it is of config version 0; when PicoClaw starts, it rewrites it as version "
            "3 and keeps this one beside it as config.json.DATE.bak",
        ),
        Good('{"version": 3, "gateway": {"port": 18790}}'),
        Good('{"version": 2, "gateway": {"prot": 18790}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The file is of an older config version, and PicoClaw will rewrite it.

    Why: a file below version 3 is converted each time it is loaded, and saved: as ``config.json`` of version 3 without
    secrets, as ``.security.yml`` with them, and as it was in a backup with the date in its name, where secrets stay in
    clear. A file that is managed elsewhere (in git, by a deployment) is then not what was put there, and one that
    cannot be written is converted anew at every start.

    What to do: run ``picoclaw-lint migrate``, with ``--diff`` to see before what it does.

    Source: docs/picoclaw.md 1.1 step 4 and 1.4, run against the loader; mistake 32 in its part 7.
    """
    structure = context.structure
    version = structure.config_version
    written = context.document.value
    if version not in (0, 1, 2) or structure.problems or not isinstance(written, dict) or structure.ignored:
        return
    key = next((key for key in reversed(written) if key.lower() == "version"), None)
    pointer: Pointer | None = None if key is None else (key,)
    subject = f"the file is of config version {version}"
    if written.get(key) is None:
        subject = "the file gives no version, so it is of config version 0"
    remedy = "run picoclaw-lint migrate, which keeps your order and layout"
    if context.holds_secrets:
        remedy += "; with --secrets the secrets go to .security.yml"
    yield Hit(
        f"{subject}; when PicoClaw starts, it rewrites it as version 3 and keeps this one beside it as "
        "config.json.DATE.bak",
        pointer,
        help=remedy,
        in_file=True,
    )
