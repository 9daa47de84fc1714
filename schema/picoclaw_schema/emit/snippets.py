"""What editors offer to insert: models, channels, agents, MCP servers, as they are mostly written.

A body is a value with places to fill in, ``${1:text}``; a text with a leading ``^`` is inserted without quotes. No body
holds a secret: keys belong into the security file.
"""

from __future__ import annotations

import re
from typing import Any

from picoclaw_schema import catalogue, rank

Snippet = dict[str, Any]

_KEY = "The key goes into .security.yml beside config.json, under model_list.{name}.api_keys."
_NO_KEY = "It needs no key."
# The providers that most configs name, each with a model of theirs, or with nothing where ids change all the time.
_MODELS = {
    "openai": "gpt-5.4",
    "anthropic": "claude-sonnet-4-6",
    "gemini": "",
    "deepseek": "",
    "mistral": "mistral-small-latest",
    "groq": "",
    "openrouter": "auto",
    "zhipu": "glm-4.7",
    "moonshot": "",
    "qwen-intl": "qwen-plus",
    "azure": "",
    "ollama": "",
    "lmstudio": "",
    "vllm": "",
}
MAIN_PROVIDERS = _MODELS.keys()
# For these the usual address is not enough: azure has none, and local servers may run elsewhere.
_ADDRESSES = {"azure": "https://${3:resource}.openai.azure.com"}

# What a channel needs besides its secrets and what PicoClaw's own entry has, since an entry in the file replaces that.
_SETTINGS: dict[str, dict[str, Any]] = {
    "dingtalk": {"client_id": "$2"},
    "feishu": {"app_id": "${2:app_id}"},
    "irc": {"server": "${2:irc.libera.chat:6697}", "nick": "${3:picoclaw}", "channels": ["${4:#channel}"]},
    "matrix": {"user_id": "${2:@bot:matrix.org}"},
    # PicoClaw's own entry listens for the whole network, on the gateway's port.
    "maixcam": {"host": "${2:192.168.1.10}", "port": 18795},
    "mqtt": {"broker": "${2:ssl://broker.example.org:8883}", "agent_id": "${3:picoclaw}"},
    "pico_client": {"url": "${2:wss://host/pico/ws}"},
    "qq": {"app_id": "${2:app_id}"},
    "slack_webhook": {"webhooks": {"default": {"webhook_url": "file://${2:webhook.url}"}}},
    "teams_webhook": {"webhooks": {"default": {"webhook_url": "file://${2:webhook.url}"}}},
    "vk": {"group_id": "^${2:0}"},
    "wecom": {"bot_id": "${2:bot_id}"},
    "whatsapp_native": {"use_native": True},
}
# Under another name than its type, a channel of these loses its answers (docs/picoclaw.md 2.5).
_OWN_NAME_ONLY = {"discord", "slack", "line", "onebot", "qq", "feishu", "maixcam", "whatsapp", "wecom", "mqtt"}
# These need more than a type and a name, or there may be only one of them.
_NOT_JUST_A_TYPE = {"irc", "whatsapp_native", "slack_webhook", "teams_webhook", "pico", "pico_client", "deltachat"}
# Without it everybody may use the channel.
_ALLOW_FROM = ["${9:your id}"]
_SENDING_ONLY = ("slack_webhook", "teams_webhook")

_AGENT: Snippet = {
    "label": "agent",
    "description": "An agent with a name, a workspace and a model of its own.",
    "body": {"id": "${1:helper}", "name": "${2:Helper}", "model": "${3:model_name}"},
}
_RULE: Snippet = {
    "label": "dispatch rule",
    "description": "Gives the messages of a chat to an agent.",
    "body": {"name": "${1:rule}", "agent": "${2:helper}", "when": {"channel": "${3:telegram}"}},
}
_STDIO: Snippet = {
    "label": "MCP server, a program",
    "description": "PicoClaw starts a program and talks to it over its input and output.",
    "body": {"enabled": True, "type": "stdio", "command": "${1:npx}", "args": ["-y", "${2:package}"]},
}
_HTTP: Snippet = {
    "label": "MCP server, an address",
    "description": "PicoClaw connects to a server that is running already.",
    "body": {"enabled": True, "type": "http", "url": "${1:https://example.org/mcp}"},
}
# Names to start from: a map has no keys that an editor could offer.
_SERVERS: dict[str, Snippet] = {
    "filesystem": {
        **_STDIO,
        "label": "files",
        "body": {
            "enabled": True,
            "type": "stdio",
            "command": "npx",
            "args": ["-y", "@modelcontextprotocol/server-filesystem", "${1:/path}"],
        },
    },
    "remote": _HTTP,
}


_MCP: Snippet = {
    "label": "MCP",
    "description": "Servers that bring tools of their own. Without enabled here none of them is used.",
    "body": {"enabled": True, "servers": "^{$1}"},
}
_WEBHOOK: Snippet = {
    "label": "webhook",
    "description": "Where a message goes that names no other webhook.",
    "body": {"webhook_url": "file://${1:webhook.url}"},
}
_HOOK: Snippet = {
    "label": "hook",
    "description": "A program that is told about what agents do.",
    "body": {"enabled": True, "command": ["${1:python3}", "${2:/path/to/hook.py}"], "observe": ["*"]},
}
_CONFIG: Snippet = {
    "label": "PicoClaw config",
    "description": f"A config with one model. {_KEY.format(name='gpt-5.4')}",
    "body": {
        "version": 3,
        "model_list": [{"model_name": "${1:gpt-5.4}", "provider": "openai", "model": "${2:gpt-5.4}"}],
        "agents": {"defaults": {"model_name": "${1:gpt-5.4}"}},
    },
}


