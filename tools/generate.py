"""Write every generated file of the repository; with ``--check``, only say which ones are not current.

    python tools/generate.py [--check]

Exit code 0 when all is current (or was written), 1 when ``--check`` found a file that is not.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PUBLISHED = ROOT / "schema/picoclaw_schema/published"
STORE = ROOT / "schema/schemastore"
RULES = ROOT / "linter/picoclaw_lint/rules"

Files = dict[Path, str]


def project() -> tuple[str, str]:
    """Return version and address of the project, from the one place that states them."""
    # No tomllib on Python 3.10, and two lines are all that is needed.
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    version = re.search(r'^version = "(.+)"$', text, re.M)
    homepage = re.search(r'^Homepage = "(.+)"$', text, re.M)
    if version is None or homepage is None:
        raise SystemExit("pyproject.toml states no version or no Homepage")
    return version[1], homepage[1]


def project_module() -> Files:
    """The module that tells the linter who it is; importlib.metadata would cost more than a check."""
    version, homepage = project()
    text = (
        '"""Who we are, from pyproject.toml. Written by tools/generate.py."""\n\n'
        f'VERSION = "{version}"\nHOMEPAGE = "{homepage}"\n'
    )
    return {ROOT / "linter/picoclaw_lint/project.py": text}


def schema_files() -> Files:
    """The shape table, the dead fields and the published schemas: for editors, for validators, and for SchemaStore."""
    from picoclaw_schema import DEFAULT_RELEASE, RELEASES
    from picoclaw_schema.emit.dead_fields import emit_dead_fields
    from picoclaw_schema.emit.draft7 import emit_schema
    from picoclaw_schema.emit.flavour import EDITOR, STRICT, Flavour
    from picoclaw_schema.emit.shape import emit_shape
    from picoclaw_schema.emit.types import read_models

    table = read_models()
    _, homepage = project()
    files = {
        PUBLISHED / "shape.json": _one_type_a_line(emit_shape(table)),
        PUBLISHED / "dead_fields.json": _json(emit_dead_fields(table)),
    }
    wanted: dict[str, tuple[str, Flavour]] = {"config.schema.json": (DEFAULT_RELEASE, EDITOR)}
    for release in RELEASES:
        wanted[f"config-{release}.schema.json"] = (release, EDITOR)
        wanted[f"config-{release}.strict.schema.json"] = (release, STRICT)
    for name, (release, flavour) in wanted.items():
        url = f"{homepage}/raw/main/schema/picoclaw_schema/published/{name}"
        files[PUBLISHED / name] = _json(emit_schema(table, release, flavour, url))
    return files


def schemastore_files() -> Files:
    """What SchemaStore is to take over: the schema of the default release and its entry in the catalogue."""
    from picoclaw_schema import DEFAULT_RELEASE
    from picoclaw_schema.emit.draft7 import emit_schema
    from picoclaw_schema.emit.flavour import SCHEMASTORE
    from picoclaw_schema.emit.types import read_models

    url = "https://www.schemastore.org/picoclaw.json"
    entry = {
        "name": "PicoClaw",
        "description": "Configuration of PicoClaw, a small personal AI assistant",
        "fileMatch": ["**/.picoclaw/config.json"],
        "url": url,
    }
    return {
        STORE / "src/schemas/json/picoclaw.json": _as_prettier_does(
            emit_schema(read_models(), DEFAULT_RELEASE, SCHEMASTORE, url)
        ),
        STORE / "catalog-entry.json": _as_prettier_does(entry),
    }


def security_schema_files() -> Files:
    """The schemas of the security file."""
    from picoclaw_schema import DEFAULT_RELEASE, RELEASES
    from picoclaw_schema.emit.security_file import emit_security_schema
    from picoclaw_schema.emit.types import read_models

    table = read_models()
    _, homepage = project()
    releases = {"security.schema.json": DEFAULT_RELEASE} | {f"security-{name}.schema.json": name for name in RELEASES}
    files: Files = {}
    for name, release in releases.items():
        url = f"{homepage}/raw/main/schema/picoclaw_schema/published/{name}"
        files[PUBLISHED / name] = _json(emit_security_schema(table, release, url))
    return files


def _json(value: Any) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def _as_prettier_does(value: Any) -> str:
    """Write JSON in the form that SchemaStore's checks ask for: an array of scalars takes one line where it fits."""

    def written(value: Any, margin: str, taken: int) -> str:
        inner = margin + "  "
        if isinstance(value, dict) and value:
            last = [*value][-1]
            members = []
            for key, item in value.items():
                start = f"{json.dumps(key, ensure_ascii=False)}: "
                members.append(start + written(item, inner, len(inner + start) + (key != last)))
            return f"{{\n{inner}" + f",\n{inner}".join(members) + f"\n{margin}}}"
        if isinstance(value, list) and value:
            items = [written(item, inner, len(inner) + 1) for item in value]
            line = f"[{', '.join(items)}]"
            if "\n" not in line and taken + len(line) <= 80:
                return line
            return f"[\n{inner}" + f",\n{inner}".join(items) + f"\n{margin}]"
        return json.dumps(value, ensure_ascii=False)

    return written(value, "", 0) + "\n"


def _one_type_a_line(shape: dict[str, Any]) -> str:
    head = {key: value for key, value in shape.items() if key != "types"}
    lines = [f" {json.dumps(name)}: {json.dumps(spec)}" for name, spec in shape["types"].items()]
    return json.dumps(head)[:-1] + ', "types": {\n' + ",\n".join(lines) + "\n}}\n"


def rule_modules() -> list[tuple[str, str]]:
    """Return (family, module) of every rule: each is one file in the folder of its family."""
    paths = sorted(RULES.glob("*/*.py"))
    return [(path.parent.name, path.stem) for path in paths if path.stem != "__init__"]


def rule_index() -> Files:
    """The explicit list of rules; looking for them at start would cost time."""
    modules = rule_modules()
    lines = [
        '"""Every rule there is. Written by tools/generate.py."""\n',
        "from picoclaw_lint.rule import Rule",
        *(f"from picoclaw_lint.rules.{family} import {module}" for family, module in modules),
        "\nRULES: tuple[Rule, ...] = (",
        *(f"    {module}.check," for _, module in modules),
        ")\n",
    ]
    return {RULES / "index.py": "\n".join(lines)}


def rule_pages() -> Files:
    """A page for each rule, from its docstring and examples, and the table of all."""
    from rule_pages import pages

    return {ROOT / "docs/rules" / name: text for name, text in pages().items()}


def config_reference() -> Files:
    """The page on every key of the config."""
    from config_reference import page

    return {ROOT / "docs/config-reference.md": page()}


# In this order: the later ones import what the earlier ones write.
GENERATORS: tuple[Callable[[], Files], ...] = (
    project_module,
    schema_files,
    schemastore_files,
    security_schema_files,
    rule_index,
    rule_pages,
    config_reference,
)


def main() -> int:
    """Write or check; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if a file is not current")
    check = parser.parse_args().check
    sys.path[:0] = [str(ROOT / "schema"), str(ROOT / "linter"), str(ROOT / "tools")]
    stale = 0
    for generator in GENERATORS:
        for path, text in generator().items():
            if path.exists() and path.read_text("utf-8") == text:
                continue
            stale += 1
            print(f"{'not current' if check else 'wrote'}: {path.relative_to(ROOT)}", file=sys.stderr)
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8", newline="\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
