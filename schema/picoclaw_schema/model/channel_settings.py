"""What goes into ``settings`` of a channel, a section for each type of channel.

There are no defaults here: PicoClaw's own values for a channel hold only as long as the file does not mention
it, and an entry in the file replaces them all.
"""

from __future__ import annotations

from picoclaw_schema.model.field import Secret, Section, Strings, field

_KEEP = "Keep it in .security.yml beside config.json, under channel_list.<name>.settings."
_KEEP_WEBHOOK = (
    "Keep it in .security.yml beside config.json, under channel_list.<name>.settings.webhooks.<webhook name>."
)
_SKIPPED = "When it is missing, PicoClaw leaves the channel out and says nothing."


class ChannelStreaming(Section):
    """Shows an answer while it is still being written."""

    enabled: bool = field(
        "Shows answers while they are being written. The model needs streaming.enabled in model_list as well."
    )
    throttle_seconds: int = field(
        "Shortest time between two updates of the message. 0 leaves it to PicoClaw, which takes 3 for "
        "Telegram; a negative number is refused even when the channel is disabled.",
        minimum=0,
        refused_from="0.2.9",
        unit="second",
    )
    min_growth_chars: int = field(
        "How much longer the text must have become before the message is updated. 0 leaves it to PicoClaw, "
        "which takes 200 for Telegram; a negative number is refused even when the channel is disabled.",
        minimum=0,
        refused_from="0.2.9",
        unit="character",
    )


class DeltachatSettings(Section):
    """Settings of a Delta Chat account."""

    email: str = field(
        "Mail address of the bot; the channel needs it. An address without a name, such as "
        "@nine.testrun.org, makes a new account there and stops with the address to write here.",
        env="PICOCLAW_CHANNELS_DELTACHAT_EMAIL",
        since="main",
        example="@nine.testrun.org",
    )
    password: Secret = field(
        f"Password of the mail account. {_KEEP}",
        env="PICOCLAW_CHANNELS_DELTACHAT_PASSWORD",
        since="main",
    )
    display_name: str = field(
        "Name that others see, by which the bot is mentioned in groups too. Absent means an empty one as "
        "soon as the file has the channel.",
        env="PICOCLAW_CHANNELS_DELTACHAT_DISPLAY_NAME",
        since="main",
    )
    avatar_image: str = field(
        "File with the bot's picture; a leading ~ stands for the home directory. A missing file only gives a warning.",
        env="PICOCLAW_CHANNELS_DELTACHAT_AVATAR_IMAGE",
        since="main",
    )
    data_dir: str = field(
        "Directory for the account and its keys. Empty means deltachat/<channel name> in PicoClaw's home directory.",
        env="PICOCLAW_CHANNELS_DELTACHAT_DATA_DIR",
        since="main",
    )
    rpc_server_path: str = field(
        "Path of the program deltachat-rpc-server. Empty means that it is looked for on the PATH.",
        env="PICOCLAW_CHANNELS_DELTACHAT_RPC_SERVER_PATH",
        since="main",
    )
    invite_link: str = field(
        "Invite link of Delta Chat that the bot's account uses when it starts. It lets its owner into a "
        "chat, so share the file with care.",
        env="PICOCLAW_CHANNELS_DELTACHAT_INVITE_LINK",
        since="main",
    )
    allow_crosspost: bool = field(
        "Lets agents write to chats other than the one they answer, or look people up by address or name, "
        "for senders that allow_from admits.",
        env="PICOCLAW_CHANNELS_DELTACHAT_ALLOW_CROSSPOST",
        since="main",
    )
    imap_server: str = field(
        "Mail server to read from. Empty lets Delta Chat find it.", since="main", example="imap.example.org"
    )
    imap_port: int = field("Port of the mail server to read from. 0 leaves it to Delta Chat.", since="main")
    smtp_server: str = field(
        "Mail server to send with. Empty lets Delta Chat find it.", since="main", example="smtp.example.org"
    )
    smtp_port: int = field("Port of the mail server to send with. 0 leaves it to Delta Chat.", since="main")


class DingtalkSettings(Section):
    """Settings of a DingTalk bot."""

    client_id: str = field(
        f"Client id (AppKey) of the application. {_SKIPPED}", env="PICOCLAW_CHANNELS_DINGTALK_CLIENT_ID"
    )
    client_secret: Secret = field(
        f"Client secret of the application; the channel does not start without it. {_KEEP}",
        env="PICOCLAW_CHANNELS_DINGTALK_CLIENT_SECRET",
    )


