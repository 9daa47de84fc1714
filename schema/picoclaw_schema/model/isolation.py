"""The ``isolation`` section: a sandbox for the processes that PicoClaw starts."""

from __future__ import annotations

from picoclaw_schema.model.field import Section, field


class ExposedPath(Section):
    """A file or directory that isolated processes may see."""

    source: str = field("Path on this machine; it must be absolute and may not be left out.", example="/srv/data")
    target: str = field(
        "Where isolated processes see it, as an absolute path that no other entry uses. Empty means the "
        "same path as source.",
        example="/data",
    )
    mode: str = field(
        "What isolated processes may do with it.",
        values={"ro": "They may read it.", "rw": "They may read and change it."},
        others="With any other value the file loads, but with isolation enabled no process can be started.",
    )


class Isolation(Section):
    """A sandbox for shell commands, MCP servers, hooks and command-line providers."""

    enabled: bool = field(
        "Runs the processes that PicoClaw starts in a sandbox. Linux needs bwrap on the PATH; apart from "
        "Linux and Windows there is no sandbox, and processes fail to start."
    )
    expose_paths: list[ExposedPath] = field(
        "Further paths that isolated processes may see. It is looked at only with isolation enabled and "
        "when a process starts; Windows takes no entries at all.",
        example=[{"source": "/srv/data", "mode": "ro"}],
    )
