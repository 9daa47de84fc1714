"""The tool: it builds from the lock, checks byte for byte, moves the lock, and writes nothing suspicious unasked."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tiny_packages import CHAT, CLIENT, REALTIME, SESSION, Project, because, wheel

import refresh_catalogue
from catalogue import fetch
from catalogue.changes import compare
from catalogue.lock import Source

Told = pytest.CaptureFixture[str]


def test_ids_kinds_dates_and_successors_come_out_without_running_the_package(project: Project) -> None:
    assert project.run() == 0
    assert project.models == {
        "tiny-0": {"eol": "2029-05-12"},
        "tiny-1": {"eol": "2030-03-04"},
        "tiny-2": {"eol": "2031-02-03"},
        "tiny-2-old": {"eol": "2031-02-03"},
        "tiny-3": {},
        "tiny-talk": {"k": "realtime", "eol": "2032-01-01"},
    }


def test_two_runs_write_the_same_bytes(project: Project) -> None:
    project.run()
    first = project.output.read_bytes()
    project.output.unlink()
    project.run()
    assert project.output.read_bytes() == first
    assert b"\r" not in first


# --- the lock and what it names ---


def downloads(monkeypatch: pytest.MonkeyPatch, data: bytes) -> list[Source]:
    """Let any download bring this file; what was asked for is returned."""
    asked: list[Source] = []

    def download(source: Source, directory: Path) -> Path:
        asked.append(source)
        path = directory / "openai.whl"
        path.write_bytes(data)
        return path

    monkeypatch.setattr(fetch, "download", download)
    monkeypatch.setattr(refresh_catalogue, "download", download)
    return asked


def test_a_package_is_downloaded_once_and_kept_by_its_sha256(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    (kept,) = project.archives.iterdir()
    asked = downloads(monkeypatch, kept.read_bytes())
    kept.unlink()
    assert (project.run(), project.run()) == (0, 0)
    assert [source.pin for source in asked] == ["pypi:openai==1.0"]
    assert [path.name for path in project.archives.iterdir()] == [kept.name]


def test_a_download_with_another_sha256_is_refused(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: Told
) -> None:
    downloads(monkeypatch, wheel({CHAT: "ChatModel = Literal['evil-1']"}))
    project.lock("0" * 64)
    assert project.run() == 2
    assert f"{'0' * 64} is pinned" in capsys.readouterr().err
    assert not project.output.exists()


def test_a_kept_package_that_was_changed_is_downloaded_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    (kept,) = project.archives.iterdir()
    asked = downloads(monkeypatch, kept.read_bytes())
    kept.write_bytes(wheel({CHAT: "ChatModel = Literal['evil-1']", REALTIME: SESSION}))
    assert project.run() == 0
    assert len(asked) == 1
    assert "evil-1" not in project.models


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (
            Source("o", "pypi", "openai", "1.0", "", ()),
            ["pip", "download", "--no-deps", "--only-binary=:all:", "openai==1.0"],
        ),
        (Source("g", "npm", "gpt-tokenizer", "4.0.0", "", ()), ["pack", "--ignore-scripts", "gpt-tokenizer@4.0.0"]),
    ],
)
def test_a_download_asks_for_the_exact_version_runs_nothing_of_it_and_shows_why_it_failed(
    source: Source, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        return subprocess.CompletedProcess(command, 1, "", "ERROR: no such host\n")

    monkeypatch.setattr(fetch.subprocess, "run", run)
    with pytest.raises(refresh_catalogue.CatalogueError, match="no such host"):
        fetch.download(source, tmp_path)
    assert [word for word in words if word not in asked[0]] == []


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"package": "unheard-of"}, "nothing here can read unheard-of"),
        ({"members": [CHAT, "gone.py"]}, "nothing here can read gone.py"),
        ({"members": ["openai/types/image_model.py"]}, "has no file openai/types/image_model.py"),
        ({"registry": "attic"}, "unknown registry 'attic'"),
        ({"colour": "red"}, "missing or unexpected key"),
    ],
)
def test_a_lock_that_does_not_fit_is_explained_in_one_line(
    project: Project, capsys: Told, changed: dict[str, Any], complaint: str
) -> None:
    project.release(**changed)
    assert project.run() == 2
    shown = capsys.readouterr().err
    assert complaint in shown
    assert "Traceback" not in shown


def test_a_sha256_of_another_form_is_explained(project: Project, capsys: Told) -> None:
    project.lock("abc")
    assert project.run() == 2
    assert "sha256 must be 64 hexadecimal digits" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("client", "complaint"),
    [
        ("model: = (", "is not Python"),
        ("Other = 1\n", "ChatModel lists no model; the package has changed its shape"),
        (CLIENT.replace("2031-02-03", "2031-02-30"), "no such day"),
    ],
)
def test_a_package_of_another_shape_is_explained_in_one_line(
    project: Project, capsys: Told, client: str, complaint: str
) -> None:
    project.release(client)
    assert project.run() == 2
    assert complaint in capsys.readouterr().err


@pytest.mark.parametrize("name", ["sources.lock", "overrides.json", "kept.json"])
def test_a_missing_file_is_explained(project: Project, capsys: Told, name: str) -> None:
    (project.folder / name).unlink()
    assert project.run() == 2
    shown = capsys.readouterr().err
    assert shown.startswith("refresh_catalogue: ")
    assert name in shown


# --- overrides ---


def test_overrides_add_correct_and_complete(project: Project) -> None:
    project.override(
        because(ids=["tiny-9"], add=True, set={"out": 5, "eol": "2029-01-01", "to": "tiny-3"}),
        because(ids=["tiny-3"], set={"ctx": 100}),
        because(ids=["tiny-talk"], set={"k": "tts"}, instead={"k": "realtime"}),
    )
    assert project.run() == 0
    models = project.models
    assert models["tiny-9"] == {"out": 5, "eol": "2029-01-01", "to": "tiny-3"}
    assert models["tiny-3"] == {"ctx": 100}
    assert models["tiny-talk"]["k"] == "tts"


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ({"ids": ["tiny-3"], "set": {"out": 1}}, "needs a reason and a source"),
        (because(set={"out": 1}), "an entry needs ids"),
        (because(ids=["tiny-3"], colour="red"), "may not have ['colour']"),
        (because(ids=["tiny-3"], set={"price": 1}), "unknown fields ['price']"),
        (because(ids=["tiny-8"], set={"out": 1}), "no package has this id"),
        (because(ids=["tiny-3"], add=True), "a package or kept.json has this id by now"),
        (because(ids=["tiny-2"], set={"eol": "2031-02-03"}), "eol is '2031-02-03' already"),
        (because(ids=["tiny-2"], set={"eol": "2031-01-01"}), "or say what it is instead of"),
        (because(ids=["tiny-3"], set={"out": 1}, instead={"out": 2}), "no package says that out is 2 any more"),
        (because(ids=["tiny-3"], instead={"out": 2}), "what stands in instead stands in set too"),
        (because(ids=["tiny-3"], set=["out"]), "set and instead are objects"),
        (because(ids="tiny-3", set={"out": 1}), "an entry needs ids"),
        (because(ids=["tiny-3"], set={"k": "poem"}, instead={"k": "chat"}), "k must be one of audio, chat"),
        (because(ids=["tiny-3"], set={"k": ["tts"]}, instead={"k": "chat"}), "k must be one of audio, chat"),
        (because(ids=["tiny-3"], set={"out": 0}), "out must be a positive number"),
        (because(ids=["tiny-3"], set={"out": "16k"}), "out must be a positive number"),
        (because(ids=["tiny-3"], set={"eol": "soon"}), "eol must be a day, YYYY-MM-DD"),
        (because(ids=["tiny-3"], set={"eol": "2031-02-30"}), "eol must be a day, YYYY-MM-DD"),
        (because(ids=["tiny-3"], set={"vision": "maybe"}), "vision must be true or false"),
        (because(ids=["tiny-3"], set={"tools": "hammer"}), "tools must be one of effort-none"),
        (because(ids=["tiny-1"], set={"to": "tiny-0"}), "tiny-0 is not a live model"),
        (because(ids=["tiny-1"], set={"to": "huge-1"}), "huge-1 is not a live model"),
    ],
)
def test_an_override_that_is_wrong_or_no_longer_needed_is_refused(
    project: Project, capsys: Told, entry: dict[str, Any], complaint: str
) -> None:
    project.override(entry)
    assert project.run() == 2
    assert complaint in capsys.readouterr().err


def test_ends_by_hand_count_when_successors_are_looked_for(project: Project) -> None:
    project.release(CLIENT.replace('"tiny-3", ', '"tiny-4", "tiny-3", '))
    kept = {"openai": {"tiny-old": {"eol": "2029-01-01", "to": "tiny-3", "s": "o"}}}
    project.kept.write_text(json.dumps(kept), "utf-8")
    project.override(because(ids=["tiny-3"], set={"eol": "2030-05-01", "to": "tiny-4"}))
    assert project.run() == 0
    assert project.models["tiny-old"] == {"eol": "2029-01-01"}
    assert project.models["tiny-3"]["to"] == "tiny-4"


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("kept.json", "x", "kept.json is not valid JSON"),
        ("kept.json", "[]", "an object of provider to models"),
        ("kept.json", '{"openai": []}', "an object of model to row"),
        ("kept.json", '{"openai": {"a": {"s": "o"}}}', "only models with an end are kept"),
        ("kept.json", '{"openai": {"a": {"eol": null, "s": "o"}}}', "eol must be a day"),
        ("overrides.json", "[]", "an object of provider to a list of entries"),
        ("overrides.json", '{"openai": null}', "an object of provider to a list of entries"),
        ("overrides.json", '{"openai": ["tiny-3"]}', "an entry is an object"),
        (
            "overrides.json",
            '{"opneai": [{"ids": ["a"], "add": true, "reason": "r", "source": "s"}]}',
            "no package has a provider of this name",
        ),
        ("models.json", "<<<<<<< ours", "models.json is not valid JSON"),
        ("models.json", "{}", "an object of provider to models"),
        ("models.json", '{"providers": {"openai": {"a": {"out": "16k", "s": "o"}}}}', "out must be a positive number"),
        ("models.json", '{"providers": {"openai": {"a": {"price": 1, "s": "o"}}}}', "price must be left out"),
        ("sources.lock", '{"as_of": 5, "sources": []}', "missing or unexpected key, or no text"),
        ("sources.lock", '{"as_of": "2030-13-45", "sources": []}', "as_of is no day"),
    ],
)
def test_a_file_of_another_form_is_explained_in_one_line_and_nothing_is_written(
    project: Project, capsys: Told, name: str, text: str, complaint: str
) -> None:
    (project.folder / name).write_text(text, "utf-8")
    before = {path: path.read_bytes() for path in project.folder.glob("*.*")}
    assert project.run() == 2
    assert complaint in capsys.readouterr().err
    assert {path: path.read_bytes() for path in project.folder.glob("*.*")} == before


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [({"id": "a"}, "the id of openai is 'o', not 'a'"), ({"version": 1}, "its values are texts")],
)
def test_a_lock_that_names_a_package_wrongly_is_explained(
    project: Project, capsys: Told, changed: dict[str, Any], complaint: str
) -> None:
    project.release(**changed)
    assert project.run() == 2
    assert complaint in capsys.readouterr().err


def test_two_sources_of_one_id_are_refused(project: Project, capsys: Told) -> None:
    lock = project.locked
    (project.folder / "sources.lock").write_text(json.dumps({**lock, "sources": lock["sources"] * 2}), "utf-8")
    assert project.run() == 2
    assert "two sources have one id" in capsys.readouterr().err


# --- check ---


def test_check_passes_on_what_was_just_written(project: Project) -> None:
    project.run()
    assert project.run("--check") == 0


def test_check_fails_with_a_short_account_and_writes_nothing(project: Project, capsys: Told) -> None:
    project.run()
    stale = project.output.read_text("utf-8").replace('"tiny-0":', '"tiny-9":').replace("2031", "2041")
    project.output.write_text(stale, "utf-8", newline="\n")
    capsys.readouterr()
    assert project.run("--check") == 1
    shown = capsys.readouterr()
    assert shown.out.splitlines() == [
        "openai: 1 added",
        '  tiny-0 {"eol":"2029-05-12","s":"o"}',
        "openai: 1 gone",
        "  tiny-9",
        "openai: 2 changed",
        "  tiny-2: eol 2041-02-03 -> 2031-02-03",
        "  tiny-2-old: eol 2041-02-03 -> 2031-02-03",
    ]
    assert "out of date" in shown.err
    assert project.output.read_text("utf-8") == stale


def test_check_sees_a_change_of_a_single_byte(project: Project, capsys: Told) -> None:
    project.run()
    project.output.write_bytes(project.output.read_bytes() + b"\n")
    assert project.run("--check") == 1
    assert "the head or the layout of the file differs" in capsys.readouterr().out


def test_check_says_what_is_missing_where_there_is_no_catalogue(project: Project) -> None:
    assert project.run("--check") == 1
    assert not project.output.exists()


def test_a_long_list_of_changes_is_cut(project: Project, capsys: Told) -> None:
    project.override(because(ids=[f"more-{n:02}" for n in range(30)], add=True))
    project.run()
    assert "  and 24 more" in capsys.readouterr().out


# --- bump ---


class Registry:
    """A registry with one newer version of the client."""

    def __init__(self, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
        self.project = project
        self.data = wheel({CHAT: CLIENT, REALTIME: SESSION})
        monkeypatch.setattr(refresh_catalogue, "latest_version", lambda _: "2.0")
        monkeypatch.setattr(refresh_catalogue, "today", lambda: "2030-07-01")

        def download(source: Source, directory: Path) -> Path:
            assert source.version == "2.0"
            path = directory / "openai-2.0.whl"
            path.write_bytes(self.data)
            return path

        monkeypatch.setattr(refresh_catalogue, "download", download)

    def publish(self, client: str, session: str = SESSION) -> str:
        self.data = wheel({CHAT: client, REALTIME: session})
        return hashlib.sha256(self.data).hexdigest()


@pytest.fixture
def registry(project: Project, monkeypatch: pytest.MonkeyPatch) -> Registry:
    project.run()
    return Registry(project, monkeypatch)


def test_bump_moves_the_lock_to_the_newest_version_and_says_what_changes(
    project: Project, registry: Registry, capsys: Told
) -> None:
    sha256 = registry.publish(CLIENT.replace('"tiny-3", "tiny-2"', '"tiny-4", "tiny-3", "tiny-2"'))
    capsys.readouterr()
    assert project.run("--bump") == 0
    shown = capsys.readouterr().out
    assert "moved: pypi:openai 1.0 -> 2.0" in shown
    assert '  tiny-4 {"s":"o"}' in shown
    (source,) = project.locked["sources"]
    assert (source["version"], source["sha256"]) == ("2.0", sha256)
    assert project.locked["as_of"] == "2030-07-01"
    assert json.loads(project.output.read_text("utf-8"))["as_of"] == "2030-07-01"
    assert project.run("--check") == 0


def test_bump_leaves_everything_alone_where_nothing_is_newer(
    project: Project, registry: Registry, monkeypatch: pytest.MonkeyPatch, capsys: Told
) -> None:
    before = project.output.read_bytes(), project.locked
    monkeypatch.setattr(refresh_catalogue, "latest_version", lambda _: "1.0")
    assert project.run("--bump") == 0
    assert "no package is newer" in capsys.readouterr().out
    assert (project.output.read_bytes(), project.locked) == before


@pytest.mark.parametrize(
    ("old", "new", "suspicion"),
    [
        ('"tiny-3", "tiny-2"', '"tiny-2"', "openai: gone: tiny-3"),
        ("2031-02-03", "2031-08-03", "openai/tiny-2: eol moves later, from 2031-02-03 to 2031-08-03"),
    ],
)
def test_what_does_not_happen_by_itself_is_written_only_when_accepted(
    project: Project, registry: Registry, capsys: Told, old: str, new: str, suspicion: str
) -> None:
    assert old in CLIENT
    registry.publish(CLIENT.replace(old, new), SESSION.replace(', "tiny-3"', ""))
    before = project.output.read_bytes(), project.kept.read_bytes(), project.locked
    assert project.run("--bump") == 1
    shown = capsys.readouterr()
    assert f"! {suspicion}" in shown.out
    assert "--accept" in shown.err
    assert (project.output.read_bytes(), project.kept.read_bytes(), project.locked) == before
    assert project.run("--bump", "--accept") == 0
    assert project.run("--check") == 0


def test_a_limit_that_shrinks_is_suspicious(project: Project, registry: Registry, capsys: Told) -> None:
    project.override(because(ids=["tiny-3"], set={"out": 100}))
    project.run()
    project.override(because(ids=["tiny-3"], set={"out": 50}))
    capsys.readouterr()
    assert project.run() == 1
    assert "! openai/tiny-3: out shrinks from 100 to 50" in capsys.readouterr().out
    assert project.run("--accept") == 0


def test_nothing_is_suspicious_of_a_few_ids_that_go_from_a_list_that_is_not_complete() -> None:
    before = {"novita": {f"m-{n:02}": {"s": "c"} for n in range(40)}}
    after = {"novita": dict(list(before["novita"].items())[2:])}
    assert compare(before, after).suspicious == []
    fewer = {"novita": dict(list(before["novita"].items())[20:])}
    named = ", ".join(f"m-{n:02}" for n in range(12))
    assert compare(before, fewer).suspicious == [f"novita: gone: {named} and 8 more"]
    assert compare({"groq": before["novita"]}, {"groq": after["novita"]}).suspicious == ["groq: gone: m-00, m-01"]


@pytest.mark.parametrize(
    ("provider", "unsure", "suspicion"),
    [("groq", ["out"], 1), ("novita", ["out"], 0), ("novita", [], 1)],
)
def test_a_guess_of_a_limit_may_move_where_the_list_is_not_complete(
    provider: str, unsure: list[str], suspicion: int
) -> None:
    before = {provider: {"a": {"out": 9, "unsure": unsure, "s": "lp"}}}
    after = {provider: {"a": {"out": 8, "unsure": unsure, "s": "lp"}}}
    assert len(compare(before, after).suspicious) == suspicion


def test_models_that_were_shut_down_are_kept_for_ever(project: Project, registry: Registry, capsys: Told) -> None:
    before = project.models
    forgotten = CLIENT.replace('"tiny-1", "tiny-0", ', "").replace('"tiny-0": This', '"tiny-7": This')
    registry.publish(forgotten.replace('"tiny-1": Tiny', '"tiny-8": Tiny'))
    capsys.readouterr()
    assert project.run("--bump") == 0
    assert "gone" not in capsys.readouterr().out
    assert project.models == before
    assert set(json.loads(project.kept.read_text("utf-8"))["openai"]) == {"tiny-0", "tiny-1"}
    # And so they stay with the version after that.
    assert project.run("--check") == 0


def test_an_announced_end_is_kept_of_a_model_that_is_gone(project: Project, registry: Registry) -> None:
    before = project.models
    registry.publish(
        CLIENT.replace('"tiny-2-old", ', "").replace('- "tiny-2",\n  "tiny-2-old": Ann', '- "tiny-2": Ann')
    )
    assert project.run("--bump") == 0
    assert project.models == before
    assert set(json.loads(project.kept.read_text("utf-8"))["openai"]) == {"tiny-2-old"}


def test_an_end_that_is_ahead_may_be_taken_back_and_that_is_suspicious(
    project: Project, registry: Registry, capsys: Told
) -> None:
    registry.publish(CLIENT.replace('- "tiny-2",\n  "tiny-2-old": Ann', '- "tiny-2-old": Ann'))
    assert project.run("--bump") == 1
    assert "! openai/tiny-2: eol moves later, from 2031-02-03 to none" in capsys.readouterr().out
    assert project.run("--bump", "--accept") == 0
    assert "eol" not in project.models["tiny-2"]
    assert project.kept.read_text("utf-8") == "{\n}\n"


def test_an_end_that_was_told_wrongly_is_forgotten_on_request(project: Project, registry: Registry) -> None:
    registry.publish(CLIENT.replace('- "tiny-1": Tiny', '- "tiny-8": Tiny'))
    assert project.run("--bump", "--accept", "--forget", "openai/tiny-1") == 0
    assert project.models["tiny-1"] == {}
    assert project.kept.read_text("utf-8") == "{\n}\n"


def test_what_was_only_known_by_hand_is_not_kept(project: Project, capsys: Told) -> None:
    project.override(because(ids=["tiny-latets"], add=True, set={"eol": "2029-01-01"}))
    assert project.run() == 0
    project.override()
    assert project.run() == 1
    assert "! openai: gone: tiny-latets" in capsys.readouterr().out
    assert project.run("--accept") == 0
    assert "tiny-latets" not in project.models


def test_of_a_model_that_is_still_named_packages_know_all_but_its_end_better(project: Project) -> None:
    row = {"k": "tts", "out": 5, "eol": "2029-01-01", "to": "tiny-3", "vision": True, "unsure": ["eol"], "s": "l"}
    project.kept.write_text(json.dumps({"openai": {"tiny-3": row | {"to": "tiny-2"}, "tiny-gone": row}}), "utf-8")
    assert project.run() == 0
    assert project.models["tiny-3"] == {"eol": "2029-01-01", "to": "tiny-2", "unsure": ["eol"]}
    # Of the other nobody else knows anything; its successor is gone as well by now, and has another.
    kept = {key: value for key, value in row.items() if key != "s"}
    assert project.models["tiny-gone"] == kept | {"to": "tiny-2"}


def test_more_is_added_to_what_is_kept(project: Project, registry: Registry) -> None:
    kept = {"openai": {"tiny-00": {"eol": "2028-01-01", "s": "o"}}}
    project.kept.write_text(json.dumps(kept), "utf-8")
    registry.publish(CLIENT.replace('"tiny-1", "tiny-0", ', '"tiny-1", ').replace('"tiny-0": This', '"tiny-7": This'))
    assert project.run("--bump") == 0
    assert json.loads(project.kept.read_text("utf-8"))["openai"] == {
        "tiny-0": {"eol": "2029-05-12", "s": "o"},
        "tiny-00": {"eol": "2028-01-01", "s": "o"},
    }


def test_an_end_that_was_kept_does_not_come_back_where_the_model_is_named_again_without_it(project: Project) -> None:
    row = {"eol": "2031-01-01", "s": "o"}
    project.kept.write_text(json.dumps({"openai": {"tiny-3": row, "tiny-gone": row}}), "utf-8")
    assert project.run() == 0
    assert project.models["tiny-3"] == {}
    assert project.models["tiny-gone"] == {"eol": "2031-01-01"}


def test_what_packages_said_last_is_kept_in_place_of_what_was_kept_before(project: Project, registry: Registry) -> None:
    kept = {"openai": {"tiny-1": {"eol": "2029-01-01", "s": "o"}}}
    project.kept.write_text(json.dumps(kept), "utf-8")
    assert project.run() == 0
    assert project.models["tiny-1"] == {"eol": "2030-03-04"}
    registry.publish(CLIENT.replace('"tiny-1", ', "").replace('- "tiny-1": Tiny', '- "tiny-8": Tiny'))
    assert project.run("--bump") == 0
    assert project.models["tiny-1"] == {"eol": "2030-03-04"}


def test_a_model_that_was_corrected_by_hand_is_kept_as_it_was(project: Project, registry: Registry) -> None:
    project.override(because(ids=["tiny-1"], set={"out": 5}))
    assert project.run() == 0
    registry.publish(CLIENT.replace('"tiny-1", ', "").replace('- "tiny-1": Tiny', '- "tiny-8": Tiny'))
    project.override()
    assert project.run("--bump") == 0
    assert project.models["tiny-1"] == {"out": 5, "eol": "2030-03-04"}


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("nope", "the catalogue has no such model"),
        ("openai/nope", "the catalogue has no such model"),
        ("openai/tiny-00", "take it out of kept.json first"),
    ],
)
def test_what_cannot_be_forgotten_is_explained(project: Project, capsys: Told, name: str, complaint: str) -> None:
    project.kept.write_text('{"openai": {"tiny-00": {"eol": "2028-01-01", "s": "o"}}}', "utf-8")
    project.run()
    assert project.run("--forget", name) == 2
    assert complaint in capsys.readouterr().err


def test_a_provider_that_is_misspelt_in_what_is_kept_is_refused(project: Project, capsys: Told) -> None:
    project.kept.write_text('{"opneai": {"a": {"eol": "2028-01-01", "s": "o"}}}', "utf-8")
    assert project.run() == 2
    assert "no package has a provider of this name" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["kept.json", "models.json", "overrides.json", "sources.lock"])
def test_a_file_that_is_not_utf_8_is_explained(project: Project, capsys: Told, name: str) -> None:
    (project.folder / name).write_bytes(b"\xff\xfe{}")
    assert project.run() == 2
    assert "is not UTF-8" in capsys.readouterr().err


def test_a_run_that_was_cut_off_is_made_good_by_the_next(
    project: Project, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.output.write_bytes(project.output.read_bytes().replace(b"2031", b"2030"))
    monkeypatch.setattr(refresh_catalogue, "latest_version", lambda _: "1.0")
    assert project.run("--bump", "--accept") == 0
    assert project.run("--check") == 0


def test_files_are_written_whole_or_not_at_all(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.run()
    before = {path: path.read_bytes() for path in project.folder.glob("*.*")}
    project.override(because(ids=["tiny-9"], add=True))
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("the disk is full")))
    assert project.run() == 2
    del before[project.folder / "overrides.json"]
    assert {path: path.read_bytes() for path in before} == before


def test_the_lock_never_moves_back(
    project: Project, registry: Registry, monkeypatch: pytest.MonkeyPatch, capsys: Told
) -> None:
    before = project.locked
    monkeypatch.setattr(refresh_catalogue, "latest_version", lambda _: "0.9")
    assert project.run("--bump") == 0
    assert "no package is newer" in capsys.readouterr().out
    assert project.locked == before


@pytest.mark.parametrize(
    ("before", "after", "suspicion"),
    [
        ({"set": {"out": 100}}, {}, "out is gone, was 100"),
        ({"set": {"ctx": 100}}, {"set": {"ctx": 99}}, "ctx shrinks from 100 to 99"),
        ({}, {"set": {"k": "stt"}, "instead": {"k": "chat"}}, "kind changes from chat to stt"),
        (
            {"set": {"eol": "2031-01-01", "to": "tiny-2"}},
            {"set": {"eol": "2031-01-01"}},
            "its successor tiny-2 is gone",
        ),
    ],
)
def test_of_a_complete_list_every_loss_is_suspicious(
    project: Project, capsys: Told, before: dict[str, Any], after: dict[str, Any], suspicion: str
) -> None:
    project.override(*[because(ids=["tiny-3"], **before)] * bool(before))
    assert project.run() == 0
    project.override(*[because(ids=["tiny-3"], **after)] * bool(after))
    written = project.output.read_bytes()
    assert project.run() == 1
    assert f"! openai/tiny-3: {suspicion}" in capsys.readouterr().out
    assert project.output.read_bytes() == written


def test_a_date_that_is_forgotten_of_a_model_that_is_not_comes_back_from_what_is_kept(
    project: Project, registry: Registry
) -> None:
    kept = {"openai": {"tiny-3": {"eol": "2030-01-01", "s": "o"}}}
    project.kept.write_text(json.dumps(kept), "utf-8")
    assert project.run("--accept") == 0
    assert project.models["tiny-3"] == {"eol": "2030-01-01"}
