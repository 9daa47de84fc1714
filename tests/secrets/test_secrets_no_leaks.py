"""Whatever stands in a config or beside it, nothing that the tool prints or writes has a piece of a secret in it."""

from __future__ import annotations

import io
import json
import random
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import FORMATS, PLAIN, Make

from picoclaw_lint.cli.main import main
from picoclaw_lint.context import Context
from picoclaw_lint.report import FORMATS as REPORTS

PIECE = 8
ANY = [make for _, make in (*FORMATS, *PLAIN)]
TELLING = [make for _, make in FORMATS]
WORDS = [make for name, make in PLAIN if name in ("Mistral", "Cohere", "WeCom")]


class Secrets:
    """Makes secrets and remembers every piece of them that would give one away."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.pieces: set[str] = set()

    def any(self) -> str:
        """A secret for a place that tells what it is."""
        return self._made(ANY)

    def telling(self) -> str:
        """A secret whose format tells what it is."""
        return self._made(TELLING)

    def word(self) -> str:
        """A secret that can be a part of a URL."""
        return self._made(WORDS)

    def _made(self, makes: list[Make]) -> str:
        make = self.rng.choice(makes)
        secret = make(self.rng)
        # What the secrets of a format share gives nothing away.
        others = random.Random(self.rng.random())
        shared = set().union(*(_pieces(make(others)) for _ in range(4)))
        self.pieces |= _pieces(secret) - shared
        return secret


def _pieces(text: str) -> set[str]:
    pieces = {text[at : at + PIECE] for at in range(len(text) - PIECE + 1)}
    # An address begins in ways that are few.
    return {piece for piece in pieces if "://" not in piece}


def config(secrets: Secrets) -> dict[str, Any]:
    """A config with secrets in slots, free text, unknown fields and keys."""
    some, telling, word = secrets.any, secrets.telling, secrets.word
    return {
        "version": secrets.rng.choice((0, 1, 2, 3, 3, 3)),
        "model_list": [
            {
                "model_name": "a",
                "model": "openai/gpt-5.4",
                "api_keys": [some(), some()],
                "proxy": f"http://u:{word()}@h:1",
            },
            {"model_name": telling(), "model": telling(), "api_key": some(), "rpm": telling()},
            {
                "model_name": "c",
                "provider": telling(),
                "model": "x",
                "api_base": f"https://h.example/v1?api_key={word()}",
            },
            {"model_name": "d", "model": "x/y", "api_keys": some(), "enabled": telling(), "max_tokens": [telling()]},
            {"model_name": "e", "model": "a", "api_keys": {some(): "", "nested": {"deeper": some()}}, telling(): True},
            {
                "model_name": "f",
                "model": "a",
                "custom_headers": {"Authorization": f"Bearer {some()}"},
                "Api_Key": some(),
            },
            telling(),
        ],
        "agents": {"defaults": {"model_name": telling(), "max_tokens": telling(), "API_KEY": some()}, telling(): []},
        "channel_list": {
            "telegram": {"enabled": telling(), "settings": {"token": some(), "Token": some(), "proxy": telling()}},
            "irc": {"settings": {"password": some(), "sasl_password": [some()], telling(): telling()}},
            telling(): {"type": telling(), "settings": {"token": some()}},
            "matrix": {"settings": {"crypto_passphrase": some(), "access_token": {"value": some()}}},
        },
        "channels": {"discord": {"token": some(), "mention_only": telling()}},
        "tools": {
            "web": {"brave": {"api_key": some(), "api_keys": [some()]}, "proxy": telling(), "provider": telling()},
            "mcp": {
                "servers": {
                    "x": {
                        "env": {"GITHUB_TOKEN": some(), "NOTE": telling()},
                        "args": [
                            "--api-key",
                            some(),
                            f"--token={word()}",
                            "--header",
                            f"X-Api-Key: {word()}",
                            telling(),
                        ],
                        "url": f"https://h.example/?token={word()}",
                        "type": telling(),
                    },
                    telling(): {"headers": telling()},
                }
            },
            "exec": {"custom_deny_patterns": [f"({telling()}"]},
        },
        "gateway": {"host": telling(), "port": telling(), "auth_token": some()},
        "my_secrets": {"list": [some(), {"a": some()}], some(): "x"},
        telling(): telling(),
        "voice": {"elevenlabs_api_key": some()},
    }


def security(secrets: Secrets) -> str:
    """A security file with secrets as values, as keys and as the names of channels and models."""
    some, telling = secrets.any, secrets.telling
    value: dict[str, Any] = {
        "model_list": {
            "a": {"api_keys": [some(), some()]},
            telling(): {"api_keys": [some()]},
            "c": {"api_keys": some()},
        },
        "channel_list": {
            "telegram": {"settings": {"token": some()}},
            telling(): {"settings": {"token": some()}},
            "irc": {"password": some(), telling(): telling()},
        },
        "web": {"brave": {"api_keys": [some()]}, "tavily": {"api_key": some()}},
        telling(): telling(),
    }
    return json.dumps(value, indent=1)


BREAKS = {
    "whole": lambda text, rng: text,
    "cut off": lambda text, rng: text[: rng.choice([at for at, char in enumerate(text) if char in "{}[],"])],
    "a comma too many": lambda text, rng: text.replace("}", ",}", 1),
    "comments": lambda text, rng: text.replace("\n", " // why\n", rng.randrange(1, 9)),
    "a quote is missing": lambda text, rng: _without(text, '"', rng),
    "a bracket is missing": lambda text, rng: _without(text, "{}[]", rng),
    "a colon is missing": lambda text, rng: _without(text, ":", rng),
    "a comma is missing": lambda text, rng: _without(text, ",", rng),
    "two documents": lambda text, rng: text + text,
}


def _without(text: str, chars: str, rng: random.Random) -> str:
    # A colon inside of a credential is a part of it; to cut that is another matter.
    places = [at for at, char in enumerate(text) if char in chars and (char != ":" or text[at + 1] in " \n")]
    at = rng.choice(places)
    return text[:at] + text[at + 1 :]


def run(*arguments: str) -> str:
    """Run the command in this process and return all that it prints."""
    out = io.StringIO()
    before, sys.argv = sys.argv, ["picoclaw-lint", *arguments]
    try:
        with redirect_stdout(out), redirect_stderr(out), pytest.raises(SystemExit):
            main()
    finally:
        sys.argv = before
    return out.getvalue()


def everything_told(directory: Path) -> Iterator[tuple[str, str]]:
    """Every output that there is for the files in a directory, with its name."""
    names = [str(directory / "config.json"), str(directory / ".security.yml")]
    target = directory / "out"
    target.mkdir(exist_ok=True)
    reports = [f"--report={name}={target / name}" for name in REPORTS]
    baseline = f"--baseline={target / 'baseline.json'}"
    yield "text", run("check", *names, "--fail-on", "info", *reports)
    yield "statistics", run("check", *names, "--statistics")
    yield "baseline", run("check", *names, "--isolated", baseline, "--write-baseline")
    yield ("suppressed by a baseline", run("check", *names, "--isolated", baseline, "--output-format", "json"))
    yield "validation", run("schema", "--validate", names[0])
    yield ("validation of the security file", run("schema", "--kind", "security", "--validate", names[1]))
    for path in target.iterdir():
        yield f"file {path.name}", path.read_text("utf-8")


def leaks(secrets: Secrets, told: Iterator[tuple[str, str]]) -> list[str]:
    """The outputs that have a piece of a secret in them; with some of them."""
    return [f"{name}: {sorted(found)[:3]}" for name, text in told if (found := secrets.pieces & _pieces(text))]


@pytest.mark.parametrize("how", BREAKS)
@given(seed=st.integers(0, 2**32), layout=st.sampled_from([None, 0, 2]))
# The same examples each time: a break may always fall where nobody can tell what is a secret.
@settings(deadline=None, max_examples=5, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_output_has_a_piece_of_a_secret(tmp_path: Path, how: str, seed: int, layout: int | None) -> None:
    secrets = Secrets(seed)
    whole = json.dumps(config(secrets), indent=layout)
    Path(tmp_path, "config.json").write_text(BREAKS[how](whole, secrets.rng), "utf-8")
    beside = security(secrets)
    Path(tmp_path, ".security.yml").write_text(BREAKS[how](beside, secrets.rng) if seed % 2 else beside, "utf-8")
    assert leaks(secrets, everything_told(tmp_path)) == []


@pytest.mark.parametrize(
    "line",
    [
        'select = ["{}"]',
        'target-version = "{}"',
        '"{}" = 1',
        "[models]\n{} = 1",
        'exclude = "{}',
        '[[ignore]]\nrule="{}"',
    ],
)
def test_no_mistake_in_settings_shows_a_secret(tmp_path: Path, line: str) -> None:
    secrets = Secrets(len(line))
    Path(tmp_path, "config.json").write_text(json.dumps(config(secrets)), "utf-8")
    for _ in range(20):
        Path(tmp_path, "picoclaw-lint.toml").write_text(line.format(secrets.telling()) + "\n", "utf-8")
        assert leaks(secrets, iter([("settings", run("check", str(tmp_path / "config.json")))])) == []


def test_no_rule_that_fails_shows_a_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = Secrets(1)
    Path(tmp_path, "config.json").write_text(json.dumps(config(secrets)), "utf-8")

    def fail(self: Context) -> None:
        raise ValueError(self.document.source.text)

    monkeypatch.setattr(Context, "models", property(fail))
    told = run("check", str(tmp_path / "config.json"))
    assert "internal-error" in told
    assert leaks(secrets, iter([("text", told)])) == []


def test_no_error_of_the_tool_itself_shows_a_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = Secrets(2)
    Path(tmp_path, "config.json").write_text(json.dumps(config(secrets)), "utf-8")

    def fail(*_: object) -> None:
        raise ValueError(Path(tmp_path, "config.json").read_text("utf-8"))

    monkeypatch.setattr("picoclaw_lint.engine.check", fail)
    monkeypatch.setattr("picoclaw_lint.run.check", fail)
    told = run("check", str(tmp_path / "config.json"))
    assert told == "picoclaw-lint: internal error: ValueError; please report it\n"
