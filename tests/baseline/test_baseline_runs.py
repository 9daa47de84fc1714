"""A baseline accepts the findings of a moment: only new ones count, and what is gone can be taken out."""

from __future__ import annotations

import json
import ntpath
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from picoclaw_lint import baseline, engine, run
from picoclaw_lint.context import Context
from picoclaw_lint.diagnostic import Suppression
from picoclaw_lint.fingerprint import fingerprints
from picoclaw_lint.plan import Overrides
from picoclaw_lint.results import Results
from picoclaw_lint.rule import Hit, Rule
from picoclaw_lint.settings import InvalidSettings

BASELINE = "baseline.json"
MODELS = [
    {"model_name": "a", "model": "ollama/llama3.2", "rpm": 60, "request_timeout": 600, "colour": 1},
    {"model_name": "b", "model": "ollama/llama3.2", "rpm": 60, "request_timeout": 600, "colour": 1},
]
# Refused for three fields, and nothing else is to be said of it.
CONFIG: dict[str, Any] = {
    "version": 3,
    "model_list": MODELS,
    "agents": {"defaults": {"model_name": "a", "model_fallbacks": ["b"]}},
    "colour": 1,
}
# One model more, of which nothing is to be said.
MORE = {"model_name": "x", "enabled": False}
# Nothing is to be said of it where it has no second model.
ONE_MODEL = {**CONFIG, "agents": {"defaults": {"model_name": "a"}}}
GOOD = {key: value for key, value in CONFIG.items() if key not in ("colour", "model_list")} | {
    "model_list": [{key: value for key, value in model.items() if key != "colour"} for model in MODELS]
}


def write(path: str, content: Any) -> str:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return path


def check(*paths: str, new: bool = False, path: str = BASELINE, **overrides: Any) -> Results:
    said = Overrides(baseline=path, **overrides)
    return run.check(run.Request(paths or ("config.json",), said, rewrite_baseline=new))


def shown(results: Results) -> list[str]:
    return [f"{item.path}{item.pointer}" for file in results.files for item in file.shown]


def entries(path: str = BASELINE) -> list[dict[str, str]]:
    return list(json.loads(Path(path).read_text("utf-8"))["findings"])


def places(path: str = BASELINE) -> list[str]:
    return [entry["path"] + entry["place"] for entry in entries(path)]


GONE_ONE = "baseline.json: 1 finding is not there any more; --write-baseline takes it out"
GONE_ALL = "baseline.json: 3 findings are not there any more; --write-baseline takes them out"
ALL = ["config.json/colour", "config.json/model_list/[a]/colour", "config.json/model_list/[b]/colour"]


@pytest.fixture(autouse=True)
def config() -> None:
    write("config.json", CONFIG)


@pytest.fixture
def known() -> None:
    """A baseline of the config."""
    check(new=True)


def test_what_is_written_is_accepted_at_once_and_from_then_on() -> None:
    results = check(new=True)
    assert results.notes == ("baseline.json: 3 findings accepted",)
    assert places() == ALL
    for found in (results, check()):
        assert shown(found) == []
        assert {item.suppressed for file in found.files for item in file.diagnostics} == {
            Suppression("baseline", "it stands in baseline.json")
        }
        assert found.files[0].loads is False
        assert found.summary.suppressed == 3
    assert check().notes == ()


def test_a_baseline_has_no_message_and_no_value(known: None) -> None:
    for entry in entries():
        assert set(entry) == {"path", "rule", "place", "fingerprint"}


def test_a_baseline_that_is_written_again_is_the_same_to_the_byte(known: None) -> None:
    before = Path(BASELINE).read_bytes()
    assert check(new=True).notes == ("baseline.json: 3 findings accepted",)
    assert Path(BASELINE).read_bytes() == before
    assert before.endswith(b"\n}\n")
    assert before.count(b"\n") == 3 + len(ALL) + 2, "a line for each finding"


def test_only_new_findings_count(known: None) -> None:
    write("config.json", {**CONFIG, "color": 1})
    assert shown(check()) == ["config.json/color"]


