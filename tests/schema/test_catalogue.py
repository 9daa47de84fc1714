"""The catalogue: what the shipped data promises, and how it is rebuilt."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "schema" / "picoclaw_schema" / "catalogue"


def load_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("refresh_catalogue", ROOT / "tools" / "refresh_catalogue.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


refresh = load_tool()


def read(name: str) -> Any:
    return json.loads((CATALOGUE / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def openai() -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = read("models.json")["providers"]["openai"]
    return rows


# --- the shipped files ---


@pytest.mark.parametrize("name", ["models.json", "providers.json", "default_models.json", "channels.json"])
def test_every_file_says_how_old_it_is_and_where_it_comes_from(name: str) -> None:
    data = read(name)
    assert data["schema"] == 1
    assert len(data["as_of"]) == len("2026-11-23")
    assert data.get("source") or data.get("sources")


def test_the_models_name_the_pinned_package_they_were_read_from() -> None:
    lock = json.loads((ROOT / "tools/catalogue/sources.lock").read_text(encoding="utf-8"))
    data = read("models.json")
    pinned = {(f"pypi:{s['package']}=={s['version']}", s["sha256"]) for s in lock["sources"]}
    assert pinned <= {(s["pkg"], s["sha256"]) for s in data["sources"]}
    assert data["as_of"] == lock["as_of"]


def test_the_catalogue_was_built_from_the_overrides_beside_it() -> None:
    text = (ROOT / "tools/catalogue/overrides.json").read_text(encoding="utf-8")
    hand = next(s for s in read("models.json")["sources"] if s["id"] == "h")
    assert hand["sha256"] == hashlib.sha256(text.encode()).hexdigest()


def test_models_are_sorted_and_one_stands_on_each_line(openai: dict[str, dict[str, Any]]) -> None:
    lines = (CATALOGUE / "models.json").read_text(encoding="utf-8").splitlines()
    start = lines.index('"openai":{') + 1
    rows = [line.removesuffix(",") for line in lines[start : start + len(openai)]]
    assert rows == [f"{refresh.compact(m)}:{refresh.compact(row)}" for m, row in sorted(openai.items())]


def test_rows_hold_known_keys_in_one_order_and_no_default(openai: dict[str, dict[str, Any]]) -> None:
    for model, row in openai.items():
        assert list(row) == [key for key in refresh.FIELDS if key in row], model
        assert row.get("k") != "chat", model
        assert row.get("k", "chat") in refresh.KINDS, model


def test_every_replacement_is_a_model_that_lives_on_the_day_of_the_catalogue(
    openai: dict[str, dict[str, Any]],
) -> None:
    as_of = read("models.json")["as_of"]
    for row in openai.values():
        if "to" in row:
            assert openai[row["to"]].get("eol", "9999") > as_of


@pytest.mark.parametrize(
    ("model", "out", "ctx"),
    [
        ("gpt-3.5-turbo", 4096, 16385),
        ("gpt-4", 8192, 8192),
        ("gpt-4-0613", 8192, 8192),
        ("gpt-4-turbo-2024-04-09", 4096, 128000),
        ("gpt-4o", 16384, 128000),
        ("gpt-4o-2024-05-13", 4096, 128000),
        ("gpt-4o-2024-11-20", 16384, 128000),
        ("gpt-4o-mini", 16384, 128000),
        ("gpt-4o-mini-2024-07-18", 16384, 128000),
        ("gpt-4.1-nano", 32768, 1047576),
        ("o1", 100000, 200000),
        ("o1-mini", 65536, 128000),
        ("o1-preview", 32768, 128000),
        ("o1-pro", 100000, 200000),
        ("o3-pro-2025-06-10", 100000, 200000),
        ("gpt-5-chat-latest", 16384, 128000),
        ("chat-latest", 128000, 400000),
        ("gpt-5-mini-2025-08-07", 128000, 400000),
        ("gpt-5-pro", 272000, 400000),
        ("gpt-5.2-pro", 128000, 400000),
        ("gpt-5.3-codex", 128000, 400000),
        ("gpt-5.4", 128000, 1050000),
        ("gpt-5.4-mini", 128000, 400000),
        ("gpt-5.4-pro-2026-03-05", 128000, 1050000),
        ("gpt-5.5-pro-2026-04-23", 128000, 1050000),
        ("gpt-5.6-luna", 128000, 1050000),
        ("gpt-6-astra", 128000, 1050000),
        ("gpt-6.2-sol", 128000, 1050000),
        ("gpt-audio-1.5", 16384, 128000),
        ("gpt-realtime-2025-08-28", 4096, 32000),
        ("gpt-realtime-2.1-mini", 32000, 128000),
        # Limits that are not known well are not given.
        ("gpt-3.5-turbo-0613", None, None),
        ("gpt-5.6-cyber", None, None),
        ("gpt-6.2-astra", None, None),
        ("o3-deep-research", None, None),
    ],
)
def test_limits_are_those_that_sources_agree_on(
    openai: dict[str, dict[str, Any]], model: str, out: int | None, ctx: int | None
) -> None:
    assert (openai[model].get("out"), openai[model].get("ctx")) == (out, ctx)


@pytest.mark.parametrize(
    ("model", "eol"),
    [
        ("gpt-4o", "2027-01-14"),
        ("gpt-4o-mini", "2027-01-14"),
        ("gpt-3.5-turbo-16k", "2024-09-13"),
        ("gpt-4o-audio-preview-2024-12-17", "2026-05-07"),
        ("gpt-image-1", "2026-10-23"),
        ("dall-e-3", "2026-05-12"),
        ("o1-pro", "2026-10-23"),
        ("gpt-4.5-preview", "2025-07-14"),
        ("text-davinci-003", "2024-01-04"),
        ("gpt-5.4", None),
    ],
)
def test_shutdown_dates(openai: dict[str, dict[str, Any]], model: str, eol: str | None) -> None:
    assert openai[model].get("eol") == eol


@pytest.mark.parametrize(
    ("model", "kind"),
    [
        ("gpt-4o", "chat"),
        ("gpt-5.2-chat-latest", "chat"),
        ("gpt-audio-1.5", "chat"),
        ("gpt-5.6-cyber", "chat"),
        ("o1-pro", "responses"),
        ("o3-pro", "responses"),
        ("gpt-5.2-pro", "responses"),
        ("gpt-5.3-codex", "responses"),
        ("codex-mini-latest", "responses"),
        ("computer-use-preview", "responses"),
        ("gpt-3.5-turbo-instruct", "completion"),
        ("text-embedding-3-small", "embedding"),
        ("gpt-image-2", "image"),
        ("whisper-1", "stt"),
        ("gpt-live-transcribe", "stt"),
        ("tts-1", "tts"),
        ("gpt-realtime", "realtime"),
        ("gpt-live-1", "realtime"),
        ("omni-moderation-latest", "moderation"),
        ("sora-2", "video"),
    ],
)
def test_kinds(openai: dict[str, dict[str, Any]], model: str, kind: str) -> None:
    assert openai[model].get("k", "chat") == kind


def test_an_id_kept_only_for_compatibility_is_absent(openai: dict[str, dict[str, Any]]) -> None:
    assert "gpt-5.1-mini" not in openai


def test_a_replacement_is_given_only_where_one_is_named(openai: dict[str, dict[str, Any]]) -> None:
    assert openai["gpt-4o"]["to"] == "gpt-6-luna"
    assert "to" not in openai["gpt-4-0314"]  # two are named
    assert "to" not in openai["o1-mini"]  # the one named was shut down too


def test_ids_and_aliases_of_providers_name_one_provider_each() -> None:
    providers = read("providers.json")["providers"]
    names = [name for p in providers for name in (p["id"], *p["aliases"])]
    assert len(names) == len(set(names))


def test_providers_have_the_same_keys() -> None:
    wanted = {"id", "name", "aliases", "api_base", "key", "local", "http", "chat"}
    for provider in read("providers.json")["providers"]:
        assert set(provider) - {"since"} == wanted, provider["id"]
        assert provider["key"] in {"required", "key-or-api_base", "optional"}


def test_providers_that_stand_apart() -> None:
    providers = {p["id"]: p for p in read("providers.json")["providers"]}
    assert [p for p in providers if not providers[p]["chat"]] == ["elevenlabs"]
    assert [p for p in providers if "since" in providers[p]] == ["nearai"]
    assert providers["azure"]["api_base"] is None


def test_every_default_model_has_a_known_provider() -> None:
    known = {name for p in read("providers.json")["providers"] for name in (p["id"], *p["aliases"])}
    for model in read("default_models.json")["models"]:
        assert model["provider"] in known


def test_every_channel_has_the_type_it_is_named_after_and_is_off() -> None:
    for name, channel in read("channels.json")["channels"].items():
        assert channel["type"] == name
        assert channel["enabled"] is False


# --- reading a package ---

SDK = '''
from typing import Union
from typing_extensions import Literal, TypeAlias

raise RuntimeError("a package that is read must not run")

TinyModel: TypeAlias = Union[str, Literal["tiny-3", "tiny-2", "tiny-2-old", "tiny-1", "tiny-0", "tiny-ghost"]]
"""Deprecated values:

