"""An address that is badly written may have a password where nobody expects one; none is shown."""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from picoclaw_lint import check_text
from picoclaw_lint.cli.main import main
from picoclaw_lint.report import FORMATS
from picoclaw_lint.url import hidden_parts_in_config, without_hidden_parts

PASSWORD = "zq7xkw3m"
FORMS = (
    *("http//b:PW@h", "http:/b:PW@h", "//b:PW@h", "b:PW@h", "http://b:PW @h", "http://b:PW/x@h", "http://b:12PW?x@h"),
    *("http://b:PW#@h", "http://h:PW", "http://h:80:PW", "h:PW", 'http://b:"PW@h', "http://[b:PW@h", "http://b:éPW@h"),
    *("http://b@PW@h", "http://PW@h", "PW://b@h", "http://b:80/PW@h", "http://api.opanai.PW/v1@h", "http://b:PW\t@h"),
)


def config(address: str) -> dict[str, object]:
    return {
        "version": 3,
        "model_list": [{"model_name": "a", "model": "openai/gpt-4o", "proxy": address, "api_base": address}],
        "tools": {"web": {"proxy": address}},
        "channel_list": {"telegram": {"enabled": True, "settings": {"Proxy": address}}},
    }


@pytest.mark.parametrize("form", FORMS)
def test_no_message_shows_a_password_of_a_badly_written_address(form: str) -> None:
    found = check_text(json.dumps(config(form.replace("PW", PASSWORD)))).diagnostics
    told = " ".join(f"{item.message} {item.help}" for item in found)
    assert PASSWORD not in told.lower()


@pytest.mark.parametrize("is_ascii", [True, False])
@pytest.mark.parametrize("form", FORMS)
def test_no_report_shows_a_password_of_a_badly_written_address(
    form: str, is_ascii: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    address = form.replace("PW", PASSWORD)
    Path("config.json").write_text(json.dumps(config(address), indent=1, ensure_ascii=is_ascii), "utf-8")
    reports = [f"--report={name}=report.{name}" for name in FORMATS]
    monkeypatch.setattr(sys, "argv", ["picoclaw-lint", "check", "config.json", "--isolated", *reports])
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()), pytest.raises(SystemExit):
        main()
    written = out.getvalue() + "".join(Path(f"report.{name}").read_text("utf-8") for name in FORMATS)
    assert PASSWORD not in written.lower()


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("http://127.0.0.1:7890/v1", "http://127.0.0.1:7890/v1"),
        ("http://[::1]:7890", "http://[::1]:7890"),
        ("127.0.0.1:7890", "127.0.0.1:7890"),
        ("http://h:99999/a", "http://h:99999/a"),
        ("", ""),
        ("socks5://u:p@h:1080", "socks5://…@h:1080"),
        ("http://h:p", "http://h:…"),
        ("http://[::1]:p", "http://[::1]:…"),
    ],
)
def test_of_an_address_only_user_password_and_false_ports_are_left_out(address: str, shown: str) -> None:
    assert without_hidden_parts(address) == shown


def test_an_address_with_escapes_is_hidden_as_a_whole() -> None:
    text = r'{"proxy": "http://b:p\u0040h", "Api_Base": "http://b:p@h"'
    assert [text[begin:end] for begin, end in hidden_parts_in_config(text)] == [r"http://b:p\u0040h", "b:p"]
