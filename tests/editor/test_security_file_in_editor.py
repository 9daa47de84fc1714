"""The schema of the security file: what an editor makes of it, and what PicoClaw says of the same files."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError
from node_packages import run_node
from recorded_cases import NO_JSON, SECURITY, Case, parse_json, saved_files, security_cases
from security_file_positions import (
    COMPLETIONS,
    CURSOR,
    HOVERS,
    POSITIONS,
    RIGHT,
    WRONG,
    Answer,
    Position,
    answers,
    ask,
    inserted,
    rows,
)

from picoclaw_lint.document.yaml_nodes import parse_yaml
from picoclaw_lint.source import Source
from picoclaw_schema import DEFAULT_RELEASE, RELEASES, rank

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = ROOT / "schema/picoclaw_schema/published"
FIELDS = ROOT / "tests/data/fields.jsonl"
UNREADABLE = object()
# Any name, in the path of a key.
ANY = "any-name"
# The keywords whose texts editors insert.
INSERTED = {"defaultSnippets", "examples", "default"}

each_release = pytest.mark.parametrize("release", RELEASES)


def schema_of(release: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((PUBLISHED / f"security-{release}.schema.json").read_text("utf-8"))
    return schema


@cache
def validator(release: str) -> Draft7Validator:
    return Draft7Validator(schema_of(release))


def answer(position: Position) -> Answer:
    return answers()[POSITIONS.index(position)]


def each(positions: tuple[Position, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("position", [pytest.param(position, id=position.name) for position in positions])


def objects(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for child in node.values():
            yield from objects(child)
    elif isinstance(node, list):
        for child in node:
            yield from objects(child)


# What an editor shows.


@each(COMPLETIONS)
def test_completion_offers_what_is_read_there_and_nothing_else(position: Position) -> None:
    assert tuple(offer["label"] for offer in answer(position).offers) == position.expected


@each(COMPLETIONS)
def test_whatever_is_offered_leaves_a_file_that_the_schema_accepts(position: Position) -> None:
    for offer in answer(position).offers:
        text = inserted(position.text, offer)
        document = parse_yaml(Source(SECURITY, text.encode()))
        assert document.problem is None, text
        assert document.root is not None
        assert [error.message for error in validator(DEFAULT_RELEASE).iter_errors(document.root.value)] == [], text


def test_what_is_offered_for_a_model_a_channel_and_a_provider_is_complete() -> None:
    def offer(name: str, label: str) -> str:
        position = next(position for position in COMPLETIONS if position.name == name)
        return inserted(position.text, next(offer for offer in answer(position).offers if offer["label"] == label))

    assert (
        offer("an empty file", "model_list") == "model_list:\n  model_name:\n    api_keys:\n      - file://openai.key"
    )
    assert offer("model_list, a new entry", "a model") == offer("an empty file", "model_list")
    assert offer("channel_list, a new channel", "slack") == (
        "channel_list:\n  slack:\n    settings:\n"
        "      bot_token: file://slack.bot_token\n      app_token: file://slack.app_token"
    )
    assert offer("web, a new provider", "brave") == "web:\n  brave:\n    api_keys:\n      - file://brave.key"
    assert offer("web, a new provider", "gemini") == "web:\n  gemini:\n    api_key: file://gemini.key"


def test_every_key_that_is_offered_says_what_it_is_for() -> None:
    bare = [
        (position.name, offer["label"])
        for position in COMPLETIONS
        for offer in answer(position).offers
        if offer["insertText"].startswith(f"{offer['label']}:") and not offer.get("documentation")
    ]
    assert bare == []


@each(HOVERS)
def test_hover_says_what_a_key_fills_and_what_to_mind(position: Position) -> None:
    assert [phrase for phrase in position.expected if phrase not in answer(position).hover] == []


@each(HOVERS)
def test_hover_shows_one_text_in_markdown(position: Position) -> None:
    text = answer(position).hover
    assert text
    assert " || " not in text
    assert "`" in text


@each(WRONG)
def test_what_is_wrong_is_marked_where_it_stands_with_what_to_do(position: Position) -> None:
    found = [(mark["range"]["start"]["line"] + 1, mark["message"]) for mark in answer(position).diagnostics]
    wanted = [expected.split(": ", 1) for expected in position.expected]
    assert [line for line, _ in found] == [int(line) for line, _ in wanted]
    assert [phrase for (_, phrase), (_, message) in zip(wanted, found, strict=True) if phrase not in message] == []


@each(RIGHT)
def test_nothing_is_said_of_what_is_right(position: Position) -> None:
    assert answer(position).diagnostics == ()


def test_there_is_a_row_for_a_page_of_every_position() -> None:
    table = rows()
    assert [name for name, _, _ in table] == [position.name for position in POSITIONS]
    assert [name for name, _, told in table if not told] == []


def _known(
    schema: dict[str, Any], root: dict[str, Any], path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Yield path and schema of every key that a schema knows; ``ANY`` stands for any name."""
    if "$ref" in schema:
        schema = root["definitions"][schema["$ref"].rpartition("/")[2]]
    members = dict(schema.get("properties", {}))
    if isinstance(schema.get("additionalProperties"), dict):
        members[ANY] = schema["additionalProperties"]
    for key, inner in members.items():
        yield (*path, key), inner
        yield from _known(inner, root, (*path, key))
    for alternative in (*schema.get("anyOf", ()), *schema.get("allOf", ())):
        yield from _known(alternative, root, path)


