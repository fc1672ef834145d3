"""Files that wait, never end, lead away or hold what readers cannot bear: one message and exit 2, from every door."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import answer
from downrange.case.case_reader import SHIPPED

REFERENCE = "2023-11-21-malligyong-1"
NOTICE = "notices/B4525-23.txt"

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files on this system")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The reference case in a folder of its own, to be made hostile."""
    folder = tmp_path / "case"
    shutil.copytree(SHIPPED / REFERENCE, folder)
    return folder


def exchange(path: Path, make: Callable[[Path], object]) -> None:
    path.unlink()
    make(path)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


TIME = 'time = "2023-11-21T13:42:28Z"'
FILES = {
    "a pipe as notice": (lambda c: exchange(c / NOTICE, os.mkfifo), "pipe"),
    "a pipe as sources": (lambda c: exchange(c / "sources.toml", os.mkfifo), "pipe"),
    "an endless notice": (lambda c: exchange(c / NOTICE, lambda p: p.symlink_to("/dev/zero")), "inside its folder"),
    "a notice elsewhere": (
        lambda c: exchange(c / NOTICE, lambda p: p.symlink_to(SHIPPED / REFERENCE / NOTICE)),
        "inside its folder",
    ),
    "sources that lead nowhere": (
        lambda c: exchange(c / "sources.toml", lambda p: p.symlink_to("nowhere")), "sources.toml",
    ),
    "a folder as notice": (lambda c: exchange(c / NOTICE, Path.mkdir), "folder"),
    "deep brackets": (
        lambda c: (c / "case.toml").write_text("a = " + "[" * 100_000, encoding="utf-8"), "deep",
    ),
    "a long number": (lambda c: edit(c / "case.toml", "[launch]", f"x = {'9' * 5000}\n[launch]"), "characters"),
    "a long key": (
        lambda c: edit(c / "case.toml", "[launch]", f"{'.'.join('k' * 9000)} = 1\n[launch]"), "parts",
    ),
    "a long key of the record": (
        lambda c: edit(c / "sources.toml", "\n[[source]]", f"\n{'.'.join('k' * 9000)} = 1\n[[source]]"), "parts",
    ),
    "the end of the calendar": (
        lambda c: edit(c / "case.toml", TIME, 'time = "9999-12-31T23:59:59.999999Z"'), "1900 to 2200",
    ),
    "the beginning of the calendar": (
        lambda c: edit(c / "case.toml", TIME, 'time = "0001-01-01T00:00:00+14:00"'), "calendar",
    ),
    "a name with an escape": (
        lambda c: edit(c / "case.toml", NOTICE, "notices/\\u001b[2J.txt"), "not a file name",
    ),
    "a name with a turn of direction": (
        lambda c: edit(c / "case.toml", NOTICE, "notices/\\u202etxt.exe"), "not a file name",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", FILES)
@pytest.mark.parametrize("verb", [("record", "timeline"), ("case", "check")], ids=" ".join)
def test_a_hostile_case_is_one_clear_message(case: Path, what: str, verb: tuple[str, ...]) -> None:
    make, says = FILES[what]
    make(case)
    code, out, err = answer(*verb, str(case))
    assert code == (1 if verb[1] == "check" else 2)
    assert says in out + err
    assert "internal error" not in out + err


@pytest.mark.parametrize("name", ["pipe", "/dev/zero", "", "a\x1b[2J", "."])
def test_a_file_named_at_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    span = ("--start", "2023-11-27T00:00Z", "--end", "2023-11-28T00:00Z")
    for words in (("notice", "read", name), ("passes", name, "--place", "0,0", *span)):
        code, out, err = answer(*words)
        assert (code, out) == (2, "")
        assert len(err.splitlines()) == 1
        assert "\x1b" not in err
        assert "internal error" not in err


@pytest.mark.parametrize(
    "place", ["a\0b", "a\x1b[2J", "a\nb", "a\ud800b", "", "file/x", "/dev/null", "x" * 5000]
)
def test_a_place_for_output_is_checked_before_anything_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """The inputs are not there, and yet it is the place that is named: nothing was read, nothing is written."""
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    for words in (
        ("brief", "no-such-case", "--out", place),
        ("notice", "read", "no-such-file", "--geojson", place),
        ("fall", "no-such-case", "--kml", place),
        ("decay", "no-such-file", "--as-of", "2023-11-27T00:00Z", "--tracks", place),
        ("case", "new", place),
    ):
        if words[0] == "brief" and not place:
            continue  # pathlib takes the empty name for the folder one is in
        code, out, err = answer(*words)
        assert (code, out) == (2, ""), words
        assert "no-such" not in err, words
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_two_files_to_one_place(tmp_path: Path) -> None:
    code, _, err = answer("fall", REFERENCE, "--kml", f"{tmp_path}/x", "--geojson", f"{tmp_path}/./x")
    assert code == 2
    assert "a name of its own" in err
