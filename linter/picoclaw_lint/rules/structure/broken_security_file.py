"""The rule ``broken-security-file``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from picoclaw_lint.document.pointer import dotted
from picoclaw_lint.rule import Bad, Good, Hit, rule

if TYPE_CHECKING:
    from picoclaw_lint.security_file import SecurityFile

_CONFIG = '{"version": 3, "model_list": [{"model_name": "a", "model": "b"}]}'


@rule(
    kind="security",
    severity="error",
    impact="load",
    examples=[
        Bad(
            "model_list:\n  a:\n    «api_keys»: fake\n",
            ".security.yml: a list of keys is needed here, each on a line of its own after a dash "
            "(model_list.a.api_keys); PicoClaw refuses to load",
            config=_CONFIG,
        ),
        Bad(
            "«model_list»:\n  - model_name: a\n",
            ".security.yml: a mapping is needed here (model_list); PicoClaw refuses to load",
            config=_CONFIG,
        ),
        Bad("a: [open\n«»", ".security.yml: expected ',' or ']', but got '<stream end>'; PicoClaw refuses to load"),
        Bad("«just text»\n", ".security.yml: the file is not a mapping; PicoClaw refuses to load"),
        Good("model_list:\n  a:\n    api_keys:\n      - fake\n", config=_CONFIG),
        Good("channel_list:\n  telegram:\n    token: ignored\n", config=_CONFIG),
        Good("model_list:\n  - model_name: a\n", config=_CONFIG.replace("3", "2", 1)),
    ],
)
def check(file: SecurityFile) -> Iterator[Hit]:
    """The security file beside the config cannot be merged.

    Why: PicoClaw reads ``.security.yml`` in the config's directory together with the config. If it is not YAML, or a
    part that PicoClaw reads has the wrong form, nothing is loaded at all.

    What to do: change the place that the message names. The form that version 3 reads is a mapping of model names to
    ``api_keys``, a list.

    Source: docs/picoclaw.md 1.7, run against the loader.
    """
    broken = file.document.problem
    for problem in file.problems:
        place = f" ({dotted(problem.path)})" if problem.path else ""
        message = f"{file.name}: {problem.message}{place}; PicoClaw refuses to load"
        node = file.document.find(*problem.path)
        span = broken.span if broken is not None else node and (node.key_span or node.span)
        yield Hit(message, problem.path, span=span, help="mend this place; the rest of the file counts only then")
