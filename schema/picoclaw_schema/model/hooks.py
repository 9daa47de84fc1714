"""The ``hooks`` section: code that watches or changes what an agent does."""

from __future__ import annotations

from picoclaw_schema.model.field import Anything, Section, field

# A hook that cannot be set up ends the agent loop while the gateway runs on, so nobody gets an answer.
_DEAF = "The file loads, but an enabled hook with such a value leaves a gateway that answers nothing."


class HookDefaults(Section):
    """How long hooks may take."""

    observer_timeout_ms: int = field(
        "How long a hook may take to note an event. 0 or less means 500.",
        default=500,
        unit="millisecond",
    )
    interceptor_timeout_ms: int = field(
        "How long a hook may take to answer before or after a model or tool call. 0 or less means 5000.",
        default=5000,
        unit="millisecond",
    )
    approval_timeout_ms: int = field(
        "How long a hook may take to approve a tool call. 0 or less means 60000.",
        default=60000,
        unit="millisecond",
    )


class BuiltinHook(Section):
    """A hook that is compiled into PicoClaw."""

    enabled: bool = field(
        "Turns the hook on. The usual PicoClaw has no such hook, and enabling an unknown one leaves a "
        "gateway that answers nothing."
    )
    priority: int = field("Place among the hooks: those with a smaller number run first.")
    config: Anything = field("Settings for the hook; PicoClaw takes any JSON value and hands it on.")


class ProcessHook(Section):
    """A hook that is a program of its own."""

    enabled: bool = field("Starts the program and uses it. Absent means that it is not started.")
    priority: int = field("Place among the hooks: those with a smaller number run first.")
    transport: str = field(
        "How PicoClaw talks to the program.",
        values={"": "The same as stdio.", "stdio": "Over its standard input and output."},
        others=_DEAF,
    )
    command: list[str] = field(
        "Program to start, followed by its arguments; an enabled hook needs it. It runs with PicoClaw's "
        "rights, so never take it over from a file you do not trust; keep secrets out of it.",
        example=["python3", "/srv/picoclaw/audit.py"],
    )
    dir: str = field("Directory in which the program runs. Empty means the one PicoClaw runs in.")
    env: dict[str, str] = field(
        "Further environment variables for the program, name to text. A secret in it stays in config.json "
        "as it is: it is neither hidden nor moved to .security.yml, and file:// does not work.",
        example={"AUDIT_LOG": "/var/log/picoclaw-audit.log"},
    )
    observe: list[str] = field(
        'Events the program is told about: kinds of events, their older names, or "*" or "all" for every '
        "one. An enabled hook needs an entry here or in intercept, and an unknown name leaves a gateway "
        "that answers nothing.",
        example=["*"],
    )
    intercept: list[str] = field(
        "Points at which the program may change or stop what the agent does.",
        values={
            "": "The entry is ignored.",
            "before_llm": "Before the model is called.",
            "after_llm": "After the model has answered.",
            "before_tool": "Before a tool is called.",
            "after_tool": "After a tool has answered.",
            "approve_tool": "When a tool call needs approval.",
        },
        others=_DEAF,
    )


class Hooks(Section):
    """Code that watches or changes what an agent does."""

    enabled: bool = field("Turns all hooks on or off.", default=True)
    defaults: HookDefaults = field("How long hooks may take.")
    builtins: dict[str, BuiltinHook] = field(
        "Hooks that are compiled into PicoClaw, by name. The usual build has none."
    )
    processes: dict[str, ProcessHook] = field(
        "Hooks that are programs of their own, each under a name of your choice. They are started with PicoClaw."
    )
