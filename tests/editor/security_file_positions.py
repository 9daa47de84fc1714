"""Places in a security file where an editor is asked for something, and what it should answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from node_packages import language_server, run_node

# Where the cursor is.
CURSOR = "‸"
SCHEMA = Path(__file__).resolve().parents[2] / "schema/picoclaw_schema/published/security.schema.json"
_PLACEHOLDER = re.compile(r"\$\{\d+:([^}]*)\}|\$\d+")


class Position(NamedTuple):
    """A text, what is asked of it, and the answer.

    Attributes:
        name: where it is, for people.
        text: a security file, with the cursor in it if something is asked at a place.
        kind: ``completion``, ``hover`` or ``diagnostics``.
        expected: for completion, the labels in the order of the list; for hover, phrases of the text; for diagnostics,
            "line: phrase of the message" for each there is.
    """

    name: str
    text: str
    kind: str
    expected: tuple[str, ...]


class Answer(NamedTuple):
    """What the language server said: the parts of it that belong to the kind of question."""

    offers: tuple[dict[str, Any], ...] = ()
    hover: str = ""
    diagnostics: tuple[dict[str, Any], ...] = ()


_CHANNELS = (
    *("dingtalk", "discord", "feishu", "irc", "line", "matrix", "mqtt", "onebot", "pico", "pico_client", "qq"),
    *("slack", "slack_webhook", "teams_webhook", "telegram", "vk", "wecom", "weixin", "a channel"),
)
_ANY_SECRET = (
    *("access_token", "app_secret", "app_token", "bot_token", "channel_access_token", "channel_secret"),
    *("client_secret", "encrypt_key", "nickserv_password", "password", "sasl_password", "secret", "token"),
    *("username", "verification_token", "webhooks", "a secret"),
)
_PROVIDERS = ("baidu_search", "brave", "gemini", "glm_search", "kagi", "perplexity", "tavily")
_SECTIONS = ("model_list", "channel_list", "web", "skills")

COMPLETIONS = (
    Position("an empty file", "‸", "completion", _SECTIONS),
    Position("below a comment", "# keys\n‸", "completion", _SECTIONS),
    Position("the start of a section's name", "mod‸", "completion", _SECTIONS),
    Position("below another section", "web:\n  brave: {}\n‸", "completion", ("model_list", "channel_list", "skills")),
    Position("model_list, a new entry", "model_list:\n  ‸", "completion", ("a model",)),
    Position(
        "model_list, the next entry", "model_list:\n  gpt:\n    api_keys:\n      - a\n  ‸", "completion", ("a model",)
    ),
    Position("model_list, behind the colon", "model_list: ‸", "completion", ("a model",)),
    Position("an entry of model_list", "model_list:\n  gpt:\n    ‸", "completion", ("api_keys",)),
    Position("an entry with an index", "model_list:\n  gpt:1:\n    ‸", "completion", ("api_keys",)),
    Position("the start of a key", "model_list:\n  gpt:\n    api‸", "completion", ("api_keys",)),
    Position(
        "api_keys, behind the colon", "model_list:\n  gpt:\n    api_keys: ‸", "completion", ('["file://openai.key"]',)
    ),
    Position("a key of a model", "model_list:\n  gpt:\n    api_keys:\n      - ‸", "completion", ("file://",)),
    Position(
        "the next key of a model",
        "model_list:\n  gpt:\n    api_keys:\n      - a\n      - ‸",
        "completion",
        ("file://",),
    ),
    Position("channel_list, a new channel", "channel_list:\n  ‸", "completion", _CHANNELS),
    Position("channels, the older name", "channels:\n  ‸", "completion", _CHANNELS[:-1]),
    Position(
        "a telegram channel", "channel_list:\n  telegram:\n    ‸", "completion", ("settings", "settings with secrets")
    ),
    Position("telegram, behind the colon", "channel_list:\n  telegram: ‸", "completion", ("settings with secrets",)),
    Position(
        "settings of telegram",
        "channel_list:\n  telegram:\n    settings:\n      ‸",
        "completion",
        ("token", "all secrets"),
    ),
    Position(
        "the token of telegram", "channel_list:\n  telegram:\n    settings:\n      token: ‸", "completion", ("file://",)
    ),
    Position(
        "settings of feishu, after one of them",
        "channel_list:\n  feishu:\n    settings:\n      app_secret: file://feishu.key\n      ‸",
        "completion",
        ("encrypt_key", "verification_token"),
    ),
    Position(
        "settings of irc",
        "channel_list:\n  irc:\n    settings:\n      ‸",
        "completion",
        ("password", "nickserv_password", "sasl_password", "all secrets"),
    ),
    Position(
        "settings of slack",
        "channel_list:\n  slack:\n    settings:\n      ‸",
        "completion",
        ("bot_token", "app_token", "all secrets"),
    ),
    Position(
        "a webhook for teams",
        "channel_list:\n  teams_webhook:\n    settings:\n      webhooks:\n        team:\n          ‸",
        "completion",
        ("webhook_url",),
    ),
    Position(
        "settings of a channel without secrets", "channel_list:\n  maixcam:\n    settings:\n      ‸", "completion", ()
    ),
    Position("a channel with a name of its own", "channel_list:\n  mine:\n    ‸", "completion", ("settings",)),
    Position("settings of such a channel", "channel_list:\n  mine:\n    settings:\n      ‸", "completion", _ANY_SECRET),
    Position("web, a new provider", "web:\n  ‸", "completion", (*_PROVIDERS, "a search provider")),
    Position("a provider with a list of keys", "web:\n  brave:\n    ‸", "completion", ("api_keys", "a key")),
    Position("a key of such a provider", "web:\n  brave:\n    api_keys:\n      - ‸", "completion", ("file://",)),
    Position("a provider with a single key", "web:\n  gemini:\n    ‸", "completion", ("api_key", "a key")),
    Position("the key of such a provider", "web:\n  gemini:\n    api_key: ‸", "completion", ("file://",)),
    Position("skills", "skills:\n  ‸", "completion", ("registries", "a registry")),
    Position("registries", "skills:\n  registries:\n    ‸", "completion", ("clawhub", "github", "an entry")),
    Position("a registry", "skills:\n  registries:\n    clawhub:\n      ‸", "completion", ("auth_token", "a token")),
)

_KEYS_OF_BRAVE = "`tools.web.brave.api_keys`"
HOVERS = (
    Position(
        "model_list",
        "mod‸el_list:\n  gpt:\n    api_keys: [a]\n",
        "hover",
        ("by `model_name`", "`model_list[].api_keys`", "takes away the keys"),
    ),
    Position(
        "the name of a model",
        "model_list:\n  g‸pt:\n    api_keys: [a]\n",
        "hover",
        ("`NAME:0`", "takes away the keys"),
    ),
    Position(
        "api_keys of a model",
        "model_list:\n  gpt:\n    ap‸i_keys: [a]\n",
        "hover",
        ("with more than one, the others step in", "takes away the keys", "- file://openai.key"),
    ),
    Position(
        "a key of a model",
        "model_list:\n  gpt:\n    api_keys:\n      - fi‸le://a\n",
        "hover",
        ("`file://NAME`", "`enc://...`", "reads no further"),
    ),
    Position("channel_list", "channel‸_list:\n  telegram: {}\n", "hover", ("Secrets of channels",)),
    Position("channels, the older name", "chan‸nels:\n  telegram: {}\n", "hover", ("older name of `channel_list`",)),
    Position(
        "a channel",
        "channel_list:\n  tele‸gram: {}\n",
        "hover",
        ("secrets of a telegram channel: `token`", "under settings"),
    ),
    Position(
        "the token of telegram",
        "channel_list:\n  telegram:\n    settings:\n      to‸ken: a\n",
        "hover",
        ("BotFather", "`channel_list.telegram.settings.token`", "`PICOCLAW_CHANNELS_TELEGRAM_TOKEN`", "does not load"),
    ),
    Position(
        "a setting that is no secret",
        "channel_list:\n  telegram:\n    settings:\n      pro‸xy: a\n",
        "hover",
        ("no secret and belongs in `config.json`",),
    ),
    Position(
        "a secret of a channel with a name of its own",
        "channel_list:\n  mine:\n    settings:\n      to‸ken: a\n",
        "hover",
        ("discord, pico, pico_client, telegram, vk or weixin",),
    ),
    Position("web", "we‸b: {}\n", "hover", ("`tools.web`", "not under `tools`")),
    Position(
        "the keys of a search provider",
        "web:\n  brave: {api‸_keys: [a]}\n",
        "hover",
        (_KEYS_OF_BRAVE, "`PICOCLAW_TOOLS_WEB_BRAVE_API_KEYS`"),
    ),
    Position(
        "the key of a newer provider",
        "web:\n  kagi: {api‸_keys: [a]}\n",
        "hover",
        ("`tools.web.kagi.api_keys`", "Since 0.3.0"),
    ),
    Position(
        "the token of a registry",
        "skills:\n  registries:\n    clawhub: {auth‸_token: a}\n",
        "hover",
        ("`tools.skills.registries.clawhub.auth_token`",),
    ),
)

_CHANNEL = "channel_list:\n  telegram:\n    "
WRONG = (
    Position(
        "a key instead of a list", "model_list:\n  gpt:\n    api_keys: a\n", "diagnostics", ("3: A list of keys",)
    ),
    Position("api_key of a model", "model_list:\n  gpt:\n    api_key: a\n", "diagnostics", ("3: reads api_keys here",)),
    Position("a misspelt key of a model", "model_list:\n  gpt:\n    api_kyes: [a]\n", "diagnostics", ("3: api_keys",)),
    Position("model_list as a list", "model_list:\n  - api_keys: [a]\n", "diagnostics", ("2: not a list",)),
    Position("a model that is its key", "model_list:\n  gpt: a\n", "diagnostics", ("2: anything but a mapping",)),
    Position("a misspelt section", "modle_list: {}\n", "diagnostics", ("1: model_list, channel_list, web and skills",)),
    Position("tools", "tools:\n  web: {}\n", "diagnostics", ("1: under tools stands at the top here",)),
    Position("a file that is a list", "- a\n", "diagnostics", ("1: anything but a mapping",)),
    Position("the flat form of a channel", f"{_CHANNEL}token: a\n", "diagnostics", ("3: go under settings",)),
    Position(
        "a misspelt settings", f"{_CHANNEL}setings:\n      token: a\n", "diagnostics", ("3: reads settings here",)
    ),
    Position("a misspelt secret", f"{_CHANNEL}settings:\n      tokne: a\n", "diagnostics", ("4: reads token here",)),
    Position(
        "a secret in another case", f"{_CHANNEL}settings:\n      Token: a\n", "diagnostics", ("4: reads token here",)
    ),
    Position(
        "a number for a token", f"{_CHANNEL}settings:\n      token: 1\n", "diagnostics", ("4: quotes around a number",)
    ),
    Position("a list for a token", f"{_CHANNEL}settings:\n      token: [a]\n", "diagnostics", ("4: A text is needed",)),
    Position("settings as a list", f"{_CHANNEL}settings: [a]\n", "diagnostics", ("3: anything but a mapping",)),
    Position("a setting of the wrong type", f"{_CHANNEL}settings:\n      proxy: [a]\n", "diagnostics", ("4: string",)),
    Position(
        "a secret of another type of channel",
        "channel_list:\n  slack:\n    settings:\n      token: a\n",
        "diagnostics",
        ("4: bot_token and app_token",),
    ),
    Position(
        "a misspelt secret of a channel with a name of its own",
        "channel_list:\n  mine:\n    settings:\n      tokne: a\n",
        "diagnostics",
        ("4: No type of channel has this setting",),
    ),
    Position("channels as a list", "channel_list:\n  - telegram\n", "diagnostics", ("2: A mapping of channel names",)),
    Position("channel_list without channels", "channel_list:\n", "diagnostics", ("1: A mapping of channel names",)),
    Position("an unknown provider", "web:\n  bing: {api_key: a}\n", "diagnostics", ("2: baidu_search, brave",)),
    Position(
        "one key where a list is read", "web:\n  brave: {api_key: a}\n", "diagnostics", ("2: reads api_keys here",)
    ),
    Position(
        "a list where one key is read", "web:\n  gemini: {api_keys: [a]}\n", "diagnostics", ("2: reads api_key here",)
    ),
    Position(
        "a setting of a provider",
        "web:\n  brave:\n    api_keys: [a]\n    enabled: true\n",
        "diagnostics",
        ("4: api_keys",),
    ),
    Position("a registry that is its token", "skills:\n  registries: {github: a}\n", "diagnostics", ("2: auth_token",)),
    Position(
        "a reference to nothing", "web:\n  gemini: {api_key: file://}\n", "diagnostics", ("2: the name of a file",)
    ),
    Position(
        "a reference that leads out",
        "model_list:\n  gpt:\n    api_keys: [file://../openai.key]\n",
        "diagnostics",
        ("3: in the directory of config.json",),
    ),
)
RIGHT = (
    Position("an empty file", "", "diagnostics", ()),
    Position("nothing but a comment", "# keys\n", "diagnostics", ()),
    Position(
        "keys of models",
        "model_list:\n  gpt:\n    api_keys: [file://openai.key, enc://AAAA, plain]\n  gpt:1: {}\n",
        "diagnostics",
        (),
    ),
    Position("keys that are numbers", "model_list:\n  gpt:\n    api_keys: [123, true]\n", "diagnostics", ()),
    Position("a key that is still to be written", "model_list:\n  gpt:\n    api_keys:\n", "diagnostics", ()),
    Position(
        "channels, by type and by name",
        "channel_list:\n  telegram:\n    settings:\n      token: a\n  mine:\n    settings:\n      bot_token: a\n",
        "diagnostics",
        (),
    ),
    Position(
        "settings that are no secrets",
        f"{_CHANNEL}settings:\n      proxy: http://127.0.0.1\n      use_markdown_v2: true\n",
        "diagnostics",
        (),
    ),
    Position("channels under the older name", "channels:\n  pico:\n    settings: {token: a}\n", "diagnostics", ()),
    Position("search providers", "web:\n  brave: {api_keys: [a]}\n  gemini: {api_key: a}\n", "diagnostics", ()),
    Position(
        "registries, new and old",
        "skills:\n  registries: {clawhub: {auth_token: a}, mine: {auth_token: b}}\n  github: {token: c}\n"
        "  clawhub: {auth_token: d}\n",
        "diagnostics",
        (),
    ),
    Position("nothing in any section", "model_list:\nweb:\nskills:\n", "diagnostics", ()),
)

POSITIONS = (*COMPLETIONS, *HOVERS, *WRONG, *RIGHT)


def ask(positions: Iterable[Position]) -> list[Answer]:
    """Return what yaml-language-server says with the published schema, mapped by path as the guide tells people to."""
    chosen = list(positions)
    documents = [_document(number, position) for number, position in enumerate(chosen)]
    settings = {
        "schemas": {SCHEMA.as_uri(): "**/.picoclaw/.security.yml"},
        "schemaStore": {"enable": False},
        "validate": True,
        "completion": True,
        "hover": True,
    }
    given = {
        "server": language_server("yaml-language-server", "yaml-language-server"),
        "settings": {"yaml": settings},
        "documents": documents,
    }
    report = run_node("lsp.mjs", given=given)["documents"]
    return [_answer(report[document["uri"]]) for document in documents]


@cache
def answers() -> tuple[Answer, ...]:
    """Return what is said at each of the positions, in their order."""
    return tuple(ask(POSITIONS))


def rows() -> list[tuple[str, str, str]]:
    """Return (where, what is asked, what is answered) of each position, for a page."""
    return [
        (position.name, f"{position.kind}\n{position.text}", _told(position, answer))
        for position, answer in zip(POSITIONS, answers(), strict=True)
    ]


def inserted(text: str, offer: dict[str, Any]) -> str:
    """Return a text after an offer was taken, and nothing written over its places."""
    line, column = _cursor(text)
    lines = text.replace(CURSOR, "").split("\n")
    edit = offer["textEdit"]
    start, end = edit["range"]["start"], edit["range"]["end"]
    assert start["line"] == end["line"] == line
    before, after = lines[line][: start["character"]], lines[line][end["character"] :]
    # An editor indents further lines like the one that the cursor is in.
    indent = " " * (len(before) - len(before.lstrip(" ")))
    new = _PLACEHOLDER.sub(lambda match: match[1] or "", edit["newText"]).replace("\n", f"\n{indent}")
    assert column >= start["character"]
    return "\n".join([*lines[:line], before + new + after, *lines[line + 1 :]])


def _document(number: int, position: Position) -> dict[str, Any]:
    asks = []
    if CURSOR in position.text:
        line, column = _cursor(position.text)
        asks = [{"id": kind, "kind": kind, "line": line, "character": column} for kind in ("completion", "hover")]
    return {
        "uri": f"file:///home/{number}/.picoclaw/.security.yml",
        "language": "yaml",
        "text": position.text.replace(CURSOR, ""),
        "asks": asks,
    }


def _cursor(text: str) -> tuple[int, int]:
    before = text[: text.index(CURSOR)].split("\n")
    return len(before) - 1, len(before[-1])


def _answer(report: dict[str, Any]) -> Answer:
    known = report["answers"]
    hover = ((known.get("hover") or {}).get("contents") or {}).get("value", "")
    # Above stands the title of the schema, and below where it came from.
    text = re.sub(r"^#### .*\n+", "", hover).partition("\n\nSource: ")[0]
    return Answer(tuple(known.get("completion", ())), text, tuple(report["diagnostics"]))


def _told(position: Position, answer: Answer) -> str:
    if position.kind == "completion":
        return "\n".join(offer["label"] for offer in answer.offers) or "nothing"
    if position.kind == "hover":
        return answer.hover
    return (
        "\n".join(f"{mark['range']['start']['line'] + 1}: {mark['message']}" for mark in answer.diagnostics)
        or "nothing"
    )
