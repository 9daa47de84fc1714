"""An address names a place by names, so it stays the same when elements of an array change places."""

from __future__ import annotations

from typing import Any

import pytest

from picoclaw_lint.document.pointer import Pointer, address

CONFIG: dict[str, Any] = {
    "model_list": [{"model_name": "local", "api_base": "x"}, {"model_name": ""}, None, {"model_name": "a/b~c"}],
    "agents": {"list": [{"id": "main", "name": "Main"}], "dispatch": {"rules": [{"name": "work", "when": {}}]}},
    "tools": {"exec": {"allow": ["ls"]}},
}


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ((), ""),
        (("model_list",), "/model_list"),
        (("model_list", 0), "/model_list/[local]"),
        (("model_list", 0, "api_base"), "/model_list/[local]/api_base"),
        (("model_list", 1, "model_name"), "/model_list/1/model_name"),
        (("model_list", 2, "rpm"), "/model_list/2/rpm"),
        (("model_list", 3), "/model_list/[a~1b~0c]"),
        (("model_list", 9, "rpm"), "/model_list/9/rpm"),
        (("agents", "list", 0, "model"), "/agents/list/[main]/model"),
        (("agents", "dispatch", "rules", 0, "when"), "/agents/dispatch/rules/[work]/when"),
        (("tools", "exec", "allow", 0), "/tools/exec/allow/0"),
        (("gone", "x", 0), "/gone/x/0"),
    ],
)
def test_elements_are_named_where_they_have_names(pointer: Pointer, expected: str) -> None:
    assert address(CONFIG, pointer) == expected
