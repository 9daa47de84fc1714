"""Where a secret of the config belongs in the security file, in the layout that PicoClaw reads beside version 3.

Source of the facts: docs/picoclaw.md 1.7 and part 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from picoclaw_lint.document.pointer import Pointer

_SECTIONS = ("web", "skills")


def slot_of(config: Mapping[str, Any], pointer: Pointer) -> Pointer | None:
    """Return the place in the security file for the secret at a place of a config of version 3; None if there is none.

    Several models may share a name; their entries are counted: ``name:1`` is the second of that name.
    """
    if pointer[:1] == ("model_list",) and pointer[2:3] == ("api_keys",):
        models, index = config.get("model_list"), pointer[1]
        if not isinstance(models, list) or not isinstance(index, int):
            return None
        names = [model.get("model_name") if isinstance(model, dict) else None for model in models]
        name = names[index]
        if not isinstance(name, str) or not name:
            return None
        number = f":{names[:index].count(name)}" if names.count(name) > 1 else ""
        return ("model_list", name + number, *pointer[2:])
    if pointer[:1] == ("channel_list",) and pointer[2:3] == ("settings",):
        return pointer
    if pointer[:1] == ("tools",) and pointer[1:2] and pointer[1] in _SECTIONS:
        return pointer[1:]
    return None
