"""The guide to editors tells the truth: its settings and commands are taken from the page and used."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from node_packages import HERE, PACKAGES, language_server, run_node

from picoclaw_schema import DEFAULT_RELEASE, RELEASES, schema_for, security_schema_for

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs/editors.md").read_text("utf-8")
PYPROJECT = (ROOT / "pyproject.toml").read_text("utf-8")

URL = r"https://[^\s\"'`]+"
JSON_SERVER = ("vscode-langservers-extracted", "vscode-json-language-server")
YAML_SERVER = ("yaml-language-server", "yaml-language-server")
# A key that PicoClaw does not know, in either file; where no schema is mapped to the path, nobody minds.
MISSPELT = {"json": '{"version": 3, "modle_list": []}\n', "yaml": "modle_list: {}\n"}

HOME = "/home/alex/.picoclaw"
WINDOWS = "/c%3A/Users/alex/.picoclaw"
ELSEWHERE = ["/home/alex/project", "/home/alex/.config/other", "/srv/bot"]


def block(name: str) -> str:
    """Return the block of the guide that stands under a name."""
    match = re.search(rf"<!-- guide: {re.escape(name)} -->\n```\w+\n(.*?)```", GUIDE, re.S)
    assert match is not None, name
    return match[1]


def commands() -> list[list[str]]:
    """Return the commands of the guide, as lists of words."""
    lines = [line for text in re.findall(r"```sh\n(.*?)```", GUIDE, re.S) for line in text.splitlines()]
    found = [shlex.split(line, comments=True) for line in lines]
    # Each of them is run by one test or the other.
    assert all(words[0] == "picoclaw-lint" and {"--output", "--validate"} & {*words} for words in found)
    return found


def run_commands(having: str, cwd: Path) -> list[subprocess.CompletedProcess[str]]:
    """Run the guide's commands that have a certain option."""
    chosen = [words for words in commands() if having in words]
    assert chosen
    start = [sys.executable, "-c", "from picoclaw_lint.cli.main import main; main()"]
    return [
        subprocess.run([*start, *words[1:]], cwd=cwd, capture_output=True, encoding="utf-8", check=False)
        for words in chosen
    ]


def homepage() -> str:
    stated = re.search(r'^Homepage = "(.+)"$', PYPROJECT, re.M)
    assert stated is not None
    return stated[1]


def schema_url(name: str) -> str:
    return f"{homepage()}/raw/main/schema/picoclaw_schema/published/{name}"


def published(url: str) -> Path:
    """Return the file that a URL of the guide leads to, once it is on GitHub."""
    path = ROOT / url.removeprefix(f"{homepage()}/raw/main/")
    assert json.loads(path.read_text("utf-8"))["$id"] == url
    return path


def offline(text: str) -> str:
    """Return a text with the published files in place of their URLs: tests have no network."""
    replaced, times = re.subn(URL, lambda match: published(match[0]).as_uri(), text)
    assert times
    return replaced


def marked(
    server: tuple[str, str], settings: dict[str, Any], folders: list[str], folder: str | None = None
) -> set[str]:
    """Return the folders in which a server marks a misspelt key in PicoClaw's file."""
    language, file = ("json", "config.json") if server is JSON_SERVER else ("yaml", ".security.yml")
    uris = {f"file://{place}/{file}": place for place in folders}
    given = {
        "server": language_server(*server),
        # Its own catalogue is on the network.
        "settings": {**settings, "yaml.schemaStore.enable": False},
        "documents": [{"uri": uri, "language": language, "text": MISSPELT[language]} for uri in uris],
        "folder": folder,
    }
    report = run_node("lsp.mjs", given=given)["documents"]
    return {place for uri, place in uris.items() if report[uri]["diagnostics"]}


def read_lua(text: str) -> Any:
    """Read the value that a text in Lua begins with: a table, a text in single quotes, true or false."""
    tokens = [token for token in re.findall(r"'[^']*'|--.*|\w+|[{}\[\]=,]", text) if not token.startswith("--")]

    def read(at: int) -> tuple[Any, int]:
        if tokens[at] != "{":
            return {"true": True, "false": False}.get(tokens[at], tokens[at].strip("'")), at + 1
        at += 1
        items: list[Any] = []
        fields: dict[str, Any] = {}
        while tokens[at] != "}":
            key = None
            if tokens[at] == "[":
                key, at = tokens[at + 1].strip("'"), at + 4
            elif tokens[at + 1] == "=":
                key, at = tokens[at], at + 2
            value, at = read(at)
            if key is None:
                items.append(value)
            else:
                fields[key] = value
            at += tokens[at] == ","
        assert not (items and fields)
        return items or fields, at + 1

    return read(0)[0]


def vscode(name: str = "vscode") -> dict[str, Any]:
    # VS Code's default for the setting that tells the server to mark anything at all.
    return {"json.validate.enable": True, **json.loads(offline(block(name)))}


