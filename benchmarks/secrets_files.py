"""Configs with made-up secrets, and configs with what only looks like one: the files of ``secrets_recall.py``.

Every format of ``tests/secrets/samples.py`` comes to every place where PicoClaw's configs have secrets in practice
(docs/picoclaw.md part 4), in every config version and in several layouts. Nothing here looks like a secret itself.
"""

from __future__ import annotations

import base64
import json
import random
import re
import string
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from check_speed import clean_config

from picoclaw_schema import catalogue, shape_for

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests/secrets"))

from samples import ALPHANUMERIC, FORMATS, HEX, PLAIN, URL_SAFE, Make, number, text, uuid

Pointer = tuple[str | int, ...]
MARK = "MARK"
SECRETS_A_FILE = 24


def password(rng: random.Random) -> str:
    """Return a password as people make them up."""
    words = ("horse", "Battery", "staple", "moon", "Garden", "river", "Falcon", "copper")
    return f"{rng.choice(words)}-{rng.choice(words)}{number(rng, rng.choice((2, 4)))}{rng.choice('!$%+')}"


class Place(NamedTuple):
    """Where a secret may stand.

    Attributes:
        path: where the template is put in the config.
        template: a JSON value; in one of its texts MARK stands for the secret.
        versions: the config versions that have the place.
        kind: ``slot``, ``named``, ``address`` (a part of a URL) or ``text`` (nothing but the format tells).
    """

    path: Pointer
    template: Any
    versions: tuple[int, ...] = (0, 1, 2, 3)
    kind: str = "named"


def slots() -> Iterator[Place]:
    """Yield every field that the models of the latest release mark secret, as each config version writes it."""
    for version in (0, 1, 2, 3):
        shape = shape_for(version, "main")
        for path, kind in _secret_fields(shape, shape.root, ()):
            yield Place(path, [MARK] if kind == "secrets" else MARK, (version,), "slot")
    shape = shape_for(3, "main")
    for channel, (settings, _, _) in shape.channels.items():
        for path, kind in _secret_fields(shape, settings, ()):
            value = [MARK] if kind == "secrets" else MARK
            yield Place(("channel_list", channel, "settings", *path), value, (3,), "slot")
            yield Place(("channels", channel, *path), value, (0, 1, 2), "slot")
    yield Place(("model_list", 0, "api_keys"), [MARK], (0, 1, 2), "slot")
    yield Place(("model_list", 1, "api_key"), MARK, kind="slot")
    yield Place(("model_list", 2, "api_keys"), ["[NOT_HERE]", MARK], kind="slot")
    yield Place(("model_list", 3, "api_keys"), MARK, kind="slot")
    yield Place(("channel_list", "my-second-bot"), {"type": "telegram", "settings": {"token": MARK}}, (3,), "slot")
    yield Place(("channel_list", "flat"), {"type": "discord", "token": MARK}, (3,), "slot")


def _secret_fields(shape: Any, type_name: str, path: Pointer) -> Iterator[tuple[Pointer, str]]:
    spec = shape.types[type_name]
    kind = spec["kind"]
    if kind in ("secret", "secrets"):
        yield path, kind
    elif kind == "object":
        for key, (of, since) in spec["fields"].items():
            if since <= shape.rank:
                yield from _secret_fields(shape, of, (*path, key))
    elif kind == "text-or-object":
        yield from _secret_fields(shape, spec["of"], path)
    elif kind in ("map", "array", "registries"):
        if kind != "array":
            yield from _secret_fields(shape, spec["of"], (*path, "clawhub"))
        if kind != "map":
            yield from _secret_fields(shape, spec["of"], (*path, 0))


