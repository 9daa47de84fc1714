"""The rule ``missing-channel-setting``."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from picoclaw_lint.channels import EnabledChannel, enabled_channels
from picoclaw_lint.context import Context
from picoclaw_lint.rule import Bad, Good, Hit, rule
from picoclaw_schema import catalogue


class _Needs(NamedTuple):
    """What a type of channel needs: without the first it is left out, without the rest its start fails."""

    silently: tuple[str, ...]
    loudly: tuple[str, ...] = ()


# docs/picoclaw.md 2.5
_NEEDS = {
    "telegram": _Needs(("token",)),
    "discord": _Needs(("token",)),
    "slack": _Needs(("bot_token",), ("app_token",)),
    "matrix": _Needs(("homeserver", "user_id", "access_token")),
    "feishu": _Needs(("app_secret",), ("app_id",)),
    "dingtalk": _Needs(("client_id",), ("client_secret",)),
    "line": _Needs(("channel_access_token",), ("channel_secret",)),
    "qq": _Needs(("app_secret",), ("app_id",)),
    "wecom": _Needs(("bot_id", "secret")),
    "weixin": _Needs(("token",)),
    "onebot": _Needs(("ws_url",)),
    "irc": _Needs(("server",), ("nick",)),
    "vk": _Needs(("group_id", "token")),
    "pico": _Needs(("token",)),
    "pico_client": _Needs(("url",)),
    "whatsapp": _Needs(("bridge_url",)),
    "whatsapp_native": _Needs(("use_native",)),
    "mqtt": _Needs(("broker", "agent_id")),
    "teams_webhook": _Needs((), ("webhooks.default",)),
    "slack_webhook": _Needs((), ("webhooks.default",)),
    "deltachat": _Needs((), ("email",)),
}


@rule(
    severity=("warning", "error", "info"),
    impact=("ignored", "runtime", "advice"),
    examples=[
        Bad(
            '{"version": 3, "channel_list": {«"matrix"»: {"enabled": true, "settings": {"user_id": "@bot:example.org"}}}}',
            'channel "matrix" is enabled without homeserver and access_token; PicoClaw leaves it out without a word',
            security="channel_list: {}\n",
        ),
        Bad(
            '{"version": 3, "channel_list": {«"chat"»: {"type": "irc", "enabled": true, "settings": {"server": "irc.libera.chat:6697", "tls": true}}}}',
            'channel "chat" is enabled without nick; it fails to start',
        ),
        Bad(
            '{"version": 3, "channel_list": {«"telegram"»: {"enabled": true}}}',
            'channel "telegram" has no token in this file, so .security.yml beside it must have it',
        ),
        Bad(
            '{"channels": {«"telegram"»: {"enabled": true, "token": ""}}}',
            'channel "telegram" is enabled without token; PicoClaw leaves it out without a word',
        ),
        Bad(
            '{"version": 3, "channel_list": {«"wa"»: {"type": "whatsapp_native", "enabled": true}}}',
            'channel "wa" is enabled without use_native; PicoClaw leaves it out without a word',
        ),
        Bad(
            '{"version": 3, "channel_list": {«"slack_webhook"»: {"enabled": true, "settings": {"webhooks": {"ops": {"webhook_url": "file://ops"}}}}}}',
            'channel "slack_webhook" is enabled without webhooks.default; it fails to start',
            security="channel_list: {}\n",
        ),
        Good('{"version": 3, "channel_list": {"telegram": {"enabled": false}, "discord": {}}}'),
        Good('{"version": 3, "channel_list": {"telegram": {"enabled": true, "settings": {"Token": "file://t"}}}}'),
        Good(
            '{"version": 3, "channel_list": {"telegram": {"enabled": true}}}',
            security="channel_list:\n  telegram:\n    settings: {token: x}\n",
        ),
        Good('{"version": 3, "channel_list": {"telegram": {"enabled": true, "token": "file://t"}}}'),
        Good('{"channels": {"telegram": {"enabled": true, "token": "file://t"}}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A channel is enabled without a setting that it needs.

    Why: PicoClaw leaves a channel without its main settings out and says nothing: "No channels enabled". Without some
    others an error is logged and the channel does not start. Its own defaults, such as the home server of matrix, do
    not count once the file has the channel. From config version 2 on tokens rightly stand in ``.security.yml`` beside
    the config and not in git, so where that file is not at hand a missing one is only a note.

    What to do: give the setting inside of ``settings``; secrets under ``channel_list.<name>.settings`` of
    ``.security.yml``. Or set the channel's variable in the environment.

    Source: docs/picoclaw.md 2.5, read in the source, and 1.6 for the defaults; mistake 6 in its part 7.
    """
    for channel in enabled_channels(context):
        told = _told(context, channel)
        needs = _NEEDS.get(channel.type)
        if needs is not None and told is not None:
            keys = (*needs.silently, *needs.loudly)
            missing = [key for key in keys if key not in told and not _is_set(channel, key)]
            if missing:
                yield _hit(context, channel, missing, needs)


