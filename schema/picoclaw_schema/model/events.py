"""The ``events`` and ``evolution`` sections: the event log, and skills that agents write themselves."""

from __future__ import annotations

from picoclaw_schema.model.field import Section, field

_SINCE = "0.2.9"


class EventLogging(Section):
    """Which events reach the log."""

    enabled: bool = field(
        "Writes events to the log.", default=True, env="PICOCLAW_EVENTS_LOGGING_ENABLED", since=_SINCE
    )
    include: list[str] = field(
        'Kinds of events to log: an exact kind, a pattern such as agent.*, or "*" for all. An empty array '
        "means agent.*.",
        default=["agent.*"],
        env="PICOCLAW_EVENTS_LOGGING_INCLUDE",
        since=_SINCE,
    )
    exclude: list[str] = field(
        "Kinds of events to leave out although include names them, written in the same way. Empty leaves out none.",
        env="PICOCLAW_EVENTS_LOGGING_EXCLUDE",
        since=_SINCE,
    )
    min_severity: str = field(
        "How serious an event must be to reach the log.",
        default="info",
        env="PICOCLAW_EVENTS_LOGGING_MIN_SEVERITY",
        since=_SINCE,
        values={
            "": "The same as info.",
            "debug": "Every event is logged.",
            "info": "Normal events and everything worse are logged.",
            "warn": "Warnings and errors are logged.",
            "warning": "The same as warn.",
            "error": "Only errors are logged.",
        },
        others="Any other value means info.",
    )
    include_payload: bool = field(
        "Logs the content of events too, and with it the text of messages.",
        env="PICOCLAW_EVENTS_LOGGING_INCLUDE_PAYLOAD",
        since=_SINCE,
    )


class Events(Section):
    """What happens with PicoClaw's own events."""

    logging: EventLogging = field("Which events reach the log.", since=_SINCE)


class Evolution(Section):
    """Lets agents turn what worked repeatedly into skills."""

    enabled: bool = field(
        "Turns learning on. While it is off, the mode does not matter and nothing is recorded.", since=_SINCE
    )
    mode: str = field(
        "How far learning goes.",
        since=_SINCE,
        values={
            "": "The same as observe.",
            "observe": "What happens is recorded, and nothing more.",
            "draft": "Drafts of skills are written for you to look at.",
            "apply": "Drafts become skills in the workspace without anybody's approval.",
        },
        others="Any other value means observe.",
    )
    state_dir: str = field("Directory for records and drafts. Empty means a directory in the workspace.", since=_SINCE)
    min_task_count: int = field(
        "How often a task must have come up before a skill is drafted from it. 0 or less means "
        "min_case_count, and 2 if that is not set either.",
        default=2,
        since=_SINCE,
        unit="task",
    )
    min_success_ratio: float = field(
        "Share of those tasks, from 0 to 1, that must have gone well. 0 or less means min_success_rate, "
        "and 0.7 if that is not set either; more than 1 is never reached.",
        default=0.7,
        since=_SINCE,
    )
    min_case_count: int = field(
        "Older name of min_task_count. It is still read when that is 0 or less, and lost when PicoClaw saves the file.",
        since=_SINCE,
        unit="task",
        replaced_by="evolution.min_task_count",
    )
    min_success_rate: float = field(
        "Older name of min_success_ratio. It is still read when that is 0 or less, and lost when PicoClaw "
        "saves the file.",
        since=_SINCE,
        replaced_by="evolution.min_success_ratio",
    )
    cold_path_trigger: str = field(
        "When records are turned into drafts. It matters in the modes draft and apply only.",
        since=_SINCE,
        values={
            "": "The same as after_turn.",
            "after_turn": "After a turn.",
            "scheduled": "At the times in cold_path_times.",
            "manual": "Never by itself.",
            "none": "The same as manual.",
            "off": "The same as manual.",
        },
        others="Any other value means after_turn.",
    )
    cold_path_times: list[str] = field(
        "Times of day for the trigger scheduled, as HH:MM. Entries of another form are skipped, and "
        "without a valid one nothing is ever drafted.",
        since=_SINCE,
        example=["03:30"],
    )