class DiscordSettings(Section):
    """Settings of a Discord bot."""

    token: Secret = field(f"Token of the bot. {_SKIPPED} {_KEEP}", env="PICOCLAW_CHANNELS_DISCORD_TOKEN")
    proxy: str = field(
        "Address of a proxy for Discord. The channel does not start when it cannot be parsed; a password "
        "in it is neither hidden nor moved to .security.yml.",
        env="PICOCLAW_CHANNELS_DISCORD_PROXY",
        example="http://127.0.0.1:7890",
    )
    mention_only: bool = field(
        "Whether the bot answers only when it is mentioned.",
        env="PICOCLAW_CHANNELS_DISCORD_MENTION_ONLY",
        dead="PicoClaw reads the key but never uses it.",
        replaced_by="channel_list.*.group_trigger.mention_only",
    )


class FeishuSettings(Section):
    """Settings of a Feishu or Lark bot."""

    app_id: str = field(
        "App id of the application; the channel does not start without it. Only 64-bit builds have this channel.",
        env="PICOCLAW_CHANNELS_FEISHU_APP_ID",
    )
    app_secret: Secret = field(
        f"App secret of the application. {_SKIPPED} {_KEEP}",
        env="PICOCLAW_CHANNELS_FEISHU_APP_SECRET",
    )
    encrypt_key: Secret = field(
        f"Key for encrypted events, if the application uses them. {_KEEP}",
        env="PICOCLAW_CHANNELS_FEISHU_ENCRYPT_KEY",
    )
    verification_token: Secret = field(
        f"Token that proves events come from Feishu. {_KEEP}",
        env="PICOCLAW_CHANNELS_FEISHU_VERIFICATION_TOKEN",
    )
    is_lark: bool = field(
        "Uses Lark, the service outside China, instead of Feishu.", env="PICOCLAW_CHANNELS_FEISHU_IS_LARK"
    )
    random_reaction_emoji: Strings = field(
        "Feishu's names of emoji with which the bot marks a message it has seen; one is picked at random. "
        "Absent or empty means Pin.",
        env="PICOCLAW_CHANNELS_FEISHU_RANDOM_REACTION_EMOJI",
        example=["Pin", "THUMBSUP"],
    )


class IrcSettings(Section):
    """Settings of an IRC connection."""

    server: str = field(
        f"Server to connect to, as host:port. {_SKIPPED}",
        env="PICOCLAW_CHANNELS_IRC_SERVER",
        example="irc.libera.chat:6697",
    )
    tls: bool = field(
        "Encrypts the connection. Write true: absent means false as soon as the file has the channel, and "
        "then passwords and messages travel in clear text.",
        env="PICOCLAW_CHANNELS_IRC_TLS",
        example=True,
    )
    nick: str = field("Nickname of the bot; the channel does not start without it.", env="PICOCLAW_CHANNELS_IRC_NICK")
    user: str = field(
        "User name the bot gives to the server. Empty means the nickname.", env="PICOCLAW_CHANNELS_IRC_USER"
    )
    real_name: str = field("Real name the bot gives to the server. Empty means the nickname.")
    password: Secret = field(f"Password of the server, if it wants one. {_KEEP}", env="PICOCLAW_CHANNELS_IRC_PASSWORD")
    nickserv_password: Secret = field(
        f"Password with which the bot identifies itself to NickServ. {_KEEP}",
        env="PICOCLAW_CHANNELS_IRC_NICKSERV_PASSWORD",
    )
    sasl_user: str = field(
        "User name for logging in with SASL, which takes sasl_password too. Empty means without SASL.",
        env="PICOCLAW_CHANNELS_IRC_SASL_USER",
    )
    sasl_password: Secret = field(
        f"Password for logging in with SASL. Empty means without SASL. {_KEEP}",
        env="PICOCLAW_CHANNELS_IRC_SASL_PASSWORD",
    )
    channels: Strings = field(
        "IRC channels to join, with their #. Absent or empty means none, which leaves private messages.",
        env="PICOCLAW_CHANNELS_IRC_CHANNELS",
        example=["#picoclaw"],
    )
    request_caps: Strings = field(
        "Capabilities of IRC version 3 to ask the server for. Absent or empty means server-time and "
        "message-tags; without message-tags there is no sign of typing.",
        example=["server-time", "message-tags"],
    )


