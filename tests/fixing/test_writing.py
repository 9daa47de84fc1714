"""A file is written whole or not at all, stays the file it was, and nothing that others wrote meanwhile is lost."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from killed_writer import OLD_CONFIG, OLD_SECURITY, WORK, kill, not_found, problems

from picoclaw_lint.fixing.writing import Unwritable, replace, write

OLD, NEW = b"old\r\n", b"new\r\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config.json"
    path.write_bytes(OLD)
    return path


def names(path: Path) -> list[str]:
    return sorted(os.listdir(path.parent))


def test_a_file_is_replaced_byte_by_byte_and_nothing_stays_beside_it(file: Path) -> None:
    write(str(file), NEW, was=OLD)
    assert file.read_bytes() == NEW
    assert names(file) == ["config.json"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o444, 0o755])
def test_the_mode_stays(file: Path, mode: int) -> None:
    file.chmod(mode)
    write(str(file), NEW, was=OLD)
    assert stat.S_IMODE(file.stat().st_mode) == mode


@pytest.mark.parametrize(("mode", "left"), [(0o644, 0o600), (0o660, 0o600), (0o400, 0o400)])
def test_a_private_file_is_nobody_elses_from_then_on(file: Path, mode: int, left: int) -> None:
    file.chmod(mode)
    write(str(file), NEW, was=OLD, private=True)
    assert stat.S_IMODE(file.stat().st_mode) == left


@pytest.mark.skipif(os.getuid() != 0, reason="only root may give a file away")
def test_the_owner_stays(file: Path) -> None:
    os.chown(file, 12345, 23456)
    write(str(file), NEW, was=OLD)
    assert (file.stat().st_uid, file.stat().st_gid) == (12345, 23456)


def test_extended_attributes_stay(file: Path) -> None:
    try:
        os.setxattr(file, "user.note", b"mine")
    except OSError:
        pytest.skip("this file system has none")
    write(str(file), NEW, was=OLD)
    assert os.getxattr(file, "user.note") == b"mine"


def test_a_link_stays_one_and_its_target_is_written(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    target = tmp_path / "deep/real.json"
    target.write_bytes(OLD)
    link = tmp_path / "config.json"
    link.symlink_to("deep/real.json")
    write(str(link), NEW, was=OLD)
    assert os.readlink(link) == "deep/real.json"
    assert target.read_bytes() == NEW
    assert os.listdir(tmp_path / "deep") == ["real.json"]


def test_a_new_file_has_the_mode_that_is_asked_for_whatever_the_mask(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write(str(tmp_path / "new"), NEW, was=None, mode=0o600)
        replace(str(tmp_path / "usual"), NEW)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "usual").stat().st_mode) == 0o644


def test_a_file_that_changed_since_it_was_read_is_left_alone(file: Path) -> None:
    file.write_bytes(b"theirs")
    with pytest.raises(Unwritable, match=r"^it changed after it was read$"):
        write(str(file), NEW, was=OLD)
    assert file.read_bytes() == b"theirs"
    assert names(file) == ["config.json"]


def test_a_file_that_is_gone_by_now_does_not_come_back(file: Path) -> None:
    file.unlink()
    with pytest.raises(Unwritable, match="changed"):
        write(str(file), NEW, was=OLD)
    assert names(file) == []


def test_a_file_that_came_into_being_meanwhile_is_left_alone(file: Path) -> None:
    with pytest.raises(Unwritable, match=r"^it has come into being meanwhile$"):
        write(str(file), NEW, was=None)
    assert file.read_bytes() == OLD


@pytest.mark.parametrize("step", ["fsync", "replace", "fchmod"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    file: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(Unwritable, match=r"^no space left on device$"):
        write(str(file), NEW, was=OLD)
    assert file.read_bytes() == OLD
    assert names(file) == ["config.json"]


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(str(file), NEW, was=OLD)
    assert (file.read_bytes(), names(file)) == (OLD, ["config.json"])


def test_the_content_is_on_the_disk_before_the_name_changes(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    for step in ("fsync", "replace"):
        real = getattr(os, step)

        def noted(*arguments: object, step: str = step, real: object = real) -> object:
            calls.append(step)
            return real(*arguments)  # type: ignore[operator]

        monkeypatch.setattr(os, step, noted)
    write(str(file), NEW, was=OLD)
    assert calls == ["fsync", "replace", "fsync"]


def test_a_directory_that_takes_no_file_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(Unwritable, match=r"^no such file or directory$"):
        write(str(tmp_path / "missing/config.json"), NEW, was=None)


AS_NOBODY = """
import sys
from picoclaw_lint.fixing.writing import Unwritable, write
try:
    write(sys.argv[1], b"new", was=b"old")