PROVIDERS = ("openai", "anthropic", "deepseek", "qwen-portal", "zhipu", "volcengine", "mistral", "azure")
MODEL = ("model_list", 4)
SERVERS = ("tools", "mcp", "servers")
HOOK = ("hooks", "processes", "guard")
URLS = (
    ("proxy", f"http://joe:{MARK}@proxy.example.com:3128"),
    ("api_base", f"https://joe:{MARK}@llm.example.com/v1"),
    ("api_base", f"https://llm.example.com/v1?api_key={MARK}"),
    ("api_base", f"https://llm.example.com/v1?version=2&key={MARK}&x=1"),
)
FREE: tuple[Place, ...] = (
    *(Place((*MODEL, key), url, kind="address") for key, url in URLS),
    Place(("tools", "web", "proxy"), f"socks5://joe:{MARK}@10.0.0.2:1080", kind="address"),
    Place(("tools", "web", "searxng", "base_url"), f"https://joe:{MARK}@search.example.com", kind="address"),
    Place(("tools", "skills", "github", "proxy"), f"http://joe:{MARK}@proxy.example.com:80", kind="address"),
    Place(("channel_list", "telegram", "settings", "proxy"), f"http://joe:{MARK}@127.0.0.1:7890", (3,), "address"),
    Place(("channel_list", "discord", "settings", "proxy"), f"joe:{MARK}@127.0.0.1:7890", (3,), "address"),
    Place(("channel_list", "telegram", "settings", "base_url"), f"https://x:{MARK}@tg.example.com", (3,), "address"),
    Place(("channel_list", "pico_client", "settings", "url"), f"wss://h.example/ws?token={MARK}", (3,), "address"),
    Place(("channel_list", "mqtt", "settings", "broker"), f"ssl://bot:{MARK}@mqtt.example.com:8883", (3,), "address"),
    Place(("channel_list", "matrix", "settings", "crypto_passphrase"), MARK, (3,)),
    Place(("channels", "matrix", "crypto_passphrase"), MARK, (0, 1, 2)),
    Place(("voice", "elevenlabs_api_key"), MARK),
    Place((*MODEL, "custom_headers", "Authorization"), f"Bearer {MARK}"),
    Place((*MODEL, "custom_headers", "X-API-Key"), MARK),
    Place((*MODEL, "custom_headers", "api-key"), MARK),
    Place((*MODEL, "custom_headers", "Cookie"), f"session={MARK}; theme=dark"),
    Place((*MODEL, "custom_headers", "X-Note"), MARK, kind="text"),
    Place((*MODEL, "extra_body", "api_key"), MARK),
    Place((*MODEL, "extra_body", "user"), MARK, kind="text"),
    Place((*MODEL, "extra_body", "metadata"), {"auth": {"access_token": MARK}}),
    Place((*SERVERS, "github", "env", "GITHUB_PERSONAL_ACCESS_TOKEN"), MARK),
    Place((*SERVERS, "github", "env", "OPENAI_API_KEY"), MARK),
    Place((*SERVERS, "github", "env", "AWS_SECRET_ACCESS_KEY"), MARK),
    Place((*SERVERS, "github", "env", "DB_PASSWORD"), MARK),
    Place((*SERVERS, "github", "env", "DATABASE_URL"), f"postgresql://bot:{MARK}@db.example.com/x", kind="address"),
    Place((*SERVERS, "github", "env", "PROFILE"), MARK, kind="text"),
    Place((*SERVERS, "remote", "headers", "Authorization"), f"Bearer {MARK}"),
    Place((*SERVERS, "remote", "headers", "Proxy-Authorization"), f"Basic {MARK}"),
    Place((*SERVERS, "remote", "headers", "X-Auth-Token"), MARK),
    Place((*SERVERS, "remote", "url"), f"https://mcp.example.com/sse?token={MARK}", kind="address"),
    Place((*SERVERS, "keyed", "url"), f"https://mcp.example.com/sse?apiKey={MARK}", kind="address"),
    Place((*SERVERS, "signed", "url"), f"https://mcp.example.com/mcp?x=1&sig={MARK}", kind="address"),
    Place((*SERVERS, "db", "args"), ["-y", "server-postgres", f"postgresql://u:{MARK}@db/x"], kind="address"),
    Place((*SERVERS, "option", "args"), ["-y", "server", "--api-key", MARK]),
    Place((*SERVERS, "equals", "args"), ["-y", "server", f"--access-token={MARK}"], kind="address"),
    Place((*SERVERS, "docker", "args"), ["run", "-e", f"SLACK_BOT_TOKEN={MARK}", "mcp/slack"], kind="address"),
    Place((*SERVERS, "header", "args"), ["mcp-remote", "--header", f"Authorization: Bearer {MARK}"]),
    Place((*SERVERS, "plain", "args"), ["-y", "server", MARK], kind="text"),
    Place((*SERVERS, "shell", "command"), f"API_TOKEN={MARK} npx server", kind="address"),
    Place((*HOOK, "env", "WEBHOOK_SECRET"), MARK),
    Place((*HOOK, "env", "API_TOKEN"), MARK),
    Place((*HOOK, "command"), ["/usr/bin/guard", "--token", MARK]),
    Place(("hooks", "processes", "curl", "command"), ["curl", "-H", f"X-Api-Key: {MARK}", "https://x.example"]),
    Place(("tools", "skills", "registries", "clawhub", "param", "api_token"), MARK),
    Place(("tools", "skills", "registries", "clawhub", "proxy"), f"http://j:{MARK}@p.example:80", kind="address"),
    Place(("tools", "skills", "registries", "own", "token"), MARK),
    Place(("_comment", "old"), {"token": MARK}),
    Place(("providers", "openai"), {"api_key": MARK, "api_base": ""}),
    Place(("my_notes",), {"list": ["first", MARK]}, kind="text"),
    Place(("agents", "defaults", "openai_api_key"), MARK),
    Place(("gateway", "auth_token"), MARK),
    Place(("tools", "web", "serper", "apiKey"), MARK),
    Place(("tools", "web", "exa", "api_keys"), [MARK]),
)
PLACES = (*slots(), *FREE)
_FOR_ADDRESSES = re.compile(r"[\w.~%:-]+")