class LineSettings(Section):
    """Settings of a LINE bot."""

    channel_access_token: Secret = field(
        f"Access token of the LINE channel. {_SKIPPED} {_KEEP}",
        env="PICOCLAW_CHANNELS_LINE_CHANNEL_ACCESS_TOKEN",
    )
    channel_secret: Secret = field(
        "Secret of the LINE channel, which proves that messages come from LINE; the channel does not "
        f"start without it. {_KEEP}",
        env="PICOCLAW_CHANNELS_LINE_CHANNEL_SECRET",
    )
    webhook_path: str = field(
        "Path on the gateway's server to which LINE sends messages. Empty means /webhook/line.",
        env="PICOCLAW_CHANNELS_LINE_WEBHOOK_PATH",
        example="/webhook/line",
    )
    webhook_host: str = field(
        "Address to listen on for messages from LINE.",
        env="PICOCLAW_CHANNELS_LINE_WEBHOOK_HOST",
        dead="LINE's messages arrive at the gateway's server.",
        replaced_by="gateway.host",
    )
    webhook_port: int = field(
        "Port to listen on for messages from LINE.",
        env="PICOCLAW_CHANNELS_LINE_WEBHOOK_PORT",
        dead="LINE's messages arrive at the gateway's server.",
        replaced_by="gateway.port",
    )


class MaixcamSettings(Section):
    """Settings of the server for MaixCAM cameras."""

    host: str = field(
        "Address to listen on for cameras. Nothing asks for a password, so 0.0.0.0, and an empty text like "
        "it, lets the whole network in.",
        env="PICOCLAW_CHANNELS_MAIXCAM_HOST",
        example="192.168.1.10",
    )
    port: int = field(
        "Port to listen on for cameras. It must not be the gateway's port; 0 takes any free one, so that no "
        "camera knows it.",
        env="PICOCLAW_CHANNELS_MAIXCAM_PORT",
        example=18795,
    )


class MatrixSettings(Section):
    """Settings of a Matrix account."""

    homeserver: str = field(
        f"Address of the home server. {_SKIPPED}",
        env="PICOCLAW_CHANNELS_MATRIX_HOMESERVER",
        example="https://matrix.org",
    )
    user_id: str = field(
        f"Id of the bot's account, as @name:server. {_SKIPPED}",
        env="PICOCLAW_CHANNELS_MATRIX_USER_ID",
        example="@picoclaw:matrix.org",
    )
    access_token: Secret = field(
        f"Access token of the account. {_SKIPPED} {_KEEP}",
        env="PICOCLAW_CHANNELS_MATRIX_ACCESS_TOKEN",
    )
    device_id: str = field(
        "Id of the device that the access token belongs to, for encrypted rooms. Empty lets PicoClaw ask "
        "the home server."
    )
    join_on_invite: bool = field(
        "Joins rooms that the bot is invited to. Absent means false as soon as the file has the channel."
    )
    message_format: str = field(
        "How answers are sent.",
        values={"plain": "As plain text."},
        others="Any other value, an empty one included, means HTML.",
    )
    crypto_passphrase: str = field(
        "Passphrase that protects the keys for encrypted rooms; without it such rooms cannot be read. It "
        "is a plain string: PicoClaw neither hides it nor moves it to .security.yml.",
        secret=True,
    )
    crypto_database_path: str = field(
        "Directory for the keys for encrypted rooms. Empty means the directory matrix in the default workspace.",
        example="/var/lib/picoclaw/matrix",
    )


