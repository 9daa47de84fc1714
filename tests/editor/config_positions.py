"""Places where a person asks the editor for something or looks at what it marks, and what should be there."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from picoclaw_schema import schema_for

NOTHING: Mapping[str, str] = MappingProxyType({})


class Completion(NamedTuple):
    """What the list of the editor should have.

    Attributes:
        name: what the person is about to write.
        text: the config, with the cursor in it.
        first: the labels at the top of the list, in this order.
        offers: further labels that are in it.
        never: labels that are not in it.
        inserts: what is inserted for some labels, as a snippet.
        documents: a phrase of what is said of some labels beside the list.
        all: whether ``first`` and ``offers`` is all there is.
    """

    name: str
    text: str
    first: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    inserts: Mapping[str, str] = NOTHING
    documents: Mapping[str, str] = NOTHING
    all: bool = False


class Hover(NamedTuple):
    """What the editor should say of the key or value under the mouse, as phrases of it."""

    name: str
    text: str
    says: tuple[str, ...]


class Diagnosis(NamedTuple):
    """What the editor should mark in a config: each stretch of its text with a phrase of what is said of it.

    Attributes:
        name: what the person has done.
        text: the config.
        marks: (marked text, phrase) in the order of the text; an empty phrase takes any message.
        hints: whether these are deprecations only: PicoClaw loads the file.
    """

    name: str
    text: str
    marks: tuple[tuple[str, str], ...] = ()
    hints: bool = False


def _current(inside: str) -> str:
    """Return a config of version 3."""
    return f'{{"version": 3, {inside}}}'


def _model(inside: str) -> str:
    """Return a config with a model that has some field besides the two that it needs."""
    return _current(f'"model_list": [{{"model_name": "gpt", "model": "openai/gpt-5.4", {inside}}}]')


def _channel(inside: str, name: str = "telegram") -> str:
    return _current(f'"channel_list": {{"{name}": {inside}}}')


def _defaults(inside: str) -> str:
    return _current(f'"agents": {{"defaults": {{{inside}}}}}')


_CHANNELS = (
    *("dingtalk", "discord", "feishu", "irc", "line", "maixcam", "matrix", "mqtt", "onebot", "pico", "pico_client"),
    *("qq", "slack", "slack_webhook", "teams_webhook", "telegram", "vk", "wecom", "weixin", "whatsapp"),
    "whatsapp_native",
)
# Under a name of its own, a channel of another type loses its answers, or needs more than a type.
_ANY_NAME = (*("telegram", "dingtalk", "matrix", "vk", "weixin"),)
_PROVIDERS = (
    *("Anthropic", "Azure OpenAI", "DeepSeek", "Google Gemini", "Groq", "LM Studio", "Mistral AI", "Moonshot"),
    *("Ollama", "OpenAI", "OpenRouter", "Qwen International", "VLLM", "Zhipu AI"),
)
_MODELS = tuple(f"{name} model" for name in _PROVIDERS)
_SECTIONS = (
    *("agents", "model_list", "channel_list", "tools", "session", "gateway", "hooks", "heartbeat", "devices"),
    *("voice", "isolation", "events", "evolution"),
)
_OLDER = ("channels", "bindings", "providers")
_ENGINES = (
    *(
        "baidu_search",
        "brave",
        "duckduckgo",
        "gemini",
        "glm_search",
        "kagi",
        "perplexity",
        "searxng",
        "sogou",
        "tavily",
    ),
)
_BOOLEANS = ("false", "true")
_ADDRESS = schema_for("0.3.0")["$id"]
_KEY_FILE = '"file://${1:name.key}"'
_KEY_FILES = '[\n\t"file://${1:name.key}"\n]'


def _quoted(*words: str) -> tuple[str, ...]:
    return tuple(f'"{word}"' for word in words)


COMPLETIONS = (
    # The file and its sections.
    Completion(
        "an empty file: a config to start from",
        "‸",
        offers=("PicoClaw config",),
    ),
    Completion(
        "the first key of a file: its version",
        "{‸}",
        first=("version",),
        never=_OLDER,
        inserts={"version": '"version": ${1:3}'},
    ),
    Completion("a section", '{"version": 3, ‸}', first=_SECTIONS, never=("version", *_OLDER), all=True),
    Completion(
        "a section before another key: a comma comes with it",
        '{‸ "version": 3}',
        first=_SECTIONS,
        inserts={"gateway": '"gateway": {$1},', "model_list": '"model_list": [$1],'},
        all=True,
    ),
    Completion("a section whose name is begun", '{"version": 3, "gate‸"}', first=("gateway",), all=True),
    Completion("a section whose name is begun without quotes", '{"version": 3, gat‸}', first=("gateway",)),
    Completion(
        "another name for a section that has a value",
        '{"version": 3, "gate‸": {}}',
        first=("gateway",),
        inserts={"gateway": '"gateway"'},
        all=True,
    ),
    Completion(
        "a key of an older file: no version 3, which it is not",
        '{‸ "channels": {"telegram": {"token": "file://telegram.key"}}}',
        first=("agents", "model_list"),
        never=("version",),
    ),
    Completion(
        "a key of a file with the keys of older models: no version 3 either",
        '{‸ "model_list": [{"model_name": "a", "model": "b", "api_key": "file://a.key"}]}',
        first=("agents",),
        never=("version",),
    ),
    Completion("the version", '{"version": ‸}', first=("3",), all=True),
    Completion(
        "a section of an older file, in the same order",
        '{"version": 2, ‸}',
        first=("agents", "model_list", "channel_list", "tools"),
        never=("events", "evolution", "build_info", *_OLDER),
    ),
    # Models.
    Completion(
        "a first model",
        _current('"model_list": [‸]'),
        first=_MODELS,
        inserts={
            "OpenAI model": '{\n\t"model_name": "${1:gpt-5.4}",\n\t"provider": "openai",\n\t"model": "${2:gpt-5.4}"\n}',
            "Anthropic model": '{\n\t"model_name": "${1:claude-sonnet-4-6}",\n'
            '\t"provider": "anthropic",\n\t"model": "${2:claude-sonnet-4-6}"\n}',
            "Ollama model": '{\n\t"model_name": "${1:ollama}",\n\t"provider": "ollama",\n\t"model": "${2:model}",\n'
            '\t"api_base": "${3:http://localhost:11434/v1}"\n}',
        },
        documents={
            "OpenAI model": "The key goes into .security.yml beside config.json, under model_list.gpt-5.4.api_keys.",
            "Ollama model": "It needs no key.",
        },
        all=True,
    ),
    Completion(
        "the next model", _current('"model_list": [{"model_name": "a", "model": "b"}, ‸]'), first=_MODELS, all=True
    ),
    Completion("a list of models with the first one", _current('"model_list": ‸'), first=_MODELS, never=("[]", "{}")),
    Completion(
        "a field of a model: those it needs first",
        _current('"model_list": [{‸}]'),
        first=("model", "model_name"),
        offers=("api_base", "api_keys", "auth_method", "enabled", "provider", "streaming", "thinking_level"),
        never=("api_key", "fallbacks", "base_url"),
        inserts={"model": '"model": $1', "api_keys": f'"api_keys": {_KEY_FILES}', "streaming": '"streaming": {$1}'},
    ),
    Completion(
        "the same in a file of version 2, which refuses api_key",
        '{"version": 2, "model_list": [{‸}]}',
        first=("model", "model_name"),
        offers=("api_keys",),
        never=("api_key", "fallbacks"),
    ),
    Completion(
        "the same in a file of version 1",
        '{"version": 1, "model_list": [{‸}]}',
        first=("model", "model_name"),
        offers=("api_keys",),
        never=("api_key", "fallbacks"),
    ),
    Completion(
        "the model's id at the provider",
        _current('"model_list": [{"model_name": "gpt", "model": ‸}]'),
        offers=_quoted(
            "openai/gpt-5.4", "anthropic/claude-sonnet-4-6", "mistral/mistral-small-latest", "ollama/llama3"
        ),
        never=_quoted("", "openai/gpt-4o-2024-08-06", "openai/gpt-3.5-turbo", "deepseek/deepseek-chat", "gpt-5.4"),
    ),
    Completion(
        "the model's id where the provider is named: without the provider in front",
        _current('"model_list": [{"model_name": "gpt", "provider": "openai", "model": ‸}]'),
        offers=_quoted("gpt-5.4", "gpt-5.4-mini"),
        never=_quoted("openai/gpt-5.4", "claude-sonnet-4-6", "gpt-audio-1.5"),
    ),
    Completion(
        "the same for a provider of whom no ids are known",
        _current('"model_list": [{"model_name": "llama", "provider": "vllm", "model": ‸}]'),
        never=_quoted("openai/gpt-5.4", "custom-model"),
    ),
    Completion(
        "the address: the start of one, and nobody's",
        _current('"model_list": [{"model_name": "a", "provider": "openrouter", "model": "auto", "api_base": ‸}]'),
        first=_quoted("https://"),
        all=True,
    ),
    Completion(
        "a model's id that is begun",
        _current('"model_list": [{"model_name": "gpt", "model": "openai/gpt-5.4-m‸"}]'),
        first=_quoted("openai/gpt-5.4-mini"),
        all=True,
    ),
    Completion(
        "the model's own name: nothing that PicoClaw refuses",
        _current('"model_list": [{"model_name": ‸, "model": "openai/gpt-5.4"}]'),
        never=_quoted(""),
    ),
    Completion(
        "the provider",
        _model('"provider": ‸'),
        offers=_quoted("openai", "anthropic", "gemini", "ollama", "openrouter", "github-copilot"),
    ),
    Completion(
        "the provider, with its name for people",
        _model('"provider": ‸'),
        documents={'"zhipu"': "Zhipu AI", '"lmstudio"': "LM Studio"},
    ),
    Completion(
        "how much the model thinks, from least to most",
        _model('"thinking_level": ‸'),
        first=_quoted("off", "low", "medium", "high", "xhigh", "adaptive"),
        all=True,
    ),
    Completion(
        "how much the model thinks, with what each level does",
        _model('"thinking_level": ‸'),
        documents={'"adaptive"': "The model decides how much", '"off"': "No thinking"},
    ),
    Completion(
        "how to log in", _model('"auth_method": ‸'), first=_quoted("oauth", "token", "local"), never=_quoted("")
    ),
    Completion(
        "keys, when the value is still to be written: a reference and no key",
        _model('"api_keys": ‸'),
        first=('["file://"]',),
        inserts={'["file://"]': _KEY_FILES},
        all=True,
    ),
    Completion(
        "a key in the list of keys",
        _model('"api_keys": [‸]'),
        first=("file://",),
        inserts={"file://": _KEY_FILE},
        all=True,
    ),
    Completion(
        "a key between quotes",
        _model('"api_keys": ["‸"]'),
        first=("file://",),
        inserts={"file://": _KEY_FILE},
        all=True,
    ),
    Completion("whether the model is used", _model('"enabled": ‸'), first=_BOOLEANS, all=True),
    Completion("how long to wait for an answer", _model('"request_timeout": ‸'), first=("0",), all=True),
    Completion("what goes with streaming", _model('"streaming": {‸}'), first=("enabled",), all=True),
    Completion(
        "how tools are described",
        _model('"tool_schema_transform": ‸'),
        offers=_quoted("off", "simple"),
        never=_quoted(""),
    ),
    # Channels.
    Completion(
        "a channel of a known type",
        _current('"channel_list": {‸}'),
        first=_CHANNELS,
        inserts={
            "discord": '"discord": {\n\t"enabled": true,\n\t"allow_from": [\n\t\t"${9:your id}"\n\t]\n}',
            "slack_webhook": '"slack_webhook": {\n\t"enabled": true,\n\t"settings": {\n\t\t"webhooks": {\n'
            '\t\t\t"default": {\n\t\t\t\t"webhook_url": "file://${2:webhook.url}"\n\t\t\t}\n\t\t}\n\t}\n}',
        },
        all=True,
    ),
    Completion("the value of such a channel", _channel("‸"), first=("{}",), all=True),
    Completion(
        "a field of a channel",
        _channel("{‸}"),
        offers=("allow_from", "enabled", "group_trigger", "placeholder", "settings", "type", "typing"),
        never=("token", "mention_only"),
        inserts={
            "settings": '"settings": {$1}',
            "type": '"type": $1',
            "allow_from": '"allow_from": [\n\t"${1:123456789}",\n\t"${2:@alice}"\n]',
        },
    ),
    Completion(
        "a channel with a name of its own, of a type that answers under one",
        _channel("‸", "team-chat"),
        first=("channel",),
        inserts={
            "channel": '{\n\t"enabled": true,\n\t"type": "${1|'
            + ",".join(_ANY_NAME)
            + '|}",\n\t"allow_from": [\n\t\t"${9:your id}"\n\t]\n}',
        },
        all=True,
    ),
    Completion(
        "a field of such a channel: the type, which it needs, first",
        _channel("{‸}", "team-chat"),
        first=("type",),
        offers=("enabled", "settings"),
    ),
    Completion("the type of a channel", _channel('{"type": "‸"}', "team-chat"), first=_quoted(*_CHANNELS), all=True),
    Completion(
        "a setting of a channel, by its name",
        _channel('{"settings": {‸}}'),
        offers=("base_url", "proxy", "streaming", "token", "use_markdown_v2"),
        never=("app_token", "enabled"),
        inserts={"token": f'"token": {_KEY_FILE}', "streaming": '"streaming": {$1}'},
    ),
    Completion(
        "a setting of a channel, by its type",
        _channel('{"type": "discord", "settings": {‸}}', "team-chat"),
        first=("proxy", "token"),
        never=("mention_only",),
        all=True,
    ),
    Completion(
        "a setting where the type is not what the name says",
        _channel('{"type": "matrix", "settings": {‸}}'),
        offers=("access_token", "homeserver", "user_id"),
        never=("token", "use_markdown_v2"),
    ),
    Completion(
        "the token of a channel: a reference and no token",
        _channel('{"settings": {"token": ‸}}'),
        first=("file://",),
        inserts={"file://": _KEY_FILE},
        all=True,
    ),
    Completion(
        "a webhook",
        _channel('{"settings": {"webhooks": {"default": {‸}}}}', "slack_webhook"),
        offers=("icon_emoji", "username", "webhook_url"),
        inserts={"webhook_url": f'"webhook_url": {_KEY_FILE}'},
    ),
    Completion(
        "the webhook that there must be",
        _channel('{"settings": {"webhooks": {‸}}}', "teams_webhook"),
        first=("default",),
        inserts={"default": '"default": {\n\t"webhook_url": "file://${1:webhook.url}"\n}'},
        all=True,
    ),
    Completion(
        "what must be true is offered so",
        _channel('{"settings": {‸}}', "irc"),
        offers=("tls",),
        inserts={"tls": '"tls": ${1:true}'},
    ),
    Completion(
        "how a matrix channel writes: a format, or an empty list to choose from",
        _channel('{"settings": {‸}}', "matrix"),
        offers=("message_format",),
        inserts={"message_format": '"message_format": "${1:plain}"'},
    ),
    # Agents.
    Completion("a part of the agents", _current('"agents": {‸}'), first=("defaults", "dispatch", "list"), all=True),
    Completion(
        "an agent",
        _current('"agents": {"list": [‸]}'),
        first=("agent",),
        inserts={
            "agent": '{\n\t"id": "${1:helper}",\n\t"name": "${2:Helper}",\n\t"model": "${3:model_name}"\n}',
        },
        all=True,
    ),
    Completion(
        "a field of an agent",
        _current('"agents": {"list": [{‸}]}'),
        offers=("default", "id", "model", "name", "skills", "subagents", "workspace"),
        never=("tools", "system_prompt"),
        inserts={"id": '"id": "${1:}"', "skills": '"skills": [$1]'},
    ),
    Completion(
        "the model of an agent, which is mostly a name",
        _current('"agents": {"list": [{"id": "helper", "model": ‸}]}'),
        offers=('"model_name"', "{}"),
    ),
    Completion(
        "the models of an agent as an object",
        _current('"agents": {"list": [{"id": "helper", "model": {‸}}]}'),
        first=("fallbacks", "primary"),
        all=True,
    ),
    Completion(
        "a default of the agents",
        _defaults("‸"),
        offers=("max_tokens", "model_fallbacks", "model_name", "restrict_to_workspace", "temperature", "workspace"),
        never=("model", "system_prompt"),
        inserts={
            "max_tokens": '"max_tokens": ${1:32768}',
            "restrict_to_workspace": '"restrict_to_workspace": ${1:true}',
            "workspace": '"workspace": "${1:~/.picoclaw/workspace}"',
            "model_fallbacks": '"model_fallbacks": [$1]',
        },
    ),
    Completion("the limit of tokens: its default", _defaults('"max_tokens": ‸'), first=("32768",), all=True),
    Completion(
        "the temperature: no number that changes what happens without one",
        _defaults("‸"),
        offers=("temperature",),
        inserts={"temperature": '"temperature": ${1:0.7}'},
    ),
    Completion(
        "a switch that is on by default",
        _defaults('"restrict_to_workspace": ‸'),
        first=_BOOLEANS,
        inserts={"true": "true"},
        all=True,
    ),
    Completion(
        "a mode of a turn profile",
        _defaults('"turn_profile": {"enabled": true, "tools": {"mode": ‸}}'),
        first=_quoted("default", "off", "custom"),
        all=True,
    ),
    Completion(
        "a mode of a turn profile for the history, which cannot be custom",
        _defaults('"turn_profile": {"enabled": true, "history": {"mode": ‸}}'),
        first=_quoted("default", "off"),
        all=True,
    ),
    Completion(
        "a dispatch rule",
        _current('"agents": {"dispatch": {"rules": [‸]}}'),
        first=("dispatch rule",),
        inserts={
            "dispatch rule": '{\n\t"name": "${1:rule}",\n\t"agent": "${2:helper}",\n'
            '\t"when": {\n\t\t"channel": "${3:telegram}"\n\t}\n}',
        },
        all=True,
    ),
    Completion(
        "what a dispatch rule asks for",
        _current('"agents": {"dispatch": {"rules": [{"agent": "helper", "when": {‸}}]}}'),
        first=("account", "channel", "chat", "mentioned", "sender", "space", "topic"),
        inserts={"chat": '"chat": "${1:group:-1001234567890}"', "mentioned": '"mentioned": ${1|false,true|}'},
        all=True,
    ),
    # Tools.
    Completion(
        "a tool",
        _current('"tools": {‸}'),
        offers=("allow_read_paths", "cron", "exec", "mcp", "skills", "web"),
        never=("mcp_servers", "shell"),
    ),
    Completion(
        "MCP servers: with the switch that turns them on",
        _current('"tools": {"mcp": ‸}'),
        first=("MCP",),
        inserts={"MCP": '{\n\t"enabled": true,\n\t"servers": {$1}\n}'},
        all=True,
    ),
    Completion(
        "an MCP server with a name to start from",
        _current('"tools": {"mcp": {"servers": {‸}}}'),
        first=("filesystem", "remote"),
        inserts={
            "remote": '"remote": {\n\t"enabled": true,\n\t"type": "http",\n\t"url": "${1:https://example.org/mcp}"\n}',
        },
        all=True,
    ),
    Completion(
        "an MCP server with a name of its own",
        _current('"tools": {"mcp": {"servers": {"git": ‸}}}'),
        first=("MCP server, a program", "MCP server, an address"),
        inserts={
            "MCP server, a program": '{\n\t"enabled": true,\n\t"type": "stdio",\n\t"command": "${1:npx}",\n'
            '\t"args": [\n\t\t"-y",\n\t\t"${2:package}"\n\t]\n}',
        },
        all=True,
    ),
    Completion(
        "a field of an MCP server",
        _current('"tools": {"mcp": {"servers": {"git": {‸}}}}'),
        offers=("args", "command", "enabled", "env", "headers", "type", "url"),
        never=("transport", "cmd"),
        inserts={"enabled": '"enabled": ${1:true}', "command": '"command": "${1:npx}"'},
    ),
    Completion(
        "how to talk to an MCP server",
        _current('"tools": {"mcp": {"servers": {"git": {"type": ‸}}}}'),
        offers=_quoted("http", "sse", "stdio"),
        never=_quoted(""),
    ),
    Completion(
        "a part of web search",
        _current('"tools": {"web": {‸}}'),
        offers=("brave", "duckduckgo", "gemini", "kagi", "perplexity", "provider", "searxng", "tavily"),
        never=("search", "google"),
    ),
    Completion(
        "who searches the web",
        _current('"tools": {"web": {"provider": ‸}}'),
        first=_quoted("auto"),
        offers=_quoted(*_ENGINES),
        all=True,
    ),
    Completion(
        "a field of a search engine",
        _current('"tools": {"web": {"brave": {‸}}}'),
        first=("api_keys", "enabled", "max_results"),
        never=("api_key",),
        inserts={"api_keys": f'"api_keys": {_KEY_FILES}', "max_results": '"max_results": ${1:5}'},
        all=True,
    ),
    Completion(
        "the registries of skills that there are",
        _current('"tools": {"skills": {"registries": {‸}}}'),
        first=("clawhub", "github"),
        inserts={"github": '"github": {$1}'},
        all=True,
    ),
    Completion(
        "a registry of skills",
        _current('"tools": {"skills": {"registries": {"mine": {‸}}}}'),
        offers=("auth_token", "base_url", "param"),
        inserts={"param": '"param": {$1}', "auth_token": f'"auth_token": {_KEY_FILE}'},
    ),
    # Hooks.
    Completion(
        "a part of the hooks",
        _current('"hooks": {‸}'),
        first=("builtins", "defaults", "enabled", "processes"),
        inserts={"enabled": '"enabled": ${1:true}', "processes": '"processes": {$1}'},
        all=True,
    ),
    Completion(
        "a hook that is a program",
        _current('"hooks": {"processes": {"audit": {‸}}}'),
        offers=("command", "enabled", "intercept", "observe"),
        inserts={"command": '"command": [\n\t"${1:python3}",\n\t"${2:/srv/picoclaw/audit.py}"\n]'},
    ),
    Completion(
        "how to talk to a hook: there is one way",
        _current('"hooks": {"processes": {"audit": {‸}}}'),
        offers=("transport",),
        inserts={"transport": '"transport": "${1:stdio}"'},
    ),
    Completion(
        "where a hook may step in",
        _current('"hooks": {"processes": {"audit": {"intercept": [‸]}}}'),
        first=_quoted("before_llm", "after_llm", "before_tool", "after_tool", "approve_tool"),
        all=True,
    ),
    # The rest.
    Completion(
        "a field of the gateway",
        _current('"gateway": {‸}'),
        first=("host", "hot_reload", "log_level", "port"),
        inserts={"host": '"host": "${1:localhost}"', "port": '"port": ${1:18790}'},
        all=True,
    ),
    Completion(
        "the level of the log: the default, then from most to least",
        _current('"gateway": {"log_level": "‸"}'),
        first=_quoted("warn", "debug", "info", "warning", "error", "fatal"),
        all=True,
    ),
    Completion("the port", _current('"gateway": {"port": ‸}'), first=("18790",), all=True),
    Completion(
        "what tells conversations apart",
        _current('"session": {"dimensions": [‸]}'),
        first=_quoted("space", "chat", "topic", "sender"),
        all=True,
    ),
    Completion(
        "the same between quotes",
        _current('"session": {"dimensions": ["chat", "‸"]}'),
        offers=_quoted("sender", "space", "topic"),
    ),
    Completion("events", _current('"events": {‸}'), first=("logging",), all=True),
    Completion(
        "which events are logged",
        _current('"events": {"logging": {‸}}'),
        first=("enabled", "exclude", "include", "include_payload", "min_severity"),
        all=True,
    ),
    Completion(
        "a field of evolution",
        _current('"evolution": {‸}'),
        offers=("enabled", "min_success_ratio", "min_task_count", "mode"),
        never=("min_case_count", "min_success_rate"),
    ),
    Completion(
        "how far evolution goes", _current('"evolution": {"mode": ‸}'), first=_quoted("observe", "draft", "apply")
    ),
    Completion("isolation", _current('"isolation": {‸}'), first=("enabled", "expose_paths"), all=True),
    Completion(
        "paths for isolated processes",
        _current('"isolation": {"expose_paths": ‸}'),
        offers=('[{"source": "/srv/data", "mode": "ro"}]',),
        inserts={
            '[{"source": "/srv/data", "mode": "ro"}]': (
                '[\n\t{\n\t\t"source": "${1:/srv/data}",\n\t\t"mode": "${2:ro}"\n\t}\n]'
            )
        },
    ),
    Completion(
        "a path for isolated processes",
        _current('"isolation": {"expose_paths": [{‸}]}'),
        first=("mode", "source", "target"),
        all=True,
    ),
    Completion(
        "what they may do with it",
        _current('"isolation": {"expose_paths": [{"mode": "‸"}]}'),
        first=_quoted("ro", "rw"),
        all=True,
    ),
    Completion(
        "voice",
        _current('"voice": {‸}'),
        first=("echo_transcription", "model_name", "tts_model_name"),
        never=("elevenlabs_api_key",),
        all=True,
    ),
    Completion("heartbeat", _current('"heartbeat": {‸}'), first=("enabled", "interval"), all=True),
    Completion("the interval of the heartbeat", _current('"heartbeat": {"interval": ‸}'), first=("30",), all=True),
    Completion("devices", _current('"devices": {‸}'), first=("enabled", "monitor_usb"), all=True),
    # Older files.
    Completion("a field where the file has no version", '{"model_list": [{‸}]}', first=("model", "model_name")),
    Completion(
        "a setting of a channel in an older file, beside the other keys",
        '{"version": 1, "channels": {"telegram": {‸}}}',
        offers=("enabled", "token", "use_markdown_v2", "settings"),
        inserts={"token": f'"token": {_KEY_FILE}'},
    ),
    Completion(
        "a channel in an older file: an object",
        '{"version": 1, "channels": {"telegram": ‸}}',
        offers=("{}",),
        never=("[]",),
    ),
)

HOVERS = (
    Hover("the file's own version", '{"ver‸sion": 3}', ("Version of the file's form", "Absent or null means 0")),
    Hover("the list of models", _current('"mod‸el_list": []'), ("one object each", "PicoClaw does not start")),
    Hover("a model", _current('"model_list": [‸{"model_name": "a", "model": "b"}]'), ("where it is served",)),
    Hover("a model's name", _current('"model_list": [{"model_n‸ame": "a", "model": "b"}]'), ("Name by which",)),
    Hover(
        "a model's id",
        _current('"model_list": [{"model_name": "a", "mod‸el": "openai/gpt-5.4"}]'),
        ("provider's own id", "before the first /"),
    ),
    Hover("the provider", _model('"provi‸der": "openai"'), ("Who serves the model",)),
    Hover("the address", _model('"api_‸base": "http://x/v1"'), ("Address of the provider's API",)),
    Hover(
        "keys: where they belong",
        _model('"api_‸keys": ["file://openai.key"]'),
        ("Keys for the provider", ".security.yml beside config.json"),
    ),
    Hover("a level of thinking", _model('"thinking_level": "hi‸gh"'), ("`high`: Much thinking", "Any other value")),
    Hover(
        "the key of such a level", _model('"thinking_‸level": "high"'), ("How much the model", "`high`: Much thinking")
    ),
    Hover("a key that is new", _model('"strea‸ming": {}'), ("Since 0.2.9 (2026-05-22)",)),
    Hover(
        "a key that does nothing",
        _model('"fall‸backs": []'),
        ("**Deprecated.**", "never uses it", "Use agents.defaults.model_fallbacks"),
    ),
    Hover("the channels", _current('"chan‸nel_list": {}'), ("Chats PicoClaw takes part in, by name",)),
    Hover("a channel", _channel("{}").replace("telegram", "tele‸gram"), ("A Telegram bot",)),
    Hover(
        "a channel with a name of its own",
        _channel('{"type": "telegram"}', "team-‸chat"),
        ("channel",),
    ),
    Hover(
        "the type of a channel",
        _channel('{"ty‸pe": "telegram"}', "team-chat"),
        ("What the channel connects to", "`telegram`: A Telegram bot"),
    ),
    Hover("who may use a channel", _channel('{"allow_‸from": []}'), ("Who may use the channel", "means everyone")),
    Hover(
        "the settings of a channel", _channel('{"sett‸ings": {}}'), ("What this type of channel needs", "wrong type")
    ),
    Hover(
        "the token of a channel",
        _channel('{"settings": {"to‸ken": "file://telegram.key"}}'),
        ("BotFather", "Keep it in .security.yml", "Environment: `PICOCLAW_CHANNELS_TELEGRAM_TOKEN`"),
    ),
    Hover(
        "a setting by the type of the channel",
        _channel('{"type": "telegram", "settings": {"base‸_url": "http://x"}}', "team-chat"),
        ("Bot API server of your own",),
    ),
    Hover(
        "a setting that does nothing",
        _channel('{"settings": {"webhook_‸host": "x"}}', "line"),
        ("**Deprecated.**", "Use gateway.host"),
    ),
    Hover("the agents", _current('"agen‸ts": {}'), ("defaults, single agents and who answers what",)),
    Hover(
        "a limit",
        _defaults('"max_to‸kens": 1000'),
        ("Default: `32768`", "tokens", "Environment: `PICOCLAW_AGENTS_DEFAULTS_MAX_TOKENS`"),
    ),
    Hover("a number", _defaults('"max_tokens": 10‸00'), ("Most tokens an answer", "Default: `32768`")),
    Hover(
        "a switch",
        _defaults('"restrict_to_‸workspace": true'),
        ("inside the workspace", "Default: `true`", "Environment: `PICOCLAW_AGENTS_DEFAULTS_RESTRICT_TO_WORKSPACE`"),
    ),
    Hover("the model of an agent", _current('"agents": {"list": [{"mod‸el": "x"}]}'), ("a name, or an object",)),
    Hover("a tool", _current('"tools": {"ex‸ec": {}}'), ("The tool that runs shell commands",)),
    Hover("an MCP server", _current('"tools": {"mcp": {"servers": {"gi‸t": {}}}}'), ("One server",)),
    Hover(
        "how to talk to an MCP server",
        _current('"tools": {"mcp": {"servers": {"git": {"type": "st‸dio"}}}}'),
        ("How to talk to the server", "`stdio`: PicoClaw starts command"),
    ),
    Hover("a search engine that is new", _current('"tools": {"web": {"ka‸gi": {}}}'), ("Kagi", "Since 0.3.0")),
    Hover(
        "a level of the log",
        _current('"gateway": {"log_level": "wa‸rn"}'),
        ('Default: `"warn"`', "Environment: `PICOCLAW_LOG_LEVEL`", "`warn`: Warnings and everything worse"),
    ),
    Hover(
        "the host of the gateway",
        _current('"gateway": {"ho‸st": "0.0.0.0"}'),
        ("Addresses to listen on", "open the server to the whole network", "Environment: `PICOCLAW_GATEWAY_HOST`"),
    ),
    Hover("one of several values", _current('"session": {"dimensions": ["ch‸at"]}'), ("`chat`: A conversation",)),
    Hover("the list of them", _current('"session": {"dimen‸sions": ["chat"]}'), ('Default: `["chat"]`', "dm_scope")),
    Hover(
        "a key with a newer name",
        _current('"evolution": {"min_success_‸rate": 0.5}'),
        ("Older name of min_success_ratio", "**Deprecated.**", "write evolution.min_success_ratio"),
    ),
    Hover(
        "a value, with what happens for any other",
        _current('"isolation": {"expose_paths": [{"mo‸de": "ro"}]}'),
        ("`ro`: They may read it", "other value", "no process can be started"),
    ),
    Hover(
        "a list of values, with what happens for any other",
        _current('"hooks": {"processes": {"audit": {"inter‸cept": ["after_llm"]}}}'),
        ("change or stop", "a gateway that answers nothing"),
    ),
    Hover("what PicoClaw itself writes", _current('"build_‸info": {}'), ("Which PicoClaw saved the file", "it may go")),
    Hover(
        "the single key of an older model",
        '{"version": 1, "model_list": [{"model_name": "a", "model": "b", "api_‸key": "x"}]}',
        ("A single key for the provider", "**Deprecated.**", "write model_list[].api_keys"),
    ),
    Hover(
        "the default model of an older file",
        '{"agents": {"defaults": {"mod‸el": "x"}}}',
        ("**Deprecated.**", "write agents.defaults.model_name"),
    ),
    Hover(
        "the channels of an older file",
        '{"version": 2, "chann‸els": {}}',
        ("**Deprecated.**", "write channel_list", "a key that is not a type of channel is refused"),
    ),
    Hover(
        "a channel of an older file",
        '{"version": 2, "channels": {"tele‸gram": {}}}',
        ("A Telegram bot",),
    ),
)

_GUIDE = (
    '{"model_list": [{"model_name": "gpt-4o-mini", "model": "openai/gpt-4o-mini", "auth_method": "api_key", '
    '"api_key": "YOUR_OPENAI_API_KEY_HERE"}], "agents": {"defaults": {"model": "gpt-4o-mini"}}}'
)

DIAGNOSES = (
    # What is right.
    Diagnosis("the smallest file", '{"version": 3}'),
    Diagnosis(
        "a model and its name as the default",
        _current(
            '"model_list": [{"model_name": "gpt", "model": "openai/gpt-5.4"}], '
            '"agents": {"defaults": {"model_name": "gpt"}}'
        ),
    ),
    Diagnosis("null for a field", _defaults('"max_tokens": null')),
    Diagnosis("keys that PicoClaw has moved away", _model('"api_keys": "[NOT_HERE]"')),
    Diagnosis("a setting that the channel does not know", _channel('{"settings": {"unknown": 5}}')),
    Diagnosis("an empty array for settings", _channel('{"settings": []}')),
    Diagnosis("a single id in place of a list", _channel('{"allow_from": 123}')),
    Diagnosis("a level that PicoClaw takes for none", _model('"thinking_level": "maximal"')),
    Diagnosis("a provider that fails only when it is used", _model('"provider": "made-up"')),
    Diagnosis("a mode of a turn profile that is not enabled", _defaults('"turn_profile": {"tools": {"mode": "on"}}')),
    Diagnosis("the model of an agent as a name", _current('"agents": {"list": [{"id": "a", "model": "gpt"}]}')),
    Diagnosis(
        "the model of an agent as an object", _current('"agents": {"list": [{"id": "a", "model": {"primary": "gpt"}}]}')
    ),
    # Deprecations.
    Diagnosis(
        "the config of the guide, without a version",
        _GUIDE,
        (
            ('"api_key": "YOUR_OPENAI_API_KEY_HERE"', "write model_list[].api_keys."),
            ('"model": "gpt-4o-mini"', "write agents.defaults.model_name."),
        ),
        hints=True,
    ),
    Diagnosis(
        "the same as version 0",
        _GUIDE.replace("{", '{"version": 0, ', 1),
        (
            ('"api_key": "YOUR_OPENAI_API_KEY_HERE"', "write model_list[].api_keys."),
            ('"model": "gpt-4o-mini"', "write agents.defaults.model_name."),
        ),
        hints=True,
    ),
    Diagnosis(
        "the same as version 1",
        _GUIDE.replace("{", '{"version": 1, ', 1),
        (
            ('"api_key": "YOUR_OPENAI_API_KEY_HERE"', "write model_list[].api_keys."),
            ('"model": "gpt-4o-mini"', "write agents.defaults.model_name."),
        ),
        hints=True,
    ),
    Diagnosis(
        "channels of an older file",
        '{"version": 1, "channels": {"telegram": {"enabled": true, "token": "file://telegram.key"}}}',
        (('"channels": {"telegram": {"enabled": true, "token": "file://telegram.key"}}', "write channel_list."),),
        hints=True,
    ),
    Diagnosis(
        "an older key of an older channel: one word on it",
        '{"version": 1, "channels": {"discord": {"mention_only": true}}}',
        (
            ('"channels": {"discord": {"mention_only": true}}', "write channel_list."),
            ('"mention_only": true', "group_trigger.mention_only"),
        ),
        hints=True,
    ),
    Diagnosis(
        "a key that does nothing",
        _model('"fallbacks": []'),
        (('"fallbacks": []', "never uses it. Use agents.defaults.model_fallbacks."),),
        hints=True,
    ),
    Diagnosis(
        "a setting that does nothing",
        _channel('{"settings": {"webhook_port": 1}}', "line"),
        (('"webhook_port": 1', "Use gateway.port."),),
        hints=True,
    ),
    # Types.
    Diagnosis("a number as a text", _current('"gateway": {"port": "18790"}'), (('"18790"', 'Expected "integer"'),)),
    Diagnosis("a fraction", _current('"gateway": {"port": 1.5}'), (("1.5", 'Expected "integer"'),)),
    Diagnosis("an integer as a fraction", _defaults('"max_tokens": 8192.0'), (("8192.0", 'Expected "integer"'),)),
    Diagnosis(
        "a number beyond 64 bits",
        _current('"gateway": {"port": 99999999999999999999}'),
        (("99999999999999999999", "above the maximum"),),
    ),
    Diagnosis("a text as a switch", _channel('{"enabled": "yes"}'), (('"yes"', 'Expected "boolean"'),)),
    Diagnosis("a text as a number", _defaults('"temperature": "hot"'), (('"hot"', 'Expected "number"'),)),
    Diagnosis("an array as a section", _current('"gateway": []'), (("[]", 'Expected "object"'),)),
    Diagnosis("an object as a list", _current('"agents": {"list": {"id": "a"}}'), (('{"id": "a"}', '"array"'),)),
    Diagnosis("a switch as an object", _model('"streaming": true'), (("true", 'Expected "object"'),)),
    Diagnosis("a key in place of a list of keys", _model('"api_keys": "sk-..."'), (('"sk-..."', '"array"'),)),
    Diagnosis("a number among the keys", _model('"api_keys": [5]'), (("5", 'Expected "string"'),)),
    Diagnosis("null among the models", _current('"model_list": [null]'), (("null", 'Expected "object"'),)),
    Diagnosis("a setting of a wrong type", _channel('{"settings": {"token": 5}}'), (("5", 'Expected "string"'),)),
    Diagnosis("a file that is a list", "[]", (("[]", 'Expected "object"'),)),
    # Keys.
    Diagnosis("a misspelt key", _current('"gateway": {"prot": 1}'), (('"prot"', "prot is not allowed"),)),
    Diagnosis("a key in another case", _current('"gateway": {"Port": 1}'), (('"Port"', "Port is not allowed"),)),
    Diagnosis("base_url of a model", _model('"base_url": "http://x"'), (('"http://x"', "rename it to api_base"),)),
    Diagnosis("api_key in version 3", _model('"api_key": "x"'), (('"x"', "it is model_list[].api_keys now"),)),
    Diagnosis(
        "api_key in version 2, which refuses it",
        '{"version": 2, "model_list": [{"model_name": "a", "model": "b", "api_key": "x"}]}',
        (('"api_key": "x"', "An older key"), ('"x"', "PicoClaw refuses this key in version 2")),
    ),
    Diagnosis(
        "a single key where there may be several",
        _current('"tools": {"web": {"brave": {"api_key": "x"}, "gemini": {"api_keys": ["x"]}}}'),
        (('"x"', "here it is api_keys, an array"), ('["x"]', "here it is api_key, a single text")),
    ),
    Diagnosis(
        "what only version 3 has, in an older file",
        '{"version": 2, "build_info": {}}',
        (("{}", "a file below config version 3 cannot have it"),),
    ),
    Diagnosis(
        "a type in an older channel, which nobody reads",
        '{"version": 1, "channels": {"discord": {"type": 5}}}',
        (('"channels": {"discord": {"type": 5}}', "write channel_list."),),
        hints=True,
    ),
    Diagnosis("max_tokens of a model", _model('"max_tokens": 5'), (("5", "move it to agents.defaults.max_tokens"),)),
    Diagnosis("a comment as a key", _current('"_comment": "x"'), (('"x"', "it takes no comments"),)),
    Diagnosis("another comment as a key", _current('"gateway": {"//": "x"}'), (('"x"', "it takes no comments"),)),
    Diagnosis("a comment as a key of an older file", '{"_comment": "x"}', (('"x"', "it takes no comments"),)),
    Diagnosis(
        "the address of the schema in the file",
        f'{{"$schema": "{_ADDRESS}", "version": 3}}',
        ((f'"{_ADDRESS}"', "it takes no comments and no $schema"),),
    ),
    Diagnosis("providers in version 3", _current('"providers": {}'), (("{}", "it is model_list now"),)),
    Diagnosis(
        "providers in an older file",
        '{"providers": {"openai": {}}}',
        (('{"openai": {}}', "model_list"),),
    ),
    Diagnosis("channels in version 3", _current('"channels": {}'), (("{}", "it is channel_list now"),)),
    Diagnosis("bindings in version 3", _current('"bindings": []'), (("[]", "it is agents.dispatch.rules now"),)),
    Diagnosis("model of the defaults", _defaults('"model": "gpt"'), (('"gpt"', "agents.defaults.model_name now"),)),
    Diagnosis("a system prompt", _defaults('"system_prompt": "x"'), (('"x"', "write it into AGENT.md"),)),
    Diagnosis(
        "mcpServers, as other programs call it",
        _current('"mcpServers": {}'),
        (("{}", "tools.mcp.servers"),),
    ),
    Diagnosis(
        "transport of an MCP server",
        _current('"tools": {"mcp": {"servers": {"git": {"transport": "stdio"}}}}'),
        (('"stdio"', "rename it to type"),),
    ),
    Diagnosis(
        "a key of a registry in a list",
        _current('"tools": {"skills": {"registries": [{"name": "a", "param": {}}]}}'),
        (('"param"', "param is not allowed"),),
    ),
    # Channels.
    Diagnosis("a setting outside of the settings", _channel('{"token": "x"}'), (('"x"', 'belongs inside "settings"'),)),
    Diagnosis(
        "the same in a channel with a name of its own",
        _channel('{"type": "slack", "app_token": "x"}', "team-chat"),
        (('"x"', 'belongs inside "settings"'),),
    ),
    Diagnosis("an unknown type", _channel('{"type": "telgram"}', "team-chat"), (('"telgram"', '"telegram"'),)),
    Diagnosis(
        "no type and a name that is none", _channel("{}", "telgram"), (('"telgram"', 'Missing property "type"'),)
    ),
    Diagnosis(
        "an older channel whose name is no type",
        '{"version": 1, "channels": {"telgram": {}}}',
        (
            ('"channels": {"telgram": {}}', "write channel_list."),
            ("{}", "before version 3 a channel is called dingtalk, discord"),
        ),
    ),
    # Values.
    Diagnosis("no name for a model", _current('"model_list": [{"model": "a"}]'), (("{", '"model_name"'),)),
    Diagnosis("no id for a model", _current('"model_list": [{"model_name": "a"}]'), (("{", '"model"'),)),
    Diagnosis(
        "an empty name for a model",
        _current('"model_list": [{"model_name": "", "model": "b"}]'),
        (('""', "shorter than the minimum length of 1"),),
    ),
    Diagnosis(
        "a blank in a model's id",
        _current('"model_list": [{"model_name": "a", "model": "has space"}]'),
        (('"has space"', "it must have no blanks"),),
    ),
    Diagnosis(
        "a value that PicoClaw refuses",
        _model('"tool_schema_transform": "simpel"'),
        (('"simpel"', '"simple"'),),
    ),
    Diagnosis(
        "a mode of an enabled turn profile",
        _defaults('"turn_profile": {"enabled": true, "history": {"mode": "custom"}}'),
        (('"custom"', "one of default, off"),),
    ),
    Diagnosis(
        "an empty host in a list",
        _current('"gateway": {"host": "localhost,,127.0.0.1"}'),
        (('"localhost,,127.0.0.1"', "both sides of every comma"),),
    ),
    Diagnosis("version 4", '{"version": 4}', (("4", "above the maximum of 3"),)),
    Diagnosis("the version as a text", '{"version": "3"}', (('"3"', 'Expected "integer"'),)),
    # JSON itself.
    Diagnosis(
        "a repeated key",
        '{"version": 3, "gateway": {}, "gateway": {}}',
        (('"gateway"', "Duplicate object key"), ('"gateway"', "Duplicate object key")),
    ),
    Diagnosis("a trailing comma", '{"version": 3,}', ((",", "Trailing comma"),)),
    Diagnosis("a comment", '{"version": 3 // mine\n}', (("// mine", "Comments are not permitted"),)),
    Diagnosis("a missing value", '{"version": 3, "gateway": }', (("}", "Value expected"),)),
)
