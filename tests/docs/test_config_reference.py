"""The page on every key has every key, and its links lead somewhere."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from picoclaw_schema import RELEASES
from picoclaw_schema.emit.types import CHANNEL_TYPES, read_models
from picoclaw_schema.model.legacy import VERSION_3_ONLY

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tools"))
from config_reference import page  # noqa: E402

PAGE = page()
FACTS: list[dict[str, Any]] = list(map(json.loads, (ROOT / "tests/data/fields.jsonl").read_text("utf-8").splitlines()))
OLDER = {
    "channels": "channel_list",
    "bindings": "agents.dispatch.rules",
    "providers": "model_list",
    "agents.defaults.model": "agents.defaults.model_name",
    "model_list.api_key": "model_list.api_keys",
}
HEADING = re.compile(r"^#+ (.+)$", re.M)


def slug(title: str) -> str:
    """What GitHub makes of a heading."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def anchor(path: str) -> str:
    return re.sub(r"\[\]|\.\*|[<>]", "", path)


def blocks() -> dict[str, str]:
    """What stands under each anchor, up to the next one."""
    parts = re.split(r'<a id="([^"]+)"></a>|^## `(\w+)`$', PAGE, flags=re.M)
    return {parts[at] or parts[at + 1]: parts[at + 2] for at in range(1, len(parts), 3)}


BLOCKS = blocks()
each_fact = pytest.mark.parametrize("fact", FACTS, ids=[fact["path"] for fact in FACTS])


def latest(name: str) -> str:
    """The last of the releases that a key, or an object around it, names as its first one."""
    parts = name.split(".")
    heads = [BLOCKS.get(".".join(parts[:count]), "").split("\n- ")[0] for count in range(1, len(parts) + 1)]
    found = [re.findall(r"(?: · |\()(?:(\S+) and later|(main) of \S+ only)(?:\\$|\)$)", head, re.M) for head in heads]
    known = [first or second for pairs in found for first, second in pairs]
    return max(known, key=list(RELEASES).index, default="before 0.2.8")


@each_fact
def test_a_key_is_on_the_page_with_its_variable_and_its_default(fact: dict[str, Any]) -> None:
    first = BLOCKS[anchor(fact["path"])].split("\\\n")[0]
    if "env" in fact:
        assert f" · `{fact['env']}`" in first
    if fact["path"] == "version":
        # The fact names what PicoClaw writes; a file without it is of version 0.
        assert " · default `0`" in first
    elif "default" in fact:
        assert f" · default `{json.dumps(fact['default'], ensure_ascii=False)}`" in first


@each_fact
def test_a_key_of_a_later_release_says_so_there_or_at_an_object_around_it(fact: dict[str, Any]) -> None:
    assert latest(anchor(fact["path"])) == fact["since"]


def test_the_page_is_current() -> None:
    assert (ROOT / "docs/config-reference.md").read_text("utf-8") == PAGE


def test_the_first_lines_say_that_the_page_is_generated_and_for_which_releases() -> None:
    start = PAGE.split("\n\n## ")[0]
    assert PAGE.startswith("<!-- Written by tools/generate.py")
    assert "This page is generated." in start
    for release, date in RELEASES.items():
        assert date in start or release == "0.2.9"


def test_the_contents_name_the_roots_in_the_order_of_the_file() -> None:
    roots = list(read_models().types["Config"].fields)
    listed = re.findall(r"^- \[(\w+)\]\(#(\w+)\): .+\.$", PAGE, re.M)
    assert listed == [(root, root) for root in roots]
    assert re.findall(r"^## `(\w+)`$", PAGE, re.M) == roots


def test_no_anchor_stands_twice() -> None:
    explicit = re.findall(r'<a id="([^"]+)"></a>', PAGE)
    anchors = Counter([*explicit, *(slug(title) for title in HEADING.findall(PAGE))])
    assert [name for name, count in anchors.items() if count > 1] == []


