"""What PicoClaw's own migration refuses or drops, brought to version 3 all the same.

It goes before :func:`picoclaw_schema.migration.operations`: these operations make a config of version 0 to 2 one that
PicoClaw can migrate, or, for ``bindings``, write down what PicoClaw makes of them in memory.
Source of the facts: docs/picoclaw.md 1.3 and 1.4; pkg/config/migration.go and legacy_bindings.go of PicoClaw, read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from picoclaw_schema.operations import Drop, Gather, Move, Operation, Path, Put, value_at

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
# What a model has too, under the names that people give it.
_CARRIED = {
    "api_base": "api_base",
    "apiBase": "api_base",
    "proxy": "proxy",
    "request_timeout": "request_timeout",
    "auth_method": "auth_method",
    "connect_mode": "connect_mode",
}
_KEYS = ("api_key", "apiKey", "api_keys", "apiKeys")
# Without one of these an entry says nothing.
_NEEDED = (*_KEYS, "api_base", "apiBase", "auth_method", "connect_mode")
# What PicoClaw writes where a key was, once the security file has it.
_NOT_HERE = "[NOT_HERE]"
# They serve models of others, whose names have a slash of their own.
_RELAYS = frozenset(
    ("openrouter", "groq", "nvidia", "litellm", "vllm", "ollama", "avian", "modelscope", "cerebras", "shengsuanyun")
)


def preparations(config: dict[str, Any], version: int, types: Collection[str]) -> list[Operation]:
    """List what makes ``config`` one that PicoClaw migrates; ``types`` are the channel types that its release knows."""
    steps: list[Operation] = []
    if "providers" in config:
        steps += _providers(config)
    steps += _keys(config.get("model_list"), version)
    session = config.get("session")
    if isinstance(session, dict) and "backlog_limit" in session:
        steps.append(Drop(("session", "backlog_limit"), "it was removed, and nothing takes its place"))
    channels = config.get("channels")
    if isinstance(channels, dict):
        steps += _channels(channels, types)
    if "bindings" in config:
        steps += _bindings(config)
    return steps


def keeps_type(config: Mapping[str, Any], step: Operation, types: Collection[str]) -> bool:
    """Whether a step of the migration would overwrite the type of a channel that has a name of its own.

    PicoClaw's migration takes the name for the type, whatever ``type`` says.
    """
    if not isinstance(step, Put) or len(step.target) != 3 or step.target[::2] != ("channel_list", "type"):
        return False
    name = step.target[1]
    given = config["channels"][name].get("type")
    return name not in types and isinstance(given, str) and given != ""


def providers_to_models(config: Mapping[str, Any]) -> list[Operation]:
    """List what makes an entry of ``model_list`` of each filled one of ``providers``; nothing if there are entries."""
    providers = config.get("providers")
    if config.get("model_list") or not isinstance(providers, dict):
        return []
    filled = _filled(providers)
    wanted = _Wanted.of(config, [name for name, _ in filled])
    models, moves, told = list[Any](), list[Operation](), list[str]()
    for index, (name, entry) in enumerate(filled):
        row = _PROVIDERS.get(name.lower()) or _Provider((name.lower(),), "openai" if _base(entry) else name, "auto")
        model, is_guess = wanted.model(name, row)
        models.append(model)
        told.append(f"{name} as {model['model']}" + (" (a guess, as none is named)" if is_guess else ""))
        moves += _moves(entry, ("providers", name), ("model_list", index))
    if not models:
        return []
    made = Put(("model_list",), models, ("providers",), "providers", ", ".join(told))
    gone = Drop(("providers",), "each filled entry is one of model_list now")
    return [made, *moves, gone]


def _providers(config: Mapping[str, Any]) -> list[Operation]:
    providers = config["providers"]
    steps = providers_to_models(config)
    if steps:
        return steps
    filled = [name for name, _ in _filled(providers)] if isinstance(providers, dict) else []
    if filled:
        reason = f"model_list is given and counts alone; nothing used {', '.join(filled)}"
    else:
        reason = "no entry there has a key or an address" if isinstance(providers, dict) else "it is no object"
    return [Drop(("providers",), reason)]


def _filled(providers: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The providers that say something, in PicoClaw's order."""
    order = list(_PROVIDERS)
    names = sorted(providers, key=lambda name: order.index(name.lower()) if name.lower() in order else len(order))
    return [(name, entry) for name in names if isinstance(entry := providers[name], dict) and _says(entry)]


def _moves(entry: Mapping[str, Any], old: Path, new: Path) -> Iterator[Operation]:
    """Carry what a provider says over to its model, and name what has no place there."""
    places = [place for key in _KEYS for place in _places(entry.get(key), (*old, key)) or ()]
    if places:
        yield Gather(tuple(places), (*new, "api_keys"))
    there = set[str]()
    for key, value in entry.items():
        target = _CARRIED.get(key)
        if key in _KEYS and _places(value, ()) is not None:
            continue
        if target is None or target in there:
            if value not in (None, "", False):
                yield Drop((*old, key), "a model has no place for it")
        elif value:
            there.add(target)
            yield Move((*old, key), (*new, target))


def _places(value: Any, at: Path) -> list[Path] | None:
    """Where the texts of what should be keys are: one text, or a list of them; None where it is something else."""
    if value is None or isinstance(value, str):
        return [at] if value and value != _NOT_HERE else []
    if not isinstance(value, list) or not all(item is None or isinstance(item, str) for item in value):
        return None
    return [(*at, index) for index, item in enumerate(value) if item]