def formats_for(place: Place) -> list[Make]:
    """Return what may stand at a place: where only the format can tell, one that tells."""
    made = [make for _, make in FORMATS]
    if place.kind == "text":
        return made
    made += [make for _, make in PLAIN]
    if place.kind == "address":
        # Others would have to be escaped in a URL.
        rng = random.Random(0)
        return [make for make in made if all(_FOR_ADDRESSES.fullmatch(make(rng)) for _ in range(40))]
    return [*made, password]


class Planted(NamedTuple):
    """A secret in a file: the pointer of the text that holds it, what it is and its lines."""

    pointer: str
    secret: str
    line: int
    place: str


class Made(NamedTuple):
    """A file and the secrets in it."""

    text: str
    planted: tuple[Planted, ...]


def positives(files: int) -> Iterator[Made]:
    """Yield configs with secrets; each place goes through all formats, file by file."""
    turns = [0] * len(PLACES)
    makes = [formats_for(place) for place in PLACES]
    for seed in range(files):
        rng = random.Random(f"positive {seed}")
        version = (3, 3, 2, 1, 0)[seed % 5]
        config = _frame(version, rng)
        planted: list[tuple[Pointer, str]] = []
        here = [index for index, place in enumerate(PLACES) if version in place.versions]
        # Those that had the fewest turns first, so that all have their share.
        rng.shuffle(here)
        here.sort(key=lambda index: turns[index] / len(makes[index]))
        for index in here:
            place = PLACES[index]
            secret = makes[index][turns[index] % len(makes[index])](rng)
            if _put(config, place.path, _filled(place.template, secret)):
                planted.append((place.path + (_mark(place.template) or ()), secret))
                turns[index] += 1
            if len(planted) == SECRETS_A_FILE:
                break
        layout = LAYOUTS[seed // 5 % len(LAYOUTS)]
        yield _located(layout(config), planted)


def _frame(version: int, rng: random.Random) -> dict[str, Any]:
    """Return a config of the usual size without secrets."""
    frame = clean_config(rng.randrange(1000))
    models = [{"model_name": f"model-{index}", "model": f"{rng.choice(PROVIDERS)}/model-{index}"} for index in range(5)]
    frame["model_list"] = [*models, *frame["model_list"]]
    frame["version"] = version
    if version < 3:
        channels = frame.pop("channel_list")
        frame["channels"] = {
            name: {"enabled": False, "allow_from": entry["allow_from"]} for name, entry in channels.items()
        }
    return frame


def _filled(template: Any, secret: str) -> Any:
    if isinstance(template, str):
        return template.replace(MARK, secret)
    if isinstance(template, list):
        return [_filled(item, secret) for item in template]
    return {key: _filled(item, secret) for key, item in template.items()}


def _mark(template: Any) -> Pointer | None:
    """Return where in a template the mark is."""
    if isinstance(template, str):
        return () if MARK in template else None
    members = template.items() if isinstance(template, dict) else enumerate(template)
    return next(((key, *inside) for key, item in members if (inside := _mark(item)) is not None), None)


def _put(config: Any, path: Pointer, value: Any) -> bool:
    """Put a value at a path, making objects and arrays on the way; False if something else is there."""
    for key, following in pairwise(path):
        empty: Any = [] if isinstance(following, int) else {}
        if isinstance(config, list) and isinstance(key, int):
            if key == len(config):
                config.append(empty)
            config = config[key]
        elif isinstance(config, dict):
            config = config.setdefault(key, empty)
        else:
            return False
        if type(config) is not type(empty):
            return False
    last = path[-1]
    if isinstance(config, dict) and last not in config:
        config[last] = value
        return True
    return False


def _located(whole: str, planted: list[tuple[Pointer, str]]) -> Made:
    found = []
    for pointer, secret in planted:
        written = json.dumps(secret)[1:-1]
        at = whole.find(written)
        if at < 0:
            at = whole.index(written.replace("/", "\\/"))
        line = whole.count("\n", 0, at) + 1
        names = "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in pointer)
        found.append(Planted(names, secret, line, ".".join(map(str, pointer))))
    return Made(whole, tuple(found))


def _inline_arrays(config: Any) -> str:
    indented = json.dumps(config, indent=2)
    return re.sub(r"\[\s+((?:\"[^\"]*\",?\s*)+)\]", lambda match: "[" + " ".join(match[1].split()) + "]", indented)


LAYOUTS: tuple[Callable[[Any], str], ...] = (
    lambda config: json.dumps(config, indent=2) + "\n",
    lambda config: json.dumps(config, separators=(",", ":")),
    lambda config: json.dumps(config) + "\n",
    _inline_arrays,
    lambda config: json.dumps(config, indent=4).replace("\n", "\r\n"),
    lambda config: json.dumps(config, indent="\t") + "\n",
    lambda config: json.dumps(config, indent=2).replace("/", "\\/"),
    lambda config: json.dumps(config, indent=2).replace("{\n", "{\n  // kept by hand\n", 1),
)


def _model(**fields: Any) -> dict[str, Any]:
    return {"model_list": [{"model_name": "a", "model": "openai/gpt-5.4", **fields}]}


def _models(values: list[str]) -> dict[str, Any]:
    return {
        "model_list": [
            {"model_name": f"m{i}", "model": "openai/gpt-5.4", "api_keys": [v]} for i, v in enumerate(values)
        ],
        "channel_list": {
            "telegram": {"settings": {"token": values[-1]}},
            "slack": {"settings": {"bot_token": values[0]}},
        },
        "voice": {"elevenlabs_api_key": values[0]},
    }


def _server(**fields: Any) -> dict[str, Any]:
    return {"tools": {"mcp": {"servers": {"one": {"enabled": True, "command": "npx", **fields}}}}}


PLACEHOLDERS = (
    "YOUR_TELEGRAM_BOT_TOKEN|YOUR_API_KEY|your-groq-key|Your API Key|sk-your-openai-key|sk-ant-your-key|"
    "sk-or-v1-YOUR_OPENROUTER_KEY|sk-or-your-openrouter-key|sk-your-actual-api-key-here|sk-key1|sk-key2|key-1|"
    "single-key-here|sk-main|sk-light|sk-backup-1|xoxb-YOUR-BOT-TOKEN|xapp-YOUR-APP-TOKEN|value|mytoken|OMITTED|"
    "Bearer YOUR_TOKEN|YOUR_APP_SECRET|YOUR_CLIENT_SECRET|YOUR_CHANNEL_ACCESS_TOKEN|your-azure-api-key|"
    "YOUR_BRAVE_API_KEY|pplx-your-key|nvapi-your-key|YOUR_GITHUB_TOKEN|your_tavily_key|<your-api-key>|insert-key-here"
).split("|")
MASKED = (
    "sk-...|sk-xxx|sk-or-v1-xxx|gsk_xxx|pplx-xxx|ctx7sk-xx|BSA...|xoxb-...|ya29...|1//...|123456:ABC...|xxx|...|****|"
    "xai-xxxxxxxx|sk-ant-xxx|nvapi-xxx|hf_xxx|REDACTED|sk-ant-api03-xxxxxxxxxxxxxxxxxxxxxxxx|AIzaSyxxx|AIza..."
).split("|")
SEQUENCES = (
    "123456:ABC-DEF|123456789:ABCdefGHIjklMNOpqrsTUVwxyz|1234567890:ABCdefGHIjklMNOpqrsTUVwxyz|1234567890abcdef|"
    "00000000000000000000000000000000|xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx|abcdefghijklmnopqrstuvwxyz|12345678|sk-1234567890"
).split("|")
DUMMIES = "EMPTY|none|ollama|lm-studio|sk-no-key-required|test|dummy|changeme|not-needed|vllm|local|no-key|null".split(
    "|"
)
TEMPLATES = (
    "{{.Env.OPENAI_API_KEY}}|{{ secrets.KEY }}|<OPENAI_API_KEY>|<token>|%s|$(cat key)|__API_KEY__|{api_key}|"
    "{% key %}|{{ vault_openai_key }}|[YOUR KEY]|<%= ENV['KEY'] %>|@@API_KEY@@|#{API_KEY}#"
).split("|")
VARIABLES = (
    "${OPENAI_API_KEY}|$OPENAI_API_KEY|env:OPENAI_API_KEY|${KEY:-}|process.env.KEY|%API_KEY%|$env:API_KEY".split("|")
)


def _example(rng: random.Random) -> dict[str, Any]:
    """PicoClaw's own example file, its style."""
    return {
        "_comment": "copy this file to ~/.picoclaw/config.json",
        "agents": {"defaults": {"workspace": "~/.picoclaw/workspace", "model_name": "gpt-5.4"}},
        "model_list": [
            {"model_name": "gpt-5.4", "model": "openai/gpt-5.4", "api_keys": ["sk-your-openai-key"], "rpm": 30},
            {"model_name": "claude", "model": "anthropic/claude-sonnet-4.6", "api_keys": ["sk-ant-your-key"]},
            {"model_name": "or", "model": "openrouter/auto", "api_keys": ["sk-or-v1-YOUR_OPENROUTER_KEY"]},
            {"model_name": "azure", "model": "azure/my-deployment", "api_keys": ["your-azure-api-key"]},
            {"model_name": "backup", "model": "deepseek/deepseek-chat", "api_keys": ["sk-key1", "sk-key2"]},
        ],
        "channel_list": {
            "telegram": {"settings": {"token": "YOUR_TELEGRAM_BOT_TOKEN", "proxy": ""}, "allow_from": ["YOUR_USER_ID"]},
            "slack": {"settings": {"bot_token": "xoxb-YOUR-BOT-TOKEN", "app_token": "xapp-YOUR-APP-TOKEN"}},
            "feishu": {"settings": {"app_id": "YOUR_APP_ID", "app_secret": "YOUR_APP_SECRET"}},
            "line": {"settings": {"channel_secret": "YOUR_LINE_CHANNEL_SECRET"}},
            "matrix": {"settings": {"user_id": "@bot:matrix.org", "access_token": "YOUR_MATRIX_ACCESS_TOKEN"}},
        },
        "tools": {
            "web": {"brave": {"enabled": False, "api_key": "YOUR_BRAVE_API_KEY", "api_keys": ["YOUR_BRAVE_API_KEY"]}},
            "mcp": {
                "servers": {
                    "context7": {"headers": {"CONTEXT7_API_KEY": "ctx7sk-xx"}, "url": "https://mcp.context7.com/mcp"},
                    "postgres": {"args": ["-y", "server", "postgresql://user:password@localhost/dbname"]},
                    "github": {"env": {"GITHUB_PERSONAL_ACCESS_TOKEN": "YOUR_GITHUB_TOKEN"}},
                    "slack": {
                        "env": {"SLACK_BOT_TOKEN": "YOUR_SLACK_BOT_TOKEN", "SLACK_TEAM_ID": "YOUR_SLACK_TEAM_ID"}
                    },
                }
            },
        },
        "devices": {"enabled": False, "seed": rng.randrange(1000)},
    }


def _prose(rng: random.Random) -> str:
    words = (
        "the token is in the vault ask for the password when needed key secret never show an api_key to users".split()
    )
    return " ".join(rng.choice(words) for _ in range(40)) + ". Set password= in the form; token: see the docs."


def _aws() -> tuple[str, str]:
    return "AKIAIOSFODNN7" + "EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCY" + "EXAMPLEKEY"


def _base64(rng: random.Random, size: int) -> str:
    return base64.b64encode(rng.randbytes(size)).decode()


def _hub(rng: random.Random) -> list[str]:
    return rng.sample(sorted(catalogue("models")["providers"]["openai"]), 8)


# Thirty kinds of files without a secret.
NEGATIVES: dict[str, Callable[[random.Random], Any]] = {
    "PicoClaw's example": _example,
    "placeholders": lambda rng: _models(rng.sample(PLACEHOLDERS, 12)),
    "masked keys": lambda rng: _models(rng.sample(MASKED, 12)),
    "sequences and runs": lambda rng: _models(rng.sample(SEQUENCES, 8)),
    "dummies of local servers": lambda rng: _models(rng.sample(DUMMIES, 8)),
    "template forms": lambda rng: _models(rng.sample(TEMPLATES, 8)),
    "variables": lambda rng: _models(rng.sample(VARIABLES, 6)),
    "references": lambda rng: _models(
        ["file://keys/openai.key", f"enc://{_base64(rng, 60)}", "[NOT_HERE]", "enc://AAAA...base64...", ""]
    ),
    "texts that are not ASCII": lambda rng: _models(["你的API密钥", "ваш ключ", "ここにキーを入力", "clé à remplir"]),
    "git commits": lambda rng: {
        "build_info": {"commit": text(rng, HEX, 40), "short": text(rng, HEX, 7), "tag": "v0.3.0"},
        "tools": {"skills": {"registries": {"own": {"url": f"https://x.example/{text(rng, HEX, 40)}.tar.gz"}}}},
    },
    "sha256": lambda rng: _server(
        args=["run", f"mcp/fetch@sha256:{text(rng, HEX, 64)}"], checksum=text(rng, HEX, 64), md5=text(rng, HEX, 32)
    ),
    "integrity": lambda rng: _server(integrity=f"sha512-{_base64(rng, 64)}", args=[f"sha384-{_base64(rng, 48)}"]),
    "AWS's documentation": lambda rng: _server(
        env=dict(zip(("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"), _aws(), strict=True))
    ),
    "fine-tunes": lambda rng: _model(
        model=f"openai/ft:gpt-4o-mini-2024-07-18:acme:custom-model-name:{text(rng, ALPHANUMERIC, 8)}",
        fallbacks=[
            f"ft:gpt-4o-2024-08-06:org-{text(rng, ALPHANUMERIC, 24)}::{text(rng, ALPHANUMERIC, 8)}:ckpt-step-90"
        ],
    ),
    "UUIDs": lambda rng: {
        "agents": {"list": [{"id": uuid(rng), "name": "x"}], "defaults": {"model_name": uuid(rng)}},
        "session": {"id": uuid(rng), "tenant_id": uuid(rng)},
        "tools": {"mcp": {"servers": {"x": {"args": ["--project", uuid(rng)], "env": {"AZURE_TENANT_ID": uuid(rng)}}}}},
    },
    "keys of a cache": lambda rng: _model(
        extra_body={
            "prompt_cache_key": f"picoclaw-{text(rng, ALPHANUMERIC, 20)}",
            "idempotency_key": uuid(rng),
            "cache_key": text(rng, HEX, 32),
            "seed": 7,
        }
    ),
    "names of variables": lambda rng: {
        **_model(api_key_env="OPENAI_API_KEY", key_env="GROQ_KEY"),
        "hooks": {"processes": {"x": {"env": {"TOKEN_ENV": "GITHUB_TOKEN", "API_KEY_VAR": "OPENAI_API_KEY"}}}},
    },
    "paths": lambda rng: _server(
        args=["--key", "/home/me/.ssh/id_ed25519", "--token-file=/run/secrets/token", "--cert=./tls/server.crt"],
        env={
            "SSH_KEY": "~/.ssh/id_ed25519",
            "TLS_KEY": "/etc/ssl/private/server.key",
            "TOKEN": "/run/secrets/github_token",
            "GOOGLE_APPLICATION_CREDENTIALS": "keys/service.json",
            "KEY": "C:\\Users\\me\\key.pem",
            "SSH_AUTH_SOCK": f"/tmp/ssh-{text(rng, ALPHANUMERIC, 10)}/agent.{number(rng, 4)}",
        },
    ),
    "images": lambda rng: _model(extra_body={"image": f"data:image/png;base64,{_base64(rng, 3000)}"}),
    "models of a hub": lambda rng: {
        "model_list": [
            *({"model_name": f"m-{index}", "model": name} for index, name in enumerate(_hub(rng))),
            {"model_name": "l", "model": "novita/meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8"},
            {"model_name": "q", "model": "siliconflow/Qwen/Qwen3-Coder-480B-A35B-Instruct-2507-fp8-tput"},
            {"model_name": "risk-assessment-model-with-a-long-name-2026-07", "model": "ollama/x:q4_K_M"},
        ]
    },
    "ids of people and chats": lambda rng: {
        "channel_list": {
            "telegram": {"allow_from": [number(rng, 10), f"-100{number(rng, 10)}", "@some_user_name"], "settings": {}},
            "discord": {"allow_from": [number(rng, 18), number(rng, 19)], "settings": {}},
            "slack": {"allow_from": [f"U0{text(rng, string.ascii_uppercase, 9)}", "C0123456789"], "settings": {}},
            "matrix": {
                "allow_from": ["@joe:matrix.org"],
                "settings": {"room": f"!{text(rng, ALPHANUMERIC, 18)}:x.org"},
            },
            "feishu": {"allow_from": [f"ou_{text(rng, HEX, 32)}"], "settings": {"app_id": f"cli_{text(rng, HEX, 16)}"}},
            "dingtalk": {"settings": {"client_id": f"ding{text(rng, HEX, 16)}"}},
            "wecom": {"settings": {"bot_id": f"aib{text(rng, URL_SAFE, 20)}"}},
        }
    },
    "addresses": lambda rng: {
        **_model(
            api_base="https://me@llm.example.com:8443/v1?api-version=2024-10-21&model=a", proxy="http://10.0.0.1:80"
        ),
        "tools": {
            "mcp": {
                "servers": {
                    "a": {"url": "https://mcp.example.com/@scope/server?x=a@b&page_token=2&sort_key=name"},
                    "b": {"args": ["-y", "@scope/server@1.2.3", "git+ssh://git@github.com/a/b.git", "a:b"]},
                }
            }
        },
    },
    "samples of addresses": lambda rng: {
        **_model(proxy="http://user:pass@proxy.example.com:8080", api_base="https://x.example/v1?key=YOUR_KEY"),
        "channel_list": {
            "slack_webhook": {
                "settings": {
                    "webhooks": {
                        "default": {"webhook_url": "https://hooks.slack.com/services/T00000000/B00000000/" + "X" * 24}
                    }
                }
            }
        },
        "tools": {"mcp": {"servers": {"db": {"args": ["postgresql://user:password@localhost/dbname"]}}}},
    },
    "public keys": lambda rng: _server(
        env={
            "PUBLIC_KEY": f"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5{_base64(rng, 33)}",
            "SIGNING_PUBLIC_KEY": _base64(rng, 32),
            "FINGERPRINT": ":".join(text(rng, "0123456789ABCDEF", 2) for _ in range(32)),
        }
    ),
    "names that sound secret": lambda rng: _server(
        env={
            "REQUIRE_PASSWORD": "true",
            "TOKEN_LIMIT": "120000",
            "KEY_PREFIX": "session",
            "AUTH": "required",
            "HOTKEY": "ctrl+k",
            "MONKEY": "banana-split",
            "PASSWORD_MIN_LENGTH": "12",
            "AUTH_TYPE": "basic",
        },
        args=["--no-auth", "--auth=none", "--max-token=4096", "--key=id"],
    ),
    "tokens of a tokenizer": lambda rng: _model(
        max_tokens_field="max_completion_tokens",
        extra_body={"stop_token": "<|endoftext|>", "eos_token": "</s>", "pad_token": "[PAD]", "bos_token": "<s>"},
    ),
    "patterns": lambda rng: {
        "tools": {
            "exec": {
                "custom_deny_patterns": [
                    "(?i)api[_-]?key\\s*=",
                    "\\bpassword=\\S+",
                    "sk-[a-z0-9]{20,}",
                    "--token=[^ ]+",
                ],
                "custom_allow_patterns": ["^git clone https://[^:@]+@"],
            }
        }
    },
    "shell": lambda rng: _server(
        command="sh",
        args=[
            "-c",
            'export TOKEN=$TOKEN; API_KEY=${API_KEY} exec server --token=$(cat /run/secrets/token) --key="$KEY"',
        ],
    ),
    "prose": lambda rng: {
        **_model(system_prompt=_prose(rng)),
        "agents": {"defaults": {"model_name": "a"}, "list": [{"id": "main", "name": _prose(rng)}]},
        "notes": [
            _prose(rng),
            "see sk-assistant-configuration notes for my-team",
            "task-runner-of-the-night-shift-2026",
        ],
    },
    "a file that names none": lambda rng: {
        "agents": {"defaults": {"workspace": f"~/claw-{number(rng, 4)}", "model_name": "local"}},
        "model_list": [{"model_name": "local", "model": "ollama/llama3.2", "api_base": "http://localhost:11434/v1"}],
        "gateway": {"host": "localhost", "port": 18790},
        "channel_list": {"telegram": {"enabled": False, "settings": {"token": "", "base_url": ""}}},
    },
}


def negatives(files: int) -> Iterator[tuple[str, str]]:
    """Yield kinds and configs without secrets, all kinds in turn."""
    kinds = list(NEGATIVES.items())
    for seed in range(files):
        kind, make = kinds[seed % len(kinds)]
        rng = random.Random(f"negative {seed}")
        config = _frame(3, rng)
        _merge(config, make(rng))
        yield kind, LAYOUTS[seed // len(kinds) % len(LAYOUTS)](config)


def _merge(config: dict[str, Any], other: dict[str, Any]) -> None:
    for key, value in other.items():
        if isinstance(value, dict) and isinstance(config.get(key), dict):
            _merge(config[key], value)
        elif isinstance(value, list) and isinstance(config.get(key), list):
            config[key] = value + config[key]
        else:
            config[key] = value