def test_every_link_leads_to_an_anchor() -> None:
    anchors = {*re.findall(r'<a id="([^"]+)"></a>', PAGE), *(slug(title) for title in HEADING.findall(PAGE))}
    links = re.findall(r"\]\((.+?)\)", PAGE)
    assert len(links) > 100
    assert [link for link in links if link.removeprefix("#") not in anchors] == []


def test_every_text_of_the_models_is_on_the_page() -> None:
    bare = re.sub(r"\\(?=[^\n a-z0-9])", "", PAGE)
    table = read_models()
    for name, spec in table.types.items():
        for key, field in ({} if name == "LegacyCheck" else spec.fields).items():
            assert field.description in bare or name.startswith("Legacy"), (name, key)
            for value, meaning in field.facts.get("values", {}).items():
                assert re.search(rf"^  - \[?`{re.escape(json.dumps(value))}`.*: {re.escape(meaning)}$", bare, re.M), (
                    meaning
                )
            for remark in ("others", "dead"):
                assert field.facts.get(remark, "") in bare
            if "example" in field.facts:
                assert f"Example: `{json.dumps(field.facts['example'], ensure_ascii=False)}`" in PAGE


def test_a_deprecated_key_links_to_what_took_its_place() -> None:
    assert "[`evolution.min_task_count`](#evolution.min_task_count)" in BLOCKS["evolution.min_case_count"]
    assert "(#tools.skills.registries.auth_token)" in BLOCKS["tools.skills.github.token"]
    assert "(#tools.skills.registries)" in BLOCKS["tools.skills.github.proxy"]
    assert (
        "**Deprecated.**" in BLOCKS["agents.list.subagents.model"] + BLOCKS["channel_list.pico.settings.write_timeout"]
    )
    assert "**Deprecated.**" not in BLOCKS["gateway.port"]


def test_limits_say_whether_more_is_refused() -> None:
    assert " · 0 to 3, refused otherwise · " in BLOCKS["version"]
    assert " · 1 to 65535 · " in BLOCKS["gateway.port"]
    assert (
        " · 0 or more, refused otherwise by 0.2.9 and later · "
        in BLOCKS["channel_list.telegram.settings.streaming.throttle_seconds"]
    )
    assert "Refused in another form by 0.2.9 and later: " in BLOCKS["model_list.model"]
    assert " · required, not empty\\\n" in BLOCKS["model_list.model_name"]
    assert "  - Any other value is refused.\n" in BLOCKS["channel_list.type"]


def test_the_default_of_a_pointer_is_not_zero() -> None:
    assert "default" not in BLOCKS["agents.defaults.temperature"].split("\\\n")[0]
    assert " · default `0`" in BLOCKS["model_list.rpm"]


def test_each_type_of_channel_has_its_settings_and_a_link_to_them() -> None:
    for name in CHANNEL_TYPES:
        assert f"channel_list.{name}.settings" in BLOCKS
        assert f'[`"{name}"`](#channel_list.{name}.settings): ' in BLOCKS["channel_list.type"]


def test_the_last_section_has_the_older_keys_and_what_took_their_place() -> None:
    last = PAGE.split("\n## Keys of older files\n")[1]
    assert re.findall(r'<a id="([^"]+)"></a>', last) == sorted(OLDER, key=lambda key: last.index(f'"{key}"'))
    for key, successor in OLDER.items():
        assert f"(#{successor})" in BLOCKS[key]
    assert set(re.findall(r"`(\w+)`", last.split("\n- ")[0])) == set(VERSION_3_ONLY)


def test_nothing_in_the_texts_is_taken_for_markup() -> None:
    rest = re.sub(r'`[^`\n]+`|<a id="[^"]+"></a>|^<!--.*-->$|\]\(#[^)]+\)|\*\*', "", PAGE, flags=re.M)
    assert re.findall(r"(?<!\\)[<*`~]|(?<![\w\\])_|(?<!\\)_(?!\w)", rest) == []