@pytest.mark.parametrize("field", ["rule", "path", "place"])
def test_an_entry_hides_only_the_finding_that_it_says_it_hides(field: str, known: None) -> None:
    said = json.loads(Path(BASELINE).read_text("utf-8"))
    said["findings"][0][field] = "something-else"
    write(BASELINE, said)
    results = check()
    assert shown(results) == ALL[:1]
    assert results.notes == (GONE_ONE,)
    check(new=True)
    assert places() == ALL
    assert shown(check()) == []


@pytest.mark.skipif(os.sep == "\\", reason="a backslash separates directories here")
def test_a_file_with_a_backslash_in_its_name_is_accepted() -> None:
    write("a\\b.json", CONFIG)
    check("a\\b.json", new=True)
    assert shown(check("a\\b.json")) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda: write("config.json", json.dumps(CONFIG, indent=4) + "\n\n"),
        lambda: write("config.json", "\n\n\n" + json.dumps(CONFIG).replace(",", ",\r\n")),
        lambda: write("config.json", {**CONFIG, "model_list": MODELS[::-1]}),
        lambda: write("config.json", {**CONFIG, "model_list": [GOOD["model_list"][0] | MORE, *MODELS]}),
        lambda: write("config.json", {"heartbeat": {}, **CONFIG}),
    ],
    ids=["indented", "lines", "models in another order", "one model more", "one key more"],
)
def test_findings_are_known_again_wherever_they_have_moved(known: None, change: Callable[[], object]) -> None:
    change()
    results = check()
    assert (shown(results), results.notes) == ([], ())


def test_of_two_equal_findings_each_is_accepted_for_itself() -> None:
    write("config.json", {**ONE_MODEL, "model_list": MODELS[:1] * 2})
    check(new=True)
    assert places() == [ALL[0], ALL[1], ALL[1]]
    write("config.json", {**ONE_MODEL, "model_list": MODELS[:1] * 3})
    assert shown(check()) == ["config.json/model_list/2/colour"]
    write("config.json", {**ONE_MODEL, "model_list": MODELS[:1]})
    assert check().notes == (GONE_ONE,)


def test_a_baseline_holds_whatever_directory_it_is_used_from(known: None, monkeypatch: pytest.MonkeyPatch) -> None:
    here = os.getcwd()
    os.makedirs("deep/er")
    monkeypatch.chdir("deep/er")
    assert shown(check("../../config.json", path="../../baseline.json")) == []
    assert shown(check(f"{here}/config.json", path=f"{here}/baseline.json")) == []
    assert shown(check("../../config.json", path=f"{here}/baseline.json")) == []


def test_a_baseline_holds_for_files_that_are_named_through_links(known: None, tmp_path: Path) -> None:
    os.mkdir("links")
    os.symlink(tmp_path, "links/here")
    assert shown(check("links/here/config.json")) == []
    assert shown(check(path="links/here/baseline.json")) == []


def test_a_baseline_moves_with_its_project(known: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "moved").mkdir()
    for name in ("config.json", BASELINE):
        os.rename(name, f"moved/{name}")
    assert shown(check("moved/config.json", path="moved/baseline.json")) == []


def test_the_same_finding_in_another_file_is_new(known: None) -> None:
    write("other.json", CONFIG)
    assert len(shown(check("config.json", "other.json"))) == 3


def test_paths_are_written_with_slashes_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    class Windows:
        sep = "\\"
        curdir = "."
        path = ntpath

    monkeypatch.setattr(baseline, "os", Windows)
    assert baseline._relative(r"deploy\eu\config.json", r"lint\baseline.json") == "../deploy/eu/config.json"
    assert baseline._relative(r"D:\config.json", r"C:\lint\baseline.json") == "D:/config.json"


def test_a_baseline_with_backslashes_is_used_and_mended() -> None:
    write("deploy/eu/config.json", CONFIG)
    check("deploy/eu/config.json", new=True)
    before = Path(BASELINE).read_text()
    write(BASELINE, before.replace("deploy/eu/", "deploy\\\\eu\\\\"))
    results = check("deploy/eu/config.json")
    assert (shown(results), results.notes) == ([], ())
    assert check("config.json").notes == (), "the file is there"
    check("deploy/eu/config.json", new=True)
    assert Path(BASELINE).read_text() == before


