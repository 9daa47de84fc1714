"""What a program gets: the findings of the command line, as values."""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import picoclaw_lint
from picoclaw_lint import FileResult, Results, UsageError
from picoclaw_lint.project import HOMEPAGE, VERSION
from picoclaw_lint.report import Options
from picoclaw_lint.report.json_report import report

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NOW = datetime.date(2026, 11, 23)
SOUND: dict[str, Any] = {
    "version": 3,
    "model_list": [{"model_name": "local", "model": "ollama/llama3.2", "rpm": 60, "request_timeout": 600}],
    "agents": {"defaults": {"model_name": "local"}},
}
REFUSED = {**SOUND, "gatewy": {}}
FOREIGN = {"name": "another program's"}
# PicoClaw loads it, and a key is there twice.
WARNED = json.dumps(SOUND).replace("{", '{"version": 3, ', 1)
# Put together here, so that none stands in any file.
KEY = "sk-" + "proj-" + "q7Zt3LmX0vB9" * 3 + "T3Blbk" + "FJ" + "w2Yc8RnK5dHs"


@pytest.fixture(autouse=True)
def _in_a_directory_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture(autouse=True)
def _nothing_is_printed(capfd: pytest.CaptureFixture[str], _in_a_directory_of_its_own: None) -> Any:
    yield
    assert capfd.readouterr() == ("", "")


def write(path: str, content: dict[str, Any] | str) -> Path:
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(content if isinstance(content, str) else json.dumps(content, indent=2), "utf-8")
    return target


def rules(file: FileResult) -> list[str]:
    return [finding.rule for finding in file.shown]


def command_line(*arguments: str | Path, stdin: str = "") -> tuple[int, dict[str, Any]]:
    """Return the exit code of ``picoclaw-lint check`` and its report."""
    program = "from picoclaw_lint.cli.main import main; main()"
    command = [sys.executable, "-c", program, "check", "--output-format", "json", "--now", str(NOW), *arguments]
    done = subprocess.run(command, input=stdin, capture_output=True, encoding="utf-8", check=False)
    return done.returncode, json.loads(done.stdout)


def as_report(results: Results) -> dict[str, Any]:
    """Return results as the command line reports them."""
    value = report(results, Options(VERSION, lambda rule: f"{HOMEPAGE}/blob/main/docs/rules/{rule}.md"))
    # The report is written as JSON, which has no tuples.
    plain: dict[str, Any] = json.loads(json.dumps(value))
    return plain


@pytest.mark.parametrize("release", [None, "0.2.8", "0.2.9", "0.3.0", "main"])
def test_the_examples_are_judged_as_on_the_command_line(release: str | None) -> None:
    options = [] if release is None else ["--target-version", release]
    code, expected = command_line(EXAMPLES, *options)
    results = picoclaw_lint.check(EXAMPLES, target_version=release, now=NOW)
    assert as_report(results) == expected
    assert len(results.files) >= 3
    assert picoclaw_lint.failed(results) is (code == 1)


@pytest.mark.parametrize(
    ("options", "arguments"),
    [
        (["--select", "unknown-field,secrets"], {"select": ["unknown-field", "secrets"]}),
        (["--ignore", "unknown-field"], {"ignore": ("unknown-field",)}),
        (["--extend-select", "no-rate-limit"], {"extend_select": iter(["no-rate-limit"])}),
        (["--select", "structure"], {"select": "structure"}),
        (["--skip-foreign"], {"skip_foreign": True}),
        (["--isolated"], {"isolated": True}),
        (["--config", "other.toml"], {"config": Path("other.toml")}),
        (["--baseline", "known.json"], {"baseline": "known.json"}),
        (["--fail-on", "never"], {"fail_on": "never"}),
        (["--fail-on", "warning", "--select", "duplicate-key"], {"fail_on": "warning", "select": ["duplicate-key"]}),
        (["--fail-on", "error", "--select", "duplicate-key"], {"fail_on": "error", "select": ["duplicate-key"]}),
    ],
)
def test_every_argument_is_an_option_of_the_command_line(options: list[str], arguments: dict[str, Any]) -> None:
    write("refused/config.json", REFUSED)
    write("warned/config.json", WARNED)
    write("foreign/config.json", FOREIGN)
    write("picoclaw-lint.toml", 'ignore = ["duplicate-key"]\n')
    write("other.toml", 'target-version = "0.2.8"\nfail-on = "info"\n')
    assert command_line("refused", "--baseline", "known.json", "--write-baseline")[0] == 0
    paths: list[str | Path] = ["refused", Path("warned/config.json"), "foreign/config.json"]
    code, expected = command_line(*paths, *options)
    results = picoclaw_lint.check(paths, now=NOW, **arguments)
    assert as_report(results) == expected
    assert picoclaw_lint.failed(results) is (code != 0)


def test_the_settings_of_the_project_hold() -> None:
    write("picoclaw-lint.toml", 'target-version = "0.2.9"\nfail-on = "warning"\n')
    write("config.json", WARNED)
    results = picoclaw_lint.check("config.json", now=NOW)
    assert results.files[0].target_version == "0.2.9"
    assert picoclaw_lint.failed(results)


