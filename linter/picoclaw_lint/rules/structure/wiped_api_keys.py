"""The rule ``wiped-api-keys``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from picoclaw_lint.rule import Bad, Good, Hit, rule

if TYPE_CHECKING:
    from picoclaw_lint.security_file import SecurityFile


def _config(model: str) -> str:
    return '{"version": 3, "model_list": [{"model_name": "a", "model": "MODEL", "api_keys": ["file://k"]}]}'.replace(
        "MODEL", model
    )


_CONFIG = _config("openai/gpt-4o")
_FILES = {"k": "x"}


@rule(
    kind="security",
    severity=("error", "warning"),
    impact=("runtime", "startup"),
    examples=[
        Bad(
            "model_list:\n  «a»: {}\n",
            'the entry of "a" in .security.yml has no api_keys and takes away those that the config gives to the model',
            config=_CONFIG,
            files=_FILES,
        ),
        Bad(
            "model_list:\n  «a:0»:\n    api_key: <openai key>\n",
            'the entry of "a:0" in .security.yml has api_key, which PicoClaw does not read, and no api_keys: it takes '
            "away those that the config gives to the model",
            config=_CONFIG,
            files=_FILES,
        ),
        Bad(
            "model_list:\n  «a»:\n    api_keys: []\n",
            'the entry of "a" in .security.yml has no api_keys and takes away those that the config gives to the '
            "model; as the default model it keeps PicoClaw from starting",
            config=_CONFIG[:-1] + ', "agents": {"defaults": {"model_name": "a"}}}',
            files=_FILES,
        ),
        Bad(
            "model_list:\n  «a»: {}\n",
            'the entry of "a" in .security.yml has no api_keys and takes away those that the config gives to the model',
            config=_config("vllm/x"),
            files=_FILES,
        ),
        Good("model_list:\n  a:\n", config=_CONFIG, files=_FILES),
        Good("model_list:\n  b: {}\n", config=_CONFIG, files=_FILES),
        Good("model_list:\n  a: {api_keys: [<openai key>]}\n", config=_CONFIG, files=_FILES),
        Good("model_list:\n  a: {}\n", config=_CONFIG.replace("file://k", "[NOT_HERE]")),
        Good("model_list:\n  a: {}\n"),
    ],
)
def check(file: SecurityFile) -> Iterator[Hit]:
    """An empty entry in the security file takes away the keys of a model.

    Why: an entry for a model in ``.security.yml`` wins over what the config has, even if there are no keys in it.
    PicoClaw itself writes such an entry (``name:0: {}``) for each model without a key whenever it saves, so a key that
    is put into the config afterwards has no effect.

    What to do: put the keys into the entry, under ``api_keys``, or remove the entry. One that is null (``name:``)
    takes nothing away.

    Source: docs/picoclaw.md 1.7, run against the loader.
    """
    config = file.config
    if config is None:
        return
    for name, indices in file.wiping.items():
        at = ("model_list", name)
        node = file.document.find(*at)
        others = [key for key in node.entries if key != "api_keys"] if node is not None else []
        has = (
            f"{others[0]}, which PicoClaw does not read, and no api_keys: it takes"
            if others
            else "no api_keys and takes"
        )
        message = (
            f"the entry of {file.quote(name)} in {file.name} has {has} away those that the config gives to the model"
        )
        models = [model for model in config.models if model.position in indices and model.needs_key]
        starts = any(config.needed_at_start(model) for model in models)
        yield Hit(
            message + ("; as the default model it keeps PicoClaw from starting" if starts else ""),
            at,
            "key",
            help="put the keys into the entry, under api_keys, or remove it",
            severity="error" if models else "warning",
            impact="startup" if starts else "runtime",
            beside=("model_list", indices[0], "api_keys"),
        )
