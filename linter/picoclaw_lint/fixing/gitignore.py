"""The line that keeps a file out of git."""

from __future__ import annotations

from picoclaw_lint.source import Source


def with_line(before: Source | None, path: str, line: str) -> Source | None:
    """Return a ``.gitignore`` with a line at its end, where no other overrules it; None if that is its last line."""
    data = b"" if before is None else before.data
    if data.split() and data.split()[-1] == line.encode():
        return None
    newline = b"\r\n" if b"\r\n" in data else b"\n"
    gap = newline if data and not data.endswith((b"\n", b"\r")) else b""
    return Source(path, data + gap + line.encode() + newline)