def vscode_workspace(folder: Path) -> dict[str, Any]:
    settings = {"json.validate.enable": True, **json.loads(block("vscode-workspace"))}
    for entry in settings["json.schemas"]:
        assert entry["url"].startswith("./")
        # VS Code does this before the server hears of it; the YAML server does it itself.
        entry["url"] = (folder / entry["url"]).as_uri()
    return settings


def neovim() -> dict[str, Any]:
    text = offline(block("neovim"))
    configs = [read_lua(text[match.end() :]) for match in re.finditer(r"vim\.lsp\.config\('\w+', ", text)]
    assert [config["cmd"][0] for config in configs] == [JSON_SERVER[1], YAML_SERVER[1]]
    return {section: value for config in configs for section, value in config["settings"].items()}


def helix() -> dict[str, Any]:
    tomllib = pytest.importorskip("tomllib")
    servers = tomllib.loads(offline(block("helix")))["language-server"]
    return {
        section: servers[server]["config"][section]
        for server, section in ((JSON_SERVER[1], "json"), (YAML_SERVER[1], "yaml"))
    }


def zed() -> dict[str, Any]:
    servers = json.loads(offline(block("zed")))["lsp"]
    own = {"json.validate.enable": True}  # what Zed sets where a person does not
    return {**servers["json-language-server"]["settings"], **servers["yaml-language-server"]["settings"], **own}


def others() -> dict[str, Any]:
    settings: dict[str, Any] = json.loads(offline(block("servers")))
    return settings


each_guide = pytest.mark.parametrize("settings", [vscode, neovim, helix, zed, others])
each_server = pytest.mark.parametrize("server", [JSON_SERVER, YAML_SERVER], ids=["config", "security"])


@each_server
@each_guide
def test_the_settings_reach_picoclaws_files_and_no_other_programs(
    settings: Callable[[], dict[str, Any]], server: tuple[str, str]
) -> None:
    assert marked(server, settings(), [HOME, WINDOWS, *ELSEWHERE]) == {HOME, WINDOWS}


@each_server
def test_a_home_elsewhere_is_reached_by_its_path(server: tuple[str, str]) -> None:
    assert marked(server, vscode("vscode-home"), [HOME, *ELSEWHERE]) == {HOME, "/srv/bot"}


@each_server
def test_a_workspace_names_schemas_beside_it(server: tuple[str, str], tmp_path: Path) -> None:
    project, other = tmp_path / "my-bot", tmp_path / "other"
    project.mkdir()
    run_commands("--output", cwd=project)
    settings = vscode_workspace(project)
    assert marked(server, settings, [str(project), str(other)], project.as_uri()) == {str(project)}


@pytest.mark.parametrize(
    ("pattern", "reached"),
    [
        ("~/.picoclaw/config.json", set()),
        ("config.json", {HOME, *ELSEWHERE}),
        ("/config.json", {HOME, *ELSEWHERE}),
        ("my-bot/config.json", set()),
    ],
)
def test_the_traps_are_traps(pattern: str, reached: set[str]) -> None:
    assert f"`{pattern}`" in GUIDE
    settings = vscode()
    settings["json.schemas"][0]["fileMatch"] = [pattern]
    assert marked(JSON_SERVER, settings, [HOME, *ELSEWHERE]) == reached


def test_without_validate_the_server_marks_nothing() -> None:
    settings = neovim()
    assert marked(JSON_SERVER, settings, [HOME]) == {HOME}
    del settings["json"]["validate"]
    assert marked(JSON_SERVER, settings, [HOME]) == set()


def nvim() -> str:
    """Return Neovim, if one is here that knows vim.lsp.config."""
    program = shutil.which("nvim")
    if program is None:
        pytest.skip("nvim is not on PATH")
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    version = re.search(r"v(\d+)\.(\d+)", told)
    assert version is not None
    if (int(version[1]), int(version[2])) < (0, 11):
        pytest.skip("this Neovim is older than 0.11")
    return program


