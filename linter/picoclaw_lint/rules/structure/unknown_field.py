"""The rule ``unknown-field``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from picoclaw_lint.context import Context, release_name
from picoclaw_lint.document.pointer import Pointer, dotted, found_at
from picoclaw_lint.edit.changes import Change, Drop, Gather, Move, Put
from picoclaw_lint.nearest import is_slip, nearest
from picoclaw_lint.rule import Bad, Good, Hit, Remedy, rule, safe, unsafe
from picoclaw_lint.secrets.names import names_secret
from picoclaw_lint.structure import Problem
from picoclaw_lint.structure.fields import fields, first_release, is_comment, places_of
from picoclaw_lint.structure.numbers import generic
from picoclaw_lint.structure.walker import Walker, fold
from picoclaw_schema import FIRST_RELEASE, RELEASES, catalogue
from picoclaw_schema.kinder_migration import dispatch_rules, providers_to_models, says_no_more
from picoclaw_schema.migration import settled


class _Reason(NamedTuple):
    """Why a key is refused, and what to do about it."""

    why: str
    remedy: str
    fix: Remedy | None = None


# What older channels had beside their other fields, and what it is called in group_trigger.
_TRIGGERS = {"mention_only": "mention_only", "group_trigger_prefix": "prefixes"}


@rule(
    severity="error",
    impact="load",
    fix=("safe", "unsafe"),
    examples=[
        Bad(
            '{"version": 3, "gateway": {«"prot"»: 18790}}',
            'PicoClaw refuses "prot" in gateway: there is no such field; did you mean "port"?',
            fixed='{"version": 3, "gateway": {"port": 18790}}',
        ),
        Bad(
            '{"version": 3, "model_list": [{"model_name": "a", "model": "b", «"api_key"»: "file://a"}]}',
            'PicoClaw refuses "api_key" in model_list[0]: since config version 2 it is "api_keys", an array',
            fixed='{"version": 3, "model_list": [{"model_name": "a", "model": "b", "api_keys": ["file://a"]}]}',
        ),
        Bad(
            '{"version": 3, "channel_list": {"telegram": {"enabled": true, «"token"»: ""}}}',
            'PicoClaw refuses "token" in channel_list.telegram: it belongs inside "settings"',
            fixed='{"version": 3, "channel_list": {"telegram": {"enabled": true, "settings": {"token": ""}}}}',
        ),
        Bad(
            '{"version": 3, "channel_list": {"discord": {«"mention_only"»: true, «"token"»: "", "enabled": true, «"proxy"»: ""}}}',
            'PicoClaw refuses "mention_only" in channel_list.discord: it is "mention_only" of "group_trigger"',
            fixed='{"version": 3, "channel_list": {"discord": {"enabled": true, "group_trigger": {"mention_only": true}, "settings": {"token": "", "proxy": ""}}}}',
        ),
        Bad(
            '{«"_comment"»: "mine", "version": 3}',
            'PicoClaw refuses "_comment" in the config: it takes no comments, not even as fields',
            fixed='{"version": 3}',
        ),
        Bad(
            '{"version": 3, "session": {«"dm_scope"»: "per-peer"}}',
            'PicoClaw 0.2.9 (2026-05-22) refuses "dm_scope" in session: it is known since 0.3.0 (2026-06-17)',
            release="0.2.9",
            fixed='{"version": 3, "session": {}}',
        ),
        Bad(
            '{"version": 3, «"quantum"»: {"enabled": true}}',
            'PicoClaw refuses "quantum" in the config: no release up to main (2026-07-09) has such a field; '
            "a newer one may",
            fixed='{"version": 3}',
        ),
        Bad(
            '{«"providers"»: {"openai": {}}}',
            'PicoClaw refuses "providers" in the config: every release since 0.2.8 refuses a file that still has it',
        ),
        Bad(
            '{"version": 3, «"providers"»: {"openai": {"api_key": "file://k"}}}',
            'PicoClaw refuses "providers" in the config: every release since 0.2.8 refuses a file that still has it',
            fixed='{"version": 3, "model_list": [{"model_name": "openai", "model": "openai/gpt-5.4", "api_keys": ["file://k"]}]}',
            files={"k": "x"},
        ),
        Bad(
            '{"version": 3, "model_list": [{"model_name": "a", "model": "b", «"base_url"»: ""}]}',
            'PicoClaw refuses "base_url" in model_list[0]: the field for the address of the API is "api_base"',
            fixed='{"version": 3, "model_list": [{"model_name": "a", "model": "b", "api_base": ""}]}',
        ),
        Bad(
            '{"version": 3, "model_list": [{"model_name": "a", "model": "b", «"temprature"»: 1}]}',
            'PicoClaw refuses "temprature" in model_list[0]: if "temperature" is meant, it is one of the agents\' defaults',
        ),
        Good('{"version": 3, "session": {"dm_scope": "per-peer"}}'),
        Good('{"version": 3, "model_list": [{"model_name": "a", "model": "b", "extra_body": {"api_key": 1}}]}'),
        Good('{"model_list": [{"model_name": "a", "model": "b", "api_key": "file://k"}]}', files={"k": "v"}),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """A field that PicoClaw does not know.

    Why: since release 0.2.8 PicoClaw refuses the whole file for one field it does not know, and lists the names
    without a reason. Releases differ: what one of them saves another may refuse. Of the public configs that do not
    load, most are refused for this.

    What to do: the message says what the field is (misspelt, renamed, moved, from another release, removed, or an
    invention) and where its content belongs.

    Source: docs/picoclaw.md 1.3 to 1.5 and part 6, run against the loader; part 9 for what people invent.
    """
    for problem in context.structure.problems:
        if problem.kind == "unknown-field":
            yield _hit(problem, context)


def _hit(problem: Problem, context: Context) -> Hit:
    key = str(problem.pointer[-1])
    since = first_release(context.structure.shape, problem.type, key)
    who = "PicoClaw"
    if since is not None and not context.at_least(since):
        who = f"PicoClaw {context.release_name}"
        known = f"it is known since {release_name(since)}"
        reason = _Reason(known, f"remove it, or run PicoClaw {since} or later", _removal(problem, context))
    else:
        reason = _reason(problem, key, context)
    where = dotted(problem.pointer[:-1]) or "the config"
    message = f"{who} refuses {context.quote(key)} in {where}: {reason.why}"
    return Hit(message, problem.pointer, "key", help=reason.remedy, in_file=True, fix=reason.fix)


def _reason(problem: Problem, key: str, context: Context) -> _Reason:
    """The first explanation that fits, from the certain to the likely."""
    explanations = (_comment, _renamed, _channel_setting, _misnomer, _misspelt, _elsewhere)
    for explain in explanations:
        reason = explain(problem, key, context)
        if reason is not None:
            return reason
    newest, date = list(RELEASES.items())[-1]
    return _Reason(
        f"no release up to {newest} ({date}) has such a field; a newer one may",
        "remove it, unless your PicoClaw is newer than that",
        _removal(problem, context),
    )


def _removal(problem: Problem, context: Context) -> Remedy | None:
    """To remove what somebody wrote is a guess, and no secret goes that way; what is empty says nothing."""
    if problem.value in ("", None) or problem.value == [] or problem.value == {}:
        return safe("remove it, as it is empty", Drop(problem.pointer))
    depth = len(problem.pointer)
    places = (*(secret.pointer for secret in context.misplaced_secrets), *(w.pointer for w in context.written_secrets))
    return (
        None
        if any(place[:depth] == problem.pointer for place in places)
        else unsafe("remove it", Drop(problem.pointer))
    )


def _renaming(problem: Problem, context: Context, name: str, make: Callable[..., Remedy] = safe) -> Remedy | None:
    """Give the entry another name, if none in its object has that; a text where an array belongs goes into one."""
    place, target = problem.pointer, (*problem.pointer[:-1], name)
    title = f'rename it to "{name}"'
    of = context.structure.shape.types[problem.type]["fields"][name][0]
    is_list = context.structure.shape.types[of]["kind"] == "secrets"
    there = _entries(context, place[:-1])
    if is_list and isinstance(problem.value, str):
        others = there.get(name, [])
        if not problem.value or not isinstance(others, list):
            return safe("remove it, as it holds no key", Drop(place)) if not problem.value else None
        return make(
            f'write it as "{name}"', Gather((place, *((*target, index) for index in range(len(others)))), target)
        )
    walker = Walker(context.structure.shape)
    walker.walk(problem.value, of, ())
    return None if name in there or walker.problems else make(title, Move(place, target))


def _rename_to(problem: Problem, context: Context, name: str) -> str:
    if name in _entries(context, problem.pointer[:-1]):
        return f'keep one of the two: "{name}" is given as well'
    return f'rename it to "{name}"'


def _entries(context: Context, place: Pointer) -> dict[str, Any]:
    """The object at a place of the file; empty if there is none."""
    value = found_at(context.document.value, place)
    return value if isinstance(value, dict) else {}


def _comment(problem: Problem, key: str, context: Context) -> _Reason | None:
    if key == "$schema":
        return _Reason(
            "it does not take the editor's field for a schema",
            "remove it and map the schema by path in the editor's settings",
            safe("remove it", Drop(problem.pointer)),
        )
    if is_comment(key):
        why = "it takes no comments, not even as fields"
        return _Reason(why, "remove it; keep notes in a file beside the config", _removal(problem, context))
    return None


def _renamed(problem: Problem, key: str, context: Context) -> _Reason | None:
    """Keys of older config versions, and what of version 3 an older file cannot have yet."""
    known = fields(context.structure.shape, problem.type)
    if problem.type == "Model" and key == "api_key":
        fix = _renaming(problem, context, "api_keys") if problem.value else safe("remove it", Drop(problem.pointer))
        if context.structure.config_version in (0, 1):
            remedy = 'remove it, or put a key into "api_keys": ["..."]'
            return _Reason('an empty "api_key" is not converted', remedy, fix)
        return _Reason(
            'since config version 2 it is "api_keys", an array',
            'write "api_keys": ["..."], or keep the keys in .security.yml',
            fix,
        )
    if key == "api_key" and "api_keys" in known:
        fix = _renaming(problem, context, "api_keys")
        return _Reason('here it is "api_keys", an array', 'write "api_keys": ["..."]', fix)
    if key == "api_keys" and "api_key" in known:
        return _Reason('here it is "api_key", a single text', 'write "api_key": "..."', _single(problem, context))
    if problem.type == "AgentDefaults" and key == "model":
        why = 'since config version 3 it is "model_name"'
        remedy = _rename_to(problem, context, "model_name")
        return _Reason(why, remedy, _renaming(problem, context, "model_name"))
    if len(problem.pointer) > 1:
        return None
    older = {
        "channels": _Reason(
            'since config version 3 it is "channel_list"',
            'rename it, and move the fields that are a channel\'s own into "settings"',
            _settled(problem, context),
        ),
        "bindings": _Reason(
            'since config version 3 "agents.dispatch.rules" takes its place',
            "write dispatch rules instead",
            _as_rules(problem, context),
        ),
        "providers": _Reason(
            "every release since 0.2.8 refuses a file that still has it",
            'write an entry in "model_list" for each provider, with "provider", "model" and its keys'
            + ("; picoclaw-lint migrate does it" if context.structure.config_version in (0, 1, 2) else ""),
            _as_models(context),
        ),
    }
    if key in older:
        return older[key]
    if key in ("events", "evolution", "build_info") and context.structure.config_version != 3:
        since = first_release(context.structure.shape, context.structure.shape.root, key) or FIRST_RELEASE
        remedy = 'remove it, or bring the file to "version": 3' if context.at_least(since) else "remove it"
        # What built the program that saved the file says nothing about what it is to do.
        fix = safe("remove it", Drop(problem.pointer)) if key == "build_info" else None
        return _Reason("a file below config version 3 cannot have it", remedy, fix)
    return None


def _single(problem: Problem, context: Context) -> Remedy | None:
    """The one key of an array, where a text belongs."""
    place = problem.pointer
    target = (*place[:-1], "api_key")
    if not isinstance(problem.value, list) or len(problem.value) != 1 or "api_key" in _entries(context, place[:-1]):
        return None
    return safe('write it as "api_key"', Move((*place, 0), target), Drop(place))


def _as_rules(problem: Problem, context: Context) -> Remedy | None:
    """What PicoClaw made of ``bindings`` in an older file."""
    rules = dispatch_rules(context.document.value)
    if not rules:
        return _removal(problem, context)
    written = Put(("agents", "dispatch", "rules"), rules)
    make = safe if says_no_more(problem.value, rules) else unsafe
    return make("write them as agents.dispatch.rules", written, Drop(("bindings",)))


def _as_models(context: Context) -> Remedy | None:
    """An entry of ``model_list`` for each provider; which model it serves may be a guess."""
    changes = providers_to_models(generic(context.document.value))
    return unsafe("write them as model_list", *changes) if changes else None


def _settled(problem: Problem, context: Context) -> Remedy | None:
    """Rename ``channels``, and move what belongs into the settings of each."""
    if "channel_list" in _entries(context, ()) or not isinstance(problem.value, dict):
        return None
    changes: list[Change] = [Move(problem.pointer, ("channel_list",))]
    for name, entry in problem.value.items():
        if isinstance(entry, dict) and "settings" not in entry:
            changes += settled(entry, ("channel_list", name), mention=True)
    return safe('write it as "channel_list"', *changes)


def _channel_setting(problem: Problem, key: str, context: Context) -> _Reason | None:
    if problem.type != "Channel":
        return None
    if key in _TRIGGERS:
        inside = _TRIGGERS[key]
        fix = _triggered(problem, context, inside)
        return _Reason(f'it is "{inside}" of "group_trigger"', f'write "group_trigger": {{"{inside}": ...}}', fix)
    structure = context.structure
    name = str(problem.pointer[1])
    kinds = [channel.type for channel in context.channels if channel.name == name]
    settings = structure.settings_type(kinds[0] if kinds else name)
    if settings is None:
        # Whatever it is for, only who made this type of channel can tell.
        why = 'no such field belongs to every channel; what a channel has of its own belongs inside "settings"'
        return _Reason(why, 'give the channel a "type" that PicoClaw has, and move it to "settings"')
    known = fields(structure.shape, settings)
    meant = key if key in known else nearest(key, known)
    if meant is None or (meant != key and nearest(key, fields(structure.shape, problem.type))):
        return None
    guess = "it" if meant == key else f'if "{meant}" is meant, it'
    fix = _moved(problem, context, meant, known)
    return _Reason(f'{guess} belongs inside "settings"', f'move it: "settings": {{"{meant}": ...}}', fix)


def _triggered(problem: Problem, context: Context, inside: str) -> Remedy | None:
    place, at = problem.pointer, problem.pointer[:-1]
    is_right = isinstance(problem.value, bool) if inside == "mention_only" else isinstance(problem.value, list)
    trigger = _entries(context, at).get("group_trigger") or {}
    if not is_right or not isinstance(trigger, dict) or inside in trigger:
        return None
    return safe(f"write it as group_trigger.{inside}", Move(place, (*at, "group_trigger", inside)))


def _moved(problem: Problem, context: Context, meant: str, known: list[str]) -> Remedy | None:
    """Move a setting into ``settings``; with one that is certain go the others of the channel that are."""
    place, at = problem.pointer, problem.pointer[:-1]
    entry = _entries(context, at)
    inside = entry.get("settings")
    inside = {} if inside is None else inside
    if not isinstance(inside, dict) or any(fold(key) == fold(meant) for key in inside):
        return None
    if meant != place[-1]:
        return unsafe(f'move it to "settings" as "{meant}"', Move(place, (*at, "settings", meant)))
    others = {*fields(context.structure.shape, problem.type), *_TRIGGERS, *inside}
    settings = [key for key in entry if key in known and key not in others]
    return safe('move it to "settings"', *(Move((*at, key), (*at, "settings", key)) for key in settings))


def _misnomer(problem: Problem, key: str, context: Context) -> _Reason | None:
    """What people write, from docs/picoclaw.md 9 and the issues of PicoClaw's users."""
    row = _misnomers(problem).get(key.lower())
    if row is not None:
        return _Reason(row["why"], row["do"], _corrected(problem, context, row))
    if len(problem.pointer) == 1 and context.structure.knows_channel(key):
        target = ("channel_list", key)
        flat = problem.value if isinstance(problem.value, dict) and "settings" not in problem.value else {}
        fix = unsafe(f"move it to {dotted(target)}", Move((key,), target), *settled(flat, target, mention=True))
        return _Reason('channels stand inside "channel_list"', f'move it to "channel_list": {{"{key}": ...}}', fix)
    return None