def _base(entry: Mapping[str, Any]) -> bool:
    return bool(entry.get("api_base") or entry.get("apiBase"))


def _says(entry: Mapping[str, Any]) -> bool:
    return any(isinstance(entry.get(key), (str, list)) and entry[key] for key in _NEEDED)


class _Wanted:
    """The model that agents are to use, which one of the providers serves."""

    def __init__(self, provider: str, model: str, filled: Collection[str]) -> None:
        self.provider, self.name = provider, model
        self.is_placed = False
        if not provider:
            # A name such as "anthropic/claude..." says itself who serves it.
            first = model.partition("/")[0]
            rows = [(name, _PROVIDERS.get(name.lower(), _Provider((name.lower(),), name, ""))) for name in filled]
            known = (name for name, row in rows if first in (name, row.prefix, *row.names))
            relays = (name for name in filled if name in _RELAYS and first != model)
            self.provider = next(iter((*known, *relays)), "")

    @classmethod
    def of(cls, config: Mapping[str, Any], filled: Collection[str]) -> _Wanted:
        agents = config.get("agents")
        defaults = agents.get("defaults") if isinstance(agents, dict) else None
        there = defaults if isinstance(defaults, dict) else {}
        texts = {key: value for key, value in there.items() if isinstance(value, str)}
        return cls(texts.get("provider", "").lower(), texts.get("model_name") or texts.get("model") or "", filled)

    def model(self, name: str, row: _Provider) -> tuple[dict[str, str], bool]:
        """Return the entry for a provider, and whether its model is a guess.

        The one that serves the wanted model has its name for an alias; PicoClaw gives it the name of the provider, and
        then does not find it.
        """
        is_its = not self.provider or self.provider.lower() == name.lower() or self.provider in row.names
        if self.name and is_its and not self.is_placed:
            self.is_placed = True
            is_whole = self.name.startswith(f"{row.prefix}/") if name.lower() in _RELAYS else "/" in self.name
            model = self.name if is_whole else f"{row.prefix}/{self.name}"
            return {"model_name": self.name, "model": model}, False
        return {"model_name": name.replace("_", "-"), "model": f"{row.prefix}/{row.model}"}, True


def _keys(models: Any, version: int) -> Iterator[Operation]:
    """``api_key`` where PicoClaw leaves it, or loses what stands beside it: without a key, as a list, in version 2."""
    for index, model in enumerate(models if isinstance(models, list) else ()):
        if not isinstance(model, dict) or "api_key" not in model:
            continue
        at: Path = ("model_list", index)
        key, several = model["api_key"], model.get("api_keys")
        one, others = _places(key, (*at, "api_key")), _places(several, (*at, "api_keys"))
        if key in ("", None):
            if version == 2 or not others:
                yield Drop((*at, "api_key"), "it holds no key")
        elif isinstance(key, list) and one and not several:
            if "api_keys" in model:
                yield Drop((*at, "api_keys"), "it holds no key")
            yield Move((*at, "api_key"), (*at, "api_keys"))
        elif isinstance(key, str) and others is not None and (version == 2 or (isinstance(several, str) and others)):
            kept = [place for place in others if value_at(model, place[2:]) != key]
            yield Gather(((*at, "api_key"), *kept), (*at, "api_keys"))


def lost_keys(config: Mapping[str, Any], version: int) -> Iterator[Path]:
    """Yield what stands among ``api_keys`` and is no text: where ``api_key`` joins them, PicoClaw leaves it out."""
    models = config.get("model_list") if version < 2 else None
    for index, model in enumerate(models if isinstance(models, list) else ()):
        key = model.get("api_key") if isinstance(model, dict) else None
        if not isinstance(key, str) or not key:
            continue
        several, at = model.get("api_keys"), ("model_list", index, "api_keys")
        if isinstance(several, list):
            yield from ((*at, n) for n, item in enumerate(several) if not isinstance(item, str | None))
        elif not isinstance(several, str | None):
            yield at


def _channels(channels: dict[str, Any], types: Collection[str]) -> Iterator[Operation]:
    for name, entry in channels.items():
        if name in _GONE and name not in types and entry is not None:
            yield Drop(("channels", name), _GONE[name])


# Bindings, as PicoClaw turns them into dispatch rules.


def _bindings(config: Mapping[str, Any]) -> Iterator[Operation]:
    bindings, rules = config["bindings"], dispatch_rules(config)
    lost = len(bindings) - len(rules) if isinstance(bindings, list) else 0
    reason = "agents.dispatch.rules takes its place" if bindings else "there are none"
    if rules:
        yield Put(("agents", "dispatch", "rules"), rules, ("bindings",))
        if lost:
            reason += f"; PicoClaw made no rule of {lost} of them"
    elif bindings:
        reason = "PicoClaw made no rule of any of them"
    yield Drop(("bindings",), reason)


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
        known = links if isinstance(links, dict) else {}
        found = [_rule(_object(item), number, known) for number, item in enumerate(bindings, 1)]
    except _Unreadable:
        return []
    # The narrower ones come first: a peer, a guild, a team, an account, all accounts.
    kept = sorted((item for item in found if item is not None), key=lambda item: item[0])
    return [rule for _, rule in kept]


def says_no_more(bindings: Any, rules: Collection[Any]) -> bool:
    """Whether each of some bindings has become a rule, and holds nothing else."""
    known = {"agent_id", "match", *_TEXTS_OF_MATCH, "peer", "kind", "id"}
    waiting, keys = [*bindings], set[str]()
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            keys |= set(item)
            waiting += item.values()
    return len(bindings) == len(rules) and keys <= known


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