class MqttSettings(Section):
    """Settings of an MQTT connection."""

    broker: str = field(
        "Address of the broker. With ssl:// its certificate is not checked, and with tcp:// nothing is "
        f"encrypted. {_SKIPPED}",
        env="PICOCLAW_CHANNELS_MQTT_BROKER",
        since="0.2.9",
        example="ssl://broker.example.org:8883",
    )
    agent_id: str = field(
        "Id of the agent in the topics: messages come in on prefix/agent_id/client/request, answers go out "
        f"on prefix/agent_id/client/response. {_SKIPPED}",
        env="PICOCLAW_CHANNELS_MQTT_AGENT_ID",
        since="0.2.9",
        example="kitchen",
    )
    topic_prefix: str = field(
        "Start of every topic; a slash at its end does not matter. Empty means /picoclaw.",
        env="PICOCLAW_CHANNELS_MQTT_TOPIC_PREFIX",
        since="0.2.9",
        example="/home/picoclaw",
    )
    client_id: str = field(
        "Client id to show the broker; two clients with one id push each other out. Empty means a new one "
        "for each start.",
        env="PICOCLAW_CHANNELS_MQTT_CLIENT_ID",
        since="0.2.9",
    )
    username: Secret = field(f"User name for the broker. {_KEEP}", env="PICOCLAW_CHANNELS_MQTT_USERNAME", since="0.2.9")
    password: Secret = field(f"Password for the broker. {_KEEP}", env="PICOCLAW_CHANNELS_MQTT_PASSWORD", since="0.2.9")
    keep_alive: int = field(
        "Time between signs of life to the broker. 0 or less means 60.",
        env="PICOCLAW_CHANNELS_MQTT_KEEP_ALIVE",
        since="0.2.9",
        unit="second",
    )
    qos: int = field(
        "How surely messages arrive: 0 at most once, 1 at least once, 2 exactly once. Any other number "
        "loads and fails when PicoClaw talks to the broker.",
        env="PICOCLAW_CHANNELS_MQTT_QOS",
        since="0.2.9",
        minimum=0,
        maximum=2,
    )


class OnebotSettings(Section):
    """Settings of a OneBot connection."""

    ws_url: str = field(
        f"WebSocket address of the OneBot program. {_SKIPPED}",
        env="PICOCLAW_CHANNELS_ONEBOT_WS_URL",
        example="ws://127.0.0.1:3001",
    )
    access_token: Secret = field(
        f"Access token of the OneBot program, if it wants one. {_KEEP}",
        env="PICOCLAW_CHANNELS_ONEBOT_ACCESS_TOKEN",
    )
    reconnect_interval: int = field(
        "How long to wait before a lost connection is tried again; 1 to 4 count as 5. With 0 or less, or "
        "without the key, it is never tried again, and the channel fails to start when the first attempt fails.",
        env="PICOCLAW_CHANNELS_ONEBOT_RECONNECT_INTERVAL",
        example=5,
        unit="second",
    )
    group_trigger_prefix: list[str] = field(
        "Starts of messages that the bot answers in groups.",
        env="PICOCLAW_CHANNELS_ONEBOT_GROUP_TRIGGER_PREFIX",
        dead="PicoClaw reads the key but never uses it.",
        replaced_by="channel_list.*.group_trigger.prefixes",
    )


class PicoSettings(Section):
    """Settings of PicoClaw's own WebSocket server."""

    token: Secret = field(f"Token that clients must show. {_SKIPPED} {_KEEP}", env="PICOCLAW_CHANNELS_PICO_TOKEN")
    allow_token_query: bool = field("Lets clients put the token into the address, where logs may keep it.")
    allow_origins: list[str] = field(
        'Web pages that may connect, by their origin. Absent or empty means every page, as "*" does.',
        example=["https://chat.example.org"],
    )
    max_connections: int = field("Most clients at the same time. 0 or less means 100.", unit="client")
    ping_interval: int = field("Time between signs of life to a client. 0 or less means 30.", unit="second")
    read_timeout: int = field("How long a client may stay silent. 0 or less means 60.", unit="second")
    write_timeout: int = field(
        "How long sending to a client may take.",
        unit="second",
        dead="PicoClaw reads the key but never uses it.",
    )
    streaming: ChannelStreaming = field("Shows answers while they are being written.", since="0.2.9")


class PicoClientSettings(Section):
    """Settings of a connection to another PicoClaw."""

    url: str = field(
        f"WebSocket address of the other PicoClaw. {_SKIPPED} A token in it is neither hidden nor moved to "
        ".security.yml.",
        env="PICOCLAW_CHANNELS_PICO_CLIENT_URL",
        example="wss://picoclaw.example.org/pico/ws",
    )
    token: Secret = field(
        f"Token of the other PicoClaw's pico channel. {_KEEP}",
        env="PICOCLAW_CHANNELS_PICO_CLIENT_TOKEN",
    )
    session_id: str = field("Session to join on the other side. Empty means one of its own.")
    ping_interval: int = field("Time between signs of life to the server. 0 or less means 30.", unit="second")
    read_timeout: int = field("How long the server may stay silent. 0 or less means 60.", unit="second")