class Snippets:
    """The snippets for a release.

    Args:
        release: the release.
        settings: the settings to offer, by the channel types that the release knows.
    """

    def __init__(self, release: str, settings: dict[str, set[str]]) -> None:
        self.rank = rank(release)
        self.settings = settings

    def members(self, section: str) -> list[Snippet]:
        """Return what to offer for a section, or for a member of a list or of a map."""
        if section in ("Model", "LegacyModel"):
            return [_model(provider, model) for provider, model in _MODELS.items()]
        if section == "Channel":
            return [self._any_channel()]
        return {
            "Agent": [_AGENT],
            "DispatchRule": [_RULE],
            "Mcp": [_MCP],
            "McpServer": [_STDIO, _HTTP],
            "ProcessHook": [_HOOK],
            "SlackWebhook": [_WEBHOOK],
            "TeamsWebhook": [_WEBHOOK],
        }.get(section, [])

    def named(self, section: str) -> dict[str, dict[str, Any]]:
        """Return keys to offer in a map, each with its words and its snippet."""
        named = {
            "McpServer": _SERVERS,
            "ProcessHook": {"audit": _HOOK},
            "SlackWebhook": {"default": _WEBHOOK},
            "TeamsWebhook": {"default": _WEBHOOK},
        }.get(section, {})
        return {
            name: {"description": snippet["description"], "defaultSnippets": [snippet]}
            for name, snippet in named.items()
        }

    def config(self) -> Snippet:
        """Return a whole config to start from."""
        return _CONFIG

    def channel(self, name: str, secrets: list[str]) -> Snippet:
        """Return an entry for a channel that is called like its type, which has these secrets."""
        entry = catalogue("channels")["channels"].get(name, {})
        own = entry.get("settings", {})
        settings = {key: value for key, value in own.items() if key in self.settings[name]} | _SETTINGS.get(name, {})
        body: Snippet = {"enabled": True}
        if name not in _SENDING_ONLY:
            body["allow_from"] = _ALLOW_FROM
        for key in ("group_trigger", "typing", "placeholder"):
            if any(entry.get(key, {}).values()):
                body[key] = entry[key]
        if settings:
            body["settings"] = settings
        words = {"description": f"Put into .security.yml: {', '.join(secrets)}."} if secrets else {}
        return {"label": "{}", **words, "body": body}

    def _any_channel(self) -> Snippet:
        """An entry for a channel with a name of its own, of a type to choose."""
        types = sorted(
            self.settings.keys() - _OWN_NAME_ONLY - _NOT_JUST_A_TYPE, key=lambda name: (name != "telegram", name)
        )
        kind = f"${{1|{','.join(types)}|}}"
        return {
            "label": "channel",
            "description": "A channel with a name of its own. Its secrets go into .security.yml beside config.json.",
            "body": {"enabled": True, "type": kind, "allow_from": _ALLOW_FROM},
        }

    def values(self, offers: str) -> dict[str, str]:
        """Return the values for a field that offers ``providers``, each with a sentence."""
        rows = catalogue(offers)["providers"]
        known = [row for row in rows if rank(row.get("since", "0.2.8")) <= self.rank]
        return {
            row["id"]: f"{row['name']}." if row["chat"] else f"{row['name']}: speech to text only." for row in known
        }

    def model_ids(self) -> dict[str, list[str]]:
        """Return the model ids to offer, by provider."""
        return _model_ids()


def _model(provider: str, model: str) -> Snippet:
    row = next(row for row in catalogue("providers")["providers"] if row["id"] == provider)
    name = model if model not in ("", "auto") else provider
    body = {"model_name": f"${{1:{name}}}", "provider": provider, "model": f"${{2:{model or 'model'}}}"}
    if provider in _ADDRESSES:
        body["api_base"] = _ADDRESSES[provider]
    elif row["local"]:
        body["api_base"] = f"${{3:{row['api_base']}}}"
    words = _NO_KEY if row["local"] else _KEY.format(name=name)
    return {"label": f"{row['name']} model", "description": words, "body": body}


# Of PicoClaw's own list, what its provider has taken away (docs/picoclaw.md 8) and what is no id but a place for one.
_NOT_OFFERED = {
    "deepseek-chat",
    "llama-3.3-70b-versatile",
    "gemini-2.0-flash-exp",
    "my-gpt5-deployment",
    "custom-model",
}


def _model_ids() -> dict[str, list[str]]:
    """The ids to offer: OpenAI's chat models that live on and take PicoClaw's tools, and PicoClaw's own list."""
    openai = catalogue("models")["providers"]["openai"]
    live = [
        name
        for name, row in openai.items()
        # What hears or searches, and what is not open to everybody, wants more than a name.
        if row.get("k", "chat") == "chat" and "eol" not in row and "ctx" in row and row.get("tools") != "responses"
        if not re.search(r"-\d{4}-\d\d-\d\d$|audio|search|cyber|daybreak|rosalind", name)
    ]
    found: dict[str, list[str]] = {"openai": live}
    for row in catalogue("default_models")["models"]:
        if "since" not in row and row["model"] not in _NOT_OFFERED:
            names = found.setdefault(row["provider"], [])
            if row["model"] not in names:
                names.append(row["model"])
    return {provider: sorted(names) for provider, names in sorted(found.items())}
