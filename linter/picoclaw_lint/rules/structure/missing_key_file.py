"""The rule ``missing-key-file``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.rule import Bad, Good, Hit, rule

if TYPE_CHECKING:
    from picoclaw_lint.security_file import SecurityFile

_CONFIG = (
    '{"version": 3, "model_list": [{"model_name": "a", "model": "openai/gpt-4o"}, '
    '{"model_name": "b", "model": "openai/gpt-4o"}], "channel_list": {"telegram": {}}}'
)
_KEYS = "model_list:\n  a:\n    api_keys: [«file://a.key»]\n  b:\n    api_keys: [<openai key>]\n"


@rule(
    kind="security",
    severity="error",
    impact=("runtime", "startup"),
    examples=[
        Bad(
            _KEYS + "channel_list:\n  telegram:\n    settings: {token: <telegram token>}\n",
            '"file://a.key" in .security.yml names a file that does not exist; PicoClaw says nothing and reads no '
            "further, so model_list and channel_list are not read",
            config=_CONFIG,
        ),
        Bad(
            "model_list:\n  a: {api_keys: [<openai key>]}\n"
            "web:\n  brave: {api_keys: [file://b.key]}\n  gemini: {api_key: «file://c.key»}\n",
            '"file://c.key" in .security.yml names a file that does not exist; PicoClaw says nothing and reads no '
            "further, so web.gemini is not read",
            config=_CONFIG,
            files={"b.key": "x"},
        ),
        Bad(
            _KEYS,
            '"file://a.key" in .security.yml names a file that does not exist; PicoClaw says nothing and reads no '
            "further, so model_list is not read, and without a key for its default model it does not start",
            config=_CONFIG[:-1] + ', "agents": {"defaults": {"model_name": "b"}}}',
        ),
        Good(_KEYS.replace("«", "").replace("»", ""), config=_CONFIG, files={"a.key": "x"}),
        Good(_KEYS.replace("«", "").replace("»", "")),
        Good("tools:\n  web: {brave: {api_keys: [file://b.key]}}\n", config=_CONFIG),
    ],
)
def check(file: SecurityFile) -> Iterator[Hit]:
    """A key file that is not there ends the reading of the security file.

    Why: PicoClaw follows ``file://`` in ``.security.yml`` while it reads it. Where the file is missing it takes the
    whole for "no security file", without a word, and stops: what it has read so far counts, nothing else does. If that
    happens among the models, no model has its keys. Only one reference is reported, the one where it stops.

    What to do: put the key into the file that is named, beside the config, or name another.

    Source: docs/picoclaw.md 1.7, run against the loader.
    """
    config = file.config
    stopped = config.structure.merge.stopped if config is not None else None
    node = file.document.find(*stopped) if stopped is not None else None
    if config is None or stopped is None or node is None:
        return
    lost = _unread(file, stopped)
    keyless = [model for model in config.models if model.position in config.structure.merge.unread and not model.keys]
    starts = any(model.needs_key and config.needed_at_start(model) for model in keyless)
    verb = "is" if len(lost) == 1 else "are"
    *most, last = lost
    shown = f"{', '.join(most)} and {last}" if most else last
    message = (
        f"{file.quote(node.text)} in {file.name} names a file that does not exist; PicoClaw says nothing and reads no "
        f"further, so {shown} {verb} not read"
    )
    if starts:
        message += ", and without a key for its default model it does not start"
    remedy = "put the key into the file that is named, beside the config"
    yield Hit(message, stopped, help=remedy, impact="startup" if starts else "runtime")


def _unread(file: SecurityFile, stopped: Pointer) -> list[str]:
    """Name what is not read: the models are taken over together, the rest one by one, the channels after all else."""
    root = file.document.root
    assert root is not None
    sections = [key for key in root.entries if key in ("model_list", "web", "skills")]
    later = sections[sections.index(str(stopped[0])) + 1 :]
    later += [key for key in ("channel_list", "channels") if key in root.entries]
    first = [str(stopped[0])]
    if stopped[0] != "model_list":
        section = root.entries[str(stopped[0])].entries
        names = list(section)
        here = names[names.index(str(stopped[1])) :]
        first = [f"{stopped[0]}.{name}" for name in here if section[name].holds_something]
    return first + [key for key in later if root.entries[key].holds_something]
