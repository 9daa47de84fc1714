"""The file as it was in versions 0 to 2, which PicoClaw converts while it loads them."""

from __future__ import annotations

from typing import Annotated, Final

from picoclaw_schema.model.agents import AgentDefaults, Agents
from picoclaw_schema.model.channels import Channel
from picoclaw_schema.model.config import Config
from picoclaw_schema.model.field import Anything, Decoding, Secret, field
from picoclaw_schema.model.model_list import Model

# PicoClaw checks an older file against its older form first, and that form does not have these keys.
VERSION_3_ONLY: Final = ("build_info", "events", "evolution")


class LegacyAgentDefaults(AgentDefaults):
    """What holds for every agent, with the key that version 3 renamed."""

    # Moved to model_name when that is absent; an object is refused in every version.
    model: str = field(
        "Name of the model the agents use. PicoClaw turns it into model_name when that is absent; version "
        "3 refuses it.",
        replaced_by="agents.defaults.model_name",
    )


class LegacyAgents(Agents):
    """The agents, with the older keys of their defaults."""

    defaults: LegacyAgentDefaults = field("What holds for every agent. Keys left out keep PicoClaw's own values.")


class LegacyModel(Model):
    """One model, with the key for a single API key."""

    # Only the conversion from versions 0 and 1 moves it; version 2 refuses it like an unknown key. So do
    # versions 0 and 1 when it is empty or null without api_keys: what yields no key is left where it is.
    api_key: Secret = field(
        "A single key for the provider, in files of version 0 and 1 only, where PicoClaw moves it to "
        "api_keys. It must not be empty or null unless api_keys is there too; .security.yml beside "
        "config.json is the place for keys.",
        replaced_by="model_list[].api_keys",
    )


class LegacyConfig(Config):
    """PicoClaw's ``config.json`` in versions 0 to 2.

    ``channel_list`` is inherited, since these versions tolerate it, with the keys of version 3. With
    ``channels`` beside it, it is checked all the same and then thrown away.
    """

    agents: LegacyAgents = field("The agents: defaults, single agents and who answers what.")
    # A list may not be narrowed as nobody could then put a Model into it, and nobody ever does.
    model_list: Annotated[list[LegacyModel], Decoding("pointers")] = field(  # type: ignore[assignment]
        "Models PicoClaw can use, one object each; null in place of an object makes PicoClaw crash. Absent "
        "keeps the built-in list."
    )
    # Keys that channels do not have in common move to settings; with settings in the entry they are refused.
    # mention_only moves to group_trigger in versions 0 and 1, group_trigger_prefix in all three.
    channels: Annotated[dict[str, Channel], Decoding("flat-channels")] = field(
        "Chats PicoClaw takes part in, by type of channel, with the settings beside the other keys or "
        "under settings. PicoClaw turns it into channel_list; a key that is not a type of channel is "
        "refused.",
        replaced_by="channel_list",
    )
    # Read into memory only when there are no dispatch rules, and gone from the file that PicoClaw saves.
    bindings: Anything = field(
        "Which agent answers which message, in any form. PicoClaw makes dispatch rules of it when there "
        "are none, and drops entries without a channel, an agent_id or the id of a peer.",
        replaced_by="agents.dispatch.rules",
    )
    # The older form has the key, but what PicoClaw makes of the file still has it, and that is refused.
    providers: Anything = field(
        "Providers with their keys, before there was model_list. Every release since 0.2.8 refuses a file "
        "with this key, even when it is empty or null.",
        dead="PicoClaw refuses the file before it uses the key.",
        replaced_by="model_list",
    )
