"""The page of each rule, made of its docstring and its examples, and the table of all rules."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from importlib import import_module
from pathlib import Path

from picoclaw_lint.diagnostic import Impact
from picoclaw_lint.registry import RULES, families
from picoclaw_lint.report import Options, render
from picoclaw_lint.results import Results
from picoclaw_lint.rule import Bad, Good, Rule
from picoclaw_schema import DEFAULT_RELEASE, RELEASES

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests/rules"))
from rule_examples import judge, mended

MEANING: dict[Impact, str] = {
    "load": "PicoClaw refuses the file, or crashes on it",
    "startup": "PicoClaw loads the file, then refuses to start",
    "runtime": "it fails when it is used",
    "ignored": "it silently has no effect, or something else takes its place",
    "security": "it exposes something",
    "advice": "nothing breaks; it could be better",
}
_WIDEST = 80
_LONGEST = 1000
# What the rules rest on; a source names its sections.
_FACTS = "docs/picoclaw.md"
_GENERATED = "<!-- Written by tools/generate.py from the rule; change it there. -->\n"


def pages() -> dict[str, str]:
    """Return the text of every page by its file name."""
    return {"README.md": _overview(), **{f"{rule.name}.md": _page(rule) for rule in RULES}}


def _overview() -> str:
    impacts = [(f"`{impact}`", meaning) for impact, meaning in MEANING.items()]
    lines = [_GENERATED, "# Rules\n", "What an impact means:\n", *_table(("impact", "if nobody acts"), impacts)]
    for family in families():
        module = import_module(f"picoclaw_lint.rules.{family}")
        rows = [
            (
                f"[{rule.name}]({rule.name}.md)",
                ", ".join(rule.severities),
                ", ".join(rule.impacts),
                ", ".join(rule.fixes),
                _md(rule.summary),
            )
            for rule in RULES
            if rule.family == family
        ]
        lines += [f"\n## {family}\n", _md(module.__doc__ or "") + "\n"]
        lines += _table(("rule", "severity", "impact", "fix", "summary"), rows)
    return "\n".join(lines) + "\n"


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    lines = [head, tuple("---" for _ in head), *(tuple(cell.replace("|", "\\|") for cell in row) for row in rows)]
    return [f"| {' | '.join(line)} |" for line in lines]


def _page(rule: Rule) -> str:
    impacts = "<br>".join(f"`{impact}`: {MEANING[impact]}" for impact in rule.impacts)
    facts = [
        ("family", f"[{rule.family}](README.md#{rule.family})"),
        ("severity", ", ".join(rule.severities)),
        ("impact", impacts),
        ("PicoClaw", _releases(rule)),
        ("fix", _fixes(rule)),
        ("since", rule.since),
    ]
    if rule.kind == "security":
        facts.insert(1, ("file", "`.security.yml`, when it is named or lies beside a config"))
    summary, *sections = (" ".join(part.split()) for part in rule.doc.split("\n\n"))
    told = dict(section.split(": ", 1) for section in sections)
    return "\n".join(
        (
            *(_GENERATED, f"# {rule.name}\n", _md(summary) + "\n", *_table(("", ""), facts), ""),
            *("## Why\n", _sentence(told["Why"]) + "\n"),
            *("## What to do\n", _sentence(told["What to do"]) + "\n"),
            *("## Example\n", *_examples(rule)),
            *("## Source\n", _md(told["Source"]).replace(_FACTS, f"[{_FACTS}](../picoclaw.md)") + "\n"),
        )
    )


def _releases(rule: Rule) -> str:
    """The releases of PicoClaw for which the rule reports one of its examples."""
    bad = [example for example in rule.examples if isinstance(example, Bad)]
    found = [name for name in RELEASES if any(judge(rule, item._replace(release=name)).diagnostics for item in bad)]
    return "all releases" if found == list(RELEASES) else ", ".join(found)


def _fixes(rule: Rule) -> str:
    """Which of its findings ``check --fix`` mends."""
    said = {"safe": "`--fix`", "unsafe": "`--fix --unsafe-fixes`"}
    kinds = " or ".join(said[safety] for safety in said if safety in rule.fixes)
    bad = [example for example in rule.examples if isinstance(example, Bad)]
    is_some = any(item.fix is None for example in bad for item in judge(rule, example).diagnostics)
    return kinds + ", for some findings" * is_some if kinds else "by hand"


def _examples(rule: Rule) -> Iterator[str]:
    bad = [example for example in rule.examples if isinstance(example, Bad)]
    shown = next((example for example in bad if _can_be_shown(example)), None)
    if shown is None:
        what = "longer than a page" if bad[0].data is None else "no text"
        yield f"The example is {what}, so only the report on it stands here:\n"
    else:
        yield from _file(rule, shown)
        yield "The report:\n"
    yield _fence("text", "".join(_report(rule, shown or bad[0])).rstrip())
    yield from _mended(rule, bad)
    good = (example for example in rule.examples if isinstance(example, Good) and _can_be_shown(example))
    near = next(good, None)
    if near is not None:
        yield "Not reported:\n"
        yield from _file(rule, near)


def _mended(rule: Rule, bad: list[Bad]) -> Iterator[str]:
    """The diff that the fixes make of the first example that they mend."""
    example = next((each for each in bad if each.fixed is not None and _can_be_shown(each)), None)
    if example is None:
        return
    before = example._replace(text=_plain(example))
    lines = unified_diff(before.text.splitlines(), mended(rule, before).splitlines(), lineterm="", n=1)
    yield "What its fix makes of an example:\n"
    yield _fence("diff", "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@"))))


def _can_be_shown(example: Bad | Good) -> bool:
    return example.data is None and len(example.text) <= _LONGEST


def _file(rule: Rule, example: Bad | Good) -> Iterator[str]:
    """The example as a reader would see it, with what lies beside it."""
    yield _fence(
        "json" if rule.kind == "config" else "yaml",
        "".join(
            char if char == "\n" or char.isprintable() else ascii(char)[1:-1] for char in _plain(example).rstrip("\n")
        ),
    )
    notes = [f"`{name}` is a directory." for name, content in example.files.items() if content is None]
    notes += [f"The file `{name}` exists." for name, content in example.files.items() if content is not None]
    if example.tracked:
        notes.append("It is tracked by git.")
    if example.tracked is False:
        notes.append("It is not tracked by git.")
    if example.ignored is not None and not example.tracked:
        notes.append("It is ignored by git." if example.ignored else "It is not ignored by git.")
    if example.readers:
        notes.append(f"It can be read by {example.readers}.")
    if example.release != DEFAULT_RELEASE:
        notes.append(f"It is judged for PicoClaw {example.release}.")
    if notes:
        yield " ".join(notes) + "\n"
    if example.security is not None:
        yield "Beside it, in `.security.yml`:\n"
        yield _fence("yaml", example.security.rstrip())
    if example.config is not None:
        yield "Beside it, in `config.json`:\n"
        yield _fence("json", example.config.rstrip())
    for name, content in example.backups.items():
        yield f"Beside it, in `{name}`:\n"
        yield _fence("yaml" if name.startswith(".security") else "json", content.rstrip())


def _report(rule: Rule, example: Bad) -> Iterator[str]:
    """What the tool says of the example as it is shown."""
    if _can_be_shown(example):
        example = example._replace(text=_plain(example))
    result = judge(rule, example)
    options = Options(version="", rule_url=str, show_info=True, quiet=True)
    return render("text", Results((result,)), options)


def _plain(example: Bad | Good) -> str:
    """The text of an example without its marks, on several lines where one would be long."""
    text = re.sub("[«»]", "", example.text)
    if len(text) <= _WIDEST:
        return text
    try:
        json.loads(text)
    except ValueError:
        return text
    return _laid_out(_node(iter(_TOKEN.findall(text))), "")


_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
# A scalar as it is written, or an object or array: its brackets around the key (with its colon) and value of each item.
_Node = str | tuple[str, list[tuple[str, "_Node"]]]


def _node(tokens: Iterator[str], token: str | None = None) -> _Node:
    """Read a value; nothing is decoded, so that what is written twice or oddly stays as it is."""
    token = token or next(tokens)
    if token not in ("{", "["):
        return token
    items: list[tuple[str, _Node]] = []
    for first in tokens:
        if first in ("}", "]"):
            return token + first, items
        if first == ",":
            continue
        if token == "[":
            items.append(("", _node(tokens, first)))
        else:
            items.append((f"{first}{next(tokens)} ", _node(tokens)))
    raise AssertionError("valid JSON closes what it opens")


def _laid_out(node: _Node, indent: str) -> str:
    flat = _flat(node)
    if isinstance(node, str) or len(indent) + len(flat) <= _WIDEST:
        return flat
    brackets, items = node
    inner = indent + "  "
    lines = [f"{inner}{key}{_laid_out(value, inner)}" for key, value in items]
    return "\n".join((brackets[0], ",\n".join(lines), indent + brackets[1]))


def _flat(node: _Node) -> str:
    if isinstance(node, str):
        return node
    brackets, items = node
    return f"{brackets[0]}{', '.join(key + _flat(value) for key, value in items)}{brackets[1]}"


def _fence(language: str, text: str) -> str:
    return f"```{language}\n{text}\n```\n"


def _sentence(text: str) -> str:
    return _md(text[0].upper() + text[1:])


def _md(text: str) -> str:
    """Turn the text of a docstring into Markdown: code is in two backticks, all else is meant as it stands."""
    parts = re.split("``(.+?)``", text)
    return "".join(
        f"`{part}`" if odd % 2 else re.sub(r"([\\`*<\[\]])|(?<!\w)_|_(?!\w)", r"\\\g<0>", part)
        for odd, part in enumerate(parts)
    )
