"""The rule ``ineffective-dm-scope``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from picoclaw_lint.context import Context
from picoclaw_lint.document.pointer import Pointer
from picoclaw_lint.edit.changes import Put
from picoclaw_lint.nearest import nearest
from picoclaw_lint.rule import Bad, Good, Hit, rewording, rule, unsafe

_PLACE: Pointer = ("session", "dm_scope")
_SINCE = "0.3.0"
# Each scope -> the dimensions that say the same; PicoClaw writes both when it saves.
_SCOPES: dict[str, frozenset[str]] = {
    "per-channel": frozenset(("chat",)),
    "per-peer": frozenset(("sender",)),
    "per-channel-peer": frozenset(("chat", "sender")),
    "global": frozenset(),
}
_KNOWN = frozenset(("space", "chat", "topic", "sender"))


@rule(
    severity="warning",
    impact="ignored",
    fix=("unsafe", "safe"),
    examples=[
        Bad(
            '{"version": 3, "session": {"dm_scope": «"per-peer"»}}',
            'dm_scope "per-peer" has no effect, as dimensions are ["chat"] where none are given; '
            "PicoClaw goes by the dimensions",
            fixed='{"version": 3, "session": {"dm_scope": "per-peer", "dimensions": []}}',
        ),
        Bad(
            '{"version": 3, "session": {"dm_scope": «"global"», "dimensions": ["chat", "sender"]}}',
            'dm_scope "global" has no effect beside other dimensions; PicoClaw goes by the dimensions',
            fixed='{"version": 3, "session": {"dm_scope": "global", "dimensions": []}}',
        ),
        Bad(
            '{"version": 3, "session": {"dm_scope": «"per-account-channel-peer"», "dimensions": []}}',
            '"per-account-channel-peer" is no dm_scope that PicoClaw knows; it ignores the field',
        ),
        Good('{"version": 3, "session": {"dm_scope": "per-peer", "dimensions": []}}'),
        Good('{"version": 3, "session": {"dm_scope": "per-channel-peer", "dimensions": ["chat", "sender"]}}'),
        Good('{"version": 3, "session": {"dm_scope": "per-channel"}}'),
    ],
)
def check(context: Context) -> Iterator[Hit]:
    """The field dm_scope does nothing, so people share a conversation in another way than it says.

    Why: ``dm_scope`` is a short form for ``session.dimensions`` and counts only where these are an empty array;
    absent, they are ``["chat"]``. Values of earlier releases, such as main and per-account-channel-peer, are ignored.

    What to do: write ``"dimensions": []`` beside it, or write the dimensions that you want and remove ``dm_scope``.

    Source: docs/picoclaw.md 2.4, run against the loader; which values are known was read in PicoClaw's source.
    """
    scope = context.get(*_PLACE)
    dimensions = context.get("session", "dimensions")
    if not isinstance(scope, str) or not scope or not context.at_least(_SINCE):
        return
    if scope.strip().lower() not in _SCOPES:
        meant = nearest(scope, _SCOPES)
        guess = f"did you mean {context.quote(meant)}? It" if meant else "it"
        yield Hit(
            f"{context.quote(scope)} is no dm_scope that PicoClaw knows; {guess} ignores the field",
            _PLACE,
            help=f"known values: {', '.join(_SCOPES)}",
            fix=rewording(_PLACE, scope, meant),
        )
        return
    given = _dimensions(dimensions)
    if given and given != _SCOPES[scope.strip().lower()]:
        why = "beside other dimensions" if dimensions else 'as dimensions are ["chat"] where none are given'
        comma = "" if dimensions else ","
        yield Hit(
            f"dm_scope {context.quote(scope)} has no effect{comma} {why}; PicoClaw goes by the dimensions",
            _PLACE,
            help='write "dimensions": [] beside it',
            fix=unsafe('write "dimensions": []', Put((*_PLACE[:-1], "dimensions"), [], (), "dm_scope")),
        )


def _dimensions(written: Any) -> frozenset[str]:
    """The dimensions that PicoClaw takes; empty if the scope counts, or if they cannot be told."""
    if written is None:
        return frozenset(("chat",))
    names = [name for name in written if isinstance(name, str)] if isinstance(written, list) else []
    return frozenset(name.strip().lower() for name in names) & _KNOWN
