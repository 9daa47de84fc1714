"""Below version 3 a channel may hold its settings itself; ``settings`` beside them is refused, so no help says so."""

from __future__ import annotations

import json
from typing import Any

import pytest

from picoclaw_lint import check_text

CHANNELS: dict[str, dict[str, Any]] = {
    "unencrypted-irc": {"irc": {"server": "irc.libera.chat:6667", "nick": "bot"}},
    "lost-channel-default": {"onebot": {"ws_url": "ws://127.0.0.1:3001"}},
    "missing-channel-setting": {"vk": {"token": "file://vk"}},
}


def _help(rule: str, config: dict[str, Any]) -> str:
    (found,) = (item for item in check_text(json.dumps(config)).diagnostics if item.rule == rule)
    assert found.help is not None
    return found.help


@pytest.mark.parametrize("rule", CHANNELS)
def test_a_setting_goes_where_the_others_of_the_channel_are(rule: str) -> None:
    ((kind, settings),) = CHANNELS[rule].items()
    flat = {"version": 2, "channels": {kind: {"enabled": True, **settings}}}
    nested = {"version": 3, "channel_list": {kind: {"enabled": True, "settings": settings}}}
    assert "in the channel" in _help(rule, flat)
    assert "settings" not in _help(rule, flat)
    assert "in its settings" in _help(rule, nested)