@cache
def known(release: str) -> dict[tuple[str, ...], dict[str, Any]]:
    """Return the schemas of a release's keys by their path; ``channels`` is left out, for it is ``channel_list``."""
    schema = schema_of(release)
    return {path: inner for path, inner in _known(schema, schema) if path[0] != "channels"}


def test_null_is_offered_nowhere_in_the_file() -> None:
    places = []
    for path in known(DEFAULT_RELEASE):
        above = "\n".join(f"{'  ' * depth}{key}:" for depth, key in enumerate(path))
        places.append(Position("", f"{above} {CURSOR}", "completion", ()))
        places.append(Position("", f"{above}\n{'  ' * len(path)}{CURSOR}", "completion", ()))
    assert len(places) > 500
    offers = [(place.text, offer) for place, found in zip(places, ask(places), strict=True) for offer in found.offers]
    assert len(offers) > 300
    assert [text for text, offer in offers if {"null", "~"} & {*re.findall(r"[\w~]+", offer["insertText"])}] == []


# What the schema says.


def test_the_schema_without_a_release_in_its_name_is_that_of_the_default_release() -> None:
    plain = json.loads((PUBLISHED / "security.schema.json").read_text("utf-8"))
    assert {**plain, "$id": None} == {**schema_of(DEFAULT_RELEASE), "$id": None}
    assert plain["$id"].endswith("/schema/picoclaw_schema/published/security.schema.json")


@each_release
def test_a_schema_is_valid_draft_07_and_stands_alone(release: str) -> None:
    schema = schema_of(release)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(schema)
    references = {item["$ref"] for item in objects(schema) if "$ref" in item}
    assert references <= {f"#/definitions/{name}" for name in schema["definitions"]}
    assert [item for item in objects(schema) if "$ref" in item and len(item) > 1] == []


@each_release
def test_a_schema_says_that_it_is_for_version_3_only(release: str) -> None:
    description = schema_of(release)["description"]
    assert "version 3" in description
    assert "older config" in description


def test_ajv_has_nothing_to_say_of_a_schema_in_strict_mode() -> None:
    paths = [str(PUBLISHED / f"security-{release}.schema.json") for release in RELEASES]
    report = run_node("validate.mjs", *paths, given={"empty": "{}"})
    assert {path: told["complaints"] for path, told in report.items()} == {path: [] for path in paths}


