"""The page docs/editor-experience.md, made of what the language services said."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import security_file_positions
import test_service_agrees_with_walker
from config_positions import COMPLETIONS, DIAGNOSES, HOVERS, Completion, Diagnosis, Hover
from language_service import Answer, Offer

PAGE = Path(__file__).resolve().parents[2] / "docs/editor-experience.md"
HOW_TO_WRITE = (
    "docs/editor-experience.md is not what the language services say now; to write it anew: "
    "pytest tests/editor/test_config_in_editor.py --snapshot-update"
)
# How many labels of a list are shown.
_SHOWN = 8
_VERSIONS: dict[str, str] = json.loads((Path(__file__).parent / "package.json").read_text("utf-8"))["dependencies"]


def page(answers: Mapping[str, Answer]) -> str:
    """Return the page, from what the JSON service said by text; the YAML server is asked here."""
    json_service, yaml_server = "vscode-json-languageservice", "yaml-language-server"
    parts = [
        "# What an editor shows",
        "A test asks the language services that editors use what they make of files with the schemas of release 0.3.0, "
        "and writes this page from their answers: "
        f"[test_config_in_editor.py](../tests/editor/test_config_in_editor.py), with `{json_service}` "
        f"{_VERSIONS[json_service]}, the service inside VS Code, and `{yaml_server}` {_VERSIONS[yaml_server]}. "
        "Do not edit it: `pytest tests/editor/test_config_in_editor.py --snapshot-update` writes it anew. "
        "How to set an editor up: [editors.md](editors.md).",
        "`‸` is the cursor, or the mouse; `↵` is a new line.",
        "## config.json: completion",
        "The list as VS Code orders it, and what is inserted, with the texts that its places start with.",
        _table(("to write", "where", "offered", "inserted"), (_completion(row, answers) for row in COMPLETIONS)),
        "## config.json: hover",
        _table(("on", "where", "said"), (_hover(row, answers) for row in HOVERS)),
        "## config.json: what is marked",
        "Everything but a mistake in the JSON itself is shown as a warning. A *hint* is about a key that should not be "
        "written any more: PicoClaw loads the file.",
        _table(("with", "in", "marked"), (_diagnosis(row, answers) for row in DIAGNOSES)),
        "## config.json: where the service and picoclaw-lint differ",
        "Both mark the same places in the recorded configs of version 3, but for these, by number of places:",
        _table(
            ("marked by one of them only", *test_service_agrees_with_walker.JUDGED),
            test_service_agrees_with_walker.rows(),
        ),
        "## .security.yml",
        _table(("", "asked", "where", "answered"), map(_security_file, security_file_positions.rows())),
    ]
    return "\n\n".join(parts) + "\n"


def _completion(row: Completion, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    offers = answers[row.text].offers
    labels = ", ".join(_code(offer.label) for offer in offers[:_SHOWN])
    more = f", ... ({len(offers)})" if len(offers) > _SHOWN else ""
    said = [
        f"{_code(offer.label)}: {_markdown(offer.documentation) or 'nothing'}"
        for offer in offers
        if offer.label in row.documents
    ]
    inserting = [offer for offer in offers if offer.label in row.inserts] or offers[:1]
    return (
        row.name,
        _code(row.text),
        "<br>".join([labels + more or "nothing", *said]),
        "<br>".join(map(_inserted, inserting)),
    )


def _inserted(offer: Offer) -> str:
    """What an offer inserts, in one line."""
    return _code(re.sub(r"\s*\n\s*", " ", offer.filled))


def _hover(row: Hover, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    return row.name, _code(row.text), _markdown(answers[row.text].hover) or "nothing"


def _diagnosis(row: Diagnosis, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    marks = sorted(answers[row.text].marks, key=lambda mark: mark.start)
    said = [
        f"{_code(row.text[mark.start : mark.end])} {'*hint* ' if mark.is_deprecation else ''}{_text(mark.message)}"
        for mark in marks
    ]
    return row.name, _code(row.text), "<br>".join(said) or "nothing"


def _security_file(row: tuple[str, str, str]) -> tuple[str, ...]:
    name, asked, told = row
    kind, _, text = asked.partition("\n")
    answer = _markdown(told) if kind == "hover" else "<br>".join(map(_text, told.splitlines()))
    if kind == "completion" and told != "nothing":
        answer = ", ".join(map(_code, told.splitlines()))
    return name, kind, _code(text.rstrip("\n")) if text else "", answer


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    return "\n".join(_table_lines([*heads], rows))


def _table_lines(heads: list[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _code(text: str) -> str:
    """Return a text as code in a cell of a table."""
    shown = text.replace("|", "\\|").replace("\t", " ").replace("\n", "↵")
    return f"`` {shown} ``" if "`" in shown else f"`{shown}`"


def _markdown(text: str) -> str:
    """Return Markdown in one line, without the backslashes that it can do without."""
    return re.sub(r"\n+", "<br>", re.sub(r"\\([-.+(){}!#>])", r"\1", text.strip())).replace("|", "\\|")


def _text(plain: str) -> str:
    """Return plain text as Markdown that shows it, in one line."""
    return _markdown(re.sub(r"([\\`*_<\[\]])", r"\\\1", plain))
