"""The line that keeps a file out of git."""

from __future__ import annotations

from picoclaw_lint.source import Source


def with_line(before: Source | None, path: str, line: str) -> Source | None:
    """Return a ``.gitignore`` with a line at its end; None if it has that line already."""
    data = b"" if before is None else before.data
    lines = data.splitlines()
    if line.encode() in (each.strip() for each in lines):
        return None
    newline = b"\r\n" if b"\r\n" in data else b"\n"
    gap = newline if data and not data.endswith((b"\n", b"\r")) else b""
    return Source(path, data + gap + line.encode() + newline)
