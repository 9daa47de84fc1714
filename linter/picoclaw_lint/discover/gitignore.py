"""What .gitignore files say, as git reads them.

Git asks of each entry of a directory whether the entry itself is meant, and does not enter what is left out. The
library pathspec asks whether a path or a directory above it is meant, so each pattern gets a last part that only the
asked path has: a pattern that matches has then matched the whole path.

Known to differ from git, all of them rare: what is passed over (see below), a negated range between other characters,
which takes a slash too (``a[!b]c``), and ``**`` right after the letters of a name (``a**/b``), which git lets take
directories.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from picoclaw_lint.discover.reading import reason
from picoclaw_lint.discover.repository import common_directory, top_of
from picoclaw_lint.patterns import MOST_PATTERNS, too_many_asterisks

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

NAME = ".gitignore"
LARGEST = 256 * 1024
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# Names come as bytes, one a character: no name and no pattern holds these. The library's "." takes no newline.
_END, _NEWLINE = "/\0end", "\u2424"
# Escapes and classes within brackets, which the library reads in another way than git, and what Python's regular
# expressions warn of.
_ODD_BRACKETS = re.compile(r"(?<!\\)\[[^/\]]*(?:\\|\[|--|&&|~~|\|\|)")

Tell = Callable[[str, str], None]


class _Patterns(NamedTuple):
    """The patterns of one file.

    Attributes:
        directory: where it counts, with a separator at the end.
        for_files: its patterns without those for directories only.
        for_directories: all its patterns.
    """

    directory: str
    for_files: GitIgnoreSpec
    for_directories: GitIgnoreSpec

    def says(self, path: str, *, is_directory: bool) -> bool | None:
        """Whether an entry is left out; None if nothing is said of it."""
        patterns = self.for_directories if is_directory else self.for_files
        relative = os.fsencode(path[len(self.directory) :]).decode("latin-1").replace(os.sep, "/")
        return patterns.check_file(relative.replace("\n", _NEWLINE) + _END).include


class GitIgnore(NamedTuple):
    """What counts in one directory: the patterns of the files that say something of it, the nearest first.

    All paths are real ones, without links.
    """

    patterns: tuple[_Patterns, ...] = ()

    def leaves_out(self, path: str, *, is_directory: bool) -> bool:
        """Whether git ignores an entry of the directory."""
        for patterns in self.patterns:
            said = patterns.says(path, is_directory=is_directory)
            if said is not None:
                return said
        return False

    def entering(self, directory: str, tell: Tell) -> GitIgnore:
        """Return what counts in a directory below; a file that cannot be read is told of, with the reason."""
        known = self.patterns
        exclude = common_directory(directory)
        if exclude is not None:
            # What is said outside of a repository does not count inside.
            known = _read(os.path.join(exclude, "info", "exclude"), directory, tell, follow=True)
        return GitIgnore(_read(os.path.join(directory, NAME), directory, tell) + known)


def above(directory: str, tell: Tell) -> GitIgnore:
    """Return what the files above a directory say of it: those of the repository that it is in."""
    found = GitIgnore()
    top = top_of(directory)
    if top is None or top == directory:
        return found
    # The first is the top itself.
    steps = os.path.relpath(directory, top).split(os.sep)
    for count in range(len(steps)):
        found = found.entering(os.path.join(top, *steps[:count]), tell)
    return found


def _read(path: str, directory: str, tell: Tell, *, follow: bool = False) -> tuple[_Patterns, ...]:
    """Read a file of patterns; of one that is not there, or that says nothing, nothing comes."""
    try:
        # Git follows no link in the place of a .gitignore.
        status = os.stat(path) if follow else os.lstat(path)
    except OSError:
        return ()
    if not stat.S_ISREG(status.st_mode):
        return ()
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        tell(path, reason(error))
        return ()
    if len(data) > LARGEST:
        tell(path, f"it is larger than {LARGEST // 1024} KiB")
        return ()
    costly: list[str] = []
    lines = list(_lines(data, costly))
    if len(lines) > MOST_PATTERNS:
        tell(path, f"it has more than {MOST_PATTERNS} patterns")
        return ()
    if costly:
        others = f"; so it is with {len(costly) - 1} more" if len(costly) > 1 else ""
        tell(path, f"{costly[0]}{others}")
    if not lines:
        return ()
    base = directory if directory.endswith(os.sep) else directory + os.sep
    return (_compiled(base, lines),)


def _compiled(base: str, lines: Iterable[tuple[str, bool]]) -> _Patterns:
    # Imported here: most runs name their files, and many trees have no such file.
    from pathspec import GitIgnoreSpec

    for_files: list[Any] = []
    for_directories: list[Any] = []
    for line, only_directories in lines:
        try:
            patterns = GitIgnoreSpec.from_lines([line]).patterns
        except (ValueError, re.error):
            # Git matches nothing with these: a backslash at the end, a range from z to a.
            continue
        for_directories += patterns
        for_files += () if only_directories else patterns
    return _Patterns(base, GitIgnoreSpec(for_files), GitIgnoreSpec(for_directories))


def _lines(data: bytes, costly: list[str]) -> Iterator[tuple[str, bool]]:
    """Yield each pattern as the library takes it to match whole paths, and whether it is for directories only.

    What is said of those that could take long goes into ``costly``; they are passed over.
    """
    for number, line in enumerate(data.removeprefix(_BYTE_ORDER_MARK).decode("latin-1").split("\n"), 1):
        # As in C, a text ends with NUL.
        pattern = _without_blanks(line.removesuffix("\r").partition("\0")[0])
        negation = "!" if pattern.startswith("!") else ""
        body = pattern.removeprefix("!")
        only_directories = body.endswith("/")
        body = body.removesuffix("/").replace("[[]", "\\[")
        if line.startswith("#") or not body or _ODD_BRACKETS.search(body):
            continue
        flaw = too_many_asterisks(body)
        if flaw:
            costly.append(f"the pattern in line {number} {flaw}")
            continue
        is_anchored = "/" in body
        parts = [_part(part) for part in body.removeprefix("/").split("/")]
        if not is_anchored and parts == ["**"]:
            parts = ["*"]
        elif parts[-1] == "**":
            # What is below is meant, not the directory itself.
            parts.append("*")
        yield f"{negation}{'/' if is_anchored else '**/'}{'/'.join(parts)}{_END}", only_directories


def _without_blanks(line: str) -> str:
    """Take the blanks at the end away, but for one with a backslash before it."""
    short = line.rstrip(" ")
    backslashes = len(short) - len(short.rstrip("\\"))
    return short + " " if backslashes % 2 and len(short) < len(line) else short


def _part(part: str) -> str:
    """Write the asterisks of one part in one way: two for any directories, one for anything within a name."""
    if re.fullmatch(r"\*\*+", part):
        return "**"
    return re.sub(r"(?<!\\)\*+", "*", part)
