"""The rule ``ineffective-number``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from picoclaw_lint.channels import enabled_channels
from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.edit.changes import Drop
from picoclaw_lint.rule import Bad, Good, Hit, rule, safe
from picoclaw_lint.structure.walker import as_integer
from picoclaw_lint.web_searches import NEEDS


class _Field(NamedTuple):
    """A number that PicoClaw replaces if it is below ``least`` or above ``most``, and by what. 0 may stand for unset."""

    path: tuple[str, ...]
    instead: str
    least: int = 0
    most: int | None = None
    zero_is_unset: bool = True


_DEFAULTS = ("agents", "defaults")
_WEB = ("tools", "web")
_THRESHOLD = _Field((*_DEFAULTS, "routing", "threshold"), "0.35")
_FIELDS = (
    _THRESHOLD,
    _Field((*_DEFAULTS, "max_llm_retries"), "2; retries cannot be turned off", 1, zero_is_unset=False),
    _Field((*_DEFAULTS, "llm_retry_backoff_secs"), "2 seconds", 1, zero_is_unset=False),
    _Field((*_DEFAULTS, "max_parallel_turns"), "1"),
    _Field((*_DEFAULTS, "max_media_size"), "20 MiB"),
    _Field((*_DEFAULTS, "tool_feedback", "max_args_length"), "300"),
    _Field((*_DEFAULTS, "subturn", "max_depth"), "3"),
    _Field((*_DEFAULTS, "subturn", "max_concurrent"), "5"),
    _Field((*_DEFAULTS, "subturn", "default_timeout_minutes"), "5 minutes"),
    _Field((*_DEFAULTS, "subturn", "concurrency_timeout_sec"), "30 seconds"),
    *(_Field((*_WEB, name, "max_results"), "10", most=10) for name in NEEDS),
    _Field((*_WEB, "fetch_limit_bytes"), "10 MiB"),
    _Field(("tools", "read_file", "max_read_file_size"), "64 KiB"),
    _Field(("tools", "filter_min_length"), "8"),
    _Field(("tools", "mcp", "discovery", "ttl"), "5"),
    _Field(("tools", "mcp", "discovery", "max_search_results"), "5"),
    _Field(("tools", "mcp", "max_inline_text_chars"), "16384"),
    _Field(("hooks", "defaults", "observer_timeout_ms"), "500"),
    _Field(("hooks", "defaults", "interceptor_timeout_ms"), "5000"),
    _Field(("hooks", "defaults", "approval_timeout_ms"), "60000"),
    _Field(("heartbeat", "interval"), "5 minutes", 5),
    _Field(("evolution", "min_task_count"), "2"),
    _Field(("tools", "skills", "max_concurrent_searches"), "its own number"),
)
_OF_CHANNELS = {
    "mqtt": (_Field(("keep_alive",), "60 seconds"),),
    "pico": (
        _Field(("max_connections",), "100"),
        _Field(("ping_interval",), "30 seconds"),
        _Field(("read_timeout",), "60 seconds"),
    ),
}
_REQUEST_TIMEOUT = _Field(("request_timeout",), "120 seconds")


@rule(
    severity="warning",
    impact="ignored",
    fix="safe",
    examples=[
        Bad(
            '{"version": 3, "heartbeat": {"interval": «1»}}',
            "heartbeat.interval is 1, which PicoClaw does not accept; it takes 5 minutes",
            fixed='{"version": 3, "heartbeat": {}}',
        ),
        Bad(
            '{"version": 3, "agents": {"defaults": {"max_llm_retries": «0»}}}',
            "agents.defaults.max_llm_retries is 0, which PicoClaw does not accept; it takes 2; retries cannot be turned off",
            fixed='{"version": 3, "agents": {"defaults": {}}}',
        ),
        Bad(
            '{"version": 3, "tools": {"web": {"brave": {"enabled": true, "max_results": «50»}}}}',
            "tools.web.brave.max_results is 50, which PicoClaw does not accept; it takes 10",
            fixed='{"version": 3, "tools": {"web": {"brave": {"enabled": true}}}}',
        ),
        Bad(
            '{"version": 3, "model_list": [{"model_name": "a", "model": "ollama/m", "request_timeout": «-1»}]}',
            "request_timeout is -1, which PicoClaw does not accept; it takes 120 seconds",
            fixed='{"version": 3, "model_list": [{"model_name": "a", "model": "ollama/m"}]}',
        ),
        Bad(
            '{"version": 3, "channel_list": {"pico": {"enabled": true, "settings": {"ping_interval": «-1»}}}}',
            "ping_interval is -1, which PicoClaw does not accept; it takes 30 seconds",
            fixed='{"version": 3, "channel_list": {"pico": {"enabled": true, "settings": {}}}}',
        ),
        Good('{"version": 3, "heartbeat": {"interval": 5}, "tools": {"web": {"brave": {"max_results": 10}}}}'),
        Good('{"version": 3, "heartbeat": {"interval": 0}, "agents": {"defaults": {"max_parallel_turns": 0}}}'),
        Good('{"version": 3, "heartbeat": {"enabled": false, "interval": 1}}'),
        Good('{"version": 3, "tools": {"web": {"brave": {"max_results": 50}}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A number is replaced by another one without a word.

    Why: PicoClaw accepts only a part of the numbers for this field and takes its own for the rest. -1 means "no limit"
    nowhere here, and what is too large is cut.

    What to do: write the number that you want within what is accepted, or leave the field out.

    Source: docs/picoclaw.md 2.1, 2.3, 2.6 and 2.7, read in the source.
    """
    for field, value, place in _numbers(context):
        if _replaced(value, field):
            yield Hit(
                f"{'.'.join(field.path)} is {context.quote(value)}, which PicoClaw does not accept; "
                f"it takes {field.instead}",
                place,
                help="write a number that is accepted, or leave the field out",
                fix=safe(f"leave it out: it is {field.instead}", Drop(place)),
            )


def _numbers(context: Context) -> Iterator[tuple[_Field, Any, Pointer]]:
    """Yield each field that is in use, what stands in it and where."""
    for field in _FIELDS:
        value = context.get(*field.path)
        if value is not None and _in_use(context, field):
            yield field, value, field.path
    for model in context.models:
        yield _REQUEST_TIMEOUT, model.entry.get("request_timeout"), (*model.pointer, "request_timeout")
    for channel in enabled_channels(context):
        for field in _OF_CHANNELS.get(channel.type, ()):
            yield field, channel.value(field.path[0]), channel.place(field.path[0])


def _in_use(context: Context, field: _Field) -> bool:
    """Whether the part that has the field is enabled; searches are not by themselves, but for sogou."""
    enabled = context.get(*field.path[:-1], "enabled")
    is_search = field.path[-1] == "max_results" and field.path[-2] != "sogou"
    return enabled is True if is_search else enabled is not False


def _replaced(value: Any, field: _Field) -> bool:
    # The threshold of routing alone may be a fraction; a fraction elsewhere is refused, and reported as that.
    number = value if field is _THRESHOLD and isinstance(value, float) else as_integer(value)
    if number is None or (number == 0 and field.zero_is_unset):
        return False
    return number < field.least or (field.most is not None and number > field.most)