def _secret_fields() -> Iterator[tuple[str, tuple[str, ...], int]]:
    """Yield what PicoClaw holds as secrets: the place in the config, that in the security file, and the release."""
    for line in FIELDS.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row.get("secret"):
            since = 0 if row["since"] == "before 0.2.8" else rank(row["since"])
            place = re.sub(r"<(\w+)>", r"\1", row["path"])
            inside = place.removeprefix("tools.").replace("[]", f".{ANY}").replace("*", ANY)
            yield place, tuple(inside.split(".")), since


def _is_secret(schema: dict[str, Any]) -> bool:
    return bool(schema.get("writeOnly") or schema.get("items", {}).get("writeOnly"))


@each_release
def test_every_secret_of_a_release_has_its_place_and_says_what_it_fills(release: str) -> None:
    secrets = {inside: place for place, inside, since in _secret_fields() if since <= rank(release)}
    assert len(secrets) > 25
    found = {inside: known(release).get(inside, {}) for inside in secrets}
    assert [inside for inside, schema in found.items() if not _is_secret(schema)] == []
    for inside, place in secrets.items():
        target = place.replace("registries[]", "registries.<name>").replace("*", "<name>")
        assert f"`{target}`" in found[inside]["markdownDescription"]


@each_release
def test_nothing_is_called_a_secret_that_is_none_to_the_release(release: str) -> None:
    secrets = {inside for _, inside, since in _secret_fields() if since <= rank(release)}
    keys = {inside[-1] for inside in secrets if inside[0] == "channel_list"}
    for path, schema in known(release).items():
        if not _is_secret(schema) or path in secrets:
            continue
        # Besides, there are channels with names of their own, and registries by name, in their place and the older one.
        assert path[:2] == ("channel_list", ANY) or path[0] == "skills"
        assert path[-1] in (keys if path[0] == "channel_list" else {"auth_token"})


@each_release
def test_every_key_has_a_text_for_people_that_fits_its_place(release: str) -> None:
    own = {path: schema for path, schema in known(release).items() if "$ref" not in schema}
    # In a map of plain names there is nothing to say of a member that the map does not say.
    bare = {path for path, schema in own.items() if not {"description", "markdownDescription"} <= schema.keys()}
    assert {path[-2:] for path in bare} <= {("webhooks", ANY)}
    # The models tell people to keep secrets in this file, which they do here.
    texts = [text for schema in own.values() for key, text in schema.items() if key.endswith("escription")]
    assert [text for text in texts if "in .security.yml beside" in text or "Keep " in text] == []


@each_release
def test_what_a_schema_has_to_insert_for_a_secret_is_a_reference(release: str) -> None:
    def texts(body: Any) -> Iterator[str]:
        if isinstance(body, str):
            yield body
        for child in body.values() if isinstance(body, dict) else body if isinstance(body, list) else ():
            yield from texts(child)

    schema = schema_of(release)
    said = [text for item in objects(schema) for key in INSERTED & item.keys() for text in texts(item[key])]
    labels = {snippet["label"] for item in objects(schema) for snippet in item.get("defaultSnippets", ())}
    assert len(said) > 50
    assert {text for text in said if not text.startswith("file://")} <= labels
    assert [item for item in objects(schema) if "default" in item and "anyOf" in item] == []


# What PicoClaw says of the same files.


def value_of(case: Case) -> Any:
    """Return the value of a case's security file; UNREADABLE if it is no YAML."""
    document = parse_yaml(Source(SECURITY, case.files[SECURITY]))
    if document.problem is not None:
        return UNREADABLE
    return None if document.root is None else document.root.value


@cache
def recorded() -> tuple[tuple[Case, Any], ...]:
    """Return the recorded cases with a config of version 3 and a security file that is YAML, with its value."""
    cases = [(case, parse_json(case.text)) for case in security_cases()]
    current = [case for case, config in cases if config is not NO_JSON and config.get("version") == 3]
    values = [(case, value_of(case)) for case in current]
    return tuple((case, value) for case, value in values if value is not UNREADABLE)


