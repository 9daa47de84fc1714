"""Whatever stands in a config or is the name of a file, a report says it and nothing else."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from report_readers import READERS, Told, commands
from report_samples import OPTIONS, diagnostic, file_result, place, shown

from picoclaw_lint.diagnostic import Related
from picoclaw_lint.report import FORMATS, render
from picoclaw_lint.report.display import in_log, visible
from picoclaw_lint.report.places import plain, relative
from picoclaw_lint.results import FileResult, Results

HOSTILE = {
    "line ends": "a\nb\r\nc\rd\x0be\x0cf\x1cg\x85h\u2028i\u2029j",
    "command": "x\n::error file=a.js::pwned",
    "command at once": "::set-output name=a::b",
    "old command": "##[add-path]/tmp and ##[error]pwned",
    "ends of stopped commands": f"::{OPTIONS.random_word}x::\n::stop-commands::y\n::endgroup::",
    "properties": "a,title=b,file=c::d%2Ce",
    "percent": "%0A::error::%25 %0D %2525 100%",
    "CDATA": "]]></failure><![CDATA[ <!-- -->",
    "element": "</testcase></testsuite><testcase name='x'/>&amp;&#0;&quot;\"'",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "backticks": "`a` ``b`` ``` c `",
    "one backtick": "`",
    "pipes": "a | b || c \\| d \\\\| e\\",
    "row": "x |\n| error | `y` | z | forged |",
    "link": "[text](https://evil.example) ![image](x) [text][1] <https://evil.example> [a](1)",
    "bare links": "www.evil.example https://evil.example mailto:a@evil.example evil@evil.example",
    "mentions": "@octocat @org/team #123 GH-123 owner/repo#1 owner/repo@deadbeef deadbeefdeadbeef 1234567 :smile: $x$",
    "markup": "# title *a* _b_ __c__ ~~d~~ - [ ] e > f\n\n---\n1. g",
    "quotes": '"a b" "c `d` | "e',
    "ANSI": "\x1b[31mred\x1b[0m \x1b]8;;https://evil.example\x07click\x9b2J",
    "right to left": "\u202egpj.exe\u2066\u2069\u200f\u061c \u200bzero\ufeff",
    "NUL": "\0a\0",
    "lone surrogates": "\ud800 \udcff \udfff\ud800",
    "not characters": "\ufffe\uffff\U0010ffff\x01\x08\x7f",
    "wide": "大 é 😀 e\u0301",
    "templates": "${{ secrets.TOKEN }} {0} {{1}} %s $(id) `id`",
    "JSON": '", "rule": "forged", "x": "\\u0000 \\',
    "empty": "",
    "blanks": "   \xa0\u3000 ",
}
TEXTS = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
FORMAT = pytest.mark.parametrize("name", READERS)
# The rule is known, whatever the rest is.
ANY = st.text(st.characters(exclude_categories=()), max_size=60) | st.text('`|\\"@#:<>[]()%,\n ab1._', max_size=40)


def hostile(text: str) -> Results:
    """The text everywhere that a text from outside can be: two findings, an accepted one, and a file with an error."""
    pointer = "/" + text.replace("~", "~0").replace("/", "~1")
    finding = diagnostic(
        text,
        path=text,
        where=place("x" * 9, 1, 4),
        help_text=text,
        related=(Related(text, pointer, place("x" * 9, 0, 2), text), Related(text, None, None, text)),
        address=pointer,
    )
    accepted = diagnostic(text, path=text, severity="warning", help_text=text).suppress("settings", text)
    file = file_result(text, finding, finding, accepted, path=text, secrets=((0, 1),), loads=False)
    return Results((file, FileResult(text, "config", "0.3.0", error=text)))


def expected(name: str, results: Results) -> list[str]:
    """The rules that a report must name, sorted, as some formats put the worst first; no name for a file's error."""
    findings = [item for file in results.files for item in file.diagnostics]
    with_accepted = name in ("json", "jsonl", "sarif", "junit")
    told = [item.rule for item in findings if with_accepted or item.suppressed is None]
    return sorted(told + ["" for file in results.files if file.error is not None])


def check(name: str, text: str) -> list[Told]:
    results = hostile(text)
    report = shown(name, results)
    report.encode("utf-8")
    told = READERS[name](report)
    assert sorted(item.rule or "" for item in told) == expected(name, results)
    return told


@FORMAT
@TEXTS
def test_a_text_from_outside_stays_in_its_place(name: str, text: str) -> None:
    check(name, text)


@FORMAT
@given(text=ANY)
@example(text="\\")
@example(text="``")
@example(text="\\|`|`")
def test_any_text_stays_in_its_place(name: str, text: str) -> None:
    check(name, text)