# What is gone.


def test_entries_that_are_gone_are_counted_and_taken_out_when_it_is_written(known: None) -> None:
    write("config.json", {key: value for key, value in CONFIG.items() if key != "colour"})
    assert check().notes == (GONE_ONE,)
    assert len(entries()) == 3, "checking writes nothing"
    write("config.json", GOOD)
    assert check().notes == (GONE_ALL,)
    assert check(new=True).notes == ("baseline.json: 0 findings accepted, 3 taken out",)
    assert Path(BASELINE).read_text() == '{\n "version": 1,\n "findings": []\n}\n'


def test_entries_of_files_that_were_not_checked_stay(known: None) -> None:
    write("other.json", CONFIG)
    assert check("other.json").notes == ()
    check("other.json", new=True)
    assert len(entries()) == 6
    check("config.json", new=True)
    assert len(entries()) == 6


def test_entries_of_files_that_do_not_exist_any_more_go(known: None) -> None:
    os.rename("config.json", "moved.json")
    assert check("moved.json").notes == (GONE_ALL,)
    assert check("moved.json", new=True).notes == ("baseline.json: 3 findings accepted, 3 taken out",)
    assert {entry["path"] for entry in entries()} == {"moved.json"}


def test_entries_of_rules_that_were_not_shown_stay(known: None) -> None:
    for said in ({"select": ("syntax",)}, {"ignore": ("structure",)}):
        assert check(**said).notes == ()  # type: ignore[arg-type]
        assert check(new=True, **said).notes == ("baseline.json: 3 findings accepted",)  # type: ignore[arg-type]
        assert places() == ALL


def test_entries_of_a_rule_that_there_is_no_more_go(known: None) -> None:
    write(BASELINE, Path(BASELINE).read_text().replace('"unknown-field"', '"odd-field"').replace('int": "', 'int": "x'))
    assert len(shown(check(ignore=("syntax",)))) == 3
    assert check(ignore=("syntax",)).notes == (GONE_ALL,)


@pytest.mark.parametrize("text", ['{"version": 3, "model_list": [', "", '{"colour": 1, "model_list": nonsense}'])
def test_a_file_that_cannot_be_read_to_its_end_loses_no_entry(known: None, text: str) -> None:
    write("config.json", text)
    assert check().notes == ()
    check(new=True)
    assert set(places()) >= set(ALL)
    write("config.json", CONFIG)
    assert shown(check()) == []


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: os.symlink(path, path)], ids=["pipe", "loop"])
def test_a_file_that_cannot_be_judged_loses_no_entry(known: None, make: Callable[[str], object]) -> None:
    before = Path(BASELINE).read_text()
    os.unlink("config.json")
    make("config.json")
    write("good.json", GOOD)
    assert check("config.json", "good.json").notes == ()
    check("config.json", new=True)
    check("config.json", "good.json", new=True)
    assert Path(BASELINE).read_text() == before


def test_what_the_settings_accept_is_not_written_and_not_called_gone(known: None) -> None:
    write("picoclaw-lint.toml", '[[ignore]]\nrule = "unknown-field"\nreason = "x"\npointer = "/colour"\n')
    results = check()
    assert results.notes == ()
    assert {item.suppressed.by for item in results.files[0].diagnostics if item.suppressed} == {"settings", "baseline"}
    check(new=True)
    assert places() == ALL[1:]


def test_several_baselines_are_kept_apart() -> None:
    for name in ("a", "b"):
        write(f"{name}/config.json", CONFIG)
        write(f"{name}/picoclaw-lint.toml", 'baseline = "lint.json"')
    results = run.check(run.Request(("a/config.json", "b/config.json"), rewrite_baseline=True))
    assert results.notes == ("a/lint.json: 3 findings accepted", "b/lint.json: 3 findings accepted")
    assert places("a/lint.json") == places("b/lint.json") == ALL
    assert shown(run.check(run.Request(("a/config.json", "b/config.json")))) == []


