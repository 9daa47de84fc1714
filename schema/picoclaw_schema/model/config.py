"""The whole file, in version 3."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict

from picoclaw_schema.model.agents import Agents
from picoclaw_schema.model.channels import Channel
from picoclaw_schema.model.events import Events, Evolution
from picoclaw_schema.model.field import Decoding, Section, field
from picoclaw_schema.model.gateway import Gateway
from picoclaw_schema.model.hooks import Hooks
from picoclaw_schema.model.isolation import Isolation
from picoclaw_schema.model.model_list import Model
from picoclaw_schema.model.service import BuildInfo, Devices, Heartbeat, Voice
from picoclaw_schema.model.session import Session
from picoclaw_schema.model.tools import Tools


class Config(Section):
    """PicoClaw's ``config.json``."""

    # model_list is PicoClaw's word; older pydantic keeps the prefix for itself.
    model_config = ConfigDict(extra="forbid", protected_namespaces=())

    version: int = field(
        "Version of the file's form. Absent or null means 0; files of version 0 to 2 are converted when "
        "PicoClaw loads them, and any number beyond 3 is refused. Write 3 in a new file; in an old one it takes more "
        "than the number.",
        example=3,
        minimum=0,
        maximum=3,
        refused_from="0.2.8",
    )
    agents: Agents = field("The agents: defaults, single agents and who answers what.")
    model_list: Annotated[list[Model], Decoding("pointers")] = field(
        "Models PicoClaw can use, one object each; null in place of an object makes PicoClaw crash. Absent "
        "keeps the built-in list, while null or an empty array leaves none, and PicoClaw does not start."
    )
    channel_list: dict[str, Channel] = field(
        "Chats PicoClaw takes part in, by name. An entry replaces PicoClaw's own values for that channel "
        "as a whole, and null removes the channel."
    )
    tools: Tools = field("What agents can do besides talking.")
    session: Session = field("Which messages belong to the same conversation.")
    gateway: Gateway = field("The HTTP server that webhooks, health checks and the pico channel use.")
    hooks: Hooks = field("Code that watches or changes what an agent does.")
    heartbeat: Heartbeat = field("Wakes the agent at regular intervals.")
    devices: Devices = field("Tells the chat about devices that are plugged in or pulled out.")
    voice: Voice = field("Speech to text for voice messages, and text to speech.")
    isolation: Isolation = field("A sandbox for the processes that PicoClaw starts.")
    events: Events = field("What happens with PicoClaw's own events.", since="0.2.9")
    evolution: Evolution = field("Lets agents turn what worked repeatedly into skills.", since="0.2.9")
    build_info: BuildInfo = field(
        "Which PicoClaw saved the file; nobody has to write it, and it may go. In a file of version 0 to 2 "
        "it is refused.",
        offered=False,
    )
