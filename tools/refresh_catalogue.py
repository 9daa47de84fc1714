#!/usr/bin/env python3
"""Rebuild the catalogue of models from pinned packages and a few hand-kept overrides.

``tools/catalogue/sources.lock`` names each package with its version and sha256. A wheel is downloaded,
checked and read as an archive; nothing in it is installed, imported or run. What the packages do not say
comes from ``tools/catalogue/overrides.json``, where each entry has a reason and a source.

Usage::

    python tools/refresh_catalogue.py                   # write the catalogue
    python tools/refresh_catalogue.py --check           # exit 1 if the catalogue is not what the lock gives
    python tools/refresh_catalogue.py --wheel-dir DIR   # read wheels that are already there, no network

Exit codes: 0 done or up to date, 1 ``--check`` found a difference, 2 it could not be built.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import inspect
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
LOCK: Final = ROOT / "tools" / "catalogue" / "sources.lock"
OVERRIDES: Final = ROOT / "tools" / "catalogue" / "overrides.json"
CATALOGUE: Final = ROOT / "schema" / "picoclaw_schema" / "catalogue" / "models.json"

DEFAULT_KIND: Final = "chat"
KINDS: Final = frozenset(
    {
        DEFAULT_KIND,
        "responses",
        "completion",
        "embedding",
        "image",
        "stt",
        "tts",
        "realtime",
        "moderation",
        "video",
    }
)
# The order in which a row's keys are written: kind, context window, output limit, shutdown date, replacement.
FIELDS: Final = ("k", "ctx", "out", "eol", "to")

Row = dict[str, str | int]
Rows = dict[str, Row]
Providers = dict[str, Rows]


class CatalogueError(Exception):
    """Something the person who runs the tool can act on; its text is all that is shown."""


@dataclass(frozen=True)
class Member:
    """A list of ids inside a wheel: the file, the name the list is bound to, the kind of its models."""

    path: str
    name: str
    kind: str


@dataclass(frozen=True)
class Source:
    """One pinned package of the lock."""

    id: str
    package: str
    version: str
    sha256: str
    members: tuple[Member, ...]

    @property
    def requirement(self) -> str:
        """The package as pip wants it."""
        return f"{self.package}=={self.version}"


@dataclass(frozen=True)
class Lock:
    """What the catalogue is built from, and the day its facts were read."""

    as_of: str
    sources: tuple[Source, ...]


# --- reading what is pinned ---------------------------------------------------------------------------------


def read_json(path: Path) -> Any:
    """Parse a JSON file, or say which file is at fault."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CatalogueError(f"cannot read {path}: {error.strerror}") from error
    except ValueError as error:
        raise CatalogueError(f"{path} is not valid JSON: {error}") from error


def load_lock(path: Path) -> Lock:
    """Read the lock."""
    data = read_json(path)
    try:
        sources = tuple(
            Source(
                id=entry["id"],
                package=entry["package"],
                version=entry["version"],
                sha256=entry["sha256"],
                members=tuple(Member(**member) for member in entry["members"]),
            )
            for entry in data["sources"]
        )
        lock = Lock(as_of=data["as_of"], sources=sources)
    except (KeyError, TypeError) as error:
        raise CatalogueError(f"{path}: missing or unexpected key: {error}") from error
    for source in lock.sources:
        for member in source.members:
            if member.kind not in KINDS:
                raise CatalogueError(f"{path}: {member.path}: unknown kind {member.kind!r}")
    return lock


# --- fetching -----------------------------------------------------------------------------------------------


