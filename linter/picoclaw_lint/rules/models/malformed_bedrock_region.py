"""The rule ``malformed-bedrock-region``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, rule

_REGION = r"[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}"


def _config(base: str) -> str:
    return f'{{"version": 3, "model_list": [{{"model_name": "a", "model": "bedrock/m", "api_base": {base}}}]}}'


@rule(
    severity="error",
    impact="runtime",
    examples=[
        Bad(
            _config('«"bedrock-runtime.us-east-1.amazonaws.com"»'),
            '"bedrock-runtime.us-east-1.amazonaws.com" has no scheme, so PicoClaw takes it for the name of an AWS region; '
            "every request will fail",
        ),
        Bad(
            _config('«"us_east_1"»'),
            '"us_east_1" is taken for the name of an AWS region, and there is none of this form; every request will fail',
        ),
        Good(_config('"us-gov-west-1"')),
        Good(_config('"https://bedrock-runtime.us-east-1.amazonaws.com"')),
        Good(_config('""')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The api_base of a Bedrock model is neither a region nor a URL.

    Why: for Bedrock PicoClaw takes ``api_base`` for the name of an AWS region, unless it has "://". Without it the
    region is that of the variable ``AWS_REGION``.

    What to do: write a region such as ``us-east-1``, or the whole URL with its scheme.

    Source: docs/picoclaw.md 2.2, read in the source.
    """
    for model in context.models:
        base = model.text("api_base")
        if (
            model.provider is None
            or model.provider.id != "bedrock"
            or not base
            or "://" in base
            or re.fullmatch(_REGION, base)
        ):
            continue
        said = (
            "has no scheme, so PicoClaw takes it for the name of an AWS region"
            if "." in base
            else "is taken for the name of an AWS region, and there is none of this form"
        )
        yield Hit(
            f"{context.quote(base)} {said}; every request will fail",
            (*model.pointer, "api_base"),
            help="write a region such as us-east-1, or the whole URL with https://",
        )
