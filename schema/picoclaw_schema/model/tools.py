"""The ``tools`` section: what agents can do besides talking."""

from __future__ import annotations

from picoclaw_schema.model.field import Section, field
from picoclaw_schema.model.tools_mcp import Mcp
from picoclaw_schema.model.tools_skills import FindSkillsTool, InstallSkillTool, Skills
from picoclaw_schema.model.tools_web import Web, WebFetchTool


class AppendFileTool(Section):
    """The tool that adds text to the end of a file."""

    enabled: bool = field("Lets agents append to files.", default=True, env="PICOCLAW_TOOLS_APPEND_FILE_ENABLED")


class EditFileTool(Section):
    """The tool that replaces text in a file."""

    enabled: bool = field("Lets agents replace text in files.", default=True, env="PICOCLAW_TOOLS_EDIT_FILE_ENABLED")


class ListDirTool(Section):
    """The tool that lists a directory."""

    enabled: bool = field("Lets agents list directories.", default=True, env="PICOCLAW_TOOLS_LIST_DIR_ENABLED")


class WriteFileTool(Section):
    """The tool that writes a file."""

    enabled: bool = field("Lets agents write whole files.", default=True, env="PICOCLAW_TOOLS_WRITE_FILE_ENABLED")


class ReadFileTool(Section):
    """The tool that reads a file."""

    enabled: bool = field("Lets agents read files.", default=True)
    mode: str = field(
        "How an agent says which part of a file it wants.",
        default="bytes",
        values={"": "The same as bytes.", "bytes": "By position and length.", "lines": "By line numbers."},
        others="Any other value means bytes.",
    )
    max_read_file_size: int = field(
        "Most an agent gets of a file at once. 0 or less means 64 KiB.", default=65536, unit="byte"
    )


class LoadImageTool(Section):
    """The tool that shows the model a picture from a file."""

    enabled: bool = field(
        "Lets agents load pictures from files.",
        default=True,
        env="PICOCLAW_TOOLS_LOAD_IMAGE_ENABLED",
        since="0.2.9",
    )


class SendFileTool(Section):
    """The tool that sends a file to the chat."""

    enabled: bool = field("Lets agents send files to the chat.", default=True, env="PICOCLAW_TOOLS_SEND_FILE_ENABLED")


class SendTtsTool(Section):
    """The tool that sends spoken text to the chat."""

    enabled: bool = field(
        "Lets agents send voice messages. It needs a model that speaks, see voice.tts_model_name.",
        default=False,
        env="PICOCLAW_TOOLS_SEND_TTS_ENABLED",
    )


class MessageTool(Section):
    """The tool that sends a message to a chat before the turn is over."""

    enabled: bool = field(
        "Lets agents send messages of their own accord.", default=True, env="PICOCLAW_TOOLS_MESSAGE_ENABLED"
    )
    media_enabled: bool = field(
        "Lets such messages carry files.",
        default=False,
        env="PICOCLAW_TOOLS_MESSAGE_MEDIA_ENABLED",
        since="0.3.0",
    )


class SpawnTool(Section):
    """The tool that starts a sub-agent in the background."""

    enabled: bool = field(
        "Lets agents start sub-agents that work in the background. It needs tools.subagent.enabled, else "
        "it is left out with a warning.",
        default=True,
        env="PICOCLAW_TOOLS_SPAWN_ENABLED",
    )


class SpawnStatusTool(Section):
    """The tool that asks what a sub-agent in the background is doing."""

    enabled: bool = field(
        "Lets agents ask how their sub-agents are getting on. It needs tools.subagent.enabled, else it is "
        "left out with a warning.",
        default=False,
        env="PICOCLAW_TOOLS_SPAWN_STATUS_ENABLED",
    )


class SubagentTool(Section):
    """The tool that hands a task to a sub-agent and waits for the result."""

    enabled: bool = field(
        "Lets agents hand tasks to sub-agents. With false, spawn and spawn_status are gone too.",
        default=True,
        env="PICOCLAW_TOOLS_SUBAGENT_ENABLED",
    )


class I2cTool(Section):
    """The tool for devices on the I2C bus."""

    enabled: bool = field(
        "Lets agents talk to hardware on the I2C bus.", default=False, env="PICOCLAW_TOOLS_I2C_ENABLED"
    )


class SpiTool(Section):
    """The tool for devices on the SPI bus."""

    enabled: bool = field(
        "Lets agents talk to hardware on the SPI bus.", default=False, env="PICOCLAW_TOOLS_SPI_ENABLED"
    )


class SerialTool(Section):
    """The tool for devices on a serial port."""

    enabled: bool = field(
        "Lets agents talk to hardware on serial ports.", default=False, env="PICOCLAW_TOOLS_SERIAL_ENABLED"
    )


class ExecTool(Section):
    """The tool that runs shell commands."""

    enabled: bool = field(
        "Lets agents run shell commands with PicoClaw's rights.",
        default=True,
        env="PICOCLAW_TOOLS_EXEC_ENABLED",
    )
    allow_remote: bool = field(
        "Lets people in chats have commands run. With false only the command line, the system and sub-agents can.",
        default=True,
        env="PICOCLAW_TOOLS_EXEC_ALLOW_REMOTE",
    )
    enable_deny_patterns: bool = field(
        "Refuses commands that match a pattern of dangerous commands. With false nothing is refused, "
        "custom_deny_patterns included.",
        default=True,
        env="PICOCLAW_TOOLS_EXEC_ENABLE_DENY_PATTERNS",
    )
    custom_deny_patterns: list[str] = field(
        "Further commands to refuse, as Go regular expressions without lookaround; a broken one takes the "
        "tool away or, with cron enabled, keeps the gateway from starting. They see the command in lower "
        "case, so capitals never match.",
        default=None,
        env="PICOCLAW_TOOLS_EXEC_CUSTOM_DENY_PATTERNS",
        example=["\\bshutdown\\b"],
    )
    custom_allow_patterns: list[str] = field(
        "Commands to allow whatever the deny patterns say, as Go regular expressions on the command in "
        "lower case; a broken one does the same as in custom_deny_patterns. Without ^ and $ a match anywhere "
        "in the command is enough, so a pattern such as git opens nearly everything.",
        default=None,
        env="PICOCLAW_TOOLS_EXEC_CUSTOM_ALLOW_PATTERNS",
        example=["^git (status|diff)$"],
    )
    timeout_seconds: int = field(
        "How long a command may run. 0 or less means without limit.",
        default=60,
        env="PICOCLAW_TOOLS_EXEC_TIMEOUT_SECONDS",
        unit="second",
    )