def test_a_security_file_can_be_named() -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    write(".security.yml", f"model_list:\n  main:\n    api_keys:\n      - {KEY}\n")
    subprocess.run(["git", "add", ".security.yml"], check=True)
    (file,) = picoclaw_lint.check(".security.yml").files
    (finding,) = file.shown
    assert (file.kind, finding.family, finding.severity) == ("security", "secrets", "error")
    assert finding.range is not None
    assert finding.range.start.line == 4
    assert KEY[:12] not in repr(finding)


def test_one_path_is_enough_and_none_checks_nothing() -> None:
    path = write("config.json", SOUND)
    expected = picoclaw_lint.check([path], now=NOW).files
    assert picoclaw_lint.check(path, now=NOW).files[0].diagnostics == expected[0].diagnostics
    assert picoclaw_lint.check(str(path), now=NOW).files == expected
    assert picoclaw_lint.check([]).files == ()
    assert not picoclaw_lint.failed(picoclaw_lint.check([]))


def test_a_file_that_cannot_be_read_has_an_error_and_fails() -> None:
    (file,) = picoclaw_lint.check("missing.json", fail_on="never").files
    assert (file.loads, file.error) == (None, "no such file or directory")
    assert picoclaw_lint.failed(file)


def test_what_is_suppressed_stays_and_does_not_fail() -> None:
    write("config.json", REFUSED)
    write("picoclaw-lint.toml", '[[ignore]]\nrule = "unknown-field"\nreason = "a test"\n')
    results = picoclaw_lint.check("config.json")
    suppressed = results.files[0].diagnostics[0].suppressed
    assert suppressed == picoclaw_lint.Suppression("settings", "a test")
    assert not picoclaw_lint.failed(results)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"select": []}, "select names no rule and no family; without it, all are shown"),
        ({"select": ["unknown-feild"]}, 'there is no rule or family "unknown-feild"; did you mean "unknown-field"?'),
        ({"ignore": "secret"}, 'there is no rule or family "secret"; did you mean "secrets"?'),
        ({"target_version": "0.3"}, 'target_version is one of 0.2.8, 0.2.9, 0.3.0, main, not "0.3"'),
        ({"fail_on": "eror"}, 'fail_on is one of error, warning, info, never, not "eror"'),
    ],
)
@pytest.mark.parametrize("judge", [picoclaw_lint.check, picoclaw_lint.check_text])
def test_names_that_are_not_known_are_refused(
    judge: Callable[..., object], arguments: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError) as raised:
        judge("{}", **arguments)
    assert str(raised.value) == message
    assert isinstance(raised.value, ValueError)


def test_settings_and_baselines_that_cannot_be_used_are_refused() -> None:
    write("config.json", SOUND)
    with pytest.raises(UsageError, match=r"known\.json"):
        picoclaw_lint.check("config.json", baseline="known.json")
    with pytest.raises(UsageError, match=r"other\.toml"):
        picoclaw_lint.check("config.json", config="other.toml")
    with pytest.raises(UsageError, match="isolated=True"):
        picoclaw_lint.check("config.json", config="other.toml", isolated=True)
    write("picoclaw-lint.toml", "fail-no = 1\nselekt = []\n")
    with pytest.raises(UsageError) as raised:
        picoclaw_lint.check("config.json")
    assert [line.split(":")[:2] for line in str(raised.value).splitlines()] == [
        ["picoclaw-lint.toml", "1"],
        ["picoclaw-lint.toml", "2"],
    ]


@pytest.mark.parametrize(
    "judge",
    [
        lambda path: picoclaw_lint.check(path),
        lambda path: picoclaw_lint.check(["config.json", Path(path)]),
        lambda path: picoclaw_lint.check("config.json", config=path),
        lambda path: picoclaw_lint.check("config.json", baseline=path),
        lambda path: picoclaw_lint.check_text("{}", path, surroundings=True),
    ],
    ids=["path", "paths", "config", "baseline", "text"],
)
def test_what_can_be_no_path_is_refused(judge: Callable[[str], object]) -> None:
    write("config.json", SOUND)
    with pytest.raises(UsageError, match="a path holds no NUL"):
        judge("a\0b")
    with pytest.raises(UsageError, match="a path holds a character that no name of a file can have"):
        judge("a\ud800")


def test_a_text_is_judged_as_the_same_text_in_a_file() -> None:
    # Git knows of the examples, and nothing of a text.
    shutil.copytree(EXAMPLES, "examples")
    for path in sorted(Path("examples").rglob("config.json")):
        (expected,) = picoclaw_lint.check(path, isolated=True, now=NOW).files
        for text in (path.read_bytes(), path.read_bytes().decode()):
            assert picoclaw_lint.check_text(text, path, now=NOW) == expected


