"""The editor without a window: it says what a server says, and never waits for ever."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from node_packages import language_server, run_node

# A key that no schema below knows, in either language.
TEXTS = {"json": '{"b": 1}\n', "yaml": "b: 1\n"}
PROGRAMS = {
    "json": ("vscode-langservers-extracted", "vscode-json-language-server"),
    "yaml": ("yaml-language-server", "yaml-language-server"),
}
LONG = 30
SHORT = 0.5


def talk(server: list[str], settings: dict[str, Any], language: str = "yaml", seconds: float = LONG) -> dict[str, Any]:
    """Return what a server says of a file that nobody has on disk."""
    uri = f"file:///home/me/a.{language}"
    asks = [{"id": "what", "kind": "hover", "line": 0, "character": 2 if language == "json" else 0}]
    document = {"uri": uri, "language": language, "text": TEXTS[language], "asks": asks}
    given = {"server": server, "settings": settings, "documents": [document], "seconds": seconds}
    report: dict[str, Any] = run_node("lsp.mjs", given=given)["documents"][uri]
    return report


@pytest.fixture
def schema(tmp_path: Path) -> str:
    path = tmp_path / "any.schema.json"
    path.write_text(json.dumps({"properties": {"b": {"type": "string", "description": "The second letter"}}}), "utf-8")
    return path.as_uri()


@pytest.mark.parametrize("form", ["nested", "dotted"])
@pytest.mark.parametrize("language", PROGRAMS)
def test_settings_reach_a_server_nested_or_with_dots(language: str, form: str, schema: str) -> None:
    by_language: dict[str, dict[str, Any]] = {
        "json": {"schemas": [{"fileMatch": ["*.json"], "url": schema}], "validate": {"enable": True}},
        "yaml": {"schemas": {schema: "*.yaml"}, "schemaStore": {"enable": False}},
    }
    settings = by_language[language]
    dotted = {f"{language}.{key}": value for key, value in settings.items()}
    report = talk(language_server(*PROGRAMS[language]), {language: settings} if form == "nested" else dotted, language)
    assert [mark["message"] for mark in report["diagnostics"]] == ['Incorrect type. Expected "string".']
    assert "The second letter" in str(report["answers"]["what"]["contents"])


@pytest.mark.parametrize("language", PROGRAMS)
def test_of_a_file_that_no_schema_is_for_nothing_is_said(language: str) -> None:
    settings = {"yaml.schemaStore": {"enable": False}, "json.validate": {"enable": True}}
    report = talk(language_server(*PROGRAMS[language]), settings, language)
    assert report["diagnostics"] == []


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        ("setInterval(() => {}, 1000)", "no answer within 0.5 seconds"),
        ("console.error('out of luck'); process.exit(3)", "ended by itself, with 3: out of luck"),
    ],
    ids=["silent", "dead"],
)
def test_a_server_that_does_not_answer_is_reported(script: str, complaint: str) -> None:
    node, *_ = language_server(*PROGRAMS["yaml"])
    with pytest.raises(AssertionError, match=complaint):
        talk([node, "-e", script], {}, seconds=SHORT)
