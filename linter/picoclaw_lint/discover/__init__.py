"""Finding and reading what is to be judged: the one place, with the writing of fixes, that touches the world."""

from __future__ import annotations

from picoclaw_lint.discover.company import Company
from picoclaw_lint.discover.neighbours import CONFIG_FILE, SECURITY_FILE, config_beside, surroundings
from picoclaw_lint.discover.reading import LARGEST, Unreadable, read_source
from picoclaw_lint.discover.recognition import looks_like_picoclaw
from picoclaw_lint.discover.repository import Git
from picoclaw_lint.discover.searching import Found, default_paths, notes, search

__all__ = [
    "CONFIG_FILE",
    "LARGEST",
    "SECURITY_FILE",
    "Company",
    "Found",
    "Git",
    "Unreadable",
    "config_beside",
    "default_paths",
    "looks_like_picoclaw",
    "notes",
    "read_source",
    "search",
    "surroundings",
]