def test_one_baseline_that_settings_name_in_several_ways_is_written_once() -> None:
    os.mkdir("far")
    os.symlink(os.path.abspath("far"), "link")
    named = {"a": "../far/lint.json", "b": "../link/lint.json", "c": "./../far/../far/lint.json"}
    for name, path in named.items():
        write(f"{name}/config.json", CONFIG)
        write(f"{name}/picoclaw-lint.toml", f'baseline = "{path}"')
    paths = tuple(f"{name}/config.json" for name in named)
    results = run.check(run.Request(paths, rewrite_baseline=True))
    assert results.notes == ("far/lint.json: 9 findings accepted",)
    assert shown(results) == shown(run.check(run.Request(paths))) == []
    assert places("far/lint.json") == [f"../{name}/{place}" for name in named for place in ALL]


def test_a_file_that_cannot_be_read_is_left_as_it_is_while_a_baseline_is_written() -> None:
    results = check("gone.json", "config.json", new=True)
    assert [file.error for file in results.files] == ["no such file or directory", None]
    results = check("gone.json", path="other.json", new=True)
    assert (results.notes, os.path.exists("other.json")) == ((), False)


def test_what_is_no_path_is_no_baseline() -> None:
    with pytest.raises(InvalidSettings, match="there is no baseline"):
        check(path="a\0b")


def test_internal_errors_are_never_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    def explode(context: Context) -> Iterator[Hit]:
        raise ValueError
        yield

    broken = Rule("bad-rule", "structure", ("error",), ("load",), "0.1.0", (), explode, "Broken.")
    monkeypatch.setattr(engine, "RULES", (*engine.RULES, broken))
    results = check(new=True)
    assert [item.rule for file in results.files for item in file.shown] == [engine.INTERNAL_ERROR]
    assert places() == ALL
    # Nor may anybody write one into it.
    (file,) = results.files
    made = zip(fingerprints(file.diagnostics, file.path), file.diagnostics, strict=True)
    (known,) = (key for key, item in made if item.rule == engine.INTERNAL_ERROR)
    entry = {"path": file.path, "rule": engine.INTERNAL_ERROR, "place": "", "fingerprint": known}
    write(BASELINE, {"version": 1, "findings": [*entries(), entry]})
    assert [item.rule for file in check().files for item in file.shown] == [engine.INTERNAL_ERROR]


# Baselines that cannot be used.


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is not JSON from line 1 on"),
        ('{\n "version": 1,\n<<<<<<< HEAD\n', "it is not JSON from line 3 on"),
        ("[" * 100_000, "it is not JSON that picoclaw-lint writes"),
        ('{"version": ' + "1" * 5000 + ', "findings": []}', "it is not JSON that picoclaw-lint writes"),
        ("null", "it is no baseline of picoclaw-lint"),
        ("[]", "it is no baseline of picoclaw-lint"),
        (json.dumps(CONFIG), "it is no baseline of picoclaw-lint"),
        ('{"version": 1}', "it is no baseline of picoclaw-lint"),
        ('{"version": 1, "findings": {}}', "it is no baseline of picoclaw-lint"),
        ('{"version": 2, "findings": []}', "it is not of version 1, the one that this picoclaw-lint knows"),
        ('{"version": "1", "findings": []}', "it is not of version 1, the one that this picoclaw-lint knows"),
        *(
            (f'{{"version": 1, "findings": [{entry}]}}', "an entry of it has not the fields that picoclaw-lint writes")
            for entry in (
                "1",
                "null",
                "{}",
                '{"path": "a", "rule": "b", "place": "c"}',
                '{"path": "a", "rule": "b", "place": 1, "fingerprint": "d"}',
                '{"path": "a", "rule": "b", "place": null, "fingerprint": "d"}',
            )
        ),
    ],
)
@pytest.mark.parametrize("new", [False, True], ids=["used", "written"])
def test_a_file_that_is_no_baseline_is_an_error_and_is_never_overwritten(text: str, reason: str, new: bool) -> None:
    write(BASELINE, text)
    with pytest.raises(InvalidSettings) as raised:
        check(new=new)
    assert raised.value.lines == (f"cannot use the baseline baseline.json: {reason}",)
    assert Path(BASELINE).read_text() == text


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (os.mkdir, "it is a directory"),
        (os.mkfifo, "it is no regular file"),
        (lambda path: os.symlink("/dev/zero", path), "it is no regular file"),
        (lambda path: os.symlink("nowhere", path), "no such file or directory"),
        (lambda path: Path(path).write_bytes(b"\xff\xfe{\0}\0"), "it is not UTF-8"),
    ],
)
def test_a_baseline_that_cannot_be_read_is_an_error(make: Callable[[str], object], reason: str) -> None:
    make(BASELINE)
    with pytest.raises(InvalidSettings) as raised:
        check()
    assert raised.value.lines == (f"cannot read the baseline baseline.json: {reason}",)


