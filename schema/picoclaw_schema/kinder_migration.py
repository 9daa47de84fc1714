"""What PicoClaw's own migration refuses or drops, brought to version 3 all the same.

It goes before :func:`picoclaw_schema.migration.operations`: these operations make a config of version 0 to 2 one that
PicoClaw can migrate, or, for ``bindings``, write down what PicoClaw makes of them in memory.
Source of the facts: docs/picoclaw.md 1.3 and 1.4; pkg/config/migration.go and legacy_bindings.go of PicoClaw, read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from picoclaw_schema.operations import Drop, Gather, Move, Operation, Path, Put

_WECOM = (
    "no release since 0.2.8 has this type of channel; wecom, with bot_id and secret in its settings, took its place"
)
_GONE = {"wecom_app": _WECOM, "wecom_aibot": _WECOM}


class _Provider(NamedTuple):
    """An entry of ``providers``: its names in agents.defaults.provider, the prefix and the model that it stands for."""

    names: tuple[str, ...]
    prefix: str
    model: str


# In PicoClaw's order, with the models that PicoClaw takes where none is named.
_PROVIDERS = {
    "openai": _Provider(("openai", "gpt"), "openai", "gpt-5.4"),
    "anthropic": _Provider(("anthropic", "claude"), "anthropic", "claude-sonnet-4.6"),
    "litellm": _Provider(("litellm",), "litellm", "auto"),
    "openrouter": _Provider(("openrouter",), "openrouter", "auto"),
    "groq": _Provider(("groq",), "groq", "llama-3.1-70b-versatile"),
    "zhipu": _Provider(("zhipu", "glm"), "zhipu", "glm-4"),
    "vllm": _Provider(("vllm",), "vllm", "auto"),
    "gemini": _Provider(("gemini", "google"), "gemini", "gemini-pro"),
    "nvidia": _Provider(("nvidia",), "nvidia", "meta/llama-3.1-8b-instruct"),
    "ollama": _Provider(("ollama",), "ollama", "llama3"),
    "moonshot": _Provider(("moonshot", "kimi"), "moonshot", "kimi"),
    "shengsuanyun": _Provider(("shengsuanyun",), "shengsuanyun", "auto"),
    "deepseek": _Provider(("deepseek",), "deepseek", "deepseek-chat"),
    "cerebras": _Provider(("cerebras",), "cerebras", "llama-3.3-70b"),
    "vivgrid": _Provider(("vivgrid",), "vivgrid", "auto"),
    "volcengine": _Provider(("volcengine", "doubao"), "volcengine", "doubao-pro"),
    "github_copilot": _Provider(("github_copilot", "copilot"), "github-copilot", "gpt-5.4"),
    "antigravity": _Provider(("antigravity",), "antigravity", "gemini-2.0-flash"),
    "qwen": _Provider(("qwen", "tongyi"), "qwen", "qwen-max"),
    "mistral": _Provider(("mistral",), "mistral", "mistral-small-latest"),
    "avian": _Provider(("avian",), "avian", "deepseek/deepseek-v3.2"),
    "longcat": _Provider(("longcat",), "longcat", "LongCat-Flash-Thinking"),
    "modelscope": _Provider(("modelscope",), "modelscope", "Qwen/Qwen3-235B-A22B-Instruct-2507"),
}
_CARRIED = ("api_base", "proxy", "request_timeout", "auth_method", "connect_mode")
# Without one of these an entry says nothing.
_NEEDED = ("api_key", "api_base", "auth_method", "connect_mode")


def preparations(config: dict[str, Any], version: int, types: Collection[str]) -> list[Operation]:
    """List what makes ``config`` one that PicoClaw migrates; ``types`` are the channel types that its release knows."""
    steps: list[Operation] = []
    if "providers" in config:
        steps += _providers(config)
    steps += _keys(config.get("model_list"), version)
    channels = config.get("channels")
    if isinstance(channels, dict):
        steps += _channels(channels, types)
    if "bindings" in config:
        rules = dispatch_rules(config)
        if rules:
            steps.append(Put(("agents", "dispatch", "rules"), rules, ("bindings",)))
    return steps


def afterwards(config: dict[str, Any], types: Collection[str]) -> list[Operation]:
    """List what is left to do for what was ``config`` and is migrated: a channel with a name of its own keeps its type.

    PicoClaw's migration takes the name for the type, whatever ``type`` says.
    """
    channels = config.get("channels")
    entries = channels.items() if isinstance(channels, dict) else ()
    return [
        Put(("channel_list", name, "type"), entry["type"], ("channels", name, "type"))
        for name, entry in entries
        if isinstance(entry, dict) and name not in types and entry.get("type") in types
    ]


def _providers(config: dict[str, Any]) -> Iterator[Operation]:
    """Make entries of ``model_list``, if there is none."""
    providers = config["providers"]
    if "model_list" in config or not isinstance(providers, dict):
        yield Drop(("providers",), "model_list takes its place" if "model_list" in config else "it is no object")
        return
    order = list(_PROVIDERS)
    names = sorted(providers, key=lambda name: order.index(name) if name in order else len(order))
    filled = [(name, entry) for name in names if isinstance(entry := providers[name], dict) and _says(entry)]
    models, moves = list[Any](), list[Operation]()
    wanted = _Wanted.of(config)
    for index, (name, entry) in enumerate(filled):
        row = _PROVIDERS.get(name) or _Provider((name,), "openai" if entry.get("api_base") else name, "auto")
        models.append(wanted.model(name, row))
        old, new = ("providers", name), ("model_list", index)
        if isinstance(entry.get("api_key"), str) and entry["api_key"]:
            moves.append(Gather(((*old, "api_key"),), (*new, "api_keys")))
        moves += [Move((*old, key), (*new, key)) for key in _CARRIED if entry.get(key)]
    if models:
        yield Put(("model_list",), models, ("providers",), after="providers")
        yield from moves
    yield Drop(("providers",), "each filled entry is one of model_list now" if models else "nothing is filled in there")


def _says(entry: Mapping[str, Any]) -> bool:
    return any(isinstance(entry.get(key), str) and entry[key] for key in _NEEDED)


class _Wanted:
    """The model that agents are to use, which one of the providers serves."""

    def __init__(self, provider: str, model: str) -> None:
        self.provider, self.name = provider, model
        self.is_placed = False

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> _Wanted:
        agents = config.get("agents")
        defaults = agents.get("defaults") if isinstance(agents, dict) else None
        texts = {key: value for key, value in (defaults or {}).items() if isinstance(value, str)}
        return cls(texts.get("provider", "").lower(), texts.get("model_name") or texts.get("model") or "")

    def model(self, name: str, row: _Provider) -> dict[str, str]:
        """Return the entry for a provider; the one that serves the wanted model has its name for an alias.

        PicoClaw gives it the name of the provider, and then does not find it.
        """
        is_its = self.provider in row.names or not self.provider
        if self.name and is_its and not self.is_placed:
            self.is_placed = True
            model = self.name if "/" in self.name else f"{row.prefix}/{self.name}"
            return {"model_name": self.name, "model": model}
        return {"model_name": name.replace("_", "-"), "model": f"{row.prefix}/{row.model}"}


def _keys(models: Any, version: int) -> Iterator[Operation]:
    """``api_key`` where PicoClaw leaves it: without a key, and in version 2."""
    for index, model in enumerate(models if isinstance(models, list) else ()):
        if not isinstance(model, dict) or "api_key" not in model:
            continue
        at: Path = ("model_list", index)
        key, several = model["api_key"], model.get("api_keys")
        keys = several if isinstance(several, list) else []
        filled = isinstance(key, str) and key != ""
        if version == 2 and filled and (several is None or isinstance(several, list)):
            others = (((*at, "api_keys", number)) for number, other in enumerate(keys) if other not in ("", None, key))
            yield Gather(((*at, "api_key"), *others), (*at, "api_keys"))
        elif not filled and (version == 2 or not any(isinstance(other, str) and other for other in keys)):
            yield Drop((*at, "api_key"), "it holds no key")


def _channels(channels: dict[str, Any], types: Collection[str]) -> Iterator[Operation]:
    for name, entry in channels.items():
        if name in _GONE and name not in types and entry is not None:
            yield Drop(("channels", name), _GONE[name])


# Bindings, as PicoClaw turns them into dispatch rules.

_TEXTS_OF_MATCH = ("channel", "account_id", "guild_id", "team_id")


class _Unreadable(Exception):
    """Bindings that Go does not decode; then none of them counts."""


def dispatch_rules(config: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rules that PicoClaw makes of ``bindings``; none if there are rules already, which win."""
    agents, session = config.get("agents"), config.get("session")
    dispatch = agents.get("dispatch") if isinstance(agents, dict) else None
    has_room = isinstance(agents, dict | None) and isinstance(dispatch, dict | None)
    if not has_room or (dispatch or {}).get("rules"):
        return []
    links = session.get("identity_links") if isinstance(session, dict) else None
    try:
        bindings = _list(config.get("bindings"))
        found = [_rule(_object(item), number, links or {}) for number, item in enumerate(bindings, 1)]
    except _Unreadable:
        return []
    # The narrower ones come first: a peer, a guild, a team, an account, all accounts.
    kept = sorted((item for item in found if item is not None), key=lambda item: item[0])
    return [rule for _, rule in kept]


