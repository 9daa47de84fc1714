"""The rule ``malformed-azure-base``."""

from __future__ import annotations

from collections.abc import Iterator

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.edit.changes import Amend
from picoclaw_lint.model_references import is_default, named
from picoclaw_lint.rule import Bad, Good, Hit, Remedy, rule, safe, unsafe
from picoclaw_lint.url import parse_url


def _config(entry: str, more: str = "") -> str:
    return f'{{"version": 3, "model_list": [{{"model_name": "a", {entry}}}]{more}}}'


@rule(
    severity="error",
    impact=("runtime", "startup"),
    fix=("safe", "unsafe"),
    examples=[
        Bad(
            _config('"model": «"azure/my-gpt5-deployment"»'),
            'model "a" has no api_base, and Azure has no address for all; it fails when it is used',
        ),
        Bad(
            _config('"provider": "azure", "model": «"d"»', ', "agents": {"defaults": {"model_name": "a"}}'),
            'model "a" has no api_base, and Azure has no address for all; it is the default model, '
            "so PicoClaw does not start",
        ),
        Bad(
            _config('"model": "azure/d", "api_base": «"https://acme.openai.azure.com/openai/deployments/d"»'),
            'the api_base has the path "/openai/deployments/d", and PicoClaw adds /openai/v1/responses to it; '
            "every request will fail",
            fixed=_config('"model": "azure/d", "api_base": "https://acme.openai.azure.com"'),
        ),
        Bad(
            _config('"model": "azure/d", "api_base": «"https://acme.openai.azure.com/openai/v1/"»'),
            'the api_base has the path "/openai/v1/", and PicoClaw adds /openai/v1/responses to it; every request will fail',
            fixed=_config('"model": "azure/d", "api_base": "https://acme.openai.azure.com"'),
        ),
        Good(_config('"model": "azure/d", "api_base": "https://acme.openai.azure.com/"')),
        Good(_config('"model": "openai/d", "api_base": "https://acme.openai.azure.com/openai/v1"')),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The address of an Azure resource is missing or has a path.

    Why: each Azure resource has its own address, so ``api_base`` is required. PicoClaw joins ``openai/v1/responses``
    to it and puts the deployment, which ``model`` names, into the request.

    What to do: write the root of the resource, such as ``https://your-resource.openai.azure.com``.

    Source: docs/picoclaw.md 2.2 and 8.5, read in the source.
    """
    for model in context.models:
        if model.provider is None or model.provider.id != "azure":
            continue
        base = model.text("api_base").strip()
        url = parse_url(base)
        if not base:
            default = is_default(context, model)
            effect = "is the default model, so PicoClaw does not start" if default else "fails when it is used"
            yield Hit(
                f"{named(context, model)} has no api_base, and Azure has no address for all; it {effect}",
                (*model.pointer, "model"),
                help='add "api_base", the root of your resource: https://<resource>.openai.azure.com',
                impact="startup" if default else "runtime",
            )
        elif url is not None and not url.rest and _adds_up_wrong(url.path):
            yield Hit(
                f"the api_base has the path {context.quote(url.path)}, and PicoClaw adds /openai/v1/responses to it; "
                "every request will fail",
                (*model.pointer, "api_base"),
                help="write only scheme and host, and the deployment's name as model",
                fix=_fix((*model.pointer, "api_base"), model.text("api_base"), url.path),
            )


def _fix(place: Pointer, written: str, path: str) -> Remedy | None:
    """Take the path away; one that names a deployment may mean another one than the model does."""
    start = written.find(path, written.find("//") + 2)
    make = safe if path.rstrip("/") in ("/openai", "/openai/v1") else unsafe
    return None if start < 0 else make("take the path away", Amend(place, start, start + len(path)))


def _adds_up_wrong(path: str) -> bool:
    """Whether a path is one of Azure's own; that of somebody's gateway may be right, and endpoints are told elsewhere."""
    return path.startswith("/openai") and not path.rstrip("/").endswith(("/completions", "/responses", "/embeddings"))
