"""A linter for the ``config.json`` of PicoClaw.

What ``__all__`` names is the public interface: :func:`check` judges files, :func:`check_text` judges a text, and
:func:`failed` says whether the outcome is bad. They print nothing, end no program and use no network, and several
threads may call them at a time. Everything else is private and may change with any release: all modules below this one,
of :class:`Results` the attributes ``asked`` and ``rewrites``, and of :class:`FileResult` ``sources``, ``secrets``,
``refusals`` and ``fixed``, all for reports and fixes.

The modules read from top to bottom as the way of a file: :mod:`source`, :mod:`document`, :mod:`surroundings`,
:mod:`structure`, :mod:`context`, :mod:`rules`, :mod:`engine`, :mod:`results`, :mod:`report`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from picoclaw_lint.api import UsageError, check, check_text, failed
    from picoclaw_lint.diagnostic import (
        Copied,
        Diagnostic,
        Edit,
        Fix,
        Impact,
        Literally,
        Range,
        Related,
        Safety,
        Severity,
        Suppression,
    )
    from picoclaw_lint.results import FileResult, Results, Summary
    from picoclaw_lint.source import Position

__all__ = [
    "Copied",
    "Diagnostic",
    "Edit",
    "FileResult",
    "Fix",
    "Impact",
    "Literally",
    "Position",
    "Range",
    "Related",
    "Results",
    "Safety",
    "Severity",
    "Summary",
    "Suppression",
    "UsageError",
    "check",
    "check_text",
    "failed",
]

# Where these live, if it is not with most of the types.
_HOMES = {
    **dict.fromkeys(("UsageError", "check", "check_text", "failed"), "api"),
    **dict.fromkeys(("FileResult", "Results", "Summary"), "results"),
    "Position": "source",
}

# To import this module costs next to nothing; what a name needs is imported when it is first used. A checker of types
# reads the imports above, and so knows what is not here.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module(f"{__name__}.{_HOMES.get(name, 'diagnostic')}"), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return sorted(__all__)
