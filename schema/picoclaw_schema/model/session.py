"""The ``session`` section: which messages share a conversation."""

from __future__ import annotations

from picoclaw_schema.model.field import Section, field


class Session(Section):
    """Which messages belong to the same conversation."""

    dimensions: list[str] = field(
        "What tells one conversation from another. An empty array leaves the choice to dm_scope.",
        default=["chat"],
        values={
            "space": "A conversation for each guild, team or other space.",
            "chat": "A conversation for each chat.",
            "topic": "A conversation for each topic or thread.",
            "sender": "A conversation for each sender.",
        },
        others="Other names are dropped.",
    )
    dm_scope: str = field(
        "A shorter way to set dimensions. It works only when dimensions is written as an empty array, "
        "because dimensions has a value otherwise and wins.",
        since="0.3.0",
        values={
            "": "Nothing is set.",
            "per-channel-peer": "A conversation for each person on each channel.",
            "per-channel": "A conversation for each channel.",
            "per-peer": "A conversation for each person, whatever the channel.",
            "global": "One conversation for everything.",
        },
        others="Any other value, such as the old main or per-account-channel-peer, is ignored.",
    )
    identity_links: dict[str, list[str]] = field(
        "People who write from several accounts: a name for the person, and the accounts as channel:id or "
        "plain id. Accounts that never write do no harm.",
        example={"alice": ["telegram:123456789", "discord:123456789012345678"]},
    )
