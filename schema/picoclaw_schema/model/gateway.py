"""The ``gateway`` section: the server that PicoClaw runs."""

from __future__ import annotations

from picoclaw_schema.model.field import Section, field


class Gateway(Section):
    """The HTTP server that webhooks, health checks and the pico channel use."""

    host: str = field(
        "Addresses to listen on, separated by commas, without a scheme or port. Empty means localhost; an "
        "empty element between commas is refused, and 0.0.0.0, :: or * open the server to the whole "
        "network.",
        default="localhost",
        env="PICOCLAW_GATEWAY_HOST",
        pattern=r"^(\s*|[^,]*[^,\s][^,]*(,[^,]*[^,\s][^,]*)*)$",
        form="there must be an address on both sides of every comma",
        refused_from="0.2.8",
    )
    port: int = field(
        "Port to listen on. A number outside 1 to 65535 loads, but the gateway then refuses to start.",
        default=18790,
        env="PICOCLAW_GATEWAY_PORT",
        minimum=1,
        maximum=65535,
    )
    hot_reload: bool = field(
        "Looks at the file every two seconds and takes changes over without a restart.",
        default=False,
        env="PICOCLAW_GATEWAY_HOT_RELOAD",
    )
    log_level: str = field(
        "How serious a message must be to reach the log.",
        default="warn",
        env="PICOCLAW_LOG_LEVEL",
        values={
            "debug": "Everything is logged.",
            "info": "Normal events and everything worse are logged.",
            "warn": "Warnings and everything worse are logged.",
            "warning": "The same as warn.",
            "error": "Only errors are logged.",
            "fatal": "Only errors that end PicoClaw are logged.",
        },
        others="Any other value means warn.",
    )