- "tiny-2",
  "tiny-2-old": Announced shutdown
  date: 2031-02-03. See https://example.invalid for details.
- "tiny-1": Tiny One was shut down on March 4, 2030. Use
  tiny-3 instead.
- "tiny-0": This model was retired on May 12, 2029.
- "tiny-ghost": Not a supported model ID. Retained for SDK compatibility.

More words, which are "not": a bullet.
"""


class Session:
    model: Union[str, Literal["tiny-talk", "tiny-3"], None] = None
    """The model.

    Deprecated values:

    - "tiny-talk": Announced shutdown date: 2032-01-01.
    """
'''

MEMBERS = [
    {"path": "tiny/model.py", "name": "TinyModel", "kind": "chat"},
    {"path": "tiny/model.py", "name": "model", "kind": "realtime"},
]


class Project:
    """A directory with a tiny wheel under the name of the package, a lock and overrides."""

    def __init__(self, directory: Path, sdk: str = SDK) -> None:
        self.directory = directory
        self.wheel = directory / "openai-1.0-py3-none-any.whl"
        with zipfile.ZipFile(self.wheel, "w") as archive:
            archive.writestr("tiny/model.py", sdk)
        self.lock_as(hashlib.sha256(self.wheel.read_bytes()).hexdigest())
        self.override()

    @property
    def output(self) -> Path:
        return self.directory / "models.json"

    def lock_as(self, sha256: str, **changed: Any) -> None:
        source = {
            "id": "o",
            "package": "openai",
            "version": "1.0",
            "sha256": sha256,
            "members": MEMBERS,
        } | changed
        text = json.dumps({"as_of": "2030-01-01", "sources": [source]})
        (self.directory / "sources.lock").write_text(text, encoding="utf-8")

    def override(self, *entries: dict[str, Any]) -> None:
        (self.directory / "overrides.json").write_text(json.dumps({"openai": entries}), encoding="utf-8")

    def run(self, *arguments: str) -> int:
        paths = ["--lock", str(self.directory / "sources.lock")]
        paths += ["--overrides", str(self.directory / "overrides.json"), "--output", str(self.output)]
        status: int = refresh.main([*paths, "--wheel-dir", str(self.directory), *arguments])
        return status

    def models(self) -> Any:
        return json.loads(self.output.read_text(encoding="utf-8"))["providers"]["openai"]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def because(**fields: Any) -> dict[str, Any]:
    return {"reason": "a test", "source": "none", **fields}


def test_ids_kinds_and_dates_are_read_without_running_the_package(project: Project) -> None:
    assert project.run() == 0
    assert project.models() == {
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


@pytest.mark.parametrize(
    ("bullet", "complaint"),
    [
        ('- "tiny-1": Will go away some day.', "no shutdown date"),
        ('- "tiny-1": Announced shutdown date: 2030-02-31.', "no such day"),
        ('- "tiny-1": It was shut down on Smarch 4, 2030.', "no such day"),
        ("- tiny-1: Announced shutdown date: 2030-02-03.", "cannot read the ids"),
    ],
)
def test_a_deprecation_in_other_words_stops_the_refresh(bullet: str, complaint: str) -> None:
    with pytest.raises(refresh.CatalogueError, match=complaint):
        refresh.deprecations(f"Deprecated values:\n\n{bullet}\n")


def test_text_without_deprecations_gives_none() -> None:
    assert refresh.deprecations('The model to use.\n\n- "tiny-1": a fine model\n') == {}


def test_a_wheel_with_another_sha256_is_refused(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.lock_as("0" * 64)
    assert project.run() == 2
    assert f"{'0' * 64} is pinned" in capsys.readouterr().err
    assert not project.output.exists()


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"version": "2.0"}, "no wheel of openai==2.0"),
        ({"package": "unheard-of"}, "nothing here can read unheard-of"),
        ({"members": [{"path": "gone.py", "name": "X", "kind": "chat"}]}, "has no file gone.py"),
        ({"members": [{"path": "tiny/model.py", "name": "X", "kind": "chat"}]}, "X lists no model"),
        ({"members": [{"path": "tiny/model.py", "name": "X", "kind": "poem"}]}, "unknown kind 'poem'"),
        ({"members": [{"path": "tiny/model.py"}]}, "missing or unexpected key"),
    ],
)
def test_a_lock_that_does_not_fit_is_explained_in_one_line(
    project: Project, capsys: pytest.CaptureFixture[str], changed: dict[str, Any], complaint: str
) -> None:
    project.lock_as(hashlib.sha256(project.wheel.read_bytes()).hexdigest(), **changed)
    assert project.run() == 2
    shown = capsys.readouterr().err
    assert complaint in shown
    assert "Traceback" not in shown


def test_source_that_is_not_python_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert Project(tmp_path, "model: = (").run() == 2
    assert "is not Python" in capsys.readouterr().err


def test_a_missing_file_is_explained(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (project.directory / "overrides.json").unlink()
    assert project.run() == 2
    assert "cannot read" in capsys.readouterr().err


def test_a_download_asks_pip_for_the_pinned_hash_and_shows_why_it_failed(
    project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def pip(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        requirements = Path(command[-1]).read_text(encoding="utf-8")
        asked.append([*command, requirements])
        return subprocess.CompletedProcess(command, 1, "", "ERROR: no such host\n")

    monkeypatch.setattr(refresh.subprocess, "run", pip)
    lock = str(project.directory / "sources.lock")
    assert refresh.main(["--lock", lock, "--output", str(project.output)]) == 2
    assert "no such host" in capsys.readouterr().err
    assert {"--no-deps", "--only-binary=:all:", "--require-hashes"} <= set(asked[0])
    digest = hashlib.sha256(project.wheel.read_bytes()).hexdigest()
    assert asked[0][-1] == f"openai==1.0 --hash=sha256:{digest}\n"


# --- overrides ---


def test_overrides_add_correct_and_complete(project: Project) -> None:
    project.override(
        because(ids=["tiny-4"], add=True, set={"k": "responses", "eol": "2035-01-01"}),
        because(ids=["tiny-talk"], set={"k": "chat"}),
        because(ids=["tiny-3", "tiny-4"], set={"out": 10, "ctx": 20}),
        because(ids=["tiny-1"], set={"to": "tiny-3"}),
    )
    assert project.run() == 0
    models = project.models()
    assert models["tiny-4"] == {"k": "responses", "ctx": 20, "out": 10, "eol": "2035-01-01"}
    assert models["tiny-talk"] == {"eol": "2032-01-01"}
    assert models["tiny-3"] == {"ctx": 20, "out": 10}
    assert models["tiny-1"]["to"] == "tiny-3"


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ({"ids": ["tiny-3"], "set": {"out": 1}}, "needs a reason and a source"),
        (because(ids=[], set={"out": 1}), "an entry needs ids"),
        (because(ids=["tiny-3"], sett={}), "may not have ['sett']"),
        (because(ids=["tiny-3"], set={"limit": 1}), "unknown fields ['limit']"),
        (because(ids=["tiny-33"], set={"out": 1}), "no package has this id"),
        (because(ids=["tiny-3"], add=True), "a package has this id by now"),
        (because(ids=["tiny-2"], set={"eol": "2033-01-01"}), "eol is '2031-02-03' already"),
        (because(ids=["tiny-3"], set={"k": "chat"}), "k is 'chat' already"),
        (because(ids=["tiny-3"], set={"k": "poem"}), "unknown kind 'poem'"),
        (because(ids=["tiny-3"], set={"out": 0}), "out must be a positive number"),
        (because(ids=["tiny-3"], set={"out": "16k"}), "out must be a positive number"),
        (because(ids=["tiny-3"], set={"eol": "soon"}), "eol must be YYYY-MM-DD"),
        (because(ids=["tiny-1"], set={"to": "tiny-0"}), "tiny-0 is not a live model"),
        (because(ids=["tiny-1"], set={"to": "huge-1"}), "huge-1 is not a live model"),
    ],
)
def test_an_override_that_is_wrong_or_no_longer_needed_is_refused(
    project: Project, capsys: pytest.CaptureFixture[str], entry: dict[str, Any], complaint: str
) -> None:
    project.override(entry)
    assert project.run() == 2
    assert complaint in capsys.readouterr().err


# --- check ---


def test_check_passes_on_what_was_just_written(project: Project) -> None:
    project.run()
    assert project.run("--check") == 0


def test_check_fails_with_a_short_account_and_writes_nothing(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.run()
    stale = project.output.read_text(encoding="utf-8").replace('"tiny-0":', '"tiny-9":').replace("2031", "2041")
    project.output.write_text(stale, encoding="utf-8", newline="\n")
    capsys.readouterr()
    assert project.run("--check") == 1
    shown = capsys.readouterr()
    assert shown.out.splitlines() == [
        "added: openai/tiny-0",
        "removed: openai/tiny-9",
        'changed: openai/tiny-2: {"eol":"2041-02-03"} -> {"eol":"2031-02-03"}',
        'changed: openai/tiny-2-old: {"eol":"2041-02-03"} -> {"eol":"2031-02-03"}',
    ]
    assert "out of date" in shown.err
    assert project.output.read_text(encoding="utf-8") == stale


def test_check_sees_a_change_of_a_single_byte(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.run()
    project.output.write_bytes(project.output.read_bytes() + b"\n")
    assert project.run("--check") == 1
    assert "the layout of the file differs" in capsys.readouterr().out


def test_a_long_list_of_changes_is_cut(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.override(because(ids=[f"more-{n:02}" for n in range(30)], add=True))
    project.run()
    assert "added: 26 more" in capsys.readouterr().out