def test_a_baseline_from_an_editor_on_windows_is_read(known: None) -> None:
    data = Path(BASELINE).read_bytes()
    Path(BASELINE).write_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))
    assert shown(check()) == []


def test_a_baseline_that_is_missing_is_an_error_unless_it_is_to_be_written() -> None:
    with pytest.raises(InvalidSettings) as raised:
        check()
    assert raised.value.lines == ("there is no baseline baseline.json; --write-baseline makes one",)
    check(new=True)
    assert shown(check()) == []


def test_to_write_a_baseline_one_has_to_be_named() -> None:
    with pytest.raises(InvalidSettings) as raised:
        run.check(run.Request(("config.json",), rewrite_baseline=True))
    assert raised.value.lines == ("--write-baseline needs --baseline FILE, or a baseline in the settings",)


# Writing.


def _fails(*arguments: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_baseline_and_nothing_beside_it(
    known: None, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, names = Path(BASELINE).read_bytes(), sorted(os.listdir())
    write("config.json", GOOD)
    monkeypatch.setattr(os, step, _fails)
    with pytest.raises(InvalidSettings) as raised:
        check(new=True)
    assert raised.value.lines == ("cannot write the baseline baseline.json: no space left on device",)
    assert (Path(BASELINE).read_bytes(), sorted(os.listdir())) == (before, names)


def test_an_interrupted_write_leaves_the_old_baseline(known: None, monkeypatch: pytest.MonkeyPatch) -> None:
    before, names = Path(BASELINE).read_bytes(), sorted(os.listdir())

    def interrupt(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        check(new=True)
    assert (Path(BASELINE).read_bytes(), sorted(os.listdir())) == (before, names)


def test_whoever_reads_while_it_is_written_reads_a_whole_baseline(known: None) -> None:
    read: list[int] = []
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            read.append(len(entries()))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        for config in [GOOD, CONFIG] * 25:
            write("config.json", config)
            check(new=True)
    finally:
        done.set()
        watcher.join()
    assert read
    assert set(read) <= {0, 3}


def test_a_baseline_in_a_directory_that_is_not_there_is_an_error() -> None:
    with pytest.raises(InvalidSettings) as raised:
        check(new=True, path="missing/baseline.json")
    assert raised.value.lines == ("cannot write the baseline missing/baseline.json: no such file or directory",)


def test_a_link_in_the_baselines_place_stays_one(known: None) -> None:
    os.mkdir("shared")
    os.rename(BASELINE, "shared/real.json")
    os.symlink("shared/real.json", BASELINE)
    write("config.json", GOOD)
    check(new=True)
    assert os.path.islink(BASELINE)
    assert entries("shared/real.json") == []


def test_no_part_of_a_secret_is_in_a_baseline() -> None:
    key = "sk-" + "proj-" + "q7Zt3LmX0vB9" * 3 + "T3Blbk" + "FJ" + "w2Yc8RnK5dHs"
    model = {"model_name": key, "model": key, "api_keys": [key], key: key}
    write("config.json", {**CONFIG, key: key, "model_list": [model], "channel_list": {key: {key: key}}})
    check(new=True)
    text = Path(BASELINE).read_text()
    assert len(entries()) > 3
    assert not [key[at : at + 8] for at in range(len(key) - 8) if key[at : at + 8] in text]
