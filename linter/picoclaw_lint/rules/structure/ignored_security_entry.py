"""The rule ``ignored-security-entry``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from picoclaw_lint.document.pointer import dotted
from picoclaw_lint.nearest import nearest
from picoclaw_lint.rule import Bad, Good, Hit, rule

if TYPE_CHECKING:
    from picoclaw_lint.security_file import SecurityFile
    from picoclaw_lint.structure.security_layout import Unread

_CONFIG = (
    '{"version": 3, "model_list": [{"model_name": "main", "model": "openai/gpt-4o"}], '
    '"channel_list": {"telegram": {"enabled": true}}}'
)
_LISTS = ("api_keys",)


@rule(
    kind="security",
    severity="warning",
    impact="ignored",
    examples=[
        Bad(
            "channel_list:\n  telegram:\n    «token»: <telegram token>\n",
            "PicoClaw ignores channel_list.telegram.token in .security.yml: a channel's secrets go under settings",
            config=_CONFIG,
        ),
        Bad(
            "«tools»:\n  web:\n    brave:\n      api_keys: [<any key>]\n",
            "PicoClaw ignores tools in .security.yml: what the config has under tools stands at the top here",
            config=_CONFIG,
        ),
        Bad(
            "model_list:\n  main:\n    «api_key»: <openai key>\n",
            "PicoClaw ignores model_list.main.api_key in .security.yml: it reads api_keys here, a list",
            config=_CONFIG,
        ),
        Bad(
            "model_list:\n  «mian»:\n    api_keys: [<openai key>]\n",
            "PicoClaw ignores model_list.mian in .security.yml: the config has no model of this name; "
            'did you mean "main"?',
            config=_CONFIG,
        ),
        Bad(
            "model_list:\n  «main:1»:\n    api_keys: [<openai key>]\n",
            "PicoClaw ignores model_list.main:1 in .security.yml: entries of this name are counted from 0, and the "
            "config has 1",
            config=_CONFIG,
        ),
        Bad(
            "«modle_list»:\n  main:\n    api_keys: [<openai key>]\n",
            "PicoClaw ignores modle_list in .security.yml: it reads model_list, channel_list, web and skills here; "
            'did you mean "model_list"?',
        ),
        Bad(
            "«model_list»:\n  - model_name: main\n    api_keys: [<openai key>]\n",
            "PicoClaw ignores model_list in .security.yml: a mapping of model names is needed here, not a list",
            config=_CONFIG.replace("3", "2", 1),
        ),
        Good("channel_list:\n  telegram:\n    settings:\n      token: <telegram token>\n", config=_CONFIG),
        Good("channels:\n  telegram:\n    token: <telegram token>\n"),
        Good("web:\n  brave:\n    api_keys: [<any key>]\n", config=_CONFIG),
        Good("model_list:\n  other:0: {}\n  main:0:\n    api_keys: [<openai key>]\n", config=_CONFIG),
        Good("channels:\n  telegram:\n    token: <telegram token>\n", config='{"channels": {"telegram": {}}}'),
    ],
)
def check(file: SecurityFile) -> Iterator[Hit]:
    """Something in the security file is never read, so its secret is missing.

    Why: PicoClaw takes from ``.security.yml`` what it looks for and says nothing of the rest. Beside a config of
    version 3 it looks for ``api_keys`` of a model, ``settings`` of a channel, and ``web`` and ``skills`` at the top. A
    token beside ``settings``, as older files and PicoClaw's own guides have it, a section under ``tools``, or a name
    that the config does not have is passed over, and the key is missing when it is needed.

    What to do: write it in the form that the message names.

    Source: docs/picoclaw.md 1.7, run against the loader.
    """
    for item in file.unread:
        if not (item.place == "model" and item.path[1] in file.wiping):
            yield _hit(file, item)
    yield from _unknown_models(file)
    yield from _unknown_channels(file)


def _hit(file: SecurityFile, item: Unread) -> Hit:
    what, key = dotted(item.path), str(item.path[-1])
    meant = nearest(key, item.known)
    guess = f"; did you mean {file.quote(meant)}?" if meant else ""
    # What has one place only needs no guess.
    only = f"it reads {_listed(item.known)} here" + (", a list" if item.known == _LISTS else "")
    remedy = f"write it under {_listed(item.known, 'or')}" if item.known else None
    if item.place == "list":
        why = "a mapping of model names is needed here, not a list"
        remedy = "write each model_name as a key, with api_keys under it"
    elif item.place == "channel_list":
        why = "the config has its channels under channels, and beside that it counts for nothing"
        remedy = "write channels in place of channel_list"
    elif item.place == "channel":
        what = dotted(item.path[:-1]) + "." + _listed(item.keys)
        why = "a channel's secrets go under settings"
        remedy = f"write settings: under {item.path[-2]}, and {_listed(item.keys)} under that"
    elif item.place == "setting":
        why = f"this type of channel has no such setting{guess}"
        remedy = f"write {meant}" if meant else f"its settings: {', '.join(item.known)}"
    elif item.place == "top" and key == "tools":
        why = "what the config has under tools stands at the top here"
        remedy = "write web: and skills: at the top, without tools:"
    elif len(item.known) == 1:
        why = only
        remedy = f"write {item.known[0]}: with the key" + (
            " on a line of its own after a dash" if item.known == _LISTS else ""
        )
    else:
        why = only + guess
    return Hit(_message(file, what, why), item.path, "key", help=remedy)


def _message(file: SecurityFile, what: str, why: str) -> str:
    return f"PicoClaw ignores {what} in {file.name}: {why}"


def _unknown_models(file: SecurityFile) -> Iterator[Hit]:
    for name, used in file.models.items():
        path = ("model_list", name)
        node = file.document.find(*path)
        if used or node is None or not node.holds_something or file.config is None:
            continue
        known = file.config.known_aliases
        base, colon, number = name.rpartition(":")
        remedy = "write a model_name of the config; where several entries share it, NAME:0, NAME:1 and so on"
        if name in known:
            why = f"each model of this name has an entry of its own here, such as {file.quote(f'{name}:0')}"
            remedy = "remove it, or the entries with a number"
        elif colon and number.isdecimal() and base in known:
            why = f"entries of this name are counted from 0, and the config has {known.count(base)}"
        else:
            meant = nearest(name, set(known))
            why = "the config has no model of this name" + (f"; did you mean {file.quote(meant)}?" if meant else "")
        yield Hit(_message(file, dotted(path), why), path, "key", help=remedy)


def _unknown_channels(file: SecurityFile) -> Iterator[Hit]:
    """A channel that the config does not have: under the name of a type PicoClaw makes one, and it stays disabled."""
    if file.config is None or file.layout != 3:
        return
    structure = file.config.structure
    own = file.config.document.value.get("channel_list")
    named = own if isinstance(own, dict) else {}
    for key in ("channel_list", "channels"):
        section = file.document.find(key)
        for name, node in section.entries.items() if section is not None else ():
            settings = node.entries.get("settings")
            if name in named or settings is None or not settings.holds_something or not structure.knows_channel(name):
                continue
            # Most likely the one of that type is meant.
            alike = [channel.name for channel in file.config.channels if channel.type == name and channel.name in named]
            meant = alike[0] if len(alike) == 1 else nearest(name, named)
            guess = f"; did you mean {file.quote(meant)}?" if meant else ""
            message = _message(file, dotted((key, name)), f"the config has no channel of this name{guess}")
            yield Hit(
                message, (key, name), "key", help="write the name that the channel has in channel_list of the config"
            )


def _listed(words: tuple[str, ...], last: str = "and") -> str:
    *most, final = words or ("",)
    return f"{', '.join(most)} {last} {final}" if most else final