def _rule(binding: dict[str, Any], number: int, links: Mapping[str, Any]) -> tuple[int, dict[str, Any]] | None:
    agent = _text(binding.get("agent_id")).strip()
    match = _object(binding.get("match"))
    texts = {key: _text(match.get(key)).strip() for key in _TEXTS_OF_MATCH}
    peer = None if match.get("peer") is None else _object(match["peer"])
    kind = "" if peer is None else _text(peer.get("kind")).strip().lower()
    id_ = "" if peer is None else _text(peer.get("id")).strip()
    channel = texts["channel"].lower()
    if not channel or not agent or (peer is not None and not id_):
        return None
    account = texts["account_id"] if texts["account_id"] == "*" else texts["account_id"].lower() or "default"
    when = {"channel": channel, "account": "" if account == "*" else account}
    if peer is not None:
        found = {"direct": ("sender", _sender(channel, id_, links)), "topic": ("topic", f"topic:{id_}")}
        found |= {name: ("chat", f"{name}:{id_}") for name in ("group", "channel")}
        if kind not in found:
            return None
        when[found[kind][0]] = found[kind][1]
        rank = 0
    elif texts["guild_id"]:
        when["space"], rank = f"guild:{texts['guild_id']}", 1
    elif texts["team_id"]:
        when["space"], rank = f"team:{texts['team_id']}", 2
    else:
        rank = 4 if account == "*" else 3
    filled = {key: value for key, value in when.items() if value}
    return rank, {"name": f"legacy-binding-{number}", "agent": agent, "when": filled}


def _sender(channel: str, id_: str, links: Mapping[str, Any]) -> str:
    """The name under which identity_links know a sender, else the id."""
    low = id_.lower()
    names = {low, f"{channel}:{low}"}
    if low.find(":") > 0 and low.partition(":")[2]:
        names.add(low.partition(":")[2])
    for name, ids in links.items():
        if name.strip() and isinstance(ids, list):
            known = {item.strip().lower() for item in ids if isinstance(item, str)} - {""}
            if known & names:
                return name.strip().lower()
    return low


def _list(value: Any) -> list[Any]:
    if value is not None and not isinstance(value, list):
        raise _Unreadable
    return value or []


def _object(value: Any) -> dict[str, Any]:
    if value is not None and not isinstance(value, dict):
        raise _Unreadable
    return value or {}


def _text(value: Any) -> str:
    if value is not None and not isinstance(value, str):
        raise _Unreadable
    return value or ""
