"""The rule ``broken-security-file``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, rule

_CONFIG = '{"version": 3, "model_list": [{"model_name": "a", "model": "b"}]}'


@rule(
    severity="error",
    impact="load",
    examples=[
        Bad(
            _CONFIG,
            ".security.yml: a list of keys is needed here, each on a line with a dash (model_list.a.api_keys); "
            "PicoClaw refuses to load",
            security="model_list:\n  a:\n    api_keys: fake\n",
        ),
        Bad(
            _CONFIG,
            ".security.yml: a mapping is needed here (model_list); PicoClaw refuses to load",
            security="model_list:\n  - model_name: a\n",
        ),
        Bad(
            _CONFIG,
            ".security.yml: expected ',' or ']', but got '<stream end>'; PicoClaw refuses to load",
            security="a: [open",
        ),
        Good(_CONFIG, security="model_list:\n  a:\n    api_keys:\n      - fake\n"),
        Good(_CONFIG, security="channel_list:\n  telegram:\n    token: ignored\n"),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The security file beside the config cannot be merged.

    Why: PicoClaw reads ``.security.yml`` in the config's directory together with the config. If it is not YAML, or a
    part that PicoClaw reads has the wrong form, nothing is loaded at all.

    What to do: change the place that the message names. The form that version 3 reads is a mapping of model names to
    ``api_keys``, a list.

    Source: docs/picoclaw.md 1.7, run against the loader.
    """
    security = context.surroundings.security
    if security is None or context.structure.ignored:
        return
    for problem in context.structure.merge.problems:
        place = f" ({'.'.join(str(part) for part in problem.path)})" if problem.path else ""
        yield Hit(f".security.yml: {problem.message}{place}; PicoClaw refuses to load", None, security=problem.path)