class CronTool(Section):
    """The tool that schedules tasks."""

    enabled: bool = field("Lets agents schedule tasks.", default=True, env="PICOCLAW_TOOLS_CRON_ENABLED")
    allow_command: bool = field(
        "Lets scheduled tasks run shell commands. With false, each one has to be confirmed with command_confirm.",
        default=True,
        env="PICOCLAW_TOOLS_CRON_ALLOW_COMMAND",
    )
    command_allowed_remotes: list[str] = field(
        'Remote channels from which shell commands may be scheduled: a channel, channel:chat_id, or "*" '
        "for all. Empty means none.",
        default=None,
        env="PICOCLAW_TOOLS_CRON_COMMAND_ALLOWED_REMOTES",
        since="0.3.0",
        example=["telegram:123456789"],
    )
    exec_timeout_minutes: int = field(
        "How long a scheduled command may run. 0 means without limit.",
        default=5,
        env="PICOCLAW_TOOLS_CRON_EXEC_TIMEOUT_MINUTES",
        unit="minute",
    )


class MediaCleanup(Section):
    """Removes files that came in from chats."""

    enabled: bool = field("Removes old files by and by.", default=True, env="PICOCLAW_MEDIA_CLEANUP_ENABLED")
    max_age_minutes: int = field(
        "Age at which a file is removed. 0 or less switches the cleaning off.",
        default=30,
        env="PICOCLAW_MEDIA_CLEANUP_MAX_AGE",
        unit="minute",
    )
    interval_minutes: int = field(
        "Time between two rounds of cleaning. 0 or less switches the cleaning off.",
        default=5,
        env="PICOCLAW_MEDIA_CLEANUP_INTERVAL",
        unit="minute",
    )


class Tools(Section):
    """What agents can do besides talking."""

    filter_sensitive_data: bool = field(
        "Blanks out the secrets of this file and of .security.yml in everything the model gets to see. "
        "With false they may reach the model and the chat.",
        default=True,
        env="PICOCLAW_TOOLS_FILTER_SENSITIVE_DATA",
    )
    filter_min_length: int = field(
        "Length below which a text is not searched for secrets. 0 or less means 8, and secrets of three "
        "characters or fewer are never blanked out.",
        default=8,
        env="PICOCLAW_TOOLS_FILTER_MIN_LENGTH",
        unit="character",
    )
    allow_read_paths: list[str] = field(
        "What agents may read outside the workspace, as regular expressions on the path and not as paths. "
        "Without ^ and $ a match anywhere is enough; a broken expression is skipped with a warning.",
        default=None,
        env="PICOCLAW_TOOLS_ALLOW_READ_PATHS",
        example=["^/srv/data/"],
    )
    allow_write_paths: list[str] = field(
        "What agents may write outside the workspace, as regular expressions on the path and not as paths. "
        "Without ^ and $ a match anywhere is enough; a broken expression is skipped with a warning.",
        default=None,
        env="PICOCLAW_TOOLS_ALLOW_WRITE_PATHS",
        example=["^/srv/data/out/"],
    )
    append_file: AppendFileTool = field("The tool that adds text to the end of a file.")
    cron: CronTool = field("The tool that schedules tasks.")
    edit_file: EditFileTool = field("The tool that replaces text in a file.")
    exec: ExecTool = field("The tool that runs shell commands.")
    find_skills: FindSkillsTool = field("The tool that searches for skills to install.")
    i2c: I2cTool = field("The tool for hardware on the I2C bus.")
    install_skill: InstallSkillTool = field("The tool that installs skills from a registry.")
    list_dir: ListDirTool = field("The tool that lists directories.")
    load_image: LoadImageTool = field("The tool that shows the model a picture from a file.", since="0.2.9")
    mcp: Mcp = field("Servers for the Model Context Protocol that bring tools of their own.")
    media_cleanup: MediaCleanup = field("Removes files that came in from chats when they are old.")
    message: MessageTool = field("The tool that sends messages before the turn is over.")
    read_file: ReadFileTool = field("The tool that reads files.")
    send_file: SendFileTool = field("The tool that sends files to the chat.")
    send_tts: SendTtsTool = field("The tool that sends spoken text to the chat.")
    serial: SerialTool = field("The tool for hardware on serial ports.")
    skills: Skills = field("Skills: texts that teach an agent how to do something.")
    spawn: SpawnTool = field("The tool that starts sub-agents in the background.")
    spawn_status: SpawnStatusTool = field("The tool that asks what sub-agents in the background are doing.")
    spi: SpiTool = field("The tool for hardware on the SPI bus.")
    subagent: SubagentTool = field("The tool that hands tasks to sub-agents and waits.")
    web: Web = field("Searching the web, and how pages are read.")
    web_fetch: WebFetchTool = field("The tool that reads web pages.")
    write_file: WriteFileTool = field("The tool that writes files.")
