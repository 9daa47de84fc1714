"""Finding and reading what is to be judged: the one place, with the writing of fixes, that touches the world."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from picoclaw_lint.document import Document
from picoclaw_lint.source import Source
from picoclaw_lint.structure.walker import trim
from picoclaw_lint.surroundings import Reference, Surroundings

if TYPE_CHECKING:
    from picoclaw_lint.document.yaml_nodes import Node, YamlDocument

SECURITY_FILE = ".security.yml"
# Directories that never hold a config of the user's own. PicoClaw's agents work in "workspace".
_SKIPPED = frozenset((".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", "venv", "workspace"))
LARGEST = 16 * 1024 * 1024


class Unreadable(Exception):
    """A file that cannot be judged; the text says why, as a phrase."""


def read_source(path: str) -> Source:
    """Read a file; raises :class:`Unreadable`."""
    try:
        mode = os.stat(path).st_mode
        if not stat.S_ISREG(mode):
            # To open a pipe would wait for somebody to write into it.
            raise Unreadable("it is a directory" if stat.S_ISDIR(mode) else "it is no regular file")
        with open(path, "rb") as file:
            # The size of a device says nothing, and it may never end.
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise Unreadable((error.strerror or type(error).__name__).lower()) from error
    if len(data) > LARGEST:
        raise Unreadable(f"it is larger than {LARGEST // 1024 // 1024} MiB")
    return Source(path, data)


def looks_like_picoclaw(document: Document) -> bool:
    """Whether a file is PicoClaw's, by its content: ``config.json`` is what many programs call theirs.

    Works on broken files as far as they could be read.
    """
    value = document.value
    if not isinstance(value, dict):
        return False
    if isinstance(value.get("model_list"), list) or isinstance(value.get("channel_list"), dict):
        return True
    agents, channels = value.get("agents"), value.get("channels")
    if isinstance(agents, dict) and isinstance(agents.get("defaults"), dict):
        return True
    return isinstance(channels, dict) and isinstance(value.get("gateway", value.get("tools")), dict)


def default_paths() -> list[str]:
    """Return the configs to check when none is named: where PicoClaw itself would look, nearest first."""
    named = os.environ.get("PICOCLAW_CONFIG")
    if named:
        return [named]
    here = [path for path in ("config.json", os.path.join(".picoclaw", "config.json")) if _is_config(path)]
    if here:
        return here
    home = os.environ.get("PICOCLAW_HOME") or os.path.join(os.path.expanduser("~"), ".picoclaw")
    path = os.path.join(home, "config.json")
    return [path] if os.path.isfile(path) else []


def _is_config(path: str) -> bool:
    from picoclaw_lint.document import parse

    try:
        return os.path.isfile(path) and looks_like_picoclaw(parse(read_source(path)))
    except Unreadable:
        return False


def search(directory: str) -> Iterator[str]:
    """Yield the files below a directory that look like a PicoClaw config, sorted; links are not followed."""
    for folder, folders, files in os.walk(directory):
        folders[:] = sorted(name for name in folders if name not in _SKIPPED)
        for name in sorted(files):
            path = os.path.join(folder, name)
            if name.endswith(".json") and _is_config(path):
                yield path


def surroundings(document: Document, ask_git: Callable[[], bool | None] = lambda: None) -> Surroundings:
    """Look at what lies beside a config: the security file and the targets of ``file://`` references."""
    directory = os.path.dirname(document.source.path)
    path = os.path.join(directory, SECURITY_FILE)
    security = _read_yaml(path) if os.path.exists(path) else None
    texts = {*document.survey.references, *_references(security)}
    found = {text: _reference(text, directory or ".") for text in texts}
    return Surroundings(security, found, ask_git)


def _read_yaml(path: str) -> YamlDocument:
    from picoclaw_lint.document.yaml_nodes import YamlDocument, YamlProblem, parse_yaml

    if os.path.isdir(path):
        # PicoClaw takes only a file that is not there for none.
        return YamlDocument(Source(path, b""), None, YamlProblem("it is a directory", None))
    return parse_yaml(read_source(path))


def _references(security: YamlDocument | None) -> Iterator[str]:
    waiting: list[Node] = [security.root] if security is not None and security.root is not None else []
    while waiting:
        node = waiting.pop()
        if node.text.startswith("file://"):
            yield node.text
        waiting += node.entries.values()
        waiting += node.items


def _reference(text: str, directory: str) -> Reference:
    """Follow a reference as PicoClaw does: links first, then whether it stays inside, then the content."""
    name = text.removeprefix("file://").strip()
    if not name:
        return "unnamed"
    base = os.path.realpath(directory)
    if "\0" in name:
        return "unreadable"
    # PicoClaw joins with the directory even what looks absolute.
    target = os.path.realpath(os.path.join(base, name.lstrip("/")))
    if not os.path.exists(target):
        return "missing"
    if os.path.commonpath((base, target)) != base:
        return "outside"
    if os.path.isdir(target):
        return "directory"
    try:
        return "filled" if trim(read_source(target).text) else "empty"
    except Unreadable:
        return "unreadable"


class Git:
    """What git knows of the files of a run: asked once for each repository, when first needed."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = {os.path.realpath(path) for path in paths}
        self._tracked: dict[str, frozenset[str] | None] = {}

    def tracks(self, path: str) -> bool | None:
        """Whether git tracks a file or has it staged; None outside of a repository, or if git cannot tell."""
        real = os.path.realpath(path)
        top = _repository(os.path.dirname(real))
        if top is None:
            return None
        if top not in self._tracked or real not in self._paths:
            self._paths.add(real)
            inside = [other for other in self._paths if _repository(os.path.dirname(other)) == top]
            self._tracked[top] = _tracked_files(top, inside)
        tracked = self._tracked[top]
        return None if tracked is None else real in tracked


def _repository(directory: str) -> str | None:
    """Return the top of the work tree that a directory is in; a submodule or worktree has a file ``.git``."""
    while not os.path.exists(os.path.join(directory, ".git")):
        parent = os.path.dirname(directory)
        if parent == directory:
            return None
        directory = parent
    return directory


def _tracked_files(top: str, paths: list[str]) -> frozenset[str] | None:
    import subprocess

    # A repository may name programs for git to run; none of them is needed for this question.
    command = ["git", "-C", top, "-c", "core.fsmonitor=false", "ls-files", "-z", "--cached", "--"]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    found: set[str] = set()
    for start in range(0, len(paths), 500):
        chunk = [f":(literal){os.path.relpath(path, top)}" for path in paths[start : start + 500]]
        try:
            answer = subprocess.run([*command, *chunk], capture_output=True, check=True, env=environment, timeout=60)
        except (OSError, subprocess.SubprocessError):
            return None
        names = answer.stdout.decode("utf-8", "surrogateescape").split("\0")
        found.update(os.path.join(top, name) for name in names if name)
    return frozenset(found)