class QqSettings(Section):
    """Settings of a QQ bot."""

    app_id: str = field("App id of the bot; the channel does not start without it.", env="PICOCLAW_CHANNELS_QQ_APP_ID")
    app_secret: Secret = field(f"App secret of the bot. {_SKIPPED} {_KEEP}", env="PICOCLAW_CHANNELS_QQ_APP_SECRET")
    max_message_length: int = field(
        "Longest message the bot sends; a longer answer is split. Absent means 0, which is no limit, as "
        "soon as the file has the channel.",
        env="PICOCLAW_CHANNELS_QQ_MAX_MESSAGE_LENGTH",
        unit="character",
    )
    max_base64_file_size_mib: int = field(
        "Largest local file the bot sends. 0 or less means no limit.",
        env="PICOCLAW_CHANNELS_QQ_MAX_BASE64_FILE_SIZE_MIB",
        unit="MiB",
    )
    send_markdown: bool = field(
        "Sends answers as Markdown instead of plain text.", env="PICOCLAW_CHANNELS_QQ_SEND_MARKDOWN"
    )


class SlackSettings(Section):
    """Settings of a Slack bot."""

    bot_token: Secret = field(
        f"Bot token, which starts with xoxb-. {_SKIPPED} {_KEEP}",
        env="PICOCLAW_CHANNELS_SLACK_BOT_TOKEN",
    )
    app_token: Secret = field(
        f"App token, which starts with xapp-; the channel does not start without it. {_KEEP}",
        env="PICOCLAW_CHANNELS_SLACK_APP_TOKEN",
    )


class SlackWebhook(Section):
    """One incoming webhook of Slack."""

    webhook_url: Secret = field(
        f"Address of the webhook, with https. Whoever knows it can post. {_KEEP_WEBHOOK}", since="0.2.9"
    )
    username: str = field("Name under which messages appear. Empty means the webhook's own.", since="0.2.9")
    icon_emoji: str = field(
        "Emoji that messages show as a picture. Empty means the webhook's own.",
        since="0.2.9",
        example=":robot_face:",
    )


class SlackWebhookSettings(Section):
    """Settings for posting to Slack through webhooks."""

    webhooks: dict[str, SlackWebhook] = field(
        'Webhooks by name; one must be called "default" and gets what is sent to an unknown name. Without '
        "it the channel does not start.",
        since="0.2.9",
    )


class TeamsWebhook(Section):
    """One incoming webhook of Microsoft Teams."""

    webhook_url: Secret = field(f"Address of the webhook, with https. Whoever knows it can post. {_KEEP_WEBHOOK}")
    title: str = field('Title that messages show. Empty means "PicoClaw Notification".')


class TeamsWebhookSettings(Section):
    """Settings for posting to Microsoft Teams through webhooks."""

    webhooks: dict[str, TeamsWebhook] = field(
        'Webhooks by name; one must be called "default" and gets what is sent to an unknown name. Without '
        "it the channel does not start."
    )


class TelegramSettings(Section):
    """Settings of a Telegram bot."""

    token: Secret = field(
        f"Token of the bot, as BotFather gives it. {_SKIPPED} {_KEEP}",
        env="PICOCLAW_CHANNELS_TELEGRAM_TOKEN",
    )
    base_url: str = field(
        "Address of a Bot API server of your own. Empty means Telegram's.",
        env="PICOCLAW_CHANNELS_TELEGRAM_BASE_URL",
        example="http://127.0.0.1:8081",
    )
    proxy: str = field(
        "Address of a proxy for Telegram. The channel does not start when it cannot be parsed; a password "
        "in it is neither hidden nor moved to .security.yml.",
        env="PICOCLAW_CHANNELS_TELEGRAM_PROXY",
        example="http://127.0.0.1:7890",
    )
    streaming: ChannelStreaming = field("Shows answers while they are being written.")
    use_markdown_v2: bool = field(
        "Sends answers as Telegram's MarkdownV2 instead of HTML.",
        env="PICOCLAW_CHANNELS_TELEGRAM_USE_MARKDOWN_V2",
    )
    media_group_delay_ms: int = field(
        "How long to wait for the other pictures of an album before it is worked on. 0 or less means 500.",
        env="PICOCLAW_CHANNELS_TELEGRAM_MEDIA_GROUP_DELAY_MS",
        since="0.2.9",
        unit="millisecond",
    )


