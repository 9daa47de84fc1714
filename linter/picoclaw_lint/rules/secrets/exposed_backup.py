"""The rule ``exposed-backup``."""

from __future__ import annotations

import os
from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document import parse
from picoclaw_lint.rule import Bad, Good, Hit, rule
from picoclaw_lint.source import Source
from picoclaw_lint.surroundings import Surroundings, is_security_file

_CONFIG = '{"version": 3, "model_list": []}'
_NAME = "config.json.20260401.bak"
_OLD = '{"model_list": [{"model_name": "a", "model": "openai/gpt-4o", "api_key": "<openai key>"}]}'


@rule(
    severity=("warning", "error"),
    impact="security",
    examples=[
        Bad(
            _CONFIG,
            '"config.json.20260401.bak" beside the config holds secrets, and git tracks it',
            tracked=True,
            backups={_NAME: _OLD},
        ),
        Bad(
            _CONFIG,
            '"config.json.20260401.bak" beside the config holds secrets, and git does not ignore it',
            tracked=False,
            ignored=False,
            backups={_NAME: _OLD},
        ),
        Bad(
            _CONFIG,
            '".security.yml.20260401.bak" beside the config holds secrets, and every user of this machine can read it',
            readers="every user of this machine",
            backups={".security.yml.20260401.bak": "model_list: {a: {api_keys: [<any key>]}}\n"},
        ),
        Bad(
            _CONFIG,
            '"config.json.20260401.bak" beside the config holds secrets, and git does not ignore it, '
            "and its group can read it",
            tracked=False,
            ignored=False,
            readers="its group",
            backups={_NAME: _OLD},
        ),
        Good(_CONFIG, tracked=False, ignored=True, backups={_NAME: _OLD}),
        Good(_CONFIG, backups={_NAME: _OLD}),
        Good(_CONFIG, tracked=True, backups={_NAME: _OLD.replace("<openai key>", "YOUR_API_KEY")}),
        Good(_CONFIG, tracked=True, backups={_NAME: "not even JSON"}),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A backup beside the config gives secrets away.

    Why: when PicoClaw migrates an old config it moves the secrets to ``.security.yml``, and keeps the file as it was, as
    ``config.json.20260401.bak``: with all keys in plain text. Nobody looks at it again, until git has it or somebody
    else reads it.

    What to do: delete it when the new config works. Write ``*.bak`` into ``.gitignore``, and revoke keys that were
    committed.

    Source: docs/picoclaw.md 1.1, 1.4 and part 5.
    """
    for backup in context.surroundings.ask_backups():
        if not _holds_secrets(backup.source, context.release):
            continue
        tracked = backup.exposure.ask_git()
        reasons = ["git tracks it"] if tracked else []
        if tracked is False and backup.exposure.ask_ignored() is False:
            reasons.append("git does not ignore it")
        readers = backup.exposure.ask_readers()
        if readers and not tracked:
            reasons.append(f"{readers} can read it")
        if reasons:
            name = context.quote(os.path.basename(backup.source.path))
            remedy = (
                "take it out with git rm --cached, write *.bak into .gitignore, and revoke keys that were committed"
                if tracked
                else "delete it when the new config works, or keep it elsewhere"
            )
            yield Hit(
                f"{name} beside the config holds secrets, and {', and '.join(reasons)}",
                None,
                help=remedy,
                severity="error" if tracked else None,
            )


def _holds_secrets(source: Source, release: str) -> bool:
    if not is_security_file(source.path):
        return Context(parse(source), Surroundings(), release).holds_secrets
    # Imported here, as few configs have such a file beside them.
    from picoclaw_lint.document.yaml_nodes import parse_yaml
    from picoclaw_lint.security_file import SecurityFile

    return bool(SecurityFile(parse_yaml(source), release).secrets)