def test_a_text_of_any_kind_is_judged() -> None:
    assert rules(picoclaw_lint.check_text("\ufeff{}", select=["syntax"])) == ["byte-order-mark"]
    assert rules(picoclaw_lint.check_text('{"version": 3, "a": "\ud800"}', select=["syntax"])) == ["invalid-utf8"]
    assert rules(picoclaw_lint.check_text(b'{"version": 3, "a": "\xff"}', select=["syntax"])) == ["invalid-utf8"]
    assert picoclaw_lint.check_text("").path == "<text>"
    assert picoclaw_lint.check_text("", "a/b.json").path == "a/b.json"


def test_what_lies_around_a_path_counts_only_on_demand() -> None:
    text = json.dumps({**SOUND, "model_list": [{**SOUND["model_list"][0], "api_keys": ["file://local.key"]}]})
    write(".security.yml", "model_list: [wrong\n")
    write("picoclaw-lint.toml", "nonsense = 1\n")
    alone = picoclaw_lint.check_text(text, "config.json")
    assert (alone.loads, rules(alone)) == (True, [])
    with pytest.raises(UsageError, match="nonsense"):
        picoclaw_lint.check_text(text, "config.json", surroundings=True)
    around = picoclaw_lint.check_text(text, "config.json", surroundings=True, isolated=True)
    assert (around.loads, rules(around)) == (False, ["broken-security-file", "broken-secret-file"])


def test_with_its_surroundings_a_text_is_judged_as_on_standard_input() -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    write(".security.yml", "model_list:\n  other: {}\n")
    write("other.toml", 'fail-on = "info"\n')
    write("config.json", SOUND)
    subprocess.run(["git", "add", "config.json"], check=True)
    model = {"model_name": "main", "model": "openai/gpt-4o", "api_keys": ["file://missing.key", KEY]}
    text = json.dumps({**SOUND, "model_list": [model]})
    options = ["--stdin-filename", "config.json", "--config", "other.toml"]
    code, expected = command_line("-", *options, stdin=text)
    file = picoclaw_lint.check_text(text, "config.json", surroundings=True, config="other.toml", now=NOW)
    assert as_report(Results((file,))) == expected
    assert {"broken-secret-file", "plaintext-secret"} <= {*rules(file)}
    assert (picoclaw_lint.failed(file), code) == (True, 1)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"surroundings": True}, "needs the path"),
        ({"config": "other.toml"}, "surroundings=True"),
        ({"path": "config.json", "baseline": "known.json"}, "surroundings=True"),
        ({"path": Path("bot/.security.yml")}, "judged by check"),
        ({"path": "bot/.security.yml.20260401.bak"}, "judged by check"),
    ],
)
def test_what_a_text_cannot_be_asked_is_refused(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        picoclaw_lint.check_text("{}", **arguments)


@pytest.mark.parametrize("now", [None, NOW, datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.timezone.utc)])
def test_the_date_may_be_a_moment(now: datetime.date | None) -> None:
    assert rules(picoclaw_lint.check_text(json.dumps(REFUSED), now=now)) == ["unknown-field"]


# Whatever is opened, listed or started is an event of Python; what is imported when first asked for is not meant.
ALONE = """
import sys
import picoclaw_lint
text, seen = sys.argv[1], []
expected = picoclaw_lint.check_text(text, "config.json")
sys.addaudithook(lambda event, arguments: seen.append(event))
assert picoclaw_lint.check_text(text, "config.json") == expected
touching = [event for event in seen if event.startswith(("open", "os.", "subprocess.", "socket.", "glob.", "shutil."))]
print(touching, [finding.rule for finding in expected.shown])
"""


def test_a_text_alone_does_not_touch_the_disk() -> None:
    write(".security.yml", "model_list: {}\n")
    model = {**SOUND["model_list"][0], "api_keys": ["file://local.key", KEY]}
    text = json.dumps({**REFUSED, "model_list": [model]})
    done = subprocess.run([sys.executable, "-c", ALONE, text], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[] ['plaintext-secret', 'unknown-field']\n", "")


def test_threads_get_what_one_thread_gets() -> None:
    texts = [json.dumps({**SOUND, f"key{number}": {}}) for number in range(40)]
    expected = [picoclaw_lint.check_text(text, now=NOW) for text in texts]
    examples = picoclaw_lint.check(EXAMPLES, now=NOW)
    with ThreadPoolExecutor(4) as pool:
        runs = [pool.submit(picoclaw_lint.check, EXAMPLES, now=NOW) for _ in range(8)]
        found = list(pool.map(lambda text: picoclaw_lint.check_text(text, now=NOW), texts))
    assert found == expected
    assert all(run.result() == examples for run in runs)


# In a fresh interpreter: both threads come to the first import at the same time.
TWO_THREADS = """
import sys, threading
import picoclaw_lint
barrier, found = threading.Barrier(2), []
def judge():
    barrier.wait()
    found.append(picoclaw_lint.check(sys.argv[1]))
threads = [threading.Thread(target=judge) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(len(found), found[0] == found[1], len(found[0].files))
"""


def test_two_threads_may_make_the_first_call() -> None:
    done = subprocess.run([sys.executable, "-c", TWO_THREADS, EXAMPLES], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("2 True 3\n", "")