def _reasons(errors: Iterator[ValidationError]) -> Iterator[ValidationError]:
    """Yield why a value is refused: of two alternatives, one of which is null, what is said by the other."""
    for error in errors:
        if error.context:
            yield from _reasons(iter([inner for inner in error.context if inner.validator != "not"]))
        else:
            yield error


def _ignored(error: ValidationError) -> str:
    """Name what the schema refuses though PicoClaw loads the file."""
    path = tuple(error.absolute_path)
    if error.validator == "pattern":
        return "a reference that leads out"
    if error.validator != "additionalProperties":
        return f"unexpected: {error.validator} at {path}"
    if not path:
        return "another key at the top"
    if path[0] in ("channel_list", "channels"):
        return "a setting that the channel does not have" if path[2:] == ("settings",) else "the flat form of a channel"
    return {"model_list": "another key of a model", "web": "another provider, or key of one"}[str(path[0])]


def _unseen(error: str) -> str:
    """Name what PicoClaw refuses though the schema accepts the file."""
    kinds = {
        "failed to parse config.json": "something in the config itself",
        "has unknown type": "a channel that the config does not have, or of a type unknown to the release",
        "enc:// passphrase required": "an encrypted secret that cannot be opened",
        '" is empty': "a reference to an empty file",
    }
    return next((kind for part, kind in kinds.items() if part in error), f"unexpected: {error}")


# By release: of the recorded cases, how many the schema refuses though PicoClaw loads them; a case may count twice.
IGNORED = {
    "0.3.0": {
        "another key at the top": 17,
        "another key of a model": 6,
        "another provider, or key of one": 32,
        "the flat form of a channel": 11,
        "a setting that the channel does not have": 19,
        "a reference that leads out": 5,
    },
    "main": {
        "another key at the top": 19,
        "another key of a model": 7,
        "another provider, or key of one": 32,
        "the flat form of a channel": 13,
        "a setting that the channel does not have": 21,
        "a reference that leads out": 5,
    },
}
# By release: how many the schema accepts though PicoClaw refuses them, and how many both refuse.
UNSEEN = {
    "0.3.0": {
        "something in the config itself": 21,
        "a channel that the config does not have, or of a type unknown to the release": 23,
        "an encrypted secret that cannot be opened": 4,
        "a reference to an empty file": 4,
    },
    "main": {
        "something in the config itself": 21,
        "a channel that the config does not have, or of a type unknown to the release": 14,
        "an encrypted secret that cannot be opened": 4,
        "a reference to an empty file": 4,
    },
}
REFUSED = {"0.3.0": 82, "main": 77}


@pytest.mark.parametrize("release", IGNORED)
def test_what_picoclaw_loads_is_refused_only_for_what_it_ignores(release: str) -> None:
    kinds: Counter[str] = Counter()
    for case, value in recorded():
        if case.verdicts[release].loads:
            kinds.update({_ignored(error) for error in _reasons(validator(release).iter_errors(value))})
    assert kinds == IGNORED[release]


@pytest.mark.parametrize("release", UNSEEN)
def test_what_picoclaw_refuses_is_accepted_only_for_what_the_file_does_not_show(release: str) -> None:
    refused = [(case, value) for case, value in recorded() if not case.verdicts[release].loads]
    seen = [case for case, value in refused if not validator(release).is_valid(value)]
    kinds = Counter(_unseen(case.verdicts[release].error) for case, _ in refused if case not in seen)
    assert kinds == UNSEEN[release]
    assert len(seen) == REFUSED[release]


def test_whatever_picoclaw_itself_writes_is_accepted() -> None:
    values = [value_of(case) for case in saved_files()]
    assert len(values) > 200
    assert [value for value in values if not validator("0.3.0").is_valid(value)] == []