def test_neovim_itself_marks_the_misspelt_key(tmp_path: Path) -> None:
    program = nvim()
    language_server(*JSON_SERVER)
    place = tmp_path / ".picoclaw"
    place.mkdir()
    files = [place / "config.json", place / ".security.yml"]
    for file, text in zip(files, MISSPELT.values(), strict=True):
        file.write_text(text, "utf-8")
    (tmp_path / "init.lua").write_text(offline(block("neovim")), "utf-8")
    (tmp_path / "look.lua").write_text(
        """
        for _, path in ipairs(vim.fn.argv()) do
          vim.cmd.edit(path)
          vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end)
          print(#vim.diagnostic.get(0))
        end
        vim.cmd.qall()
        """,
        "utf-8",
    )
    environment = {**os.environ, "HOME": str(tmp_path), "PATH": f"{PACKAGES / '.bin'}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [program, "--headless", "-u", "init.lua", *map(str, files), "-c", "luafile look.lua"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
    assert done.stderr.split() == ["1", "1"], done


def test_the_xml_for_jetbrains_maps_both_files_by_the_end_of_their_paths() -> None:
    project = ElementTree.fromstring(block("jetbrains").encode())
    assert (project.tag, project.attrib) == ("project", {"version": "4"})
    assert [part.get("name") for part in project] == ["JsonSchemaMappingsProjectConfiguration"]
    reached = {}
    for entry in project.iter("entry"):
        options = {option.get("name"): option.get("value") for option in entry.iter("option")}
        schema = json.loads(published(options["relativePathToSchema"] or "").read_text("utf-8"))
        assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
        assert options["schemaVersion"] == "JSON Schema version 7"
        assert options["name"] == entry.get("key")
        assert (options["pattern"], options["mappingKind"]) == ("true", "Pattern")
        # The table above the block is for those who click.
        assert f"`{options['name']}`" in GUIDE
        assert f"`{options['path']}`" in GUIDE
        reached[options["path"]] = schema["$id"]
    assert reached == {
        ".picoclaw/config.json": schema_url("config.schema.json"),
        ".picoclaw/.security.yml": schema_url("security.schema.json"),
    }


def test_what_a_person_should_see_is_what_the_editor_shows() -> None:
    text = block("try")
    lines = text.splitlines()

    def place(line: str, within: str) -> dict[str, int]:
        number = next(number for number, known in enumerate(lines) if line in known)
        return {"line": number, "character": lines[number].index(within) + 1}

    uri = f"file://{HOME}/config.json"
    asks = [
        {"id": "offers", "kind": "completion", **place("model_list", "[]")},
        {"id": "hover", "kind": "hover", **place("max_tokens", '"max_tokens')},
    ]
    given = {
        "server": language_server(*JSON_SERVER),
        "settings": vscode(),
        "documents": [{"uri": uri, "language": "json", "text": text, "asks": asks}],
    }
    report = run_node("lsp.mjs", given=given)["documents"][uri]
    offers = {offer["label"] for offer in report["answers"]["offers"]}
    hover = "".join(report["answers"]["hover"]["contents"])
    [diagnostic] = report["diagnostics"]
    place_of_mark = diagnostic["range"]["start"]
    assert lines[place_of_mark["line"]][place_of_mark["character"] :].startswith('"max_tokns"')
    seen = re.search(r"offers \*(.+?)\*.*default, `(.+?)`, and the variable, `(\w+)`", GUIDE, re.S)
    assert seen is not None
    assert seen[1] in offers
    assert f"`{seen[2]}`" in hover
    assert f"`{seen[3]}`" in hover


def test_the_commands_write_schemas(tmp_path: Path) -> None:
    assert [(done.returncode, done.stderr) for done in run_commands("--output", tmp_path)] == [(0, "")] * 4
    written = {path.name: json.loads(path.read_text("utf-8")) for path in tmp_path.iterdir()}
    assert written == {
        "picoclaw-security.schema.json": security_schema_for(),
        "picoclaw.schema.json": schema_for(),
        "picoclaw-0.2.9.schema.json": schema_for("0.2.9"),
        "picoclaw-strict.schema.json": schema_for(flavour="strict"),
    }


def test_the_commands_that_validate_show_what_an_editor_marks(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(block("try"), "utf-8")
    (tmp_path / ".security.yml").write_text(MISSPELT["yaml"], "utf-8")
    config, security = run_commands("--validate", tmp_path)
    assert (config.returncode, security.returncode) == (1, 1)
    assert "max_tokns" in config.stdout
    assert ".security.yml:1:" in security.stdout


def slug(title: str) -> str:
    """Return the anchor that GitHub gives to a heading."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def test_every_link_and_address_leads_somewhere() -> None:
    for link in re.findall(r"\]\(([^)]+)\)", GUIDE):
        name, _, anchor = link.partition("#")
        path = ROOT / "docs" / (name or "editors.md")
        assert path.exists(), link
        if anchor:
            assert anchor in [slug(title) for title in re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.M)], link
    for url in re.findall(URL, GUIDE):
        published(url)


def test_the_releases_are_the_ones_that_have_schemas() -> None:
    *most, last = RELEASES
    assert f"There are {', '.join(most)} and {last}." in GUIDE
    assert set(re.findall(r"release (\S+) \|", GUIDE)) == {DEFAULT_RELEASE}


def test_the_packages_to_install_are_the_ones_that_are_tested() -> None:
    named = re.search(r"`npm install -g ([^`]+)`", GUIDE)
    assert named is not None
    assert set(named[1].split()) <= set(json.loads((HERE / "package.json").read_text("utf-8"))["dependencies"])


def test_the_readme_has_the_same_settings() -> None:
    assert block("vscode") in (ROOT / "README.md").read_text("utf-8")
