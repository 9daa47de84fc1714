"""The small sections about the running program: ``heartbeat``, ``devices``, ``voice`` and ``build_info``."""

from __future__ import annotations

from pydantic import ConfigDict

from picoclaw_schema.model.field import Section, field


class Heartbeat(Section):
    """Wakes the agent at regular intervals to look after its tasks."""

    enabled: bool = field("Turns the regular wake-up on.", default=True, env="PICOCLAW_HEARTBEAT_ENABLED")
    interval: int = field(
        "Time between two wake-ups. 0 means 30, and any other number below 5 means 5.",
        default=30,
        env="PICOCLAW_HEARTBEAT_INTERVAL",
        unit="minute",
    )


class Devices(Section):
    """Tells the chat about devices that are plugged in or pulled out."""

    enabled: bool = field("Turns watching for devices on.", default=False, env="PICOCLAW_DEVICES_ENABLED")
    monitor_usb: bool = field(
        "Watches USB devices. It needs enabled too.", default=True, env="PICOCLAW_DEVICES_MONITOR_USB"
    )


class Voice(Section):
    """Speech to text for voice messages, and text to speech."""

    # model_name is PicoClaw's word; older pydantic keeps the prefix for itself.
    model_config = ConfigDict(extra="forbid", protected_namespaces=())

    model_name: str = field(
        "Model that writes down voice messages, as a model_name of model_list. When it is empty or not "
        "found, PicoClaw looks through model_list for one that can do it.",
        env="PICOCLAW_VOICE_MODEL_NAME",
    )
    tts_model_name: str = field(
        "Model that speaks, as a model_name of model_list with a key. When it is empty or not found, "
        "PicoClaw takes the first model with tts in its id, else there is no speech.",
        env="PICOCLAW_VOICE_TTS_MODEL_NAME",
    )
    echo_transcription: bool = field(
        "Sends the text that was understood back to the chat before it is answered.",
        default=False,
        env="PICOCLAW_VOICE_ECHO_TRANSCRIPTION",
    )
    elevenlabs_api_key: str = field(
        "Key for ElevenLabs. It belongs in a model_list entry with provider elevenlabs, whose key is kept in "
        ".security.yml beside config.json, and which voice.model_name names.",
        env="PICOCLAW_VOICE_ELEVENLABS_API_KEY",
        secret=True,
        dead="PicoClaw reads the key but no longer uses it for speech.",
        replaced_by="voice.model_name",
    )


class BuildInfo(Section):
    """Which PicoClaw saved the file; nobody has to write it."""

    version: str = field(
        "Release of PicoClaw that saved the file. PicoClaw writes it and it changes nothing.", default="dev"
    )
    git_commit: str = field(
        "Commit that PicoClaw was built from. PicoClaw writes it and it changes nothing.", default=""
    )
    build_time: str = field("When PicoClaw was built. PicoClaw writes it and it changes nothing.", default="")
    go_version: str = field(
        "Go release that PicoClaw was built with. PicoClaw writes it and it changes nothing.", default=""
    )