class VkSettings(Section):
    """Settings of a VK community."""

    group_id: int = field(
        "Number of the community. When it is missing or 0, PicoClaw leaves the channel out and says nothing.",
        env="PICOCLAW_CHANNELS_VK_GROUP_ID",
        example=123456789,
    )
    token: Secret = field(f"Token of the community. {_SKIPPED} {_KEEP}", env="PICOCLAW_CHANNELS_VK_TOKEN")


class WecomSettings(Section):
    """Settings of a WeCom bot."""

    bot_id: str = field(
        f"Id of the bot. {_SKIPPED} A variable called just BOT_ID in the environment replaces it.",
        env="BOT_ID",
    )
    secret: Secret = field(
        "Secret of the bot, without which PicoClaw silently leaves the channel out. A variable called "
        f"just SECRET in the environment replaces it. {_KEEP}",
        env="SECRET",
    )
    websocket_url: str = field(
        "WebSocket address of WeCom's server. Empty means WeCom's usual one.",
        env="WEBSOCKET_URL",
        example="wss://openws.work.weixin.qq.com",
    )
    send_thinking_message: bool = field(
        "Tells the chat at once that the bot is at work. Absent means false as soon as the file has the channel.",
        env="SEND_THINKING_MESSAGE",
    )
    streaming: ChannelStreaming = field("Shows answers while they are being written.", since="0.2.9")


class WeixinSettings(Section):
    """Settings of a Weixin (WeChat) account."""

    token: Secret = field(f"Token that logging in gave. {_SKIPPED} {_KEEP}", env="PICOCLAW_CHANNELS_WEIXIN_TOKEN")
    account_id: str = field("Id of the account that is logged in.", env="PICOCLAW_CHANNELS_WEIXIN_ACCOUNT_ID")
    base_url: str = field(
        "Address of Weixin's server. Empty means Weixin's usual one.",
        env="PICOCLAW_CHANNELS_WEIXIN_BASE_URL",
        example="https://ilinkai.weixin.qq.com/",
    )
    cdn_base_url: str = field(
        "Address of Weixin's server for files. Empty means Weixin's usual one.",
        env="PICOCLAW_CHANNELS_WEIXIN_CDN_BASE_URL",
        example="https://novac2c.cdn.weixin.qq.com/c2c",
    )
    proxy: str = field(
        "Address of a proxy for Weixin. The channel does not start when it cannot be parsed; a password in "
        "it is neither hidden nor moved to .security.yml.",
        env="PICOCLAW_CHANNELS_WEIXIN_PROXY",
        example="http://127.0.0.1:7890",
    )


class WhatsappSettings(Section):
    """Settings of WhatsApp through a bridge program."""

    bridge_url: str = field(
        f"WebSocket address of the bridge. {_SKIPPED}",
        env="PICOCLAW_CHANNELS_WHATSAPP_BRIDGE_URL",
        example="ws://localhost:3001",
    )
    use_native: bool = field(
        "Whether to connect without a bridge.",
        env="PICOCLAW_CHANNELS_WHATSAPP_USE_NATIVE",
        dead="Only a channel of type whatsapp_native looks at it; this type always uses the bridge.",
        replaced_by="channel_list.<whatsapp_native>.settings.use_native",
    )
    session_store_path: str = field(
        "Directory for the login of a connection without a bridge.",
        env="PICOCLAW_CHANNELS_WHATSAPP_SESSION_STORE_PATH",
        dead="Only a channel of type whatsapp_native looks at it; with a bridge, the bridge keeps the login.",
        replaced_by="channel_list.<whatsapp_native>.settings.session_store_path",
    )


class WhatsappNativeSettings(Section):
    """Settings of WhatsApp without a bridge program."""

    use_native: bool = field(
        "Connects without a bridge; it must be true, else PicoClaw leaves the channel out and says "
        "nothing. Not every build of PicoClaw can do it.",
        env="PICOCLAW_CHANNELS_WHATSAPP_USE_NATIVE",
        example=True,
    )
    session_store_path: str = field(
        "Directory for the login. Empty means the directory whatsapp in the default workspace.",
        env="PICOCLAW_CHANNELS_WHATSAPP_SESSION_STORE_PATH",
        example="/var/lib/picoclaw/whatsapp",
    )
    bridge_url: str = field(
        "WebSocket address of a bridge.",
        env="PICOCLAW_CHANNELS_WHATSAPP_BRIDGE_URL",
        dead="Only a channel of type whatsapp looks at it; this type connects without a bridge.",
        replaced_by="channel_list.<whatsapp>.settings.bridge_url",
    )
