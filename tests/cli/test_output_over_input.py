"""A file that a run reads is never the file that it writes: it would be lost."""

import os
import shutil
from pathlib import Path

import pytest

from command_line import answer
from repository import REFERENCE

NOTICE = REFERENCE / "notices" / "B4525-23.txt"
ELEMENTS = REFERENCE / "elements" / "58400.tle"
AS_OF = ("--as-of", "2025-09-02T00:00Z")


@pytest.mark.parametrize("name", ["given.txt", "./given.txt", "link.txt", "hard.txt"])
@pytest.mark.parametrize(
    ("source", "words", "option"),
    [
        (NOTICE, ("notice", "read", "given.txt"), "--geojson"),
        (ELEMENTS, ("decay", "given.txt", *AS_OF), "--tracks"),
        (ELEMENTS, ("debris", "--elements", "given.txt", *AS_OF), "--geojson"),
    ],
)
def test_an_input_is_not_written_over(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    source: Path,
    words: tuple[str, ...],
    option: str,
    name: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(source, "given.txt")
    Path("link.txt").symlink_to("given.txt")
    os.link("given.txt", "hard.txt")
    code, out, err = answer(*words, option, name)
    assert (code, out) == (2, "")
    assert "is read by this run" in err
    assert Path("given.txt").read_bytes() == source.read_bytes()


def test_a_file_of_the_case_is_not_written_over(tmp_path: Path) -> None:
    case = tmp_path / "case"
    shutil.copytree(REFERENCE, case)
    before = (case / "case.toml").read_bytes()
    code, _, err = answer("fall", str(case), "--geojson", str(case / "case.toml"))
    assert (code, "is read by this run" in err) == (2, True)
    assert (case / "case.toml").read_bytes() == before