def download(source: Source, directory: Path) -> None:
    """Let pip fetch the wheel; it refuses a file whose hash is not the pinned one."""
    requirements = directory / "requirements.txt"
    requirements.write_text(f"{source.requirement} --hash=sha256:{source.sha256}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--only-binary=:all:", "--require-hashes"]
    command += ["--dest", str(directory), "-r", str(requirements)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        reason = "\n".join(done.stderr.strip().splitlines()[-5:])
        raise CatalogueError(f"pip could not download {source.requirement}:\n{reason}")


def find_wheel(source: Source, directory: Path) -> Path:
    """The one wheel of a source in a directory, with the pinned content."""
    stem = re.sub(r"[-_.]+", "_", source.package).lower()
    found = sorted(directory.glob(f"{stem}-{source.version}-*.whl"))
    if not found:
        raise CatalogueError(f"no wheel of {source.requirement} in {directory}")
    digests = {wheel: hashlib.sha256(wheel.read_bytes()).hexdigest() for wheel in found}
    for wheel, digest in digests.items():
        if digest == source.sha256:
            return wheel
    wheel, digest = next(iter(digests.items()))
    raise CatalogueError(f"{wheel.name} has sha256 {digest}, but {source.sha256} is pinned")


# --- openai: a wheel to rows --------------------------------------------------------------------------------

_IDS: Final = re.compile(r'^((?:"[^"]+",?\s*)+):\s*(.*)$')
_ISO: Final = re.compile(r"Announced shutdown date: (\d{4}-\d{2}-\d{2})")
_PROSE: Final = re.compile(r"\b(?:shut down|retired) on ([A-Z][a-z]+ \d{1,2}, \d{4})")
_NOT_A_MODEL: Final = "Not a supported model ID"


def read_openai(wheel: zipfile.ZipFile, source: Source) -> Rows:
    """The ids of OpenAI's own package, with the kind of their list and the shutdown date below it."""
    rows: Rows = {}
    refused: set[str] = set()
    for member in source.members:
        ids, docstring = read_list(read_member(wheel, member, source), member)
        for model in ids:
            # A model named in several lists keeps the kind of the first: chat models are also realtime ones.
            rows.setdefault(model, {"k": member.kind})
        for model, shutdown in deprecations(docstring).items():
            if shutdown is None:
                refused.add(model)
            elif model in ids:
                rows[model]["eol"] = min(str(rows[model].get("eol", shutdown)), shutdown)
    return {model: row for model, row in rows.items() if model not in refused}


def read_member(wheel: zipfile.ZipFile, member: Member, source: Source) -> str:
    """The text of one file of the wheel."""
    try:
        return wheel.read(member.path).decode("utf-8")
    except KeyError as error:
        raise CatalogueError(f"{source.requirement} has no file {member.path}") from error


def read_list(text: str, member: Member) -> tuple[list[str], str]:
    """The strings of ``Name: TypeAlias = Literal[...]`` or ``name: Literal[...]``, and its docstring."""
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise CatalogueError(f"{member.path} is not Python that can be read: {error}") from error
    ids: list[str] = []
    docstring = ""
    for statement, following in statements(tree):
        if not (isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)):
            continue
        if statement.target.id != member.name:
            continue
        ids += literals(statement.value) if statement.value is not None else []
        ids += literals(statement.annotation)
        match following:
            case ast.Expr(value=ast.Constant(value=str(below))):
                docstring += inspect.cleandoc(below) + "\n\n"
    if not ids:
        raise CatalogueError(f"{member.path}: {member.name} lists no model; the package has changed its shape")
    return ids, docstring


def statements(tree: ast.Module) -> Iterator[tuple[ast.stmt, ast.stmt | None]]:
    """Each statement of the module and of its classes, with the one after it."""
    bodies = [tree.body, *(node.body for node in tree.body if isinstance(node, ast.ClassDef))]
    for body in bodies:
        yield from zip(body, [*body[1:], None], strict=True)


def literals(expression: ast.expr) -> list[str]:
    """The strings of every ``Literal[...]`` in a type, in the order written."""
    found = []
    for node in ast.walk(expression):
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Literal":
            items = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            found += [item.value for item in items if isinstance(item, ast.Constant)]
    return [value for value in found if isinstance(value, str)]


def deprecations(docstring: str) -> dict[str, str | None]:
    """What a docstring says under "Deprecated values": id to shutdown date, or to None where it is no model.

    A bullet in unknown words stops the refresh: read as "no date", a retired model would pass as live.
    """
    found: dict[str, str | None] = {}
    for bullet in bullets(docstring):
        head = _IDS.match(bullet)
        if head is None:
            raise CatalogueError(f"cannot read the ids of this deprecation: {bullet}")
        shutdown = shutdown_of(head[2], bullet)
        for model in re.findall(r'"([^"]+)"', head[1]):
            found[model] = shutdown
    return found


def bullets(docstring: str) -> Iterator[str]:
    """The bullets after each "Deprecated values:", every one joined to a single line."""
    for section in docstring.split("Deprecated values:")[1:]:
        bullet: list[str] = []
        for line in section.strip().splitlines():
            if line.startswith("- ") or not line.startswith("  "):
                if bullet:
                    yield " ".join(bullet)
                bullet = []
            if line.strip() and not line.startswith(("- ", "  ")):
                break  # ordinary text again: the list is over
            if line.strip():
                bullet.append(line.removeprefix("- ").strip())
        if bullet:
            yield " ".join(bullet)


def shutdown_of(words: str, bullet: str) -> str | None:
    """The date in the words of a bullet as YYYY-MM-DD; None where they say that the id is no model."""
    if words.startswith(_NOT_A_MODEL):
        return None
    try:
        if iso := _ISO.search(words):
            return date.fromisoformat(iso[1]).isoformat()
        if prose := _PROSE.search(words):
            return datetime.strptime(prose[1], "%B %d, %Y").date().isoformat()
    except ValueError as error:
        raise CatalogueError(f"no such day ({error}) in this deprecation: {bullet}") from error
    raise CatalogueError(f"no shutdown date in this deprecation: {bullet}")