def _is_set(channel: EnabledChannel, key: str) -> bool:
    if key == "webhooks.default":
        webhooks = channel.value("webhooks")
        return isinstance(webhooks, dict) and isinstance(webhooks.get("default"), dict)
    value = channel.value(key)
    return bool(channel.text(key) if isinstance(value, str) else value)


def _told(context: Context, channel: EnabledChannel) -> Collection[str] | None:
    """The settings of which other rules speak; None where they speak of the channel as a whole."""
    structure, security = context.structure, context.surroundings.security
    places = (channel.pointer, structure.origin(channel.pointer))
    if any(problem.pointer[:2] in places for problem in (*structure.problems, *structure.settings_problems)):
        return None
    if structure.merge.stopped is not None or (channel.type == "whatsapp" and channel.value("use_native") is True):
        return None
    if security is None or security.root is None or structure.config_version != 3:
        return ()
    sections = (security.root.entries.get(key) for key in ("channel_list", "channels"))
    entries = (section.entries.get(channel.name) for section in sections if section is not None)
    # Beside "settings", where PicoClaw does not look.
    return {key for entry in entries if entry is not None for key in entry.entries}


def _nested(key: str) -> str:
    """Write a setting of the security file as YAML: ``webhooks.default`` is one map in another."""
    if key == "webhooks.default":
        return "{webhooks: {default: {webhook_url: ...}}}"
    return f"{{{key}: ...}}"


def _hit(context: Context, channel: EnabledChannel, missing: list[str], needs: _Needs) -> Hit:
    name = context.quote(channel.name)
    kept = context.surroundings.security is None and (context.structure.config_version or 0) >= 2
    certain = [key for key in missing if not (kept and _is_secret(context, channel, key))]
    listed = _listed(certain or missing)
    if not certain:
        return Hit(
            f"channel {name} has no {listed} in this file, so .security.yml beside it must have {_them(missing)}",
            channel.pointer,
            "key",
            help=f"put it there: channel_list: {{{channel.name}: {{settings: {_nested(missing[0])}}}}}",
            severity="info",
            impact="advice",
        )
    remedy = f"add {_them(certain)} {channel.inside}, or disable the channel"
    defaults = catalogue("channels")["channels"].get(channel.type, {}).get("settings", {})
    lost = next((key for key in certain if defaults.get(key)), None)
    if lost is not None:
        remedy += f'; PicoClaw\'s own {lost}, "{defaults[lost]}", does not count once the file has the channel'
    if any(key in needs.silently for key in certain):
        message = f"channel {name} is enabled without {listed}; PicoClaw leaves it out without a word"
        return Hit(message, channel.pointer, "key", help=remedy)
    message = f"channel {name} is enabled without {listed}; it fails to start"
    return Hit(message, channel.pointer, "key", help=remedy, severity="error", impact="runtime")


def _is_secret(context: Context, channel: EnabledChannel, key: str) -> bool:
    shape = context.structure.shape
    kind = context.structure.settings_type(channel.type)
    field = shape.types[kind]["fields"].get(key) if kind is not None else None
    # Webhooks may stand in the security file as a whole; their addresses are secrets.
    return field is None or bool(shape.types[field[0]]["kind"] == "secret")


def _listed(keys: list[str]) -> str:
    return keys[0] if len(keys) == 1 else f"{', '.join(keys[:-1])} and {keys[-1]}"


def _them(keys: list[str]) -> str:
    return "it" if len(keys) == 1 else "them"
