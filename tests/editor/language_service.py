"""VS Code's JSON language service, asked what it makes of configs; ``service.mjs`` runs it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from node_packages import run_node

# Where the cursor is, in the texts of these tests.
CURSOR = "‸"
# What the service calls a diagnostic for a key or value that should not be written any more.
DEPRECATED = 2
_PUBLISHED = Path(__file__).resolve().parents[2] / "schema/picoclaw_schema/published"
_PLACEHOLDER = re.compile(r"\\([\\$}])|\$\{\d+:([^}]*)\}|\$\{\d+\|([^,|]*)[^|]*\|\}|\$\d+")


class Offer(NamedTuple):
    """A line of the list that the editor shows.

    Attributes:
        kind: ``key`` or ``value``.
        label: what it shows.
        text: what is inserted, as a snippet: ``${1:text}`` is a place to write over, ``${1|one,two|}`` one to choose.
        start, end: what it takes the place of.
        detail: what stands behind the label.
        documentation: what stands beside the list.
        opens_list: whether the editor asks for the next list at once.
    """

    kind: str
    label: str
    text: str
    start: int
    end: int
    detail: str
    documentation: str
    opens_list: bool

    @property
    def filled(self) -> str:
        """What is inserted when nobody writes over the places, or chooses."""
        return _PLACEHOLDER.sub(lambda match: match[1] or match[2] or match[3] or "", self.text)


class Mark(NamedTuple):
    """A diagnostic: a stretch of the text, what is said of it, how severely, and the service's code if it has one."""

    start: int
    end: int
    message: str
    severity: str
    code: int | None

    @property
    def is_deprecation(self) -> bool:
        """Whether it only says that something should not be written any more."""
        return self.code == DEPRECATED


class Answer(NamedTuple):
    """What the service makes of a text: what it offers in the order of the list, its hover and its diagnostics."""

    offers: list[Offer]
    hover: str
    marks: list[Mark]

    @property
    def labels(self) -> list[str]:
        """The labels of what is offered."""
        return [offer.label for offer in self.offers]

    @property
    def complaints(self) -> list[Mark]:
        """The diagnostics that are more than deprecations."""
        return [mark for mark in self.marks if not mark.is_deprecation]


def published(release: str) -> Path:
    """Return the schema that editors use for a release."""
    return _PUBLISHED / f"config-{release}.schema.json"


def ask(texts: Mapping[str, str], release: str = "0.3.0") -> dict[str, Answer]:
    """Ask the service about texts by id, at the cursor where one is in a text."""
    documents = []
    for name, text in texts.items():
        before, cursor, after = text.partition(CURSOR)
        documents.append({"id": name, "text": before + after, "offset": len(before) if cursor else None})
    report = run_node("service.mjs", given={"schema": str(published(release)), "documents": documents})
    return {
        name: Answer(
            [
                Offer(
                    item["kind"],
                    item["label"],
                    item["insertText"],
                    item["start"],
                    item["end"],
                    item["detail"],
                    item["documentation"],
                    item["suggests"],
                )
                for item in answer["completions"]
            ],
            answer["hover"],
            [
                Mark(mark["start"], mark["end"], mark["message"], mark["severity"], mark.get("code"))
                for mark in answer["diagnostics"]
            ],
        )
        for name, answer in report.items()
    }


def measure(text: str, runs: int, release: str = "0.3.0") -> float:
    """Return how many milliseconds the service takes to judge a text: the median of so many runs."""
    given = {"schema": str(published(release)), "documents": [{"id": "measured", "text": text, "offset": None}]}
    milliseconds: float = run_node("service.mjs", "--measure", str(runs), given=given)["measured"]
    return milliseconds


def accept(text: str, offer: Offer) -> str:
    """Return the text once an offer is taken and its places are left as they are."""
    plain = without_cursor(text)
    return plain[: offer.start] + offer.filled + plain[offer.end :]


def without_cursor(text: str) -> str:
    """Return the text that the service gets."""
    return text.replace(CURSOR, "")
