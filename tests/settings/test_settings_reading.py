"""A settings file is read as it is meant, or refused with the place and the reason of all that is wrong."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from picoclaw_lint import settings
from picoclaw_lint.plan import Overrides, Plan, Plans
from picoclaw_lint.settings import Accepted, InvalidSettings, Settings
from picoclaw_lint.settings_files import read

EVERYTHING = """\
select = ["structure", "models"]
extend-select = ["no-rate-limit"]
ignore = [
  "syntax",
  { rule = "unknown-model", reason = "a fine-tune of ours" },
  { rule = "secrets", reason = "examples", path = "examples/", pointer = "/model_list/[local]/api_base" },
]
target-version = "0.2.9"
exclude = ["build/", "!build/keep.json"]
fail-on = "warning"
baseline = "lint/baseline.json"

[severity]
models = "warning"
unknown-model = "error"

[per-file-ignores]
"deploy/*.json" = ["secrets"]

[extra-models]
openai = ["gpt-ours", "gpt-theirs"]
"""
# Put together here, so that none stands in any file.
KEY = "sk-" + "proj-" + "q7Zt3LmX0vB9" * 3 + "T3Blbk" + "FJ" + "w2Yc8RnK5dHs"


def parsed(text: str) -> Settings:
    found = settings.read(text, "lint.toml", is_pyproject=False)
    assert found is not None
    return found


def plan(text: str) -> Plan:
    found = parsed(text)
    return Plans(Overrides(), lambda _: found).of("config.json")


def test_every_setting_is_read() -> None:
    found = parsed(EVERYTHING)
    assert found._replace(named_rules=(), lines={}) == Settings(
        path="lint.toml",
        select=("structure", "models"),
        extend_select=("no-rate-limit",),
        ignore=("syntax",),
        severity={"models": "warning", "unknown-model": "error"},
        target_version="0.2.9",
        exclude=("build/", "!build/keep.json"),
        per_file_ignores={"deploy/*.json": ("secrets",)},
        extra_models={"openai": ("gpt-ours", "gpt-theirs")},
        fail_on="warning",
        baseline="lint/baseline.json",
        accepted=(
            Accepted("unknown-model", "a fine-tune of ours", line=5),
            Accepted("secrets", "examples", "examples/", "/model_list/[local]/api_base", line=6),
        ),
    )
    assert set(Settings._fields) - {"path", "accepted", "named_rules", "lines"} == {
        name.replace("-", "_") for name in settings.settings_schema.schema()["properties"]
    }


def test_pyproject_says_the_same_in_its_table() -> None:
    text = "[project]\nname = 'x'\n[tool.picoclaw-lint]\n" + EVERYTHING.replace("\n[", "\n[tool.picoclaw-lint.")
    found = settings.read(text, "lint.toml", is_pyproject=True)
    assert found is not None
    own = parsed(EVERYTHING)
    moved = tuple(each._replace(line=each.line + 3) for each in own.accepted)
    assert found._replace(lines={}) == own._replace(lines={}, accepted=moved)


def test_accepted_findings_may_be_tables_of_their_own() -> None:
    text = '[[ignore]]\nrule = "syntax"\nreason = "a"\n\n[[ignore]]\nrule = "models"\nreason = "b"\n'
    assert parsed(text).accepted == (Accepted("syntax", "a", line=1), Accepted("models", "b", line=5))


@pytest.mark.parametrize("text", ["", "# nothing\n", "\n"])
def test_a_file_without_settings_leaves_all_to_others(text: str) -> None:
    assert parsed(text) == Settings(path="lint.toml", lines={})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        # Keys.
        ('selct = ["syntax"]', 'lint.toml:1: unknown key "selct"; did you mean "select"?'),
        ('\nextend_select = ["syntax"]', 'lint.toml:2: unknown key "extend_select"; did you mean "extend-select"?'),
        ("colour = true", 'lint.toml:1: unknown key "colour"'),
        ("a.b.c = 1", 'lint.toml:1: unknown key "a"'),
        ('\n[tool.picoclaw-lint]\nselect = ["syntax"]',
         "lint.toml:2: [tool.picoclaw-lint] is for pyproject.toml; here the settings stand in no table"),
        ('[[ignore]]\nrule = "syntax"\nreason = "x"\nrules = []',
         'lint.toml:4: unknown key "rules" in ignore[0]; did you mean "rule"?'),
        # Kinds of values.
        ('select = "syntax"', "lint.toml:1: select must be a list"),
        ("select = [1]", "lint.toml:1: select[0] must be a text"),
        ("exclude = true", "lint.toml:1: exclude must be a list"),
        ('severity = "error"', "lint.toml:1: severity must be a table"),
        ("baseline = 2026-11-23", "lint.toml:1: baseline must be a text"),
        ("extra-models = 1", "lint.toml:1: extra-models must be a table"),
        ('[extra-models]\nopenai = "gpt-ours"', "lint.toml:2: extra-models.openai must be a list"),
        ('[per-file-ignores]\n"a/*" = "syntax"', 'lint.toml:2: per-file-ignores."a/*" must be a list'),
        ("ignore = [1]", "lint.toml:1: ignore[0] must be a text or a table"),
        ('ignore = "syntax"', "lint.toml:1: ignore must be a list"),
        ('[ignore]\nrule = "syntax"\nreason = "x"', "lint.toml:1: ignore must be a list"),
        # Values.
        ('fail-on = "errors"',
         'lint.toml:1: fail-on must be one of error, warning, info, never; did you mean "error"?'),
        ('target-version = "0.3"', "lint.toml:1: target-version must be one of 0.2.8, 0.2.9, 0.3.0, main"),
        ("target-version = 0.3", "lint.toml:1: target-version must be one of 0.2.8, 0.2.9, 0.3.0, main"),
        ('[severity]\nsyntax = "warnin"',
         'lint.toml:2: severity.syntax must be one of error, warning, info; did you mean "warning"?'),
        ('[severity]\nsyntax = "off"', "lint.toml:2: severity.syntax must be one of error, warning, info"),
        ("select = []", "lint.toml:1: select must not be empty"),
        ('ignore = [""]', "lint.toml:1: ignore[0] must not be empty"),
        ('baseline = ""', "lint.toml:1: baseline must not be empty"),
        (r'baseline = "a\u0000"', "lint.toml:1: baseline must have no control characters"),
        # Accepted findings.
        ('[[ignore]]\nrule = "syntax"', 'lint.toml:1: ignore[0] needs "reason"'),
        ('ignore = [{ reason = "x" }]', 'lint.toml:1: ignore[0] needs "rule"'),
        (f"exclude = {['a'] * 1001}", "lint.toml: there are more than 1000 patterns for paths"),
        ('exclude = ["*a*a*a*b"]', 'lint.toml:1: exclude: "*a*a*a*b" has more than 2 asterisks in one name'),
        ('[[ignore]]\nrule = "syntax"\nreason = " \\t"', "lint.toml:3: ignore[0].reason must not be empty"),
        ('[[ignore]]\nrule = "syntax"\nreason = ""', "lint.toml:3: ignore[0].reason must not be empty"),
        ('[[ignore]]\nrule = "syntax"\nreason = "x"\npointer = "model_list"',
         'lint.toml:4: ignore[0].pointer must begin with "/"'),
        # Names.
        ('select = ["unknwon-field"]',
         'lint.toml:1: select: there is no rule or family "unknwon-field"; did you mean "unknown-field"?'),
        ('extend-select = [\n"syntax",\n"zzz"]', 'lint.toml:3: extend-select: there is no rule or family "zzz"'),
        ('ignore = [{ rule = "syntax", reason = "x" },\n"modls"]',
         'lint.toml:2: ignore: there is no rule or family "modls"; did you mean "models"?'),
        ('[[ignore]]\nreason = "x"\nrule = "structur"',
         'lint.toml:3: ignore[0]: there is no rule or family "structur"; did you mean "structure"?'),
        ('[severity]\nsecret = "info"',
         'lint.toml:2: severity: there is no rule or family "secret"; did you mean "secrets"?'),
        ('[per-file-ignores]\n"never/*.here" = ["Syntax"]',
         'lint.toml:2: per-file-ignores."never/*.here": there is no rule or family "Syntax"; did you mean "syntax"?'),
        ('[extra-models]\nopnai = ["x"]',
         'lint.toml:2: extra-models: PicoClaw has no provider "opnai"; did you mean "openai"?'),
        # Patterns.
        ('exclude = ["./a"]', 'lint.toml:1: exclude: "./a" matches nothing: paths have no "." and ".." in them'),
        ('exclude = ["a", "a\\\\"]', 'lint.toml:1: exclude: "a\\" is not a pattern as in .gitignore'),
        ('exclude = ["[z-a]"]', 'lint.toml:1: exclude: "[z-a]" is not a pattern as in .gitignore'),
        (r"exclude = ['build\config.json']",
         r'lint.toml:1: exclude: "build\config.json" has a backslash: directories are written with "/"'),
        ('exclude = ["#a"]', 'lint.toml:1: exclude: "#a" matches nothing'),
        ('exclude = ["*a*a*a*a*"]', 'lint.toml:1: exclude: "*a*a*a*a*" has more than 4 asterisks'),
        ('[per-file-ignores]\n"!a" = ["syntax"]',
         'lint.toml:2: per-file-ignores: "!a" matches nothing: a "!" takes back what another pattern of a list said'),
        ('[[ignore]]\nrule = "syntax"\nreason = "x"\npath = "../a"',
         'lint.toml:4: ignore: "../a" matches nothing: paths have no "." and ".." in them'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line_and_what_was_meant(text: str, message: str) -> None:
    with pytest.raises(InvalidSettings) as raised:
        plan(text)
    assert raised.value.lines == (message,)


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_file() -> None:
    text = 'fail-on = 1\n[[ignore]]\n[severity]\nsyntax = 1\n[[ignore]]\nrul = "x"\n'
    with pytest.raises(InvalidSettings) as raised:
        parsed(text)
    assert [line.partition(": ")[0] for line in raised.value.lines] == [
        *("lint.toml:1", "lint.toml:2", "lint.toml:2", "lint.toml:4"),
        *("lint.toml:5", "lint.toml:5", "lint.toml:6"),
    ]
    with pytest.raises(InvalidSettings) as raised:
        plan('ignore = ["zzz"]\nselect = ["yyy"]\n[severity]\nxxx = "info"\n')
    assert [line.rpartition(" ")[2] for line in raised.value.lines] == ['"zzz"', '"yyy"', '"xxx"']


def test_in_pyproject_the_lines_are_those_of_the_file() -> None:
    text = '[tool.other]\nselct = 1\n[tool.picoclaw-lint]\nselct = 1\n[[tool.picoclaw-lint.ignore]]\nrule = "a"\n'
    with pytest.raises(InvalidSettings) as raised:
        settings.read(text, "pyproject.toml", is_pyproject=True)
    assert raised.value.lines == (
        'pyproject.toml:4: unknown key "selct"; did you mean "select"?',
        'pyproject.toml:5: ignore[0] needs "reason"',
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("tool.picoclaw-lint = 1", "pyproject.toml:1: the settings must be a table"),
        ("\n[tool.picoclaw_lint]",
         "pyproject.toml:2: the table is called [tool.picoclaw-lint], not [tool.picoclaw_lint]"),
        ("[tool.'PicoClaw Lint']",
         'pyproject.toml:1: the table is called [tool.picoclaw-lint], not [tool."PicoClaw Lint"]'),
    ],
)  # fmt: skip
def test_a_table_that_is_meant_for_us_is_not_passed_over(text: str, message: str) -> None:
    with pytest.raises(InvalidSettings) as raised:
        settings.read(text, "pyproject.toml", is_pyproject=True)
    assert raised.value.lines == (message,)


def test_names_and_tables_that_are_written_apart_are_told_how_they_go_together() -> None:
    with pytest.raises(InvalidSettings) as raised:
        parsed('ignore = ["syntax"]\n\n[[ignore]]\nrule = "models"\nreason = "x"\n')
    (line,) = raised.value.lines
    assert line.startswith("lint.toml:3: not valid TOML: ")
    assert line.endswith('; names and tables go into one list: ignore = ["...", { rule = "...", reason = "..." }]')


@pytest.mark.parametrize(
    "text",
    [
        '"{}" = 1',
        'select = ["{}"]',
        'select = ["syntax{}"]',
        '[severity]\n"{}" = "off"',
        '[extra-models]\n"{}" = []',
        '[extra-models]\n"{}" = 1',
        '[per-file-ignores]\n"./{}" = ["syntax"]',
        'x = {{ "{0}" = 1, "{0}" = 2 }}',
        '["{0}"]\n["{0}"]',
        '[[ignore]]\nrule = "{}"\nreason = "x"',
        '[tool."{}"]',
    ],
)
@pytest.mark.parametrize("more", ["", "A" * 100])
def test_no_error_shows_a_part_of_a_key_that_was_pasted_into_the_settings(text: str, more: str) -> None:
    with pytest.raises(InvalidSettings) as raised:
        plan(text.format(KEY + more))
    shown = str(raised.value)
    assert not [KEY[at : at + 8] for at in range(3, len(KEY) - 8) if KEY[at : at + 8] in shown]


def test_a_reason_that_holds_a_key_is_kept_without_it() -> None:
    (accepted,) = parsed(f'[[ignore]]\nrule = "secrets"\nreason = "{KEY} is revoked"').accepted
    assert accepted.reason == f"<OpenAI secret of {len(KEY)} characters> is revoked"


# The file itself.


def write(name: str, data: bytes | str) -> str:
    Path(name).write_bytes(data.encode() if isinstance(data, str) else data)
    return name


@pytest.mark.parametrize(
    "data",
    [
        b'\xef\xbb\xbf\nselect = ["syntax"]\n',
        b'\r\nselect = ["syntax"]\r\n',
        b'\xef\xbb\xbf\r\nselect = [\r\n"syntax" ]',
    ],
    ids=["BOM", "CRLF", "both"],
)
def test_a_file_from_windows_is_read_like_any_other(data: bytes) -> None:
    found = read(write("picoclaw-lint.toml", data))
    assert found is not None
    assert (found.select, found.line(("select",))) == (("syntax",), 2)


def _fifo(path: str) -> None:
    os.mkfifo(path)


def _dangling(path: str) -> None:
    os.symlink("nowhere", path)


def _huge(path: str) -> None:
    write(path, b"#" * (1024 * 1024 + 1))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: None, "cannot read lint.toml: no such file or directory"),
        (os.mkdir, "cannot read lint.toml: it is a directory"),
        (_fifo, "cannot read lint.toml: it is no regular file"),
        (_dangling, "cannot read lint.toml: no such file or directory"),
        (_huge, "cannot read lint.toml: it is larger than 1 MiB"),
        (lambda path: os.symlink("/dev/zero", path), "cannot read lint.toml: it is no regular file"),
        (lambda path: write(path, b"a = 1\nb = '\xe4'\n"), "lint.toml:2: not valid UTF-8"),
        (lambda path: write(path, "a = 1".encode("utf-16")), "lint.toml:1: not valid UTF-8"),
        (lambda path: write(path, "a = 1\nb == 2\n"), "lint.toml:2: not valid TOML: invalid value"),
        (lambda path: write(path, "a = " + "[" * 50_000),
         "lint.toml: not valid TOML: arrays or tables stand too deep in each other"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_says_why(make: Callable[[str], object], message: str) -> None:
    make("lint.toml")
    with pytest.raises(InvalidSettings) as raised:
        read("lint.toml")
    assert raised.value.lines == (message,)


def test_a_file_is_named_from_the_working_directory_or_in_full() -> None:
    for name in ("sub", "work"):
        os.mkdir(name)
        write(f"{name}/picoclaw-lint.toml", "x = 1")
    with pytest.raises(InvalidSettings, match=r"^sub/picoclaw-lint\.toml:1: "):
        read(os.path.abspath("sub/picoclaw-lint.toml"))
    outside = os.path.abspath("sub/picoclaw-lint.toml")
    os.chdir("work")
    with pytest.raises(InvalidSettings, match=f"^{outside}:1: "):
        read(outside)


@pytest.mark.parametrize("name", ["PicoClaw-Lint", "pico-claw-lint", "Pico_Claw_Lint"])
def test_a_table_whose_name_is_written_in_another_way_is_told_of(name: str) -> None:
    with pytest.raises(InvalidSettings, match=rf"the table is called \[tool.picoclaw-lint\], not \[tool.{name}\]"):
        read(write("pyproject.toml", f"[tool.{name}]\n".encode()))


@pytest.mark.parametrize("data", [b"\xff = picoclaw", b"[tool.picoclaw-lint", b"#" * (1024 * 1024) + b"picoclaw"])
def test_a_pyproject_that_may_speak_of_us_is_not_passed_over_when_it_cannot_be_read(data: bytes) -> None:
    with pytest.raises(InvalidSettings):
        read(write("pyproject.toml", data))


@pytest.mark.parametrize(
    "data",
    [
        b"[tool.ruff]\n",
        b"[project]\ndependencies = ['picoclaw-lint']\n",
        b"tool = 1 # picoclaw\n",
        b"this is not TOML\n",
        b"x = '\xff'\n",
        b"#" * (2 * 1024 * 1024),
    ],
)
def test_a_pyproject_without_our_table_says_nothing_whatever_else_it_holds(data: bytes) -> None:
    assert read(write("pyproject.toml", data)) is None
