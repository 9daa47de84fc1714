"""The rule ``unsupported-connect-mode``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.edit.changes import Drop
from picoclaw_lint.model_references import is_default, named
from picoclaw_lint.rule import Bad, Good, Hit, rule, unsafe


def _config(mode: str, more: str = "") -> str:
    return (
        '{"version": 3, "model_list": [{"model_name": "a", "model": "copilot/gpt-5.4",'
        f' "connect_mode": {mode}}}]{more}}}'
    )


@rule(
    severity="error",
    impact=("runtime", "startup"),
    fix="unsafe",
    examples=[
        Bad(
            _config('«"stdio"»'),
            'connect_mode "stdio" is not implemented in PicoClaw; model "a" fails when it is used',
            fixed='{"version": 3, "model_list": [{"model_name": "a", "model": "copilot/gpt-5.4"}]}',
        ),
        Bad(
            _config('«"http"»', ', "agents": {"defaults": {"model_name": "a"}}'),
            'connect_mode "http" is not known to PicoClaw; model "a" is the default one, so PicoClaw does not start',
            fixed='{"version": 3, "model_list": [{"model_name": "a", "model": "copilot/gpt-5.4"}], "agents": {"defaults": {"model_name": "a"}}}',
        ),
        Good(_config('"grpc"')),
        Good(_config('""')),
        Good(_config('"stdio"').replace("copilot", "openai")),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The connect_mode of a GitHub Copilot model is not one that works.

    Why: PicoClaw speaks to Copilot by gRPC only; ``stdio`` is known and not implemented, and anything else ends with
    "unknown connect mode".

    What to do: remove the field, or write "grpc".

    Source: docs/picoclaw.md 2.1, read in the source.
    """
    for model in context.models:
        mode = model.text("connect_mode")
        if model.provider is None or model.provider.id != "github-copilot" or mode in ("", "grpc"):
            continue
        default = is_default(context, model)
        effect = "is the default one, so PicoClaw does not start" if default else "fails when it is used"
        yield Hit(
            f"connect_mode {context.quote(mode)} is not {'implemented in' if mode == 'stdio' else 'known to'} PicoClaw; "
            f"{named(context, model)} {effect}",
            (*model.pointer, "connect_mode"),
            help='remove it, or write "grpc"',
            fix=unsafe("remove it", Drop((*model.pointer, "connect_mode"))),
            impact="startup" if default else "runtime",
        )