# A further source is one more function here and one more entry in the lock.
READERS: Final[dict[str, tuple[str, Callable[[zipfile.ZipFile, Source], Rows]]]] = {
    "openai": ("openai", read_openai),
}


# --- overrides ----------------------------------------------------------------------------------------------


def apply_overrides(providers: Providers, overrides: dict[str, list[dict[str, Any]]]) -> Providers:
    """The rows with the hand-kept entries laid over them; only a kind may replace what a package says."""
    result = {provider: {model: dict(row) for model, row in rows.items()} for provider, rows in providers.items()}
    for provider, entries in overrides.items():
        rows = result.setdefault(provider, {})
        for entry in entries:
            check_entry(provider, entry)
            for model in entry["ids"]:
                override(rows, model, entry, f"overrides.json: {provider}/{model}")
    return result


def check_entry(provider: str, entry: dict[str, Any]) -> None:
    """Refuse an entry that does not say why, or sets what no row has."""
    unknown = set(entry) - {"ids", "add", "set", "reason", "source"}
    if unknown or not entry.get("ids"):
        raise CatalogueError(f"overrides.json: {provider}: an entry needs ids and may not have {sorted(unknown)}")
    where = f"overrides.json: {provider}/{entry['ids'][0]}"
    if not entry.get("reason") or not entry.get("source"):
        raise CatalogueError(f"{where}: an entry needs a reason and a source")
    if alien := set(entry.get("set", {})) - set(FIELDS):
        raise CatalogueError(f"{where}: unknown fields {sorted(alien)}")


def override(rows: Rows, model: str, entry: dict[str, Any], where: str) -> None:
    """Lay one entry over one model."""
    if entry.get("add"):
        if model in rows:
            raise CatalogueError(f"{where}: a package has this id by now; drop it from the additions")
        rows[model] = {}
    if model not in rows:
        raise CatalogueError(f"{where}: no package has this id; is it misspelt, or to be added?")
    row = rows[model]
    for key, value in entry.get("set", {}).items():
        if key in row and (key != "k" or row[key] == value):
            raise CatalogueError(f"{where}: {key} is {row[key]!r} already; drop it here")
        row[key] = value


# --- the file -----------------------------------------------------------------------------------------------


def check_rows(providers: Providers, as_of: str) -> None:
    """Refuse values of the wrong shape, and a replacement that is unknown or was shut down itself."""
    for provider, rows in providers.items():
        for model, row in rows.items():
            where = f"{provider}/{model}"
            if row.get("k", DEFAULT_KIND) not in KINDS:
                raise CatalogueError(f"{where}: unknown kind {row['k']!r}")
            for limit in ("ctx", "out"):
                if limit in row and (type(row[limit]) is not int or int(row[limit]) <= 0):
                    raise CatalogueError(f"{where}: {limit} must be a positive number")
            if "eol" in row and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(row["eol"])):
                raise CatalogueError(f"{where}: eol must be YYYY-MM-DD")
            if "to" in row:
                successor = rows.get(str(row["to"]))
                if successor is None or str(successor.get("eol", "9999")) <= as_of:
                    raise CatalogueError(f"{where}: its replacement {row['to']} is not a live model")


def render(lock: Lock, overrides_text: str, providers: Providers) -> str:
    """The catalogue as text: one model a line, so that a diff shows one line a changed model."""
    sources = [
        {
            "id": source.id,
            "pkg": f"pypi:{source.requirement}",
            "sha256": source.sha256,
            "files": [member.path for member in source.members],
        }
        for source in lock.sources
    ]
    sources.append(
        {
            "id": "h",
            "pkg": "hand-kept overrides",
            "sha256": hashlib.sha256(overrides_text.encode()).hexdigest(),
            "files": ["tools/catalogue/overrides.json"],
        }
    )
    blocks = [
        f"{compact(provider)}:{{\n"
        + ",\n".join(f"{compact(model)}:{compact(minimal(rows[model]))}" for model in sorted(rows))
        + "\n}"
        for provider, rows in sorted(providers.items())
    ]
    head = f'{{"schema":1,"as_of":{compact(lock.as_of)},"sources":[\n'
    return head + ",\n".join(map(compact, sources)) + '\n],"providers":{\n' + ",\n".join(blocks) + "\n}}\n"


def minimal(row: Row) -> Row:
    """A row's keys in their order, without the kind that most models have."""
    return {key: row[key] for key in FIELDS if key in row and (key, row[key]) != ("k", DEFAULT_KIND)}


