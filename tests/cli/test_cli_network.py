"""No network, ever."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from picoclaw_lint.cli import main

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.mark.parametrize(
    "arguments",
    [["check", str(EXAMPLES)], ["explain", "unknown-model"], ["rules"], ["schema"], ["schema", "--validate"]],
    ids=lambda arguments: " ".join(arguments[:1]),
)
def test_no_command_opens_a_socket(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    if arguments[-1] == "--validate":
        arguments = [*arguments, str(EXAMPLES / "broken/config.json")]
    monkeypatch.setattr("sys.argv", ["picoclaw-lint", *arguments])
    with pytest.raises(SystemExit) as ended:
        main.main()
    assert ended.value.code in (0, 1)
    assert capsys.readouterr().out
