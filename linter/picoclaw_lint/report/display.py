"""Text fit for a terminal: nothing invisible, nothing that the terminal would obey, its width known."""

from __future__ import annotations

#: What stands for one column of a secret.
BULLET = "•"
#: What stands for the part of a line that is left out.
ELLIPSIS = "…"

# Both take one column, so that a line without other special characters needs no table of widths.
_NARROW = str.maketrans({BULLET: "*", ELLIPSIS: "."})


def visible(text: str) -> str:
    r"""Return the text with everything that is not printable escaped (``\n``, ``\x1b``, ``\u202e``).

    Control, bidi and zero-width characters, lone surrogates and all blanks but the space are escaped, so that
    no text from outside can move the cursor, colour the terminal, break a line or reorder what is read.
    """
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")


def in_log(text: str) -> str:
    r"""Return a text so that GitHub's runner takes nothing in it for a command of the old form, ``##[name]``.

    That counts wherever it stands in a line.
    """
    return text.replace("##[", r"#\x23[")


def display_width(text: str) -> int:
    """Return how many columns of a terminal the text takes; the text has to be :func:`visible`."""
    if text.isascii() or text.translate(_NARROW).isascii():
        return len(text)
    # Its tables cost more than the rest of a report, and most files are plain ASCII.
    from wcwidth import wcswidth

    return max(wcswidth(text), 0)