def compact(value: object) -> str:
    """JSON without blanks."""
    return json.dumps(value, separators=(",", ":"))


def build(lock: Lock, overrides_path: Path, wheels: Path | None) -> str:
    """The text of the catalogue, from the lock, the overrides and the wheels."""
    providers: Providers = {}
    for source in lock.sources:
        provider, rows = read_source(source, wheels)
        providers.setdefault(provider, {}).update(rows)
    overrides = read_json(overrides_path)
    if not isinstance(overrides, dict):
        raise CatalogueError(f"{overrides_path}: an object of provider to entries is wanted")
    providers = apply_overrides(providers, overrides)
    check_rows(providers, lock.as_of)
    return render(lock, overrides_path.read_text(encoding="utf-8"), providers)


def read_source(source: Source, wheels: Path | None) -> tuple[str, Rows]:
    """The provider and the rows of one source, fetched first if no directory of wheels is given."""
    if source.package not in READERS:
        raise CatalogueError(f"sources.lock: nothing here can read {source.package}")
    provider, reader = READERS[source.package]
    with tempfile.TemporaryDirectory(prefix="catalogue-") as temporary:
        directory = wheels or Path(temporary)
        if wheels is None:
            download(source, directory)
        path = find_wheel(source, directory)
        try:
            with zipfile.ZipFile(path) as wheel:
                return provider, reader(wheel, source)
        except zipfile.BadZipFile as error:
            raise CatalogueError(f"{path.name} is not a wheel: {error}") from error


# --- what changed -------------------------------------------------------------------------------------------


def models_of(text: str) -> dict[str, Row]:
    """``provider/id`` to row; empty for a text that is no catalogue."""
    try:
        providers = json.loads(text)["providers"]
        return {f"{name}/{model}": row for name, rows in providers.items() for model, row in rows.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def changes(old: str, new: str, limit: int = 10) -> list[str]:
    """A short account of what differs: added, removed and changed models, the first few by name."""
    before, after = models_of(old), models_of(new)
    both = sorted(before.keys() & after.keys())
    named = {
        "added": sorted(after.keys() - before.keys()),
        "removed": sorted(before.keys() - after.keys()),
        "changed": [f"{m}: {compact(before[m])} -> {compact(after[m])}" for m in both if before[m] != after[m]],
    }
    lines: list[str] = []
    for word, items in named.items():
        lines += [f"{word}: {item}" for item in items[:limit]]
        if len(items) > limit:
            lines.append(f"{word}: {len(items) - limit} more")
    if not lines and old != new:
        lines.append("the models are the same; the head or the layout of the file differs")
    return lines


def census(text: str) -> str:
    """How many models of each kind there are, and how many have a limit or a date."""
    rows = models_of(text).values()
    kinds = Counter(str(row.get("k", DEFAULT_KIND)) for row in rows)
    known = {field: sum(field in row for row in rows) for field in FIELDS[1:]}
    counts = [f"{kind} {count}" for kind, count in sorted(kinds.items())]
    counts += [f"with {field} {count}" for field, count in known.items()]
    return f"{len(rows)} models: " + ", ".join(counts)


# --- command line -------------------------------------------------------------------------------------------


def parse_arguments(arguments: list[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Rebuild the catalogue of models from pinned packages.")
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if the catalogue is out of date")
    parser.add_argument("--wheel-dir", type=Path, metavar="DIR", help="read the wheels in DIR instead of downloading")
    parser.add_argument("--lock", type=Path, default=LOCK, metavar="FILE", help="default: tools/catalogue/sources.lock")
    parser.add_argument(
        "--overrides",
        type=Path,
        default=OVERRIDES,
        metavar="FILE",
        help="default: tools/catalogue/overrides.json",
    )
    parser.add_argument("--output", type=Path, default=CATALOGUE, metavar="FILE", help="default: the shipped file")
    return parser.parse_args(arguments)


def refresh(options: argparse.Namespace) -> int:
    """Build, then compare or write."""
    output: Path = options.output
    new = build(load_lock(options.lock), options.overrides, options.wheel_dir)
    # Bytes, since a line ending changed by a checkout is a difference too.
    old = output.read_bytes().decode("utf-8", "replace") if output.exists() else ""
    differences = changes(old, new)
    for line in differences:
        print(line)
    if options.check and differences:
        print(f"{output.name} is out of date; run tools/refresh_catalogue.py", file=sys.stderr)
        return 1
    if differences:
        output.write_text(new, encoding="utf-8", newline="\n")
    print(f"{output.name}: {census(new)}")
    return 0


def main(arguments: list[str] | None = None) -> int:
    """Run the tool."""
    try:
        return refresh(parse_arguments(arguments))
    except (CatalogueError, OSError) as error:
        print(f"refresh_catalogue: {error}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
