"""What lies beside a config: the security file and the targets of its references."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from picoclaw_lint.discover.company import Company
from picoclaw_lint.discover.reading import Unreadable, read_source
from picoclaw_lint.discover.recognition import looks_like_picoclaw
from picoclaw_lint.discover.repository import Git
from picoclaw_lint.document import Document, parse
from picoclaw_lint.source import Source
from picoclaw_lint.structure.walker import trim
from picoclaw_lint.surroundings import Reference, Surroundings

if TYPE_CHECKING:
    from picoclaw_lint.document.yaml_nodes import Node, YamlDocument

SECURITY_FILE = ".security.yml"
CONFIG_FILE = "config.json"


def surroundings(
    document: Document,
    company: Company | None = None,
    security: YamlDocument | None = None,
    *,
    owns_security: bool = True,
) -> Surroundings:
    """Look at what lies beside a config: the security file and the targets of ``file://`` references.

    Who can get at the files is told by ``company``, and only if it is asked. A ``security`` file that was read
    already is not read again. Its backups are told with the config that owns it.
    """
    company = company or Company(Git())
    config = document.source.path
    directory = os.path.dirname(config)
    path = os.path.join(directory, SECURITY_FILE)
    if security is None and os.path.exists(path):
        security = _read_yaml(path)
    texts = {*document.survey.references, *_references(security)}
    found = {text: _reference(text, directory or ".") for text in texts}
    kept = (config, path) if owns_security else (config,)
    return Surroundings(
        security, found, company.exposure(config), company.exposure(path), lambda: company.backups(*kept)
    )


def config_beside(security: YamlDocument, company: Company | None = None) -> tuple[Document, Surroundings] | None:
    """Look for the config that a security file belongs to; None if there is none, or it is not PicoClaw's."""
    directory, name = os.path.split(security.source.path)
    path = os.path.join(directory, CONFIG_FILE)
    if name != SECURITY_FILE or not os.path.isfile(path):
        return None
    try:
        document = parse(read_source(path))
    except Unreadable:
        return None
    return (document, surroundings(document, company, security)) if looks_like_picoclaw(document) else None


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
