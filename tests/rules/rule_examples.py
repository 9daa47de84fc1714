"""Examples of rules as files that can be judged: marks taken off, made-up credentials put in."""

from __future__ import annotations

import datetime
import random
import re
import string
from functools import cache
from typing import NamedTuple

from picoclaw_lint import engine
from picoclaw_lint.context import Context
from picoclaw_lint.document import parse
from picoclaw_lint.document.yaml_nodes import YamlDocument, parse_yaml
from picoclaw_lint.fixing.choosing import applied, choose
from picoclaw_lint.registry import Selection
from picoclaw_lint.results import FileResult
from picoclaw_lint.rule import Bad, Good, Rule
from picoclaw_lint.security_file import SecurityFile
from picoclaw_lint.source import Source, Span
from picoclaw_lint.surroundings import Backup, Exposure, Reference, Surroundings

TODAY = datetime.date(2026, 11, 23)
MOST_ROUNDS = 10
_TOKEN = re.compile(r"<(openai|telegram|any) (?:key|token)>")


@cache
def credential(kind: str) -> str:
    """Return a made-up credential; it is put together here, so that none stands in any file."""
    chance = random.Random(f"picoclaw-lint {kind}")

    def text(length: int, letters: str = string.ascii_letters + string.digits) -> str:
        return "".join(chance.choice(letters) for _ in range(length))

    made = {
        "openai": lambda: "sk-" + text(20) + "T3Blbk" + "FJ" + text(20),
        "telegram": lambda: text(10, "123456789") + ":A" + text(34),
        "any": lambda: text(32, "0123456789abcdef"),
    }
    return made[kind]()


class Prepared(NamedTuple):
    """An example as the facts that rules of its kind are given, and the stretches of the file that are marked."""

    facts: Context | SecurityFile
    marks: list[Span]


def judge(rule: Rule, example: Bad | Good, *, prefix: int | None = None) -> FileResult:
    """Run a rule over an example; with ``prefix``, over its first bytes only."""
    facts = prepare(rule, example, prefix=prefix).facts
    selection = Selection(frozenset((rule.name,)))
    if isinstance(facts, SecurityFile):
        return engine.check_security(facts, selection)
    return engine.check(facts, selection)


def mended(rule: Rule, example: Bad) -> str:
    """Return what the fixes of a rule, unsafe ones too, make of an example; each round judges it anew."""
    text = plain_text(example)
    for _ in range(MOST_ROUNDS):
        result = judge(rule, example._replace(text=text))
        chosen = choose(result.diagnostics, ("safe", "unsafe"))
        if not chosen:
            return text
        text = applied(Source("config.json", _filled(text).encode()), chosen).text
        for kind in ("openai", "telegram", "any"):
            word = "token" if kind == "telegram" else "key"
            text = text.replace(credential(kind), f"<{kind} {word}>")
    raise AssertionError("the fixes of an example come to no end")


def plain_text(example: Bad | Good) -> str:
    """Return the text of an example without its marks."""
    return re.sub("[«»]", "", example.text)


def prepare(rule: Rule, example: Bad | Good, *, prefix: int | None = None) -> Prepared:
    """Build the facts of an example; with ``prefix``, of its first bytes only."""
    text = _filled(example.text)
    plain, start = "", 0
    marks: list[Span] = []
    for part in re.split("([«»])", text):
        if part == "«":
            start = len(plain)
        elif part == "»":
            marks.append(Span(start, len(plain)))
        else:
            plain += part
    data = example.data if example.data is not None else plain.encode()
    if prefix is not None:
        data = data[:prefix]
    if rule.kind == "security":
        security = parse_yaml(Source(".security.yml", data))
        config: Context | None = None
        if example.config is not None:
            beside = parse(Source("config.json", _filled(example.config).encode()))
            around = _surroundings(example)._replace(security=security)
            config = Context(beside, around, example.release, TODAY)
        return Prepared(SecurityFile(security, example.release, TODAY, _exposure(example), config), marks)
    document = parse(Source("config.json", data))
    return Prepared(Context(document, _surroundings(example), example.release, TODAY), marks)


def _surroundings(example: Bad | Good) -> Surroundings:
    security: YamlDocument | None = None
    if example.security is not None:
        security = parse_yaml(Source(".security.yml", example.security.encode()))
    references: dict[str, Reference] = {}
    for name, content in example.files.items():
        state: Reference = "directory" if content is None else "filled" if content.strip() else "empty"
        references[f"file://{name}"] = "outside" if name.startswith("..") else state
    exposure = _exposure(example)
    backups = tuple(Backup(Source(name, _filled(text).encode()), exposure) for name, text in example.backups.items())
    return Surroundings(security, references, exposure, exposure, lambda: backups)


def _exposure(example: Bad | Good) -> Exposure:
    return Exposure(lambda: example.tracked, lambda: example.ignored, lambda: example.readers)


def _filled(text: str) -> str:
    return _TOKEN.sub(lambda match: credential(match[1]), text)