@TEXTS
def test_every_format_says_the_message_in_words_that_can_be_read(text: str) -> None:
    seen = visible(text)
    if not seen.strip():
        return
    spelt = "".join(f"\\u{ord(char):04x}" if "\ud800" <= char <= "\udfff" else char for char in text)
    for name in ("json", "jsonl"):
        assert {item.text for item in check(name, text)} == {spelt}
    assert all(seen in item.text for item in check("gitlab", text))
    assert all(in_log(seen) in item.text for item in check("concise", text))
    assert all(seen.replace("](", "\\](") in item.text for item in check("sarif", text))
    assert all(seen in item.text for item in check("junit", text))
    for item in check("github", text):
        assert item.text in (f"{seen}\nhelp: {seen}", f"the file could not be checked: {seen}")
    squeezed = "".join(seen.split())
    for item in check("markdown", text):
        # Blanks may be lost next to each other, and where a code span is none.
        assert squeezed in "".join(item.text.split())


@TEXTS
def test_every_format_names_the_file(text: str) -> None:
    for name in ("github", "junit", "markdown"):
        # Blanks at the end of a command's properties are lost.
        assert {item.path.strip() for item in check(name, text)} == {plain(relative(text, OPTIONS.directory)).strip()}


@TEXTS
@pytest.mark.parametrize("name", ["github", "markdown", "junit", "gitlab", "concise", "text", "sarif"])
def test_nothing_invisible_is_written(name: str, text: str) -> None:
    blanks = "\xa0\u3000"  # in names of files, which must stay what they are
    report = shown(name, hostile(text))
    assert [char for char in report if not (char.isprintable() or char == "\n" or char in blanks)] == []


@TEXTS
def test_the_log_on_github_holds_every_finding_once_and_no_command(text: str) -> None:
    found, log = commands(shown("github", hostile(text)))
    assert [command.name for command in found] == ["group", "stop-commands", "endgroup", "error", "error", "error"]
    # Three findings and errors, "PicoClaw refuses", "1 finding suppressed".
    assert len(log) == 5


@TEXTS
@pytest.mark.parametrize("name", ["concise", "text"])
@pytest.mark.parametrize("statistics", [False, True])
def test_the_formats_for_people_hold_no_command(name: str, statistics: bool, text: str) -> None:
    report = "".join(render(name, hostile(text), replace(OPTIONS, statistics=statistics)))
    assert commands(report)[0] == []


@pytest.mark.parametrize("name", ["concise", "text"])
@pytest.mark.parametrize("path", ["::error::x.json", "  ::error::x.json", "##[error]x.json", "a/##[error]x.json"])
def test_no_name_of_a_file_is_a_command_to_github(name: str, path: str) -> None:
    finding = diagnostic("words", path=path, where=place("{}", 0, 1))
    results = Results(
        (file_result("{}", finding, path=path, loads=False), FileResult(path, "config", "0.3.0", error="e"))
    )
    assert commands(shown(name, results))[0] == []


def test_a_token_that_is_guessed_would_be_taken_so_it_is_random() -> None:
    # Holds the reader to its word: with the word known, the text gets out.
    found, _ = commands(shown("github", hostile(f"::{OPTIONS.random_word}::")))
    assert [command.name for command in found][:3] == ["group", "stop-commands", "endgroup"]
    log = "::stop-commands::a\n::a::\n::error::out\n"
    assert [command.name for command in commands(log)[0]] == ["stop-commands", "error"]
    words = {type(OPTIONS)(version="", rule_url=str).random_word for _ in range(20)}
    assert len(words) == 20
    assert all(len(word) == 32 for word in words)


LONG = {
    "one word": "a" * 2_000_000,
    "words": "word " * 400_000,
    "quotes": '"' * 1_000_001,
    "backticks": "`" * 1_000_000,
    "pipes": "|" * 1_000_000,
    "escapes": "\x1b" * 300_000,
    "percents": "%\n" * 500_000,
    "brackets": "](" * 500_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
@pytest.mark.parametrize("name", sorted(FORMATS))
def test_very_long_texts_are_written_in_their_time(name: str, text: str) -> None:
    finding = diagnostic(text, where=place("x", 0, 1), help_text=text)
    results = Results((file_result("{}", finding),))
    started = time.process_time()
    report = shown(name, results)
    assert time.process_time() - started < 20
    if name == "markdown":
        assert len(report.encode()) < 1024 * 1024
        assert "Left out, as a summary may not be larger than 1 MiB: 1 finding.\n" in report
    elif name != "text":
        assert len(READERS[name](report)) == 1
