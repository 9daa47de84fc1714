"""The rule ``refused-by-older-release``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from picoclaw_lint.context import Context, release_name
from picoclaw_lint.document.pointer import Pointer, dotted
from picoclaw_lint.rule import Bad, Good, Hit, Note, rule
from picoclaw_lint.structure import load
from picoclaw_schema import FIRST_RELEASE, RELEASES, rank

_SHOWN = 3


class _Novelty(NamedTuple):
    """A part of the file that an older release does not know: its name, and its place in the file."""

    name: str
    pointer: Pointer


@rule(
    severity="info",
    impact="advice",
    examples=[
        Bad(
            '{"version": 3, "session": {"dimensions": [], «"dm_scope"»: "per-peer"}}',
            "the file is for 0.3.0 (2026-06-17) or later: 0.2.9 and 0.2.8 refuse session.dm_scope",
        ),
        Bad(
            '{"version": 3, «"events"»: {}, "tools": {"web": {"kagi": {"enabled": false}}}}',
            "the file is for 0.3.0 (2026-06-17) or later: 0.2.9 refuses tools.web.kagi; 0.2.8 also events",
        ),
        Bad(
            '{"version": 3, "channel_list": {«"home"»: {"type": "mqtt", "enabled": false}}}',
            'the file is for 0.2.9 (2026-05-22) or later: 0.2.8 refuses the channel type "mqtt"',
        ),
        Good('{"version": 3, "tools": {"serial": {"enabled": false}}}'),
        Good('{"version": 3, "session": {"dm_scope": "per-peer", "scope": "x"}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """An older release refuses the file for what it does not know yet.

    Why: since release 0.2.8 PicoClaw refuses a file with a key that it does not know, and each release has new ones.
    A file that a new release has saved keeps an older one from starting, which is noticed when one goes back, or when
    a second machine has not been updated.

    What to do: nothing, where the file is for this release only; else remove what the older release does not know.

    Source: docs/picoclaw.md, Releases, run against the loader; mistake 3 in its part 7.
    """
    if context.structure.problems or not context.config:
        return
    older = list(RELEASES)[: rank(context.release)]
    # No release takes a key away, so what the first one knows they all know.
    oldest = _novelties(context, FIRST_RELEASE) if context.structure.newest > rank(FIRST_RELEASE) else []
    if not oldest:
        return
    refusing = {release: found for release in reversed(older[1:]) if (found := _novelties(context, release))}
    refusing[FIRST_RELEASE] = oldest
    newest = next(iter(refusing))
    needed = list(RELEASES)[rank(newest) + 1]
    first, *others = oldest
    yield Hit(
        f"the file is for {release_name(needed)} or later: {_told(refusing)}",
        first.pointer,
        "key",
        help="remove these if an older PicoClaw is to load the file; --target-version says for which one it is",
        notes=tuple(Note(item.pointer, "an older release refuses this as well", "key") for item in others),
        in_file=True,
    )


def _novelties(context: Context, release: str) -> list[_Novelty]:
    """What of the file this older release refuses and the one that is asked for takes."""
    other = load(context.document, context.surroundings, release)
    found = [
        _Novelty(dotted(problem.pointer), problem.pointer)
        for problem in other.problems
        if problem.kind == "unknown-field"
    ]
    for channel in other.channels():
        if not other.knows_channel(channel.type) and context.structure.knows_channel(channel.type):
            place = other.origin(("channel_list", channel.name))
            found.append(_Novelty(f"the channel type {context.quote(channel.type)}", place))
    return found


def _told(refusing: dict[str, list[_Novelty]]) -> str:
    """Say which release refuses what, each part at the newest release that refuses it."""
    groups: list[tuple[list[str], list[str]]] = []
    known: set[str] = set()
    for release, found in refusing.items():
        names = [name for name in dict.fromkeys(item.name for item in found) if name not in known]
        known.update(names)
        if names:
            groups.append(([release], names))
        else:
            groups[-1][0].append(release)
    (releases, names), *more = groups
    said = [f"{' and '.join(releases)} {'refuse' if len(releases) > 1 else 'refuses'} {_listed(names)}"]
    said += [f"{' and '.join(releases)} also {_listed(names)}" for releases, names in more]
    return "; ".join(said)


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
