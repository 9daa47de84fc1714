"""The ``channel_list`` section: the chats that PicoClaw takes part in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from picoclaw_schema.model import channel_settings as settings_of
from picoclaw_schema.model.field import Section, Settings, Strings, field


@dataclass(frozen=True)
class ChannelType:
    """A kind of channel.

    Attributes:
        settings: what goes into the channel's ``settings``.
        since: the first release that knows the type, when that is later than 0.2.8.
        singleton: whether PicoClaw refuses a second enabled channel of the type.
        description: what the channel connects to, as a sentence.
    """

    settings: type[Section]
    since: str | None
    singleton: bool
    description: str


def _type(
    settings: type[Section], description: str, *, since: str | None = None, singleton: bool = False
) -> ChannelType:
    return ChannelType(settings=settings, since=since, singleton=singleton, description=description)


CHANNEL_TYPES: Final[dict[str, ChannelType]] = {
    "deltachat": _type(settings_of.DeltachatSettings, "A Delta Chat account.", since="main"),
    "dingtalk": _type(settings_of.DingtalkSettings, "A DingTalk bot."),
    "discord": _type(settings_of.DiscordSettings, "A Discord bot."),
    "feishu": _type(settings_of.FeishuSettings, "A Feishu or Lark bot, on 64-bit systems only."),
    "irc": _type(settings_of.IrcSettings, "An IRC server."),
    "line": _type(settings_of.LineSettings, "A LINE bot, which needs the gateway to be reachable for LINE."),
    "maixcam": _type(settings_of.MaixcamSettings, "A server for MaixCAM cameras."),
    "matrix": _type(settings_of.MatrixSettings, "A Matrix account."),
    "mqtt": _type(settings_of.MqttSettings, "An MQTT broker.", since="0.2.9"),
    "onebot": _type(settings_of.OnebotSettings, "A program that speaks OneBot, mostly for QQ."),
    "pico": _type(
        settings_of.PicoSettings, "PicoClaw's own WebSocket server for clients and web pages.", singleton=True
    ),
    "pico_client": _type(
        settings_of.PicoClientSettings,
        "A connection to the pico channel of another PicoClaw.",
        singleton=True,
    ),
    "qq": _type(settings_of.QqSettings, "An official QQ bot."),
    "slack": _type(settings_of.SlackSettings, "A Slack bot in socket mode."),
    "slack_webhook": _type(settings_of.SlackWebhookSettings, "Slack webhooks, for sending only.", since="0.2.9"),
    "teams_webhook": _type(settings_of.TeamsWebhookSettings, "Microsoft Teams webhooks, for sending only."),
    "telegram": _type(settings_of.TelegramSettings, "A Telegram bot."),
    "vk": _type(settings_of.VkSettings, "A VK community."),
    "wecom": _type(settings_of.WecomSettings, "A WeCom bot."),
    "weixin": _type(settings_of.WeixinSettings, "A personal Weixin (WeChat) account."),
    "whatsapp": _type(settings_of.WhatsappSettings, "WhatsApp through a bridge program."),
    "whatsapp_native": _type(
        settings_of.WhatsappNativeSettings, "WhatsApp without a bridge, in builds that can do it."
    ),
}


class GroupTrigger(Section):
    """When the bot answers in groups."""

    mention_only: bool = field(
        "Answers in groups only when the bot is mentioned. With neither this nor prefixes it answers everything."
    )
    prefixes: list[str] = field(
        "Starts of messages that the bot answers in groups without being mentioned. A mere string is "
        "refused; empty entries are skipped, and an empty array means no such rule.",
        example=["/ask", "!"],
    )


class Typing(Section):
    """The sign that the bot is typing."""

    enabled: bool = field("Shows the sign while the bot works on an answer. Only irc looks at it.")


class Placeholder(Section):
    """A message that stands in for the answer until it is ready."""

    enabled: bool = field("Sends such a message. Only telegram, discord, feishu, matrix and pico look at it.")
    text: Strings = field(
        'Text of the message; of several texts one is picked at random. Absent or empty means "Thinking...".'
    )


class Channel(Section):
    """One channel: what it connects to and who may use it."""

    enabled: bool = field(
        "Uses the channel. Settings of a wrong type are refused even when it is disabled, and so is an "
        "unknown type of channel."
    )
    type: str = field(
        "What the channel connects to, in lower case. Discord, Slack, LINE, OneBot, QQ, Feishu, MaixCAM, "
        "the WhatsApp bridge, WeCom and MQTT lose their answers when the channel has another name than its "
        "type.",
        values={
            "": "The channel's name is its type.",
            **{name: kind.description for name, kind in CHANNEL_TYPES.items()},
        },
    )
    allow_from: Strings = field(
        'Who may use the channel: an id, @name, id|name or channel type:id; "*" means everyone, and so '
        "does an absent or empty list. Write ids as strings, because long numbers are rounded and then "
        "never match.",
        example=["123456789", "@alice"],
    )
    group_trigger: GroupTrigger = field(
        "When the bot answers in groups. Weixin, WeCom, MaixCAM, WhatsApp, pico, MQTT and webhook channels "
        "do not look at it."
    )
    placeholder: Placeholder = field("A message that stands in for the answer until it is ready.")
    reasoning_channel_id: str = field(
        "Chat on the same channel to which the model's thoughts are sent. Empty means that they are not sent."
    )
    settings: Settings = field(
        "What this type of channel needs; null, {} and [] mean that nothing is set. Unknown keys are ignored and "
        "capitals in keys do not matter, but a known key with a value of the wrong type is refused."
    )
    typing: Typing = field("The sign that the bot is typing.")
