"""The channels that PicoClaw is to start, with their settings as it reads them.

Source of the facts: docs/picoclaw.md 2.5.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.structure.walker import NOT_HERE, fold

# The types through which people write to the bot. The others carry messages out only, stand for a single machine, or
# ask for a token of their own.
_CHATS = frozenset(
    (
        *("telegram", "discord", "feishu", "weixin", "wecom", "dingtalk", "slack", "matrix", "line", "onebot"),
        *("qq", "irc", "vk", "whatsapp", "whatsapp_native", "deltachat"),
    )
)


class Setting(NamedTuple):
    """A value in the ``settings`` of a channel, and where it stands in the config."""

    value: Any
    pointer: Pointer


class EnabledChannel(NamedTuple):
    """A channel that PicoClaw is to start.

    Attributes:
        name: its key in ``channel_list``.
        type: one that the release knows.
        entry: the whole entry.
        settings: what is set, by the name of the setting in lower case; null sets nothing.
        is_flat: whether the file is of an older version and has the settings in the channel itself.
    """

    name: str
    type: str
    entry: dict[str, Any]
    settings: dict[str, Setting]
    is_flat: bool

    @property
    def inside(self) -> str:
        """Where a setting is to be written, for people; a ``settings`` beside flat keys would be refused."""
        return "in the channel" if self.is_flat else "in its settings"

    @property
    def pointer(self) -> Pointer:
        """Where the entry stands in the config."""
        return ("channel_list", self.name)

    @property
    def is_chat(self) -> bool:
        """Whether people write to the bot through it."""
        return self.type in _CHATS

    def value(self, setting: str) -> Any:
        """Return the value of a setting; None if it is not set."""
        found = self.settings.get(setting)
        return None if found is None else found.value

    def text(self, setting: str) -> str:
        """Return a setting that is a text; empty if it is not set, no text, or PicoClaw's own mask."""
        value = self.value(setting)
        return value if isinstance(value, str) and value != NOT_HERE else ""

    def place(self, setting: str) -> Pointer:
        """Return where a setting stands; the channel itself where it is not set."""
        found = self.settings.get(setting)
        return self.pointer if found is None else found.pointer

    def new_place(self, setting: str) -> Pointer:
        """Return where a setting stands, or is to be written."""
        found = self.settings.get(setting)
        return (*self.pointer, *(() if self.is_flat else ("settings",)), setting) if found is None else found.pointer

    @property
    def admitted(self) -> list[str]:
        """The texts in ``allow_from``; a number is left out."""
        value = self.entry.get("allow_from")
        values = value if isinstance(value, list) else [value]
        return [item for item in values if isinstance(item, str)]

    @property
    def admits_everyone(self) -> bool:
        """Whether whoever finds the bot may use it: nobody is named in ``allow_from``, or ``*`` is."""
        value = self.entry.get("allow_from")
        if not isinstance(value, list):
            return value in (None, "", "*")
        # In an array null is a text of its own, which admits nobody.
        return "*" in value or all(item == "" for item in value)


def enabled_channels(context: Context) -> tuple[EnabledChannel, ...]:
    """Return the enabled channels of the file, of types that the release knows."""
    return context.once(_enabled_channels)


def _enabled_channels(context: Context) -> tuple[EnabledChannel, ...]:
    found = []
    for name, kind, entry in context.channels:
        if entry.get("enabled") is True and context.structure.knows_channel(kind):
            written = entry.get("settings")
            at: Pointer = ("channel_list", name, "settings")
            settings = {
                fold(key): Setting(value, (*at, key))
                for key, value in (written.items() if isinstance(written, dict) else ())
                if value is not None
            }
            found.append(EnabledChannel(name, kind, entry, settings, _is_flat(context, at[:-1])))
    return tuple(found)


def chats(context: Context) -> list[EnabledChannel]:
    """Return the enabled channels through which people write to the bot."""
    return [channel for channel in enabled_channels(context) if channel.is_chat]


def _is_flat(context: Context, at: Pointer) -> bool:
    if context.structure.config_version == 3:
        return False
    value = context.document.value
    for key in context.structure.origin(at):
        value = value.get(key) if isinstance(value, dict) else None
    return isinstance(value, dict) and "settings" not in value


class ChatUsers(NamedTuple):
    """Who can write to the bot over a chat: everyone, or whom a channel admits; and how that is said."""

    is_everyone: bool
    words: str


def chats_open_to(context: Context) -> ChatUsers | None:
    """Say who can write to the bot (whoever ``finds "telegram"``); None where no chat is enabled."""
    reached = chats(context)
    if not reached:
        return None
    anybody = next((channel for channel in reached if channel.admits_everyone), None)
    if anybody is not None:
        return ChatUsers(True, f"finds {context.quote(anybody.name)}")
    return ChatUsers(False, f"may write in {context.quote(reached[0].name)}")