except Unwritable as error:
    print(error)
"""


def as_nobody(path: Path) -> str:
    """Write as a user who owns nothing here."""
    import tempfile

    import picoclaw_lint
    import picoclaw_schema

    # The checkout may be closed to others, so the program is copied to where they can read it.
    with tempfile.TemporaryDirectory() as home:
        os.chmod(home, 0o755)
        for package in (picoclaw_lint, picoclaw_schema):
            assert package.__file__ is not None
            source = Path(package.__file__).parent
            subprocess.run(["cp", "-r", str(source), home], check=True)
        subprocess.run(["chmod", "-R", "a+rX", home], check=True)
        answer = subprocess.run(
            ["/usr/bin/env", "python3", "-c", AS_NOBODY, str(path)],
            user=65534,
            group=65534,
            extra_groups=[],
            cwd="/",
            env={"PYTHONPATH": home, "PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
    return answer.stdout.strip() or answer.stderr


@pytest.mark.skipif(os.getuid() != 0, reason="only root may become somebody else")
@pytest.mark.skipif(sys.platform != "linux", reason="nobody has another number elsewhere")
def test_somebody_elses_file_and_a_read_only_directory_are_clear_errors() -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        path = directory / "config.json"
        path.write_bytes(b"old")
        directory.chmod(0o755)
        assert as_nobody(path) == "nothing can be written in its directory (permission denied)"
        directory.chmod(0o777)
        path.chmod(0o666)
        assert as_nobody(path) == "it belongs to somebody else, and would not any more"
        assert path.read_bytes() == b"old"
        assert os.listdir(directory) == ["config.json"]


@pytest.mark.parametrize("work", WORK)
def test_whoever_is_killed_while_writing_leaves_no_torn_and_no_lost_file(tmp_path: Path, work: str) -> None:
    assert kill(tmp_path, work, 10) == []


def test_what_is_torn_or_lost_would_be_noticed(tmp_path: Path) -> None:
    kill(tmp_path, "mending", 0)
    config, security = tmp_path / "config.json", tmp_path / ".security.yml"
    assert problems(tmp_path) == []
    text = config.read_text()
    config.write_text(text[:-5])
    assert problems(tmp_path) == ["config.json is torn"]
    config.write_text(text.replace('"api_keys"', '"x"', 1))
    assert problems(tmp_path) == ["the key of m0 is lost"]
    config.write_text(text)
    security.write_text("web: {}\n")
    assert problems(tmp_path) == [".security.yml lost what it had"]


def test_secrets_that_are_not_found_in_the_middle_of_a_migration_would_be_noticed(tmp_path: Path) -> None:
    kill(tmp_path, "migrating", 0)
    security = tmp_path / ".security.yml"
    assert not_found(tmp_path) == []
    security.write_text(OLD_SECURITY.replace("channels:", "channel_list:"))
    assert not_found(tmp_path) == ["the token is lost"]
    security.write_text(OLD_SECURITY + '"')
    assert not_found(tmp_path) == ["one of the files is torn"]
    (tmp_path / "config.json").write_text(OLD_CONFIG.replace('"api_key"', '"x"', 1))
    security.write_text(OLD_SECURITY)
    assert "the key of m0 is lost" in not_found(tmp_path)
