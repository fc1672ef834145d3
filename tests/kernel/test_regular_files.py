"""Files that others name are read only if they are regular, within a limit and, for a case, inside its folder."""

import os
import socket
from pathlib import Path

import pytest

from downrange.kernel.regular_files import FileTooLarge, OutsideFolder, is_file_name, read_regular

BAD_NAMES = ["", " ", "a\0b", "a\nb", "a\x1b[2Jb", "a\u202eb", "a\x7f", "a\ud800"]


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    assert read_regular(tmp_path / "a", 5) == b"12345"
    assert read_regular(str(tmp_path / "a"), 5, within=tmp_path) == b"12345"
    with pytest.raises(FileTooLarge):
        read_regular(tmp_path / "a", 4)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files on this system")
def test_what_is_not_a_regular_file_is_named_and_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # names of sockets are short
    os.mkfifo("pipe")
    Path("folder").mkdir()
    Path("link").symlink_to("pipe")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("socket")
        kinds = {"pipe": "pipe", "folder": "folder", "link": "pipe", "/dev/zero": "device", "socket": ""}
        for name, kind in kinds.items():
            with pytest.raises(OSError) as refused:
                read_regular(name, 1000)
            assert kind in (refused.value.strerror or "")


@pytest.mark.parametrize("name", BAD_NAMES)
def test_names_that_cannot_be_shown_are_refused(name: str) -> None:
    assert not is_file_name(name)
    with pytest.raises(ValueError):
        read_regular(name, 1000)


@pytest.mark.parametrize("name", ["a", "a b", "Übung.txt", "発射.toml", "a\u00a0b", os.fsdecode(b"caf\xe9")])
def test_names_of_people_are_file_names(name: str) -> None:
    assert is_file_name(name)


def test_a_link_may_lead_only_inside_the_folder(tmp_path: Path) -> None:
    inside = tmp_path / "case"
    (inside / "sub").mkdir(parents=True)
    (tmp_path / "secret").write_text("theirs")
    (inside / "own").write_text("ours")
    (inside / "out").symlink_to(tmp_path / "secret")
    (inside / "sub" / "up").symlink_to("../own")
    (inside / "away").symlink_to(tmp_path)
    assert read_regular(inside / "sub" / "up", 99, within=inside) == b"ours"
    for name in ("out", "away/secret", "../secret"):
        with pytest.raises(OutsideFolder):
            read_regular(inside / name, 99, within=inside)