def _corrected(problem: Problem, context: Context, row: dict[str, Any]) -> Remedy | None:
    """What a row says to do, where it can be done: another name, or another place (a JSON Pointer)."""
    to = row.get("to")
    if to is None:
        return _removal(problem, context) if row["do"].startswith("remove it") else None
    make = safe if row.get("sure") else unsafe
    if not to.startswith("/"):
        return _renaming(problem, context, to, make)
    target = tuple(to[1:].split("/"))
    return make(f"move it to {dotted(target)}", Move(problem.pointer, target))


def _misnomers(problem: Problem) -> dict[str, dict[str, Any]]:
    section = {"LegacyCheck": "Config"}.get(problem.type, problem.type.removeprefix("Legacy"))
    rows: dict[str, dict[str, Any]] = catalogue("misnomers")["places"].get(section, {})
    return rows


def _misspelt(problem: Problem, key: str, context: Context) -> _Reason | None:
    meant = nearest(key, fields(context.structure.shape, problem.type))
    if meant is not None:
        why = f'there is no such field; did you mean "{meant}"?'
        make = safe if is_slip(key, meant, fields(context.structure.shape, problem.type)) else unsafe
        return _Reason(why, _rename_to(problem, context, meant), _renaming(problem, context, meant, make))
    rows = _misnomers(problem)
    meant = nearest(key, rows)
    if meant is not None:
        return _Reason(f'if "{meant}" is meant, {rows[meant]["why"]}', rows[meant]["do"])
    return None


def _elsewhere(problem: Problem, key: str, context: Context) -> _Reason | None:
    places = places_of(key, context.release)
    if not 1 <= len(places) <= 2 or len(key) < 4:
        return None
    why = f"it is a field of {' and of '.join(places)}, not of this section"
    # A word that is said of many things, or a secret, is not carried to a place on its name alone.
    is_one = len(places) == 1 and "_" in key and not names_secret(key) and not any(sign in places[0] for sign in "[*")
    target = tuple(places[0].split("."))
    fix = unsafe(f"move it to {places[0]}", Move(problem.pointer, target)) if is_one else None
    return _Reason(why, "move it there", fix)
